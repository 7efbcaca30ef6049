//! What a word form contributes, worked out once and kept.

use super::{Learned, grams};
use crate::text::{Analyser, Word, WordId};

/// Letters of a run.
pub(super) const SMALLEST_GRAM: usize = 5;

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
    pub(super) const ALL: [Self; 2] = [Self::First, Self::Last];

    pub(super) fn name(self, stem: &str) -> String {
        match self {
            Self::First => format!("first {stem}"),
            Self::Last => format!("last {stem}"),
        }
    }
}

/// The features of a word form that count wherever it stands.
pub(super) fn of_word(word: &Word) -> Vec<String> {
    let mut features = vec![format!("word {}", word.stem)];
    features.extend(word.parts.iter().map(|part| format!("part {part}")));
    features.extend(grams(&word.form).into_iter().map(|gram| format!("gram {gram}")));
    features
}

pub(super) fn pair(left: &str, right: &str) -> String {
    format!("pair {left} {right}")
}

/// What the word forms that one analyser met contribute: a cache that stands beside it, one per thread.
#[derive(Debug, Clone, Default)]
pub struct LearnedWords {
    by_word: Vec<Option<KnownWord>>,
    /// Whether a word was met in the statement at hand, and those that were.
    seen: Vec<bool>,
    met: Vec<WordId>,
}

/// What is known of a word form.
#[derive(Debug, Clone)]
pub(super) struct KnownWord {
    /// The rows of all its features together.
    pub(super) sum: Vec<f32>,
    /// Its stem, where some pair has it.
    pub(super) pair_stem: Option<u32>,
    /// Its row at the head of a sentence, and at the end of a statement.
    pub(super) edges: [Option<u32>; 2],
}

impl LearnedWords {
    /// What is known of a word, and whether the statement at hand had it not yet.
    pub(super) fn meet(&mut self, model: &Learned, analyser: &Analyser, word: WordId) -> (&KnownWord, bool) {
        if self.by_word.len() <= word.index() {
            self.by_word.resize(analyser.vocabulary_len(), None);
            self.seen.resize(analyser.vocabulary_len(), false);
        }
        let is_new = !std::mem::replace(&mut self.seen[word.index()], true);
        if is_new {
            self.met.push(word);
        }
        let known =
            self.by_word[word.index()].get_or_insert_with(|| KnownWord::new(model, analyser.word(word)));
        (known, is_new)
    }

    pub(super) fn forget_seen(&mut self) {
        for word in self.met.drain(..) {
            if let Some(seen) = self.seen.get_mut(word.index()) {
                *seen = false;
            }
        }
    }
}

impl KnownWord {
    fn new(model: &Learned, word: &Word) -> Self {
        let mut sum = vec![0.0; model.outputs.len()];
        for row in of_word(word).iter().filter_map(|name| model.named(name)) {
            sum.iter_mut().zip(model.row(row)).for_each(|(sum, weight)| *sum += weight);
        }
        Self {
            sum,
            pair_stem: model.pair_stems.get(&word.stem).copied(),
            edges: EdgeKind::ALL.map(|kind| model.named(&kind.name(&word.stem))),
        }
    }
}
