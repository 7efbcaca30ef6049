//! `summary.md`: the main figures as text to paste.

use super::{OutputFile, ReportError, ReportOptions};
use crate::model::Findings;

/// The summary.
pub(super) fn file(_findings: &Findings, _options: &ReportOptions) -> Result<OutputFile, ReportError> {
    Ok(OutputFile::new("summary.md", Vec::new()))
}
