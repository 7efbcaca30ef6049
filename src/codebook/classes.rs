//! Word classes: the sets of words that patterns ask for, and which of them a word form belongs to, worked out once per form.

use rustc_hash::FxHashMap;

use super::matching::Scratch;
use super::open_words::OpenWords;
use super::rules::{Filed, Rules};
use super::syntax::WordTest;
use crate::learned::LearnedWords;
use crate::text::{Analyser, Word, WordId};

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
                let stem = analyser.word(word).stem.clone();
                self.stems.entry(stem).or_default().push(id);
            }
            WordTest::Part(word) => {
                let word = analyser.intern(word);
                let stem = analyser.word(word).stem.clone();
                self.parts.entry(stem).or_default().push(id);
            }
            WordTest::Exact(form) => self.forms.entry(form.as_str().into()).or_default().push(id),
            WordTest::Parts(parts) => self.open.add(parts, id),
        }
    }

    /// The classes that a word belongs to, sorted.
    fn of(&self, word: &Word) -> Vec<ClassId> {
        let stems = self.stems.get(&word.stem).into_iter().flatten();
        let own = std::iter::once(&word.stem).chain(&word.parts);
        let parts = own.filter_map(|stem| self.parts.get(stem)).flatten();
        let forms = self.forms.get(&word.form).into_iter().flatten();
        let mut open = self.open.fitting(&word.form);
        open.extend(self.open.fitting(&word.stem));
        let mut found: Vec<ClassId> = stems
            .chain(forms)
            .chain(parts)
            .chain(&open)
            .filter_map(|test| self.holders.get(*test as usize))
            .flatten()
            .copied()
            .collect();
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

/// The classes of the word forms that one analyser met, and the tables of matching: what a thread keeps beside its analyser.
#[derive(Debug, Default)]
pub struct WordClasses {
    pub(super) rows: Rows,
    pub(super) scratch: Scratch,
    /// What the words say to the learned layer.
    pub(crate) learned: LearnedWords,
}

/// The classes of words, and the patterns filed under these; words of the same classes share a row.
#[derive(Debug, Default)]
pub(super) struct Rows {
    by_word: Vec<RowOfWord>,
    by_classes: FxHashMap<Vec<ClassId>, RowId>,
    /// Row after row.
    classes: Vec<ClassId>,
    filed: Vec<Filed>,
    /// Per row, where its part of either list ends.
    ends: Vec<(u32, u32)>,
}

pub(super) type RowId = u32;

#[derive(Debug, Clone, Copy, Default)]
enum RowOfWord {
    #[default]
    Unknown,
    /// No pattern asks for the word.
    None,
    Row(RowId),
}

impl Rows {
    /// The row of a word met by `analyser`; none where no pattern asks for it.
    #[inline]
    pub(super) fn of(&mut self, rules: &Rules, analyser: &Analyser, word: WordId) -> Option<RowId> {
        match self.by_word.get(word.index()) {
            Some(RowOfWord::Row(row)) => Some(*row),
            Some(RowOfWord::None) => None,
            Some(RowOfWord::Unknown) | None => self.learn(rules, analyser, word),
        }
    }

    /// The classes of a row.
    #[inline]
    pub(super) fn classes(&self, row: RowId) -> &[ClassId] {
        let [(from, _), (to, _)] = self.range(row);
        self.classes.get(from as usize..to as usize).unwrap_or_default()
    }

    /// The patterns filed under the classes of a row.
    #[inline]
    pub(super) fn filed(&self, row: RowId) -> &[Filed] {
        let [(_, from), (_, to)] = self.range(row);
        self.filed.get(from as usize..to as usize).unwrap_or_default()
    }

    /// Where the parts of the lists begin and end that are a row's.
    #[inline]
    fn range(&self, row: RowId) -> [(u32, u32); 2] {
        let end = |row: usize| self.ends.get(row).copied().unwrap_or_default();
        [(row as usize).checked_sub(1).map_or((0, 0), end), end(row as usize)]
    }

    #[cold]
    fn learn(&mut self, rules: &Rules, analyser: &Analyser, word: WordId) -> Option<RowId> {
        if self.by_word.len() <= word.index() {
            self.by_word.resize(analyser.vocabulary_len(), RowOfWord::Unknown);
        }
        let classes = rules.words.of(analyser.word(word));
        let row = (!classes.is_empty()).then(|| self.row(rules, classes));
        if let Some(known) = self.by_word.get_mut(word.index()) {
            *known = row.map_or(RowOfWord::None, RowOfWord::Row);
        }
        row
    }

    fn row(&mut self, rules: &Rules, classes: Vec<ClassId>) -> RowId {
        if let Some(row) = self.by_classes.get(&classes) {
            return *row;
        }
        let row = self.ends.len() as RowId;
        self.filed.extend(classes.iter().filter_map(|class| rules.by_class.get(*class as usize)).flatten());
        self.classes.extend(&classes);
        self.ends.push((self.classes.len() as u32, self.filed.len() as u32));
        self.by_classes.insert(classes, row);
        row
    }
}
