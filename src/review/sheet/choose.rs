//! Which statements an analyst should look at first, and why each is among them.
//!
//! Doubtful ones, by how doubtful; a random sample of each theme, which tells how often codes are wrong where nothing looks doubtful; and
//! uncoded ones, which tell what the taxonomy misses. `docs/review-workbooks.md` gives the reasons for the constants.

use std::collections::{BTreeSet, VecDeque};

use super::sample::shuffled;
use crate::model::{Codebook, Coder, KindSource, Statement, Theme, ThemeCoding, UNCODED};

/// Below this score more than two in five codes are expected to be wrong, scores being probabilities.
const NEAR_THRESHOLD: f64 = 0.6;
/// A kind below this score is doubtful: it is hardly likelier than another one.
const KIND_DOUBTFUL: f64 = 0.6;
/// A theme that rules give and whose score is below this is one that the model holds to be unlikely.
const MODEL_AGAINST: f64 = 0.5;
/// A theme that the model gives without any pattern is doubtful up to this score.
const MODEL_ALONE: f64 = 0.75;
/// What evidence of the model has in the place of a pattern.
pub(super) const MODEL: &str = "model";

/// Which statements, and how many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// At most so many rows.
    pub limit: usize,
    /// Only these; else half of the rows doubtful ones, a quarter random ones and a quarter uncoded ones.
    pub only: Option<Part>,
    /// Only statements of this theme; `overig` for those without one.
    pub theme: Option<String>,
    /// Of near-identical statements only the first.
    pub one_per_group: bool,
    /// Those too that an analyst has looked at.
    pub reviewed_too: bool,
    /// Decides which random ones.
    pub seed: u64,
}

/// A reason to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Its codes or its boundaries are doubtful.
    Doubtful,
    /// It was drawn, theme by theme.
    Random,
    /// It has no theme.
    Uncoded,
}

/// A statement that was chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen<'s> {
    /// The statement.
    pub statement: &'s Statement,
    /// Why; never empty.
    pub why: Vec<Why>,
}

/// Why a statement was chosen.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// A theme's score is little above the threshold.
    NearThreshold {
        /// Code of the theme.
        theme: String,
        /// Its score.
        score: f64,
    },
    /// Rules give a theme that the model holds to be unlikely.
    ModelAgainst {
        /// Code of the theme.
        theme: String,
        /// Its score.
        score: f64,
    },
    /// The model gives a theme that no pattern speaks for.
    ModelAlone {
        /// Code of the theme.
        theme: String,
        /// Its score.
        score: f64,
    },
    /// The kind's score is low.
    Kind {
        /// That score.
        score: f64,
    },
    /// Where it begins or ends is doubtful.
    Boundaries {
        /// The doubt.
        doubt: f64,
    },
    /// It was drawn among those of a theme.
    Random {
        /// Code of the theme.
        theme: String,
    },
    /// It has no theme.
    Uncoded,
}

impl Why {
    /// How doubtful, 0 to 1.
    fn doubt(&self) -> f64 {
        match self {
            // Of three kinds even the likeliest may have a third.
            Self::Kind { score } => ((KIND_DOUBTFUL - score) / (KIND_DOUBTFUL - 1.0 / 3.0)).clamp(0.0, 1.0),
            Self::NearThreshold { score, .. }
            | Self::ModelAgainst { score, .. }
            | Self::ModelAlone { score, .. } => 1.0 - score,
            Self::Boundaries { doubt } => *doubt,
            Self::Random { .. } | Self::Uncoded => 0.0,
        }
    }
}

/// Chooses statements: doubtful ones, the most doubtful first; then random ones, theme by theme; then uncoded ones.
#[must_use]
pub fn choose<'s>(statements: &'s [Statement], codebook: &Codebook, choice: &Choice) -> Vec<Chosen<'s>> {
    let candidates = candidates(statements, choice);
    let quarter = choice.limit / 4;
    let parts = [
        (Part::Doubtful, choice.limit - 2 * quarter, doubtful_first(&candidates)),
        (Part::Random, quarter, theme_by_theme(&candidates, codebook, choice.seed)),
        (Part::Uncoded, quarter, uncoded(&candidates, choice.seed)),
    ];
    let wanted = parts.into_iter().filter(|(part, ..)| choice.only.is_none_or(|only| only == *part));
    let mut queues: Vec<(usize, Queue<'s>)> =
        wanted.map(|(_, share, order)| (share, Queue { waiting: order.into(), taken: Vec::new() })).collect();
    let mut seen = BTreeSet::new();
    for (share, queue) in &mut queues {
        queue.take(*share, &mut seen);
    }
    // What one part has too few of, another one may have.
    for (_, queue) in &mut queues {
        queue.take(choice.limit - seen.len(), &mut seen);
    }
    queues.into_iter().flat_map(|(_, queue)| queue.taken).collect()
}

