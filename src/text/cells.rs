//! Respondents' words in a spreadsheet's cell: never the start of a formula.

use std::borrow::Cow;

/// What a spreadsheet may take for the start of a formula, the full-width forms included.
const FORMULA_SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// The cell as a spreadsheet may have it: one that might start a formula gets an apostrophe in front (CWE-1236).
#[must_use]
pub fn spreadsheet_cell(cell: &str) -> Cow<'_, str> {
    if cell.trim_start().starts_with(FORMULA_SIGNS) || cell.starts_with(['\t', '\r']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The text of a cell that was written by [`spreadsheet_cell`].
#[must_use]
pub fn cell_text(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if matches!(spreadsheet_cell(text), Cow::Owned(_)) => text,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::{cell_text, spreadsheet_cell};

    #[test]
    fn no_cell_starts_a_formula() {
        for cell in ["=1+1", "@SUM(A1)", "-2", " +1", "＝1", "\tx"] {
            assert_eq!(spreadsheet_cell(cell), format!("'{cell}"));
            assert_eq!(cell_text(&spreadsheet_cell(cell)), cell);
        }
        for cell in ["gewoon = tekst", "a-b", ""] {
            assert_eq!(spreadsheet_cell(cell), cell);
            assert_eq!(cell_text(cell), cell);
        }
    }
}
