//! A small learned layer beside the rules: one logistic regression per code, over the words of a statement and what the rules say.
//!
//! It knows a statement by its stems, compound parts, runs of letters and pairs of neighbouring stems, and by the support that the rules
//! found. [`train`] fits it on coded statements; [`Learned::parse`] reads what [`Learned::to_text`] wrote. Every code it gives can be
//! traced to the words that carried it.

mod features;
mod file;
mod names;
mod optimise;
mod train;

pub use features::LearnedWords;
pub use file::LearnedError;
pub use train::{Example, Training, calibration, rescaled, train};

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use self::features::EdgeKind;
use self::names::{Gram, PairStem, Row, StemRows};
use crate::text::{Analyser, Analysis, Break};

/// What the rules say of a statement, in the order of the model's inputs.
pub type RuleSupport = Vec<f32>;

/// The fitted model. Threads may share it; each needs its own [`LearnedWords`].
#[derive(Debug, Clone, PartialEq)]
pub struct Learned {
    /// Analysis whose stems it knows.
    pub(crate) analyser: String,
    /// Codes that it judges: themes, then kinds.
    pub(crate) outputs: Vec<String>,
    /// Names of the numbers that the rules give it.
    pub(crate) inputs: Vec<String>,
    /// Statements that it was fitted on.
    pub(crate) statements: usize,
    /// What was measured of it, by name.
    pub(crate) measured: BTreeMap<String, String>,
    /// Probability from which a theme counts.
    pub(crate) threshold: f32,
    /// Per output, what its log-odds are multiplied with, and what is added then, so that probabilities mean what they say.
    slopes: Vec<f32>,
    shifts: Vec<f32>,
    bias: Vec<f32>,
    /// Per input, a weight for each output.
    input_weights: Vec<Vec<f32>>,
    /// Feature by name → its row of `weights`.
    rows: FxHashMap<Box<str>, Row>,
    /// Rows of as many numbers as there are outputs.
    weights: Vec<f32>,
    /// The same rows by what they are of.
    stems: FxHashMap<Box<str>, StemRows>,
    grams: FxHashMap<Gram, Row>,
    pairs: FxHashMap<(PairStem, PairStem), Row>,
    /// How many stems stand in pairs.
    pair_stems: u32,
}

/// What the model makes of one statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// Per output, log-odds that it applies.
    pub log_odds: Vec<f32>,
}

impl Learned {
    /// Log-odds of every output for a statement.
    #[must_use]
    pub fn judge(
        &self,
        analyser: &Analyser,
        known: &mut LearnedWords,
        analysis: &Analysis,
        rules: &[f32],
    ) -> Judgement {
        let mut log_odds = self.of_rules(rules);
        let mut add = |row: &[f32]| log_odds.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
        self.visit(analyser, known, analysis, &mut |_, row| add(row));
        for (log_odds, (slope, shift)) in log_odds.iter_mut().zip(self.slopes.iter().zip(&self.shifts)) {
            *log_odds = *log_odds * slope + shift;
        }
        Judgement { log_odds }
    }

    /// What each word of a statement adds to one output, in nats; pairs are shared out between their two words.
    #[must_use]
    pub fn contributions(
        &self,
        analyser: &Analyser,
        known: &mut LearnedWords,
        analysis: &Analysis,
        output: usize,
    ) -> Vec<f32> {
        let slope = self.slopes.get(output).copied().unwrap_or(1.0);
        let mut words = vec![0.0; analysis.tokens.len()];
        self.visit(analyser, known, analysis, &mut |places, row| {
            let weight = row.get(output).copied().unwrap_or_default() * slope;
            let share = weight / places.len().max(1) as f32;
            for place in places {
                if let Some(word) = words.get_mut(*place) {
                    *word += share;
                }
            }
        });
        words
    }

    /// What the rules and the bias say, without any word.
    fn of_rules(&self, rules: &[f32]) -> Vec<f32> {
        let mut log_odds = self.bias.clone();
        for (value, weights) in rules.iter().zip(&self.input_weights) {
            log_odds.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += value * weight);
        }
        log_odds
    }

    /// Calls `see` with every row of weights that applies, and the words that it is about.
    fn visit(
        &self,
        analyser: &Analyser,
        known: &mut LearnedWords,
        analysis: &Analysis,
        see: &mut dyn FnMut(&[usize], &[f32]),
    ) {
        let tokens = &analysis.tokens;
        let mut before = None;
        for (place, token) in tokens.iter().enumerate() {
            let (word, is_new) = known.meet(self, analyser, token.word);
            if is_new {
                see(&[place], &word.sum);
            }
            let starts = place == 0 || token.break_before == Break::Sentence;
            let ends = place + 1 == tokens.len();
            for (applies, kind) in [(starts, EdgeKind::First), (ends, EdgeKind::Last)] {
                if let Some(row) = word.edges[kind as usize].filter(|_| applies) {
                    see(&[place], self.row(row));
                }
            }
            let joined = before.zip(word.pair_stem).filter(|_| token.break_before == Break::None);
            if let Some(row) = joined.and_then(|pair| self.pairs.get(&pair)) {
                see(&[place - 1, place], self.row(*row));
            }
            before = word.pair_stem;
        }
        known.forget_seen();
    }

    fn row(&self, row: Row) -> &[f32] {
        let width = self.outputs.len();
        let start = row.place() * width;
        self.weights.get(start..start + width).unwrap_or_default()
    }
}

/// Probability of log-odds.
#[must_use]
pub fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}
