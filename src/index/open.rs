//! Opens an index, if it is ours, of this version, and whole.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tantivy::directory::MmapDirectory;
use tantivy::{IndexReader, ReloadPolicy, Searcher};

use super::IndexError;
use super::columns::Columns;
use super::directory::ReadOnlyDirectory;
use super::label::{contents_hash, read_label, stamps};
use super::parts::Parts;
use super::schema::{Fields, schema};
use crate::text::Analyser;

/// An index open for searching; any number of threads may share it.
pub struct Index {
    pub(super) folder: PathBuf,
    pub(super) fields: Fields,
    pub(super) parts: Parts,
    pub(super) columns: Columns,
    /// Those that no search is using, with the words that they have met.
    pub(super) analysers: Mutex<Vec<Analyser>>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Index").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index in `folder`, after checking its version and that every file is whole: by size and time as they were noted,
    /// by its checksum where they differ.
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        let label = read_label(folder)?;
        let damaged = |detail: String| IndexError::Damaged { folder: folder.to_path_buf(), detail };
        if contents_hash(folder).map_err(damaged)? != label.contents {
            return Err(damaged("meta.json has changed".to_owned()));
        }
        let untouched = !label.stamps.is_empty() && label.stamps == stamps(folder);
        let (searcher, fields) = open_searcher(folder, untouched).map_err(damaged)?;
        let parts = Parts::of(searcher).map_err(|error| damaged(error.to_string()))?;
        let Some(parts) = parts.filter(|parts| parts.searcher.num_docs() == label.statements) else {
            return Err(damaged(format!("it should hold {} statements", label.statements)));
        };
        let columns = Columns::read(&parts).map_err(|error| damaged(error.to_string()))?;
        Ok(Self { folder: folder.to_path_buf(), fields, parts, columns, analysers: Mutex::default() })
    }

    /// How many statements it holds.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.parts.searcher.num_docs()
    }

    pub(super) fn damaged(&self, error: &dyn std::fmt::Display) -> IndexError {
        IndexError::Damaged { folder: self.folder.clone(), detail: error.to_string() }
    }
}

/// Opens what tantivy wrote. Unless the files are untouched, checksums are compared first, since a damaged file may otherwise be met in
/// the midst of a search.
fn open_searcher(folder: &Path, untouched: bool) -> Result<(Searcher, Fields), String> {
    let text = |error: tantivy::TantivyError| error.to_string();
    if !folder.join(".managed.json").is_file() {
        return Err(".managed.json is missing".to_owned());
    }
    let directory = MmapDirectory::open(folder).map_err(|error| error.to_string())?;
    let index = tantivy::Index::open(ReadOnlyDirectory(directory)).map_err(text)?;
    let (schema, fields) = schema();
    if index.schema() != schema {
        return Err("its fields are other ones".to_owned());
    }
    if !untouched {
        check(&index)?;
    }
    let reader: IndexReader =
        index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(text)?;
    Ok((reader.searcher(), fields))
}

/// Compares the checksums of all files, which reads them from end to end.
fn check(index: &tantivy::Index) -> Result<(), String> {
    let broken = index.validate_checksum().map_err(|error| error.to_string())?;
    let mut broken: Vec<PathBuf> = broken.into_iter().collect();
    broken.sort_unstable();
    match broken.first() {
        Some(file) => Err(format!("{} has changed", file.display())),
        None => Ok(()),
    }
}
