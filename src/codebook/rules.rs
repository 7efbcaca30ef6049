//! The compiled patterns of a taxonomy and what each of them speaks for.

use super::classes::{ClassId, Classes, WordTests};
use super::compile::{Compiled, Node};
use super::required::{Required, RequiredWord};
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
    pub(super) words: WordTests,
    pub(super) sets: Vec<Node>,
    /// Per word class, the patterns filed under it that statements are read with.
    pub(super) by_class: Vec<Vec<Filed>>,
    /// Likewise those that headings alone are read with.
    pub(super) of_headings: Vec<Vec<Filed>>,
}

/// A pattern filed under the rarest class that it requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Filed {
    pub(super) rule: u32,
    /// Whether the words of `others` stand in one clause with it, but for those that may stand anywhere.
    pub(super) one_clause: bool,
    /// Further words that must occur; where there are fewer, the rarest class anywhere.
    pub(super) others: [FiledWord; 3],
}

/// A class of which a word stands so many words after that of the rarest class, at least and at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FiledWord {
    pub(super) class: ClassId,
    pub(super) from: i16,
    pub(super) to: i16,
}

impl FiledWord {
    fn new(rarest: RequiredWord, other: RequiredWord) -> Self {
        let (Some(first), Some(then)) = (rarest.place, other.place) else {
            return Self::anywhere(other.class);
        };
        let (from, to) = (then.from - first.to, then.to - first.from);
        let narrow = |distance: i32| distance.clamp(i16::MIN.into(), i16::MAX.into()) as i16;
        Self { class: other.class, from: narrow(from), to: narrow(to) }
    }

    fn anywhere(class: ClassId) -> Self {
        Self { class, from: i16::MIN, to: i16::MAX }
    }

    /// Whether the word may stand anywhere.
    pub(super) fn is_anywhere(self) -> bool {
        self.from == i16::MIN || self.to == i16::MAX
    }
}

impl Filed {
    fn new(rule: u32, required: &Required) -> Option<(ClassId, Self)> {
        let (rarest, others) = required.words.split_first()?;
        let mut filed =
            Self { rule, one_clause: required.one_clause, others: [FiledWord::anywhere(rarest.class); 3] };
        let others = others.iter().map(|other| FiledWord::new(*rarest, *other));
        filed.others.iter_mut().zip(others).for_each(|(place, other)| *place = other);
        Some((rarest.class, filed))
    }
}

impl Rules {
    /// Files each pattern under the rarest of its required classes. Classes that no pattern asks for are given up.
    pub(super) fn new(classes: Classes, mut sets: Vec<Node>, mut required: Vec<(Rule, Required)>) -> Self {
        required.retain(|(_, required)| !required.words.is_empty());
        let mut ids: Vec<Option<ClassId>> = vec![None; classes.len()];
        let mut count = 0;
        let mut renumber = |class: &mut ClassId| {
            if let Some(id) = ids.get_mut(*class as usize) {
                *class = *id.get_or_insert_with(|| {
                    count += 1;
                    count - 1
                });
            }
        };
        for (rule, required) in &mut required {
            rule.compiled.conditions.iter_mut().for_each(|(_, node)| each_class(node, &mut renumber));
            each_class(&mut rule.compiled.first, &mut renumber);
            required.words.iter_mut().for_each(|word| renumber(&mut word.class));
        }
        sets.iter_mut().for_each(|node| each_class(node, &mut renumber));
        let mut by_class = vec![Vec::new(); count as usize];
        let mut of_headings = by_class.clone();
        for ((rule, required), number) in required.iter().zip(0..) {
            let lists = if matches!(rule.role, Role::Heading(_)) { &mut of_headings } else { &mut by_class };
            let filed = Filed::new(number, required);
            if let Some((list, filed)) =
                filed.and_then(|(class, filed)| Some((lists.get_mut(class as usize)?, filed)))
            {
                list.push(filed);
            }
        }
        let all = required.into_iter().map(|(rule, _)| rule).collect();
        Self { all, words: classes.renumbered(&ids), sets, by_class, of_headings }
    }
}

/// Calls `see` with each class that a part of a pattern looks for.
fn each_class(node: &mut Node, see: &mut impl FnMut(&mut ClassId)) {
    match node {
        Node::Class(class) => see(class),
        Node::Any | Node::Set(_) => {}
        Node::Choice(nodes) => nodes.iter_mut().for_each(|node| each_class(node, see)),
        Node::Phrase { items, .. } => items.iter_mut().for_each(|(node, _)| each_class(node, see)),
        Node::Near { left, right, .. } => [left, right].into_iter().for_each(|node| each_class(node, see)),
    }
}
