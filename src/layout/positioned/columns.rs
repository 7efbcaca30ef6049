//! A page cut along its gutters: what stands above a gutter is read first, then its left side, its right side, and what stands below.

use super::across::{self, Span};
use super::gutters::{self, Gutter};
use super::item::Item;
use super::rows::{self, Row};
use super::style::Style;
use super::{bands, side};

/// Cuts within cuts; pages have a handful.
const DEEPEST: usize = 24;

/// A column, or a stretch of text over the whole width.
#[derive(Debug)]
pub(super) struct Column<'p> {
    /// From 1, counted from the left among those that stand beside each other.
    pub(super) number: u32,
    pub(super) left: f32,
    /// Where the next column begins, if there is one.
    pub(super) bound: Option<f32>,
    pub(super) style: Style,
    /// Where it is a table of contents: of each row whether it begins an entry.
    pub(super) contents: Option<Vec<bool>>,
    pub(super) rows: Vec<Row<'p>>,
}

impl Column<'_> {
    /// Whether a quote stands in this column and beside or below these rows, the last ones above it.
    pub(super) fn holds(&self, quote: &[Item<'_>], rows: &[Row<'_>]) -> bool {
        let Some(first) = quote.first() else { return false };
        let bound = self.bound.unwrap_or(f32::INFINITY);
        let here = first.left < bound && first.right > self.left;
        here && rows.first().is_some_and(|row| row.top() < first.bottom())
            && rows.last().is_some_and(|row| row.bottom() > first.top() - 4.0 * row.size)
    }
}

/// A part of a page on its way to columns.
struct Part {
    number: u32,
    bound: Option<f32>,
    depth: usize,
    /// A heading over all columns that was found around it.
    across: Option<Span>,
}

/// Rows of a column that show where columns begin in the document, and how wide they are at least, in type sizes.
const SHOWS: usize = 4;
const WIDE: f32 = 6.0;

/// The columns of each page in reading order. A page on which a column is too short to show is cut again where others have one.
pub(super) fn in_reading_order<'p>(
    pages: &[Vec<Item<'p>>],
    quotes: &[Vec<Vec<Item<'p>>>],
    styles: &[Style],
) -> Vec<Vec<Column<'p>>> {
    let pages = || pages.iter().zip(quotes).zip(styles);
    let mut columns: Vec<Vec<Column<'p>>> =
        pages().map(|((items, quotes), style)| of_page(items, quotes, style, &[])).collect();
    let known = beginnings(columns.iter().flatten());
    for (((items, quotes), style), columns) in pages().zip(&mut columns) {
        if columns.iter().any(|column| hides(column, &known)) {
            *columns = of_page(items, quotes, style, &known);
        }
    }
    columns
}

/// Whether a line within a column begins where columns are known to, further right than its own.
fn hides(column: &Column<'_>, known: &[f32]) -> bool {
    let further: Vec<f32> =
        known.iter().copied().filter(|place| *place > column.left + gutters::NEAR).collect();
    column.rows.iter().flat_map(|row| &row.items).any(|item| holds(&further, item.left))
}

/// Where columns begin that have another one on their left.
fn beginnings<'c, 'p: 'c>(columns: impl Iterator<Item = &'c Column<'p>>) -> Vec<f32> {
    let mut places: Vec<f32> = Vec::new();
    let shows = |column: &&Column<'_>| {
        let wide = column.rows.iter().filter(|row| row.right - row.left > WIDE * row.size);
        column.number > 1 && wide.count() >= SHOWS
    };
    for column in columns.filter(shows) {
        if !holds(&places, column.left) {
            places.push(column.left);
        }
    }
    places
}

fn holds(places: &[f32], place: f32) -> bool {
    places.iter().any(|other| (other - place).abs() <= gutters::ALIGNED)
}

fn of_page<'p>(
    items: &[Item<'p>],
    quotes: &[Vec<Item<'p>>],
    style: &Style,
    known: &[f32],
) -> Vec<Column<'p>> {
    let mut columns = Vec::new();
    let cutter = Cutter { style, quotes, known };
    for band in bands::part(items.to_vec(), style) {
        cutter.cut(band, &Part { number: 1, bound: None, depth: 0, across: None }, &mut columns);
    }
    for column in &mut columns {
        mark_interruptions(column, quotes);
    }
    columns
}

/// What cutting looks at besides the lines.
struct Cutter<'c, 'p> {
    style: &'c Style,
    quotes: &'c [Vec<Item<'p>>],
    known: &'c [f32],
}

impl<'p> Cutter<'_, 'p> {
    fn cut(&self, items: Vec<Item<'p>>, part: &Part, columns: &mut Vec<Column<'p>>) {
        if items.is_empty() {
            return;
        }
        let found = if part.depth < DEEPEST { gutters::best(&items, self.style, self.known) } else { None };
        let Some((gutter, whole)) = found else {
            columns.push(column(items, part, self.style));
            return;
        };
        let heading = across::heading(&items, self.quotes, &gutter, self.style, part.across.as_ref());
        if let Some(tops) = side::tops(&items, &gutter, self.style).filter(|_| whole) {
            for stretch in side::stretches(items, &tops) {
                self.sides(stretch, &gutter, part, columns);
            }
            return;
        }
        if whole && heading.is_none() {
            self.sides(items, &gutter, part, columns);
            return;
        }
        let (top, bottom) =
            heading.as_ref().map_or((gutter.top, gutter.bottom), |span| (span.top, span.bottom));
        let across = heading.or_else(|| part.across.clone());
        let below = Part { number: part.number, bound: part.bound, depth: part.depth + 1, across };
        let (mut above, mut within, mut under) = (Vec::new(), Vec::new(), Vec::new());
        for item in items {
            if item.middle() < top {
                above.push(item);
            } else if item.middle() <= bottom {
                within.push(item);
            } else {
                under.push(item);
            }
        }
        self.cut(above, &below, columns);
        self.cut(within, &below, columns);
        self.cut(under, &below, columns);
    }

    /// What stands on the left of a gutter, then what stands on its right.
    fn sides(&self, items: Vec<Item<'p>>, gutter: &Gutter, part: &Part, columns: &mut Vec<Column<'p>>) {
        let (right, left): (Vec<_>, Vec<_>) = items.into_iter().partition(|item| gutter.is_left_of(item));
        let next = columns.len();
        let (number, depth) = (part.number, part.depth + 1);
        self.cut(left, &Part { number, bound: Some(gutter.right), depth, across: None }, columns);
        let used = columns.iter().skip(next).map(|column| column.number).max().unwrap_or(number);
        self.cut(right, &Part { number: used + 1, bound: part.bound, depth, across: None }, columns);
    }
}

fn column<'p>(items: Vec<Item<'p>>, part: &Part, style: &Style) -> Column<'p> {
    let left = items.iter().map(|item| item.left).fold(f32::INFINITY, f32::min);
    let mut rows = rows::of(items);
    rows::mark_numbers(&mut rows);
    Column { number: part.number, left, bound: part.bound, style: *style, contents: None, rows }
}

/// Marks the rows above which a quote lies within the column.
fn mark_interruptions(column: &mut Column<'_>, quotes: &[Vec<Item<'_>>]) {
    let bound = column.bound.unwrap_or(f32::INFINITY);
    let left = column.left;
    let mut before = f32::NEG_INFINITY;
    for row in &mut column.rows {
        row.interrupted = before > f32::NEG_INFINITY
            && quotes.iter().flatten().any(|item| {
                let across = item.left < bound && item.right > left;
                across && item.baseline > before && item.baseline < row.baseline
            });
        before = row.baseline;
    }
}
