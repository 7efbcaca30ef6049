//! Statements of pages: blocks put together over columns, pages and consecutive documents.

use std::collections::BTreeMap;

use super::habits::Habits;
use super::ids::IdMaker;
use super::open::{Open, truncated};
use super::runner_up::Rival;
use super::{Segmented, doubts};
use crate::model::{
    Area, Block, Document, Markup, Page, Part, Piece, Role, Section, SourcePiece, Statement, Structure,
    StructureKind,
};
use crate::text::{Begins, Ends, LanguageContext, TextBuilder, WordList, edges, is_blank};

/// Reads the pages of a group of documents; what it remembers runs on from one document to the next.
#[derive(Debug, Default)]
pub(super) struct PageReader {
    section: Option<Section>,
    open: Option<Open>,
    ids: IdMaker,
}

/// What is known of a document before its statements are put together.
struct Known<'b> {
    labels: BTreeMap<u32, &'b str>,
    habits: Habits,
    language: LanguageContext,
}

impl PageReader {
    pub(super) fn read(
        &mut self,
        document: &Document,
        pages: &[Page],
        blocks: &[Block],
        found: &mut Segmented,
    ) {
        let lines = pages.iter().flat_map(|page| page.lines.iter().map(|line| line.text.as_str()));
        let language = LanguageContext::of(lines.filter(|line| !is_blank(line)));
        let known = Known { labels: page_labels(pages, blocks), habits: Habits::of(blocks), language };
        let mut first = true;
        let mut previous: Option<(u32, u32)> = None;
        for block in blocks {
            let Some(piece) = block.pieces.first() else { continue };
            // A paragraph of signs alone is a dash or a row of dots that somebody drew, not what somebody wrote.
            let says_something = block.pieces.iter().any(|piece| piece.text.contains(char::is_alphanumeric));
            if !matches!(block.role, Role::Body | Role::Aside) || !says_something {
                self.structure(document, pages, block, found);
                continue;
            }
            if block.role == Role::Aside {
                // It stands beside the flow: what is open goes on after it.
                let aside = self.begin(document, pages, block, first, &known);
                self.close(aside, false, found);
                continue;
            }
            let place = (piece.page, block.column);
            let turns = previous.replace(place) != Some(place);
            if self.goes_on(block, turns) {
                self.extend(document, pages, block);
            } else {
                self.emit(false, found);
                self.open = Some(self.begin(document, pages, block, first, &known));
            }
            first = false;
        }
        if pages.iter().any(|page| page.part.is_some()) {
            // Such a file is whole: nothing of it goes on in another.
            self.emit(false, found);
        }
    }

    pub(super) fn finish(&mut self, found: &mut Segmented) {
        self.emit(true, found);
    }

    /// Whether the block goes on with the open statement. Geometry tells within a page; at the turn of a page the wording does.
    fn goes_on(&self, block: &Block, turns: bool) -> bool {
        let Some(open) = &self.open else { return false };
        if let Some(continues) = block.continues {
            return continues;
        }
        let (Some(last), Some(next), true) = (open.pieces.last(), block.pieces.first(), turns) else {
            return false;
        };
        let unfinished =
            matches!(edges::ends(&last.text), Ends::Clause | Ends::Word | Ends::FunctionWord | Ends::Hyphen);
        let goes_on = match edges::begins(&next.text) {
            Begins::Lower | Begins::Other => true,
            Begins::Capital | Begins::Bullet => false,
            Begins::Abbreviation | Begins::Digit | Begins::Opening => {
                matches!(edges::ends(&last.text), Ends::Clause | Ends::FunctionWord)
            }
        };
        unfinished && goes_on && edges::heading_number(&next.text).is_none()
    }

