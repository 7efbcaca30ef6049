//! One file of a corpus by itself: read as it would be among all the others, without reading those.

use std::fs;
use std::path::{Path, PathBuf};

use super::consultations::Consultations;
use super::notes::Notes;
use super::walk::{Found, find_files};
use super::{IngestError, Ingested, is_consultation, read};
use crate::cache::Cache;
use crate::model::problem_codes;

/// Reads `file`, which lies below one of `roots`, and the files that `consultation.toml` says it continues or is continued by. Gives it
/// with its path as a document, which is the one that [`ingest`](super::ingest) gives it; nothing when it is none of the roots' files.
///
/// # Errors
/// When a root is missing or cannot be opened, or when the file could not be read.
pub fn ingest_file(roots: &[PathBuf], file: &Path) -> Result<Option<(String, Ingested)>, IngestError> {
    let (files, problems) = find_files(roots)?;
    let place = |file: &Path| fs::canonicalize(file).unwrap_or_else(|_| file.to_path_buf());
    let wanted = place(file);
    let Some(found) = files.iter().find(|found| place(&found.file) == wanted) else { return Ok(None) };
    if is_consultation(found) {
        let mut problems = Vec::new();
        Notes::new(&found.path, &mut problems).info(
            problem_codes::UNSUPPORTED,
            "this is no input; it says how the files beside it and below it are read",
            "name one of those files",
        );
        return Err(IngestError::NothingToRead { roots: vec![file.to_path_buf()], problems });
    }
    let chain = Consultations::new(&files).of(found).consecutive.clone();
    let belongs = |other: &&Found| other.path == found.path || chain_holds(&chain, found, other);
    // What is wrong with folders and other files is no matter of this file.
    let problems = problems.into_iter().filter(|problem| problem.file == found.path).collect();
    let none = Cache::none();
    let ingested = read(&files, &mut files.iter().filter(belongs), (usize::MAX, &none), problems).held;
    if ingested.documents.iter().any(|document| document.path == found.path) {
        return Ok(Some((found.path.clone(), ingested)));
    }
    Err(IngestError::NothingToRead { roots: vec![file.to_path_buf()], problems: ingested.problems })
}

/// Whether both are among the files that continue each other.
fn chain_holds(chain: &[String], one: &Found, other: &Found) -> bool {
    chain.contains(&one.path) && chain.contains(&other.path)
}
