//! One statement against the compiled patterns: which match, and with which words.

use std::rc::Rc;

use super::classes::{ClassId, WordClasses};
use super::compile::{Need, Node};
use super::rules::{RuleId, Rules};
use super::syntax::{Condition, Link, SentenceEnd, Within};
use crate::model::Span;
use crate::text::{Analyser, Analysis, Break, Token};

/// Most matches kept of one part of a pattern in one statement: bounds the work on texts that repeat a word without end.
const MAX_MATCHES: usize = 2_000;

/// A run of words of a statement, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct WordRange {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// One way in which a pattern matched.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Match {
    /// From the first word to the last.
    pub(crate) extent: WordRange,
    /// The words that were asked for, in order.
    pub(crate) words: Vec<WordRange>,
}

/// A pattern that matched, with all its matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) rule: RuleId,
    pub(crate) matches: Vec<Match>,
}

/// What was found in one statement.
#[derive(Debug, Clone, Default)]
pub(crate) struct Found {
    pub(crate) hits: Vec<Hit>,
    /// How many patterns were tried: the work done, whatever the clock says.
    pub(crate) tried: usize,
}

/// Finds every pattern that matches a statement.
pub(super) fn find(
    rules: &Rules,
    analyser: &Analyser,
    known: &mut WordClasses,
    text: &str,
    analysis: &Analysis,
) -> Found {
    let mut scene = Scene::new(rules, analyser, known, text, analysis);
    let candidates = scene.candidates();
    let mut found = Found { hits: Vec::new(), tried: candidates.len() };
    for rule in candidates {
        let matches = scene.pattern(rule);
        if !matches.is_empty() {
            found.hits.push(Hit { rule, matches });
        }
    }
    found
}

/// The characters that a run of words covers.
pub(crate) fn span_of(tokens: &[Token], words: WordRange) -> Option<Span> {
    let first = tokens.get(words.start as usize)?;
    let last = tokens.get((words.end as usize).checked_sub(1)?)?;
    Some(Span::new(first.span.start, last.span.end))
}

/// A statement prepared for matching.
struct Scene<'s> {
    rules: &'s Rules,
    length: u32,
    /// Every (class, position) of the statement, sorted.
    occurrences: Vec<(ClassId, u32)>,
    /// How many clause breaks stand before each word; likewise sentence breaks.
    clauses: Vec<u32>,
    sentences: Vec<u32>,
    /// Whether the sentence that ends before each position ends in a question mark.
    questions: Vec<bool>,
    sets: Vec<Option<Rc<Vec<Match>>>>,
}

impl<'s> Scene<'s> {
    fn new(
        rules: &'s Rules,
        analyser: &Analyser,
        known: &mut WordClasses,
        text: &str,
        analysis: &Analysis,
    ) -> Self {
        let tokens = &analysis.tokens;
        let mut occurrences = Vec::new();
        for (position, token) in tokens.iter().enumerate() {
            let classes = known.of(&rules.classes, analyser, token.word);
            occurrences.extend(classes.iter().map(|class| (*class, position as u32)));
        }
        occurrences.sort_unstable();
        Self {
            rules,
            length: tokens.len() as u32,
            occurrences,
            clauses: count_breaks(tokens, Break::Clause),
            sentences: count_breaks(tokens, Break::Sentence),
            questions: question_ends(text, tokens),
            sets: vec![None; rules.sets.len()],
        }
    }

    /// The rules one of whose key classes occurs.
    fn candidates(&self) -> Vec<RuleId> {
        let mut rules: Vec<RuleId> = self
            .occurrences
            .chunk_by(|one, other| one.0 == other.0)
            .filter_map(|run| run.first())
            .filter_map(|(class, _)| self.rules.by_class.get(*class as usize))
            .flatten()
            .copied()
            .collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }

    fn pattern(&mut self, rule: RuleId) -> Vec<Match> {
        let rules = self.rules;
        let Some(pattern) = rules.all.get(rule).map(|rule| &rule.compiled) else {
            return Vec::new();
        };
        let mut matches = self.node(&pattern.first);
        for (condition, node) in &pattern.conditions {
            if matches.is_empty() {
                return matches;
            }
            let others = self.node(node);
            match condition {
                Condition::Not if !others.is_empty() => return Vec::new(),
                Condition::And if others.is_empty() => return Vec::new(),
                Condition::And => matches.extend(others),
                Condition::Not => {}
            }
        }
        tidy(matches)
    }

    fn node(&mut self, node: &Node) -> Vec<Match> {
        match node {
            Node::Class(class) => self.class(*class),
            Node::Any => (0..self.length).map(one_word).collect(),
            Node::Set(set) => self.set(*set).to_vec(),
            Node::Choice(nodes) => {
                let all = nodes.iter().flat_map(|node| self.node(node)).collect();
                tidy(all)
            }
            Node::Phrase { at_start, items, at_end } => self.phrase(*at_start, items, *at_end),
            Node::Near { left, link, right } => {
                let left = self.node(left);
                if left.is_empty() {
                    return left;
                }
                let right = self.node(right);
                self.near(&left, *link, &right)
            }
        }
    }

