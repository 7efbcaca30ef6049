//! The text of an OpenDocument file → paragraphs: notes and comments apart, text boxes after the paragraph they hang on, tables cell by
//! cell. Changes are taken as accepted: what was deleted stands apart in the file.

use super::super::parts::{CellPlace, Paragraph};
use super::super::xml::{Element, Handler, Space};
use super::styles::{Styles, counts};
use crate::model::{Markup, Role};

/// Letters of one file.
const LETTERS: usize = 100_000_000;

/// Spaces that one element may stand for.
const SPACES: u32 = 1_000;

/// An element that matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tag {
    Paragraph,
    /// Within a paragraph, with text of its own.
    Inline,
    ListItem,
    Note,
    Comment,
    Index,
    Header,
    Footer,
    TextBox,
    Table,
    HeaderRows,
    Row,
    Other,
}

/// Reads a file.
pub(super) struct Walk<'f> {
    styles: &'f Styles,
    stack: Vec<Tag>,
    /// Depth of the element that is left out with all that is in it.
    skipped: Option<usize>,
    /// Whether that is text which the file hides.
    hides: bool,
    open: Vec<Open>,
    bold: Vec<Option<bool>>,
    tables: Vec<OpenTable>,
    table_count: usize,
    counts: [u32; 10],
    letters: usize,
    /// Letters that the file hides from its readers.
    pub(super) hidden: usize,
    pub(super) found: Found,
}

/// What was found, by part.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) headers: Vec<Paragraph>,
    pub(super) body: Vec<Paragraph>,
    pub(super) notes: Vec<Paragraph>,
    pub(super) comments: Vec<Paragraph>,
    pub(super) footers: Vec<Paragraph>,
}

#[derive(Debug, Default)]
struct Open {
    text: String,
    letters: usize,
    bold_letters: usize,
    style: Option<String>,
    /// Level of a heading, from 1.
    level: Option<u32>,
    boxes: Vec<Paragraph>,
}

#[derive(Debug)]
struct OpenTable {
    number: usize,
    row: u32,
    column: u32,
    outside: usize,
}

impl<'f> Walk<'f> {
    pub(super) fn new(styles: &'f Styles) -> Self {
        Self {
            styles,
            stack: Vec::new(),
            skipped: None,
            hides: false,
            open: Vec::new(),
            bold: Vec::new(),
            tables: Vec::new(),
            table_count: 0,
            counts: counts(),
            letters: 0,
            hidden: 0,
            found: Found::default(),
        }
    }

    /// Whether there was more than any document needs.
    pub(super) fn is_too_long(&self) -> bool {
        self.letters > LETTERS
    }

    fn push(&mut self, text: &str) {
        self.letters += text.chars().count();
        if self.is_too_long() {
            return;
        }
        let Some(open) = self.open.last_mut() else { return };
        let own = self.bold.iter().rev().find_map(|bold| *bold);
        let by_style = || open.style.as_deref().and_then(|style| self.styles.bold(style));
        let letters = text.chars().filter(|letter| !letter.is_whitespace()).count();
        open.text.push_str(text);
        open.letters += letters;
        if own.or_else(by_style).unwrap_or(false) {
            open.bold_letters += letters;
        }
    }

    fn begin(&mut self, tag: Tag, element: &Element<'_>) {
        let style = || element.attribute("style-name");
        self.bold.push(match tag {
            Tag::Inline => style().and_then(|style| self.styles.bold(&style)),
            _ => None,
        });
        match tag {
            Tag::Paragraph => {
                let level = (element.name == "h").then(|| element.number("outline-level").unwrap_or(1));
                self.open.push(Open { style: style(), level, ..Open::default() });
            }
            Tag::Table => {
                self.table_count += 1;
                let outside = self.open.len();
                self.tables.push(OpenTable { number: self.table_count, row: 0, column: 0, outside });
            }
            Tag::Row => {
                if let Some(table) = self.tables.last_mut() {
                    (table.row, table.column) = (table.row + 1, 0);
                }
            }
            Tag::Inline => match element.name {
                "s" => self.push(&" ".repeat(element.number("c").unwrap_or(1).min(SPACES) as usize)),
                "tab" => self.push("\t"),
                "line-break" => self.push("\n"),
                _ => {}
            },
            _ => {}
        }
        if element.space == Space::Table && matches!(element.name, "table-cell" | "covered-table-cell") {
            let repeated = element.number("number-columns-repeated").unwrap_or(1);
            if let Some(table) = self.tables.last_mut() {
                table.column = table.column.saturating_add(repeated);
            }
        }
    }

