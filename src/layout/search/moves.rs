//! The moves from one printed line to the next, and what they cost.

use super::candidates::{Division, Page};
use super::state::{Column, Effort, Frontier, Node, State, Step};
use super::{Lane, Placement, Relation};
use crate::layout::costs::{self, Grid};
use crate::layout::fragment::Fragment;

/// A pull quote is narrower than this share of the column.
const QUOTE_WIDTH: f32 = 0.9;

/// A piece may be this much wider than the column: widths are approximate.
const TOLERANCE: f32 = 1.01;

/// Share of the width that approximate metrics may be off.
const WIDTH_ERROR: f32 = 1.003;

/// The page and grid that a search reads.
#[derive(Clone, Copy)]
pub(super) struct Moves<'p> {
    pub(super) page: &'p Page,
    pub(super) grid: &'p Grid,
}

/// A piece put into a column, before it is known how many rows lower.
struct Way {
    after: Column,
    cost: f32,
    placed: Option<Placement>,
}

impl Moves<'_> {
    /// The readings after line `index`, given those before it.
    pub(super) fn advance(&self, layer: &[Node], index: usize, effort: Effort) -> Vec<Node> {
        let mut found = Frontier::new(effort);
        let rows = self.page.advances(index);
        for (parent, node) in layer.iter().enumerate() {
            for division in self.page.options[index].iter().filter(|division| self.fits(**division)) {
                self.off_the_grid(node, parent as u32, *division, &mut found);
                self.on_the_grid(node, parent as u32, *division, rows, &mut found);
            }
        }
        found.into_layer()
    }

    /// Whether both halves of a divided line fit in their columns.
    fn fits(&self, division: Division) -> bool {
        let widest = self.grid.width * TOLERANCE;
        match (division.left, division.right) {
            (Some(left), Some(right)) => self.page.get(left).width.max(self.page.get(right).width) <= widest,
            _ => true,
        }
    }

    /// A line of a pull quote takes no row of the grid. Visible rows have no need of it.
    fn off_the_grid(&self, node: &Node, parent: u32, division: Division, found: &mut Frontier) {
        let ((Some(id), None) | (None, Some(id))) = (division.left, division.right) else { return };
        if self.page.steps.is_some() {
            return;
        }
        let column = usize::from(division.left.is_none());
        for way in self.quote(node.state.columns[column], id, column as u8).into_iter().flatten() {
            let mut state = node.state;
            state.columns[column] = way.after;
            state.columns[1 - column] = state.columns[1 - column].beside_quote();
            let mut placed = [None; 2];
            placed[column] = way.placed;
            found.keep(state, Step { cost: node.step.cost + way.cost, parent, placed });
        }
    }

    fn on_the_grid(
        &self,
        node: &Node,
        parent: u32,
        division: Division,
        rows: (u8, u8),
        found: &mut Frontier,
    ) {
        let [left, right] = node.state.columns;
        let left_ways = self.ways(left, division.left, 0);
        let right_ways = self.ways(right, division.right, 1);
        let base = node.step.cost + self.heading_order(left, right, division);
        let opens_right = division.right.filter(|_| right.last.is_none());
        for rows in rows.0..=rows.1 {
            for (left_after, left_cost, left_placed) in self.at_distance(left, &left_ways, rows) {
                let cost = base + left_cost;
                if found.is_hopeless(cost) {
                    continue;
                }
                for (right_after, right_cost, right_placed) in self.at_distance(right, &right_ways, rows) {
                    let step = Step { cost: cost + right_cost, parent, placed: [left_placed, right_placed] };
                    let state = State { columns: [left_after, right_after], carried: node.state.carried };
                    if let Some(first) = opens_right {
                        self.keep_carried(state, step, first, found);
                    }
                    found.keep(state, step);
                }
            }
        }
    }

    /// The ways that are possible `rows` rows lower, with what the distance adds.
    fn at_distance<'w>(
        &self,
        column: Column,
        ways: &'w [Option<Way>; 2],
        rows: u8,
    ) -> impl Iterator<Item = (Column, f32, Option<Placement>)> + use<'_, 'w> {
        let lower = column.lower(rows);
        ways.iter().flatten().filter_map(move |way| match way.placed {
            None => Some((lower, 0.0, None)),
            Some(Placement { relation: Relation::Continues, .. }) => {
                (lower.rows_since == 1).then_some((way.after, way.cost, way.placed))
            }
            Some(Placement { relation: Relation::Begins, lane, .. }) => {
                Some((way.after, way.cost + self.distance(lower, lane), way.placed))
            }
        })
    }

    /// The right column's first piece read as going on from the left column's foot: it need not begin anything.
    fn keep_carried(&self, state: State, step: Step, first: u32, found: &mut Frontier) {
        let fragment = self.page.get(first);
        if fragment.heading > 0 {
            return;
        }
        let cost = step.cost - costs::beginning(fragment) + costs::CARRIED;
        let mut carried = state;
        carried.carried = Some(first);
        carried.columns[1].open = fragment.opened;
        carried.columns[1].initial = state.columns[0].initial;
        found.keep(carried, Step { cost, ..step });
    }

    /// Ways to put a piece on the grid below what its column holds, or to leave the column alone.
    fn ways(&self, column: Column, fragment: Option<u32>, index: u8) -> [Option<Way>; 2] {
        let Some(id) = fragment else {
            return [Some(Way { after: column, cost: 0.0, placed: None }), None];
        };
        let fragment = self.page.get(id);
        let too_wide = self.too_wide(fragment);
        let next_row = column.last.filter(|_| column.rows_since == 0 && column.lane != Lane::Quote);
        let goes_on = next_row.map(|last| {
            let seam = self.seam(column.lane, self.page.get(last), fragment);
            self.put(column, (id, index), Relation::Continues, column.lane, seam + too_wide)
        });
        let lane = if fragment.heading > 0 { Lane::Heading } else { Lane::Body };
        let order = match lane {
            Lane::Body => costs::order(column.initial, fragment.initial, self.grid),
            Lane::Heading | Lane::Quote => 0.0,
        };
        let cost = self.close(column) + costs::beginning(fragment) + order + too_wide;
        [goes_on, Some(self.put(column, (id, index), Relation::Begins, lane, cost))]
    }

    /// Ways to make a piece a line of a pull quote.
    fn quote(&self, column: Column, id: u32, index: u8) -> [Option<Way>; 2] {
        let fragment = self.page.get(id);
        if fragment.width > QUOTE_WIDTH * self.grid.width || fragment.heading > 0 {
            return [None, None];
        }
        let begin = self.close(column) + costs::beginning(fragment) + costs::PULL_QUOTE;
        let begins = self.put(column, (id, index), Relation::Begins, Lane::Quote, begin);
        let goes_on = column.last.filter(|_| column.lane == Lane::Quote).map(|last| {
            let turn = if column.rows_since > 1 { costs::OUT_OF_TURN } else { 0.0 };
            let seam = self.seam(Lane::Quote, self.page.get(last), fragment) + costs::PULL_QUOTE_LINE + turn;
            self.put(column, (id, index), Relation::Continues, Lane::Quote, seam)
        });
        [Some(begins), goes_on]
    }

    fn put(&self, column: Column, piece: (u32, u8), relation: Relation, lane: Lane, cost: f32) -> Way {
        let (id, index) = piece;
        let fragment = self.page.get(id);
        let goes_on = relation == Relation::Continues;
        let was_open = if goes_on { column.open } else { 0 };
        let unopened = if goes_on { fragment.closed.saturating_sub(was_open) } else { 0 };
        let initial = match (goes_on, lane) {
            (true, _) => column.initial,
            (false, Lane::Body) => fragment.initial,
            (false, Lane::Heading | Lane::Quote) => 0,
        };
        let headings = match (goes_on, lane, column.headings) {
            (false, Lane::Heading, (0, _)) => (fragment.heading, fragment.heading),
            (false, Lane::Heading, (first, _)) => (first, fragment.heading),
            (_, _, headings) => headings,
        };
        let open = (was_open.saturating_sub(fragment.closed) + fragment.opened).min(3);
        Way {
            after: Column { last: Some(id), rows_since: 0, open, lane, initial, headings },
            cost: cost + costs::UNOPENED * f32::from(unopened) + costs::inside(fragment),
            placed: Some(Placement { fragment: id, column: index, relation, lane }),
        }
    }

    fn seam(&self, lane: Lane, last: &Fragment, fragment: &Fragment) -> f32 {
        match lane {
            Lane::Heading => costs::seam_of_heading(last, fragment),
            Lane::Body | Lane::Quote => costs::seam(last, fragment, self.grid, lane == Lane::Quote),
        }
    }

    /// Ending what the column holds.
    fn close(&self, column: Column) -> f32 {
        match (column.last, column.lane) {
            (None, _) => 0.0,
            (Some(last), Lane::Heading) => costs::ending_heading(self.page.get(last), column.open),
            (Some(last), Lane::Body | Lane::Quote) => {
                costs::ending(self.page.get(last), column.open, self.grid)
            }
        }
    }

    fn distance(&self, column: Column, lane: Lane) -> f32 {
        match (column.last, column.lane, lane) {
            (None, _, _) => 0.0,
            (_, Lane::Quote, _) => costs::AFTER_PULL_QUOTE,
            (_, Lane::Heading, _) | (_, _, Lane::Heading) => {
                costs::gap_at_heading(column.rows_since, self.grid)
            }
            _ => costs::gap(column.rows_since, self.grid),
        }
    }

    /// Headings are numbered in reading order: all of the left column before any of the right.
    fn heading_order(&self, left: Column, right: Column, division: Division) -> f32 {
        let number = |id: Option<u32>| id.map(|id| self.page.get(id).heading).filter(|number| *number > 0);
        let left_wrong = number(division.left).is_some_and(|number| {
            number <= left.headings.1 || (right.headings.0 > 0 && number >= right.headings.0)
        });
        let right_wrong =
            number(division.right).is_some_and(|number| number <= right.headings.1.max(left.headings.1));
        costs::HEADING_OUT_OF_ORDER * f32::from(u8::from(left_wrong) + u8::from(right_wrong))
    }

    fn too_wide(&self, fragment: &Fragment) -> f32 {
        let excess = fragment.width / self.grid.width - WIDTH_ERROR;
        if excess <= 0.0 { 0.0 } else { (2.0 + 150.0 * excess).min(60.0) }
    }

    /// What the state at the foot of the page costs.
    pub(super) fn foot(&self, state: &State) -> f32 {
        let [left, right] = state.columns;
        let short = self.left_ends_early(left, right);
        let cut = |column: Column| self.close(column).min(costs::CUT_AT_FOOT + self.cut_form(column));
        short
            + match (state.carried, left.last) {
                (Some(first), Some(last)) => {
                    self.seam(left.lane, self.page.get(last), self.page.get(first)) + cut(right)
                }
                (Some(_), None) => cut(right) + costs::CUT_AT_FOOT,
                (None, _) if right.last.is_none() => cut(left),
                (None, _) => self.close(left) + cut(right),
            }
    }

    /// The left column is filled first, so it does not end rows above the right one.
    fn left_ends_early(&self, left: Column, right: Column) -> f32 {
        let quoted = left.lane == Lane::Quote || right.lane == Lane::Quote;
        if self.page.steps.is_some() || quoted || right.last.is_none() {
            return 0.0;
        }
        let rows = left.rows_since.saturating_sub(right.rows_since.saturating_add(self.grid.gap));
        costs::LEFT_ENDS_EARLY * f32::from(rows)
    }

    /// A line that was cut off is full.
    fn cut_form(&self, column: Column) -> f32 {
        let Some(last) = column.last else { return 0.0 };
        let slack = 1.0 - self.page.get(last).width / self.grid.width;
        (12.0 * (slack - 0.12)).clamp(0.0, 4.0)
    }
}
