//! A printed line by its words, with what the costs look at worked out once per word: every piece of the line is then put together from them.

use super::metrics::Face;
use super::numbers::{self, Found, Number, Numbers};
use crate::text::{Begins, Ends, WordClass, edges};

/// A word and what stands around it.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// How a piece would begin with it.
    pub(super) begins: Begins,
    /// How a piece would end with it.
    pub(super) ends: Ends,
    /// Whether it is a preposition that a sentence may end in.
    pub(super) particle: bool,
    /// Its class, should it go on with a sentence.
    pub(super) first: WordClass,
    /// Its class, or that of the punctuation behind it.
    pub(super) last: WordClass,
    /// The number of the heading that begins with it, comparable within the page; 0 for none.
    pub(super) heading: u32,
    /// The number that a heading might begin with here.
    number: Option<Found>,
    /// Whether it points back to a sentence before it.
    pub(super) anaphoric: bool,
    /// Its first letters, comparable; 0 where it begins with none.
    pub(super) initial: u32,
    /// Whether it holds a letter or digit.
    pub(super) says_something: bool,
    /// Round brackets and double quotation marks left open by it, and those closed that were not opened in it.
    pub(super) brackets: Brackets,
    /// What lies between it and the next word of the line.
    pub(super) behind: Behind,
}

/// Brackets and quotation marks that a stretch of text leaves open, and those it closes without having opened them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Brackets {
    pub(super) opened: u8,
    pub(super) closed: u8,
}

impl Brackets {
    /// Those of one text followed by another.
    pub(super) fn then(self, next: Self) -> Self {
        let met = self.opened.min(next.closed);
        Self {
            opened: (self.opened - met).saturating_add(next.opened),
            closed: self.closed.saturating_add(next.closed - met),
        }
    }
}

/// What lies between two words of a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Behind {
    /// A sentence ends and another one begins.
    pub(super) sentence: bool,
    /// A sentence ends and lower case follows, as where two texts were run together.
    pub(super) broken_sentence: bool,
    /// A word breaks off with a hyphen that nothing takes up.
    pub(super) broken_word: bool,
    /// More than one space.
    pub(super) wide_space: bool,
    /// The next word is a heading's number.
    pub(super) heading: bool,
    /// The next word has a capital though no sentence ends here.
    pub(super) capital: bool,
}

/// A line of a page.
#[derive(Debug, Clone)]
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    pub(super) words: Vec<Word>,
    /// Where each word begins and ends on the line, in thousandths of the type size.
    places: Vec<(f32, f32)>,
}

impl<'t> Line<'t> {
    /// The words of `text`, measured in `face`.
    pub(super) fn new(text: &'t str, face: Face) -> Self {
        let mut line = Self { text, words: words(text), places: Vec::new() };
        line.measure(face);
        line
    }

    /// The numbers in it that head sections.
    pub(super) fn numbers<'l>(&'l self, numbers: &'l Numbers) -> impl Iterator<Item = Number> + use<'l> {
        self.words
            .iter()
            .filter_map(|word| word.number.filter(|found| numbers.heads(*found)))
            .map(|found| found.number)
    }

    /// Whether a number that heads a section stands at its beginning.
    pub(super) fn opens_section(&self, numbers: &Numbers) -> bool {
        self.words.first().and_then(|word| word.number).is_some_and(|found| numbers.heads(found))
    }

    /// Takes the numbers of `sorted` that stand in it for those of headings.
    pub(super) fn mark_headings(&mut self, sorted: &[Number]) {
        for word in &mut self.words {
            let found = word.number.and_then(|found| sorted.binary_search(&found.number).ok());
            word.heading = found.map_or(0, |place| place as u32 + 1);
        }
        self.look_ahead();
    }

    fn look_ahead(&mut self) {
        for index in 1..self.words.len() {
            self.words[index - 1].behind.heading = self.words[index].heading > 0;
        }
    }

