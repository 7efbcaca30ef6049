//! A delimited text → its rows as they stand, one after another.

use std::borrow::Cow;

use super::text::{PIECE, Piece, Text};

/// One row as scanned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scanned {
    pub(super) number: u32,
    pub(super) cells: Vec<String>,
    /// A cell that opens with a quote which nothing closes.
    pub(super) open_quote: Option<usize>,
}

impl Scanned {
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// Where reading rows begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The byte of the text.
    pub(super) start: u64,
    /// Rows before it.
    pub(super) rows: u32,
}

/// The rows of a text from some place on, each with the byte at which it begins.
#[derive(Debug)]
pub(super) struct Scan<'t> {
    text: &'t Text,
    delimiter: char,
    /// What was read of the text, and from which byte on.
    window: Cow<'t, str>,
    begins: u64,
    is_last: bool,
    /// Where in it the next row begins, and how many rows stand before that.
    at: usize,
    rows: u32,
    /// As many bytes are read at a time.
    piece: usize,
}

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t Text, from: Place, delimiter: char) -> Self {
        Self::in_pieces(text, from, delimiter, PIECE)
    }

    /// Reads so many bytes at a time; more where a row is longer.
    pub(super) fn in_pieces(text: &'t Text, from: Place, delimiter: char, piece: usize) -> Self {
        let Piece { text: window, is_last } = text.piece(from.start, piece);
        Self { text, delimiter, window, begins: from.start, is_last, at: 0, rows: from.rows, piece }
    }

    /// Reads on from the row at hand.
    fn read_on(&mut self) {
        let kept = self.window.len() - self.at;
        self.begins += self.at as u64;
        // Always more than was kept: also where that was all, but for the half of a character.
        let Piece { text, is_last } = self.text.piece(self.begins, self.piece.max(kept * 2 + 8));
        (self.window, self.is_last, self.at) = (text, is_last, 0);
    }
}

impl Iterator for Scan<'_> {
    type Item = (u64, Scanned);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rest = self.window.get(self.at..).unwrap_or_default();
            let mut reader = Reader { rest, delimiter: self.delimiter, rows: self.rows, ran_out: false };
            let row = reader.next();
            if reader.ran_out && !self.is_last {
                self.read_on();
                continue;
            }
            let start = self.begins + self.at as u64;
            let left = reader.rest.len();
            (self.at, self.rows) = (self.window.len() - left, reader.rows);
            return Some((start, row?));
        }
    }
}

/// Splits a text into rows.
#[derive(Debug, Clone)]
pub(super) struct Reader<'t> {
    rest: &'t str,
    delimiter: char,
    rows: u32,
    /// Whether the end of the text was looked for or met, so that more text might have meant another row.
    ran_out: bool,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, delimiter: char) -> Self {
        Self { rest: text, delimiter, rows: 0, ran_out: false }
    }

    /// One cell, and whether it opens with a quote that nothing closes.
    fn cell(&mut self) -> (String, bool) {
        match quoted(self.rest, self.delimiter) {
            Quoted::Cell(cell, rest) => {
                self.rest = rest;
                self.ran_out |= rest.is_empty();
                return (cell, false);
            }
            Quoted::RanOut => self.ran_out = true,
            Quoted::Not => {}
        }
        let end = self.rest.find([self.delimiter, '\n', '\r']);
        self.ran_out |= end.is_none();
        let (cell, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        let open = cell.starts_with('"') && cell.matches('"').count() % 2 == 1;
        (cell.to_owned(), open)
    }

    /// Steps over the row's end.
    fn end_row(&mut self) {
        let after = self.rest.strip_prefix('\r').unwrap_or(self.rest);
        self.ran_out |= after.is_empty();
        self.rest = after.strip_prefix('\n').unwrap_or(after);
    }
}

