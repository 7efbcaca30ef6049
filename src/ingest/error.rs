//! Why nothing could be ingested, with what to do about it.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::model::Problem;

/// Why ingest gave up; a single bad file is a [`Problem`] instead.
#[derive(Debug, Error)]
pub enum IngestError {
    /// A root does not exist.
    #[error("`{}` does not exist", path.display())]
    Missing {
        /// The root as given.
        path: PathBuf,
    },
    /// A root exists but cannot be opened.
    #[error("`{}` cannot be opened: {source}", path.display())]
    Unreadable {
        /// The root as given.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file that is read more than once was not the same each time.
    #[error("`{}` changed while it was being read", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// No root was given.
    #[error("no corpus was given")]
    NoRoots,
    /// There was nothing in the roots, or nothing in them could be used.
    #[error("{} holds no file that can be read", list(roots))]
    NothingToRead {
        /// The roots as given.
        roots: Vec<PathBuf>,
        /// What was wrong with each file that was there.
        problems: Vec<Problem>,
    },
}

impl IngestError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::Missing { .. } => "check the path, or name the folder with `--corpus`",
            Self::Unreadable { .. } => "check who may read it",
            Self::Changed { .. } => "run again once no other program writes to it",
            Self::NoRoots => "name a file or folder with `--corpus`",
            Self::NothingToRead { problems, .. } if problems.is_empty() => {
                "put the responses there as .txt, .md, .pdf, .csv, .tsv, .xlsx or .jsonl"
            }
            Self::NothingToRead { .. } => "repair or replace the files listed",
        };
        Some(hint.to_owned())
    }

    /// The problems of the files that were there but could not be used.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::NothingToRead { problems, .. } => problems,
            _ => &[],
        }
    }
}

fn list(roots: &[PathBuf]) -> String {
    let names: Vec<_> = roots.iter().map(|root| format!("`{}`", root.display())).collect();
    names.join(", ")
}
