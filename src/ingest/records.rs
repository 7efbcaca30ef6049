//! A table with known columns → records.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{Columns, assign, is_generic, quoted_list};
use super::notes::Notes;
use super::table::{Row, Table};
use super::values::{iso_date, yes_or_no};
use crate::model::{Cell, Consultation, Record, problem_codes};

/// The records of `table`; none when no column holds text.
pub(super) fn records(
    table: &Table,
    consultation: &Consultation,
    notes: &mut Notes<'_>,
) -> Option<Vec<Record>> {
    let columns = assign(table, consultation, notes);
    if columns.text.is_empty() {
        note_no_text(table, notes);
        return None;
    }
    note_empty_columns(table, notes);
    let ids = ids(table, columns.id, notes);
    let reader = Reader { table, columns: &columns, consultation };
    let rows = table.rows.iter().zip(ids);
    Some(rows.map(|(row, id)| reader.record(row, id, &mut notes.at(row.number))).collect())
}

struct Reader<'t> {
    table: &'t Table,
    columns: &'t Columns,
    consultation: &'t Consultation,
}

impl Reader<'_> {
    fn record(&self, row: &Row, id: String, notes: &mut Notes<'_>) -> Record {
        let texts = self.texts(row);
        if texts.is_empty() {
            notes.warning(
                problem_codes::EMPTY_ROW,
                format!("row {} (id `{id}`) has no text", row.number),
                "fill in the text, or leave it: the row gives no statement",
            );
        }
        Record {
            id,
            row: row.number,
            sheet: None,
            texts,
            respondent: filled(row, self.columns.respondent).map(str::to_owned),
            date: self.date(row, notes),
            public: self.public(row, notes),
            metadata: self.metadata(row),
            others: self.others(row),
        }
    }

    fn texts(&self, row: &Row) -> Vec<Cell> {
        let asked = filled(row, self.columns.question);
        let texts = self.columns.text.iter().filter_map(|place| {
            filled(row, Some(*place))?;
            let field = self.name(*place);
            let question = if is_generic(field) { asked } else { Some(field) };
            Some(Cell {
                field: field.to_owned(),
                question: question.map(str::to_owned),
                text: row.cells.get(*place)?.clone(),
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

    fn others(&self, row: &Row) -> Vec<Cell> {
        let cells = row.cells.iter().enumerate();
        let others =
            cells.filter(|(place, cell)| !cell.trim().is_empty() && !self.columns.text.contains(place));
        others
            .map(|(place, cell)| Cell {
                field: self.name(place).to_owned(),
                question: None,
                text: cell.clone(),
            })
            .collect()
    }

    fn name(&self, place: usize) -> &str {
        self.table.columns.get(place).map_or("", String::as_str)
    }
}

/// The cell without blanks around it, when it holds anything.
fn filled(row: &Row, place: Option<usize>) -> Option<&str> {
    let cell = row.cells.get(place?)?.trim();
    (!cell.is_empty()).then_some(cell)
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
    let given: BTreeSet<&str> = table.rows.iter().filter_map(|row| filled(row, column)).collect();
    let mut used = BTreeSet::new();
    let mut ids = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let own = filled(row, column);
        let id = match own {
            Some(own) if !used.contains(own) => own.to_owned(),
            _ => spare_id(row.number, &given),
        };
        if column.is_some() && own != Some(id.as_str()) {
            note_id(row.number, own, &id, notes);
        }
        used.insert(id.clone());
        ids.push(id);
    }
    ids
}

/// The row number, marked where some row has that number as its id.
fn spare_id(number: u32, given: &BTreeSet<&str>) -> String {
    let mut id = number.to_string();
    while given.contains(id.as_str()) {
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

fn note_no_text(table: &Table, notes: &mut Notes<'_>) {
    let longest = (0..table.columns.len()).max_by_key(|place| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(*place));
        let letters = cells.map(|cell| cell.chars().count()).sum::<usize>();
        (letters, std::cmp::Reverse(*place))
    });
    let candidate = longest.and_then(|place| table.columns.get(place));
    notes.error(
        problem_codes::NO_TEXT_COLUMN,
        format!("no column holds the responses' text; the columns are {}", quoted_list(&table.columns)),
        format!(
            "name it in consultation.toml: `[columns]` and below it `text = [\"{}\"]`",
            candidate.map_or("…", String::as_str)
        ),
    );
}

fn note_empty_columns(table: &Table, notes: &mut Notes<'_>) {
    for (name, place) in table.columns.iter().zip(0..) {
        if !table.rows.is_empty() && table.rows.iter().all(|row| filled(row, Some(place)).is_none()) {
            notes.info(
                problem_codes::EMPTY,
                format!("column `{name}` is empty in every row"),
                "nothing needs to be done",
            );
        }
    }
}
