//! Groups of statements, or of whole responses, that are the same words twice.

use serde::{Deserialize, Serialize};

use super::StatementId;

/// One line of `groups.jsonl`; the fields stand in its order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// `gr-` and 16 base-32 characters, from the level and the representative alone.
    pub id: String,
    /// What is the same.
    pub level: GroupLevel,
    /// The statement that the others resemble; of a response its first statement.
    pub representative: StatementId,
    /// What all share: stretches of the representative's text.
    pub shared: Vec<String>,
    /// The members in source order, the representative among them.
    pub members: Vec<GroupMember>,
}

/// What a group is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GroupLevel {
    /// Statements.
    Statement,
    /// Whole responses: all statements of a record, or of a document without records.
    Response,
}

/// A member of a group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupMember {
    /// Document that it is in.
    pub document: String,
    /// The record, for tables.
    pub record: Option<String>,
    /// Its statements: one, or those of the response.
    pub statements: Vec<StatementId>,
    /// The share of the longer one's words that it has in common with the representative.
    pub similarity: f64,
    /// The first statement of the member whose letters and digits it repeats exactly.
    pub exact: Option<StatementId>,
    /// Its own additions.
    pub own: Vec<OwnSpan>,
}

/// A stretch of a statement that is its writer's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnSpan {
    /// The statement.
    pub statement: StatementId,
    /// First code point of its text.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}
