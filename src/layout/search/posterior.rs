//! From the layers of a search back to whole readings, and how probable each part of the best one is among all that were kept: the
//! forward-backward sums of a lattice (Rabiner, "A tutorial on hidden Markov models", 1989, section III).

use super::candidates::NONE;
use super::moves::Moves;
use super::state::{Edge, Layer, State};
use super::{Placement, Reading, Relation};

/// Lines after a block's last piece on which the block might still have gone on.
pub(super) const AFTERMATH: usize = 3;

/// The cheapest reading.
pub(super) fn best(moves: Moves<'_>, layers: &[Layer]) -> Option<Reading> {
    let last = layers.last()?;
    let foot = |index: &usize| last.nodes[*index].cost + moves.foot(&last.nodes[*index].state);
    let end =
        (0..last.nodes.len()).min_by(|one, other| foot(one).total_cmp(&foot(other)).then(one.cmp(other)))?;
    let mut trail = Trail::default();
    let mut index = end;
    for layer in layers.iter().skip(1).rev() {
        let node = &layer.nodes[index];
        trail.add(&node.state, &node.back);
        index = node.back.from as usize;
    }
    Some(trail.reading(foot(&end), last.nodes[end].height))
}

/// The cheapest reading all of whose moves are allowed, by the line that they place; none where no kept one is.
pub(super) fn cheapest(
    moves: Moves<'_>,
    lattice: &Lattice,
    allows: impl Fn(usize, &Edge) -> bool,
) -> Option<Reading> {
    let layers = &lattice.layers;
    let roots = layers.first()?.nodes.len();
    // Of each layer the least cost of a way to each node, and the edge that it comes by.
    let mut ways: Vec<Vec<Option<(f32, usize)>>> = vec![vec![Some((0.0, 0)); roots]];
    for (line, layer) in layers.iter().skip(1).enumerate() {
        let mut next = vec![None; layer.nodes.len()];
        for (number, edge) in layer.edges.iter().enumerate().filter(|(_, edge)| allows(line, edge)) {
            let Some((before, _)) = ways[line][edge.from as usize] else { continue };
            let (cost, least) = (before + edge.cost, &mut next[edge.to as usize]);
            if least.is_none_or(|(known, _)| cost < known) {
                *least = Some((cost, number));
            }
        }
        ways.push(next);
    }
    let last = layers.last()?;
    let ends = last.nodes.iter().zip(ways.last()?).enumerate();
    let (cost, end) = ends
        .filter_map(|(index, (node, way))| way.map(|(cost, _)| (cost + moves.foot(&node.state), index)))
        .min_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)))?;
    // The way may not be the one that the node knows best, but it passes about as many rows.
    let height = last.nodes.get(end)?.height;
    let mut trail = Trail::default();
    let mut index = end;
    for (depth, layer) in layers.iter().enumerate().skip(1).rev() {
        let edge = &layer.edges[ways[depth][index]?.1];
        trail.add(&layer.nodes[index].state, edge);
        index = edge.from as usize;
    }
    Some(trail.reading(cost, height))
}

/// The moves of a reading, met from the foot of the page up.
#[derive(Default)]
struct Trail {
    placements: Vec<Placement>,
    carried: Vec<(u8, u8)>,
}

impl Trail {
    fn add(&mut self, after: &State, edge: &Edge) {
        self.carried.extend(carried_columns(after));
        self.placements.extend(edge.placed.iter().rev().flatten());
    }

    fn reading(mut self, cost: f32, height: u32) -> Reading {
        self.placements.reverse();
        self.carried.sort_unstable();
        self.carried.dedup();
        Reading { cost, height, placements: self.placements, carried: self.carried }
    }
}

/// Band and column of those that go on where the column before ended.
fn carried_columns(state: &State) -> impl Iterator<Item = (u8, u8)> + use<'_> {
    let columns = state.carried.iter().enumerate().filter(|(_, first)| **first != NONE);
    columns.map(|(before, _)| (state.nth, before as u8 + 1))
}

/// The layers with what leads to each node and what follows it.
#[derive(Debug)]
pub(super) struct Lattice {
    pub(super) layers: Vec<Layer>,
    /// Weight of each edge, by layer.
    weights: Vec<Vec<f32>>,
    /// Sum over all ways to each node, scaled per layer.
    forward: Vec<Vec<f32>>,
    /// Sum over all ways on from each node, scaled so that forward and backward of a layer multiply to probabilities.
    backward: Vec<Vec<f32>>,
    /// What each layer's forward sums were divided by.
    scales: Vec<f32>,
}

