//! Filled-in rows → decisions, and what is wrong with the rows that give none.

mod cells;
mod row;
mod splitting;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;

use self::row::Planner;
use super::SheetError;
use super::columns::{Column, letters};
use super::filled::Filled;
use super::rows::SheetInfo;
use super::words::SheetLanguage;
use crate::model::{CellSheet, Codebook, Draft, Statement};

/// A cell of the file that was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetPlace {
    /// The sheet; a CSV file has none.
    pub sheet: Option<String>,
    /// The row as a spreadsheet shows it.
    pub row: u32,
    /// The column's letters; none where the whole row is meant.
    pub column: Option<String>,
    /// The column's name.
    pub header: Option<String>,
}

impl fmt::Display for SheetPlace {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(sheet) = &self.sheet {
            write!(out, "sheet {sheet}, ")?;
        }
        match &self.column {
            Some(column) => write!(out, "{column}{}", self.row)?,
            None => write!(out, "row {}", self.row)?,
        }
        match &self.header {
            Some(header) => write!(out, " ({header})"),
            None => Ok(()),
        }
    }
}

/// What is wrong with a row: nothing of it is imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetFinding {
    /// Where.
    pub place: SheetPlace,
    /// What.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

/// What a row decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowPlan {
    /// The row as a spreadsheet shows it.
    pub row: u32,
    /// The id that stands there.
    pub id: String,
    /// Its decisions; none where there are findings, or where nothing was filled in.
    pub drafts: Vec<Draft>,
    /// What is wrong with it.
    pub findings: Vec<SheetFinding>,
}

/// What a file decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportPlan {
    /// What the workbook says of itself; of a CSV file only whether it is blind.
    pub info: SheetInfo,
    /// Row by row, those that decide nothing among them.
    pub rows: Vec<RowPlan>,
    /// What else the user should know.
    pub notes: Vec<String>,
}

/// Works out what a filled-in workbook decides about the statements of a run.
///
/// # Errors
/// When it is no workbook that `review export` or `review sample` made.
pub fn plan(
    sheets: &[CellSheet],
    statements: &[Statement],
    codebook: &Codebook,
) -> Result<ImportPlan, SheetError> {
    let filled = Filled::find(sheets)?;
    let planner = Planner::new(&filled, statements, codebook);
    let mut rows: Vec<RowPlan> = filled.rows.iter().map(|row| planner.row(row)).collect();
    let notes = notes(&filled);
    refuse_repeated_rows(&mut rows, &filled);
    refuse_second_decisions(&mut rows, &filled);
    Ok(ImportPlan { info: filled.info.clone(), rows, notes })
}

fn notes(filled: &Filled<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    if !filled.ignored.is_empty() {
        notes.push(format!("columns that mean nothing here are passed over: {}", filled.ignored.join(", ")));
    }
    let needed = [
        (Column::Text, "so that it was not looked whether texts were changed, and none could be split"),
        (Column::Coding, "so that the coding of the run is what rows are compared with"),
    ];
    for (column, so) in needed {
        let is_usual = !(filled.info.blind && column == Column::Coding);
        if is_usual && !filled.columns.contains_key(&column) {
            notes.push(format!("there is no column {}, {so}", SheetLanguage::default().header(column)));
        }
    }
    notes
}

fn place(filled: &Filled<'_>, row: u32, column: Option<Column>) -> SheetPlace {
    let at = column.and_then(|column| filled.columns.get(&column)).copied();
    SheetPlace {
        sheet: filled.sheet.map(str::to_owned),
        row,
        column: at.map(letters),
        header: column.filter(|_| at.is_some()).map(|column| SheetLanguage::default().header(column)),
    }
}

fn refuse(row: &mut RowPlan, filled: &Filled<'_>, message: String, hint: &str) {
    let id = if filled.info.blind { Column::BlindId } else { Column::Id };
    let place = place(filled, row.row, Some(id));
    row.findings.push(SheetFinding { place, message, hint: hint.to_owned() });
    row.drafts.clear();
}

/// Which of two rows counts can't be told.
fn refuse_repeated_rows(rows: &mut [RowPlan], filled: &Filled<'_>) {
    let mut first: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.id.is_empty()) {
        first.entry(row.id.clone()).or_default().push(row.row);
    }
    for row in rows {
        let others = first.get(&row.id).map(Vec::as_slice).unwrap_or_default();
        if let Some(other) = others.iter().find(|other| **other != row.row) {
            let message = format!("statement {} stands in row {other} too", row.id);
            refuse(row, filled, message, "keep one of the rows");
        }
    }
}

/// A statement may be decided about by more rows than its own, that of its group or of the statement after it, but only alike; what two rows
/// say alike is said once.
fn refuse_second_decisions(rows: &mut [RowPlan], filled: &Filled<'_>) {
    let mut decided: BTreeMap<String, (u32, Vec<Draft>)> = BTreeMap::new();
    for row in rows {
        let drafts = std::mem::take(&mut row.drafts);
        let own: Vec<&[Draft]> = drafts.chunk_by(|one, next| one.statement == next.statement).collect();
        let clash = own.iter().find_map(|own| {
            let id = &own.first()?.statement;
            decided.get(id).filter(|(_, other)| other != own).map(|(other, _)| (id.clone(), *other))
        });
        if let Some((id, other)) = clash {
            let message = format!("row {other} decides otherwise about {id}");
            let hint = "decide about a group, or about two statements that are one, in one of the rows";
            refuse(row, filled, message, hint);
            continue;
        }
        for drafts in own {
            let Some(id) = drafts.first().map(|draft| draft.statement.clone()) else { continue };
            if let Entry::Vacant(free) = decided.entry(id) {
                row.drafts.extend_from_slice(drafts);
                free.insert((row.row, drafts.to_vec()));
            }
        }
    }
}
