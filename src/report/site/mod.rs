//! The site.

use super::{OutputFile, ReportError, ReportOptions};
use crate::model::Findings;

/// All pages.
pub(super) fn files(_findings: &Findings, _options: &ReportOptions) -> Result<Vec<OutputFile>, ReportError> {
    Ok(Vec::new())
}
