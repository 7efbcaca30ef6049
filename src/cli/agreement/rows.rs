//! Agreement as rows, one per coefficient: what every output format prints.

use bloemlezer::analysis::agreement::{Agreement, Estimate, Measures, Undefined};
use serde::Serialize;

use super::super::listing::round;

/// What a coefficient is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Subject {
    Kind,
    Theme,
    ThemeSets,
}

/// One coefficient.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Row {
    pub(super) subject: Subject,
    /// The theme.
    pub(super) code: Option<String>,
    /// `agreement`, `alpha`, `alpha-masi` or `kappa`.
    pub(super) measure: &'static str,
    /// The two whom a kappa compares; none for all coders.
    pub(super) coders: Option<[String; 2]>,
    /// Units that it rests on.
    pub(super) units: u64,
    pub(super) value: Option<f64>,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) undefined: Option<Undefined>,
}

impl Row {
    fn new(subject: Subject, measure: &'static str, units: u64, estimate: Estimate) -> Self {
        let Estimate { value, interval, undefined } = estimate;
        Self {
            subject,
            code: None,
            measure,
            coders: None,
            units,
            value: value.map(round),
            low: interval.map(|own| round(own.low)),
            high: interval.map(|own| round(own.high)),
            undefined,
        }
    }
}

/// All coefficients: of the kind, of each theme, of the sets.
pub(super) fn rows(found: &Agreement) -> Vec<Row> {
    let mut rows = of(Subject::Kind, None, &found.kind);
    for theme in &found.themes {
        rows.extend(of(Subject::Theme, Some(&theme.code), &theme.measures));
    }
    let sets = &found.theme_sets;
    rows.push(Row::new(Subject::ThemeSets, "agreement", sets.units, sets.percent));
    rows.push(Row::new(Subject::ThemeSets, "alpha-masi", sets.units, sets.alpha_masi));
    rows
}

fn of(subject: Subject, code: Option<&str>, measures: &Measures) -> Vec<Row> {
    let all = [("agreement", measures.percent), ("alpha", measures.alpha)];
    let all = all.map(|(measure, estimate)| Row::new(subject, measure, measures.units, estimate));
    let kappas = measures.kappas.iter().map(|pair| Row {
        coders: Some(pair.coders.clone()),
        ..Row::new(subject, "kappa", pair.units, pair.kappa)
    });
    let rows = all.into_iter().chain(kappas);
    rows.map(|row| Row { code: code.map(str::to_owned), ..row }).collect()
}
