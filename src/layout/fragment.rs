//! Candidate pieces of lines: a run of words that could be one column's, with what the costs look at.

use super::line::{Brackets, Line};
use crate::text::{Begins, Ends, WordClass};

/// Part of a line that could be one column's.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fragment {
    /// Index of its line among those laid out.
    pub(super) line: u32,
    /// First word, and one past the last.
    pub(super) words: (u16, u16),
    /// Width without outer spaces.
    pub(super) width: f32,
    /// Width of the first word.
    pub(super) first_word: f32,
    pub(super) begins: Begins,
    pub(super) ends: Ends,
    /// Whether it ends in a preposition that a sentence may end in.
    pub(super) particle: bool,
    /// Whether spaces follow; unknown where another column's piece follows on the line.
    pub(super) trailing_space: Option<bool>,
    /// What it opens and closes.
    pub(super) brackets: Brackets,
    /// The number of the heading it reads as, comparable; 0 for none.
    pub(super) heading: u32,
    /// Sentences within it that another one follows, and those that lower case follows.
    pub(super) inner_stops: (u8, u8),
    /// Numbers of headings within it.
    pub(super) inner_headings: u8,
    /// Capitals within it in the middle of a sentence.
    pub(super) inner_capitals: u8,
    /// Words within it that break off.
    pub(super) broken_words: u8,
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
    /// The words `from..to` of `line`, which is number `index`; `None` where that is nothing.
    pub(super) fn new(line: &Line<'_>, index: usize, from: usize, to: usize) -> Option<Self> {
        let words = line.words.get(from..to)?;
        let (first, last) = (words.first()?, words.last()?);
        let mut brackets = Brackets::default();
        let (mut followed, mut broken, mut broken_words, mut wide_spaces) = (0_u8, 0_u8, 0_u8, 0_u8);
        let (mut inner_headings, mut inner_capitals) = (0_u8, 0_u8);
        for word in words {
            brackets = brackets.then(word.brackets);
        }
        for word in words.iter().take(words.len() - 1) {
            followed += u8::from(word.behind.sentence && followed < 3);
            broken += u8::from(word.behind.broken_sentence && broken < 3);
            broken_words += u8::from(word.behind.broken_word && broken_words < 3);
            inner_headings += u8::from(word.behind.heading && inner_headings < 3);
            inner_capitals += u8::from(word.behind.capital && inner_capitals < 3);
            wide_spaces += u8::from(word.behind.wide_space && wide_spaces < 3);
        }
        let says_something = words.iter().any(|word| word.says_something);
        let ends_line = to == line.words.len();
        Some(Self {
            line: index as u32,
            words: (from as u16, to as u16),
            width: line.width(from, to),
            first_word: line.width(from, from + 1),
            begins: match first.begins {
                // A sign is a list's where something follows it.
                Begins::Bullet if says_something && words.len() == 1 => Begins::Other,
                _ if !says_something => Begins::Bullet,
                begins => begins,
            },
            ends: last.ends,
            particle: last.particle,
            trailing_space: ends_line.then(|| line.text.ends_with(char::is_whitespace)),
            brackets: Brackets { opened: brackets.opened.min(3), closed: brackets.closed.min(3) },
            heading: if words.len() > 1 { first.heading } else { 0 },
            inner_stops: (followed, broken),
            inner_headings,
            inner_capitals,
            broken_words,
            wide_spaces,
            anaphoric: first.anaphoric,
            initial: first.initial,
            first: first.first,
            last: last.last,
        })
    }

    /// Measures it again after its line was measured in another face.
    pub(super) fn measure(&mut self, line: &Line<'_>) {
        let (from, to) = (usize::from(self.words.0), usize::from(self.words.1));
        self.width = line.width(from, to);
        self.first_word = line.width(from, from + 1);
    }
}
