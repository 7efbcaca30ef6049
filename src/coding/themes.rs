//! The themes of a statement: evidence by theme, less what an exclusion or a denial takes away.

use super::evidence::{Evidence, Weighed, is_taken, theme_evidence, weigh};
use super::{Read, rounded};
use crate::codebook::{Match, Negation, Role, Taxonomy, WordRange};
use crate::model::{Coder, ThemeCoding};
use crate::text::Break;

/// How much less a theme counts that comes up at the very end, after another: what a statement says first is what it is about.
const LATE_DISCOUNT: f64 = 0.4;

/// The themes that the patterns find, best first.
pub(super) fn themes(taxonomy: &Taxonomy, statement: &Read) -> Vec<ThemeCoding> {
    let found: Vec<(usize, Weighed<'_>)> = (0..taxonomy.codebook.themes.len())
        .map(|theme| (theme, weigh(evidence_for(taxonomy, statement, theme))))
        .filter(|(_, weighed)| weighed.score >= taxonomy.scoring.threshold)
        .collect();
    let earliest = found.iter().map(|(_, weighed)| first_word(weighed)).min();
    let words = statement.analysis.tokens.len().max(1) as f64;
    let mut themes: Vec<ThemeCoding> = found
        .iter()
        .filter_map(|(theme, weighed)| {
            let delay = first_word(weighed) - earliest.unwrap_or(0);
            let score = rounded(weighed.score * (1.0 - LATE_DISCOUNT * f64::from(delay) / words));
            coding(taxonomy, statement, *theme, score, weighed)
        })
        .collect();
    // Stable: between equals the order of the table holds.
    themes.sort_by(|one, other| other.score.total_cmp(&one.score));
    themes
}

fn first_word(weighed: &Weighed<'_>) -> u32 {
    let starts = weighed.all.iter().map(|piece| piece.found.extent.start);
    starts.min().unwrap_or(0)
}

fn coding(
    taxonomy: &Taxonomy,
    statement: &Read,
    theme: usize,
    score: f64,
    weighed: &Weighed<'_>,
) -> Option<ThemeCoding> {
    let definition = taxonomy.codebook.themes.get(theme)?;
    let subtheme = heaviest_subtheme(taxonomy, weighed)
        .and_then(|subtheme| definition.subthemes.get(subtheme))
        .map(|subtheme| subtheme.code.clone());
    Some(ThemeCoding {
        code: definition.code.clone(),
        subtheme,
        score,
        source: Coder::Rule,
        coder: None,
        evidence: theme_evidence(taxonomy, &statement.analysis.tokens, weighed),
    })
}

fn evidence_for<'r>(taxonomy: &Taxonomy, statement: &'r Read, theme: usize) -> Vec<Evidence<'r>> {
    let excluded = excluded(taxonomy, statement, theme);
    let mut evidence = Vec::new();
    for hit in &statement.found.hits {
        let Some(rule) = taxonomy.rules.all.get(hit.rule) else {
            continue;
        };
        let Role::Theme {
            theme: of,
            cancelled_by,
            ..
        } = rule.role
        else {
            continue;
        };
        let counts = |found: &&Match| {
            !is_taken(found, &excluded)
                && (cancelled_by == Negation::Ignored || !is_denied(taxonomy, statement, found))
        };
        if of == theme {
            evidence.extend(hit.matches.iter().filter(counts).map(|found| Evidence {
                rule: hit.rule,
                weight: rule.weight,
                found,
            }));
        }
    }
    evidence
}

fn excluded(taxonomy: &Taxonomy, statement: &Read, theme: usize) -> Vec<WordRange> {
    let applies =
        |role: Role| matches!(role, Role::Exclusion { theme: of } if of.is_none_or(|of| of == theme));
    words_of(taxonomy, statement, applies)
}

fn words_of(taxonomy: &Taxonomy, statement: &Read, applies: impl Fn(Role) -> bool) -> Vec<WordRange> {
    matches_of(taxonomy, statement, applies)
        .flat_map(|found| found.words.iter().copied())
        .collect()
}

fn matches_of<'r>(
    taxonomy: &Taxonomy,
    statement: &'r Read,
    applies: impl Fn(Role) -> bool,
) -> impl Iterator<Item = &'r Match> {
    let hits = statement.found.hits.iter().filter(move |hit| {
        let rule = taxonomy.rules.all.get(hit.rule);
        rule.is_some_and(|rule| applies(rule.role))
    });
    hits.flat_map(|hit| &hit.matches)
}

/// Whether the statement denies what this match names, and neither wishes nor deplores it.
fn is_denied(taxonomy: &Taxonomy, statement: &Read, found: &Match) -> bool {
    let reach = taxonomy.scoring.negation_reach;
    let before = matches_of(taxonomy, statement, |role| role == Role::NegationBefore)
        .any(|denial| near(statement, denial.extent, found.extent, reach));
    let after = || {
        matches_of(taxonomy, statement, |role| role == Role::NegationAfter)
            .any(|denial| near(statement, found.extent, denial.extent, reach))
    };
    let pardoned = || {
        matches_of(taxonomy, statement, |role| role == Role::NegationUnless)
            .next()
            .is_some()
    };
    (before || after()) && !pardoned()
}

/// Whether `second` follows `first` within `reach` words of the same clause.
fn near(statement: &Read, first: WordRange, second: WordRange, reach: u32) -> bool {
    let Some(gap) = second.start.checked_sub(first.end) else {
        return false;
    };
    gap <= reach
        && statement
            .analysis
            .tokens
            .iter()
            .take(second.start as usize + 1)
            .skip(first.end as usize)
            .all(|token| token.break_before == Break::None)
}

/// The subtheme that most of the evidence's weight speaks for; between equals the first of the file.
fn heaviest_subtheme(taxonomy: &Taxonomy, weighed: &Weighed<'_>) -> Option<usize> {
    let mut weights: Vec<(usize, f64)> = Vec::new();
    for piece in &weighed.all {
        let role = taxonomy.rules.all.get(piece.rule).map(|rule| rule.role);
        if let Some(Role::Theme {
            subtheme: Some(subtheme),
            ..
        }) = role
        {
            match weights.iter_mut().find(|(known, _)| *known == subtheme) {
                Some((_, weight)) => *weight += piece.weight,
                None => weights.push((subtheme, piece.weight)),
            }
        }
    }
    weights
        .into_iter()
        .max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)))
        .map(|(subtheme, _)| subtheme)
}
