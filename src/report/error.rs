//! Why a report could not be made.

use thiserror::Error;

/// Why a report could not be made.
#[derive(Debug, Error)]
pub enum ReportError {
    /// A count of the summary is not the number of statements behind it.
    #[error("the summary counts {counted} for {what}, but {found} statements are behind it")]
    Count {
        /// Which count.
        what: String,
        /// What the summary says.
        counted: u64,
        /// What the statements say.
        found: u64,
    },
    /// A statement comes from a document that the findings don't hold.
    #[error("statement {id} comes from {document}, which is not among the documents read")]
    UnknownDocument {
        /// The statement.
        id: String,
        /// The document it names.
        document: String,
    },
    /// A data file could not be written as JSON.
    #[error("{file} could not be written as JSON")]
    Json {
        /// Which file.
        file: &'static str,
        /// The cause.
        source: serde_json::Error,
    },
    /// The table of statements could not be written.
    #[error("statements.csv could not be written: {0}")]
    Sheet(String),
    /// A page could not be filled in.
    #[error("page {page} could not be filled in")]
    Page {
        /// Path of the page.
        page: String,
        /// The cause.
        source: askama::Error,
    },
}

impl ReportError {
    /// What a user can do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Count { .. } | Self::UnknownDocument { .. } => {
                Some("the findings contradict themselves: run the whole pipeline again, and report it when it stays".to_owned())
            }
            Self::Json { .. } | Self::Sheet(_) | Self::Page { .. } => None,
        }
    }
}
