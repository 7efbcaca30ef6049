//! Which source pages there are and where each statement stands on them.

use std::collections::BTreeMap;

use super::super::ReportError;
use super::lists::PART;
use super::names;
use crate::model::{Content, Document, Page, SourcePiece, Statement};

/// With more statements than this the site shows a selection and points to the data files.
pub const LARGE: usize = 50_000;

/// How many statements of one document a large site shows.
pub const LARGE_PER_DOCUMENT: usize = 1_000;

/// Physical pages on one source page of the site.
const PAGES: usize = 100;

/// Where everything stands. A *unit* is a physical page or a row of a table.
pub(super) struct Layout {
    /// Whether the site shows a selection.
    pub(super) large: bool,
    /// Whether a statement is shown.
    pub(super) shown: Vec<bool>,
    /// The document of a statement.
    pub(super) document_of: Vec<usize>,
    documents: Vec<DocumentLayout>,
}

/// One document's pages on the site.
struct DocumentLayout {
    stem: String,
    /// Statements of each unit, those that are shown.
    statements: Vec<Vec<usize>>,
    /// First unit of each part, and one past the last unit.
    parts: Vec<usize>,
    unit_of: BTreeMap<usize, usize>,
}

impl Layout {
    /// Places every statement; there are `total` of them, with those that are not held.
    pub(super) fn new(
        documents: &[Document],
        (statements, total): (&[&Statement], usize),
        by_path: &BTreeMap<&str, usize>,
    ) -> Result<Self, ReportError> {
        let document_of = statements
            .iter()
            .map(|statement| known_document(statement, by_path))
            .collect::<Result<Vec<_>, _>>()?;
        let large = total > LARGE;
        let shown = select(large, &document_of, documents.len());
        let mut own: Vec<Vec<(usize, &Statement)>> = vec![Vec::new(); documents.len()];
        for (index, statement) in statements.iter().enumerate().filter(|(index, _)| shown[*index]) {
            own[document_of[index]].push((index, statement));
        }
        let documents =
            documents.iter().zip(own).map(|(document, own)| place(document, &own, large)).collect();
        Ok(Self { large, shown, document_of, documents })
    }

    /// How many pages of the site a document has.
    pub(super) fn parts(&self, document: usize) -> usize {
        self.documents[document].parts.len().saturating_sub(1)
    }

    /// The units of a part.
    pub(super) fn units(&self, document: usize, part: usize) -> std::ops::Range<usize> {
        let parts = &self.documents[document].parts;
        parts[part]..parts[part + 1]
    }

    /// The statements shown in a unit, in source order.
    pub(super) fn statements(&self, document: usize, unit: usize) -> &[usize] {
        &self.documents[document].statements[unit]
    }

    /// The file of a part, from the top of the site; none where the site does not show the document.
    pub(super) fn file(&self, document: usize, part: usize) -> Option<String> {
        let stem = &self.documents[document].stem;
        (part < self.parts(document)).then(|| format!("sources/{}", names::part(stem, part)))
    }

    /// The file that shows a unit.
    pub(super) fn file_of_unit(&self, document: usize, unit: usize) -> Option<String> {
        let parts = &self.documents[document].parts;
        let part = parts.iter().rposition(|first| *first <= unit)?;
        self.file(document, part)
    }

    /// The permanent link of a statement, from the top of the site.
    pub(super) fn permalink(&self, index: usize, id: &str) -> Option<String> {
        let document = self.document_of[index];
        let unit = self.documents[document].unit_of.get(&index)?;
        Some(format!("{}#{id}", self.file_of_unit(document, *unit)?))
    }
}

/// The document that a statement begins in, once all that it names are known.
fn known_document(statement: &Statement, by_path: &BTreeMap<&str, usize>) -> Result<usize, ReportError> {
    let find = |path: &str| {
        by_path.get(path).copied().ok_or_else(|| ReportError::UnknownDocument {
            id: statement.id.clone(),
            document: path.to_owned(),
        })
    };
    for piece in &statement.source {
        find(piece.document(&statement.document))?;
    }
    find(&statement.document)
}

/// Which statements are shown: all, or of a large set the first of every document as far as they go.
fn select(large: bool, document_of: &[usize], documents: usize) -> Vec<bool> {
    let mut seen = vec![0; documents];
    let mut left = if large { LARGE } else { usize::MAX };
    let per_document = if large { LARGE_PER_DOCUMENT } else { usize::MAX };
    let mut show = |document: &usize| {
        let shows = seen[*document] < per_document && left > 0;
        seen[*document] += 1;
        left -= usize::from(shows);
        shows
    };
    document_of.iter().map(&mut show).collect()
}

fn place(document: &Document, own: &[(usize, &Statement)], large: bool) -> DocumentLayout {
    let (units, most) = units(document);
    let mut statements = vec![Vec::new(); if own.is_empty() { units } else { units.max(1) }];
    let mut unit_of = BTreeMap::new();
    let finder = UnitFinder::new(document);
    for (index, statement) in own {
        let unit = finder.find(statement);
        statements[unit].push(*index);
        unit_of.insert(*index, unit);
    }
    if large {
        let last = statements.iter().rposition(|unit| !unit.is_empty());
        statements.truncate(last.map_or(0, |last| last + 1));
    }
    let parts = parts(&statements, most);
    DocumentLayout { stem: names::of_path(&document.path), statements, parts, unit_of }
}

/// How many units a document has, and how many go on one page of the site.
fn units(document: &Document) -> (usize, usize) {
    match &document.content {
        Content::Pages(pages) => (pages.len(), PAGES),
        Content::Records(records) => (records.len(), PART),
    }
}

/// Where the parts begin: a part ends when its statements or its units are enough.
fn parts(statements: &[Vec<usize>], most: usize) -> Vec<usize> {
    let mut parts = Vec::new();
    let (mut first, mut held) = (0, 0);
    for (unit, here) in statements.iter().enumerate() {
        let full = held + here.len() > PART || unit - first >= most;
        if parts.is_empty() || full {
            parts.push(unit);
            (first, held) = (unit, 0);
        }
        held += here.len();
    }
    if !parts.is_empty() {
        parts.push(statements.len());
    }
    parts
}

/// Finds the unit a statement starts in.
struct UnitFinder<'d> {
    pages: &'d [Page],
    rows: BTreeMap<(Option<&'d str>, u32), usize>,
}

impl<'d> UnitFinder<'d> {
    fn new(document: &'d Document) -> Self {
        let mut finder = Self { pages: &[], rows: BTreeMap::new() };
        match &document.content {
            Content::Pages(pages) => {
                finder.pages = pages;
            }
            Content::Records(records) => {
                let rows = records.iter().enumerate();
                finder.rows =
                    rows.map(|(unit, record)| ((record.sheet.as_deref(), record.row), unit)).collect();
            }
        }
        finder
    }

    /// The unit of its first piece; the first unit where that is unknown, so that no statement goes missing.
    fn find(&self, statement: &Statement) -> usize {
        let unit = statement.source.first().and_then(|piece| match piece {
            SourcePiece::Cell { sheet, row, .. } => self.rows.get(&(sheet.as_deref(), *row)).copied(),
            _ => Page::index_of(self.pages, piece),
        });
        unit.unwrap_or(0)
    }
}
