//! The best reading of one page: a beam search over the positions of its columns. Every printed line goes to one column, or is split
//! between words over several; all columns lie on one grid of rows, of which the empty ones were not printed. What a reading costs is in
//! `costs`. A band of one column over the whole width is the easier case of the same search.

mod candidates;
mod display;
mod foot;
mod heads;
mod moves;
mod places;
mod posterior;
mod rival;
mod state;
mod ways;

use super::grid::Grid;

use self::moves::Moves;
use self::posterior::Lattice;
use self::state::{Effort, Frontier, Layer};

pub(super) use self::candidates::Page;

/// For reading a page: in up to two columns, and in three, which leave many more ways open.
const THOROUGH: [Effort; 2] = [
    Effort { beam: 100, hopeless: 9.5, all_ways: true },
    Effort { beam: 150, hopeless: 10.75, all_ways: true },
];

/// For estimating a document's grid.
const QUICK: [Effort; 2] = [
    Effort { beam: 24, hopeless: 7.0, all_ways: false },
    Effort { beam: 60, hopeless: 9.25, all_ways: false },
];

/// A grid that reads the first lines of a page so much worse (nats) than another one is given up.
const LEFT_BEHIND: f32 = 25.0;

/// How a piece relates to what stands above it in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Relation {
    /// It begins a block.
    Begins,
    /// It continues one.
    Continues,
}

/// How a block is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Lane {
    /// On the grid.
    Body,
    /// A heading with its number, on the grid or off it.
    Heading,
    /// One without.
    Title,
    /// A pull quote in larger type, off the grid.
    Quote,
}

impl Lane {
    pub(super) fn is_heading(self) -> bool {
        matches!(self, Self::Heading | Self::Title)
    }

    /// Whether its lines may stand between the rows of the grid, as larger type does.
    pub(super) fn is_loose(self) -> bool {
        self != Self::Body
    }
}

/// One piece in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placement {
    /// Index into [`Page::fragments`].
    pub(super) fragment: u32,
    /// From 0 at the left.
    pub(super) column: u8,
    /// Bands before its own on the page.
    pub(super) nth: u8,
    /// Which of the grid's bands it stands in.
    pub(super) band: u8,
    pub(super) relation: Relation,
    pub(super) lane: Lane,
    /// Rows below the piece above it in its column; 0 for the first.
    pub(super) rows: u8,
}

/// What a line put into a column.
type Placed = Option<Placement>;

/// One way to read a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    /// In nats; lower is better.
    pub(super) cost: f32,
    /// Rows of the page that it passes.
    pub(super) height: u32,
    /// Pieces in printed order.
    pub(super) placements: Vec<Placement>,
    /// Bands and columns that go on where the column before ended.
    pub(super) carried: Vec<(u8, u8)>,
}

/// The cost of the best reading of `page` on `grid`, by a quicker search.
pub(super) fn cost(page: &Page<'_>, grid: &Grid) -> f32 {
    race(page, grid, None).map_or(0.0, |(reading, _)| reading.cost)
}

/// The least that the lines of a page cost up to each of them.
pub(super) type Course = Vec<f32>;

/// The best reading of `page` on `grid`, by a quicker search that gives up where it falls hopelessly behind the course of another grid.
pub(super) fn race(page: &Page<'_>, grid: &Grid, leader: Option<&Course>) -> Option<(Reading, Course)> {
    let mut course = Course::with_capacity(page.len());
    let goes_on = |layer: &Layer| {
        let least = layer.nodes.first().map_or(f32::INFINITY, |node| node.cost);
        let leading = leader.and_then(|leader| leader.get(course.len())).copied().unwrap_or(f32::INFINITY);
        course.push(least);
        least <= leading + LEFT_BEHIND
    };
    let layers = layers(page, grid, QUICK, goes_on)?;
    Some((posterior::best(Moves { page, grid }, &layers).unwrap_or_default(), course))
}

/// The reading of a page among all that were kept: the best one, but for headings that most others have elsewhere.
#[derive(Debug)]
pub(super) struct Read {
    reading: Reading,
    lattice: Lattice,
    /// For each block of the reading, in the order of [`blocks`], the share of readings that lack it.
    lacking: Vec<f32>,
}

impl Read {
    /// The best reading.
    pub(super) fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The share of all readings, by their probability, that have no such block as number `index`: they begin or end it elsewhere or
    /// put other pieces into it.
    pub(super) fn lacking(&self, index: usize) -> f32 {
        self.lacking.get(index).copied().unwrap_or(0.0)
    }

    /// What the best reading without block number `index` has in its place.
    pub(super) fn rival(&self, page: &Page<'_>, grid: &Grid, index: usize) -> Option<Vec<Placement>> {
        let blocks = blocks(&self.reading.placements);
        rival::of(Moves { page, grid }, &self.lattice, blocks.get(index)?)
    }
}

/// Reads `page` on `grid`; none for a page without lines.
pub(super) fn read(page: &Page<'_>, grid: &Grid) -> Option<Read> {
    let moves = Moves { page, grid };
    let layers = layers(page, grid, THOROUGH, |_| true)?;
    let best = posterior::best(moves, &layers)?;
    let lattice = Lattice::new(moves, layers);
    let reading = heads::settled(moves, &lattice, &best).unwrap_or(best);
    let lacking = lattice.lacking(moves, &reading);
    Some(Read { reading, lattice, lacking })
}

/// Placements by band and column, cut where a block begins.
pub(super) fn blocks(placements: &[Placement]) -> Vec<Vec<Placement>> {
    let mut ordered: Vec<&Placement> = placements.iter().collect();
    ordered.sort_by_key(|placed| (placed.nth, placed.column));
    let mut blocks: Vec<Vec<Placement>> = Vec::new();
    for placed in ordered {
        match blocks.last_mut() {
            Some(block)
                if placed.relation == Relation::Continues
                    && block
                        .last()
                        .is_some_and(|last| (last.nth, last.column) == (placed.nth, placed.column)) =>
            {
                block.push(*placed);
            }
            _ => blocks.push(vec![*placed]),
        }
    }
    blocks
}

/// The readings kept after each line, the first layer being the empty page; none where one of them does not let it go on.
fn layers(
    page: &Page<'_>,
    grid: &Grid,
    efforts: [Effort; 2],
    mut goes_on: impl FnMut(&Layer) -> bool,
) -> Option<Vec<Layer>> {
    let moves = Moves { page, grid };
    let effort = efforts[usize::from(grid.bands[2].is_some())];
    let mut frontier = Frontier::new(effort);
    let mut layers = Vec::with_capacity(page.len() + 1);
    let mut current = Layer::roots(grid.kinds());
    for index in 0..page.len() {
        moves.advance(&current, index, &mut frontier);
        let next = frontier.take_layer(&current);
        if !goes_on(&next) {
            return None;
        }
        layers.push(std::mem::replace(&mut current, next));
    }
    layers.push(current);
    Some(layers)
}
