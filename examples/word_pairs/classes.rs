//! Classes of words that have the same parts of speech in the same shares.

use std::collections::BTreeMap;

use crate::lexicon::Lexicon;

const CLASSES: usize = 80;
/// Rounds of putting every word into the nearest class and taking the mean of each class.
const ROUNDS: usize = 6;
/// Parts of speech of at least this share make the first classes.
const SHARE: f64 = 0.18;

pub(crate) struct Classes {
    /// The parts of speech that the words of a class mostly are.
    pub patterns: Vec<Vec<usize>>,
    /// The share of each part of speech in a class.
    pub shares: Vec<Vec<f64>>,
    /// Roots of shares, of length 1: what words are compared with.
    centres: Vec<Vec<f64>>,
}

impl Classes {
    pub(crate) fn of(lexicon: &Lexicon) -> Self {
        let words: Vec<(Vec<f64>, f64)> =
            lexicon.reliable().map(|(_, word)| (word.shares(), word.frequency.sqrt())).collect();
        let patterns = frequent_patterns(&words);
        let in_pattern = |shares: &[f64]| patterns.iter().position(|own| *own == pattern(shares));
        let shares = mean(&words, patterns.len(), lexicon.tags(), in_pattern);
        let mut classes =
            Self { centres: shares.iter().map(|shares| roots(shares)).collect(), patterns, shares };
        for _ in 0..ROUNDS {
            classes.centres = classes.mean_roots(&words, lexicon.tags());
        }
        classes.shares =
            mean(&words, classes.count(), lexicon.tags(), |shares| Some(classes.nearest(shares)));
        classes
    }

    pub(crate) fn count(&self) -> usize {
        self.patterns.len()
    }

    /// How near each class is to a word of these shares, at most 1.
    pub(crate) fn nearness(&self, shares: &[f64]) -> Vec<f64> {
        let roots = roots(shares);
        self.centres.iter().map(|centre| dot(centre, &roots)).collect()
    }

    fn nearest(&self, shares: &[f64]) -> usize {
        largest(&self.nearness(shares))
    }

    fn mean_roots(&self, words: &[(Vec<f64>, f64)], tags: usize) -> Vec<Vec<f64>> {
        let mut sums = vec![vec![0.0; tags]; self.count()];
        for (shares, weight) in words {
            add(&mut sums[self.nearest(shares)], &roots(shares), *weight);
        }
        for sum in &mut sums {
            let length = dot(sum, sum).sqrt().max(1e-9);
            sum.iter_mut().for_each(|value| *value /= length);
        }
        sums
    }
}

/// The mean of the words that `class` puts into each class.
fn mean(
    words: &[(Vec<f64>, f64)],
    count: usize,
    tags: usize,
    class: impl Fn(&[f64]) -> Option<usize>,
) -> Vec<Vec<f64>> {
    let mut sums = vec![vec![0.0; tags]; count];
    for (shares, weight) in words {
        if let Some(class) = class(shares) {
            add(&mut sums[class], shares, *weight);
        }
    }
    for sum in &mut sums {
        let total = sum.iter().sum::<f64>().max(1e-9);
        sum.iter_mut().for_each(|value| *value /= total);
    }
    sums
}

fn frequent_patterns(words: &[(Vec<f64>, f64)]) -> Vec<Vec<usize>> {
    let mut seen: BTreeMap<Vec<usize>, f64> = BTreeMap::new();
    for (shares, weight) in words {
        *seen.entry(pattern(shares)).or_default() += weight;
    }
    let mut seen: Vec<(Vec<usize>, f64)> = seen.into_iter().collect();
    seen.sort_by(|one, other| other.1.total_cmp(&one.1));
    seen.into_iter().take(CLASSES).map(|(pattern, _)| pattern).collect()
}

/// The parts of speech that a word mostly is.
fn pattern(shares: &[f64]) -> Vec<usize> {
    (0..shares.len()).filter(|tag| shares[*tag] > SHARE).collect()
}

fn roots(shares: &[f64]) -> Vec<f64> {
    shares.iter().map(|share| share.sqrt()).collect()
}

fn add(sum: &mut [f64], values: &[f64], weight: f64) {
    sum.iter_mut().zip(values).for_each(|(sum, value)| *sum += weight * value);
}

pub(crate) fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

/// The place of the largest value, the first of equal ones.
pub(crate) fn largest(values: &[f64]) -> usize {
    (0..values.len()).fold(0, |best, at| if values[at] > values[best] { at } else { best })
}
