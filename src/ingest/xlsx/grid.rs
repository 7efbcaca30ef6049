//! The cells of a sheet by their places → a table: columns that hold anything, rows that do, merged cells told to the rows they cover.

use std::collections::{BTreeMap, BTreeSet};

use super::super::delimited::{note_changed_names, note_repeated_header};
use super::super::header::{self, Span};
use super::super::notes::Notes;
use super::super::rows::Rows;
use super::super::table::{Comment, HeaderRow, Row, Table};
use crate::model::{CellRow, Consultation, StructureKind, problem_codes};

/// Values that merged cells may give to the rows below them.
const INHERITED: usize = 5_000_000;

/// The place of a cell, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    pub(super) row: u32,
    pub(super) column: u32,
}

impl Position {
    /// As a sheet names it: `B7`.
    pub(super) fn name(self) -> String {
        let mut letters = Vec::new();
        let mut rest = u64::from(self.column) + 1;
        while rest > 0 {
            letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
            rest = (rest - 1) / 26;
        }
        let letters: String = letters.into_iter().rev().collect();
        format!("{letters}{}", u64::from(self.row) + 1)
    }
}

/// Merged cells, counted from 0, the last ones included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Merged {
    pub(super) top: u32,
    pub(super) bottom: u32,
    pub(super) left: u32,
    pub(super) right: u32,
}

/// What was read of a sheet.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// Cells that are not empty; by place once finished.
    pub(super) cells: Vec<(Position, String)>,
    pub(super) merged: Vec<Merged>,
    /// Words attached to cells, in the order of the workbook.
    pub(super) comments: Vec<(Position, String)>,
    /// Formulas whose result the workbook does not keep.
    pub(super) unanswered: Vec<Position>,
    /// Cells that can't be read: the last one before, and why.
    pub(super) faults: Vec<(Position, String)>,
    /// The last cell before the sheet breaks off.
    pub(super) broken_off: Option<Position>,
}

impl Grid {
    /// The cells row by row, once finished.
    pub(super) fn plain_rows(self) -> Vec<CellRow> {
        let mut rows: Vec<CellRow> = Vec::new();
        for (position, text) in self.cells {
            let number = position.row.saturating_add(1);
            match rows.last_mut().filter(|row| row.number == number) {
                Some(row) => {
                    row.cells.insert(position.column, text);
                }
                None => rows.push(CellRow { number, cells: BTreeMap::from([(position.column, text)]) }),
            }
        }
        rows
    }

    /// Puts the cells in order; of two at one place the last counts.
    pub(super) fn finish(&mut self) {
        if !self.cells.is_sorted_by(|one, next| one.0 < next.0) {
            self.cells.sort_by_key(|(position, _)| *position);
            self.cells.reverse();
            self.cells.dedup_by_key(|(position, _)| *position);
            self.cells.reverse();
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.comments.is_empty() && self.cells.iter().all(|(_, text)| text.trim().is_empty())
    }

    /// Says what of the sheet could not be read.
    pub(super) fn note(&self, notes: &mut Notes<'_>) {
        if let Some(first) = self.unanswered.first() {
            notes.at(first.row.saturating_add(1)).warning(
                problem_codes::BAD_VALUE,
                format!(
                    "formulas whose result is not kept in the workbook: {}, the first in {}; they were read as empty",
                    self.unanswered.len(),
                    first.name()
                ),
                "open the workbook in Excel or LibreOffice and save it, so that results are kept",
            );
        }
        match (self.broken_off, self.faults.first()) {
            (Some(last), _) => notes.at(last.row.saturating_add(1)).error(
                problem_codes::DAMAGED,
                format!("the sheet is damaged behind cell {}; what stands before it was read", last.name()),
                "open the workbook in Excel or LibreOffice, which may repair it, and save it anew",
            ),
            (None, Some((last, why))) => notes.at(last.row.saturating_add(1)).error(
                problem_codes::DAMAGED,
                format!(
                    "cells that can't be read: {}, the first behind cell {} ({why}); the others were",
                    self.faults.len(),
                    last.name()
                ),
                "open the workbook in Excel or LibreOffice, which may repair it, and save it anew",
            ),
            (None, None) => {}
        }
    }

    /// The sheet as a table.
    pub(super) fn table(&self, name: &str, consultation: &Consultation, notes: &mut Notes<'_>) -> Table {
        let used = self.used_columns();
        let place = |column: u32| used.binary_search(&column).ok();
        let spans = self.spans(&used);
        let mut rows = self.rows(&place);
        let found = header::find(&rows, &spans, consultation);
        let names = rows.get(found.above..found.above + found.names).unwrap_or_default();
        let position = |place: usize| used.get(place).map_or(place + 1, |column| *column as usize + 1);
        let (columns, changed) = header::columns(names, &spans, used.len(), &position);
        header::note(found, names, notes);
        if let Some(names) = names.last() {
            note_changed_names(&changed, names.number, notes);
        }
        let again = names.last().filter(|row| row.filled().count() > 1).cloned();
        let mut table = Table { sheet: Some(name.to_owned()), columns, ..Table::default() };
        let below = rows.split_off((found.above + found.names).min(rows.len()));
        for (at, row) in rows.into_iter().enumerate() {
            let kind = if at < found.above { StructureKind::Note } else { StructureKind::ColumnName };
            table.headers.push(HeaderRow { kind, row });
        }
        let mut held = Vec::new();
        for row in below {
            if again.as_ref().is_some_and(|names| names.cells == row.cells) {
                note_repeated_header(row.number, notes);
                table.headers.push(HeaderRow { kind: StructureKind::ColumnName, row });
            } else {
                held.push(row);
            }
        }
        inherit(&mut held, &spans, &self.first_cells(&used));
        table.rows = Rows::Held(held);
        table.comments = self.placed_comments(&place);
        table
    }

    /// The columns that hold anything, or a comment.
    fn used_columns(&self) -> Vec<u32> {
        let filled = self.cells.iter().filter(|(_, text)| !text.trim().is_empty());
        let used: BTreeSet<u32> = filled.chain(&self.comments).map(|(position, _)| position.column).collect();
        used.into_iter().collect()
    }

    /// The rows that hold anything.
    fn rows(&self, place: &dyn Fn(u32) -> Option<usize>) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for cells in self.cells.chunk_by(|(one, _), (next, _)| one.row == next.row) {
            let Some((first, _)) = cells.first() else { continue };
            let placed =
                cells.iter().filter_map(|(position, text)| Some((place(position.column)?, text.clone())));
            let row =
                Row { number: first.row.saturating_add(1), cells: placed.collect(), inherited: Vec::new() };
            if row.filled().next().is_some() {
                rows.push(row);
            }
        }
        rows
    }

