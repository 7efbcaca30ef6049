//! The verbatim transform: how pieces of lines become a statement's text, with nothing changed but what a line break did.

use unicode_normalization::UnicodeNormalization;

use super::WordList;
use super::fold::SOFT_HYPHEN;

/// How two line pieces were joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joined {
    /// By a space.
    Space,
    /// By nothing, as after a slash.
    Nothing,
    /// As one word, the hyphen at the line end dropped.
    HyphenDropped,
    /// As one word with its hyphen.
    HyphenKept,
}

/// Builds a text from its pieces in order.
#[derive(Debug)]
pub struct TextBuilder<'w> {
    words: &'w WordList,
    text: String,
}

impl<'w> TextBuilder<'w> {
    /// An empty text; `words` decides on hyphens.
    #[must_use]
    pub fn new(words: &'w WordList) -> Self {
        Self { words, text: String::new() }
    }

    /// Appends the next piece of the source.
    pub fn push(&mut self, piece: &str) {
        let ends_soft = ends_in_soft_hyphen(piece);
        let piece = normalise_spaces(piece);
        let joined =
            if self.text.is_empty() || piece.is_empty() { Joined::Nothing } else { self.join_to(&piece) };
        match joined {
            Joined::Space => self.text.push(' '),
            Joined::HyphenDropped => {
                self.text.pop();
                self.text.truncate(self.text.trim_end().len());
            }
            Joined::HyphenKept => {
                self.text.pop();
                self.text.truncate(self.text.trim_end().len());
                self.text.push('-');
            }
            Joined::Nothing => {}
        }
        self.text.push_str(&piece);
        if ends_soft {
            self.text.push(SOFT_HYPHEN);
        }
    }

    /// The text.
    #[must_use]
    pub fn finish(mut self) -> String {
        if self.text.ends_with(SOFT_HYPHEN) {
            self.text.pop();
        }
        self.text
    }

    fn join_to(&self, next: &str) -> Joined {
        if self.text.ends_with('/') {
            return Joined::Nothing;
        }
        if self.text.ends_with(SOFT_HYPHEN) {
            return Joined::HyphenDropped;
        }
        match self.text.strip_suffix(['-', '\u{2010}']) {
            Some(before) => hyphen(before, next, self.words),
            None => Joined::Space,
        }
    }
}

/// Runs of white space as one space, none at the ends, soft hyphens gone, composed letters (NFC), ligatures opened.
#[must_use]
pub fn normalise_spaces(piece: &str) -> String {
    if is_normal(piece) { piece.to_owned() } else { normalise_slowly(piece) }
}

fn normalise_slowly(piece: &str) -> String {
    let mut text = String::with_capacity(piece.len());
    let mut wants_space = false;
    let mut joiners = String::new();
    for character in piece.nfc().flat_map(open_ligature) {
        if character.is_whitespace() {
            wants_space = !text.is_empty();
        } else if is_joiner(character) {
            joiners.push(character);
        } else if !is_invisible(character) {
            if std::mem::take(&mut wants_space) {
                text.push(' ');
            } else if !text.is_empty() {
                text.push_str(&joiners);
            }
            joiners.clear();
            text.push(character);
        }
    }
    text
}

/// Whether [`normalise_spaces`] would change nothing, as far as can be told at a glance: single spaces between characters below the
/// combining marks, all of which are composed, and the quotation marks and dashes of running text.
fn is_normal(piece: &str) -> bool {
    let mut after_space = true;
    for character in piece.chars() {
        let is_space = character == ' ';
        let is_plain = matches!(character, ' '..='~' | '\u{a1}'..='\u{2ff}' | '\u{2010}'..='\u{2027}' | '€');
        if !is_plain || (is_space && after_space) || matches!(character, SOFT_HYPHEN | 'Ĳ' | 'ĳ') {
            return false;
        }
        after_space = is_space;
    }
    !after_space || piece.is_empty()
}

/// Whether a reader of the page would see nothing of it.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|character| character.is_whitespace() || is_invisible(character) || is_joiner(character))
}

