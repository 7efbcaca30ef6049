//! Headings over all columns that are too short to reach into the second one: they stand on the left, and the right side leaves their
//! height free. White beside a heading of the left column alone may look the same, so more than the white must speak for it.

use super::gutters::Gutter;
use super::item::Item;
use super::style::Style;
use crate::text::{Begins, Ends, edges};

/// Lines of one heading, from baseline to baseline in type sizes.
const NEXT_LINE: f32 = 1.7;

/// Columns that begin below one heading begin at one height, within this many type sizes.
const LEVEL: f32 = 0.5;

/// The right column above may reach this far below the left one, in type sizes.
const LOWER: f32 = 2.5;

/// Such a heading, from its top to its foot; the topmost where there are several. `quotes` stand beside the text, and headings over all
/// columns were found elsewhere on the page that look like `known`.
pub(super) fn heading(
    items: &[Item<'_>],
    quotes: &[Vec<Item<'_>>],
    gutter: &Gutter,
    style: &Style,
    known: Option<&Span>,
) -> Option<Span> {
    let within = |item: &&Item<'_>| gutter.holds(item);
    let (right, left): (Vec<&Item<'_>>, Vec<&Item<'_>>) =
        items.iter().filter(within).partition(|item| gutter.is_left_of(item));
    let quoted: Vec<&Item<'_>> = quotes.iter().flatten().filter(|item| item.right > gutter.right).collect();
    let opens = left
        .iter()
        .filter(|item| stands_out(item, style) && !left.iter().any(|other| goes_on_with(item, other)));
    let spans = opens.map(|item| Span::of(item, &left));
    let sides = Columns { left: &left, right: &right, style, known };
    spans
        .filter(|span| {
            span.is_free(&left, right.iter().chain(&quoted), style) && sides.lie_below_and_above(span)
        })
        .min_by(|one, other| one.top.total_cmp(&other.top))
}

/// Whether a line may be a heading by its type or number.
pub(super) fn stands_out(item: &Item<'_>, style: &Style) -> bool {
    style.ratio(item.size) >= 1.1 || (item.bold && !style.bold) || edges::heading_number(item.text).is_some()
}

/// Whether `item` is the next line of the heading of which `before` is one.
fn goes_on_with(item: &Item<'_>, before: &Item<'_>) -> bool {
    let step = (item.baseline - before.baseline) / before.size;
    let alike = (item.size / before.size - 1.0).abs() < 0.03 && item.bold == before.bold;
    (0.5..NEXT_LINE).contains(&step) && alike && edges::heading_number(item.text).is_none()
}

/// A heading with all of its lines.
#[derive(Debug, Clone)]
pub(super) struct Span {
    pub(super) top: f32,
    pub(super) bottom: f32,
    lines: usize,
    size: f32,
    bold: bool,
    number: Option<Vec<u32>>,
}

impl Span {
    fn of(opening: &Item<'_>, left: &[&Item<'_>]) -> Self {
        let mut lines = vec![opening];
        let mut below: Vec<&Item<'_>> =
            left.iter().copied().filter(|item| item.baseline > opening.baseline).collect();
        below.sort_by(|one, other| one.baseline.total_cmp(&other.baseline));
        for item in below {
            let last = lines.last().map_or(opening, |last| last);
            if !goes_on_with(item, last) {
                break;
            }
            lines.push(item);
        }
        Self {
            top: opening.top(),
            bottom: lines.iter().map(|line| line.bottom()).fold(f32::NEG_INFINITY, f32::max),
            lines: lines.len(),
            size: opening.size,
            bold: opening.bold,
            number: number(opening),
        }
    }

    /// Whether nothing stands beside it.
    fn is_free<'s, 'p: 's>(
        &self,
        left: &[&Item<'p>],
        mut right: impl Iterator<Item = &'s &'s Item<'p>>,
        style: &Style,
    ) -> bool {
        let margin = 0.35 * style.size;
        let (top, bottom) = (self.top - margin, self.bottom + margin);
        let beside = left.iter().filter(|item| item.top() < self.bottom && self.top < item.bottom()).count();
        beside == self.lines && right.all(|item| item.bottom() <= top || item.top() >= bottom)
    }

    /// Whether a line of the right column looks the same: where columns have such headings of their own, they go over none.
    fn is_like(&self, item: &Item<'_>, style: &Style) -> bool {
        let number = number(item);
        self.looks_like(item.size, item.bold, number.as_deref()) && stands_out(item, style)
    }

    fn looks_like(&self, size: f32, bold: bool, number: Option<&[u32]>) -> bool {
        let levels = self.number.as_deref().map(<[u32]>::len);
        (size / self.size - 1.0).abs() < 0.03 && bold == self.bold && number.map(<[u32]>::len) == levels
    }

    /// Numbers rise in reading order: what stands above it on the right comes before it.
    fn is_in_order(&self, right: &[&Item<'_>]) -> bool {
        let Some(own) = &self.number else { return true };
        let numbers = |above: bool| {
            right
                .iter()
                .filter(move |item| (item.baseline < self.top) == above)
                .filter_map(|item| number(item))
        };
        numbers(true).all(|number| number < *own) && numbers(false).all(|number| number > *own)
    }
}

/// What stands on both sides of a gutter.
struct Columns<'s, 'p> {
    left: &'s [&'s Item<'p>],
    right: &'s [&'s Item<'p>],
    style: &'s Style,
    known: Option<&'s Span>,
}

impl Columns<'_, '_> {
    /// Whether a heading goes over both: they end above it, and begin below it at one height.
    fn lie_below_and_above(&self, span: &Span) -> bool {
        let Some(above) = Sides::above(self.left, self.right, span) else { return false };
        let below = Sides::below(self.left, self.right, span);
        let level = |below: &Sides<'_, '_>| {
            (below.left.baseline - below.right.baseline).abs() <= LEVEL * self.style.size
        };
        let opens = below.as_ref().is_some_and(level) || self.has_one_below(span);
        let filled = above.right.baseline <= above.left.baseline + LOWER * self.style.size;
        opens
            && filled
            && below.is_none_or(|below| parts(above.right, below.right))
            && span.is_in_order(self.right)
            && !self.right.iter().any(|item| span.is_like(item, self.style))
    }

    /// Whether there is text on the left only, down to the next heading over all columns or to the foot.
    fn has_one_below(&self, span: &Span) -> bool {
        let alike = |item: &&&Item<'_>| item.baseline > span.bottom && span.is_like(item, self.style);
        let next = self.left.iter().filter(alike);
        let next = next.min_by(|one, other| one.baseline.total_cmp(&other.baseline));
        let empty =
            |foot: f32| self.right.iter().all(|item| item.baseline < span.top || item.baseline > foot);
        match next.map(|item| Span::of(item, self.left)) {
            Some(next) => empty(next.bottom) && self.lie_below_and_above(&next),
            None => {
                let known = |known: &Span| known.looks_like(span.size, span.bold, span.number.as_deref());
                self.known.is_some_and(known) && empty(f32::INFINITY)
            }
        }
    }
}

/// The lines next to a heading on both sides of the gutter.
struct Sides<'s, 'p> {
    left: &'s Item<'p>,
    right: &'s Item<'p>,
}

impl<'s, 'p> Sides<'s, 'p> {
    fn above(left: &[&'s Item<'p>], right: &[&'s Item<'p>], span: &Span) -> Option<Self> {
        let last = |side: &[&'s Item<'p>]| {
            let above = side.iter().copied().filter(|item| item.baseline < span.top);
            above.max_by(|one, other| one.baseline.total_cmp(&other.baseline))
        };
        Some(Self { left: last(left)?, right: last(right)? })
    }

    fn below(left: &[&'s Item<'p>], right: &[&'s Item<'p>], span: &Span) -> Option<Self> {
        let first = |side: &[&'s Item<'p>]| {
            let below = side.iter().copied().filter(|item| item.baseline > span.bottom);
            below.min_by(|one, other| one.baseline.total_cmp(&other.baseline))
        };
        Some(Self { left: first(left)?, right: first(right)? })
    }
}

/// Whether a text may end with the one line and another one begin, or go on from elsewhere, with the next.
fn parts(last: &Item<'_>, next: &Item<'_>) -> bool {
    match edges::ends(last.text) {
        Ends::FunctionWord | Ends::Hyphen | Ends::Clause => false,
        Ends::Sentence => true,
        _ => edges::begins(next.text) != Begins::Lower,
    }
}

/// The levels of a heading's number.
fn number(item: &Item<'_>) -> Option<Vec<u32>> {
    let number = edges::heading_number(item.text)?;
    number.trim_end_matches('.').split('.').map(|level| level.parse().ok()).collect()
}
