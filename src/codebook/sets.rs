//! Word sets in an order in which each comes after the sets it names.

use std::collections::{BTreeMap, BTreeSet};

use super::compile::Compiler;
use super::reader::{Reader, Text};
use super::syntax::{self, Pattern, Sequence, SyntaxError, Test};

/// Parses and compiles all word sets; what is wrong with one is reported at its place.
pub(super) fn compile_sets(reader: &mut Reader<'_>, compiler: &mut Compiler, sets: &[(Text, Vec<Text>)]) {
    let mut waiting: BTreeMap<&str, Vec<(&Text, Sequence)>> = BTreeMap::new();
    for (name, written) in sets {
        let parsed: Vec<_> =
            written.iter().filter_map(|text| Some((text, alternative(reader, text)?))).collect();
        if parsed.len() == written.len() {
            waiting.insert(&name.value, parsed);
        } else {
            compiler.broken_sets.insert(name.value.clone());
        }
    }
    compiler.broken_sets.extend(waiting.keys().map(|name| (*name).to_owned()));
    while let Some(name) = next_ready(&waiting) {
        let alternatives = waiting.remove(name).unwrap_or_default();
        compiler.broken_sets.remove(name);
        add(reader, compiler, name, &alternatives);
    }
    for alternatives in waiting.values() {
        report_unresolved(reader, compiler, alternatives);
    }
}

fn alternative(reader: &mut Reader<'_>, text: &Text) -> Option<Sequence> {
    let pattern = parse(reader, text)?;
    if pattern.conditions.is_empty() {
        return Some(pattern.first);
    }
    let hint = "put AND and NOT in the patterns that use the set";
    reader.report(text.span.start, "a word set can't hold AND or NOT", Some(hint.to_owned()));
    None
}

/// Parses a pattern; what is wrong is reported at its place inside the string.
pub(super) fn parse(reader: &mut Reader<'_>, text: &Text) -> Option<Pattern> {
    if text.value.trim().is_empty() {
        return None;
    }
    syntax::parse(&text.value).map_err(|error| report(reader, text, error)).ok()
}

/// Reports a syntax error at its place inside the string.
pub(super) fn report(reader: &mut Reader<'_>, text: &Text, error: SyntaxError) {
    let offset = reader.source.inside_string(&text.span, error.offset);
    let message = format!("in pattern `{}`: {}", text.value, error.message);
    reader.report(offset, message, error.hint);
}

/// A set that names no set still waiting.
fn next_ready<'n>(waiting: &BTreeMap<&'n str, Vec<(&Text, Sequence)>>) -> Option<&'n str> {
    waiting
        .iter()
        .find(|(_, alternatives)| named(alternatives).iter().all(|name| !waiting.contains_key(name.as_str())))
        .map(|(name, _)| *name)
}

fn named(alternatives: &[(&Text, Sequence)]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (_, sequence) in alternatives {
        sequence.each_test(&mut |test| {
            if let Test::Set { name, .. } = test {
                names.insert(name.clone());
            }
        });
    }
    names
}

fn add(reader: &mut Reader<'_>, compiler: &mut Compiler, name: &str, alternatives: &[(&Text, Sequence)]) {
    let mut sound = Vec::new();
    for (text, sequence) in alternatives {
        let pattern = Pattern { first: sequence.clone(), conditions: Vec::new() };
        match compiler.compile(&pattern) {
            Ok(_) => sound.push(sequence.clone()),
            Err(error) => report(reader, text, error),
        }
    }
    if sound.len() < alternatives.len() || sound.is_empty() {
        compiler.broken_sets.insert(name.to_owned());
    } else if let (Err(error), Some((text, _))) = (compiler.add_set(name, &sound), alternatives.first()) {
        report(reader, text, error);
    }
}

/// The sets that are left name each other in a circle.
fn report_unresolved(reader: &mut Reader<'_>, compiler: &mut Compiler, alternatives: &[(&Text, Sequence)]) {
    for (text, sequence) in alternatives {
        let pattern = Pattern { first: sequence.clone(), conditions: Vec::new() };
        if let Err(error) = compiler.compile(&pattern) {
            report(reader, text, error);
        }
    }
}
