//! Whether two texts are the same words twice, decided on their words themselves.

use std::collections::BTreeMap;

use super::align::{Pair, Passage, align, passages};
use super::words::{Weight, Word, weight};

/// Texts of fewer words are the same only when all their letters and digits are: in four words every word is the message.
pub(super) const NEAR: usize = 5;

/// From this many words on (in the shorter text) a text is judged by its shared passages alone. Shorter ones are a sentence or two, of
/// which one other word makes another statement.
const LONG: usize = 40;

/// The share of the longer text that the shared passages make up, at least. A campaign letter with as much again written to it keeps
/// half of its words; the slack is for edits. A form's fixed phrases, a greeting and a closing formula are a smaller share.
const SHARE: f64 = 0.45;

/// The same for short texts, which share a sentence by chance or by custom sooner.
const SHORT_SHARE: f64 = 0.5;

/// What a passage of a long text must score: shorter ones are turns of phrase that everybody uses.
const PASSAGE: i32 = 6;

/// The same for short texts, which have little room; there every other word counts by itself.
const SHORT_PASSAGE: i32 = 3;

/// So many words between shared ones, or more, are an addition; fewer are an edit.
pub(super) const ADDITION: usize = 3;

/// A short text that has whole sentences of its own must share as many words as this.
const SENTENCE: usize = 8;

/// So many shared words allow one word of content to be another one.
const PER_SWAP: usize = 25;

/// From so many shared words on one word of content may have come or gone, without another in its place.
const PER_ADDED: usize = 10;

/// So many shared words allow one more light word (an article, a preposition, a word of emphasis) to differ.
const PER_LIGHT: usize = 5;

/// How alike two texts are.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Likeness {
    /// The share of the longer text's words that stand in shared passages.
    pub(super) similarity: f64,
    pub(super) passages: Vec<Passage>,
}

/// How alike two texts are, where they are the same words twice.
pub(super) fn likeness(one: &[Word<'_>], other: &[Word<'_>]) -> Option<Likeness> {
    let shorter = one.len().min(other.len());
    if shorter < NEAR || !may_be_alike(one.len(), other.len()) {
        return None;
    }
    let compared = compared(one, other);
    let alike = if shorter >= LONG {
        compared.similarity >= SHARE
    } else {
        let pairs: Vec<Pair> = pairs(&compared.passages).collect();
        compared.similarity >= SHORT_SHARE && Differences::of(one, other, &pairs).are_edits()
    };
    alike.then_some(compared)
}

/// Whether texts of such lengths can be alike at all.
pub(super) fn may_be_alike(one: usize, other: usize) -> bool {
    one.min(other) as f64 >= SHARE * one.max(other) as f64
}

/// What two texts share, whether they are alike or not.
pub(super) fn compared(one: &[Word<'_>], other: &[Word<'_>]) -> Likeness {
    let least = if one.len().min(other.len()) >= LONG { PASSAGE } else { SHORT_PASSAGE };
    let passages = passages(&align(one, other), least);
    let longer = one.len().max(other.len());
    let shared = if one.len() >= other.len() {
        distinct(pairs(&passages).map(|pair| pair.0))
    } else {
        distinct(pairs(&passages).map(|pair| pair.1))
    };
    Likeness { similarity: shared as f64 / longer.max(1) as f64, passages }
}

fn pairs(passages: &[Passage]) -> impl Iterator<Item = Pair> + '_ {
    passages.iter().flat_map(|passage| passage.pairs.iter().copied())
}

/// How many different places there are among ascending ones.
fn distinct(places: impl Iterator<Item = usize>) -> usize {
    let mut last = None;
    places.filter(|place| last.replace(*place) != Some(*place)).count()
}

/// Where two short texts differ.
struct Differences {
    /// Words that both have.
    shared: usize,
    /// Whether one of them has sentences of its own.
    additions: bool,
    /// Words that only the one, and only the other has, outside of such sentences and wherever they stand.
    edits: [Vec<Weight>; 2],
}

