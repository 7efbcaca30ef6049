//! Names of features as numbers: rows of the model are found by what a word is, without spelling the feature out.

use std::num::NonZeroU32;

use super::Learned;
use super::features::EdgeKind;

/// A row of the model's weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row(NonZeroU32);

impl Row {
    pub(super) fn new(place: usize) -> Self {
        Self(NonZeroU32::MIN.saturating_add(place as u32))
    }

    pub(super) fn place(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// A stem that some pair has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct PairStem(NonZeroU32);

/// The rows that a stem has as each sort of feature.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct StemRows {
    pub(super) word: Option<Row>,
    pub(super) part: Option<Row>,
    /// By [`EdgeKind`].
    pub(super) edges: [Option<Row>; 2],
    pub(super) pair: Option<PairStem>,
}

/// Letters of a run.
const LETTERS: usize = 5;

/// A run of letters as a number, the first letter uppermost: numbers are sorted as the letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Gram(u128);

/// Bits of a letter.
const BITS: u32 = 21;

impl Gram {
    pub(super) fn letters(self) -> String {
        let letter = |place: u32| char::from_u32((self.0 >> (place * BITS)) as u32 & ((1 << BITS) - 1));
        (0..LETTERS as u32).rev().filter_map(letter).collect()
    }

    fn of(letters: &str) -> Option<Self> {
        let gram = letters.chars().fold(Self(0), Self::then);
        (letters.chars().count() == LETTERS).then_some(gram)
    }

    /// One letter on.
    fn then(self, letter: char) -> Self {
        Self((self.0 << BITS | u128::from(u32::from(letter))) & ((1 << (LETTERS as u32 * BITS)) - 1))
    }
}

/// The runs of letters of a word, its edges marked: sorted, each once.
pub(super) fn grams(form: &str) -> Vec<Gram> {
    if form.chars().nth(LETTERS - 1).is_none() {
        return Vec::new();
    }
    let mut grams = Vec::with_capacity(form.len());
    let mut gram = Gram(0);
    for (letter, count) in std::iter::once('<').chain(form.chars()).chain(['>']).zip(1..) {
        gram = gram.then(letter);
        if count >= LETTERS {
            grams.push(gram);
        }
    }
    grams.sort_unstable();
    grams.dedup();
    grams
}

impl Learned {
    /// Files a row under what its name says.
    pub(super) fn file(&mut self, name: &str, row: Row) {
        let Some((sort, what)) = name.split_once(' ') else { return };
        match sort {
            "word" => self.stem(what).word = Some(row),
            "part" => self.stem(what).part = Some(row),
            "first" => self.stem(what).edges[EdgeKind::First as usize] = Some(row),
            "last" => self.stem(what).edges[EdgeKind::Last as usize] = Some(row),
            "gram" => {
                if let Some(gram) = Gram::of(what) {
                    self.grams.insert(gram, row);
                }
            }
            "pair" => {
                if let Some((left, right)) = what.split_once(' ') {
                    let pair = (self.pair_stem(left), self.pair_stem(right));
                    self.pairs.insert(pair, row);
                }
            }
            _ => {}
        }
    }

    fn stem(&mut self, stem: &str) -> &mut StemRows {
        self.stems.entry(stem.into()).or_default()
    }

    fn pair_stem(&mut self, stem: &str) -> PairStem {
        if let Some(known) = self.stem(stem).pair {
            return known;
        }
        self.pair_stems += 1;
        let new = PairStem(NonZeroU32::MIN.saturating_add(self.pair_stems));
        self.stem(stem).pair = Some(new);
        new
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Gram, grams};

    #[test]
    fn runs_of_letters_are_sorted_as_their_text_is() {
        for form in ["wachtlijsten", "ĳzerẞß", "aaaaaaa", "зорга", "zorg𝔸b"] {
            let letters: Vec<char> = std::iter::once('<').chain(form.chars()).chain(['>']).collect();
            let texts: BTreeSet<String> = letters.windows(5).map(|run| run.iter().collect()).collect();
            let found = grams(form);
            assert_eq!(
                found.iter().map(|gram| gram.letters()).collect::<Vec<_>>(),
                Vec::from_iter(texts.clone())
            );
            assert_eq!(texts.iter().filter_map(|text| Gram::of(text)).collect::<Vec<_>>(), found);
        }
        assert!(grams("zorg").is_empty());
        assert_eq!((Gram::of("zor"), Gram::of("zorgen")), (None, None));
    }
}
