//! The cells of one sheet, read one by one within the workbook's budget.

use std::io::Cursor;

use calamine::{DataRef, Xlsx, XlsxError};

use super::grid::{Grid, Merged, Position};
use super::{Budget, Failure, values};

/// Cells that can't be read, after which the sheet is given up.
const FAULTS: usize = 100;

/// Merged cells of one sheet.
const MERGED: usize = 1_000_000;

/// Reads a sheet; what could be read of a damaged one is kept.
pub(super) fn read(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    budget: &mut Budget,
) -> Result<Grid, Failure> {
    let mut grid = Grid::default();
    cells(workbook, name, budget, &mut grid)?;
    let merged = super::shelter::catch(|| workbook.merge_cells_by_sheet_name(name).unwrap_or_default());
    for own in merged.unwrap_or_default().into_iter().take(MERGED) {
        let (top, left) = own.start;
        let (bottom, right) = own.end;
        if top <= bottom && left <= right {
            grid.merged.push(Merged { top, bottom, left, right });
        }
    }
    grid.finish();
    Ok(grid)
}

fn cells(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    budget: &mut Budget,
    grid: &mut Grid,
) -> Result<(), Failure> {
    let mut reader =
        workbook.worksheet_cells_reader(name).map_err(|error| Failure::Broken(error.to_string()))?;
    let mut last = Position { row: 0, column: 0 };
    loop {
        match reader.next_cell_with_formula_metadata() {
            Ok(None) => return Ok(()),
            Ok(Some(record)) => {
                let (row, column) = record.pos;
                last = Position { row, column };
                let value = values::text(&record.value);
                if record.formula.is_some() && matches!(record.value, DataRef::Empty) {
                    grid.unanswered.push(last);
                }
                if value.is_empty() {
                    continue;
                }
                let cells = budget.cells.checked_sub(1);
                let text = budget.text.checked_sub(value.len());
                (budget.cells, budget.text) = cells.zip(text).ok_or(Failure::TooLarge)?;
                grid.cells.push((last, value));
            }
            Err(error) => {
                grid.faults.push((last, error.to_string()));
                if matches!(error, XlsxError::Xml(_) | XlsxError::XmlEof(_)) || grid.faults.len() > FAULTS {
                    grid.broken_off = Some(last);
                    return Ok(());
                }
            }
        }
    }
}
