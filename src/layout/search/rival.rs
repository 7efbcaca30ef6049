//! What else a page might say: the best reading that lacks a given block.

use super::moves::Moves;
use super::posterior::{AFTERMATH, Lattice};
use super::state::{Edge, Layer};
use super::{Placement, Relation};

/// How a way stands to the block.
const OPEN: usize = 0;
/// The block ended as it does in the best reading.
const CLOSED: usize = 1;
/// The way has something else.
const BROKEN: usize = 2;

/// The cheapest way to a node: its cost, the edge it came by and how it stood to the block before.
type Way = Option<(f32, usize, usize)>;

/// The cheapest ways to the nodes of a layer, by how they stand to the block.
type Ways = [Vec<Way>; 3];

/// What the best reading without `block` has in its place: the block that shares most of its lines with it, in the same column.
pub(super) fn of(moves: Moves<'_>, lattice: &Lattice, block: &[Placement]) -> Option<Vec<Placement>> {
    let (first, last) = (block.first()?, block.last()?);
    let line = |placed: &Placement| moves.page.get(placed.fragment).line as usize;
    let layers = &lattice.layers;
    let (start, stop) = (line(first), line(last));
    let end = (stop + AFTERMATH).min(layers.len().checked_sub(2)?);
    let column = usize::from(first.column);
    let open: Vec<Way> = layers[start].nodes.iter().map(|node| Some((node.cost, 0, OPEN))).collect();
    let none = vec![None; open.len()];
    let mut ways: Vec<Ways> = vec![[open, none.clone(), none]];
    for index in start..=end {
        let expected = block.iter().find(|placed| line(placed) == index);
        let after = |edge: &Edge, standing: usize| match standing {
            OPEN if index > stop => after_end(edge, column),
            OPEN if edge.keeps(expected, column) => OPEN,
            OPEN => BROKEN,
            standing => standing,
        };
        let next = step(&layers[index + 1], ways.last()?, after);
        ways.push(next);
    }
    let ahead = costs_ahead(moves, lattice, end + 1);
    let node = (0..layers[end + 1].nodes.len())
        .filter_map(|node| Some((ways.last()?[BROKEN][node]?.0 + ahead[node], node)))
        .min_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)))?
        .1;
    let placements = trace(lattice, &ways, (start, end), node);
    in_place_of(&placements, block, &line)
}

/// How a way stands once the block's last piece is placed: what follows in its column begins a block of its own.
fn after_end(edge: &Edge, column: usize) -> usize {
    match edge.placed[column] {
        _ if !edge.stays => CLOSED,
        None => OPEN,
        Some(placed) if placed.relation == Relation::Begins => CLOSED,
        Some(_) => BROKEN,
    }
}

/// The cheapest ways one line further.
fn step(layer: &Layer, before: &Ways, after: impl Fn(&Edge, usize) -> usize) -> Ways {
    let none: Vec<Way> = vec![None; layer.nodes.len()];
    let mut next: Ways = [none.clone(), none.clone(), none];
    for (number, edge) in layer.edges.iter().enumerate() {
        for (standing, ways) in before.iter().enumerate() {
            let Some((cost, ..)) = ways[edge.from as usize] else { continue };
            let way = &mut next[after(edge, standing)][edge.to as usize];
            let cost = cost + edge.cost;
            if way.is_none_or(|(least, ..)| cost < least) {
                *way = Some((cost, number, standing));
            }
        }
    }
    next
}

/// The least cost of the rest of the page from each node of a layer.
fn costs_ahead(moves: Moves<'_>, lattice: &Lattice, from: usize) -> Vec<f32> {
    let layers = &lattice.layers;
    let Some(last) = layers.last() else { return Vec::new() };
    let mut ahead: Vec<f32> = last.nodes.iter().map(|node| moves.foot(&node.state)).collect();
    for depth in (from + 1..layers.len()).rev() {
        let mut before = vec![f32::INFINITY; layers[depth - 1].nodes.len()];
        for edge in &layers[depth].edges {
            let cost = edge.cost + ahead[edge.to as usize];
            let least = &mut before[edge.from as usize];
            *least = least.min(cost);
        }
        ahead = before;
    }
    ahead
}

/// The placements of the broken way to `node`, from the head of the page on.
fn trace(lattice: &Lattice, ways: &[Ways], lines: (usize, usize), node: usize) -> Vec<Placement> {
    let (start, end) = lines;
    let mut placements: Vec<Placement> = Vec::new();
    let (mut node, mut standing) = (node, BROKEN);
    for depth in (start..=end).rev() {
        let Some((_, number, before)) = ways[depth + 1 - start][standing][node] else { break };
        let edge = &lattice.layers[depth + 1].edges[number];
        placements.extend(edge.placed.iter().rev().flatten());
        (node, standing) = (edge.from as usize, before);
    }
    for layer in lattice.layers[1..=start].iter().rev() {
        let edge = &layer.nodes[node].back;
        placements.extend(edge.placed.iter().rev().flatten());
        node = edge.from as usize;
    }
    placements.reverse();
    placements
}

/// The block among `placements` that shares most lines of the same column with `block`; of equals the first.
fn in_place_of(
    placements: &[Placement],
    block: &[Placement],
    line: &impl Fn(&Placement) -> usize,
) -> Option<Vec<Placement>> {
    let column = block.first()?.column;
    let shared = |other: &[Placement]| {
        let lines = other.iter().filter(|placed| placed.column == column).map(line);
        lines.filter(|own| block.iter().any(|placed| line(placed) == *own)).count()
    };
    let candidates = super::blocks(placements);
    let (index, most) = candidates
        .iter()
        .map(|other| shared(other))
        .enumerate()
        .max_by_key(|(index, shared)| (*shared, std::cmp::Reverse(*index)))?;
    (most > 0).then(|| candidates[index].clone())
}
