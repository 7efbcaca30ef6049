//! Syntax trees → nodes over word classes, with word sets resolved, and the classes that each pattern requires.

use std::collections::{BTreeMap, BTreeSet};

use super::classes::{ClassId, Classes};
use super::error::did_you_mean;
use super::syntax::{
    Condition, Item, Link, Pattern, Phrase, SentenceEnd, Sequence, SyntaxError, Test, WordTest,
};
use crate::text::Analyser;

/// A word set by its number in the taxonomy.
pub(super) type SetId = usize;

/// What a part of a pattern looks for.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// One word of a class.
    Class(ClassId),
    /// Any word.
    Any,
    /// A word set with phrases; its matches are found once per statement.
    Set(SetId),
    /// Any of these.
    Choice(Vec<Node>),
    /// Adjacent parts of one clause.
    Phrase { at_start: bool, items: Vec<(Node, Need)>, at_end: Option<SentenceEnd> },
    /// Two parts at a distance.
    Near { left: Box<Node>, link: Link, right: Box<Node> },
}

/// Whether a part of a phrase may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    Optional,
}

/// A pattern ready for matching.
#[derive(Debug, Clone)]
pub(super) struct Compiled {
    pub(super) first: Node,
    pub(super) conditions: Vec<(Condition, Node)>,
}

impl Compiled {
    /// What must be found: the first part and what stands after AND.
    pub(super) fn asked(&self) -> impl Iterator<Item = &Node> {
        let conditions = self.conditions.iter().filter(|(condition, _)| *condition == Condition::And);
        std::iter::once(&self.first).chain(conditions.map(|(_, node)| node))
    }
}

/// Compiles patterns against growing word classes and sets.
#[derive(Debug, Default)]
pub(super) struct Compiler {
    analyser: Analyser,
    pub(super) classes: Classes,
    sets: BTreeMap<String, CompiledSet>,
    pub(super) set_nodes: Vec<Node>,
    /// Names of the sets that some pattern uses.
    pub(super) used_sets: BTreeSet<String>,
    /// Names of sets that are there but could not be compiled.
    pub(super) broken_sets: BTreeSet<String>,
}

#[derive(Debug, Clone)]
struct CompiledSet {
    id: SetId,
    /// Its words, where it holds nothing but single words.
    words: Option<Vec<WordTest>>,
}

impl Compiler {
    /// Adds a word set; the sets it names must have been added before.
    pub(super) fn add_set(&mut self, name: &str, alternatives: &[Sequence]) -> Result<(), SyntaxError> {
        let words: Option<Vec<Vec<WordTest>>> =
            alternatives.iter().map(|sequence| self.single_words(sequence)).collect();
        let words = words.map(|words| words.concat());
        let node = self.choice(alternatives)?;
        let id = self.set_nodes.len();
        self.set_nodes.push(node);
        self.sets.insert(name.to_owned(), CompiledSet { id, words });
        Ok(())
    }

    /// Compiles one pattern.
    pub(super) fn compile(&mut self, pattern: &Pattern) -> Result<Compiled, SyntaxError> {
        let first = self.sequence(&pattern.first)?;
        let conditions = pattern
            .conditions
            .iter()
            .map(|(condition, sequence)| Ok((*condition, self.sequence(sequence)?)))
            .collect::<Result<_, _>>()?;
        let compiled = Compiled { first, conditions };
        if !self.asks_for_a_word(&compiled) {
            return Err(SyntaxError::new(
                0,
                "this pattern asks for no particular word",
                Some("a lone * matches everywhere; add a word that must be there"),
            ));
        }
        Ok(compiled)
    }

    fn asks_for_a_word(&self, pattern: &Compiled) -> bool {
        pattern.asked().any(|node| self.rarest(node).is_some())
    }

    fn sequence(&mut self, sequence: &Sequence) -> Result<Node, SyntaxError> {
        let mut node = self.phrase(&sequence.first)?;
        for (link, phrase) in &sequence.rest {
            node = Node::Near { left: Box::new(node), link: *link, right: Box::new(self.phrase(phrase)?) };
        }
        Ok(node)
    }

    fn phrase(&mut self, phrase: &Phrase) -> Result<Node, SyntaxError> {
        let mut items = phrase.items.iter().map(|item| self.item(item)).collect::<Result<Vec<_>, _>>()?;
        let plain = !phrase.at_start && phrase.at_end.is_none();
        match (items.pop(), plain) {
            (Some((node, Need::Required)), true) if items.is_empty() => Ok(node),
            (last, _) => {
                items.extend(last);
                Ok(Node::Phrase { at_start: phrase.at_start, items, at_end: phrase.at_end })
            }
        }
    }

    fn item(&mut self, item: &Item) -> Result<(Node, Need), SyntaxError> {
        let node = match &item.test {
            Test::Word(test) => {
                Node::Class(self.classes.class(&mut self.analyser, std::slice::from_ref(test)))
            }
            Test::Any => Node::Any,
            Test::Set { name, offset } => self.set(name, *offset)?,
            Test::Choice(sequences) => self.choice(sequences)?,
        };
        let need = if item.optional { Need::Optional } else { Need::Required };
        Ok((node, need))
    }

    fn set(&mut self, name: &str, offset: usize) -> Result<Node, SyntaxError> {
        let Some(set) = self.sets.get(name).cloned() else {
            return Err(self.unknown_set(name, offset));
        };
        self.used_sets.insert(name.to_owned());
        Ok(match set.words {
            Some(words) => Node::Class(self.classes.class(&mut self.analyser, &words)),
            None => Node::Set(set.id),
        })
    }

    fn unknown_set(&self, name: &str, offset: usize) -> SyntaxError {
        let known = self.sets.keys().chain(&self.broken_sets).map(String::as_str);
        SyntaxError {
            offset,
            message: if self.broken_sets.contains(name) {
                format!("the word set `{{{name}}}` can't be used: it has an error, or names itself")
            } else {
                format!("there is no word set `{{{name}}}`")
            },
            hint: did_you_mean(name, known).filter(|_| !self.broken_sets.contains(name)),
        }
    }

    /// Single words become one class, so that a long list costs as much as one word.
    fn choice(&mut self, sequences: &[Sequence]) -> Result<Node, SyntaxError> {
        let mut words = Vec::new();
        let mut nodes = Vec::new();
        for sequence in sequences {
            match self.single_words(sequence) {
                Some(single) => words.extend(single),
                None => nodes.push(self.sequence(sequence)?),
            }
        }
        if !words.is_empty() {
            nodes.push(Node::Class(self.classes.class(&mut self.analyser, &words)));
        }
        Ok(match nodes.pop() {
            Some(only) if nodes.is_empty() => only,
            last => {
                nodes.extend(last);
                Node::Choice(nodes)
            }
        })
    }

    /// The words a sequence stands for, where it is but one word or a set of single words.
    fn single_words(&mut self, sequence: &Sequence) -> Option<Vec<WordTest>> {
        sequence.single_words(&mut |name| {
            let words = self.sets.get(name)?.words.clone()?;
            self.used_sets.insert(name.to_owned());
            Some(words)
        })
    }
}
