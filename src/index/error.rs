//! What can go wrong with an index or a query, each with what to do about it.

use std::path::PathBuf;

use thiserror::Error;

use super::INDEX_FORMAT;
use crate::text::ANALYSER;

/// Why an index could not be written, opened or searched.
#[derive(Debug, Error)]
pub enum IndexError {
    /// The folder holds no index.
    #[error("there is no search index in {}", folder.display())]
    Missing {
        /// Where it was expected.
        folder: PathBuf,
    },
    /// The index was written in another format.
    #[error("the search index in {} has format {found}; this program reads format {INDEX_FORMAT}", folder.display())]
    OtherFormat {
        /// The index.
        folder: PathBuf,
        /// Its format.
        found: u32,
    },
    /// The index was written with another analysis of words, so its words would not be found.
    #[error("the search index in {} was made with the word analysis `{found}`; this program has `{ANALYSER}`", folder.display())]
    OtherAnalyser {
        /// The index.
        folder: PathBuf,
        /// Its analysis.
        found: String,
    },
    /// The index is damaged or incomplete.
    #[error("the search index in {} is damaged: {detail}", folder.display())]
    Damaged {
        /// The index.
        folder: PathBuf,
        /// What was found.
        detail: String,
    },
    /// The index could not be written.
    #[error("the search index in {} can't be written: {detail}", folder.display())]
    Write {
        /// The folder.
        folder: PathBuf,
        /// Why.
        detail: String,
    },
    /// The query can't be read.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// A filter has a value that can't be meant.
    #[error("`{value}` is not a {field}")]
    Filter {
        /// The filter.
        field: &'static str,
        /// Its value.
        value: String,
        /// What can be meant.
        known: String,
    },
}

impl IndexError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Missing { .. } => {
                Some("`bloemlezer run` makes it; `--out` names the folder of another run".into())
            }
            Self::OtherFormat { .. } | Self::OtherAnalyser { .. } | Self::Damaged { .. } => {
                Some("run `bloemlezer run` again: the index is made anew from the sources".into())
            }
            Self::Write { .. } => Some(
                "check that the folder is empty, that it can be written, and that the disk has room".into(),
            ),
            Self::Query(error) => error.hint(),
            Self::Filter { known, .. } => Some(known.clone()),
        }
    }
}

/// A query that can't be read, with the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// What is wrong.
    pub message: String,
    /// Where in the query, in code points from 1.
    pub column: usize,
    /// The query.
    pub query: String,
    pub(super) advice: Option<String>,
}

impl QueryError {
    /// What to write instead.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        self.advice.clone()
    }
}

impl std::error::Error for QueryError {}

/// So much of a long query is shown on either side of the place.
const SHOWN: usize = 40;

impl std::fmt::Display for QueryError {
    /// The message, the query and a caret below the place.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} (column {} of the query)", self.message, self.column)?;
        if self.query.trim().is_empty() {
            return Ok(());
        }
        let place = self.column.saturating_sub(1);
        let from = place.saturating_sub(SHOWN);
        let shown: String = self
            .query
            .chars()
            .skip(from)
            .take(2 * SHOWN)
            .map(|character| if character.is_control() { ' ' } else { character })
            .collect();
        let (before, indent) = if from > 0 { ("…", place - from + 1) } else { ("", place) };
        let after = if self.query.chars().count() > from + 2 * SHOWN { "…" } else { "" };
        write!(formatter, "\n  {before}{shown}{after}\n  {:indent$}^", "")
    }
}
