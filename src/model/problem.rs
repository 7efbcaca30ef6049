//! What went wrong with an input, or is doubtful about it.

use serde::{Deserialize, Serialize};

/// One line of `problems.jsonl`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// How bad.
    pub severity: Severity,
    /// Path below the corpus root, or of the configuration file.
    pub file: String,
    /// Physical page, from 1.
    pub page: Option<u32>,
    /// Line in the file, from 1; the row for tables.
    pub line: Option<u32>,
    /// Stable code, one of [`problem_codes`].
    pub code: String,
    /// What happened, one sentence.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// An input, or part of one, could not be used.
    Error,
    /// A doubt or a repair.
    Warning,
    /// Worth knowing.
    Info,
}

/// The stable codes of problems; `docs/formats.md` explains each.
pub mod problem_codes {
    /// The file could not be read.
    pub const UNREADABLE: &str = "unreadable";
    /// The file is empty, or holds blank characters only.
    pub const EMPTY: &str = "empty";
    /// The file holds binary data, not text.
    pub const BINARY: &str = "binary";
    /// The text was not UTF-8 and was decoded as something else.
    pub const DECODED: &str = "decoded";
    /// The file is of a kind that is not read.
    pub const UNSUPPORTED: &str = "unsupported";
    /// The file's content is not what its extension promises.
    pub const MALFORMED: &str = "malformed";
    /// A page holds pictures of text and no text.
    pub const NO_TEXT_LAYER: &str = "no-text-layer";
    /// Letters of a page whose font does not tell what they mean.
    pub const NO_UNICODE: &str = "no-unicode";
    /// The file can't be opened without its password.
    pub const ENCRYPTED: &str = "encrypted";
    /// The file is damaged; what could be read of it was.
    pub const DAMAGED: &str = "damaged";
    /// The file, or a page of it, asks for more work than any document needs.
    pub const TOO_LARGE: &str = "too-large";
    /// Part of a file that is not read: hidden text, a file within it.
    pub const LEFT_OUT: &str = "left-out";
    /// A table without a column of text.
    pub const NO_TEXT_COLUMN: &str = "no-text-column";
    /// A part that a reader of the file does not see at once, and that was read.
    pub const HIDDEN: &str = "hidden";
    /// How the columns of a table were taken.
    pub const COLUMNS: &str = "columns";
    /// A row that could not be read.
    pub const BAD_ROW: &str = "bad-row";
    /// A row without an id, or with one that another row has.
    pub const RECORD_ID: &str = "record-id";
    /// A row without text.
    pub const EMPTY_ROW: &str = "empty-row";
    /// A value that is not what its column holds (a date, yes or no).
    pub const BAD_VALUE: &str = "bad-value";
    /// `consultation.toml` could not be used.
    pub const CONSULTATION: &str = "consultation";
    /// A statement whose boundaries are in doubt.
    pub const DOUBTFUL: &str = "doubtful-boundaries";
    /// A statement that is cut off.
    pub const TRUNCATED: &str = "truncated";
    /// A statement in another language than the consultation's.
    pub const LANGUAGE: &str = "language";
    /// The corpus gave no statement.
    pub const NO_STATEMENTS: &str = "no-statements";
    /// A line of the decisions log that can't be read, or is odd.
    pub const DECISION_LINE: &str = "decision-line";
    /// The decisions log names another consultation.
    pub const DECISION_CONSULTATION: &str = "decision-consultation";
    /// A decision whose statement is not there any more.
    pub const DECISION_ORPHAN: &str = "decision-orphan";
    /// A decision that stands for a statement of another id, since its words are the same or nearly so.
    pub const DECISION_MOVED: &str = "decision-moved";
    /// A decision on a statement that a later decision divided, joined or took out.
    pub const DECISION_OVERTAKEN: &str = "decision-overtaken";
    /// A decision that can't be carried out.
    pub const DECISION_REFUSED: &str = "decision-refused";
    /// Coders who disagree about a statement.
    pub const DECISION_CONFLICT: &str = "decision-conflict";
    /// A decision that names a code which the taxonomy does not have.
    pub const DECISION_CODE: &str = "decision-code";
}
