//! What a column may do with each piece of a line, and what that costs: worked out once for all readings in which the column stands alike,
//! since most of them differ in other columns only.

use rustc_hash::FxHashMap;

use super::Lane;
use super::candidates::{Division, NONE};
use super::moves::Moves;
use super::state::Column;
use crate::layout::costs;
use crate::layout::fragment::Fragment;
use crate::layout::grid::{Band, MOST_COLUMNS};

/// A pull quote is narrower than this share of the column.
pub(super) const QUOTE_WIDTH: f32 = 0.9;

/// Ways that a column has with its part of a line.
pub(super) const WAYS: usize = 4;

/// Go on with the block that it holds.
pub(super) const GOES_ON: usize = 0;
/// Begin a block: a heading where the piece has a number.
pub(super) const BEGINS: usize = 1;
/// Begin a heading without number.
pub(super) const BEGINS_TITLE: usize = 2;
/// Begin a pull quote.
pub(super) const BEGINS_QUOTE: usize = 3;

/// What is no way at all.
pub(super) const IMPOSSIBLE: f32 = f32::INFINITY;

/// What a piece costs in a column by what it holds and how wide it is, and what beginning a block with it adds.
#[derive(Clone, Copy)]
pub(super) struct Price {
    pub(super) inside: f32,
    pub(super) beginning: f32,
    /// Anywhere in the column.
    anywhere: f32,
    /// By its width as a line of a heading, and of a pull quote.
    pub(super) as_heading: f32,
    pub(super) as_quote: f32,
    /// As a title, where it may be one.
    pub(super) title: Option<f32>,
}

/// A piece that a column may get.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    pub(super) id: u32,
    /// Whether a heading's number stands before it.
    pub(super) numbered: bool,
    pub(super) price: Price,
}

/// The ways to divide a line over the columns of one band, with what its pieces cost.
pub(super) struct Line {
    pub(super) band: Band,
    pub(super) choices: Vec<Choice>,
    /// Pieces that a column may get, in the order of their slots.
    pieces: [Vec<Piece>; MOST_COLUMNS],
    /// Rows that it may stand below the line before.
    rows: (u8, u8),
    /// How columns stand that were met.
    known: FxHashMap<Standing, Costs>,
    /// By standing and piece, without the distance.
    ways: Vec<[f32; WAYS]>,
    /// By standing and piece, the way that is cheapest at the best distance.
    least: Vec<f32>,
    /// By standing and row.
    distances: Vec<Distances>,
}

/// A way to divide a line, and where its pieces are among those of their columns.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    pub(super) division: Division,
    /// The column that gets the whole line, where one does.
    pub(super) whole: Option<usize>,
    slots: [u16; MOST_COLUMNS],
}

/// All of a column that its ways depend on, with its number: the piece it holds last, its first letters and what is left.
type Standing = (u32, u32, u32);

fn standing(index: usize, column: &Column) -> Standing {
    let Column { last, rows_since, open, lane, initial, .. } = *column;
    (last, initial, u32::from_le_bytes([index as u8, rows_since, open, lane as u8]))
}

/// Where the costs of a column's ways are.
#[derive(Clone, Copy)]
pub(super) struct Costs {
    /// Of ending its block.
    pub(super) close: f32,
    /// The column's number.
    column: usize,
    /// Its first piece and its first row.
    pieces: usize,
    rows: usize,
}

/// What a distance costs.
#[derive(Clone, Copy)]
struct Distances {
    going_on: f32,
    to_body: f32,
    to_heading: f32,
}

impl Distances {
    const IMPOSSIBLE: Self = Self { going_on: IMPOSSIBLE, to_body: IMPOSSIBLE, to_heading: IMPOSSIBLE };

    fn min(self, other: Self) -> Self {
        Self {
            going_on: self.going_on.min(other.going_on),
            to_body: self.to_body.min(other.to_body),
            to_heading: self.to_heading.min(other.to_heading),
        }
    }

