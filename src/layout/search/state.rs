//! Where a reading stands after a line, and the readings kept.

use std::collections::hash_map::Entry;
use std::hash::{Hash, Hasher};

use rustc_hash::FxHashMap;

use super::candidates::NONE;
use super::{Lane, Placed, Placement};
use crate::layout::grid::{FAR, MOST_COLUMNS};

/// Where a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Column {
    /// The piece it holds last.
    pub(super) last: u32,
    /// Rows since that piece; in a column that holds nothing, rows since the head of the band.
    pub(super) rows_since: u8,
    /// Lines off the grid that other columns printed since that piece, where it may be off the grid itself.
    pub(super) beside: u8,
    /// Brackets left open by the block.
    pub(super) open: u8,
    /// How the block is set.
    pub(super) lane: Lane,
    /// First letters of the statement it holds, where their order tells something.
    pub(super) initial: u32,
    /// The first and the last heading number of the column; 0 for none.
    pub(super) headings: (u32, u32),
}

/// More lines beside one off the grid count alike.
const MOST_BESIDE: u8 = 2;

impl Column {
    /// A column that holds nothing.
    pub(super) const EMPTY: Self = Self {
        last: NONE,
        rows_since: 0,
        beside: 0,
        open: 0,
        lane: Lane::Body,
        initial: 0,
        headings: (0, 0),
    };

    pub(super) fn is_empty(&self) -> bool {
        self.last == NONE
    }

    /// The column `rows` rows further down.
    pub(super) fn lower(self, rows: u8) -> Self {
        Self { rows_since: (self.rows_since + rows).min(FAR), ..self }
    }

    /// The column beside which a line was set off the grid.
    pub(super) fn beside_loose(self) -> Self {
        if self.lane.is_loose() { Self { beside: (self.beside + 1).min(MOST_BESIDE), ..self } } else { self }
    }
}

/// In two words: states are looked up more than anything else is done with them.
impl Hash for Column {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        let set = u32::from_le_bytes([self.rows_since, self.beside, self.open, self.lane as u8]);
        let (first, last) = self.headings;
        hasher.write_u64(u64::from(self.last) << 32 | u64::from(set));
        hasher.write_u64(u64::from(self.initial) << 32 | u64::from(first << 16 ^ last));
    }
}

/// Where all columns stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct State {
    pub(super) columns: [Column; MOST_COLUMNS],
    /// For each column but the first its first piece, when it is read as going on from the foot of the column before.
    pub(super) carried: [u32; MOST_COLUMNS - 1],
    /// Which of the grid's bands the page is in.
    pub(super) band: u8,
    /// Bands before it on the page.
    pub(super) nth: u8,
}

impl State {
    /// The head of a band.
    pub(super) fn opening(band: u8, nth: u8) -> Self {
        Self { columns: [Column::EMPTY; MOST_COLUMNS], carried: [NONE; MOST_COLUMNS - 1], band, nth }
    }
}

/// A move from a reading of the lines before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    /// Index of the node it comes from.
    pub(super) from: u32,
    /// Index of the node it leads to.
    pub(super) to: u32,
    /// Of this move alone.
    pub(super) cost: f32,
    /// Whether it stays in the band.
    pub(super) stays: bool,
    pub(super) placed: [Placed; MOST_COLUMNS],
}

impl Edge {
    /// Whether it does with a column what a block does there that holds `expected` on this line.
    pub(super) fn keeps(&self, expected: Option<&Placement>, column: usize) -> bool {
        match (expected, self.placed[column]) {
            (None, None) => self.stays,
            (Some(wanted), Some(placed)) => {
                placed.fragment == wanted.fragment
                    && placed.relation == wanted.relation
                    && placed.band == wanted.band
            }
            _ => false,
        }
    }
}

/// A state and the cheapest way to it.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) state: State,
    /// Of the whole reading up to here.
    pub(super) cost: f32,
    /// Rows of the page passed on that way.
    pub(super) height: u32,
    /// The last move of the cheapest way.
    pub(super) back: Edge,
}

