//! The coefficients of a variable, each with its interval.

use serde::Serialize;

use super::super::bootstrap::{Interval, intervals_of_defined};
use super::tally::{Metric, Variable};

/// Of more different sets than these no interval is drawn: every resample compares all of them with each other.
const MOST_VALUES: usize = 1_000;

/// A coefficient that may be undefined.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Estimate {
    /// Its value; 1 is full agreement. None where it is undefined.
    pub value: Option<f64>,
    /// The middle 95 % of 2,000 resamples of the units, those that leave it undefined left out; none where these are more than
    /// half, where the value is undefined, and for the alpha of more than 1,000 different sets.
    pub interval: Option<Interval>,
    /// Why there is no value.
    pub undefined: Option<Undefined>,
}

/// Why a coefficient has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Undefined {
    /// No unit was coded by two of the coders.
    NoPair,
    /// All values are the same, so that chance would agree as often: nothing tells skill from habit.
    NoVariation,
}

type Outcome = Result<f64, Undefined>;

/// Percent agreement, alpha, then a kappa for every pair of the variable.
pub(super) fn estimates(variable: &Variable) -> Vec<Estimate> {
    let units = variable.of_unit.len();
    let point = measure(variable, &vec![1; units], alpha);
    let too_many = matches!(variable.metric, Metric::Distances(_)) && variable.values > MOST_VALUES;
    let drawn_alpha = if too_many { |_: &Variable, _: &[u64]| Err(Undefined::NoPair) } else { alpha };
    let drawn = |drawn: &[u64]| measure(variable, drawn, drawn_alpha).into_iter().map(Outcome::ok).collect();
    let pairs = point.into_iter().zip(intervals_of_defined(units, drawn));
    pairs
        .map(|(value, interval)| Estimate {
            value: value.ok(),
            interval: interval.filter(|_| value.is_ok()),
            undefined: value.err(),
        })
        .collect()
}

/// The coefficients when every unit counts so many times.
fn measure(variable: &Variable, drawn: &[u64], alpha: fn(&Variable, &[u64]) -> Outcome) -> Vec<Outcome> {
    let mut times = vec![0; variable.profiles.len()];
    for (profile, count) in variable.of_unit.iter().zip(drawn) {
        if let Some(times) = times.get_mut(*profile) {
            *times += count;
        }
    }
    let kappas = variable.pairs.iter().map(|pair| kappa(variable, &times, *pair));
    [percent(variable, &times), alpha(variable, &times)].into_iter().chain(kappas).collect()
}

/// Equal pairs of values of the same unit among all such pairs.
fn percent(variable: &Variable, times: &[u64]) -> Outcome {
    let pairs_of = |count: u64| count * count.saturating_sub(1) / 2;
    let (mut equal, mut all) = (0, 0);
    for (profile, times) in variable.profiles.iter().zip(times) {
        all += times * pairs_of(profile.coders);
        equal += times * profile.counts.iter().map(|(_, count)| pairs_of(*count)).sum::<u64>();
    }
    if all == 0 { Err(Undefined::NoPair) } else { Ok(equal as f64 / all as f64) }
}

/// Krippendorff's alpha: 1 − observed / expected disagreement (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability").
///
/// Observed: over the units, the distances between every two values of a unit, divided by one less than its values. Expected: the
/// distances between every two values of all units together, divided by one less than all values.
fn alpha(variable: &Variable, times: &[u64]) -> Outcome {
    let mut totals = vec![0_u64; variable.values];
    let (mut observed, mut all) = (0.0, 0);
    for (profile, &times) in variable.profiles.iter().zip(times).filter(|(own, _)| own.coders > 1) {
        let apart = variable.metric.spread(&profile.counts, variable.values);
        observed += times as f64 * apart / (profile.coders - 1) as f64;
        all += times * profile.coders;
        for (value, count) in &profile.counts {
            if let Some(total) = totals.get_mut(*value) {
                *total += times * count;
            }
        }
    }
    let totals: Vec<(usize, u64)> = totals.into_iter().enumerate().filter(|(_, total)| *total > 0).collect();
    match totals.len() {
        0 => Err(Undefined::NoPair),
        1 => Err(Undefined::NoVariation),
        _ => {
            let expected = variable.metric.spread(&totals, variable.values) / (all - 1) as f64;
            Ok(1.0 - observed / expected)
        }
    }
}

/// Cohen's kappa of two coders over the units that both coded: agreement beyond chance as a share of what chance leaves (Cohen 1960).
fn kappa(variable: &Variable, times: &[u64], (one, other): (usize, usize)) -> Outcome {
    let mut by_value = vec![(0_u64, 0_u64); variable.values];
    let (mut equal, mut all) = (0, 0);
    for (profile, &times) in variable.profiles.iter().zip(times) {
        let Some((first, second)) = profile.values(one, other) else {
            continue;
        };
        all += times;
        equal += if first == second { times } else { 0 };
        if let Some((count, _)) = by_value.get_mut(first) {
            *count += times;
        }
        if let Some((_, count)) = by_value.get_mut(second) {
            *count += times;
        }
    }
    // In counts, so that "no variation" is an equality of whole numbers.
    let (all, equal) = (u128::from(all), u128::from(equal));
    let expected: u128 = by_value.iter().map(|(one, other)| u128::from(*one) * u128::from(*other)).sum();
    match (all, all * all - expected) {
        (0, _) => Err(Undefined::NoPair),
        (_, 0) => Err(Undefined::NoVariation),
        (_, room) => Ok(((all * equal) as f64 - expected as f64) / room as f64),
    }
}
