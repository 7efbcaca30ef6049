//! Fitting the learned layer on statements that people coded, and measuring it on those that it was not fitted on.

use std::collections::BTreeSet;

use super::{Coder, Coding, CodingInput, kinds, model, themes};
use crate::codebook::{Taxonomy, WordClasses};
use crate::learned::{Example, Learned, Training, train};
use crate::model::Kind;
use crate::text::Analyser;

/// Strength of the L2 penalty. Between 0.5 and 2 cross-validation hardly tells them apart.
const PENALTY: f64 = 2.0;

/// Words and pairs that fewer statements have are not learnt.
const FEWEST: usize = 2;

/// A statement as somebody coded it.
#[derive(Debug, Clone, Copy)]
pub struct Lesson<'a> {
    /// What coding looks at.
    pub input: CodingInput<'a>,
    /// Its kind.
    pub kind: Kind,
    /// Its themes.
    pub themes: &'a [String],
    /// The group that it belongs to: no group is measured by what was learnt from it.
    pub group: usize,
}

/// Fits a model for `taxonomy` on all lessons. The same lessons in the same order give the same model.
#[must_use]
pub fn fit(taxonomy: &Taxonomy, lessons: &[Lesson<'_>]) -> Learned {
    let mut analyser = Analyser::new();
    let examples = examples(taxonomy, &mut analyser, lessons);
    train(&training(taxonomy), &analyser, &examples)
}

/// Codes every lesson by a model that was fitted on the other groups, with every theme that has any evidence whatever its score; in the
/// order of the lessons. The taxonomy comes back by rules alone.
#[must_use]
pub fn cross_validate(mut taxonomy: Taxonomy, lessons: &[Lesson<'_>]) -> (Taxonomy, Vec<Coding>) {
    taxonomy = taxonomy.by_rules_alone();
    let mut analyser = Analyser::new();
    let examples = examples(&taxonomy, &mut analyser, lessons);
    let groups: BTreeSet<usize> = lessons.iter().map(|lesson| lesson.group).collect();
    let mut codings: Vec<Option<Coding>> = vec![None; lessons.len()];
    for group in groups {
        let others = lessons.iter().zip(&examples).filter(|(lesson, _)| lesson.group != group);
        let others: Vec<Example> = others.map(|(_, example)| example.clone()).collect();
        let learned = train(&training(&taxonomy), &analyser, &others).with_threshold(0.0);
        taxonomy = taxonomy.with_model(learned);
        let mut known = WordClasses::default();
        let mut coder = Coder::new(&taxonomy, &mut analyser, &mut known);
        for (lesson, coding) in lessons.iter().zip(&mut codings).filter(|(lesson, _)| lesson.group == group) {
            *coding = Some(coder.code(&lesson.input));
        }
        taxonomy = taxonomy.by_rules_alone();
    }
    (taxonomy, codings.into_iter().flatten().collect())
}

fn training(taxonomy: &Taxonomy) -> Training {
    Training {
        outputs: taxonomy.output_names(),
        inputs: taxonomy.output_names(),
        penalty: PENALTY,
        fewest: FEWEST,
    }
}

fn examples<'b>(taxonomy: &Taxonomy, analyser: &mut Analyser, lessons: &'b [Lesson<'b>]) -> Vec<Example> {
    let mut known = WordClasses::default();
    let outputs = taxonomy.output_names();
    let mut coder = Coder::new(taxonomy, analyser, &mut known);
    let mut examples = Vec::with_capacity(lessons.len());
    for lesson in lessons {
        let heading = coder.heading(&lesson.input);
        let statement = taxonomy.read(coder.analyser, coder.known, lesson.input.text);
        let scored = themes::weighed(taxonomy, &statement, &heading.themes);
        let supports = kinds::supports(taxonomy, &statement, heading.kind);
        let applies = outputs.iter().map(|code| lesson.themes.contains(code) || lesson.kind.code() == code);
        examples.push(Example {
            rules: model::inputs(&scored, &supports),
            applies: applies.collect(),
            analysis: statement.analysis,
        });
    }
    examples
}
