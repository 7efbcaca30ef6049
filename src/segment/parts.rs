//! A response → its points: the items of a list, or its sentences where it has no list. Every character that is not blank is in one part
//! or in the mark before one.

use crate::text::edges::{self, Begins, Ends};
use crate::text::{Marker, fold};

/// Code points of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) start: u32,
    pub(super) end: u32,
}

/// One point of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    /// The dash, dot or number in front.
    pub(super) marker: Option<Stretch>,
    /// Its words, blanks around them aside.
    pub(super) words: Stretch,
}

/// A word, by bytes.
#[derive(Debug, Clone, Copy)]
struct Word {
    start: usize,
    end: usize,
    /// Line breaks between the word before and this one.
    breaks: usize,
}

/// Parts a response into its points.
pub(super) fn parts(text: &str) -> Vec<Part> {
    let words = words(text);
    let markers = markers(text, &words);
    let begins: Vec<usize> = if markers.is_empty() {
        (0..words.len()).filter(|at| *at == 0 || is_boundary(text, &words, *at)).collect()
    } else {
        items(&words, &markers)
    };
    let ends = begins.iter().skip(1).copied().chain([words.len()]);
    let found =
        begins.iter().zip(ends).filter_map(|(from, to)| part(&words, *from, to, markers.contains(from)));
    counted(text, &joined(text, found.collect()))
}

/// A part by bytes: where its mark stands, and its words.
type Bytes = (Option<(usize, usize)>, (usize, usize));

fn part(words: &[Word], from: usize, to: usize, marked: bool) -> Option<Bytes> {
    let first = words.get(from)?;
    let last = words.get(to.checked_sub(1)?)?;
    if !marked {
        return Some((None, (first.start, last.end)));
    }
    let mark = (first.start, first.end);
    let own = words.get(from + 1).filter(|_| from + 1 < to);
    // A mark with nothing behind it is all there is.
    Some(own.map_or((None, mark), |own| (Some(mark), (own.start, last.end))))
}

/// Puts what has no letter or digit to the part before it, or behind it where it comes first.
fn joined(text: &str, parts: Vec<Bytes>) -> Vec<Bytes> {
    let mut joined: Vec<Bytes> = Vec::new();
    for own in parts {
        let says = |(start, end): (usize, usize)| {
            text.get(start..end).is_some_and(|words| words.contains(char::is_alphanumeric))
        };
        let end = own.1.1;
        match joined.last_mut() {
            Some(last) if !says(own.1) || !says(last.1) => last.1.1 = end,
            _ => joined.push(own),
        }
    }
    joined
}

/// Bytes as code points.
fn counted(text: &str, parts: &[Bytes]) -> Vec<Part> {
    let (mut at, mut count) = (0, 0_u32);
    let mut count_to = |byte: usize| {
        count += text.get(at..byte).map_or(0, |between| between.chars().count() as u32);
        at = byte;
        count
    };
    let mut stretch = |(start, end): (usize, usize)| Stretch { start: count_to(start), end: count_to(end) };
    parts
        .iter()
        .map(|(marker, words)| Part { marker: marker.map(&mut stretch), words: stretch(*words) })
        .collect()
}

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let (mut start, mut breaks) = (None, 0);
    for (at, character) in text.char_indices() {
        match (character.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(own)) => {
                words.push(Word { start: own, end: at, breaks });
                (start, breaks) = (None, 0);
            }
            _ => {}
        }
        let follows_return = character == '\n' && text.get(..at).is_some_and(|before| before.ends_with('\r'));
        let turns = matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
        breaks += usize::from(turns && !follows_return);
    }
    words.extend(start.map(|own| Word { start: own, end: text.len(), breaks }));
    words
}

fn at<'t>(text: &'t str, words: &[Word], at: usize) -> &'t str {
    words.get(at).and_then(|word| text.get(word.start..word.end)).unwrap_or_default()
}

/// The words that mark items: plain signs anywhere, other marks at the start of a line where there are two alike.
fn markers(text: &str, words: &[Word]) -> Vec<usize> {
    let opens = |place: usize| place == 0 || words.get(place).is_some_and(|word| word.breaks > 0);
    let has_more = |place: usize| words.get(place + 1).is_some_and(|next| next.breaks == 0);
    let candidates: Vec<(usize, Marker<'_>)> = (0..words.len())
        .filter(|place| has_more(*place))
        .filter_map(|place| Some((place, Marker::of(at(text, words, place))?)))
        .filter(|(place, marker)| opens(*place) || marker.is_plain())
        .collect();
    let is_mark = |marker: &Marker<'_>, place: usize| {
        marker.is_plain()
            && (opens(place) || candidates.iter().filter(|(_, other)| marker.is_like(other)).count() > 1)
            || candidates.iter().any(|(other, like)| *other != place && marker.is_like(like))
    };
    candidates.iter().filter(|(place, marker)| is_mark(marker, *place)).map(|(place, _)| *place).collect()
}

