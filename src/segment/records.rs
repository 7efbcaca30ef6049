//! Statements of tables: one cell of running text, one statement; or one for each of its points, where responses are split.

use std::collections::BTreeMap;

use super::ids::record_statement_id;
use super::parts::{Part, Stretch, parts};
use super::{Responses, Segmented};
use crate::model::{Cell, Document, Header, Record, SourcePiece, Span, Statement, Structure, StructureKind};
use crate::text::{LanguageContext, normalise_spaces};

pub(super) fn read(document: &Document, records: &[Record], responses: Responses, found: &mut Segmented) {
    let texts = records.iter().flat_map(|record| record.texts.iter().map(|cell| cell.text.as_str()));
    let reader = TableReader::new(document, texts, responses);
    let mut comments = BTreeMap::new();
    let mut headers = document.headers.as_slice();
    for sheet in records.chunk_by(|one, next| one.sheet == next.sheet) {
        let name = sheet.first().and_then(|record| record.sheet.as_ref());
        // Sheets without a record stand between those that have some.
        let own = headers.iter().rposition(|header| header.sheet.as_ref() == name).map_or(0, |last| last + 1);
        let (before, rest) = headers.split_at(own);
        headers = rest;
        found
            .structure
            .extend(before.iter().flat_map(|header| header_elements(document, header, &mut comments)));
        for record in sheet {
            read_record(&reader, record, found);
        }
    }
    found
        .structure
        .extend(headers.iter().flat_map(|header| header_elements(document, header, &mut comments)));
}

/// What the records of a table have in common: reads some of them at a time, where they are too many to be held.
#[derive(Debug)]
pub struct TableReader<'d> {
    document: &'d Document,
    language: LanguageContext,
    responses: Responses,
}

impl<'d> TableReader<'d> {
    /// Reads the records of `document`; the language of its first texts is that of what is too short to tell.
    pub fn new<'t>(
        document: &'d Document,
        texts: impl IntoIterator<Item = &'t str>,
        responses: Responses,
    ) -> Self {
        Self { document, language: LanguageContext::of(texts), responses }
    }

    /// The statements of some records, in order, and what stands beside them.
    #[must_use]
    pub fn read(&self, records: &[Record]) -> Segmented {
        let mut found = Segmented::default();
        records.iter().for_each(|record| read_record(self, record, &mut found));
        found
    }
}

fn read_record(table: &TableReader<'_>, record: &Record, found: &mut Segmented) {
    let document = table.document;
    let filled = record.texts.iter().filter(|cell| !normalise_spaces(&cell.text).is_empty());
    let mut count = 0;
    for cell in filled {
        let place = |start, end| source((&record.sheet, record.row), cell, (start, end));
        for part in parts_of(cell, table.responses) {
            count += 1;
            let words = span_text(&cell.text, part.words);
            if let Some(mark) = part.marker {
                found.structure.push(Structure {
                    source: vec![place(mark.start, mark.end)],
                    ..element_of(document, StructureKind::ListMarker, span_text(&cell.text, mark))
                });
            }
            let own = place(part.words.start, part.words.end);
            found.statements.push(Statement {
                id: record_statement_id(&document.path, &record.id, count),
                question: cell.question.clone(),
                source: vec![own],
                ..statement(table, record, words)
            });
        }
    }
    let others = record.others.iter();
    let others = others.map(|cell| element(document, StructureKind::Cell, (&record.sheet, record.row), cell));
    found.structure.extend(others);
}

/// The statements of a cell. What a reader would not see, such as a zero-width space alone, is none.
fn parts_of(cell: &Cell, responses: Responses) -> Vec<Part> {
    let end = cell.text.chars().count() as u32;
    let whole = Part { marker: None, words: Stretch { start: 0, end } };
    let split = match responses {
        Responses::Whole => Vec::new(),
        Responses::Split => parts(&cell.text),
    };
    let says = |part: &Part| !normalise_spaces(span_text(&cell.text, part.words)).is_empty();
    if split.len() > 1 && split.iter().all(says)
        || split.iter().any(|part| part.marker.is_some()) && split.iter().all(says)
    {
        split
    } else {
        vec![whole]
    }
}

fn span_text(text: &str, stretch: Stretch) -> &str {
    Span::new(stretch.start, stretch.end).cut(text)
}

/// Cells of a row that is no record; the comments on one cell are counted.
fn header_elements<'d>(
    document: &'d Document,
    header: &'d Header,
    comments: &mut BTreeMap<(&'d Option<String>, u32, &'d str), u32>,
) -> Vec<Structure> {
    let cells = header.cells.iter();
    let elements = cells.map(|cell| {
        let mut own = element(document, header.kind, (&header.sheet, header.row), cell);
        if let (StructureKind::Comment, Some(SourcePiece::Cell { comment, .. })) =
            (header.kind, own.source.first_mut())
        {
            let count = comments.entry((&header.sheet, header.row, cell.field.as_str())).or_default();
            *count += 1;
            *comment = Some(*count);
        }
        own
    });
    elements.collect()
}

/// A cell that is no respondent's text.
fn element(document: &Document, kind: StructureKind, row: (&Option<String>, u32), cell: &Cell) -> Structure {
    let end = cell.text.chars().count() as u32;
    Structure { source: vec![source(row, cell, (0, end))], ..element_of(document, kind, &cell.text) }
}

fn element_of(document: &Document, kind: StructureKind, text: &str) -> Structure {
    Structure {
        document: document.path.clone(),
        kind,
        page: None,
        column: None,
        source: Vec::new(),
        number: None,
        text: normalise_spaces(text),
    }
}

fn source(row: (&Option<String>, u32), cell: &Cell, (start, end): (u32, u32)) -> SourcePiece {
    let (sheet, row) = row;
    SourcePiece::Cell { sheet: sheet.clone(), row, field: cell.field.clone(), comment: None, start, end }
}

fn statement(table: &TableReader<'_>, record: &Record, words: &str) -> Statement {
    let text = normalise_spaces(words);
    Statement {
        record: Some(record.id.clone()),
        language: table.language.detect(&text).to_owned(),
        respondent: record.respondent.clone(),
        date: record.date.clone(),
        public: record.public,
        metadata: record.metadata.clone(),
        ..Statement::uncoded(&table.document.path, text)
    }
}
