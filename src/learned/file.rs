//! The model as a text file: a head, then a line for each feature, sorted, its weights in hundredths.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::str::FromStr;

use thiserror::Error;

use super::Learned;
use super::features::value;
use super::names::Row;
use crate::text::ANALYSER;

/// First line of every model file.
const FORMAT: &str = "bloemlezer-model 1";

/// Weights are written as whole multiples of this.
pub(super) const GRAIN: f32 = 0.01;

/// A model file that can't be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}, line {line}: {message}")]
pub struct LearnedError {
    /// Name of the file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub message: String,
}

impl LearnedError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        "make it again with `bloemlezer train`, or move it away to code by rules alone"
    }
}

impl Learned {
    /// The model as a file holds it.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        let mut head = |name: &str, value: &str| {
            // Writing to a string does not fail.
            let _ = writeln!(text, "{name}\t{value}");
        };
        head(FORMAT, "");
        head("analyser", &self.analyser);
        head("statements", &self.statements.to_string());
        head("threshold", &self.threshold.to_string());
        for (name, value) in &self.measured {
            head(&format!("measured {name}"), value);
        }
        head("outputs", &self.outputs.join("\t"));
        head("slope", &numbers(&self.slopes));
        head("shift", &numbers(&self.shifts));
        head("bias", &numbers(&self.bias));
        for (name, weights) in self.inputs.iter().zip(&self.input_weights) {
            head(&format!("rules {name}"), &numbers(weights));
        }
        for (name, row) in self.features() {
            head(name, &numbers(row));
        }
        text
    }

    /// Reads a model; `file` is for messages.
    ///
    /// # Errors
    /// When it is no model, is damaged, or was made with another analysis of words.
    pub fn parse(file: &str, text: &str) -> Result<Self, LearnedError> {
        let mut reader = Reader { file, lines: text.lines().zip(1..) };
        if reader.line()?.1.trim_end() != FORMAT {
            return Err(reader.error(1, format!("this is no model: its first line is not `{FORMAT}`")));
        }
        let (line, analyser) = reader.value("analyser")?;
        if analyser != ANALYSER {
            let message = format!("it was made with the analysis {analyser}, this program has {ANALYSER}");
            return Err(reader.error(line, message));
        }
        let (line, statements) = reader.value("statements")?;
        let statements = reader.number(line, statements)?;
        let (line, threshold) = reader.value("threshold")?;
        let threshold: f32 = reader.number(line, threshold)?;
        let (measured, outputs) = reader.measured()?;
        let outputs: Vec<String> = outputs.split('\t').map(str::to_owned).collect();
        let mut model = Self { outputs, statements, threshold, measured, ..Self::empty(analyser) };
        let codes = model.outputs.len();
        for (name, place) in
            [("slope", &mut model.slopes), ("shift", &mut model.shifts), ("bias", &mut model.bias)]
        {
            let (line, numbers) = reader.value(name)?;
            *place = reader.weights(line, numbers, codes)?;
        }
        while let Some((text, line)) = reader.lines.next() {
            let (name, weights) = text.split_once('\t').unwrap_or((text, ""));
            let weights = reader.weights(line, weights, model.outputs.len())?;
            match name.strip_prefix("rules ") {
                Some(input) => {
                    model.inputs.push(input.to_owned());
                    model.input_weights.push(weights);
                }
                None => model.insert(name, &weights),
            }
        }
        Ok(model)
    }

    pub(super) fn empty(analyser: &str) -> Self {
        Self {
            analyser: analyser.to_owned(),
            outputs: Vec::new(),
            inputs: Vec::new(),
            statements: 0,
            threshold: 0.5,
            measured: BTreeMap::new(),
            slopes: Vec::new(),
            shifts: Vec::new(),
            bias: Vec::new(),
            input_weights: Vec::new(),
            rows: Default::default(),
            weights: Vec::new(),
            stems: Default::default(),
            grams: Default::default(),
            pairs: Default::default(),
            pair_stems: 0,
        }
    }

    /// Adds a feature. Its row holds the weights times the feature's value.
    pub(super) fn insert(&mut self, name: &str, weights: &[f32]) {
        let width = self.outputs.len().max(1);
        let row = Row::new(self.weights.len() / width);
        self.file(name, row);
        self.rows.insert(name.into(), row);
        let value = value(name);
        self.weights.extend(weights.iter().map(|weight| weight * value));
    }

    /// Every feature with its weights, sorted by name.
    fn features(&self) -> Vec<(&str, Vec<f32>)> {
        let mut names: Vec<(&str, Row)> = Vec::with_capacity(self.rows.len());
        #[expect(clippy::iter_over_hash_type, reason = "sorted below")]
        for (name, row) in &self.rows {
            names.push((name, *row));
        }
        names.sort_unstable_by_key(|(name, _)| *name);
        let weights = |(name, row): (_, Row)| {
            let value = value(name);
            (name, self.row(row).iter().map(|weight| weight / value).collect())
        };
        names.into_iter().map(weights).collect()
    }
}

/// Weights as whole numbers of grains.
fn numbers(weights: impl AsRef<[f32]>) -> String {
    let grains = weights.as_ref().iter().map(|weight| ((weight / GRAIN).round() as i32).to_string());
    grains.collect::<Vec<_>>().join("\t")
}

struct Reader<'t, L> {
    file: &'t str,
    lines: L,
}

impl<'t, L: Iterator<Item = (&'t str, usize)>> Reader<'t, L> {
    fn error(&self, line: usize, message: impl Into<String>) -> LearnedError {
        LearnedError { file: self.file.to_owned(), line, message: message.into() }
    }

    fn line(&mut self) -> Result<(usize, &'t str), LearnedError> {
        match self.lines.next() {
            Some((text, line)) => Ok((line, text)),
            None => Err(self.error(1, "the file ends too early")),
        }
    }

    /// What stands behind a name that must come next.
    fn value(&mut self, name: &str) -> Result<(usize, &'t str), LearnedError> {
        let (line, text) = self.line()?;
        match text.split_once('\t') {
            Some((found, value)) if found == name => Ok((line, value)),
            _ => Err(self.error(line, format!("`{name}` and its value were expected here"))),
        }
    }

    /// What was measured, and the outputs that stand behind it.
    fn measured(&mut self) -> Result<(BTreeMap<String, String>, &'t str), LearnedError> {
        let mut measured = BTreeMap::new();
        loop {
            let (line, text) = self.line()?;
            let (name, value) = text.split_once('\t').unwrap_or((text, ""));
            match name.strip_prefix("measured ") {
                Some(name) => measured.insert(name.to_owned(), value.to_owned()),
                None if name == "outputs" => return Ok((measured, value)),
                None => return Err(self.error(line, "`outputs` and its values were expected here")),
            };
        }
    }

    fn number<N: FromStr>(&self, line: usize, text: &str) -> Result<N, LearnedError> {
        text.parse().map_err(|_| self.error(line, format!("`{text}` is no number")))
    }

    fn weights(&self, line: usize, text: &str, count: usize) -> Result<Vec<f32>, LearnedError> {
        let grains: Vec<i32> =
            text.split('\t').map(|number| self.number(line, number)).collect::<Result<_, _>>()?;
        if grains.len() != count {
            return Err(self.error(line, format!("{} weights, where there are {count} codes", grains.len())));
        }
        Ok(grains.into_iter().map(|grain| grain as f32 * GRAIN).collect())
    }
}
