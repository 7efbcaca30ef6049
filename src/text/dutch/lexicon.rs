//! The table of Dutch word forms that `build.rs` makes: what a form is filed under and what it may be part of.

use std::sync::OnceLock;

use super::bits::{
    ADJECTIVE, CUT, ENDING, FINITE, GE_AT, MOST_CUT, NEAR, NOUN, NOWHERE, OPENING, VERB, WHOLE, WORD,
};
use super::{filter, table};

static FORMS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.table"));

/// Tells most forms that it lacks: compounds are taken apart by trying every split, and nearly all of those are nothing.
static FILTER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bits"));

/// The endings that entries number, one a line.
static ENDINGS: &str = include_str!(concat!(env!("OUT_DIR"), "/endings.txt"));

/// The forms of Dutch words.
#[derive(Debug)]
pub(super) struct Lexicon {
    endings: Vec<&'static str>,
}

/// What is known of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry(u64);

impl Lexicon {
    /// The table that ships with the program.
    pub(super) fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Lexicon> = OnceLock::new();
        SHIPPED.get_or_init(|| Self { endings: ENDINGS.split('\n').collect() })
    }

    /// The entry of a folded form.
    pub(super) fn get(&self, form: &str) -> Option<Entry> {
        self.get_at(form, filter::Place::of(form))
    }

    /// The same where its place in the filter is known.
    pub(super) fn get_at(&self, form: &str, place: filter::Place) -> Option<Entry> {
        place
            .is_set(FILTER)
            .then(|| table::get(FORMS, form, place))
            .flatten()
            .map(|entry| Entry(entry.into()))
    }

    /// The noun's singular, the adjective, or the verb's first person that `form` belongs to.
    pub(super) fn base(&self, form: &str, entry: Entry) -> String {
        let ge_at = (entry.0 >> GE_AT) & NOWHERE;
        let cut = ((entry.0 >> CUT) & MOST_CUT) as usize;
        let ending = self.endings.get((entry.0 >> ENDING) as usize).copied().unwrap_or_default();
        let taken_out = |at: usize| Some((form.get(..at)?, form.get(at + 2..)?));
        let parts = (ge_at != NOWHERE).then(|| taken_out(ge_at as usize)).flatten();
        let (before, after) = parts.unwrap_or(("", form));
        let mut base = [before, after].concat();
        base.truncate(base.len().saturating_sub(cut));
        base.push_str(ending);
        base
    }
}

impl Entry {
    /// A noun in any number.
    pub(super) fn is_noun(self) -> bool {
        self.0 & NOUN != 0
    }

    /// A finite form, an infinitive, or what verbs are filed under.
    pub(super) fn is_verb(self) -> bool {
        self.0 & VERB != 0
    }

    /// An adjective or a participle.
    pub(super) fn is_adjective(self) -> bool {
        self.0 & ADJECTIVE != 0
    }

    /// What a compound may begin with, linking letters included.
    pub(super) fn opens(self) -> bool {
        self.0 & OPENING != 0
    }

    /// Never to be split.
    pub(super) fn is_whole(self) -> bool {
        self.0 & WHOLE != 0
    }

    /// A finite form or infinitive that is not the verb's first person.
    pub(super) fn is_finite(self) -> bool {
        self.0 & FINITE != 0
    }

    /// A word by itself rather than the beginning of one.
    pub(super) fn is_word(self) -> bool {
        self.0 & WORD != 0
    }

    /// A diminutive or a degree of comparison: near its base, but what it says differs.
    pub(super) fn is_near(self) -> bool {
        self.0 & NEAR != 0
    }
}
