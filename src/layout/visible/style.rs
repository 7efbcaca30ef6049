//! How a document sets its text: whether and where lines are wrapped, how paragraphs are set apart, how its statements end. Nothing of it is
//! known beforehand. Every combination is tried on some of the document's lines, what it leaves open is counted from its own reading, and
//! the one that reads them at the lowest cost is kept.

use super::decode::{self, Reading};
use super::line::{Line, Seam};
use super::paragraphs::Role;
use crate::text::{Begins, Ends};

/// Lines that a style is estimated from.
const SAMPLE: usize = 500;

/// Times that the shares are counted anew.
const ROUNDS: usize = 3;

/// A line break falls on the end of a sentence once in as many times as sentences have words; few have less than seven.
const LONG_SENTENCES: f32 = 0.15;

/// Of texts that are one sentence each hardly a line ends one and goes on.
const SHORT_TEXTS: f32 = 0.015;

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

/// What of a document's own reading is counted: how often, of all cases, something is so.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shares {
    /// A line begins a paragraph.
    pub(super) begins: f32,
    /// A row is left free above a paragraph.
    pub(super) apart: f32,
    /// A row is left free within one.
    pub(super) torn: f32,
    /// A paragraph opens with a list marker.
    pub(super) marked: f32,
    /// A paragraph ends like a sentence.
    pub(super) stops: f32,
    /// A paragraph begins in lower case.
    pub(super) lower: f32,
    /// A line that does not end its paragraph ends a sentence.
    pub(super) inner_stops: f32,
}

const AT_FIRST: Shares =
    Shares { begins: 0.35, apart: 0.6, torn: 0.02, marked: 0.3, stops: 0.85, lower: 0.02, inner_stops: 0.05 };

/// Notes rather than sentences: without full stops, and as often as not without capitals.
const NOTES: Shares = Shares { stops: 0.2, lower: 0.5, ..AT_FIRST };

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
        style.shares = count(lines, &reading, &style);
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

/// Cases of what is usual that count besides the document's own.
const USUAL: f32 = 3.0;

/// How often something is so.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    so: f32,
    all: f32,
}

impl Count {
    fn add(&mut self, is_so: bool) {
        self.so += f32::from(u8::from(is_so));
        self.all += 1.0;
    }

    /// Drawn a little to what is usual; never certain.
    fn share(self, usual: f32) -> f32 {
        ((self.so + USUAL * usual) / (self.all + USUAL)).clamp(0.01, 0.97)
    }
}

/// The shares that a reading shows.
fn count(lines: &[Line<'_>], reading: &Reading, style: &Style) -> Shares {
    let [mut begins, mut apart, mut torn, mut marked, mut stops, mut lower] = [Count::default(); 6];
    for (index, pair) in lines.windows(2).enumerate() {
        let ([before, line], role) = (pair, reading.roles[index + 1]) else { continue };
        if line.seam == Seam::Break || line.bare || before.bare {
            continue;
        }
        let fresh = role != Role::Goes;
        begins.add(fresh);
        if let Seam::Below(rows) = line.seam {
            if fresh { &mut apart } else { &mut torn }.add(rows > style.spacing);
        }
        if fresh && reading.body[index] {
            stops.add(before.ends == Ends::Sentence);
        }
        if role == Role::Begins {
            marked.add(line.marker.is_some());
            lower.add(line.begins == Begins::Lower);
        }
    }
    let usual = if style.notes { NOTES } else { AT_FIRST };
    if !style.notes {
        // Many must begin in lower case before it is a habit: that they do is mostly a sign of lines read wrong.
        lower.all += 3.0 * USUAL;
    }
    Shares {
        begins: begins.share(usual.begins),
        apart: apart.share(usual.apart),
        torn: torn.share(usual.torn).min(0.4),
        marked: marked.share(usual.marked),
        stops: stops.share(usual.stops),
        lower: lower.share(usual.lower).min(0.5),
        inner_stops: inner_stops(lines, reading)
            .share(AT_FIRST.inner_stops)
            .clamp(SHORT_TEXTS, LONG_SENTENCES),
    }
}

/// Lines that end a sentence and go on, of all that go on. Which of them do is the very thing in doubt, so it is told by the sentences that end
/// within lines: they end at a line's last word as often as at any other.
fn inner_stops(lines: &[Line<'_>], reading: &Reading) -> Count {
    let (mut going_on, mut stops) = (0.0, 0.0);
    for (line, role) in lines.iter().zip(&reading.roles) {
        going_on += f32::from(u8::from(*role == Role::Goes));
        let others = line.words.saturating_sub(1).max(1) as f32;
        stops += if line.stops_within { 1.0 / others } else { 0.0 };
    }
    Count { so: stops, all: going_on + stops }
}

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