    /// Merged cells by the columns that are used.
    fn spans(&self, used: &[u32]) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let placed = self.merged.iter().filter_map(|own| {
            let left = used.partition_point(|column| *column < own.left);
            let right = used.partition_point(|column| *column <= own.right).checked_sub(1)?;
            let (top, bottom) = (own.top.saturating_add(1), own.bottom.saturating_add(1));
            (left <= right).then_some(Span { top, bottom, left, right })
        });
        let mut sorted: Vec<Span> = placed.collect();
        sorted.sort_unstable_by_key(|span| (span.top, span.left));
        for span in sorted {
            // Merged cells never overlap, but in a file that was made to take long.
            let overlaps = |last: &Span| last.top == span.top && span.left <= last.right;
            if !spans.last().is_some_and(overlaps) {
                spans.push(span);
            }
        }
        spans
    }

    /// What the first cell of each merged one says, by row and place.
    fn first_cells(&self, used: &[u32]) -> BTreeMap<(u32, usize), &str> {
        let tall = self.merged.iter().filter(|own| own.bottom > own.top);
        let found = tall.filter_map(|own| {
            let position = Position { row: own.top, column: own.left };
            let at = self.cells.binary_search_by_key(&position, |(position, _)| *position).ok()?;
            let place = used.binary_search(&own.left).ok()?;
            Some(((own.top.saturating_add(1), place), self.cells.get(at)?.1.as_str()))
        });
        found.collect()
    }

    fn placed_comments(&self, place: &dyn Fn(u32) -> Option<usize>) -> Vec<Comment> {
        let mut comments: Vec<&(Position, String)> = self.comments.iter().collect();
        comments.sort_by_key(|(position, _)| *position);
        let placed = comments.into_iter().filter_map(|(position, text)| {
            let row = position.row.saturating_add(1);
            Some(Comment { row, place: place(position.column)?, text: text.clone() })
        });
        placed.collect()
    }
}

/// Tells the rows below what a merged cell above says for them too.
fn inherit(rows: &mut [Row], spans: &[Span], first_cells: &BTreeMap<(u32, usize), &str>) {
    let mut left = INHERITED;
    for span in spans {
        let Some(text) = first_cells.get(&(span.top, span.left)) else { continue };
        let from = rows.partition_point(|row| row.number <= span.top);
        let to = rows.partition_point(|row| row.number <= span.bottom);
        for row in rows.get_mut(from..to).into_iter().flatten() {
            let Some(rest) = left.checked_sub(1) else { return };
            left = rest;
            row.inherited.push((span.left, (*text).to_owned()));
        }
    }
    for row in rows {
        row.inherited.sort_by_key(|(place, _)| *place);
        row.inherited.dedup_by_key(|(place, _)| *place);
    }
}

#[cfg(test)]
mod tests {
    use super::Position;

    #[test]
    fn cells_are_named_as_sheets_name_them() {
        let name = |row, column| Position { row, column }.name();
        assert_eq!(
            [name(0, 0), name(6, 25), name(0, 26), name(1_048_575, 16_383)],
            ["A1", "Z7", "AA1", "XFD1048576"]
        );
    }
}