/// Where parts begin in a response that has a list: what stands before it, its items, and what follows behind a blank line.
fn items(words: &[Word], markers: &[usize]) -> Vec<usize> {
    let begins = |(place, word): &(usize, &Word)| {
        *place == 0 || word.breaks > 1 || markers.binary_search(place).is_ok()
    };
    words.iter().enumerate().filter(begins).map(|(place, _)| place).collect()
}

/// Whether a sentence, or a line that stands for one, ends before the word.
fn is_boundary(text: &str, words: &[Word], place: usize) -> bool {
    let (word, next) = (at(text, words, place - 1), at(text, words, place));
    let breaks = words.get(place).map_or(0, |word| word.breaks);
    let bare = next.trim_start_matches(['‘', '“', '„', '"', '\'', '(', '[']);
    let is_named = is_abbreviated(word);
    if breaks > 1 {
        return true;
    }
    if breaks == 1 {
        let begins = matches!(
            edges::begins(bare),
            Begins::Capital | Begins::Abbreviation | Begins::Digit | Begins::Bullet
        );
        let open = matches!(
            edges::ends(word),
            Ends::Clause | Ends::Hyphen | Ends::FunctionWord | Ends::AbbreviationStop
        );
        return begins && !open && !is_named;
    }
    edges::stop_between(word, bare).0 && !is_named
}

/// Whether the stop behind a word is an initial's, or that of a title before a name.
fn is_abbreviated(word: &str) -> bool {
    const BEFORE_NAMES: [&str; 16] = [
        "burg.", "dr.", "fam.", "gem.", "ing.", "ir.", "mej.", "min.", "mw.", "nl.", "pag.", "par.", "prof.",
        "st.", "tel.", "weth.",
    ];
    let bare = word.trim_start_matches(['(', '‘', '“', '„', '"', '[']);
    let Some(stem) = bare.strip_suffix('.') else { return false };
    let initials = !stem.is_empty()
        && stem.split('.').all(|letter| {
            let mut letters = letter.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
        });
    initials || BEFORE_NAMES.binary_search(&fold(bare).as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{Stretch, parts};

    fn cut(text: &str, stretch: Stretch) -> String {
        text.chars().skip(stretch.start as usize).take((stretch.end - stretch.start) as usize).collect()
    }

    fn split(text: &str) -> Vec<String> {
        parts(text).into_iter().map(|part| cut(text, part.words)).collect()
    }

    #[test]
    fn items_of_a_list_are_parts_and_their_marks_stand_apart() {
        let text =
            "Wij vinden:\n- te weinig groen. En te veel steen.\n- geen bus,\n  ook niet 's avonds\n\nDank!";
        let found = parts(text);
        let marks: Vec<_> = found.iter().map(|part| part.marker.map(|own| cut(text, own))).collect();
        assert_eq!(marks, [None, Some("-".into()), Some("-".into()), None]);
        assert_eq!(
            split(text),
            ["Wij vinden:", "te weinig groen. En te veel steen.", "geen bus,\n  ook niet 's avonds", "Dank!"]
        );
        assert_eq!(split("• één • twee • drie"), ["één", "twee", "drie"]);
        assert_eq!(split("1. Groen\n2) Geel\n2. Rood"), ["Groen\n2) Geel", "Rood"]);
        assert_eq!(split("- één punt alleen"), ["- één punt alleen"]);
    }

    #[test]
    fn sentences_are_parts_where_there_is_no_list() {
        assert_eq!(
            split(
                "Dhr. J.P. de Vries zei het al. Er is b.v. geen bus (o.a. in Oost). \"Waarom?\" Dat weet prof. Jansen."
            ),
            [
                "Dhr. J.P. de Vries zei het al.",
                "Er is b.v. geen bus (o.a. in Oost).",
                "\"Waarom?\"",
                "Dat weet prof. Jansen."
            ]
        );
        assert_eq!(
            split("Meer groen\nMinder verkeer voor de\nSchool en\r\nwijk\n\nrest"),
            ["Meer groen", "Minder verkeer voor de\nSchool en\r\nwijk", "rest"]
        );
        assert_eq!(split("Ja. :)"), ["Ja. :)"]);
        assert_eq!(split("?! Nee"), ["?! Nee"]);
        assert_eq!(split(" \n "), [""; 0]);
    }

    #[test]
    fn every_visible_character_is_in_one_part_or_mark() {
        for text in [
            "- a\n-\n- b",
            "•",
            "• •",
            "a.\n\n\u{2028}B. • c",
            "1. 2. 3.",
            "é. É. • x\n• y",
            "-\n-",
            ". . A. B",
        ] {
            let mut covered = vec![0; text.chars().count()];
            for part in parts(text) {
                for own in part.marker.into_iter().chain([part.words]) {
                    assert!(own.start < own.end, "{text:?}");
                    (own.start..own.end).for_each(|at| covered[at as usize] += 1);
                }
            }
            for (character, count) in text.chars().zip(&covered) {
                assert!(*count < 2 && (*count == 1 || character.is_whitespace()), "{text:?} {covered:?}");
            }
        }
    }
}
