//! A table with known columns → records.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::columns::{Columns, assign, is_generic, quoted_list};
use super::free_text::list;
use super::ids::{Ids, RecordIds, ids};
use super::long::LongTable;
use super::notes::Notes;
use super::table::{CELL, Row, Table};
use super::uses::{self, TableUse};
use super::values::{iso_date, yes_or_no};
use crate::model::{Cell, Consultation, Header, Record, problem_codes};

/// What the tables of one document have in common.
#[derive(Debug)]
pub(super) struct Document {
    /// Whether it has but one.
    alone: bool,
    /// A table of which more texts may be published is not held.
    held: usize,
    /// Ids of the records so far.
    ids: Ids,
}

/// What a table gives.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) records: Vec<Record>,
    /// The table itself, in place of its records, where these are too many to hold.
    pub(super) long: Option<LongTable>,
    pub(super) uses: TableUse,
    pub(super) headers: Vec<Header>,
}

/// The records of `table`, which is one of `document`; the table itself when no column holds text.
pub(super) fn records(
    table: Table,
    document: &mut Document,
    consultation: &Arc<Consultation>,
    notes: &mut Notes<'_>,
) -> Result<Found, Box<Table>> {
    let columns = assign(&table, consultation, notes);
    if columns.text.is_empty() {
        return Err(Box::new(table));
    }
    note_empty_columns(&table, notes);
    let ids = document.unlike_before(&table, ids(&table, columns.id, notes), notes);
    let (uses, headers) = (uses::of(&table, &columns), table.headers());
    if document.alone && table.rows.are_long() {
        let mut long = LongTable::new(table, columns, ids, Arc::clone(consultation));
        return Ok(match long.look_over(document.held, notes) {
            Some(records) => Found { records, long: None, uses, headers },
            None => Found { records: Vec::new(), long: Some(long), uses, headers },
        });
    }
    let reader = Reader { table: &table, columns: &columns, consultation };
    let rows = table.rows.iter().enumerate();
    let records = rows.filter_map(|(place, row)| {
        reader.record(&row, ids.of(place, &row).into_owned(), &mut notes.at(row.number))
    });
    Ok(Found { records: records.collect(), long: None, uses, headers })
}

impl Document {
    /// A document of one table, or of several; one of which more than `held` texts may be published is not held.
    pub(super) fn new(alone: bool, held: usize) -> Self {
        Self { alone, held, ids: Ids::default() }
    }

    /// Ids that no table before this one has: where one has, all get the sheet's name before them.
    fn unlike_before(&mut self, table: &Table, ids: RecordIds, notes: &mut Notes<'_>) -> RecordIds {
        if self.alone {
            return ids;
        }
        let all = || table.rows.iter().enumerate().map(|(place, row)| ids.of(place, &row).into_owned());
        let clash = all().any(|id| self.ids.has(&id));
        let sheet = table.sheet.as_deref().unwrap_or_default();
        if clash {
            notes.info(
                problem_codes::RECORD_ID,
                format!("ids of this sheet stand in a sheet before it too; they are read as `{sheet}/…`"),
                "give every response an id of its own, also over sheets, so that it keeps it when sheets are renamed",
            );
        }
        let mut unlike = Vec::new();
        for id in all() {
            let mut id = if clash { format!("{sheet}/{id}") } else { id };
            while self.ids.has(&id) {
                id.push('+');
            }
            self.ids.add(&id);
            unlike.push(id);
        }
        RecordIds::given(unlike)
    }
}

/// Reads rows as records.
pub(super) struct Reader<'t> {
    pub(super) table: &'t Table,
    pub(super) columns: &'t Columns,
    pub(super) consultation: &'t Consultation,
}

impl Reader<'_> {
    pub(super) fn record(&self, row: &Row, id: String, notes: &mut Notes<'_>) -> Option<Record> {
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
pub(super) fn shortened(value: &str) -> String {
    const SHOWN: usize = 60;
    match value.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", value.get(..end).unwrap_or_default()),
        None => value.to_owned(),
    }
}

/// What to say of a table in which no column holds text, and what to do about it.
pub(super) fn no_text(table: &Table) -> (String, String) {
    let mut letters = vec![0_usize; table.columns.len()];
    for row in table.rows.iter() {
        for (place, cell) in &row.cells {
            if let Some(own) = letters.get_mut(*place) {
                *own += cell.chars().count();
            }
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
    for row in table.rows.iter() {
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
