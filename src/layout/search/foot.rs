//! What the foot of a page, or of a band of columns, costs.

use super::Moves;
use super::candidates::NONE;
use super::state::{Column, State};
use crate::layout::costs;
use crate::layout::grid::MOST_COLUMNS;

impl Moves<'_> {
    /// What the state at the foot of the page costs.
    pub(super) fn foot(&self, state: &State) -> f32 {
        let columns = &state.columns;
        let band = self.grid.band(state.band);
        let cut = |column: usize| {
            let cut = costs::CUT_AT_FOOT + self.cut_form(columns[column], band.widths[column]);
            self.close(columns[column]).min(cut) + at_foot(columns[column])
        };
        let mut cost = self.numbers_across(columns);
        for column in 0..band.columns {
            let next = columns.get(column + 1);
            let carried = state.carried.get(column).copied().unwrap_or(NONE);
            cost += match next {
                _ if carried != NONE && columns[column].is_empty() => costs::CUT_AT_FOOT,
                _ if carried != NONE => {
                    let last = self.page.get(columns[column].last);
                    self.seam(columns[column].lane, last, self.page.get(carried), band.widths[column])
                }
                Some(next) if !next.is_empty() => {
                    self.close(columns[column])
                        + at_foot(columns[column])
                        + self.ends_early(columns[column], *next)
                }
                _ => cut(column),
            };
        }
        cost
    }

    /// Headings go on in a column with the number after the last one of the columns before; and no column stays empty before another.
    fn numbers_across(&self, columns: &[Column; MOST_COLUMNS]) -> f32 {
        let mut cost = 0.0;
        let mut above = 0;
        for (index, column) in columns.iter().enumerate() {
            let (first, last) = column.headings;
            cost += if above > 0 && first > 0 && !self.page.follows(above, first) {
                costs::HEADING_SKIPS
            } else {
                0.0
            };
            above = if last > 0 { last } else { above };
            let skipped = index > 0 && !column.is_empty() && columns[index - 1].is_empty();
            cost += if skipped { costs::LEFT_EMPTY } else { 0.0 };
        }
        cost
    }

    /// A column is filled before the next one, so it does not end rows above it.
    fn ends_early(&self, column: Column, next: Column) -> f32 {
        let quoted = column.lane.is_loose() || next.lane.is_loose();
        if quoted {
            return 0.0;
        }
        let rows = column.rows_since.saturating_sub(next.rows_since.saturating_add(self.grid.gaps.usual));
        (costs::ENDS_EARLY * f32::from(rows)).min(costs::MOST_EARLY)
    }

    /// A line that was cut off is full.
    fn cut_form(&self, column: Column, width: f32) -> f32 {
        if column.is_empty() {
            return 0.0;
        }
        let slack = 1.0 - self.page.get(column.last).width / width;
        (12.0 * (slack - 0.12)).clamp(0.0, 4.0)
    }
}

/// A heading has something below it.
fn at_foot(column: Column) -> f32 {
    if !column.is_empty() && column.lane.is_heading() { costs::HEADING_AT_FOOT } else { 0.0 }
}
