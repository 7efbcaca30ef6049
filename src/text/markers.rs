//! The dash, dot or number in front of a list item. Some are plain (`•`); others are words or numbers elsewhere (`o`, `1.`, `i.`) and take
//! a second one like them to be believed.

/// What a list marker is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkerForm {
    /// A sign: `-`, `•`, `▪`.
    Sign(char),
    /// A number: `1.`, `1)`, `(1)`.
    Number,
    /// A letter or a Roman numeral: `a)`, `b.`, `(iv)`.
    Letter,
}

/// A list marker at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marker<'t> {
    /// Its characters, without the space behind it.
    pub text: &'t str,
    /// What it is made of.
    pub form: MarkerForm,
    /// Its place in the list, read as a number or a letter; 0 where it is neither.
    pub value: u32,
    /// Its place, read as a Roman numeral; 0 where it is none.
    pub roman: u32,
}

/// Signs that mark items and hardly anything else.
const PLAIN_SIGNS: &str = "•▪●○◦‣▸➢■□▫►⁃∙❖✓✔➔➤\u{f0b7}\u{f0a7}\u{f0d8}";

/// Signs that stand in sentences too.
const OTHER_SIGNS: &str = "-*–—·+>»→o";

impl<'t> Marker<'t> {
    /// The marker that `text` opens with, if more follows behind it.
    #[must_use]
    pub fn opening(text: &'t str) -> Option<Self> {
        let text = text.trim_start();
        let (marker, rest) = text.split_at_checked(text.find(char::is_whitespace)?)?;
        if rest.trim().is_empty() { None } else { Self::of(marker) }
    }

    /// `word` as a marker, all of it.
    #[must_use]
    pub fn of(word: &'t str) -> Option<Self> {
        let mut letters = word.chars();
        if let (Some(sign), None) = (letters.next(), letters.next())
            && (PLAIN_SIGNS.contains(sign) || OTHER_SIGNS.contains(sign))
        {
            return Some(Self { text: word, form: MarkerForm::Sign(sign), value: 0, roman: 0 });
        }
        let bare = word.strip_suffix([')', '.'])?;
        let bare = if word.ends_with(')') { bare.strip_prefix('(').unwrap_or(bare) } else { bare };
        let digits = (1..=4).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit());
        if digits {
            return Some(Self { text: word, form: MarkerForm::Number, value: bare.parse().ok()?, roman: 0 });
        }
        let value = letter(bare).unwrap_or(0);
        let roman = roman(bare).unwrap_or(0);
        (value + roman > 0).then_some(Self { text: word, form: MarkerForm::Letter, value, roman })
    }

    /// Whether it is a marker whatever stands around it.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        matches!(self.form, MarkerForm::Sign(sign) if PLAIN_SIGNS.contains(sign))
    }

    /// Whether it belongs to the same list by its form: the same sign, or the same kind of number in the same brackets.
    #[must_use]
    pub fn is_like(&self, other: &Marker<'_>) -> bool {
        let brackets = |marker: &Marker<'_>| {
            (
                marker.text.starts_with('('),
                marker.text.chars().next_back().filter(|last| ".)".contains(*last)),
            )
        };
        self.form == other.form && brackets(self) == brackets(other)
    }

    /// Whether it is the next number or letter after `before`.
    #[must_use]
    pub fn follows(&self, before: &Marker<'_>) -> bool {
        let next = |before: u32, own: u32| before > 0 && own == before + 1;
        self.is_like(before) && (next(before.value, self.value) || next(before.roman, self.roman))
    }
}

fn letter(text: &str) -> Option<u32> {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(only), None) if only.is_ascii_alphabetic() => {
            Some(u32::from(only.to_ascii_lowercase()) - u32::from('a') + 1)
        }
        _ => None,
    }
}

/// Roman numerals up to 39, as lists use them.
fn roman(text: &str) -> Option<u32> {
    const UNITS: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let lower = text.to_ascii_lowercase();
    let units = lower.trim_start_matches('x');
    let tens = (lower.len() - units.len()) as u32;
    // The x of `ix` is a unit's, not a ten.
    let ones = UNITS.iter().position(|unit| *unit == units)? as u32;
    (!text.is_empty() && tens <= 3).then_some(tens * 10 + ones)
}

#[cfg(test)]
mod tests {
    use super::{Marker, MarkerForm};

    fn of(text: &str) -> Option<Marker<'_>> {
        Marker::opening(text)
    }

    #[test]
    fn signs_numbers_and_letters_mark_items() {
        assert_eq!(of("- tijd").map(|own| own.form), Some(MarkerForm::Sign('-')));
        assert_eq!(of("  (3) tijd").map(|own| (own.text, own.value)), Some(("(3)", 3)));
        assert_eq!(of("12. tijd").map(|own| own.value), Some(12));
        assert_eq!(of("xiv) tijd").map(|own| (own.value, own.roman)), Some((0, 14)));
        assert_eq!(of("i. tijd").map(|own| (own.value, own.roman)), Some((9, 1)));
        for text in ["-tijd", "18 jaar", "• ", "2.1 Tijd", "de. tijd", "20200. Tijd", "() x", "iiii) x"] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn items_follow_each_other() {
        let follows =
            |first: &str, second: &str| Marker::of(second).unwrap().follows(&Marker::of(first).unwrap());
        assert!(follows("1.", "2.") && follows("h.", "i.") && follows("(ix)", "(x)") && follows("i.", "ii."));
        assert!(!follows("1.", "2)") && !follows("2.", "1.") && !follows("1.", "b.") && !follows("-", "-"));
    }
}
