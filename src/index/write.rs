//! Writes a whole index in one call: one segment in source order, and a small file that tells its format.

use std::fs;
use std::path::Path;

use tantivy::index::SegmentId;
use tantivy::indexer::NoMergePolicy;
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, TantivyDocument};

use super::label::{LABEL_FILE, Label, contents_hash};
use super::schema::{Fields, entry, schema};
use super::{INDEX_FORMAT, IndexError};
use crate::model::Statement;
use crate::text::{ANALYSER, Analyser};

/// Memory for words not yet on disk. Larger indexes are written in parts and joined.
const MEMORY_BUDGET: usize = 100_000_000;

/// Writes the index of `statements`, given in source order, into `folder`, which is made when it is missing and emptied
/// when it holds an index; any other folder with content is refused.
pub fn write(folder: &Path, statements: &[Statement]) -> Result<(), IndexError> {
    let failed = |detail: String| IndexError::Write {
        folder: folder.to_path_buf(),
        detail,
    };
    make_room(folder).map_err(failed)?;
    write_segment(folder, statements).map_err(failed)?;
    let label = Label {
        format: INDEX_FORMAT,
        analyser: ANALYSER.to_owned(),
        statements: statements.len() as u64,
        contents: contents_hash(folder).map_err(failed)?,
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

fn write_segment(folder: &Path, statements: &[Statement]) -> Result<(), String> {
    let (schema, fields) = schema();
    let index = tantivy::Index::create_in_dir(folder, schema).map_err(|error| error.to_string())?;
    // One thread: statements keep their order. The analysis is done on this one meanwhile.
    let writer: IndexWriter = index
        .writer_with_num_threads(1, MEMORY_BUDGET)
        .map_err(|error| error.to_string())?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    add(&writer, statements, &fields)?;
    finish(writer, &index).map_err(|error| error.to_string())?;
    drop(index);
    for lock in [".tantivy-writer.lock", ".tantivy-meta.lock"] {
        // Left behind by the writer and of no use to readers; its absence is no failure.
        let _ = fs::remove_file(folder.join(lock));
    }
    Ok(())
}

fn add(writer: &IndexWriter, statements: &[Statement], fields: &Fields) -> Result<(), String> {
    let mut analyser = Analyser::new();
    for (order, statement) in statements.iter().enumerate() {
        let entry: TantivyDocument =
            entry(statement, order as u64, fields, &mut analyser).map_err(|error| error.to_string())?;
        writer.add_document(entry).map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// Commits, joins the parts in source order and waits until all is on disk.
fn finish(mut writer: IndexWriter, index: &tantivy::Index) -> tantivy::Result<()> {
    writer.commit()?;
    let parts = parts_in_order(index)?;
    if parts.len() > 1 {
        writer.merge(&parts).wait()?;
        writer.garbage_collect_files().wait()?;
    }
    writer.wait_merging_threads()
}

fn parts_in_order(index: &tantivy::Index) -> tantivy::Result<Vec<SegmentId>> {
    let reader: IndexReader = index
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .try_into()?;
    let searcher = reader.searcher();
    let mut parts = Vec::new();
    for segment in searcher.segment_readers() {
        let first = segment.fast_fields().u64("order")?.first(0);
        parts.push((first, segment.segment_id()));
    }
    parts.sort_unstable();
    Ok(parts.into_iter().map(|(_, part)| part).collect())
}