    fn end_paragraph(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let paragraph = Paragraph { markup: self.markup(&open), cell: self.cell(), text: open.text };
        let nearest = |tags: &[Tag]| self.stack.iter().rev().find(|tag| tags.contains(tag)).copied();
        let into = match nearest(&[Tag::Note, Tag::Comment, Tag::Header, Tag::Footer, Tag::TextBox]) {
            Some(Tag::Note) => &mut self.found.notes,
            Some(Tag::Comment) => &mut self.found.comments,
            Some(Tag::Header) => &mut self.found.headers,
            Some(Tag::Footer) => &mut self.found.footers,
            // In a text box: it is read after the paragraph that the box hangs on.
            _ => match self.open.last_mut() {
                Some(outer) => &mut outer.boxes,
                None => &mut self.found.body,
            },
        };
        into.push(paragraph);
        into.extend(open.boxes);
    }

    fn cell(&self) -> Option<CellPlace> {
        let table = self.tables.last().filter(|table| table.outside == self.open.len())?;
        let is_header = self.stack.contains(&Tag::HeaderRows);
        Some(CellPlace { table: table.number, row: table.row, column: table.column, is_header })
    }

    fn markup(&mut self, open: &Open) -> Markup {
        let style = open.style.as_deref().unwrap_or_default();
        let says_something = open.letters > 0;
        let within = |tag: Tag| self.stack.contains(&tag);
        let role = if within(Tag::Comment) {
            Role::Comment
        } else if within(Tag::Note) {
            Role::Footnote
        } else if within(Tag::Header) {
            Role::Header
        } else if within(Tag::Footer) {
            Role::Footer
        } else if within(Tag::Index) {
            Role::Contents
        } else if says_something && open.level.is_some() {
            Role::Heading
        } else if says_something && self.styles.is_title(style) {
            Role::Title
        } else {
            Role::Body
        };
        let item = within(Tag::ListItem) && role == Role::Body;
        let number = match (role, open.level) {
            (Role::Heading, Some(level)) => self.styles.number(&mut self.counts, level as usize),
            _ => None,
        };
        let bold = says_something && open.bold_letters == open.letters;
        Markup { role, bold, item, number, ..Markup::default() }
    }
}

fn tag_of(element: &Element<'_>) -> Tag {
    match (element.space, element.name) {
        (Space::Text, "p" | "h") => Tag::Paragraph,
        (Space::Text, "list-item" | "list-header") => Tag::ListItem,
        (Space::Text, "note") => Tag::Note,
        (Space::Office, "annotation") => Tag::Comment,
        (
            Space::Text,
            "table-of-content" | "alphabetical-index" | "illustration-index" | "table-index" | "object-index"
            | "user-index" | "bibliography",
        ) => Tag::Index,
        (Space::Style, "header" | "header-left" | "header-first") => Tag::Header,
        (Space::Style, "footer" | "footer-left" | "footer-first") => Tag::Footer,
        (Space::Draw, "text-box") => Tag::TextBox,
        (Space::Table, "table") => Tag::Table,
        (Space::Table, "table-header-rows") => Tag::HeaderRows,
        (Space::Table, "table-row") => Tag::Row,
        (
            Space::Text,
            "list" | "section" | "note-body" | "index-body" | "index-title" | "numbered-paragraph",
        ) => Tag::Other,
        (Space::Text, _) => Tag::Inline,
        _ => Tag::Other,
    }
}

/// Elements whose text no reader sees where it stands.
fn is_left_out(element: &Element<'_>) -> bool {
    matches!(
        (element.space, element.name),
        (
            Space::Text,
            "tracked-changes"
                | "note-citation"
                | "ruby-text"
                | "table-of-content-source"
                | "alphabetical-index-source"
                | "illustration-index-source"
                | "table-index-source"
                | "object-index-source"
                | "user-index-source"
                | "bibliography-source"
                | "sequence-decls"
                | "variable-decls"
                | "user-field-decls"
        ) | (Space::Office, "forms" | "scripts" | "font-face-decls" | "automatic-styles" | "styles")
    )
}

fn is_hidden(element: &Element<'_>) -> bool {
    let is_section = element.space == Space::Text && element.name == "section";
    let is_field = element.space == Space::Text && matches!(element.name, "hidden-text" | "hidden-paragraph");
    is_field || (is_section && element.attribute("display").is_some_and(|display| display == "none"))
}

impl Handler for Walk<'_> {
    fn start(&mut self, element: &Element<'_>) {
        let tag = tag_of(element);
        if self.skipped.is_none() && (is_left_out(element) || is_hidden(element)) {
            self.skipped = Some(self.stack.len());
            self.hides = is_hidden(element);
        }
        if self.skipped.is_none() {
            self.begin(tag, element);
        }
        self.stack.push(tag);
    }

    fn end(&mut self) {
        let Some(tag) = self.stack.pop() else { return };
        if let Some(skipped) = self.skipped {
            if skipped == self.stack.len() {
                self.skipped = None;
            }
            return;
        }
        self.bold.pop();
        match tag {
            Tag::Paragraph => self.end_paragraph(),
            Tag::Table => {
                self.tables.pop();
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped.is_some() {
            self.hidden += if self.hides { text.trim().chars().count() } else { 0 };
        } else if matches!(self.stack.last(), Some(Tag::Paragraph | Tag::Inline)) {
            self.push(&text.replace(['\n', '\r'], " "));
        }
    }
}
