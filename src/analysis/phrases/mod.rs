//! The words and phrases that recur in some of the texts, each with the texts that hold it and how far the others hold it too.
//!
//! Phrases are one to four adjacent words, joined over inflections, with no punctuation between; they neither begin nor end with a
//! function word, a number or a single letter. A phrase of n words is counted only where its parts of n − 1 recur, which bounds
//! the work (Agrawal and Srikant 1994). One that hardly stands outside a longer one is left out for it.

mod grams;
mod read;

use serde::Serialize;

use self::grams::{Gram, Recurring, recurring};
use self::read::{Reader, Word};
use super::keyness::{Correction, Measure, Table, chi_square_p, false_discovery};

/// Words of the longest phrase.
pub const LONGEST: usize = 4;

/// A text that phrases are looked for in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhraseText<'t> {
    /// Its words.
    pub text: &'t str,
    /// Whether its phrases are wanted; else it is what these are compared with.
    pub wanted: bool,
}

/// What counts as a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhraseOptions {
    /// Words of the longest; at most [`LONGEST`].
    pub words: usize,
    /// Wanted texts that hold it, at least.
    pub texts: usize,
    /// Whether a phrase that hardly stands outside a longer one is left out for it.
    pub collapse: bool,
}

/// A phrase that recurs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Phrase {
    /// Its most frequent forms, folded.
    pub phrase: String,
    /// How many words it has.
    pub words: usize,
    /// The wanted texts that hold it, by position among all texts.
    pub texts: Vec<usize>,
    /// Other texts that hold it.
    pub others: u64,
    /// How far the wanted texts differ from the others in holding it; none where there are no others.
    pub keyness: Option<PhraseKeyness>,
}

/// Keyness over texts rather than occurrences, so that a long text counts once.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PhraseKeyness {
    /// G², negative where the wanted texts hold it less.
    pub g2: f64,
    /// Its p value.
    pub p: f64,
    /// Adjusted over all phrases found (Benjamini and Hochberg).
    pub q: f64,
    /// The binary logarithm of the ratio of shares.
    pub log_ratio: f64,
}

/// What recurs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Phrases {
    /// By how many wanted texts hold them, most first; longer ones before, then by name.
    pub phrases: Vec<Phrase>,
    /// Whether there were more different phrases than are counted.
    pub capped: bool,
}

/// Finds the phrases that recur in the wanted texts.
#[must_use]
pub fn phrases(texts: &[PhraseText<'_>], options: PhraseOptions) -> Phrases {
    let mut reader = Reader::default();
    let read: Vec<Vec<Word>> = texts.iter().map(|own| reader.read(own.text)).collect();
    let wanted: Vec<(usize, &[Word])> = pick(texts, &read, true);
    let others: Vec<(usize, &[Word])> = pick(texts, &read, false);
    let Recurring { mut grams, capped } = recurring(&wanted, options);
    let names = grams::names(&wanted, &grams);
    let compared = grams::holding(&others, &grams);
    let mut found: Vec<Phrase> = std::mem::take(&mut grams)
        .into_iter()
        .map(|(gram, holders)| Phrase {
            phrase: names.get(&gram).map(|forms| reader.spelled(forms)).unwrap_or_default(),
            words: gram.len(),
            others: compared.get(&gram).copied().unwrap_or_default(),
            texts: holders,
            keyness: None,
        })
        .collect();
    compare(&mut found, wanted.len() as u64, others.len() as u64);
    found.sort_by(|one, other| {
        (other.texts.len(), other.words, &one.phrase).cmp(&(one.texts.len(), one.words, &other.phrase))
    });
    Phrases { phrases: found, capped }
}

fn pick<'r>(texts: &[PhraseText<'_>], read: &'r [Vec<Word>], wanted: bool) -> Vec<(usize, &'r [Word])> {
    let all = texts.iter().zip(read).enumerate().filter(|(_, (text, _))| text.wanted == wanted);
    all.map(|(at, (_, words))| (at, words.as_slice())).collect()
}

fn compare(found: &mut [Phrase], wanted: u64, others: u64) {
    let keyness = |phrase: &Phrase| {
        let table = Table {
            target: phrase.texts.len() as u64,
            target_total: wanted,
            reference: phrase.others,
            reference_total: others,
        };
        let g2 = table.statistic(Measure::G2, Correction::None)?;
        let sign = if table.is_less() { -1.0 } else { 1.0 };
        Some(PhraseKeyness { g2: sign * g2, p: chi_square_p(g2), q: 1.0, log_ratio: table.log_ratio() })
    };
    for phrase in found.iter_mut() {
        phrase.keyness = keyness(phrase);
    }
    let p: Vec<f64> = found.iter().filter_map(|phrase| phrase.keyness).map(|own| own.p).collect();
    let tested = found.iter_mut().filter_map(|phrase| phrase.keyness.as_mut());
    for (own, q) in tested.zip(false_discovery(&p)) {
        own.q = q;
    }
}

/// A run of words.
fn runs(words: &[Word], length: usize) -> impl Iterator<Item = &[Word]> {
    // Punctuation before the first word is before the run.
    words.windows(length).filter(|run| run.iter().skip(1).all(|word| !word.parted))
}

fn gram(run: &[Word]) -> Gram {
    Gram::of(run.iter().map(|word| word.lemma))
}
