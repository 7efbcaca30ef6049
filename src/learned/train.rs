//! Fitting the model: L2-regularised logistic regression, one for each code.

use std::collections::{BTreeMap, BTreeSet};

use super::features::{EdgeKind, of_word, pair, value};
use super::file::GRAIN;
use super::optimise::minimise;
use super::{Learned, RuleSupport, probability};
use crate::text::{ANALYSER, Analyser, Analysis, Break, WordId};

/// A coded statement to learn from.
#[derive(Debug, Clone)]
pub struct Example {
    /// Its words.
    pub analysis: Analysis,
    /// What the rules say of it, in the order of the training's inputs.
    pub rules: RuleSupport,
    /// Whether each code applies, in the order of the training's outputs.
    pub applies: Vec<bool>,
}

/// How to fit.
#[derive(Debug, Clone)]
pub struct Training {
    /// Codes to judge: themes, then kinds.
    pub outputs: Vec<String>,
    /// Names of the numbers that the rules give.
    pub inputs: Vec<String>,
    /// Strength of the L2 penalty: half of it times the sum of all squared weights is added to the loss in nats.
    pub penalty: f64,
    /// Features that fewer statements have are left out.
    pub fewest: usize,
}

/// Fits the model on statements that `analyser` analysed. The same examples give the same model.
#[must_use]
pub fn train(training: &Training, analyser: &Analyser, examples: &[Example]) -> Learned {
    let named: Vec<BTreeMap<String, f32>> =
        examples.iter().map(|example| features(analyser, &example.analysis)).collect();
    let vocabulary = vocabulary(&named, training.fewest);
    let inputs = training.inputs.len();
    let rows: Vec<Vec<(u32, f32)>> = examples
        .iter()
        .zip(&named)
        .map(|(example, named)| row(example, named, &vocabulary, inputs))
        .collect();
    let columns = inputs + vocabulary.len();
    let fitted: Vec<Vec<f64>> = (0..training.outputs.len())
        .map(|output| {
            let applies = |example: &Example| example.applies.get(output).copied().unwrap_or_default();
            let wanted: Vec<bool> = examples.iter().map(applies).collect();
            fit(&rows, &wanted, columns, training.penalty)
        })
        .collect();
    assemble(training, &vocabulary, &fitted, examples.len())
}

impl Learned {
    /// The same with another threshold for themes.
    #[must_use]
    pub fn with_threshold(self, threshold: f32) -> Self {
        Self { threshold, ..self }
    }

    /// The same with the log-odds of the first `outputs` codes times a slope, and shifted.
    #[must_use]
    pub fn calibrated(mut self, outputs: usize, (slope, shift): (f64, f64)) -> Self {
        self.slopes.iter_mut().take(outputs).for_each(|own| *own = on_grain(slope as f32));
        self.shifts.iter_mut().take(outputs).for_each(|own| *own = on_grain(shift as f32));
        self
    }

    /// The same with what was measured of it.
    #[must_use]
    pub fn with_measures(self, measured: BTreeMap<String, String>) -> Self {
        Self { measured, ..self }
    }
}

/// Every feature of a statement by name, with its value.
fn features(analyser: &Analyser, analysis: &Analysis) -> BTreeMap<String, f32> {
    let mut features = BTreeMap::new();
    let mut add = |name: String| {
        let value = value(&name);
        *features.entry(name).or_insert(0.0) += value;
    };
    let distinct: BTreeSet<WordId> = analysis.tokens.iter().map(|token| token.word).collect();
    for word in distinct {
        of_word(analyser.word(word)).into_iter().for_each(&mut add);
    }
    let stem = |place: usize| analysis.tokens.get(place).map(|token| analyser.word(token.word).stem());
    for (place, token) in analysis.tokens.iter().enumerate() {
        let Some(own) = stem(place) else { continue };
        if place == 0 || token.break_before == Break::Sentence {
            add(EdgeKind::First.name(own));
        }
        if place + 1 == analysis.tokens.len() {
            add(EdgeKind::Last.name(own));
        }
        let before = place.checked_sub(1).and_then(stem).filter(|_| token.break_before == Break::None);
        if let Some(before) = before {
            add(pair(before, own));
        }
    }
    features
}

