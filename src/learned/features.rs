//! What a word form contributes, worked out once and kept.

use std::sync::Arc;

use super::Learned;
use super::names::{PairStem, Row, grams};
use crate::text::{Analyser, Shelf, Word, WordId};

/// What each sort of feature counts: a whole word one; a word has many runs of letters, and a pair repeats what its words say.
const VALUES: [(&str, f32); 6] =
    [("word ", 1.0), ("part ", 0.7), ("gram ", 0.35), ("pair ", 0.7), ("first ", 1.0), ("last ", 0.5)];

/// The value of a feature where it occurs, by its name.
pub(super) fn value(name: &str) -> f32 {
    VALUES.iter().find(|(sort, _)| name.starts_with(sort)).map_or(1.0, |(_, value)| *value)
}

/// Where a word stands that is a feature of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EdgeKind {
    /// At the head of a sentence.
    First,
    /// At the end of the statement.
    Last,
}

impl EdgeKind {
    pub(super) fn name(self, stem: &str) -> String {
        match self {
            Self::First => format!("first {stem}"),
            Self::Last => format!("last {stem}"),
        }
    }
}

/// The features of a word form that count wherever it stands.
pub(super) fn of_word(word: &Word) -> Vec<String> {
    let mut features = vec![format!("word {}", word.stem())];
    features.extend(word.parts().map(|part| format!("part {part}")));
    features.extend(grams(word.form()).into_iter().map(|gram| format!("gram {}", gram.letters())));
    features
}

pub(super) fn pair(left: &str, right: &str) -> String {
    format!("pair {left} {right}")
}

/// What the word forms that analysers met contribute: a cache that stands beside an analyser, one per thread.
#[derive(Default)]
pub struct LearnedWords {
    /// Shared by all whose analysers share their words.
    by_word: Arc<Shelf<KnownWord>>,
    /// A bit per word: whether it was met in the statement at hand. And those that were.
    seen: Vec<u64>,
    met: Vec<WordId>,
}

impl std::fmt::Debug for LearnedWords {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("LearnedWords").finish_non_exhaustive()
    }
}

/// What is known of a word form.
pub(super) struct KnownWord {
    /// The rows of all its features together; nothing where it has none.
    pub(super) sum: Box<[f32]>,
    /// Its stem, where some pair has it.
    pub(super) pair_stem: Option<PairStem>,
    /// Its row at the head of a sentence, and at the end of a statement.
    pub(super) edges: [Option<Row>; 2],
}

impl LearnedWords {
    /// The same for another thread: what either learns from now on, both know.
    pub(crate) fn sharing(&self) -> Self {
        Self { by_word: Arc::clone(&self.by_word), seen: Vec::new(), met: Vec::new() }
    }

    /// What is known of a word, and whether the statement at hand had it not yet.
    pub(super) fn meet(&mut self, model: &Learned, analyser: &Analyser, word: WordId) -> (&KnownWord, bool) {
        let is_new = self.see(word);
        let known =
            self.by_word.get_or_set(word.index() as u32, || KnownWord::new(model, analyser.word(word)));
        (known, is_new)
    }

    fn see(&mut self, word: WordId) -> bool {
        let (place, bit) = (word.index() / 64, 1 << (word.index() % 64));
        if self.seen.len() <= place {
            self.seen.resize(place + 1, 0);
        }
        let Some(seen) = self.seen.get_mut(place).filter(|seen| **seen & bit == 0) else {
            return false;
        };
        *seen |= bit;
        self.met.push(word);
        true
    }

    pub(super) fn forget_seen(&mut self) {
        for word in self.met.drain(..) {
            if let Some(seen) = self.seen.get_mut(word.index() / 64) {
                *seen = 0;
            }
        }
    }
}

impl KnownWord {
    fn new(model: &Learned, word: &Word) -> Self {
        let stem = model.stems.get(word.stem()).copied().unwrap_or_default();
        let part = |part| model.stems.get(part).and_then(|rows| rows.part);
        let grams = grams(word.form()).into_iter().filter_map(|gram| model.grams.get(&gram).copied());
        // In the order of [`of_word`]: sums of rounded numbers depend on it.
        let mut sum = Vec::new();
        for row in stem.word.into_iter().chain(word.parts().filter_map(part)).chain(grams) {
            sum.resize(model.outputs.len(), 0.0);
            sum.iter_mut().zip(model.row(row)).for_each(|(sum, weight)| *sum += weight);
        }
        Self { sum: sum.into(), pair_stem: stem.pair, edges: stem.edges }
    }
}
