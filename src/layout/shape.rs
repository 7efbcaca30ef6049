//! Which shape each page has, and the grid of those whose columns are interleaved.

use super::apart::Apart;
use super::costs::Grid;
use super::search::{self, Page};
use super::{Row, metrics, visible};

/// The interleaved reading of a page must be this many nats better than that in one column, and this many for each row: it may choose freely
/// where to divide a line, which nothing is charged for.
const MARGIN: f32 = 6.0;
const ROW_MARGIN: f32 = 0.45;

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
    /// One column, or columns that a gutter parts.
    Visible,
}

/// The shape of each page of a document.
pub(super) fn of_pages(pages: &[Vec<Row<'_>>], apart: &[Vec<Option<Apart>>]) -> Vec<Shape> {
    let mut shapes = vec![Shape::Visible; pages.len()];
    let hidden: Vec<usize> = (0..pages.len())
        .filter(|index| apart[*index].iter().all(Option::is_none) && may_be_interleaved(&pages[*index]))
        .collect();
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

/// Pages with blank lines between their lines, or with a gutter, show their rows; others may hide two columns.
fn may_be_interleaved(rows: &[Row<'_>]) -> bool {
    let gaps = rows.windows(2).filter(|pair| pair[1].position > pair[0].position + 1).count();
    let wide = rows.iter().filter(|row| metrics::width(row.text.trim()) > TWO_COLUMNS).count();
    rows.len() >= 4
        && gaps * 10 <= rows.len()
        && wide >= 2
        && visible::bands(rows).iter().all(|band| band.columns.len() == 1)
}

fn is_interleaved(rows: &[Row<'_>], grid: &Grid) -> bool {
    let rows = &rows[..rows.len().min(SAMPLE_ROWS)];
    let margin = MARGIN + ROW_MARGIN * rows.len() as f32;
    search::cost(&interleaved(rows), grid) + margin < visible::cost(rows)
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
