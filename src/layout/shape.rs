//! Which shape each page has, and the grid of those whose columns are interleaved.

use super::costs::Grid;
use super::search::{self, Page};
use super::{Row, gutter, metrics};

/// The interleaved reading of a page must be this many nats better than that in one column.
const MARGIN: f32 = 6.0;

/// Pages of a document that its grid is estimated from.
const SAMPLE: usize = 4;

/// Rows of each that are looked at.
const SAMPLE_ROWS: usize = 120;

/// Lines narrower than this (thousandths of the type size) were hardly made of two columns: about 55 characters.
const TWO_COLUMNS: f32 = 27_000.0;

/// How a page holds its text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// Two columns whose rows were printed as one line.
    Interleaved(Grid),
    /// Columns parted by a visible gutter, at these character positions.
    Gutter(Vec<usize>),
    /// One column.
    Single,
}

/// The shape of each page of a document.
pub(super) fn of_pages(pages: &[Vec<Row<'_>>]) -> Vec<Shape> {
    let mut shapes: Vec<Shape> = pages.iter().map(|rows| visible_shape(rows)).collect();
    let hidden: Vec<usize> =
        (0..pages.len()).filter(|index| may_be_interleaved(&pages[*index], &shapes[*index])).collect();
    let step = hidden.len().div_ceil(SAMPLE).max(1);
    let sample: Vec<&[Row<'_>]> = hidden
        .iter()
        .step_by(step)
        .map(|index| &pages[*index][..pages[*index].len().min(SAMPLE_ROWS)])
        .collect();
    let Some(grid) = estimate(&sample) else { return shapes };
    for index in hidden {
        if is_interleaved(&pages[index], &grid) {
            shapes[index] = Shape::Interleaved(grid);
        }
    }
    shapes
}

fn visible_shape(rows: &[Row<'_>]) -> Shape {
    let gutters = gutter::find(rows);
    if gutters.is_empty() { Shape::Single } else { Shape::Gutter(gutters) }
}

/// Pages with blank lines between their lines show their rows; others may hide two columns.
fn may_be_interleaved(rows: &[Row<'_>], shape: &Shape) -> bool {
    let gaps = rows.windows(2).filter(|pair| pair[1].position > pair[0].position + 1).count();
    let wide = rows.iter().filter(|row| metrics::width(row.text.trim()) > TWO_COLUMNS).count();
    *shape == Shape::Single && rows.len() >= 4 && gaps * 10 <= rows.len() && wide >= 2
}

fn is_interleaved(rows: &[Row<'_>], grid: &Grid) -> bool {
    let rows = &rows[..rows.len().min(SAMPLE_ROWS)];
    let (one_column, single_grid) = single(rows);
    let cost_of_one = search::cost(&one_column, &single_grid);
    search::cost(&interleaved(rows), grid) + MARGIN < cost_of_one
}

/// Two columns with hidden rows: its pieces.
pub(super) fn interleaved(rows: &[Row<'_>]) -> Page {
    let texts: Vec<&str> = rows.iter().map(|row| row.text).collect();
    Page::interleaved(&texts)
}

/// The grid that reads the sample pages best.
fn estimate(sample: &[&[Row<'_>]]) -> Option<Grid> {
    let rows = || sample.iter().flat_map(|rows| rows.iter());
    let widest = rows().map(|row| metrics::width(row.text.trim())).reduce(f32::max)?;
    let spaces = keeps_spaces(sample);
    let pages: Vec<Page> = sample.iter().map(|rows| interleaved(rows)).collect();
    // Each round tries the best grid of the one before again.
    let mut known: Vec<(Grid, f32)> = Vec::new();
    let mut total = |grid: &Grid| match known.iter().find(|(met, _)| met == grid) {
        Some((_, cost)) => *cost,
        None => {
            let cost = pages.iter().map(|page| search::cost(page, grid)).sum();
            known.push((*grid, cost));
            cost
        }
    };
    let coarse = (0..14).map(|step| {
        let width = widest * (0.47 + 0.018 * step as f32);
        Grid { width, gap: 3, alphabetical: false, spaces }
    });
    let best = cheapest(coarse, &mut total)?;
    let gaps = [2, 3, 4, 5].map(|gap| Grid { gap, ..best });
    let best = cheapest(gaps, &mut total)?;
    let finer = (-4..=4).map(|step: i32| Grid { width: best.width * (1.0 + 0.004 * step as f32), ..best });
    let best = cheapest(finer, &mut total)?;
    cheapest([false, true].map(|alphabetical| Grid { alphabetical, ..best }), &mut total)
}

/// The first of the grids with the lowest cost.
fn cheapest(grids: impl IntoIterator<Item = Grid>, total: &mut impl FnMut(&Grid) -> f32) -> Option<Grid> {
    grids
        .into_iter()
        .map(|grid| (total(&grid), grid))
        .min_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, grid)| grid)
}

/// Whether the file kept spaces at line ends: some lines have one, and not all.
fn keeps_spaces(sample: &[&[Row<'_>]]) -> bool {
    let lines = || sample.iter().flat_map(|rows| rows.iter());
    let with = lines().filter(|row| row.text.ends_with(' ')).count();
    let all = lines().count();
    with * 20 > all && with * 20 < all * 19
}

/// One column with visible rows: its pieces and its grid.
pub(super) fn single(rows: &[Row<'_>]) -> (Page, Grid) {
    let mut steps: Vec<u32> = rows.windows(2).map(|pair| pair[1].position - pair[0].position).collect();
    let closest = steps.iter().copied().min().unwrap_or(1).max(1);
    for step in &mut steps {
        *step = step.div_ceil(closest);
    }
    let spacing = most_frequent_gap(&steps);
    let texts: Vec<&str> = rows.iter().map(|row| row.text).collect();
    let width = texts.iter().map(|text| metrics::width(text.trim())).fold(1.0, f32::max);
    let steps = steps.iter().map(|step| (*step).min(9) as u8).collect();
    (Page::single(&texts, steps), Grid { width, gap: spacing, alphabetical: false, spaces: false })
}

/// The usual distance between paragraphs: the most frequent step over blank lines, or none.
fn most_frequent_gap(steps: &[u32]) -> u8 {
    let count = |gap: u32| steps.iter().filter(|step| **step == gap).count();
    let best = (2..=6).max_by_key(|gap| (count(*gap), std::cmp::Reverse(*gap))).unwrap_or(1);
    let blank = steps.iter().filter(|step| **step > 1).count();
    if blank * 20 < steps.len().max(1) { 1 } else { best as u8 }
}