impl Differences {
    fn of(one: &[Word<'_>], other: &[Word<'_>], pairs: &[Pair]) -> Self {
        let [own, others] = [
            unshared(one, pairs.iter().map(|pair| pair.0)),
            unshared(other, pairs.iter().map(|pair| pair.1)),
        ];
        let (edits, additions) = (edited(one, &own), edited(other, &others));
        let has_additions = edits.1 || additions.1;
        Self { shared: pairs.len(), additions: has_additions, edits: unmoved(edits.0, additions.0) }
    }

    /// Whether nothing differs that makes another statement.
    fn are_edits(&self) -> bool {
        if self.additions && self.shared < SENTENCE {
            return false;
        }
        let count = |weight| self.edits.each_ref().map(|words| words.iter().filter(|own| **own == weight).count());
        let [content, others] = count(Weight::Content);
        let light: usize = count(Weight::Light).into_iter().sum();
        let (swapped, added) = (content.min(others), content.abs_diff(others));
        let room = self.shared / PER_SWAP;
        let room_for_added = if self.shared >= PER_ADDED { 1 + room } else { 0 };
        count(Weight::Decisive) == [0, 0]
            && swapped <= room
            && swapped + added <= room_for_added.max(room)
            && light <= 1 + self.shared / PER_LIGHT
    }
}

/// The runs of words that have no counterpart.
pub(super) fn unshared(words: &[Word<'_>], shared: impl Iterator<Item = usize>) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut at = 0;
    for place in shared.chain([words.len()]) {
        if place > at {
            runs.push((at, place));
        }
        at = at.max(place + 1);
    }
    runs
}

/// The words without a counterpart, but for whole sentences; and whether there were such sentences.
fn edited<'w, 't>(words: &'w [Word<'t>], runs: &[(usize, usize)]) -> (Vec<&'w Word<'t>>, bool) {
    let mut edits = Vec::new();
    let mut sentences = false;
    for (from, to) in runs {
        let begins = words.get(*from).is_some_and(|word| word.begins);
        let ends = words.get(*to).is_none_or(|word| word.begins);
        if to - from >= ADDITION && begins && ends {
            sentences = true;
        } else {
            edits.extend(words.get(*from..*to).unwrap_or_default());
        }
    }
    (edits, sentences)
}

/// What weighs each of the words that the other side has not: one that stands elsewhere was moved, which is no difference.
fn unmoved(own: Vec<&Word<'_>>, others: Vec<&Word<'_>>) -> [Vec<Weight>; 2] {
    let mut balance: BTreeMap<u64, i64> = BTreeMap::new();
    others.iter().for_each(|word| *balance.entry(word.hash).or_default() += 1);
    let mut left: [Vec<Weight>; 2] = Default::default();
    for word in own {
        match balance.get_mut(&word.hash) {
            Some(count) if *count > 0 => *count -= 1,
            _ => left[0].push(weight(word.text)),
        }
    }
    for word in others {
        if let Some(count) = balance.get_mut(&word.hash)
            && *count > 0
        {
            *count -= 1;
            left[1].push(weight(word.text));
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::likeness;

    fn alike(one: &str, other: &str) -> bool {
        likeness(&words(one), &words(other)).is_some()
    }

    #[test]
    fn another_subject_makes_another_statement() {
        assert!(!alike("Er is te weinig capaciteit bij de politie", "Er is te weinig capaciteit bij de jeugdzorg"));
        assert!(!alike("De gemeente luistert goed naar ons", "De gemeente luistert niet goed naar ons"));
        assert!(alike("Er is te weinig capaciteit bij de politie", "Er is dus te weinig capaciteit bij de pollitie"));
    }

    #[test]
    fn a_moved_word_is_no_other_word() {
        assert!(alike("Leraren zijn daar nooit in getraind", "Leraren zijn daar nooit getraind in"));
    }
}
