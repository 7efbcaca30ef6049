//! What page numbers and running lines look like, wherever they stand.

use crate::text::{Ends, edges, fold};

/// More words than this make no running line.
pub(super) const MOST_WORDS: usize = 16;

/// `27`, `- 27 -`, `Pagina 3 van 12`, `p. 3`, `3/12`.
pub(in crate::layout) fn is_page_number(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(fold)
        .collect();
    let is_number =
        |word: &String| word.len() <= 4 && word.chars().all(|character| character.is_ascii_digit());
    let is_word = |word: &String| ["pagina", "page", "blz", "p", "pag", "van", "of"].contains(&word.as_str());
    let numbers = words.iter().filter(|word| is_number(word)).count();
    // A heading's number may stand on a line of its own.
    let of_section = text.contains('.') && edges::heading_number(&format!("{text} A")).is_some();
    !of_section
        && (1..=2).contains(&numbers)
        && words.len() <= 4
        && words.iter().all(|word| is_number(word) || is_word(word))
}

/// A short line without a full stop, its parts set off by a dash or a bar: `title - programme 27`. Above the text headings look like it, so
/// there only the bar tells.
pub(super) fn reads_as_running_line(text: &str, at_top: bool) -> bool {
    let dashes = has_dashes(text);
    let short = text.split_whitespace().count() <= MOST_WORDS;
    let unlike_a_sentence = label(text, false).is_some() || text.starts_with(char::is_lowercase);
    let parted = text.contains(" | ") || (!at_top && dashes && unlike_a_sentence);
    parted && short && !text.trim_start().starts_with('|') && edges::ends(text) != Ends::Sentence
}

pub(super) fn has_dashes(text: &str) -> bool {
    [" - ", " – ", " — ", " • ", " · "].iter().any(|sign| text.contains(sign))
}

/// The page number that a running line carries: at its end, or at its beginning above the text; of `3 van 12` the first.
pub(in crate::layout) fn label(text: &str, at_top: bool) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_number = |word: &&str| word.len() <= 4 && word.chars().all(|character| character.is_ascii_digit());
    let numbered = |at: usize| words.get(at).copied().filter(is_number);
    let of_all = (1..words.len()).find(|at| {
        ["van", "of", "/"].contains(&words[*at]) && numbered(at - 1).is_some() && numbered(at + 1).is_some()
    });
    if let Some(at) = of_all {
        return numbered(at - 1).map(str::to_owned);
    }
    let (first, last) = (numbered(0), words.len().checked_sub(1).and_then(numbered));
    let only = if is_page_number(text) { digits(text) } else { None };
    let found = if at_top { first.or(last) } else { last.or(first) };
    found.or(only).map(str::to_owned)
}

/// The first number in it.
pub(super) fn digits(text: &str) -> Option<&str> {
    text.split(|character: char| !character.is_ascii_digit()).find(|part| !part.is_empty())
}

/// A line in parts with a page number before or behind them. That of a heading has levels.
pub(super) fn is_numbered(text: &str) -> bool {
    label(text, false).is_some() && edges::heading_number(text).is_none() && edges::bullet(text).is_none()
}

#[cfg(test)]
mod tests {
    use super::{is_page_number, label, reads_as_running_line};

    #[test]
    fn page_numbers_stand_alone() {
        for text in ["27", "- 27 -", "Pagina 3 van 12", "p. 3"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["27 mensen", "", "12345", "In 2020"] {
            assert!(!is_page_number(text), "{text}");
        }
        assert_eq!(label("Pagina 3 van 12", false).as_deref(), Some("3"));
        assert_eq!(label("- 27 -", false).as_deref(), Some("27"));
    }

    #[test]
    fn a_running_line_has_parts_and_no_full_stop() {
        let reads_as_footer = |text: &str| reads_as_running_line(text, false);
        assert!(reads_as_footer("jaarverslag - gemeente ergens 27"));
        assert!(reads_as_footer("jaarverslag | gemeente ergens"));
        assert!(!reads_as_footer("Zorg - en welzijn - is er niet"));
        assert!(!reads_as_footer("de zorg - als die er is - helpt niet."));
        assert!(reads_as_running_line("Jaarverslag | Gemeente Ergens", true));
        assert!(!reads_as_running_line("Jaarverslag - Gemeente Ergens 3", true));
    }
}
