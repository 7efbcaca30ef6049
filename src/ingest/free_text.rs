//! Which columns hold what respondents wrote in their own words, told by the cells.
//!
//! Counted per column: how many words its cells have, how many of the cells differ, and whether they are made of a few answers to choose
//! from. Names, addresses and titles are mostly capitals; numbers and dates no words at all.

use std::collections::BTreeSet;

use super::columns::quoted_list;
use super::header::{JOINED, is_open_question, is_question};
use super::notes::Notes;
use super::table::Table;
use crate::model::problem_codes;

/// Cells of a column that are looked at.
const LOOKED_AT: usize = 5_000;

/// Fewer cells than this say little by how many of them differ.
const FEW: usize = 8;

/// The columns that hold free text.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Those read as texts.
    pub(super) taken: Vec<usize>,
    /// Why, for each.
    reasons: Vec<String>,
    /// Those that look like it and are left to the user.
    left: Vec<usize>,
}

/// Among the `free` columns, those of free text: questions, and any where no column has a usual name (`any`).
pub(super) fn columns(table: &Table, free: &[bool], any: bool) -> Found {
    let mut found = Found::default();
    for place in 0..table.columns.len() {
        if free.get(place) != Some(&true) {
            continue;
        }
        let cells = Cells::of(table, place);
        let asks = is_asked(table, place);
        if cells.are_free_text() && (asks || any) || asks && cells.are_answers() {
            found.taken.push(place);
            found.reasons.push(cells.reason(asks));
        } else if cells.are_free_text() {
            found.left.push(place);
        }
    }
    found
}

fn is_asked(table: &Table, place: usize) -> bool {
    table.columns.get(place).is_some_and(|column| {
        let parts = column.name.split(JOINED).chain(column.aliases.iter().map(String::as_str));
        parts.into_iter().any(|part| is_question(part) || is_open_question(part))
    })
}

impl Found {
    /// Why each was taken, by its place.
    pub(super) fn reasons(&self) -> impl Iterator<Item = (usize, String)> {
        self.taken.iter().copied().zip(self.reasons.iter().cloned())
    }

    /// Says which columns were taken, and which look like text and were not.
    pub(super) fn note(&self, table: &Table, usual: &[usize], notes: &mut Notes<'_>) {
        let names = |places: &[usize]| -> Vec<String> {
            places.iter().map(|place| table.name(*place).to_owned()).collect()
        };
        if !self.taken.is_empty() {
            let told: Vec<String> = self
                .taken
                .iter()
                .zip(&self.reasons)
                .map(|(place, reason)| format!("`{}` ({reason})", table.name(*place)))
                .collect();
            let all: Vec<String> =
                usual.iter().chain(&self.taken).map(|place| table.name(*place).to_owned()).collect();
            notes.info(
                problem_codes::COLUMNS,
                format!("read as responses, each to its own question: {}", told.join(", ")),
                format!(
                    "to read others, name them in consultation.toml: `[columns]` and below it `text = {}`",
                    list(&all)
                ),
            );
        }
        if !self.left.is_empty() {
            let all: Vec<usize> = usual.iter().chain(&self.taken).chain(&self.left).copied().collect();
            notes.warning(
                problem_codes::COLUMNS,
                format!(
                    "free text that was not read as responses but kept as metadata: {}",
                    quoted_list(&names(&self.left))
                ),
                format!(
                    "if it is, name it in consultation.toml: `[columns]` and below it `text = {}`",
                    list(&names(&all))
                ),
            );
        }
    }
}

/// Names as a list in consultation.toml.
pub(super) fn list(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| toml::Value::from(name.as_str()).to_string()).collect();
    format!("[{}]", quoted.join(", "))
}

/// What the cells of a column look like.
#[derive(Debug, Default)]
struct Cells {
    filled: usize,
    words: usize,
    /// Words that begin in lower case.
    lower: usize,
    distinct: usize,
    /// Parts between commas and semicolons, and how many of them differ: answers that were ticked come in the same parts.
    parts: usize,
    distinct_parts: usize,
}

impl Cells {
    fn of(table: &Table, place: usize) -> Self {
        let mut cells = Self::default();
        let (mut distinct, mut parts) = (BTreeSet::new(), BTreeSet::new());
        for row in table.rows.iter().take(LOOKED_AT) {
            let cell = row.cell(place).trim();
            if cell.is_empty() {
                continue;
            }
            cells.filled += 1;
            for word in cell.split_whitespace() {
                cells.words += usize::from(word.contains(char::is_alphabetic));
                cells.lower += usize::from(word.starts_with(char::is_lowercase));
            }
            distinct.insert(cell.to_lowercase());
            for part in cell.split([';', ',', '|', '\n']) {
                cells.parts += 1;
                parts.insert(part.trim().to_lowercase());
            }
        }
        cells.distinct = distinct.len();
        cells.distinct_parts = parts.len();
        cells
    }

    /// Whether most of it is sentences that differ from cell to cell.
    fn are_free_text(&self) -> bool {
        let least = if self.filled < FEW { 3 } else { 4 };
        self.words >= self.filled * least && self.are_open() && self.lower * 2 >= self.words
    }

    /// Whether it may be answers in a few own words, where a question was asked.
    fn are_answers(&self) -> bool {
        let least = if self.filled < FEW { 6 } else { 3 };
        self.words * 2 >= self.filled * least && self.are_open()
    }

    /// Whether the cells differ, and are not made of the same answers over and over.
    fn are_open(&self) -> bool {
        if self.filled == 0 {
            return false;
        }
        let few = self.filled < FEW;
        let differ = self.distinct * 2 >= self.filled || self.words >= self.filled * 12;
        let composed = self.distinct_parts * 4 < self.parts && self.words < self.filled * 15;
        few || (differ && !composed)
    }

    fn reason(&self, asks: bool) -> String {
        let words = self.words.div_ceil(self.filled.max(1));
        let named = if asks { "named as a question, " } else { "" };
        format!("{named}{} filled, {} different, some {words} words each", cells(self.filled), self.distinct)
    }
}

fn cells(count: usize) -> String {
    if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") }
}