/// The features that enough statements have, numbered in the order of their names.
fn vocabulary(named: &[BTreeMap<String, f32>], fewest: usize) -> BTreeMap<String, u32> {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for name in named.iter().flat_map(BTreeMap::keys) {
        *counts.entry(name).or_insert(0) += 1;
    }
    let kept = counts.into_iter().filter(|(_, count)| *count >= fewest);
    kept.zip(0..).map(|((name, _), number)| (name.clone(), number)).collect()
}

/// Inputs first, then the features of the vocabulary.
fn row(
    example: &Example,
    named: &BTreeMap<String, f32>,
    vocabulary: &BTreeMap<String, u32>,
    inputs: usize,
) -> Vec<(u32, f32)> {
    let rules = example.rules.iter().zip(0..).map(|(value, column)| (column, *value));
    let words =
        named.iter().filter_map(|(name, value)| Some((vocabulary.get(name)? + inputs as u32, *value)));
    rules.take(inputs).chain(words).filter(|(_, value)| *value != 0.0).collect()
}

/// The slope and shift of log-odds that make probabilities fit what was right (Platt 1999).
#[must_use]
pub fn calibration(judged: &[(f64, bool)]) -> (f64, f64) {
    let rows: Vec<Vec<(u32, f32)>> =
        judged.iter().map(|(probability, _)| vec![(0, log_odds(*probability) as f32)]).collect();
    let right: Vec<bool> = judged.iter().map(|(_, right)| *right).collect();
    let fitted = fit(&rows, &right, 1, 0.0);
    (fitted[0], fitted[1])
}

/// A probability with its log-odds times a slope, and shifted.
#[must_use]
pub fn rescaled(score: f64, (slope, shift): (f64, f64)) -> f64 {
    probability(slope * log_odds(score) + shift)
}

/// Log-odds of a probability, never without end.
fn log_odds(probability: f64) -> f64 {
    let probability = probability.clamp(1e-4, 1.0 - 1e-4);
    (probability / (1.0 - probability)).ln()
}

/// As a file can hold it.
fn on_grain(weight: f32) -> f32 {
    (weight / GRAIN).round() * GRAIN
}

/// The weights of one code, the bias last.
fn fit(rows: &[Vec<(u32, f32)>], wanted: &[bool], columns: usize, penalty: f64) -> Vec<f64> {
    minimise(columns + 1, |weights, gradient| {
        let (bias, slopes) = (weights[columns], weights.get(..columns).unwrap_or_default());
        for (part, weight) in gradient.iter_mut().zip(slopes) {
            *part = penalty * weight;
        }
        gradient[columns] = 0.0;
        let mut loss = penalty / 2.0 * slopes.iter().map(|weight| weight * weight).sum::<f64>();
        for (row, wanted) in rows.iter().zip(wanted) {
            let sum: f64 =
                row.iter().map(|(column, value)| weights[*column as usize] * f64::from(*value)).sum();
            let log_odds = sum + bias;
            let signed = if *wanted { log_odds } else { -log_odds };
            // ln(1 + e^−s), without overflow.
            loss += if signed > 0.0 { (-signed).exp().ln_1p() } else { signed.exp().ln_1p() - signed };
            // In single precision, as the model that ships was fitted: more digits move some of its last ones.
            let share = 1.0 / (1.0 + (-log_odds as f32).exp());
            let error = f64::from(share) - f64::from(u8::from(*wanted));
            for (column, value) in row {
                gradient[*column as usize] += error * f64::from(*value);
            }
            gradient[columns] += error;
        }
        loss
    })
}

fn assemble(
    training: &Training,
    vocabulary: &BTreeMap<String, u32>,
    fitted: &[Vec<f64>],
    statements: usize,
) -> Learned {
    let inputs = training.inputs.len();
    let rounded = |column: usize| -> Vec<f32> {
        let own = fitted.iter().map(|weights| weights.get(column).copied().unwrap_or_default() as f32);
        own.map(on_grain).collect()
    };
    let mut model = Learned {
        slopes: vec![1.0; training.outputs.len()],
        shifts: vec![0.0; training.outputs.len()],
        outputs: training.outputs.clone(),
        inputs: training.inputs.clone(),
        statements,
        bias: rounded(inputs + vocabulary.len()),
        input_weights: (0..inputs).map(rounded).collect(),
        ..Learned::empty(ANALYSER)
    };
    for (name, number) in vocabulary {
        let weights = rounded(inputs + *number as usize);
        if weights.iter().any(|weight| *weight != 0.0) {
            model.insert(name, &weights);
        }
    }
    model
}
