//! Which bytes stand for which letters in a PDF.

use std::collections::BTreeSet;

use super::super::super::sheet::Sheet;
use super::FontKind;

/// The letters of a document and their codes.
#[derive(Debug, Clone)]
pub(super) struct Coding {
    pub(super) kind: FontKind,
    /// The letters in use, in order of their codes; for Windows' encoding none are needed.
    pub(super) letters: Vec<char>,
}

/// The first code of fonts with glyph names: below lie control codes that some programs skip.
pub(super) const FIRST_CODE: u8 = 33;
/// Codes that such a font has.
const CODES: usize = 220;

impl Coding {
    /// The coding that can tell all letters of these pages: the one that was asked for, if it can.
    pub(super) fn of(kind: FontKind, sheets: &[Sheet], other: &str) -> Self {
        let texts = sheets.iter().flat_map(|sheet| &sheet.pieces).map(|piece| piece.text.as_str());
        let letters: BTreeSet<char> = texts.chain([other]).flat_map(str::chars).collect();
        let letters: Vec<char> = letters.into_iter().collect();
        let fits = match kind {
            FontKind::Named => letters.iter().all(|letter| windows(*letter).is_some()),
            FontKind::Drawn | FontKind::GlyphNames => letters.len() <= CODES,
            FontKind::Composite => true,
        };
        let kind = match kind {
            kind if fits => kind,
            _ if letters.len() <= CODES => FontKind::Drawn,
            _ => FontKind::Composite,
        };
        Self { kind, letters }
    }

    /// The bytes of a text.
    pub(super) fn bytes(&self, text: &str) -> Vec<u8> {
        text.chars().flat_map(|letter| self.code(letter)).collect()
    }

    fn code(&self, letter: char) -> Vec<u8> {
        let place = self.letters.binary_search(&letter).unwrap_or_default();
        match self.kind {
            FontKind::Named => windows(letter).into_iter().collect(),
            FontKind::Drawn | FontKind::GlyphNames => vec![FIRST_CODE.saturating_add(place as u8)],
            // 0 is the glyph for what a font lacks.
            FontKind::Composite => ((place + 1) as u16).to_be_bytes().to_vec(),
        }
    }
}

/// The letter in Windows-1252.
pub(super) fn windows(letter: char) -> Option<u8> {
    let mut buffer = [0; 4];
    let (bytes, _, unmappable) = encoding_rs::WINDOWS_1252.encode(letter.encode_utf8(&mut buffer));
    bytes.first().copied().filter(|_| !unmappable)
}

/// The letter of a byte of Windows-1252.
pub(super) fn from_windows(byte: u8) -> char {
    let bytes = [byte];
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
    text.chars().next().unwrap_or(' ')
}

/// The glyph name of a letter by Adobe's rules.
pub(super) fn glyph_name(letter: char) -> String {
    const NAMED: [(char, &str); 50] = [
        (' ', "space"),
        ('!', "exclam"),
        ('"', "quotedbl"),
        ('#', "numbersign"),
        ('$', "dollar"),
        ('%', "percent"),
        ('&', "ampersand"),
        ('\'', "quotesingle"),
        ('(', "parenleft"),
        (')', "parenright"),
        ('*', "asterisk"),
        ('+', "plus"),
        (',', "comma"),
        ('-', "hyphen"),
        ('.', "period"),
        ('/', "slash"),
        ('0', "zero"),
        ('1', "one"),
        ('2', "two"),
        ('3', "three"),
        ('4', "four"),
        ('5', "five"),
        ('6', "six"),
        ('7', "seven"),
        ('8', "eight"),
        ('9', "nine"),
        (':', "colon"),
        (';', "semicolon"),
        ('<', "less"),
        ('=', "equal"),
        ('>', "greater"),
        ('?', "question"),
        ('@', "at"),
        ('[', "bracketleft"),
        (']', "bracketright"),
        ('_', "underscore"),
        ('|', "bar"),
        ('‘', "quoteleft"),
        ('’', "quoteright"),
        ('“', "quotedblleft"),
        ('”', "quotedblright"),
        ('–', "endash"),
        ('—', "emdash"),
        ('…', "ellipsis"),
        ('•', "bullet"),
        ('€', "Euro"),
        ('ﬁ', "fi"),
        ('ﬂ', "fl"),
        ('é', "eacute"),
        ('ë', "edieresis"),
    ];
    let named = NAMED.iter().find(|(named, _)| *named == letter).map(|(_, name)| (*name).to_owned());
    named.unwrap_or_else(|| match letter {
        'a'..='z' | 'A'..='Z' => letter.to_string(),
        _ => format!("uni{:04X}", u32::from(letter)),
    })
}

#[cfg(test)]
mod tests {
    use super::super::FontKind;
    use super::{Coding, glyph_name};

    #[test]
    fn letters_that_a_coding_lacks_make_it_another_one() {
        assert_eq!(Coding::of(FontKind::Named, &[], "één …").kind, FontKind::Named);
        let coding = Coding::of(FontKind::Named, &[], "ﬁ a");
        assert_eq!((coding.kind, coding.bytes("a ﬁ")), (FontKind::Drawn, vec![34, 33, 35]));
        let many: String = ('ā'..='ɏ').collect();
        let coding = Coding::of(FontKind::GlyphNames, &[], &many);
        assert_eq!((coding.kind, coding.bytes("Ă")), (FontKind::Composite, vec![0, 2]));
    }

    #[test]
    fn glyphs_are_named_by_the_rules() {
        assert_eq!(
            ["b", "eacute", "uni00EF"],
            ['b', 'é', 'ï'].map(glyph_name).each_ref().map(String::as_str)
        );
    }
}
