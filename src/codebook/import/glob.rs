//! Words with `*` → patterns.

use crate::codebook::syntax;
use crate::text::fold;

/// What a word stands for where it has no `*`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Forms {
    /// Itself alone, as in a dictionary.
    Exact,
    /// All its inflections, as people mean who write a codebook.
    All,
}

/// The pattern that matches what the words match; phrases are words in a row.
///
/// # Errors
/// Why there is none.
pub(super) fn pattern(words: &str, forms: Forms) -> Result<String, String> {
    let mut items = Vec::new();
    for word in
        words.split(|character: char| character.is_whitespace() || character == '_' || character == '-')
    {
        if !word.is_empty() {
            items.push(item(word, forms)?);
        }
    }
    if !items.iter().any(|item| item.chars().any(char::is_alphanumeric)) {
        return Err("there is no word in it".to_owned());
    }
    let pattern = items.join(" ");
    syntax::parse(&pattern).map(|_| pattern).map_err(|error| error.message)
}

fn item(word: &str, forms: Forms) -> Result<String, String> {
    // Apostrophes and the like part words, so that only letters, digits and stars can be asked for.
    let bare = word.trim_matches(|character: char| matches!(character, ',' | '.' | ';' | ':' | '"' | '\''));
    if bare.contains('?') {
        return Err("`?` for one character has no counterpart: write the words out, or use `*`".to_owned());
    }
    let unfit = bare
        .chars()
        .find(|character| !(character.is_alphanumeric() || *character == '*' || is_mark(*character)));
    if let Some(unfit) = unfit {
        return Err(format!("`{unfit}` can't stand in a word of a pattern"));
    }
    let folded = fold(bare);
    let is_open = folded.contains('*');
    Ok(if is_open || forms == Forms::All { folded } else { format!("={folded}") })
}

/// Accents that follow their letter.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::{Forms, pattern};

    #[test]
    fn words_become_patterns() {
        for (words, exact, all) in [
            ("Geld", "=geld", "geld"),
            ("wacht*", "wacht*", "wacht*"),
            ("te  weinig", "=te =weinig", "te weinig"),
            ("co\u{f6}rdinat* van NOT", "coordinat* =van =not", "coordinat* van not"),
            ("lvb-jongere", "=lvb =jongere", "lvb jongere"),
            ("* bed", "* =bed", "* bed"),
        ] {
            assert_eq!(pattern(words, Forms::Exact).unwrap(), exact);
            assert_eq!(pattern(words, Forms::All).unwrap(), all);
        }
    }

    #[test]
    fn what_has_no_counterpart_is_told() {
        for words in ["", "*", "gel?", "a|b", "{set}", "(x)", "…"] {
            assert!(pattern(words, Forms::Exact).is_err(), "{words}");
        }
    }
}
