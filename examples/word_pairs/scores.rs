//! How much likelier each word or class is behind each other than in general.

use crate::classes::{Classes, dot};
use crate::corpus::{Corpus, MARKS, Tags, kind};
use crate::instances::BOUNDARY;
use crate::lexicon::Lexicon;

/// What stands for itself in the table.
pub(crate) struct Entry {
    pub name: String,
    pub sort: &'static str,
    /// Its number among the counted words.
    word: Option<usize>,
    /// The share of each part of speech in it.
    shares: Vec<f64>,
}

/// The frequent words, then the marks, names and numbers, then the classes.
pub(crate) fn entries(corpus: &Corpus, lexicon: &Lexicon, tags: &Tags, classes: &Classes) -> Vec<Entry> {
    let only = |parts: &[(&str, f64)]| {
        let mut shares = vec![0.0; tags.count()];
        parts.iter().for_each(|(tag, share)| shares[tags.id(tag)] = *share);
        shares
    };
    let mut entries: Vec<Entry> = Vec::new();
    for (word, name) in corpus.words.iter().enumerate().filter(|(_, name)| !MARKS.contains(&name.as_str())) {
        if let Some(known) = lexicon.words.get(name) {
            let sort = sort_of_word(&tags.names[known.main_tag()]);
            entries.push(Entry { name: name.clone(), sort, word: Some(word), shares: known.shares() });
        }
    }
    for mark in MARKS {
        let word = corpus.words.iter().position(|word| word == mark);
        entries.push(Entry { name: mark.to_owned(), sort: "mark", word, shares: only(&[("LET()", 1.0)]) });
    }
    let shape = |name: &str, parts: &[(&str, f64)]| Entry {
        name: name.to_owned(),
        sort: "shape",
        word: None,
        shares: only(parts),
    };
    entries.push(shape("<start>", &[(BOUNDARY, 1.0)]));
    entries.push(shape("<name>", NAME));
    entries.push(shape("<number>", NUMBER));
    entries.extend(classes.patterns.iter().zip(&classes.shares).map(|(pattern, shares)| Entry {
        name: pattern.iter().map(|tag| tags.names[*tag].as_str()).collect::<Vec<_>>().join("+"),
        sort: "class",
        word: None,
        shares: shares.clone(),
    }));
    entries
}

/// A word with a capital within a sentence: mostly a name.
const NAME: &[(&str, f64)] = &[
    ("SPEC(deeleigen)", 0.8),
    ("N(soort,ev,basis,zijd,stan)", 0.1),
    ("N(soort,ev,basis,onz,stan)", 0.04),
    ("N(soort,mv,basis)", 0.06),
];
const NUMBER: &[(&str, f64)] = &[("TW(hoofd,prenom,stan)", 0.45), ("TW(hoofd,vrij)", 0.55)];

fn sort_of_word(tag: &str) -> &'static str {
    if ["N", "SPEC", "TW", "ADJ"].contains(&kind(tag)) { "word" } else { "function" }
}

/// What is known of a class counts as much as this many pairs of the word itself.
const PRIOR: f64 = 5.0;
/// The same for what is known of two words each, against the two together.
const PAIR_PRIOR: f64 = 10.0;
/// The same for parts of speech in general, against those behind one.
const TAG_PRIOR: f64 = 20.0;

pub(crate) struct Scores {
    scores: Vec<Vec<f64>>,
}

impl Scores {
    pub(crate) fn of(corpus: &Corpus, entries: &[Entry]) -> Self {
        let known = Known::of(corpus);
        let lefts: Vec<Side> = entries.iter().map(|entry| known.left(entry)).collect();
        let rights: Vec<Side> = entries.iter().map(|entry| known.right(entry)).collect();
        let score = |left: usize, right: usize| {
            let by_tags = dot(&lefts[left].by_tags, &rights[right].ratio);
            let by_left = dot(&lefts[left].by_word, &rights[right].ratio);
            let by_right = dot(&entries[left].shares, &rights[right].by_word);
            let ratio = by_left * by_right / by_tags;
            known.pair(&entries[left], &entries[right], ratio).max(1e-4).ln()
        };
        let row = |left: usize| (0..entries.len()).map(|right| score(left, right)).collect();
        Self { scores: (0..entries.len()).map(row).collect() }
    }

