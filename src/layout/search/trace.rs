//! From the layers of a search back to whole readings.

use super::moves::Moves;
use super::state::{Node, Step};
use super::{RIVAL, Reading, Rival};

/// The best reading, and its rivals: those that ended otherwise, and those that left it for some lines.
pub(super) fn readings(moves: Moves<'_>, layers: &[Vec<Node>]) -> Option<(Reading, Vec<Rival>)> {
    let last = layers.last()?;
    let foot = |node: &Node| node.step.cost + moves.foot(&node.state);
    let mut ends: Vec<(f32, usize)> =
        last.iter().enumerate().map(|(index, node)| (foot(node), index)).collect();
    ends.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    let (best_cost, best_end) = ends.first().copied()?;
    let path = path(layers, best_end);
    let placements = (1..layers.len()).flat_map(|depth| placed(&layers[depth][path[depth]].step)).collect();
    let carried = |end: usize| last[end].state.carried.is_some();
    let best = Reading { cost: best_cost, placements, carried: carried(best_end) };
    let otherwise = ends.iter().skip(1).take_while(|(cost, _)| *cost <= best_cost + RIVAL);
    let mut rivals: Vec<Rival> = otherwise
        .map(|(cost, end)| detour(layers, &path, layers.len() - 1, last[*end].step, *cost, carried(*end)))
        .collect();
    for depth in (1..layers.len()).rev() {
        let node = &layers[depth][path[depth]];
        for rival in node.rivals.iter().filter(|rival| rival.cost <= node.step.cost + RIVAL) {
            let cost = best_cost + rival.cost - node.step.cost;
            rivals.push(detour(layers, &path, depth, *rival, cost, best.carried));
        }
    }
    Some((best, rivals))
}

/// The nodes from the empty page to node `end` of the last layer.
fn path(layers: &[Vec<Node>], end: usize) -> Vec<usize> {
    let mut path = vec![0; layers.len()];
    let mut index = end;
    for depth in (0..layers.len()).rev() {
        path[depth] = index;
        index = layers[depth][index].step.parent as usize;
    }
    path
}

/// Follows `step`, taken at layer `depth`, back to where it left the best path.
fn detour(layers: &[Vec<Node>], path: &[usize], depth: usize, step: Step, cost: f32, carried: bool) -> Rival {
    let mut placements: Vec<_> = placed(&step).collect();
    placements.reverse();
    let mut from = depth;
    let mut index = step.parent as usize;
    while from > 1 && index != path[from - 1] {
        from -= 1;
        let step = &layers[from][index].step;
        placements.extend(step.placed.iter().rev().flatten());
        index = step.parent as usize;
    }
    placements.reverse();
    // Layer n is the page after line n - 1.
    Rival { cost, lines: from - 1..depth, placements, carried }
}

fn placed(step: &Step) -> impl Iterator<Item = super::Placement> + use<> {
    step.placed.into_iter().flatten()
}
