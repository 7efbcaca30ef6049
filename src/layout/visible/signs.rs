//! Markers of lists that tell how rows lie: numbers that count from row to row, and dots that an extractor printed below the line that they stand
//! in front of, because they hang a little lower.

use super::line::{Line, Seam};
use crate::layout::Row;
use crate::text::{Marker, MarkerForm, edges};

/// Items that make a list.
const ITEMS: usize = 3;

/// Whether every row opens with the number after the one before, or goes on indented below it: so no columns can share them.
pub(in crate::layout) fn is_numbered_list(rows: &[Row<'_>]) -> bool {
    let mut last: Option<Marker<'_>> = None;
    let mut items = 0;
    for row in rows {
        let marker = Marker::opening(row.text).filter(|own| !matches!(own.form, MarkerForm::Sign(_)));
        match (marker, &last) {
            (Some(marker), None) => last = Some(marker),
            (Some(marker), Some(before)) if marker.follows(before) => last = Some(marker),
            (None, Some(_)) if row.text.starts_with("  ") || row.text.starts_with('\t') => continue,
            _ => return false,
        }
        items += 1;
    }
    items >= ITEMS
}

/// Hands signs that were printed below the first line of their item to that line. `bounds` are the ends of parts of the lines.
pub(super) fn hang(lines: &mut Vec<Line<'_>>, bounds: &mut [usize]) {
    let signs: Vec<usize> = (1..lines.len()).filter(|index| may_hang(lines, *index)).collect();
    // Where dots stand above their items, the line below one is the beginning of a sentence.
    let within = signs.iter().filter(|index| divides_text(lines, **index)).count();
    if within < ITEMS || within * 4 < signs.len() {
        return;
    }
    for index in signs.iter().copied() {
        let sign = &lines[index];
        let (row, marker) = (sign.row, Marker::of(sign.text()));
        if let Some(next) = lines.get_mut(index + 1)
            && let Seam::Below(rows) = next.seam
        {
            next.seam = Seam::Below(rows.saturating_sub(1).max(1));
        }
        lines[index - 1].sign = Some(row);
        lines[index - 1].marker = marker;
    }
    for bound in bounds.iter_mut() {
        *bound -= signs.partition_point(|index| *index < *bound);
    }
    let mut index = 0;
    lines.retain(|_| {
        index += 1;
        signs.binary_search(&(index - 1)).is_err()
    });
}

/// A dot right below a line of text.
fn may_hang(lines: &[Line<'_>], index: usize) -> bool {
    let (above, own) = (&lines[index - 1], &lines[index]);
    let dot = Marker::of(own.text()).is_some_and(|marker| matches!(marker.form, MarkerForm::Sign(_)));
    own.bare && dot && !above.bare && above.marker.is_none() && own.seam == Seam::Below(1)
}

/// The line above the sign stops in mid-sentence, and the line below it goes on.
fn divides_text(lines: &[Line<'_>], index: usize) -> bool {
    let goes_on = |next: &Line<'_>| next.begins == edges::Begins::Lower && next.seam == Seam::Below(1);
    lines[index - 1].ends != edges::Ends::Sentence && lines.get(index + 1).is_some_and(goes_on)
}
