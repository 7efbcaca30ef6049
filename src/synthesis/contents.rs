//! A table of contents before the pages.

use super::random::Random;
use super::setting::{Setting, set};
use super::sheet::{Piece, Sheet};
use super::style::Style;

/// A heading and the page it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// As printed.
    pub(super) heading: String,
    /// Number of its page, from 0.
    pub(super) page: usize,
}

/// The pages with the table.
pub(super) fn sheets(entries: &[Entry], style: &Style, random: &mut Random) -> Vec<Sheet> {
    let leader = random.choose(".", &[(0.3, " ."), (0.3, "")]);
    let title = random.choose("Inhoud", &[(0.5, "Inhoudsopgave")]);
    let a_page = style.paper.rows.saturating_sub(4).max(1);
    let pages = entries.len().div_ceil(a_page);
    let all = entries.chunks(a_page).map(|entries| {
        let mut sheet = Sheet { width: style.paper.width, height: style.paper.height, pieces: Vec::new() };
        sheet.pieces.push(piece(0.0, 0.0, title.to_owned(), style));
        for (entry, row) in entries.iter().zip(2_u32..) {
            let number = (style.furniture.first + pages + entry.page).to_string();
            sheet.pieces.extend(line(entry, &number, leader, f64::from(row), style, random));
        }
        sheet
    });
    all.collect()
}

/// The heading, what leads to the number, and the number at the right: one piece, or two where nothing leads.
fn line(
    entry: &Entry,
    number: &str,
    leader: &str,
    row: f64,
    style: &Style,
    random: &mut Random,
) -> Vec<Piece> {
    let letters = &style.letters;
    let width = |text: &str| letters.face.text_width(text) * letters.size;
    let measure = style.measure();
    let setting = Setting {
        face: letters.face,
        size: letters.size,
        width: measure * 0.85,
        letters,
        breaks: &style.breaks,
    };
    // What is too long is cut short, as titles for the table are.
    let heading =
        set(&entry.heading, &setting, random).into_iter().next().map_or_else(String::new, |line| line.text);
    let heading = heading.trim().to_owned();
    let at_right = measure - width(number);
    if leader.is_empty() {
        return vec![piece(0.0, row, heading, style), piece(at_right, row, number.to_owned(), style)];
    }
    let room = at_right - width(&heading) - width("  ");
    let count = (room / width(leader)).max(3.0) as usize;
    vec![piece(0.0, row, format!("{heading} {} {number}", leader.repeat(count)), style)]
}

fn piece(x: f64, row: f64, text: String, style: &Style) -> Piece {
    let letters = &style.letters;
    Piece {
        x: style.paper.margin + x,
        y: style.paper.top + row * letters.leading,
        size: letters.size,
        bold: false,
        fill: None,
        text,
    }
}
