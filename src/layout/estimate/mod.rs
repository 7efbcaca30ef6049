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
    let (mut grid, mut cost) = first_guess(pages, guess, widest, spaces)?;
    for _ in 0..ROUNDS {
        let readings: Vec<Option<Reading>> = pages.iter().map(|page| search::best(page, &grid)).collect();
        let sharper = learn(pages, &readings, &grid);
        if sharper == grid {
            break;
        }
        cost = total(pages, &sharper);
        grid = sharper;
    }
    Some((grid, cost))
}

/// The best of some widths and distances.
fn first_guess(
    pages: &mut [Page<'_>],
    guess: &Guess<'_>,
    widest: f32,
    spaces: Spaces,
) -> Option<(Grid, f32)> {
    let areas = (0..AREAS).map(|step| widest * (0.96 + 0.06 * step as f32));
    let grids = areas.flat_map(|area| {
        guess.gaps.iter().map(move |gap| {
            let gaps = Gaps::around(*gap, guess.pitch);
            Grid::hidden(gaps, guess.pitch, spaces).with_area(area, guess.columns)
        })
    });
    grids.map(|grid| (grid, total(pages, &grid))).min_by(|one, other| one.1.total_cmp(&other.1))
}

/// What the pages cost on `grid`.
fn total(pages: &mut [Page<'_>], grid: &Grid) -> f32 {
    for page in pages.iter_mut() {
        page.measure(grid.face);
    }
    pages.iter().filter_map(|page| search::best(page, grid)).map(|reading| reading.cost).sum()
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
