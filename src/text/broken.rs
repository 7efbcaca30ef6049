//! Words that a hyphen at a line end breaks: whether the parts on both sides of it make one.

use super::WordList;
use super::edges::takes_up_hyphen;
use super::fold::SOFT_HYPHEN;
use super::transform::{first_word, is_abbreviation, last_word};

/// What two parts make that a hyphen at a line end parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// A word of the list, or a compound that is broken within one of its words: `uitput-`, `ting`.
    Word,
    /// What may stand on both sides of a hyphen that stays: `zorg-`, `en`; `ggz-`, `instelling`; `loket-`, `medewerker`.
    Words,
    /// The rest of some word, though of none that the list has.
    Rest,
    /// Nothing: a part of a word, and a word of its own.
    Nothing,
}

/// What `first`, which ends in a hyphen, makes with `second`.
#[must_use]
pub fn broken(first: &str, second: &str, words: &WordList) -> Broken {
    let before = first.trim_end_matches(['-', '\u{2010}', SOFT_HYPHEN]);
    let (part, rest) = (last_word(before), first_word(second));
    if part.is_empty() || rest.is_empty() || takes_up_hyphen(rest) || is_abbreviation(part) {
        return Broken::Words;
    }
    let whole = format!("{part}{rest}");
    if words.contains(&whole) {
        return Broken::Word;
    }
    // Short words make a compound of nearly everything.
    let known = |word: &str| words.knows(word, 4);
    // Two words make a compound whether they belong together or not; only a break within one of its words tells something.
    match (known(part), known(rest)) {
        (true, true) => Broken::Words,
        _ if known(&whole) => Broken::Word,
        (_, false) => Broken::Rest,
        (false, true) => Broken::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::{Broken, broken};
    use crate::text::WordList;

    #[test]
    fn parts_make_a_word_or_none() {
        let words = WordList::shipped();
        for (first, second, expected) in [
            ("uitput-", "ting.", Broken::Word),
            ("uitput-", "mijn", Broken::Words),
            ("uitkeri-", "mijn", Broken::Nothing),
            ("wijkteamver-", "gadering", Broken::Word),
            ("ver\u{ad}", "gadering", Broken::Word),
            ("zorg-", "en", Broken::Words),
            ("GGD-", "arts", Broken::Words),
            ("uitkeri-", "rxqul", Broken::Rest),
            ("-", "en", Broken::Words),
            ("", "", Broken::Words),
        ] {
            assert_eq!(broken(first, second, words), expected, "{first} {second}");
        }
    }
}
