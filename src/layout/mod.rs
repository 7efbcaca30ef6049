//! Lines → columns → blocks in reading order. In: the pages of one document, every line with its exact characters. Out: blocks that
//! together hold every non-blank character of them. It cannot fail; what it can't decide it marks with a `doubt`.
//!
//! Two kinds of page are told apart: rows that columns share, whose division is `hidden`, and rows that show, in one column or in columns
//! that a gutter parts (`visible`).

mod apart;
mod blocks;
mod contents;
mod costs;
mod display_type;
mod doubt;
mod estimate;
mod fragment;
mod furniture;
mod grid;
mod hidden;
mod line;
mod mail;
mod marked;
mod metrics;
mod numbers;
mod positioned;
mod search;
mod visible;

use crate::model::{Block, Content, Document, Page};
use crate::text::is_blank;

use self::apart::Apart;
use self::furniture::Furniture;
use self::visible::Part;

/// The blocks of a document in reading order; none for a table.
///
/// Pages whose columns must be searched for are read on the threads of the rayon pool that this is called in, else on rayon's own. The
/// blocks are the same on any number of them.
#[must_use]
pub fn layout(document: &Document) -> Vec<Block> {
    let Content::Pages(pages) = &document.content else {
        return Vec::new();
    };
    if pages.iter().any(Page::has_paragraphs) {
        return marked::layout(pages);
    }
    if positioned::is_positioned(pages) {
        return positioned::layout(pages, &document.consultation);
    }
    let furniture = furniture::find(pages, &document.consultation);
    let bodies: Vec<Vec<Row<'_>>> =
        pages.iter().zip(&furniture).map(|(page, found)| rows(page, found)).collect();
    let apart = apart::find(&bodies);
    let hidden = hidden_bodies(pages, &bodies, &apart);
    let read = bodies_read(pages, &bodies, &apart, hidden);
    let mut blocks = Vec::new();
    for ((page, found), body) in pages.iter().zip(&furniture).zip(read) {
        blocks.extend(found.blocks(page, true));
        blocks.extend(body);
        blocks.extend(found.blocks(page, false));
    }
    blocks
}

/// The blocks of each page whose rows hide columns.
fn hidden_bodies(
    pages: &[Page],
    bodies: &[Vec<Row<'_>>],
    apart: &[Vec<Option<Apart>>],
) -> Vec<Option<Vec<Block>>> {
    let whole = |index: usize| {
        let rows = &bodies[index][..];
        let shows = apart[index].iter().any(Option::is_some) || visible::is_numbered_list(rows);
        if shows { &[] } else { rows }
    };
    let numbered: Vec<(u32, &[Row<'_>])> =
        pages.iter().enumerate().map(|(index, page)| (page.number, whole(index))).collect();
    hidden::read(&numbered)
}

/// The blocks of each page's body.
fn bodies_read(
    pages: &[Page],
    bodies: &[Vec<Row<'_>>],
    apart: &[Vec<Option<Apart>>],
    hidden: Vec<Option<Vec<Block>>>,
) -> Vec<Vec<Block>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut texts: Vec<Vec<Row<'_>>> = Vec::new();
    // Of each page its blocks, and between them the places of parts that are read afterwards, all at once.
    let mut read: Vec<Vec<Result<Block, usize>>> = Vec::with_capacity(pages.len());
    let mut goes_on = false;
    for (((page, rows), apart), hidden) in pages.iter().zip(bodies).zip(apart).zip(hidden) {
        let mut own = Vec::new();
        if let Some(blocks) = hidden {
            own.extend(blocks.into_iter().map(Ok));
            goes_on = false;
        } else {
            for stretch in apart::stretches(page.number, rows, apart) {
                match stretch {
                    apart::Stretch::Apart(block) => {
                        own.push(Ok(block));
                        goes_on = false;
                    }
                    apart::Stretch::Rows(rows) => {
                        own.push(Err(parts.len()));
                        parts.push(Part { page: page.number, bands: Vec::new(), goes_on });
                        texts.push(rows);
                        goes_on = true;
                    }
                }
            }
        }
        read.push(own);
    }
    for (part, bands) in parts.iter_mut().zip(visible::bands_of_all(&texts)) {
        part.bands = bands;
    }
    let mut visible = visible::read(&parts);
    let mut filled = |own: Result<Block, usize>| match own {
        Ok(block) => vec![block],
        Err(part) => visible.get_mut(part).map(std::mem::take).unwrap_or_default(),
    };
    read.into_iter().map(|own| own.into_iter().flat_map(&mut filled).collect()).collect()
}

/// A line of the page's body, by where it was printed.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Row<'p> {
    /// Line in the file.
    line: u32,
    /// Lines below the first of the page, blank ones counted.
    position: u32,
    /// First code point of `text` in the line.
    offset: u32,
    text: &'p str,
}

/// The lines that hold something and are no furniture.
fn rows<'p>(page: &'p Page, furniture: &Furniture) -> Vec<Row<'p>> {
    page.lines
        .iter()
        .enumerate()
        .filter(|(index, line)| !is_blank(&line.text) && !furniture.contains(*index))
        .map(|(index, line)| Row { line: line.number, position: index as u32, offset: 0, text: &line.text })
        .collect()
}
