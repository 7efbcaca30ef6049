//! What a piece costs in its place: what it goes on with, what it ends, and how far below that it stands.

use super::candidates::NONE;
use super::moves::WIDTH_ERROR;
use super::state::Column;
use super::{Lane, Moves, Relation};
use crate::layout::costs;
use crate::layout::fragment::Fragment;
use crate::layout::grid::MOST_COLUMNS;
use crate::text::{Begins, Ends};

impl Moves<'_> {
    /// The column with a piece put into it, and what brackets cost that it closes and nothing opened.
    pub(super) fn put(&self, column: Column, id: u32, relation: Relation, lane: Lane) -> (Column, f32) {
        let fragment = self.page.get(id);
        let goes_on = relation == Relation::Continues;
        let was_open = if goes_on { column.open } else { 0 };
        let unopened = if goes_on { fragment.brackets.closed.saturating_sub(was_open) } else { 0 };
        let tells_order = self.grid.order != (0.0, 0.0);
        let initial = match (goes_on, lane) {
            (true, _) => column.initial,
            (false, Lane::Body) if tells_order => fragment.initial,
            (false, _) => 0,
        };
        let headings = match (goes_on, lane.is_heading() && fragment.heading > 0, column.headings) {
            (false, true, (0, _)) => (fragment.heading, fragment.heading),
            (false, true, (first, _)) => (first, fragment.heading),
            (_, _, headings) => headings,
        };
        let open = (was_open.saturating_sub(fragment.brackets.closed) + fragment.brackets.opened).min(3);
        let after = Column { last: id, rows_since: 0, beside: 0, open, lane, initial, headings };
        (after, costs::UNOPENED * f32::from(unopened))
    }

    pub(super) fn seam(&self, lane: Lane, last: &Fragment, fragment: &Fragment, width: f32) -> f32 {
        match lane {
            Lane::Heading | Lane::Title => {
                costs::seam_of_heading(last, fragment, self.grid, width)
                    + costs::width_of_heading(fragment, self.grid, width)
            }
            Lane::Body => costs::seam(last, fragment, self.grid, width) + self.broken(last, fragment),
            Lane::Quote => {
                costs::seam_of_quote(last, fragment, self.grid, width)
                    + costs::width_of_quote(fragment, self.grid, width)
            }
        }
    }

    fn broken(&self, last: &Fragment, fragment: &Fragment) -> f32 {
        let goes_on = last.ends == Ends::Hyphen && fragment.begins == Begins::Lower;
        if goes_on { costs::broken(self.page.broken(last, fragment)) } else { 0.0 }
    }

    /// Ending what the column holds.
    pub(super) fn close(&self, column: Column) -> f32 {
        match column.lane {
            _ if column.is_empty() => 0.0,
            Lane::Heading => costs::ending_heading(self.page.get(column.last), column.open),
            Lane::Title => costs::ending_title(self.page.get(column.last), column.open),
            Lane::Body | Lane::Quote => costs::ending(self.page.get(column.last), column.open, self.grid),
        }
    }

    /// What lies above a block that begins in column number `index`, which holds `column`.
    pub(super) fn distance(&self, index: usize, column: Column, to_heading: bool) -> f32 {
        let rows = column.rows_since;
        match (column.lane, to_heading) {
            _ if column.is_empty() => costs::late_start(index, rows, self.grid.pitch),
            (Lane::Quote, _) => costs::below_quote(rows, self.grid.pitch),
            (_, true) => self.grid.gaps_at_heading.0.cost(rows),
            (Lane::Heading | Lane::Title, _) => self.grid.gaps_at_heading.1.cost(rows),
            _ => self.grid.gaps.cost(rows),
        }
    }

    /// Headings are numbered in reading order: all of one column before any of the next, and hardly one is left out.
    pub(super) fn heading_order(
        &self,
        columns: &[Column; MOST_COLUMNS],
        pieces: &[u32; MOST_COLUMNS],
    ) -> f32 {
        let mut cost = 0.0;
        for (column, piece) in pieces.iter().enumerate().filter(|(_, piece)| **piece != NONE) {
            let number = self.page.get(*piece).heading;
            if number > 0 {
                let (before, after) = columns.split_at(column + 1);
                let falls = before.iter().any(|column| number <= column.headings.1);
                let overtakes =
                    after.iter().any(|column| column.headings.0 > 0 && number >= column.headings.0);
                let above = columns[column].headings.1;
                let skips = above > 0 && !self.page.follows(above, number);
                cost += if falls || overtakes { costs::HEADING_OUT_OF_ORDER } else { 0.0 };
                cost += if skips { costs::HEADING_SKIPS } else { 0.0 };
            }
        }
        cost
    }

    pub(super) fn too_wide(&self, fragment: &Fragment, width: f32) -> f32 {
        let excess = fragment.width / width - WIDTH_ERROR;
        if excess <= 0.0 { 0.0 } else { (2.0 + 150.0 * excess).min(60.0) }
    }
}
