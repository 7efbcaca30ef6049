//! How far people who coded blind agree with each other and with the program.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::agreement::{self, Agreement, CodedUnit, Disagreement, Estimate, Measures, UnitCoding};
use crate::model::{
    AgreementDifference, AgreementRow, AgreementTable, Codebook, CoderValues, MACHINE, Reviewed, WholeCoding,
};
use crate::review::theme_parts;

/// The tables: all people together where there are two or more, then each with the program. `machine` tells what the program made of a
/// statement where people changed its codes since.
pub(super) fn tables(blind: &[Reviewed], reviewed: &[Reviewed], codebook: &Codebook) -> Vec<AgreementTable> {
    let themes: Vec<String> = codebook.themes.iter().map(|theme| theme.code.clone()).collect();
    let machine: BTreeMap<&str, &WholeCoding> =
        reviewed.iter().map(|own| (own.statement.as_str(), &own.machine)).collect();
    let people: BTreeSet<&str> =
        blind.iter().flat_map(|own| own.coders.iter().map(|coder| coder.coder.as_str())).collect();
    let mut tables = Vec::new();
    if people.len() > 1 {
        let units: Vec<CodedUnit> = blind.iter().map(by_people).collect();
        tables.push(table(&agreement::agreement(&units, &themes)));
    }
    for person in people {
        let units: Vec<CodedUnit> = blind
            .iter()
            .filter_map(|own| {
                let mut unit = by_people(own);
                unit.codings.retain(|coder, _| coder == person);
                let made = machine.get(own.statement.as_str()).copied().unwrap_or(&own.machine);
                unit.codings.insert(MACHINE.to_owned(), whole(made));
                (unit.codings.len() > 1).then_some(unit)
            })
            .collect();
        tables.push(table(&agreement::agreement(&units, &themes)));
    }
    tables
}

fn by_people(own: &Reviewed) -> CodedUnit {
    let codings = own.coders.iter().map(|coder| {
        let themes = coder.whole.then(|| codes(&coder.themes));
        (coder.coder.clone(), UnitCoding { kind: coder.kind.map(|kind| kind.code().to_owned()), themes })
    });
    CodedUnit { id: own.statement.clone(), text: String::new(), codings: codings.collect() }
}

fn whole(coding: &WholeCoding) -> UnitCoding {
    UnitCoding { kind: Some(coding.kind.code().to_owned()), themes: Some(codes(&coding.themes)) }
}

fn codes(themes: &[String]) -> BTreeSet<String> {
    themes.iter().map(|theme| theme_parts(theme).0.to_owned()).collect()
}

fn table(found: &Agreement) -> AgreementTable {
    let mut rows = vec![nominal("kind", &found.kind)];
    rows.extend(found.themes.iter().map(|theme| nominal(&theme.code, &theme.measures)));
    rows.push(row("themes", found.theme_sets.percent, found.theme_sets.alpha_masi, None));
    AgreementTable {
        coders: found.coders.iter().map(|coder| coder.coder.clone()).collect(),
        statements: found.compared,
        rows,
        disagreements: found.disagreements.iter().map(difference).collect(),
    }
}

fn nominal(what: &str, measures: &Measures) -> AgreementRow {
    let kappa = match measures.kappas.as_slice() {
        [only] => Some(only.kappa),
        _ => None,
    };
    row(what, measures.percent, measures.alpha, kappa)
}

fn row(what: &str, percent: Estimate, alpha: Estimate, kappa: Option<Estimate>) -> AgreementRow {
    AgreementRow {
        what: what.to_owned(),
        percent: percent.value,
        alpha: alpha.value,
        alpha_interval: alpha.interval.map(|interval| [interval.low, interval.high]),
        kappa: kappa.and_then(|kappa| kappa.value),
    }
}

fn difference(own: &Disagreement) -> AgreementDifference {
    let codings = own.values.iter().map(|value| CoderValues {
        coder: value.coder.clone(),
        kind: value.kind.clone(),
        themes: value.themes.clone(),
    });
    AgreementDifference { statement: own.id.clone(), codings: codings.collect() }
}
