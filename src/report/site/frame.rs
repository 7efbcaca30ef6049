//! What stands around every page: title, menu, path, foot.

use askama::Template;

use super::super::strings::Strings;
use super::super::{OutputFile, ReportError};
use super::context::Site;
use super::style;

/// A link of a menu or path; without `href` it is the page itself.
pub(super) struct Link {
    pub(super) label: String,
    pub(super) href: Option<String>,
    pub(super) current: bool,
}

/// The frame.
pub(super) struct Frame {
    pub(super) s: &'static Strings,
    pub(super) lang: &'static str,
    /// The way to the top of the site: empty or `../`.
    pub(super) root: &'static str,
    pub(super) title: String,
    pub(super) site_title: String,
    pub(super) site_title_lang: Option<String>,
    pub(super) style: String,
    pub(super) menu: Vec<Link>,
    pub(super) path: Vec<Link>,
    pub(super) program: String,
}

/// Which entry of the menu a page belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The overview itself.
    Overview,
    /// A theme.
    Theme,
    /// A source.
    Source,
    /// A list.
    List,
    /// The guide.
    About,
}

/// The frame of a page called `heading`.
pub(super) fn frame(site: &Site<'_>, place: Place, heading: &str) -> Frame {
    let s = site.strings;
    let top = matches!(place, Place::Overview | Place::About);
    let title = match place {
        Place::Overview => site.title.text.clone(),
        _ => format!("{heading} – {}", site.title.text),
    };
    Frame {
        s,
        lang: site.language.code(),
        root: if top { "" } else { "../" },
        title,
        site_title: site.title.text.clone(),
        site_title_lang: site.title.language.clone(),
        style: style::file_name(site),
        menu: menu(s, place),
        path: path(s, place, heading),
        program: site.findings.manifest.versions.program.clone(),
    }
}

fn menu(s: &'static Strings, place: Place) -> Vec<Link> {
    let entry = |label: &str, href: &str, own: Place| Link {
        label: label.to_owned(),
        href: Some(href.to_owned()),
        current: place == own,
    };
    vec![
        entry(s.frame.overview, "index.html", Place::Overview),
        entry(s.terms.theme.many, "index.html#themas", Place::Theme),
        entry(&capital(s.terms.source.many), "index.html#bronnen", Place::Source),
        entry(s.frame.about, "about.html", Place::About),
    ]
}

fn path(s: &'static Strings, place: Place, heading: &str) -> Vec<Link> {
    let link = |label: String, href: &str| Link { label, href: Some(href.to_owned()), current: false };
    let mut path = vec![link(s.frame.overview.to_owned(), "index.html")];
    match place {
        Place::Overview => return Vec::new(),
        Place::Theme => path.push(link(s.terms.theme.many.to_owned(), "index.html#themas")),
        Place::Source => path.push(link(capital(s.terms.source.many), "index.html#bronnen")),
        Place::List | Place::About => {}
    }
    path.push(Link { label: heading.to_owned(), href: None, current: true });
    path
}

/// The word with a capital.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The parts of a long list with the way from one to the next; empty for a list of one part.
pub(super) fn pager(s: &'static Strings, part: usize, of: usize, href: impl Fn(usize) -> String) -> Pager {
    Pager {
        label: (s.frame.part)(part + 1, of),
        many: of > 1,
        previous: part.checked_sub(1).map(&href),
        next: (part + 1 < of).then(|| href(part + 1)),
    }
}

/// The way through a list of several pages.
pub(super) struct Pager {
    pub(super) label: String,
    pub(super) many: bool,
    pub(super) previous: Option<String>,
    pub(super) next: Option<String>,
}

/// Control characters have no place in HTML, whatever a respondent sent; a mark shows that one stood there.
fn without_controls(text: String) -> String {
    let is_control = |character: char| character.is_control() && !matches!(character, '\n' | '\t' | '\r');
    if text.contains(is_control) { text.replace(is_control, "\u{fffd}") } else { text }
}

/// A filled-in page as a file.
pub(super) fn fill(path: String, template: &impl Template) -> Result<OutputFile, ReportError> {
    match template.render() {
        Ok(text) => Ok(OutputFile::new(path, without_controls(text))),
        Err(source) => Err(ReportError::Page { page: path, source }),
    }
}
