//! Open words of patterns (`*schot`, `over*last`), filed so that a word is held against the few that may fit.

use rustc_hash::FxHashMap;

/// Open words, each with the number of its test.
#[derive(Debug, Default)]
pub(super) struct OpenWords {
    all: Vec<OpenWord>,
    /// By the first bytes of what a word must begin with.
    at_start: FxHashMap<Piece, Vec<u32>>,
    /// Of the others, by the last bytes of what it must end with.
    at_end: FxHashMap<Piece, Vec<u32>>,
    /// Of the others, by the first bytes of the longest literal part.
    within: FxHashMap<Piece, Vec<u32>>,
    /// A bit per value of a small hash of these bytes: most of a word's are nobody's.
    pieces: Vec<u64>,
    /// Those with literal parts shorter than that.
    short: Vec<u32>,
}

/// An open word; its edges tell nearly all that do not fit.
#[derive(Debug)]
struct OpenWord {
    start: Edge,
    end: Edge,
    parts: Vec<String>,
    test: u32,
}

/// Up to eight bytes at an edge of a word, from the edge inwards.
#[derive(Debug, Clone, Copy)]
struct Edge {
    bytes: u64,
    mask: u64,
}

impl Edge {
    fn new(bytes: impl Iterator<Item = u8> + Clone) -> Self {
        Self { mask: eight(bytes.clone().map(|_| u8::MAX)), bytes: eight(bytes) }
    }

    fn fits(self, bytes: u64) -> bool {
        bytes & self.mask == self.bytes
    }
}

/// The first eight bytes as a number, zeros where there are fewer.
fn eight(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.zip(0..8).fold(0, |number, (byte, place)| number | u64::from(byte) << (8 * place))
}

/// Bytes of a literal part that open words are filed by.
type Piece = [u8; PIECE];

const PIECE: usize = 3;

/// Size of the table of bits.
const BITS: usize = 1 << 15;

/// The letters differ in their low five bits.
fn bit([first, second, third]: Piece) -> usize {
    (usize::from(first) << 10 ^ usize::from(second) << 5 ^ usize::from(third)) % BITS
}

impl OpenWords {
    /// Adds the word made of these literal parts with anything between them.
    pub(super) fn add(&mut self, parts: &[String], test: u32) {
        let number = self.all.len() as u32;
        let first = parts.first().map(String::as_bytes).unwrap_or_default();
        let last = parts.last().map(String::as_bytes).unwrap_or_default();
        let longest = parts.iter().map(|part| part.as_bytes()).max_by_key(|part| part.len());
        let longest = longest.and_then(|part| part.first_chunk::<PIECE>());
        if let Some(start) = first.first_chunk() {
            self.at_start.entry(*start).or_default().push(number);
        } else if let Some(end) = last.last_chunk() {
            self.at_end.entry(*end).or_default().push(number);
        } else if let Some(piece) = longest {
            self.within.entry(*piece).or_default().push(number);
            self.pieces.resize(BITS / 64, 0);
            let bit = bit(*piece);
            self.pieces.iter_mut().skip(bit / 64).take(1).for_each(|bits| *bits |= 1 << (bit % 64));
        } else {
            self.short.push(number);
        }
        let (start, end) = (Edge::new(first.iter().copied()), Edge::new(last.iter().rev().copied()));
        self.all.push(OpenWord { start, end, parts: parts.to_vec(), test });
    }

    /// The tests that `word` passes, some more than once.
    pub(super) fn fitting<'w>(&'w self, word: &'w str) -> impl Iterator<Item = u32> + use<'w> {
        let bytes = word.as_bytes();
        let (start, end) = (eight(bytes.iter().copied()), eight(bytes.iter().rev().copied()));
        let at_start = bytes.first_chunk().and_then(|piece| self.at_start.get(piece));
        let at_end = bytes.last_chunk().and_then(|piece| self.at_end.get(piece));
        let pieces = bytes.windows(PIECE).filter_map(|piece| <&Piece>::try_from(piece).ok());
        let some = |piece: &&Piece| {
            let bit = bit(**piece);
            self.pieces.get(bit / 64).is_some_and(|bits| bits & (1 << (bit % 64)) != 0)
        };
        let within = pieces.filter(some).filter_map(|piece| self.within.get(piece));
        let filed = at_start.into_iter().chain(at_end).chain(within).chain([&self.short]).flatten();
        let candidates = filed.filter_map(|number| self.all.get(*number as usize));
        let close = candidates.filter(move |open| open.start.fits(start) && open.end.fits(end));
        close.filter(|open| fits(word, &open.parts)).map(|open| open.test)
    }
}

/// Whether `word` is made of the literal parts in order, with anything between them.
pub(super) fn fits(word: &str, parts: &[String]) -> bool {
    let (Some((first, rest)), true) = (parts.split_first(), parts.len() > 1) else {
        return parts.first().is_some_and(|only| only == word);
    };
    let Some(mut tail) = word.strip_prefix(first.as_str()) else {
        return false;
    };
    let (middle, last) = rest.split_at(rest.len() - 1);
    for part in middle {
        match tail.split_once(part.as_str()) {
            Some((_, after)) => tail = after,
            None => return false,
        }
    }
    last.iter().all(|part| tail.ends_with(part.as_str()))
}

#[cfg(test)]
mod tests {
    use super::{OpenWords, fits};

    fn parts(pattern: &str) -> Vec<String> {
        pattern.split('*').map(str::to_owned).collect()
    }

    fn glob(pattern: &str, word: &str) -> bool {
        fits(word, &parts(pattern))
    }

    #[test]
    fn open_words_are_found_as_if_all_were_tried() {
        let patterns = [
            "financier*",
            "*schot",
            "*lijst*",
            "over*last",
            "be*t",
            "o*",
            "*n",
            "wacht*en",
            "*a*lij*",
            "onder*",
            "*",
        ];
        let words =
            ["beschot", "wachtlijsten", "financiering", "overlast", "overbelast", "o", "onder", "bet", "de"];
        let mut open = OpenWords::default();
        patterns.iter().zip(0..).for_each(|(pattern, test)| open.add(&parts(pattern), test));
        for word in words {
            let mut found: Vec<u32> = open.fitting(word).collect();
            found.sort_unstable();
            found.dedup();
            let tried = patterns.iter().zip(0..).filter(|(pattern, _)| glob(pattern, word));
            assert_eq!(found, tried.map(|(_, test)| test).collect::<Vec<u32>>(), "{word}");
        }
    }

    #[test]
    fn open_words_fit_at_their_open_ends_alone() {
        assert!(glob("financier*", "financieringsstromen"));
        assert!(glob("*schot", "beschot"));
        assert!(!glob("*schot", "schotten"));
        assert!(glob("*lijst*", "wachtlijsten"));
        assert!(glob("over*last", "overbelast"));
        assert!(!glob("over*last", "overlas"));
        assert!(!glob("ab*ba", "aba"));
    }
}
