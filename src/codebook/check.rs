//! What is allowed in a taxonomy but surely not meant: examples that miss their code, patterns that can't match, words misspelt.

use std::collections::BTreeMap;

use super::classes::WordClasses;
use super::compile::{Need, Node};
use super::evidence::found_themes;
use super::rules::{Role, Rule};
use super::source::Source;
use super::spelling::unknown_words;
use super::syntax::Condition;
use super::{Finding, Taxonomy};
use crate::text::Analyser;

/// Least contrast of a theme's colour against white (WCAG 2, level AA for text).
const MIN_CONTRAST: f64 = 4.5;

/// Everything doubtful in a taxonomy, in file order.
#[must_use]
pub fn check(taxonomy: &Taxonomy) -> Vec<Finding> {
    let mut findings = examples(taxonomy);
    findings.extend(colours(taxonomy));
    findings.extend(duplicates(taxonomy));
    findings.extend(contradictions(taxonomy));
    findings.extend(empty_themes(taxonomy));
    findings.extend(taxonomy.marked.unused_sets.iter().map(|set| {
        let message = format!("no pattern uses the word set `{{{}}}`", set.value);
        at(taxonomy, set.span.start, message, "use it or remove it")
    }));
    findings.extend(unknown_words(&taxonomy.marked.text));
    findings.sort();
    findings.dedup();
    findings
}

/// Contrast of an `#rrggbb` colour against white, 1 to 21 (WCAG 2, relative luminance); 1 for what is no colour.
#[must_use]
pub fn contrast_on_white(colour: &str) -> f64 {
    let channel = |from: usize| {
        let digits = colour.get(from..from + 2)?;
        let value = f64::from(u8::from_str_radix(digits, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    match (channel(1), channel(3), channel(5)) {
        (Some(red), Some(green), Some(blue)) => 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05),
        _ => 1.0,
    }
}

fn at(taxonomy: &Taxonomy, offset: usize, message: String, hint: &str) -> Finding {
    let source = Source { text: &taxonomy.marked.text };
    source.finding(offset, message, Some(hint.to_owned()))
}

fn examples(taxonomy: &Taxonomy) -> Vec<Finding> {
    let mut analyser = Analyser::new();
    let mut known = WordClasses::default();
    let mut findings = Vec::new();
    let marked = &taxonomy.marked;
    for (theme, definition) in taxonomy.codebook.themes.iter().enumerate() {
        let mut has_code = |text: &str| {
            let reading = taxonomy.read(&mut analyser, &mut known, text);
            found_themes(taxonomy, &reading).iter().any(|(found, _)| *found == theme)
        };
        for example in marked.examples.get(theme).into_iter().flatten() {
            if !has_code(&example.value) {
                let message = format!("this example does not get its code `{}`", definition.code);
                findings.push(at(taxonomy, example.span.start, message, "add a pattern that finds it"));
            }
        }
        for example in marked.counter_examples.get(theme).into_iter().flatten() {
            if has_code(&example.value) {
                let message = format!("this counter-example gets the code `{}`", definition.code);
                findings.push(at(
                    taxonomy,
                    example.span.start,
                    message,
                    "narrow a pattern, or add an exclusion",
                ));
            }
        }
    }
    findings
}

fn colours(taxonomy: &Taxonomy) -> Vec<Finding> {
    let marked = taxonomy.marked.colours.iter();
    marked
        .filter(|colour| contrast_on_white(&colour.value) < MIN_CONTRAST)
        .map(|colour| {
            let contrast = contrast_on_white(&colour.value);
            let message = format!(
                "`{}` has a contrast of {contrast:.1} on white; at least {MIN_CONTRAST} is needed",
                colour.value
            );
            at(taxonomy, colour.span.start, message, "choose a darker colour")
        })
        .collect()
}

/// A pattern that a theme or kind already has.
fn duplicates(taxonomy: &Taxonomy) -> Vec<Finding> {
    let mut seen: BTreeMap<(Role, String), usize> = BTreeMap::new();
    let mut findings = Vec::new();
    let source = Source { text: &taxonomy.marked.text };
    for rule in &taxonomy.rules.all {
        let owner = match rule.role {
            Role::Theme { theme, cancelled_by, .. } => Role::Theme { theme, subtheme: None, cancelled_by },
            other => other,
        };
        let words: Vec<&str> = rule.pattern.split_whitespace().collect();
        match seen.get(&(owner, words.join(" "))) {
            Some(offset) => {
                let (line, _) = source.place(*offset);
                let message = format!("pattern `{}` already stands on line {line}", rule.pattern);
                findings.push(at(taxonomy, rule.offset, message, "remove one of the two"));
            }
            None => {
                seen.insert((owner, words.join(" ")), rule.offset);
            }
        }
    }
    findings
}

/// A pattern that rules out what it asks for.
fn contradictions(taxonomy: &Taxonomy) -> Vec<Finding> {
    let rules = taxonomy.rules.all.iter();
    rules
        .filter(|rule| {
            rule.compiled.conditions.iter().any(|(condition, node)| {
                *condition == Condition::Not
                    && (requires(&rule.compiled.first, node) || always_there(&rule.compiled.first, node))
            })
        })
        .map(|rule| {
            let message = format!("pattern `{}` can match nothing", rule.pattern);
            at(taxonomy, rule.offset, message, "what stands after NOT must differ from what is asked for")
        })
        .collect()
}

/// Whether the class that `forbidden` is must occur wherever `asked` matches.
fn requires(asked: &Node, forbidden: &Node) -> bool {
    let Node::Class(class) = forbidden else {
        return false;
    };
    match asked {
        Node::Class(asked) => asked == class,
        Node::Any | Node::Set(_) => false,
        Node::Choice(nodes) => nodes.iter().all(|node| requires(node, forbidden)),
        Node::Phrase { items, .. } => {
            items.iter().any(|(node, need)| *need == Need::Required && requires(node, forbidden))
        }
        Node::Near { left, right, .. } => requires(left, forbidden) || requires(right, forbidden),
    }
}

/// Whether both are the same word set.
fn always_there(asked: &Node, forbidden: &Node) -> bool {
    matches!((asked, forbidden), (Node::Set(one), Node::Set(other)) if one == other)
}

fn empty_themes(taxonomy: &Taxonomy) -> Vec<Finding> {
    let codes = taxonomy.marked.codes.iter().enumerate();
    codes
        .filter(|(theme, _)| {
            let speaks = |rule: &Rule| matches!(rule.role, Role::Theme { theme: of, .. } if of == *theme);
            !taxonomy.rules.all.iter().any(speaks)
        })
        .map(|(_, code)| {
            let message = format!("theme `{}` has no patterns: nothing could get its code", code.value);
            at(taxonomy, code.span.start, message, "add `patterns` to the theme or to its subthemes")
        })
        .collect()
}
