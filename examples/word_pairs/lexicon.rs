//! How often each Dutch word had which part of speech.

use std::collections::BTreeMap;

use bloemlezer::text::fold;

use crate::corpus::{self, Tags};

/// Words, folded, with what is known of them.
pub(crate) struct Lexicon {
    pub words: BTreeMap<String, Word>,
    tags: Vec<String>,
}

/// How often a word had each part of speech.
pub(crate) struct Word {
    counts: Vec<f64>,
    /// How often it was anything but a name.
    pub frequency: f64,
}

impl Lexicon {
    pub(crate) fn read(text: &str, tags: &Tags) -> Self {
        let mut words: BTreeMap<String, Word> = BTreeMap::new();
        for (form, found) in entries(text) {
            let word = words
                .entry(fold(form))
                .or_insert_with(|| Word { counts: vec![0.0; tags.count()], frequency: 0.0 });
            let capital = form.chars().next().is_some_and(char::is_uppercase);
            for (tag, count) in found {
                let name = tag.starts_with("SPEC");
                // Parts of names are often other words besides.
                let weight = match (name, capital) {
                    (true, true) => 0.0,
                    (true, false) => 0.1,
                    _ => 1.0,
                };
                word.counts[tags.id(tag)] += weight * count;
                word.frequency += if name { 0.0 } else { count };
            }
        }
        words.retain(|_, word| word.counts.iter().sum::<f64>() > 0.0);
        Self { words, tags: tags.names.clone() }
    }

    /// How many parts of speech there are.
    pub(crate) fn tags(&self) -> usize {
        self.tags.len()
    }

    /// Whether no ending tells the class of such a word: pronouns, articles, conjunctions and prepositions are listed one by one.
    pub(crate) fn is_closed(&self, word: &Word) -> bool {
        ["VNW", "LID", "VG", "VZ", "TSW"].contains(&corpus::kind(&self.tags[word.main_tag()]))
    }

    /// Words seen often enough to be told by their uses.
    pub(crate) fn reliable(&self) -> impl Iterator<Item = (&str, &Word)> {
        let spelt = |word: &str| {
            word.chars().next().is_some_and(char::is_alphabetic)
                && word.chars().all(|letter| letter.is_alphabetic() || "-'".contains(letter))
        };
        self.words
            .iter()
            .filter(move |(word, known)| known.frequency >= 5.0 && spelt(word))
            .map(|(word, known)| (word.as_str(), known))
    }
}

impl Word {
    pub(crate) fn shares(&self) -> Vec<f64> {
        let total: f64 = self.counts.iter().sum();
        self.counts.iter().map(|count| count / total).collect()
    }

    /// The part of speech it has most often.
    pub(crate) fn main_tag(&self) -> usize {
        crate::classes::largest(&self.counts)
    }
}

/// `156 woord TAG:150 TAG:6`: each word with its parts of speech.
pub(crate) fn entries(text: &str) -> impl Iterator<Item = (&str, Vec<(&str, f64)>)> {
    text.lines().filter_map(|line| {
        let mut fields = line.trim_end().split(' ');
        let form = fields.nth(1)?;
        let tags = fields.filter_map(|field| field.rsplit_once(':'));
        Some((form, tags.filter_map(|(tag, count)| Some((tag, count.parse().ok()?))).collect()))
    })
}
