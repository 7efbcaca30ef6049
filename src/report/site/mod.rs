//! The site: pages that lead from every number to its statements and from every statement to its place in the source.
//!
//! Plain HTML and one style sheet, nothing loaded from elsewhere, no script: it opens from a folder and prints.

mod context;
mod layout;
mod lists;
mod marks;
mod names;
mod numbers;
mod originals;
pub(super) mod quality;
mod quote;
mod repeats;
mod themes;
mod verify;

mod frame;
mod style;

mod about;
mod agreement;
mod chart;
mod list;
mod overview;
mod source;
mod theme;

pub(super) use context::Site;
pub use layout::{LARGE, LARGE_PER_DOCUMENT};
pub(super) use lists::ListKey;
pub(super) use numbers::{share, whole};
pub(super) use originals::link;
pub use originals::{Original, originals};

use super::{OutputFile, ReportError};

/// All pages and their style sheet.
pub(super) fn files(site: &Site<'_>) -> Result<Vec<OutputFile>, ReportError> {
    let mut files = overview::pages(site)?;
    files.push(about::page(site)?);
    files.extend(agreement::pages(site)?);
    files.extend(theme::pages(site)?);
    files.extend(list::pages(site)?);
    files.extend(repeats::pages(site)?);
    files.extend(source::pages(site)?);
    files.push(style::sheet(site));
    Ok(files)
}