    pub(crate) fn score(&self, left: usize, right: usize) -> f64 {
        self.scores[left][right]
    }
}

/// What stands on one side of a pair.
struct Side {
    /// Left: how likely each part of speech is behind its parts of speech.
    by_tags: Vec<f64>,
    /// Left: the same behind the word itself. Right: how much likelier the word is behind each part of speech.
    by_word: Vec<f64>,
    /// Right: how much likelier each part of speech is than in general, given the entry.
    ratio: Vec<f64>,
}

/// Frequencies that all entries share.
struct Known<'c> {
    corpus: &'c Corpus,
    /// How often each part of speech stood on the left.
    lefts: Vec<f64>,
    total: f64,
    /// How likely each part of speech is in general.
    general: Vec<f64>,
    /// How likely each part of speech is behind each.
    behind: Vec<Vec<f64>>,
}

impl<'c> Known<'c> {
    fn of(corpus: &'c Corpus) -> Self {
        let tags = corpus.tag_tag.len();
        let lefts: Vec<f64> = corpus.tag_tag.iter().map(|row| row.iter().sum()).collect();
        let total: f64 = lefts.iter().sum();
        let seen = |tag: usize| corpus.tag_tag.iter().map(|row| row[tag]).sum::<f64>();
        let general: Vec<f64> =
            (0..tags).map(|tag| (seen(tag) + 0.5) / (total + 0.5 * tags as f64)).collect();
        let smoothed = |(row, left): (&Vec<f64>, &f64)| -> Vec<f64> {
            let both = row.iter().zip(&general);
            both.map(|(count, general)| (count + TAG_PRIOR * general) / (left + TAG_PRIOR)).collect()
        };
        let behind = corpus.tag_tag.iter().zip(&lefts).map(smoothed).collect();
        Self { corpus, lefts, total, general, behind }
    }

    fn left(&self, entry: &Entry) -> Side {
        let column = |tag: usize| {
            self.behind.iter().zip(&entry.shares).map(|(row, share)| share * row[tag]).sum::<f64>()
        };
        let by_tags: Vec<f64> = (0..self.general.len()).map(column).collect();
        let by_word = match entry.word {
            Some(word) => {
                let row = &self.corpus.word_tag[word];
                let seen: f64 = row.iter().sum();
                let both = row.iter().zip(&by_tags);
                both.map(|(count, prior)| (count + PRIOR * prior) / (seen + PRIOR)).collect()
            }
            None => by_tags.clone(),
        };
        Side { by_tags, by_word, ratio: Vec::new() }
    }

    fn right(&self, entry: &Entry) -> Side {
        let ratio: Vec<f64> =
            entry.shares.iter().zip(&self.general).map(|(share, general)| share / general).collect();
        let expected: Vec<f64> = self.behind.iter().map(|row| dot(row, &ratio)).collect();
        let by_word = match entry.word {
            Some(word) => {
                let general = self.word(word);
                let left = |tag: usize| {
                    (self.corpus.tag_word[tag][word] + PRIOR * expected[tag])
                        / (self.lefts[tag] * general + PRIOR)
                };
                (0..expected.len()).map(left).collect()
            }
            None => expected,
        };
        Side { by_tags: Vec::new(), by_word, ratio }
    }

    /// How likely a word is in general.
    fn word(&self, word: usize) -> f64 {
        let seen: f64 = self.corpus.tag_word.iter().map(|row| row[word]).sum();
        (seen + 0.5) / self.total
    }

    /// How much likelier one entry is behind another, where `expected` is what each tells by itself.
    fn pair(&self, left: &Entry, right: &Entry, expected: f64) -> f64 {
        let Some((left, right)) = left.word.zip(right.word) else { return expected };
        let seen: f64 = self.corpus.word_tag[left].iter().sum();
        let count = self.corpus.word_word[left][right];
        (count + PAIR_PRIOR * expected) / (seen * self.word(right) + PAIR_PRIOR)
    }
}
