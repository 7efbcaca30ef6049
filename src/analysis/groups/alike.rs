//! Whether two texts are the same words twice, decided on their words themselves.

use super::align::{Pair, align, passages};
use super::words::{Weight, Word, is_slip, weight};

/// Texts of fewer words are the same only when all their letters and digits are: in four words every word is the message.
pub(super) const NEAR: usize = 5;

/// From this many words on (in the shorter text) a text is judged by its shared passages alone. Shorter ones are a sentence or two, of
/// which one other word makes another statement.
const LONG: usize = 40;

/// The share of the longer text that the shared passages make up, at least. A campaign letter with as much again written to it keeps
/// half of its words; the slack is for edits. A form's fixed phrases, a greeting and a closing formula are a smaller share.
const SHARE: f64 = 0.45;

/// What a passage of a long text must score: shorter ones are turns of phrase that everybody uses.
const PASSAGE: i32 = 6;

/// So many words between shared ones, or more, are an addition; fewer are an edit.
pub(super) const ADDITION: usize = 3;

/// Short texts with whole sentences of their own must share as many words as this: a greeting has fewer.
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
    /// The share of the longer text's words that stand in what both share.
    pub(super) similarity: f64,
    /// What both share.
    pub(super) pairs: Vec<Pair>,
}

/// How alike two texts are, where they are the same words twice.
pub(super) fn likeness(one: &[Word<'_>], other: &[Word<'_>]) -> Option<Likeness> {
    let shorter = one.len().min(other.len());
    if shorter < NEAR || !may_be_alike(one.len(), other.len()) {
        return None;
    }
    let compared = compared(one, other);
    let is_enough = shorter >= LONG || compared.pairs.len() >= SENTENCE || !has_own(&compared, one, other);
    (compared.similarity >= SHARE && is_enough).then_some(compared)
}

/// Whether one of them has sentences of its own.
fn has_own(compared: &Likeness, one: &[Word<'_>], other: &[Word<'_>]) -> bool {
    let own = unshared(one, compared.pairs.iter().map(|pair| pair.0));
    let others = unshared(other, compared.pairs.iter().map(|pair| pair.1));
    let sentences = |words: &[Word<'_>], runs: Vec<(usize, usize)>| {
        runs.into_iter().any(|run| sentences_within(words, run).is_some())
    };
    sentences(one, own) || sentences(other, others)
}

/// Whether texts of such lengths can be alike at all.
pub(super) fn may_be_alike(one: usize, other: usize) -> bool {
    one.min(other) as f64 >= SHARE * one.max(other) as f64
}

/// What two texts share, whether they are alike or not: of long ones the passages, of short ones the sentences.
pub(super) fn compared(one: &[Word<'_>], other: &[Word<'_>]) -> Likeness {
    let all = align(one, other);
    let pairs = if one.len().min(other.len()) >= LONG {
        passages(&all, PASSAGE).into_iter().flatten().copied().collect()
    } else {
        same_sentences(one, other, &all)
    };
    let longer = one.len().max(other.len());
    let shared = if one.len() >= other.len() {
        distinct(pairs.iter().map(|pair| pair.0))
    } else {
        distinct(pairs.iter().map(|pair| pair.1))
    };
    Likeness { similarity: shared as f64 / longer.max(1) as f64, pairs }
}

/// How many different places there are among ascending ones.
fn distinct(places: impl Iterator<Item = usize>) -> usize {
    let mut last = None;
    places.filter(|place| last.replace(*place) != Some(*place)).count()
}

/// The pairs of the sentences that say the same. Where a sentence begins or ends in both texts they are cut, and every stretch between
/// two cuts is judged by itself: one other word of content makes it another sentence, of which nothing is shared.
fn same_sentences(one: &[Word<'_>], other: &[Word<'_>], pairs: &[Pair]) -> Vec<Pair> {
    let mut same = Vec::with_capacity(pairs.len());
    let (mut from, mut rest) = ((0, 0), pairs);
    for to in cuts(one, other, pairs) {
        let length = rest.partition_point(|pair| pair.0 < to.0 && pair.1 < to.1);
        let (here, later) = rest.split_at(length);
        rest = later;
        if !here.is_empty() && Differences::of(one, other, (from, to), here).are_edits() {
            same.extend_from_slice(here);
        }
        from = to;
    }
    same
}

