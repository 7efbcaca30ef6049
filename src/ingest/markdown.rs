//! Markdown (CommonMark with tables, notes and a block of metadata) → paragraphs without its signs.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::notes::Notes;
use super::parts::{CellPlace, Paragraph, Parts};
use super::{cells, html};
use crate::model::{Consultation, Markup, Page, Role};
use crate::text::{Ends, edges};

/// The parts of a text that is marked up; none where it is plain text, which its lines tell more about.
pub(super) fn read(text: &str, consultation: &Consultation, notes: &mut Notes<'_>) -> Option<Vec<Page>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let is_marked_up = Parser::new_ext(text, options)
        .into_offset_iter()
        .any(|(event, range)| is_markup(&event, text.get(range).unwrap_or_default()));
    if !is_marked_up {
        return None;
    }
    let mut walk = Walk::new(consultation, notes);
    for event in Parser::new_ext(text, options) {
        walk.see(event);
    }
    walk.flush();
    let (mut body, footnotes) = (walk.body, walk.footnotes);
    cells::assign(&mut body, consultation);
    let mut parts = Parts::default();
    parts.add("body", body);
    parts.add("footnotes", footnotes);
    Some(parts.finish()).filter(|pages| !pages.is_empty())
}

/// What nobody writes who does not mean Markdown: lists are not, everybody writes them.
fn is_markup(event: &Event<'_>, source: &str) -> bool {
    match event {
        Event::Start(Tag::Heading { .. }) => source.starts_with('#'),
        Event::Start(
            Tag::Strong
            | Tag::Emphasis
            | Tag::Strikethrough
            | Tag::Table(_)
            | Tag::BlockQuote(_)
            | Tag::FootnoteDefinition(_)
            | Tag::MetadataBlock(_),
        ) => true,
        Event::Start(Tag::Link { .. } | Tag::Image { .. }) => source.starts_with(['[', '!']),
        Event::Start(Tag::CodeBlock(_)) => source.starts_with("```") || source.starts_with("~~~"),
        _ => false,
    }
}

struct Walk<'w, 'n> {
    consultation: &'w Consultation,
    notes: &'w mut Notes<'n>,
    body: Vec<Paragraph>,
    footnotes: Vec<Paragraph>,
    text: String,
    /// Lines that a single line break ends, by where they end in `text`.
    soft: Vec<usize>,
    role: Option<Role>,
    in_note: bool,
    items: usize,
    /// Whether the paragraph is the first of its item.
    is_item: bool,
    bold: usize,
    letters: usize,
    bold_letters: usize,
    /// Pictures open: what stands within is read by those who don't see them.
    pictures: usize,
    struck: usize,
    html: Option<String>,
    table: CellPlace,
    in_cell: bool,
}

impl<'w, 'n> Walk<'w, 'n> {
    fn new(consultation: &'w Consultation, notes: &'w mut Notes<'n>) -> Self {
        Self {
            consultation,
            notes,
            body: Vec::new(),
            footnotes: Vec::new(),
            text: String::new(),
            soft: Vec::new(),
            role: None,
            in_note: false,
            items: 0,
            is_item: false,
            bold: 0,
            letters: 0,
            bold_letters: 0,
            pictures: 0,
            struck: 0,
            html: None,
            table: CellPlace { table: 0, row: 0, column: 0, is_header: false },
            in_cell: false,
        }
    }

    fn see(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.push(&text);
            }
            Event::Html(text) => match &mut self.html {
                Some(html) => html.push_str(&text),
                None => self.html = Some(text.to_string()),
            },
            Event::InlineHtml(tag) => {
                if tag.to_lowercase().starts_with("<br") {
                    self.push("\n");
                }
            }
            Event::SoftBreak => {
                self.soft.push(self.text.len());
                self.push("\n");
            }
            Event::HardBreak => self.push("\n"),
            Event::FootnoteReference(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn push(&mut self, text: &str) {
        if self.pictures > 0 || self.struck > 0 {
            return;
        }
        let letters = text.chars().filter(|letter| !letter.is_whitespace()).count();
        self.letters += letters;
        self.bold_letters += if self.bold > 0 { letters } else { 0 };
        self.text.push_str(text);
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Strong => self.bold += 1,
            Tag::Strikethrough => self.struck += 1,
            Tag::Image { .. } => self.pictures += 1,
            Tag::Emphasis | Tag::Link { .. } | Tag::Superscript | Tag::Subscript => {}
            _ => {
                self.flush();
                self.open_block(tag);
            }
        }
    }

    fn open_block(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { .. } => self.role = Some(Role::Heading),
            Tag::MetadataBlock(_) => self.role = Some(Role::Navigation),
            Tag::FootnoteDefinition(_) => self.in_note = true,
            Tag::Item => {
                self.items += 1;
                self.is_item = true;
            }
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::Table(_) => {
                self.table = CellPlace { table: self.table.table + 1, row: 0, column: 0, is_header: false };
            }
            Tag::TableHead | Tag::TableRow => {
                self.table.row += 1;
                self.table.column = 0;
                self.table.is_header = matches!(tag, Tag::TableHead);
            }
            Tag::TableCell => {
                self.table.column += 1;
                self.in_cell = true;
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::Image => self.pictures = self.pictures.saturating_sub(1),
            TagEnd::Emphasis | TagEnd::Link | TagEnd::Superscript | TagEnd::Subscript => {}
            _ => {
                self.flush();
                match tag {
                    TagEnd::Heading(_) | TagEnd::MetadataBlock(_) => self.role = None,
                    TagEnd::FootnoteDefinition => self.in_note = false,
                    TagEnd::Item => self.items = self.items.saturating_sub(1),
                    TagEnd::TableCell => self.in_cell = false,
                    TagEnd::HtmlBlock => self.end_html(),
                    _ => {}
                }
            }
        }
    }

    fn end_html(&mut self) {
        let Some(html) = self.html.take() else { return };
        if html.contains('<') && !html.trim().is_empty() {
            let found = html::paragraphs(&html, self.consultation, self.notes).unwrap_or_default();
            // Its tables are numbered anew.
            self.body.extend(found.into_iter().map(|paragraph| Paragraph { cell: None, ..paragraph }));
        }
    }

    /// Ends the paragraph; where each of its lines is a sentence of its own, each is a paragraph.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let soft = std::mem::take(&mut self.soft);
        let (letters, bold) = (std::mem::take(&mut self.letters), std::mem::take(&mut self.bold_letters));
        if letters == 0 {
            return;
        }
        let own = if self.in_note { Role::Footnote } else { Role::Body };
        let role = self.role.unwrap_or(own);
        let item = self.items > 0 && std::mem::take(&mut self.is_item);
        let markup = Markup { role, bold: bold == letters, item, ..Markup::default() };
        let cell = self.in_cell.then_some(self.table);
        let into = if self.in_note { &mut self.footnotes } else { &mut self.body };
        let lines = if markup.item { vec![text.as_str()] } else { sentences(&text, &soft) };
        for text in lines {
            into.push(Paragraph { text: text.trim_end().to_owned(), markup: markup.clone(), cell });
        }
    }
}

/// The lines of a paragraph, where each is a sentence of its own; else all of it.
fn sentences<'t>(text: &'t str, soft: &[usize]) -> Vec<&'t str> {
    let mut lines = Vec::new();
    let mut from = 0;
    for end in soft.iter().copied().chain([text.len()]) {
        lines.push(text.get(from..end).unwrap_or_default());
        from = end + 1;
    }
    let each = lines.iter().all(|line| edges::ends(line.trim()) == Ends::Sentence);
    if lines.len() > 1 && each { lines } else { vec![text] }
}