impl Iterator for Reader<'_> {
    type Item = Scanned;

    fn next(&mut self) -> Option<Scanned> {
        if self.rest.is_empty() {
            self.ran_out = true;
            return None;
        }
        self.rows += 1;
        let mut row = Scanned { number: self.rows, cells: Vec::new(), open_quote: None };
        loop {
            let (cell, open) = self.cell();
            if open && row.open_quote.is_none() {
                row.open_quote = Some(row.cells.len());
            }
            row.cells.push(cell);
            match self.rest.strip_prefix(self.delimiter) {
                Some(rest) => self.rest = rest,
                None => break,
            }
        }
        self.end_row();
        Some(row)
    }
}

/// Whether a text opens with a cell in quotation marks.
enum Quoted<'t> {
    /// It does: the cell, and what follows it.
    Cell(String, &'t str),
    Not,
    /// No mark closes it before the text ends.
    RanOut,
}

/// The cell that `text` opens with when it stands in quotation marks.
///
/// The closing mark must stand before a delimiter or the row's end; else the marks are the respondent's own.
fn quoted(text: &str, delimiter: char) -> Quoted<'_> {
    let Some(mut rest) = text.strip_prefix('"') else { return Quoted::Not };
    let mut cell = String::new();
    loop {
        let Some((piece, after)) = rest.split_once('"') else { return Quoted::RanOut };
        cell.push_str(piece);
        match after.chars().next() {
            Some('"') => {
                cell.push('"');
                rest = after.get(1..).unwrap_or_default();
            }
            None | Some('\n' | '\r') => return Quoted::Cell(cell, after),
            Some(next) if next == delimiter => return Quoted::Cell(cell, after),
            Some(_) => return Quoted::Not,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Place, Reader, Scan, Scanned};
    use crate::ingest::text::Text;

    fn cells(text: &str, delimiter: char) -> Vec<(u32, Vec<String>)> {
        Reader::new(text, delimiter).map(|row| (row.number, row.cells)).collect()
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn quotes_keep_delimiters_line_breaks_and_doubled_quotes() {
        assert_eq!(
            cells("a,\"x, \"\"y\"\"\r\nz\"\r\n\r\n b ,c", ','),
            [row(1, &["a", "x, \"y\"\r\nz"]), row(2, &[""]), row(3, &[" b ", "c"])]
        );
    }

    #[test]
    fn quotes_of_the_respondent_stay_and_an_open_one_spoils_nothing() {
        assert_eq!(
            cells("\"Wal\" en \"schip\";1\n\"open;2\n\"dicht\";3\n", ';'),
            [row(1, &["\"Wal\" en \"schip\"", "1"]), row(2, &["\"open", "2"]), row(3, &["dicht", "3"])]
        );
        let open: Vec<_> = Reader::new("\"open;2\n", ';').map(|row| row.open_quote).collect();
        assert_eq!(open, [Some(0)]);
    }

    proptest! {
        /// A text in a file gives, read in pieces of any size and from any row on, the rows of the same text when it is held.
        #[test]
        fn rows_do_not_depend_on_pieces(text in "[a,é€\"\r\n]{0,40}", piece in 1_usize..20) {
            let expected: Vec<Scanned> = Reader::new(&text, ',').collect();
            let file = tempfile::NamedTempFile::new().unwrap();
            std::fs::write(file.path(), &text).unwrap();
            let in_file = Text::InFile(crate::ingest::text::TextFile::open(file.path()).unwrap());
            let from = Place { start: 0, rows: 0 };
            let rows: Vec<(u64, Scanned)> = Scan::in_pieces(&in_file, from, ',', piece).collect();
            prop_assert!(rows.iter().map(|(_, row)| row).eq(&expected));
            let held = Text::Held(text);
            for (number, (start, _)) in (0..).zip(&rows) {
                let from = Place { start: *start, rows: number };
                for text in [&in_file, &held] {
                    let rows = Scan::in_pieces(text, from, ',', piece).map(|(_, row)| row);
                    prop_assert!(rows.eq(expected.iter().skip(number as usize).cloned()));
                }
            }
        }
    }
}
