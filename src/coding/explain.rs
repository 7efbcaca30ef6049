//! Why a statement got its codes, and which it narrowly missed: every pattern that matched, and what became of it.

use serde::Serialize;

use super::model::carriers;
use super::{Coder, Coding, CodingInput, Weighing, kinds, rounded, themes};
use crate::codebook::{
    Denials, Evidence, Fate, Fitted, Reading, RuleId, Taxonomy, WordClasses, judged, span_of,
};
use crate::model::{Kind, Span};
use crate::text::Analyser;

/// A coding with all that led to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What the statement was coded as.
    pub coding: Coding,
    /// The kind that the chapter, the heading or the question speaks of.
    pub heading: Option<Kind>,
    /// Every kind, in the order of the codebook.
    pub kinds: Vec<KindCase>,
    /// Score from which a theme counts.
    pub threshold: f64,
    /// Every theme for which something was found, in the order of the codebook.
    pub themes: Vec<ThemeCase>,
}

/// What speaks for a kind. By rules alone the three parts are log-odds that add up, and the kind with the highest sum is chosen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KindCase {
    /// The kind.
    pub kind: Kind,
    /// Its share of all support, 0 to 1.
    pub score: f64,
    /// What the statement's own words say.
    pub words: f64,
    /// What the heading says.
    pub heading: f64,
    /// What is usual.
    pub prior: f64,
    /// The patterns that matched, heaviest first.
    pub evidence: Vec<Piece>,
    /// The words that carry it most in the learned model.
    pub model: Vec<ModelWord>,
}

/// What speaks for a theme.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThemeCase {
    /// Its code.
    pub code: String,
    /// Its score, 0 to 1.
    pub score: f64,
    /// Whether it was given.
    pub given: bool,
    /// What the rules alone say, 0 to 1.
    pub rules: f64,
    /// What the heading adds, as the weight of a pattern.
    pub heading: f64,
    /// The patterns that matched, heaviest first; then those that were cancelled.
    pub evidence: Vec<Piece>,
    /// The words that carry it most in the learned model.
    pub model: Vec<ModelWord>,
}

/// A word that carries a code in the learned model.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ModelWord {
    /// The word.
    pub span: Span,
    /// What it adds, in nats.
    pub says: f64,
}

/// A pattern that matched.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Piece {
    /// The words that it asked for, in order.
    pub words: Vec<Span>,
    /// The pattern as the taxonomy writes it.
    pub rule: String,
    /// Line of the taxonomy file, from 1.
    pub line: usize,
    /// How much it says, 0 to 1.
    pub weight: f64,
    /// What became of it.
    #[serde(flatten)]
    pub effect: Effect,
}

/// What became of a pattern that matched.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "effect", content = "by")]
pub enum Effect {
    /// It counts.
    Counts,
    /// A heavier one, or the same elsewhere, has said it already.
    Repeats,
    /// The exclusion of this pattern took it away.
    Excluded(String),
    /// The denial of this pattern took it away.
    Denied(String),
}

/// Codes one statement and tells why.
#[must_use]
pub fn explain(taxonomy: &Taxonomy, input: &CodingInput<'_>) -> Explanation {
    let (mut analyser, mut known) = (Analyser::new(), WordClasses::default());
    let mut coder = Coder::new(taxonomy, &mut analyser, &mut known);
    let heading = coder.heading(input);
    let statement = taxonomy.read(coder.analyser, coder.known, input.text);
    let weighed = coder.weigh(&statement, &heading);
    let coding = coder.coding(&statement, &weighed);
    let Weighing { scored, verdicts, supports, scores } = &weighed;
    let mut teller = Teller { taxonomy, statement: &statement, thread: (&analyser, &mut known) };
    Explanation {
        heading: heading.kind,
        kinds: supports
            .iter()
            .zip(scores)
            .zip(0..)
            .map(|((support, score), kind)| teller.kind(support, *score, kind))
            .collect(),
        threshold: taxonomy
            .fitted
            .as_ref()
            .map_or(taxonomy.scoring.threshold, |fitted| f64::from(fitted.model.threshold)),
        themes: (0..scored.len())
            .filter_map(|theme| teller.theme(theme, scored.get(theme)?, verdicts.get(theme)?))
            .collect(),
        coding,
    }
}

