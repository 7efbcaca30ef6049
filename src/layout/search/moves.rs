//! The moves from one printed line to the next, and what they cost.

use super::candidates::{Division, NONE, Page};
use super::state::{Edge, Frontier, Layer, State};
use super::ways::{
    BEGINS_QUOTE, BEGINS_TITLE, Choice, Costs, GOES_ON, IMPOSSIBLE, Line, NOTHING, WAYS, cheapest,
};
use super::{Lane, Placement, Relation};
use crate::layout::costs;
use crate::layout::grid::{Band, Grid, MOST_COLUMNS};

/// Share of the width that approximate metrics may be off.
pub(super) const WIDTH_ERROR: f32 = 1.003;

/// Bands after the first that a page may have.
const MOST_BANDS: u8 = 6;

/// Readings of a band that the next one may follow.
const ENDS_OF_BAND: usize = 3;

/// Rows that may stay empty in all columns at once, plus one.
const MOST_ADVANCE: u8 = 5;

/// No move is cheaper than this, in nats.
const CHEAPEST: f32 = -9.0;

/// What sums of the same costs in another order may differ by.
const ROUNDING: f32 = 0.001;

/// The page and grid that a search reads.
#[derive(Clone, Copy)]
pub(super) struct Moves<'p> {
    pub(super) page: &'p Page<'p>,
    pub(super) grid: &'p Grid,
}

/// The readings that a move leads on from.
pub(super) struct From {
    /// What the page looked like before the line.
    pub(super) state: State,
    /// Cost of the reading up to there.
    pub(super) cost: f32,
    /// The node it comes from, and what coming into this state from it cost.
    pub(super) index: u32,
    pub(super) entry: f32,
    pub(super) stays: bool,
    pub(super) band: Band,
    /// Rows of the page passed so far.
    pub(super) height: u32,
    /// Whether a column but the first is still empty.
    pub(super) opens: bool,
    /// Where the costs of each column's ways are found.
    pub(super) standings: [Costs; MOST_COLUMNS],
}

impl From {
    fn standings(&self) -> &[Costs] {
        &self.standings[..self.band.columns]
    }
}

