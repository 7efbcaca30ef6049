//! Why a run was not finished.

use std::io;
use std::path::PathBuf;

use super::output::OutputError;
use crate::codebook::TaxonomyError;
use crate::index::IndexError;
use crate::ingest::IngestError;
use crate::learned::LearnedError;
use crate::model::Problem;
use crate::report::ReportError;

/// Why a run was not finished; nothing was written then.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The sources could not be read.
    #[error(transparent)]
    Ingest(#[from] IngestError),
    /// A file that was named could not be read.
    #[error("{what} {} can't be read: {source}", path.display())]
    Unreadable {
        /// What the file was to be.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A file that was named is text in another encoding, or no text.
    #[error("{what} {}, line {line}: this is not UTF-8", path.display())]
    NotUtf8 {
        /// What the file was to be.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// Line of the first such byte, from 1.
        line: usize,
    },
    /// The log of decisions can't be written.
    #[error("decisions can't be added to {}: {source}", path.display())]
    Decisions {
        /// The log.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The taxonomy has a mistake.
    #[error(transparent)]
    Taxonomy(#[from] TaxonomyError),
    /// The system gives no threads to work on.
    #[error("the work can't be spread over threads: {0}")]
    Threads(rayon::ThreadPoolBuildError),
    /// The learned model can't be used.
    #[error(transparent)]
    Model(#[from] LearnedError),
    /// The documents hold no statement.
    #[error("no statement found in {}", listed(corpus))]
    NoStatements {
        /// Where it looked.
        corpus: Vec<PathBuf>,
        /// What it found instead.
        problems: Vec<Problem>,
    },
    /// The index could not be written.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The report could not be made.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// The output folder could not be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// Whoever watches asked it to stop.
    #[error("stopped; nothing was changed")]
    Stopped,
}

impl RunError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Ingest(error) => error.hint(),
            Self::Unreadable { what, source, .. } if source.kind() == io::ErrorKind::NotFound => {
                Some(format!("check the path given for the {what}, or leave it out"))
            }
            Self::Unreadable { .. } => Some("check that it is a text file that you may read".into()),
            Self::NotUtf8 { .. } => Some("save the file as UTF-8".into()),
            Self::Decisions { .. } => Some("check that you may write there; nothing was decided".into()),
            Self::Taxonomy(error) => error.hint(),
            Self::Model(error) => Some(error.hint().into()),
            Self::NoStatements { .. } => {
                Some("check that the files hold responses as text; problems with them stand above".into())
            }
            Self::Threads(_) => Some("ask for fewer with --threads".into()),
            Self::Index(error) => error.hint(),
            Self::Report(error) => error.hint(),
            Self::Output(error) => error.hint(),
            Self::Stopped => Some("run the same command again for the whole result".into()),
        }
    }

    /// Problems with the inputs that were found before the run stopped.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::Ingest(error) => error.problems(),
            Self::NoStatements { problems, .. } => problems,
            _ => &[],
        }
    }
}

fn listed(paths: &[PathBuf]) -> String {
    let shown: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
    shown.join(", ")
}
