//! Extractors that print by height (`PDFBox` sorted by position, iText's location strategy): pieces at one height on one line, joined
//! by one space unless the left one ends in one; nothing is printed for rows that stay empty.

use super::super::sheet::{Piece, Sheet};
use super::super::style::Extractor;

/// The lines of a page.
pub(in super::super) fn lines(sheet: &Sheet, extractor: Extractor) -> Vec<String> {
    let mut pieces: Vec<&Piece> = sheet.pieces.iter().collect();
    pieces.sort_by(|one, other| one.y.total_cmp(&other.y));
    let mut rows: Vec<Vec<&Piece>> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some(row) if row.iter().any(|other| same_row(other, piece, extractor)) => row.push(piece),
            _ => rows.push(vec![piece]),
        }
    }
    rows.iter_mut().map(|row| join(row)).collect()
}

/// Whether two pieces, the first not the lower one, are printed on one line.
fn same_row(upper: &Piece, lower: &Piece, extractor: Extractor) -> bool {
    match extractor {
        Extractor::SameHeight => upper.y.round() == lower.y.round(),
        Extractor::Overlap(height) => lower.y - lower.size * height <= upper.y,
    }
}

fn join(row: &mut [&Piece]) -> String {
    row.sort_by(|one, other| one.x.total_cmp(&other.x));
    row.iter().fold(String::new(), |mut line, piece| {
        if !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
        line + piece.text.as_str()
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::sheet::{Piece, Sheet};
    use super::super::super::style::Extractor;
    use super::lines;

    fn piece(x: f64, y: f64, text: &str) -> Piece {
        Piece { x, y, size: 10.0, bold: false, fill: None, text: text.into() }
    }

    #[test]
    fn one_space_joins_unless_the_left_piece_ends_in_one() {
        let pieces = vec![
            piece(50.0, 100.0, "links "),
            piece(50.0, 130.0, "onder  "),
            piece(300.0, 100.0, "rechts "),
            piece(50.0, 114.0, "einde."),
            piece(300.0, 114.0, "meer"),
            piece(300.0, 130.2, "op"),
            piece(300.0, 144.0, "alleen"),
        ];
        let sheet = Sheet { width: 600.0, height: 800.0, pieces };
        let expected = ["links rechts ", "einde. meer", "onder  op", "alleen"];
        assert_eq!(lines(&sheet, Extractor::Overlap(0.6)), expected);
        assert_eq!(lines(&sheet, Extractor::SameHeight), expected);
    }

    #[test]
    fn letters_that_overlap_share_a_line_for_one_extractor_only() {
        let pieces = vec![piece(50.0, 100.0, "links"), piece(300.0, 104.0, "lager")];
        let sheet = Sheet { width: 600.0, height: 800.0, pieces };
        assert_eq!(lines(&sheet, Extractor::Overlap(0.6)), ["links lager"]);
        assert_eq!(lines(&sheet, Extractor::SameHeight), ["links", "lager"]);
    }
}
