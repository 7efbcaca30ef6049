//! What ingest reads: documents of pages and lines, or of records, with their exact characters.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Area, Kind, Place, Role, Span, StructureKind};

/// One source file, read whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Path below the corpus root, separated by `/`, file name unchanged.
    pub path: String,
    /// SHA-256 of the file's bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// Name of the encoding that the bytes were decoded from.
    pub encoding: String,
    /// What the nearest `consultation.toml` says; empty when there is none.
    pub consultation: Arc<Consultation>,
    /// Who sent it, for a mail.
    pub respondent: Option<String>,
    /// When it was sent, ISO 8601, for a mail.
    pub date: Option<String>,
    /// The text itself.
    pub content: Content,
    /// What stands in a table and is no part of a record: rows of column names, titles and notes above them, comments on cells. By sheet,
    /// in the order of its rows; empty for other documents.
    pub headers: Vec<Header>,
}

impl Document {
    /// Whether a line or paragraph may be published, as far as the format tells.
    #[must_use]
    pub fn may_show(&self, piece: &SourcePiece) -> bool {
        match &self.content {
            Content::Pages(pages) => line_of(pages, piece).is_none_or(Line::is_public),
            Content::Records(_) => true,
        }
    }

    /// The exact characters of a piece of this document; none where it has no such place.
    #[must_use]
    pub fn words_of(&self, piece: &SourcePiece) -> Option<&str> {
        match &self.content {
            Content::Pages(pages) => {
                let (_, _, span) = piece.line()?;
                Some(span.cut(&line_of(pages, piece)?.text))
            }
            Content::Records(records) => {
                let SourcePiece::Cell { sheet, row, field, start, end, .. } = piece else { return None };
                let mut own = records.iter().filter(|record| record.row == *row && record.sheet == *sheet);
                let cell = own.find_map(|record| {
                    record.texts.iter().chain(&record.others).find(|cell| cell.field == *field)
                })?;
                Some(Span::new(*start, *end).cut(&cell.text))
            }
        }
    }
}

/// The line or paragraph that a piece lies in.
fn line_of<'p>(pages: &'p [Page], piece: &SourcePiece) -> Option<&'p Line> {
    let (_, number, _) = piece.line()?;
    let lines = &pages.get(Page::index_of(pages, piece)?)?.lines;
    lines.get(lines.binary_search_by_key(&number, |line| line.number).ok()?)
}

/// Cells of one row of a table that belong to no record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Row in the sheet or file, counted from 1.
    pub row: u32,
    /// The sheet, for a format that has them.
    pub sheet: Option<String>,
    /// What they are: [`StructureKind::ColumnName`], [`StructureKind::Note`] or [`StructureKind::Comment`].
    pub kind: StructureKind,
    /// Each column's name as records use it, and the characters that stand there or, of comments, are attached there.
    pub cells: Vec<Cell>,
}

/// The text of a document, by its shape.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Pages of lines, for text and PDF.
    Pages(Vec<Page>),
    /// Rows, for tables.
    Records(Vec<Record>),
}

/// One physical page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Physical page, counted from 1.
    pub number: u32,
    /// The number that the file itself gives the page (a PDF's page label), where it gives one.
    pub label: Option<String>,
    /// Its lines in file order, blank ones included; in a PDF from top to bottom and from left to right.
    pub lines: Vec<Line>,
    /// Which part of the file it is, for formats that have parts instead of pages.
    pub part: Option<Part>,
}

impl Page {
    /// What tells it from other pages in a [`SourcePiece`]: its number; 0 where paragraphs are counted through the whole file.
    #[must_use]
    pub fn key(&self) -> u32 {
        if self.has_paragraphs() { 0 } else { self.number }
    }

    /// Whether its lines are the paragraphs of a format that knows no lines.
    #[must_use]
    pub fn has_paragraphs(&self) -> bool {
        self.part.as_ref().is_some_and(|part| part.paragraphs)
    }
}

