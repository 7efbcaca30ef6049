//! What a run reads, without its codes: one file with everything in it and what else was weighed, or the statements of a corpus.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use super::RunError;
use super::groups::groups;
use super::work::read_group;
use crate::ingest::{self, Ingested, TableUse};
use crate::model::{Block, Document, Problem, Statement};
use crate::segment::{Responses, Segmented};

/// A file as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The file.
    pub document: Document,
    /// Whether it was read as part of the corpus, so that paths and ids are those of a run over it.
    pub in_corpus: bool,
    /// Its blocks in reading order; none for a table.
    pub blocks: Vec<Block>,
    /// What the file holds, and the files that it continues or is continued by; statements are not coded.
    pub segmented: Segmented,
    /// What went wrong when the file, or its `consultation.toml`, was read.
    pub problems: Vec<Problem>,
}

/// Reads `file` as a run over `corpus` does; by itself where it is none of the corpus's files.
///
/// # Errors
/// When a root of the corpus or the file can't be read.
pub fn read_file(corpus: &[PathBuf], file: &Path, responses: Responses) -> Result<Reading, RunError> {
    let below = if corpus.is_empty() { None } else { ingest::ingest_file(corpus, file)? };
    let in_corpus = below.is_some();
    let found = match below {
        Some(found) => Some(found),
        None => ingest::ingest_file(&[file.to_path_buf()], file)?,
    };
    let missing = || ingest::IngestError::Missing { path: file.to_path_buf() };
    let (path, ingested) = found.ok_or_else(missing)?;
    let groups = groups(&ingested.documents);
    let nth = |group: &Vec<&Document>| group.iter().position(|document| document.path == path);
    let (group, nth) = groups.iter().find_map(|group| Some((group, nth(group)?))).ok_or_else(missing)?;
    let document = group[nth].clone();
    let mut read = read_group(group, responses);
    let consultation = &document.consultation.path;
    let mut problems = ingested.problems;
    problems.retain(|problem| problem.file == path || problem.file == *consultation);
    Ok(Reading {
        document,
        in_corpus,
        blocks: read.blocks.swap_remove(nth),
        segmented: read.segmented,
        problems,
    })
}

/// The statements of a corpus, not coded.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Recovered {
    /// In source order, those that are not public included.
    pub statements: Vec<Statement>,
    /// What went wrong or is doubtful.
    pub problems: Vec<Problem>,
}

/// A corpus as a run would read it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CorpusReading {
    /// The documents, in source order.
    pub documents: Vec<DocumentReading>,
    /// How the columns of tables were taken.
    pub tables: Vec<TableUse>,
    /// What went wrong or is doubtful.
    pub problems: Vec<Problem>,
}

/// A document as a run would read it, in numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentReading {
    /// The document.
    pub document: Document,
    /// Its statements.
    pub statements: usize,
}

/// Reads `corpus` as a run does before it codes, and tells of each document what it holds.
///
/// # Errors
/// As for [`recover`].
pub fn read_corpus(
    corpus: &[PathBuf],
    responses: Responses,
    threads: NonZeroUsize,
) -> Result<CorpusReading, RunError> {
    let ingested = ingest::ingest(corpus)?;
    let recovered = recover_from(&ingested, responses, threads)?;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for statement in &recovered.statements {
        *counts.entry(&statement.document).or_default() += 1;
    }
    let documents = ingested.documents.into_iter().map(|document| DocumentReading {
        statements: counts.get(document.path.as_str()).copied().unwrap_or(0),
        document,
    });
    Ok(CorpusReading {
        documents: documents.collect(),
        tables: ingested.tables,
        problems: recovered.problems,
    })
}

/// Recovers the statements of `corpus`, as a run does before it codes them.
///
/// # Errors
/// When a root is missing or can't be opened, when no file could be read at all, or when the system gives no threads.
pub fn recover(
    corpus: &[PathBuf],
    responses: Responses,
    threads: NonZeroUsize,
) -> Result<Recovered, RunError> {
    recover_from(&ingest::ingest(corpus)?, responses, threads)
}

fn recover_from(
    ingested: &Ingested,
    responses: Responses,
    threads: NonZeroUsize,
) -> Result<Recovered, RunError> {
    let groups = groups(&ingested.documents);
    let pool = ThreadPoolBuilder::new().num_threads(threads.get()).build().map_err(RunError::Threads)?;
    let read = |group: &Vec<&Document>| read_group(group, responses).segmented;
    let segmented: Vec<Segmented> = pool.install(|| groups.par_iter().with_max_len(1).map(read).collect());
    let mut recovered = Recovered { statements: Vec::new(), problems: ingested.problems.clone() };
    for own in segmented {
        recovered.statements.extend(own.statements);
        recovered.problems.extend(own.problems);
    }
    Ok(recovered)
}
