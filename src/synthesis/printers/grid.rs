//! Extractors that keep the look of the page (`pdftotext -layout`): every piece stands at its own column of characters, and rows that
//! stay empty are printed.

use super::super::random::Random;
use super::super::sheet::{Piece, Sheet};

/// As many rows are printed empty at most, whatever the distance.
const MOST_EMPTY: usize = 4;

/// The lines of a page.
pub(in super::super) fn lines(sheet: &Sheet, leading: f64, random: &mut Random) -> Vec<String> {
    let rows = rows(sheet);
    let apart = random.whole(2, 5) as f64;
    let left = sheet.pieces.iter().map(|piece| piece.x).fold(f64::INFINITY, f64::min);
    let cell = cell_width(&rows, sheet, apart);
    let indent = random.choose(0, &[(0.3, 4), (0.2, 9)]);
    let mut lines = Vec::new();
    let mut above: Option<f64> = None;
    for row in rows {
        let y = row.first().map_or(0.0, |piece| piece.y);
        let empty = above.map_or(0, |above| ((y - above) / leading).round() as usize).saturating_sub(1);
        lines.extend(vec![String::new(); empty.min(MOST_EMPTY)]);
        above = Some(y);
        lines.push(line(&row, |piece| indent + ((piece.x - left) / cell).round() as usize));
    }
    lines
}

/// The pieces by row, each from left to right.
fn rows(sheet: &Sheet) -> Vec<Vec<&Piece>> {
    let mut pieces: Vec<&Piece> = sheet.pieces.iter().collect();
    pieces.sort_by(|one, other| one.y.total_cmp(&other.y));
    let mut rows: Vec<Vec<&Piece>> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            // A third of the letters' height apart is another row.
            Some(row) if row.iter().all(|other| piece.y - other.y < piece.size / 3.0) => row.push(piece),
            _ => rows.push(vec![piece]),
        }
    }
    for row in &mut rows {
        row.sort_by(|one, other| one.x.total_cmp(&other.x));
    }
    rows
}

/// Points that one character takes, so narrow that no piece reaches into the next one.
fn cell_width(rows: &[Vec<&Piece>], sheet: &Sheet, apart: f64) -> f64 {
    let neighbours = rows.iter().flat_map(|row| row.iter().zip(row.iter().skip(1)));
    let widths = neighbours.map(|(left, right)| (right.x - left.x) / (length(&left.text) as f64 + apart));
    let size = sheet.pieces.first().map_or(10.0, |piece| piece.size);
    widths.fold(size * 0.5, f64::min).max(0.5)
}

fn length(text: &str) -> usize {
    text.trim_end().chars().count()
}

fn line(row: &[&Piece], start: impl Fn(&Piece) -> usize) -> String {
    let mut line = String::new();
    for piece in row {
        let taken = line.chars().count();
        let least = if taken == 0 { 0 } else { taken + 1 };
        let start = start(piece).max(least);
        line += &" ".repeat(start - taken);
        line += piece.text.trim_end();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::super::super::random::Random;
    use super::super::super::sheet::{Piece, Sheet};
    use super::lines;

    #[test]
    fn columns_stand_below_each_other_and_empty_rows_are_printed() {
        let piece = |x: f64, y: f64, text: &str| Piece {
            x,
            y,
            size: 10.0,
            bold: false,
            fill: None,
            text: text.into(),
        };
        let pieces = vec![
            piece(50.0, 100.0, "een lange regel links "),
            piece(200.0, 100.0, "rechts"),
            piece(50.0, 112.0, "kort"),
            piece(200.0, 112.0, "ook rechts"),
            piece(200.0, 136.0, "lager"),
        ];
        let sheet = Sheet { width: 400.0, height: 500.0, pieces };
        let printed = lines(&sheet, 12.0, &mut Random::new(1, &[]));
        let place = |line: &str, word: &str| line.find(word).unwrap();
        assert_eq!(printed.len(), 4);
        assert!(printed[2].is_empty());
        let right = place(&printed[0], "rechts");
        assert_eq!((place(&printed[1], "ook"), place(&printed[3], "lager")), (right, right));
        assert!(printed[0].contains("links  "));
    }
}
