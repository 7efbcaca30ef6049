//! Pages that change from one number of columns to another: the height where that happens is looked for over all lines at once, since
//! short lines leave free what a gutter of the other part would need.

use super::across;
use super::gutters::{self, ALIGNED, NEAR};
use super::item::Item;
use super::style::Style;

/// Places where columns may begin that are tried.
const MOST_PLACES: usize = 6;

/// Lines that must begin at such a place.
const LINES: usize = 3;

/// Least distance of columns, in type sizes.
const APART: f32 = 8.0;

/// What a change must gain, in nats.
const CHANGE: f32 = 8.0;

/// Changes on one page.
const MOST_CHANGES: usize = 4;

/// The lines of a page from top to bottom, parted where its columns change.
pub(super) fn part<'p>(mut items: Vec<Item<'p>>, style: &Style) -> Vec<Vec<Item<'p>>> {
    items.sort_by(|one, other| one.baseline.total_cmp(&other.baseline).then(one.index.cmp(&other.index)));
    let mut parts = vec![items];
    for _ in 0..MOST_CHANGES {
        let Some((at, height)) =
            parts.iter().enumerate().find_map(|(at, part)| Some((at, change(part, style)?)))
        else {
            break;
        };
        let part = parts.remove(at);
        let (above, below): (Vec<_>, Vec<_>) = part.into_iter().partition(|item| item.baseline < height);
        parts.insert(at, below);
        parts.insert(at, above);
    }
    parts
}

/// The baseline of the first line below a change of columns.
fn change(items: &[Item<'_>], style: &Style) -> Option<f32> {
    let places = gutters::places(items, LINES, MOST_PLACES);
    let divisions = divisions(&places, style);
    if places.len() < 4 || divisions.len() < 2 {
        return None;
    }
    // Of each division what the lines above each one cost in it.
    let sums: Vec<Vec<f32>> = divisions.iter().map(|division| sums(items, division, style)).collect();
    let total = |sums: &Vec<f32>| sums.last().copied().unwrap_or(0.0);
    let whole = sums.iter().map(total).fold(f32::INFINITY, f32::min);
    let mut best: Option<(f32, f32)> = None;
    for (upper, above) in divisions.iter().zip(&sums) {
        for (lower, below) in divisions.iter().zip(&sums) {
            if !differ(upper, lower, style) {
                continue;
            }
            for (at, pair) in items.windows(2).enumerate() {
                let [last, next] = pair else { continue };
                let step = (next.baseline - last.baseline) / style.size;
                if step < 0.5 {
                    continue;
                }
                // No part ends with a heading.
                let heading = if across::stands_out(last, style) { 3.0 } else { 0.0 };
                let cost = above[at + 1] + total(below) - below[at + 1] + CHANGE - step.min(3.0) + heading;
                if cost < whole && best.is_none_or(|(other, _)| cost < other) {
                    best = Some((cost, next.baseline));
                }
            }
        }
    }
    best.map(|(_, height)| height)
}

/// Two or three places each, where columns may begin side by side.
fn divisions(places: &[f32], style: &Style) -> Vec<Vec<f32>> {
    let apart = |one: f32, next: f32| next - one >= APART * style.size;
    let mut divisions = Vec::new();
    for (at, first) in places.iter().enumerate() {
        for (next, second) in places.iter().enumerate().skip(at + 1) {
            if !apart(*first, *second) {
                continue;
            }
            divisions.push(vec![*first, *second]);
            let thirds = places.iter().skip(next + 1).filter(|third| apart(*second, **third));
            divisions.extend(thirds.map(|third| vec![*first, *second, *third]));
        }
    }
    divisions
}

/// Whether two divisions share no column but the first: what goes on beside a change is no change, nor is an indent.
fn differ(one: &[f32], other: &[f32], style: &Style) -> bool {
    let shared = |place: &f32| other.iter().skip(1).any(|other| (other - place).abs() <= NEAR * style.size);
    !one.iter().skip(1).any(shared)
}

/// What the first lines cost in a division; the first number is that of none.
fn sums(items: &[Item<'_>], division: &[f32], style: &Style) -> Vec<f32> {
    let mut sum = 0.0;
    let mut sums = vec![sum];
    for item in items {
        sum += cost(item, division, style);
        sums.push(sum);
    }
    sums
}

/// A line that begins elsewhere than its column does, or reaches into the next one.
fn cost(item: &Item<'_>, division: &[f32], style: &Style) -> f32 {
    let begun = division.iter().rposition(|place| *place <= item.left + ALIGNED);
    let place = match begun.and_then(|at| division.get(at)) {
        None => 3.0,
        Some(place) if item.left - place <= ALIGNED => 0.0,
        Some(place) if item.left - place <= NEAR * style.size => 1.0,
        Some(_) => 2.0,
    };
    let next = division.get(begun.map_or(0, |at| at + 1));
    let crosses = next.is_some_and(|next| item.right > next - 0.3 * style.size);
    place + if crosses { 5.0 } else { 0.0 }
}
