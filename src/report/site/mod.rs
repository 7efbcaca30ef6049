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

use super::Part;

/// All pages and their style sheet.
pub(super) fn parts<'s>(site: &'s Site<'_>) -> Vec<Part<'s>> {
    let mut parts = overview::pages(site);
    parts.push(Part::new(1, || Ok(vec![about::page(site)?])));
    parts.extend(agreement::pages(site));
    parts.extend(theme::pages(site));
    parts.extend(list::pages(site));
    parts.extend(repeats::pages(site));
    parts.extend(source::pages(site));
    parts.push(Part::new(1, || Ok(vec![style::sheet(site)])));
    parts
}
