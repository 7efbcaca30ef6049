//! A table as its format gave it, before columns get a meaning.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::Rows;
use crate::model::{Cell, Header, StructureKind};

/// Columns of one table; as many as a worksheet can have.
pub(super) const COLUMNS: usize = 16_384;

/// Rows of one file that are held.
pub(super) const ROWS: usize = 5_000_000;

/// Rows of one file that stay in its text.
pub(super) const TEXT_ROWS: usize = 30_000_000;

/// Bytes of one cell: thirty times what a worksheet takes.
pub(super) const CELL: usize = 1_000_000;

/// Column names and rows of a file, or of one of its sheets.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    /// The sheet, for a format that has them.
    pub(super) sheet: Option<String>,
    /// The columns, their names all different and none blank.
    pub(super) columns: Vec<Column>,
    /// Rows that are no record: titles and notes, and the rows that name the columns.
    pub(super) headers: Vec<HeaderRow>,
    /// Rows in file order.
    pub(super) rows: Rows,
    /// Comments on cells.
    pub(super) comments: Vec<Comment>,
}

/// A column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Column {
    /// What it is called.
    pub(super) name: String,
    /// What else it is called, where several rows name it: its code, or its name without that of its group.
    pub(super) aliases: Vec<String>,
}

/// A row that is no record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HeaderRow {
    /// What its cells are.
    pub(super) kind: StructureKind,
    /// The row as it stands in the file.
    pub(super) row: Row,
}

/// A comment on a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comment {
    /// Row of the cell.
    pub(super) row: u32,
    /// Column of the cell.
    pub(super) place: usize,
    /// Its words.
    pub(super) text: String,
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Number in the file, from 1, the header included.
    pub(super) number: u32,
    /// Exact characters of the cells that are not empty, by column.
    pub(super) cells: Vec<(usize, String)>,
    /// Values that a merged cell of a row above gives this one too, by column.
    pub(super) inherited: Vec<(usize, String)>,
}

impl Row {
    /// A row of all these cells.
    pub(super) fn new(number: u32, cells: impl IntoIterator<Item = String>) -> Self {
        let cells = cells.into_iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        Self { number, cells: cells.collect(), inherited: Vec::new() }
    }

    /// The characters of a cell; none where it is empty.
    pub(super) fn cell(&self, place: usize) -> &str {
        at(&self.cells, place)
    }

    /// What a merged cell of a row above says here.
    pub(super) fn inherited(&self, place: usize) -> &str {
        at(&self.inherited, place)
    }

    /// What the row says in a column, merged cells included, without blanks around it.
    pub(super) fn value(&self, place: usize) -> &str {
        match self.cell(place).trim() {
            "" => self.inherited(place).trim(),
            own => own,
        }
    }

    /// Its cells that say something, by column.
    pub(super) fn filled(&self) -> impl Iterator<Item = (usize, &str)> {
        let cells = self.cells.iter().map(|(place, cell)| (*place, cell.trim()));
        cells.filter(|(_, cell)| !cell.is_empty())
    }
}

fn at(cells: &[(usize, String)], place: usize) -> &str {
    let found = cells.binary_search_by_key(&place, |(own, _)| *own).ok();
    found.and_then(|found| cells.get(found)).map_or("", |(_, cell)| cell.as_str())
}

impl Table {
    /// The name of a column.
    pub(super) fn name(&self, place: usize) -> &str {
        self.columns.get(place).map_or("", |column| column.name.as_str())
    }

    /// All names.
    pub(super) fn names(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.name.clone()).collect()
    }

    /// The rows that are no record, and the comments behind them, their blank cells left out.
    pub(super) fn headers(&self) -> Vec<Header> {
        let header = |row: u32, kind: StructureKind, cells: Vec<Cell>| Header {
            row,
            sheet: self.sheet.clone(),
            kind,
            cells,
        };
        let cell = |place: usize, text: &str| Cell {
            field: self.name(place).to_owned(),
            question: None,
            text: text.to_owned(),
        };
        let rows = self.headers.iter().map(|own| {
            let filled = own.row.cells.iter().filter(|(_, text)| !text.trim().is_empty());
            header(own.row.number, own.kind, filled.map(|(place, text)| cell(*place, text)).collect())
        });
        let comments = self.comments.iter().map(|comment| {
            header(comment.row, StructureKind::Comment, vec![cell(comment.place, &comment.text)])
        });
        rows.chain(comments).filter(|header| !header.cells.is_empty()).collect()
    }
}

/// A name for every column: blank ones are called by their place, a name met before gets a number.
///
/// Returns the names and those that had to be made up or changed.
pub(super) fn distinct_names(names: &[String]) -> (Vec<String>, Vec<String>) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let mut distinct: Vec<String> = Vec::with_capacity(names.len());
    let mut changed = Vec::new();
    for (name, place) in names.iter().zip(1..) {
        let wanted = match name.trim() {
            "" => format!("column {place}"),
            name => name.to_owned(),
        };
        let mut chosen = wanted.clone();
        while taken.contains(&chosen) {
            let count = counts.entry(wanted.clone()).or_insert(1);
            *count += 1;
            chosen = format!("{wanted} ({count})");
        }
        if chosen != name.trim() {
            changed.push(chosen.clone());
        }
        taken.insert(chosen.clone());
        distinct.push(chosen);
    }
    (distinct, changed)
}

#[cfg(test)]
mod tests {
    use super::{Row, distinct_names};

    #[test]
    fn blank_and_double_names_are_told_apart() {
        let names = ["tekst", " tekst ", "", "id"].map(str::to_owned);
        let (distinct, changed) = distinct_names(&names);
        assert_eq!(distinct, ["tekst", "tekst (2)", "column 3", "id"]);
        assert_eq!(changed, ["tekst (2)", "column 3"]);
    }

    #[test]
    fn a_row_says_what_a_merged_cell_above_says_where_its_own_is_blank() {
        let mut row = Row::new(3, ["", " ", "b "].map(str::to_owned));
        row.inherited = vec![(1, "a".to_owned()), (2, "c".to_owned())];
        assert_eq!((row.value(0), row.value(1), row.value(2), row.cell(2)), ("", "a", "b", "b "));
    }
}
