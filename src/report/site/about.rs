//! `about.html`: how to read the report, how it was made, and of what.

use askama::Template;

use super::super::{OutputFile, ReportError};
use super::context::Site;
use super::frame::{Frame, Place, fill, frame};
use super::themes::theme_class;
use crate::model::{Kind, Manifest, TaxonomyChange};

#[derive(Template)]
#[template(path = "about.html", config = "src/report/askama.toml")]
struct About<'s> {
    frame: Frame,
    lists: Vec<Points>,
    kinds: Vec<(&'static str, &'static str)>,
    themes: Vec<Entry<'s>>,
    versions: Vec<(&'static str, String)>,
    /// What changed in the taxonomy from version to version.
    changelog: &'s [TaxonomyChange],
    manifest: &'s Manifest,
}

/// A list of things to know: anchor, title, points.
type Points = (&'static str, &'static str, &'static [&'static str]);

/// A theme of the codebook.
struct Entry<'s> {
    code: &'s str,
    label: &'s str,
    definition: &'s str,
    href: String,
    class: String,
    subthemes: String,
}

/// The page.
pub(super) fn page(site: &Site<'_>) -> Result<OutputFile, ReportError> {
    let names = &site.strings.names;
    let words = &site.strings.about;
    let page = About {
        lists: vec![
            ("lezen", words.reading, words.reading_points),
            ("werkwijze", words.method, words.method_points),
            ("herhalingen", site.strings.repeats.title, site.strings.repeats.points),
            ("beperkingen", words.limits, words.limits_points),
        ],
        frame: frame(site, Place::About, site.strings.frame.about),
        kinds: Kind::ALL.map(|kind| ((names.kind)(kind).one, (names.kind_meaning)(kind))).to_vec(),
        themes: themes(site),
        versions: versions(site),
        changelog: &site.findings.codebook.changelog,
        manifest: &site.findings.manifest,
    };
    fill("about.html".to_owned(), &page)
}

fn themes<'s>(site: &'s Site<'_>) -> Vec<Entry<'s>> {
    let entry = |(at, theme): (usize, &'s super::themes::ThemeEntry<'_>)| Entry {
        code: theme.code,
        label: theme.label,
        definition: theme.definition,
        href: site.theme_file(at, 0),
        class: theme_class(at),
        subthemes: theme.subthemes.iter().map(|(_, label)| *label).collect::<Vec<_>>().join(", "),
    };
    site.themes.iter().enumerate().map(entry).collect()
}

fn versions(site: &Site<'_>) -> Vec<(&'static str, String)> {
    let (words, manifest) = (&site.strings.about, &site.findings.manifest);
    let model = manifest.versions.model.clone().unwrap_or_else(|| words.none.to_owned());
    let values = [
        manifest.versions.program.clone(),
        manifest.versions.analyser.clone(),
        manifest.versions.taxonomy.clone(),
        model,
        manifest.format.to_string(),
    ];
    words.version_names.into_iter().zip(values).collect()
}
