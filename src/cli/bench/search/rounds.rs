//! Asks both indexes, round after round, with the clock read around every question.

use std::hint::black_box;
use std::num::NonZeroUsize;
use std::path::Path;
use std::time::Instant;

use bloemlezer::index::baseline::{Baseline, How};
use bloemlezer::index::{Index, SearchRequest};

use super::queries::Queries;

/// Statements in an answer.
const TOP: usize = 10;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Term,
    And,
    Phrase,
    /// A term, with all its matches counted.
    Facets,
}

impl Kind {
    pub(super) const ALL: [Self; 4] = [Self::Term, Self::And, Self::Phrase, Self::Facets];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Term => "term",
            Self::And => "and",
            Self::Phrase => "phrase",
            Self::Facets => "facets",
        }
    }

    /// How the bare index is asked the same, where it can be.
    fn bare(self) -> Option<How> {
        match self {
            Self::Term | Self::And => Some(How::All),
            Self::Phrase => Some(How::Phrase),
            Self::Facets => None,
        }
    }

    fn questions(self, queries: &Queries) -> &[String] {
        match self {
            Self::Term | Self::Facets => &queries.terms,
            Self::And => &queries.pairs,
            Self::Phrase => &queries.phrases,
        }
    }
}

/// What half of the searches, and what 99 of 100, stay below, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Latency {
    pub(super) half: f64,
    pub(super) most: f64,
}

/// The searches of one kind, each by its fastest round: what else runs on the machine only ever slows one down.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) kind: Kind,
    pub(super) own: Latency,
    /// The same for the bare index; none where it can't be asked so.
    pub(super) bare: Option<Latency>,
}

/// Everything.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measured {
    pub(super) rows: Vec<Row>,
    pub(super) rounds: usize,
    /// Milliseconds that opening took in the fastest round.
    pub(super) own_opening: f64,
    pub(super) bare_opening: f64,
}

/// The least time so far of every question, by kind.
type Least = Vec<Vec<f64>>;

/// Asks everything in rounds, both in turns and open all the while: what is read or met for the first time makes no round the fastest.
pub(super) fn measure(
    own: &Path,
    bare: &Path,
    queries: &Queries,
    rounds: NonZeroUsize,
) -> anyhow::Result<Measured> {
    let endless: Least = Kind::ALL.map(|kind| vec![f64::INFINITY; kind.questions(queries).len()]).to_vec();
    let (mut own_least, mut bare_least) = (endless.clone(), endless);
    let (mut own_opening, mut bare_opening) = (f64::INFINITY, f64::INFINITY);
    let (index, mut baseline) = (Index::open(own)?, Baseline::open(bare)?);
    for _ in 0..rounds.get() {
        let (opened, opening) = timed(|| Index::open(own));
        opened?;
        own_opening = own_opening.min(opening);
        let (opened, opening) = timed(|| Baseline::open(bare));
        opened?;
        bare_opening = bare_opening.min(opening);
        for ((kind, own), bare) in Kind::ALL.into_iter().zip(&mut own_least).zip(&mut bare_least) {
            ask(kind.questions(queries), own, |question| ask_own(kind, question, &index))?;
            if let Some(how) = kind.bare() {
                ask(kind.questions(queries), bare, |question| {
                    black_box(baseline.search(question, how, TOP)?);
                    Ok(())
                })?;
            }
        }
    }
    let rows = Kind::ALL.into_iter().zip(own_least).zip(bare_least);
    let row = |((kind, own), bare): ((Kind, Vec<f64>), Vec<f64>)| Row {
        kind,
        own: latency(own),
        bare: kind.bare().map(|_| latency(bare)),
    };
    Ok(Measured { rows: rows.map(row).collect(), rounds: rounds.get(), own_opening, bare_opening })
}

/// Asks all questions and keeps the least times.
fn ask(
    questions: &[String],
    least: &mut [f64],
    mut answer: impl FnMut(&str) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    for (question, least) in questions.iter().zip(least) {
        let (answered, milliseconds) = timed(|| answer(question));
        answered?;
        *least = least.min(milliseconds);
    }
    Ok(())
}

fn ask_own(kind: Kind, question: &str, index: &Index) -> anyhow::Result<()> {
    let query = if kind == Kind::Phrase { format!("\"{question}\"") } else { question.to_owned() };
    let request = SearchRequest { query, limit: TOP, ..SearchRequest::default() };
    if kind == Kind::Facets {
        black_box(index.search(&request)?);
    } else {
        black_box(index.hits(&request)?);
    }
    Ok(())
}

fn latency(mut took: Vec<f64>) -> Latency {
    took.sort_by(f64::total_cmp);
    let last = took.len().saturating_sub(1);
    let at = |share: f64| took.get(((took.len() as f64 * share) as usize).min(last)).copied();
    Latency { half: at(0.5).unwrap_or(f64::NAN), most: at(0.99).unwrap_or(f64::NAN) }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let started = Instant::now();
    let done = work();
    (done, started.elapsed().as_secs_f64() * 1000.0)
}
