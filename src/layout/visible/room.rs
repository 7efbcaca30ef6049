//! The room that a line leaves in its column: a wrapped line was full, so that the next word did not fit.

use super::line::{Line, Seam};
use super::style::{Style, Wrap, reach};
use crate::layout::metrics::Face;
use crate::text::Ends;

/// What a line that was left unfilled costs at most, in nats: a slip, or a word that was put on the next line by hand.
const UNFILLED: f32 = 4.5;

/// A wrapped line was full: the next word had no room. Characters are counted exactly; widths are approximate.
pub(super) fn filling(before: &Line<'_>, line: &Line<'_>, style: &Style) -> f32 {
    let slack = slack(before, line, style);
    let most = (-style.shares.unfilled.ln()).min(UNFILLED);
    match style.wrap {
        // A page may break what no column did.
        Wrap::Never(_) if line.seam == Seam::Turn => 1.5,
        Wrap::Never(_) => 5.0,
        _ if slack <= 0.0 => 0.0,
        Wrap::Characters(_) => (2.0 + 30.0 * slack).min(most),
        Wrap::Width(_) => (0.3 + 24.0 * slack).min(most),
    }
}

/// The measure and width that lines are held against.
pub(super) fn width(style: &Style) -> (usize, f32) {
    match style.wrap {
        Wrap::Never(width) | Wrap::Characters(width) => (0, width),
        Wrap::Width(width) => (1, width),
    }
}

/// Width of a space in both measures.
fn space(measure: usize) -> f32 {
    if measure == 0 { 1.0 } else { Face::Grotesque.advance(' ') }
}

/// The share of the column's width that the first word takes.
pub(super) fn part_of_width(line: &Line<'_>, style: &Style) -> f32 {
    let (measure, width) = width(style);
    (line.first_word[measure] + space(measure)) / width
}

/// The share of the column's width that would have stayed free, had the line's first word been put on the line above.
pub(super) fn slack(before: &Line<'_>, line: &Line<'_>, style: &Style) -> f32 {
    let (measure, width) = width(style);
    let next = match before.ends {
        // The hyphen makes way for a syllable, of which at least two letters were to come.
        Ends::Hyphen => line.first_word[measure] * 0.5 - space(measure),
        _ => space(measure) + line.first_word[measure],
    };
    (width - reach(before, measure) - next) / width
}
