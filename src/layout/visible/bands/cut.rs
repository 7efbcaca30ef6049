//! Cuts a band into its columns, row by row, and where a heading stands between columns that begin anew below it.

use super::{Cell, JITTER};
use crate::layout::Row;
use crate::layout::visible::words::Word;
use crate::text::edges;

/// A line may reach this many characters into the next column.
const TOO_LONG: u32 = 12;

/// The word with which a row goes over into the column at `start`. What stands there behind a single space may be the end of a line of the
/// column before that was printed too long.
fn first_of_column(words: &[Word], start: u32) -> Option<&Word> {
    let at = words.iter().position(|word| word.start + JITTER >= start)?;
    let first = &words[at];
    let end_of_line = words[at..]
        .iter()
        .skip(1)
        .position(|word| word.gap >= 2)
        .map_or(words.len(), |length| at + 1 + length);
    let too_long = at > 0 && first.gap < 2 && words[end_of_line - 1].end <= start + TOO_LONG;
    if too_long { words.get(end_of_line) } else { Some(first) }
}

/// Cuts a band where a heading over the whole width stands between columns that begin anew below it: (first row, one past the last,
/// whether it takes the whole width).
pub(super) fn parts(
    band: (usize, usize),
    rows: &[Row<'_>],
    printed: &[Vec<Word>],
    starts: &[u32],
) -> Vec<(usize, usize, bool)> {
    let Some(second) = starts.first() else { return vec![(band.0, band.1, true)] };
    let left_only = |index: usize| {
        printed[index].first().is_some_and(|word| word.start < *second)
            && printed[index].last().is_some_and(|word| word.end + JITTER <= *second)
    };
    let apart = |index: usize| {
        index == band.0 || index == band.1 || rows[index].position > rows[index - 1].position + 1
    };
    let mut parts = Vec::new();
    let mut from = band.0;
    let mut index = band.0;
    while index < band.1 {
        let length = (index..band.1.min(index + 2)).take_while(|row| left_only(*row)).count();
        let end = (1..=length).map(|length| index + length).find(|end| apart(*end) && apart(index));
        match end {
            Some(end) if may_head(rows, printed, (index, end), band.1, *second) => {
                if from < index {
                    parts.push((from, index, false));
                }
                parts.push((index, end, true));
                from = end;
                index = end;
            }
            _ => index += 1,
        }
    }
    if from < band.1 {
        parts.push((from, band.1, false));
    }
    parts
}

/// Whether rows that stand apart read as a heading over columns: no sentence, and below it the second column goes on, or another band.
fn may_head(rows: &[Row<'_>], printed: &[Vec<Word>], own: (usize, usize), end: usize, second: u32) -> bool {
    let reaches = |index: usize| printed[index].last().is_some_and(|word| word.start + JITTER >= second);
    let ends = edges::ends(rows[own.1 - 1].text);
    let first = rows[own.0].text;
    let titled = edges::begins(first) == edges::Begins::Capital
        || edges::begins(first) == edges::Begins::Abbreviation
        || edges::heading_number(first).is_some();
    let said = (own.0..own.1).any(|index| edges::has_inner_stop(rows[index].text));
    // Columns that begin anew begin side by side; a heading within a column leaves the others as they are.
    let begins = |index: usize| printed[index].first().is_some_and(|word| word.start < second);
    let numbered = edges::heading_number(first).is_some();
    let below = if own.1 < end {
        begins(own.1) && reaches(own.1)
    } else {
        let short = (own.0..own.1).all(|index| !is_full(&printed[index], second));
        (short || numbered) && rows.get(end).is_some_and(|next| next.position > rows[end - 1].position + 1)
    };
    titled && !said && below && matches!(ends, edges::Ends::Word | edges::Ends::Closing)
}

/// Whether a row of the first column reaches as far as its text may, so that it is hardly a heading.
fn is_full(row: &[Word], second: u32) -> bool {
    row.last().is_some_and(|word| word.end * 10 > second * 8)
}

/// The rows of each column.
pub(super) fn cut<'p>(rows: &[Row<'p>], printed: &[Vec<Word>], starts: &[u32]) -> Vec<Vec<Cell<'p>>> {
    let mut columns = vec![Vec::new(); starts.len() + 1];
    for (row, words) in rows.iter().zip(printed) {
        let mut from = 0;
        for (column, until) in starts.iter().map(Some).chain([None]).enumerate() {
            let at = until.and_then(|start| first_of_column(words, *start));
            let to = at.map_or(row.text.len(), |word| word.byte).max(from);
            let text = row.text.get(from..to).unwrap_or_default();
            if !crate::text::is_blank(text) {
                let before = row.text.get(..from).unwrap_or_default().chars().count() as u32;
                let at = words.iter().find(|word| word.byte >= from).map_or(0, |word| word.start);
                columns[column].push(Cell { row: Row { text, offset: row.offset + before, ..*row }, at });
            }
            from = to;
        }
    }
    columns.retain(|column| !column.is_empty());
    columns
}
