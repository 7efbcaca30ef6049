//! The counts of a run, each with the ids of the statements behind it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::StatementIds;

/// `summary.json`; keys in its order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// All statements counted.
    pub statements: u64,
    /// Distinct records (table rows) among them.
    pub records: u64,
    /// Distinct named respondents.
    pub respondents: u64,
    /// Statements when near-identical groups count once.
    pub groups_collapsed: u64,
    /// Statements without a theme.
    pub uncoded: u64,
    /// Statements an analyst has looked at.
    pub reviewed: u64,
    /// Statements about which analysts disagree.
    #[serde(default)]
    pub conflicts: u64,
    /// Per theme in codebook order, `overig` last.
    pub themes: Vec<ThemeCount>,
    /// Statements per kind.
    pub kinds: BTreeMap<String, u64>,
    /// Per section in order of first appearance.
    pub sections: Vec<SectionCount>,
    /// Per document in source order.
    pub documents: Vec<DocumentCount>,
    /// Pairs of themes on one statement, in codebook order, zeroes left out.
    pub cooccurrence: Vec<Cooccurrence>,
}

/// Counts for one theme.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeCount {
    /// Code.
    pub code: String,
    /// Statements with the theme.
    pub statements: u64,
    /// Distinct records among them.
    pub records: u64,
    /// Distinct named respondents among them.
    pub respondents: u64,
    /// Statements when groups count once.
    pub collapsed: u64,
    /// Per kind.
    pub by_kind: BTreeMap<String, u64>,
    /// Per subtheme.
    pub by_subtheme: BTreeMap<String, u64>,
    /// The statements, in source order.
    pub quotes: StatementIds,
}

/// Counts for one section.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionCount {
    /// Heading number.
    pub number: Option<String>,
    /// Heading; null for statements under none.
    pub title: Option<String>,
    /// Statements below it.
    pub statements: u64,
    /// Statements per theme code, `overig` included.
    pub by_theme: BTreeMap<String, u64>,
}

/// Counts for one document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentCount {
    /// Path below the corpus root.
    pub document: String,
    /// Statements in it.
    pub statements: u64,
    /// Statements per theme code, `overig` included.
    pub by_theme: BTreeMap<String, u64>,
}

/// Statements that carry both themes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cooccurrence {
    /// The two codes, in codebook order.
    pub themes: [String; 2],
    /// Statements with both.
    pub statements: u64,
}
