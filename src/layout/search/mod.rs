//! The best reading of one page: a beam search over (left, right) positions. Every printed line goes to the left column, to the right one,
//! or is split at a space between both; both columns lie on one grid of rows, of which the empty ones were not printed. What a reading
//! costs is in `costs`. A page of one column with visible rows is the easier case of the same search.

mod candidates;
mod moves;
mod state;
mod trace;

use super::costs::Grid;

use self::moves::Moves;
use self::state::{Effort, Node};

pub(super) use self::candidates::Page;

/// Readings this much worse (nats) than the best no longer raise doubt.
const RIVAL: f32 = 5.0;

/// For reading a page.
const THOROUGH: Effort = Effort { beam: 160, hopeless: 15.0, rivals: true };

/// For comparing grids, where only the cost matters.
const QUICK: Effort = Effort { beam: 24, hopeless: 7.0, rivals: false };

/// How a piece relates to what stands above it in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Relation {
    /// It begins a block.
    Begins,
    /// It continues one.
    Continues,
}

/// How a block is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Lane {
    /// On the grid.
    Body,
    /// A numbered heading.
    Heading,
    /// A pull quote in larger type, off the grid.
    Quote,
}

/// One piece in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Placement {
    /// Index into [`Page::fragments`].
    pub(super) fragment: u32,
    /// 0 left, 1 right.
    pub(super) column: u8,
    pub(super) relation: Relation,
    pub(super) lane: Lane,
}

/// One way to read a page.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    /// In nats; lower is better.
    pub(super) cost: f32,
    /// Pieces in printed order.
    pub(super) placements: Vec<Placement>,
    /// Whether the second column goes on where the first ended.
    pub(super) carried: bool,
}

/// A reading that differs from the best one on some lines only.
#[derive(Debug, Clone)]
pub(super) struct Rival {
    /// Of the whole page.
    pub(super) cost: f32,
    /// The lines on which it differs.
    pub(super) lines: std::ops::Range<usize>,
    /// The pieces of those lines in printed order.
    pub(super) placements: Vec<Placement>,
    /// Whether the second column goes on where the first ended.
    pub(super) carried: bool,
}

/// The best reading of `page` on `grid`, and every rival within [`RIVAL`] nats that the search met; none for a page without lines.
pub(super) fn readings(page: &Page, grid: &Grid) -> Option<(Reading, Vec<Rival>)> {
    trace::readings(Moves { page, grid }, &layers(page, grid, THOROUGH))
}

/// What the best reading costs, by a quicker search.
pub(super) fn cost(page: &Page, grid: &Grid) -> f32 {
    let layers = layers(page, grid, QUICK);
    let moves = Moves { page, grid };
    let ends = layers.last().into_iter().flatten().map(|node| node.step.cost + moves.foot(&node.state));
    ends.reduce(f32::min).unwrap_or(f32::MAX)
}

/// The readings kept after each line, the first layer being the empty page.
fn layers(page: &Page, grid: &Grid, effort: Effort) -> Vec<Vec<Node>> {
    let moves = Moves { page, grid };
    let mut layers = vec![vec![Node::root()]];
    for index in 0..page.options.len() {
        let Some(layer) = layers.last() else { break };
        let next = moves.advance(layer, index, effort);
        layers.push(next);
    }
    layers
}
