//! Which words and parts of speech stood behind each other.

use std::collections::{BTreeMap, BTreeSet};

use bloemlezer::text::fold;

use crate::instances::{BOUNDARY, Pair, Token};
use crate::lexicon::{self, Lexicon};

/// Parts of speech; rare ones are taken together.
pub(crate) struct Tags {
    ids: BTreeMap<String, usize>,
    pub names: Vec<String>,
}

/// Parts of speech seen less often than this are taken together by kind.
const RARE: f64 = 30.0;

/// The parts of speech that the pairs and the lexicon name.
pub(crate) fn tags(pairs: &[Pair], lexicon: &str) -> Tags {
    let mut seen: BTreeMap<&str, f64> = BTreeMap::from([(BOUNDARY, RARE)]);
    for pair in pairs {
        *seen.entry(&pair.left.tag).or_default() += pair.count;
    }
    let frequent: BTreeSet<&str> =
        seen.iter().filter(|(_, count)| **count >= RARE).map(|(tag, _)| *tag).collect();
    let of_lexicon = lexicon::entries(lexicon).flat_map(|(_, tags)| tags).map(|(tag, _)| tag);
    let kept = |tag: &str| {
        if frequent.contains(tag) { tag.to_owned() } else { format!("{}(*)", kind(tag)) }
    };
    let names: BTreeSet<String> = seen.keys().copied().chain(of_lexicon).map(kept).collect();
    let names: Vec<String> = names.into_iter().collect();
    Tags { ids: names.iter().cloned().zip(0..).collect(), names }
}

/// `N` of `N(soort,ev,basis,zijd,stan)`.
pub(crate) fn kind(tag: &str) -> &str {
    tag.split('(').next().unwrap_or_default()
}

impl Tags {
    pub(crate) fn count(&self) -> usize {
        self.names.len()
    }

    pub(crate) fn id(&self, tag: &str) -> usize {
        let rare = || self.ids.get(&format!("{}(*)", kind(tag)));
        self.ids.get(tag).or_else(rare).copied().unwrap_or(0)
    }
}

/// Punctuation that stands for itself.
pub(crate) const MARKS: [&str; 6] = [",", ";", ":", "(", ")", "\""];

/// Counted pairs: rows by left-hand side, columns by right-hand side.
pub(crate) struct Corpus {
    /// Words and marks that were counted for themselves.
    pub words: Vec<String>,
    pub tag_tag: Vec<Vec<f64>>,
    pub word_tag: Vec<Vec<f64>>,
    pub tag_word: Vec<Vec<f64>>,
    pub word_word: Vec<Vec<f64>>,
}

impl Corpus {
    pub(crate) fn count(pairs: &[Pair], tags: &Tags, lexicon: &Lexicon) -> Self {
        let words = vocabulary(pairs, lexicon);
        let (w, t) = (words.len(), tags.count());
        let table = |rows: usize, columns: usize| vec![vec![0.0; columns]; rows];
        let mut corpus = Self {
            tag_tag: table(t, t),
            word_tag: table(w, t),
            tag_word: table(t, w),
            word_word: table(w, w),
            words,
        };
        for pair in pairs {
            let (left, right) = (corpus.word(&pair.left), corpus.word(&pair.right));
            let (left_tag, right_tag) = (tags.id(&pair.left.tag), tags.id(&pair.right.tag));
            corpus.tag_tag[left_tag][right_tag] += pair.count;
            if let Some(left) = left {
                corpus.word_tag[left][right_tag] += pair.count;
            }
            if let Some(right) = right {
                corpus.tag_word[left_tag][right] += pair.count;
            }
            if let Some((left, right)) = left.zip(right) {
                corpus.word_word[left][right] += pair.count;
            }
        }
        corpus
    }

    fn word(&self, token: &Token) -> Option<usize> {
        let word = symbol(token)?;
        self.words.binary_search(&word).ok()
    }
}

/// The frequent words that are no names, and the marks, sorted.
fn vocabulary(pairs: &[Pair], lexicon: &Lexicon) -> Vec<String> {
    let known = |word: &String| {
        MARKS.contains(&word.as_str())
            || (word.chars().all(char::is_alphabetic) && lexicon.words.contains_key(word))
    };
    let words: BTreeSet<String> = pairs.iter().filter_map(|pair| symbol(&pair.left)).filter(known).collect();
    words.into_iter().collect()
}

/// What a token is counted as: its word, folded unless it is a name.
fn symbol(token: &Token) -> Option<String> {
    let word = token.word.as_deref()?;
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let name = token.tag == "SPEC(deeleigen)" && capital;
    if name { None } else { Some(fold(word)) }
}
