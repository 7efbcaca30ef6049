//! The rows of a page on a terminal: the line's number, then each piece under its column, behind what it was taken for.

use std::io::Write;

use anyhow::Result;
use bloemlezer::model::Span;

use super::shown::{ShownPage, ShownPiece, ShownRow, TakenFor, code};
use super::text::View;
use crate::cli::listing::{Paint, Wrapped, clean, width, wrap};

/// Room for a line's number and the space behind it.
const GUTTER: usize = 6;
/// Room for how far down the page it stands, where the format tells.
const HEIGHT: usize = 5;
/// Between columns.
const GAP: usize = 2;
/// Narrower columns are printed below each other.
const NARROWEST: usize = 34;

/// Writes the rows of a page.
pub(super) fn write(page: &ShownPage<'_>, view: View, out: &mut dyn Write) -> Result<()> {
    let gutter = if page.has_places() { GUTTER + HEIGHT } else { GUTTER };
    let frame = Frame { gutter, setting: Setting::of(page.columns, view.width.saturating_sub(gutter)) };
    let names = match frame.setting {
        Setting::One => "column 1".to_owned(),
        Setting::Below => "column: piece".to_owned(),
        Setting::Beside { width } => {
            let names = (1..=page.columns).map(|column| format!("{:width$}", format!("column {column}")));
            names.collect::<Vec<_>>().join(&" ".repeat(GAP))
        }
    };
    let first = if page.has_places() { "line   pt" } else { "line" };
    writeln!(out, "{first:gutter$}{}", names.trim_end())?;
    for rows in page.rows.chunk_by(stand_beside) {
        let cells = cells(rows, frame, view);
        write_cells(&label(&rows[0]), &cells, out)?;
    }
    Ok(())
}

/// The line's number, and how many points down the page it stands.
fn label(row: &ShownRow<'_>) -> String {
    let height = row.place.map(|place| format!("{:>HEIGHT$}", place.baseline / 100)).unwrap_or_default();
    format!("{:>4}{height}", row.line)
}

/// Whether two fragments of a page stand beside each other at one height.
fn stand_beside(one: &ShownRow<'_>, next: &ShownRow<'_>) -> bool {
    let (Some(one), Some(next)) = (one.place, next.place) else { return false };
    let apart = one.baseline.abs_diff(next.baseline);
    !one.turned
        && !next.turned
        && one.right <= next.left
        && apart * 2 < one.size.min(next.size).unsigned_abs()
}

/// Where things stand on the terminal.
#[derive(Debug, Clone, Copy)]
struct Frame {
    /// Room for what stands before the pieces.
    gutter: usize,
    setting: Setting,
}

/// How columns are set.
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
    fn of(columns: u32, room: usize) -> Self {
        let columns = columns.max(1) as usize;
        match room.saturating_sub(GAP * (columns - 1)) / columns {
            _ if columns == 1 => Self::One,
            width if width >= NARROWEST => Self::Beside { width },
            _ => Self::Below,
        }
    }
}

impl Frame {
    /// Where the column begins.
    fn start(self, column: u32) -> usize {
        match self.setting {
            Setting::Beside { width } => self.gutter + (column.max(1) as usize - 1) * (width + GAP),
            Setting::One | Setting::Below => self.gutter,
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

fn cells(rows: &[ShownRow<'_>], frame: Frame, view: View) -> Vec<Cell> {
    let pieces = rows.iter().flat_map(|row| &row.pieces);
    let filled: Vec<&ShownPiece<'_>> = pieces.filter(|shown| !shown.piece.text.trim().is_empty()).collect();
    let columns: Vec<&[&ShownPiece<'_>]> = filled.chunk_by(|one, next| one.column == next.column).collect();
    let starts: Vec<usize> = columns.iter().map(|pieces| frame.start(pieces[0].column)).collect();
    let cell = |(nth, pieces): (usize, &&[&ShownPiece<'_>])| {
        let start = starts[nth];
        let named = matches!(frame.setting, Setting::Below).then_some(pieces[0].column);
        // What stands alone may run on to the right, as it did on the page.
        let next = starts.get(nth + 1).filter(|next| **next > start);
        let end = next.map_or(view.width, |next| next.saturating_sub(GAP));
        Cell { start, lines: lines(pieces, named, end.saturating_sub(start), view.paint) }
    };
    columns.iter().enumerate().map(cell).collect()
}

/// The pieces behind their marks, wrapped.
fn lines(pieces: &[&ShownPiece<'_>], named: Option<u32>, room: usize, paint: Paint) -> Vec<Line> {
    let mut text = named.map(|column| format!("{column}: ")).unwrap_or_default();
    let mut marks = Vec::new();
    let mut last = String::new();
    for shown in pieces {
        let mark = mark(shown.taken_for, shown.doubtful);
        // A mark holds until the next one.
        if mark != last {
            let start = text.chars().count() as u32;
            text.push_str(&mark);
            marks.push(Span::new(start, text.chars().count() as u32));
            text.push(' ');
            last = mark;
        }
        text.push_str(clean(&shown.piece.text).trim());
        text.push(' ');
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

fn write_cells(label: &str, cells: &[Cell], out: &mut dyn Write) -> Result<()> {
    if cells.is_empty() {
        return Ok(writeln!(out, "{label}")?);
    }
    let mut label = Some(label);
    // Cells further to the right stand beside each other, others below.
    for group in cells.chunk_by(|one, next| one.start < next.start) {
        let height = group.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
        for nth in 0..height {
            let label = label.take().unwrap_or_default();
            write!(out, "{label}")?;
            let mut used = width(label);
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
