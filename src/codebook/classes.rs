//! Word classes: the sets of words that patterns ask for, and which of them a word form belongs to, worked out once per form.

use std::collections::HashMap;

use super::syntax::WordTest;
use crate::text::{Analyser, Word, WordId};

/// A set of words that patterns ask for, by its number in the taxonomy.
pub(super) type ClassId = u32;

type TestId = u32;

/// All word tests of a taxonomy, and the classes made of them.
#[derive(Debug, Default)]
pub(super) struct Classes {
    tests: HashMap<WordTest, TestId>,
    stems: HashMap<Box<str>, Vec<TestId>>,
    forms: HashMap<Box<str>, Vec<TestId>>,
    globs: Vec<(Vec<String>, TestId)>,
    classes: HashMap<Vec<TestId>, ClassId>,
    members: Vec<Vec<TestId>>,
    /// Per test, the classes that hold it.
    holders: Vec<Vec<ClassId>>,
    /// Per test, how common its words may be.
    commonness: Vec<f64>,
}

impl Classes {
    /// The class of the words that pass any of `tests`.
    pub(super) fn class(&mut self, analyser: &mut Analyser, tests: &[WordTest]) -> ClassId {
        let mut ids: Vec<TestId> = tests.iter().map(|test| self.test(analyser, test)).collect();
        ids.sort_unstable();
        ids.dedup();
        if let Some(class) = self.classes.get(&ids) {
            return *class;
        }
        let class = self.members.len() as ClassId;
        for id in &ids {
            if let Some(holders) = self.holders.get_mut(*id as usize) {
                holders.push(class);
            }
        }
        self.members.push(ids.clone());
        self.classes.insert(ids, class);
        class
    }

    /// How many classes there are.
    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    /// How common the words of a class may be; only for comparing classes.
    pub(super) fn commonness(&self, class: ClassId) -> f64 {
        let tests = self.members.get(class as usize);
        tests.into_iter().flatten().filter_map(|test| self.commonness.get(*test as usize)).sum()
    }

    /// The classes that a word belongs to, sorted.
    fn of(&self, word: &Word) -> Box<[ClassId]> {
        let stems = self.stems.get(&word.stem).into_iter().flatten();
        let forms = self.forms.get(&word.form).into_iter().flatten();
        let globs = self.globs.iter().filter(|(parts, _)| fits(&word.form, parts) || fits(&word.stem, parts));
        let mut found: Vec<ClassId> = stems
            .chain(forms)
            .copied()
            .chain(globs.map(|(_, test)| *test))
            .filter_map(|test| self.holders.get(test as usize))
            .flatten()
            .copied()
            .collect();
        found.sort_unstable();
        found.dedup();
        found.into()
    }

    fn test(&mut self, analyser: &mut Analyser, test: &WordTest) -> TestId {
        if let Some(id) = self.tests.get(test) {
            return *id;
        }
        let id = self.holders.len() as TestId;
        self.tests.insert(test.clone(), id);
        self.holders.push(Vec::new());
        self.commonness.push(commonness(test));
        match test {
            WordTest::Stem(word) => {
                let word = analyser.intern(word);
                let stem = analyser.word(word).stem.clone();
                self.stems.entry(stem).or_default().push(id);
            }
            WordTest::Exact(form) => self.forms.entry(form.as_str().into()).or_default().push(id),
            WordTest::Parts(parts) => self.globs.push((parts.clone(), id)),
        }
        id
    }
}

/// Short words are common (Zipf's law of abbreviation) and open ones stand for several; no corpus is needed to tell the rarer class.
fn commonness(test: &WordTest) -> f64 {
    let (letters, forms) = match test {
        WordTest::Exact(word) => (word.len(), 1.0),
        WordTest::Stem(word) => (word.len(), 1.5),
        WordTest::Parts(parts) => (parts.iter().map(String::len).sum(), 3.0),
    };
    forms / (1 + letters * letters) as f64
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

/// The classes of the word forms that one analyser met: a cache that stands beside it, one per thread.
#[derive(Debug, Default)]
pub struct WordClasses {
    by_word: Vec<Option<Box<[ClassId]>>>,
}

impl WordClasses {
    /// The classes of a word met by `analyser`, from the cache where it was met before.
    pub(super) fn of(&mut self, classes: &Classes, analyser: &Analyser, word: WordId) -> &[ClassId] {
        if self.by_word.len() <= word.index() {
            self.by_word.resize(analyser.vocabulary_len(), None);
        }
        match self.by_word.get_mut(word.index()) {
            Some(known) => known.get_or_insert_with(|| classes.of(analyser.word(word))),
            None => &[],
        }
    }
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
