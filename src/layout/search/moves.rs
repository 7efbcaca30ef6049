//! The moves from one printed line to the next, and what they cost.

use super::candidates::{Division, NONE, Page};
use super::state::{Edge, Frontier, Layer, State};
use super::{Lane, Placement, Relation};
use crate::layout::costs;
use crate::layout::grid::{Band, Grid, MOST_COLUMNS};

/// A pull quote is narrower than this share of the column.
pub(super) const QUOTE_WIDTH: f32 = 0.9;

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

/// The page and grid that a search reads.
#[derive(Clone, Copy)]
pub(super) struct Moves<'p> {
    pub(super) page: &'p Page<'p>,
    pub(super) grid: &'p Grid,
}

/// Ways that a column has with its part of a line, at most.
const WAYS: usize = 4;

/// What a column may do with its part of a line.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// It gets none.
    Nothing,
    /// Go on with the block it holds, at this cost.
    GoesOn(f32),
    /// Begin a block, at this cost.
    Begins(f32),
    /// Begin a heading, at this cost.
    BeginsHeading(f32),
    /// Begin a pull quote, at this cost.
    BeginsQuote(f32),
}

impl Way {
    fn cost(self) -> f32 {
        match self {
            Self::Nothing => 0.0,
            Self::GoesOn(cost) | Self::Begins(cost) | Self::BeginsHeading(cost) | Self::BeginsQuote(cost) => {
                cost
            }
        }
    }
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
    /// Whether a column but the first is still empty: what opens it may cost less than it seems, being carried over.
    pub(super) opens: bool,
    /// What ending each column's block costs.
    pub(super) close: [f32; MOST_COLUMNS],
}

/// What a piece costs by what it holds, with its width in each column, and what beginning a block with it adds.
#[derive(Clone, Copy)]
pub(super) struct Price {
    pub(super) inside: f32,
    pub(super) anywhere: [f32; MOST_COLUMNS],
    pub(super) beginning: f32,
}

/// The ways to divide a line over the columns of one band, with the prices of their pieces.
pub(super) struct Line {
    pub(super) band: Band,
    divisions: Vec<Division>,
    /// Prices from piece `first` on.
    first: u32,
    prices: Vec<Price>,
}

impl Line {
    pub(super) fn price(&self, id: u32) -> &Price {
        &self.prices[(id - self.first) as usize]
    }
}

