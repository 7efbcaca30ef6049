//! Notes at the foot of a column: small type below the text, opening with a number or a sign.

use super::rows::Row;
use super::style::Style;

/// How much smaller than running text they are.
const SMALLER: f32 = 0.93;

/// Takes the notes off the foot of a column's rows, each with its rows; all of them where other text of the page stands elsewhere.
pub(super) fn take<'p>(rows: &mut Vec<Row<'p>>, style: &Style, alone: bool) -> Vec<Vec<Row<'p>>> {
    let small = |row: &&Row<'_>| style.ratio(row.size) <= SMALLER;
    let from = rows.len() - rows.iter().rev().take_while(small).count();
    let opens = rows.iter().skip(from).position(opens_note);
    let Some(first) = opens.map(|at| from + at).filter(|first| *first > 0 || !alone) else {
        return Vec::new();
    };
    let mut notes: Vec<Vec<Row<'p>>> = Vec::new();
    for row in rows.drain(first..) {
        match notes.last_mut() {
            Some(note) if !opens_note(&row) => note.push(row),
            _ => notes.push(vec![row]),
        }
    }
    notes
}

/// `1 Zie …`, `1) Zie …`, `* Zie …`.
fn opens_note(row: &Row<'_>) -> bool {
    let text = row.text.trim_start();
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let rest = text.chars().nth(digits);
    let numbered =
        (1..=3).contains(&digits) && rest.is_some_and(|next| !next.is_numeric() && !"%,".contains(next));
    numbered || text.starts_with(['*', '†', '‡', '¹', '²', '³'])
}
