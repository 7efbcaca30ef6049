//! The rows of a table: held as they were read, or, of a long delimited text, read again from it each time they are asked for.

use std::borrow::Cow;
use std::sync::Arc;

use super::delimited::Reader;
use super::table::Row;

/// Rows in file order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Rows {
    /// As they were read.
    Held(Vec<Row>),
    /// In the text that they stand in.
    Text(TextRows),
}

/// Where rows stand in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextRows {
    text: Arc<String>,
    delimiter: char,
    /// Cells of a row that count.
    width: usize,
    /// The byte at which each begins.
    starts: Vec<usize>,
    /// The number of each in the file.
    numbers: Vec<u32>,
}

impl Default for Rows {
    fn default() -> Self {
        Self::Held(Vec::new())
    }
}

impl Rows {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Held(rows) => rows.len(),
            Self::Text(rows) => rows.starts.len(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether they stay in their text.
    pub(super) fn are_long(&self) -> bool {
        matches!(self, Self::Text(_))
    }

    /// The row at that place.
    pub(super) fn get(&self, place: usize) -> Option<Cow<'_, Row>> {
        match self {
            Self::Held(rows) => rows.get(place).map(Cow::Borrowed),
            Self::Text(rows) => rows.get(place).map(Cow::Owned),
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Cow<'_, Row>> {
        (0..self.len()).filter_map(|place| self.get(place))
    }
}

impl TextRows {
    /// No row yet of `text`.
    pub(super) fn new(text: Arc<String>, delimiter: char, width: usize) -> Self {
        Self { text, delimiter, width, starts: Vec::new(), numbers: Vec::new() }
    }

    pub(super) fn push(&mut self, number: u32, start: usize) {
        self.starts.push(start);
        self.numbers.push(number);
    }

    fn get(&self, place: usize) -> Option<Row> {
        let (start, number) = (*self.starts.get(place)?, *self.numbers.get(place)?);
        let scanned = Reader::new(self.text.get(start..)?, self.delimiter).next()?;
        Some(Row::new(number, scanned.cells.into_iter().take(self.width)))
    }
}