impl Moves<'_> {
    /// The readings after line `index`, given those before it.
    pub(super) fn advance(&self, layer: &Layer, index: usize, found: &mut Frontier) {
        // In all columns at once hardly more rows stay empty.
        let rows = if index == 0 { (0, 0) } else { (1, MOST_ADVANCE + 2 * (self.grid.pitch - 1)) };
        let lines: [Option<Line>; MOST_COLUMNS] =
            std::array::from_fn(|kind| self.grid.bands[kind].map(|band| self.line(index, band)));
        for (parent, node) in layer.nodes.iter().enumerate() {
            if found.is_hopeless(node.cost + CHEAPEST) {
                break;
            }
            let Some(line) = &lines[usize::from(node.state.band)] else { continue };
            let from = From {
                state: node.state,
                cost: node.cost,
                index: parent as u32,
                entry: 0.0,
                stays: true,
                band: line.band,
                opens: (1..line.band.columns).any(|column| node.state.columns[column].is_empty()),
                close: node.state.columns.map(|column| self.close(column)),
            };
            self.place(&from, line, rows, found);
        }
        if index > 0 {
            self.change_bands(layer, &lines, found);
        }
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
                .map(|(index, node)| (node.cost + self.foot(&node.state), index))
                .collect();
            best.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
            for (cost, index) in best.into_iter().take(ENDS_OF_BAND) {
                let node = &layer.nodes[index];
                let entry = cost - node.cost + costs::ANOTHER_BAND;
                let from = From {
                    state: State::opening(kind as u8, node.state.nth + 1),
                    cost: node.cost,
                    index: index as u32,
                    entry,
                    stays: false,
                    band: line.band,
                    opens: line.band.columns > 1,
                    close: [0.0; MOST_COLUMNS],
                };
                self.place(&from, line, (0, 0), found);
            }
        }
    }

    fn line(&self, index: usize, band: Band) -> Line {
        let divisions = self.page.fitting(index, &band);
        let pieces = || divisions.iter().flat_map(|division| division.pieces).filter(|piece| *piece != NONE);
        let first = pieces().min().unwrap_or(0);
        let prices = match pieces().max() {
            Some(last) => (first..=last).map(|id| self.price(id, &band)).collect(),
            None => Vec::new(),
        };
        Line { band, divisions, first, prices }
    }

    /// Puts the line into the columns in every way.
    fn place(&self, from: &From, line: &Line, rows: (u8, u8), found: &mut Frontier) {
        for division in &line.divisions {
            self.off_the_grid(from, division, line, found);
            self.on_the_grid(from, division, line, rows, found);
        }
    }

    fn price(&self, id: u32, band: &Band) -> Price {
        let fragment = self.page.get(id);
        let inside = costs::inside(fragment, self.grid);
        let mut anywhere = [inside; MOST_COLUMNS];
        for (column, price) in anywhere.iter_mut().enumerate() {
            *price += self.too_wide(fragment, band.widths[column]);
        }
        Price { inside, anywhere, beginning: costs::beginning(fragment) }
    }

    fn on_the_grid(
        &self,
        from: &From,
        division: &Division,
        line: &Line,
        rows: (u8, u8),
        found: &mut Frontier,
    ) {
        let columns = &from.state.columns;
        let mut ways = [[Some(Way::Nothing), None, None, None]; MOST_COLUMNS];
        let is_joined = division.pieces.iter().filter(|piece| **piece != NONE).count() > 1;
        let mut least = from.entry + division.cost;
        for (column, ways) in ways.iter_mut().enumerate().take(from.band.columns) {
            let id = division.pieces[column];
            if id != NONE {
                *ways = self.ways(from, (column, is_joined), id, line.price(id));
                least += ways.iter().flatten().map(|way| way.cost()).fold(f32::INFINITY, f32::min);
            }
        }
        if !from.opens && found.is_hopeless(from.cost + least) {
            return;
        }
        let base = from.entry + division.cost + self.heading_order(columns, &division.pieces);
        for rows in rows.0..=rows.1 {
            self.combine(from, (division, base), &ways, rows, found);
        }
    }

    /// Every combination of what the columns do, `rows` rows further down.
    fn combine(
        &self,
        from: &From,
        divided: (&Division, f32),
        ways: &[[Option<Way>; WAYS]; MOST_COLUMNS],
        rows: u8,
        found: &mut Frontier,
    ) {
        let (division, base) = divided;
        let at = |column: usize, way: usize| {
            ways[column][way].and_then(|way| {
                Some((way, self.at_distance(from, column, (division.pieces[column], way), rows)?))
            })
        };
        for (first, first_cost) in (0..WAYS).filter_map(|way| at(0, way)) {
            for (second, second_cost) in (0..WAYS).filter_map(|way| at(1, way)) {
                let cost = base + first_cost + second_cost;
                if !from.opens && found.is_hopeless(from.cost + cost) {
                    continue;
                }
                for (third, third_cost) in (0..WAYS).filter_map(|way| at(2, way)) {
                    let edge = Edge {
                        from: from.index,
                        to: 0,
                        cost: cost + third_cost,
                        stays: from.stays,
                        placed: [None; MOST_COLUMNS],
                    };
                    self.keep_moved(from, division, [first, second, third], rows, edge, found);
                }
            }
        }
    }

    fn keep_moved(
        &self,
        from: &From,
        division: &Division,
        ways: [Way; MOST_COLUMNS],
        rows: u8,
        mut edge: Edge,
        found: &mut Frontier,
    ) {
        let mut state = from.state;
        for (column, way) in ways.into_iter().enumerate().take(from.band.columns) {
            let own = state.columns[column];
            let lower = own.lower(rows);
            let relation = match way {
                Way::Nothing => {
                    state.columns[column] = lower;
                    continue;
                }
                Way::GoesOn(_) => Relation::Continues,
                Way::Begins(_) | Way::BeginsHeading(_) | Way::BeginsQuote(_) => Relation::Begins,
            };
            let id = division.pieces[column];
            let lane = match way {
                Way::BeginsHeading(_) if self.page.get(id).heading > 0 => Lane::Heading,
                Way::BeginsHeading(_) => Lane::Title,
                Way::Begins(_) => Lane::Body,
                Way::BeginsQuote(_) => Lane::Quote,
                Way::Nothing | Way::GoesOn(_) => own.lane,
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
        self.keep_carried(from, division, state, edge, found);
        found.keep(from.cost, state, edge);
    }

    /// What the way costs `rows` rows further down, where that is possible.
    fn at_distance(&self, from: &From, column: usize, way: (u32, Way), rows: u8) -> Option<f32> {
        let own = from.state.columns[column];
        match way {
            (_, Way::Nothing) => Some(0.0),
            (_, Way::GoesOn(cost)) => {
                let below = own.lower(rows).rows_since;
                if own.lane.is_loose() {
                    costs::display_step(below, self.grid).map(|step| cost + step)
                } else {
                    (below == self.grid.pitch).then_some(cost)
                }
            }
            (_, Way::Begins(cost)) => Some(cost + self.distance(column, own.lower(rows), false)),
            (_, Way::BeginsHeading(cost)) => Some(cost + self.distance(column, own.lower(rows), true)),
            (_, Way::BeginsQuote(cost)) => Some(cost),
        }
    }

    /// A column's first piece read as going on from the foot of the column before: it need not begin anything.
    fn keep_carried(&self, from: &From, division: &Division, state: State, edge: Edge, found: &mut Frontier) {
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
            found.keep(from.cost, carried, Edge { cost, ..edge });
        }
    }

    /// Ways to put a piece on a row below what its column holds. Lines of pull quotes are off the grid, but letters as high as theirs may
    /// reach up to the row beside them and be printed with it.
    fn ways(
        &self,
        from: &From,
        (column, is_joined): (usize, bool),
        id: u32,
        price: &Price,
    ) -> [Option<Way>; WAYS] {
        let own = from.state.columns[column];
        let width = from.band.widths[column];
        let fragment = self.page.get(id);
        let is_quote = own.lane == Lane::Quote;
        let reach = if own.lane.is_loose() { costs::display_reach(self.grid) } else { self.grid.pitch };
        let near = !own.is_empty() && own.rows_since < reach && (!is_quote || is_joined);
        let goes_on = near.then(|| {
            let seam = self.seam(own.lane, self.page.get(own.last), fragment, width);
            let line = if is_quote { costs::PULL_QUOTE_LINE } else { 0.0 };
            Way::GoesOn(seam + line + price.anywhere[column])
        });
        let begins = from.close[column] + price.beginning + price.anywhere[column];
        let fits = || costs::width_of_heading(fragment, self.grid, width);
        if fragment.heading > 0 {
            return [goes_on, Some(Way::BeginsHeading(begins + fits())), None, None];
        }
        let order = costs::order(own.initial, fragment.initial, self.grid);
        let title =
            costs::title(fragment, self.grid).map(|title| Way::BeginsHeading(begins + fits() + title));
        let may_be_quote = is_joined && fragment.width <= QUOTE_WIDTH * width;
        let quote = may_be_quote.then(|| {
            let fits = costs::width_of_quote(fragment, self.grid, width);
            Way::BeginsQuote(begins + self.grid.quote + fits)
        });
        [goes_on, Some(Way::Begins(begins + order)), title, quote]
    }
}
