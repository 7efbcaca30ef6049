//! Moves of display type: headings and pull quotes whose lines stand between the rows of the grid.

use super::moves::{From, Moves, WIDTH_ERROR};
use super::state::{Edge, Frontier};
use super::ways::{Choice, Line, Piece, is_narrow};
use super::{Lane, Placement, Relation};
use crate::layout::costs;
use crate::layout::grid::MOST_COLUMNS;

impl Moves<'_> {
    /// A line of a pull quote or of a heading in larger type takes no row of the grid.
    pub(super) fn off_the_grid(&self, from: &From, choice: &Choice, line: &Line, found: &mut Frontier) {
        let Some(column) = choice.whole else { return };
        let Some(Piece { id, numbered, price }) = line.piece(choice, column).copied() else { return };
        let fragment = self.page.get(id);
        let width = from.band.widths[column];
        if fragment.width > width * WIDTH_ERROR {
            return;
        }
        let own = from.state.columns[column];
        let before = from.entry + price.inside;
        let begins = before + from.standings[column].close + price.beginning;
        let heading = if numbered { Some(0.0) } else { price.title };
        if let Some(title) = heading {
            let order = self.heading_order(&from.state.columns, &choice.division.pieces);
            let place = self.distance(column, own, true) + costs::OFF_GRID_HEADING;
            let lane = if numbered { Lane::Heading } else { Lane::Title };
            let cost = begins + title + order + price.as_heading + place;
            self.keep_off_grid(from, (column, id), (Relation::Begins, lane), cost, found);
        }
        if !numbered && is_narrow(fragment, width) {
            let cost = begins + self.grid.quote + price.as_quote;
            self.keep_off_grid(from, (column, id), (Relation::Begins, Lane::Quote), cost, found);
        }
        let step = costs::display_step(own.rows_since, self.grid);
        if let Some(step) = step.filter(|_| !own.is_empty() && own.lane.is_loose()) {
            let turn = if own.beside > 1 { costs::OUT_OF_TURN } else { 0.0 };
            let seam = self.seam(own.lane, self.page.get(own.last), fragment, width);
            let cost = before + seam + costs::PULL_QUOTE_LINE + step + turn;
            self.keep_off_grid(from, (column, id), (Relation::Continues, own.lane), cost, found);
        }
    }

    fn keep_off_grid(
        &self,
        from: &From,
        piece: (usize, u32),
        way: (Relation, Lane),
        cost: f32,
        found: &mut Frontier,
    ) {
        if found.is_hopeless(from.cost + cost) {
            return;
        }
        let (column, id) = piece;
        let (relation, lane) = way;
        let mut state = from.state;
        for (index, other) in state.columns.iter_mut().enumerate() {
            *other = if index == column { *other } else { other.beside_loose() };
        }
        let own = state.columns[column];
        let (after, unopened) = self.put(own, id, relation, lane);
        state.columns[column] = after;
        let mut placed = [None; MOST_COLUMNS];
        placed[column] = Some(Placement {
            fragment: id,
            column: column as u8,
            nth: state.nth,
            band: state.band,
            relation,
            lane,
            rows: if own.is_empty() { 0 } else { own.rows_since },
        });
        found.keep(
            from.cost,
            (state, from.height),
            Edge { from: from.index, to: 0, cost: cost + unopened, stays: from.stays, placed },
        );
    }
}
