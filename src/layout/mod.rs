//! Lines → columns → blocks in reading order. In: the pages of one document, every line with its exact characters. Out: blocks that
//! together hold every non-blank character of them. It cannot fail; what it can't decide it marks with a `doubt`.
//!
//! Three shapes of page are told apart: rows that two columns share (`Interleaved`), a gutter of spaces that shows the columns
//! (`Gutter`), and one column (`Single`). All are read by the same search over the same costs; they differ in what is hidden.

mod blocks;
mod costs;
mod fragment;
mod furniture;
mod gutter;
mod metrics;
mod positioned;
mod search;
mod shape;

use crate::model::{Block, Content, Document, Page};
use crate::text::is_blank;

use self::blocks::Stretch;
use self::furniture::Furniture;
use self::shape::Shape;

/// The blocks of a document in reading order; none for a table.
#[must_use]
pub fn layout(document: &Document) -> Vec<Block> {
    let Content::Pages(pages) = &document.content else {
        return Vec::new();
    };
    if positioned::is_positioned(pages) {
        return positioned::layout(pages, &document.consultation);
    }
    let furniture = furniture::find(pages, &document.consultation);
    let bodies: Vec<Vec<Row<'_>>> =
        pages.iter().zip(&furniture).map(|(page, found)| rows(page, found)).collect();
    let shapes = shape::of_pages(&bodies);
    let mut blocks = Vec::new();
    for (((page, found), body), shape) in pages.iter().zip(&furniture).zip(&bodies).zip(&shapes) {
        blocks.extend(found.blocks(page, true));
        blocks.extend(body_blocks(page.number, body, shape));
        blocks.extend(found.blocks(page, false));
    }
    blocks
}

/// A line of the page's body, by where it was printed.
#[derive(Debug, Clone, Copy)]
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

fn body_blocks(page: u32, rows: &[Row<'_>], shape: &Shape) -> Vec<Block> {
    match shape {
        Shape::Interleaved(grid) => {
            let candidates = shape::interleaved(rows);
            read(Stretch { page, rows, first_column: 1 }, &candidates, grid)
        }
        Shape::Gutter(gutters) => gutter::columns(rows, gutters)
            .iter()
            .enumerate()
            .flat_map(|(index, column)| single(page, column, index as u32 + 1))
            .collect(),
        Shape::Single => single(page, rows, 1),
    }
}

/// One column whose rows are all visible.
fn single(page: u32, rows: &[Row<'_>], column: u32) -> Vec<Block> {
    let (candidates, grid) = shape::single(rows);
    read(Stretch { page, rows, first_column: column }, &candidates, &grid)
}

fn read(stretch: Stretch<'_>, candidates: &search::Page, grid: &costs::Grid) -> Vec<Block> {
    match search::readings(candidates, grid) {
        Some((best, rivals)) => stretch.blocks(candidates, grid, &best, &rivals),
        None => Vec::new(),
    }
}
