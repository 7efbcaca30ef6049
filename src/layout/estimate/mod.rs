//! A document's grid, from its own pages: read them with what is known, count what the reading shows, read again.

mod shown;
mod widths;

use rayon::prelude::*;

use super::grid::{Gaps, Grid, Spaces};
use super::search::{self, Course, Page, Reading};

use self::shown::Shown;

/// Readings after the first guess, each of which sharpens the grid.
const ROUNDS: usize = 3;

/// Widths of the type area that are tried, in twentieths or so from nearly the widest line on; the likeliest first.
const AREAS: [f32; 9] = [2.0, 3.0, 4.0, 1.0, 5.0, 6.0, 7.0, 8.0, 0.0];

/// What a title costs before it is known whether there are any.
const MAYBE_A_TITLE: f32 = 2.0;

/// Nats that a distance must save which fewer publications keep. A habit learnt from few lines explains them better than it should.
const RARER: f32 = 4.0;

/// Nats that titles must save.
const CLEARLY_TITLES: f32 = 12.0;

/// The best distances, which are looked at more closely, and how many nats behind the best of them is too far.
const LIKELY_GAPS: usize = 3;
const UNLIKELY: f32 = 15.0;

/// Bands to look for, rows to a line, and distances between statements to begin with.
pub(super) struct Guess<'g> {
    pub(super) columns: &'g [usize],
    pub(super) pitch: u8,
    pub(super) gaps: &'g [u8],
}

/// A grid and how the sample reads on it.
struct Attempt {
    grid: Grid,
    readings: Vec<Reading>,
    courses: Vec<Course>,
    /// Of all readings.
    cost: f32,
    /// What the distance between statements costs that it set out from.
    rarity: f32,
}

