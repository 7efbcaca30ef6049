//! Whose each stretch of a source line or cell is, and where it can be pointed at.

use std::collections::BTreeMap;

use super::super::context::Site;
use super::Stretch;
use crate::model::{SourcePiece, Span};

/// Where a piece stands: a line, or a cell of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Spot<'f> {
    /// A line or paragraph: the key of its page, and its number.
    Line(u32, u32),
    /// A cell.
    Cell(Option<&'f str>, u32, &'f str, Option<u32>),
}

impl<'f> Spot<'f> {
    /// The spot of a piece, and its span within.
    pub(super) fn of(piece: &'f SourcePiece) -> (Self, Span) {
        match piece {
            SourcePiece::Line { page, line, start, end, .. } => {
                (Self::Line(*page, *line), Span::new(*start, *end))
            }
            SourcePiece::Paragraph { paragraph, start, end, .. } => {
                (Self::Line(0, *paragraph), Span::new(*start, *end))
            }
            SourcePiece::Cell { sheet, row, field, comment, start, end } => {
                (Self::Cell(sheet.as_deref(), *row, field, *comment), Span::new(*start, *end))
            }
        }
    }
}

/// Whose a stretch is.
#[derive(Debug, Clone)]
enum Owner {
    /// A statement's, with its link where the page shows it.
    Statement { href: Option<String>, other_column: bool },
    /// A structure element's, by its name.
    Structure(&'static str),
    /// A withheld statement's.
    Withheld,
}

/// Every owned stretch of a document.
pub(super) struct Places<'f>(BTreeMap<Spot<'f>, Vec<(Span, Owner)>>);

impl<'f> Places<'f> {
    /// The places of a document.
    pub(super) fn of(site: &Site<'f>, document: usize) -> Self {
        let (path, texts) = (site.document(document).path.as_str(), &site.texts_of[document]);
        let mut places = Self(BTreeMap::new());
        for statement in &texts.statements {
            let owner = if statement.public {
                let index = site.statement_at(&statement.id);
                Owner::Statement {
                    href: index.and_then(|index| site.layout.permalink(index, &statement.id)),
                    other_column: statement.column.is_some_and(|column| column.is_multiple_of(2)),
                }
            } else {
                Owner::Withheld
            };
            let here = |piece: &&SourcePiece| piece.document(&statement.document) == path;
            places.add(statement.source.iter().filter(here), &owner);
        }
        for element in &texts.structure {
            places
                .add(element.source.iter(), &Owner::Structure((site.strings.names.structure)(element.kind)));
        }
        for owned in places.0.values_mut() {
            owned.sort_by_key(|(span, _)| *span);
        }
        places
    }

    fn add(&mut self, pieces: impl Iterator<Item = &'f SourcePiece>, owner: &Owner) {
        for piece in pieces {
            let (spot, span) = Spot::of(piece);
            self.0.entry(spot).or_default().push((span, owner.clone()));
        }
    }

    /// The stretches of a line or cell in order: together they are its text, but for words that are withheld.
    pub(super) fn stretches(&self, site: &Site<'_>, spot: Spot<'_>, text: &str) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        let mut done = 0;
        let length = text.chars().count() as u32;
        for (span, owner) in self.0.get(&spot).map_or(&[][..], Vec::as_slice) {
            let (start, end) = (span.start.max(done), span.end.min(length));
            if start >= end {
                continue;
            }
            push_plain(&mut stretches, Span::new(done, start).cut(text));
            stretches.push(owned(site, owner, Span::new(start, end).cut(text)));
            done = end;
        }
        push_plain(&mut stretches, Span::new(done, length).cut(text));
        stretches
    }
}

fn push_plain(stretches: &mut Vec<Stretch>, text: &str) {
    if !text.is_empty() {
        stretches.push(plain(text));
    }
}

fn plain(text: &str) -> Stretch {
    Stretch { text: text.to_owned(), href: None, title: None, other_column: false }
}

fn owned(site: &Site<'_>, owner: &Owner, text: &str) -> Stretch {
    match owner {
        Owner::Statement { href, other_column } => {
            Stretch { href: href.clone(), other_column: *other_column, ..plain(text) }
        }
        Owner::Structure(title) => Stretch { title: Some(title), ..plain(text) },
        Owner::Withheld => withheld(site),
    }
}

/// What stands in the place of what may not be shown.
pub(super) fn withheld(site: &Site<'_>) -> Stretch {
    plain(site.strings.source.withheld)
}

/// Anchor of a row; sheets are numbered in order of appearance, 0 for a table without.
pub(in super::super) fn row_anchor(sheet: usize, row: u32) -> String {
    if sheet == 0 { format!("rij-{row}") } else { format!("blad-{sheet}-rij-{row}") }
}
