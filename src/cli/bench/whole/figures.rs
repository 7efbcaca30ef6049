//! What the rounds come to: medians, rates and ratios.

use std::num::NonZeroUsize;

use super::super::generate::Table;
use super::variant::{Round, Sizes, Variant};

/// All that was measured.
#[derive(Debug)]
pub(super) struct Figures {
    pub(super) table: Table,
    pub(super) threads: NonZeroUsize,
    pub(super) seed: u64,
    /// How busy the machine was before.
    pub(super) load: Option<f64>,
    /// The baseline first.
    pub(super) measured: Vec<Measured>,
}

/// The rounds of a variant.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measured {
    pub(super) variant: Variant,
    pub(super) rounds: Vec<Round>,
}

/// A variant's figures. What the machine does not tell is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row {
    pub(super) variant: Variant,
    /// Medians of seconds and bytes.
    pub(super) wall: f64,
    pub(super) cpu: Option<f64>,
    pub(super) peak: Option<f64>,
    /// Processor time for each second: the median of the rounds.
    pub(super) busy: Option<f64>,
    pub(super) per_second: f64,
    /// Megabytes of statements a second.
    pub(super) text_rate: f64,
    pub(super) index_per_statement: f64,
    pub(super) sizes: Sizes,
    /// To the baseline of the same round; none of the baseline itself.
    pub(super) ratios: Option<Ratios>,
}

/// Medians over the rounds of the ratio to the baseline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ratios {
    pub(super) wall: f64,
    pub(super) cpu: Option<f64>,
    pub(super) peak: Option<f64>,
}

impl Measured {
    pub(super) fn new(variant: Variant) -> Self {
        Self { variant, rounds: Vec::new() }
    }

    fn median(&self, of: impl Fn(&Round) -> Option<f64>) -> Option<f64> {
        median(self.rounds.iter().map(of).collect::<Option<_>>()?)
    }

    fn ratio(&self, baseline: &Self, of: impl Fn(&Round) -> Option<f64>) -> Option<f64> {
        let pairs = self.rounds.iter().zip(&baseline.rounds);
        median(pairs.map(|(own, base)| Some(of(own)? / of(base)?)).collect::<Option<_>>()?)
    }
}

impl Figures {
    /// A row per variant.
    pub(super) fn rows(&self) -> Vec<Row> {
        let baseline = self.measured.iter().find(|measured| measured.variant == Variant::Baseline);
        self.measured.iter().map(|measured| self.row(measured, baseline)).collect()
    }

    fn row(&self, measured: &Measured, baseline: Option<&Measured>) -> Row {
        let cpu = |round: &Round| round.cost.cpu;
        let peak = |round: &Round| round.cost.peak;
        let wall = |round: &Round| Some(round.cost.wall);
        let seconds = measured.median(wall).unwrap_or(f64::NAN);
        let statements = self.table.statements as f64;
        let sizes = measured.rounds.last().map_or_else(Sizes::default, |round| round.sizes);
        let others = baseline.filter(|baseline| baseline.variant != measured.variant);
        Row {
            variant: measured.variant,
            wall: seconds,
            cpu: measured.median(cpu),
            peak: measured.median(peak),
            busy: measured.median(|round| Some(round.cost.cpu? / round.cost.wall)),
            per_second: statements / seconds,
            text_rate: self.table.text_bytes as f64 / 1e6 / seconds,
            index_per_statement: sizes.index as f64 / statements,
            sizes,
            ratios: others.map(|baseline| Ratios {
                wall: measured.ratio(baseline, wall).unwrap_or(f64::NAN),
                cpu: measured.ratio(baseline, cpu),
                peak: measured.ratio(baseline, peak),
            }),
        }
    }
}

/// The middle one, or the mean of the two in the middle.
pub(in crate::cli::bench) fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 { Some(upper) } else { Some((values.get(middle - 1)? + upper) / 2.0) }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use super::super::process::Cost;
    use super::{Figures, Measured, Round, Sizes, Table, Variant, median};

    #[test]
    fn the_middle_is_found() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0, 2.0, 8.0]), Some(3.0));
        assert_eq!(median(Vec::new()), None);
    }

    #[test]
    fn ratios_are_of_the_same_round() {
        let rounds = |walls: [f64; 3], cpu: Option<f64>| -> Vec<Round> {
            let sizes = Sizes { index: 3_000, html: 5, all: 4_000 };
            walls.map(|wall| Round { cost: Cost { wall, cpu, peak: Some(7.0) }, sizes }).to_vec()
        };
        let figures = Figures {
            table: Table { statements: 10, file_bytes: 0, text_bytes: 4_000_000 },
            threads: NonZeroUsize::MIN,
            seed: 1,
            load: None,
            measured: vec![
                Measured { variant: Variant::Baseline, rounds: rounds([1.0, 2.0, 4.0], Some(2.0)) },
                Measured { variant: Variant::Groups, rounds: rounds([2.0, 2.0, 12.0], None) },
            ],
        };
        let [baseline, groups] = figures.rows().try_into().expect("two variants");
        assert_eq!((baseline.wall, baseline.per_second, baseline.text_rate), (2.0, 5.0, 2.0));
        assert_eq!((baseline.busy, baseline.ratios), (Some(1.0), None));
        let ratios = groups.ratios.expect("there is a baseline");
        assert_eq!((ratios.wall, ratios.cpu, ratios.peak), (2.0, None, Some(1.0)));
        assert_eq!((groups.index_per_statement, groups.busy), (300.0, None));
    }
}
