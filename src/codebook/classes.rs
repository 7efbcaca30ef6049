//! Word classes: the sets of words that patterns ask for, and which of them a word form belongs to, worked out once per form.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::matching::Scratch;
use super::open_words::OpenWords;
use super::rules::{Filed, Rules};
use super::syntax::WordTest;
use crate::learned::LearnedWords;
use crate::text::{Analyser, Shelf, Word, WordId};

/// A set of words that patterns ask for, by its number in the taxonomy.
pub(super) type ClassId = u32;

type TestId = u32;

/// All word tests of a taxonomy, and the classes made of them, while its patterns are compiled.
#[derive(Debug, Default)]
pub(super) struct Classes {
    tests: FxHashMap<WordTest, TestId>,
    words: WordTests,
    classes: FxHashMap<Vec<TestId>, ClassId>,
    members: Vec<Vec<TestId>>,
    /// Per test, how common its words may be.
    commonness: Vec<f64>,
}

/// What tells the classes of a word.
#[derive(Debug, Default)]
pub(super) struct WordTests {
    stems: FxHashMap<Box<str>, Vec<TestId>>,
    /// Stems that may be a compound's part as well.
    parts: FxHashMap<Box<str>, Vec<TestId>>,
    forms: FxHashMap<Box<str>, Vec<TestId>>,
    open: OpenWords,
    /// Per test, the classes that hold it.
    holders: Vec<Vec<ClassId>>,
}

impl Classes {
    /// The class of the words that pass any of `tests`.
    pub(super) fn class(&mut self, analyser: &mut Analyser, tests: &[WordTest]) -> ClassId {
        let ids = tests.iter().map(|test| self.test(analyser, test)).collect();
        self.class_of(ids)
    }

    /// The class of the words that belong to any of `classes`.
    pub(super) fn union(&mut self, classes: &[ClassId]) -> ClassId {
        let members = classes.iter().filter_map(|class| self.members.get(*class as usize));
        let ids = members.flatten().copied().collect();
        self.class_of(ids)
    }

