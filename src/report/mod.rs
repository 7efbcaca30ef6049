//! findings → files to read.

use crate::model::Findings;

/// Language of reports and pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// Dutch.
    #[default]
    Nl,
    /// English.
    En,
}

impl Language {
    /// ISO 639-1 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
        }
    }
}

/// What to render.
#[derive(Debug, Clone, Default)]
pub struct ReportOptions {
    /// Language of pages.
    pub language: Language,
    /// Whether records marked not public are left out everywhere.
    pub public_only: bool,
}

/// A file of the output folder.
#[derive(Debug, Clone)]
pub struct OutputFile {
    /// Path below the folder, `/`-separated.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Why a report could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the report could not be made: {0}")]
pub struct ReportError(#[from] serde_json::Error);

impl ReportError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        None
    }
}

/// Makes all files.
///
/// # Errors
/// When a value can't be serialised.
pub fn render(findings: &Findings, options: &ReportOptions) -> Result<Vec<OutputFile>, ReportError> {
    let mut lines = Vec::new();
    for statement in &findings.statements {
        serde_json::to_writer(&mut lines, statement)?;
        lines.push(b'\n');
    }
    let mut problems = Vec::new();
    for problem in &findings.problems {
        serde_json::to_writer(&mut problems, problem)?;
        problems.push(b'\n');
    }
    let mut structure = Vec::new();
    for element in &findings.structure {
        serde_json::to_writer(&mut structure, element)?;
        structure.push(b'\n');
    }
    let file = |path: &str, bytes| OutputFile {
        path: path.into(),
        bytes,
    };
    Ok(vec![
        file("statements.jsonl", lines),
        file("problems.jsonl", problems),
        file("structure.jsonl", structure),
        file("summary.json", serde_json::to_vec_pretty(&findings.summary)?),
        file("manifest.json", serde_json::to_vec_pretty(&findings.manifest)?),
        file(
            "index.html",
            format!("<html lang=\"{}\"></html>", options.language.code()).into_bytes(),
        ),
    ])
}
