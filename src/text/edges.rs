//! How a stretch of Dutch text begins and ends: what a line break there says about the text going on.

use super::fold::fold;

/// How a piece begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begins {
    /// Capital followed by a lower-case letter or alone: `De`, `A`.
    Capital,
    /// Two capitals or more: `GGD`, `UWV`.
    Abbreviation,
    /// Lower-case letter.
    Lower,
    /// Digit or currency sign.
    Digit,
    /// An opening bracket or quotation mark.
    Opening,
    /// A list marker.
    Bullet,
    /// Anything else: a slash, a comma, a closing bracket.
    Other,
}

/// How a piece ends, trailing spaces aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// Full stop, question or exclamation mark, perhaps within a closing quotation mark or bracket.
    Sentence,
    /// A full stop that is likely an abbreviation's.
    AbbreviationStop,
    /// A closing bracket or quotation mark without a stop.
    Closing,
    /// Comma, colon, semicolon.
    Clause,
    /// A hyphen, or a slash: the word goes on.
    Hyphen,
    /// A word that never ends a sentence: an article, preposition or conjunction.
    FunctionWord,
    /// Any other word.
    Word,
}

/// The number that opens a heading: at least two levels (`2.17`), followed by a capital.
#[must_use]
pub fn heading_number(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let number_end = text.find(|character: char| !character.is_ascii_digit() && character != '.')?;
    let (number, rest) = text.split_at_checked(number_end)?;
    let levels: Vec<&str> = number.trim_end_matches('.').split('.').collect();
    let (last, upper) = levels.split_last()?;
    // Long documents number their sections into the hundreds; round numbers and those behind two digits are amounts.
    let chapter = upper.len() > 1 || upper.iter().all(|level| level.len() == 1);
    let hundreds = last.len() == 3 && chapter && !last.starts_with('0') && !last.ends_with("00");
    let short = |level: &&str| (1..=2).contains(&level.len());
    let well_formed = !upper.is_empty() && upper.iter().all(short) && (short(last) || hundreds);
    let title = rest.trim_start();
    let spaced = rest.starts_with(char::is_whitespace);
    let named =
        title.chars().next().is_some_and(|first| first.is_uppercase() || first == '‘' || first == '“');
    (well_formed && spaced && named).then_some(number)
}

/// The number that opens the heading of a chapter: one level, `2 Knelpunten`, and no sentence behind it. Such a line may be much else, so
/// it takes empty rows around it to make it a heading.
#[must_use]
pub fn chapter_number(text: &str) -> Option<&str> {
    let (number, title) = text.trim().split_once(char::is_whitespace)?;
    let level = (1..=2).contains(&number.len()) && number.bytes().all(|digit| digit.is_ascii_digit());
    let named = title.trim_start().chars().next().is_some_and(char::is_uppercase);
    let short = title.split_whitespace().count() <= 10;
    (level && named && short && ends(title) == Ends::Word).then_some(number)
}

/// Number and title of a chapter's heading, with or without a point behind the number: `2 Knelpunten`, `2. Knelpunten`. Items of a list look
/// the same, so what stands around it must tell.
#[must_use]
pub fn chapter_title(text: &str) -> Option<(&str, &str)> {
    let (number, title) = text.trim().split_once(char::is_whitespace)?;
    let bare = number.strip_suffix('.').unwrap_or(number);
    let level = (1..=2).contains(&bare.len()) && bare.bytes().all(|digit| digit.is_ascii_digit());
    let title = title.trim_start();
    let named = title.chars().next().is_some_and(char::is_uppercase);
    (level && named).then_some((bare, title))
}

