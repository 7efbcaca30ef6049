//! Writes a whole index in one call: one segment in source order, and a small file that tells its format.

use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;

use tantivy::index::SegmentId;
use tantivy::indexer::NoMergePolicy;
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{IndexReader, IndexSettings, IndexWriter, ReloadPolicy, TantivyDocument};

use super::label::{LABEL_FILE, Label, contents_hash, stamps};
use super::schema::{Fields, entry, schema};
use super::tokens::{TOKENIZER, WordLines};
use super::{INDEX_FORMAT, IndexError};
use crate::model::Statement;
use crate::text::{ANALYSER, Analyser};

/// Memory for words not yet on disk; what goes beyond it is written as a part of its own.
const MEMORY_BUDGET: usize = 100_000_000;

/// Bytes of stored statements that are packed together: to read one, all are unpacked.
const STORED_BLOCK: usize = 4_096;

/// Statements that are written at once. Larger indexes are written in parts and joined.
const PART: NonZeroUsize = NonZeroUsize::new(200_000).expect("more than nothing");

/// Writes the index of `statements`, given in source order, into `folder`, which is made when it is missing and emptied
/// when it holds an index; any other folder with content is refused.
pub fn write(folder: &Path, statements: &[Statement]) -> Result<(), IndexError> {
    write_in_parts(folder, statements, PART)
}

fn write_in_parts(folder: &Path, statements: &[Statement], part: NonZeroUsize) -> Result<(), IndexError> {
    let failed = |detail: String| IndexError::Write { folder: folder.to_path_buf(), detail };
    make_room(folder).map_err(failed)?;
    write_segment(folder, statements, part).map_err(failed)?;
    let label = Label {
        format: INDEX_FORMAT,
        analyser: ANALYSER.to_owned(),
        statements: statements.len() as u64,
        contents: contents_hash(folder).map_err(failed)?,
        stamps: stamps(folder),
    };
    // Last, so that an index whose writing was cut short has none.
    serde_json::to_string(&label)
        .map_err(|error| error.to_string())
        .and_then(|json| fs::write(folder.join(LABEL_FILE), json + "\n").map_err(|error| error.to_string()))
        .map_err(failed)
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

fn write_segment(folder: &Path, statements: &[Statement], part: NonZeroUsize) -> Result<(), String> {
    let (schema, fields) = schema();
    let settings = IndexSettings { docstore_blocksize: STORED_BLOCK, ..IndexSettings::default() };
    let index = tantivy::Index::builder()
        .schema(schema)
        .settings(settings)
        .create_in_dir(folder)
        .map_err(|error| error.to_string())?;
    index.tokenizers().register(TOKENIZER, TextAnalyzer::from(WordLines));
    // One thread: statements keep their order. The analysis is done on this one meanwhile.
    let mut writer: IndexWriter =
        index.writer_with_num_threads(1, MEMORY_BUDGET).map_err(|error| error.to_string())?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    let mut analyser = Analyser::new();
    for (number, statements) in statements.chunks(part.get()).enumerate() {
        let first = (number * part.get()) as u64;
        add(&writer, (first..).zip(statements), &fields, &mut analyser)?;
        writer.commit().map_err(|error| error.to_string())?;
    }
    finish(writer, &index).map_err(|error| error.to_string())?;
    drop(index);
    for lock in [".tantivy-writer.lock", ".tantivy-meta.lock"] {
        // Left behind by the writer and of no use to readers; its absence is no failure.
        let _ = fs::remove_file(folder.join(lock));
    }
    Ok(())
}

fn add<'s>(
    writer: &IndexWriter,
    statements: impl Iterator<Item = (u64, &'s Statement)>,
    fields: &Fields,
    analyser: &mut Analyser,
) -> Result<(), String> {
    for (order, statement) in statements {
        let entry: TantivyDocument =
            entry(statement, order, fields, analyser).map_err(|error| error.to_string())?;
        writer.add_document(entry).map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// Joins the parts in source order and waits until all is on disk.
fn finish(mut writer: IndexWriter, index: &tantivy::Index) -> tantivy::Result<()> {
    let parts = parts_in_order(index)?;
    if parts.len() > 1 {
        writer.merge(&parts).wait()?;
        writer.garbage_collect_files().wait()?;
    }
    writer.wait_merging_threads()
}

fn parts_in_order(index: &tantivy::Index) -> tantivy::Result<Vec<SegmentId>> {
    let reader: IndexReader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let searcher = reader.searcher();
    let mut parts = Vec::new();
    for segment in searcher.segment_readers() {
        let first = segment.fast_fields().u64("order")?.first(0);
        parts.push((first, segment.segment_id()));
    }
    parts.sort_unstable();
    Ok(parts.into_iter().map(|(_, part)| part).collect())
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use serde_json::json;

    use super::{PART, write_in_parts};
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
        let whole = results(&statements, PART);
        assert_eq!(whole[2].total, 6);
        for part in [1, 2, 3].map(|part| NonZeroUsize::new(part).expect("none is 0")) {
            assert_eq!(results(&statements, part), whole);
        }
    }
}
