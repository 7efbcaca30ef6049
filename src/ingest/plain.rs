//! A table's bytes → its cells as they are, for files that are no responses: workbooks that an analyst filled in.

use super::decode::{NoText, decode};
use super::notes::Notes;
use super::{delimited, xlsx};
use crate::model::{CellSheet, Problem, problem_codes};

/// What an Excel workbook begins with: it is a zip container.
const CONTAINER: &[u8] = b"PK";

/// Reads the cells of an Excel workbook or a delimited text, without looking for column names or responses. `file` is for messages.
///
/// # Errors
/// When nothing could be read; the problems say why.
pub fn read_cells(file: &str, bytes: &[u8]) -> Result<Vec<CellSheet>, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut notes = Notes::new(file, &mut problems);
    let sheets =
        if bytes.starts_with(CONTAINER) { xlsx::plain(bytes, &mut notes) } else { text(bytes, &mut notes) };
    sheets.ok_or(problems)
}

fn text(bytes: &[u8], notes: &mut Notes<'_>) -> Option<Vec<CellSheet>> {
    match decode(bytes, None) {
        Ok(decoded) => Some(vec![CellSheet { name: None, rows: delimited::plain(decoded.text) }]),
        Err(NoText::Empty) => {
            notes.error(problem_codes::EMPTY, "the file is empty", "name another file");
            None
        }
        Err(NoText::Binary(_)) => {
            notes.error(
                problem_codes::BINARY,
                "the file is no table",
                "save it as .xlsx or as .csv and name that file",
            );
            None
        }
    }
}
