//! Writes an index, statement by statement: parts in source order, as many as the memory asks for, and a small file that tells its format.

use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use tantivy::indexer::NoMergePolicy;
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{IndexSettings, IndexWriter, TantivyDocument};

use super::label::{LABEL_FILE, Label, contents_hash, stamps};
use super::schema::{Fields, entry, schema};
use super::tokens::{TOKENIZER, WordLines};
use super::{INDEX_FORMAT, IndexError};
use crate::model::Statement;
use crate::text::{ANALYSER, Analyser};

/// Bytes of memory for words not yet on disk, where nothing is said. What goes beyond it is written as a part of its own. Parts are not
/// joined: that would map all of them at once, and a search over several is the same.
const USUAL_BUDGET: usize = 100_000_000;

/// What tantivy asks for at the least and takes at the most.
const BUDGETS: std::ops::RangeInclusive<usize> = 15_000_000..=2_000_000_000;

/// Bytes of stored statements that are packed together: to read one, all are unpacked.
const STORED_BLOCK: usize = 4_096;

/// No bound on the statements of a part.
const WHOLE: NonZeroUsize = NonZeroUsize::MAX;

/// Writes the index of `statements`, given in source order, into `folder`, which is made when it is missing and emptied
/// when it holds an index; any other folder with content is refused.
///
/// # Errors
/// When it can't be written.
pub fn write(folder: &Path, statements: &[Statement]) -> Result<(), IndexError> {
    write_in_parts(folder, statements, WHOLE)
}

fn write_in_parts(folder: &Path, statements: &[Statement], part: NonZeroUsize) -> Result<(), IndexError> {
    let mut writer = Writer::in_parts(folder, USUAL_BUDGET, part)?;
    let mut analyser = Analyser::new();
    for statement in statements {
        let json = serde_json::to_vec(statement).map_err(|error| writer.failed(error.to_string()))?;
        writer.add(writer.entries().entry(statement, &json, &mut analyser))?;
    }
    writer.finish()
}

/// A statement as the index takes it.
pub struct Entry(TantivyDocument);

impl std::fmt::Debug for Entry {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Entry").finish_non_exhaustive()
    }
}

/// Makes entries, on any thread.
#[derive(Debug, Clone, Copy)]
pub struct Entries(Fields);

impl Entries {
    /// The entry of a statement; `json` is the statement as it is to be shown.
    #[must_use]
    pub fn entry(&self, statement: &Statement, json: &[u8], analyser: &mut Analyser) -> Entry {
        Entry(entry(statement, json, &self.0, analyser))
    }
}

/// An index in the making.
pub struct Writer {
    folder: PathBuf,
    writer: IndexWriter,
    fields: Fields,
    part: usize,
    statements: u64,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Writer").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Writer {
    /// Begins an index in `folder`, see [`write()`], with about `budget` bytes of memory for what is not yet on disk.
    ///
    /// # Errors
    /// When the folder is not empty, or can't be written.
    pub fn new(folder: &Path, budget: usize) -> Result<Self, IndexError> {
        Self::in_parts(folder, budget, WHOLE)
    }

    fn in_parts(folder: &Path, budget: usize, part: NonZeroUsize) -> Result<Self, IndexError> {
        let failed = |detail: String| IndexError::Write { folder: folder.to_path_buf(), detail };
        make_room(folder).map_err(failed)?;
        let (schema, fields) = schema();
        let settings = IndexSettings { docstore_blocksize: STORED_BLOCK, ..IndexSettings::default() };
        let index = tantivy::Index::builder().schema(schema).settings(settings).create_in_dir(folder);
        let index = index.map_err(|error| failed(error.to_string()))?;
        index.tokenizers().register(TOKENIZER, TextAnalyzer::from(WordLines));
        // One thread: statements keep their order. Whoever makes the entries works on others meanwhile.
        let writer: IndexWriter = index
            .writer_with_num_threads(1, budget.clamp(*BUDGETS.start(), *BUDGETS.end()))
            .map_err(|error| failed(error.to_string()))?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        Ok(Self { folder: folder.to_owned(), writer, fields, part: part.get(), statements: 0 })
    }

    /// What makes entries for it.
    #[must_use]
    pub fn entries(&self) -> Entries {
        Entries(self.fields)
    }

