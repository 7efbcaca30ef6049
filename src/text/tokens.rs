//! Words of a text with their offsets, by Unicode's default word boundaries (UAX #29).

use unicode_segmentation::UnicodeSegmentation;

use super::Break;
use crate::model::Span;

/// A word as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RawToken<'t> {
    /// The characters.
    pub text: &'t str,
    /// Where, in code points.
    pub span: Span,
    /// Where, in bytes.
    pub byte_start: usize,
    /// What stands between this word and the one before.
    pub break_before: Break,
}

/// The words of `text` in order: everything between word boundaries that holds a letter or a digit.
pub fn words(text: &str) -> impl Iterator<Item = RawToken<'_>> {
    let mut code_points = 0_u32;
    let mut gap = Gap::default();
    text.split_word_bound_indices().filter_map(move |(byte_start, piece)| {
        let start = code_points;
        code_points += piece.chars().count() as u32;
        if !piece.chars().any(char::is_alphanumeric) {
            gap.see(piece);
            return None;
        }
        let starts_upper = piece.chars().next().is_some_and(char::is_uppercase);
        let break_before = std::mem::take(&mut gap).strength(starts_upper);
        Some(RawToken { text: piece, span: Span::new(start, code_points), byte_start, break_before })
    })
}

/// Punctuation seen since the last word.
#[derive(Debug, Default)]
struct Gap {
    hard_stop: bool,
    full_stop: bool,
    clause: bool,
}

impl Gap {
    fn see(&mut self, piece: &str) {
        for character in piece.chars() {
            match character {
                '!' | '?' | '…' | '\n' => self.hard_stop = true,
                '.' => self.full_stop = true,
                ';' | ':' | ',' | '(' | ')' | '[' | ']' | '–' | '—' | '•' => self.clause = true,
                _ => {}
            }
        }
    }

    /// A full stop ends a sentence only before a capital or a digit's neighbour: abbreviations ("o.a. zorg") go on in lower case.
    fn strength(&self, starts_upper: bool) -> Break {
        if self.hard_stop || (self.full_stop && starts_upper) {
            Break::Sentence
        } else if self.clause || self.full_stop {
            Break::Clause
        } else {
            Break::None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Break, words};

    #[test]
    fn words_carry_code_point_offsets_and_breaks() {
        let text = "Één loket, o.a. zorg. Meer geld!";
        let found: Vec<_> = words(text).map(|token| (token.span.cut(text), token.break_before)).collect();
        assert_eq!(
            found,
            [
                ("Één", Break::None),
                ("loket", Break::None),
                ("o.a", Break::Clause),
                ("zorg", Break::Clause),
                ("Meer", Break::Sentence),
                ("geld", Break::None),
            ]
        );
    }
}
