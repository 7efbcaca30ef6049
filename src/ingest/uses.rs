//! How the columns of a table were taken, for those who ask before a run.

use super::columns::Columns;
use super::table::Table;
use crate::model::StructureKind;

/// How a table was read: one of CSV or JSON Lines, or a sheet of a workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableUse {
    /// Path of the document.
    pub document: String,
    /// The sheet, for a format that has them.
    pub sheet: Option<String>,
    /// Rows of titles and notes above the column names.
    pub notes: Vec<u32>,
    /// Rows that name the columns; none for JSON Lines, or where no row does.
    pub names: Vec<u32>,
    /// Rows below them.
    pub rows: usize,
    /// The columns in their order.
    pub columns: Vec<ColumnUse>,
}

/// How a column was taken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnUse {
    /// What it is called.
    pub name: String,
    /// A key of `[columns]`, or `metadata`.
    pub role: &'static str,
    /// Why; nothing for metadata.
    pub reason: Option<String>,
    /// Rows that say something in it.
    pub filled: usize,
}

/// How the columns of `table` were taken.
pub(super) fn of(table: &Table, columns: &Columns) -> TableUse {
    let mut filled = vec![0_usize; table.columns.len()];
    for row in table.rows.iter() {
        for (place, _) in row.filled() {
            if let Some(own) = filled.get_mut(place) {
                *own += 1;
            }
        }
    }
    let uses = table.columns.iter().zip(filled).enumerate().map(|(place, (column, filled))| ColumnUse {
        name: column.name.clone(),
        role: columns.role(place),
        reason: columns.reasons.get(&place).cloned(),
        filled,
    });
    let rows = |kind: StructureKind| {
        let own = table.headers.iter().filter(|own| own.kind == kind);
        own.map(|own| own.row.number).collect()
    };
    TableUse {
        document: String::new(),
        sheet: table.sheet.clone(),
        notes: rows(StructureKind::Note),
        names: rows(StructureKind::ColumnName),
        rows: table.rows.len(),
        columns: uses.collect(),
    }
}