    fn class_of(&mut self, mut ids: Vec<TestId>) -> ClassId {
        ids.sort_unstable();
        ids.dedup();
        if let Some(class) = self.classes.get(&ids) {
            return *class;
        }
        let class = self.members.len() as ClassId;
        for id in &ids {
            if let Some(holders) = self.words.holders.get_mut(*id as usize) {
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

    /// What reading needs of them, by other numbers; classes without one are given up.
    pub(super) fn renumbered(self, ids: &[Option<ClassId>]) -> WordTests {
        let mut words = self.words;
        for holders in &mut words.holders {
            *holders =
                holders.iter().filter_map(|class| ids.get(*class as usize).copied().flatten()).collect();
        }
        words
    }

    /// How common the words of a class may be; only for comparing classes.
    pub(super) fn commonness(&self, class: ClassId) -> f64 {
        let tests = self.members.get(class as usize);
        tests.into_iter().flatten().filter_map(|test| self.commonness.get(*test as usize)).sum()
    }

    fn test(&mut self, analyser: &mut Analyser, test: &WordTest) -> TestId {
        if let Some(id) = self.tests.get(test) {
            return *id;
        }
        let id = self.commonness.len() as TestId;
        self.tests.insert(test.clone(), id);
        self.commonness.push(commonness(test));
        self.words.add(analyser, test, id);
        id
    }
}

impl WordTests {
    fn add(&mut self, analyser: &mut Analyser, test: &WordTest, id: TestId) {
        self.holders.push(Vec::new());
        match test {
            WordTest::Stem(word) => {
                let word = analyser.intern(word);
                let stem = analyser.word(word).stem().into();
                self.stems.entry(stem).or_default().push(id);
            }
            WordTest::Part(word) => {
                let word = analyser.intern(word);
                let stem = analyser.word(word).stem().into();
                self.parts.entry(stem).or_default().push(id);
            }
            WordTest::Exact(form) => self.forms.entry(form.as_str().into()).or_default().push(id),
            WordTest::Parts(parts) => self.open.add(parts, id),
        }
    }

    /// The classes that a word belongs to, sorted.
    fn of(&self, word: &Word) -> Vec<ClassId> {
        let (form, stem) = (word.form(), word.stem());
        let stems = self.stems.get(stem).into_iter().flatten();
        let own = std::iter::once(stem).chain(word.parts());
        let parts = own.filter_map(|stem| self.parts.get(stem)).flatten();
        let forms = self.forms.get(form).into_iter().flatten();
        let other = (stem != form).then(|| self.open.fitting(stem)).into_iter().flatten();
        let open = self.open.fitting(form).chain(other);
        let tests = stems.chain(forms).chain(parts).copied().chain(open);
        let holders = tests.filter_map(|test| self.holders.get(test as usize));
        let mut found: Vec<ClassId> = holders.flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Short words are common (Zipf's law of abbreviation) and open ones stand for several; no corpus is needed to tell the rarer class.
fn commonness(test: &WordTest) -> f64 {
    let (letters, forms) = match test {
        WordTest::Exact(word) => (word.len(), 1.0),
        WordTest::Stem(word) => (word.len(), 1.5),
        WordTest::Part(word) => (word.len(), 2.0),
        WordTest::Parts(parts) => (parts.iter().map(String::len).sum(), 3.0),
    };
    forms / (1 + letters * letters) as f64
}

/// The classes of the word forms that analysers met, and the tables of matching: what a thread keeps beside its analyser.
#[derive(Debug, Default)]
pub struct WordClasses {
    pub(super) rows: Arc<Rows>,
    pub(super) scratch: Scratch,
    /// What the words say to the learned layer.
    pub(crate) learned: LearnedWords,
}

impl WordClasses {
    /// The same for another thread, whose analyser must share with this one's: what either learns from now on, both know.
    #[must_use]
    pub fn sharing(&self) -> Self {
        Self { rows: Arc::clone(&self.rows), scratch: Scratch::default(), learned: self.learned.sharing() }
    }
}

/// The classes of words, and the patterns filed under these; words of the same classes share a row.
#[derive(Default)]
pub(super) struct Rows {
    by_word: Shelf<Option<RowId>>,
    rows: Shelf<Row>,
    by_classes: Mutex<FxHashMap<Box<[ClassId]>, RowId>>,
}

/// What is known of the words of the same classes.
struct Row {
    classes: Box<[ClassId]>,
    /// Those of them under which patterns are filed. The patterns themselves are many times as much and stay where they are.
    filing: Box<[ClassId]>,
}

pub(super) type RowId = u32;

impl std::fmt::Debug for Rows {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Rows").finish_non_exhaustive()
    }
}

impl Rows {
    /// The row of a word met by `analyser`; none where no pattern asks for it.
    #[inline]
    pub(super) fn of(&self, rules: &Rules, analyser: &Analyser, word: WordId) -> Option<RowId> {
        *self.by_word.get_or_set(word.index() as u32, || self.learn(rules, analyser.word(word)))
    }

    /// The classes of a row.
    #[inline]
    pub(super) fn classes(&self, row: RowId) -> &[ClassId] {
        self.rows.get(row).map_or(&[], |row| &row.classes)
    }

    /// The patterns filed under the classes of a row.
    #[inline]
    pub(super) fn filed<'r>(&'r self, rules: &'r Rules, row: RowId) -> impl Iterator<Item = &'r Filed> {
        let filing = self.rows.get(row).map_or::<&[_], _>(&[], |row| &row.filing);
        filing.iter().filter_map(|class| rules.by_class.get(*class as usize)).flatten()
    }

    #[cold]
    fn learn(&self, rules: &Rules, word: &Word) -> Option<RowId> {
        let classes = rules.words.of(word);
        if classes.is_empty() {
            return None;
        }
        // After a panic it holds what it held before.
        let mut by_classes = self.by_classes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(row) = by_classes.get(classes.as_slice()) {
            return Some(*row);
        }
        let row = by_classes.len() as RowId;
        let files =
            |class: &ClassId| rules.by_class.get(*class as usize).is_some_and(|filed| !filed.is_empty());
        self.rows.get_or_set(row, || Row {
            filing: classes.iter().copied().filter(files).collect(),
            classes: classes.as_slice().into(),
        });
        by_classes.insert(classes.into(), row);
        Some(row)
    }
}
