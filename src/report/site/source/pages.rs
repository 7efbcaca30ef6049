//! Source pages of text: statements per physical page, then the page's lines as they stand in the file.

use std::collections::BTreeMap;

use askama::Template;

use super::super::super::{OutputFile, ReportError};
use super::super::context::Site;
use super::super::frame::{Frame, fill};
use super::super::lists::ListKey;
use super::places::{Places, Spot, line_anchor};
use super::{Piece, Recovered, SourceFrame, Stretch, outer, recovered, source_frame};
use crate::model::{Page, SourcePiece, Statement, Structure};

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
    /// Each line with its unit.
    lines: BTreeMap<u32, (usize, &'v str)>,
    structure: BTreeMap<u32, Vec<&'f Structure>>,
}

impl<'v, 'f> DocumentView<'v, 'f> {
    fn new(site: &'v Site<'f>, index: usize, pages: &'v [Page]) -> Self {
        let mut structure: BTreeMap<u32, Vec<&Structure>> = BTreeMap::new();
        for element in &site.texts_of[index].structure {
            structure.entry(element.page.unwrap_or(0)).or_default().push(element);
        }
        let lines = pages.iter().enumerate().flat_map(|(unit, page)| {
            page.lines.iter().map(move |line| (line.number, (unit, line.text.as_str())))
        });
        Self { site, index, places: Places::of(site, index), lines: lines.collect(), structure }
    }

    fn page(&self, unit: usize, page: &Page) -> PageView {
        let statements = self.site.layout.statements(self.index, unit);
        let label = statements.iter().find_map(|index| self.site.statements[*index].page_label.as_deref());
        let structure = self.structure.get(&page.number);
        PageView {
            anchor: format!("blz-{}", page.number),
            heading: (self.site.strings.source.page)(page.number, label),
            blocks: self.blocks(statements),
            lines: page.lines.iter().map(|line| self.line(line.number, &line.text)).collect(),
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
        statement.source.iter().map(|piece| self.piece(piece)).collect()
    }

    fn piece(&self, piece: &SourcePiece) -> Piece {
        let text = match Spot::of(piece) {
            (Spot::Line(line), span) => self.lines.get(&line).map(|(_, text)| span.cut(text).to_owned()),
            (Spot::Cell(..), _) => None,
        };
        let (place, href) = self.place(piece);
        Piece { place, href, text: text.unwrap_or_default() }
    }

    fn place(&self, piece: &SourcePiece) -> (String, Option<String>) {
        let SourcePiece::Line { page, line, start, end } = piece else {
            return (String::new(), None);
        };
        // People count from one, up to and including the last.
        let place = (self.site.strings.source.line_place)(*page, *line, start + 1, *end);
        let unit = self.lines.get(line).map(|(unit, _)| *unit);
        let file = unit.and_then(|unit| self.site.layout.file_of_unit(self.index, unit));
        (place, file.map(|file| format!("{file}#{}", line_anchor(*line))))
    }

    fn line(&self, number: u32, text: &str) -> LineView {
        LineView {
            anchor: line_anchor(number),
            number,
            stretches: self.places.stretches(self.site, Spot::Line(number), text),
        }
    }

    fn structure(&self, element: &Structure) -> StructureView {
        StructureView {
            name: (self.site.strings.names.structure)(element.kind),
            text: element.text.clone(),
            places: element.source.iter().map(|piece| self.place(piece)).collect(),
        }
    }
}
