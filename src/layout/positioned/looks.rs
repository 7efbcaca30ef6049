//! How a document's headings look, and whether they have a look of their own: what tells a heading from a short text.

use super::rows::Row;
use super::style::Style;
use super::{Sheet, all_rows};
use crate::text::{Ends, edges};

/// Type this much larger than running text is seen to be larger.
const LARGER: f32 = 1.045;

/// Headings of one look, below which it may be chance.
const FEW: usize = 2;

/// How the headings of a document are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Looks {
    /// Whether lines stand out that may be headings, or numbers open them.
    pub(super) told: bool,
    /// Whether what numbers open stands out too.
    pub(super) numbered_stand_out: bool,
}

impl Looks {
    pub(super) fn of(sheets: &[Sheet<'_>], style: &Style) -> Self {
        let rows = || all_rows(sheets).map(|(_, row)| row);
        let numbered = || rows().filter(|row| row.numbered);
        let standing_out = numbered().filter(|row| stands_out(row, style)).count();
        let marked = rows().filter(|row| !row.numbered && stands_out(row, style) && names(row)).count();
        let numbers = numbered().count();
        Self {
            told: numbers + marked >= FEW,
            numbered_stand_out: standing_out >= FEW && standing_out * 5 >= numbers * 4,
        }
    }
}

/// Whether a row is set otherwise than running text.
pub(super) fn stands_out(row: &Row<'_>, style: &Style) -> bool {
    style.ratio(row.size) >= LARGER || (row.bold && !style.bold) || edges::in_capitals(&row.text)
}

/// Whether a row reads as the name of something.
fn names(row: &Row<'_>) -> bool {
    row.ends != Ends::Sentence && row.words <= 14 && !row.sentences
}
