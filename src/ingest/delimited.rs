//! CSV and TSV text → rows of cells with their exact characters.
//!
//! Its own reader rather than a CSV library's, for three things that responses need: the row number a spreadsheet shows (blank
//! lines count), a stray or unclosed quote that spoils its own cell and not the rest of the file, and quotes that stay in the
//! text where they are not the format's.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::columns::known_names;
use super::header::{self, Found};
use super::notes::Notes;
use super::rows::{Rows, TextRows};
use super::table::{COLUMNS, HeaderRow, ROWS, Row, TEXT_ROWS, Table};
use crate::model::{CellRow, Consultation, StructureKind, problem_codes};

/// Delimiters that are looked for, the likelier first between equals.
const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];
/// As many rows decide on the delimiter.
const SNIFFED_ROWS: usize = 200;
/// Among as many rows of them the names are looked for.
const HEADS: usize = 20;
/// The rows of a text with more of them stay in it.
const LONG: usize = 50_000;

/// One row as scanned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scanned {
    number: u32,
    pub(super) cells: Vec<String>,
    /// A cell that opens with a quote which nothing closes.
    open_quote: Option<usize>,
}

impl Scanned {
    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// Reads a delimited text; rows that cannot be used become problems. `None` where the text is too much of a table. The rows of a long one
/// stay in the text.
pub(super) fn read(text: String, consultation: &Consultation, notes: &mut Notes<'_>) -> Option<Table> {
    let text = Arc::new(text);
    let (declared, body) = separator_line(&text);
    let delimiter = declared.unwrap_or_else(|| sniff(body, consultation));
    let shape = Shape::of(body, delimiter, notes)?;
    let plain: Vec<Row> = shape.head.iter().map(|row| Row::new(row.number, row.cells.clone())).collect();
    let found = header::find(&plain, &[], consultation);
    let names = plain.get(found.above..found.above + found.names).unwrap_or_default();
    let (columns, changed) = header::columns(names, &[], shape.used_width(found), &|place| place + 1);
    header::note(found, names, notes);
    if let Some(names) = names.last() {
        note_changed_names(&changed, names.number, notes);
    }
    let kind = |at: usize| if at < found.above { StructureKind::Note } else { StructureKind::ColumnName };
    let mut table = Table { columns, ..Table::default() };
    let again = names.last().filter(|row| row.filled().count() > 1).cloned();
    let mut held = Vec::new();
    let mut long = TextRows::new(Arc::clone(&text), delimiter, table.columns.len());
    let is_long = shape.rows > LONG;
    let begins = text.len() - body.len();
    let mut reader = Reader::new(body, delimiter);
    let mut at = 0;
    loop {
        let start = begins + reader.place(body);
        let Some(row) = reader.next() else { break };
        if row.is_blank() {
            continue;
        }
        at += 1;
        if at <= found.above + found.names {
            let row = Row::new(row.number, row.cells);
            table.headers.push(HeaderRow { kind: kind(at - 1), row });
        } else if again.as_ref().is_some_and(|names| says_the_same(&row, names)) {
            note_repeated_header(row.number, notes);
            let row = Row::new(row.number, row.cells);
            table.headers.push(HeaderRow { kind: StructureKind::ColumnName, row });
        } else if let Some(row) = fit(row, &table, delimiter, notes) {
            if is_long { long.push(row.number, start) } else { held.push(row) }
        }
    }
    table.rows = if is_long { Rows::Text(long) } else { Rows::Held(held) };
    Some(table)
}

/// What must be known of all rows before one of them can be read.
struct Shape {
    /// The first rows that are not blank.
    head: Vec<Scanned>,
    /// Rows that are not blank.
    rows: usize,
    /// Of the rows behind the head, by how many cells they have: up to which of them is filled.
    widths: BTreeMap<usize, usize>,
}

impl Shape {
    fn of(body: &str, delimiter: char, notes: &mut Notes<'_>) -> Option<Self> {
        let mut shape = Self { head: Vec::new(), rows: 0, widths: BTreeMap::new() };
        for row in Reader::new(body, delimiter).filter(|row| !row.is_blank()) {
            let width = filled_width(&row.cells);
            if shape.rows == TEXT_ROWS || width > COLUMNS {
                note_too_large(row.number, notes);
                return None;
            }
            shape.rows += 1;
            if shape.head.len() < header::COMPARED {
                shape.head.push(row);
            } else {
                let widest = shape.widths.entry(row.cells.len()).or_default();
                *widest = (*widest).max(width);
            }
        }
        Some(shape)
    }

