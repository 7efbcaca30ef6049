//! How far coders agree, as reports show it.

use serde::{Deserialize, Serialize};

use super::StatementId;

/// One line of `agreement.jsonl`: how far some coders agree on statements that they coded blind; the fields stand in its order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementTable {
    /// Who is compared: people by name, or one of them and the program (`machine`).
    pub coders: Vec<String>,
    /// Statements that two of them coded.
    pub statements: u64,
    /// Kind, themes and sets of themes.
    pub rows: Vec<AgreementRow>,
    /// Statements on which they differ, in source order.
    pub disagreements: Vec<AgreementDifference>,
}

/// What the program is called among coders.
pub const MACHINE: &str = "machine";

/// Agreement on one thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementRow {
    /// `kind`, the code of a theme, or `themes` for all themes of a statement at once.
    pub what: String,
    /// Share of the pairs of codings that are equal, 0 to 1.
    pub percent: Option<f64>,
    /// Krippendorff's alpha; of `themes` with the MASI distance. Null where it is undefined.
    pub alpha: Option<f64>,
    /// Its 95 % bootstrap interval.
    pub alpha_interval: Option<[f64; 2]>,
    /// Cohen's kappa, for two coders and not for `themes`.
    pub kappa: Option<f64>,
}

/// A statement on which coders differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementDifference {
    /// The statement.
    pub statement: StatementId,
    /// What each coder says, in the order of the coders that coded it.
    pub codings: Vec<CoderValues>,
}

/// What one coder says of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoderValues {
    /// Who.
    pub coder: String,
    /// The kind.
    pub kind: Option<String>,
    /// The themes.
    pub themes: Option<Vec<String>>,
}
