//! How doubtful a block is: the share of readings that lack it, and signs that the model itself may be wrong there. The weights are those of
//! a logistic regression on generated pages (`bench layout`, some 17,000 statements, 14 of a thousand wrong), rounded.

use super::costs;
use super::fragment::Fragment;
use super::grid::Grid;
use super::search::{Lane, Page, Placement};
use crate::model::{Block, DOUBTFUL, Role};

/// What stands against the signs.
const INTERCEPT: f32 = -4.4;

/// A second look costs less than a statement that nobody looked at, but hardly more than this share of a document's blocks is looked at.
const LOOKED_AT: f64 = 0.08;

/// Blocks that are wrong less often than this need no second look, and those that are wrong more often get one in any case.
const WORTH_A_LOOK: (f64, f64) = (0.02, 0.6);

/// A block of a reading and what is known of the page around it.
pub(super) struct Seen<'b> {
    pub(super) block: &'b [Placement],
    /// Blocks next to it in its column that are no statements.
    pub(super) display_beside: (bool, bool),
    /// What the lines of the page cost on average.
    pub(super) cost_of_line: f32,
    /// Share of all readings that lack it.
    pub(super) lacking: f32,
}

/// How probable it is that a block is wrong.
pub(super) fn of(page: &Page<'_>, grid: &Grid, seen: &Seen<'_>) -> f64 {
    let lacking = seen.lacking.clamp(0.001, 0.999);
    let odds = 0.65 * (lacking / (1.0 - lacking)).ln() + trouble(page, grid, seen) + INTERCEPT;
    1.0 / (1.0 + f64::from(-odds).exp())
}

/// Signs of trouble, as log-odds.
fn trouble(page: &Page<'_>, grid: &Grid, seen: &Seen<'_>) -> f32 {
    let pieces: Vec<&Fragment> =
        seen.block.iter().map(|placed| &page.fragments[placed.fragment as usize]).collect();
    let (Some(first), Some(last), Some(placed)) = (pieces.first(), pieces.last(), seen.block.first()) else {
        return 0.0;
    };
    let width = grid.band(placed.band).widths[usize::from(placed.column)];
    let seams = pieces.windows(2).map(|pair| costs::seam(pair[0], pair[1], grid, width));
    let form = if placed.lane.is_heading() {
        0.0
    } else {
        1.8 * costs::beginning(first).min(6.0) + 1.1 * costs::ending(last, 0, grid).min(7.0)
    };
    let cuts: Vec<f32> = pieces.iter().filter_map(|piece| page.cut_around(piece)).collect();
    let cut = cuts.iter().copied().reduce(f32::max).unwrap_or(0.0);
    let sign = |holds: bool, weight: f32| if holds { weight } else { 0.0 };
    form + if cut > 0.0 { 1.35 * cut } else { -cut }
        + 0.6 * cuts.len().min(3) as f32
        + 0.45 * seams.fold(-2.0, f32::max)
        + sign(grid.bands[2].is_some(), 0.4)
        + sign(grid.pitch > 1, 0.65)
        + sign(placed.lane == Lane::Quote, 0.2)
        + sign(seen.display_beside.0, 0.3)
        + sign(seen.display_beside.1, 0.6)
        + 0.2 * seen.cost_of_line
}

/// Turns probabilities into doubts: those of a document's blocks that deserve a second look most are doubtful.
pub(super) fn spread(pages: &mut [Option<Vec<Block>>]) {
    let blocks = || pages.iter().flatten().flatten();
    let mut wrong: Vec<f64> =
        blocks().filter(|block| block.role == Role::Body).map(|block| block.doubt).collect();
    wrong.sort_by(|one, other| other.total_cmp(one));
    let (worth, sure) = WORTH_A_LOOK;
    let first_spared = wrong.get((LOOKED_AT * wrong.len() as f64) as usize).copied().unwrap_or(0.0);
    let limit = first_spared.next_up().max(worth).min(sure);
    for block in pages.iter_mut().flatten().flatten() {
        block.doubt = if block.doubt < limit {
            DOUBTFUL * block.doubt / limit
        } else {
            DOUBTFUL + (1.0 - DOUBTFUL) * (block.doubt - limit) / (1.0 - limit)
        };
        // What needs no second look needs no other reading beside it.
        block.runner_up = block.runner_up.take().filter(|_| block.doubt >= DOUBTFUL);
    }
}

/// Whether a block that is wrong with this probability may deserve a second look.
pub(super) fn may_be_doubtful(probability: f64) -> bool {
    probability >= WORTH_A_LOOK.0
}
