//! What may be shown: responses marked not public stay out of every page, with their cells and the problems about them.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Content, Document, Findings, Problem, SourcePiece, Statement, Structure};

/// The places that may not be shown.
pub(super) struct Publication<'f> {
    rows: BTreeSet<(&'f str, Option<&'f str>, u32)>,
    /// The same rows, and lines, as problems name them.
    places: BTreeSet<(&'f str, u32)>,
    /// Paragraphs in such rows of a table in running text.
    paragraphs: BTreeSet<(&'f str, u32)>,
}

impl<'f> Publication<'f> {
    /// Collects them from the rows that say so and from the statements made of them.
    pub(super) fn of(findings: &'f Findings) -> Self {
        let rows: BTreeSet<_> = findings.documents.iter().flat_map(withheld_rows).collect();
        let places = rows.iter().map(|(document, _, row)| (*document, *row)).collect();
        let paragraphs = findings.documents.iter().flat_map(withheld_paragraphs).collect();
        let mut publication = Self { rows, places, paragraphs };
        for statement in findings.statements.iter().filter(|statement| !statement.public) {
            for piece in &statement.source {
                publication.withhold(piece.document(&statement.document), piece);
            }
        }
        publication
    }

    fn withhold(&mut self, document: &'f str, piece: &'f SourcePiece) {
        match piece {
            SourcePiece::Line { line, .. } | SourcePiece::Paragraph { paragraph: line, .. } => {
                self.places.insert((document, *line));
            }
            SourcePiece::Cell { sheet, row, .. } => {
                self.rows.insert((document, sheet.as_deref(), *row));
                self.places.insert((document, *row));
            }
        }
    }

    /// Whether a row of a table may be shown.
    pub(super) fn shows_row(&self, document: &str, sheet: Option<&str>, row: u32) -> bool {
        !self.rows.contains(&(document, sheet, row))
    }

    /// Whether a structure element may be shown: not when it is a cell of a withheld row.
    pub(super) fn shows_structure(&self, element: &Structure) -> bool {
        element.source.iter().all(|piece| match piece {
            SourcePiece::Line { .. } => true,
            SourcePiece::Paragraph { paragraph, .. } => {
                !self.paragraphs.contains(&(element.document.as_str(), *paragraph))
            }
            SourcePiece::Cell { sheet, row, .. } => self.shows_row(&element.document, sheet.as_deref(), *row),
        })
    }

    /// Whether a problem may be shown: not when it is about a withheld row or line, since it may quote it.
    pub(super) fn shows_problem(&self, problem: &Problem) -> bool {
        let place = problem.line.map(|line| (problem.file.as_str(), line));
        place.is_none_or(|place| !self.places.contains(&place))
    }
}

fn withheld_rows(document: &Document) -> impl Iterator<Item = (&str, Option<&str>, u32)> {
    let records = match &document.content {
        Content::Records(records) => records.as_slice(),
        Content::Pages(_) => &[],
    };
    records
        .iter()
        .filter(|record| !record.public)
        .map(|record| (document.path.as_str(), record.sheet.as_deref(), record.row))
}

fn withheld_paragraphs(document: &Document) -> impl Iterator<Item = (&str, u32)> {
    let pages = match &document.content {
        Content::Pages(pages) => pages.as_slice(),
        Content::Records(_) => &[],
    };
    let lines = pages.iter().flat_map(|page| &page.lines).filter(|line| !line.is_public());
    lines.map(|line| (document.path.as_str(), line.number))
}

/// The statements that may be published; what pointed at a withheld statement points at the first that remains.
pub(super) fn public_statements(statements: &[Statement]) -> Vec<Statement> {
    let withheld: BTreeSet<&str> = statements
        .iter()
        .filter(|statement| !statement.public)
        .map(|statement| statement.id.as_str())
        .collect();
    let (mut originals, mut groups) = (BTreeMap::new(), BTreeMap::new());
    let mut kept = Vec::new();
    for statement in statements.iter().filter(|statement| statement.public) {
        let mut statement = statement.clone();
        statement.duplicate_of = inherit(statement.duplicate_of, &statement.id, &withheld, &mut originals)
            .filter(|first| *first != statement.id);
        statement.group = inherit(statement.group, &statement.id, &withheld, &mut groups);
        kept.push(statement);
    }
    kept
}

/// The id that a reference stands for once the withheld statements are gone.
fn inherit(
    reference: Option<String>,
    own: &str,
    withheld: &BTreeSet<&str>,
    heirs: &mut BTreeMap<String, String>,
) -> Option<String> {
    let reference = reference?;
    if !withheld.contains(reference.as_str()) {
        return Some(reference);
    }
    Some(heirs.entry(reference).or_insert_with(|| own.to_owned()).clone())
}
