//! Gutters: upright strips of white with text on both sides, beside which lines begin at one place.

use std::collections::{BTreeMap, BTreeSet};

use super::item::Item;
use super::style::Style;

/// The least width of a gutter, in type sizes.
const WIDTH: f32 = 0.6;

/// Lines that begin at one place, in points.
pub(super) const ALIGNED: f32 = 3.0;

/// Rows that must stand on each side, where they are beside each other.
const ROWS: usize = 2;

/// White of this height, in type sizes, tells where a column is known to begin.
const KNOWN: f32 = 2.5;

/// Letters that must stand on each side: markers of a list and numbers of a table are fewer.
const LETTERS: usize = 40;

/// How far from the gutter lines may begin on its right, in type sizes: list items and quotations stand further in.
pub(super) const NEAR: f32 = 5.0;

/// Pieces of text on a page beyond which columns are not looked for, and places where lines begin that are tried.
const MOST_ITEMS: usize = 4_000;
const MOST_PLACES: usize = 200;

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

/// Gaps of one row that differ by less than this share are one: those of a line that was stretched to the width of its column.
const EQUAL: f32 = 0.12;

/// White of this height, in type sizes, is tall.
const RIVER: f32 = 12.0;

/// The best gutter among `items`: one that no line crosses before one that is taller, and of equals the leftmost.
/// `known` are places where columns begin elsewhere in the document.
pub(super) fn best(items: &[Item<'_>], style: &Style, known: &[f32]) -> Option<(Gutter, bool)> {
    let mut best: Option<(Gutter, bool)> = None;
    if items.len() > MOST_ITEMS {
        return None;
    }
    let gaps = gaps(items);
    for right in places(items, 1, MOST_PLACES) {
        let is_known = known.iter().any(|place| (place - right).abs() <= ALIGNED);
        for (gutter, told) in strips(items, right, style) {
            let whole = items.iter().all(|item| gutter.holds(item));
            // Less text will do where a column is known to begin, if nothing crosses the white for some rows or all of a part.
            let tall = gutter.height() > KNOWN * style.size || whole;
            if !(told || (is_known && tall))
                || (!is_lined_up(&gutter, items, style) && is_river(&gutter, items, &gaps))
            {
                continue;
            }
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

/// Places where at least so many lines begin, from left to right; the most frequent where they are many.
pub(super) fn places(items: &[Item<'_>], fewest: usize, most: usize) -> Vec<f32> {
    let mut lefts: Vec<f32> = items.iter().map(|item| item.left).collect();
    lefts.sort_by(f32::total_cmp);
    let mut places: Vec<(f32, usize)> = Vec::new();
    for left in lefts {
        match places.last_mut() {
            Some((place, lines)) if left - *place <= ALIGNED => *lines += 1,
            _ => places.push((left, 1)),
        }
    }
    places.retain(|(_, lines)| *lines >= fewest);
    places.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.total_cmp(&other.0)));
    places.truncate(most);
    places.sort_by(|one, other| one.0.total_cmp(&other.0));
    places.into_iter().map(|(place, _)| place).collect()
}

/// The strips of white on the left of `right`, between the lines that cross it, and whether enough text beside it tells that it is one.
fn strips(items: &[Item<'_>], right: f32, style: &Style) -> Vec<(Gutter, bool)> {
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

/// The strip, cut to the text beside it, and whether that is enough; `None` where a side has none.
fn between_text(strip: Gutter, items: &[Item<'_>], left: f32, style: &Style) -> Option<(Gutter, bool)> {
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
    let mut begin: Vec<i64> = after
        .iter()
        .filter(|item| item.left <= strip.right + NEAR * style.size)
        .map(|item| item.baseline.round() as i64)
        .collect();
    begin.dedup();
    let gutter =
        Gutter { right: strip.right, top: one_top.min(other_top), bottom: one_bottom.max(other_bottom) };
    let told = beside(&before) && beside(&after) && begin.len() >= ROWS;
    (top < bottom && !begin.is_empty()).then_some((gutter, told))
}

/// The white on the left and right of an item in its row.
#[derive(Debug, Clone, Copy, Default)]
struct Gaps {
    left: Option<f32>,
    right: Option<f32>,
    /// The white on the left of the item before it.
    before: Option<f32>,
}

/// The gaps around each item.
fn gaps(items: &[Item<'_>]) -> Vec<Gaps> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    let row = |index: usize| items.get(index).map_or(0, |item| (item.baseline * 2.0).round() as i64);
    let left = |index: usize| items.get(index).map_or(0.0, |item| item.left);
    order.sort_by(|one, other| row(*one).cmp(&row(*other)).then(left(*one).total_cmp(&left(*other))));
    let mut gaps = vec![Gaps::default(); items.len()];
    for pair in order.windows(2) {
        let [one, next] = *pair else { continue };
        let (Some(item), Some(other)) = (items.get(one), items.get(next)) else { continue };
        if row(one) == row(next) {
            let gap = Some(other.left - item.right);
            let before = gaps.get(one).and_then(|gaps| gaps.left);
            if let Some(gaps) = gaps.get_mut(one) {
                gaps.right = gap;
            }
            if let Some(gaps) = gaps.get_mut(next) {
                *gaps = Gaps { left: gap, before, right: None };
            }
        }
    }
    gaps
}

/// Whether most of the rows beside tall white begin right behind it, which is no chance.
fn is_lined_up(gutter: &Gutter, items: &[Item<'_>], style: &Style) -> bool {
    let (mut rows, mut begins) = (BTreeSet::new(), BTreeSet::new());
    for item in items.iter().filter(|item| gutter.holds(item) && gutter.is_left_of(item)) {
        let row = item.baseline.round() as i64;
        rows.insert(row);
        if item.left - gutter.right <= ALIGNED {
            begins.insert(row);
        }
    }
    gutter.height() >= RIVER * style.size && begins.len() * 2 > rows.len()
}

/// Whether the white only happens to lie between words of stretched lines: their other gaps are as wide.
fn is_river(gutter: &Gutter, items: &[Item<'_>], gaps: &[Gaps]) -> bool {
    let (mut pairs, mut equal) = (0, 0);
    for (item, gaps) in items.iter().zip(gaps) {
        let begins = (item.left - gutter.right).abs() <= ALIGNED && gutter.holds(item);
        let Some(gap) = gaps.left.filter(|_| begins) else { continue };
        let same = |other: Option<f32>| other.is_some_and(|other| (other / gap - 1.0).abs() < EQUAL);
        pairs += 1;
        equal += usize::from(same(gaps.before) || same(gaps.right));
    }
    equal * 2 > pairs
}

/// Whether what stands on a side, at heights where the other side has something too, is text.
fn is_text(side: &[&Item<'_>], top: f32, bottom: f32, style: &Style) -> bool {
    let beside: Vec<&&Item<'_>> =
        side.iter().filter(|item| (top..=bottom).contains(&item.middle())).collect();
    let mut rows: BTreeMap<i64, (f32, f32)> = BTreeMap::new();
    for item in &beside {
        let row = rows.entry(item.baseline.round() as i64).or_insert((item.left, item.right));
        *row = (row.0.min(item.left), row.1.max(item.right));
    }
    let mut widths: Vec<f32> = rows.values().map(|(left, right)| right - left).collect();
    widths.sort_by(f32::total_cmp);
    let usual = widths.get(widths.len() / 2).copied().unwrap_or(0.0);
    let letters: usize = beside.iter().map(|item| item.letters()).sum();
    rows.len() >= ROWS && letters >= LETTERS && usual >= TEXT * style.size
}
