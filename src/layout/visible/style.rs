//! How a document sets its text: whether and where lines are wrapped, how paragraphs are set apart, how its statements end. Nothing of it is
//! known beforehand. Every combination is tried on some of the document's lines, what it leaves open is counted from its own reading, and
//! the one that reads them at the lowest cost is kept.

use super::decode;
use super::line::{Line, Seam};
use super::shares::{self, AT_FIRST, NOTES, Shares};
use crate::text::Ends;

/// Lines that a style is estimated from.
const SAMPLE: usize = 500;

/// Times that the shares are counted anew.
const ROUNDS: usize = 3;

/// What is constant for the lines of a document that stand in as many columns.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub(super) wrap: Wrap,
    pub(super) set: Setting,
    /// Rows from a line to the next within a paragraph: 2 where every other row is left free.
    pub(super) spacing: u32,
    /// Whether its texts are notes rather than sentences.
    pub(super) notes: bool,
    pub(super) shares: Shares,
}

/// Where lines are wrapped.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Wrap {
    /// Nowhere: a line is a paragraph. Some lines reach to about this many characters; that others do too is chance.
    Never(f32),
    /// At this many characters, blanks counted.
    Characters(f32),
    /// At this width in thousandths of the type size.
    Width(f32),
}

/// How the first line of a paragraph is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// Like the others.
    Flush,
    /// Indented.
    FirstLine,
    /// The others are indented.
    Hanging,
}

/// The styles of a document's lines, by the number of columns that they stand in.
pub(super) fn styles(lines: &[Line<'_>]) -> Vec<(usize, Style)> {
    let mut numbers: Vec<usize> = lines.iter().map(|line| line.columns).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into_iter().map(|columns| (columns, style(&sample(lines, columns)).1)).collect()
}

/// Whole stretches of lines of that many columns, spread over the document.
fn sample<'p>(lines: &[Line<'p>], columns: usize) -> Vec<Line<'p>> {
    let own: Vec<usize> = (0..lines.len()).filter(|index| lines[*index].columns == columns).collect();
    let pieces = own.len().div_ceil(SAMPLE).clamp(1, 5);
    let mut found: Vec<Line<'p>> = Vec::new();
    for piece in 0..pieces {
        let from = own.len() * piece / pieces;
        let stretch = own.iter().skip(from).take(SAMPLE / pieces);
        for (nth, index) in stretch.enumerate() {
            let mut line = lines[*index].clone();
            if nth == 0 || lines[index.saturating_sub(1)].columns != columns {
                line.seam = Seam::Break;
            }
            found.push(line);
        }
    }
    found
}

/// The style that reads the lines best, and at what cost.
pub(super) fn style(lines: &[Line<'_>]) -> (f32, Style) {
    let mut best: Option<(f32, Style)> = None;
    let closest = lines.iter().filter_map(|line| line.seam.rows()).min().unwrap_or(1);
    let spacings = if closest > 1 { vec![1, closest] } else { vec![1] };
    let indented = lines.iter().filter(|line| line.indent > 1).count();
    let all = [Setting::Flush, Setting::FirstLine, Setting::Hanging];
    let settings = if indented * 12 > lines.len() { &all[..] } else { &all[..1] };
    let stopped = lines.iter().filter(|line| line.ends == Ends::Sentence).count();
    let manners = if stopped * 3 < lines.len() { &[false, true][..] } else { &[false][..] };
    for wrap in wraps(lines) {
        for set in settings.iter().copied() {
            for (spacing, notes) in spacings.iter().flat_map(|rows| manners.iter().map(|own| (*rows, *own))) {
                let shares = if notes { NOTES } else { AT_FIRST };
                let (cost, style) = fitted(lines, Style { wrap, set, spacing, notes, shares });
                if best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, style));
                }
            }
        }
    }
    best.unwrap_or((
        0.0,
        Style { wrap: Wrap::Never(1.0), set: Setting::Flush, spacing: 1, notes: false, shares: AT_FIRST },
    ))
}

/// The style with its shares counted, and what it costs to read the lines with it.
fn fitted(lines: &[Line<'_>], mut style: Style) -> (f32, Style) {
    let mut cost = 0.0;
    for _ in 0..ROUNDS {
        let reading = decode::best(lines, &|_| style);
        cost = reading.cost;
        style.shares = shares::count(lines, &reading, &style);
    }
    // The longest line is full by definition, so that one full line says nothing.
    let wrapped = if matches!(style.wrap, Wrap::Never(_)) { 0.0 } else { 4.5 };
    let set = if style.set == Setting::Flush { 0.0 } else { 2.0 };
    let spaced = if style.spacing == 1 { 0.0 } else { 4.0 };
    let notes = if style.notes { 3.0 } else { 0.0 };
    (cost + wrapped + set + spaced + notes, style)
}

/// Places at which lines may be wrapped: at the longest ones, or a little before, some lines being too long.
fn wraps(lines: &[Line<'_>]) -> Vec<Wrap> {
    let mut wraps = Vec::new();
    for measure in 0..2 {
        let mut extents: Vec<f32> =
            lines.iter().filter(|line| !line.bare).map(|line| reach(line, measure)).collect();
        extents.sort_by(f32::total_cmp);
        let from_end = |skipped: usize| extents.len().checked_sub(1 + skipped).map(|at| extents[at]);
        let mut widths: Vec<f32> = Vec::new();
        for skipped in [0, 1, extents.len() / 50, extents.len() / 20, extents.len() / 8] {
            widths.extend(from_end(skipped));
        }
        if let (1, Some(longest)) = (measure, from_end(0)) {
            widths.extend([0.985, 0.97, 0.95].map(|share| share * longest));
        }
        widths.sort_by(f32::total_cmp);
        widths.dedup();
        if measure == 0 {
            wraps.push(Wrap::Never(from_end(extents.len() / 50).unwrap_or(1.0)));
        }
        let wrap = if measure == 0 { Wrap::Characters } else { Wrap::Width };
        wraps.extend(widths.into_iter().filter(|width| *width > 1.0).map(wrap));
    }
    wraps
}

/// How far a line reaches, from the margin of its column.
pub(super) fn reach(line: &Line<'_>, measure: usize) -> f32 {
    line.extent[measure] + line.indent as f32 * INDENT[measure]
}

/// Width of a position before the text: in characters, and as extractors make positions of proportional type.
const INDENT: [f32; 2] = [1.0, 480.0];

/// Share of the column that a line must fill to count as full.
const FULL: f32 = 0.8;

/// Whether a line fills its column, so that it may have been cut there; where nothing is wrapped none does.
pub(super) fn is_full(line: &Line<'_>, style: &Style) -> bool {
    match style.wrap {
        Wrap::Never(_) => false,
        Wrap::Characters(width) => reach(line, 0) > FULL * width,
        Wrap::Width(width) => reach(line, 1) > FULL * width,
    }
}
