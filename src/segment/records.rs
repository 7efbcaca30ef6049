//! Statements of tables: one cell of running text, one statement.

use super::Segmented;
use super::ids::record_statement_id;
use crate::model::{Cell, Document, Record, SourcePiece, Statement, Structure, StructureKind};
use crate::text::{LanguageContext, normalise_spaces};

pub(super) fn read(document: &Document, records: &[Record], found: &mut Segmented) {
    let texts = records.iter().flat_map(|record| record.texts.iter().map(|cell| cell.text.as_str()));
    let language = LanguageContext::of(texts);
    if let Some(header) = &document.header {
        let names = header.names.iter();
        let names =
            names.map(|name| element(document, StructureKind::ColumnName, (&header.sheet, header.row), name));
        found.structure.extend(names);
    }
    for record in records {
        let filled = record.texts.iter().filter(|cell| !normalise_spaces(&cell.text).is_empty());
        for (part, cell) in filled.enumerate() {
            found.statements.push(statement(document, record, cell, part as u32 + 1, &language));
        }
        let others = record.others.iter();
        let others =
            others.map(|cell| element(document, StructureKind::Cell, (&record.sheet, record.row), cell));
        found.structure.extend(others);
    }
}

/// A cell that is no respondent's text.
fn element(document: &Document, kind: StructureKind, row: (&Option<String>, u32), cell: &Cell) -> Structure {
    Structure {
        document: document.path.clone(),
        kind,
        page: None,
        column: None,
        source: vec![source(row, cell)],
        number: None,
        text: normalise_spaces(&cell.text),
    }
}

fn source(row: (&Option<String>, u32), cell: &Cell) -> SourcePiece {
    let (sheet, row) = row;
    let end = cell.text.chars().count() as u32;
    SourcePiece::Cell { sheet: sheet.clone(), row, field: cell.field.clone(), start: 0, end }
}

fn statement(
    document: &Document,
    record: &Record,
    cell: &Cell,
    part: u32,
    language: &LanguageContext,
) -> Statement {
    let text = normalise_spaces(&cell.text);
    Statement {
        id: record_statement_id(&document.path, &record.id, part),
        record: Some(record.id.clone()),
        question: cell.question.clone(),
        source: vec![source((&record.sheet, record.row), cell)],
        language: language.detect(&text).to_owned(),
        respondent: record.respondent.clone(),
        date: record.date.clone(),
        public: record.public,
        metadata: record.metadata.clone(),
        ..Statement::uncoded(&document.path, text)
    }
}
