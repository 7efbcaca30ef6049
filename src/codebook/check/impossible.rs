//! Patterns that no text can match: they rule out what they ask for, put words where none can stand, or name what is no word.

use super::super::compile::{Compiled, Need, Node};
use super::super::rules::Rule;
use super::super::syntax::{self, Condition, WordTest};
use super::super::taxonomy::roles;
use super::super::{Finding, Taxonomy, file};
use super::at;
use super::shadowed::word_tests;
use crate::text::Analyser;

/// Patterns, and words of patterns and sets, that can never match.
pub(super) fn findings(taxonomy: &Taxonomy) -> Vec<Finding> {
    let rules = taxonomy.rules.all.iter();
    let mut findings: Vec<Finding> = rules.filter_map(|rule| impossible(taxonomy, rule)).collect();
    findings.extend(no_words(taxonomy));
    findings
}

fn impossible(taxonomy: &Taxonomy, rule: &Rule) -> Option<Finding> {
    let hint = if contradicts(&rule.compiled) {
        "what stands after NOT must differ from what is asked for"
    } else if rule.compiled.asked().any(never) {
        "nothing of a sentence stands before its beginning (^) or after its end ($, ?)"
    } else {
        return None;
    };
    Some(at(taxonomy, rule.offset, format!("pattern `{}` can match nothing", rule.pattern), hint))
}

/// Whether a pattern rules out what it asks for.
fn contradicts(compiled: &Compiled) -> bool {
    compiled.conditions.iter().any(|(condition, forbidden)| {
        *condition == Condition::Not
            && compiled.asked().any(|node| requires(node, forbidden) || same_set(node, forbidden))
    })
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

fn same_set(asked: &Node, forbidden: &Node) -> bool {
    matches!((asked, forbidden), (Node::Set(one), Node::Set(other)) if one == other)
}

/// Whether a part asks for a word of a sentence before its beginning or after its end.
fn never(node: &Node) -> bool {
    match node {
        Node::Class(_) | Node::Any | Node::Set(_) => false,
        Node::Choice(nodes) => nodes.iter().all(never),
        Node::Phrase { items, .. } => {
            let required: Vec<&Node> =
                items.iter().filter(|(_, need)| *need == Need::Required).map(|(node, _)| node).collect();
            let later = required.iter().skip(1).any(|node| begins(node));
            let sooner = required.iter().rev().skip(1).any(|node| ends(node));
            later || sooner || required.iter().any(|node| never(node))
        }
        Node::Near { left, link, right } => {
            let in_order = ends(left) || begins(right);
            let turned = ends(right) || begins(left);
            never(left) || never(right) || (in_order && (link.ordered || turned))
        }
    }
}

/// Whether every match of a part begins a sentence.
fn begins(node: &Node) -> bool {
    match node {
        Node::Class(_) | Node::Any | Node::Set(_) => false,
        Node::Choice(nodes) => nodes.iter().all(begins),
        Node::Phrase { at_start, items, .. } => *at_start || items.first().is_some_and(must(begins)),
        Node::Near { left, link, right } => begins(left) && (link.ordered || begins(right)),
    }
}

/// Whether every match of a part ends a sentence.
fn ends(node: &Node) -> bool {
    match node {
        Node::Class(_) | Node::Any | Node::Set(_) => false,
        Node::Choice(nodes) => nodes.iter().all(ends),
        Node::Phrase { items, at_end, .. } => at_end.is_some() || items.last().is_some_and(must(ends)),
        Node::Near { left, link, right } => ends(right) && (link.ordered || ends(left)),
    }
}

fn must(test: fn(&Node) -> bool) -> impl Fn(&(Node, Need)) -> bool {
    move |(node, need)| *need == Need::Required && test(node)
}

/// Words of patterns and sets that the analysis of a text never yields, such as one that ends in a full stop.
fn no_words(taxonomy: &Taxonomy) -> Vec<Finding> {
    let (Some(file), _) = file::read(&taxonomy.marked.text) else {
        return Vec::new();
    };
    let mut analyser = Analyser::new();
    let sets = file.sets.iter().flat_map(|(_, written)| written);
    let roles = roles(&file);
    let mut findings = Vec::new();
    for text in sets.chain(roles.iter().map(|(_, pattern, _)| &pattern.text)) {
        let Ok(pattern) = syntax::parse(&text.value) else {
            continue;
        };
        let lost = word_tests(&pattern).into_iter().map(written).filter(|word| !is_word(&mut analyser, word));
        findings.extend(lost.map(|word| {
            let message =
                format!("in pattern `{}`: no text has the word `{}`", text.value, word.replace('\0', "*"));
            at(taxonomy, text.span.start, message, "leave out the signs that texts part words at")
        }));
    }
    findings
}

/// A test's letters, with a NUL for whatever may stand there.
fn written(test: &WordTest) -> String {
    match test {
        WordTest::Parts(parts) => parts.join("\0"),
        WordTest::Stem(word) | WordTest::Part(word) | WordTest::Exact(word) => word.clone(),
    }
}

/// Whether a text of this word alone is read as this word; any letter serves where it is open.
fn is_word(analyser: &mut Analyser, word: &str) -> bool {
    let word = word.replace('\0', "x");
    let tokens = analyser.analyse(&word).tokens;
    matches!(tokens.as_slice(), [token] if *analyser.word(token.word).form() == *word)
}
