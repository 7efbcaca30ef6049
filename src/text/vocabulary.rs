//! Word forms and what is known of them, learnt once for all threads.

use std::hash::{BuildHasher as _, BuildHasherDefault};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use super::dutch::{Analysed, Role};
use super::shelf::Shelf;

/// A word form met by one [`Analyser`](super::Analyser), or by those that share what they learn; ids are handed out in order of first
/// meeting, so they never reach an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub(super) u32);

impl WordId {
    /// Position in the vocabulary, counted from 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What is known of a word form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Form, stem and parts, one a line: no word holds a line end, and one piece of memory is enough for all.
    text: Box<str>,
    form_end: u32,
    stem_end: u32,
    pub(super) role: Role,
}

impl Word {
    pub(super) fn new(form: &str, analysed: &Analysed) -> Self {
        let Analysed { stem, parts, role } = analysed;
        let mut text = String::with_capacity(
            form.len() + 1 + stem.len() + parts.iter().map(|part| part.len() + 1).sum::<usize>(),
        );
        text.push_str(form);
        text.push('\n');
        text.push_str(stem);
        for part in parts {
            text.push('\n');
            text.push_str(part);
        }
        Self {
            text: text.into(),
            form_end: form.len() as u32,
            stem_end: (form.len() + 1 + stem.len()) as u32,
            role: *role,
        }
    }

    /// NFC, lower case, diacritics folded.
    #[must_use]
    pub fn form(&self) -> &str {
        self.text.get(..self.form_end as usize).unwrap_or_default()
    }

    /// What all inflections of the word share: the noun's singular, the adjective, the verb's first person ("meld" for melden, gemeld,
    /// melding); for words that no list has, the Dutch Porter stem.
    #[must_use]
    pub fn stem(&self) -> &str {
        self.text.get(self.form_end as usize + 1..self.stem_end as usize).unwrap_or_default()
    }

    /// Stems of the parts where the word is a compound ("samenwerk" and "keten" for ketensamenwerking), sorted; else none.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        let parts = self.text.get(self.stem_end as usize + 1..);
        parts.into_iter().flat_map(|parts| parts.split('\n'))
    }

    /// Whether a search for a word with this stem finds the word: as itself or as a part of it.
    #[must_use]
    pub fn holds(&self, stem: &str) -> bool {
        self.stem() == stem || self.parts().any(|part| part == stem)
    }
}

/// Tables by which forms are found, so that threads seldom wait for each other.
const TABLES: usize = 64;

/// The words met so far.
pub(super) struct Vocabulary {
    words: Shelf<Word>,
    count: AtomicU32,
    by_form: [Mutex<HashTable<WordId>>; TABLES],
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self {
            words: Shelf::default(),
            count: AtomicU32::new(0),
            by_form: [const { Mutex::new(HashTable::new()) }; TABLES],
        }
    }
}

impl Vocabulary {
    /// How many distinct forms were met.
    pub(super) fn len(&self) -> usize {
        self.count.load(Ordering::Relaxed) as usize
    }

    pub(super) fn get(&self, id: WordId) -> Option<&Word> {
        self.words.get(id.0)
    }

    /// The id of a form; `learn` analyses it where nobody met it yet.
    pub(super) fn find(&self, form: &str, learn: impl FnOnce() -> Analysed) -> WordId {
        let hash = hash(form);
        if let Some(id) = self.with_table(hash, |table| self.among(table, hash, form)) {
            return id;
        }
        // Others go on meanwhile. Should one of them learn the same form, the first counts.
        let word = Word::new(form, &learn());
        self.with_table(hash, |table| {
            self.among(table, hash, form).unwrap_or_else(|| {
                let id = WordId(self.count.fetch_add(1, Ordering::Relaxed));
                self.words.get_or_set(id.0, || word);
                table.insert_unique(hash, id, |id| self.get(*id).map_or(0, |word| self::hash(word.form())));
                id
            })
        })
    }

    fn among(&self, table: &HashTable<WordId>, hash: u64, form: &str) -> Option<WordId> {
        table.find(hash, |id| self.get(*id).is_some_and(|word| word.form() == form)).copied()
    }

    fn with_table<R>(&self, hash: u64, work: impl FnOnce(&mut HashTable<WordId>) -> R) -> R {
        // The table itself goes by the lower bits and the topmost ones.
        let table = &self.by_form[(hash >> 32) as usize % TABLES];
        // After a panic it holds what it held before.
        work(&mut table.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn hash(form: &str) -> u64 {
    BuildHasherDefault::<FxHasher>::default().hash_one(form)
}
