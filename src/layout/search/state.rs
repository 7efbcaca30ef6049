//! Where a search stands: columns, states, the readings kept after each line.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::{Lane, Placement, RIVAL};

/// Distances beyond this count as this.
const FAR: u8 = 9;

/// Where a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Column {
    /// The piece it holds last.
    pub(super) last: Option<u32>,
    /// Rows since that piece; in a pull quote, lines of a quote beside it.
    pub(super) rows_since: u8,
    /// Brackets left open by the block.
    pub(super) open: u8,
    /// How the block is set.
    pub(super) lane: Lane,
    /// First letters of the statement it holds.
    pub(super) initial: u32,
    /// The first and the last heading number of the column; 0 for none.
    pub(super) headings: (u32, u32),
}

impl Column {
    /// A column that holds nothing.
    pub(super) const EMPTY: Self =
        Self { last: None, rows_since: 0, open: 0, lane: Lane::Body, initial: 0, headings: (0, 0) };

    /// The column `rows` rows further down. A pull quote is not on the grid and counts the lines beside it instead.
    pub(super) fn lower(self, rows: u8) -> Self {
        match self.lane {
            Lane::Quote => self,
            Lane::Body | Lane::Heading => Self { rows_since: (self.rows_since + rows).min(FAR), ..self },
        }
    }

    /// The column beside which a line of a pull quote was set.
    pub(super) fn beside_quote(self) -> Self {
        match self.lane {
            Lane::Quote => Self { rows_since: (self.rows_since + 1).min(FAR), ..self },
            Lane::Body | Lane::Heading => self,
        }
    }
}

/// Where both columns stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct State {
    pub(super) columns: [Column; 2],
    /// The right column's first piece, when it is read as going on from the left column's foot.
    pub(super) carried: Option<u32>,
}

/// A move from a node of the line before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    /// Of the whole reading up to here.
    pub(super) cost: f32,
    /// Index into the line before's nodes.
    pub(super) parent: u32,
    pub(super) placed: [Option<Placement>; 2],
}

/// The best way to a state.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) state: State,
    pub(super) step: Step,
    /// Worse ways to the same state, close enough to matter.
    pub(super) rivals: Vec<Step>,
}

impl Node {
    /// Where every search begins.
    pub(super) fn root() -> Self {
        let state = State { columns: [Column::EMPTY; 2], carried: None };
        Self { state, step: Step { cost: 0.0, parent: 0, placed: [None; 2] }, rivals: Vec::new() }
    }
}

/// How much a search keeps.
#[derive(Debug, Clone, Copy)]
pub(super) struct Effort {
    /// Readings kept after each line.
    pub(super) beam: usize,
    /// Readings this much worse (nats) than the best so far are dropped at once.
    pub(super) hopeless: f32,
    /// Whether the ways that lost are kept, for telling doubt.
    pub(super) rivals: bool,
}

/// The readings after one more line.
pub(super) struct Frontier {
    nodes: FxHashMap<State, Node>,
    best: f32,
    effort: Effort,
}

impl Frontier {
    pub(super) fn new(effort: Effort) -> Self {
        Self { nodes: FxHashMap::default(), best: f32::INFINITY, effort }
    }

    pub(super) fn is_hopeless(&self, cost: f32) -> bool {
        cost > self.best + self.effort.hopeless
    }

    /// Keeps the cheaper way to a state; of equals the one met first, and parents come in a fixed order.
    pub(super) fn keep(&mut self, state: State, step: Step) {
        if self.is_hopeless(step.cost) {
            return;
        }
        self.best = self.best.min(step.cost);
        match self.nodes.entry(state) {
            Entry::Vacant(free) => {
                free.insert(Node { state, step, rivals: Vec::new() });
            }
            Entry::Occupied(mut taken) => {
                let node = taken.get_mut();
                let wins = step.cost < node.step.cost;
                let loser = if wins { std::mem::replace(&mut node.step, step) } else { step };
                if self.effort.rivals && loser.cost <= node.step.cost + RIVAL {
                    node.rivals.push(loser);
                }
            }
        }
    }

    /// The best readings, cheapest first.
    pub(super) fn into_layer(self) -> Vec<Node> {
        let mut layer: Vec<Node> = self.nodes.into_values().collect();
        layer.sort_by(|one, other| {
            one.step.cost.total_cmp(&other.step.cost).then_with(|| one.state.cmp(&other.state))
        });
        layer.truncate(self.effort.beam);
        layer
    }
}
