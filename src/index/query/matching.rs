//! A query asked of one text: which words satisfied it.

use std::ops::Range;

use super::{Node, Pattern, Phrase};
use crate::text::{Analyser, Analysis, Word};

/// Words of a text, by position, that satisfied one phrase of a query.
pub(in crate::index) type Occurrence = Range<usize>;

/// The analysed words of one text.
pub(in crate::index) struct TextWords<'a> {
    /// Where they stand.
    pub(in crate::index) analysis: Analysis,
    words: Vec<Found<'a>>,
}

/// A word of the text, and the whole verb where it is a verb whose particle stands apart.
#[derive(Debug, Clone, Copy)]
struct Found<'a> {
    word: &'a Word,
    whole: Option<&'a Word>,
}

impl<'a> TextWords<'a> {
    /// Analyses a text.
    pub(in crate::index) fn of(text: &str, analyser: &'a mut Analyser) -> Self {
        let analysis = analyser.analyse(text);
        let analyser: &'a Analyser = analyser;
        let word = |id| analyser.word(id);
        let found = analysis
            .tokens
            .iter()
            .map(|token| Found { word: word(token.word), whole: token.whole.map(word) });
        let words = found.collect();
        Self { analysis, words }
    }
}

/// The occurrences that satisfied the query, sorted, each once; empty where the query only excludes. Depth is bounded by the parser.
pub(in crate::index) fn occurrences(node: &Node, text: &TextWords<'_>) -> Vec<Occurrence> {
    let mut found = satisfied(node, &text.words).unwrap_or_default();
    found.sort_by_key(|occurrence| (occurrence.start, occurrence.end));
    found.dedup();
    found
}

/// What satisfied the node, or nothing where it does not hold.
fn satisfied(node: &Node, words: &[Found<'_>]) -> Option<Vec<Occurrence>> {
    match node {
        Node::Phrase(phrase) => Some(find(phrase, words)).filter(|found| !found.is_empty()),
        Node::Near(left, right, distance) => near(left, right, *distance, words),
        Node::And(nodes) => {
            let mut found = Vec::new();
            for node in nodes {
                found.extend(satisfied(node, words)?);
            }
            Some(found)
        }
        Node::Or(nodes) => nodes.iter().filter_map(|node| satisfied(node, words)).reduce(|mut all, more| {
            all.extend(more);
            all
        }),
        Node::Not(node) => match satisfied(node, words) {
            Some(_) => None,
            None => Some(Vec::new()),
        },
    }
}

fn find(phrase: &Phrase, words: &[Found<'_>]) -> Vec<Occurrence> {
    words
        .windows(phrase.words.len().max(1))
        .enumerate()
        .filter(|(_, window)| window.iter().zip(&phrase.words).all(|(word, pattern)| fits(word, pattern)))
        .map(|(start, window)| start..start + window.len())
        .collect()
}

fn fits(found: &Found<'_>, pattern: &Pattern) -> bool {
    match pattern {
        Pattern::Stem(stem) => {
            found.word.holds(stem) || found.whole.is_some_and(|whole| *whole.stem() == **stem)
        }
        Pattern::Form(form) => *found.word.form() == **form,
        Pattern::Prefix(prefix) => found.word.form().starts_with(prefix.as_str()),
    }
}

/// Pairs of occurrences with at most so many words between them.
fn near(left: &Phrase, right: &Phrase, distance: u32, words: &[Found<'_>]) -> Option<Vec<Occurrence>> {
    let lefts = find(left, words);
    let rights = find(right, words);
    let close =
        |one: &Occurrence, other: &Occurrence| apart(one, other).is_some_and(|gap| gap <= distance as usize);
    let mut found: Vec<Occurrence> = Vec::new();
    found.extend(lefts.iter().filter(|one| rights.iter().any(|other| close(one, other))).cloned());
    found.extend(rights.iter().filter(|one| lefts.iter().any(|other| close(one, other))).cloned());
    Some(found).filter(|found| !found.is_empty())
}

/// How many words stand between the two; nothing where they share a word.
fn apart(one: &Occurrence, other: &Occurrence) -> Option<usize> {
    if one.end <= other.start {
        Some(other.start - one.end)
    } else if other.end <= one.start {
        Some(one.start - other.end)
    } else {
        None
    }
}
