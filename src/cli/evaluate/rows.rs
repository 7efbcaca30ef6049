//! Scores as rows, one per measure: what every output format prints.

use bloemlezer::analysis::scores::{
    CodingScores, Interval, Mean, Reliability, Score, Share, StatementScores,
};
use serde::Serialize;

use super::super::listing::round;

/// What a measure is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Part {
    /// Recovering statements and headings.
    Statements,
    /// Coding the gold's own texts.
    GoldText,
    /// Recovering and coding together.
    EndToEnd,
}

impl Part {
    /// The heading for people.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Statements => "Statements",
            Self::GoldText => "Coding of the gold's own texts",
            Self::EndToEnd => "Coding, end to end (a missed statement is uncoded and of no kind)",
        }
    }
}

/// One measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Row {
    pub(super) part: Part,
    /// `exact-f1`, `theme-f1` and so on.
    pub(super) measure: &'static str,
    /// The theme or kind; for a confusion both, as `gold>found`; for a reliability the range of scores.
    pub(super) code: Option<String>,
    pub(super) value: f64,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) precision: Option<f64>,
    pub(super) recall: Option<f64>,
    /// True positives, or right ones of a share.
    pub(super) right: Option<u64>,
    /// False positives.
    pub(super) wrong: Option<u64>,
    /// False negatives.
    pub(super) missed: Option<u64>,
    /// All of a share.
    pub(super) of: Option<u64>,
    /// Mean score of the codes that a reliability is about.
    pub(super) score: Option<f64>,
}

impl Row {
    fn new(part: Part, measure: &'static str, value: f64) -> Self {
        Self {
            part,
            measure,
            code: None,
            value: round(value),
            low: None,
            high: None,
            precision: None,
            recall: None,
            right: None,
            wrong: None,
            missed: None,
            of: None,
            score: None,
        }
    }

    fn score(part: Part, measure: &'static str, score: Score) -> Self {
        Self {
            precision: Some(round(score.precision)),
            recall: Some(round(score.recall)),
            right: Some(score.true_positives),
            wrong: Some(score.false_positives),
            missed: Some(score.false_negatives),
            ..Self::new(part, measure, score.f1).within(score.interval)
        }
    }

    fn share(part: Part, measure: &'static str, share: Share) -> Self {
        Self {
            right: Some(share.right),
            of: Some(share.of),
            ..Self::new(part, measure, share.value).within(share.interval)
        }
    }

    fn mean(part: Part, measure: &'static str, mean: Mean) -> Self {
        Self::new(part, measure, mean.value).within(mean.interval)
    }

    fn within(self, interval: Interval) -> Self {
        Self { low: Some(round(interval.low)), high: Some(round(interval.high)), ..self }
    }

    fn of_code(self, code: impl Into<String>) -> Self {
        Self { code: Some(code.into()), ..self }
    }
}

/// How statements and headings were recovered.
pub(super) fn statements(scores: &StatementScores) -> Vec<Row> {
    let part = Part::Statements;
    vec![
        Row::new(part, "gold", scores.gold as f64),
        Row::new(part, "found", scores.found as f64),
        Row::score(part, "exact-f1", scores.exact),
        Row::score(part, "near-f1", scores.near),
        Row::share(part, "sections", scores.sections),
    ]
}

/// How statements were coded.
pub(super) fn coding(part: Part, scores: &CodingScores) -> Vec<Row> {
    let mut rows = vec![
        Row::new(part, "gold", scores.statements as f64),
        Row::score(part, "micro-f1", scores.micro),
        Row::mean(part, "macro-f1", scores.macro_f1),
    ];
    let themes = scores.themes.iter();
    rows.extend(themes.map(|theme| Row::score(part, "theme-f1", theme.score).of_code(&theme.code)));
    rows.push(Row::share(part, "primary", scores.primary));
    rows.push(Row::share(part, "kind", scores.kind));
    let kinds = scores.kinds.iter();
    rows.extend(kinds.map(|kind| Row::score(part, "kind-f1", kind.score).of_code(kind.kind.code())));
    rows.extend(scores.confusion.iter().map(|cell| {
        let found = cell.found.map_or("none", |kind| kind.code());
        let code = format!("{}>{found}", cell.gold.code());
        Row::new(part, "kind-confusion", cell.statements as f64).of_code(code)
    }));
    rows.extend(scores.theme_confusion.iter().map(|cell| {
        let code = format!("{}>{}", cell.gold, cell.found);
        Row::new(part, "primary-confusion", cell.statements as f64).of_code(code)
    }));
    rows.extend(reliability(
        part,
        ("theme-reliability", "theme-calibration-error"),
        &scores.theme_reliability,
    ));
    rows.extend(reliability(part, ("kind-reliability", "kind-calibration-error"), &scores.kind_reliability));
    rows
}

/// How often the codes that score so much are right, then how far score and share lie apart.
fn reliability(
    part: Part,
    (bin, error): (&'static str, &'static str),
    reliability: &Reliability,
) -> impl Iterator<Item = Row> {
    let bins = reliability.bins.iter().map(move |own| Row {
        right: Some(own.right),
        of: Some(own.codes),
        score: Some(round(own.score)),
        ..Row::new(part, bin, own.share).of_code(format!("{:.1}-{:.1}", own.from, own.to))
    });
    let error = Row { of: Some(reliability.codes), ..Row::new(part, error, reliability.calibration_error) };
    bins.chain([error])
}
