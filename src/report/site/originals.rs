//! Sources that a browser can show at the right page: copies of PDFs beside the pages, and the links to them.

use super::context::Site;
use super::names;
use crate::model::{Findings, Statement};

/// A source of which the site holds a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original<'f> {
    /// Path of the document.
    pub document: &'f str,
    /// Path of the copy below the output folder.
    pub copy: String,
}

/// The PDFs that pages link to. One with statements that may not be published is not among them.
#[must_use]
pub fn originals(findings: &Findings) -> Vec<Original<'_>> {
    findings
        .documents
        .iter()
        .filter_map(|document| {
            let copy = copy(&document.path)?;
            let withheld = |own: &Statement| {
                let in_it = own.source.iter().any(|piece| piece.document(&own.document) == document.path);
                in_it && !own.public
            };
            let shown = !findings.statements.iter().any(withheld);
            shown.then_some(Original { document: &document.path, copy })
        })
        .collect()
}

/// Where the copy of a document belongs; `None` for what is no PDF.
fn copy(path: &str) -> Option<String> {
    let is_pdf = path.to_lowercase().ends_with(".pdf");
    is_pdf.then(|| format!("sources/{}.pdf", names::of_path(path)))
}

/// The link, from the top of the site, to a page of a document that the site holds a copy of.
pub(in super::super) fn link(site: &Site<'_>, document: &str, page: u32) -> Option<String> {
    let copy = site.originals.get(document)?;
    Some(format!("{copy}#page={page}"))
}