/// The readings after one more line.
#[derive(Debug, Default)]
pub(super) struct Layer {
    /// The states kept, cheapest first.
    pub(super) nodes: Vec<Node>,
    /// Every way into them that is not hopeless, where they were asked for.
    pub(super) edges: Vec<Edge>,
}

impl Layer {
    /// The empty page, in each of the bands it may open with.
    pub(super) fn roots(bands: impl Iterator<Item = u8>) -> Self {
        let back = Edge { from: 0, to: 0, cost: 0.0, stays: true, placed: [None; MOST_COLUMNS] };
        let root = |band| Node { state: State::opening(band, 0), cost: 0.0, height: 0, back };
        Self { nodes: bands.map(root).collect(), edges: Vec::new() }
    }
}

/// How much a search keeps.
#[derive(Debug, Clone, Copy)]
pub(super) struct Effort {
    /// Readings kept after each line.
    pub(super) beam: usize,
    /// Readings this much worse (nats) than the best so far are dropped at once.
    pub(super) hopeless: f32,
    /// Whether all ways are kept, for telling how probable a reading is.
    pub(super) all_ways: bool,
}

/// The readings met after one more line; its memory serves line after line.
pub(super) struct Frontier {
    known: FxHashMap<State, u32>,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    best: f32,
    effort: Effort,
}

impl Frontier {
    pub(super) fn new(effort: Effort) -> Self {
        Self {
            known: FxHashMap::default(),
            nodes: Vec::new(),
            edges: Vec::new(),
            best: f32::INFINITY,
            effort,
        }
    }

    /// Some reading will cost no more than this.
    pub(super) fn expect(&mut self, cost: f32) {
        self.best = self.best.min(cost);
    }

    pub(super) fn is_hopeless(&self, cost: f32) -> bool {
        cost > self.best + self.effort.hopeless
    }

    /// Keeps the cheaper way to a state, with the rows passed on it; of equals the one met first, and parents come in a fixed order.
    pub(super) fn keep(&mut self, before: f32, (state, height): (State, u32), mut edge: Edge) {
        let cost = before + edge.cost;
        if self.is_hopeless(cost) {
            return;
        }
        self.best = self.best.min(cost);
        edge.to = match self.known.entry(state) {
            Entry::Vacant(free) => {
                let index = self.nodes.len() as u32;
                free.insert(index);
                self.nodes.push(Node { state, cost, height, back: edge });
                index
            }
            Entry::Occupied(taken) => {
                let node = &mut self.nodes[*taken.get() as usize];
                if cost < node.cost {
                    node.cost = cost;
                    node.height = height;
                    node.back = edge;
                }
                *taken.get()
            }
        };
        if self.effort.all_ways {
            self.edges.push(edge);
        }
    }

    /// The best readings, cheapest first; the frontier is empty afterwards.
    pub(super) fn take_layer(&mut self, before: &Layer) -> Layer {
        let limit = self.best + self.effort.hopeless;
        let mut order: Vec<u32> =
            (0..self.nodes.len() as u32).filter(|index| self.nodes[*index as usize].cost <= limit).collect();
        let cheaper = |one: &u32, other: &u32| {
            let (one, other) = (&self.nodes[*one as usize], &self.nodes[*other as usize]);
            one.cost.total_cmp(&other.cost).then_with(|| one.state.cmp(&other.state))
        };
        if order.len() > self.effort.beam {
            order.select_nth_unstable_by(self.effort.beam, cheaper);
            order.truncate(self.effort.beam);
        }
        order.sort_unstable_by(cheaper);
        let mut places = vec![NONE; self.nodes.len()];
        for (place, index) in order.iter().enumerate() {
            places[*index as usize] = place as u32;
        }
        let nodes = order.iter().map(|index| self.nodes[*index as usize].clone()).collect();
        let mut edges = Vec::new();
        for edge in &self.edges {
            let to = places[edge.to as usize];
            if to != NONE && before.nodes[edge.from as usize].cost + edge.cost <= limit {
                edges.push(Edge { to, ..*edge });
            }
        }
        self.known.clear();
        self.nodes.clear();
        self.edges.clear();
        self.best = f32::INFINITY;
        Layer { nodes, edges }
    }
}
