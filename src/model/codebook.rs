//! The codebook as readers see it: themes with labels and definitions, without the patterns.

use serde::{Deserialize, Serialize};

/// The code that stands for "no theme fits".
pub const UNCODED: &str = "overig";

/// The themes of a taxonomy in their order of priority.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Codebook {
    /// Name of the taxonomy.
    pub name: String,
    /// The taxonomy's own version.
    pub version: String,
    /// Themes; between equals the earlier one is primary.
    pub themes: Vec<Theme>,
    /// What changed from version to version, newest first; empty where the taxonomy does not tell.
    pub changelog: Vec<TaxonomyChange>,
}

impl Codebook {
    /// The theme of that code.
    #[must_use]
    pub fn theme(&self, code: &str) -> Option<&Theme> {
        self.themes.iter().find(|theme| theme.code == code)
    }
}

/// A version of a taxonomy and what it changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxonomyChange {
    /// The version.
    pub version: String,
    /// When, ISO 8601.
    pub date: String,
    /// What changed for who reads its counts.
    pub changes: Vec<String>,
}

/// Text in both languages of the reports.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Localised {
    /// Dutch.
    pub nl: String,
    /// English.
    pub en: String,
}

/// One theme.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// Code in files.
    pub code: String,
    /// Name for readers.
    pub label: Localised,
    /// What it means.
    pub definition: Localised,
    /// When to code it and when not.
    pub notes: ThemeNotes,
    /// `#rrggbb`, at least 4.5:1 against white.
    pub colour: String,
    /// Its subthemes.
    pub subthemes: Vec<Subtheme>,
}

/// A coder's notes on a theme.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThemeNotes {
    /// What it includes.
    pub include: Vec<String>,
    /// What it excludes, and where that goes.
    pub exclude: Vec<String>,
    /// Statements that get the code.
    pub examples: Vec<String>,
    /// Statements that look like it but don't.
    pub counter_examples: Vec<String>,
}

/// One part of a theme.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subtheme {
    /// Code in files.
    pub code: String,
    /// Name for readers.
    pub label: Localised,
}
