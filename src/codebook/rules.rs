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
    /// Per word class, the patterns filed under it.
    pub(super) by_class: Vec<Vec<RuleId>>,
}

impl Rules {
    /// Files each pattern under the classes of its rarest part.
    pub(super) fn new(classes: Classes, sets: Vec<Node>, filed: Vec<(Rule, Vec<ClassId>)>) -> Self {
        let mut by_class = vec![Vec::new(); classes.len()];
        let mut all = Vec::with_capacity(filed.len());
        for (rule, keys) in filed {
            for key in keys {
                if let Some(rules) = by_class.get_mut(key as usize) {
                    rules.push(all.len());
                }
            }
            all.push(rule);
        }
        Self { all, classes, sets, by_class }
    }
}
