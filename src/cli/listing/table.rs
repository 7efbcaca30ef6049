//! Results as CSV.

use std::io::Write;

use anyhow::Result;
use bloemlezer::model::Statement;
use bloemlezer::text::spreadsheet_cell;

use super::clean;
use super::themes;

/// The header of CSV: columns of our own around those of a statement.
pub(crate) fn csv_columns(first: &[&str], last: &[&str]) -> Vec<String> {
    const STATEMENT: [&str; 11] = [
        "id",
        "document",
        "record",
        "page",
        "page_label",
        "section_number",
        "section_title",
        "kind",
        "themes",
        "respondent",
        "date",
    ];
    first.iter().chain(&STATEMENT).chain(last).map(|name| (*name).to_owned()).collect()
}

/// One row of CSV, in the order of [`csv_columns`].
pub(crate) fn csv_cells(first: Vec<String>, statement: &Statement, last: Vec<String>) -> Vec<String> {
    let section = statement.section.as_ref();
    let middle = [
        statement.id.clone(),
        statement.document.clone(),
        statement.record.clone().unwrap_or_default(),
        statement.page.map(|page| page.to_string()).unwrap_or_default(),
        statement.page_label.clone().unwrap_or_default(),
        section.and_then(|section| section.number.clone()).unwrap_or_default(),
        section.map(|section| section.title.clone()).unwrap_or_default(),
        statement.kind.code().to_owned(),
        themes(statement, " "),
        statement.respondent.clone().unwrap_or_default(),
        statement.date.clone().unwrap_or_default(),
    ];
    first.into_iter().chain(middle).chain(last).map(|cell| guarded(&cell)).collect()
}

/// A cell that steers no terminal and that no spreadsheet takes for a formula.
pub(crate) fn guarded(cell: &str) -> String {
    spreadsheet_cell(&clean(cell)).into_owned()
}

/// Writes rows as CSV.
pub(crate) fn write_csv(rows: &[Vec<String>], out: &mut dyn Write) -> Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    for row in rows {
        writer.write_record(row)?;
    }
    writer.flush()?;
    Ok(())
}
