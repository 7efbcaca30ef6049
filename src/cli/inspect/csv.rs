//! A file as it was read, as a table: one row per piece or cell.

use std::io::Write;

use anyhow::Result;

use bloemlezer::model::Area;

use super::shown::{Shown, ShownContent, ShownPage, ShownPiece, ShownRow, TakenFor};
use super::table::{ShownCell, ShownRecord};
use crate::cli::listing::{guarded, write_csv};

const COLUMNS: [&str; 15] = [
    "page",
    "line",
    "box",
    "sheet",
    "row",
    "record",
    "field",
    "column",
    "start",
    "end",
    "taken_for",
    "number",
    "id",
    "doubtful",
    "text",
];

/// Writes the pieces of the part that is shown; what else is known of its statements is in the other formats.
pub(super) fn write(shown: &Shown<'_>, out: &mut dyn Write) -> Result<()> {
    let mut rows = vec![COLUMNS.map(str::to_owned).to_vec()];
    match &shown.content {
        ShownContent::Pages(pages) => rows.extend(pages.iter().flat_map(page_rows)),
        ShownContent::Records(records) => rows.extend(records.iter().flat_map(record_rows)),
    }
    write_csv(&rows, out)
}

fn page_rows(page: &ShownPage<'_>) -> Vec<Vec<String>> {
    let pieces = page.rows.iter().flat_map(|row| row.pieces.iter().map(move |shown| (row, shown)));
    let cells_of = |(row, shown): (&ShownRow<'_>, &ShownPiece<'_>)| {
        let area = row.place.map(|place| corners(&place.area)).unwrap_or_default();
        let front = [page.number.to_string(), row.line.to_string(), area];
        let none = [""; 4].map(str::to_owned);
        let place = [shown.column, shown.piece.start, shown.piece.end].map(|number| number.to_string());
        cells(
            front.into_iter().chain(none).chain(place),
            (shown.taken_for, shown.doubtful),
            &shown.piece.text,
        )
    };
    pieces.map(cells_of).collect()
}

/// Left, bottom, right and top, in points.
fn corners(area: &Area) -> String {
    let points = [area.left, area.bottom, area.right, area.top].map(|side| f64::from(side) / 100.0);
    points.map(|side| side.to_string()).join(" ")
}

fn record_rows(record: &ShownRecord<'_>) -> Vec<Vec<String>> {
    let cells_of = |shown: &ShownCell<'_>| {
        let front = [
            String::new(),
            String::new(),
            String::new(),
            record.sheet.unwrap_or_default().to_owned(),
            record.row.to_string(),
            record.record.unwrap_or_default().to_owned(),
            shown.field.to_owned(),
            String::new(),
            shown.start.to_string(),
            (shown.start as usize + shown.text.chars().count()).to_string(),
        ];
        cells(front.into_iter(), (shown.taken_for, false), shown.text)
    };
    record.cells.iter().map(cells_of).collect()
}

fn cells(front: impl Iterator<Item = String>, found: (TakenFor<'_>, bool), text: &str) -> Vec<String> {
    let (taken_for, doubtful) = found;
    let own = taken_for.statement();
    let last = [
        taken_for.code().to_owned(),
        own.map(|own| own.number.to_string()).unwrap_or_default(),
        own.map(|own| own.statement.id.clone()).unwrap_or_default(),
        u8::from(doubtful).to_string(),
        text.to_owned(),
    ];
    front.chain(last).map(|cell| guarded(&cell)).collect()
}
