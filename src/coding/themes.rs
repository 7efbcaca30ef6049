//! The themes of a statement, the one it dwells on first.

use super::evidence::{model_evidence, theme_evidence};
use super::model::{Judged, carriers};
use super::{log_odds, rounded};
use crate::codebook::{Reading, Role, Taxonomy, Weighed, WordClasses, weighed_themes};
use crate::learned::probability;
use crate::model::{Coder, ThemeCoding};
use crate::text::Analyser;

/// How much less a theme counts that comes up at the very end, after another: what a statement says first is what it is about.
const LATE_DISCOUNT: f64 = 0.4;

/// A pattern of this weight gives its theme whatever a model says.
const CERTAIN: f64 = 0.99;

/// What was found for a theme.
pub(super) struct Scored<'r> {
    pub(super) evidence: Weighed<'r>,
    /// What the heading adds, as the weight of a pattern.
    pub(super) heading: f64,
}

impl Scored<'_> {
    /// Whether a pattern that leaves no doubt is among the evidence.
    fn is_certain(&self) -> bool {
        self.evidence.all.iter().any(|piece| piece.weight >= CERTAIN)
    }

    /// How sure the rules are, 0 to 1.
    pub(super) fn score(&self) -> f64 {
        if self.evidence.all.is_empty() {
            return 0.0;
        }
        1.0 - (1.0 - self.evidence.score) * (1.0 - self.heading)
    }
}

/// How sure a coding is of a theme, and who says so.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Verdict {
    /// 0 to 1.
    pub(super) score: f64,
    pub(super) given: bool,
    pub(super) coder: Coder,
}

/// What the rules found for each theme of the codebook, in its order; `heading` lists the themes that the heading names.
pub(super) fn weighed<'r>(taxonomy: &Taxonomy, statement: &'r Reading, heading: &[usize]) -> Vec<Scored<'r>> {
    let weighed = weighed_themes(taxonomy, statement).into_iter().enumerate();
    weighed
        .map(|(theme, evidence)| {
            let named = heading.contains(&theme);
            Scored { evidence, heading: if named { taxonomy.scoring.theme_heading } else { 0.0 } }
        })
        .collect()
}

/// Whether each theme is given: by the model where it knows the theme, else by the rules.
pub(super) fn verdicts(taxonomy: &Taxonomy, scored: &[Scored<'_>], judged: Option<&Judged>) -> Vec<Verdict> {
    let threshold = taxonomy.scoring.threshold;
    let verdict = |(theme, scored): (usize, &Scored<'_>)| {
        let by_rules = scored.score() >= threshold;
        let learned = judged.and_then(|judged| judged.themes.get(theme).copied().flatten());
        let Some((learned, fitted)) = learned.zip(taxonomy.fitted.as_ref()) else {
            return Verdict { score: scored.score(), given: by_rules, coder: Coder::Rule };
        };
        let score = match probability(learned + log_odds(scored.heading)) {
            score if scored.is_certain() => score.max(scored.score()),
            score => score,
        };
        Verdict {
            score,
            given: score >= f64::from(fitted.model.threshold),
            coder: if by_rules { Coder::Rule } else { Coder::Model },
        }
    };
    scored.iter().enumerate().map(verdict).collect()
}

/// The themes that are given, best first.
pub(super) fn themes(
    taxonomy: &Taxonomy,
    (analyser, known): (&Analyser, &mut WordClasses),
    statement: &Reading,
    scored: &[Scored<'_>],
    verdicts: &[Verdict],
) -> Vec<ThemeCoding> {
    let given = verdicts.iter().enumerate().filter(|(_, verdict)| verdict.given);
    let coded = given.filter_map(|(theme, verdict)| {
        let words = model_words(taxonomy, (analyser, &mut *known), statement, (theme, verdict));
        Placed::new(taxonomy, statement, (theme, verdict), scored.get(theme)?, &words)
    });
    let coded: Vec<Placed> = coded.collect();
    let earliest = coded.iter().map(|placed| placed.first_word).min().unwrap_or(0);
    let words = statement.analysis.tokens.len().max(1) as f64;
    let weight = |placed: &Placed| {
        let delay = placed.first_word - earliest;
        placed.score * (1.0 - LATE_DISCOUNT * f64::from(delay) / words)
    };
    let mut themes: Vec<(f64, ThemeCoding)> =
        coded.into_iter().map(|placed| (weight(&placed), placed.coding)).collect();
    // Stable: between equals the order of the table holds.
    themes.sort_by(|one, other| other.0.total_cmp(&one.0));
    themes.into_iter().map(|(_, coding)| coding).collect()
}

/// The words that carried the model's verdict; none where the rules bear it.
fn model_words(
    taxonomy: &Taxonomy,
    thread: (&Analyser, &mut WordClasses),
    statement: &Reading,
    (theme, verdict): (usize, &Verdict),
) -> Vec<(usize, f32)> {
    match taxonomy.output_of_theme(theme).filter(|_| verdict.coder == Coder::Model) {
        Some((fitted, output)) => carriers(fitted, thread, statement, output),
        None => Vec::new(),
    }
}

/// A theme's coding, and where its evidence begins.
struct Placed {
    coding: ThemeCoding,
    score: f64,
    first_word: u32,
}

impl Placed {
    /// None without a word that justifies it.
    fn new(
        taxonomy: &Taxonomy,
        statement: &Reading,
        (theme, verdict): (usize, &Verdict),
        scored: &Scored<'_>,
        words: &[(usize, f32)],
    ) -> Option<Self> {
        let definition = taxonomy.codebook.themes.get(theme)?;
        let weighed = &scored.evidence;
        let subtheme = heaviest_subtheme(taxonomy, weighed)
            .and_then(|subtheme| definition.subthemes.get(subtheme))
            .map(|subtheme| subtheme.code.clone());
        let tokens = &statement.analysis.tokens;
        let mut evidence = theme_evidence(taxonomy, tokens, weighed);
        evidence.extend(model_evidence(tokens, &evidence, words));
        evidence.sort_by_key(|piece| piece.start);
        let starts = weighed.all.iter().map(|piece| piece.found.extent.start);
        let first_word = starts.chain(words.iter().map(|(place, _)| *place as u32)).min()?;
        let coding = ThemeCoding {
            code: definition.code.clone(),
            subtheme,
            score: rounded(verdict.score),
            source: verdict.coder,
            coder: None,
            evidence,
        };
        Some(Self { coding, score: verdict.score, first_word })
    }
}

/// The subtheme that most of the evidence's weight speaks for; between equals the first of the file. What its patterns say of the same
/// words counts once, for the heaviest: how many of them overlap says nothing.
fn heaviest_subtheme(taxonomy: &Taxonomy, weighed: &Weighed<'_>) -> Option<usize> {
    let mut spoken: Vec<(usize, f64, Vec<u32>)> = Vec::new();
    for piece in &weighed.all {
        let role = taxonomy.rules.all.get(piece.rule).map(|rule| rule.role);
        let Some(Role::Theme { subtheme: Some(subtheme), .. }) = role else {
            continue;
        };
        let own = piece.found.words.iter().flat_map(|words| words.start..words.end);
        match spoken.iter_mut().find(|(known, ..)| *known == subtheme) {
            Some((_, weight, words)) => {
                let known = words.len();
                words.extend(own.filter(|word| !words.contains(word)).collect::<Vec<_>>());
                *weight += if words.len() > known { piece.weight } else { 0.0 };
            }
            None => spoken.push((subtheme, piece.weight, own.collect())),
        }
    }
    spoken
        .into_iter()
        .max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)))
        .map(|(subtheme, ..)| subtheme)
}