/// Number and title of a heading that names its chapter: `Hoofdstuk 3 Zorg`, `Bijlage B: Reacties`; the title is the whole of it where
/// nothing follows the number.
#[must_use]
pub fn named_chapter(text: &str) -> Option<(&str, &str)> {
    const NAMES: [&str; 8] =
        ["afdeling", "bijlage", "chapter", "deel", "hoofdstuk", "onderdeel", "paragraaf", "thema"];
    let text = text.trim();
    let (name, rest) = text.split_once(char::is_whitespace)?;
    let known = name.starts_with(char::is_uppercase) && NAMES.binary_search(&fold(name).as_str()).is_ok();
    let rest = rest.trim_start();
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let (number, title) = rest.split_at_checked(end)?;
    let bare = number.trim_end_matches(['.', ':', ')']);
    let digits = !bare.is_empty()
        && bare
            .split('.')
            .all(|level| (1..=2).contains(&level.len()) && level.bytes().all(|own| own.is_ascii_digit()));
    let letters =
        !bare.is_empty() && bare.len() <= 4 && bare.bytes().all(|own| b"ABCDEFGHIVX".contains(&own));
    let title = title.trim_start_matches([' ', '\u{a0}', ':', '-', '–', '.']).trim();
    (known && (digits || letters)).then_some((bare, if title.is_empty() { text } else { title }))
}

/// The title behind the signs that mark a heading in Markdown: `## Zorg`.
#[must_use]
pub fn hash_heading(text: &str) -> Option<&str> {
    let text = text.trim();
    let title = text.trim_start_matches('#');
    let level = text.len() - title.len();
    let said = title.contains(char::is_alphanumeric) && title.starts_with(char::is_whitespace);
    ((1..=6).contains(&level) && said).then(|| title.trim().trim_end_matches('#').trim_end())
}

/// Whether every letter of `text` is a capital, and there are more than an abbreviation's.
#[must_use]
pub fn in_capitals(text: &str) -> bool {
    let capitals = text.chars().filter(|letter| letter.is_uppercase()).count();
    capitals >= 5 && !text.chars().any(char::is_lowercase)
}

/// Round brackets and double quotation marks that `text` leaves open, and those it closes that something before it opened; three at most.
#[must_use]
pub fn brackets(text: &str) -> (u8, u8) {
    let (mut opened, mut closed) = (0_u8, 0_u8);
    for character in text.chars() {
        match character {
            '(' | '“' | '„' | '[' => opened = opened.saturating_add(1),
            ')' | '”' | ']' => match opened.checked_sub(1) {
                Some(left) => opened = left,
                None => closed = closed.saturating_add(1),
            },
            _ => {}
        }
    }
    (opened.min(3), closed.min(3))
}

/// The list marker at the start of `text`, without the space behind it.
#[must_use]
pub fn bullet(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let (marker, rest) = text.split_at_checked(text.find(char::is_whitespace)?)?;
    if rest.trim().is_empty() {
        return None;
    }
    let mut letters = marker.chars();
    let is_marker = match (letters.next(), letters.next(), letters.next()) {
        (Some(sign), None, _) => "-•*–—·▪●○◦‣▸►➢■□▫⁃✓✔\u{f0b7}\u{f0a7}".contains(sign),
        (Some(first), Some(')' | '.'), None) => {
            first.is_ascii_digit() || (first.is_ascii_lowercase() && marker.ends_with(')'))
        }
        (Some(tens), Some(ones), Some(')' | '.')) => {
            tens.is_ascii_digit() && ones.is_ascii_digit() && marker.len() == 3
        }
        _ => false,
    };
    is_marker.then_some(marker)
}

/// Number and title of a line that looks numbered: levels of up to four digits (`2.1017 Regie`), one alone of up to three, before a capital.
/// Amounts look the same, so what the document says elsewhere must tell.
#[must_use]
pub fn numbered_title(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    if !text.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let (number, title) = text.split_once(char::is_whitespace)?;
    let (number, title) = (number.strip_suffix('.').unwrap_or(number), title.trim_start());
    let digits =
        |level: &str| (1..=4).contains(&level.len()) && level.bytes().all(|digit| digit.is_ascii_digit());
    let well_formed = number.split('.').all(digits) && (number.len() <= 3 || number.contains('.'));
    let named = title.starts_with(|first: char| first.is_uppercase() || first == '‘' || first == '“');
    (well_formed && named).then_some((number, title))
}

