//! The kind of a statement: its own words first, then the heading or question it stands under, then what is most usual.

use super::evidence::spans;
use super::model::{Judged, carriers};
use super::{log_odds, rounded};
use crate::codebook::{Reading, Role, Taxonomy, Weighed, WordClasses, kind_matches, weigh};
use crate::learned::probability;
use crate::model::{Kind, KindCoding, KindSource};
use crate::text::Analyser;

/// What speaks for one kind, as log-odds that add up.
pub(super) struct Support<'r> {
    pub(super) kind: Kind,
    pub(super) words: Weighed<'r>,
    pub(super) own: f64,
    pub(super) heading: f64,
    pub(super) prior: f64,
}

impl Support<'_> {
    pub(super) fn total(&self) -> f64 {
        self.own + self.heading + self.prior
    }
}

/// How sure a coding is of each kind: the model where it knows all of them, else the rules.
pub(super) fn scores(supports: &[Support<'_>], judged: Option<&Judged>) -> Vec<f64> {
    let learned: Option<Vec<f64>> = judged.and_then(|judged| judged.kinds.iter().copied().collect());
    let odds: Vec<f64> = match learned {
        Some(learned) => learned
            .iter()
            .zip(supports)
            .map(|(log_odds, support)| probability(log_odds + support.heading))
            .collect(),
        None => supports.iter().map(|support| support.total().exp()).collect(),
    };
    let total: f64 = odds.iter().sum();
    odds.iter().map(|odds| odds / total).collect()
}

/// The likeliest kind, and what decided it; of equals the first.
pub(super) fn kind(
    taxonomy: &Taxonomy,
    thread: (&Analyser, &mut WordClasses),
    statement: &Reading,
    supports: &[Support<'_>],
    scores: &[f64],
) -> KindCoding {
    let best = scores
        .iter()
        .enumerate()
        .reduce(|best, other| if other.1 > best.1 { other } else { best })
        .and_then(|(place, score)| Some((supports.get(place)?, place, *score)));
    let (best, place, score) = best.expect("there are three kinds");
    let by_rules = supports.iter().all(|other| other.total() <= best.total());
    let output = taxonomy.output_of_kind(place);
    let source = match output {
        Some(_) if !by_rules => KindSource::Model,
        _ => source(best),
    };
    let tokens = &statement.analysis.tokens;
    let evidence = match (source, output) {
        (KindSource::Rule, _) => spans(tokens, &best.words),
        (KindSource::Model, Some((fitted, output))) => {
            let words = carriers(fitted, thread, statement, output);
            words.iter().filter_map(|(place, _)| Some(tokens.get(*place)?.span)).collect()
        }
        _ => Vec::new(),
    };
    KindCoding { kind: best.kind, score: rounded(score), source, evidence }
}

/// What speaks for each kind.
pub(super) fn supports<'r>(
    taxonomy: &Taxonomy,
    statement: &'r Reading,
    heading: Option<Kind>,
) -> [Support<'r>; Kind::ALL.len()] {
    Kind::ALL.map(|kind| support(taxonomy, statement, heading, kind))
}

fn source(best: &Support<'_>) -> KindSource {
    if best.heading > best.own {
        KindSource::Heading
    } else if best.own > 0.0 {
        KindSource::Rule
    } else {
        KindSource::Prior
    }
}

fn support<'r>(
    taxonomy: &Taxonomy,
    statement: &'r Reading,
    heading: Option<Kind>,
    kind: Kind,
) -> Support<'r> {
    let words = weigh(kind_matches(taxonomy, statement, Role::Kind(kind), kind));
    let own = log_odds(words.score);
    let under = if heading == Some(kind) { taxonomy.scoring.heading } else { 0.0 };
    let prior = Kind::ALL
        .iter()
        .position(|other| *other == kind)
        .and_then(|position| taxonomy.scoring.priors.get(position));
    Support {
        kind,
        words,
        own,
        heading: log_odds(under),
        prior: log_odds(prior.copied().unwrap_or_default()),
    }
}

/// The kind that a heading or a question speaks of.
pub(super) fn kind_of_heading(taxonomy: &Taxonomy, text: &Reading) -> Option<Kind> {
    let scores = Kind::ALL.map(|kind| {
        let evidence = kind_matches(taxonomy, text, Role::Heading(kind), kind);
        (weigh(evidence).score, kind)
    });
    scores
        .into_iter()
        .reduce(|best, other| if other.0 > best.0 { other } else { best })
        .filter(|(score, _)| *score > 0.0)
        .map(|(_, kind)| kind)
}
