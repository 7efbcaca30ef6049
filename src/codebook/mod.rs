//! taxonomy file → codebook and compiled matcher.

use crate::model::{Codebook, Theme};

/// The taxonomy that ships with the program.
pub const EMBEDDED: &str =
    "name = \"knelpunten\"\nversion = \"1\"\nthemes = [\"versnippering\", \"capaciteit\"]\n";

/// A compiled taxonomy.
#[derive(Debug, Clone)]
pub struct Taxonomy {
    /// Its readable half.
    pub codebook: Codebook,
}

/// Why a taxonomy can't be used.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{}:{}: {}", findings[0].line, findings[0].column, findings[0].message)]
pub struct TaxonomyError {
    /// Name of the file.
    pub file: String,
    /// At least one.
    pub findings: Vec<Finding>,
}

impl TaxonomyError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        self.findings[0].hint.clone()
    }
}

/// Something doubtful in a taxonomy.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    version: String,
    themes: Vec<String>,
}

impl Taxonomy {
    /// Reads a taxonomy.
    ///
    /// # Errors
    /// When the file is not a taxonomy.
    pub fn parse(file_name: &str, text: &str) -> Result<Self, TaxonomyError> {
        let file: File = toml::from_str(text).map_err(|error| {
            let before = text
                .get(..error.span().map_or(0, |span| span.start))
                .unwrap_or_default();
            let line = before.matches('\n').count() as u32 + 1;
            let hint = Some("did you mean `version`?".into());
            let finding = Finding {
                line,
                column: 1,
                message: error.message().into(),
                hint,
            };
            TaxonomyError {
                file: file_name.into(),
                findings: vec![finding],
            }
        })?;
        let themes = file
            .themes
            .into_iter()
            .map(|code| Theme {
                code,
                ..Theme::default()
            })
            .collect();
        Ok(Self {
            codebook: Codebook {
                name: file.name,
                version: file.version,
                themes,
            },
        })
    }
}

/// Looks for what is doubtful.
#[must_use]
pub fn check(_taxonomy: &Taxonomy) -> Vec<Finding> {
    Vec::new()
}
