//! statement → codings with evidence.
//!
//! A pure function from a batch of statements to a batch of codings, so that batches may run anywhere and in any order.

mod evidence;
mod kinds;
mod themes;

use std::collections::HashMap;

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
    let mut coder = Coder { taxonomy, analyser, known, headings: HashMap::new() };
    batch.iter().map(|input| coder.code(input)).collect()
}

/// What coding a batch goes by, and what it has learnt so far.
struct Coder<'c, 'b> {
    taxonomy: &'c Taxonomy,
    analyser: &'c mut Analyser,
    known: &'c mut WordClasses,
    /// Kinds that headings and questions speak of: many statements share one, so each is read once.
    headings: HashMap<&'b str, Option<Kind>>,
}

impl<'b> Coder<'_, 'b> {
    fn code(&mut self, input: &CodingInput<'b>) -> Coding {
        let heading = self.heading_kind(input);
        let statement = self.taxonomy.read(self.analyser, self.known, input.text);
        let kind = kinds::kind(self.taxonomy, &statement, heading);
        Coding { kind, themes: themes::themes(self.taxonomy, &statement) }
    }

    /// The kind the surroundings speak of: what the chapter is about, else the section's heading, else the question.
    fn heading_kind(&mut self, input: &CodingInput<'b>) -> Option<Kind> {
        let section = input.section.map(|section| section.title.as_str());
        input
            .chapter_kind
            .or_else(|| section.and_then(|title| self.told_by(title)))
            .or_else(|| input.question.and_then(|question| self.told_by(question)))
    }

    fn told_by(&mut self, heading: &'b str) -> Option<Kind> {
        if let Some(kind) = self.headings.get(heading) {
            return *kind;
        }
        let reading = self.taxonomy.read_heading(self.analyser, self.known, heading);
        let kind = kinds::kind_of_heading(self.taxonomy, &reading);
        self.headings.insert(heading, kind);
        kind
    }
}

/// Scores are kept to four places, so that files do not differ by rounding.
fn rounded(score: f64) -> f64 {
    (score * 10_000.0).round() / 10_000.0
}
