//! The rows of a table as they were read: the record of each, its texts and its other cells.

use std::collections::BTreeMap;

use bloemlezer::model::{Cell, Record, SourcePiece, StructureKind};
use bloemlezer::pipeline::Reading;

use super::shown::{Numbered, TakenFor};

pub(super) struct ShownRecord<'r> {
    pub(super) sheet: Option<&'r str>,
    pub(super) row: u32,
    /// Id of the response; none for the row of column names.
    pub(super) record: Option<&'r str>,
    /// Texts first, then the others.
    pub(super) cells: Vec<ShownCell<'r>>,
}

pub(super) struct ShownCell<'r> {
    pub(super) cell: &'r Cell,
    pub(super) taken_for: TakenFor<'r>,
}

/// All rows that were read, the one of the column names included.
pub(super) fn records<'r>(
    reading: &'r Reading,
    records: &'r [Record],
    numbered: &[Numbered<'r>],
) -> Vec<ShownRecord<'r>> {
    let mut statements: BTreeMap<CellPlace<'r>, Numbered<'r>> = BTreeMap::new();
    for own in numbered {
        statements.extend(own.statement.source.iter().filter_map(|piece| Some((place(piece)?, *own))));
    }
    let header = reading.document.header.as_ref().map(|header| ShownRecord {
        sheet: header.sheet.as_deref(),
        row: header.row,
        record: None,
        cells: structure(&header.names, StructureKind::ColumnName).collect(),
    });
    let rows = records.iter().map(|record| {
        let sheet = record.sheet.as_deref();
        let texts = record.texts.iter().filter_map(|cell| {
            let own = statements.get(&(sheet, record.row, cell.field.as_str()))?;
            Some(ShownCell { cell, taken_for: TakenFor::Statement(*own) })
        });
        let cells = texts.chain(structure(&record.others, StructureKind::Cell)).collect();
        ShownRecord { sheet, row: record.row, record: Some(&record.id), cells }
    });
    header.into_iter().chain(rows).collect()
}

/// Sheet, row and column name.
type CellPlace<'r> = (Option<&'r str>, u32, &'r str);

fn place(piece: &SourcePiece) -> Option<CellPlace<'_>> {
    match piece {
        SourcePiece::Cell { sheet, row, field, .. } => Some((sheet.as_deref(), *row, field)),
        SourcePiece::Line { .. } | SourcePiece::Paragraph { .. } => None,
    }
}

fn structure(cells: &[Cell], kind: StructureKind) -> impl Iterator<Item = ShownCell<'_>> {
    cells.iter().map(move |cell| ShownCell { cell, taken_for: TakenFor::Structure(kind) })
}
