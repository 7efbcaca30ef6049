//! Matches weighed together: what counts as evidence, how much it says, and the words it shows.

use crate::codebook::{Match, Taxonomy, WordRange, span_of};
use crate::model::{Span, ThemeEvidence};
use crate::text::Token;

/// One match of one pattern, with what it says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Evidence<'f> {
    pub(super) rule: usize,
    pub(super) weight: f64,
    pub(super) found: &'f Match,
}

/// Evidence sorted from the heaviest, and how strong it is together.
#[derive(Debug)]
pub(super) struct Weighed<'f> {
    pub(super) all: Vec<Evidence<'f>>,
    /// The probability that at least one of the independent pieces is right (noisy-or).
    pub(super) score: f64,
}

/// Weighs evidence: heaviest first; a piece whose words were all counted before, or a pattern met before, adds nothing.
pub(super) fn weigh(mut all: Vec<Evidence<'_>>) -> Weighed<'_> {
    all.sort_by(|one, other| {
        other
            .weight
            .total_cmp(&one.weight)
            .then_with(|| one.found.cmp(other.found))
            .then_with(|| one.rule.cmp(&other.rule))
    });
    let mut counted: Vec<WordRange> = Vec::new();
    let mut rules: Vec<usize> = Vec::new();
    let mut doubt = 1.0;
    for piece in &all {
        let is_new = piece
            .found
            .words
            .iter()
            .any(|words| !counted.iter().any(|known| contains(*known, *words)));
        if is_new && !rules.contains(&piece.rule) {
            doubt *= 1.0 - piece.weight;
            rules.push(piece.rule);
        }
        counted.extend(&piece.found.words);
    }
    Weighed {
        all,
        score: 1.0 - doubt,
    }
}

/// Whether the two runs of words share a word.
pub(super) fn overlap(one: WordRange, other: WordRange) -> bool {
    one.start < other.end && other.start < one.end
}

/// Whether any words of a match are among `taken`.
pub(super) fn is_taken(found: &Match, taken: &[WordRange]) -> bool {
    found
        .words
        .iter()
        .any(|words| taken.iter().any(|other| overlap(*words, *other)))
}

fn contains(outer: WordRange, inner: WordRange) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// The spans of a theme's evidence in order of the text: none twice, overlapping ones merged under the heavier pattern.
pub(super) fn theme_evidence(
    taxonomy: &Taxonomy,
    tokens: &[Token],
    weighed: &Weighed<'_>,
) -> Vec<ThemeEvidence> {
    let mut kept: Vec<(WordRange, usize)> = Vec::new();
    for piece in &weighed.all {
        for words in &piece.found.words {
            absorb(&mut kept, *words, piece.rule);
        }
    }
    kept.sort_unstable();
    kept.into_iter()
        .filter_map(|(words, rule)| {
            let span = span_of(tokens, words)?;
            Some(ThemeEvidence {
                start: span.start,
                end: span.end,
                rule: taxonomy.rules.all.get(rule)?.pattern.clone(),
            })
        })
        .collect()
}

/// Adds a run of words; what it overlaps becomes one run with it, named for the one that came first.
fn absorb(kept: &mut Vec<(WordRange, usize)>, words: WordRange, rule: usize) {
    let mut whole = words;
    let mut name = rule;
    let mut first = true;
    kept.retain(|(other, known)| {
        let touches = overlap(*other, whole);
        if touches {
            whole.start = whole.start.min(other.start);
            whole.end = whole.end.max(other.end);
            if std::mem::take(&mut first) {
                name = *known;
            }
        }
        !touches
    });
    if whole == words {
        kept.push((whole, name));
    } else {
        // The grown run may touch one that stood earlier in the list.
        absorb(kept, whole, name);
    }
}

/// The spans of all evidence, merged where they overlap, in order of the text.
pub(super) fn spans(tokens: &[Token], weighed: &Weighed<'_>) -> Vec<Span> {
    let mut kept = Vec::new();
    for piece in &weighed.all {
        for words in &piece.found.words {
            absorb(&mut kept, *words, piece.rule);
        }
    }
    kept.sort_unstable();
    kept.into_iter()
        .filter_map(|(words, _)| span_of(tokens, words))
        .collect()
}