/// The places where a sentence begins or ends in both texts, ascending; their ends are the last.
fn cuts(one: &[Word<'_>], other: &[Word<'_>], pairs: &[Pair]) -> Vec<Pair> {
    let mut cuts: Vec<Pair> = Vec::new();
    for (place, counterpart) in pairs {
        for (at, counterpart) in [(*place, *counterpart), (place + 1, counterpart + 1)] {
            if begins(one, at) && begins(other, counterpart) {
                cuts.push((at, counterpart));
            }
        }
    }
    cuts.push((one.len(), other.len()));
    // Of words that were written apart in one text several have one counterpart, which may not be cut off from the others.
    cuts.sort_unstable();
    cuts.dedup();
    let mut last = (0, 0);
    cuts.retain(|cut| {
        let ascends = cut.0 >= last.0 && cut.1 >= last.1;
        last = if ascends { *cut } else { last };
        ascends
    });
    cuts
}

fn begins(words: &[Word<'_>], place: usize) -> bool {
    words.get(place).is_none_or(|word| word.begins)
}

/// Where two stretches differ.
struct Differences {
    /// Words that both have.
    shared: usize,
    /// Words that only the one, and only the other has, outside of whole sentences and wherever they stand.
    edits: [Vec<Weight>; 2],
}

impl Differences {
    fn of(one: &[Word<'_>], other: &[Word<'_>], (from, to): (Pair, Pair), pairs: &[Pair]) -> Self {
        let one = one.get(from.0..to.0).unwrap_or_default();
        let other = other.get(from.1..to.1).unwrap_or_default();
        let own = edited(one, &unshared(one, pairs.iter().map(|pair| pair.0 - from.0)));
        let others = edited(other, &unshared(other, pairs.iter().map(|pair| pair.1 - from.1)));
        Self { shared: pairs.len(), edits: unmoved(own, others) }
    }

    /// Whether nothing differs that makes another statement.
    fn are_edits(&self) -> bool {
        let count =
            |weight| self.edits.each_ref().map(|words| words.iter().filter(|own| **own == weight).count());
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

/// The words without a counterpart, but for whole sentences.
fn edited<'w, 't>(words: &'w [Word<'t>], runs: &[(usize, usize)]) -> Vec<&'w Word<'t>> {
    let mut edits = Vec::new();
    for (from, to) in runs {
        let (start, end) = sentences_within(words, (*from, *to)).unwrap_or((*to, *to));
        edits.extend(words.get(*from..start).unwrap_or_default());
        edits.extend(words.get(end..*to).unwrap_or_default());
    }
    edits
}

/// The whole sentences within a run of words, where they are long enough to be an addition.
fn sentences_within(words: &[Word<'_>], (from, to): (usize, usize)) -> Option<(usize, usize)> {
    let start = (from..to).find(|place| begins(words, *place))?;
    let end = (start + 1..=to).rev().find(|place| begins(words, *place))?;
    (end - start >= ADDITION).then_some((start, end))
}

/// What weighs each of the words that the other side has not: one that stands elsewhere was moved, which is no difference.
fn unmoved(mut own: Vec<&Word<'_>>, mut others: Vec<&Word<'_>>) -> [Vec<Weight>; 2] {
    // Texts with so many edits are not alike anyway.
    if own.len() <= MOVED && others.len() <= MOVED {
        own.retain(|word| {
            let found = others
                .iter()
                .position(|other| other.hash == word.hash)
                .or_else(|| others.iter().position(|other| is_slip(word.text, other.text)));
            found.map(|place| others.remove(place)).is_none()
        });
    }
    [own, others].map(|words| words.into_iter().map(|word| weight(word.text)).collect())
}

/// Edits on one side that are compared with those on the other.
const MOVED: usize = 16;

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::likeness;

    fn alike(one: &str, other: &str) -> bool {
        likeness(&words(one), &words(other)).is_some()
    }

    #[test]
    fn another_subject_makes_another_statement() {
        assert!(!alike(
            "Er is te weinig capaciteit bij de politie",
            "Er is te weinig capaciteit bij de jeugdzorg"
        ));
        assert!(!alike("De gemeente luistert goed naar ons", "De gemeente luistert niet goed naar ons"));
        assert!(alike(
            "Er is te weinig capaciteit bij de politie",
            "Er is dus te weinig capaciteit bij de pollitie"
        ));
    }

    #[test]
    fn a_moved_word_is_no_other_word() {
        assert!(alike("Leraren zijn daar nooit in getraind", "Leraren zijn daar nooit getraind in"));
    }
}
