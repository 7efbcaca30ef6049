//! The analyst's workbook: statements → rows → bytes of an XLSX or CSV file, and back: filled-in cells → decisions and findings.
//!
//! `choose` says which statements to look at first and why, `sample` how many a blind double coding needs; `table` is what stands in
//! which cell, `xlsx` and `csv` write it; `filled` finds the columns again, whatever a spreadsheet program did to them, and `plan`
//! tells what the filled-in cells decide. `docs/review-workbooks.md` describes the file.

mod actions;
mod choose;
mod codes;
mod columns;
mod csv;
mod differences;
mod filled;
mod plan;
mod row;
mod rows;
mod sample;
mod table;
mod texts;
mod words;
mod xlsx;

pub use self::choose::{Choice, Chosen, Part, Why, choose};
pub use self::csv::to_csv;
pub use self::differences::{Change, changes};
pub use self::plan::{ImportPlan, RowPlan, SheetFinding, SheetPlace, plan};
pub use self::rows::{SheetInfo, SheetRow, Workbook, blind_workbook, workbook};
pub use self::sample::{Population, draw, interval_width, needed, population};
pub use self::texts::told;
pub use self::words::SheetLanguage;
pub use self::xlsx::to_xlsx;

/// Why a workbook could not be made or read.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// A library could not write it.
    #[error("the workbook can't be written: {0}")]
    Unwritable(String),
    /// No sheet has the columns of a review workbook.
    #[error("no sheet of the file has a row of column names with `id` among them")]
    NoColumns,
    /// Its parts contradict each other.
    #[error("the sheet `{sheet}` says that the coding is {says}, and the column of ids says otherwise")]
    Contradiction {
        /// The sheet.
        sheet: String,
        /// What it says.
        says: &'static str,
    },
}

impl SheetError {
    /// What a user can do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Unwritable(_) => None,
            Self::NoColumns => Some("name a file that `review export` or `review sample` made, with its row of column names".into()),
            Self::Contradiction { .. } => Some("make the workbook anew and copy what was filled in: blind codings must not be mixed with others".into()),
        }
    }
}
