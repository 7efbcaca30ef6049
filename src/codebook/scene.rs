//! A statement prepared for matching: where the words of each class stand, and what parts them. One such table per thread is
//! cleared and filled again for each statement.

use super::classes::{ClassId, RowId, Rows};
use super::edges::Edges;
use super::matches::{Match, WordRange};
use super::rules::{FiledWord, Rules};
use super::syntax::{SentenceEnd, Within};
use crate::text::{Analyser, Analysis, Break, Token};

/// The words of one statement by class.
#[derive(Debug, Default)]
pub(super) struct Scene {
    pub(super) length: u32,
    /// How many blocks a bit for each word takes.
    blocks: usize,
    /// The words that some pattern asks for, in order: row and place.
    words: Vec<(RowId, u32)>,
    /// A bit per word, class after class; all zero but for the classes that occur.
    bits: Vec<u64>,
    /// The first `count` of these are the classes that occur, where one block is enough for a class.
    occurring: Vec<ClassId>,
    count: usize,
    /// The words before which a clause breaks off; likewise a sentence.
    clauses: Vec<u64>,
    sentences: Vec<u64>,
    /// Whether the sentence that ends before each position ends in a question mark; empty where the text has none.
    questions: Vec<bool>,
    /// What was found of the word sets that were asked for so far.
    pub(super) sets: Vec<SetFound>,
    sets_found: Vec<usize>,
}

/// What was found of a word set.
#[derive(Debug, Default, Clone)]
pub(super) struct SetFound {
    pub(super) edges: Option<Edges>,
    pub(super) matches: Option<Vec<Match>>,
}

/// Most words of a text that patterns look at, some two hundred pages: bounds the memory that a text takes.
const MAX_WORDS: usize = 1 << 16;

impl Scene {
    /// Forgets the statement before and takes in this one.
    pub(super) fn fill(
        &mut self,
        (rules, rows): (&Rules, &Rows),
        analyser: &Analyser,
        (text, analysis): (&str, &Analysis),
    ) {
        let tokens = analysis.tokens.get(..MAX_WORDS).unwrap_or(&analysis.tokens);
        self.clear();
        self.length = tokens.len() as u32;
        self.blocks = tokens.len().div_ceil(BITS);
        let classes = rules.by_class.len();
        self.bits.resize(classes * self.blocks, 0);
        self.occurring.resize(classes + 1, 0);
        self.sets.resize_with(rules.sets.len(), SetFound::default);
        self.clauses.resize(self.blocks, 0);
        self.sentences.resize(self.blocks, 0);
        for (token, position) in tokens.iter().zip(0..) {
            if token.break_before >= Break::Clause {
                set(&mut self.clauses, position);
            }
            if token.break_before >= Break::Sentence {
                set(&mut self.sentences, position);
            }
            for word in std::iter::once(token.word).chain(token.whole) {
                if let Some(row) = rows.of(rules, analyser, word) {
                    self.words.push((row, position));
                    self.add(rows.classes(row), position);
                }
            }
        }
        if text.contains('?') {
            self.questions.extend(question_ends(text, tokens));
        }
    }

    fn clear(&mut self) {
        for set in self.sets_found.drain(..) {
            if let Some(found) = self.sets.get_mut(set) {
                *found = SetFound::default();
            }
        }
        if self.blocks > 1 {
            self.bits.fill(0);
        } else {
            let (occurring, _) = self.occurring.split_at_checked(self.count).unwrap_or_default();
            for class in occurring {
                if let Some(bits) = self.bits.get_mut(*class as usize) {
                    *bits = 0;
                }
            }
        }
        self.count = 0;
        self.words.clear();
        self.clauses.clear();
        self.sentences.clear();
        self.questions.clear();
    }

    /// Takes in where a word of these classes stands.
    #[inline]
    fn add(&mut self, classes: &[ClassId], position: u32) {
        if self.blocks > 1 {
            for class in classes {
                let from = *class as usize * self.blocks;
                set(self.bits.get_mut(from..).unwrap_or_default(), position);
            }
            return;
        }
        let Self { bits, occurring, count, .. } = self;
        for class in classes {
            let (Some(own), Some(next)) = (bits.get_mut(*class as usize), occurring.get_mut(*count)) else {
                return;
            };
            // Written in any case, counted only where it is new: no branch that the processor guesses wrongly.
            *next = *class;
            *count += usize::from(*own == 0);
            *own |= 1 << (position as usize % BITS);
        }
    }

    /// Calls `see` with every pattern filed under a class of some word, if the other words that it requires are there.
    pub(super) fn each_filed(&self, (rules, rows): (&Rules, &Rows), mut see: impl FnMut(u32)) {
        for (row, position) in &self.words {
            for filed in rows.filed(rules, *row) {
                let stands = |other: &FiledWord| {
                    self.has(other.class)
                        && (other.is_anywhere() || self.stands(*position, other, filed.one_clause))
                };
                if filed.others.iter().all(stands) {
                    see(filed.rule);
                }
            }
        }
    }

    /// Whether a word of the class stands at that distance from `position`.
    fn stands(&self, position: u32, other: &FiledWord, one_clause: bool) -> bool {
        let place = |distance: i16| i64::from(position) + i64::from(distance);
        let from = place(other.from).max(0) as u32;
        let to = place(other.to).min(i64::from(self.length) - 1);
        let Some(to) = u32::try_from(to).ok().filter(|to| from <= *to) else {
            return false;
        };
        if self.is_short() {
            let clause = if one_clause { self.clause_of(position) } else { u64::MAX };
            return self.short(other.class) & clause & (u64::MAX << from) & (u64::MAX >> (63 - to)) != 0;
        }
        let joined = |other: u32| {
            let run = WordRange { start: position.min(other), end: position.max(other) + 1 };
            !one_clause || self.is_one_clause(run)
        };
        (from..=to).any(|position| self.is_at(other.class, position) && joined(position))
    }

