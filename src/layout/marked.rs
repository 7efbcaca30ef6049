//! Paragraphs of formats that say what each is (Word, OpenDocument, web pages, mail in HTML) → blocks. What writers do by hand is seen
//! as well: list marks that are typed, headings that are only bold, the parts of a letter around its message.

use super::Row;
use super::apart::{self, Apart};
use super::blocks::split_marker;
use crate::model::{Block, Line, Markup, Page, Piece, Role};
use crate::text::{Ends, edges, is_blank};

/// Words of a heading that only its type shows.
const HEADING_WORDS: usize = 20;

/// The blocks of a document whose lines are paragraphs.
pub(super) fn layout(pages: &[Page]) -> Vec<Block> {
    let read: Vec<Read<'_>> = pages.iter().map(Read::of).collect();
    let rows: Vec<Vec<Row<'_>>> = read.iter().map(|page| page.rows.clone()).collect();
    let apart = apart::find(&rows);
    let mut blocks = Vec::new();
    for (page, apart) in read.iter().zip(&apart) {
        page.put_blocks(apart, &mut blocks);
    }
    blocks
}

/// A part of a document with the rows of its running text: lines of paragraphs, parted by line breaks.
struct Read<'p> {
    page: &'p Page,
    rows: Vec<Row<'p>>,
    /// The row that each paragraph begins with, and one past its last.
    spans: Vec<(usize, usize)>,
}

impl<'p> Read<'p> {
    fn of(page: &'p Page) -> Self {
        let mut read = Self { page, rows: Vec::new(), spans: Vec::new() };
        let mut position = 0;
        for line in &page.lines {
            let from = read.rows.len();
            if is_running(line) {
                let own = rows(line, position);
                position += line.text.matches('\n').count() as u32;
                read.rows.extend(own);
            }
            // Between paragraphs stands as much as an empty row.
            position += 2;
            read.spans.push((from, read.rows.len()));
        }
        read
    }

    fn put_blocks(&self, apart: &[Option<Apart>], blocks: &mut Vec<Block>) {
        for (at, (line, (from, to))) in self.page.lines.iter().zip(&self.spans).enumerate() {
            if role(line) != Role::Body {
                let whole: Vec<Piece> = rows(line, 0).iter().map(|row| self.piece(row)).collect();
                if !whole.is_empty() {
                    let label = markup(line).and_then(|markup| markup.number.clone());
                    blocks.push(Block { label, ..block(role(line), whole) });
                }
                continue;
            }
            let own = self.rows.get(*from..*to).unwrap_or_default();
            let marks = apart.get(*from..*to).unwrap_or_default();
            if marks.iter().all(Option::is_none) && self.is_heading(at) {
                blocks.push(block(Role::Heading, own.iter().map(|row| self.piece(row)).collect()));
                continue;
            }
            self.put_running(own, marks, blocks);
        }
    }

    /// The rows of a paragraph of running text: one statement, unless marks or empty rows part it.
    fn put_running(&self, rows: &[Row<'p>], marks: &[Option<Apart>], blocks: &mut Vec<Block>) {
        let mut before: Option<&Row<'_>> = None;
        for (row, mark) in rows.iter().zip(marks) {
            let mut piece = self.piece(row);
            if let Some(Apart { role, opens }) = mark {
                match blocks.last_mut().filter(|last| !*opens && last.role == *role) {
                    Some(last) => last.pieces.push(piece),
                    None => blocks.push(block(*role, vec![piece])),
                }
                before = None;
                continue;
            }
            let marker = split_marker(&mut piece);
            let goes_on =
                marker.is_none() && before.is_some_and(|before| before.position + 1 == row.position);
            blocks.extend(marker.map(|marker| block(Role::ListMarker, vec![marker])));
            match blocks.last_mut().filter(|_| goes_on) {
                Some(last) => last.pieces.push(piece),
                None => blocks.push(Block { continues: Some(false), ..block(Role::Body, vec![piece]) }),
            }
            before = Some(row);
        }
    }

    /// Whether a paragraph is a heading that only its bold type shows: short, no sentence, above text that is not bold.
    fn is_heading(&self, at: usize) -> bool {
        let Some(line) = self.page.lines.get(at) else { return false };
        let is_bold = |line: &Line| markup(line).is_some_and(|markup| markup.bold && !markup.item);
        let text = line.text.trim();
        let is_short = !text.contains('\n') && text.split_whitespace().count() <= HEADING_WORDS;
        let is_title = edges::ends(text) != Ends::Sentence || text.ends_with(['?', ':']);
        let below = self.page.lines.iter().skip(at + 1).find(|line| !is_blank(&line.text));
        let heads = below.is_some_and(|below| !is_bold(below) && is_running(below));
        is_bold(line) && is_short && is_title && heads && edges::bullet(text).is_none_or(is_number)
    }

    fn piece(&self, row: &Row<'_>) -> Piece {
        Piece {
            page: self.page.number,
            line: row.line,
            start: row.offset,
            end: row.offset + row.text.chars().count() as u32,
            text: row.text.to_owned(),
        }
    }
}

/// `2.` before a title.
fn is_number(mark: &str) -> bool {
    mark.starts_with(|first: char| first.is_ascii_digit())
}

/// The lines of a paragraph that hold something.
fn rows(line: &Line, position: u32) -> Vec<Row<'_>> {
    let mut offset = 0;
    let mut rows = Vec::new();
    for (text, below) in line.text.split('\n').zip(0..) {
        if !is_blank(text) {
            rows.push(Row { line: line.number, position: position + below, offset, text });
        }
        offset += text.chars().count() as u32 + 1;
    }
    rows
}

fn markup(line: &Line) -> Option<&Markup> {
    line.markup.as_deref()
}

fn role(line: &Line) -> Role {
    markup(line).map_or(Role::Body, |markup| markup.role)
}

/// Whether it is looked at for the parts of a letter; the header of a mail shows that there are some.
fn is_running(line: &Line) -> bool {
    matches!(role(line), Role::Body | Role::MailHeader)
}

fn block(role: Role, pieces: Vec<Piece>) -> Block {
    Block {
        role,
        column: 1,
        pieces,
        doubt: 0.0,
        continues: None,
        ends_full: false,
        label: None,
        runner_up: None,
    }
}
