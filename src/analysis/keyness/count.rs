//! Terms of texts, counted: how often each stands in either part, and in how many texts.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{KeynessText, Keyword, Size};
use crate::text::{Analyser, Break, Token, WordId};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Words as folded: lower case, without diacritics.
    Word,
    /// What all inflections of a word share; verbs whose particle stands apart are one.
    Lemma,
    /// Two adjacent words, as folded, without punctuation between.
    Bigram,
}

pub(super) struct Counted {
    pub(super) target: Size,
    pub(super) reference: Size,
    /// With counts alone, by name.
    pub(super) terms: Vec<Keyword>,
}

/// A term: one number, or two for a pair of words.
type Term = (u32, u32);
/// The second number of a term that is one word.
const ALONE: u32 = u32::MAX;

#[derive(Default)]
struct Counts {
    target: u64,
    reference: u64,
    target_texts: u64,
    reference_texts: u64,
    /// The last text, counted from 1, in which it was met.
    last: usize,
}

pub(super) fn count(texts: &[KeynessText<'_>], unit: Unit) -> Counted {
    let mut counter =
        Counter { unit, analyser: Analyser::new(), terms: FxHashMap::default(), forms: Forms::default() };
    let (mut target, mut reference) = (Size::default(), Size::default());
    for (text, number) in texts.iter().zip(1..) {
        let size = if text.target { &mut target } else { &mut reference };
        size.texts += 1;
        size.terms += counter.add(text, number);
    }
    Counted { target, reference, terms: counter.finish() }
}

struct Counter {
    unit: Unit,
    analyser: Analyser,
    terms: FxHashMap<Term, Counts>,
    forms: Forms,
}

/// Lemmas as numbers, and the forms that each was met in.
#[derive(Default)]
struct Forms {
    numbers: FxHashMap<Box<str>, u32>,
    met: Vec<BTreeMap<WordId, u64>>,
}

impl Counter {
    /// Counts a text, and tells how many terms it has.
    fn add(&mut self, text: &KeynessText<'_>, number: usize) -> u64 {
        let tokens = self.analyser.analyse(text.text).tokens;
        let mut all = 0;
        for (at, token) in tokens.iter().enumerate() {
            let Some(term) = self.term(token, tokens.get(at + 1)) else {
                continue;
            };
            all += 1;
            let counts = self.terms.entry(term).or_default();
            let new = u64::from(counts.last != number);
            counts.last = number;
            if text.target {
                counts.target += 1;
                counts.target_texts += new;
            } else {
                counts.reference += 1;
                counts.reference_texts += new;
            }
        }
        all
    }

    fn term(&mut self, token: &Token, next: Option<&Token>) -> Option<Term> {
        let number = |word: WordId| word.index() as u32;
        match self.unit {
            Unit::Word => Some((number(token.word), ALONE)),
            Unit::Lemma => {
                let word = token.whole.unwrap_or(token.word);
                let lemma = self.forms.number(self.analyser.word(word).stem());
                self.forms.meet(lemma, word);
                Some((lemma, ALONE))
            }
            Unit::Bigram => {
                let next = next.filter(|next| next.break_before == Break::None)?;
                Some((number(token.word), number(next.word)))
            }
        }
    }

    fn finish(self) -> Vec<Keyword> {
        let names: Vec<String> = match self.unit {
            Unit::Lemma => self.forms.names(&self.analyser),
            Unit::Word | Unit::Bigram => vocabulary(&self.analyser),
        };
        let name = |number: u32| names.get(number as usize).map(String::as_str).unwrap_or_default();
        let mut terms: Vec<Keyword> = self
            .terms
            .into_iter()
            .map(|((first, second), counts)| Keyword {
                term: if second == ALONE {
                    name(first).to_owned()
                } else {
                    format!("{} {}", name(first), name(second))
                },
                target: counts.target,
                reference: counts.reference,
                target_texts: counts.target_texts,
                reference_texts: counts.reference_texts,
                statistic: 0.0,
                p: 1.0,
                q: 1.0,
                log_ratio: 0.0,
                percent_difference: None,
            })
            .collect();
        terms.sort_by(|one, other| one.term.cmp(&other.term));
        terms
    }
}

/// Every form that was met, by its number.
fn vocabulary(analyser: &Analyser) -> Vec<String> {
    analyser.forms().map(str::to_owned).collect()
}

impl Forms {
    fn number(&mut self, stem: &str) -> u32 {
        if let Some(number) = self.numbers.get(stem) {
            return *number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(stem.into(), number);
        self.met.push(BTreeMap::new());
        number
    }

    fn meet(&mut self, lemma: u32, word: WordId) {
        if let Some(met) = self.met.get_mut(lemma as usize) {
            *met.entry(word).or_default() += 1;
        }
    }

    /// The most frequent form of each lemma; of equals the first by name.
    fn names(&self, analyser: &Analyser) -> Vec<String> {
        let name = |met: &BTreeMap<WordId, u64>| {
            let forms = met.iter().map(|(word, count)| (*count, analyser.word(*word).form()));
            let most = forms.max_by(|one, other| one.0.cmp(&other.0).then_with(|| other.1.cmp(one.1)));
            most.map(|(_, form)| form.to_owned()).unwrap_or_default()
        };
        self.met.iter().map(name).collect()
    }
}
