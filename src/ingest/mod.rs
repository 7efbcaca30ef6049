//! bytes → pages of lines, or records.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::model::{
    Consultation, Content, Document, Line, ManifestInput, Page, Problem, Severity, problem_codes,
};

/// What was read.
#[derive(Debug, Clone, Default)]
pub struct Ingested {
    /// Documents in source order.
    pub documents: Vec<Document>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// The `consultation.toml` files used.
    pub consultations: Vec<ManifestInput>,
}

/// Why nothing could be read.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// No such file or folder.
    #[error("`{}` does not exist", .0.display())]
    Missing(PathBuf),
    /// There was nothing in the roots.
    #[error("there is no file that can be read")]
    NothingToRead(Vec<Problem>),
}

impl IngestError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        Some("name an existing file or folder with --corpus".into())
    }

    /// The problems of the files that were there but could not be used.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::Missing(_) => &[],
            Self::NothingToRead(problems) => problems,
        }
    }
}

/// Reads all sources below the roots.
///
/// # Errors
/// When a root does not exist.
pub fn ingest(roots: &[PathBuf]) -> Result<Ingested, IngestError> {
    let mut ingested = Ingested::default();
    for root in roots {
        if !root.exists() {
            return Err(IngestError::Missing(root.clone()));
        }
        for entry in walkdir::WalkDir::new(root)
            .sort_by_file_name()
            .into_iter()
            .flatten()
        {
            if entry.file_type().is_file() && entry.path().extension().is_some_and(|e| e == "txt") {
                let name = entry.path().strip_prefix(root).unwrap_or(entry.path());
                read(entry.path(), name, &mut ingested);
            }
        }
    }
    if ingested.documents.is_empty() {
        return Err(IngestError::NothingToRead(ingested.problems));
    }
    Ok(ingested)
}

fn read(path: &Path, name: &Path, ingested: &mut Ingested) {
    let bytes = fs::read(path).unwrap_or_default();
    let name = name.display().to_string();
    if bytes.contains(&0) {
        ingested.problems.push(Problem {
            severity: Severity::Error,
            file: name,
            page: None,
            line: None,
            code: problem_codes::BINARY.into(),
            message: "The file holds binary data, not text.".into(),
            hint: Some("Remove it from the corpus.".into()),
        });
        return;
    }
    let text = String::from_utf8_lossy(&bytes);
    let line = |(n, text): (usize, &str)| Line {
        number: n as u32 + 1,
        text: text.into(),
    };
    ingested.documents.push(Document {
        path: name,
        sha256: data_encoding::HEXLOWER.encode(&Sha256::digest(&bytes)),
        encoding: "UTF-8".into(),
        consultation: Arc::new(Consultation {
            public_default: true,
            ..Consultation::default()
        }),
        content: Content::Pages(vec![Page {
            number: 1,
            lines: text.lines().enumerate().map(line).collect(),
        }]),
    });
}
