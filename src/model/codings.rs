//! Codes put on a statement: its kind and its themes, by whom and on what evidence.

use serde::{Deserialize, Serialize};

use super::Span;

/// What a statement does: exactly one per statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Says what is wrong, lacking, hard or worrying.
    Knelpunt,
    /// Says what is needed, asked or desired.
    Wens,
    /// States a fact, a definition or what goes well.
    Context,
}

impl Kind {
    /// All kinds in codebook order.
    pub const ALL: [Self; 3] = [Self::Knelpunt, Self::Wens, Self::Context];

    /// The code as it stands in files.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Knelpunt => "knelpunt",
            Self::Wens => "wens",
            Self::Context => "context",
        }
    }

    /// The kind of that code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What decided a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum KindSource {
    /// A pattern of the taxonomy in the statement's own words.
    Rule,
    /// The heading or chapter it stands under.
    Heading,
    /// A trained model.
    Model,
    /// Nothing in particular: what is most usual.
    Prior,
    /// An analyst.
    Human,
}

/// The kind of one statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KindCoding {
    /// The kind.
    pub kind: Kind,
    /// How sure, 0 to 1.
    pub score: f64,
    /// What decided it.
    pub source: KindSource,
    /// The words that decided it; empty where the words did not.
    pub evidence: Vec<Span>,
}

/// Who or what put a theme on a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Coder {
    /// A pattern of the taxonomy.
    Rule,
    /// A trained model.
    Model,
    /// An analyst.
    Human,
}

/// One theme on one statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeCoding {
    /// Code of the theme.
    pub code: String,
    /// Code of the subtheme, where one is told.
    pub subtheme: Option<String>,
    /// How sure, 0 to 1.
    pub score: f64,
    /// Who or what decided.
    pub source: Coder,
    /// The analyst's name, for a human coding.
    pub coder: Option<String>,
    /// The words that justify it; at least one for a rule or a model.
    pub evidence: Vec<ThemeEvidence>,
}

/// Words of the statement that justify a theme, with the pattern they matched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeEvidence {
    /// First code point of the statement's text.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The pattern as the taxonomy writes it.
    pub rule: String,
}
