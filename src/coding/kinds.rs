//! The kind of a statement: its own words first, then the heading or question it stands under, then what is most usual.

use super::evidence::spans;
use super::rounded;
use crate::codebook::{Evidence, Reading, Role, Taxonomy, Weighed, matches_of, weigh, words_of};
use crate::model::{Kind, KindCoding, KindSource};

/// What speaks for one kind, as log-odds that add up.
struct Support<'r> {
    kind: Kind,
    words: Weighed<'r>,
    own: f64,
    heading: f64,
    prior: f64,
}

impl Support<'_> {
    fn total(&self) -> f64 {
        self.own + self.heading + self.prior
    }
}

/// The kind with most support, and what decided it; `heading` is the kind that the surroundings speak of.
pub(super) fn kind(taxonomy: &Taxonomy, statement: &Reading, heading: Option<Kind>) -> KindCoding {
    let supports = Kind::ALL.map(|kind| support(taxonomy, statement, heading, kind));
    let best = supports
        .iter()
        .reduce(|best, other| if other.total() > best.total() { other } else { best })
        .expect("there are three kinds");
    let total: f64 = supports.iter().map(|support| support.total().exp()).sum();
    let source = source(best);
    let evidence = match source {
        KindSource::Rule => spans(&statement.analysis.tokens, &best.words),
        _ => Vec::new(),
    };
    KindCoding { kind: best.kind, score: rounded(best.total().exp() / total), source, evidence }
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
    let words = weigh(evidence_for(taxonomy, statement, Role::Kind(kind), kind));
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

/// −ln(1 − score): the noisy-or of independent pieces is the sum of theirs.
fn log_odds(score: f64) -> f64 {
    -(1.0 - score.clamp(0.0, 0.9999)).ln()
}

fn evidence_for<'r>(taxonomy: &Taxonomy, text: &'r Reading, wanted: Role, kind: Kind) -> Vec<Evidence<'r>> {
    let taken = words_of(taxonomy, text, |role| role == Role::KindExclusion(kind));
    matches_of(taxonomy, text, |role| role == wanted, &taken)
}

/// The kind that a heading or a question speaks of.
pub(super) fn kind_of_heading(taxonomy: &Taxonomy, text: &Reading) -> Option<Kind> {
    let scores = Kind::ALL.map(|kind| {
        let evidence = evidence_for(taxonomy, text, Role::Heading(kind), kind);
        (weigh(evidence).score, kind)
    });
    scores
        .into_iter()
        .reduce(|best, other| if other.0 > best.0 { other } else { best })
        .filter(|(score, _)| *score > 0.0)
        .map(|(_, kind)| kind)
}