    /// Columns up to the last with a name or a cell: spreadsheets like to add blank ones at the end.
    fn used_width(&self, found: Found) -> usize {
        let top = self.head.iter().take(found.above + found.names);
        let names = self.head.iter().skip(found.above).take(found.names);
        let columns = names.map(|row| row.cells.len()).max().unwrap_or_else(|| usual_width(&self.head));
        let top = top.map(|row| filled_width(&row.cells)).max().unwrap_or(0);
        let head = self.head.iter().skip(found.above + found.names);
        let head = head.map(|row| (row.cells.len(), filled_width(&row.cells)));
        let all = head.chain(self.widths.iter().map(|(cells, filled)| (*cells, *filled)));
        all.filter(|(cells, _)| *cells <= columns).map(|(_, filled)| filled).fold(top, usize::max)
    }
}

/// The cells of a delimited text as they are.
pub(super) fn plain(text: &str) -> Vec<CellRow> {
    let (declared, body) = separator_line(text);
    let delimiter = declared.unwrap_or_else(|| sniff(body, &Consultation::default()));
    // The line that declares the delimiter is one of the sheet's rows.
    let above = u32::from(declared.is_some());
    let rows = Reader::new(body, delimiter).filter(|row| !row.is_blank()).take(ROWS);
    rows.map(|row| CellRow {
        number: row.number + above,
        cells: (0..).zip(row.cells).filter(|(_, cell)| !cell.is_empty()).collect(),
    })
    .collect()
}

fn says_the_same(row: &Scanned, names: &Row) -> bool {
    let cells = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
    cells.eq(names.cells.iter().map(|(place, cell)| (*place, cell)))
}

fn note_too_large(row: u32, notes: &mut Notes<'_>) {
    notes.at(row).error(
        problem_codes::TOO_LARGE,
        format!("the table has more than {TEXT_ROWS} rows or {COLUMNS} columns; it was not read"),
        "look whether the right character parts the columns; else save it in parts",
    );
}

pub(super) fn note_repeated_header(row: u32, notes: &mut Notes<'_>) {
    notes.at(row).info(
        problem_codes::COLUMNS,
        format!("row {row} repeats the column names; it is no response"),
        "nothing needs to be done",
    );
}

pub(super) fn note_changed_names(changed: &[String], header: u32, notes: &mut Notes<'_>) {
    for name in changed {
        notes.at(header).warning(
            problem_codes::MALFORMED,
            format!("a column without a name of its own is read as `{name}`"),
            "give every column a name that no other column has",
        );
    }
}

fn filled_width(cells: &[String]) -> usize {
    cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1)
}

/// As many cells as most rows have; of as usual numbers the highest.
fn usual_width(rows: &[Scanned]) -> usize {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for row in rows.iter().take(SNIFFED_ROWS) {
        *counts.entry(row.cells.len()).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(width, count)| (*count, *width)).map_or(0, |(width, _)| width)
}

/// Gives a row as many cells as there are columns, or notes why it can't be used.
fn fit(row: Scanned, table: &Table, delimiter: char, notes: &mut Notes<'_>) -> Option<Row> {
    let expected = table.columns.len();
    let found = row.cells.len();
    let mut notes = notes.at(row.number);
    if let Some(column) = row.open_quote {
        let name = table.name(column);
        notes.warning(
            problem_codes::BAD_ROW,
            format!(
                "a quotation mark opens the cell in column {} (`{name}`) and nothing closes it",
                column + 1
            ),
            "the mark was read as part of the text; close it, or double it if it belongs there",
        );
    }
    let surplus = row.cells.get(expected..).unwrap_or_default();
    if surplus.iter().any(|cell| !cell.trim().is_empty()) {
        notes.error(
            problem_codes::BAD_ROW,
            format!("the row has {found} cells where the header has {expected}; it was not read"),
            format!("put quotation marks around cells that hold {} themselves", delimiter_name(delimiter)),
        );
        return None;
    }
    if found < expected {
        notes.warning(
            problem_codes::BAD_ROW,
            format!(
                "the row has {found} of the header's {expected} cells; the missing ones were read as empty"
            ),
            "put quotation marks around cells that hold a line break, and fill up the row",
        );
    }
    Some(Row::new(row.number, row.cells.into_iter().take(expected)))
}

fn delimiter_name(delimiter: char) -> String {
    match delimiter {
        '\t' => "a tab".to_owned(),
        other => format!("`{other}`"),
    }
}

