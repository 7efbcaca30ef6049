//! statement → codings with evidence.
//!
//! A pure function from a batch of statements to a batch of codings, so that batches may run anywhere and in any order.

mod evidence;
mod kinds;
mod themes;

use crate::codebook::{Taxonomy, WordClasses};
use crate::model::{Kind, KindCoding, Section, ThemeCoding};
use crate::text::Analyser;

/// What coding looks at.
#[derive(Debug, Clone, Copy)]
pub struct CodingInput<'a> {
    /// The statement's text.
    pub text: &'a str,
    /// The heading it stands under.
    pub section: Option<&'a Section>,
    /// What its chapter is about, where the consultation says so.
    pub chapter_kind: Option<Kind>,
    /// The question it answers.
    pub question: Option<&'a str>,
}

/// The codes of one statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Coding {
    /// What the statement does.
    pub kind: KindCoding,
    /// Its themes, best first.
    pub themes: Vec<ThemeCoding>,
}

/// Codes a batch of statements, in their order.
pub fn code(taxonomy: &Taxonomy, analyser: &mut Analyser, batch: &[CodingInput<'_>]) -> Vec<Coding> {
    code_with(taxonomy, analyser, &mut WordClasses::default(), batch)
}

/// Codes a batch with a cache of word classes that must always go with the same analyser and taxonomy.
pub fn code_with(
    taxonomy: &Taxonomy,
    analyser: &mut Analyser,
    known: &mut WordClasses,
    batch: &[CodingInput<'_>],
) -> Vec<Coding> {
    batch.iter().map(|input| code_one(taxonomy, analyser, known, input)).collect()
}

fn code_one(
    taxonomy: &Taxonomy,
    analyser: &mut Analyser,
    known: &mut WordClasses,
    input: &CodingInput<'_>,
) -> Coding {
    let statement = taxonomy.read(analyser, known, input.text);
    let context = kinds::Context {
        chapter: input.chapter_kind,
        section: input.section.map(|section| taxonomy.read(analyser, known, &section.title)),
        question: input.question.map(|question| taxonomy.read(analyser, known, question)),
    };
    Coding { kind: kinds::kind(taxonomy, &statement, &context), themes: themes::themes(taxonomy, &statement) }
}

/// Scores are kept to four places, so that files do not differ by rounding.
fn rounded(score: f64) -> f64 {
    (score * 10_000.0).round() / 10_000.0
}