    /// Adds the next statement in source order.
    ///
    /// # Errors
    /// When the index can't be written.
    pub fn add(&mut self, entry: Entry) -> Result<(), IndexError> {
        let Entry(mut entry) = entry;
        entry.add_u64(self.fields.order, self.statements);
        self.writer.add_document(entry).map_err(|error| self.failed(error.to_string()))?;
        self.statements += 1;
        if self.statements.is_multiple_of(self.part as u64) {
            self.writer.commit().map_err(|error| self.failed(error.to_string()))?;
        }
        Ok(())
    }

    /// Waits until all is on disk and puts the label on it.
    ///
    /// # Errors
    /// When the index can't be written.
    pub fn finish(mut self) -> Result<(), IndexError> {
        let failed = |detail: String| IndexError::Write { folder: self.folder.clone(), detail };
        self.writer.commit().map_err(|error| failed(error.to_string()))?;
        self.writer.wait_merging_threads().map_err(|error| failed(error.to_string()))?;
        for lock in [".tantivy-writer.lock", ".tantivy-meta.lock"] {
            // Left behind by the writer and of no use to readers; its absence is no failure.
            let _ = fs::remove_file(self.folder.join(lock));
        }
        let label = Label {
            format: INDEX_FORMAT,
            analyser: ANALYSER.to_owned(),
            statements: self.statements,
            contents: contents_hash(&self.folder).map_err(failed)?,
            stamps: stamps(&self.folder),
        };
        // Last, so that an index whose writing was cut short has none.
        serde_json::to_string(&label)
            .map_err(|error| error.to_string())
            .and_then(|json| {
                fs::write(self.folder.join(LABEL_FILE), json + "\n").map_err(|error| error.to_string())
            })
            .map_err(failed)
    }

    fn failed(&self, detail: String) -> IndexError {
        IndexError::Write { folder: self.folder.clone(), detail }
    }
}

/// An empty folder.
fn make_room(folder: &Path) -> Result<(), String> {
    if folder.join(LABEL_FILE).is_file() {
        fs::remove_dir_all(folder).map_err(|error| error.to_string())?;
    }
    fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let mut content = fs::read_dir(folder).map_err(|error| error.to_string())?;
    match content.next() {
        None => Ok(()),
        Some(_) => Err("the folder holds files that are no search index".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use serde_json::json;

    use super::{WHOLE, write_in_parts};
    use crate::index::{Index, SearchRequest, SearchResults, Sort};
    use crate::model::Statement;

    fn statement(number: usize, text: &str) -> Statement {
        let json = json!({
            "id": format!("st-{number}"), "document": format!("p{}.txt", number / 2), "record": null,
            "question": null, "page": 1, "page_label": null, "column": null, "source": [], "section": null,
            "text": text, "truncated": "no", "doubt": 0.0, "language": "nl", "respondent": null, "date": null,
            "public": true, "metadata": {}, "kind": "wens", "kind_score": 1.0, "kind_source": "rule",
            "kind_evidence": [], "themes": [], "reviewed": false, "duplicate_of": null, "group": null
        });
        serde_json::from_value(json).expect("all fields are there")
    }

    fn results(statements: &[Statement], part: NonZeroUsize) -> Vec<SearchResults> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let folder = folder.path().join("index");
        write_in_parts(&folder, statements, part).expect("the folder is empty");
        let index = Index::open(&folder).expect("it was just written");
        let ask =
            |query: &str, sort| SearchRequest { query: query.to_owned(), sort, ..SearchRequest::default() };
        [
            ask("bus", Sort::Score),
            ask("bus OR rijdt", Sort::Score),
            ask("\"de bus\" OR NOT bus", Sort::Source),
        ]
        .iter()
        .map(|request| index.search(request).expect("the queries are well formed"))
        .collect()
    }

    #[test]
    fn an_index_written_in_parts_is_the_same() {
        let texts =
            ["De bus.", "Bus na bus.", "Niets.", "De bus rijdt door.", "", "Wie rijdt de bus?", "Trein."];
        let statements: Vec<_> = texts.iter().enumerate().map(|(at, text)| statement(at, text)).collect();
        let whole = results(&statements, WHOLE);
        assert_eq!(whole[2].total, 6);
        for part in [1, 2, 3].map(|part| NonZeroUsize::new(part).expect("none is 0")) {
            assert_eq!(results(&statements, part), whole);
        }
    }
}