/// The delimiter that a first line `sep=;` declares, and the text below that line.
fn separator_line(text: &str) -> (Option<char>, &str) {
    let first = text.split(['\n', '\r']).next().unwrap_or_default();
    let bare = first.trim_matches('"');
    let declared = bare
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("sep="))
        .and_then(|_| bare.get(4..))
        .and_then(|rest| {
            let mut characters = rest.chars();
            characters.next().filter(|_| characters.as_str().is_empty())
        });
    match declared {
        Some(_) => {
            let rest = text.get(first.len()..).unwrap_or_default();
            let rest = rest.strip_prefix('\r').unwrap_or(rest);
            (declared, rest.strip_prefix('\n').unwrap_or(rest))
        }
        None => (None, text),
    }
}

/// The delimiter under which the header's names are known and the rows agree with the header best.
fn sniff(text: &str, consultation: &Consultation) -> char {
    let mut best = (DELIMITERS[0], (0, false, 0, 0));
    for delimiter in DELIMITERS {
        let fitness = fitness(text, delimiter, consultation);
        if fitness > best.1 {
            best = (delimiter, fitness);
        }
    }
    best.0
}

/// Known column names, whether there are several columns, rows in a thousand that have as many cells as the row of these names (else as
/// is usual), columns.
fn fitness(text: &str, delimiter: char, consultation: &Consultation) -> (usize, bool, usize, usize) {
    let rows = Reader::new(text, delimiter).filter(|row| !row.is_blank()).take(SNIFFED_ROWS);
    let rows: Vec<Scanned> = rows.collect();
    let mut best = (0, usual_width(&rows));
    for row in rows.iter().take(HEADS) {
        let known = known_names(&row.cells, consultation);
        if known > best.0 {
            best = (known, row.cells.len());
        }
    }
    let (known, columns) = best;
    let fitting = rows.iter().filter(|row| row.cells.len() == columns).count();
    let share = (fitting * 1000).checked_div(rows.len()).unwrap_or(1000);
    (known, columns > 1, share, columns)
}

/// Splits a text into rows.
#[derive(Debug, Clone)]
pub(super) struct Reader<'t> {
    rest: &'t str,
    delimiter: char,
    number: u32,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, delimiter: char) -> Self {
        Self { rest: text, delimiter, number: 0 }
    }

    /// The byte of `text`, which it reads, at which it stands.
    fn place(&self, text: &str) -> usize {
        text.len() - self.rest.len()
    }

    /// One cell, and whether it opens with a quote that nothing closes.
    fn cell(&mut self) -> (String, bool) {
        if let Some((cell, rest)) = quoted(self.rest, self.delimiter) {
            self.rest = rest;
            return (cell, false);
        }
        let end = self.rest.find([self.delimiter, '\n', '\r']).unwrap_or(self.rest.len());
        let (cell, rest) = self.rest.split_at(end);
        self.rest = rest;
        let open = cell.starts_with('"') && cell.matches('"').count() % 2 == 1;
        (cell.to_owned(), open)
    }

    /// Steps over the row's end.
    fn end_row(&mut self) {
        let after = self.rest.strip_prefix('\r').unwrap_or(self.rest);
        self.rest = after.strip_prefix('\n').unwrap_or(after);
    }
}

impl Iterator for Reader<'_> {
    type Item = Scanned;

    fn next(&mut self) -> Option<Scanned> {
        if self.rest.is_empty() {
            return None;
        }
        self.number += 1;
        let mut row = Scanned { number: self.number, cells: Vec::new(), open_quote: None };
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

/// The cell that `text` opens with when it stands in quotation marks, and what follows it.
///
/// The closing mark must stand before a delimiter or the row's end; else the marks are the respondent's own.
fn quoted(text: &str, delimiter: char) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (piece, after) = rest.split_once('"')?;
        cell.push_str(piece);
        match after.chars().next() {
            Some('"') => {
                cell.push('"');
                rest = after.strip_prefix('"')?;
            }
            None | Some('\n' | '\r') => return Some((cell, after)),
            Some(next) if next == delimiter => return Some((cell, after)),
            Some(_) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Reader, separator_line, sniff};
    use crate::model::Consultation;

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

    #[test]
    fn the_delimiter_is_declared_or_found() {
        assert_eq!(separator_line("sep=|\r\na|b"), (Some('|'), "a|b"));
        assert_eq!(separator_line("september\n"), (None, "september\n"));
        let consultation = Consultation::default();
        let sniff = |text| sniff(text, &consultation);
        assert_eq!(sniff("id;tekst\n1;Tijd, geld, mensen\n2;Ja, nee\n"), ';');
        assert_eq!(sniff("Vraag één\tWie\nTijd, geld\tA\nMeer, veel\tB\n"), '\t');
        assert_ne!(sniff("tekst\nTijd, geld\nMeer, veel, te veel\n"), ',');
    }
}
