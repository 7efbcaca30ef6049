//! What opens and closes a message, and what announces another one: greetings, leave-taking, `schreef`.

use crate::text::{Ends, edges, fold};

/// `-----Oorspronkelijk bericht-----`.
pub(super) fn is_original_message(text: &str) -> bool {
    let said = words_between_dashes(text);
    ["oorspronkelijk bericht", "original message", "oorspronkelijke bericht"].contains(&said.as_str())
}

/// `-------- Doorgestuurd bericht --------`.
pub(super) fn is_forwarded(text: &str) -> bool {
    let said = words_between_dashes(text);
    ["doorgestuurd bericht", "forwarded message"].contains(&said.as_str())
        || said == "begin doorgestuurd bericht"
}

/// What stands between dashes on both sides; empty where there are none.
pub(super) fn words_between_dashes(text: &str) -> String {
    let text = text.trim();
    let bare = text.trim_matches(|sign: char| "-–—_ ".contains(sign));
    let drawn = text.starts_with(['-', '–', '—', '_']) && bare.len() < text.len();
    if drawn { fold(bare) } else { String::new() }
}

/// `Op 3 mei 2021 om 10:12 schreef Jan <jan@voorbeeld.nl>:`.
pub(super) fn is_attribution(text: &str) -> bool {
    let text = text.trim();
    let folded = fold(text);
    let opens = folded.starts_with("op ") || folded.starts_with("on ");
    let says = folded.contains(" schreef") || folded.contains(" wrote");
    let dated = folded.contains(|character: char| character.is_ascii_digit());
    opens && says && dated && text.ends_with(':') && text.split_whitespace().count() <= 24
}

/// A line that greets: `Geachte raad,`.
pub(super) fn is_salutation(text: &str) -> bool {
    const GREETINGS: [&str; 12] = [
        "beste",
        "dag",
        "dear",
        "geacht",
        "geachte",
        "goedemiddag",
        "goedemorgen",
        "hallo",
        "hello",
        "hi",
        "l.s",
        "lieve",
    ];
    let text = text.trim();
    let first = text.split_whitespace().next().map(|word| fold(word.trim_end_matches([',', '!', '.', ':'])));
    let greets = first.is_some_and(|first| GREETINGS.contains(&first.as_str()));
    let ends = text.ends_with([',', '!', ':'])
        || fold(text).starts_with("l.s")
        || text.split_whitespace().count() <= 4;
    greets
        && ends
        && !text.ends_with('.') | fold(text).starts_with("l.s")
        && text.split_whitespace().count() <= 10
}

/// A line that takes leave: `Met vriendelijke groet,`.
pub(super) fn is_closing(text: &str) -> bool {
    let folded = fold(text.trim());
    let words: Vec<&str> =
        folded.split([' ', ',', '.', '!', ';', ':', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let greets = words.iter().any(|word| {
        [
            "groet",
            "groeten",
            "groetjes",
            "groetend",
            "regards",
            "mvg",
            "hoogachtend",
            "sincerely",
            "faithfully",
        ]
        .contains(word)
    });
    let opens = words.first().is_some_and(|first| {
        [
            "met",
            "vriendelijke",
            "hartelijke",
            "groet",
            "groeten",
            "groetjes",
            "mvg",
            "hoogachtend",
            "kind",
            "best",
            "regards",
            "yours",
            "u",
            "beste",
            "warme",
            "m.vr.gr",
            "verblijf",
            "inmiddels",
            "in",
        ]
        .contains(first)
    });
    greets && opens && words.len() <= 6 && (text.trim_end().ends_with([',', '!']) || words.len() <= 5)
}

pub(super) fn is_postscript(text: &str) -> bool {
    let first = text.split_whitespace().next().map(fold).unwrap_or_default();
    ["ps", "ps:", "p.s.", "p.s.:", "ps."].contains(&first.as_str())
}

/// A sentence rather than a name, an address or a telephone number.
pub(super) fn reads_as_text(text: &str) -> bool {
    let words = text.split_whitespace().count();
    words > 9 || (words > 4 && edges::ends(text) == Ends::Sentence)
}

#[cfg(test)]
mod tests {
    use super::{is_attribution, is_closing, is_original_message, is_salutation};

    #[test]
    fn greetings_are_lines_of_their_own() {
        for text in [
            "Geachte heer/mevrouw,",
            "Beste gemeente,",
            "L.S.,",
            "Dag allemaal!",
            "Geachte leden van de raad,",
        ] {
            assert!(is_salutation(text), "{text}");
        }
        for text in ["Beste zorg is zorg die op tijd komt.", "Dagbesteding ontbreekt,", "Geen geld,"] {
            assert!(!is_salutation(text), "{text}");
        }
        for text in ["Met vriendelijke groet,", "Hoogachtend,", "Groeten", "Mvg", "Vriendelijke groet, Jan"] {
            assert!(is_closing(text), "{text}");
        }
        for text in ["Met de groeten van de gemeente kregen wij een brief.", "Regie ontbreekt"] {
            assert!(!is_closing(text), "{text}");
        }
    }

    #[test]
    fn answers_are_announced() {
        assert!(is_original_message("-----Oorspronkelijk bericht-----"));
        assert!(!is_original_message("Oorspronkelijk bericht"));
        assert!(is_attribution("Op 3 mei 2021 om 10:12 schreef Jan <jan@voorbeeld.nl>:"));
        assert!(!is_attribution("Op 3 mei schreef de gemeente dat alles goed is."));
    }
}
