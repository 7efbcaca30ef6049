//! How often a document does what is usual: counted from its own reading, and drawn a little to what most documents do.

use super::decode::Reading;
use super::line::{Line, Seam};
use super::paragraphs::Role;
use super::room::slack;
use super::style::{Style, Wrap};
use crate::text::{Begins, Ends};

/// A line break falls on the end of a sentence once in as many times as sentences have words; few have less than seven.
const LONG_SENTENCES: f32 = 0.15;

/// Of texts that are one sentence each hardly a line ends one and goes on.
const SHORT_TEXTS: f32 = 0.015;

/// Share of the width that is too much to be left free by chance of measuring.
const ROOM: f32 = 0.1;

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
    /// A line that does not end its paragraph had room for the next word: lines are ragged, or broken by hand or by an extractor.
    pub(super) unfilled: f32,
}

pub(super) const AT_FIRST: Shares = Shares {
    begins: 0.35,
    apart: 0.6,
    torn: 0.02,
    marked: 0.3,
    stops: 0.85,
    lower: 0.02,
    inner_stops: 0.05,
    unfilled: 0.01,
};

/// Notes rather than sentences: without full stops, and as often as not without capitals.
pub(super) const NOTES: Shares = Shares { stops: 0.2, lower: 0.5, ..AT_FIRST };

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
pub(super) fn count(lines: &[Line<'_>], reading: &Reading, style: &Style) -> Shares {
    let [mut begins, mut apart, mut torn, mut marked, mut stops, mut lower, mut unfilled] =
        [Count::default(); 7];
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
        if !fresh && line.seam != Seam::Turn && !matches!(style.wrap, Wrap::Never(_)) {
            unfilled.add(slack(before, line, style) > ROOM);
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
        unfilled: unfilled.share(AT_FIRST.unfilled).clamp(0.01, 0.5),
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
