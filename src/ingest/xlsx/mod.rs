//! An Excel workbook's bytes → a table per sheet. The container is counted before anything reads it, cells are read one by one (a sheet
//! that claims a far corner costs nothing), and what a reader of the sheet sees is what counts: dates as dates, formulas by their result.

mod grid;
mod parts;
mod sheet;
mod values;

use std::io::Cursor;

use calamine::{Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use self::grid::Grid;
use self::parts::Parts;
use super::container::{Container, Expected, Package, refused};
use super::notes::Notes;
use super::shelter;
use super::table::Table;
use crate::model::{CellSheet, Consultation, problem_codes};

const EXPECTED: Expected = Expected { what: "an Excel workbook", extension: ".xlsx" };

/// Cells of one workbook.
const CELLS: usize = 20_000_000;

/// Bytes of text in one workbook, a text that many cells share counted for each.
const TEXT: usize = 1 << 30;

/// Bytes of the texts that cells share, as the workbook keeps them.
const SHARED: u64 = 256 << 20;

/// What is left of the work that a workbook may ask for.
#[derive(Debug)]
struct Budget {
    cells: usize,
    text: usize,
}

/// Why a workbook gave nothing.
#[derive(Debug)]
enum Failure {
    Locked,
    TooLarge,
    Broken(String),
}

/// What a sheet is, and what was read of it.
struct Sheet {
    name: String,
    hidden: bool,
    /// `None` where it could not be read at all.
    grid: Option<Grid>,
}

/// Reads the sheets of a workbook; `None` where nothing of it could be read, which is then among the notes.
pub(super) fn read(bytes: &[u8], consultation: &Consultation, notes: &mut Notes<'_>) -> Option<Vec<Table>> {
    let (sheets, parts) = opened(bytes, notes)?;
    let several = sheets.len() > 1;
    let mut tables = Vec::new();
    for mut sheet in sheets {
        if let Some(grid) = &mut sheet.grid {
            grid.comments = parts.comments(&sheet.name);
        }
        let mut own = notes.on_sheet(Some(sheet.name.as_str()).filter(|_| several));
        tables.extend(table(&sheet, consultation, &mut own));
    }
    if tables.is_empty() {
        notes.error(
            problem_codes::EMPTY,
            "no sheet of the workbook holds a cell with anything in it",
            "replace or remove it",
        );
        return None;
    }
    Some(tables)
}

/// The cells of a workbook as they are, hidden sheets too; a sheet that could not be read has none.
pub(super) fn plain(bytes: &[u8], notes: &mut Notes<'_>) -> Option<Vec<CellSheet>> {
    let (sheets, _) = opened(bytes, notes)?;
    let plain = |sheet: Sheet| CellSheet {
        name: Some(sheet.name),
        rows: sheet.grid.map(Grid::plain_rows).unwrap_or_default(),
    };
    Some(sheets.into_iter().map(plain).collect())
}

fn opened(bytes: &[u8], notes: &mut Notes<'_>) -> Option<(Vec<Sheet>, Parts)> {
    let mut container = Container::open(bytes).map_err(|refusal| refused(&refusal, EXPECTED, notes)).ok()?;
    match container.package() {
        Package::Workbook => {}
        other => {
            EXPECTED.differs(other, notes);
            return None;
        }
    }
    parts::check(&mut container).map_err(|refusal| refused(&refusal, EXPECTED, notes)).ok()?;
    let parts = Parts::of(&mut container);
    let broken = || Err(Failure::Broken("it makes the reading of it break off".to_owned()));
    let sheets = shelter::run(|| sheets(bytes)).unwrap_or_else(broken);
    let sheets = sheets.map_err(|failure| note_failure(failure, notes)).ok()?;
    Some((sheets, parts))
}

fn note_failure(failure: Failure, notes: &mut Notes<'_>) {
    match failure {
        Failure::Locked => notes.error(
            problem_codes::ENCRYPTED,
            "the file can't be opened without its password",
            "open it with its password and save it without one, as .xlsx",
        ),
        Failure::TooLarge => notes.error(
            problem_codes::TOO_LARGE,
            format!("the workbook was not read: it has more than {CELLS} cells or {} MB of text", TEXT >> 20),
            "look whether it is what it says; if it is, save it in parts",
        ),
        Failure::Broken(why) => notes.error(
            problem_codes::DAMAGED,
            format!("the workbook can't be read: {why}"),
            "open it in Excel or LibreOffice, which may repair it, and save it anew as .xlsx",
        ),
    }
}

/// All sheets of cells, in the workbook's order.
fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Failure> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => Failure::Locked,
        error => Failure::Broken(error.to_string()),
    })?;
    let mut budget = Budget { cells: CELLS, text: TEXT };
    let listed = workbook.sheets_metadata().to_vec();
    let mut sheets: Vec<Sheet> = Vec::new();
    for own in listed.into_iter().filter(|own| own.typ == SheetType::WorkSheet) {
        // The library finds sheets by name: of two with one name it would read the first twice.
        if sheets.iter().any(|before| before.name == own.name) {
            continue;
        }
        let read = shelter::catch(|| sheet::read(&mut workbook, &own.name, &mut budget));
        let grid = match read {
            Some(Err(Failure::TooLarge)) => return Err(Failure::TooLarge),
            Some(Ok(grid)) => Some(grid),
            Some(Err(_)) | None => None,
        };
        sheets.push(Sheet { name: own.name, hidden: own.visible != SheetVisible::Visible, grid });
    }
    Ok(sheets)
}

/// A sheet as a table; `None` where it is empty or could not be read.
fn table(sheet: &Sheet, consultation: &Consultation, notes: &mut Notes<'_>) -> Option<Table> {
    let Some(grid) = &sheet.grid else {
        notes.error(
            problem_codes::DAMAGED,
            "the sheet is damaged and was not read",
            "open the workbook in Excel or LibreOffice, which may repair it, and save it anew",
        );
        return None;
    };
    grid.note(notes);
    if grid.is_empty() {
        return None;
    }
    if sheet.hidden {
        notes.info(
            problem_codes::HIDDEN,
            "the sheet is hidden; it is read like any other",
            "remove it from the workbook if it is not meant to be read",
        );
    }
    Some(grid.table(&sheet.name, consultation, notes))
}
