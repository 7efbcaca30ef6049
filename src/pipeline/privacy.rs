//! Leaves records that are not public out of everything, for `--public`.

use std::collections::BTreeSet;

use crate::model::{Content, Document, Findings, SourcePiece, Statement, Structure};

/// A table row: document, sheet and row number.
type Place = (String, Option<String>, u32);

/// Drops what is not public from statements, structure and documents; problems name a place and no text, and stay.
pub(super) fn keep_public(findings: &mut Findings) {
    let hidden = hidden_rows(&findings.documents, &findings.statements);
    findings.statements.retain(|statement| statement.public);
    findings.structure.retain(|element| !touches(element, &hidden));
    for document in &mut findings.documents {
        if let Content::Records(records) = &mut document.content {
            records.retain(|record| record.public);
        }
    }
}

fn hidden_rows(documents: &[Document], statements: &[Statement]) -> BTreeSet<Place> {
    let records = documents.iter().flat_map(|document| match &document.content {
        Content::Records(records) => records.iter().map(|record| (document, record)).collect(),
        Content::Pages(_) => Vec::new(),
    });
    let from_records = records
        .filter(|(_, record)| !record.public)
        .map(|(document, record)| (document.path.clone(), record.sheet.clone(), record.row));
    let from_statements = statements
        .iter()
        .filter(|statement| !statement.public)
        .flat_map(|statement| {
            statement
                .source
                .iter()
                .filter_map(|piece| row_of(&statement.document, piece))
        });
    from_records.chain(from_statements).collect()
}

fn touches(element: &Structure, hidden: &BTreeSet<Place>) -> bool {
    let rows = element
        .source
        .iter()
        .filter_map(|piece| row_of(&element.document, piece));
    rows.into_iter().any(|place| hidden.contains(&place))
}

fn row_of(document: &str, piece: &SourcePiece) -> Option<Place> {
    match piece {
        SourcePiece::Cell { sheet, row, .. } => Some((document.to_owned(), sheet.clone(), *row)),
        SourcePiece::Line { .. } => None,
    }
}
