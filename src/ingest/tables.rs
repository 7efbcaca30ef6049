//! The tables of one file → its records, and what stands around them.

use std::sync::Arc;

use super::long::LongTable;
use super::notes::Notes;
use super::records::{self, Found, records};
use super::rows::Rows;
use super::table::{HeaderRow, Table};
use super::uses::TableUse;
use crate::model::{Consultation, Header, Record, StructureKind, problem_codes};

/// What the tables of a file give.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) records: Vec<Record>,
    /// Records that are read later, of a file that is one long table.
    pub(super) long: Option<LongTable>,
    pub(super) headers: Vec<Header>,
    /// How the columns of each were taken.
    pub(super) uses: Vec<TableUse>,
}

/// Records and headers of a file's tables, but for the records of one of which more than `held` texts may be published; `None` where none of them gives any, which is then among the notes.
pub(super) fn read(
    tables: Vec<Table>,
    consultation: &Arc<Consultation>,
    held: usize,
    notes: &mut Notes<'_>,
) -> Option<Read> {
    let tables: Vec<Table> = tables.into_iter().filter(|table| !table.columns.is_empty()).collect();
    if tables.is_empty() {
        notes.error(
            problem_codes::MALFORMED,
            "no row of it can be read",
            "check that the content is what the file's extension says",
        );
        return None;
    }
    let alone = tables.len() == 1;
    let mut document = records::Document::new(alone, held);
    let (mut read, mut without) = (Read::default(), Vec::new());
    let mut is_read = false;
    let is_named = |table: &Table| table.headers.iter().any(|own| own.kind == StructureKind::ColumnName);
    let some_named = tables.iter().any(is_named);
    for table in tables {
        let sheet = table.sheet.clone().filter(|_| !alone);
        let mut own = notes.on_sheet(sheet.as_deref());
        // Lines without a name beside tables that have names tell of the workbook; they are no responses.
        if some_named && !is_named(&table) && table.columns.len() == 1 {
            read.headers.extend(kept_whole(&table).headers());
            note_lines(&mut own);
            continue;
        }
        match records(table, &mut document, consultation, &mut own) {
            Ok(Found { records, long, uses, headers }) => {
                is_read = true;
                note_no_rows(&uses, &mut own);
                read.records.extend(records);
                read.long = long;
                read.uses.push(uses);
                read.headers.extend(headers);
            }
            Err(table) => {
                read.headers.extend(kept_whole(&table).headers());
                without.push(*table);
            }
        }
    }
    note_without_text(&without, is_read, notes);
    is_read.then_some(read)
}

fn note_lines(notes: &mut Notes<'_>) {
    notes.warning(
        problem_codes::NO_TEXT_COLUMN,
        "the sheet holds lines without a column name beside sheets that have them; it was not read as responses",
        "if it holds responses, put a row of names above them",
    );
}

fn note_no_rows(table: &TableUse, notes: &mut Notes<'_>) {
    if table.rows == 0 {
        notes.warning(
            problem_codes::EMPTY,
            "the table has column names and no row that can be read",
            "check that the export is complete",
        );
    }
}

/// A table whose rows hold no response: all of it is kept beside the records.
fn kept_whole(table: &Table) -> Table {
    let rows = table.rows.iter().map(|row| HeaderRow { kind: StructureKind::Cell, row: row.into_owned() });
    let headers = table.headers.iter().cloned().chain(rows).collect();
    Table { headers, rows: Rows::default(), ..table.clone() }
}

/// A workbook may have sheets beside the responses; a file that has nothing else is an error.
fn note_without_text(without: &[Table], is_read: bool, notes: &mut Notes<'_>) {
    if is_read {
        for table in without {
            let mut own = notes.on_sheet(table.sheet.as_deref());
            let (message, hint) = records::no_text(table);
            own.warning(problem_codes::NO_TEXT_COLUMN, message, hint);
        }
    } else if let Some(table) = without.iter().max_by_key(|table| table.rows.len()) {
        let mut own = notes.on_sheet(table.sheet.as_deref().filter(|_| without.len() > 1));
        let (message, hint) = records::no_text(table);
        own.error(problem_codes::NO_TEXT_COLUMN, message, hint);
    }
}
