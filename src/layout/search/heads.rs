//! The columns of headings by all readings. Where lines of two columns take turns, the best reading is one of many that are nearly as good;
//! a heading stands in the column where most of them have it, by their probability. A wrong one counts for every statement below it.

use super::moves::Moves;
use super::posterior::{self, Lattice};
use super::state::Edge;
use super::{Placement, Reading, Relation};
use crate::layout::grid::MOST_COLUMNS;

/// Another column must be so much more probable.
const CLEARLY: f32 = 1.1;

/// A line and the column that the heading beginning on it stands in.
type Wanted = (usize, usize);

/// The cheapest reading whose headings stand where most readings have them; none where the best one is that.
pub(super) fn settled(moves: Moves<'_>, lattice: &Lattice, best: &Reading) -> Option<Reading> {
    let begins = |placed: &&Placement| placed.relation == Relation::Begins && placed.lane.is_heading();
    let wanted: Vec<Wanted> = best
        .placements
        .iter()
        .filter(begins)
        .filter_map(|placed| likelier_column(moves, lattice, placed))
        .collect();
    if wanted.is_empty() {
        return None;
    }
    posterior::cheapest(moves, lattice, |line, edge| {
        wanted.iter().all(|(at, column)| *at != line || begins_heading(edge, *column))
    })
}

/// The line of a heading and another column, where more readings have a heading on that line there.
fn likelier_column(moves: Moves<'_>, lattice: &Lattice, placed: &Placement) -> Option<Wanted> {
    let line = moves.page.get(placed.fragment).line as usize;
    let mut shares = [0.0; MOST_COLUMNS];
    for (edge, share) in lattice.shares(line + 1) {
        for (column, sum) in shares.iter_mut().enumerate() {
            *sum += if begins_heading(edge, column) { share } else { 0.0 };
        }
    }
    let own = shares[usize::from(placed.column)];
    let (column, most) = shares.into_iter().enumerate().max_by(|one, other| one.1.total_cmp(&other.1))?;
    (most > CLEARLY * own).then_some((line, column))
}

fn begins_heading(edge: &Edge, column: usize) -> bool {
    let placed = edge.placed.get(column).copied().flatten();
    placed.is_some_and(|placed| placed.relation == Relation::Begins && placed.lane.is_heading())
}
