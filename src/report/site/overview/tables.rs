//! The tables of the overview.

use askama::Template;

use super::super::super::Part;
use super::super::context::Site;
use super::super::frame::{Frame, Place, capital, fill, frame};
use super::super::lists::{Count, ListKey};
use super::super::numbers::share;
use super::super::quote::kind_class;
use super::super::themes::{ThemeEntry, theme_class};
use crate::model::Kind;

/// Rows of a table on the overview; a longer table stands on a page of its own.
const MOST: usize = 100;

/// A theme in the table of the chart.
pub(super) struct ThemeRow {
    pub(super) label: String,
    pub(super) href: String,
    pub(super) class: String,
    pub(super) kinds: Vec<Count>,
    pub(super) total: Count,
    pub(super) share: String,
}

/// A kind.
pub(super) struct KindRow {
    pub(super) label: &'static str,
    pub(super) class: &'static str,
    pub(super) meaning: &'static str,
    pub(super) count: Count,
    pub(super) share: String,
}

/// A theme against all themes.
pub(super) struct PairRow {
    pub(super) label: String,
    /// Number and shade from 0 to 4; none for the theme against itself.
    pub(super) cells: Vec<Option<(Count, usize)>>,
}

/// A heading or source against all themes.
pub(super) struct MatrixRow {
    pub(super) label: String,
    pub(super) href: Option<String>,
    pub(super) lang: Option<String>,
    pub(super) total: Count,
    pub(super) themes: Vec<Count>,
}

pub(super) fn theme_rows(site: &Site<'_>) -> Vec<ThemeRow> {
    let row = |(at, theme): (usize, &ThemeEntry<'_>)| {
        let total = site.count(ListKey::Theme(at));
        ThemeRow {
            label: theme.label.to_owned(),
            href: site.theme_file(at, 0),
            class: theme_class(at),
            kinds: Kind::ALL.map(|kind| site.count(ListKey::ThemeKind(at, kind))).to_vec(),
            share: share(total.total, site.all),
            total,
        }
    };
    site.themes.iter().enumerate().map(row).collect()
}

pub(super) fn kind_rows(site: &Site<'_>) -> Vec<KindRow> {
    let row = |kind| {
        let count = site.count(ListKey::Kind(kind));
        KindRow {
            label: (site.strings.names.kind)(kind).many,
            class: kind_class(kind),
            meaning: (site.strings.names.kind_meaning)(kind),
            share: share(count.total, site.all),
            count,
        }
    };
    Kind::ALL.map(row).into()
}

/// Themes against themes, `overig` left out: it never stands beside another.
pub(super) fn pairs(site: &Site<'_>) -> Vec<PairRow> {
    let themes = site.themes.len() - 1;
    let key = |one: usize, other: usize| ListKey::Pair(one.min(other), one.max(other));
    let most = (0..themes)
        .flat_map(|one| (0..one).map(move |other| (one, other)))
        .map(|(one, other)| site.total(key(one, other)))
        .max()
        .unwrap_or(0);
    let cell = |one: usize, other: usize| {
        (one != other).then(|| {
            let count = site.count(key(one, other));
            let shade = (count.total * 4).div_ceil(most.max(1));
            (count, shade)
        })
    };
    (0..themes)
        .map(|one| PairRow {
            label: site.themes[one].label.to_owned(),
            cells: (0..themes).map(|other| cell(one, other)).collect(),
        })
        .collect()
}

/// A table whose rows are headings or sources.
pub(super) struct Matrix {
    pub(super) rows: Vec<MatrixRow>,
    /// Where the whole table is, when it is too long for the overview.
    pub(super) whole: Option<String>,
}

#[derive(Template)]
#[template(path = "matrix.html", config = "src/report/askama.toml")]
struct MatrixPage {
    frame: Frame,
    heading: String,
    caption: &'static str,
    first_column: &'static str,
    theme_names: Vec<String>,
    rows: Vec<MatrixRow>,
}

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// Headings.
    Sections,
    /// Documents.
    Sources,
}

impl Rows {
    fn file(self) -> &'static str {
        match self {
            Self::Sections => "lists/sections.html",
            Self::Sources => "lists/sources.html",
        }
    }

    fn count(self, site: &Site<'_>) -> usize {
        match self {
            Self::Sections => site.sections.len(),
            Self::Sources => site.findings.documents.len(),
        }
    }

    fn row(self, site: &Site<'_>, index: usize) -> MatrixRow {
        match self {
            Self::Sections => section_row(site, index),
            Self::Sources => source_row(site, index),
        }
    }
}

/// The table as the overview shows it.
pub(super) fn matrix(site: &Site<'_>, rows: Rows) -> Matrix {
    let count = rows.count(site);
    Matrix {
        rows: (0..count.min(MOST)).map(|index| rows.row(site, index)).collect(),
        whole: (count > MOST).then(|| rows.file().to_owned()),
    }
}

/// The pages of the tables that are too long for the overview.
pub(super) fn matrix_pages<'s>(site: &'s Site<'_>) -> Vec<Part<'s>> {
    let words = &site.strings.overview;
    let sources = capital(site.strings.terms.source.many);
    let tables = [
        (Rows::Sections, words.sections.to_owned(), words.sections_table, site.strings.terms.section),
        (Rows::Sources, sources, words.sources_table, site.strings.source.file),
    ];
    let long = tables.into_iter().filter(|(rows, ..)| rows.count(site) > MOST);
    let part = |(rows, heading, caption, first_column): (Rows, String, _, _)| {
        Part::new(1, move || {
            let page = MatrixPage {
                frame: frame(site, Place::List, &heading),
                heading: heading.clone(),
                caption,
                first_column,
                theme_names: site.themes.iter().map(|theme| theme.label.to_owned()).collect(),
                rows: (0..rows.count(site)).map(|index| rows.row(site, index)).collect(),
            };
            Ok(vec![fill(rows.file().to_owned(), &page)?])
        })
    };
    long.map(part).collect()
}

fn section_row(site: &Site<'_>, section: usize) -> MatrixRow {
    MatrixRow {
        label: site.section_label(section),
        href: None,
        lang: site.section_lang(section),
        total: site.count(ListKey::Section(section)),
        themes: (0..site.themes.len())
            .map(|theme| site.count(ListKey::SectionTheme(section, theme)))
            .collect(),
    }
}

fn source_row(site: &Site<'_>, document: usize) -> MatrixRow {
    MatrixRow {
        label: site.document(document).path.clone(),
        href: site.layout.file(document, 0),
        lang: None,
        total: site.count(ListKey::Document(document)),
        themes: (0..site.themes.len())
            .map(|theme| site.count(ListKey::DocumentTheme(document, theme)))
            .collect(),
    }
}
