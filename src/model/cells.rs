//! Cells of a table as they stand in its file, before anything says what they are.

use std::collections::BTreeMap;

/// A sheet of a workbook, or a delimited text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CellSheet {
    /// The sheet's name; a delimited text has none.
    pub name: Option<String>,
    /// Rows in which something stands, in order.
    pub rows: Vec<CellRow>,
}

/// A row of cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CellRow {
    /// Its number as a spreadsheet shows it, from 1.
    pub number: u32,
    /// What stands in each column, counted from 0; empty cells are left out.
    pub cells: BTreeMap<u32, String>,
}
