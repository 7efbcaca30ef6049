//! The 2×2 table of a term: how often it stands in either part, and how often other terms do.

/// Which test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// The log-likelihood ratio G² over all four cells (Dunning 1993).
    G2,
    /// Pearson's chi².
    Chi2,
}

/// What is taken off for counts being whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Correction {
    /// Nothing.
    None,
    /// Yates 1934: every count is moved by 0.5, at most onto its expectation.
    Yates,
}

/// How often a term stands in two parts, of how many terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// Occurrences in the target.
    pub target: u64,
    /// All terms of the target, this one included.
    pub target_total: u64,
    /// Occurrences in the reference.
    pub reference: u64,
    /// All terms of the reference.
    pub reference_total: u64,
}

impl Table {
    /// The statistic; none where a row or column of the table is empty, so that nothing can be expected there.
    #[must_use]
    pub fn statistic(self, measure: Measure, correction: Correction) -> Option<f64> {
        let cells = self.cells()?;
        let corrected =
            cells.map(|(observed, expected)| (corrected(observed, expected, correction), expected));
        let sum: f64 =
            corrected.into_iter().map(|(observed, expected)| part(observed, expected, measure)).sum();
        // Rounding may leave G² of a table without difference a hair below zero.
        Some(sum.max(0.0))
    }

    /// Observed and expected count of each cell.
    fn cells(self) -> Option<[(f64, f64); 4]> {
        let other = |count: u64, total: u64| total.checked_sub(count);
        let rest = other(self.target, self.target_total)?;
        let reference_rest = other(self.reference, self.reference_total)?;
        let all = self.target_total + self.reference_total;
        let (term, others) = (self.target + self.reference, rest + reference_rest);
        if [term, others, self.target_total, self.reference_total].contains(&0) {
            return None;
        }
        let expected = |row: u64, column: u64| row as f64 * column as f64 / all as f64;
        Some([
            (self.target as f64, expected(term, self.target_total)),
            (self.reference as f64, expected(term, self.reference_total)),
            (rest as f64, expected(others, self.target_total)),
            (reference_rest as f64, expected(others, self.reference_total)),
        ])
    }

    /// Whether the target uses the term less than the reference; in whole numbers, so that equal shares are neither.
    #[must_use]
    pub fn is_less(self) -> bool {
        let share = |count: u64, total: u64| u128::from(count) * u128::from(total);
        share(self.target, self.reference_total) < share(self.reference, self.target_total)
    }

    /// The binary logarithm of the ratio of relative frequencies (Hardie 2014); a count of 0 is taken as 0.5.
    #[must_use]
    pub fn log_ratio(self) -> f64 {
        let seen = |count: u64| if count == 0 { 0.5 } else { count as f64 };
        let rate = |count: u64, total: u64| seen(count) / total as f64;
        (rate(self.target, self.target_total) / rate(self.reference, self.reference_total)).log2()
    }

    /// By how many percent the relative frequency of the target is above that of the reference (Gabrielatos and Marchi 2011).
    #[must_use]
    pub fn percent_difference(self) -> Option<f64> {
        let rate = |count: u64, total: u64| count as f64 / total as f64;
        let reference = rate(self.reference, self.reference_total);
        let target = rate(self.target, self.target_total);
        (reference > 0.0).then(|| 100.0 * (target - reference) / reference)
    }
}

fn corrected(observed: f64, expected: f64, correction: Correction) -> f64 {
    let apart = expected - observed;
    match correction {
        Correction::None => observed,
        Correction::Yates => observed + apart.abs().min(0.5).copysign(apart),
    }
}

/// What a cell adds; an empty one adds nothing to G².
fn part(observed: f64, expected: f64, measure: Measure) -> f64 {
    match measure {
        Measure::Chi2 => (observed - expected).powi(2) / expected,
        Measure::G2 if observed == 0.0 => 0.0,
        Measure::G2 => 2.0 * observed * (observed / expected).ln(),
    }
}
