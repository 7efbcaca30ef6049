//! A workbook as CSV: the sheet to fill in alone, with bare codes.

use super::SheetError;
use super::columns::Column;
use super::rows::Workbook;
use super::table::{Codes, cell, columns};
use crate::text::spreadsheet_cell;

/// What tells spreadsheet programs that the file is UTF-8.
const MARK: &str = "\u{feff}";

/// The bytes of the CSV file: UTF-8 with a byte order mark, parted by semicolons as Dutch spreadsheet programs expect where the workbook
/// is Dutch, else by commas. No cell can start a formula.
///
/// # Errors
/// When the writer fails.
pub fn to_csv(workbook: &Workbook<'_>) -> Result<Vec<u8>, SheetError> {
    let delimiter = workbook.language.of(";", ",").as_bytes().first().copied().unwrap_or(b',');
    let bytes = MARK.as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(bytes);
    let columns = columns(workbook);
    write(&mut writer, columns.iter().map(|column| workbook.language.header(*column)))?;
    for row in &workbook.rows {
        write(
            &mut writer,
            columns.iter().map(|column| own_cell(cell(workbook, row, *column, Codes::Bare), *column)),
        )?;
    }
    writer.into_inner().map_err(|error| SheetError::Unwritable(error.to_string()))
}

/// Reasons and words stand on one line each row.
fn own_cell(cell: String, column: Column) -> String {
    match column {
        Column::Why | Column::Words => cell.replace('\n', "; "),
        _ => cell,
    }
}

fn write(writer: &mut csv::Writer<Vec<u8>>, cells: impl Iterator<Item = String>) -> Result<(), SheetError> {
    let cells = cells.map(|cell| spreadsheet_cell(&cell).into_owned());
    writer.write_record(cells).map_err(|error| SheetError::Unwritable(error.to_string()))
}
