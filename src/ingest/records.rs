//! A table with known columns → records.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{Columns, assign, is_generic, quoted_list};
use super::free_text::list;
use super::notes::Notes;
use super::table::{CELL, Row, Table};
use super::uses::{self, TableUse};
use super::values::{iso_date, yes_or_no};
use crate::model::{Cell, Consultation, Record, problem_codes};

/// What the tables of one document have in common.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// Ids of the records so far.
    ids: BTreeSet<String>,
}

/// The records of `table`, which is one of `document`; none when no column holds text.
pub(super) fn records(
    table: &Table,
    document: &mut Document,
    consultation: &Consultation,
    notes: &mut Notes<'_>,
) -> Option<(Vec<Record>, TableUse)> {
    let columns = assign(table, consultation, notes);
    if columns.text.is_empty() {
        return None;
    }
    note_empty_columns(table, notes);
    let ids = document.unlike_before(table, ids(table, columns.id, notes), notes);
    let reader = Reader { table, columns: &columns, consultation };
    let rows = table.rows.iter().zip(ids);
    let records = rows.filter_map(|(row, id)| reader.record(row, id, &mut notes.at(row.number)));
    Some((records.collect(), uses::of(table, &columns)))
}

impl Document {
    /// Ids that no table before this one has: where one has, all get the sheet's name before them.
    fn unlike_before(&mut self, table: &Table, ids: Vec<String>, notes: &mut Notes<'_>) -> Vec<String> {
        let clash = ids.iter().any(|id| self.ids.contains(id));
        let sheet = table.sheet.as_deref().unwrap_or_default();
        if clash {
            notes.info(
                problem_codes::RECORD_ID,
                format!("ids of this sheet stand in a sheet before it too; they are read as `{sheet}/…`"),
                "give every response an id of its own, also over sheets, so that it keeps it when sheets are renamed",
            );
        }
        let mut unlike = Vec::with_capacity(ids.len());
        for id in ids {
            let mut id = if clash { format!("{sheet}/{id}") } else { id };
            while self.ids.contains(&id) {
                id.push('+');
            }
            self.ids.insert(id.clone());
            unlike.push(id);
        }
        unlike
    }
}

struct Reader<'t> {
    table: &'t Table,
    columns: &'t Columns,
    consultation: &'t Consultation,
}

impl Reader<'_> {
    fn record(&self, row: &Row, id: String, notes: &mut Notes<'_>) -> Option<Record> {
        if let Some((place, cell)) = row.cells.iter().find(|(_, cell)| cell.len() > CELL) {
            let (name, bytes) = (self.name(*place), cell.len());
            notes.error(
                problem_codes::TOO_LARGE,
                format!(
                    "the cell in column `{name}` is of {bytes} bytes, of at most {CELL}; the row was not read"
                ),
                "look whether a quotation mark is missing; put a document that long in a file of its own",
            );
            return None;
        }
        let texts = self.texts(row, notes);
        // A cell that a merged one above covers says nothing of its own: the response stands above.
        let covered = self.columns.text.iter().any(|place| !row.inherited(*place).is_empty());
        if texts.is_empty() && !covered {
            notes.warning(
                problem_codes::EMPTY_ROW,
                format!("row {} (id `{id}`) has no text", row.number),
                "fill in the text, or leave it: the row gives no statement",
            );
        }
        let taken: Vec<&str> = texts.iter().map(|cell| cell.field.as_str()).collect();
        let others = self.others(row, &taken);
        Some(Record {
            id,
            row: row.number,
            sheet: self.table.sheet.clone(),
            respondent: filled(row, self.columns.respondent).map(str::to_owned),
            date: self.date(row, notes),
            public: self.public(row, notes),
            metadata: self.metadata(row),
            others,
            texts,
        })
    }

    fn texts(&self, row: &Row, notes: &mut Notes<'_>) -> Vec<Cell> {
        let asked = filled(row, self.columns.question);
        let texts = self.columns.text.iter().filter_map(|place| {
            let text = row.cell(*place);
            let field = self.name(*place);
            if text.trim().is_empty() {
                return None;
            }
            if is_error_value(text) {
                notes.warning(
                    problem_codes::BAD_VALUE,
                    format!("`{}` in column `{field}` is a spreadsheet's error, not a text; it gives no statement", text.trim()),
                    "repair the formula, or put the words there",
                );
                return None;
            }
            let question = if is_generic(field) { asked } else { Some(field) };
            Some(Cell {
                field: field.to_owned(),
                question: question.map(str::to_owned),
                text: text.to_owned(),
            })
        });
        texts.collect()
    }

    fn date(&self, row: &Row, notes: &mut Notes<'_>) -> Option<String> {
        let written = filled(row, self.columns.date)?;
        let date = iso_date(written);
        if date.is_none() {
            notes.warning(
                problem_codes::BAD_VALUE,
                format!("`{}` cannot be read as a date and is kept as it is", shortened(written)),
                "write dates as 2024-03-01 or 01-03-2024",
            );
        }
        Some(date.unwrap_or_else(|| written.to_owned()))
    }

    /// Whether the row may be published; where the table asks and the answer can't be read, it may not.
    fn public(&self, row: &Row, notes: &mut Notes<'_>) -> bool {
        let Some(place) = self.columns.public else {
            return self.consultation.public_default;
        };
        let written = filled(row, Some(place)).unwrap_or_default();
        yes_or_no(written).unwrap_or_else(|| {
            let column = self.name(place);
            let what = if written.is_empty() {
                format!("the cell in column `{column}` is empty")
            } else {
                format!("`{}` in column `{column}` is neither yes nor no", shortened(written))
            };
            notes.warning(
                problem_codes::BAD_VALUE,
                format!("{what}; the response is treated as not public"),
                "write ja or nee, true or false, 1 or 0",
            );
            false
        })
    }

    fn metadata(&self, row: &Row) -> BTreeMap<String, String> {
        let places = self.columns.metadata.iter();
        let filled = places.filter_map(|place| {
            let value = filled(row, Some(*place))?;
            Some((self.name(*place).to_owned(), value.to_owned()))
        });
        filled.collect()
    }

    /// The cells that are not among the fields `taken` as texts.
    fn others(&self, row: &Row, taken: &[&str]) -> Vec<Cell> {
        let cells = row.cells.iter().filter(|(_, cell)| !cell.trim().is_empty());
        let others = cells.filter(|(place, _)| !taken.contains(&self.name(*place)));
        others
            .map(|(place, cell)| Cell {
                field: self.name(*place).to_owned(),
                question: None,
                text: cell.clone(),
            })
            .collect()
    }

    fn name(&self, place: usize) -> &str {
        self.table.name(place)
    }
}

