//! Headings that stand in a narrow column of their own beside the text: each is read before what stands beside it.

use super::across;
use super::gutters::Gutter;
use super::item::Item;
use super::style::Style;

/// Lines of one heading, from baseline to baseline in type sizes.
const NEXT_LINE: f32 = 1.7;

/// The heights at which such headings begin, where the left side of a gutter holds nothing else and each is level with a line beside it.
pub(super) fn tops(items: &[Item<'_>], gutter: &Gutter, style: &Style) -> Option<Vec<f32>> {
    let (right, mut left): (Vec<&Item<'_>>, Vec<&Item<'_>>) =
        items.iter().partition(|item| gutter.is_left_of(item));
    if left.is_empty() || !left.iter().all(|item| across::stands_out(item, style)) {
        return None;
    }
    left.sort_by(|one, other| one.baseline.total_cmp(&other.baseline));
    let begins: Vec<&Item<'_>> = left
        .iter()
        .enumerate()
        .filter(|(at, item)| {
            let before = at.checked_sub(1).and_then(|at| left.get(at));
            before.is_none_or(|before| item.baseline - before.baseline >= NEXT_LINE * before.size)
        })
        .map(|(_, item)| *item)
        .collect();
    let level = |item: &&Item<'_>| {
        right.iter().any(|other| (other.baseline - item.baseline).abs() <= 0.35 * style.size)
    };
    let letters = |side: &[&Item<'_>]| side.iter().map(|item| item.letters()).sum::<usize>();
    let fits = begins.iter().all(level) && letters(&right) > 2 * letters(&left);
    let plain = right.iter().any(|item| !across::stands_out(item, style));
    (fits && plain).then(|| begins.iter().map(|item| item.top()).collect())
}

/// The lines above the first of these heights, then down to the next, and so on.
pub(super) fn stretches<'p>(items: Vec<Item<'p>>, tops: &[f32]) -> Vec<Vec<Item<'p>>> {
    let mut stretches = vec![Vec::new(); tops.len() + 1];
    for item in items {
        let at = tops.iter().filter(|top| item.middle() > **top).count();
        if let Some(stretch) = stretches.get_mut(at) {
            stretch.push(item);
        }
    }
    stretches
}