/// What telling needs.
struct Teller<'s> {
    taxonomy: &'s Taxonomy,
    statement: &'s Reading,
    thread: (&'s Analyser, &'s mut WordClasses),
}

impl Teller<'_> {
    fn kind(&mut self, support: &kinds::Support<'_>, score: f64, place: usize) -> KindCase {
        KindCase {
            kind: support.kind,
            score: rounded(score),
            words: rounded(support.own),
            heading: rounded(support.heading),
            prior: rounded(support.prior),
            evidence: pieces(self.taxonomy, self.statement, &support.words.all),
            model: self.carriers(self.taxonomy.output_of_kind(place)),
        }
    }

    /// None where neither rules nor model found anything.
    fn theme(
        &mut self,
        theme: usize,
        scored: &themes::Scored<'_>,
        verdict: &themes::Verdict,
    ) -> Option<ThemeCase> {
        let code = self.taxonomy.codebook.themes.get(theme)?.code.clone();
        let denials = Denials::of(self.taxonomy, self.statement);
        let mut evidence = pieces(self.taxonomy, self.statement, &scored.evidence.all);
        let judged = judged(self.taxonomy, self.statement, &denials, theme);
        evidence.extend(judged.iter().filter_map(|(found, fate)| {
            let effect = match fate {
                Fate::Counts => return None,
                Fate::Excluded(rule) => Effect::Excluded(pattern(self.taxonomy, *rule)),
                Fate::Denied(rule) => Effect::Denied(pattern(self.taxonomy, *rule)),
            };
            Some(Piece { effect, ..piece(self.taxonomy, self.statement, found) })
        }));
        let model = self.carriers(self.taxonomy.output_of_theme(theme));
        (!evidence.is_empty() || !model.is_empty()).then_some(ThemeCase {
            code,
            score: rounded(verdict.score),
            given: verdict.given,
            rules: rounded(scored.evidence.score),
            heading: rounded(scored.heading),
            evidence,
            model,
        })
    }

    fn carriers(&mut self, output: Option<(&Fitted, usize)>) -> Vec<ModelWord> {
        let Some((fitted, output)) = output else { return Vec::new() };
        let (analyser, known) = (self.thread.0, &mut *self.thread.1);
        let tokens = &self.statement.analysis.tokens;
        let words = carriers(fitted, (analyser, known), self.statement, output);
        let word = |(place, says): (usize, f32)| {
            Some(ModelWord { span: tokens.get(place)?.span, says: rounded(f64::from(says)) })
        };
        words.into_iter().filter_map(word).collect()
    }
}

fn pieces(taxonomy: &Taxonomy, statement: &Reading, evidence: &[Evidence<'_>]) -> Vec<Piece> {
    evidence.iter().map(|found| piece(taxonomy, statement, found)).collect()
}

fn piece(taxonomy: &Taxonomy, statement: &Reading, found: &Evidence<'_>) -> Piece {
    let tokens = &statement.analysis.tokens;
    Piece {
        words: found.found.words.iter().filter_map(|words| span_of(tokens, *words)).collect(),
        rule: pattern(taxonomy, found.rule),
        line: taxonomy.line_of(found.rule),
        weight: found.weight,
        effect: if found.adds { Effect::Counts } else { Effect::Repeats },
    }
}

fn pattern(taxonomy: &Taxonomy, rule: RuleId) -> String {
    taxonomy.rules.all.get(rule).map(|rule| rule.pattern.clone()).unwrap_or_default()
}
