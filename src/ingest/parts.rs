//! Paragraphs as a format marks them up → the parts of a document, its paragraphs counted through.

use super::notes::Notes;
use crate::model::{Line, Markup, Page, Part, Role, problem_codes};

/// A paragraph as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Exact characters; a line feed stands for a line break.
    pub(super) text: String,
    pub(super) markup: Markup,
    /// The cell that it stands in.
    pub(super) cell: Option<CellPlace>,
}

/// A cell of a table in running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CellPlace {
    /// Which table of the part.
    pub(super) table: usize,
    pub(super) row: u32,
    pub(super) column: u32,
    /// Whether the format says that it names its column.
    pub(super) is_header: bool,
}

impl Paragraph {
    /// A paragraph of that role.
    pub(super) fn of(role: Role, text: String) -> Self {
        Self { text, markup: Markup { role, ..Markup::default() }, cell: None }
    }
}

/// The parts of a document, one after the other.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pages: Vec<Page>,
    paragraphs: u32,
}

impl Parts {
    /// Adds a part; one without any text is left out.
    pub(super) fn add(&mut self, name: &str, paragraphs: Vec<Paragraph>) {
        if paragraphs.iter().all(|paragraph| paragraph.text.trim().is_empty()) {
            return;
        }
        let lines = paragraphs.into_iter().zip(self.paragraphs + 1..).map(|(paragraph, number)| Line {
            markup: Some(Box::new(paragraph.markup)),
            ..Line::plain(number, paragraph.text)
        });
        let lines: Vec<Line> = lines.collect();
        self.paragraphs += lines.len() as u32;
        let part = Part { name: name.to_owned(), paragraphs: true };
        let number = self.pages.len() as u32 + 1;
        self.pages.push(Page { number, label: None, lines, part: Some(part) });
    }

    /// All parts.
    pub(super) fn finish(self) -> Vec<Page> {
        self.pages
    }

    /// The parts of a word processor's file that hides so many letters; none, which is then noted, where it holds no text and nothing
    /// else was said of that.
    pub(super) fn finish_document(
        self,
        hidden: usize,
        is_told: bool,
        notes: &mut Notes<'_>,
    ) -> Option<Vec<Page>> {
        if hidden > 0 {
            notes.info(
                problem_codes::LEFT_OUT,
                format!("{hidden} characters are hidden in the file and were left out"),
                "nothing, unless they should be read: then show them in the word processor and save the file anew",
            );
        }
        if self.pages.is_empty() && !is_told {
            notes.error(
                problem_codes::EMPTY,
                "the document holds no text",
                "if it holds pictures of text, have their text recognised first; else replace or remove it",
            );
        }
        (!self.pages.is_empty()).then_some(self.pages)
    }
}