/// Whether the word at the end of `before`, whose hyphen was cut off, goes on in `next`.
fn hyphen(before: &str, next: &str, words: &WordList) -> Joined {
    let spaced = before.ends_with(' ');
    let first = last_word(before.trim_end());
    let second = first_word(next);
    if first.is_empty() || second.is_empty() {
        return Joined::Space;
    }
    if matches!(second, "en" | "of" | "and" | "als" | "tot" | "dan" | "t/m") || next.starts_with("en/of") {
        return Joined::Space;
    }
    let whole = format!("{first}{second}");
    let known = words.contains(&whole);
    if spaced {
        // A dash between words looks the same; only a word that the list knows is put together again.
        return if known { Joined::HyphenDropped } else { Joined::Space };
    }
    if first.chars().any(char::is_numeric)
        || is_abbreviation(first)
        || words.contains(&format!("{first}-{second}"))
    {
        return Joined::HyphenKept;
    }
    let capital = second.chars().next().is_some_and(char::is_uppercase);
    if capital && words.contains(first) && !known {
        return Joined::HyphenKept;
    }
    // A word of several hyphens (`kant-en-klaar`) is seldom divided elsewhere than at one of them.
    let one_of_several = before.trim_end().strip_suffix(first).is_some_and(|rest| rest.ends_with('-'));
    let own_hyphen = one_of_several || vowels_collide(first, second) || KEEP_THEIR_HYPHEN.contains(&first);
    let parts_are_words = words.contains(first) && words.contains(second);
    if known || (!own_hyphen && (breaks_there(first, &whole) || !parts_are_words)) {
        Joined::HyphenDropped
    } else {
        Joined::HyphenKept
    }
}

/// Words that Dutch ties to the next one with a hyphen.
const KEEP_THEIR_HYPHEN: [&str; 5] = ["ex", "niet", "non", "oud", "vice"];

/// Whether Dutch hyphenation allows a break in `whole` behind `first`.
fn breaks_there(first: &str, whole: &str) -> bool {
    let ends = hypher::hyphenate(whole, hypher::Lang::Dutch).scan(0, |end, syllable| {
        *end += syllable.len();
        Some(*end)
    });
    ends.into_iter().any(|end| end == first.len())
}

/// Two capitals or more and no lower case, or no vowel, which every syllable has: `GGD-`, `tv-`.
pub(super) fn is_abbreviation(word: &str) -> bool {
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    let shouted = capitals >= 2 && !word.chars().any(char::is_lowercase);
    shouted || !word.chars().any(|letter| "aeiouyáàäâéèëêíìïîóòöôúùüû".contains(letter.to_ascii_lowercase()))
}

/// Dutch keeps the hyphen in a compound whose parts would read as one vowel (`zee-eend`).
fn vowels_collide(first: &str, second: &str) -> bool {
    const COLLISIONS: [&str; 12] = ["aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "oe", "oo", "ou", "uu"];
    let pair: String = first.chars().next_back().into_iter().chain(second.chars().next()).collect();
    COLLISIONS.contains(&pair.to_lowercase().as_str())
}

pub(super) fn last_word(text: &str) -> &str {
    text.rsplit(|character: char| !character.is_alphanumeric()).next().unwrap_or_default()
}

pub(super) fn first_word(text: &str) -> &str {
    text.split(|character: char| !character.is_alphanumeric()).next().unwrap_or_default()
}

fn ends_in_soft_hyphen(piece: &str) -> bool {
    piece.trim_end().ends_with(SOFT_HYPHEN)
}

/// Zero-width joiner and non-joiner: between two letters or emoji they shape what a reader sees, elsewhere they are nothing.
fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}')
}

