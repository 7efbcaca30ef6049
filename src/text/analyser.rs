//! Words to stems, once per word form.

use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

use super::fold::fold;
use super::tokens::words;
use crate::model::Span;

/// Name and version of this analysis; it stands in every index and manifest, and changes whenever a token or stem may change.
pub const ANALYSER: &str = "nl-fold-porter/1 (frostem 2.20261016 dutch_porter)";

/// A word form met by one [`Analyser`]; ids are handed out in order of first meeting, so they never reach an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(u32);

impl WordId {
    /// Position in the analyser's vocabulary, counted from 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What is known of a word form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// NFC, lower case, diacritics folded.
    pub form: Box<str>,
    /// Dutch Porter stem of the form.
    pub stem: Box<str>,
}

/// How strongly punctuation parts a word from the one before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// Not at all.
    #[default]
    None,
    /// Comma, bracket, colon, semicolon, or a full stop that ends no sentence.
    Clause,
    /// End of a sentence.
    Sentence,
}

/// A word of an analysed text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in code points.
    pub span: Span,
    /// Where it stands, in bytes.
    pub byte_start: u32,
    /// One past its last byte.
    pub byte_end: u32,
    /// Its word form in the analyser's vocabulary.
    pub word: WordId,
    /// What parts it from the word before.
    pub break_before: Break,
}

/// The words of one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Analysis {
    /// Words in order.
    pub tokens: Vec<Token>,
}

/// Analyses texts and remembers every word form it met. One per thread: it grows with the vocabulary, not with the text.
pub struct Analyser {
    stemmer: Stemmer,
    /// Words as they stand in texts: short ones as numbers, which are found and compared the fastest.
    by_short_surface: FxHashMap<u128, WordId>,
    by_surface: FxHashMap<Box<str>, WordId>,
    by_form: FxHashMap<Box<str>, WordId>,
    vocabulary: Vec<Word>,
}

impl Default for Analyser {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Analyser {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Analyser").field("vocabulary", &self.vocabulary.len()).finish_non_exhaustive()
    }
}

impl Analyser {
    /// An analyser that has met no word yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            stemmer: Stemmer::new(Algorithm::DutchPorter),
            by_short_surface: FxHashMap::default(),
            by_surface: FxHashMap::default(),
            by_form: FxHashMap::default(),
            vocabulary: Vec::new(),
        }
    }

    /// The words of `text` with their offsets.
    pub fn analyse(&mut self, text: &str) -> Analysis {
        // A Dutch word and its space take six letters; that is room enough for nearly all texts.
        let mut tokens = Vec::with_capacity(text.len() / 5);
        tokens.extend(words(text).map(|raw| Token {
            span: raw.span,
            byte_start: raw.byte_start as u32,
            byte_end: (raw.byte_start + raw.text.len()) as u32,
            word: self.intern(raw.text),
            break_before: raw.break_before,
        }));
        Analysis { tokens }
    }

    /// The id of a single word, analysed as it would be in a text.
    pub fn intern(&mut self, surface: &str) -> WordId {
        let short = as_number(surface);
        let known = match short {
            Some(number) => self.by_short_surface.get(&number),
            None => self.by_surface.get(surface),
        };
        if let Some(id) = known {
            return *id;
        }
        let form: Box<str> = fold(surface).into();
        let id = match self.by_form.get(&form) {
            Some(id) => *id,
            None => self.add(form),
        };
        match short {
            Some(number) => self.by_short_surface.insert(number, id),
            None => self.by_surface.insert(surface.into(), id),
        };
        id
    }

    /// What is known of a word met before.
    ///
    /// # Panics
    /// When the id comes from another analyser.
    #[must_use]
    pub fn word(&self, id: WordId) -> &Word {
        &self.vocabulary[id.index()]
    }

    /// How many distinct word forms were met; ids run from 0 up to this.
    #[must_use]
    pub fn vocabulary_len(&self) -> usize {
        self.vocabulary.len()
    }

    fn add(&mut self, form: Box<str>) -> WordId {
        let id = WordId(self.vocabulary.len() as u32);
        let stem = self.stemmer.stem(&form).into();
        self.by_form.insert(form.clone(), id);
        self.vocabulary.push(Word { form, stem });
        id
    }
}

/// The bytes of a short word and their count.
fn as_number(word: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    bytes.get_mut(..word.len().min(16))?.copy_from_slice(word.as_bytes().get(..word.len().min(16))?);
    bytes[15] = u8::try_from(word.len()).ok().filter(|length| *length < 16)?;
    Some(u128::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::Analyser;

    fn stem(word: &str) -> String {
        let mut analyser = Analyser::new();
        let id = analyser.intern(word);
        analyser.word(id).stem.to_string()
    }

    #[test]
    fn joins_inflections_and_spellings() {
        assert_eq!(stem("gemeenten"), stem("Gemeente"));
        assert_eq!(stem("zorgcoördinator"), stem("zorgcoordinatoren"));
        assert_eq!(stem("schotten"), stem("schot"));
        assert_eq!(stem("meldingen"), stem("melding"));
    }

    #[test]
    fn keeps_apart_what_kraaij_pohlmann_joins() {
        assert_ne!(stem("gezondheid"), stem("zon"));
        assert_ne!(stem("geweld"), stem("wel"));
        assert_ne!(stem("gemeente"), stem("menen"));
    }

    #[test]
    fn a_form_is_met_once() {
        let mut analyser = Analyser::new();
        let analysis = analyser.analyse("Eén een EEN één");
        assert_eq!(analysis.tokens.len(), 4);
        assert_eq!(analyser.vocabulary_len(), 1);
    }
}
