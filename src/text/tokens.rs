//! Words of a text with their offsets, by Unicode's default word boundaries (UAX #29).

use unicode_segmentation::{UWordBoundIndices, UnicodeSegmentation};

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
///
/// Runs of ASCII are split byte by byte; what touches another character is left to the general rules, up to the next space before
/// an ASCII character: no rule looks across that.
pub fn words(text: &str) -> impl Iterator<Item = RawToken<'_>> {
    Words { text, at: 0, continuation_bytes: 0, gap: Gap::default(), general: None }
}

struct Words<'t> {
    text: &'t str,
    /// The byte from which on nothing was looked at; a word boundary.
    at: usize,
    /// How many bytes before it begin no code point.
    continuation_bytes: u32,
    gap: Gap,
    /// The pieces of a stretch with other characters, and the byte it starts at.
    general: Option<(UWordBoundIndices<'t>, usize)>,
}

impl<'t> Iterator for Words<'t> {
    type Item = RawToken<'t>;

    fn next(&mut self) -> Option<RawToken<'t>> {
        loop {
            if let Some(token) = self.next_of_general() {
                return Some(token);
            }
            let bytes = self.text.as_bytes();
            let start = self.at;
            let first = *bytes.get(start)?;
            let (end, follows) =
                if in_ascii_word(first) { word_end(bytes, start) } else { gap_end(bytes, start) };
            if !follows.is_ascii() {
                self.begin_general(start);
                continue;
            }
            self.at = end;
            if !in_ascii_word(first) {
                // One space is what nearly all gaps are.
                if end > start + 1 || first != b' ' {
                    bytes.get(start..end)?.iter().for_each(|byte| self.gap.see(char::from(*byte)));
                }
                continue;
            }
            let text = self.text.get(start..end)?;
            // A lone `_` is no word.
            if first != b'_' || text.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
                return Some(self.token(text, start, first.is_ascii_uppercase(), 0));
            }
        }
    }
}

impl<'t> Words<'t> {
    /// Hands a stretch from `start` over to the general rules.
    fn begin_general(&mut self, start: usize) {
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let cut =
            rest.windows(2).position(|pair| matches!(pair, [b' ', next] if *next != b' ' && next.is_ascii()));
        self.at = cut.map_or(self.text.len(), |cut| start + cut + 1);
        let stretch = self.text.get(start..self.at).unwrap_or_default();
        self.general = Some((stretch.split_word_bound_indices(), start));
    }

    fn next_of_general(&mut self) -> Option<RawToken<'t>> {
        let (pieces, base) = self.general.as_mut()?;
        let base = *base;
        for (offset, piece) in pieces.by_ref() {
            let more = (piece.len() - piece.chars().count()) as u32;
            if piece.chars().any(char::is_alphanumeric) {
                let starts_upper = piece.chars().next().is_some_and(char::is_uppercase);
                return Some(self.token(piece, base + offset, starts_upper, more));
            }
            self.continuation_bytes += more;
            piece.chars().for_each(|character| self.gap.see(character));
        }
        self.general = None;
        None
    }

    fn token(&mut self, text: &'t str, byte_start: usize, starts_upper: bool, more: u32) -> RawToken<'t> {
        let start = byte_start as u32 - self.continuation_bytes;
        self.continuation_bytes += more;
        let span = Span::new(start, (byte_start + text.len()) as u32 - self.continuation_bytes);
        let break_before = std::mem::take(&mut self.gap).strength(starts_upper);
        RawToken { text, span, byte_start, break_before }
    }
}

/// Where the word that begins at `start` ends, if it is ASCII as far as can be seen from the byte that follows, given too.
fn word_end(bytes: &[u8], start: usize) -> (usize, u8) {
    let mut end = start + 1;
    loop {
        let rest = bytes.get(end..).unwrap_or_default();
        end += rest.iter().position(|byte| !in_ascii_word(*byte)).unwrap_or(rest.len());
        let [last, sign, next] =
            [end - 1, end, end + 1].map(|place| bytes.get(place).copied().unwrap_or(b' '));
        if sign == b' ' {
            return (end, sign);
        }
        if !sign.is_ascii() || !within_word(last, sign, next) {
            return (end, sign);
        }
        if !next.is_ascii() {
            return (end, next);
        }
        end += 2;
    }
}

/// The end of what stands between words from `start` on, and the byte that follows.
fn gap_end(bytes: &[u8], start: usize) -> (usize, u8) {
    let rest = bytes.get(start..).unwrap_or_default();
    let length = rest.iter().position(|byte| in_ascii_word(*byte) || !byte.is_ascii());
    let length = length.unwrap_or(rest.len());
    (start + length, rest.get(length).copied().unwrap_or(b' '))
}

