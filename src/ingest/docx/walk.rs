//! The running text of a part of a Word file → paragraphs: changes taken as accepted, text boxes after the paragraph they hang on,
//! tables cell by cell.

use super::super::parts::{CellPlace, Paragraph};
use super::super::xml::{Element, Handler, Space};
use super::numbering::Numbering;
use super::styles::{Look, Styles};
use crate::model::{Markup, Role};

/// Letters of one part.
const LETTERS: usize = 100_000_000;

/// An element that matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tag {
    Paragraph,
    ParagraphProperties,
    Run,
    RunProperties,
    Text,
    Table,
    Row,
    RowProperties,
    Cell,
    TextBox,
    Structured,
    Other,
}

/// Reads one part.
pub(super) struct Walk<'f> {
    styles: &'f Styles,
    numbering: &'f mut Numbering,
    /// What paragraphs of this part are, where they are nothing more special.
    role: Role,
    stack: Vec<Tag>,
    /// Depth of the element that is left out with all that is in it.
    skipped: Option<usize>,
    open: Vec<Open>,
    tables: Vec<OpenTable>,
    table_count: usize,
    /// Depth of the content control that holds a table of contents.
    contents: Option<usize>,
    run: Run,
    /// Of a paragraph whose mark was deleted, until the next one begins: text, letters and bold ones.
    carried: Option<(String, usize, usize)>,
    found: Vec<Paragraph>,
    letters: usize,
    /// Letters that the file hides from its readers.
    pub(super) hidden: usize,
    /// Whether it holds a file in another format, which is not read.
    pub(super) has_foreign: bool,
}

/// A paragraph that has not ended.
#[derive(Debug, Default)]
struct Open {
    text: String,
    letters: usize,
    bold: usize,
    /// What its style says.
    look: Look,
    list: Option<String>,
    level: Option<u32>,
    outline: Option<u32>,
    is_mark_deleted: bool,
    /// What text boxes in it hold.
    boxes: Vec<Paragraph>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Run {
    bold: Option<bool>,
    is_hidden: bool,
}

#[derive(Debug)]
struct OpenTable {
    number: usize,
    row: u32,
    column: u32,
    is_header: bool,
    is_deleted: bool,
    /// Paragraphs found before the row began.
    before: usize,
    /// Text boxes and tables within: how many paragraphs were open outside.
    outside: usize,
}

impl<'f> Walk<'f> {
    pub(super) fn new(styles: &'f Styles, numbering: &'f mut Numbering, role: Role) -> Self {
        Self {
            styles,
            numbering,
            role,
            stack: Vec::new(),
            skipped: None,
            open: Vec::new(),
            tables: Vec::new(),
            table_count: 0,
            contents: None,
            run: Run::default(),
            carried: None,
            found: Vec::new(),
            letters: 0,
            hidden: 0,
            has_foreign: false,
        }
    }

    /// What was found, and whether there was too much.
    pub(super) fn finish(mut self) -> (Vec<Paragraph>, bool) {
        if let Some((text, ..)) = self.carried.take() {
            self.found.push(Paragraph::of(self.role, text));
        }
        (self.found, self.letters > LETTERS)
    }

    fn push(&mut self, text: &str) {
        let letters = text.chars().count();
        if self.run.is_hidden {
            self.hidden += letters;
            return;
        }
        self.letters += letters;
        let bold = self.run.bold;
        if let (Some(open), true) = (self.open.last_mut(), self.letters <= LETTERS) {
            open.text.push_str(text);
            let letters = text.chars().filter(|letter| !letter.is_whitespace()).count();
            open.letters += letters;
            if bold.unwrap_or(open.look.bold) {
                open.bold += letters;
            }
        }
    }

    /// A property of the innermost open paragraph.
    fn set(&mut self, change: impl FnOnce(&mut Open)) {
        if let Some(open) = self.open.last_mut() {
            change(open);
        }
    }

