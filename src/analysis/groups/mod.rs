//! Texts → which of them are the same words twice, exactly or nearly. In: texts in source order. Out: for each the group it belongs to,
//! how alike it is to the group's first text and what it has of its own. It knows nothing of statements.
//!
//! Equal texts are found by a hash of their letters and digits. Of the different ones each is sketched (`sketch`), texts with parts of
//! a sketch in common are compared word by word (`align`, `alike`), and each joins the most alike of the *representatives* before
//! it or becomes one itself; then once more, with the most typical text of each group as its representative. A member resembles its representative, never just another member, so that groups don't chain. The work per
//! text is bounded: at most `COMPARED` comparisons, however many texts share a phrase.

mod align;
mod alike;
mod own;
mod sketch;
mod words;

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use self::alike::{NEAR, likeness, may_be_alike};
use self::sketch::{Buckets, Sketches, sketch};
use self::words::{Measure, Word, measure, same_letters, words};
use crate::model::Span;

/// The representatives that a text is compared with at most: those with most of the sketch in common.
const COMPARED: usize = 8;

/// Texts that are looked up at a time before the next representatives are chosen; the result does not depend on threads.
const BATCH: usize = 4_096;

/// Longer texts must have two parts of the sketch in common: one is often chance.
const ONE_IS_CHANCE: u32 = 14;

/// What repetition was found in some texts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Repetition {
    /// Of each text the group it is in, where there is more than one of it.
    pub members: Vec<Option<Member>>,
    /// Of each representative, by its position: the passage that the group shares, as spans of the representative.
    pub shared: BTreeMap<usize, Vec<Span>>,
}

/// A text's place in its group.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Position of the text that the others of the group resemble; mostly its first.
    pub representative: usize,
    /// The share of the words of the longer one, of this text and the representative, that both have in common passages; 1 for itself.
    pub similarity: f64,
    /// Position of the first text with the same letters and digits, where it is another.
    pub exact: Option<usize>,
    /// What is no part of the shared passage: its own additions, in order.
    pub own: Vec<Span>,
}

/// Groups texts that are the same words twice. Texts without a letter or digit are in no group.
#[must_use]
pub fn repetition(texts: &[&str]) -> Repetition {
    let measures = measures(texts);
    let firsts = firsts(texts, &measures);
    let leaders = leaders(texts, &measures, &firsts);
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (text, first) in firsts.iter().enumerate() {
        let leader = leaders.get(first).copied().unwrap_or(*first) as usize;
        if leader != text {
            groups.entry(leader).or_insert_with(|| vec![leader]).push(text);
        }
    }
    let described: Vec<own::Described> = groups
        .into_par_iter()
        .map(|(leader, members)| own::describe(texts, &firsts, leader, &members))
        .collect();
    let mut found = Repetition { members: vec![None; texts.len()], shared: BTreeMap::new() };
    for group in described {
        for (text, member) in group.members {
            if let Some(place) = found.members.get_mut(text) {
                *place = Some(member);
            }
        }
        found.shared.insert(group.representative, group.shared);
    }
    found
}

fn measures(texts: &[&str]) -> Vec<Measure> {
    texts.par_iter().map_init(Vec::new, |hashes, text| measure(text, hashes)).collect()
}

/// Of each text the first with the same letters and digits.
fn firsts(texts: &[&str], measures: &[Measure]) -> Vec<u32> {
    let mut known: FxHashMap<u64, u32> = FxHashMap::default();
    known.reserve(texts.len());
    let of = |(text, measure): (u32, &Measure)| {
        if measure.words == 0 {
            return text;
        }
        let first = *known.entry(measure.letters).or_insert(text);
        let same = first == text
            || texts
                .get(first as usize)
                .zip(texts.get(text as usize))
                .is_some_and(|(one, other)| same_letters(one, other));
        if same { first } else { text }
    };
    (0..).zip(measures).map(of).collect()
}

