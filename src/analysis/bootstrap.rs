//! Percentile bootstrap intervals with a random sequence of our own, so that the same data gives the same interval everywhere.

use serde::Serialize;

/// As many samples are drawn.
pub const RESAMPLES: usize = 2_000;
/// Where the random sequence starts.
pub const SEED: u64 = 20_240_501;

/// The middle 95 % of the resampled values.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Interval {
    /// The 2.5th percentile.
    pub low: f64,
    /// The 97.5th percentile.
    pub high: f64,
}

/// `SplitMix64` (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014): one addition and three
/// mixing steps per number; it passes the usual test batteries and needs no table.
#[derive(Debug, Clone)]
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, by the high half of a wide product; the bias is below `bound` / 2^64.
    fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }
}

/// An interval for every value that `statistic` computes.
///
/// Each resample draws as many of the `units` as there are, with replacement; `statistic` is given how often each was drawn. The
/// interval runs from the 51st to the 1,950th of the 2,000 sorted values.
pub(super) fn intervals(units: usize, statistic: impl Fn(&[u64]) -> Vec<f64>) -> Vec<Interval> {
    let values = |drawn: &[u64]| statistic(drawn).into_iter().map(Some).collect();
    samples(units, values).into_iter().map(percentiles).collect()
}

/// The same for a `statistic` that some resamples leave undefined: these are left out, and where they are more than half of them
/// there is no interval.
pub(super) fn intervals_of_defined(
    units: usize,
    statistic: impl Fn(&[u64]) -> Vec<Option<f64>>,
) -> Vec<Option<Interval>> {
    let enough = |sample: Vec<f64>| (2 * sample.len() >= RESAMPLES).then(|| percentiles(sample));
    samples(units, statistic).into_iter().map(enough).collect()
}

/// The defined values of each statistic, in the order of the resamples.
fn samples(units: usize, statistic: impl Fn(&[u64]) -> Vec<Option<f64>>) -> Vec<Vec<f64>> {
    let mut random = SplitMix64(SEED);
    let mut drawn = vec![0_u64; units];
    let mut samples: Vec<Vec<f64>> = Vec::new();
    for _ in 0..RESAMPLES {
        drawn.fill(0);
        for _ in 0..units {
            if let Some(times) = drawn.get_mut(random.below(units)) {
                *times += 1;
            }
        }
        let values = statistic(&drawn);
        samples.resize_with(values.len(), || Vec::with_capacity(RESAMPLES));
        for (sample, value) in samples.iter_mut().zip(values) {
            sample.extend(value);
        }
    }
    samples
}

fn percentiles(mut sample: Vec<f64>) -> Interval {
    let tail = sample.len() / 40;
    sample.sort_by(f64::total_cmp);
    let at = |place: usize| sample.get(place).copied().unwrap_or_default();
    Interval { low: at(tail), high: at(sample.len().saturating_sub(1 + tail)) }
}

#[cfg(test)]
mod tests {
    use super::{SplitMix64, intervals, intervals_of_defined};

    #[test]
    fn the_sequence_is_the_published_one() {
        // First three numbers for seed 1234567, from the authors' C code.
        let mut random = SplitMix64(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| random.next()).collect();
        assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn a_share_of_a_half_gets_its_binomial_interval() {
        let right = |drawn: &[u64]| vec![drawn.iter().step_by(2).sum::<u64>() as f64 / 100.0];
        let interval = intervals(100, right)[0];
        // Binomial(100, 0.5): 0.40 to 0.60 hold the middle 95 %.
        assert!((interval.low - 0.40).abs() <= 0.011, "{interval:?}");
        assert!((interval.high - 0.60).abs() <= 0.011, "{interval:?}");
        assert_eq!(intervals(100, right)[0], interval);
    }

    #[test]
    fn undefined_resamples_are_left_out_and_too_many_of_them_leave_no_interval() {
        // Undefined where the first unit was not drawn: of four units (3/4)^4 = 32 % of the resamples.
        let known = |drawn: &[u64]| vec![(drawn[0] > 0).then_some(1.0), (drawn[0] == 0).then_some(1.0)];
        let found = intervals_of_defined(4, known);
        assert_eq!(found, [Some(super::Interval { low: 1.0, high: 1.0 }), None]);
    }

    #[test]
    fn nothing_to_draw_from_is_no_crash() {
        assert_eq!(intervals(0, |_| vec![0.0])[0], super::Interval::default());
    }
}
