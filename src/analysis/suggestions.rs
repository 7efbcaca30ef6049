//! Candidate patterns ranked by what they would gain: right statements more, wrong ones less.
//!
//! Which statements a candidate matches, and what is known of each of these, in; a ranking out. Nothing here knows the pattern language.

use std::collections::BTreeSet;

use serde::Serialize;

/// As many imagined judgements, at the usual rate, are added to those of a candidate: two of two right is not yet certainty.
const PRIOR: f64 = 2.0;

/// What is known of a statement that the rules do not give the theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It has the theme.
    Right,
    /// It has not.
    Wrong,
    /// Nobody judged it, and it has not got the theme now.
    Unjudged,
}

/// A pattern that may be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// As a taxonomy writes it.
    pub pattern: String,
    /// The statements that it matches, by position.
    pub statements: Vec<usize>,
}

/// A pattern that is worth adding.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Suggestion {
    /// As a taxonomy writes it.
    pub pattern: String,
    /// Expected right minus wrong ones among the statements that it would move.
    pub gain: f64,
    /// Moved statements that have the theme.
    pub right: u64,
    /// Those that have not.
    pub wrong: u64,
    /// Those that nobody judged.
    pub unjudged: u64,
    /// The share of right ones to expect: of the judged ones, smoothed towards the share of all candidates' statements.
    pub precision: f64,
    /// The statements that it would move, by position.
    pub moved: Vec<usize>,
}

/// Ranks candidates by expected gain, greatest first; what gains nothing is left out, and so is what adds no right statement to those of
/// better candidates.
///
/// With r right, w wrong and u unjudged statements moved, and π the share of right ones among all judged ones that could be:
/// p = (r + 2π) / (r + w + 2), gain = r − w + u (2p − 1). `verdicts` has one per statement, none for one that would not move.
#[must_use]
pub fn rank(candidates: Vec<Candidate>, verdicts: &[Option<Verdict>]) -> Vec<Suggestion> {
    let of = |wanted: Verdict| verdicts.iter().filter(|own| **own == Some(wanted)).count() as f64;
    let (right, wrong) = (of(Verdict::Right), of(Verdict::Wrong));
    let usual = if right + wrong > 0.0 { right / (right + wrong) } else { 0.0 };
    let weighed = candidates.into_iter().map(|candidate| weigh(candidate, verdicts, usual));
    let mut ranked: Vec<Suggestion> = weighed.filter(|own| own.gain > 0.0 && own.right > 0).collect();
    ranked.sort_by(|one, other| {
        let shorter = || one.pattern.len().cmp(&other.pattern.len());
        let gain = other.gain.total_cmp(&one.gain);
        gain.then_with(shorter).then_with(|| one.pattern.cmp(&other.pattern))
    });
    let mut covered: BTreeSet<usize> = BTreeSet::new();
    ranked.retain(|own| {
        let right = own.moved.iter().filter(|place| verdict(verdicts, **place) == Some(Verdict::Right));
        // All are put in, so that the first to add one is kept.
        right.filter(|place| covered.insert(**place)).count() > 0
    });
    ranked
}

fn verdict(verdicts: &[Option<Verdict>], place: usize) -> Option<Verdict> {
    verdicts.get(place).copied().flatten()
}

fn weigh(candidate: Candidate, verdicts: &[Option<Verdict>], usual: f64) -> Suggestion {
    let Candidate { pattern, mut statements } = candidate;
    statements.retain(|place| verdict(verdicts, *place).is_some());
    let of = |wanted: Verdict| {
        statements.iter().filter(|place| verdict(verdicts, **place) == Some(wanted)).count() as u64
    };
    let (right, wrong, unjudged) = (of(Verdict::Right), of(Verdict::Wrong), of(Verdict::Unjudged));
    let precision = (right as f64 + PRIOR * usual) / ((right + wrong) as f64 + PRIOR);
    let gain = right as f64 - wrong as f64 + unjudged as f64 * (2.0 * precision - 1.0);
    Suggestion { pattern, gain, right, wrong, unjudged, precision, moved: statements }
}

#[cfg(test)]
mod tests {
    use super::Verdict::{Right, Unjudged, Wrong};
    use super::{Candidate, rank};

    fn candidate(pattern: &str, statements: &[usize]) -> Candidate {
        Candidate { pattern: pattern.to_owned(), statements: statements.to_vec() }
    }

    #[test]
    fn gain_is_right_minus_wrong_with_the_unjudged_at_their_smoothed_precision() {
        // π = 3/5; the last statement has the theme by rules already.
        let verdicts =
            [Some(Right), Some(Right), Some(Right), Some(Wrong), Some(Wrong), Some(Unjudged), None];
        let ranked = rank(vec![candidate("a", &[0, 1, 3, 5, 6])], &verdicts);
        let [own] = ranked.as_slice() else { panic!("{ranked:?}") };
        assert_eq!((own.right, own.wrong, own.unjudged, own.moved.as_slice()), (2, 1, 1, &[0, 1, 3, 5][..]));
        let precision = (2.0 + 2.0 * 0.6) / 5.0;
        assert!((own.precision - precision).abs() < 1e-12);
        assert!((own.gain - (1.0 + 2.0 * precision - 1.0)).abs() < 1e-12, "{own:?}");
    }

    #[test]
    fn what_gains_nothing_or_adds_nothing_is_left_out() {
        let verdicts = [Some(Right), Some(Right), Some(Right), Some(Wrong), Some(Wrong)];
        let candidates = vec![
            candidate("twee woorden", &[0, 1]),
            candidate("een", &[0, 1]),
            candidate("ander", &[2]),
            candidate("slecht", &[2, 3, 4]),
            candidate("niets", &[]),
        ];
        let ranked = rank(candidates, &verdicts);
        let patterns: Vec<&str> = ranked.iter().map(|own| own.pattern.as_str()).collect();
        assert_eq!(patterns, ["een", "ander"]);
        assert!(rank(Vec::new(), &verdicts).is_empty());
    }
}
