//! The tree of a web page → paragraphs, as they are read on the screen.

use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html, Node};

use super::super::parts::{CellPlace, Paragraph};
use super::looks::{Effect, bold, effect, role};
use crate::model::{Markup, Role};

/// Columns that an element may span.
const SPAN: u32 = 1_000;

/// What was found on a page.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) paragraphs: Vec<Paragraph>,
    /// Letters that the page hides from its readers.
    pub(super) hidden: usize,
}

/// Reads a page.
pub(super) fn walk(html: &Html) -> Found {
    let mut walk = Walk { main: main_element(html), ..Walk::default() };
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => walk.open(element, Some(node.id()) == walk.main),
                Node::Text(text) => walk.text(text),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    walk.close(element);
                }
            }
        }
    }
    walk.flush();
    walk.found
}

type Id = ego_tree::NodeId;

/// The element with the page's own text: the only `main`, else the only `article`.
fn main_element(html: &Html) -> Option<Id> {
    let only = |is_it: &dyn Fn(&Element) -> bool| {
        let nodes = html.tree.root().descendants();
        let mut found = nodes.filter(|node| node.value().as_element().is_some_and(is_it));
        let first = found.next()?;
        found.next().is_none().then(|| first.id())
    };
    let main = only(&|element| element.name() == "main" || element.attr("role") == Some("main"));
    main.or_else(|| only(&|element| element.name() == "article"))
}

#[derive(Default)]
struct Walk {
    main: Option<Id>,
    blocks: Vec<Block>,
    /// One for each open element that is not left out: whether it is a block, and what it says of bold type.
    open: Vec<(bool, Option<bool>)>,
    /// Elements open within one that is left out, that one included; 0 where none is.
    skipped: usize,
    hides: bool,
    tables: Vec<Table>,
    table_count: usize,
    text: String,
    letters: usize,
    bold_letters: usize,
    /// Whether a list mark drawn as text was met in the paragraph.
    has_mark: bool,
    found: Found,
}

#[derive(Debug, Clone, Copy, Default)]
struct Block {
    role: Option<Role>,
    is_item: bool,
    is_preformatted: bool,
    in_main: bool,
    cell: Option<CellPlace>,
}

#[derive(Debug)]
struct Table {
    number: usize,
    row: u32,
    column: u32,
    in_head: bool,
    /// Of each column how many more rows a cell above takes.
    taken: Vec<u32>,
}

impl Walk {
    fn open(&mut self, element: &Element, is_main: bool) {
        if self.skipped > 0 {
            self.skipped += 1;
            return;
        }
        let effect = effect(element);
        match effect {
            Effect::Hidden | Effect::LeftOut | Effect::Mark => {
                self.skipped = 1;
                self.hides = effect == Effect::Hidden;
                self.has_mark |= effect == Effect::Mark;
            }
            Effect::Inline => {
                self.open.push((false, bold(element)));
                if element.name() == "br" {
                    self.text.push('\n');
                }
            }
            Effect::Block => {
                self.flush();
                self.open.push((true, bold(element)));
                self.open_block(element, is_main);
            }
        }
    }

    fn open_block(&mut self, element: &Element, is_main: bool) {
        let outer = self.blocks.last().copied().unwrap_or_default();
        let in_main = outer.in_main || is_main;
        let mut block = Block { in_main, ..outer };
        block.is_item = match element.name() {
            "li" => true,
            "ul" | "ol" | "table" => false,
            _ => outer.is_item,
        };
        block.is_preformatted |=
            matches!(element.name(), "pre" | "textarea" | "listing" | "xmp" | "plaintext");
        match element.name() {
            "table" => {
                self.table_count += 1;
                let number = self.table_count;
                self.tables.push(Table { number, row: 0, column: 0, in_head: false, taken: Vec::new() });
                block.cell = None;
            }
            "thead" => self.in_head(true),
            "tbody" | "tfoot" => self.in_head(false),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    (table.row, table.column) = (table.row + 1, 0);
                }
            }
            "td" | "th" => block.cell = self.tables.last_mut().map(|table| table.cell(element)),
            _ => {}
        }
        let own = role(element, in_main);
        // A heading at the head of a page is a heading; everything else in what frames a page is frame.
        let keeps = matches!(
            outer.role,
            Some(Role::QuotedMail | Role::Footnote | Role::Signature | Role::Navigation)
        );
        if !keeps {
            block.role = own.or(outer.role);
        }
        self.blocks.push(block);
    }

    fn in_head(&mut self, in_head: bool) {
        if let Some(table) = self.tables.last_mut() {
            table.in_head = in_head;
        }
    }

    fn close(&mut self, element: &Element) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        if let Some((true, _)) = self.open.last() {
            self.flush();
            self.blocks.pop();
        }
        self.open.pop();
        if element.name() == "table" {
            self.tables.pop();
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped > 0 {
            self.found.hidden += if self.hides { text.trim().chars().count() } else { 0 };
            return;
        }
        let keeps_lines = self.blocks.last().is_some_and(|block| block.is_preformatted);
        for letter in text.chars() {
            let letter = if letter.is_ascii_whitespace() && !keeps_lines { ' ' } else { letter };
            // Spaces that follow each other, or stand at the beginning of a line, are not shown.
            if letter == ' '
                && !keeps_lines
                && self.text.chars().last().is_none_or(|last| " \n".contains(last))
            {
                continue;
            }
            self.text.push(letter);
            if !letter.is_whitespace() {
                self.letters += 1;
                let is_bold = self.open.iter().rev().find_map(|(_, bold)| *bold).unwrap_or(false);
                self.bold_letters += usize::from(is_bold);
            }
        }
    }

    /// Ends the paragraph.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let (letters, bold) = (std::mem::take(&mut self.letters), std::mem::take(&mut self.bold_letters));
        let has_mark = std::mem::take(&mut self.has_mark);
        if letters == 0 {
            return;
        }
        let block = self.blocks.last().copied().unwrap_or_default();
        let outside = self.main.is_some() && !block.in_main;
        let role = match block.role {
            Some(role) => role,
            None if outside => Role::Navigation,
            None => Role::Body,
        };
        let role =
            if outside && matches!(role, Role::Heading | Role::Title) { Role::Navigation } else { role };
        let markup = Markup {
            role,
            bold: bold == letters,
            item: block.is_item || has_mark,
            number: None,
            ..Markup::default()
        };
        let text = text.trim_end_matches([' ', '\n']).to_owned();
        self.found.paragraphs.push(Paragraph { text, markup, cell: block.cell });
    }
}

impl Table {
    /// The place of the cell that begins; cells above that reach down push it to the right.
    fn cell(&mut self, element: &Element) -> CellPlace {
        let span = |name: &str| {
            let span = element.attr(name).and_then(|span| span.trim().parse::<u32>().ok());
            span.unwrap_or(1).clamp(1, SPAN)
        };
        while let Some(taken) = self.taken.get_mut(self.column as usize)
            && *taken > 0
        {
            *taken -= 1;
            self.column += 1;
        }
        let column = self.column + 1;
        for _ in 0..span("colspan") {
            let at = self.column as usize;
            if at < SPAN as usize {
                if self.taken.len() <= at {
                    self.taken.resize(at + 1, 0);
                }
                if let Some(taken) = self.taken.get_mut(at) {
                    *taken = span("rowspan") - 1;
                }
            }
            self.column += 1;
        }
        let is_header = self.in_head || (element.name() == "th" && element.attr("scope") != Some("row"));
        CellPlace { table: self.number, row: self.row, column, is_header }
    }
}