/// How `text` begins.
#[must_use]
pub fn begins(text: &str) -> Begins {
    // Signs alone are a mark of their own, like that of a list.
    if bullet(text).is_some() || !text.contains(char::is_alphanumeric) {
        return Begins::Bullet;
    }
    let mut characters = text.chars();
    let Some(first) = characters.next() else {
        return Begins::Other;
    };
    let second = characters.next();
    if first.is_uppercase() {
        let shouted = second.is_some_and(char::is_uppercase);
        return if shouted { Begins::Abbreviation } else { Begins::Capital };
    }
    if first.is_lowercase() {
        Begins::Lower
    } else if first.is_numeric() || "€$£".contains(first) {
        Begins::Digit
    } else if "(‘“\"'[„".contains(first) {
        Begins::Opening
    } else {
        Begins::Other
    }
}

/// How `text` ends, trailing spaces aside.
#[must_use]
pub fn ends(text: &str) -> Ends {
    let text = text.trim_end();
    let last_word = text.split_whitespace().next_back().unwrap_or_default();
    let bare_end = text.trim_end_matches(['’', '”', '"', '\'', ')', ']']);
    let closed = bare_end.len() < text.len();
    match bare_end.chars().next_back() {
        Some('.') if !closed && is_abbreviation(last_word) => Ends::AbbreviationStop,
        Some('.' | '?' | '!' | '…') => Ends::Sentence,
        _ if closed => Ends::Closing,
        Some(',' | ':' | ';') => Ends::Clause,
        Some('-' | '/' | '\u{ad}' | '\u{2010}') => Ends::Hyphen,
        _ if is_function_word(&bare(last_word)) => Ends::FunctionWord,
        _ => Ends::Word,
    }
}

/// Abbreviations that Dutch officials end with a full stop in the middle of a sentence.
fn is_abbreviation(word: &str) -> bool {
    const ABBREVIATIONS: [&str; 30] = [
        "a.d.h.v.", "art.", "b.v.", "bijv.", "blz.", "bv.", "ca.", "c.q.", "d.m.v.", "d.w.z.", "dhr.",
        "drs.", "e.d.", "evt.", "excl.", "i.c.m.", "i.p.v.", "i.v.m.", "incl.", "m.b.t.", "m.i.", "m.n.",
        "mevr.", "mr.", "n.a.v.", "nr.", "o.a.", "o.b.v.", "t.a.v.", "w.b.t.",
    ];
    let folded = fold(word.trim_start_matches(['(', '‘', '“']));
    ABBREVIATIONS.contains(&folded.as_str())
}

/// Articles, prepositions, conjunctions and the like that want another word behind them.
fn is_function_word(word: &str) -> bool {
    const FUNCTION_WORDS: [&str; 66] = [
        "aan", "achter", "als", "beide", "bij", "binnen", "buiten", "dan", "dat", "de", "deze", "die", "dit",
        "door", "een", "elke", "en", "enkele", "geen", "haar", "het", "hoe", "hun", "iedere", "in", "indien",
        "is", "maar", "meerdere", "met", "mijn", "na", "naar", "naast", "noch", "of", "om", "omdat", "onder",
        "ons", "onze", "over", "per", "rond", "sommige", "te", "tegen", "terwijl", "tot", "tussen", "uit",
        "van", "vanuit", "vanwege", "via", "volgens", "voor", "waar", "waardoor", "wanneer", "want", "welke",
        "wie", "zijn", "zoals", "zonder",
    ];
    FUNCTION_WORDS.binary_search(&word).is_ok()
}

/// Whether `text` ends in a preposition that verbs take as a particle, so that a sentence may end in it: `blijft vaak uit`.
#[must_use]
pub fn ends_in_particle(text: &str) -> bool {
    const PARTICLES: [&str; 15] = [
        "aan", "achter", "bij", "binnen", "buiten", "door", "in", "na", "naar", "om", "onder", "over",
        "rond", "uit", "voor",
    ];
    let last = text.split_whitespace().next_back().unwrap_or_default();
    last.ends_with(char::is_alphabetic) && PARTICLES.binary_search(&bare(last).as_str()).is_ok()
}

