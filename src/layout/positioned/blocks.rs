//! Paragraphs and single lines → blocks with their exact pieces.

use super::costs::{self, Lane};
use super::item::Item;
use super::paragraphs::Paragraph;
use super::rows::{Row, is_marker};
use super::style::Measure;
use crate::model::{Block, Page, Piece, Role};
use crate::text::edges;

/// The block of a paragraph in a column, and that of its list marker before it.
pub(super) fn of_paragraph(
    page: &Page,
    column: u32,
    rows: &[Row<'_>],
    paragraph: &Paragraph,
    measure: &Measure,
) -> Vec<Block> {
    let role = if paragraph.lane == Lane::Heading { Role::Heading } else { Role::Body };
    let mut pieces: Vec<Piece> =
        rows.iter().flat_map(|row| &row.items).filter_map(|item| piece(page, item)).collect();
    let mut blocks = Vec::new();
    if role == Role::Body
        && let Some(marker) = take_marker(&mut pieces, rows.first().is_some_and(|row| row.cell_number))
    {
        blocks.push(plain(Role::ListMarker, column, vec![marker]));
    }
    let ends_full = rows.last().is_some_and(|row| costs::is_full(row, measure));
    let doubt = paragraph.doubt;
    blocks.push(Block { doubt, continues: Some(false), ends_full, ..plain(role, column, pieces) });
    blocks
}

/// A pull quote.
pub(super) fn aside(page: &Page, column: u32, quote: &[Item<'_>]) -> Block {
    plain(Role::Aside, column, quote.iter().filter_map(|item| piece(page, item)).collect())
}

/// Rows that belong together and are no text, such as a note.
pub(super) fn of_rows(page: &Page, column: u32, rows: &[Row<'_>], role: Role) -> Block {
    let items = rows.iter().flat_map(|row| &row.items);
    plain(role, column, items.filter_map(|item| piece(page, item)).collect())
}

/// A line by itself.
pub(super) fn single(page: &Page, item: &Item<'_>, role: Role, label: Option<String>) -> Block {
    Block { label, ..plain(role, 1, piece(page, item).into_iter().collect()) }
}

fn plain(role: Role, column: u32, pieces: Vec<Piece>) -> Block {
    Block {
        role,
        column,
        pieces,
        doubt: 0.0,
        continues: Some(false),
        ends_full: false,
        label: None,
        runner_up: None,
    }
}

/// The whole of a fragment.
fn piece(page: &Page, item: &Item<'_>) -> Option<Piece> {
    let line = page.lines.get(item.index)?;
    let end = line.text.chars().count() as u32;
    Some(Piece { page: page.number, line: line.number, start: 0, end, text: line.text.clone() })
}

/// Takes the list marker off the front: a fragment of its own, or the beginning of one.
fn take_marker(pieces: &mut Vec<Piece>, is_cell: bool) -> Option<Piece> {
    if pieces.len() > 1 && pieces.first().is_some_and(|first| is_cell || is_marker(&first.text)) {
        return Some(pieces.remove(0));
    }
    let first = pieces.first_mut()?;
    let at = edges::bullet(&first.text)?.len() + first.text.len() - first.text.trim_start().len();
    let (front, rest) = first.text.split_at_checked(at)?;
    let middle = first.start + front.chars().count() as u32;
    let marker = Piece { end: middle, text: front.to_owned(), ..first.clone() };
    let rest = rest.to_owned();
    first.start = middle;
    first.text = rest;
    Some(marker)
}