impl Moves<'_> {
    /// The readings after line `index`, given those before it.
    pub(super) fn advance(&self, layer: &Layer, index: usize, found: &mut Frontier) {
        // In all columns at once hardly more rows stay empty.
        let rows = if index == 0 { (0, 0) } else { (1, MOST_ADVANCE + 2 * (self.grid.pitch - 1)) };
        let mut lines: [Option<Line>; MOST_COLUMNS] =
            std::array::from_fn(|kind| self.grid.bands[kind].map(|band| Line::new(*self, index, band, rows)));
        for (parent, node) in layer.nodes.iter().enumerate() {
            if found.is_hopeless(node.cost + CHEAPEST) {
                break;
            }
            let Some(line) = &mut lines[usize::from(node.state.band)] else { continue };
            let from = From {
                state: node.state,
                cost: node.cost,
                index: parent as u32,
                height: node.height,
                entry: 0.0,
                stays: true,
                band: line.band,
                opens: (1..line.band.columns).any(|column| node.state.columns[column].is_empty()),
                standings: self.standings(line, &node.state),
            };
            if parent == 0 {
                found.expect(node.cost + self.attainable(&from, line));
            }
            self.place(&from, line, found);
        }
        if index > 0 {
            self.change_bands(layer, &lines, found);
        }
    }

    fn standings(&self, line: &mut Line, state: &State) -> [Costs; MOST_COLUMNS] {
        // A column that the band doesn't have is never looked at.
        let last = line.band.columns - 1;
        std::array::from_fn(|column| {
            let column = column.min(last);
            line.standing(*self, column, &state.columns[column])
        })
    }

    /// What the likeliest division certainly costs at most, so that most others are seen to be hopeless at once.
    fn attainable(&self, from: &From, line: &Line) -> f32 {
        let standings = from.standings();
        let least = |choice: &&Choice| line.least(standings, choice);
        let likeliest = line.choices.iter().min_by(|one, other| least(one).total_cmp(&least(other)));
        let Some(choice) = likeliest else { return IMPOSSIBLE };
        let at = |(row, rows): (usize, u8)| {
            let ways: f32 = standings.iter().map(|costs| cheapest(line.ways(costs, choice, row))).sum();
            ways + self.longer(from.height, rows)
        };
        let cost = line.rows().enumerate().map(at).fold(IMPOSSIBLE, f32::min);
        let pieces = choice.division.pieces.iter().filter(|piece| **piece != NONE);
        let closed: u8 = pieces.map(|piece| self.page.get(*piece).brackets.closed).sum();
        let order = self.heading_order(&from.state.columns, &choice.division.pieces);
        from.entry + choice.division.cost + order + cost + costs::UNOPENED * f32::from(closed) + ROUNDING
    }

    /// Below a band another one may begin, with other columns.
    fn change_bands(&self, layer: &Layer, lines: &[Option<Line>; MOST_COLUMNS], found: &mut Frontier) {
        for (kind, line) in lines.iter().enumerate() {
            let Some(line) = line else { continue };
            let mut best: Vec<(f32, usize)> = layer
                .nodes
                .iter()
                .enumerate()
                .filter(|(_, node)| usize::from(node.state.band) != kind && node.state.nth < MOST_BANDS)
                .map(|(index, node)| (node.cost + self.foot_of_band(&node.state), index))
                .collect();
            best.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
            best.truncate(ENDS_OF_BAND);
            if best.is_empty() {
                continue;
            }
            let mut line = line.opening();
            for (cost, index) in best {
                let node = &layer.nodes[index];
                let state = State::opening(kind as u8, node.state.nth + 1);
                let from = From {
                    state,
                    cost: node.cost,
                    index: index as u32,
                    height: node.height,
                    entry: cost - node.cost + costs::ANOTHER_BAND,
                    stays: false,
                    band: line.band,
                    opens: line.band.columns > 1,
                    standings: self.standings(&mut line, &state),
                };
                self.place(&from, &line, found);
            }
        }
    }

    /// Puts the line into the columns in every way.
    fn place(&self, from: &From, line: &Line, found: &mut Frontier) {
        for choice in &line.choices {
            self.off_the_grid(from, choice, line, found);
            self.on_the_grid(from, choice, line, found);
        }
    }

    fn on_the_grid(&self, from: &From, choice: &Choice, line: &Line, found: &mut Frontier) {
        let division = &choice.division;
        let standings = from.standings();
        // What opens a column may cost less than it seems, being carried over.
        let before =
            from.cost - ROUNDING - if from.opens { self.carrying_saves(from, division) } else { 0.0 };
        if found.is_hopeless(before + from.entry + line.least(standings, choice)) {
            return;
        }
        let base = from.entry + division.cost + self.heading_order(&from.state.columns, &division.pieces);
        for (row, rows) in line.rows().enumerate() {
            let mut ways = [NOTHING; MOST_COLUMNS];
            let base = base + self.longer(from.height, rows);
            let mut least = base;
            for (ways, costs) in ways.iter_mut().zip(standings) {
                *ways = line.ways(costs, choice, row);
                least += cheapest(*ways);
            }
            if !found.is_hopeless(before + least) {
                self.combine((from, before), (division, base), &ways, rows, found);
            }
        }
    }

    /// What passing `rows` rows more adds for a page that becomes longer than the others are. Type off the grid takes room but no rows, so
    /// that full pages differ by some.
    fn longer(&self, before: u32, rows: u8) -> f32 {
        let Some(full) = self.grid.height else { return 0.0 };
        let pitch = u32::from(self.grid.pitch);
        let most = full + full / 10 + 3 * pitch;
        let cost = |height: u32| {
            let lines = height.saturating_sub(most) as f32 / f32::from(self.grid.pitch);
            (costs::LONGER * lines).min(costs::MOST_LONGER)
        };
        cost(before + u32::from(rows)) - cost(before)
    }

    /// The most that reading a column as going on from the one before may save.
    fn carrying_saves(&self, from: &From, division: &Division) -> f32 {
        let saves = |column: usize| {
            let piece = division.pieces[column];
            let opens = piece != NONE && from.state.columns[column].is_empty();
            if opens { costs::beginning(self.page.get(piece)) - costs::CARRIED } else { 0.0 }
        };
        (1..from.band.columns).map(saves).fold(0.0, f32::max)
    }

    /// Every combination of what the columns do, `rows` rows further down.
    fn combine(
        &self,
        (from, before): (&From, f32),
        (division, base): (&Division, f32),
        ways: &[[f32; WAYS]; MOST_COLUMNS],
        rows: u8,
        found: &mut Frontier,
    ) {
        let possible =
            |column: usize| ways[column].into_iter().enumerate().filter(|(_, cost)| *cost < IMPOSSIBLE);
        for (first, first_cost) in possible(0) {
            for (second, second_cost) in possible(1) {
                let cost = base + first_cost + second_cost;
                if found.is_hopeless(before + cost) {
                    continue;
                }
                for (third, third_cost) in possible(2) {
                    let cost = cost + third_cost;
                    if found.is_hopeless(before + cost) {
                        continue;
                    }
                    let placed = [None; MOST_COLUMNS];
                    let edge = Edge { from: from.index, to: 0, cost, stays: from.stays, placed };
                    self.keep_moved(from, division, [first, second, third], rows, edge, found);
                }
            }
        }
    }

    fn keep_moved(
        &self,
        from: &From,
        division: &Division,
        ways: [usize; MOST_COLUMNS],
        rows: u8,
        mut edge: Edge,
        found: &mut Frontier,
    ) {
        let mut state = from.state;
        for (column, way) in ways.into_iter().enumerate().take(from.band.columns) {
            let own = state.columns[column];
            let lower = own.lower(rows);
            let id = division.pieces[column];
            if id == NONE {
                state.columns[column] = lower;
                continue;
            }
            let relation = if way == GOES_ON { Relation::Continues } else { Relation::Begins };
            let lane = match way {
                GOES_ON => own.lane,
                BEGINS_QUOTE => Lane::Quote,
                BEGINS_TITLE => Lane::Title,
                _ if self.page.get(id).heading > 0 => Lane::Heading,
                _ => Lane::Body,
            };
            let (after, unopened) = self.put(own, id, relation, lane);
            edge.cost += unopened;
            state.columns[column] = after;
            let rows = if own.is_empty() { 0 } else { lower.rows_since };
            edge.placed[column] = Some(Placement {
                fragment: id,
                column: column as u8,
                nth: state.nth,
                band: state.band,
                relation,
                lane,
                rows,
            });
        }
        let height = from.height + u32::from(rows);
        self.keep_carried(from, division, (state, height), edge, found);
        found.keep(from.cost, (state, height), edge);
    }

    /// A column's first piece read as going on from the foot of the column before: it need not begin anything.
    fn keep_carried(
        &self,
        from: &From,
        division: &Division,
        (state, height): (State, u32),
        edge: Edge,
        found: &mut Frontier,
    ) {
        for column in 1..from.band.columns {
            let first = division.pieces[column];
            if first == NONE || !from.state.columns[column].is_empty() {
                continue;
            }
            let fragment = self.page.get(first);
            if fragment.heading > 0 {
                continue;
            }
            let cost = edge.cost - costs::beginning(fragment) + costs::CARRIED;
            let mut carried = state;
            carried.carried[column - 1] = first;
            carried.columns[column].open = fragment.brackets.opened;
            carried.columns[column].initial = state.columns[column - 1].initial;
            found.keep(from.cost, (carried, height), Edge { cost, ..edge });
        }
    }
}
