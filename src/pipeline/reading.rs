//! One file as a run reads it: its statements with their ids, everything else, the doubts, and what else was weighed.

use std::path::{Path, PathBuf};

use super::RunError;
use super::groups::groups;
use super::work::read_group;
use crate::ingest;
use crate::model::{Block, Document, Problem};
use crate::segment::Segmented;

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
pub fn read_file(corpus: &[PathBuf], file: &Path) -> Result<Reading, RunError> {
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
    let mut read = read_group(group);
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
