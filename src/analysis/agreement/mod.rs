//! How far coders agree: percent agreement, Cohen's kappa and Krippendorff's alpha of kinds, of each theme and of theme sets.
//!
//! Coded units in, numbers and a listing of what differs out; nothing here reads files or knows who is right. The formulas, their
//! sources and how to read the numbers: docs/agreement.md.

mod disagreements;
mod estimates;
mod masi;
mod tally;

pub use self::disagreements::{CoderValue, Disagreement};
pub use self::estimates::{Estimate, Undefined};
pub use self::masi::masi;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use self::estimates::estimates;
use self::tally::Variable;
use crate::model::UNCODED;

/// A unit, such as a statement, with what its coders made of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodedUnit {
    /// Its id; units are not joined by it.
    pub id: String,
    /// Its words, for the listing of disagreements.
    pub text: String,
    /// By the name of the coder; a coder who did not see the unit has none.
    pub codings: BTreeMap<String, UnitCoding>,
}

/// What one coder made of one unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnitCoding {
    /// The kind; none where the coder did not code it.
    pub kind: Option<String>,
    /// The themes, none at all being a coding too; `overig` is the same as no theme. None where the coder did not code them.
    pub themes: Option<BTreeSet<String>>,
}

impl UnitCoding {
    /// The themes without `overig`.
    fn set(&self) -> Option<BTreeSet<&str>> {
        let codes = self.themes.as_ref()?.iter().map(String::as_str);
        Some(codes.filter(|code| *code != UNCODED).collect())
    }
}

/// How far the coders of some units agree.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Agreement {
    /// Everyone who coded a unit, by name.
    pub coders: Vec<CoderCount>,
    /// Units given.
    pub units: u64,
    /// Those of which two coders or more coded the kind, or the themes; intervals draw from these.
    pub compared: u64,
    /// On the kind.
    pub kind: Measures,
    /// On whether the unit has the theme, for each theme asked for.
    pub themes: Vec<ThemeMeasures>,
    /// On all themes of a unit at once.
    pub theme_sets: SetMeasures,
    /// The compared units on which two coders differ, in the order given.
    pub disagreements: Vec<Disagreement>,
}

/// How much one coder coded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoderCount {
    /// Who.
    pub coder: String,
    /// Units of which this coder coded kind or themes.
    pub units: u64,
}

/// Agreement on a nominal value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measures {
    /// Units with two values or more.
    pub units: u64,
    /// Of all pairs of values of the same unit, the share that is equal.
    pub percent: Estimate,
    /// Krippendorff's alpha with the nominal metric: any number of coders, missing values allowed.
    pub alpha: Estimate,
    /// Cohen's kappa of every two coders.
    pub kappas: Vec<PairKappa>,
}

/// Agreement on one theme, present or absent.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThemeMeasures {
    /// Its code.
    pub code: String,
    /// Codings in which it is present.
    pub present: u64,
    /// The measures.
    #[serde(flatten)]
    pub measures: Measures,
}

/// Cohen's kappa of two coders.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairKappa {
    /// Who.
    pub coders: [String; 2],
    /// Units that both coded.
    pub units: u64,
    /// The kappa.
    pub kappa: Estimate,
}

/// Agreement on sets of themes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SetMeasures {
    /// Units with two sets or more.
    pub units: u64,
    /// Of all pairs of sets of the same unit, the share that is equal.
    pub percent: Estimate,
    /// Krippendorff's alpha with the distance 1 − MASI (Passonneau 2006, exact thirds).
    pub alpha_masi: Estimate,
}

/// Measures how far coders agree, `themes` one by one in this order.
///
/// Codes that are no member of `themes` count in the sets alone. Intervals are percentile bootstrap over the compared units.
#[must_use]
pub fn agreement(units: &[CodedUnit], themes: &[String]) -> Agreement {
    let coders: Vec<&str> = coders(units).into_iter().collect();
    let compared: Vec<&CodedUnit> = units.iter().filter(|unit| is_compared(unit)).collect();
    let kinds = Variable::nominal(&compared, &coders, |coding| coding.kind.clone());
    Agreement {
        coders: coders.iter().map(|coder| count(units, coder)).collect(),
        units: units.len() as u64,
        compared: compared.len() as u64,
        kind: measures(&kinds, &coders),
        themes: themes.iter().map(|code| theme(code, &compared, &coders)).collect(),
        theme_sets: sets(&compared, &coders),
        disagreements: disagreements::list(&compared, &coders),
    }
}

fn coders(units: &[CodedUnit]) -> BTreeSet<&str> {
    units.iter().flat_map(|unit| unit.codings.keys()).map(String::as_str).collect()
}

fn count(units: &[CodedUnit], coder: &str) -> CoderCount {
    let codings = units.iter().filter_map(|unit| unit.codings.get(coder));
    let coded = codings.filter(|coding| coding.kind.is_some() || coding.themes.is_some());
    CoderCount { coder: coder.to_owned(), units: coded.count() as u64 }
}

fn is_compared(unit: &CodedUnit) -> bool {
    let kinds = unit.codings.values().filter(|coding| coding.kind.is_some()).count();
    let themes = unit.codings.values().filter(|coding| coding.themes.is_some()).count();
    kinds.max(themes) > 1
}

fn theme(code: &str, units: &[&CodedUnit], coders: &[&str]) -> ThemeMeasures {
    let has = |coding: &UnitCoding| coding.set().map(|set| set.contains(code));
    let present = units.iter().flat_map(|unit| unit.codings.values()).filter(|own| has(own) == Some(true));
    ThemeMeasures {
        code: code.to_owned(),
        present: present.count() as u64,
        measures: measures(&Variable::nominal(units, coders, has), coders),
    }
}

fn measures(variable: &Variable, coders: &[&str]) -> Measures {
    let mut estimates = estimates(variable).into_iter();
    let mut next = || estimates.next().unwrap_or_default();
    let (percent, alpha) = (next(), next());
    let name = |place: usize| coders.get(place).map(|coder| (*coder).to_owned()).unwrap_or_default();
    let kappas = variable.pairs.iter().map(|&(one, other)| PairKappa {
        coders: [name(one), name(other)],
        units: variable.units_of(one, other),
        kappa: next(),
    });
    let kappas = kappas.collect();
    Measures { units: variable.units(), percent, alpha, kappas }
}

fn sets(units: &[&CodedUnit], coders: &[&str]) -> SetMeasures {
    let variable = Variable::of_sets(units, coders);
    let mut estimates = estimates(&variable).into_iter();
    let mut next = || estimates.next().unwrap_or_default();
    SetMeasures { units: variable.units(), percent: next(), alpha_masi: next() }
}