impl Attempt {
    fn new(pages: &mut [Page<'_>], grid: Grid) -> Self {
        Self::racing(pages, grid, None).unwrap_or(Self {
            grid,
            readings: Vec::new(),
            courses: Vec::new(),
            cost: f32::INFINITY,
            rarity: 0.0,
        })
    }

    /// The same, unless the grid reads a page hopelessly worse than that of `leader`.
    fn racing(pages: &mut [Page<'_>], grid: Grid, leader: Option<&Self>) -> Option<Self> {
        let read = |(index, page): (usize, &mut Page<'_>)| {
            page.measure(grid.face);
            search::race(page, &grid, leader.map(|leader| &leader.courses[index]))
        };
        let read: Option<Vec<(Reading, Course)>> = pages.par_iter_mut().enumerate().map(read).collect();
        let (readings, courses): (Vec<Reading>, Vec<Course>) = read?.into_iter().unzip();
        let cost = readings.iter().map(|reading| reading.cost).sum();
        Some(Self { grid, readings, courses, cost, rarity: 0.0 })
    }

    fn total(&self) -> f32 {
        self.cost + self.rarity
    }

    /// The same on the grid that the readings show; itself where they show nothing new.
    fn sharpened(self, pages: &mut [Page<'_>]) -> Self {
        let sharper = learn(pages, &self.readings, &self.grid);
        if sharper == self.grid { self } else { Self { rarity: self.rarity, ..Self::new(pages, sharper) } }
    }
}

/// A grid, and what it makes of the sample.
pub(super) struct Found {
    pub(super) grid: Grid,
    /// What the pages cost on it.
    pub(super) cost: f32,
    /// What they cost at the usual distance before anything was learnt from them.
    pub(super) at_first: f32,
}

/// The grid that reads the sample pages best; none without lines, or where they do not cost less than `than` at first.
pub(super) fn grid(
    pages: &mut [Page<'_>],
    guess: &Guess<'_>,
    (spaces, than): (Spaces, f32),
) -> Option<Found> {
    let widest = pages.iter().map(Page::widest).reduce(f32::max).filter(|width| *width > 0.0)?;
    // Columns that take turns read as well with one empty row less between statements, until the other habits are known.
    let (at_first, guesses) = first_guesses(pages, guess, widest, (spaces, than))?;
    let far = guesses.first()?.total() + UNLIKELY;
    let likely = guesses.into_iter().take(LIKELY_GAPS).filter(|attempt| attempt.total() < far);
    let sharpened = likely.map(|attempt| attempt.sharpened(pages));
    let mut best = cheapest(sharpened)?;
    for _ in 1..ROUNDS {
        best = best.sharpened(pages);
    }
    let best = untitled(best, pages);
    Some(Found { grid: best.grid, cost: best.cost, at_first })
}

/// The same without titles, unless they explain the sample clearly better: a few lines without a full stop are no titles yet.
fn untitled(best: Attempt, pages: &mut [Page<'_>]) -> Attempt {
    if best.grid.title.is_none() {
        return best;
    }
    let without = Attempt::new(pages, Grid { title: None, ..best.grid }).sharpened(pages);
    if without.cost < best.cost + CLEARLY_TITLES { without } else { best }
}

/// The best of some widths at each distance, cheapest first, and what the pages cost at the usual one. The widths are tried at that: a wrong
/// distance still tells them.
fn first_guesses(
    pages: &mut [Page<'_>],
    guess: &Guess<'_>,
    widest: f32,
    (spaces, than): (Spaces, f32),
) -> Option<(f32, Vec<Attempt>)> {
    let (usual, others) = guess.gaps.split_first()?;
    // Where nothing is numbered, what stands without a full stop may be a title.
    let title = (!pages.iter().any(Page::has_numbers)).then_some(MAYBE_A_TITLE);
    let mut attempt = |area: f32, gap: u8, leader: Option<&Attempt>| {
        let gaps = Gaps::around(gap, guess.pitch);
        let rarity = if gap == *usual { 0.0 } else { RARER };
        let grid = Grid { title, ..Grid::hidden(gaps, guess.pitch, spaces).with_area(area, guess.columns) };
        Attempt::racing(pages, grid, leader).map(|attempt| Attempt { rarity, ..attempt })
    };
    let mut leader: Option<(f32, Attempt)> = None;
    for step in AREAS {
        let area = widest * (0.96 + 0.06 * step);
        let found = attempt(area, *usual, leader.as_ref().map(|(_, leader)| leader));
        let better = |found: &Attempt| leader.as_ref().is_none_or(|(_, leader)| found.cost < leader.cost);
        leader = found.filter(better).map(|found| (area, found)).or(leader);
    }
    let (area, leader) = leader.filter(|(_, leader)| leader.cost < than)?;
    let at_first = leader.cost;
    let mut best: Vec<Attempt> = others.iter().filter_map(|gap| attempt(area, *gap, Some(&leader))).collect();
    best.push(leader);
    best.sort_by(|one, other| one.total().total_cmp(&other.total()));
    Some((at_first, best))
}

/// Of equals the first.
fn cheapest(attempts: impl Iterator<Item = Attempt>) -> Option<Attempt> {
    attempts.min_by(|one, other| one.total().total_cmp(&other.total()))
}

/// Rows of a page that is full: the middle of those that another page follows, the lower of two.
fn height(pages: &[Page<'_>], readings: &[Reading]) -> Option<u32> {
    let full = pages.iter().zip(readings).filter(|(page, _)| page.is_followed());
    let mut heights: Vec<u32> = full.map(|(_, reading)| reading.height).collect();
    heights.sort_unstable();
    let middle = heights.get(heights.len().saturating_sub(1) / 2).copied();
    // One page cannot be longer than the others.
    middle.filter(|height| *height > 0 && heights.len() > 1)
}

/// The grid that the readings show.
fn learn(pages: &mut [Page<'_>], readings: &[Reading], grid: &Grid) -> Grid {
    let mut shown = Shown::default();
    for (index, (page, reading)) in pages.iter().zip(readings).enumerate() {
        shown.add((index, page), reading, grid);
    }
    let gaps = shown.gaps(grid);
    let mut learnt = Grid {
        gaps,
        gaps_at_heading: shown.gaps_at_heading(gaps.usual, grid.pitch),
        title: grid.title.and_then(|_| shown.title()),
        sentences: shown.sentences(),
        heading_widths: shown.heading_widths(),
        quote_widths: shown.quote_widths(),
        quote: shown.quote(),
        spaces: if grid.spaces == Spaces::SILENT { Spaces::SILENT } else { shown.spaces() },
        order: shown.order(),
        height: height(pages, readings),
        ..*grid
    };
    widths::fill(&shown, pages, &mut learnt);
    learnt
}
