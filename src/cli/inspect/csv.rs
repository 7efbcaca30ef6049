//! A file as it was read, as a table: one row per piece or cell.

use std::io::Write;

use anyhow::Result;

use super::shown::{Shown, ShownContent, ShownPage, TakenFor};
use super::table::ShownRecord;
use crate::cli::listing::{guarded, write_csv};

const COLUMNS: [&str; 14] = [
    "page",
    "line",
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
    let row_pieces = page.rows.iter().flat_map(|row| row.pieces.iter().map(move |shown| (row.line, shown)));
    let row = |(line, shown): (u32, &super::shown::ShownPiece<'_>)| {
        let front = [page.number.to_string(), line.to_string()];
        let none = [""; 4].map(str::to_owned);
        let place = [shown.column, shown.piece.start, shown.piece.end].map(|number| number.to_string());
        cells(
            front.into_iter().chain(none).chain(place),
            (shown.taken_for, shown.doubtful),
            &shown.piece.text,
        )
    };
    row_pieces.map(row).collect()
}

fn record_rows(record: &ShownRecord<'_>) -> Vec<Vec<String>> {
    let row = |shown: &super::table::ShownCell<'_>| {
        let front = [
            String::new(),
            String::new(),
            record.sheet.unwrap_or_default().to_owned(),
            record.row.to_string(),
            record.record.unwrap_or_default().to_owned(),
            shown.cell.field.clone(),
            String::new(),
            "0".to_owned(),
            shown.cell.text.chars().count().to_string(),
        ];
        cells(front.into_iter(), (shown.taken_for, false), &shown.cell.text)
    };
    record.cells.iter().map(row).collect()
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
