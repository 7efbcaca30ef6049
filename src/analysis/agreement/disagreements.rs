//! The units on which coders differ, with everyone's codes side by side.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{CodedUnit, UnitCoding};

/// A unit on which two coders differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Disagreement {
    /// The unit's id.
    pub id: String,
    /// Its words.
    pub text: String,
    /// Whether two coders gave it different kinds.
    pub kind: bool,
    /// The themes that one coder gave it and another did not.
    pub themes: Vec<String>,
    /// What each coder made of it, in the order of the coders; those who did not code it are missing.
    pub values: Vec<CoderValue>,
}

/// What one coder made of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoderValue {
    /// Who.
    pub coder: String,
    /// The kind, where coded.
    pub kind: Option<String>,
    /// The themes by code, where coded; none at all is "no theme".
    pub themes: Option<Vec<String>>,
}

pub(super) fn list(units: &[&CodedUnit], coders: &[&str]) -> Vec<Disagreement> {
    units.iter().filter_map(|unit| of(unit, coders)).collect()
}

fn of(unit: &CodedUnit, coders: &[&str]) -> Option<Disagreement> {
    let kinds: BTreeSet<&String> = unit.codings.values().filter_map(|coding| coding.kind.as_ref()).collect();
    let sets: Vec<BTreeSet<&str>> = unit.codings.values().filter_map(UnitCoding::set).collect();
    let all: BTreeSet<&str> = sets.iter().flatten().copied().collect();
    let disputed = all.into_iter().filter(|code| !sets.iter().all(|set| set.contains(code)));
    let themes: Vec<String> = disputed.map(str::to_owned).collect();
    let kind = kinds.len() > 1;
    (kind || !themes.is_empty()).then(|| Disagreement {
        id: unit.id.clone(),
        text: unit.text.clone(),
        kind,
        themes,
        values: coders.iter().filter_map(|coder| value(unit, coder)).collect(),
    })
}

fn value(unit: &CodedUnit, coder: &str) -> Option<CoderValue> {
    let coding = unit.codings.get(coder)?;
    let themes = coding.set().map(|set| set.into_iter().map(str::to_owned).collect());
    let value = CoderValue { coder: coder.to_owned(), kind: coding.kind.clone(), themes };
    (value.kind.is_some() || value.themes.is_some()).then_some(value)
}
