//! What analysts decide about statements: rows of the decisions log.

use serde::{Deserialize, Serialize};

use super::StatementId;

/// What a decision is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DecisionField {
    /// Its kind.
    Kind,
    /// One theme: added, taken away, or given another subtheme.
    Theme,
    /// Kind and themes as a whole, by a coder.
    Confirm,
    /// Kind and themes as a whole, over what coders decided.
    Adjudicate,
    /// It is several statements.
    Split,
    /// It and another one are one statement.
    Merge,
    /// It is a heading, or another element of structure; or an element of structure is a statement.
    Type,
    /// It is left out of the report.
    Exclude,
    /// An earlier decision does not count.
    Undo,
}

impl DecisionField {
    /// All fields.
    pub const ALL: [Self; 9] = [
        Self::Kind,
        Self::Theme,
        Self::Confirm,
        Self::Adjudicate,
        Self::Split,
        Self::Merge,
        Self::Type,
        Self::Exclude,
        Self::Undo,
    ];

    /// The field as it stands in files.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Theme => "theme",
            Self::Confirm => "confirm",
            Self::Adjudicate => "adjudicate",
            Self::Split => "split",
            Self::Merge => "merge",
            Self::Type => "type",
            Self::Exclude => "exclude",
            Self::Undo => "undo",
        }
    }

    /// The field of that code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.code() == code)
    }

    /// Whether it changes what the statements are, not how one is coded.
    #[must_use]
    pub fn is_boundary(self) -> bool {
        matches!(self, Self::Split | Self::Merge | Self::Type | Self::Exclude)
    }
}

/// What stands between the parts of a statement in a `split`.
pub const SPLIT_MARK: char = '‖';

/// A decision before it stands in a log: about which statement, and what. `docs/review.md` tells what `old` and `new` hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The statement, by its id in the run that the coder looked at.
    pub statement: StatementId,
    /// Document that it is in.
    pub document: String,
    /// Where in the document, as [`Statement::place_label`](super::Statement::place_label) tells.
    pub place: String,
    /// Its text; the log keeps it folded.
    pub text: String,
    /// What is decided.
    pub field: DecisionField,
    /// What stood there before.
    pub old: String,
    /// What stands there now.
    pub new: String,
    /// Why, in the coder's words.
    pub reason: String,
}

/// A row of the decisions log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Line of the log, from 1.
    pub line: u32,
    /// Its number: decisions count in this order.
    pub sequence: u64,
    /// When, ISO 8601.
    pub date: String,
    /// Who.
    pub coder: String,
    /// About what, and what; its `text` is folded: letters and digits in lower case, one space between words.
    pub draft: Draft,
}