/// The representative of each distinct text that joined one.
fn leaders(texts: &[&str], measures: &[Measure], firsts: &[u32]) -> FxHashMap<u32, u32> {
    let distinct: Vec<u32> = (0..)
        .zip(firsts.iter().zip(measures))
        .filter(|(text, (first, measure))| *text == **first && measure.words as usize >= NEAR)
        .map(|(text, _)| text)
        .collect();
    let mut sketches: Vec<Sketches> =
        distinct.par_chunks(BATCH).map(|batch| sketched(texts, batch)).collect();
    let buckets = Buckets::of(&mut sketches);
    let mut search = Search { texts, measures, copies: copies(firsts), distinct, sketches, buckets };
    let first = search.pass(&[]);
    let typical = search.typical(&first);
    search.buckets.clear();
    search.pass(&typical)
}

fn copies(firsts: &[u32]) -> Vec<u32> {
    let mut copies = vec![0_u32; firsts.len()];
    for first in firsts {
        if let Some(count) = copies.get_mut(*first as usize) {
            *count = count.saturating_add(1);
        }
    }
    copies
}

fn sketched(texts: &[&str], batch: &[u32]) -> Sketches {
    let (mut sketches, mut hashes) = (Sketches::default(), Vec::new());
    for text in batch {
        measure(texts.get(*text as usize).copied().unwrap_or_default(), &mut hashes);
        sketch(&hashes, &mut sketches.keys);
        sketches.ends.push(sketches.keys.len() as u32);
    }
    sketches
}

/// Whether more words are shared; of as many, whether they are a larger share; else the first counts. A letter and the opening that
/// someone wrote to it may both be shared with others, and the letter is the longer of the two.
fn is_better(one: (usize, f64, u32), other: (usize, f64, u32)) -> bool {
    one.0 > other.0 || (one.0 == other.0 && (one.1 > other.1 || (one.1 == other.1 && one.2 < other.2)))
}

/// The search for representatives.
struct Search<'t> {
    texts: &'t [&'t str],
    measures: &'t [Measure],
    /// How many texts have the letters and digits of each, where it is the first of them.
    copies: Vec<u32>,
    /// The texts that may be alike without being equal, ascending, and their sketches.
    distinct: Vec<u32>,
    sketches: Vec<Sketches>,
    buckets: Buckets,
}

/// Members of a group that are tried as its representative, and those that each is held against: the most copied first.
const TRIED: usize = 8;
const HELD_AGAINST: usize = 16;

