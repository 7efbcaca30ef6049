//! How the codes were made and how well: what readers must know before they lean on a number.

use super::super::strings::{Frame, Measured};
use super::context::Site;
use super::numbers::{score, share, whole};

/// By what the codes were proposed.
pub(in super::super) fn how(site: &Site<'_>) -> String {
    let versions = &site.findings.manifest.versions;
    (site.strings.overview.coding_how)(&versions.taxonomy, versions.model.is_some())
}

/// What was measured of them.
pub(in super::super) fn quality(site: &Site<'_>) -> String {
    let words = &site.strings.overview;
    match measured(site, &site.strings.frame) {
        Some(measured) => (words.coding_quality)(&measured),
        None => words.coding_unmeasured.to_owned(),
    }
}

fn measured(site: &Site<'_>, frame: &Frame) -> Option<Measured> {
    let measured = &site.findings.manifest.measured;
    let number = |name: &str| measured.get(name)?.parse::<f64>().ok();
    let percent = |name: &str| Some(share((number(name)? * 1000.0).round() as usize, 1000));
    Some(Measured {
        statements: whole(measured.get("statements")?.parse().ok()?, frame),
        themes: score(number("macro-f1")?, frame),
        primary: percent("primary")?,
        kind: percent("kind")?,
    })
}