    /// By way, for a piece that does or doesn't have a heading's number.
    fn of_ways(self, numbered: bool) -> [f32; WAYS] {
        let begins = if numbered { self.to_heading } else { self.to_body };
        [self.going_on, begins, self.to_heading, 0.0]
    }
}

fn sum(one: [f32; WAYS], other: [f32; WAYS]) -> [f32; WAYS] {
    std::array::from_fn(|way| one[way] + other[way])
}

impl Line {
    /// Line `index` in columns of `band`, `rows` rows below the line before.
    pub(super) fn new(moves: Moves<'_>, index: usize, band: Band, rows: (u8, u8)) -> Self {
        let divisions = moves.page.fitting(index, &band);
        let first = divisions.iter().flat_map(|division| division.pieces).min().unwrap_or(0);
        let mut pieces: [Vec<Piece>; MOST_COLUMNS] = Default::default();
        let mut slots: Vec<[u16; MOST_COLUMNS]> = Vec::new();
        let mut choice = |division: Division| {
            let mut own = [u16::MAX; MOST_COLUMNS];
            for (column, id) in division.pieces.into_iter().enumerate().filter(|(_, id)| *id != NONE) {
                let at = (id - first) as usize;
                slots.resize(slots.len().max(at + 1), [u16::MAX; MOST_COLUMNS]);
                if slots[at][column] == u16::MAX {
                    slots[at][column] = pieces[column].len() as u16;
                    pieces[column].push(moves.piece(id, band.widths[column]));
                }
                own[column] = slots[at][column];
            }
            let mut used = (0..MOST_COLUMNS).filter(|column| own[*column] != u16::MAX);
            let whole = used.next().filter(|_| used.next().is_none());
            Choice { division, whole, slots: own }
        };
        let choices: Vec<Choice> = divisions.into_iter().map(&mut choice).collect();
        Self::of(band, choices, pieces, rows)
    }

    fn of(band: Band, choices: Vec<Choice>, pieces: [Vec<Piece>; MOST_COLUMNS], rows: (u8, u8)) -> Self {
        Self {
            band,
            choices,
            pieces,
            rows,
            known: FxHashMap::default(),
            ways: Vec::new(),
            least: Vec::new(),
            distances: Vec::new(),
        }
    }

    /// The same as the first line of a band.
    pub(super) fn opening(&self) -> Self {
        Self::of(self.band, self.choices.clone(), self.pieces.clone(), (0, 0))
    }

    /// Rows that it may stand below the line before.
    pub(super) fn rows(&self) -> std::ops::RangeInclusive<u8> {
        self.rows.0..=self.rows.1
    }

    /// What a way to divide it puts into a column, if anything.
    pub(super) fn piece(&self, choice: &Choice, column: usize) -> Option<&Piece> {
        self.pieces[column].get(usize::from(choice.slots[column]))
    }

    /// Where the costs of `column`, number `index`, are found, worked out where they are new.
    pub(super) fn standing(&mut self, moves: Moves<'_>, index: usize, column: &Column) -> Costs {
        let standing = standing(index, column);
        if let Some(known) = self.known.get(&standing) {
            return *known;
        }
        let costs = self.add(moves, index, *column);
        self.known.insert(standing, costs);
        costs
    }

    fn add(&mut self, moves: Moves<'_>, index: usize, own: Column) -> Costs {
        let close = moves.close(own);
        let costs = Costs { close, column: index, pieces: self.ways.len(), rows: self.distances.len() };
        self.distances.extend(self.rows().map(|rows| moves.distances(index, own, rows)));
        let nearest =
            self.distances[costs.rows..].iter().copied().fold(Distances::IMPOSSIBLE, Distances::min);
        for piece in &self.pieces[index] {
            let ways = moves.ways((&own, close), self.band.widths[index], piece);
            self.ways.push(ways);
            self.least.push(cheapest(sum(ways, nearest.of_ways(piece.numbered))));
        }
        costs
    }

    /// The least that a way to divide it costs in columns that stand like this, at whatever distance.
    pub(super) fn least(&self, standings: &[Costs], choice: &Choice) -> f32 {
        let costs = standings.iter().zip(choice.slots).filter(|(_, slot)| *slot != u16::MAX);
        let pieces = costs.map(|(costs, slot)| self.least[costs.pieces + usize::from(slot)]);
        choice.division.cost + pieces.sum::<f32>()
    }

