//! The compiled patterns of a taxonomy and what each of them speaks for.

use super::classes::{ClassId, Classes};
use super::compile::{Compiled, Node};
use crate::model::Kind;

/// A pattern by its number in the taxonomy.
pub(crate) type RuleId = usize;

/// What a pattern speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// A theme, perhaps by one of its subthemes; both by position in the codebook.
    Theme { theme: usize, subtheme: Option<usize>, cancelled_by: Negation },
    /// Takes away evidence it overlaps: of one theme, or of all.
    Exclusion { theme: Option<usize> },
    /// A kind, in the statement's own words.
    Kind(Kind),
    /// A kind, in a heading or question.
    Heading(Kind),
    /// Takes away evidence of a kind that it overlaps.
    KindExclusion(Kind),
    /// Denies a problem that follows it.
    NegationBefore,
    /// Denies a problem that precedes it.
    NegationAfter,
    /// Says that a denial is itself a wish or a complaint.
    NegationUnless,
}

/// Whether a denial takes a pattern's evidence away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Negation {
    /// It names a problem: "geen tekort" is none.
    Cancels,
    /// It says what it says with its own negation, or names a subject.
    Ignored,
}

/// One pattern.
#[derive(Debug)]
pub(crate) struct Rule {
    /// As the taxonomy writes it.
    pub(crate) pattern: String,
    /// How much one match says, 0 to 1.
    pub(crate) weight: f64,
    pub(crate) role: Role,
    /// Where it stands in the file, in bytes.
    pub(super) offset: usize,
    pub(super) compiled: Compiled,
}

/// All patterns, with what finds the few that may match a statement.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    pub(crate) all: Vec<Rule>,
    pub(super) classes: Classes,
    pub(super) sets: Vec<Node>,
    /// Per word class, whether patterns ask where its words stand; of the others it counts only whether they occur.
    pub(super) placed: Vec<bool>,
    /// Per word class, the patterns filed under it that statements are read with.
    pub(super) by_class: Vec<Vec<Filed>>,
    /// Likewise those that headings alone are read with.
    pub(super) of_headings: Vec<Vec<Filed>>,
}

/// A pattern filed under the rarest class that it requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Filed {
    pub(super) rule: u32,
    /// Further classes that must occur; the rarest again where there are fewer.
    pub(super) others: [ClassId; 3],
}

impl Rules {
    /// Files each pattern under the rarest of its required classes, which stand in order from the rarest.
    pub(super) fn new(mut classes: Classes, sets: Vec<Node>, required: Vec<(Rule, Vec<ClassId>)>) -> Self {
        let mut by_class = vec![Vec::new(); classes.len()];
        let mut of_headings = by_class.clone();
        let mut used = vec![false; classes.len()];
        let mut placed = used.clone();
        let mut all = Vec::with_capacity(required.len());
        for (rule, required) in required {
            let Some((rarest, others)) = required.split_first() else {
                continue;
            };
            let mut filed = Filed { rule: all.len() as u32, others: [*rarest; 3] };
            filed.others.iter_mut().zip(others).for_each(|(place, other)| *place = *other);
            let lists = if matches!(rule.role, Role::Heading(_)) { &mut of_headings } else { &mut by_class };
            if let Some(list) = lists.get_mut(*rarest as usize) {
                list.push(filed);
            }
            let conditions = rule.compiled.conditions.iter().map(|(_, node)| node);
            conditions.chain([&rule.compiled.first]).for_each(|node| mark(node, &mut placed));
            required.into_iter().for_each(|class| mark(&Node::Class(class), &mut used));
            all.push(rule);
        }
        sets.iter().for_each(|node| mark(node, &mut placed));
        used.iter_mut().zip(&placed).for_each(|(used, placed)| *used |= placed);
        classes.keep(&used);
        Self { all, classes, sets, placed, by_class, of_headings }
    }
}

/// Marks the classes that a part of a pattern looks for.
fn mark(node: &Node, used: &mut [bool]) {
    match node {
        Node::Class(class) => {
            if let Some(used) = used.get_mut(*class as usize) {
                *used = true;
            }
        }
        Node::Any | Node::Set(_) => {}
        Node::Choice(nodes) => nodes.iter().for_each(|node| mark(node, used)),
        Node::Phrase { items, .. } => items.iter().for_each(|(node, _)| mark(node, used)),
        Node::Near { left, right, .. } => [left, right].into_iter().for_each(|node| mark(node, used)),
    }
}
