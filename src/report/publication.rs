//! What may be shown: responses marked not public stay out of every page, with their cells and the problems about them.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Content, Document, Findings, Group, Problem, SourcePiece, Span, Statement, Structure};

/// The places that may not be shown.
#[derive(Debug)]
pub struct Publication<'f> {
    rows: BTreeSet<(&'f str, Option<&'f str>, u32)>,
    /// The same rows, and lines, as problems name them.
    places: BTreeSet<(&'f str, u32)>,
    /// Paragraphs in such rows of a table in running text.
    paragraphs: BTreeSet<(&'f str, u32)>,
}

impl<'f> Publication<'f> {
    /// Collects them from the rows that say so and from the statements made of them.
    #[must_use]
    pub fn of(findings: &'f Findings) -> Self {
        // Only a delimited text, which has no sheets, can be too long to be held.
        let unheld = findings.unheld.withheld.iter().map(|(document, row)| (document.as_str(), None, *row));
        let rows: BTreeSet<_> = findings.documents.iter().flat_map(withheld_rows).chain(unheld).collect();
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

/// The statements that may be published; what pointed at a withheld statement points at the first that remains, and one that is left of
/// its group alone repeats nothing.
pub(super) fn public_statements(statements: &[Statement]) -> Vec<Statement> {
    let withheld: BTreeSet<&str> = statements
        .iter()
        .filter(|statement| !statement.public)
        .map(|statement| statement.id.as_str())
        .collect();
    let mut originals = BTreeMap::new();
    let shown = group_sizes(statements.iter().filter(|statement| statement.public));
    let mut kept = Vec::new();
    for statement in statements.iter().filter(|statement| statement.public) {
        let mut statement = statement.clone();
        statement.duplicate_of = inherit(statement.duplicate_of, &statement.id, &withheld, &mut originals)
            .filter(|first| *first != statement.id);
        statement.group =
            statement.group.filter(|group| shown.get(group.as_str()).is_some_and(|size| *size > 1));
        if statement.group.is_none() {
            statement.own.clear();
        }
        kept.push(statement);
    }
    kept
}

/// How many of some statements each group has.
pub(super) fn group_sizes<'s>(statements: impl Iterator<Item = &'s Statement>) -> BTreeMap<&'s str, usize> {
    let mut sizes = BTreeMap::new();
    for group in statements.filter_map(|statement| statement.group.as_deref()) {
        *sizes.entry(group).or_default() += 1;
    }
    sizes
}

/// The groups without what may not be published: members of which a statement is withheld are left out, and groups of which fewer than
/// two are left. What is shared is then told in the words of the first that remains.
pub(super) fn public_groups(findings: &Findings) -> Vec<Group> {
    let public: BTreeMap<&str, &Statement> = findings
        .statements
        .iter()
        .filter(|statement| statement.public)
        .map(|statement| (statement.id.as_str(), statement))
        .collect();
    let is_public = |id: &String| public.contains_key(id.as_str());
    let kept = findings.groups.iter().cloned().map(|mut group| {
        group.members.retain(|member| member.statements.iter().all(is_public));
        for member in &mut group.members {
            member.exact = member.exact.take().filter(is_public);
        }
        group
    });
    kept.filter(|group| group.members.len() > 1).map(|group| with_public_words(group, &public)).collect()
}

fn with_public_words(mut group: Group, public: &BTreeMap<&str, &Statement>) -> Group {
    let shown = |group: &Group| {
        group.members.iter().any(|member| member.statements.first() == Some(&group.representative))
    };
    if shown(&group) {
        return group;
    }
    let heir = group.members.first();
    let statements = heir.map(|member| member.statements.clone()).unwrap_or_default();
    let own = heir.map(|member| member.own.clone()).unwrap_or_default();
    group.representative = statements.first().cloned().unwrap_or_default();
    group.shared = statements
        .iter()
        .filter_map(|id| public.get(id.as_str()))
        .flat_map(|statement| {
            let spans: Vec<Span> = own
                .iter()
                .filter(|own| own.statement == statement.id)
                .map(|own| Span::new(own.start, own.end))
                .collect();
            outside(&statement.text, &spans)
        })
        .collect();
    group
}

/// What a statement shares with the others of its group.
pub(super) fn passage(statement: &Statement) -> String {
    outside(&statement.text, &statement.own).join(" … ")
}

/// What of a text lies outside some spans, which are in order.
pub(super) fn outside(text: &str, spans: &[Span]) -> Vec<String> {
    let mut at = 0;
    let ends = spans.iter().copied().chain([Span::new(u32::MAX, u32::MAX)]);
    let between = ends.map(|span| {
        let outside = Span::new(at, span.start).cut(text).trim().to_owned();
        at = span.end;
        outside
    });
    between.filter(|outside| !outside.is_empty()).collect()
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