/// A part of a file that knows no pages: the running text of a Word file, its notes, the headers or the body of a mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What it is: `body`, `footnotes`, `comments`, `text/html` and so on.
    pub name: String,
    /// Whether its lines are whole paragraphs, counted through the file, in which a line feed stands for a line break.
    pub paragraphs: bool,
}

/// One physical line without its line end; nothing is trimmed, since a trailing space tells where a line broke. In a PDF it is a
/// fragment of a printed line that holds no wide gap, so that it never runs over a column's edge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Line in the file, counted from 1; in a PDF its fragments are counted through, page after page.
    pub number: u32,
    /// The line's exact characters.
    pub text: String,
    /// Where and how it is set, for a format that tells.
    pub place: Option<Box<Place>>,
    /// What the format says that it is, for one that tells.
    pub markup: Option<Box<Markup>>,
}

impl Line {
    /// Whether it may be published, as far as the format tells.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.markup.as_ref().is_none_or(|markup| markup.public)
    }

    /// A line of which nothing is known but what it says.
    #[must_use]
    pub fn plain(number: u32, text: String) -> Self {
        Self { number, text, place: None, markup: None }
    }
}

/// What a format with paragraphs says of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Markup {
    /// What it is.
    pub role: Role,
    /// Whether all of it is set in bold type.
    pub bold: bool,
    /// Whether it is an item of a list, whose mark the format draws.
    pub item: bool,
    /// The number that the format draws before a heading.
    pub number: Option<String>,
    /// Whether it may be published: not where it stands in a table whose row says otherwise.
    pub public: bool,
    /// Who wrote it, where it stands in a table with a column that says so.
    pub respondent: Option<String>,
    /// When, ISO 8601 where it could be read as a date, from such a column.
    pub date: Option<String>,
    /// What it answers, where the table tells.
    pub question: Option<String>,
}

impl Default for Markup {
    fn default() -> Self {
        Self {
            role: Role::Body,
            bold: false,
            item: false,
            number: None,
            public: true,
            respondent: None,
            date: None,
            question: None,
        }
    }
}

/// One row of a table: one response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The response's id; the row number when the table has none.
    pub id: String,
    /// Row in the sheet or file, counted from 1, the header included.
    pub row: u32,
    /// The sheet, for a format that has them.
    pub sheet: Option<String>,
    /// The cells that hold what the respondent wrote, in column order.
    pub texts: Vec<Cell>,
    /// Who sent it.
    pub respondent: Option<String>,
    /// When, ISO 8601 where it could be read as a date.
    pub date: Option<String>,
    /// Whether it may be published.
    pub public: bool,
    /// All other columns by name.
    pub metadata: BTreeMap<String, String>,
    /// Every cell that is not among `texts` and not blank, as it stands in the file and in column order: what `metadata`, the id,
    /// the date and the rest were read from.
    pub others: Vec<Cell>,
}

/// One cell of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Column name.
    pub field: String,
    /// The question this answers, where the table tells.
    pub question: Option<String>,
    /// Exact characters.
    pub text: String,
}

/// Facts about a consultation that its pages do not always tell, from `consultation.toml`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Consultation {
    /// Path of the file below the corpus root; empty when there is none.
    pub path: String,
    /// Title of the consultation.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When, ISO 8601.
    pub date: Option<String>,
    /// Where it was found.
    pub source: Option<String>,
    /// Licence of the texts.
    pub licence: Option<String>,
    /// Language the responses are expected in.
    pub language: Option<String>,
    /// Files (paths below the corpus root) that continue each other, in order.
    pub consecutive: Vec<String>,
    /// What each numbered chapter is about.
    pub chapters: BTreeMap<String, ChapterKind>,
    /// Column roles: role (`text`, `id`, `respondent`, `date`, `public`, `question`) to column names.
    pub columns: BTreeMap<String, Vec<String>>,
    /// Whether a response without a public column may be published.
    pub public_default: bool,
}

/// What a chapter says of the kind of the statements below it.
pub type ChapterKind = Kind;

