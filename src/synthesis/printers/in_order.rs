//! Extractors that print in the order in which pages were set (`pdftotext -raw`, most converters): one line below the other, column
//! after column; some leave a line empty where the page does.

use super::super::sheet::Sheet;

/// From this distance on, in rows, a line is left empty.
const DISTANCE: f64 = 1.4;

/// The lines of a page; with empty ones where `parted`.
pub(in super::super) fn lines(sheet: &Sheet, leading: f64, parted: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut above: Option<f64> = None;
    for piece in &sheet.pieces {
        // A column that begins lies higher than the one before ended, and is parted from it as well.
        let far = above.is_some_and(|above| !(-0.1..DISTANCE).contains(&((piece.y - above) / leading)));
        if parted && far {
            lines.push(String::new());
        }
        above = Some(piece.y);
        lines.push(piece.text.clone());
    }
    lines
}