impl Lattice {
    pub(super) fn new(moves: Moves<'_>, layers: Vec<Layer>) -> Self {
        let weights = weights(&layers);
        let roots = layers.first().map_or(0, |layer| layer.nodes.len());
        let mut forward: Vec<Vec<f32>> = vec![vec![1.0; roots]];
        let mut scales = vec![1.0];
        for (depth, layer) in layers.iter().enumerate().skip(1) {
            let mut sums = vec![0.0; layer.nodes.len()];
            for (edge, weight) in layer.edges.iter().zip(&weights[depth]) {
                sums[edge.to as usize] += forward[depth - 1][edge.from as usize] * weight;
            }
            let scale = sums.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            sums.iter_mut().for_each(|sum| *sum /= scale);
            forward.push(sums);
            scales.push(scale);
        }
        let mut backward: Vec<Vec<f32>> = layers.iter().map(|layer| vec![0.0; layer.nodes.len()]).collect();
        if let (Some(last), Some(sums)) = (layers.last(), backward.last_mut()) {
            let feet: Vec<f32> = last.nodes.iter().map(|node| moves.foot(&node.state)).collect();
            let least = feet.iter().copied().fold(f32::INFINITY, f32::min);
            for (sum, foot) in sums.iter_mut().zip(feet) {
                *sum = (-(foot - least)).exp();
            }
            let total: f32 =
                sums.iter().zip(&forward[layers.len() - 1]).map(|(back, front)| back * front).sum();
            sums.iter_mut().for_each(|sum| *sum /= total.max(f32::MIN_POSITIVE));
        }
        for depth in (1..layers.len()).rev() {
            let (before, after) = backward.split_at_mut(depth);
            for (edge, weight) in layers[depth].edges.iter().zip(&weights[depth]) {
                before[depth - 1][edge.from as usize] += weight * after[0][edge.to as usize] / scales[depth];
            }
        }
        Self { layers, weights, forward, backward, scales }
    }

    /// The moves into a layer, each with the share of all readings that make it.
    pub(super) fn shares(&self, depth: usize) -> impl Iterator<Item = (&Edge, f32)> {
        let edges = self.layers[depth].edges.iter().zip(&self.weights[depth]);
        edges.map(move |(edge, weight)| {
            let before = self.forward[depth - 1][edge.from as usize];
            (edge, before * weight / self.scales[depth] * self.backward[depth][edge.to as usize])
        })
    }

    /// For each block of the best reading the share of all readings that lack it.
    pub(super) fn lacking(&self, moves: Moves<'_>, reading: &Reading) -> Vec<f32> {
        super::blocks(&reading.placements).iter().map(|block| self.lacks(moves, block, reading)).collect()
    }

    /// One minus the share of all readings that hold exactly this block.
    fn lacks(&self, moves: Moves<'_>, block: &[Placement], reading: &Reading) -> f32 {
        let (Some(first), Some(last)) = (block.first(), block.last()) else { return 0.0 };
        let line = |placed: &Placement| moves.page.get(placed.fragment).line as usize;
        let column = usize::from(first.column);
        let mut pieces = block.iter().peekable();
        // Layer n is the page after line n - 1.
        let mut open = self.forward[line(first)].clone();
        for line_index in line(first)..=line(last) {
            let expected = pieces.next_if(|placed| line(placed) == line_index);
            open = self.step(line_index + 1, &open, |edge| edge.keeps(expected, column));
        }
        // What follows in the column begins a block of its own; from there on it may go as it likes.
        let end = (line(last) + AFTERMATH).min(self.layers.len() - 2);
        let mut closed = vec![0.0; open.len()];
        for line_index in line(last) + 1..=end {
            let begins = |edge: &Edge| {
                !edge.stays || edge.placed[column].is_some_and(|placed| placed.relation == Relation::Begins)
            };
            closed = self.step(line_index + 1, &closed, |_| true);
            for (sum, more) in closed.iter_mut().zip(self.step(line_index + 1, &open, begins)) {
                *sum += more;
            }
            open = self.step(line_index + 1, &open, |edge| edge.stays && edge.placed[column].is_none());
        }
        let mass: Vec<f32> = open.iter().zip(&closed).map(|(open, closed)| open + closed).collect();
        let layer = end + 1;
        let held: f32 = self.layers[layer]
            .nodes
            .iter()
            .zip(mass.iter().zip(&self.backward[layer]))
            .filter(|(node, _)| agrees(&node.state, first, reading))
            .map(|(_, (mass, back))| mass * back)
            .sum();
        (1.0 - held).clamp(0.0, 1.0)
    }

    fn step(&self, depth: usize, mass: &[f32], fits: impl Fn(&Edge) -> bool) -> Vec<f32> {
        let mut next = vec![0.0; self.layers[depth].nodes.len()];
        for (edge, weight) in self.layers[depth].edges.iter().zip(&self.weights[depth]) {
            let before = mass[edge.from as usize];
            if before > 0.0 && fits(edge) {
                next[edge.to as usize] += before * weight / self.scales[depth];
            }
        }
        next
    }
}

/// Whether the columns on both sides of a piece's run on, or don't, as in the reading, as far as the state still tells.
fn agrees(state: &State, placed: &Placement, reading: &Reading) -> bool {
    let same = |column: u8| {
        let expected = reading.carried.contains(&(placed.nth, column));
        let empty = state.columns.get(usize::from(column)).is_none_or(super::state::Column::is_empty);
        empty || carried_columns(state).any(|found| found == (placed.nth, column)) == expected
    };
    state.nth != placed.nth || (same(placed.column) && same(placed.column + 1))
}

/// e to the power of each edge's negative cost, the cheapest of a layer as 1.
fn weights(layers: &[Layer]) -> Vec<Vec<f32>> {
    let of_layer = |layer: &Layer| {
        let least = layer.edges.iter().map(|edge| edge.cost).fold(f32::INFINITY, f32::min);
        layer.edges.iter().map(|edge| (-(edge.cost - least)).exp()).collect()
    };
    layers.iter().map(of_layer).collect()
}