/// What the row says in a column, when it says anything.
fn filled(row: &Row, place: Option<usize>) -> Option<&str> {
    Some(row.value(place?)).filter(|value| !value.is_empty())
}

/// What a spreadsheet shows where a formula fails, in Dutch and English.
fn is_error_value(cell: &str) -> bool {
    const ERRORS: [&str; 15] = [
        "#CALC!", "#DEEL/0!", "#DIV/0!", "#GETAL!", "#LEEG!", "#N/A", "#N/B", "#NAAM?", "#NAME?", "#NULL!",
        "#NUM!", "#REF!", "#SPILL!", "#VALUE!", "#VERW!",
    ];
    let cell = cell.trim();
    ERRORS.binary_search(&cell).is_ok() || cell == "#WAARDE!"
}

/// The beginning of a value, for a message.
fn shortened(value: &str) -> String {
    const SHOWN: usize = 60;
    match value.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", value.get(..end).unwrap_or_default()),
        None => value.to_owned(),
    }
}

/// An id for every row: its own where it has one that no row above has, else its number.
fn ids(table: &Table, column: Option<usize>, notes: &mut Notes<'_>) -> Vec<String> {
    if column.is_none() && !table.rows.is_empty() {
        notes.warning(
            problem_codes::RECORD_ID,
            "the table has no column of ids; the row number serves",
            "add a column `id`, so that a response keeps its id when rows move",
        );
    }
    // An id is its own row's alone, also where a merged cell gives it to several.
    let own_id =
        |row: &'_ Row| column.map(|place| row.cell(place).trim().to_owned()).filter(|id| !id.is_empty());
    let given: BTreeSet<String> = table.rows.iter().filter_map(own_id).collect();
    let mut used = BTreeSet::new();
    let mut ids = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let own = own_id(row);
        let id = match &own {
            Some(own) if !used.contains(own) => own.clone(),
            _ => spare_id(row.number, &given),
        };
        let shares = column.is_some_and(|place| own.is_none() && !row.inherited(place).is_empty());
        if column.is_some() && own.as_ref() != Some(&id) && !shares {
            note_id(row.number, own.as_deref(), &id, notes);
        }
        used.insert(id.clone());
        ids.push(id);
    }
    ids
}

/// The row number, marked where some row has that number as its id.
fn spare_id(number: u32, given: &BTreeSet<String>) -> String {
    let mut id = number.to_string();
    while given.contains(&id) {
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

/// What to say of a table in which no column holds text, and what to do about it.
pub(super) fn no_text(table: &Table) -> (String, String) {
    let mut letters = vec![0_usize; table.columns.len()];
    for (place, cell) in table.rows.iter().flat_map(|row| &row.cells) {
        if let Some(own) = letters.get_mut(*place) {
            *own += cell.chars().count();
        }
    }
    let longest = (0..letters.len()).max_by_key(|place| (letters.get(*place), std::cmp::Reverse(*place)));
    let candidate = longest.map_or("…", |place| table.name(place));
    (
        format!("no column holds the responses' text; the columns are {}", quoted_list(&table.names())),
        format!(
            "name it in consultation.toml: `[columns]` and below it `text = {}`",
            list(&[candidate.to_owned()])
        ),
    )
}

fn note_empty_columns(table: &Table, notes: &mut Notes<'_>) {
    let mut is_filled = vec![false; table.columns.len()];
    for row in &table.rows {
        for (place, _) in
            row.filled().chain(row.inherited.iter().map(|(place, value)| (*place, value.as_str())))
        {
            if let Some(own) = is_filled.get_mut(place) {
                *own = true;
            }
        }
    }
    let empty = is_filled.iter().enumerate().filter(|(_, is_filled)| !**is_filled && !table.rows.is_empty());
    for (place, _) in empty {
        notes.info(
            problem_codes::EMPTY,
            format!("column `{}` is empty in every row", table.name(place)),
            "nothing needs to be done",
        );
    }
}
