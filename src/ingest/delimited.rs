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
use super::rows::{Layout, Rows, TextRows};
use super::scan::{Place, Reader, Scan, Scanned};
use super::table::{COLUMNS, HeaderRow, ROWS, Row, TEXT_ROWS, Table};
use super::text::Text;
use crate::model::{CellRow, Consultation, StructureKind, problem_codes};

/// Delimiters that are looked for, the likelier first between equals.
const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];
/// As many rows decide on the delimiter.
const SNIFFED_ROWS: usize = 200;
/// Among as many rows of them the names are looked for.
const HEADS: usize = 20;
/// In as many bytes the line must end that declares the delimiter.
const SEPARATOR_LINE: usize = 64;
/// The rows of a text with more of them stay in it.
const LONG: usize = 50_000;

/// Reads a delimited text; rows that cannot be used become problems. `None` where the text is too much of a table. The rows of a long one
/// stay in the text.
pub(super) fn read(text: &Arc<Text>, consultation: &Consultation, notes: &mut Notes<'_>) -> Option<Table> {
    let (declared, begin) = {
        let first = text.piece(0, SEPARATOR_LINE).text;
        let (declared, body) = separator_line(&first);
        (declared, Place { start: (first.len() - body.len()) as u64, rows: 0 })
    };
    let delimiter = declared.unwrap_or_else(|| sniff(text, consultation));
    let scan = || Scan::new(text, begin, delimiter);
    let shape = Shape::of(scan().map(|(_, row)| row), notes)?;
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
    let layout = Layout { delimiter, width: table.columns.len(), names: again };
    let mut held = Vec::new();
    let mut long = TextRows::new(Arc::clone(text), layout.clone());
    let is_long = shape.rows > LONG;
    let mut at = 0;
    for (start, row) in scan().filter(|(_, row)| !row.is_blank()) {
        at += 1;
        if at <= found.above + found.names {
            let row = Row::new(row.number, row.cells);
            table.headers.push(HeaderRow { kind: kind(at - 1), row });
        } else if layout.is_names(&row) {
            note_repeated_header(row.number, notes);
            let row = Row::new(row.number, row.cells);
            table.headers.push(HeaderRow { kind: StructureKind::ColumnName, row });
        } else if let Some(row) = fit(row, &table, &layout, notes) {
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
    fn of(rows: impl Iterator<Item = Scanned>, notes: &mut Notes<'_>) -> Option<Self> {
        let mut shape = Self { head: Vec::new(), rows: 0, widths: BTreeMap::new() };
        for row in rows.filter(|row| !row.is_blank()) {
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
pub(super) fn plain(text: String) -> Vec<CellRow> {
    let text = Text::Held(text);
    let whole = text.piece(0, usize::MAX).text;
    let (declared, body) = separator_line(&whole);
    let delimiter = declared.unwrap_or_else(|| sniff(&text, &Consultation::default()));
    // The line that declares the delimiter is one of the sheet's rows.
    let above = u32::from(declared.is_some());
    let rows = Reader::new(body, delimiter).filter(|row| !row.is_blank()).take(ROWS);
    rows.map(|row| CellRow {
        number: row.number + above,
        cells: (0..).zip(row.cells).filter(|(_, cell)| !cell.is_empty()).collect(),
    })
    .collect()
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
fn fit(row: Scanned, table: &Table, layout: &Layout, notes: &mut Notes<'_>) -> Option<Row> {
    let expected = layout.width;
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
    if layout.is_too_wide(&row) {
        notes.error(
            problem_codes::BAD_ROW,
            format!("the row has {found} cells where the header has {expected}; it was not read"),
            format!(
                "put quotation marks around cells that hold {} themselves",
                delimiter_name(layout.delimiter)
            ),
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
fn sniff(text: &Text, consultation: &Consultation) -> char {
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
fn fitness(text: &Text, delimiter: char, consultation: &Consultation) -> (usize, bool, usize, usize) {
    let rows = Scan::new(text, Place { start: 0, rows: 0 }, delimiter).map(|(_, row)| row);
    let rows = rows.filter(|row| !row.is_blank()).take(SNIFFED_ROWS);
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

#[cfg(test)]
mod tests {
    use super::{separator_line, sniff};
    use crate::ingest::text::Text;
    use crate::model::Consultation;

    #[test]
    fn the_delimiter_is_declared_or_found() {
        assert_eq!(separator_line("sep=|\r\na|b"), (Some('|'), "a|b"));
        assert_eq!(separator_line("september\n"), (None, "september\n"));
        let consultation = Consultation::default();
        let sniff = |text: &str| sniff(&Text::Held(text.to_owned()), &consultation);
        assert_eq!(sniff("id;tekst\n1;Tijd, geld, mensen\n2;Ja, nee\n"), ';');
        assert_eq!(sniff("Vraag één\tWie\nTijd, geld\tA\nMeer, veel\tB\n"), '\t');
        assert_ne!(sniff("tekst\nTijd, geld\nMeer, veel, te veel\n"), ',');
    }
}