    /// All ways of a column with its piece at row number `row`; nothing to be done where it gets none.
    pub(super) fn ways(&self, costs: &Costs, choice: &Choice, row: usize) -> [f32; WAYS] {
        let slot = usize::from(choice.slots[costs.column]);
        match self.pieces[costs.column].get(slot) {
            Some(piece) => {
                let distance = self.distances[costs.rows + row].of_ways(piece.numbered);
                sum(self.ways[costs.pieces + slot], distance)
            }
            None => NOTHING,
        }
    }
}

/// The only way of a column that gets no piece.
pub(super) const NOTHING: [f32; WAYS] = [0.0, IMPOSSIBLE, IMPOSSIBLE, IMPOSSIBLE];

pub(super) fn cheapest(ways: [f32; WAYS]) -> f32 {
    ways.into_iter().fold(IMPOSSIBLE, f32::min)
}

impl Moves<'_> {
    fn piece(&self, id: u32, width: f32) -> Piece {
        let fragment = self.page.get(id);
        let inside = costs::inside(fragment, self.grid);
        let price = Price {
            inside,
            beginning: costs::beginning(fragment),
            anywhere: inside + self.too_wide(fragment, width),
            as_heading: costs::width_of_heading(fragment, self.grid, width),
            as_quote: costs::width_of_quote(fragment, self.grid, width),
            title: costs::title(fragment, self.grid),
        };
        Piece { id, numbered: fragment.heading > 0, price }
    }

    /// What it costs to put something into `own`, column number `index`, `rows` rows further down.
    fn distances(&self, index: usize, own: Column, rows: u8) -> Distances {
        let lower = own.lower(rows);
        let below = lower.rows_since;
        let step = if own.lane.is_loose() {
            costs::display_step(below, self.grid)
        } else {
            (below == self.grid.pitch).then_some(0.0)
        };
        Distances {
            going_on: step.unwrap_or(IMPOSSIBLE),
            to_body: self.distance(index, lower, false),
            to_heading: self.distance(index, lower, true),
        }
    }

    /// Ways to put a piece on a row below what its column holds, before the distance is known. Lines of pull quotes are off the grid, but
    /// letters as high as theirs may reach up to the row beside them and be printed with it.
    fn ways(&self, (own, close): (&Column, f32), width: f32, piece: &Piece) -> [f32; WAYS] {
        let fragment = self.page.get(piece.id);
        let price = &piece.price;
        let is_joined = self.page.is_part(fragment);
        let mut ways = [IMPOSSIBLE; WAYS];
        if self.may_go_on(own, is_joined) {
            let seam = self.seam(own.lane, self.page.get(own.last), fragment, width);
            let line = if own.lane == Lane::Quote { costs::PULL_QUOTE_LINE } else { 0.0 };
            ways[GOES_ON] = seam + line + price.anywhere;
        }
        let begins = close + price.beginning + price.anywhere;
        let fits = price.as_heading;
        if fragment.heading > 0 {
            ways[BEGINS] = begins + fits;
            return ways;
        }
        ways[BEGINS] = begins + costs::order(own.initial, fragment.initial, self.grid);
        if let Some(title) = price.title {
            ways[BEGINS_TITLE] = begins + fits + title;
        }
        if is_joined && is_narrow(fragment, width) {
            ways[BEGINS_QUOTE] = begins + self.grid.quote + price.as_quote;
        }
        ways
    }

    fn may_go_on(&self, own: &Column, is_joined: bool) -> bool {
        let reach = if own.lane.is_loose() { costs::display_reach(self.grid) } else { self.grid.pitch };
        !own.is_empty() && own.rows_since < reach && (own.lane != Lane::Quote || is_joined)
    }
}

/// Whether a pull quote could be as wide.
pub(super) fn is_narrow(fragment: &Fragment, width: f32) -> bool {
    fragment.width <= QUOTE_WIDTH * width
}
