//! Long tables: their first rows are held as those of any document, so that pages can show them; the others are read and coded when they
//! are written, and not held.

use std::collections::BTreeSet;
use std::ops::Range;

use super::RunError;
use super::groups::groups;
use super::repeats::{self, Notes};
use super::work::{Coders, put_codes};
use crate::ingest::{Ingested, LongIngested, LongTable};
use crate::model::{Content, Document};
use crate::report::LARGE_PER_DOCUMENT;
use crate::segment::{Responses, Segmented, TableReader};

/// A long table of which the first rows are held.
pub(super) struct HalfHeld {
    /// The place of its document.
    document: usize,
    table: LongTable,
    /// How many rows are held.
    held: usize,
}

/// The first rows of long tables as documents, and what is left of the tables. Where statements do not follow the order of documents with
/// different paths, all is held.
pub(super) fn half_hold(ingested: LongIngested) -> Result<(Ingested, Vec<HalfHeld>), RunError> {
    if !are_in_order(&ingested.held.documents) {
        return Ok((ingested.hold()?, Vec::new()));
    }
    let LongIngested { mut held, long } = ingested;
    let mut left = Vec::new();
    for (place, table) in long {
        let Some(document) = held.documents.get_mut(place) else { continue };
        let (records, rows) = table.first(LARGE_PER_DOCUMENT);
        document.content = Content::Records(records);
        left.push(HalfHeld { document: place, table, held: rows });
    }
    Ok((held, left))
}

/// Whether documents stand where their statements do, and can be told by their paths: those that continue each other stand together,
/// wherever they were found.
fn are_in_order(documents: &[Document]) -> bool {
    let mut paths = BTreeSet::new();
    let grouped = groups(documents).into_iter().flatten();
    documents
        .iter()
        .zip(grouped)
        .all(|(document, grouped)| std::ptr::eq(document, grouped) && paths.insert(document.path.as_str()))
}

/// Rows of long tables that may not be shown, with their document.
pub(super) fn withheld(halves: &[HalfHeld], documents: &[Document]) -> Vec<(String, u32)> {
    let rows = halves.iter().filter_map(|half| {
        let path = &documents.get(half.document)?.path;
        Some(half.table.withheld.iter().map(move |row| (path.clone(), *row)))
    });
    rows.flatten().collect()
}

/// The rows of a long table that are not held.
pub(super) struct Passing<'d> {
    pub(super) document: &'d Document,
    table: &'d LongTable,
    reader: TableReader<'d>,
    held: usize,
    /// What its statements repeat.
    notes: Option<&'d Notes>,
}

impl<'d> Passing<'d> {
    /// Those of each of `halves`, whose documents are among `documents`; with what statements repeat, once that is known.
    pub(super) fn all(
        halves: &'d [HalfHeld],
        documents: &'d [Document],
        responses: Responses,
        notes: Option<&'d Notes>,
    ) -> Vec<Self> {
        let passing = halves.iter().filter_map(|half| {
            let document = documents.get(half.document)?;
            let sample = half.table.sample.iter().map(String::as_str);
            let reader = TableReader::new(document, sample, responses);
            Some(Self { document, table: &half.table, reader, held: half.held, notes })
        });
        passing.collect()
    }

    /// Places of its rows.
    pub(super) fn rows(&self) -> Range<usize> {
        self.held..self.table.rows()
    }

    /// Records among them.
    pub(super) fn records(&self) -> u64 {
        let Content::Records(held) = &self.document.content else { return self.table.records };
        self.table.records.saturating_sub(held.len() as u64)
    }

    /// Whether all its rows were read from the same text, however often.
    pub(super) fn check(&self) -> Result<(), RunError> {
        Ok(self.table.check()?)
    }

    /// How many of things in source order, of which the documents are given, stand in its document or before it.
    pub(super) fn behind<'p>(
        &self,
        documents: &[Document],
        mut paths: impl ExactSizeIterator<Item = &'p str>,
    ) -> usize {
        let place = documents.iter().position(|own| own.path == self.document.path);
        let later = documents.get(place.map_or(documents.len(), |place| place + 1)..).unwrap_or_default();
        let later: BTreeSet<&str> = later.iter().map(|own| own.path.as_str()).collect();
        let all = paths.len();
        paths.position(|path| later.contains(path)).unwrap_or(all)
    }

    /// The statements of some rows, without codes, and what stands beside them.
    pub(super) fn recover(&self, rows: Range<usize>) -> Segmented {
        self.reader.read(&self.table.records(rows))
    }

    /// The coded statements of some rows, and what stands beside them.
    pub(super) fn read(&self, rows: Range<usize>, coders: &Coders<'_>) -> Segmented {
        let mut found = self.recover(rows);
        let consultation = &self.document.consultation;
        put_codes(&mut found.statements, consultation, coders);
        if let Some(notes) = self.notes {
            repeats::apply(notes, &mut found.statements, consultation, coders);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::are_in_order;
    use crate::model::{Consultation, Content, Document};

    fn in_order(paths: &[&str], consecutive: &[&str]) -> bool {
        let consecutive = consecutive.iter().map(|path| (*path).to_owned()).collect();
        let consultation = Arc::new(Consultation { consecutive, ..Consultation::default() });
        let document = |path: &&str| Document {
            path: (*path).to_owned(),
            sha256: String::new(),
            encoding: "UTF-8".to_owned(),
            consultation: Arc::clone(&consultation),
            respondent: None,
            date: None,
            content: Content::Records(Vec::new()),
            headers: Vec::new(),
        };
        are_in_order(&paths.iter().map(document).collect::<Vec<_>>())
    }

    #[test]
    fn files_that_continue_each_other_round_a_table_are_not_in_order() {
        assert!(in_order(&["a.txt", "b.csv", "c.txt"], &[]));
        assert!(in_order(&["a.txt", "b.txt", "c.csv"], &["a.txt", "b.txt"]));
        assert!(!in_order(&["a.txt", "b.csv", "c.txt"], &["a.txt", "c.txt"]));
        assert!(!in_order(&["m1.csv", "m2.csv"], &["m2.csv", "m1.csv"]));
        assert!(!in_order(&["a.csv", "a.csv"], &[]), "a path that two have tells them apart no more");
    }
}
