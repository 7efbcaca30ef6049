//! The themes of a statement, the one it dwells on first.

use super::evidence::theme_evidence;
use super::rounded;
use crate::codebook::{Reading, Role, Taxonomy, Weighed, found_themes};
use crate::model::{Coder, ThemeCoding};

/// How much less a theme counts that comes up at the very end, after another: what a statement says first is what it is about.
const LATE_DISCOUNT: f64 = 0.4;

/// The themes that the patterns find, best first.
pub(super) fn themes(taxonomy: &Taxonomy, statement: &Reading) -> Vec<ThemeCoding> {
    let found = found_themes(taxonomy, statement);
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
    statement: &Reading,
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

/// The subtheme that most of the evidence's weight speaks for; between equals the first of the file.
fn heaviest_subtheme(taxonomy: &Taxonomy, weighed: &Weighed<'_>) -> Option<usize> {
    let mut weights: Vec<(usize, f64)> = Vec::new();
    for piece in &weighed.all {
        let role = taxonomy.rules.all.get(piece.rule).map(|rule| rule.role);
        if let Some(Role::Theme { subtheme: Some(subtheme), .. }) = role {
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
