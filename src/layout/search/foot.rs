//! What the foot of a page, or of a band of columns, costs.

use super::Moves;
use super::candidates::NONE;
use super::state::{Column, State};
use crate::layout::costs;
use crate::layout::grid::MOST_COLUMNS;

impl Moves<'_> {
    /// What the state at the foot of the page costs.
    pub(super) fn foot(&self, state: &State) -> f32 {
        self.ends(state, |column| self.last_of_page(state, column))
    }

    /// What the state costs where another band begins below it.
    pub(super) fn foot_of_band(&self, state: &State) -> f32 {
        self.ends(state, |column| self.last_of_band(state, column))
    }

    fn ends(&self, state: &State, last_column: impl Fn(usize) -> f32) -> f32 {
        let columns = &state.columns;
        let band = self.grid.band(state.band);
        let mut cost = self.numbers_across(columns);
        for column in 0..band.columns {
            let next = columns.get(column + 1);
            let carried = state.carried.get(column).copied().unwrap_or(NONE);
            cost += match next {
                _ if carried != NONE && columns[column].is_empty() => costs::CUT_AT_FOOT,
                _ if carried != NONE => {
                    let last = self.page.get(columns[column].last);
                    self.seam(columns[column].lane, last, self.page.get(carried), band.widths[column])
                        + costs::GOES_ON_ABOVE * self.lines_above(state, column)
                }
                Some(next) if !next.is_empty() => {
                    self.close(columns[column])
                        + at_foot(columns[column])
                        + self.ends_early(columns[column], *next)
                }
                _ => last_column(column),
            };
        }
        cost
    }

    /// What the last column of a band holds ends there or was cut.
    fn last_of_band(&self, state: &State, column: usize) -> f32 {
        let own = state.columns[column];
        if own.is_empty() {
            return 0.0;
        }
        let close = self.close(own);
        // Asked of every reading wherever a band may end, and most end what they hold for less than any cut costs.
        if close <= costs::CUT_AT_FOOT {
            return close + at_foot(own);
        }
        let cut = costs::CUT_AT_FOOT
            + self.cut_form(own, self.grid.band(state.band).widths[column])
            + costs::CUT_ABOVE * self.lines_above(state, column);
        close.min(cut) + at_foot(own)
    }

    /// Where another page follows, the last column of this one is filled, and what it holds may go on there.
    fn last_of_page(&self, state: &State, column: usize) -> f32 {
        let own = state.columns[column];
        let ends = self.last_of_band(state, column);
        if own.is_empty() || !self.page.is_followed() {
            return ends;
        }
        let ends = ends + self.short(state, column);
        let Some(next) = self.page.next() else { return ends };
        let ends = ends + costs::beginning(next);
        if own.lane.is_heading() {
            return ends;
        }
        let width = self.grid.band(state.band).widths[column];
        let goes_on = self.seam(own.lane, self.page.get(own.last), next, width)
            + costs::CARRIED
            + costs::CUT_ABOVE * self.lines_above(state, column);
        ends.min(goes_on)
    }

    /// Rows that lie between a column's last piece and the lowest one of its band.
    fn rows_above(&self, state: &State, column: usize) -> u8 {
        let columns = &state.columns[..self.grid.band(state.band).columns];
        let lowest = columns.iter().filter(|column| !column.is_empty()).map(|column| column.rows_since).min();
        columns[column].rows_since.saturating_sub(lowest.unwrap_or(0))
    }

    /// The same in lines, as far as they count. What is off the grid tells nothing of how far down it stands.
    fn lines_above(&self, state: &State, column: usize) -> f32 {
        if state.columns[column].lane.is_loose() {
            return 0.0;
        }
        (f32::from(self.rows_above(state, column)) / f32::from(self.grid.pitch)).min(costs::MOST_ABOVE)
    }

    /// The last column of a page that another one follows does not end lines above the others.
    fn short(&self, state: &State, column: usize) -> f32 {
        if state.columns.iter().any(|column| !column.is_empty() && column.lane.is_loose()) {
            return 0.0;
        }
        let rows = self.rows_above(state, column).saturating_sub(self.grid.gaps.usual);
        let lines = f32::from(rows) / f32::from(self.grid.pitch);
        (costs::SHORT_OF_NEXT_PAGE * lines).min(costs::MOST_SHORT)
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
