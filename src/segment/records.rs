//! Statements of tables: one cell of running text, one statement.

use super::Segmented;
use super::ids::record_statement_id;
use super::pages::blank_statement;
use crate::model::{Cell, Document, Record, SourcePiece, Statement};
use crate::text::{LanguageContext, normalise_spaces};

pub(super) fn read(document: &Document, records: &[Record], found: &mut Segmented) {
    let texts = records.iter().flat_map(|record| record.texts.iter().map(|cell| cell.text.as_str()));
    let language = LanguageContext::of(texts);
    for record in records {
        let filled = record.texts.iter().filter(|cell| !normalise_spaces(&cell.text).is_empty());
        for (part, cell) in filled.enumerate() {
            found.statements.push(statement(document, record, cell, part as u32 + 1, &language));
        }
    }
}

fn statement(
    document: &Document,
    record: &Record,
    cell: &Cell,
    part: u32,
    language: &LanguageContext,
) -> Statement {
    let text = normalise_spaces(&cell.text);
    let source = SourcePiece::Cell {
        sheet: record.sheet.clone(),
        row: record.row,
        field: cell.field.clone(),
        start: 0,
        end: cell.text.chars().count() as u32,
    };
    Statement {
        id: record_statement_id(&document.path, &record.id, part),
        record: Some(record.id.clone()),
        question: cell.question.clone(),
        source: vec![source],
        language: language.detect(&text).to_owned(),
        respondent: record.respondent.clone(),
        date: record.date.clone(),
        public: record.public,
        metadata: record.metadata.clone(),
        ..blank_statement(&document.path, text)
    }
}
