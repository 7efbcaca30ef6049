//! The statement: the unit of coding.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Kind, KindSource, SourcePiece, Span, ThemeCoding};

/// `st-` and 16 base-32 characters, from the document and the statement's own words; see [`StatementId`]'s maker in `segment`.
pub type StatementId = String;

/// One bullet or paragraph of one respondent, or a whole response of a table; the fields stand in the order of `statements.jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Stable id.
    pub id: StatementId,
    /// Path of the source below the corpus root.
    pub document: String,
    /// Id of the response, for tables.
    pub record: Option<String>,
    /// The question it answers, where known.
    pub question: Option<String>,
    /// Physical page, from 1.
    pub page: Option<u32>,
    /// Page number as printed.
    pub page_label: Option<String>,
    /// Column it starts in, from 1.
    pub column: Option<u32>,
    /// The pieces of the source it was made of, in order.
    pub source: Vec<SourcePiece>,
    /// The heading it stands under.
    pub section: Option<Section>,
    /// Verbatim text under the transform of `docs/formats.md`.
    pub text: String,
    /// Whether it is cut off in this source.
    pub truncated: Truncated,
    /// Doubt about its boundaries, 0 to 1.
    pub doubt: f64,
    /// ISO 639-1 code, or `und` where it can't be told.
    pub language: String,
    /// Who sent it.
    pub respondent: Option<String>,
    /// When, ISO 8601 where it could be read.
    pub date: Option<String>,
    /// Whether it may be published.
    pub public: bool,
    /// Other columns of a table.
    pub metadata: BTreeMap<String, String>,
    /// What it does.
    pub kind: Kind,
    /// How sure, 0 to 1.
    pub kind_score: f64,
    /// What decided the kind.
    pub kind_source: KindSource,
    /// The words that decided the kind.
    pub kind_evidence: Vec<Span>,
    /// Its themes, best first; none means uncoded (`overig`).
    pub themes: Vec<ThemeCoding>,
    /// Whether an analyst has looked at it.
    pub reviewed: bool,
    /// The statement this one repeats word for word.
    pub duplicate_of: Option<StatementId>,
    /// The group of near-identical statements.
    pub group: Option<String>,
    /// Stretches of `text` that the others of its group have not, in order; runs of before there were any have none.
    #[serde(default)]
    pub own: Vec<Span>,
    /// What analysts disagree about: `kind`, or codes of themes; the machine's codes stand there meanwhile.
    #[serde(default)]
    pub conflicts: Vec<String>,
}

/// From this doubt on the boundaries of a statement are called doubtful: a problem says so and the report flags it for review.
pub const DOUBTFUL: f64 = 0.35;

impl Statement {
    /// A whole, public statement of which only document and text are known: no id, no source, no theme, kind and language still open.
    #[must_use]
    pub fn uncoded(document: &str, text: String) -> Self {
        Self {
            id: String::new(),
            document: document.to_owned(),
            record: None,
            question: None,
            page: None,
            page_label: None,
            column: None,
            source: Vec::new(),
            section: None,
            text,
            truncated: Truncated::No,
            doubt: 0.0,
            language: String::new(),
            respondent: None,
            date: None,
            public: true,
            metadata: BTreeMap::new(),
            kind: Kind::Knelpunt,
            kind_score: 0.0,
            kind_source: KindSource::Prior,
            kind_evidence: Vec::new(),
            themes: Vec::new(),
            reviewed: false,
            duplicate_of: None,
            group: None,
            own: Vec::new(),
            conflicts: Vec::new(),
        }
    }

    /// Whether its boundaries are so uncertain that someone should look at them.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.doubt >= DOUBTFUL
    }

    /// Where it begins in its document, as the decisions log and tables tell it; see [`SourcePiece`]'s text. Empty without a source.
    #[must_use]
    pub fn place_label(&self) -> String {
        self.source.first().map(ToString::to_string).unwrap_or_default()
    }

    /// The code of the first theme, or `overig`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.themes.first().map_or(super::UNCODED, |theme| theme.code.as_str())
    }
}

/// A heading with its number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// `2.23`, where the heading is numbered.
    pub number: Option<String>,
    /// The heading's words.
    pub title: String,
}

impl Section {
    /// Number and title as one line.
    #[must_use]
    pub fn label(&self) -> String {
        match &self.number {
            Some(number) => format!("{number} {}", self.title),
            None => self.title.clone(),
        }
    }

    /// The chapter: the number up to its first point.
    #[must_use]
    pub fn chapter(&self) -> Option<&str> {
        self.number.as_deref().and_then(|number| number.split('.').next())
    }
}

/// Whether a statement is cut off in its source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Truncated {
    /// Whole.
    #[default]
    No,
    /// The beginning is missing.
    Start,
    /// The end is missing.
    End,
    /// Both are.
    Both,
}
