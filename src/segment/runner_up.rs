//! The second-best reading of a statement: what would stand in its place if its most doubtful block had been read otherwise.

use super::pages::joined;
use crate::model::{Block, Piece, SourcePiece};

/// How a statement would read by the best reading that lacks one of its blocks.
#[derive(Debug, Clone, PartialEq)]
pub struct RunnerUp {
    /// Which of the statements, counted from 0.
    pub statement: usize,
    /// The pieces it would be made of; none where nothing would stand in its place.
    pub source: Vec<SourcePiece>,
    /// Its text under the same transform.
    pub text: String,
}

/// The other reading of the most doubtful block that a statement has so far.
#[derive(Debug)]
pub(super) struct Rival {
    doubt: f64,
    /// First of the statement's pieces that the block gave, and one past the last.
    range: (usize, usize),
    pieces: Vec<Piece>,
    source: Vec<SourcePiece>,
}

impl Rival {
    /// The other reading of `block`, whose pieces begin at `from` in the statement; `place` tells where a piece stands.
    pub(super) fn of(block: &Block, from: usize, place: &dyn Fn(&Piece) -> SourcePiece) -> Option<Self> {
        let pieces = block.runner_up.clone().filter(|pieces| *pieces != block.pieces)?;
        let source = pieces.iter().map(place).collect();
        Some(Self { doubt: block.doubt, range: (from, from + block.pieces.len()), pieces, source })
    }

    /// The one of two whose block is in more doubt; of equals the first.
    pub(super) fn keener(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        match (one, other) {
            (Some(one), Some(other)) => Some(if other.doubt > one.doubt { other } else { one }),
            (one, other) => one.or(other),
        }
    }

    /// The whole statement by this reading, given its own `pieces` and their places.
    pub(super) fn finish(self, statement: usize, pieces: &[Piece], source: &[SourcePiece]) -> RunnerUp {
        let pieces = replaced(pieces, self.range, self.pieces);
        RunnerUp { statement, source: replaced(source, self.range, self.source), text: joined(&pieces) }
    }
}

/// The items with those in `range` replaced.
fn replaced<T: Clone>(items: &[T], range: (usize, usize), by: Vec<T>) -> Vec<T> {
    let (before, after) = (items.iter().take(range.0), items.iter().skip(range.1));
    before.cloned().chain(by).chain(after.cloned()).collect()
}
