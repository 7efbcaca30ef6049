//! Columns that a gutter of spaces shows, as layout-preserving extractors print them.

use super::Row;
use crate::text::is_blank;

/// Spaces between two columns are at least this many.
const NARROWEST: usize = 3;

/// Share of a page's lines that must show the gutter on both sides.
const SHOWN: f64 = 0.25;

/// Character positions at which a new column begins, the first column aside; none where no gutter shows.
pub(super) fn find(rows: &[Row<'_>]) -> Vec<usize> {
    let grids: Vec<Vec<char>> = rows.iter().map(|row| row.text.trim_end().chars().collect()).collect();
    let widest = grids.iter().map(Vec::len).max().unwrap_or(0);
    let mut gutters = Vec::new();
    let mut at = NARROWEST;
    while at < widest {
        if is_gutter(&grids, at) {
            gutters.push(at);
            at += 20;
        } else {
            at += 1;
        }
    }
    gutters
}

/// Whether enough lines have text on both sides of `at` with spaces before it, and hardly any line runs through.
fn is_gutter(grids: &[Vec<char>], at: usize) -> bool {
    let mut shown = 0;
    let mut crossed = 0;
    for line in grids.iter().filter(|line| line.len() > at) {
        let blank_before = line[at - NARROWEST..at].iter().all(|character| character.is_whitespace());
        let text_before = line[..at].iter().any(|character| !character.is_whitespace());
        let text_at = !line[at].is_whitespace();
        match (blank_before, text_before, text_at) {
            (true, true, true) => shown += 1,
            (false, _, _) => crossed += 1,
            _ => {}
        }
    }
    shown >= 3 && shown as f64 >= SHOWN * grids.len() as f64 && crossed * 10 <= shown
}

/// The rows of each column from left to right.
pub(super) fn columns<'r>(rows: &[Row<'r>], gutters: &[usize]) -> Vec<Vec<Row<'r>>> {
    let mut columns = vec![Vec::new(); gutters.len() + 1];
    for row in rows {
        let mut cuts = vec![0];
        cuts.extend(gutters.iter().map(|at| column_start(row.text, *at)));
        cuts.push(row.text.len());
        for (column, cut) in columns.iter_mut().zip(cuts.windows(2)) {
            let text = row.text.get(cut[0]..cut[1]).unwrap_or_default();
            if !is_blank(text) {
                let before = row.text.get(..cut[0]).unwrap_or_default().chars().count() as u32;
                column.push(Row { text, offset: row.offset + before, ..*row });
            }
        }
    }
    columns
}

/// The byte at which this line's part of the column at `at` begins: a word that straddles the position stays whole, on the left.
fn column_start(text: &str, at: usize) -> usize {
    let mut previous_is_space = true;
    for (index, (byte, character)) in text.char_indices().enumerate() {
        if index + 1 >= at && previous_is_space && !character.is_whitespace() {
            return byte;
        }
        previous_is_space = character.is_whitespace();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{Row, columns, find};

    #[test]
    fn a_gutter_of_spaces_parts_two_columns() {
        let page = [
            "De wachttijd is lang       Er is te weinig geld",
            "en de hulp ver weg.        voor opvang.",
            "",
            "Geen regie.                Ieder voor zich.",
            "                           Alleen rechts.",
        ];
        let rows: Vec<Row<'_>> = page
            .iter()
            .enumerate()
            .filter(|(_, text)| !text.is_empty())
            .map(|(index, text)| Row { line: index as u32 + 1, position: index as u32, offset: 0, text })
            .collect();
        let gutters = find(&rows);
        assert_eq!(gutters, [27]);
        let texts: Vec<Vec<&str>> = columns(&rows, &gutters)
            .iter()
            .map(|column| column.iter().map(|row| row.text.trim()).collect())
            .collect();
        assert_eq!(texts[0], ["De wachttijd is lang", "en de hulp ver weg.", "Geen regie."]);
        assert_eq!(texts[1], ["Er is te weinig geld", "voor opvang.", "Ieder voor zich.", "Alleen rechts."]);
    }
}
