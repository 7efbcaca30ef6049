//! A document's grid, from its own pages: read them with what is known, count what the reading shows, read again.

mod shown;
mod widths;

use rayon::prelude::*;

use super::grid::{Gaps, Grid, Spaces};
use super::search::{self, Page, Reading};

use self::shown::Shown;

/// Readings after the first guess, each of which sharpens the grid.
const ROUNDS: usize = 3;

/// Widths of the type area that are tried, from nearly the widest line on.
const AREAS: usize = 9;

/// What a title costs before it is known whether there are any.
const MAYBE_A_TITLE: f32 = 2.0;

/// Nats that a distance must save which fewer publications keep. A habit learnt from few lines explains them better than it should.
const RARER: f32 = 4.0;

/// Nats that titles must save.
const CLEARLY_TITLES: f32 = 12.0;

/// Of these the best, for which other distances are tried.
const LIKELY_AREAS: usize = 2;

/// The best distances, which are looked at more closely.
const LIKELY_GAPS: usize = 3;

/// Bands to look for, rows to a line, and distances between statements to begin with.
pub(super) struct Guess<'g> {
    pub(super) columns: &'g [usize],
    pub(super) pitch: u8,
    pub(super) gaps: &'g [u8],
}

/// A grid and how the sample reads on it.
struct Attempt {
    grid: Grid,
    readings: Vec<Option<Reading>>,
    /// Of all readings.
    cost: f32,
    /// What the distance between statements costs that it set out from.
    rarity: f32,
}

impl Attempt {
    fn new(pages: &mut [Page<'_>], grid: Grid) -> Self {
        let readings = read(pages, &grid);
        let cost = readings.iter().flatten().map(|reading| reading.cost).sum();
        Self { grid, readings, cost, rarity: 0.0 }
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

/// The grid that reads the sample pages best, and what the pages then cost; none without lines.
pub(super) fn grid(pages: &mut [Page<'_>], guess: &Guess<'_>, spaces: Spaces) -> Option<(Grid, f32)> {
    let widest = pages.iter().map(Page::widest).reduce(f32::max).filter(|width| *width > 0.0)?;
    // Columns that take turns read as well with one empty row less between statements, until the other habits are known.
    let guesses = first_guesses(pages, guess, widest, spaces);
    let sharpened = guesses.into_iter().take(LIKELY_GAPS).map(|attempt| attempt.sharpened(pages));
    let mut best = cheapest(sharpened)?;
    for _ in 1..ROUNDS {
        best = best.sharpened(pages);
    }
    let best = untitled(best, pages);
    Some((best.grid, best.cost))
}

/// The same without titles, unless they explain the sample clearly better: a few lines without a full stop are no titles yet.
fn untitled(best: Attempt, pages: &mut [Page<'_>]) -> Attempt {
    if best.grid.title.is_none() {
        return best;
    }
    let without = Attempt::new(pages, Grid { title: None, ..best.grid }).sharpened(pages);
    if without.cost < best.cost + CLEARLY_TITLES { without } else { best }
}

/// For each distance the best of some widths, cheapest first. The widths are tried at one distance: a wrong one still tells them.
fn first_guesses(pages: &mut [Page<'_>], guess: &Guess<'_>, widest: f32, spaces: Spaces) -> Vec<Attempt> {
    let Some((usual, others)) = guess.gaps.split_first() else { return Vec::new() };
    // Where nothing is numbered, what stands without a full stop may be a title.
    let title = (!pages.iter().any(Page::has_numbers)).then_some(MAYBE_A_TITLE);
    let mut attempt = |area: f32, gap: u8| {
        let gaps = Gaps::around(gap, guess.pitch);
        let rarity = if gap == *usual { 0.0 } else { RARER };
        let grid = Grid { title, ..Grid::hidden(gaps, guess.pitch, spaces).with_area(area, guess.columns) };
        Attempt { rarity, ..Attempt::new(pages, grid) }
    };
    let areas = (0..AREAS).map(|step| widest * (0.96 + 0.06 * step as f32));
    let mut at_usual: Vec<(f32, Attempt)> = areas.map(|area| (area, attempt(area, *usual))).collect();
    at_usual.sort_by(|one, other| one.1.cost.total_cmp(&other.1.cost));
    let likely: Vec<f32> = at_usual.iter().take(LIKELY_AREAS).map(|(area, _)| *area).collect();
    let at_others = others.iter().filter_map(|gap| cheapest(likely.iter().map(|area| attempt(*area, *gap))));
    let mut best: Vec<Attempt> = at_others.collect();
    best.extend(at_usual.into_iter().next().map(|(_, attempt)| attempt));
    best.sort_by(|one, other| one.total().total_cmp(&other.total()));
    best
}

/// Of equals the first.
fn cheapest(attempts: impl Iterator<Item = Attempt>) -> Option<Attempt> {
    attempts.min_by(|one, other| one.total().total_cmp(&other.total()))
}

/// The best reading of each page on `grid`.
fn read(pages: &mut [Page<'_>], grid: &Grid) -> Vec<Option<Reading>> {
    let read = |page: &mut Page<'_>| {
        page.measure(grid.face);
        search::best(page, grid)
    };
    pages.par_iter_mut().map(read).collect()
}

/// The grid that the readings show.
fn learn(pages: &mut [Page<'_>], readings: &[Option<Reading>], grid: &Grid) -> Grid {
    let mut shown = Shown::default();
    for (index, (page, reading)) in pages.iter().zip(readings).enumerate() {
        if let Some(reading) = reading {
            shown.add((index, page), reading, grid);
        }
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
        ..*grid
    };
    widths::fill(&shown, pages, &mut learnt);
    learnt
}
