//! Candidate pieces of lines, with what the costs look at worked out once.

use super::metrics;
use crate::text::{Begins, Ends, WordClass, edges, is_blank};

/// Part of a line that could be one column's.
#[derive(Debug, Clone)]
pub(super) struct Fragment {
    /// Index of its line among those laid out.
    pub(super) line: usize,
    /// First byte in the line.
    pub(super) start: usize,
    /// One past the last byte, trailing spaces included.
    pub(super) end: usize,
    /// Width without outer spaces.
    pub(super) width: f32,
    /// Width of the first word.
    pub(super) first_word: f32,
    pub(super) begins: Begins,
    pub(super) ends: Ends,
    /// Whether spaces follow; unknown where another column's piece follows on the line.
    pub(super) trailing_space: Option<bool>,
    /// Round brackets and double quotation marks left open (+) by it.
    pub(super) opened: u8,
    /// Those closed that an earlier piece must have opened.
    pub(super) closed: u8,
    /// The number of the heading it reads as, comparable; 0 for none.
    pub(super) heading: u32,
    /// Sentences within it that another one follows, and those that lower case follows.
    pub(super) inner_stops: (u8, u8),
    /// Runs of spaces within it, which typists leave seldom and column breaks often.
    pub(super) wide_spaces: u8,
    /// Whether its first word points back to a sentence before it.
    pub(super) anaphoric: bool,
    /// Its first letters, comparable; 0 where it begins with none.
    pub(super) initial: u32,
    /// Class of its first word, should it go on with a sentence.
    pub(super) first: WordClass,
    /// Class of its last word or of the punctuation behind it.
    pub(super) last: WordClass,
}

impl Fragment {
    /// The fragment of `line` (number `index`) from byte `start` to `end`; `None` where nothing is to be seen there.
    pub(super) fn new(line: &str, index: usize, start: usize, end: usize) -> Option<Self> {
        let raw = line.get(start..end)?;
        let text = raw.trim();
        if is_blank(text) {
            return None;
        }
        let (opened, closed) = brackets(text);
        let first = text.split_whitespace().next().unwrap_or_default();
        Some(Self {
            line: index,
            start,
            end,
            width: metrics::width(text),
            first_word: metrics::width(first),
            begins: edges::begins(text),
            ends: edges::ends(text),
            trailing_space: (end == line.len()).then(|| raw.ends_with(char::is_whitespace)),
            opened,
            closed,
            heading: edges::heading_number(text).map_or(0, heading_key),
            inner_stops: edges::inner_stops(text),
            wide_spaces: wide_spaces(text),
            anaphoric: edges::points_back(text),
            initial: initial(text),
            first: WordClass::beginning(text, false),
            last: WordClass::ending(text),
        })
    }
}

/// `2.17` as a number that sorts like it.
fn heading_key(number: &str) -> u32 {
    let levels = number.split('.').map(|level| level.parse::<u32>().unwrap_or(0)).chain([0; 4]);
    levels.take(4).fold(0, |key, level| key << 8 | level.min(255))
}

/// The first four letters or digits, folded, as a number that sorts like them.
fn initial(text: &str) -> u32 {
    let start: String = text.chars().filter(|character| !"(‘“\"'[".contains(*character)).take(4).collect();
    crate::text::fold(&start).bytes().chain([0; 4]).take(4).fold(0, |key, byte| key << 8 | u32::from(byte))
}

fn wide_spaces(text: &str) -> u8 {
    text.matches("  ").count().min(3) as u8
}

/// Brackets and double quotation marks left open, and those closed that were not opened here.
fn brackets(text: &str) -> (u8, u8) {
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
