//! How doubtful a block is: the share of readings that lack it, and signs that the model itself may be wrong there. The weights are those of
//! a logistic regression on generated pages (`bench layout`, some 30,000 statements, two of a hundred wrong), rounded, and set so that
//! about a twelfth of such statements are called doubtful: a second look costs less than a statement that nobody looked at.

use super::costs;
use super::fragment::Fragment;
use super::grid::Grid;
use super::search::{Page, Placement};

/// What stands against the signs.
const INTERCEPT: f32 = -1.76;

/// Doubt of 0 to 1 about a block that `lacking` of all readings lack.
pub(super) fn doubt(page: &Page<'_>, grid: &Grid, block: &[Placement], lacking: f32) -> f64 {
    let pieces: Vec<&Fragment> =
        block.iter().map(|placed| &page.fragments[placed.fragment as usize]).collect();
    let (Some(first), Some(last), Some(placed)) = (pieces.first(), pieces.last(), block.first()) else {
        return 0.0;
    };
    let width = grid.band(placed.band).widths[usize::from(placed.column)];
    let lacking = lacking.clamp(0.001, 0.999);
    let unfilled = pieces.windows(2).map(|pair| costs::filling(pair[0], pair[1], grid, width));
    let form = if placed.lane.is_heading() {
        0.0
    } else {
        0.7 * costs::beginning(first).min(6.0) + 0.4 * costs::ending(last, 0, grid).min(7.0)
    };
    let cuts: Vec<f32> = pieces.iter().filter_map(|piece| page.cut_around(piece)).collect();
    let sentences: f32 = pieces.iter().map(|piece| f32::from(piece.inner_stops.0)).sum();
    let signs = 0.6 * (lacking / (1.0 - lacking)).ln()
        + 0.4 * unfilled.fold(0.0, f32::max)
        + form
        + 0.7 * cuts.iter().copied().fold(0.0, f32::max)
        + 0.5 * sentences.min(3.0) * grid.sentences.0
        + 2.0 * (pieces.len() as f32).ln().min(0.7)
        + 0.5 * cuts.len().min(3) as f32;
    1.0 / (1.0 + f64::from(-(signs + INTERCEPT)).exp())
}
