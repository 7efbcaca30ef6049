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

/// The best of some widths and distances.
fn first_guess(
    pages: &mut [Page<'_>],
    guess: &Guess<'_>,
    widest: f32,
    spaces: Spaces,
) -> Option<(Grid, Vec<Option<Reading>>)> {
    let areas = (0..AREAS).map(|step| widest * (0.96 + 0.06 * step as f32));
    let grids = areas.flat_map(|area| {
        guess.gaps.iter().map(move |gap| {
            let gaps = Gaps::around(*gap, guess.pitch);
            Grid::hidden(gaps, guess.pitch, spaces).with_area(area, guess.columns)
        })
    });
    let read = grids.map(|grid| (grid, read(pages, &grid)));
    read.min_by(|one, other| cost(&one.1).total_cmp(&cost(&other.1)))
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
            shown.add(index, page, reading);
        }
    }
    let mut learnt = Grid {
        gaps: shown.gaps(grid),
        gaps_at_heading: shown.gaps_at_heading(grid),
        title: shown.title(),
        sentences: shown.sentences(),
        widest_heading: shown.widest_heading(pages),
        spaces: if grid.spaces == Spaces::SILENT { Spaces::SILENT } else { shown.spaces() },
        order: shown.order(),
        ..*grid
    };
    widths::fill(&shown, pages, &mut learnt);
    learnt
}
