//! Samples: in which order statements are drawn, and how many a share of them needs.

use sha2::{Digest as _, Sha256};

use super::choose::{doubts, has_theme};
use crate::model::Statement;

/// What a sample is drawn from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Population {
    /// All statements.
    All,
    /// Those of a theme; `overig` for those without one.
    Theme(String),
    /// Those that `review export` calls doubtful.
    Doubtful,
}

/// The normal distribution's 97.5th percentile: 95 % lie within as many standard errors on either side.
const Z: f64 = 1.959_963_984_540_054;

/// The statements that a sample is drawn from, in source order. Of statements that repeat another one word for word only that one is
/// among them: coding the same text twice says nothing of a coder.
#[must_use]
pub fn population<'s>(statements: &'s [Statement], of: &Population) -> Vec<&'s Statement> {
    let is_of = |own: &&Statement| match of {
        Population::All => true,
        Population::Theme(theme) => has_theme(own, theme),
        Population::Doubtful => !doubts(own).is_empty(),
    };
    statements.iter().filter(|own| own.duplicate_of.is_none()).filter(is_of).collect()
}

/// How many of `population` statements must be looked at for the 95 % interval of a share of them to be no wider than `width`, from end
/// to end: by the normal approximation at the worst case, a share of one half, with the correction for a finite population
/// (Cochran, Sampling Techniques, 3rd ed. 1977, §4.4): n₀ = (z / width)², n = n₀ / (1 + (n₀ − 1) / N), rounded up.
#[must_use]
pub fn needed(population: usize, width: f64) -> usize {
    if width <= 0.0 {
        return population;
    }
    let unlimited = (Z / width).powi(2);
    let needed = unlimited / (1.0 + (unlimited - 1.0) / population.max(1) as f64);
    (needed.ceil() as usize).clamp(population.min(1), population)
}

/// How wide the 95 % interval of a share is, from end to end, when so many of a population are looked at; see [`needed`].
#[must_use]
pub fn interval_width(population: usize, sample: usize) -> f64 {
    if sample == 0 || population <= 1 {
        return if sample == 0 { 1.0 } else { 0.0 };
    }
    let correction = population.saturating_sub(sample) as f64 / (population - 1) as f64;
    (Z * (correction / sample as f64).sqrt()).min(1.0)
}

/// Draws so many statements; the same seed draws the same ones. They stand in source order, so that they are read as they were written.
#[must_use]
pub fn draw<'s>(population: &[&'s Statement], size: usize, seed: u64) -> Vec<&'s Statement> {
    let mut drawn: Vec<(usize, &Statement)> = population.iter().copied().enumerate().collect();
    drawn.sort_by_cached_key(|(_, statement)| ticket(statement, seed));
    drawn.truncate(size);
    drawn.sort_by_key(|(at, _)| *at);
    drawn.into_iter().map(|(_, statement)| statement).collect()
}

/// Statements in the order of the draw.
pub(super) fn shuffled(mut statements: Vec<&Statement>, seed: u64) -> Vec<&Statement> {
    statements.sort_by_cached_key(|statement| ticket(statement, seed));
    statements
}

/// Decides on a statement's place in the draw, whatever else is drawn from: a hash of seed and id.
fn ticket(statement: &Statement, seed: u64) -> [u8; 32] {
    Sha256::digest(format!("{seed} {}", statement.id)).into()
}

#[cfg(test)]
mod tests {
    use super::{interval_width, needed};

    #[test]
    fn the_size_is_the_smallest_that_is_precise_enough() {
        // By hand: n₀ = (1.959963984540054 / 0.2)² = 96.04; of 1,000 that is 96.04 / (1 + 95.04 / 1000) = 87.7.
        assert_eq!(needed(1_000, 0.2), 88);
        assert_eq!(needed(10_000_000, 0.2), 97);
        assert_eq!(needed(10_000_000, 0.1), 385);
        for (population, width) in [(1_000, 0.2), (57, 0.1), (8_000, 0.03), (3, 0.5)] {
            let size = needed(population, width);
            assert!(interval_width(population, size) <= width, "{population} {width}");
            assert!(size <= 1 || interval_width(population, size - 1) > width, "{population} {width}");
        }
    }

    #[test]
    fn extremes_stay_within_the_population() {
        assert_eq!([needed(0, 0.1), needed(5, 0.0), needed(5, 0.001), needed(5, 9.0)], [0, 5, 5, 1]);
    }
}
