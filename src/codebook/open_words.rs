//! Open words of patterns (`*schot`, `over*last`), filed so that a word is held against the few that may fit.

use rustc_hash::FxHashMap;

/// Open words, each with the number of its test.
#[derive(Debug, Default)]
pub(super) struct OpenWords {
    all: Vec<(Vec<String>, u32)>,
    /// A bit per value of a small hash of these bytes: most of a word's are nobody's.
    starts: Vec<u64>,
    /// By the first bytes of the longest literal part.
    by_start: FxHashMap<[u8; START], Vec<u32>>,
    /// Those with literal parts shorter than that.
    short: Vec<u32>,
}

/// How many bytes of a literal part they are filed by.
const START: usize = 3;

/// Size of the table of bits.
const BITS: usize = 1 << 15;

/// The letters differ in their low five bits.
fn bit([first, second, third]: [u8; START]) -> usize {
    (usize::from(first) << 10 ^ usize::from(second) << 5 ^ usize::from(third)) % BITS
}

impl OpenWords {
    /// Adds the word made of these literal parts with anything between them.
    pub(super) fn add(&mut self, parts: &[String], test: u32) {
        let number = self.all.len() as u32;
        let longest = parts.iter().map(|part| part.as_bytes()).max_by_key(|part| part.len());
        match longest.and_then(|part| part.first_chunk::<START>()) {
            Some(start) => {
                self.by_start.entry(*start).or_default().push(number);
                self.starts.resize(BITS / 64, 0);
                let bit = bit(*start);
                self.starts.iter_mut().skip(bit / 64).take(1).for_each(|bits| *bits |= 1 << (bit % 64));
            }
            None => self.short.push(number),
        }
        self.all.push((parts.to_vec(), test));
    }

    /// The tests that `word` passes, some more than once.
    pub(super) fn fitting(&self, word: &str) -> Vec<u32> {
        let starts = word.as_bytes().windows(START).filter_map(|start| <&[u8; START]>::try_from(start).ok());
        let some = |start: &&[u8; START]| {
            let bit = bit(**start);
            self.starts.get(bit / 64).is_some_and(|bits| bits & (1 << (bit % 64)) != 0)
        };
        let filed = starts.filter(some).filter_map(|start| self.by_start.get(start)).flatten();
        let candidates = filed.chain(&self.short).filter_map(|number| self.all.get(*number as usize));
        candidates.filter(|(parts, _)| fits(word, parts)).map(|(_, test)| *test).collect()
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
    use super::fits;

    fn glob(pattern: &str, word: &str) -> bool {
        let parts: Vec<String> = pattern.split('*').map(str::to_owned).collect();
        fits(word, &parts)
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
