//! The words that evidence shows: spans of the statement, none twice.

use crate::codebook::{Taxonomy, Weighed, WordRange, span_of};
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

/// What a model's evidence names as its rule.
pub(super) const MODEL: &str = "model";

/// The words that carried a model's verdict, each by itself, but for those that `others` show already.
pub(super) fn model_evidence(
    tokens: &[Token],
    others: &[ThemeEvidence],
    words: &[(usize, f32)],
) -> Vec<ThemeEvidence> {
    let spans = words.iter().filter_map(|(place, _)| Some(tokens.get(*place)?.span));
    let new =
        spans.filter(|span| !others.iter().any(|other| other.start < span.end && span.start < other.end));
    new.map(|span| ThemeEvidence { start: span.start, end: span.end, rule: MODEL.to_owned() }).collect()
}

/// The spans of all evidence in order of the text, merged where they overlap.
pub(super) fn spans(tokens: &[Token], weighed: &Weighed<'_>) -> Vec<Span> {
    merged(weighed).into_iter().filter_map(|(words, _)| span_of(tokens, words)).collect()
}

/// Runs of words that do not overlap, sorted, each with the heaviest pattern that asked for a part of it.
fn merged(weighed: &Weighed<'_>) -> Vec<(WordRange, usize)> {
    let pieces = weighed.all.iter().enumerate();
    let mut runs: Vec<(WordRange, usize)> =
        pieces.flat_map(|(rank, piece)| piece.found.words.iter().map(move |words| (*words, rank))).collect();
    runs.sort_unstable();
    runs.dedup_by(|(next, rank), (kept, first)| {
        let shares = next.start < kept.end;
        if shares {
            kept.end = kept.end.max(next.end);
            *first = (*first).min(*rank);
        }
        shares
    });
    let rule = |rank: usize| weighed.all.get(rank).map(|piece| piece.rule);
    runs.into_iter().filter_map(|(words, rank)| Some((words, rule(rank)?))).collect()
}
