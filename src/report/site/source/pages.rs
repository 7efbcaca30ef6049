//! Source pages of text: statements per physical page, then the page's lines as they stand in the file.

use std::collections::BTreeMap;

use askama::Template;

use super::super::super::{OutputFile, ReportError};
use super::super::context::Site;
use super::super::frame::{Frame, fill};
use super::super::lists::ListKey;
use super::super::originals::link;
use super::lines::{LinePlace, Lines};
use super::places::{Places, Spot};
use super::{Piece, Recovered, SourceFrame, Stretch, outer, recovered, source_frame};
use crate::model::{Line, Page, SourcePiece, Span, Statement, Structure};

#[derive(Template)]
#[template(path = "source_pages.html", config = "src/report/askama.toml")]
struct TextSource {
    frame: Frame,
    source: SourceFrame,
    pages: Vec<PageView>,
}

/// A physical page.
struct PageView {
    anchor: String,
    heading: String,
    /// The page of the source's copy, where the site holds one.
    original: Option<String>,
    /// Statements in reading order with the headings and columns they stand under.
    blocks: Vec<Block>,
    lines: Vec<LineView>,
    structure: Vec<StructureView>,
}

/// What follows in reading order.
enum Block {
    /// Words, the list of its statements, and its language where that is not the page's.
    Section(String, String, Option<String>),
    /// Where a column begins.
    Column(String),
    Statement(Box<Recovered>),
}

/// A line as it stands in the file.
struct LineView {
    anchor: String,
    number: u32,
    stretches: Vec<Stretch>,
}

/// A structure element.
struct StructureView {
    name: &'static str,
    text: String,
    places: Vec<(String, Option<String>)>,
}

/// The pages of a document of text.
pub(super) fn files(site: &Site<'_>, index: usize, pages: &[Page]) -> Result<Vec<OutputFile>, ReportError> {
    let document = DocumentView::new(site, index);
    (0..site.layout.parts(index))
        .map(|part| {
            let units = site.layout.units(index, part);
            let page = TextSource {
                frame: outer(site, index),
                source: source_frame(site, index, part),
                pages: units.filter_map(|unit| Some(document.page(unit, pages.get(unit)?))).collect(),
            };
            fill(site.layout.file(index, part).unwrap_or_default(), &page)
        })
        .collect()
}

/// A document with what its pages look up.
struct DocumentView<'v, 'f> {
    site: &'v Site<'f>,
    index: usize,
    places: Places<'f>,
    lines: Lines<'f>,
    structure: BTreeMap<u32, Vec<&'f Structure>>,
}

impl<'v, 'f> DocumentView<'v, 'f> {
    fn new(site: &'v Site<'f>, index: usize) -> Self {
        let mut structure: BTreeMap<u32, Vec<&Structure>> = BTreeMap::new();
        for element in &site.texts_of[index].structure {
            structure.entry(element.page.unwrap_or(0)).or_default().push(element);
        }
        Self { site, index, places: Places::of(site, index), lines: Lines::of(site, index), structure }
    }

    fn page(&self, unit: usize, page: &Page) -> PageView {
        let statements = self.site.layout.statements(self.index, unit);
        let label = statements.iter().find_map(|index| self.site.statements[*index].page_label.as_deref());
        let structure = self.structure.get(&page.number);
        PageView {
            anchor: format!("blz-{}", page.number),
            heading: (self.site.strings.source.page)(page.number, label),
            original: link(self.site, &self.site.document(self.index).path, page.number),
            blocks: self.blocks(statements),
            lines: page.lines.iter().map(|line| self.line(page.number, line)).collect(),
            structure: structure.into_iter().flatten().map(|element| self.structure(element)).collect(),
        }
    }

    fn blocks(&self, statements: &[usize]) -> Vec<Block> {
        let mut blocks = Vec::new();
        let (mut section, mut column) = (None, None);
        for index in statements {
            let statement = self.site.statements[*index];
            if statement.column != column {
                column = statement.column;
                blocks.extend(column.map(|column| Block::Column((self.site.strings.source.column)(column))));
            }
            let here = self.site.section_of[*index];
            if section != Some(here) {
                section = Some(here);
                let href = self.site.href(ListKey::Section(here)).unwrap_or_default();
                blocks.push(Block::Section(
                    self.site.section_label(here),
                    href,
                    self.site.section_lang(here),
                ));
            }
            blocks.push(Block::Statement(Box::new(recovered(self.site, *index, self.pieces(statement)))));
        }
        blocks
    }

    fn pieces(&self, statement: &Statement) -> Vec<Piece> {
        statement.source.iter().map(|piece| self.piece(&statement.document, piece)).collect()
    }

    /// A piece of a statement or structure element of the document `own`.
    fn piece(&self, own: &str, piece: &SourcePiece) -> Piece {
        let SourcePiece::Line { document, page, line, start, end, .. } = piece else {
            return Piece { place: String::new(), href: None, text: String::new() };
        };
        // People count from one, up to and including the last.
        let mut place = (self.site.strings.source.line_place)(*page, *line, start + 1, *end);
        if let Some(document) = document {
            place = format!("{document}, {place}");
        }
        let found = self.lines.find(piece.document(own), *page, *line);
        let text = found.map(|line| Span::new(*start, *end).cut(line.text).to_owned());
        Piece { place, href: found.and_then(LinePlace::href), text: text.unwrap_or_default() }
    }

    fn line(&self, page: u32, line: &Line) -> LineView {
        let path = &self.site.document(self.index).path;
        let found = self.lines.find(path, page, line.number);
        LineView {
            anchor: found.map(|found| found.anchor.clone()).unwrap_or_default(),
            number: line.number,
            stretches: self.places.stretches(self.site, Spot::Line(page, line.number), &line.text),
        }
    }

    fn structure(&self, element: &Structure) -> StructureView {
        let pieces = element.source.iter().map(|piece| self.piece(&element.document, piece));
        StructureView {
            name: (self.site.strings.names.structure)(element.kind),
            text: element.text.clone(),
            places: pieces.map(|piece| (piece.place, piece.href)).collect(),
        }
    }
}
