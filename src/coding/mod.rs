//! statement → codings with evidence.

use crate::codebook::Taxonomy;
use crate::model::{Coder, Kind, KindCoding, KindSource, Section, ThemeCoding, ThemeEvidence};
use crate::text::Analyser;

/// A statement to code.
#[derive(Debug, Clone, Copy)]
pub struct CodingInput<'s> {
    /// Its text.
    pub text: &'s str,
    /// Its heading.
    pub section: Option<&'s Section>,
    /// What its chapter is about.
    pub chapter_kind: Option<Kind>,
    /// The question it answers.
    pub question: Option<&'s str>,
}

/// The codes of a statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Coding {
    /// Its kind.
    pub kind: KindCoding,
    /// Its themes, best first.
    pub themes: Vec<ThemeCoding>,
}

/// The first theme for every statement with a word.
#[must_use]
pub fn code(taxonomy: &Taxonomy, analyser: &mut Analyser, inputs: &[CodingInput<'_>]) -> Vec<Coding> {
    inputs
        .iter()
        .map(|input| code_one(taxonomy, analyser, input))
        .collect()
}

fn code_one(taxonomy: &Taxonomy, analyser: &mut Analyser, input: &CodingInput<'_>) -> Coding {
    let analysis = analyser.analyse(input.text);
    let theme = taxonomy.codebook.themes.first().zip(analysis.tokens.first());
    let theme = theme.map(|(theme, token)| ThemeCoding {
        code: theme.code.clone(),
        subtheme: None,
        score: 0.5,
        source: Coder::Rule,
        coder: None,
        evidence: vec![ThemeEvidence {
            start: token.span.start,
            end: token.span.end,
            rule: "*".into(),
        }],
    });
    let kind = KindCoding {
        kind: input.chapter_kind.unwrap_or(Kind::Knelpunt),
        score: 0.5,
        source: KindSource::Prior,
        evidence: Vec::new(),
    };
    Coding {
        kind,
        themes: theme.into_iter().collect(),
    }
}
