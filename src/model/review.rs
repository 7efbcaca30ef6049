//! What became of analysts' decisions in a run, and who coded what.

use serde::{Deserialize, Serialize};

use super::{DecisionField, Kind, StatementId};

/// One line of `decisions.jsonl`: a row of the log and what became of it; the fields stand in its order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionRecord {
    /// Its number.
    pub sequence: u64,
    /// Line of the log, from 1.
    pub line: u32,
    /// When, ISO 8601.
    pub date: String,
    /// Who.
    pub coder: String,
    /// The statement as the log names it.
    pub statement: StatementId,
    /// Document as the log names it.
    pub document: String,
    /// Place as the log names it.
    pub place: String,
    /// Text as the log holds it, folded.
    pub text: String,
    /// What was decided.
    pub field: DecisionField,
    /// What stood there before.
    pub old: String,
    /// What was to stand there.
    pub new: String,
    /// Why.
    pub reason: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The decision that undid, replaced or overruled it.
    pub by: Option<u64>,
    /// How its statement was found; null where it was not.
    pub matched: Option<MatchedBy>,
    /// How alike the texts are, 0 to 1, of a statement found by likeness.
    pub similarity: Option<f64>,
    /// The statement that it stands for now.
    pub now: Option<StatementId>,
    /// Of an orphan, the statements most like it.
    pub nearest: Vec<NearStatement>,
    /// Why it does not count, in words; null where it does.
    pub message: Option<String>,
}

/// What became of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It stands.
    Applied,
    /// Its coder, or a decision about the statement's boundaries, came back on it later.
    Replaced,
    /// Somebody undid it.
    Undone,
    /// Coders disagree, and nobody adjudicated: the machine's code stands.
    Conflict,
    /// An adjudication says otherwise.
    Overruled,
    /// Its statement is not there any more.
    Orphan,
    /// It can't be done.
    Refused,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Applied,
        Self::Replaced,
        Self::Undone,
        Self::Conflict,
        Self::Overruled,
        Self::Orphan,
        Self::Refused,
    ];

    /// The outcome as it stands in files.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Replaced => "replaced",
            Self::Undone => "undone",
            Self::Conflict => "conflict",
            Self::Overruled => "overruled",
            Self::Orphan => "orphan",
            Self::Refused => "refused",
        }
    }
}

/// How the statement of a decision was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MatchedBy {
    /// By its id.
    Id,
    /// By its words.
    Text,
    /// By its place and words that are nearly the same.
    Similar,
}

/// A statement that resembles one that is gone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NearStatement {
    /// The statement.
    pub statement: StatementId,
    /// How alike the texts are, 0 to 1.
    pub similarity: f64,
}

/// One line of `reviewed.jsonl`: a statement that someone coded, with everyone's codes; the fields stand in its order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reviewed {
    /// The statement.
    pub statement: StatementId,
    /// What the machine made of it.
    pub machine: WholeCoding,
    /// What each coder decided, by name.
    pub coders: Vec<CoderCoding>,
    /// The codes that stand.
    pub agreed: WholeCoding,
    /// What coders disagree about: `kind`, or codes of themes.
    pub conflicts: Vec<String>,
}

/// What one coder decided about a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoderCoding {
    /// Who.
    pub coder: String,
    /// Whether as an adjudication.
    pub adjudicated: bool,
    /// Whether they judged all of it: then themes that are not named are not there.
    pub whole: bool,
    /// Its kind, where they decided it.
    pub kind: Option<Kind>,
    /// Themes that they say are there, `code` or `code/subtheme`.
    pub themes: Vec<String>,
    /// Themes that they say are not there.
    pub without: Vec<String>,
}

/// Kind and themes of a statement, as analysts write them: `kind; code/subtheme; code`, the first theme first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WholeCoding {
    /// Its kind.
    pub kind: Kind,
    /// Its themes, `code` or `code/subtheme`; none means uncoded.
    pub themes: Vec<String>,
}