impl Search<'_> {
    /// Lets every text join a representative or become one, those of `before` first; gives who joined whom.
    fn pass(&mut self, before: &[u32]) -> FxHashMap<u32, u32> {
        let mut joined = FxHashMap::default();
        for text in before {
            let found = self.most_alike(*text, self.sketch_of(*text), 0);
            self.settle(*text, found, &mut joined);
        }
        let settled: FxHashSet<u32> = before.iter().copied().collect();
        for from in (0..self.distinct.len()).step_by(BATCH) {
            let batch = self.distinct.get(from..self.distinct.len().min(from + BATCH)).unwrap_or_default();
            let batch: Vec<u32> = batch.iter().copied().filter(|text| !settled.contains(text)).collect();
            let found: Vec<Option<u32>> =
                batch.par_iter().map(|text| self.most_alike(*text, self.sketch_of(*text), 0)).collect();
            let begins = batch.first().copied().unwrap_or(0);
            for (text, found) in batch.iter().zip(found) {
                let found = found.or_else(|| self.most_alike(*text, self.sketch_of(*text), begins));
                self.settle(*text, found, &mut joined);
            }
        }
        joined
    }

    fn settle(&mut self, text: u32, found: Option<u32>, joined: &mut FxHashMap<u32, u32>) {
        match found {
            Some(leader) => {
                joined.insert(text, leader);
            }
            None => {
                let place = self.place(text);
                let sketch =
                    self.sketches.get(place / BATCH).map_or(&[][..], |sketches| sketches.of(place % BATCH));
                sketch.iter().for_each(|bucket| self.buckets.add(*bucket, text));
            }
        }
    }

    fn place(&self, text: u32) -> usize {
        self.distinct.binary_search(&text).unwrap_or(usize::MAX)
    }

    fn sketch_of(&self, text: u32) -> &[u32] {
        let place = self.place(text);
        self.sketches.get(place / BATCH).map_or(&[], |sketches| sketches.of(place % BATCH))
    }

    /// The most typical text of each group, those of the largest groups first: the first text is as likely as any to be the one with
    /// the slips, and what resembles it is then not all that resembles the letter it was copied from.
    fn typical(&self, joined: &FxHashMap<u32, u32>) -> Vec<u32> {
        let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for text in &self.distinct {
            if let Some(leader) = joined.get(text) {
                groups.entry(*leader).or_insert_with(|| vec![*leader]).push(*text);
            }
        }
        let mut groups: Vec<(usize, u32)> =
            groups.into_par_iter().map(|(_, members)| (members.len(), self.most_typical(&members))).collect();
        groups.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        groups.into_iter().map(|(_, text)| text).collect()
    }

    /// The text that the texts of a group resemble most, copies counted: one of those with most copies.
    fn most_typical(&self, members: &[u32]) -> u32 {
        let copies = |member: u32| self.copies.get(member as usize).copied().unwrap_or(1);
        let mut held: Vec<u32> = members.to_vec();
        held.sort_unstable_by(|one, other| copies(*other).cmp(&copies(*one)).then(one.cmp(other)));
        held.truncate(HELD_AGAINST);
        let held: Vec<(u32, Vec<Word<'_>>)> =
            held.into_iter().map(|member| (member, words(self.text(member)))).collect();
        let score = |tried: &[Word<'_>]| -> f64 {
            let found = held.iter().filter_map(|(other, words)| Some((*other, likeness(tried, words)?)));
            found.map(|(other, found)| f64::from(copies(other)) * found.similarity).sum()
        };
        let mut best = (members.first().copied().unwrap_or_default(), 0.0);
        for (member, tried) in held.iter().take(TRIED) {
            let score = score(tried);
            if score > best.1 {
                best = (*member, score);
            }
        }
        best.0
    }

    /// The representative, from position `from` on, that a text is most like; the first of equals.
    fn most_alike(&self, text: u32, buckets: &[u32], from: u32) -> Option<u32> {
        let candidates = self.candidates(text, buckets, from);
        if candidates.is_empty() {
            return None;
        }
        let own = words(self.text(text));
        let mut best: Option<(usize, f64, u32)> = None;
        for leader in candidates {
            let Some(found) = likeness(&own, &words(self.text(leader))) else { continue };
            let found = (found.pairs.len(), found.similarity, leader);
            if best.is_none_or(|best| is_better(found, best)) {
                best = Some(found);
            }
        }
        best.map(|(_, _, leader)| leader)
    }

    /// The representatives that share most of the sketch, of a length that may be alike.
    fn candidates(&self, text: u32, buckets: &[u32], from: u32) -> Vec<u32> {
        let mut met: Vec<u32> = Vec::new();
        for bucket in buckets {
            met.extend(self.buckets.leaders(*bucket).iter().filter(|leader| **leader >= from));
        }
        if met.is_empty() {
            return met;
        }
        met.sort_unstable();
        let length = self.length(text);
        let least = if length < ONE_IS_CHANCE { 1 } else { 2 };
        let runs = met.chunk_by(|one, other| one == other).filter(|run| run.len() >= least);
        let mut counted: Vec<(usize, u32)> = runs
            .filter_map(|run| Some((run.len(), *run.first()?)))
            .filter(|(_, leader)| may_be_alike(length as usize, self.length(*leader) as usize))
            .collect();
        counted.sort_unstable_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        counted.into_iter().take(COMPARED).map(|(_, leader)| leader).collect()
    }

    fn text(&self, text: u32) -> &str {
        self.texts.get(text as usize).copied().unwrap_or_default()
    }

    fn length(&self, text: u32) -> u32 {
        self.measures.get(text as usize).map_or(0, |measure| measure.words)
    }
}
