//! How doubtful a paragraph is: how much worse the best reading is that lacks it, and signs that the page was not printed as it is read.

use super::line::{Line, Seam};
use super::paragraphs::{Paragraph, ParagraphKind};
use super::room::slack;
use super::style::{Style, Wrap};
use crate::text::{Begins, Ends};

/// A nat between readings says this much: what the costs leave out weighs in as well.
const MARGIN: f32 = 0.8;

/// Nats that tell nothing more.
const CERTAIN: f32 = 6.0;

/// Signs of trouble, as log-odds: a piece that was printed elsewhere, a text that begins or ends as hardly any other does, a line left unfilled.
const MOVED: f32 = 3.5;
const BEGINS_ODDLY: f32 = 3.5;
const ENDS_ODDLY: f32 = 2.5;
const UNFILLED: f32 = 1.5;

/// Share of the width that is left free by no chance.
const ROOM: f32 = 0.1;

/// Shares from which something is what hardly any other, or nearly every other text does.
const RARE: f32 = 0.08;
const USUAL: f32 = 0.9;

/// Doubt of 0 to 1 about a paragraph.
pub(super) fn of(paragraph: &Paragraph<'_>, lines: &[Line<'_>], style: &Style) -> f64 {
    let odds = -MARGIN * paragraph.margin.min(CERTAIN) + signs(paragraph, lines, style);
    1.0 / (1.0 + f64::from(-odds).exp())
}

fn signs(paragraph: &Paragraph<'_>, lines: &[Line<'_>], style: &Style) -> f32 {
    let own = lines.get(paragraph.lines.0..paragraph.lines.1).unwrap_or_default();
    if paragraph.kind != ParagraphKind::Text {
        return 0.0;
    }
    let mut signs = 0.0;
    if own.iter().any(|line| line.moved) {
        signs += MOVED;
    }
    if paragraph.begins == Begins::Lower && paragraph.marker.is_none() && style.shares.lower < RARE {
        signs += BEGINS_ODDLY;
    }
    if paragraph.ends != Ends::Sentence && style.shares.stops > USUAL {
        signs += ENDS_ODDLY;
    }
    let unfilled = |pair: &[Line<'_>]| pair[1].seam != Seam::Turn && slack(&pair[0], &pair[1], style) > ROOM;
    if !matches!(style.wrap, Wrap::Never(_)) && own.windows(2).any(unfilled) {
        signs += UNFILLED;
    }
    signs
}
