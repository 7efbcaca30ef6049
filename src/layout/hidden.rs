//! Pages whose columns were printed into each other, row by row: which they are, on which grid they were set, and how they read.

use rayon::prelude::*;

use super::blocks::Stretch;
use super::estimate::{self, Guess};
use super::grid::{Grid, MOST_COLUMNS, Spaces};
use super::metrics::Face;
use super::numbers::Numbers;
use super::search::{self, Page};
use super::{Row, doubt, visible};
use crate::model::Block;
use crate::text::{Begins, Ends, edges};

/// Reading a document's sample in columns must be this many nats better than in one column. One-column documents gain nothing.
const MARGIN: f32 = 6.0;

/// A more complicated grid must read the sample this many nats better; before its habits are learnt, not much worse.
const OTHER_GRID: f32 = 4.0;
const NOT_WORSE: f32 = 10.0;

/// Where lines cost more than this many nats each, columns that share no rows are tried, and three of them.
const PUZZLING: (f32, f32) = (0.3, 0.8);

/// Where more lines than this share hold several columns, the columns share their rows.
const SHARED_ROWS: f32 = 0.4;

/// Pages of a document that its grid is estimated from.
const SAMPLE: usize = 4;

/// A page of fewer rows tells nothing.
const FEWEST_ROWS: usize = 4;

/// Rows of each that are looked at.
const SAMPLE_ROWS: usize = 120;

/// Lines narrower than this (thousandths of the type size) were hardly made of two columns: about 55 characters.
const TWO_COLUMNS: f32 = 27_000.0;

/// No row of a printed page holds this many characters, whatever its columns: such lines were never wrapped.
const NO_ROW: usize = 240;

/// Rows of two columns reach to about this many characters; where lines that are texts of their own go beyond it, no column wrapped them.
const LONG_ROW: usize = 150;

