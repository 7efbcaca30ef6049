//! Open words of patterns (`*schot`, `over*last`), filed so that a word is held against the few that may fit.

use rustc_hash::FxHashMap;

/// Open words, each with the number of its test.
#[derive(Debug, Default)]
pub(super) struct OpenWords {
    all: Vec<(Vec<String>, u32)>,
    /// By the first bytes of the longest literal part.
    by_start: FxHashMap<[u8; START], Vec<u32>>,
    /// Those with literal parts shorter than that.
    short: Vec<u32>,
}

/// How many bytes of a literal part they are filed by.
const START: usize = 3;

impl OpenWords {
    /// Adds the word made of these literal parts with anything between them.
    pub(super) fn add(&mut self, parts: &[String], test: u32) {
        let number = self.all.len() as u32;
        let longest = parts.iter().map(|part| part.as_bytes()).max_by_key(|part| part.len());
        match longest.and_then(|part| part.first_chunk::<START>()) {
            Some(start) => self.by_start.entry(*start).or_default().push(number),
            None => self.short.push(number),
        }
        self.all.push((parts.to_vec(), test));
    }

    /// The tests that `word` passes, some more than once.
    pub(super) fn fitting(&self, word: &str) -> Vec<u32> {
        let starts = word.as_bytes().windows(START).filter_map(|start| <&[u8; START]>::try_from(start).ok());
        let filed = starts.filter_map(|start| self.by_start.get(start)).flatten();
        let candidates = filed.chain(&self.short).filter_map(|number| self.all.get(*number as usize));
        candidates.filter(|(parts, _)| fits(word, parts)).map(|(_, test)| *test).collect()
    }
}

/// Whether `word` is made of the literal parts in order, with anything between them.
fn fits(word: &str, parts: &[String]) -> bool {
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
