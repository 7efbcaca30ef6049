//! Codebooks that others made → a taxonomy file: tables of code, label, definition and words, and dictionaries in YAML as quanteda has them.
//!
//! What has no place in a taxonomy is listed with its line, never dropped in silence; so is what a taxonomy needs and the codebook lacks.

mod glob;
mod table;
mod write;
mod yaml;

use self::write::to_toml;
use crate::model::{CellSheet, UNCODED};
use crate::text::fold;

/// A codebook as it was read, before it is written as a taxonomy.
#[derive(Debug, Default)]
struct Draft {
    themes: Vec<DraftTheme>,
    unmapped: Vec<Unmapped>,
}

/// A theme or a subtheme.
#[derive(Debug, Default)]
struct DraftTheme {
    code: String,
    label: String,
    definition: String,
    patterns: Vec<String>,
    subthemes: Vec<DraftTheme>,
}

/// Something that has no place in a taxonomy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmapped {
    /// Its line or row, from 1.
    pub line: u32,
    /// What stands there.
    pub what: String,
    /// Why it has no place.
    pub why: String,
}

/// A taxonomy made of someone's codebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedCodebook {
    /// The taxonomy file.
    pub text: String,
    /// Its themes.
    pub themes: usize,
    /// Their subthemes.
    pub subthemes: usize,
    /// All patterns.
    pub patterns: usize,
    /// What of the codebook has no place in it.
    pub unmapped: Vec<Unmapped>,
    /// What a person has to fill in.
    pub missing: Vec<String>,
}

/// Why a codebook could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// It is no YAML.
    #[error("line {line}: this is not valid YAML: {message}")]
    Yaml {
        /// Line, from 1.
        line: u32,
        /// What the parser says.
        message: String,
    },
    /// It has no codes.
    #[error("there are no codes in it")]
    NoCodes,
}

impl ImportError {
    /// What a user can do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Yaml { .. } => "correct it there; a dictionary is keys with lists of words, and words that begin with `*` stand in quotes".into(),
            Self::NoCodes => {
                "a table needs a row of column names with `code` or `label` among them, a dictionary keys"
                    .into()
            }
        })
    }
}

/// A table of code, label, definition and words → a taxonomy. `name` is that of the taxonomy.
///
/// # Errors
/// When there is no column of codes or labels, or nothing below it.
pub fn import_table(name: &str, sheets: &[CellSheet]) -> Result<ImportedCodebook, ImportError> {
    finished(name, table::read(sheets))
}

/// A dictionary in YAML, keys with lists of words, as the R package quanteda reads them (`dictionary(file = "x.yml")`) → a taxonomy.
///
/// # Errors
/// When it is no YAML, or has no keys.
pub fn import_dictionary(name: &str, text: &str) -> Result<ImportedCodebook, ImportError> {
    finished(name, yaml::read(text)?)
}

fn finished(name: &str, draft: Draft) -> Result<ImportedCodebook, ImportError> {
    if draft.themes.is_empty() {
        return Err(ImportError::NoCodes);
    }
    let subthemes = || draft.themes.iter().flat_map(|theme| &theme.subthemes);
    let patterns = draft.themes.iter().chain(subthemes()).map(|own| own.patterns.len()).sum();
    Ok(ImportedCodebook {
        text: to_toml(&code_of(name, "taxonomie"), &draft.themes),
        themes: draft.themes.len(),
        subthemes: subthemes().count(),
        patterns,
        missing: missing(&draft.themes),
        unmapped: draft.unmapped,
    })
}

fn missing(themes: &[DraftTheme]) -> Vec<String> {
    let mut missing = Vec::new();
    for theme in themes {
        if theme.definition.is_empty() {
            missing.push(format!("the definition of `{}`", theme.code));
        }
        let all = theme.subthemes.iter().map(|own| own.patterns.len()).sum::<usize>() + theme.patterns.len();
        if all == 0 {
            missing.push(format!("patterns of `{}`: it will be given to no statement", theme.code));
        }
        let bare = theme.subthemes.iter().filter(|own| own.patterns.is_empty());
        missing.extend(bare.map(|own| format!("patterns of `{}/{}`", theme.code, own.code)));
    }
    missing.push("labels and definitions in the other language: they were written in both alike".to_owned());
    missing
}

/// A code made of a name: lower-case letters, digits and hyphens.
fn code_of(name: &str, else_that: &str) -> String {
    let mut code = String::new();
    for character in fold(name).chars() {
        if character.is_ascii_alphanumeric() {
            code.push(character);
        } else if !code.ends_with('-') {
            code.push('-');
        }
    }
    let code = code.trim_matches('-');
    if code.is_empty() { else_that.to_owned() } else { code.to_owned() }
}

/// A code that none of `taken` has yet.
fn free_code(name: &str, taken: &[DraftTheme]) -> String {
    let code = code_of(name, "code");
    let is_taken = |code: &str| code == UNCODED || taken.iter().any(|own| own.code == code);
    if !is_taken(&code) {
        return code;
    }
    let numbered = (2..).map(|number| format!("{code}-{number}"));
    numbered.into_iter().find(|code| !is_taken(code)).unwrap_or(code)
}
