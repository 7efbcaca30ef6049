//! The Dutch word list (`OpenTaal`), for telling whether a hyphen at a line end splits a word.

use std::sync::OnceLock;

use fst::{IntoStreamer, Set};

/// All words of `data/opentaal/words.txt` in lower case, compiled by `build.rs`.
static WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.fst"));

/// A set of Dutch words.
#[derive(Debug)]
pub struct WordList {
    words: Set<&'static [u8]>,
}

impl WordList {
    /// The word list that ships with the program.
    ///
    /// # Panics
    /// Never: the list is checked when the program is built.
    #[must_use]
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<WordList> = OnceLock::new();
        SHIPPED.get_or_init(|| Self { words: Set::new(WORDS).expect("build.rs writes a valid fst") })
    }

    /// Whether `word` is in the list, whatever its case.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.words.contains(word.to_lowercase())
    }

    /// Whether `word` is in the list, or a compound of two words that are, with `shortest` letters or more each, tied by an `s` or by nothing.
    #[must_use]
    pub fn knows(&self, word: &str, shortest: usize) -> bool {
        self.contains(word) || self.is_compound(word, shortest)
    }

    fn is_compound(&self, word: &str, shortest: usize) -> bool {
        word.char_indices().skip(shortest).any(|(at, _)| {
            let (first, second) = word.split_at(at);
            let tied = |first: &str| first.strip_suffix('s').is_some_and(|stem| self.contains(stem));
            second.len() >= shortest && self.contains(second) && (self.contains(first) || tied(first))
        })
    }

    /// All words, in lower case and in the order of their bytes.
    pub fn words(&self) -> impl Iterator<Item = String> {
        self.words.into_stream().into_strs().unwrap_or_default().into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::WordList;

    #[test]
    fn knows_dutch_words_in_any_case() {
        let words = WordList::shipped();
        assert!(words.contains("slachtoffers"));
        assert!(words.contains("Zorgcoördinator"));
        assert!(!words.contains("slachtof"));
        assert!(!words.contains(""));
    }
}
