//! statement → codings with evidence.
//!
//! A pure function from a batch of statements to a batch of codings, so that batches may run anywhere and in any order.

mod evidence;
mod explain;
mod kinds;
mod model;
mod themes;
mod training;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::codebook::{Reading, Taxonomy, WordClasses, found_themes};
use crate::model::{Kind, KindCoding, Section, ThemeCoding};
use crate::text::Analyser;

pub use explain::{Effect, Explanation, KindCase, ModelWord, Piece, ThemeCase, explain};
pub use training::{Lesson, cross_validate, fit};

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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    let mut coder = Coder::new(taxonomy, analyser, known);
    batch.iter().map(|input| coder.code(input)).collect()
}

/// What coding a batch goes by, and what it has learnt so far.
struct Coder<'c, 'b> {
    taxonomy: &'c Taxonomy,
    analyser: &'c mut Analyser,
    known: &'c mut WordClasses,
    /// What headings and questions speak of: many statements share one, so each is read once.
    headings: HashMap<&'b str, Heading>,
}

/// What a heading or question speaks of.
#[derive(Debug, Clone, Default)]
struct Heading {
    kind: Option<Kind>,
    /// Themes by position in the codebook.
    themes: Vec<usize>,
}

/// What a statement is coded by, in the order of the codebook.
struct Weighing<'r> {
    scored: Vec<themes::Scored<'r>>,
    verdicts: Vec<themes::Verdict>,
    supports: [kinds::Support<'r>; Kind::ALL.len()],
    /// Of each kind.
    scores: Vec<f64>,
}

impl<'c, 'b> Coder<'c, 'b> {
    fn new(taxonomy: &'c Taxonomy, analyser: &'c mut Analyser, known: &'c mut WordClasses) -> Self {
        Self { taxonomy, analyser, known, headings: HashMap::new() }
    }

    fn code(&mut self, input: &CodingInput<'b>) -> Coding {
        let heading = self.heading(input);
        let statement = self.taxonomy.read(self.analyser, self.known, input.text);
        let weighed = self.weigh(&statement, &heading);
        self.coding(&statement, &weighed)
    }

    /// What speaks for each theme and kind, and how sure that makes of them.
    fn weigh<'r>(&mut self, statement: &'r Reading, heading: &Heading) -> Weighing<'r> {
        let scored = themes::weighed(self.taxonomy, statement, &heading.themes);
        let supports = kinds::supports(self.taxonomy, statement, heading.kind);
        let inputs = || model::inputs(&scored, &supports);
        let judged = model::judge(self.taxonomy, (&*self.analyser, &mut *self.known), statement, inputs);
        Weighing {
            verdicts: themes::verdicts(self.taxonomy, &scored, judged.as_ref()),
            scores: kinds::scores(&supports, judged.as_ref()),
            scored,
            supports,
        }
    }

    fn coding(&mut self, statement: &Reading, weighed: &Weighing<'_>) -> Coding {
        let Weighing { scored, verdicts, supports, scores } = weighed;
        let (analyser, known) = (&*self.analyser, &mut *self.known);
        Coding {
            kind: kinds::kind(self.taxonomy, (analyser, &mut *known), statement, supports, scores),
            themes: themes::themes(self.taxonomy, (analyser, known), statement, scored, verdicts),
        }
    }

    /// What the surroundings speak of. Its kind is what the chapter is about, else the section's heading, else the question; its
    /// themes those of heading and question.
    fn heading(&mut self, input: &CodingInput<'b>) -> Heading {
        let titles = [input.section.map(|section| section.title.as_str()), input.question];
        let mut heading = Heading { kind: input.chapter_kind, themes: Vec::new() };
        for title in titles.into_iter().flatten() {
            let told = self.told_by(title);
            heading.kind = heading.kind.or(told.kind);
            heading.themes.extend(&told.themes);
        }
        heading
    }

    fn told_by(&mut self, title: &'b str) -> &Heading {
        let Self { taxonomy, analyser, known, headings } = self;
        headings.entry(title).or_insert_with(|| {
            let reading = taxonomy.read_heading(analyser, known, title);
            Heading {
                kind: kinds::kind_of_heading(taxonomy, &reading),
                themes: found_themes(taxonomy, &reading).into_iter().map(|(theme, _)| theme).collect(),
            }
        })
    }
}

/// −ln(1 − score): the noisy-or of independent pieces is the sum of theirs.
fn log_odds(score: f64) -> f64 {
    // Not −0 for 0, which most scores are.
    if score <= 0.0 { 0.0 } else { -(1.0 - score.min(0.9999)).ln() }
}

/// Scores are kept to four places, so that files do not differ by rounding.
fn rounded(score: f64) -> f64 {
    (score * 10_000.0).round() / 10_000.0
}
