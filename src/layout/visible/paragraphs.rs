//! Paragraphs: lines that were read as one, before it is known what they are.

use super::decode::Reading;
use super::line::Line;
use crate::text::{Begins, Ends, Marker};

/// What a line is in its paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It begins a paragraph of text.
    Begins,
    /// It begins a heading.
    Heads,
    /// It goes on with what stands above it.
    Goes,
}

/// Lines that are one text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Paragraph<'p> {
    /// First line, and one past the last.
    pub(super) lines: (usize, usize),
    pub(super) kind: ParagraphKind,
    /// How many nats worse the best reading is that lacks it.
    pub(super) margin: f32,
    /// Rows to the paragraph above and below; `None` at the edge of a column.
    pub(super) gaps: (Option<u32>, Option<u32>),
    pub(super) marker: Option<Marker<'p>>,
    pub(super) begins: Begins,
    pub(super) ends: Ends,
    /// Whether it ends in a word that may be a verb's particle: `blijft vaak uit`.
    pub(super) particle: bool,
    pub(super) words: usize,
    /// Whether all its letters are capitals.
    pub(super) capitals: bool,
    pub(super) indent: u32,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ParagraphKind {
    /// What a respondent wrote.
    Text,
    /// A heading.
    Heading,
    /// A marker, a rule or other signs alone.
    Sign,
}

/// The paragraphs of a reading.
pub(super) fn paragraphs<'p>(lines: &[Line<'p>], reading: &Reading) -> Vec<Paragraph<'p>> {
    let mut starts: Vec<usize> =
        (0..lines.len()).filter(|index| reading.roles[*index] != Role::Goes).collect();
    starts.push(lines.len());
    starts.windows(2).map(|bounds| paragraph(lines, reading, (bounds[0], bounds[1]))).collect()
}

fn paragraph<'p>(lines: &[Line<'p>], reading: &Reading, bounds: (usize, usize)) -> Paragraph<'p> {
    let (from, to) = bounds;
    let own = &lines[from..to];
    let (first, last) = (&lines[from], &lines[to - 1]);
    let rows = |line: Option<&Line<'_>>| line.and_then(|line| line.seam.rows());
    let margin = reading.margins.iter().take(to + 1).skip(from).copied().fold(f32::INFINITY, f32::min);
    Paragraph {
        lines: bounds,
        kind: match reading.roles[from] {
            _ if first.bare => ParagraphKind::Sign,
            Role::Heads => ParagraphKind::Heading,
            Role::Begins | Role::Goes => ParagraphKind::Text,
        },
        margin,
        gaps: (rows(Some(first)), rows(lines.get(to))),
        marker: first.marker,
        begins: first.begins,
        ends: last.ends,
        particle: last.particle,
        words: own.iter().map(|line| line.text().split_whitespace().count()).sum(),
        capitals: own.iter().all(|line| line.capitals),
        indent: first.indent,
    }
}
