//! Source pages of text: statements per physical page, then the page's lines as they stand in the file.

use std::collections::BTreeMap;

use askama::Template;

use super::super::super::{OutputFile, ReportError};
use super::super::context::Site;
use super::super::frame::{Frame, fill};
use super::super::lists::ListKey;
use super::super::originals::link;
use super::lines::{LinePlace, Lines};
use super::places::{Places, Spot, withheld};
use super::{Piece, Recovered, SourceFrame, Stretch, outer, recovered, source_frame};
use crate::model::{Line, Page, SourcePiece, Span, Statement, Structure};

#[derive(Template)]
#[template(path = "source_pages.html", config = "src/report/askama.toml")]
struct TextSource {
    frame: Frame,
    source: SourceFrame,
    intro: &'static str,
    pages: Vec<PageView>,
}

/// A physical page.
struct PageView {
    anchor: String,
    heading: String,
    /// What a line is called here, and several of them.
    line_name: &'static str,
    lines_name: &'static str,
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
    let document = DocumentView::new(site, index, pages);
    let (words, has_parts) = (&site.strings.source, pages.iter().any(|page| page.part.is_some()));
    (0..site.layout.parts(index))
        .map(|part| {
            let units = site.layout.units(index, part);
            let page = TextSource {
                frame: outer(site, index),
                source: source_frame(site, index, part),
                intro: if has_parts { words.intro_parts } else { words.intro_pages },
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
    /// By the unit that they stand in.
    structure: BTreeMap<usize, Vec<&'f Structure>>,
}

impl<'v, 'f> DocumentView<'v, 'f> {
    fn new(site: &'v Site<'f>, index: usize, pages: &[Page]) -> Self {
        let mut structure: BTreeMap<usize, Vec<&Structure>> = BTreeMap::new();
        let shown = site.texts_of[index].structure.iter();
        for element in shown.filter(|element| site.publication.shows_structure(element)) {
            let unit = element.source.first().and_then(|piece| Page::index_of(pages, piece));
            structure.entry(unit.unwrap_or(0)).or_default().push(element);
        }
        Self { site, index, places: Places::of(site, index), lines: Lines::of(site, index), structure }
    }

    fn page(&self, unit: usize, page: &Page) -> PageView {
        let words = &self.site.strings.source;
        let statements = self.site.layout.statements(self.index, unit);
        let label = statements.iter().find_map(|index| self.site.statements[*index].page_label.as_deref());
        let structure = self.structure.get(&unit);
        PageView {
            anchor: format!("blz-{}", page.number),
            heading: match &page.part {
                Some(part) => (self.site.strings.source.part)(&part.name),
                None => (self.site.strings.source.page)(page.number, label),
            },
            line_name: if page.has_paragraphs() { words.paragraph } else { words.line },
            lines_name: if page.has_paragraphs() { words.paragraphs } else { words.lines },
            original: link(self.site, &self.site.document(self.index).path, page.number),
            blocks: self.blocks(statements),
            lines: page.lines.iter().map(|line| self.line(page.key(), line)).collect(),
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
        let Some((page, line, span)) = piece.line() else {
            return Piece { place: String::new(), href: None, text: String::new() };
        };
        let mut place = self.place(piece, (page, line, span));
        if piece.document(own) != own {
            place = format!("{}, {place}", piece.document(own));
        }
        let found = self.lines.find(piece.document(own), page, line);
        let text = found.map(|line| span.cut(line.text).to_owned());
        Piece { place, href: found.and_then(LinePlace::href), text: text.unwrap_or_default() }
    }

    /// People count from one, up to and including the last.
    fn place(&self, piece: &SourcePiece, (page, line, span): (u32, u32, Span)) -> String {
        let words = &self.site.strings.source;
        let (from, to) = (span.start + 1, span.end);
        match piece {
            SourcePiece::Paragraph { part, .. } => {
                (words.paragraph_place)(&(words.part)(part), line, from, to)
            }
            SourcePiece::Line { part: Some(part), .. } => {
                (words.part_line_place)(&(words.part)(part), line, from, to)
            }
            _ => (words.line_place)(page, line, from, to),
        }
    }

    fn line(&self, page: u32, line: &Line) -> LineView {
        let path = &self.site.document(self.index).path;
        let found = self.lines.find(path, page, line.number);
        LineView {
            anchor: found.map(|found| found.anchor.clone()).unwrap_or_default(),
            number: line.number,
            stretches: if !line.is_public() {
                vec![withheld(self.site)]
            } else {
                self.places.stretches(self.site, Spot::Line(page, line.number), &line.text)
            },
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