/// Letters, digits and `_` never part (rules WB5, WB8 to WB10, WB13).
#[inline]
fn in_ascii_word(byte: u8) -> bool {
    const IN_WORD: [bool; 256] = {
        let mut table = [false; 256];
        let mut byte = 0;
        while byte < 256 {
            table[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'_';
            byte += 1;
        }
        table
    };
    IN_WORD[usize::from(byte)]
}

/// Whether a sign may join what stands on either side of it (rules WB6, WB7, WB11, WB12); of a character beyond ASCII that is not known.
fn within_word(last: u8, sign: u8, next: u8) -> bool {
    let between_letters = matches!(sign, b'.' | b'\'' | b':') && last.is_ascii_alphabetic();
    let between_digits = matches!(sign, b'.' | b'\'' | b',' | b';') && last.is_ascii_digit();
    (between_letters && (next.is_ascii_alphabetic() || !next.is_ascii()))
        || (between_digits && (next.is_ascii_digit() || !next.is_ascii()))
}

/// Punctuation seen since the last word.
#[derive(Debug, Default)]
struct Gap {
    hard_stop: bool,
    full_stop: bool,
    clause: bool,
}

impl Gap {
    fn see(&mut self, character: char) {
        match character {
            '!' | '?' | '…' | '\n' => self.hard_stop = true,
            '.' => self.full_stop = true,
            ';' | ':' | ',' | '(' | ')' | '[' | ']' | '–' | '—' | '•' => self.clause = true,
            _ => {}
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
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation as _;

    use super::{Break, Gap, RawToken, words};
    use crate::model::Span;

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

    /// The same by the general rules alone.
    fn words_by_general_rules(text: &str) -> Vec<RawToken<'_>> {
        let mut code_points = 0;
        let mut gap = Gap::default();
        let mut found = Vec::new();
        for (byte_start, piece) in text.split_word_bound_indices() {
            let start = code_points;
            code_points += piece.chars().count() as u32;
            if piece.chars().any(char::is_alphanumeric) {
                let starts_upper = piece.chars().next().is_some_and(char::is_uppercase);
                let break_before = std::mem::take(&mut gap).strength(starts_upper);
                let span = Span::new(start, code_points);
                found.push(RawToken { text: piece, span, byte_start, break_before });
            } else {
                piece.chars().for_each(|character| gap.see(character));
            }
        }
        found
    }

    fn hostile() -> impl Strategy<Value = String> {
        let signs = vec![
            "a",
            "Zorg",
            "e",
            "9",
            "10",
            "_",
            ".",
            ",",
            ";",
            ":",
            "'",
            "\"",
            " ",
            "  ",
            "\n",
            "\r\n",
            "\r",
            "\t",
            "-",
            "?",
            "!",
            "(",
            ")",
            "’",
            "‘",
            "…",
            "–",
            "é",
            "É",
            "ë",
            "e\u{301}",
            "\u{301}",
            "\u{345}",
            "\u{200d}",
            "\u{ad}",
            "\u{feff}",
            "\u{a0}",
            "\u{2003}",
            "\u{2028}",
            "\u{85}",
            "\u{b}",
            "ĳ",
            "ß",
            "א",
            "״",
            "カ",
            "漢",
            "🇳🇱",
            "🇳",
            "👩\u{200d}👧",
            "©",
            "²",
            "½",
            "٣",
            "ก",
            "\u{0}",
            "@",
            "/",
            "%",
            "·",
            "\u{2024}",
            "\u{fe0f}",
        ];
        let piece = prop_oneof![8 => prop::sample::select(signs).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    fn dutch() -> impl Strategy<Value = String> {
        let words = vec![
            "de",
            "zorgcoördinator",
            "foto's",
            "foto’s",
            "o.a.",
            "3.500,50",
            "€ 1.000",
            "10:30",
            "A4",
            "’s-Hertogenbosch",
            "Jeugdwet",
            "(bijv.",
            "ggz;",
            "(her)indicatie",
            "é",
            "cliënten,",
            "50%",
            "www.rijk.nl",
            "a_b",
            "?",
            "…",
            "– ",
        ];
        prop::collection::vec(prop::sample::select(words), 0..30).prop_map(|words| words.join(" "))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]

        #[test]
        fn words_are_those_of_the_general_rules(text in prop_oneof![2 => hostile(), 1 => dutch(), 1 => ".{0,30}"]) {
            let found: Vec<RawToken<'_>> = words(&text).collect();
            prop_assert_eq!(found, words_by_general_rules(&text));
        }
    }
}