    fn property(&mut self, element: &Element<'_>) {
        let inside = |tag: Tag, depth: usize| self.stack.iter().rev().nth(depth) == Some(&tag);
        match element.name {
            "pStyle" => {
                let look = element.attribute("val").map(|style| self.styles.look(&style));
                self.set(|open| open.look = look.unwrap_or_default());
            }
            "numId" => self.set(|open| open.list = element.attribute("val")),
            "ilvl" => self.set(|open| open.level = element.number("val")),
            "outlineLvl" => self.set(|open| open.outline = element.number("val")),
            "b" if inside(Tag::RunProperties, 0) && inside(Tag::Run, 1) => {
                self.run.bold = Some(element.is_on())
            }
            "vanish" if inside(Tag::RunProperties, 0) && inside(Tag::Run, 1) => {
                self.run.is_hidden = element.is_on();
            }
            "tblHeader" if inside(Tag::RowProperties, 0) => {
                if let Some(table) = self.tables.last_mut() {
                    table.is_header = element.is_on();
                }
            }
            "docPartGallery" => {
                let is_contents =
                    element.attribute("val").is_some_and(|value| value.starts_with("Table of Contents"));
                let depth = self.stack.iter().rposition(|tag| *tag == Tag::Structured);
                if is_contents && self.contents.is_none() {
                    self.contents = depth;
                }
            }
            _ => {}
        }
    }

    /// What stands for letters, and what is left out; false where the element is neither.
    fn special(&mut self, element: &Element<'_>) -> bool {
        let parent = self.stack.last().copied();
        match element.name {
            "tab" if parent == Some(Tag::Run) => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("\u{2011}"),
            "softHyphen" => self.push("\u{ad}"),
            "sym" => {
                let code = element.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                if let Some(letter) = code.and_then(char::from_u32) {
                    self.push(&letter.to_string());
                }
            }
            "altChunk" => self.has_foreign = true,
            // The mark of the paragraph, or of the row, was deleted.
            "del" | "moveFrom" if parent == Some(Tag::RunProperties) => {
                if self.stack.iter().rev().nth(1) == Some(&Tag::ParagraphProperties) {
                    self.set(|open| open.is_mark_deleted = true);
                }
            }
            "del" if parent == Some(Tag::RowProperties) => {
                if let Some(table) = self.tables.last_mut() {
                    table.is_deleted = true;
                }
            }
            "del" | "moveFrom" | "instrText" | "delText" | "rPrChange" | "pPrChange" | "rt" => {
                self.skipped = Some(self.stack.len());
            }
            _ => return false,
        }
        true
    }

    fn begin(&mut self, tag: Tag) {
        match tag {
            Tag::Paragraph => {
                let (text, letters, bold) = self.carried.take().unwrap_or_default();
                self.open.push(Open { text, letters, bold, ..Open::default() });
                self.run = Run::default();
            }
            Tag::Run => self.run = Run::default(),
            Tag::Table => {
                self.table_count += 1;
                self.tables.push(OpenTable {
                    number: self.table_count,
                    row: 0,
                    column: 0,
                    is_header: false,
                    is_deleted: false,
                    before: self.found.len(),
                    outside: self.open.len(),
                });
            }
            Tag::Row => {
                let before = self.found.len();
                if let Some(table) = self.tables.last_mut() {
                    table.row += 1;
                    (table.column, table.is_header, table.is_deleted) = (0, false, false);
                    table.before = before;
                }
            }
            Tag::Cell => {
                if let Some(table) = self.tables.last_mut() {
                    table.column += 1;
                }
            }
            _ => {}
        }
    }

