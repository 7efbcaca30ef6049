//! How the words of a piece are put on a PDF's page.

use pdf_writer::{Content, Name, Str};

use super::super::super::random::Random;
use super::super::super::sheet::Piece;
use super::super::super::style::Letters;
use super::super::super::typeface::Typeface;
use super::encoding::Coding;
use super::fonts::{BOLD, BOOK};
use super::{Grain, PdfStyle};

/// What pieces are written with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks<'m> {
    pub(super) coding: &'m Coding,
    pub(super) style: PdfStyle,
    pub(super) letters: &'m Letters,
}

/// Standard deviation of corrections between letters, in thousandths of the size.
const KERNING: f64 = 12.0;

impl Marks<'_> {
    /// Writes a line of a column.
    pub(super) fn piece(&self, content: &mut Content, height: f64, piece: &Piece, random: &mut Random) {
        content.begin_text();
        self.font(content, piece);
        let place = [piece.x, height - piece.y];
        match self.style.grain {
            Grain::Lines => self.line(content, piece, place),
            Grain::Words => self.words(content, piece, place, " "),
            Grain::BareWords => self.words(content, piece, place, ""),
            Grain::Letters => self.corrected(content, piece, place, random),
        }
        content.end_text();
    }

    /// Writes a line that runs from below upwards.
    pub(super) fn upright_line(&self, content: &mut Content, height: f64, piece: &Piece) {
        content.begin_text();
        self.font(content, piece);
        content.set_text_matrix([0.0, 1.0, -1.0, 0.0, piece.x as f32, (height - piece.y) as f32]);
        content.show(Str(&self.coding.bytes(&piece.text)));
        content.end_text();
    }

    fn font(&self, content: &mut Content, piece: &Piece) {
        content.set_font(Name(if piece.bold { BOLD } else { BOOK }), piece.size as f32);
        content.set_horizontal_scaling((100.0 * (1.0 + self.letters.tracking)) as f32);
    }

    fn face(&self, piece: &Piece) -> Typeface {
        if piece.bold { self.letters.face.bold() } else { self.letters.face }
    }

    /// Width of a text in thousandths of the size, spaces as they come.
    fn width(&self, piece: &Piece, text: &str) -> f64 {
        self.face(piece).text_width(text) * 1000.0
    }

    /// What every space is wider, in thousandths of the size, where the line is made to fill its column.
    fn stretch(&self, piece: &Piece) -> f64 {
        let text = piece.text.trim();
        let spaces = text.matches(' ').count();
        let Some(fill) = piece.fill.filter(|_| spaces > 0) else {
            return 0.0;
        };
        let scale = piece.size * (1.0 + self.letters.tracking) / 1000.0;
        (fill / scale - self.width(piece, text)) / spaces as f64
    }

    fn line(&self, content: &mut Content, piece: &Piece, [x, y]: [f64; 2]) {
        content.set_text_matrix([1.0, 0.0, 0.0, 1.0, x as f32, y as f32]);
        let stretch = self.stretch(piece);
        if stretch == 0.0 {
            content.show(Str(&self.coding.bytes(&piece.text)));
            return;
        }
        let mut shown = content.show_positioned();
        let mut items = shown.items();
        for word in piece.text.split_inclusive(' ') {
            items.show(Str(&self.coding.bytes(word))).adjust(-stretch as f32);
        }
    }

    /// Every word at its own place, with what stands after it.
    fn words(&self, content: &mut Content, piece: &Piece, [x, y]: [f64; 2], after: &str) {
        let scale = piece.size * (1.0 + self.letters.tracking) / 1000.0;
        let stretch = self.stretch(piece);
        let space = self.width(piece, " ") + stretch;
        let mut along = 0.0;
        for word in piece.text.trim_end().split(' ') {
            if !word.is_empty() {
                content.set_text_matrix([1.0, 0.0, 0.0, 1.0, (x + along * scale) as f32, y as f32]);
                content.show(Str(&self.coding.bytes(&format!("{word}{after}"))));
            }
            along += self.width(piece, word) + space;
        }
    }

    /// The line in short runs with corrections between; spaces are corrections as well.
    fn corrected(&self, content: &mut Content, piece: &Piece, [x, y]: [f64; 2], random: &mut Random) {
        content.set_text_matrix([1.0, 0.0, 0.0, 1.0, x as f32, y as f32]);
        let space = self.width(piece, " ") + self.stretch(piece);
        let mut shown = content.show_positioned();
        let mut items = shown.items();
        for word in piece.text.trim_end().split(' ') {
            let mut run = String::new();
            for letter in word.chars() {
                run.push(letter);
                if random.chance(0.2) {
                    items.show(Str(&self.coding.bytes(&run))).adjust(random.spread(KERNING) as f32);
                    run.clear();
                }
            }
            items.show(Str(&self.coding.bytes(&run))).adjust(-space as f32);
        }
    }
}
