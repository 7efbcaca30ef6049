//! Running headers and footers.

use super::sheet::{Piece, Sheet};
use super::style::{Running, Style};

/// How far above the first row and below the last one they stand, in rows.
const APART: f64 = 2.6;

/// Puts header and footer on every page.
pub(super) fn put(sheets: &mut [Sheet], title: &str, style: &Style) {
    let pages = sheets.len();
    let leading = style.letters.leading;
    let header = style.paper.top - APART * leading;
    let footer = style.paper.top + (style.paper.rows as f64 + APART) * leading;
    for (sheet, page) in sheets.iter_mut().zip(0..) {
        for (running, y) in [(style.furniture.header, header), (style.furniture.footer, footer)] {
            let pieces =
                running.map(|running| words(running, title, style.furniture.first + page, page, pages));
            sheet.pieces.extend(pieces.into_iter().flat_map(|words| place(&words, y, style)));
        }
    }
}

/// The words at the left and at the right.
fn words(running: Running, title: &str, number: usize, page: usize, pages: usize) -> (String, String) {
    let (title, number_text) = (title.to_owned(), number.to_string());
    let is_left = number.is_multiple_of(2);
    match running {
        Running::Title => (title, String::new()),
        Running::TitleAndNumber => (title, number_text),
        Running::NumberAndTitle => (number_text, title),
        Running::Alternating if is_left => (number_text, title),
        Running::Alternating => (title, number_text),
        Running::Every2nd if is_left => (title, String::new()),
        Running::Every2nd => (title, number_text),
        Running::Number => (String::new(), number_text),
        Running::PageOf => (String::new(), format!("Pagina {} van {pages}", page + 1)),
    }
}

fn place((left, right): &(String, String), y: f64, style: &Style) -> Vec<Piece> {
    let letters = &style.letters;
    let width = letters.face.text_width(right) * letters.size;
    let at_right = style.paper.width - style.paper.margin - width;
    let piece = |text: &String, x: f64| Piece {
        x,
        y,
        size: letters.size,
        bold: false,
        fill: None,
        text: text.clone(),
    };
    let both = [(left, style.paper.margin), (right, at_right)];
    both.into_iter().filter(|(text, _)| !text.is_empty()).map(|(text, x)| piece(text, x)).collect()
}
