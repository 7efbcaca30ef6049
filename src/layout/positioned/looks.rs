//! How a document's headings look, and whether they have a look of their own: what tells a heading from a short text.

use super::rows::Row;
use super::style::Style;
use super::{Sheet, all_columns, all_rows};
use crate::text::Ends;

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
    /// Whether lines in italics stand over text as headings do.
    pub(super) italic: bool,
}

impl Looks {
    pub(super) fn of(sheets: &[Sheet<'_>]) -> Self {
        let italic = are_italic(sheets);
        let looks = Self { told: false, numbered_stand_out: false, italic };
        let rows = || all_rows(sheets).map(|(column, row)| (row, &column.style));
        let numbered = || rows().filter(|(row, _)| row.numbered);
        let standing_out = numbered().filter(|(row, style)| looks.stands_out(row, style)).count();
        let named =
            rows().filter(|(row, style)| !row.numbered && looks.stands_out(row, style) && names(row)).count();
        let numbers = numbered().count();
        Self {
            told: numbers + named >= FEW,
            numbered_stand_out: standing_out >= FEW && standing_out * 5 >= numbers * 4,
            italic,
        }
    }

    /// Whether a row is set otherwise than running text.
    pub(super) fn stands_out(&self, row: &Row<'_>, style: &Style) -> bool {
        style.ratio(row.size) >= LARGER
            || (row.bold && !style.bold)
            || row.capitals
            || (row.italic && self.italic && !style.italic)
    }
}

/// Whether a row reads as the name of something.
fn names(row: &Row<'_>) -> bool {
    row.ends != Ends::Sentence && row.words <= 14 && !row.sentences
}

/// Whether lines in italics are headings: names with more white above than below, not the source named under a text nor sentences.
fn are_italic(sheets: &[Sheet<'_>]) -> bool {
    let (mut headings, mut others) = (0, 0);
    for trio in all_columns(sheets).flat_map(|column| column.rows.windows(3)) {
        let [before, row, after] = trio else { continue };
        if row.italic && !before.italic {
            let over = after.baseline - row.baseline < 0.97 * (row.baseline - before.baseline);
            if over && names(row) { headings += 1 } else { others += 1 }
        }
    }
    headings >= FEW && headings > 2 * others
}
