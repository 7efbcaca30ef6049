//! What the texts of a group share, and what each has of its own.

use rayon::prelude::*;

use super::Member;
use super::alike::{ADDITION, compared, unshared};
use super::words::{Word, words};
use crate::model::Span;

/// A group with its members.
pub(super) struct Described {
    pub(super) representative: usize,
    pub(super) shared: Vec<Span>,
    /// Position and place of each, the representative first.
    pub(super) members: Vec<(usize, Member)>,
}

/// A word of the representative that is also one of the member's.
type Pair = (usize, usize);

/// A text, how alike it is to the representative and what they share.
struct Compared {
    text: usize,
    similarity: f64,
    pairs: Vec<Pair>,
}

/// Compares all members with the representative. The *shared passage* is what at least half of the others have too (what any has, where
/// no word is in half of them); in it and in every member fewer than [`ADDITION`] words in a row are an edit, more are its own.
pub(super) fn describe(texts: &[&str], firsts: &[u32], leader: usize, members: &[usize]) -> Described {
    let text = |text: usize| texts.get(text).copied().unwrap_or_default();
    let core = words(text(leader));
    let members: Vec<Compared> = members
        .par_iter()
        .map(|member| compare(*member, &core, &words(text(*member)), *member == leader))
        .collect();
    let shared = shared(&core, &members, leader);
    let first = |member: usize| firsts.get(member).map_or(member, |first| *first as usize);
    let described = members.par_iter().map(|member| {
        let own = own(&words(text(member.text)), text(member.text), &member.pairs, &shared);
        let exact = Some(first(member.text)).filter(|first| *first != member.text);
        (member.text, Member { representative: leader, similarity: member.similarity, exact, own })
    });
    Described {
        representative: leader,
        members: described.collect(),
        shared: spans(&core, text(leader), &runs(&shared)),
    }
}

fn compare(text: usize, core: &[Word<'_>], own: &[Word<'_>], is_core: bool) -> Compared {
    let same = core.len() == own.len() && core.iter().zip(own).all(|(one, other)| one.hash == other.hash);
    if is_core || same {
        return Compared {
            text,
            similarity: 1.0,
            pairs: (0..core.len()).map(|place| (place, place)).collect(),
        };
    }
    let found = compared(core, own);
    Compared { text, similarity: found.similarity, pairs: found.pairs }
}

/// Which words of the representative belong to the shared passage.
fn shared(core: &[Word<'_>], members: &[Compared], leader: usize) -> Vec<bool> {
    let mut counts = vec![0_usize; core.len()];
    let others = || members.iter().filter(|member| member.text != leader);
    for member in others() {
        let mut last = None;
        for (place, _) in &member.pairs {
            if last.replace(*place) != Some(*place)
                && let Some(count) = counts.get_mut(*place)
            {
                *count += 1;
            }
        }
    }
    let half = others().count().div_ceil(2).max(1);
    let least = if counts.iter().any(|count| *count >= half) { half } else { 1 };
    let mut shared: Vec<bool> = counts.iter().map(|count| *count >= least).collect();
    for (from, to) in unshared(core, places(&shared)) {
        if to - from < ADDITION {
            shared.iter_mut().take(to).skip(from).for_each(|word| *word = true);
        }
    }
    shared
}

fn places(shared: &[bool]) -> impl Iterator<Item = usize> + '_ {
    shared.iter().enumerate().filter(|(_, shared)| **shared).map(|(place, _)| place)
}

/// Runs of shared words.
fn runs(shared: &[bool]) -> Vec<(usize, usize)> {
    let mut at = 0;
    let mut runs = Vec::new();
    for run in shared.chunk_by(|one, other| one == other) {
        if run.first() == Some(&true) {
            runs.push((at, at + run.len()));
        }
        at += run.len();
    }
    runs
}

/// The stretches of a member that have no counterpart in the shared passage.
fn own(words: &[Word<'_>], text: &str, pairs: &[Pair], shared: &[bool]) -> Vec<Span> {
    let is_shared = |place: usize| shared.get(place).copied().unwrap_or(false);
    let places = pairs.iter().filter(|(place, _)| is_shared(*place)).map(|(_, own)| *own);
    let runs: Vec<_> =
        unshared(words, places).into_iter().filter(|(from, to)| to - from >= ADDITION).collect();
    spans(words, text, &runs)
}

/// Runs of words as spans of the text, with the signs that touch them.
fn spans(words: &[Word<'_>], text: &str, runs: &[(usize, usize)]) -> Vec<Span> {
    if runs.is_empty() {
        return Vec::new();
    }
    let letters: Vec<char> = text.chars().collect();
    let blank = |place: u32| letters.get(place as usize).is_none_or(|letter| letter.is_whitespace());
    let mut spans = Vec::with_capacity(runs.len());
    for (from, to) in runs {
        let (Some(first), Some(last)) =
            (words.get(*from), to.checked_sub(1).and_then(|last| words.get(last)))
        else {
            continue;
        };
        let before = from.checked_sub(1).and_then(|before| words.get(before)).map_or(0, |word| word.span.end);
        let after = words.get(*to).map_or(letters.len() as u32, |word| word.span.start);
        let (mut start, mut end) = (first.span.start, last.span.end);
        while start > before && !blank(start - 1) {
            start -= 1;
        }
        while end < after && !blank(end) {
            end += 1;
        }
        spans.push(Span::new(start, end));
    }
    spans
}