/// Words that open a sentence by pointing back to the one before it.
#[must_use]
pub fn points_back(text: &str) -> bool {
    const ANAPHORIC: [&str; 26] = [
        "daar",
        "daarbij",
        "daardoor",
        "daarmee",
        "daarnaast",
        "daarom",
        "daarvoor",
        "dan",
        "dat",
        "deze",
        "die",
        "dit",
        "dus",
        "echter",
        "hierbij",
        "hierdoor",
        "hiermee",
        "hiervoor",
        "hij",
        "maar",
        "ook",
        "terwijl",
        "toch",
        "want",
        "ze",
        "zij",
    ];
    let first = text.split_whitespace().next().map(bare).unwrap_or_default();
    ANAPHORIC.binary_search(&first.as_str()).is_ok()
}

/// Whether a sentence ends with `word` and another one begins with `next`, and whether one ends and lower case follows, as where two texts
/// were run together.
#[must_use]
pub fn stop_between(word: &str, next: &str) -> (bool, bool) {
    let bare_end = word.trim_end_matches(['’', '”', '"', ')']);
    let stops = bare_end.ends_with(['.', '?', '!']) && !is_abbreviation(word);
    (stops && next.starts_with(char::is_uppercase), stops && next.starts_with(char::is_lowercase))
}

/// Whether a sentence ends within `text`.
#[must_use]
pub fn has_inner_stop(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).any(|pair| stop_between(pair[0], pair[1]) != (false, false))
}

/// Whether `word` goes on after a part that ends in a hyphen: `zorg- en welzijn`.
#[must_use]
pub fn takes_up_hyphen(word: &str) -> bool {
    matches!(
        bare(word).as_str(),
        "en" | "of" | "en/of" | "and" | "or" | "als" | "dan" | "tot" | "naar" | "t/m"
    )
}

fn bare(word: &str) -> String {
    fold(word.trim_matches(|character: char| !character.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::{Begins, Ends, begins, bullet, chapter_number, ends, heading_number, numbered_title};

    #[test]
    fn recognises_numbered_headings() {
        assert_eq!(heading_number("2.17 Te weinig tijd"), Some("2.17"));
        assert_eq!(heading_number(" 2.1.3  Regie"), Some("2.1.3"));
        assert_eq!(heading_number("2.17 miljoen euro"), None);
        assert_eq!(heading_number("2 Regie"), None);
        assert_eq!(heading_number("2.117 Te weinig tijd"), Some("2.117"));
        assert_eq!(heading_number("2.500 Mensen"), None);
        assert_eq!(heading_number("12.345 Mensen"), None);
    }

    #[test]
    fn recognises_what_may_be_numbered() {
        assert_eq!(numbered_title(" 2.1017 Te weinig tijd"), Some(("2.1017", "Te weinig tijd")));
        assert_eq!(numbered_title("117. Regie"), Some(("117", "Regie")));
        for text in ["2024 Jaarverslag", "2.17 miljoen", "2..1 Tijd", "2.1", "2,5 Miljoen"] {
            assert_eq!(numbered_title(text), None, "{text}");
        }
    }

    #[test]
    fn recognises_headings_of_chapters() {
        assert_eq!(chapter_number("2 Knelpunten"), Some("2"));
        assert_eq!(chapter_number("2 Mensen wachten al jaren."), None);
        assert_eq!(chapter_number("2 jaar wachten"), None);
        assert_eq!(chapter_number("2024 Jaarverslag"), None);
    }

    #[test]
    fn recognises_list_markers() {
        assert_eq!(bullet("- tijd"), Some("-"));
        assert_eq!(bullet(" 12. tijd"), Some("12."));
        assert_eq!(bullet("a) tijd"), Some("a)"));
        assert_eq!(bullet("-tijd"), None);
        assert_eq!(bullet("18 jaar"), None);
        assert_eq!(bullet("• "), None);
    }

    #[test]
    fn tells_how_a_piece_begins_and_ends() {
        assert_eq!(begins("GGD is"), Begins::Abbreviation);
        assert_eq!(begins("(De raad"), Begins::Opening);
        assert_eq!(ends("zorg voor de "), Ends::FunctionWord);
        assert_eq!(ends("(zorg)."), Ends::Sentence);
        assert_eq!(ends("via o.a."), Ends::AbbreviationStop);
        assert_eq!(ends("slacht-"), Ends::Hyphen);
        assert_eq!(ends("Er is geen tijd"), Ends::Word);
    }
}
