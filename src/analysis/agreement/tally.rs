//! A coded property of units as numbers: the values that coders gave, equal rows of values counted together.

use std::collections::{BTreeMap, BTreeSet};

use super::masi::masi;
use super::{CodedUnit, UnitCoding};

/// The values of one property (kind, a theme, the set of themes) over all units.
pub(super) struct Variable {
    /// Every different row of values.
    pub(super) profiles: Vec<Profile>,
    /// Per unit its profile.
    pub(super) of_unit: Vec<usize>,
    /// How many different values there are.
    pub(super) values: usize,
    /// Coders whose kappa is asked for, by their places.
    pub(super) pairs: Vec<(usize, usize)>,
    /// How far values lie apart.
    pub(super) metric: Metric,
}

/// How far two values lie apart: 0 for equal ones, 1 at most.
pub(super) enum Metric {
    /// Different values are 1 apart.
    Nominal,
    /// Row by row, `values` by `values`.
    Distances(Vec<f64>),
}

/// The values that some units were given.
pub(super) struct Profile {
    /// Per coder a value, or none.
    pub(super) by_coder: Vec<Option<usize>>,
    /// Each value with how many coders gave it.
    pub(super) counts: Vec<(usize, u64)>,
    /// How many coders gave a value.
    pub(super) coders: u64,
}

impl Variable {
    /// A property whose values are equal or different; `value` is none where the coder did not code it.
    pub(super) fn nominal<T: Ord>(
        units: &[&CodedUnit],
        coders: &[&str],
        value: impl Fn(&UnitCoding) -> Option<T>,
    ) -> Self {
        let (mut variable, _) = Self::read(units, coders, value);
        let places = 0..coders.len();
        variable.pairs = places
            .clone()
            .flat_map(|one| places.clone().skip(one + 1).map(move |other| (one, other)))
            .collect();
        variable
    }

    /// The set of themes, with the distance 1 − MASI.
    pub(super) fn of_sets(units: &[&CodedUnit], coders: &[&str]) -> Self {
        let sets = |coding: &UnitCoding| -> Option<BTreeSet<String>> {
            Some(coding.set()?.into_iter().map(str::to_owned).collect())
        };
        let (mut variable, values) = Self::read(units, coders, sets);
        let distances = values.iter().flat_map(|one| values.iter().map(move |other| 1.0 - masi(one, other)));
        variable.metric = Metric::Distances(distances.collect());
        variable
    }

    /// The variable, and the values that its numbers stand for.
    fn read<T: Ord>(
        units: &[&CodedUnit],
        coders: &[&str],
        value: impl Fn(&UnitCoding) -> Option<T>,
    ) -> (Self, Vec<T>) {
        let row = |unit: &&CodedUnit| -> Vec<Option<T>> {
            coders.iter().map(|coder| unit.codings.get(*coder).and_then(&value)).collect()
        };
        let rows: Vec<Vec<Option<T>>> = units.iter().map(row).collect();
        let values: BTreeSet<&T> = rows.iter().flatten().flatten().collect();
        let numbers: BTreeMap<&T, usize> = values.iter().enumerate().map(|(at, own)| (*own, at)).collect();
        let numbered = rows.iter().map(|row| -> Vec<Option<usize>> {
            row.iter().map(|own| own.as_ref().and_then(|own| numbers.get(own).copied())).collect()
        });
        let (mut met, mut profiles, mut of_unit) = (BTreeMap::new(), Vec::new(), Vec::new());
        for row in numbered {
            let place = *met.entry(row).or_insert_with_key(|row| {
                profiles.push(Profile::of(row.clone()));
                profiles.len() - 1
            });
            of_unit.push(place);
        }
        let count = values.len();
        drop((values, numbers));
        let (pairs, metric) = (Vec::new(), Metric::Nominal);
        let variable = Self { profiles, of_unit, values: count, pairs, metric };
        let own: BTreeSet<T> = rows.into_iter().flatten().flatten().collect();
        (variable, own.into_iter().collect())
    }

    /// Units with two values or more.
    pub(super) fn units(&self) -> u64 {
        self.count(|profile| profile.coders > 1)
    }

    /// Units that both coders gave a value.
    pub(super) fn units_of(&self, one: usize, other: usize) -> u64 {
        self.count(|profile| profile.values(one, other).is_some())
    }

    fn count(&self, counts: impl Fn(&Profile) -> bool) -> u64 {
        let profiles = self.of_unit.iter().filter_map(|place| self.profiles.get(*place));
        profiles.filter(|profile| counts(profile)).count() as u64
    }
}

impl Profile {
    fn of(by_coder: Vec<Option<usize>>) -> Self {
        let mut counts: BTreeMap<usize, u64> = BTreeMap::new();
        for value in by_coder.iter().flatten() {
            *counts.entry(*value).or_default() += 1;
        }
        let coders = counts.values().sum();
        Self { by_coder, counts: counts.into_iter().collect(), coders }
    }

    /// The values of two coders, where both gave one.
    pub(super) fn values(&self, one: usize, other: usize) -> Option<(usize, usize)> {
        let of = |place: usize| self.by_coder.get(place).copied().flatten();
        of(one).zip(of(other))
    }
}

impl Metric {
    /// The sum of the distances between every two of counted values, each pair counted in both directions.
    pub(super) fn spread(&self, counts: &[(usize, u64)], values: usize) -> f64 {
        let all: u64 = counts.iter().map(|(_, count)| count).sum();
        match self {
            Self::Nominal => counts.iter().map(|(_, count)| *count as f64 * (all - count) as f64).sum(),
            Self::Distances(distances) => {
                let row = |value: usize| distances.get(value * values..).unwrap_or_default();
                let apart = |(one, times): &(usize, u64)| -> f64 {
                    let row = row(*one);
                    let others = counts.iter().filter(|(other, _)| other > one);
                    let sum: f64 = others
                        .map(|(other, count)| row.get(*other).copied().unwrap_or_default() * *count as f64)
                        .sum();
                    *times as f64 * sum
                };
                2.0 * counts.iter().map(apart).sum::<f64>()
            }
        }
    }
}