    fn begin(
        &self,
        document: &Document,
        pages: &[Page],
        block: &Block,
        first: bool,
        known: &Known<'_>,
    ) -> Open {
        let page = block.pieces[0].page;
        let place = |piece: &Piece| source_piece(pages, piece, None);
        let in_pages = part(pages, page).is_none();
        let markup = markup(pages, &block.pieces[0]);
        let said = |what: fn(&Markup) -> &Option<String>| what(markup?).clone();
        Open {
            document: document.path.clone(),
            respondent: said(|markup| &markup.respondent).or_else(|| document.respondent.clone()),
            date: said(|markup| &markup.date).or_else(|| document.date.clone()),
            question: said(|markup| &markup.question),
            public: markup.is_none_or(|markup| markup.public),
            page: Some(page).filter(|_| in_pages),
            page_label: known.labels.get(&page).map(|label| (*label).to_owned()),
            column: Some(block.column).filter(|_| in_pages),
            pieces: block.pieces.clone(),
            source: block.pieces.iter().map(place).collect(),
            section: self.section.clone(),
            doubt: block.doubt,
            rival: Rival::of(block, 0, &place),
            ends_full: block.ends_full,
            opens_document: first && in_pages,
            habits: known.habits,
            language: known.language.clone(),
        }
    }

    fn extend(&mut self, document: &Document, pages: &[Page], block: &Block) {
        if let Some(open) = &mut self.open {
            let other = (document.path != open.document).then_some(&document.path);
            let place = |piece: &Piece| source_piece(pages, piece, other);
            let rival = Rival::of(block, open.pieces.len(), &place);
            open.rival = Rival::keener(open.rival.take(), rival);
            open.source.extend(block.pieces.iter().map(place));
            open.pieces.extend(block.pieces.iter().cloned());
            open.doubt = open.doubt.max(block.doubt);
            open.ends_full = block.ends_full;
        }
    }

    fn structure(&mut self, document: &Document, pages: &[Page], block: &Block, found: &mut Segmented) {
        let text = joined(&block.pieces);
        let in_pages = block.pieces.first().is_none_or(|piece| part(pages, piece.page).is_none());
        if !matches!(
            block.role,
            Role::Header
                | Role::Footer
                | Role::PageNumber
                | Role::ListMarker
                | Role::Body
                | Role::Aside
                | Role::Footnote
                | Role::Margin
                | Role::Comment
        ) {
            // What is no page's furniture ends the statement before it, whatever that looks like.
            self.emit(false, found);
        }
        let (kind, number, text) = match block.role {
            Role::Heading => {
                let section = match &block.label {
                    Some(number) => Section { number: Some(number.clone()), title: text.trim().to_owned() },
                    None => section(&text),
                };
                self.section = Some(section.clone());
                (StructureKind::Heading, section.number, section.title)
            }
            Role::Header => (StructureKind::Header, block.label.clone(), text),
            Role::Footer => (StructureKind::Footer, block.label.clone(), text),
            Role::PageNumber => (StructureKind::PageNumber, block.label.clone(), text),
            Role::Footnote => (StructureKind::Footnote, None, text),
            Role::Margin => (StructureKind::Margin, None, text),
            Role::Contents => (StructureKind::Contents, None, text),
            Role::MailHeader => (StructureKind::MailHeader, None, text),
            Role::Salutation => (StructureKind::Salutation, None, text),
            Role::Signature => (StructureKind::Signature, None, text),
            Role::QuotedMail => (StructureKind::QuotedMail, None, text),
            Role::Title => (StructureKind::Title, None, text),
            Role::Comment => (StructureKind::Comment, None, text),
            Role::Navigation => (StructureKind::Navigation, None, text),
            Role::ColumnName => (StructureKind::ColumnName, None, text),
            Role::Cell => (StructureKind::Cell, None, text),
            Role::ListMarker | Role::Body | Role::Aside => (StructureKind::ListMarker, None, text),
        };
        found.structure.push(Structure {
            document: document.path.clone(),
            kind,
            page: block.pieces.first().map(|piece| piece.page).filter(|_| in_pages),
            column: Some(block.column).filter(|_| in_pages),
            source: block.pieces.iter().map(|piece| source_piece(pages, piece, None)).collect(),
            number,
            text,
        });
    }

    /// Ends the open statement: where `source_ends`, it may have been cut off.
    fn emit(&mut self, source_ends: bool, found: &mut Segmented) {
        if let Some(open) = self.open.take() {
            self.close(open, source_ends, found);
        }
    }

