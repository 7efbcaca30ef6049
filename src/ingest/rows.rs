//! The rows of a table: held as they were read, or, of a long delimited text, read again from it each time they are asked for.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::IngestError;
use super::scan::{Place, Scan, Scanned};
use super::table::Row;
use super::text::{PIECE, Text};

/// Of one in so many rows it is noted where it stands.
const MARKED: usize = 64;

/// Rows in file order.
#[derive(Debug, Clone)]
pub(super) enum Rows {
    /// As they were read.
    Held(Vec<Row>),
    /// In the text that they stand in.
    Text(TextRows),
}

/// Which rows of a text are rows of the table.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) delimiter: char,
    /// Cells of a row that count.
    pub(super) width: usize,
    /// The column names, where a row that repeats them is none.
    pub(super) names: Option<Row>,
}

impl Layout {
    /// Whether the row says the column names again.
    pub(super) fn is_names(&self, row: &Scanned) -> bool {
        let cells = || row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        self.names
            .as_ref()
            .is_some_and(|names| cells().eq(names.cells.iter().map(|(place, cell)| (*place, cell))))
    }

    /// Whether a cell beyond the columns says something.
    pub(super) fn is_too_wide(&self, row: &Scanned) -> bool {
        let surplus = row.cells.get(self.width..).unwrap_or_default();
        surplus.iter().any(|cell| !cell.trim().is_empty())
    }

    fn row(&self, row: Scanned) -> Option<Row> {
        let is_row = !row.is_blank() && !self.is_names(&row) && !self.is_too_wide(&row);
        is_row.then(|| Row::new(row.number, row.cells.into_iter().take(self.width)))
    }
}

/// Where rows stand in a text.
#[derive(Debug, Clone)]
pub(super) struct TextRows {
    text: Arc<Text>,
    layout: Layout,
    /// Where the first row stands, and every so many behind it.
    marks: Vec<Place>,
    /// How many there are.
    count: usize,
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
            Self::Text(rows) => rows.count,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether they stay in their text.
    pub(super) fn are_long(&self) -> bool {
        matches!(self, Self::Text(_))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Cow<'_, Row>> {
        self.range(0..self.len())
    }

    /// Those at some places.
    pub(super) fn range(&self, places: Range<usize>) -> Box<dyn Iterator<Item = Cow<'_, Row>> + '_> {
        match self {
            Self::Held(rows) => Box::new(rows.get(places).unwrap_or_default().iter().map(Cow::Borrowed)),
            Self::Text(rows) => Box::new(rows.range(places).map(Cow::Owned)),
        }
    }

    /// Whether all that was read of their text was of the same text.
    pub(super) fn check(&self) -> Result<(), IngestError> {
        match self {
            Self::Held(_) => Ok(()),
            Self::Text(rows) => rows.text.check(),
        }
    }
}

impl TextRows {
    /// No row yet of `text`.
    pub(super) fn new(text: Arc<Text>, layout: Layout) -> Self {
        Self { text, layout, marks: Vec::new(), count: 0 }
    }

    /// Adds the row of that number, which begins at that byte.
    pub(super) fn push(&mut self, number: u32, start: u64) {
        if self.count.is_multiple_of(MARKED) {
            self.marks.push(Place { start, rows: number.saturating_sub(1) });
        }
        self.count += 1;
    }

    fn range(&self, places: Range<usize>) -> impl Iterator<Item = Row> {
        let mark = self.marks.get(places.start / MARKED);
        let scan = mark.map(|mark| {
            // A piece is no longer than these rows, where it is known how long they are.
            let end = self.marks.get(places.end.div_ceil(MARKED)).map(|end| end.start - mark.start);
            let piece = end.and_then(|bytes| usize::try_from(bytes).ok()).unwrap_or(PIECE);
            Scan::in_pieces(&self.text, *mark, self.layout.delimiter, piece.min(PIECE))
        });
        let rows = scan.into_iter().flatten().filter_map(|(_, row)| self.layout.row(row));
        rows.skip(places.start % MARKED).take(places.len())
    }
}
