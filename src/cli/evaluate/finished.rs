//! What scoring reads of a finished run.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use bloemlezer::model::{Manifest, Statement, Summary, UNCODED};

use super::super::failure::Failure;

/// What is read of a finished run.
pub(crate) struct Run {
    pub(crate) manifest: Manifest,
    pub(crate) statements: Vec<Statement>,
    pub(crate) themes: Vec<String>,
}

impl Run {
    pub(crate) fn read(folder: &Path) -> anyhow::Result<Self> {
        let manifest = read_json(&folder.join("manifest.json"))?;
        let summary: Summary = read_json(&folder.join("summary.json"))?;
        let codes = summary.themes.into_iter().map(|theme| theme.code);
        Ok(Self {
            manifest,
            statements: read_lines(&folder.join("statements.jsonl"))?,
            themes: codes.filter(|code| code != UNCODED).collect(),
        })
    }
}

fn read_file(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| {
        Failure::new(
            format!("{} can't be read", path.display()),
            "run `bloemlezer run` first, or name a finished run with --out",
        )
    })
}

/// What a JSON file of a finished run holds.
pub(crate) fn read_json<T: serde::de::DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    let text = read_file(path)?;
    serde_json::from_str(&text).with_context(|| other_version(path))
}

/// The lines of a file of a finished run.
pub(crate) fn read_lines<T: serde::de::DeserializeOwned>(path: &Path) -> anyhow::Result<Vec<T>> {
    let text = read_file(path)?;
    let lines = text.lines().zip(1_u32..).filter(|(line, _)| !line.trim().is_empty());
    lines
        .map(|(line, number)| {
            serde_json::from_str(line)
                .with_context(|| format!("line {number}"))
                .with_context(|| other_version(path))
        })
        .collect()
}

fn other_version(path: &Path) -> Failure {
    Failure::new(
        format!("{} is not what this version writes", path.display()),
        "run `bloemlezer run` again with this version",
    )
}