    /// Makes a statement of what was open.
    fn close(&mut self, open: Open, source_ends: bool, found: &mut Segmented) {
        let text = joined(&open.pieces);
        let truncated = truncated(&open, source_ends);
        let nth = found.statements.len();
        found.runners_up.extend(open.rival.map(|rival| rival.finish(nth, &open.pieces, &open.source)));
        let statement = Statement {
            id: self.ids.text_id(&open.document, &text),
            page: open.page,
            page_label: open.page_label,
            column: open.column,
            respondent: open.respondent,
            question: open.question,
            public: open.public,
            date: open.date,
            source: open.source,
            section: open.section,
            truncated,
            doubt: round4(open.doubt),
            language: open.language.detect(&text).to_owned(),
            ..Statement::uncoded(&open.document, text)
        };
        found.problems.extend(doubts::of(&statement));
        found.statements.push(statement);
    }
}

pub(super) fn joined(pieces: &[Piece]) -> String {
    let mut text = TextBuilder::new(WordList::shipped());
    for piece in pieces {
        text.push(&piece.text);
    }
    text.finish()
}

/// The place of a piece, with its file where that is `other` than its statement's.
fn source_piece(pages: &[Page], piece: &Piece, other: Option<&String>) -> SourcePiece {
    let part = part(pages, piece.page);
    if let Some(part) = part.filter(|part| part.paragraphs) {
        return SourcePiece::Paragraph {
            document: other.cloned(),
            part: part.name.clone(),
            paragraph: piece.line,
            start: piece.start,
            end: piece.end,
        };
    }
    SourcePiece::Line {
        document: other.cloned(),
        page: piece.page,
        line: piece.line,
        start: piece.start,
        end: piece.end,
        area: area(pages, piece),
        part: part.map(|part| part.name.clone()),
    }
}

/// The part of the file that a page stands for, in a format that has no pages.
fn part(pages: &[Page], number: u32) -> Option<&Part> {
    pages.get((number as usize).checked_sub(1)?)?.part.as_ref()
}

/// What the format says of the paragraph of a piece.
fn markup<'p>(pages: &'p [Page], piece: &Piece) -> Option<&'p Markup> {
    let page = pages.get((piece.page as usize).checked_sub(1)?)?;
    let first = page.lines.first().filter(|_| page.has_paragraphs())?.number;
    page.lines.get(piece.line.checked_sub(first)? as usize)?.markup.as_deref()
}

/// The area of a piece's line, where the format tells.
fn area(pages: &[Page], piece: &Piece) -> Option<Area> {
    let page = pages.get((piece.page as usize).checked_sub(1)?)?;
    let at = page.lines.binary_search_by_key(&piece.line, |line| line.number).ok()?;
    Some(page.lines.get(at)?.place.as_ref()?.area)
}

/// Number and title of a heading's text.
fn section(text: &str) -> Section {
    let text = edges::hash_heading(text).unwrap_or(text).trim();
    let numbered =
        edges::heading_number(text).map(|number| (number, text.strip_prefix(number).unwrap_or(text)));
    let found = numbered
        .or_else(|| edges::chapter_title(text))
        .or_else(|| edges::named_chapter(text))
        .or_else(|| edges::numbered_title(text));
    let (number, title) = found.map_or((None, text), |(number, title)| (Some(number), title));
    Section {
        number: number.map(|number| number.trim_end_matches('.').to_owned()),
        title: title.trim().to_owned(),
    }
}

/// The number of each page whose footer or page number tells it; else the one that the file gives it.
fn page_labels<'d>(pages: &'d [Page], blocks: &'d [Block]) -> BTreeMap<u32, &'d str> {
    let mut labels = BTreeMap::new();
    for block in blocks.iter().filter(|block| block.role != Role::Heading) {
        if let (Some(piece), Some(label)) = (block.pieces.first(), block.label.as_deref()) {
            labels.entry(piece.page).or_insert(label);
        }
    }
    for page in pages {
        if let Some(label) = page.label.as_deref() {
            labels.entry(page.number).or_insert(label);
        }
    }
    labels
}

fn round4(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}
