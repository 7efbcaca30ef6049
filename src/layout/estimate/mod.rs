//! A document's grid, from its own pages: read them with what is known, count what the reading shows, read again.

mod shown;
mod widths;

use super::grid::{Gaps, Grid, Spaces};
use super::search::{self, Page, Reading};

use self::shown::Shown;

/// Readings after the first guess, each of which sharpens the grid.
const ROUNDS: usize = 3;

/// Widths of the type area that are tried, from nearly the widest line on.
const AREAS: usize = 9;

/// What a title costs before it is known whether there are any.
const MAYBE_A_TITLE: f32 = 2.0;

/// Of these the best, for which other distances are tried.
const LIKELY_AREAS: usize = 2;

/// Bands to look for, rows to a line, and distances between statements to begin with.
pub(super) struct Guess<'g> {
    pub(super) columns: &'g [usize],
    pub(super) pitch: u8,
    pub(super) gaps: &'g [u8],
}

/// The grid that reads the sample pages best, and what the pages then cost; none without lines.
pub(super) fn grid(pages: &mut [Page<'_>], guess: &Guess<'_>, spaces: Spaces) -> Option<(Grid, f32)> {
    let widest = pages.iter().map(Page::widest).reduce(f32::max).filter(|width| *width > 0.0)?;
    let (mut grid, mut readings) = first_guess(pages, guess, widest, spaces)?;
    for _ in 0..ROUNDS {
        let sharper = learn(pages, &readings, &grid);
        if sharper == grid {
            break;
        }
        readings = read(pages, &sharper);
        grid = sharper;
    }
    Some((grid, cost(&readings)))
}

/// The best of some widths at the first distance, and of some distances at the best of these widths: a wrong distance still tells the
/// width.
fn first_guess(
    pages: &mut [Page<'_>],
    guess: &Guess<'_>,
    widest: f32,
    spaces: Spaces,
) -> Option<(Grid, Vec<Option<Reading>>)> {
    let (usual, others) = guess.gaps.split_first()?;
    // Where nothing is numbered, what stands without a full stop may be a title.
    let title = (!pages.iter().any(Page::has_numbers)).then_some(MAYBE_A_TITLE);
    let mut found: Vec<(f32, Grid, Vec<Option<Reading>>)> = Vec::new();
    let mut attempt = |area: f32, gap: u8, found: &mut Vec<_>| {
        let gaps = Gaps::around(gap, guess.pitch);
        let grid = Grid { title, ..Grid::hidden(gaps, guess.pitch, spaces).with_area(area, guess.columns) };
        let readings = read(pages, &grid);
        found.push((cost(&readings), grid, readings));
    };
    let areas: Vec<f32> = (0..AREAS).map(|step| widest * (0.96 + 0.06 * step as f32)).collect();
    for area in &areas {
        attempt(*area, *usual, &mut found);
    }
    let mut order: Vec<usize> = (0..areas.len()).collect();
    order.sort_by(|one, other| found[*one].0.total_cmp(&found[*other].0).then(one.cmp(other)));
    for area in order.into_iter().take(LIKELY_AREAS) {
        for gap in others {
            attempt(areas[area], *gap, &mut found);
        }
    }
    let best = found.into_iter().min_by(|one, other| one.0.total_cmp(&other.0))?;
    Some((best.1, best.2))
}

/// The best reading of each page on `grid`.
fn read(pages: &mut [Page<'_>], grid: &Grid) -> Vec<Option<Reading>> {
    for page in pages.iter_mut() {
        page.measure(grid.face);
    }
    pages.iter().map(|page| search::best(page, grid)).collect()
}

fn cost(readings: &[Option<Reading>]) -> f32 {
    readings.iter().flatten().map(|reading| reading.cost).sum()
}

/// The grid that the readings show.
fn learn(pages: &mut [Page<'_>], readings: &[Option<Reading>], grid: &Grid) -> Grid {
    let mut shown = Shown::default();
    for (index, (page, reading)) in pages.iter().zip(readings).enumerate() {
        if let Some(reading) = reading {
            shown.add((index, page), reading, grid);
        }
    }
    let mut learnt = Grid {
        gaps: shown.gaps(grid),
        gaps_at_heading: shown.gaps_at_heading(grid),
        title: shown.title(),
        sentences: shown.sentences(),
        heading_widths: shown.heading_widths(),
        quote_widths: shown.quote_widths(),
        quote: shown.quote(),
        spaces: if grid.spaces == Spaces::SILENT { Spaces::SILENT } else { shown.spaces() },
        order: shown.order(),
        ..*grid
    };
    widths::fill(&shown, pages, &mut learnt);
    learnt
}
