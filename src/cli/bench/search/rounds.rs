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

/// The searches of one kind.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) kind: Kind,
    /// A round each.
    pub(super) own: Vec<Latency>,
    /// The same for the bare index; none where it can't be asked so.
    pub(super) bare: Vec<Latency>,
}

/// Everything.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measured {
    pub(super) rows: Vec<Row>,
    /// Milliseconds that opening took, a round each.
    pub(super) own_opening: Vec<f64>,
    pub(super) bare_opening: Vec<f64>,
}

/// Asks everything once for nothing, so that the files are in memory, then in rounds.
pub(super) fn measure(
    own: &Path,
    bare: &Path,
    queries: &Queries,
    rounds: NonZeroUsize,
) -> anyhow::Result<Measured> {
    let mut measured = Measured {
        rows: Kind::ALL.map(|kind| Row { kind, own: Vec::new(), bare: Vec::new() }).to_vec(),
        own_opening: Vec::new(),
        bare_opening: Vec::new(),
    };
    for round in 0..=rounds.get() {
        let (index, opening) = timed(|| Index::open(own));
        let index = index?;
        let (baseline, bare_opening) = timed(|| Baseline::open(bare));
        let mut baseline = baseline?;
        let answered = measured.rows.iter().map(|row| ask(row.kind, queries, &index, &mut baseline));
        let answered: Vec<(Latency, Option<Latency>)> = answered.collect::<anyhow::Result<_>>()?;
        if round == 0 {
            continue;
        }
        measured.own_opening.push(opening);
        measured.bare_opening.push(bare_opening);
        for (row, (own, bare)) in measured.rows.iter_mut().zip(answered) {
            row.own.push(own);
            row.bare.extend(bare);
        }
    }
    Ok(measured)
}

/// Asks both all questions of a kind, ours first.
fn ask(
    kind: Kind,
    queries: &Queries,
    index: &Index,
    baseline: &mut Baseline,
) -> anyhow::Result<(Latency, Option<Latency>)> {
    let questions = kind.questions(queries);
    let own = latency(questions, |question| ask_own(kind, question, index))?;
    let how = match kind {
        Kind::Facets => return Ok((own, None)),
        Kind::Phrase => How::Phrase,
        Kind::Term | Kind::And => How::All,
    };
    let bare = latency(questions, |question| {
        black_box(baseline.search(question, how, TOP)?);
        Ok(())
    })?;
    Ok((own, Some(bare)))
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

fn latency(questions: &[String], mut ask: impl FnMut(&str) -> anyhow::Result<()>) -> anyhow::Result<Latency> {
    let mut took = Vec::with_capacity(questions.len());
    for question in questions {
        let (answer, milliseconds) = timed(|| ask(question));
        answer?;
        took.push(milliseconds);
    }
    took.sort_by(f64::total_cmp);
    let at = |share: f64| took.get(((took.len() as f64 * share) as usize).min(took.len() - 1)).copied();
    Ok(Latency { half: at(0.5).unwrap_or_default(), most: at(0.99).unwrap_or_default() })
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let started = Instant::now();
    let done = work();
    (done, started.elapsed().as_secs_f64() * 1000.0)
}
