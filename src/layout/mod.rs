//! lines → columns → blocks in reading order.

use crate::model::{Block, Content, Document, Piece, Role};

/// One block per line.
#[must_use]
pub fn layout(document: &Document) -> Vec<Block> {
    let Content::Pages(pages) = &document.content else {
        return Vec::new();
    };
    let lines = pages
        .iter()
        .flat_map(|page| page.lines.iter().map(move |line| (page.number, line)));
    lines
        .filter(|(_, line)| !line.text.trim().is_empty())
        .map(|(page, line)| Block {
            role: Role::Body,
            column: 1,
            pieces: vec![Piece {
                page,
                line: line.number,
                start: 0,
                end: line.text.chars().count() as u32,
                text: line.text.clone(),
            }],
            doubt: 0.0,
            opens_column: false,
            closes_column: false,
            label: None,
        })
        .collect()
}