    /// In a short statement, the words of the clause that a word belongs to.
    fn clause_of(&self, position: u32) -> u64 {
        let breaks = !self.unbroken_words(Within::Clause);
        let up_to = u64::MAX >> (63 - position);
        let first = (breaks & up_to).checked_ilog2().unwrap_or(0);
        let next = (breaks & !up_to).trailing_zeros();
        (u64::MAX << first) & !u64::MAX.checked_shl(next).unwrap_or(0)
    }

    fn of(&self, class: ClassId) -> &[u64] {
        let from = class as usize * self.blocks;
        self.bits.get(from..from + self.blocks).unwrap_or_default()
    }

    /// Whether a word of the class occurs.
    #[inline]
    pub(super) fn has(&self, class: ClassId) -> bool {
        if self.blocks == 1 { self.short(class) != 0 } else { self.of(class).iter().any(|bits| *bits != 0) }
    }

    /// Where the words of a class stand, in order.
    #[inline]
    pub(super) fn positions(&self, class: ClassId) -> impl Iterator<Item = u32> {
        let blocks = self.of(class).iter().zip((0..).step_by(BITS));
        blocks.flat_map(|(bits, from)| ones(*bits).map(move |bit| from + bit))
    }

    /// Whether the word at `position` belongs to the class.
    #[inline]
    pub(super) fn is_at(&self, class: ClassId, position: u32) -> bool {
        is_set(self.of(class), position)
    }

    /// Whether no break stands between the word before `end` and the word at `start`.
    pub(super) fn unbroken(&self, end: u32, start: u32, within: Within) -> bool {
        let breaks = self.breaks(within);
        end > 0 && start < self.length && !(end..=start).any(|position| is_set(breaks, position))
    }

    fn breaks(&self, within: Within) -> &[u64] {
        match within {
            Within::Clause => &self.clauses,
            Within::Sentence => &self.sentences,
        }
    }

    /// Whether all words of a run stand in one clause.
    pub(super) fn is_one_clause(&self, run: WordRange) -> bool {
        !(run.start + 1..run.end).any(|position| is_set(&self.clauses, position))
    }

    pub(super) fn starts_sentence(&self, position: u32) -> bool {
        position == 0 || is_set(&self.sentences, position)
    }

    pub(super) fn ends_sentence(&self, position: u32, end: SentenceEnd) -> bool {
        let ends = position >= self.length || self.starts_sentence(position);
        let asks = || self.questions.get(position as usize).copied().unwrap_or_default();
        ends && (end == SentenceEnd::Any || asks())
    }

    /// Whether every place between two words, and the end, has a bit in one block.
    pub(super) fn is_short(&self) -> bool {
        (self.length as usize) < BITS
    }

    /// In a short statement, the words of a class.
    #[inline]
    pub(super) fn short(&self, class: ClassId) -> u64 {
        self.bits.get(class as usize).copied().unwrap_or_default()
    }

    /// In a short statement, all words.
    pub(super) fn all_words(&self) -> u64 {
        (1 << self.length) - 1
    }

    /// In a short statement, the words that no break parts from the one before.
    #[inline]
    pub(super) fn unbroken_words(&self, within: Within) -> u64 {
        !self.breaks(within).first().copied().unwrap_or_default()
    }

    /// In a short statement, the words that begin a sentence.
    pub(super) fn first_words(&self) -> u64 {
        1 | !self.unbroken_words(Within::Sentence)
    }

    /// In a short statement, the words before which a sentence ends, and one past the last.
    pub(super) fn sentence_ends(&self) -> u64 {
        1 << self.length | self.first_words()
    }

    /// Where to keep what is found of a word set.
    pub(super) fn found(&mut self, set: usize) -> Option<&mut SetFound> {
        let found = self.sets.get_mut(set)?;
        if found.edges.is_none() && found.matches.is_none() {
            self.sets_found.push(set);
        }
        Some(found)
    }
}

/// Bits of a block.
const BITS: usize = u64::BITS as usize;

#[inline]
fn set(bits: &mut [u64], place: u32) {
    if let Some(bits) = bits.get_mut(place as usize / BITS) {
        *bits |= 1 << (place as usize % BITS);
    }
}

#[inline]
fn is_set(bits: &[u64], place: u32) -> bool {
    bits.get(place as usize / BITS).is_some_and(|bits| bits >> (place as usize % BITS) & 1 != 0)
}

/// The places of the ones, from the lowest.
fn ones(mut bits: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let lowest = (bits != 0).then(|| bits.trailing_zeros())?;
        bits &= bits - 1;
        Some(lowest)
    })
}

/// For each position, whether a question mark stands between the word before it and the word at it.
fn question_ends(text: &str, tokens: &[Token]) -> impl Iterator<Item = bool> {
    let starts = tokens.iter().map(|token| token.byte_start as usize).chain([text.len()]);
    let ends = std::iter::once(0).chain(tokens.iter().map(|token| token.byte_end as usize));
    ends.zip(starts).map(|(end, start)| text.get(end..start).is_some_and(|gap| gap.contains('?')))
}
