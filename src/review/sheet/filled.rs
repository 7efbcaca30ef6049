//! A filled-in workbook's cells → rows by their columns, whatever a spreadsheet program did to the order of both.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::SheetError;
use super::columns::Column;
use super::rows::SheetInfo;
use super::words::{Fact, yes_or_no};
use crate::model::{CellRow, CellSheet};
use crate::text::spreadsheet_cell;

/// Among as many rows the column names are looked for.
const HEADS: usize = 20;

/// The sheet that was filled in.
#[derive(Debug)]
pub(super) struct Filled<'s> {
    /// Its name; a CSV file has none.
    pub(super) sheet: Option<&'s str>,
    /// Which columns it has, and where, counted from 0.
    pub(super) columns: BTreeMap<Column, u32>,
    /// Headers that mean nothing here.
    pub(super) ignored: Vec<String>,
    /// What the workbook says of itself; nothing in a CSV file.
    pub(super) info: SheetInfo,
    /// Rows below the header in which anything stands.
    pub(super) rows: Vec<FilledRow>,
}

/// One row.
#[derive(Debug)]
pub(super) struct FilledRow {
    /// Its number as a spreadsheet shows it.
    pub(super) number: u32,
    cells: BTreeMap<Column, String>,
}

impl FilledRow {
    /// What stands in a column, without blanks around it; empty where nothing does.
    pub(super) fn cell(&self, column: Column) -> &str {
        self.cells.get(&column).map(String::as_str).unwrap_or_default()
    }

    /// The id, of a blind workbook or not.
    pub(super) fn id(&self) -> &str {
        [Column::Id, Column::BlindId]
            .map(|column| self.cell(column))
            .into_iter()
            .find(|id| !id.is_empty())
            .unwrap_or_default()
    }

    /// The filled-in themes with their columns.
    pub(super) fn themes(&self) -> impl Iterator<Item = (Column, &str)> {
        let is_theme = |column: &Column| matches!(column, Column::Theme(_));
        let themes = self.cells.iter().filter(move |(column, _)| is_theme(column));
        themes.map(|(column, cell)| (*column, cell.as_str())).filter(|(_, cell)| !cell.is_empty())
    }
}

impl<'s> Filled<'s> {
    /// Finds the sheet that was filled in, and what the workbook says of itself.
    pub(super) fn find(sheets: &'s [CellSheet]) -> Result<Self, SheetError> {
        let found = sheets.iter().find_map(|sheet| header(sheet).map(|at| (sheet, at)));
        let (sheet, at) = found.ok_or(SheetError::NoColumns)?;
        let mut filled = Self::of(sheet, at);
        filled.info.blind = filled.columns.contains_key(&Column::BlindId);
        if let Some((about, info)) = sheets.iter().find_map(|sheet| Some((sheet, about(sheet)?))) {
            if info.blind != filled.info.blind {
                let says = if info.blind { "blind" } else { "not blind" };
                let sheet = about.name.clone().unwrap_or_default();
                return Err(SheetError::Contradiction { sheet, says });
            }
            filled.info = info;
        }
        Ok(filled)
    }

    fn of(sheet: &'s CellSheet, at: usize) -> Self {
        let (mut columns, mut ignored) = (BTreeMap::new(), Vec::new());
        for (place, name) in sheet.rows.get(at).into_iter().flat_map(|row| &row.cells) {
            match Column::from_header(name).filter(|column| !columns.contains_key(column)) {
                Some(column) => {
                    columns.insert(column, *place);
                }
                None if name.trim().is_empty() => {}
                None => ignored.push(name.trim().to_owned()),
            }
        }
        let below = sheet.rows.iter().skip(at + 1);
        let rows = below.map(|row| filled_row(row, &columns)).filter(|row| !row.cells.is_empty()).collect();
        Self { sheet: sheet.name.as_deref(), columns, ignored, info: SheetInfo::default(), rows }
    }

    /// How many columns for themes there are, where they are the first ones without a gap.
    pub(super) fn theme_columns(&self) -> Option<usize> {
        let numbers = self.columns.keys().filter_map(|column| match column {
            Column::Theme(number) => Some(*number),
            _ => None,
        });
        let numbers: Vec<usize> = numbers.collect();
        (numbers.iter().copied().eq(1..=numbers.len())).then_some(numbers.len())
    }
}

/// The row of column names, by its place among the rows: the first that names ids and something to go with them.
fn header(sheet: &CellSheet) -> Option<usize> {
    let is_header = |row: &CellRow| {
        let columns: Vec<Column> = row.cells.values().filter_map(|cell| Column::from_header(cell)).collect();
        columns.iter().any(|column| matches!(column, Column::Id | Column::BlindId)) && columns.len() > 1
    };
    sheet.rows.iter().take(HEADS).position(is_header)
}

fn filled_row(row: &CellRow, columns: &BTreeMap<Column, u32>) -> FilledRow {
    let cells = columns.iter().filter_map(|(column, place)| Some((*column, row.cells.get(place)?)));
    let cells = cells.map(|(column, cell)| (column, unguarded(cell.trim()).into_owned()));
    FilledRow { number: row.number, cells: cells.filter(|(_, cell)| !cell.is_empty()).collect() }
}

/// A cell without the apostrophe that kept it from being taken for a formula.
fn unguarded(cell: &str) -> Cow<'_, str> {
    match cell.strip_prefix('\'') {
        Some(bare) if matches!(spreadsheet_cell(bare), Cow::Owned(_)) => Cow::Borrowed(bare),
        _ => Cow::Borrowed(cell),
    }
}

/// What a workbook says of itself, where the sheet is the one that does.
fn about(sheet: &CellSheet) -> Option<SheetInfo> {
    let mut info = SheetInfo::default();
    let mut told = false;
    for row in &sheet.rows {
        let mut cells = row.cells.values().map(|cell| cell.trim());
        let fact = cells.next().and_then(Fact::from_name);
        let value = cells.next().unwrap_or_default().to_owned();
        match fact {
            Some(Fact::Blind) => {
                info.blind = yes_or_no(&value).unwrap_or_default();
                told = true;
            }
            Some(Fact::Coder) => info.coder = value,
            Some(Fact::Consultation) => info.consultation = value,
            Some(Fact::Taxonomy) => info.taxonomy = value,
            Some(Fact::Choice) => info.choice = value,
            None => {}
        }
    }
    told.then_some(info)
}
