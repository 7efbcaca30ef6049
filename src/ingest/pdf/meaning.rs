//! What glyphs mean that their font's Unicode map does not tell: by the font program's own tables, by the usual places of signs in
//! symbol fonts, and in the last resort by the character code.

use std::collections::HashMap;

use encoding_rs::WINDOWS_1252;
use skrifa::{FontRef, MetadataProvider};

use super::glyph::Letters;

/// Glyphs of a font program back to characters.
#[derive(Debug, Default)]
pub(super) struct Reverse(HashMap<u32, char>);

impl Reverse {
    /// From the character map of a TrueType or OpenType program; empty where it has none.
    pub(super) fn of(program: &[u8]) -> Self {
        let Ok(font) = FontRef::new(program) else { return Self::default() };
        let mut map = HashMap::new();
        for (character, glyph) in font.charmap().mappings() {
            if let Some(character) = char::from_u32(character) {
                // Of several characters with one glyph the lowest is the plain one.
                let kept = map.entry(glyph.to_u32()).or_insert(character);
                *kept = (*kept).min(character);
            }
        }
        Self(map)
    }

    /// The character that glyph number `glyph` is for.
    pub(super) fn letters(&self, glyph: u32) -> Option<Letters> {
        let character = self.0.get(&glyph)?;
        let text = character.to_string();
        Letters::of(&text).or_else(|| symbol(&text))
    }
}

/// Signs of symbol fonts that stand in the private use area: list marks, which is what documents use them for.
pub(super) fn symbol(text: &str) -> Option<Letters> {
    let mut characters = text.chars();
    let (first, rest) = (characters.next()?, characters.next());
    let sign = match first {
        '\u{f0b7}' | '\u{f06c}' | '\u{f09f}' => '•',
        '\u{f0a7}' | '\u{f06e}' => '▪',
        '\u{f06f}' | '\u{f071}' | '\u{f0a8}' => '□',
        '\u{f0d8}' => '➢',
        '\u{f0e0}' | '\u{f0e8}' => '→',
        '\u{f0fc}' => '✓',
        '\u{f02d}' => '-',
        '\u{f020}' => ' ',
        _ => return None,
    };
    rest.is_none().then_some(Letters::One(sign))
}

/// A code of one byte, read as what such codes mostly are.
pub(super) fn of_code(code: u32) -> Option<Letters> {
    let byte = u8::try_from(code).ok().filter(|byte| *byte >= b' ')?;
    let bytes = [byte];
    let text = WINDOWS_1252.decode_without_bom_handling(&bytes).0;
    Letters::of(&text)
}

#[cfg(test)]
mod tests {
    use super::super::glyph::Letters;
    use super::{of_code, symbol};

    #[test]
    fn codes_and_symbols_have_their_usual_meaning() {
        assert_eq!(of_code(0xe9), Some(Letters::One('é')));
        assert_eq!(of_code(3), None);
        assert_eq!(symbol("\u{f0b7}"), Some(Letters::One('•')));
        assert_eq!(symbol("\u{f123}"), None);
    }
}
