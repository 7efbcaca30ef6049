//! Reads the pages of one profile as a run does, and compares with the gold.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use bloemlezer::analysis::scores::{GoldStatement, Matching, match_statements, parse_gold, score_statements};
use bloemlezer::ingest::{self, IngestError};
use bloemlezer::layout::layout;
use bloemlezer::model::{Content, Document, Problem, Severity, Statement};
use bloemlezer::segment::{SegmentInput, segment};
use rayon::ThreadPool;
use serde::Serialize;

use super::super::failure::Failure;
use super::super::listing::round;

/// How well the pages of a profile were read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Measures {
    pub(super) profile: String,
    /// Documents that could be read.
    pub(super) documents: usize,
    pub(super) pages: usize,
    /// Statements in the gold.
    pub(super) statements: u64,
    pub(super) found: u64,
    pub(super) exact_f1: f64,
    /// 95 % interval of it.
    pub(super) exact_low: f64,
    pub(super) exact_high: f64,
    pub(super) near_f1: f64,
    /// Share of the matched statements under the right heading.
    pub(super) headings: f64,
    /// Share of the found statements that are flagged as doubtful.
    pub(super) doubtful: f64,
    /// Found statements that are no gold statement exactly.
    pub(super) wrong: usize,
    /// Share of those that are flagged.
    pub(super) wrong_flagged: f64,
    /// Milliseconds a page, for reading order alone.
    pub(super) layout_ms: f64,
    /// The same for reading the files.
    pub(super) ingest_ms: f64,
}

/// Reads and compares; tells through `note` of files that could not be read.
pub(super) fn measure(
    profile: &str,
    pages: &Path,
    gold: &Path,
    threads: &ThreadPool,
    note: &dyn Fn(&str),
) -> anyhow::Result<Measures> {
    let gold = read_gold(gold)?;
    let started = Instant::now();
    let (documents, problems) = documents(pages)?;
    let ingested = started.elapsed();
    tell(profile, &problems, note);
    let (statements, layout) = threads.install(|| recover(&documents));
    let matching = match_statements(&gold, &statements);
    let scores = score_statements(&gold, &statements, &matching);
    let flags = Flags::of(&statements, &matching);
    let pages = documents.iter().map(page_count).sum();
    Ok(Measures {
        profile: profile.to_owned(),
        documents: documents.len(),
        pages,
        statements: scores.gold,
        found: scores.found,
        exact_f1: round(scores.exact.f1),
        exact_low: round(scores.exact.interval.low),
        exact_high: round(scores.exact.interval.high),
        near_f1: round(scores.near.f1),
        headings: round(scores.sections.value),
        doubtful: round(share(flags.doubtful, flags.found)),
        wrong: flags.wrong,
        wrong_flagged: round(share(flags.wrong_doubtful, flags.wrong)),
        layout_ms: per_page(layout, pages),
        ingest_ms: per_page(ingested, pages),
    })
}

fn read_gold(file: &Path) -> anyhow::Result<Vec<GoldStatement>> {
    let name = file.display().to_string();
    let text = fs::read_to_string(file).with_context(|| {
        Failure::new(
            format!("the gold {name} can't be read"),
            "each profile has a gold.jsonl beside its pages",
        )
    })?;
    let gold = parse_gold(&name, &text);
    gold.map_err(|error| Failure::new(error.to_string(), error.hint().unwrap_or_default()).into())
}

/// What can be read of the pages. That nothing can is a result as well: all statements are missed.
fn documents(pages: &Path) -> anyhow::Result<(Vec<Document>, Vec<Problem>)> {
    match ingest::ingest(&[pages.to_owned()]) {
        Ok(ingested) => Ok((ingested.documents, ingested.problems)),
        Err(IngestError::NothingToRead { problems, .. }) => Ok((Vec::new(), problems)),
        Err(error) => Err(error.into()),
    }
}

fn tell(profile: &str, problems: &[Problem], note: &dyn Fn(&str)) {
    let mut errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    if let Some(first) = errors.next() {
        let more = match errors.count() {
            0 => String::new(),
            more => format!(", and {more} more"),
        };
        note(&format!("{profile}: {}: {}{more}", first.file, first.message));
    }
}

/// The statements of all documents, and how long putting them in reading order took.
fn recover(documents: &[Document]) -> (Vec<Statement>, Duration) {
    let mut took = Duration::ZERO;
    let mut statements = Vec::new();
    for document in documents {
        let started = Instant::now();
        let blocks = layout(document);
        took += started.elapsed();
        statements.extend(segment(&[SegmentInput { document, blocks }]).statements);
    }
    (statements, took)
}

fn page_count(document: &Document) -> usize {
    match &document.content {
        Content::Pages(pages) => pages.len(),
        Content::Records(_) => 1,
    }
}

/// How many found statements are flagged, and are so rightly.
struct Flags {
    found: usize,
    doubtful: usize,
    wrong: usize,
    wrong_doubtful: usize,
}

impl Flags {
    fn of(statements: &[Statement], matching: &Matching) -> Self {
        let near = matching.pairs.iter().filter(|pair| !pair.exact).map(|pair| pair.found);
        let wrong: Vec<usize> = near.chain(matching.extra.iter().copied()).collect();
        let right = matching.pairs.iter().filter(|pair| pair.exact).map(|pair| pair.found);
        let doubtful = |place: &usize| statements.get(*place).is_some_and(Statement::is_doubtful);
        let wrong_doubtful = wrong.iter().copied().filter(doubtful).count();
        let right_doubtful = right.filter(doubtful).count();
        Self {
            found: matching.pairs.len() + matching.extra.len(),
            doubtful: wrong_doubtful + right_doubtful,
            wrong: wrong.len(),
            wrong_doubtful,
        }
    }
}

/// The share of so many; of none it is 0.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn per_page(took: Duration, pages: usize) -> f64 {
    if pages == 0 { 0.0 } else { round(took.as_secs_f64() * 1000.0 / pages as f64) }
}