    fn class(&self, class: ClassId) -> Vec<Match> {
        let from = self.occurrences.partition_point(|(other, _)| *other < class);
        self.occurrences
            .iter()
            .skip(from)
            .take_while(|(other, _)| *other == class)
            .map(|(_, position)| one_word(*position))
            .collect()
    }

    fn set(&mut self, set: usize) -> Rc<Vec<Match>> {
        if let Some(Some(known)) = self.sets.get(set) {
            return Rc::clone(known);
        }
        let rules = self.rules;
        let found = rules.sets.get(set).map(|node| self.node(node));
        let found = Rc::new(found.unwrap_or_default());
        if let Some(slot) = self.sets.get_mut(set) {
            *slot = Some(Rc::clone(&found));
        }
        found
    }

    fn phrase(&mut self, at_start: bool, items: &[(Node, Need)], at_end: Option<SentenceEnd>) -> Vec<Match> {
        let mut begun: Vec<Match> = Vec::new();
        let mut may_begin = true;
        for (node, need) in items {
            if begun.is_empty() && !may_begin {
                return begun;
            }
            let found = self.node(node);
            let mut next = self.join(&begun, &found);
            if may_begin {
                let starts =
                    found.into_iter().filter(|one| !at_start || self.starts_sentence(one.extent.start));
                next.extend(starts);
            }
            if *need == Need::Optional {
                next.extend(begun);
            } else {
                may_begin = false;
            }
            begun = tidy(next);
        }
        begun.retain(|one| at_end.is_none_or(|end| self.ends_sentence(one.extent.end, end)));
        begun
    }

    /// Matches of `left` directly followed by one of `right`, with no break between.
    fn join(&self, left: &[Match], right: &[Match]) -> Vec<Match> {
        let adjacent = Link { reach: 0, ordered: true, within: Within::Clause };
        self.near(left, adjacent, right)
    }

    fn near(&self, left: &[Match], link: Link, right: &[Match]) -> Vec<Match> {
        let mut joined = Vec::new();
        for one in left {
            let from = right.partition_point(|other| other.extent.start < one.extent.end);
            let after = right
                .iter()
                .skip(from)
                .take_while(|other| other.extent.start - one.extent.end <= link.reach)
                .filter(|other| self.unbroken(one.extent.end, other.extent.start, link.within));
            joined.extend(after.map(|other| merged(one, other)));
        }
        if !link.ordered {
            let reversed = Link { ordered: true, ..link };
            joined.extend(self.near(right, reversed, left));
        }
        tidy(joined)
    }

    /// Whether no break stands between the word before `end` and the word at `start`.
    fn unbroken(&self, end: u32, start: u32, within: Within) -> bool {
        let counts = match within {
            Within::Clause => &self.clauses,
            Within::Sentence => &self.sentences,
        };
        let before = end.checked_sub(1).and_then(|last| counts.get(last as usize));
        before == counts.get(start as usize)
    }

    fn starts_sentence(&self, position: u32) -> bool {
        position == 0 || !self.unbroken(position, position, Within::Sentence)
    }

    fn ends_sentence(&self, position: u32, end: SentenceEnd) -> bool {
        let ends = position >= self.length || self.starts_sentence(position);
        let asks = self.questions.get(position as usize).copied().unwrap_or_default();
        ends && (end == SentenceEnd::Any || asks)
    }
}

fn one_word(position: u32) -> Match {
    let word = WordRange { start: position, end: position + 1 };
    Match { extent: word, words: vec![word] }
}

fn merged(one: &Match, other: &Match) -> Match {
    let mut words: Vec<WordRange> = one.words.iter().chain(&other.words).copied().collect();
    words.sort_unstable();
    words.dedup_by(|next, kept| {
        let touches = next.start <= kept.end;
        if touches {
            kept.end = kept.end.max(next.end);
        }
        touches
    });
    Match {
        extent: WordRange {
            start: one.extent.start.min(other.extent.start),
            end: one.extent.end.max(other.extent.end),
        },
        words,
    }
}

/// Sorted by extent, one match per extent, a bounded number of them.
fn tidy(mut matches: Vec<Match>) -> Vec<Match> {
    matches.sort_unstable();
    matches.dedup_by(|next, kept| next.extent == kept.extent);
    matches.truncate(MAX_MATCHES);
    matches
}

/// For each word, how many breaks of at least that strength stand before it or earlier.
fn count_breaks(tokens: &[Token], strength: Break) -> Vec<u32> {
    let mut count = 0;
    tokens
        .iter()
        .map(|token| {
            count += u32::from(token.break_before >= strength);
            count
        })
        .collect()
}

/// For each position, whether a question mark stands between the word before it and the word at it.
fn question_ends(text: &str, tokens: &[Token]) -> Vec<bool> {
    let starts = tokens.iter().map(|token| token.byte_start as usize).chain([text.len()]);
    let ends = std::iter::once(0).chain(tokens.iter().map(|token| token.byte_end as usize));
    ends.zip(starts).map(|(end, start)| text.get(end..start).is_some_and(|gap| gap.contains('?'))).collect()
}
