//! How well a run or a coder agrees with gold: statements found, sections, themes and kinds, with intervals and a listing of
//! what differs.
//!
//! Gold and found are compared as plain data; nothing here reads files or knows patterns. The measures are those of
//! docs/formats.md, "Measures".

mod coding;
mod differences;
mod exact;
mod gold;
mod matching;
mod reliability;
mod statements;

pub use coding::{
    Coded, CodedTheme, CodingScores, Confusion, KindScore, ThemeConfusion, ThemeScore, end_to_end,
    score_coding,
};
pub use differences::{Difference, Nearest, coding_differences, statement_differences};
pub use gold::{
    GoldError, GoldFault, GoldPlace, GoldStatement, gold_of_decisions, parse_gold, unknown_codes,
};
pub use matching::{Matching, Pair, match_statements, places_without_statements};
pub use reliability::{Reliability, ReliabilityBin};
pub use statements::{StatementScores, score_statements};

use serde::Serialize;

pub use super::bootstrap::{Interval, RESAMPLES, SEED};

/// Precision, recall and F1 with the counts behind them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Score {
    /// Right among found; 0 when nothing was found.
    pub precision: f64,
    /// Right among gold; 0 when there is none.
    pub recall: f64,
    /// Harmonic mean of the two; 0 when both are.
    pub f1: f64,
    /// Of F1.
    pub interval: Interval,
    /// In gold and found.
    pub true_positives: u64,
    /// Found, not in gold.
    pub false_positives: u64,
    /// In gold, not found.
    pub false_negatives: u64,
}

impl Score {
    /// The score of these counts.
    #[must_use]
    pub fn of(counts: Counts, interval: Interval) -> Self {
        Self {
            precision: share(counts.right, counts.right + counts.wrong),
            recall: share(counts.right, counts.right + counts.missed),
            f1: counts.f1(),
            interval,
            true_positives: counts.right,
            false_positives: counts.wrong,
            false_negatives: counts.missed,
        }
    }
}

/// What precision and recall are made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// In gold and found.
    pub right: u64,
    /// Found, not in gold.
    pub wrong: u64,
    /// In gold, not found.
    pub missed: u64,
}

impl Counts {
    /// Counts one decision `times` times.
    pub fn add(&mut self, gold: bool, found: bool, times: u64) {
        match (gold, found) {
            (true, true) => self.right += times,
            (false, true) => self.wrong += times,
            (true, false) => self.missed += times,
            (false, false) => {}
        }
    }

    /// F1, 0 for 0/0.
    #[must_use]
    pub fn f1(self) -> f64 {
        share(2 * self.right, 2 * self.right + self.wrong + self.missed)
    }
}

/// How many of all are right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Share {
    /// Right ones.
    pub right: u64,
    /// All.
    pub of: u64,
    /// Their quotient; 0 when there is none at all.
    pub value: f64,
    /// Of the value.
    pub interval: Interval,
}

impl Share {
    /// The share of these counts.
    #[must_use]
    pub fn of(right: u64, of: u64, interval: Interval) -> Self {
        Self { right, of, value: share(right, of), interval }
    }
}

/// A number that is no quotient of counts, such as a mean of F1s.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Mean {
    /// The mean.
    pub value: f64,
    /// Of the mean.
    pub interval: Interval,
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}