    /// Measures it in another face.
    pub(super) fn measure(&mut self, face: Face) {
        let mut at = 0.0;
        let mut reached = 0;
        let mut to = |byte: usize| {
            at += face.width(self.text.get(reached..byte).unwrap_or_default());
            reached = byte;
            at
        };
        self.places = self.words.iter().map(|word| (to(word.start), to(word.end))).collect();
    }

    /// Width of the words from `from` up to but not including `to`.
    pub(super) fn width(&self, from: usize, to: usize) -> f32 {
        match (self.places.get(from), to.checked_sub(1).and_then(|last| self.places.get(last))) {
            (Some((start, _)), Some((_, end))) => (end - start).max(0.0),
            _ => 0.0,
        }
    }

    /// Word number `index` as it is printed.
    pub(super) fn word(&self, index: usize) -> &'t str {
        self.words.get(index).and_then(|word| self.text.get(word.start..word.end)).unwrap_or_default()
    }

    /// Bytes of the words from `from` up to `to`, with the spaces before the first word of the line and those behind the last one.
    pub(super) fn bytes(&self, from: usize, to: usize) -> (usize, usize) {
        let start =
            if from == 0 { 0 } else { self.words.get(from).map_or(self.text.len(), |word| word.start) };
        let end = self.words.get(to).map_or(self.text.len(), |word| word.start);
        (start, end)
    }
}

fn words(text: &str) -> Vec<Word> {
    let spans = spans(text);
    let mut words: Vec<Word> = Vec::with_capacity(spans.len());
    for (index, (start, end)) in spans.iter().copied().enumerate() {
        let own = text.get(start..end).unwrap_or_default();
        let rest = text.get(start..).unwrap_or_default().trim_end();
        let behind = match spans.get(index + 1) {
            Some((next_start, next_end)) => {
                behind(own, text.get(*next_start..*next_end).unwrap_or_default(), next_start - end > 1)
            }
            None => Behind::default(),
        };
        words.push(Word {
            start,
            end,
            begins: edges::begins(rest),
            ends: edges::ends(own),
            particle: edges::ends_in_particle(own),
            first: WordClass::beginning(own),
            last: WordClass::ending(own),
            heading: 0,
            number: numbers::opening(rest),
            anaphoric: edges::points_back(own),
            initial: initial(rest),
            says_something: own.contains(char::is_alphanumeric),
            brackets: brackets(own),
            behind,
        });
    }
    words
}

/// First and last byte of every word that a reader sees.
fn spans(text: &str) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut start = None;
    for (byte, character) in text.char_indices().chain([(text.len(), ' ')]) {
        match (character.is_whitespace(), start) {
            (true, Some(from)) => {
                if !crate::text::is_blank(text.get(from..byte).unwrap_or_default()) {
                    spans.push((from, byte));
                }
                start = None;
            }
            (false, None) => start = Some(byte),
            _ => {}
        }
    }
    spans
}

fn behind(word: &str, next: &str, wide_space: bool) -> Behind {
    let (followed, broken) = edges::stop_between(word, next);
    let broken_word = word.len() > 2
        && word.ends_with(['-', '\u{2010}', '\u{ad}'])
        && next.starts_with(char::is_alphabetic)
        && !edges::takes_up_hyphen(next);
    let goes_on = word.ends_with(char::is_lowercase) && word.starts_with(char::is_lowercase);
    let capital = goes_on && edges::begins(next) == Begins::Capital;
    Behind { sentence: followed, broken_sentence: broken, broken_word, wide_space, heading: false, capital }
}

/// The first four letters or digits, folded, as a number that sorts like them.
fn initial(text: &str) -> u32 {
    let start: String = text.chars().filter(|character| !"(‘“\"'[".contains(*character)).take(4).collect();
    crate::text::fold(&start).bytes().chain([0; 4]).take(4).fold(0, |key, byte| key << 8 | u32::from(byte))
}

fn brackets(text: &str) -> Brackets {
    let (opened, closed) = edges::brackets(text);
    Brackets { opened, closed }
}
