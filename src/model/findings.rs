//! All that a run found: what reports are made of.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    AgreementTable, Codebook, DecisionRecord, Document, Group, Problem, Reviewed, Statement, Structure,
    Summary,
};

/// The whole result of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Findings {
    /// The sources as read, in source order.
    pub documents: Vec<Document>,
    /// Statements in source order; of a long table those that pages show.
    pub statements: Vec<Statement>,
    /// The other statements of long tables.
    pub unheld: Unheld,
    /// Statements and responses that are the same words twice: groups of statements first, each by its first member.
    pub groups: Vec<Group>,
    /// What is source text but no statement, in source order.
    pub structure: Vec<Structure>,
    /// What became of the analysts' decisions, in their order.
    pub decisions: Vec<DecisionRecord>,
    /// Statements that analysts coded, in source order.
    pub reviewed: Vec<Reviewed>,
    /// Codings made without sight of the machine's or each other's, in source order.
    pub blind: Vec<Reviewed>,
    /// How far those codings agree with each other and with the machine's.
    pub agreements: Vec<AgreementTable>,
    /// What went wrong or is doubtful.
    pub problems: Vec<Problem>,
    /// Counts over the statements that pages may show.
    pub summary: Summary,
    /// The taxonomy's readable half.
    pub codebook: Codebook,
    /// Versions and hashes.
    pub manifest: Manifest,
}

/// Statements of long tables that were counted and written, and are not held.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Unheld {
    /// Those that pages may show: how many there are of each sort. Of a statement that stands for its sort only what pages count by is
    /// there: document, section, language, kind, themes with subthemes, and what is to be looked at.
    pub sorts: Vec<(Statement, u64)>,
    /// Records that they are of.
    pub records: u64,
    /// How many there are of respondents who sent one that is held too, by their names in lower case.
    pub respondents: BTreeMap<String, u64>,
    /// How many others sent them.
    pub other_respondents: u64,
    /// Those that repeat others, by group.
    pub groups: BTreeMap<String, UnheldGroup>,
    /// Rows that may not be shown, by document.
    pub withheld: Vec<(String, u32)>,
    /// All of them, what may not be shown too, by stage.
    pub counts: StageCounts,
}

/// What is known of the members of a group that are not held and may be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnheldGroup {
    /// How many there are.
    pub statements: u64,
    /// What the first of them shares with the others.
    pub passage: String,
}

/// `manifest.json`: what made this run, without clock or machine.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Version of the output folder's format.
    pub format: u32,
    /// What produced it.
    pub versions: Versions,
    /// Every input with its hash, sorted by role and path.
    pub inputs: Vec<ManifestInput>,
    /// Settings that shape the output.
    pub settings: BTreeMap<String, String>,
    /// How well codes made this way agreed with people's, as it was measured when the model was fitted: `statements`, `groups`,
    /// `micro-f1`, `macro-f1`, `primary`, `kind`, `calibration-error`. Empty where nothing was measured.
    pub measured: BTreeMap<String, String>,
    /// Counts per stage.
    pub counts: StageCounts,
}

/// Versions of everything that shapes a result.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Versions {
    /// This program.
    pub program: String,
    /// Name and version of the Dutch analysis.
    pub analyser: String,
    /// Name and version of the taxonomy.
    pub taxonomy: String,
    /// Version of the trained model, where one is used.
    pub model: Option<String>,
}

/// One input file.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestInput {
    /// `corpus`, `consultation`, `taxonomy`, `model`, `decisions` or `blind`.
    pub role: String,
    /// Path below the corpus root; the file name for the others.
    pub path: String,
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
}

/// What each stage handed on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageCounts {
    /// Documents read.
    pub documents: u64,
    /// Pages read.
    pub pages: u64,
    /// Table rows read.
    pub records: u64,
    /// Statements recovered.
    pub statements: u64,
    /// Structure elements.
    pub structure: u64,
    /// Statements with at least one theme.
    pub coded: u64,
    /// Problems by severity.
    pub problems: BTreeMap<String, u64>,
    /// Decisions of analysts by outcome.
    #[serde(default)]
    pub decisions: BTreeMap<String, u64>,
}
