//! Patterns that stand in the file twice: for one theme or kind, for two of them, or for a theme and against it.

use std::collections::BTreeMap;

use super::super::rules::{Negation, Role, Rule};
use super::super::{Finding, Taxonomy};
use super::at;
use crate::text::fold;

/// Patterns that an earlier one makes superfluous, ambiguous or void.
pub(super) fn findings(taxonomy: &Taxonomy) -> Vec<Finding> {
    let mut findings = Vec::new();
    for same in by_words(taxonomy) {
        for (place, rule) in same.iter().enumerate() {
            // One finding for each pattern, and the gravest.
            let earlier = same.iter().take(place);
            let worst = earlier
                .filter_map(|other| Some((relation(other, rule)?, other)))
                .min_by_key(|(relation, _)| *relation);
            findings.extend(worst.map(|(relation, other)| finding(taxonomy, relation, other, rule)));
        }
    }
    findings
}

/// A pattern that stands under more than one theme, so that its words speak for all of them: often meant, now and then a slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedPattern {
    /// As the taxonomy writes it first.
    pub pattern: String,
    /// The themes' codes, each with the line, from 1, that it stands on; in file order.
    pub themes: Vec<(String, u32)>,
}

/// The patterns that stand under more than one theme, in file order.
#[must_use]
pub fn shared_patterns(taxonomy: &Taxonomy) -> Vec<SharedPattern> {
    let mut shared: Vec<(usize, SharedPattern)> = Vec::new();
    for same in by_words(taxonomy) {
        let mut themes: BTreeMap<usize, &Rule> = BTreeMap::new();
        for rule in same {
            if let Role::Theme { theme, .. } = rule.role {
                themes.entry(theme).or_insert(rule);
            }
        }
        let Some(first) = themes.values().next().filter(|_| themes.len() > 1) else {
            continue;
        };
        let stands = themes.values().map(|rule| {
            let (line, _) = taxonomy.source().place(rule.offset);
            (owner(taxonomy, rule.role).to_owned(), line)
        });
        let pattern = SharedPattern { pattern: first.pattern.clone(), themes: stands.collect() };
        shared.push((first.offset, pattern));
    }
    shared.sort_by_key(|(offset, _)| *offset);
    shared.into_iter().map(|(_, pattern)| pattern).collect()
}

/// The patterns, those with the same words together.
fn by_words(taxonomy: &Taxonomy) -> impl Iterator<Item = Vec<&Rule>> {
    let mut groups: BTreeMap<String, Vec<&Rule>> = BTreeMap::new();
    for rule in &taxonomy.rules.all {
        groups.entry(normalised(&rule.pattern)).or_default().push(rule);
    }
    groups.into_values()
}

/// What a pattern is to an earlier one with the same words, from the gravest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Relation {
    /// One of them is an exclusion that takes all of the other's evidence away.
    Excluded,
    /// Both say the same.
    Same,
    /// Each speaks for another kind, of which a statement has but one.
    Opposed,
}

fn relation(earlier: &Rule, later: &Rule) -> Option<Relation> {
    match (earlier.role, later.role) {
        (Role::Theme { theme: one, .. }, Role::Theme { theme: other, .. }) => {
            (one == other && !is_graded(earlier, later)).then_some(Relation::Same)
        }
        (Role::Kind(one), Role::Kind(other)) | (Role::Heading(one), Role::Heading(other)) => {
            Some(if one == other { Relation::Same } else { Relation::Opposed })
        }
        (Role::Exclusion { theme: of }, Role::Theme { theme, .. })
        | (Role::Theme { theme, .. }, Role::Exclusion { theme: of }) => {
            of.is_none_or(|of| of == theme).then_some(Relation::Excluded)
        }
        (Role::Kind(kind), Role::KindExclusion(of)) | (Role::KindExclusion(of), Role::Kind(kind)) => {
            (kind == of).then_some(Relation::Excluded)
        }
        (Role::Exclusion { theme: one }, Role::Exclusion { theme: other }) => {
            (one.is_none() || other.is_none() || one == other).then_some(Relation::Same)
        }
        (earlier, later) => (earlier == later).then_some(Relation::Same),
    }
}

/// Whether the heavier of two is a problem and the lighter is not, so that the words say less, but something, where they are denied.
fn is_graded(one: &Rule, other: &Rule) -> bool {
    let is_problem = |rule: &Rule| matches!(rule.role, Role::Theme { cancelled_by: Negation::Cancels, .. });
    let graded =
        |heavy: &Rule, light: &Rule| heavy.weight > light.weight && is_problem(heavy) && !is_problem(light);
    graded(one, other) || graded(other, one)
}

fn finding(taxonomy: &Taxonomy, relation: Relation, earlier: &Rule, later: &Rule) -> Finding {
    let (line, _) = taxonomy.source().place(earlier.offset);
    let pattern = &later.pattern;
    let (message, hint) = match relation {
        Relation::Excluded if matches!(later.role, Role::Exclusion { .. } | Role::KindExclusion(_)) => (
            format!("this excludes the pattern `{pattern}` on line {line}, which can never count"),
            "keep one of the two, or make the exclusion longer",
        ),
        Relation::Excluded => (
            format!("pattern `{pattern}` can never count: it is excluded on line {line}"),
            "keep one of the two, or make the exclusion longer",
        ),
        Relation::Same => {
            (format!("pattern `{pattern}` already stands on line {line}"), "remove one of the two")
        }
        Relation::Opposed => (
            format!(
                "pattern `{pattern}` speaks for `{}` on line {line} and for `{}` here",
                owner(taxonomy, earlier.role),
                owner(taxonomy, later.role)
            ),
            "a statement has one kind: keep it where it belongs, or add to each what tells them apart",
        ),
    };
    at(taxonomy, later.offset, message, hint)
}

/// Code of the theme or kind that a pattern speaks for.
fn owner(taxonomy: &Taxonomy, role: Role) -> &str {
    match role {
        Role::Theme { theme, .. } => taxonomy.codebook.themes.get(theme).map_or("", |theme| &theme.code),
        Role::Kind(kind) | Role::Heading(kind) | Role::KindExclusion(kind) => kind.code(),
        _ => "",
    }
}

/// A pattern by what it matches: spaces, capitals and diacritics don't count.
pub(super) fn normalised(pattern: &str) -> String {
    let operator = |word: &str| matches!(word, "AND" | "NOT");
    let words = pattern.split_whitespace();
    let folded: Vec<String> =
        words.map(|word| if operator(word) { word.to_owned() } else { fold(word) }).collect();
    folded.join(" ")
}
