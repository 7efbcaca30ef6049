//! How a document's texts begin and end, so that one that does otherwise can be told to be cut off.

use crate::model::{Block, Role};
use crate::text::{Begins, Ends, edges};

/// Texts of which nothing can be said yet.
const FEW: usize = 3;

/// What most of a document's texts do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Habits {
    /// Share of them that ends like a sentence; the last one aside, which is the one in question.
    pub(super) stops: f32,
    /// Whether it is usual that they begin in lower case; the first one aside.
    pub(super) lower_case: bool,
}

impl Habits {
    /// The habits that the blocks show.
    pub(super) fn of(blocks: &[Block]) -> Self {
        let texts: Vec<&Block> = blocks.iter().filter(|block| block.role == Role::Body).collect();
        let ends = texts.iter().rev().skip(1).filter_map(|block| block.pieces.last());
        let (mut stops, mut all) = (0, 0);
        for piece in ends {
            all += 1;
            stops += usize::from(edges::ends(&piece.text) == Ends::Sentence);
        }
        let begins = texts.iter().skip(1).filter(|block| block.continues != Some(true));
        let starts: Vec<Begins> = begins
            .filter_map(|block| block.pieces.first())
            .map(|piece| edges::begins(piece.text.trim()))
            .collect();
        let lower = starts.iter().filter(|begins| **begins == Begins::Lower).count();
        Self {
            // A text that stands alone is taken to end like most texts do.
            stops: if all == 0 { 1.0 } else { stops as f32 / all as f32 },
            lower_case: starts.len() >= FEW && lower * 3 >= starts.len(),
        }
    }
}
