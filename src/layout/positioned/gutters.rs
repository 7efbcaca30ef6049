//! Gutters: upright strips of white with text on both sides, beside which lines begin at one place.

use super::item::Item;
use super::style::Style;

/// The least width of a gutter, in type sizes.
const WIDTH: f32 = 0.6;

/// Lines that begin at one place, in points.
const ALIGNED: f32 = 3.0;

/// Rows that must stand on each side, where they are beside each other.
const ROWS: usize = 2;

/// Letters that must stand on each side: markers of a list and numbers of a table are fewer.
const LETTERS: usize = 40;

/// The least width of what stands on a side, in type sizes.
const TEXT: f32 = 4.5;

/// A strip of white.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Gutter {
    /// Where the lines on its right begin.
    pub(super) right: f32,
    /// From where to where no line crosses it.
    pub(super) top: f32,
    pub(super) bottom: f32,
}

impl Gutter {
    pub(super) fn holds(&self, item: &Item<'_>) -> bool {
        (self.top..=self.bottom).contains(&item.middle())
    }

    /// Whether `item` stands on its right side.
    pub(super) fn is_left_of(&self, item: &Item<'_>) -> bool {
        item.left >= self.right - ALIGNED - 0.5
    }

    fn height(&self) -> f32 {
        self.bottom - self.top
    }
}

/// The best gutter among `items`: one that no line crosses before one that is taller, and of equals the leftmost.
pub(super) fn best(items: &[Item<'_>], style: &Style) -> Option<(Gutter, bool)> {
    let mut best: Option<(Gutter, bool)> = None;
    for right in beginnings(items) {
        for gutter in strips(items, right, style) {
            let whole = items.iter().all(|item| gutter.holds(item));
            let better = best.is_none_or(|(other, other_whole)| {
                (whole, gutter.height()) > (other_whole, other.height() + 0.5)
            });
            if better {
                best = Some((gutter, whole));
            }
        }
    }
    best
}

/// Places where at least two lines begin, from left to right.
fn beginnings(items: &[Item<'_>]) -> Vec<f32> {
    let mut lefts: Vec<f32> = items.iter().map(|item| item.left).collect();
    lefts.sort_by(f32::total_cmp);
    let mut places: Vec<(f32, usize)> = Vec::new();
    for left in lefts {
        match places.last_mut() {
            Some((place, lines)) if left - *place <= ALIGNED => *lines += 1,
            _ => places.push((left, 1)),
        }
    }
    places.into_iter().filter(|(_, lines)| *lines >= ROWS).map(|(place, _)| place).collect()
}

/// The strips of white on the left of `right`, between the lines that cross it.
fn strips(items: &[Item<'_>], right: f32, style: &Style) -> Vec<Gutter> {
    let left = right - WIDTH * style.size;
    let mut crossing: Vec<(f32, f32)> = items
        .iter()
        .filter(|item| item.left < right - 0.05 && item.right > left)
        .map(|item| (item.top(), item.bottom()))
        .collect();
    crossing.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut strips = Vec::new();
    let mut top = f32::NEG_INFINITY;
    for (start, end) in crossing.into_iter().chain([(f32::INFINITY, f32::INFINITY)]) {
        if start > top {
            strips.push(Gutter { right, top, bottom: start });
        }
        top = top.max(end);
    }
    strips.into_iter().filter_map(|strip| between_text(strip, items, left, style)).collect()
}

/// The strip, cut to the text beside it; `None` where too little text stands on a side.
fn between_text(strip: Gutter, items: &[Item<'_>], left: f32, style: &Style) -> Option<Gutter> {
    let within: Vec<&Item<'_>> = items.iter().filter(|item| strip.holds(item)).collect();
    let (mut before, mut after): (Vec<&Item<'_>>, Vec<&Item<'_>>) = (Vec::new(), Vec::new());
    for item in within.iter().copied() {
        if item.right <= left {
            before.push(item);
        } else {
            after.push(item);
        }
    }
    let span = |side: &[&Item<'_>]| {
        let top = side.iter().map(|item| item.top()).fold(f32::INFINITY, f32::min);
        let bottom = side.iter().map(|item| item.bottom()).fold(f32::NEG_INFINITY, f32::max);
        (top, bottom)
    };
    let ((one_top, one_bottom), (other_top, other_bottom)) = (span(&before), span(&after));
    let (top, bottom) = (one_top.max(other_top), one_bottom.min(other_bottom));
    let beside = |side: &[&Item<'_>]| is_text(side, top, bottom, style);
    (beside(&before) && beside(&after)).then(|| Gutter {
        right: strip.right,
        top: one_top.min(other_top),
        bottom: one_bottom.max(other_bottom),
    })
}

/// Whether what stands on a side, at heights where the other side has something too, is text.
fn is_text(side: &[&Item<'_>], top: f32, bottom: f32, style: &Style) -> bool {
    let beside: Vec<&&Item<'_>> =
        side.iter().filter(|item| (top..=bottom).contains(&item.middle())).collect();
    let mut widths: Vec<f32> = beside.iter().map(|item| item.width()).collect();
    widths.sort_by(f32::total_cmp);
    let usual = widths.get(widths.len() / 2).copied().unwrap_or(0.0);
    let letters: usize = beside.iter().map(|item| item.letters()).sum();
    beside.len() >= ROWS && letters >= LETTERS && usual >= TEXT * style.size
}