/// The pages of a document, each with its number and rows, that were printed row by row over their columns; none for those whose rows
/// show.
pub(super) fn read(pages: &[(u32, &[Row<'_>])]) -> Vec<Option<Vec<Block>>> {
    let nothing = vec![None; pages.len()];
    let hiding: Vec<bool> = pages.iter().map(|(_, rows)| !rows.is_empty() && !shows_rows(rows)).collect();
    let next = |index: usize| pages.get(index + 1).and_then(|(_, rows)| rows.first()).map(|row| row.text);
    let sample: Vec<Sampled<'_>> =
        sampled(pages, &hiding).into_iter().map(|index| beginning(pages[index].1, next(index))).collect();
    let numbers = Numbers::within(pages.iter().flat_map(|(_, rows)| rows.iter().map(|row| row.text)));
    let Some(grid) = estimate(&sample, &numbers) else { return nothing };
    let read = |index: usize| {
        let (number, rows) = pages[index];
        hiding[index].then(|| read_page(number, (rows, next(index)), &grid, &numbers))
    };
    let all = (0..pages.len()).into_par_iter().with_max_len(1);
    let mut read: Vec<Option<Vec<Block>>> = all.map(read).collect();
    doubt::spread(&mut read);
    read
}

/// The pages to learn from: those whose lines tell most, and others of a document that has few of those.
fn sampled(pages: &[(u32, &[Row<'_>])], hiding: &[bool]) -> Vec<usize> {
    let hidden = (0..pages.len()).filter(|index| hiding[*index] && pages[*index].1.len() >= FEWEST_ROWS);
    let (telling, others): (Vec<usize>, Vec<usize>) =
        hidden.partition(|index| has_long_lines(pages[*index].1));
    let mut sample = spread(&telling, SAMPLE);
    let more = (SAMPLE - sample.len()).min(2 * sample.len());
    sample.extend(spread(&others, more));
    sample.sort_unstable();
    sample
}

/// At most `most` of some pages, evenly spread.
fn spread(pages: &[usize], most: usize) -> Vec<usize> {
    let step = pages.len().div_ceil(most.max(1)).max(1);
    pages.iter().copied().step_by(step).take(most).collect()
}

/// Whether some lines are long enough for two columns.
fn has_long_lines(rows: &[Row<'_>]) -> bool {
    rows.iter().filter(|row| Face::Grotesque.width(row.text.trim()) > TWO_COLUMNS).count() >= 2
}

/// Whether blank lines show the rows that stayed empty, or a gutter the columns, or the lines are too long for a page.
fn shows_rows(rows: &[Row<'_>]) -> bool {
    let gaps = rows.windows(2).filter(|pair| pair[1].position > pair[0].position + 1).count();
    gaps * 10 > rows.len()
        || is_unwrapped(rows)
        || visible::bands(rows).iter().any(|band| band.columns.len() > 1)
}

/// Whether every line is a text of its own, as long as it happens to be: no page has such rows.
fn is_unwrapped(rows: &[Row<'_>]) -> bool {
    let lengths: Vec<usize> = rows.iter().map(|row| row.text.trim().chars().count()).collect();
    let longer = |than: usize| lengths.iter().filter(|length| **length > than).count();
    let whole = rows.iter().filter(|row| is_whole(row.text.trim())).count();
    longer(NO_ROW) * 20 > rows.len() || (longer(LONG_ROW) > 0 && whole * 10 >= rows.len() * 9)
}

/// A line that begins and ends as texts do.
fn is_whole(text: &str) -> bool {
    edges::ends(text) == Ends::Sentence && !matches!(edges::begins(text), Begins::Lower | Begins::Other)
}

/// Lines of a page, and the first one of the page that follows.
type Sampled<'t> = (Vec<&'t str>, Option<&'t str>);

fn beginning<'t>(rows: &[Row<'t>], next: Option<&'t str>) -> Sampled<'t> {
    let texts = rows.iter().take(SAMPLE_ROWS).map(|row| row.text).collect();
    (texts, next.filter(|_| rows.len() <= SAMPLE_ROWS))
}

fn read_page(
    page: u32,
    (rows, next): (&[Row<'_>], Option<&str>),
    grid: &Grid,
    numbers: &Numbers,
) -> Vec<Block> {
    let texts: Vec<&str> = rows.iter().map(|row| row.text).collect();
    let candidates = candidates((&texts, next), grid, numbers);
    match search::read(&candidates, grid) {
        Some(read) => Stretch { page, rows, first_column: 1 }.blocks(&candidates, grid, &read),
        None => Vec::new(),
    }
}

fn candidates<'t>((lines, next): (&[&'t str], Option<&'t str>), grid: &Grid, numbers: &Numbers) -> Page<'t> {
    let columns = grid.kinds().last().map_or(1, |kind| usize::from(kind) + 1);
    let mut candidates = Page::hidden(lines, columns, numbers).followed_by(next, numbers);
    candidates.measure(grid.face);
    candidates
}

/// The grid that reads the sample pages best: two columns on one grid of rows, or what else explains them clearly better; none where one
/// column does nearly as well.
fn estimate(sample: &[Sampled<'_>], numbers: &Numbers) -> Option<Grid> {
    let spaces = if keeps_spaces(sample) { Spaces::TYPICAL } else { Spaces::SILENT };
    let lines: usize = sample.iter().map(|(lines, _)| lines.len()).sum();
    let guess = Guess { columns: &[1, 2], pitch: 1, gaps: &[3, 2, 4, 1] };
    let pages = sample.iter();
    let mut two: Vec<Page<'_>> =
        pages.map(|(lines, next)| Page::hidden(lines, 2, numbers).followed_by(*next, numbers)).collect();
    let mut best = estimate::grid(&mut two, &guess, (spaces, f32::INFINITY))?;
    let share_rows = share_of_joined(&two, &best.grid) > SHARED_ROWS;
    let others = [
        Guess { columns: &[1, 2], pitch: 2, gaps: &[3, 4, 5, 6] },
        Guess { columns: &[1, 2, 3], pitch: 1, gaps: &[3, 2, 4, 1] },
        Guess { columns: &[1, 2, 3], pitch: 2, gaps: &[3, 4, 5, 6] },
    ];
    for guess in others.iter().filter(|guess| guess.pitch == 1 || guess.columns.len() > 2 || !share_rows) {
        let puzzling = if guess.columns.len() > 2 { PUZZLING.1 } else { PUZZLING.0 };
        if best.cost < puzzling * lines as f32 {
            break;
        }
        let mut divided: Vec<Page<'_>> = two.iter().map(|page| page.divided(guess.columns.len())).collect();
        let found = estimate::grid(&mut divided, guess, (spaces, best.at_first + NOT_WORSE));
        best = found.filter(|found| found.cost + OTHER_GRID < best.cost).unwrap_or(best);
    }
    (in_one_column(&mut two, best.grid) - best.cost > MARGIN).then_some(best.grid)
}

/// What the pages cost in one column.
fn in_one_column(pages: &mut [Page<'_>], grid: Grid) -> f32 {
    let mut bands = [None; MOST_COLUMNS];
    bands[0] = grid.bands[0];
    let alone = Grid { bands, ..grid };
    let cost = |page: &mut Page<'_>| {
        page.measure(alone.face);
        search::cost(page, &alone)
    };
    pages.iter_mut().map(cost).sum()
}

/// Share of the lines that are too wide for one column.
fn share_of_joined(pages: &[Page<'_>], grid: &Grid) -> f32 {
    let width = grid.band(1).widths[0] * 1.05;
    let counts = pages.iter().map(|page| page.wider_than(width));
    let (wide, all) = counts.fold((0, 0), |one, other| (one.0 + other.0, one.1 + other.1));
    wide as f32 / all.max(1) as f32
}

/// Whether the file kept the spaces at line ends: some lines have one, and not all.
fn keeps_spaces(sample: &[Sampled<'_>]) -> bool {
    let lines = || sample.iter().flat_map(|(lines, _)| lines);
    let (with, all) = (lines().filter(|line| line.ends_with(' ')).count(), lines().count());
    with * 20 > all && with * 20 < all * 19
}
