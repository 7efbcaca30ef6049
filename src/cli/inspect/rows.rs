//! The rows of a page on a terminal: the line's number, then each piece under its column, behind what it was taken for.

use std::io::Write;

use anyhow::Result;
use bloemlezer::model::Span;

use super::shown::{ShownPage, ShownPiece, ShownRow, TakenFor, code};
use super::text::View;
use crate::cli::listing::{Paint, Wrapped, clean, width, wrap};

/// Room for a line's number and the space behind it.
const GUTTER: usize = 6;
/// Between columns.
const GAP: usize = 2;
/// Narrower columns are printed below each other.
const NARROWEST: usize = 34;

/// Writes the rows of a page.
pub(super) fn write(page: &ShownPage<'_>, view: View, out: &mut dyn Write) -> Result<()> {
    let setting = Setting::of(page.columns, view);
    let names = match setting {
        Setting::One => "column 1".to_owned(),
        Setting::Below => "column: piece".to_owned(),
        Setting::Beside { width } => {
            let names = (1..=page.columns).map(|column| format!("{:width$}", format!("column {column}")));
            names.collect::<Vec<_>>().join(&" ".repeat(GAP))
        }
    };
    writeln!(out, "{:GUTTER$}{}", "line", names.trim_end())?;
    for row in &page.rows {
        let cells = cells(row, setting, view);
        match cells.as_slice() {
            [] => writeln!(out, "{:>4}", row.line)?,
            cells => write_cells(row.line, cells, out)?,
        }
    }
    Ok(())
}

/// How columns are set on the terminal.
#[derive(Debug, Clone, Copy)]
enum Setting {
    /// There is one.
    One,
    /// Each so wide, beside each other.
    Beside { width: usize },
    /// Below each other, for want of room.
    Below,
}

impl Setting {
    fn of(columns: u32, view: View) -> Self {
        let columns = columns as usize;
        let room = view.width.saturating_sub(GUTTER + GAP * (columns - 1));
        match room / columns {
            _ if columns == 1 => Self::One,
            width if width >= NARROWEST => Self::Beside { width },
            _ => Self::Below,
        }
    }

    /// Where the column begins.
    fn start(self, column: u32) -> usize {
        match self {
            Self::Beside { width } => GUTTER + (column.max(1) as usize - 1) * (width + GAP),
            Self::One | Self::Below => GUTTER,
        }
    }
}

/// The pieces of a row that stand in one column, in lines.
struct Cell {
    start: usize,
    lines: Vec<Line>,
}

/// A line as it is printed, and the columns that it takes.
struct Line {
    painted: String,
    width: usize,
}

fn cells(row: &ShownRow<'_>, setting: Setting, view: View) -> Vec<Cell> {
    let filled: Vec<&ShownPiece<'_>> =
        row.pieces.iter().filter(|shown| !shown.piece.text.trim().is_empty()).collect();
    let columns: Vec<&[&ShownPiece<'_>]> = filled.chunk_by(|one, next| one.column == next.column).collect();
    let starts = columns.iter().map(|pieces| setting.start(pieces[0].column));
    let starts: Vec<usize> = starts.collect();
    let ends = |nth: usize| match setting {
        // What stands alone may run on to the right, as it did on the page.
        Setting::Beside { .. } => starts.get(nth + 1).map_or(view.width, |next| next.saturating_sub(GAP)),
        Setting::One | Setting::Below => view.width,
    };
    let cell = |(nth, pieces): (usize, &&[&ShownPiece<'_>])| {
        let start = starts[nth];
        let named = matches!(setting, Setting::Below).then_some(pieces[0].column);
        let room = ends(nth).saturating_sub(start).max(NARROWEST / 2);
        Cell { start, lines: lines(pieces, named, room, view.paint) }
    };
    columns.iter().enumerate().map(cell).collect()
}

/// The pieces behind their marks, wrapped.
fn lines(pieces: &[&ShownPiece<'_>], named: Option<u32>, room: usize, paint: Paint) -> Vec<Line> {
    let mut text = named.map(|column| format!("{column}: ")).unwrap_or_default();
    let mut marks = Vec::new();
    for shown in pieces {
        if !marks.is_empty() {
            text.push(' ');
        }
        let start = text.chars().count() as u32;
        text.push_str(&mark(shown.taken_for, shown.doubtful));
        marks.push(Span::new(start, text.chars().count() as u32));
        text.push(' ');
        text.push_str(clean(&shown.piece.text).trim());
    }
    let measure = Wrapped { width: room, indent: 0 };
    let plain = wrap(&text, &[], Paint::Quotes, measure);
    // Marks stand in brackets already; where there is no bold type nothing is added to them.
    let painted = if paint == Paint::Bold { wrap(&text, &marks, paint, measure) } else { plain.clone() };
    painted.into_iter().zip(plain).map(|(painted, plain)| Line { painted, width: width(&plain) }).collect()
}

/// What a piece was taken for, in brackets; a question mark where that is in doubt.
pub(super) fn mark(taken_for: TakenFor<'_>, doubtful: bool) -> String {
    let doubt = if doubtful { "?" } else { "" };
    match taken_for {
        TakenFor::Statement(own) => format!("[{}{doubt}]", own.number),
        TakenFor::Structure(kind) => format!("[{}{doubt}]", code(kind)),
    }
}

fn write_cells(number: u32, cells: &[Cell], out: &mut dyn Write) -> Result<()> {
    // Cells that begin at the same place follow each other, the others stand beside each other.
    for group in cells.chunk_by(|one, next| one.start < next.start) {
        let height = group.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
        for nth in 0..height {
            let mut used = if nth == 0 && group[0].start == cells[0].start {
                write!(out, "{number:>4}")?;
                number.to_string().len().max(4)
            } else {
                0
            };
            for cell in group {
                if let Some(line) = cell.lines.get(nth) {
                    let space = cell.start.saturating_sub(used).max(1);
                    write!(out, "{:space$}{}", "", line.painted)?;
                    used += space + line.width;
                }
            }
            writeln!(out)?;
        }
    }
    Ok(())
}
