//! How many gold statements were found, and under the right heading.

use serde::Serialize;

use super::super::bootstrap::intervals;
use super::gold::{GoldPlace, GoldStatement};
use super::matching::{Matching, Pair};
use super::{Counts, Score, Share, share};
use crate::model::{Section, Statement};
use crate::text::fold_letters;

/// Measures of recovering statements.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatementScores {
    /// Gold statements.
    pub gold: u64,
    /// Found statements in the documents or records that gold speaks of.
    pub found: u64,
    /// Same letters and digits.
    pub exact: Score,
    /// The same or nearly so.
    pub near: Score,
    /// Matched statements (near ones included) of pages under the right heading, by number and title.
    pub sections: Share,
}

/// What one gold or one extra statement adds to the counts.
#[derive(Debug, Clone, Copy)]
enum Outcome {
    Paired { exact: bool, section: Option<bool> },
    Missed,
    Extra,
}

/// Scores a matching. The intervals resample gold statements and extra ones together, so that both kinds of error vary.
#[must_use]
pub fn score_statements(
    gold: &[GoldStatement],
    statements: &[Statement],
    matching: &Matching,
) -> StatementScores {
    let outcomes = outcomes(gold, statements, matching);
    let spread = intervals(outcomes.len(), |drawn| {
        let (exact, near, (right, of)) = tally(&outcomes, drawn);
        vec![exact.f1(), near.f1(), share(right, of)]
    });
    let interval = |place: usize| spread.get(place).copied().unwrap_or_default();
    let (exact, near, (right, of)) = tally(&outcomes, &vec![1; outcomes.len()]);
    StatementScores {
        gold: gold.len() as u64,
        found: (matching.pairs.len() + matching.extra.len()) as u64,
        exact: Score::of(exact, interval(0)),
        near: Score::of(near, interval(1)),
        sections: Share::of(right, of, interval(2)),
    }
}

fn outcomes(gold: &[GoldStatement], statements: &[Statement], matching: &Matching) -> Vec<Outcome> {
    let paired = matching
        .pairs
        .iter()
        .map(|pair| Outcome::Paired { exact: pair.exact, section: right_section(gold, statements, *pair) });
    paired
        .chain(matching.missed.iter().map(|_| Outcome::Missed))
        .chain(matching.extra.iter().map(|_| Outcome::Extra))
        .collect()
}

/// Whether a pair stands under the right heading; only gold of pages tells.
pub(super) fn right_section(gold: &[GoldStatement], statements: &[Statement], pair: Pair) -> Option<bool> {
    let (gold, found) = (gold.get(pair.gold)?, statements.get(pair.found)?);
    matches!(gold.place, GoldPlace::Document(_))
        .then(|| same_section(gold.section.as_ref(), found.section.as_ref()))
}

/// The same number, and titles with the same letters and digits.
fn same_section(gold: Option<&Section>, found: Option<&Section>) -> bool {
    match (gold, found) {
        (None, None) => true,
        (Some(gold), Some(found)) => {
            gold.number == found.number && fold_letters(&gold.title) == fold_letters(&found.title)
        }
        _ => false,
    }
}

/// Exact counts, near counts, and right sections of how many.
fn tally(outcomes: &[Outcome], drawn: &[u64]) -> (Counts, Counts, (u64, u64)) {
    let (mut exact, mut near, mut sections) = (Counts::default(), Counts::default(), (0, 0));
    for (outcome, times) in outcomes.iter().zip(drawn) {
        match outcome {
            Outcome::Paired { exact: same, section } => {
                near.add(true, true, *times);
                exact.right += times * u64::from(*same);
                exact.wrong += times * u64::from(!same);
                exact.missed += times * u64::from(!same);
                sections.0 += times * u64::from(*section == Some(true));
                sections.1 += times * u64::from(section.is_some());
            }
            Outcome::Missed => {
                near.add(true, false, *times);
                exact.add(true, false, *times);
            }
            Outcome::Extra => {
                near.add(false, true, *times);
                exact.add(false, true, *times);
            }
        }
    }
    (exact, near, sections)
}
