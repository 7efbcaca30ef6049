//! A statement prepared for matching: where the words of each class stand, and what parts them. One such table per thread is
//! cleared and filled again for each statement.

use super::classes::{BITS, ClassId, RowId, Rows, is_set, set, width};
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
    /// The words that some pattern asks for, in order.
    words: Vec<KnownWord>,
    /// A bit per class: whether it occurs.
    present: Vec<u64>,
    /// The classes whose words' places were asked for, and of each of them a bit per word. A class's place in the list is kept beside
    /// it, and holds if the list has the class there (Briggs and Torczon's sparse set, 1993): nothing needs to be cleared.
    placed: Vec<ClassId>,
    place: Vec<u32>,
    bits: Vec<u64>,
    /// The words before which a clause breaks off; likewise a sentence.
    clauses: Vec<u64>,
    sentences: Vec<u64>,
    /// Whether the sentence that ends before each position ends in a question mark; empty where the text has none.
    questions: Vec<bool>,
    /// What was found of the word sets that were asked for so far.
    pub(super) sets: Vec<SetFound>,
    sets_found: Vec<usize>,
}

/// A word that some pattern asks for.
#[derive(Debug, Clone, Copy)]
struct KnownWord {
    row: RowId,
    position: u32,
    /// How many clauses broke off before it.
    clause: u32,
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
        (rules, rows): (&Rules, &mut Rows),
        analyser: &Analyser,
        (text, analysis): (&str, &Analysis),
    ) {
        let tokens = analysis.tokens.get(..MAX_WORDS).unwrap_or(&analysis.tokens);
        self.clear();
        self.length = tokens.len() as u32;
        self.blocks = tokens.len().div_ceil(BITS);
        self.place.resize(rules.classes.len(), 0);
        self.sets.resize_with(rules.sets.len(), SetFound::default);
        self.clauses.resize(self.blocks, 0);
        self.sentences.resize(self.blocks, 0);
        let mut clause = 0;
        for (token, position) in tokens.iter().zip(0..) {
            if token.break_before >= Break::Clause {
                set(&mut self.clauses, position);
                clause += 1;
            }
            if token.break_before >= Break::Sentence {
                set(&mut self.sentences, position);
            }
            let word = |row| KnownWord { row, position, clause };
            self.words.extend(rows.of(rules, analyser, token.word).map(word));
            if let Some(whole) = token.whole {
                self.words.extend(rows.of(rules, analyser, whole).map(word));
            }
        }
        self.present.clear();
        self.present.resize(width(rules), 0);
        self.words.iter().for_each(|word| rows.add_to(word.row, &mut self.present));
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
        self.words.clear();
        self.placed.clear();
        self.bits.clear();
        self.clauses.clear();
        self.sentences.clear();
        self.questions.clear();
    }

    /// Calls `see` with every pattern filed under a class of some word, if the other words that it requires are there.
    pub(super) fn each_filed(&self, (rules, rows): (&Rules, &Rows), mut see: impl FnMut(u32)) {
        for (place, word) in self.words.iter().enumerate() {
            for filed in rows.filed(word.row) {
                let [first, second, third] = &filed.others;
                if !self.has(first.class) || !self.has(second.class) || !self.has(third.class) {
                    continue;
                }
                let stands = |other: &FiledWord| {
                    other.is_anywhere() || self.stands((rules, rows), place, other, filed.one_clause)
                };
                if filed.others.iter().all(stands) {
                    see(filed.rule);
                }
            }
        }
    }

    /// Whether a word of the class stands at that distance from another.
    fn stands(
        &self,
        (rules, rows): (&Rules, &Rows),
        place: usize,
        other: &FiledWord,
        one_clause: bool,
    ) -> bool {
        let (before, after) = self.words.split_at(place);
        let Some(word) = after.first() else {
            return false;
        };
        let bit = rows.bit(rules, other.class);
        let distance = |one: &KnownWord| one.position as i32 - word.position as i32;
        let (from, to) = (i32::from(other.from), i32::from(other.to));
        let joined = |one: &KnownWord| !one_clause || one.clause == word.clause;
        let is_of = |one: &KnownWord| rows.get(one.row, bit) != 0;
        let after = after.iter().take_while(|one| distance(one) <= to && joined(one));
        let before = before.iter().rev().take_while(|one| distance(one) >= from && joined(one));
        after.into_iter().any(|one| distance(one) >= from && is_of(one))
            || before.into_iter().any(|one| distance(one) <= to && is_of(one))
    }

    /// Whether a word of the class occurs.
    #[inline]
    pub(super) fn has(&self, class: ClassId) -> bool {
        is_set(&self.present, class)
    }

    /// Finds where the words of a class stand, before it is asked.
    #[inline]
    pub(super) fn locate(&mut self, (rules, rows): (&Rules, &Rows), class: ClassId) {
        let is_known = |place: &u32| self.placed.get(*place as usize) == Some(&class);
        let Some(place) = self.place.get_mut(class as usize).filter(|place| !is_known(place)) else {
            return;
        };
        *place = self.placed.len() as u32;
        self.placed.push(class);
        let bit = rows.bit(rules, class);
        if self.blocks == 1 {
            let words = self.words.iter();
            self.bits.push(words.fold(0, |sum, word| sum | rows.get(word.row, bit) << (word.position % 64)));
            return;
        }
        let from = self.bits.len();
        self.bits.resize(from + self.blocks, 0);
        let own = self.bits.get_mut(from..).unwrap_or_default();
        for word in self.words.iter().filter(|word| rows.get(word.row, bit) != 0) {
            set(own, word.position);
        }
    }

    /// The words of a class that was located; none of another.
    #[inline]
    fn of(&self, class: ClassId) -> &[u64] {
        let place = self.place.get(class as usize).map_or(usize::MAX, |place| *place as usize);
        if self.placed.get(place) != Some(&class) {
            return &[];
        }
        let from = place * self.blocks;
        self.bits.get(from..from + self.blocks).unwrap_or_default()
    }

    /// Where the words of a located class stand, in order.
    #[inline]
    pub(super) fn positions(&self, class: ClassId) -> impl Iterator<Item = u32> {
        let blocks = self.of(class).iter().zip((0..).step_by(BITS));
        blocks.flat_map(|(bits, from)| ones(*bits).map(move |bit| from + bit))
    }

    /// Whether the word at `position` belongs to a located class.
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

    /// In a short statement, the words of a located class.
    #[inline]
    pub(super) fn short(&self, class: ClassId) -> u64 {
        self.of(class).first().copied().unwrap_or_default()
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