/// Characters that no reader of the page would see.
fn is_invisible(character: char) -> bool {
    matches!(character, SOFT_HYPHEN | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn open_ligature(character: char) -> impl Iterator<Item = char> {
    let opened: &[char] = match character {
        '\u{fb00}' => &['f', 'f'],
        '\u{fb01}' => &['f', 'i'],
        '\u{fb02}' => &['f', 'l'],
        '\u{fb03}' => &['f', 'f', 'i'],
        '\u{fb04}' => &['f', 'f', 'l'],
        '\u{fb05}' | '\u{fb06}' => &['s', 't'],
        'ĳ' => &['i', 'j'],
        'Ĳ' => &['I', 'J'],
        _ => &[],
    };
    let unchanged = opened.is_empty().then_some(character);
    opened.iter().copied().chain(unchanged)
}

#[cfg(test)]
mod tests {
    use super::{TextBuilder, is_blank, normalise_spaces};
    use crate::text::WordList;

    fn join(pieces: &[&str]) -> String {
        let mut builder = TextBuilder::new(WordList::shipped());
        for piece in pieces {
            builder.push(piece);
        }
        builder.finish()
    }

    #[test]
    fn lines_are_joined_by_one_space() {
        assert_eq!(join(&["Te weinig ", " tijd. "]), "Te weinig tijd.");
        assert_eq!(join(&["", "  ", "Tijd"]), "Tijd");
    }

    #[test]
    fn a_word_that_goes_on_loses_its_hyphen() {
        assert_eq!(join(&["de slacht-", "offers"]), "de slachtoffers");
        assert_eq!(join(&["de arbeidsvoor -", "waarden"]), "de arbeidsvoorwaarden");
        assert_eq!(join(&["Samenwerkings-", "Verbanden"]), "SamenwerkingsVerbanden");
        assert_eq!(join(&["de slacht\u{ad}", "offers"]), "de slachtoffers");
        assert_eq!(join(&["de buurtzorgpilot-", "evaluatie"]), "de buurtzorgpilotevaluatie");
    }

    #[test]
    fn a_hyphen_of_the_word_itself_stays() {
        assert_eq!(join(&["zorg- ", "en welzijn"]), "zorg- en welzijn");
        assert_eq!(join(&["Noord-", "Holland"]), "Noord-Holland");
        assert_eq!(join(&["jongeren van 18-", "jarige leeftijd"]), "jongeren van 18-jarige leeftijd");
        assert_eq!(join(&["de GGD-", "locaties"]), "de GGD-locaties");
        assert_eq!(join(&["een ex-", "gedetineerde"]), "een ex-gedetineerde");
        assert_eq!(join(&["een zee-", "eend"]), "een zee-eend");
        assert_eq!(join(&["niet goed -", "maar wel snel"]), "niet goed - maar wel snel");
    }

    #[test]
    fn a_slash_joins_without_a_space() {
        assert_eq!(join(&["minder/", "geen aandacht"]), "minder/geen aandacht");
    }

    #[test]
    fn what_looks_normal_at_a_glance_is() {
        let characters = (0..=0x2fff_u32).chain(0xfb00..=0xfeff).filter_map(char::from_u32);
        for character in characters {
            for piece in [format!("a{character}b"), format!("{character}b"), format!("a {character}")] {
                if super::is_normal(&piece) {
                    assert_eq!(super::normalise_slowly(&piece), piece);
                }
            }
        }
        assert!(super::is_normal("“Eén” loket – €5, coördinator."));
        assert!(!super::is_normal("twee  spaties") && !super::is_normal(" a") && !super::is_normal("a "));
    }

    #[test]
    fn spaces_and_ligatures_are_normalised() {
        assert_eq!(normalise_spaces("\u{feff} de  e\u{301}\u{fb01}\tx\u{ad}y "), "de éfi xy");
    }

    #[test]
    fn joiners_stay_where_they_join() {
        assert_eq!(
            normalise_spaces("👨\u{200d}👩 \u{200d}می\u{200c}خواهم\u{200b}\u{200c} \u{200d}x"),
            "👨\u{200d}👩 می\u{200c}خواهم x"
        );
        assert_eq!(normalise_spaces("\u{200d}"), "");
        assert!(is_blank("\u{200b} \u{200d}\u{ad}\u{feff}\t") && !is_blank("\u{200b}-"));
    }
}
