//! The ids of a table's records: each row's own, as long as no other row has it.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::notes::Notes;
use super::records::shortened;
use super::table::{Row, Table};
use crate::model::problem_codes;
use crate::text::{Fingerprint, fingerprint};

/// A set of ids, which a million of cost some 30 MB: of each only a fingerprint is kept.
#[derive(Debug, Default)]
pub(super) struct Ids(FxHashSet<Fingerprint>);

impl Ids {
    pub(super) fn has(&self, id: &str) -> bool {
        self.0.contains(&fingerprint(id))
    }

    /// Adds an id; false where it was there.
    pub(super) fn add(&mut self, id: &str) -> bool {
        self.0.insert(fingerprint(id))
    }
}

/// Which id each row of a table has.
#[derive(Debug, Default)]
pub(super) struct RecordIds {
    column: Option<usize>,
    /// Ids that are not what stands in the column, by the place of the row.
    others: FxHashMap<usize, String>,
}

impl RecordIds {
    /// These, for the rows in their order.
    pub(super) fn given(ids: Vec<String>) -> Self {
        Self { column: None, others: ids.into_iter().enumerate().collect() }
    }

    /// The id of a row at its place.
    pub(super) fn of<'i>(&'i self, place: usize, row: &'i Row) -> Cow<'i, str> {
        match (self.others.get(&place), self.column) {
            (Some(other), _) => Cow::Borrowed(other),
            (None, Some(column)) => Cow::Borrowed(own_id(row, column)),
            (None, None) => Cow::Owned(row.number.to_string()),
        }
    }
}

/// What a row has as its id. An id is its own row's alone, also where a merged cell gives it to several.
fn own_id(row: &Row, column: usize) -> &str {
    row.cell(column).trim()
}

/// An id for every row: its own where it has one that no row above has, else its number.
pub(super) fn ids(table: &Table, column: Option<usize>, notes: &mut Notes<'_>) -> RecordIds {
    let Some(column) = column else {
        if !table.rows.is_empty() {
            notes.warning(
                problem_codes::RECORD_ID,
                "the table has no column of ids; the row number serves",
                "add a column `id`, so that a response keeps its id when rows move",
            );
        }
        return RecordIds::default();
    };
    let mut given = Ids::default();
    let mut doubles = Vec::new();
    for (place, row) in table.rows.iter().enumerate() {
        let own = own_id(&row, column);
        if own.is_empty() || !given.add(own) {
            doubles.push(place);
        }
    }
    let mut ids = RecordIds { column: Some(column), others: FxHashMap::default() };
    let rows = doubles.first().map(|first| table.rows.range(*first..table.rows.len()).zip(*first..));
    let mut doubles = doubles.iter().copied().peekable();
    for (row, place) in rows.into_iter().flatten() {
        if doubles.peek().is_none() {
            break;
        }
        if doubles.next_if_eq(&place).is_none() {
            continue;
        }
        let own = Some(own_id(&row, column)).filter(|own| !own.is_empty());
        let id = spare_id(row.number, &given);
        if own.is_some() || row.inherited(column).is_empty() {
            note_id(row.number, own, &id, notes);
        }
        ids.others.insert(place, id);
    }
    ids
}

/// The row number, marked where some row has that number as its id.
fn spare_id(number: u32, given: &Ids) -> String {
    let mut id = number.to_string();
    while given.has(&id) {
        id.insert_str(0, "row-");
    }
    id
}

fn note_id(row: u32, own: Option<&str>, id: &str, notes: &mut Notes<'_>) {
    let message = match own {
        Some(own) => {
            format!("row {row} has the id `{}` of a row above it; it is read as `{id}`", shortened(own))
        }
        None => format!("row {row} has no id; it is read as `{id}`"),
    };
    notes.at(row).warning(problem_codes::RECORD_ID, message, "give every row an id of its own");
}