/// Statements of one part in their order.
struct Queue<'s> {
    waiting: VecDeque<Chosen<'s>>,
    taken: Vec<Chosen<'s>>,
}

impl<'s> Queue<'s> {
    /// Takes so many more that no part has taken.
    fn take(&mut self, more: usize, seen: &mut BTreeSet<&'s str>) {
        let full = self.taken.len() + more;
        while self.taken.len() < full {
            let Some(next) = self.waiting.pop_front() else { return };
            if seen.insert(&next.statement.id) {
                self.taken.push(next);
            }
        }
    }
}

fn candidates<'s>(statements: &'s [Statement], choice: &Choice) -> Vec<&'s Statement> {
    let mut groups = BTreeSet::new();
    let wanted = statements.iter().filter(|own| choice.reviewed_too || !own.reviewed);
    let wanted = wanted.filter(|own| choice.theme.as_deref().is_none_or(|theme| has_theme(own, theme)));
    let first = |own: &&Statement| {
        !choice.one_per_group || own.group.as_deref().is_none_or(|group| groups.insert(group.to_owned()))
    };
    wanted.filter(first).collect()
}

/// Whether a statement has a theme; `overig` is that of those without one.
pub(super) fn has_theme(statement: &Statement, theme: &str) -> bool {
    if theme == UNCODED {
        is_uncoded(statement)
    } else {
        statement.themes.iter().any(|own| own.code == theme)
    }
}

fn is_uncoded(statement: &Statement) -> bool {
    statement.themes.iter().all(|theme| theme.code == UNCODED)
}

/// Why a statement is doubtful, the strongest reason first; nothing where it is not.
pub(super) fn doubts(statement: &Statement) -> Vec<Why> {
    let mut doubts: Vec<Why> = statement.themes.iter().filter_map(doubt_of_theme).collect();
    if statement.kind_source != KindSource::Human && statement.kind_score < KIND_DOUBTFUL {
        doubts.push(Why::Kind { score: statement.kind_score });
    }
    if statement.is_doubtful() {
        doubts.push(Why::Boundaries { doubt: statement.doubt });
    }
    doubts.sort_by(|one, other| other.doubt().total_cmp(&one.doubt()));
    doubts
}

fn doubt_of_theme(coding: &ThemeCoding) -> Option<Why> {
    let (theme, score) = (coding.code.clone(), coding.score);
    let alone = coding.evidence.iter().all(|evidence| evidence.rule == MODEL);
    match coding.source {
        Coder::Human => None,
        Coder::Rule if score < MODEL_AGAINST => Some(Why::ModelAgainst { theme, score }),
        Coder::Model if alone && score < MODEL_ALONE => Some(Why::ModelAlone { theme, score }),
        Coder::Rule | Coder::Model if score < NEAR_THRESHOLD => Some(Why::NearThreshold { theme, score }),
        Coder::Rule | Coder::Model => None,
    }
}

/// The doubtful ones, the most doubtful first; between equals the order of the sources holds.
fn doubtful_first<'s>(candidates: &[&'s Statement]) -> Vec<Chosen<'s>> {
    let chosen = candidates.iter().map(|statement| Chosen { statement, why: doubts(statement) });
    let mut chosen: Vec<Chosen<'s>> = chosen.filter(|chosen| !chosen.why.is_empty()).collect();
    let most = |chosen: &Chosen<'_>| chosen.why.first().map_or(0.0, Why::doubt);
    chosen.sort_by(|one, other| most(other).total_cmp(&most(one)));
    chosen
}

/// One of each theme in turn, those of a theme in the order of the draw.
fn theme_by_theme<'s>(candidates: &[&'s Statement], codebook: &Codebook, seed: u64) -> Vec<Chosen<'s>> {
    let of_theme = |theme: &Theme| -> Vec<Chosen<'s>> {
        let own = candidates.iter().filter(|statement| has_theme(statement, &theme.code)).copied();
        let why = vec![Why::Random { theme: theme.code.clone() }];
        shuffled(own.collect(), seed)
            .into_iter()
            .map(|statement| Chosen { statement, why: why.clone() })
            .collect()
    };
    let queues: Vec<Vec<Chosen<'s>>> = codebook.themes.iter().map(of_theme).collect();
    let longest = queues.iter().map(Vec::len).max().unwrap_or(0);
    let turn = |at: usize| queues.iter().filter_map(move |queue| queue.get(at).cloned());
    (0..longest).flat_map(turn).collect()
}

fn uncoded<'s>(candidates: &[&'s Statement], seed: u64) -> Vec<Chosen<'s>> {
    let own = candidates.iter().filter(|statement| is_uncoded(statement)).copied().collect();
    let chosen = shuffled(own, seed).into_iter();
    chosen.map(|statement| Chosen { statement, why: vec![Why::Uncoded] }).collect()
}
