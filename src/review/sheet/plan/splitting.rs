//! The text of a row beside that of its statement: unchanged, split, or changed otherwise.

use super::super::row::{CUT, shown};
use crate::model::SPLIT_MARK;

/// The mark as it can be typed on any keyboard.
const TYPED_MARK: &str = "||";

/// What the cell says of the statement's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Comparison {
    /// The same.
    Same,
    /// The same with marks: the statement's own text with a mark before each further part.
    Split(String),
    /// Something else; from these words on.
    Changed(String),
    /// Marks with nothing between them, or before or after all words.
    EmptyPart,
    /// The cell could not hold all of the text, so that it can't be told where the parts are.
    TooLong,
}

/// Compares the text of a cell with its statement's. Blanks don't count: programs change them.
pub(super) fn compare(cell: &str, text: &str) -> Comparison {
    let shown = shown(text);
    let is_cut = shown.ends_with(CUT) && !text.ends_with(CUT);
    let typed = if text.contains(TYPED_MARK) {
        cell.to_owned()
    } else {
        cell.replace(TYPED_MARK, &SPLIT_MARK.to_string())
    };
    // A text that has the mark itself can't be split by it.
    let marks = !text.contains(SPLIT_MARK);
    let shown: Vec<char> = shown.chars().collect();
    let mut splits = Vec::new();
    let mut at = 0;
    let mut rest = typed.chars().peekable();
    while let Some(character) = rest.next() {
        if is_blank(character) {
            continue;
        }
        at = next(&shown, at);
        if marks && character == SPLIT_MARK {
            splits.push(at);
        } else if shown.get(at) == Some(&character) || is_replaced(character, shown.get(at)) {
            // A sign beyond the basic plane may have become two.
            if character == '?' && shown.get(at).is_some_and(|own| u32::from(*own) > 0xffff) {
                rest.next_if_eq(&'?');
            }
            at += 1;
        } else {
            return Comparison::Changed(std::iter::once(character).chain(rest).take(40).collect());
        }
    }
    at = next(&shown, at);
    if at < shown.len() {
        return Comparison::Changed(shown.iter().skip(at).take(40).collect());
    }
    match splits.as_slice() {
        [] => Comparison::Same,
        _ if is_cut => Comparison::TooLong,
        splits if has_empty_part(splits, &shown) => Comparison::EmptyPart,
        splits => Comparison::Split(with_marks(text, splits)),
    }
}

/// Blanks and what no cell can hold.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || character.is_control()
}

/// The next place from `at` on where something stands.
fn next(characters: &[char], at: usize) -> usize {
    let rest = characters.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|character| is_blank(**character)).count()
}

/// A program that saves in an old encoding writes a question mark for what that lacks.
fn is_replaced(found: char, own: Option<&char>) -> bool {
    found == '?' && own.is_some_and(|own| u32::from(*own) > 0xff)
}

fn has_empty_part(splits: &[usize], shown: &[char]) -> bool {
    let first = next(shown, 0);
    let ends = std::iter::once(first).chain(splits.iter().copied()).chain([shown.len()]);
    let ends: Vec<usize> = ends.collect();
    ends.windows(2).any(|pair| pair.first() == pair.last())
}

/// The text with a mark before the characters at these places.
fn with_marks(text: &str, splits: &[usize]) -> String {
    let mut marked = String::with_capacity(text.len() + 3 * splits.len());
    for (at, character) in text.chars().enumerate() {
        if splits.contains(&at) {
            marked.push(SPLIT_MARK);
        }
        marked.push(character);
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::{Comparison, compare};

    #[test]
    fn blanks_make_no_difference() {
        assert_eq!(compare(" Een  tekst.\nEn\u{a0}meer. ", "Een tekst. En meer."), Comparison::Same);
        assert_eq!(compare("Prijs ? 5 en ??", "Prijs → 5 en 😀"), Comparison::Same);
    }

    #[test]
    fn marks_split_the_statements_own_text() {
        let split = |text: &str| Comparison::Split(text.to_owned());
        assert_eq!(compare("Een. ‖ Twee.", "Een. Twee."), split("Een. ‖Twee."));
        assert_eq!(compare("Een.‖Twee. || Drie.", "Een. Twee. Drie."), split("Een. ‖Twee. ‖Drie."));
        assert_eq!(compare("a||b ‖c", "a||b c"), split("a||b ‖c"));
    }

    #[test]
    fn other_changes_are_told_from_where_they_begin() {
        assert_eq!(compare("Een. Drie.", "Een. Twee."), Comparison::Changed("Drie.".to_owned()));
        assert_eq!(compare("Een.", "Een. Twee."), Comparison::Changed("Twee.".to_owned()));
        assert_eq!(compare("Een. Twee. Drie.", "Een. Twee."), Comparison::Changed("Drie.".to_owned()));
    }

    #[test]
    fn a_part_without_words_is_none() {
        for cell in ["‖Een. Twee.", "Een. Twee.‖", "Een. ‖ ‖ Twee."] {
            assert_eq!(compare(cell, "Een. Twee."), Comparison::EmptyPart, "{cell}");
        }
    }

    #[test]
    fn a_text_longer_than_a_cell_is_the_same_and_cannot_be_split() {
        let text = "woord ".repeat(8_000);
        let shown = super::shown(&text);
        assert!(shown.len() < text.len());
        assert_eq!(compare(&shown, &text), Comparison::Same);
        assert_eq!(compare(&shown.replacen("woord ", "woord ‖", 1), &text), Comparison::TooLong);
    }
}