/// A piece of the source that a statement or a structure element was made of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum SourcePiece {
    /// Part of a physical line of text; `start` and `end` count code points in that line.
    Line {
        /// Path of its file, where that is another than the `document` of the statement: of files that continue each other a
        /// statement may begin in one and end in the next.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        document: Option<String>,
        /// Physical page, from 1.
        page: u32,
        /// Line in the file, from 1.
        line: u32,
        /// First code point.
        start: u32,
        /// One past the last.
        end: u32,
        /// Where the line stands on its page, for PDF.
        #[serde(default, rename = "box", skip_serializing_if = "Option::is_none")]
        area: Option<Area>,
        /// The part of a mail that the line is of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        part: Option<String>,
    },
    /// Part of a paragraph; `start` and `end` count code points in it.
    Paragraph {
        /// Path of its file, where that is another than the `document` of the statement.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        document: Option<String>,
        /// The part of the file: `body`, `footnotes`, `text/html` and so on.
        part: String,
        /// Paragraph, counted from 1 through all parts of the file, blank ones included.
        paragraph: u32,
        /// First code point.
        start: u32,
        /// One past the last.
        end: u32,
    },
    /// Part of a table cell; `start` and `end` count code points in the cell.
    Cell {
        /// Sheet, for a format that has them.
        sheet: Option<String>,
        /// Row, from 1, header included.
        row: u32,
        /// Column name.
        field: String,
        /// Of a comment: which of the comments on that cell, from 1; `start` and `end` count in the comment.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        comment: Option<u32>,
        /// First code point.
        start: u32,
        /// One past the last.
        end: u32,
    },
}

/// `page:line:start-end`, for paragraphs `part:paragraph:start-end`, with `file!` before it where the piece lies in another file; for
/// tables `sheet!row:field:start-end`.
impl fmt::Display for SourcePiece {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let elsewhere = match self {
            Self::Line { document, .. } | Self::Paragraph { document, .. } => document,
            Self::Cell { sheet, .. } => sheet,
        };
        if let Some(elsewhere) = elsewhere {
            write!(out, "{elsewhere}!")?;
        }
        match self {
            Self::Line { page, line, start, end, .. } => write!(out, "{page}:{line}:{start}-{end}"),
            Self::Paragraph { part, paragraph, start, end, .. } => {
                write!(out, "{part}:{paragraph}:{start}-{end}")
            }
            Self::Cell { row, field, start, end, .. } => write!(out, "{row}:{field}:{start}-{end}"),
        }
    }
}

impl Page {
    /// Where among the pages of a file the line or paragraph of a piece stands; none for a cell.
    #[must_use]
    pub fn index_of(pages: &[Self], piece: &SourcePiece) -> Option<usize> {
        let (key, line, _) = piece.line()?;
        if key > 0 {
            // Pages are numbered from 1, so that the first look nearly always finds it.
            let at = key as usize - 1;
            let is_it = |page: &Self| page.number == key;
            return if pages.get(at).is_some_and(is_it) { Some(at) } else { pages.iter().position(is_it) };
        }
        let holds =
            |page: &Self| page.has_paragraphs() && page.lines.last().is_some_and(|last| last.number >= line);
        pages.iter().position(holds)
    }
}

impl SourcePiece {
    /// The file it lies in, given the `document` of the statement or structure element that it belongs to.
    #[must_use]
    pub fn document<'p>(&'p self, own: &'p str) -> &'p str {
        match self {
            Self::Line { document, .. } | Self::Paragraph { document, .. } => {
                document.as_deref().unwrap_or(own)
            }
            Self::Cell { .. } => own,
        }
    }

    /// The line or paragraph that it lies in, as [`Page::key`] and number, and its part of it; none for a cell.
    #[must_use]
    pub fn line(&self) -> Option<(u32, u32, Span)> {
        match self {
            Self::Line { page, line, start, end, .. } => Some((*page, *line, Span::new(*start, *end))),
            Self::Paragraph { paragraph, start, end, .. } => Some((0, *paragraph, Span::new(*start, *end))),
            Self::Cell { .. } => None,
        }
    }
}
