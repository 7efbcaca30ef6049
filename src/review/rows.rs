//! Decisions as rows of the log: plain CSV, one physical line each, so that version control merges it and a crash can only cost the last
//! row.

use crate::model::Decision;
use crate::text::{fold_words, spreadsheet_cell};

/// Columns of the log.
pub(super) const COLUMNS: [&str; 11] =
    ["sequence", "date", "coder", "statement", "document", "place", "text", "field", "old", "new", "reason"];

/// What parts the cells of a new log; spreadsheet programs may save another.
pub(super) const DELIMITER: char = ',';

/// How the last cell of the header begins, before the title of the consultation.
pub(super) const CONSULTATION: &str = "consultation: ";

/// The header of a log, with the consultation that it belongs to, and its line end.
#[must_use]
pub fn header(consultation: &str) -> String {
    let mut cells: Vec<String> = COLUMNS.iter().map(|column| (*column).to_owned()).collect();
    cells.push(format!("{CONSULTATION}{consultation}"));
    line(&cells, DELIMITER)
}

/// A decision as a row of a log with that delimiter, and its line end; the text is folded here.
#[must_use]
pub fn log_row(decision: &Decision, delimiter: char) -> String {
    let draft = &decision.draft;
    let cells = [
        decision.sequence.to_string(),
        decision.date.clone(),
        decision.coder.clone(),
        draft.statement.clone(),
        draft.document.clone(),
        draft.place.clone(),
        fold_words(&draft.text),
        draft.field.code().to_owned(),
        draft.old.clone(),
        draft.new.clone(),
        draft.reason.clone(),
    ];
    line(&cells, delimiter)
}

fn line(cells: &[String], delimiter: char) -> String {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    cells.join(&delimiter.to_string()) + "\n"
}

/// A cell without line breaks, in quotes where it needs them (RFC 4180), and never a formula.
fn cell(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = spreadsheet_cell(&text);
    if text.contains([',', ';', '"']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.into_owned()
    }
}
