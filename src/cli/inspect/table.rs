//! The rows of a table as they were read: the record of each, its texts and its other cells.

use std::collections::BTreeMap;

use bloemlezer::model::{Cell, Record, SourcePiece, Span, StructureKind};
use bloemlezer::pipeline::Reading;

use super::shown::{Numbered, TakenFor};

pub(super) struct ShownRecord<'r> {
    pub(super) sheet: Option<&'r str>,
    pub(super) row: u32,
    /// What the cells are of a row that is no record.
    pub(super) kind: Option<StructureKind>,
    /// Id of the response; none for the row of column names.
    pub(super) record: Option<&'r str>,
    /// Texts first, then the others.
    pub(super) cells: Vec<ShownCell<'r>>,
}

pub(super) struct ShownCell<'r> {
    pub(super) field: &'r str,
    pub(super) question: Option<&'r str>,
    /// Its characters; of a cell that was split those of one statement.
    pub(super) text: &'r str,
    /// The first of them in the cell.
    pub(super) start: u32,
    pub(super) taken_for: TakenFor<'r>,
}

/// All rows that were read, the one of the column names included.
pub(super) fn records<'r>(
    reading: &'r Reading,
    records: &'r [Record],
    numbered: &[Numbered<'r>],
) -> Vec<ShownRecord<'r>> {
    let mut statements: BTreeMap<CellPlace<'r>, Vec<(Span, Numbered<'r>)>> = BTreeMap::new();
    for own in numbered {
        for (place, span) in own.statement.source.iter().filter_map(place) {
            statements.entry(place).or_default().push((span, *own));
        }
    }
    let headers = reading.document.headers.iter().map(|header| ShownRecord {
        sheet: header.sheet.as_deref(),
        row: header.row,
        kind: Some(header.kind),
        record: None,
        cells: structure(&header.cells, header.kind).collect(),
    });
    let rows = records.iter().map(|record| {
        let sheet = record.sheet.as_deref();
        let texts = record.texts.iter().flat_map(|cell| {
            let own = statements.get(&(sheet, record.row, cell.field.as_str())).into_iter().flatten();
            own.map(|(span, own)| ShownCell {
                field: &cell.field,
                question: cell.question.as_deref(),
                text: span.cut(&cell.text),
                start: span.start,
                taken_for: TakenFor::Statement(*own),
            })
        });
        let cells = texts.chain(structure(&record.others, StructureKind::Cell)).collect();
        ShownRecord { sheet, row: record.row, kind: None, record: Some(&record.id), cells }
    });
    headers.chain(rows).collect()
}

/// Sheet, row and column name.
type CellPlace<'r> = (Option<&'r str>, u32, &'r str);

fn place(piece: &SourcePiece) -> Option<(CellPlace<'_>, Span)> {
    match piece {
        SourcePiece::Cell { sheet, row, field, start, end, .. } => {
            Some(((sheet.as_deref(), *row, field), Span::new(*start, *end)))
        }
        SourcePiece::Line { .. } | SourcePiece::Paragraph { .. } => None,
    }
}

fn structure(cells: &[Cell], kind: StructureKind) -> impl Iterator<Item = ShownCell<'_>> {
    cells.iter().map(move |cell| ShownCell {
        field: &cell.field,
        question: None,
        text: &cell.text,
        start: 0,
        taken_for: TakenFor::Structure(kind),
    })
}