    fn finish_tag(&mut self, tag: Tag) {
        match tag {
            Tag::Paragraph => self.end_paragraph(),
            Tag::Run => self.run = Run::default(),
            Tag::Row => {
                if let Some(table) = self.tables.last()
                    && table.is_deleted
                {
                    self.found.truncate(table.before);
                }
            }
            Tag::Table => {
                self.tables.pop();
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if open.is_mark_deleted {
            // With its mark gone it is one with the paragraph below, which gives it its look.
            self.found.extend(open.boxes);
            self.carried = Some((open.text, open.letters, open.bold));
            return;
        }
        let cell = self.cell();
        let markup = self.markup(&open);
        let paragraph = Paragraph { text: open.text, markup, cell };
        match self.open.last_mut() {
            // In a text box: it is read after the paragraph that the box hangs on.
            Some(outer) => {
                outer.boxes.push(paragraph);
                outer.boxes.extend(open.boxes);
            }
            None => {
                self.found.push(paragraph);
                self.found.extend(open.boxes);
            }
        }
    }

    fn cell(&self) -> Option<CellPlace> {
        let table = self.tables.last().filter(|table| table.outside == self.open.len())?;
        Some(CellPlace {
            table: table.number,
            row: table.row,
            column: table.column,
            is_header: table.is_header,
        })
    }

    fn markup(&mut self, open: &Open) -> Markup {
        let look = &open.look;
        let bold = open.letters > 0 && open.bold == open.letters;
        let (list, level) = numbering_of(open);
        let number = list.as_deref().and_then(|list| self.numbering.next(list, level));
        let heading = open.outline.filter(|level| *level < 9).or(look.heading);
        let says_something = open.letters > 0;
        let role = match self.role {
            Role::Body if self.contents.is_some() || look.is_contents => Role::Contents,
            Role::Body if look.is_title && says_something => Role::Title,
            Role::Body if heading.is_some() && says_something => Role::Heading,
            role => role,
        };
        let is_heading = role == Role::Heading;
        Markup {
            role,
            bold,
            item: list.is_some() && !is_heading,
            number: number.filter(|_| is_heading),
            ..Markup::default()
        }
    }
}

/// The list that a paragraph is in and its level: its own word goes before that of its style; list 0 is none.
fn numbering_of(open: &Open) -> (Option<String>, usize) {
    let look = &open.look;
    let (styled, styled_level) = look.numbered.clone().unzip();
    let list = open.list.clone().or(styled).filter(|list| list != "0");
    let level = open.level.or(styled_level.flatten()).or(look.heading).unwrap_or(0);
    (list, level as usize)
}

fn tag_of(element: &Element<'_>) -> Tag {
    match (element.space, element.name) {
        (Space::Word, "p") => Tag::Paragraph,
        (Space::Word, "pPr") => Tag::ParagraphProperties,
        (Space::Word, "r") | (Space::Math, "r") => Tag::Run,
        (Space::Word, "rPr") => Tag::RunProperties,
        (Space::Word | Space::Math, "t") => Tag::Text,
        (Space::Word, "tbl") => Tag::Table,
        (Space::Word, "tr") => Tag::Row,
        (Space::Word, "trPr") => Tag::RowProperties,
        (Space::Word, "tc") => Tag::Cell,
        (Space::Word, "txbxContent") => Tag::TextBox,
        (Space::Word, "sdt") => Tag::Structured,
        _ => Tag::Other,
    }
}

impl Handler for Walk<'_> {
    fn start(&mut self, element: &Element<'_>) {
        if self.skipped.is_none() {
            let is_fallback = element.space == Space::Compatibility && element.name == "Fallback";
            if is_fallback {
                self.skipped = Some(self.stack.len());
            } else if element.space == Space::Word && !self.special(element) {
                self.property(element);
            }
        }
        let tag = tag_of(element);
        if self.skipped.is_none() {
            self.begin(tag);
        }
        self.stack.push(tag);
    }

    fn end(&mut self) {
        let Some(tag) = self.stack.pop() else { return };
        let depth = self.stack.len();
        if let Some(skipped) = self.skipped {
            if skipped == depth {
                self.skipped = None;
            }
            return;
        }
        self.finish_tag(tag);
        if self.contents == Some(depth) {
            self.contents = None;
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped.is_none() && self.stack.last() == Some(&Tag::Text) {
            // A line break in the file's own text is no line break on paper.
            self.push(&text.replace(['\n', '\r'], " "));
        }
    }
}
