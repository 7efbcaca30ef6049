//! A statement prepared for matching: where the words of each class stand, and what parts them. One such table per thread is
//! cleared and filled again for each statement.

use super::classes::{ClassId, WordClasses};
use super::matches::{Match, WordRange};
use super::rules::Rules;
use super::syntax::{SentenceEnd, Within};
use crate::text::{Analyser, Analysis, Break, Token};

/// The words of one statement by class.
#[derive(Debug, Default)]
pub(super) struct Scene {
    pub(super) length: u32,
    /// The classes of each word, word after word.
    occurrences: Vec<Occurrence>,
    /// Per word, and once more at the end, where its classes begin.
    starts: Vec<u32>,
    /// A bit per class: whether it occurs.
    present: Vec<u64>,
    /// Per class that occurs, its first and last occurrence.
    ends: Vec<(u32, u32)>,
    /// How many clause breaks stand before each word; likewise sentence breaks.
    clauses: Vec<u32>,
    sentences: Vec<u32>,
    /// Whether the sentence that ends before each position ends in a question mark; empty where the text has none.
    questions: Vec<bool>,
    /// Matches of the word sets that were asked for so far.
    pub(super) sets: Vec<Option<Vec<Match>>>,
    pub(super) sets_found: Vec<usize>,
}

#[derive(Debug, Clone, Copy)]
struct Occurrence {
    class: ClassId,
    position: u32,
    /// The next one of the same class; itself at the last.
    next: u32,
}

impl Scene {
    /// Forgets the statement before and takes in this one.
    pub(super) fn fill(
        &mut self,
        rules: &Rules,
        analyser: &Analyser,
        known: &mut WordClasses,
        (text, analysis): (&str, &Analysis),
    ) {
        let tokens = &analysis.tokens;
        self.clear(rules);
        self.length = tokens.len() as u32;
        for (token, position) in tokens.iter().zip(0..) {
            self.starts.push(self.occurrences.len() as u32);
            for word in std::iter::once(token.word).chain(token.whole) {
                let (placed, others) = known.of(rules, analyser, word);
                placed.iter().for_each(|class| self.add(*class, position));
                others.iter().for_each(|class| self.note(*class));
            }
        }
        self.starts.push(self.occurrences.len() as u32);
        let (mut clauses, mut sentences) = (0, 0);
        for token in tokens {
            clauses += u32::from(token.break_before >= Break::Clause);
            sentences += u32::from(token.break_before >= Break::Sentence);
            self.clauses.push(clauses);
            self.sentences.push(sentences);
        }
        if text.contains('?') {
            self.questions.extend(question_ends(text, tokens));
        }
    }

    fn clear(&mut self, rules: &Rules) {
        let classes = rules.classes.len();
        self.present.clear();
        self.present.resize(classes.div_ceil(64), 0);
        self.ends.resize(classes, (0, 0));
        self.sets.resize(rules.sets.len(), None);
        for set in self.sets_found.drain(..) {
            if let Some(found) = self.sets.get_mut(set) {
                *found = None;
            }
        }
        self.occurrences.clear();
        self.starts.clear();
        self.clauses.clear();
        self.sentences.clear();
        self.questions.clear();
    }

    /// Takes in that a class occurs, wherever.
    #[inline]
    fn note(&mut self, class: ClassId) {
        if let Some(bits) = self.present.get_mut(class as usize / 64) {
            *bits |= 1 << (class % 64);
        }
    }

    /// Takes in where a word of a class stands.
    #[inline]
    fn add(&mut self, class: ClassId, position: u32) {
        let this = self.occurrences.len() as u32;
        self.occurrences.push(Occurrence { class, position, next: this });
        let (Some(bits), Some((first, last))) =
            (self.present.get_mut(class as usize / 64), self.ends.get_mut(class as usize))
        else {
            return;
        };
        let bit = 1 << (class % 64);
        if *bits & bit == 0 {
            *bits |= bit;
            *first = this;
        } else if let Some(before) = self.occurrences.get_mut(*last as usize) {
            before.next = this;
        }
        *last = this;
    }

    /// Whether a word of the class occurs.
    #[inline]
    pub(super) fn has(&self, class: ClassId) -> bool {
        self.present.get(class as usize / 64).is_some_and(|bits| bits & (1 << (class % 64)) != 0)
    }

    /// Where the words of a class stand, in order.
    #[inline]
    pub(super) fn positions(&self, class: ClassId) -> Positions<'_> {
        let next = self.ends.get(class as usize).filter(|_| self.has(class)).map(|(first, _)| *first);
        Positions { occurrences: &self.occurrences, next }
    }

    /// Whether the word at `position` belongs to the class.
    pub(super) fn is_at(&self, class: ClassId, position: u32) -> bool {
        let place = position as usize;
        let Some([from, to]) = self.starts.get(place..place + 2) else {
            return false;
        };
        let own = self.occurrences.get(*from as usize..*to as usize).unwrap_or_default();
        own.iter().any(|occurrence| occurrence.class == class)
    }

    /// Whether no break stands between the word before `end` and the word at `start`.
    pub(super) fn unbroken(&self, end: u32, start: u32, within: Within) -> bool {
        let counts = match within {
            Within::Clause => &self.clauses,
            Within::Sentence => &self.sentences,
        };
        let before = end.checked_sub(1).and_then(|last| counts.get(last as usize));
        before == counts.get(start as usize)
    }

    /// Whether all words of a run stand in one clause.
    pub(super) fn is_one_clause(&self, run: WordRange) -> bool {
        let last = run.end.checked_sub(1).and_then(|last| self.clauses.get(last as usize));
        last == self.clauses.get(run.start as usize)
    }

    pub(super) fn starts_sentence(&self, position: u32) -> bool {
        position == 0 || !self.unbroken(position, position, Within::Sentence)
    }

    pub(super) fn ends_sentence(&self, position: u32, end: SentenceEnd) -> bool {
        let ends = position >= self.length || self.starts_sentence(position);
        let asks = || self.questions.get(position as usize).copied().unwrap_or_default();
        ends && (end == SentenceEnd::Any || asks())
    }
}

/// Where the words of a class stand.
pub(super) struct Positions<'s> {
    occurrences: &'s [Occurrence],
    next: Option<u32>,
}

impl Iterator for Positions<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let this = self.next?;
        let occurrence = self.occurrences.get(this as usize)?;
        self.next = Some(occurrence.next).filter(|next| *next != this);
        Some(occurrence.position)
    }
}

/// For each position, whether a question mark stands between the word before it and the word at it.
fn question_ends(text: &str, tokens: &[Token]) -> impl Iterator<Item = bool> {
    let starts = tokens.iter().map(|token| token.byte_start as usize).chain([text.len()]);
    let ends = std::iter::once(0).chain(tokens.iter().map(|token| token.byte_end as usize));
    ends.zip(starts).map(|(end, start)| text.get(end..start).is_some_and(|gap| gap.contains('?')))
}
