//! Pages whose rows show: one column, or columns that a gutter parts. In: their rows, and what was set apart of them. Out: blocks in reading
//! order. All such pages of a document are read at once, since a paragraph may go on over the foot of a column or page and since one page
//! seldom tells how the document sets its text.

mod bands;
mod costs;
mod decode;
mod doubt;
mod headings;
mod line;
mod paragraphs;
mod room;
mod shares;
mod signs;
mod strays;
mod style;
mod words;

use super::Row;
use super::blocks::cut_front;
use crate::model::{Block, Piece, Role};
use crate::text::{Marker, edges};

use self::line::{Line, Seam};
use self::paragraphs::{Paragraph, ParagraphKind};
use self::style::Style;

pub(super) use self::bands::{Band, bands, bands_of_all};
pub(super) use self::signs::is_numbered_list;

/// Rows of a page that are read together: those between what is set apart.
#[derive(Debug, Clone)]
pub(super) struct Part<'p> {
    /// Physical page.
    pub(super) page: u32,
    /// Its rows as bands of columns.
    pub(super) bands: Vec<Band<'p>>,
    /// Whether a text may go on here from the part before.
    pub(super) goes_on: bool,
}

/// The blocks of each part.
pub(super) fn read(parts: &[Part<'_>]) -> Vec<Vec<Block>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut bounds = Vec::with_capacity(parts.len());
    for part in parts {
        let opens = if part.goes_on && !lines.is_empty() { Seam::Turn } else { Seam::Break };
        lines.extend(line::lines(part.page, &part.bands, opens));
        bounds.push(lines.len());
    }
    line::mark_items(&mut lines);
    line::mark_numbered(&mut lines);
    signs::hang(&mut lines, &mut bounds);
    strays::restore(&mut lines, &bounds);
    let styles = style::styles(&lines);
    let style_of = |index: usize| -> Style {
        let columns = lines[index].columns;
        let at = styles.partition_point(|(other, _)| *other < columns);
        styles[at].1
    };
    let reading = decode::best_with_margins(&lines, &style_of);
    let mut paragraphs = paragraphs::paragraphs(&lines, &reading);
    headings::mark(&mut paragraphs, &lines);
    let mut blocks: Vec<Vec<Block>> = vec![Vec::new(); parts.len()];
    for paragraph in &paragraphs {
        for (first, block) in blocks_of(paragraph, &lines, &style_of) {
            let part = bounds.partition_point(|end| *end <= first);
            blocks[part].push(block);
        }
    }
    blocks
}

/// A paragraph as blocks: its list marker, and a block for each page and column that it runs over, with their first lines.
fn blocks_of(
    paragraph: &Paragraph<'_>,
    lines: &[Line<'_>],
    style_of: &dyn Fn(usize) -> Style,
) -> Vec<(usize, Block)> {
    let (from, to) = paragraph.lines;
    let role = match paragraph.kind {
        ParagraphKind::Heading => Role::Heading,
        ParagraphKind::Sign => Role::ListMarker,
        ParagraphKind::Text => Role::Body,
    };
    let doubt = doubt::of(paragraph, lines, &style_of(from));
    let mut blocks: Vec<(usize, Block)> = Vec::new();
    for (index, line) in lines.iter().enumerate().take(to).skip(from) {
        let (mut piece, mut marker) = (piece(line), None);
        if index == from && line.sign.is_none() {
            marker = split_marker(&mut piece, paragraph, line);
        }
        if let Some(sign) = line.sign {
            blocks
                .push((index, block(Role::ListMarker, line.column, piece_of(line.page, &sign), (0.0, None))));
        }
        if let Some(marker) = marker {
            blocks.push((index, block(Role::ListMarker, line.column, marker, (0.0, None))));
        }
        // A heading stays one, wherever its column ended.
        let goes_on = index > from && (line.seam != Seam::Turn || role == Role::Heading);
        match blocks.last_mut().filter(|(_, block)| goes_on && block.role == role) {
            Some((_, block)) => block.pieces.push(piece),
            None => {
                let continues = match (index > from, line.seam) {
                    (true, _) => Some(true),
                    (false, Seam::Turn) => Some(false),
                    (false, _) => None,
                };
                blocks.push((index, block(role, line.column, piece, (doubt, continues))));
            }
        }
    }
    let ends_full = style::is_full(&lines[to - 1], &style_of(to - 1));
    if let Some((_, block)) = blocks.last_mut() {
        block.ends_full = ends_full;
    }
    blocks
}

fn block(role: Role, column: u32, piece: Piece, found: (f64, Option<bool>)) -> Block {
    let (doubt, continues) = found;
    let pieces = vec![piece];
    Block { role, column, pieces, doubt, continues, ends_full: false, label: None, runner_up: None }
}

fn piece(line: &Line<'_>) -> Piece {
    piece_of(line.page, &line.row)
}

fn piece_of(page: u32, row: &Row<'_>) -> Piece {
    let text = row.text;
    Piece {
        page,
        line: row.line,
        start: row.offset,
        end: row.offset + text.chars().count() as u32,
        text: text.to_owned(),
    }
}

/// Takes the marker of an item, the number of a numbered statement or the signs of a Markdown heading off the front of `piece`.
fn split_marker(piece: &mut Piece, paragraph: &Paragraph<'_>, line: &Line<'_>) -> Option<Piece> {
    let marker = match paragraph.kind {
        ParagraphKind::Text if line.numbered => edges::numbered_title(line.text())?.0,
        ParagraphKind::Text => paragraph.marker.map(|marker: Marker<'_>| marker.text)?,
        ParagraphKind::Heading => {
            edges::hash_heading(line.text())?;
            line.text().split_whitespace().next()?
        }
        ParagraphKind::Sign => return None,
    };
    let indent = piece.text.find(marker)?;
    cut_front(piece, indent + marker.len())
}
