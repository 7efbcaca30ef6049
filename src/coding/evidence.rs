//! The words that evidence shows: spans of the statement, none twice.

use crate::codebook::{Taxonomy, Weighed, WordRange, overlap, span_of};
use crate::model::{Span, ThemeEvidence};
use crate::text::Token;

/// The spans of a theme's evidence in order of the text; overlapping ones are merged under the heavier pattern.
pub(super) fn theme_evidence(
    taxonomy: &Taxonomy,
    tokens: &[Token],
    weighed: &Weighed<'_>,
) -> Vec<ThemeEvidence> {
    let rule = |rule: usize| taxonomy.rules.all.get(rule).map(|rule| rule.pattern.clone());
    merged(weighed)
        .into_iter()
        .filter_map(|(words, id)| {
            let span = span_of(tokens, words)?;
            Some(ThemeEvidence { start: span.start, end: span.end, rule: rule(id)? })
        })
        .collect()
}

/// The spans of all evidence in order of the text, merged where they overlap.
pub(super) fn spans(tokens: &[Token], weighed: &Weighed<'_>) -> Vec<Span> {
    merged(weighed).into_iter().filter_map(|(words, _)| span_of(tokens, words)).collect()
}

/// Runs of words that do not overlap, sorted, each with the heaviest pattern that asked for it.
fn merged(weighed: &Weighed<'_>) -> Vec<(WordRange, usize)> {
    let mut kept = Vec::new();
    for piece in &weighed.all {
        for words in &piece.found.words {
            absorb(&mut kept, *words, piece.rule);
        }
    }
    kept.sort_unstable();
    kept
}

/// Adds a run of words; what it overlaps becomes one run with it, under the pattern that came first.
fn absorb(kept: &mut Vec<(WordRange, usize)>, words: WordRange, rule: usize) {
    let mut whole = words;
    let mut name = None;
    // A run that grew may touch one that it did not touch before.
    while let Some(position) = kept.iter().position(|(other, _)| overlap(*other, whole)) {
        let (other, known) = kept.remove(position);
        whole.start = whole.start.min(other.start);
        whole.end = whole.end.max(other.end);
        name = name.or(Some(known));
    }
    kept.push((whole, name.unwrap_or(rule)));
}
