//! `index.html`: the whole set at a glance, every number a way in.

use std::collections::BTreeMap;

use askama::Template;

use super::super::{OutputFile, ReportError};
use super::chart::{Chart, chart};
use super::context::{Site, theme_class};
use super::frame::{Frame, Place, capital, fill, frame};
use super::layout::LARGE_PER_DOCUMENT;
use super::list::{Grouping, grouping_count};
use super::lists::{Count, ListKey};
use super::numbers::{share, whole};
use super::quote::kind_class;
use crate::model::{Consultation, Content, Kind, Problem, Severity};

/// Problems on the page; all of them are in `problems.jsonl`.
const PROBLEMS: usize = 100;

#[derive(Template)]
#[template(path = "index.html", config = "src/report/askama.toml")]
struct Overview {
    frame: Frame,
    consultations: Vec<Facts>,
    figures: Vec<Figure>,
    selection: Option<String>,
    empty: bool,
    chart: Chart,
    kind_names: Vec<&'static str>,
    theme_rows: Vec<ThemeRow>,
    kind_totals: Vec<Count>,
    total: Count,
    kind_rows: Vec<KindRow>,
    theme_names: Vec<String>,
    pairs: Vec<PairRow>,
    any_pair: bool,
    sections: Vec<MatrixRow>,
    sources_heading: String,
    sources: Vec<MatrixRow>,
    problems: Vec<ProblemRow>,
    problems_note: Option<String>,
    coding: String,
    reviewed: Count,
    reviewed_share: String,
}

/// What is known of a consultation.
struct Facts {
    title: Option<String>,
    lang: Option<String>,
    publisher: Option<String>,
    date: Option<String>,
    source: Option<String>,
    source_is_link: bool,
    licence: Option<String>,
}

/// A key figure.
struct Figure {
    count: Count,
    label: String,
}

/// A theme in the table of the chart.
struct ThemeRow {
    label: String,
    href: String,
    class: String,
    kinds: Vec<Count>,
    total: Count,
    share: String,
}

/// A kind.
struct KindRow {
    label: &'static str,
    class: &'static str,
    meaning: &'static str,
    count: Count,
    share: String,
}

/// A theme against all themes.
struct PairRow {
    label: String,
    /// Number and shade from 0 to 4; none for the theme against itself.
    cells: Vec<Option<(Count, usize)>>,
}

/// A heading or source against all themes.
struct MatrixRow {
    label: String,
    href: Option<String>,
    lang: Option<String>,
    total: Count,
    themes: Vec<Count>,
}

/// A problem.
struct ProblemRow {
    severity: &'static str,
    class: &'static str,
    place: String,
    href: Option<String>,
    message: String,
    hint: Option<String>,
}

/// The page.
pub(super) fn page(site: &Site<'_>) -> Result<OutputFile, ReportError> {
    let (s, all) = (site.strings, site.statements.len());
    let reviewed = site.count(ListKey::Reviewed);
    let (problems, problems_note) = problems(site);
    let pairs = pairs(site);
    let page = Overview {
        frame: frame(site, Place::Overview, &site.title.text),
        consultations: consultations(site),
        figures: figures(site),
        selection: site
            .layout
            .large
            .then(|| (s.overview.selection)(&whole(LARGE_PER_DOCUMENT, &s.frame))),
        empty: site.statements.is_empty(),
        chart: chart(site),
        kind_names: Kind::ALL.map(|kind| (s.names.kind)(kind).one).to_vec(),
        theme_rows: theme_rows(site),
        kind_totals: Kind::ALL.map(|kind| site.count(ListKey::Kind(kind))).to_vec(),
        total: site.count(ListKey::All),
        kind_rows: kind_rows(site),
        theme_names: site.themes.iter().map(|theme| theme.label.to_owned()).collect(),
        any_pair: !site.findings.summary.cooccurrence.is_empty(),
        pairs,
        sections: (0..site.sections.len())
            .map(|section| section_row(site, section))
            .collect(),
        sources: (0..site.findings.documents.len())
            .map(|document| source_row(site, document))
            .collect(),
        sources_heading: capital(s.terms.source.many),
        problems,
        problems_note,
        coding: (s.overview.coding_how)(&site.findings.manifest.versions.taxonomy),
        reviewed_share: share(reviewed.total, all),
        reviewed,
    };
    fill("index.html".to_owned(), &page)
}

/// The distinct consultations in source order.
fn consultations(site: &Site<'_>) -> Vec<Facts> {
    let mut distinct: Vec<&Consultation> = Vec::new();
    for document in &site.findings.documents {
        let consultation = document.consultation.as_ref();
        if consultation != &Consultation::default() && !distinct.contains(&consultation) {
            distinct.push(consultation);
        }
    }
    distinct
        .into_iter()
        .map(|consultation| facts(site, consultation))
        .collect()
}

fn facts(site: &Site<'_>, consultation: &Consultation) -> Facts {
    let language = consultation.language.as_deref().unwrap_or("nl");
    let is_title = consultation.title.as_deref() == Some(site.title.text.as_str());
    let source = consultation.source.clone();
    Facts {
        title: consultation.title.clone().filter(|_| !is_title),
        lang: site.foreign(language).map(str::to_owned),
        publisher: consultation.publisher.clone(),
        date: consultation.date.clone(),
        source_is_link: source.as_deref().is_some_and(is_web_address),
        source,
        licence: consultation.licence.clone(),
    }
}

/// Only these may become links: an address from a file could be a script.
pub(super) fn is_web_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

fn figures(site: &Site<'_>) -> Vec<Figure> {
    let (terms, all) = (&site.strings.terms, site.statements.len());
    let figure = |key, label: &str| Figure {
        count: site.count(key),
        label: label.to_owned(),
    };
    let overig = ListKey::Theme(site.themes.len() - 1);
    let mut figures = vec![
        figure(ListKey::All, terms.statement.of(all as u64)),
        sources(site),
        figure(overig, terms.uncoded_long),
        figure(ListKey::Doubtful, terms.doubtful),
    ];
    let reviewed = share(site.total(ListKey::Reviewed), all);
    figures.push(figure(
        ListKey::Reviewed,
        &(site.strings.overview.reviewed)(&reviewed),
    ));
    for (key, label) in [
        (ListKey::Truncated, terms.truncated),
        (ListKey::OtherLanguage, terms.other_language),
    ] {
        if site.total(key) > 0 {
            figures.push(figure(key, label));
        }
    }
    figures.extend(
        Grouping::ALL
            .into_iter()
            .filter_map(|grouping| grouping_figure(site, grouping)),
    );
    figures
}

fn sources(site: &Site<'_>) -> Figure {
    let total = site.findings.documents.len();
    Figure {
        count: Count {
            total,
            text: whole(total, &site.strings.frame),
            href: (total > 0).then(|| "#bronnen".to_owned()),
        },
        label: site.strings.terms.source.of(total as u64).to_owned(),
    }
}

fn grouping_figure(site: &Site<'_>, grouping: Grouping) -> Option<Figure> {
    let count = grouping_count(site, grouping)?;
    Some(Figure {
        label: grouping.noun(site, count.total).to_owned(),
        count,
    })
}

fn theme_rows(site: &Site<'_>) -> Vec<ThemeRow> {
    let row = |(at, theme): (usize, &super::context::ThemeEntry<'_>)| {
        let total = site.count(ListKey::Theme(at));
        ThemeRow {
            label: theme.label.to_owned(),
            href: site.theme_file(at, 0),
            class: theme_class(at),
            kinds: Kind::ALL
                .map(|kind| site.count(ListKey::ThemeKind(at, kind)))
                .to_vec(),
            share: share(total.total, site.statements.len()),
            total,
        }
    };
    site.themes.iter().enumerate().map(row).collect()
}

fn kind_rows(site: &Site<'_>) -> Vec<KindRow> {
    let row = |kind| {
        let count = site.count(ListKey::Kind(kind));
        KindRow {
            label: (site.strings.names.kind)(kind).many,
            class: kind_class(kind),
            meaning: (site.strings.names.kind_meaning)(kind),
            share: share(count.total, site.statements.len()),
            count,
        }
    };
    Kind::ALL.map(row).into()
}

/// Themes against themes, `overig` left out: it never stands beside another.
fn pairs(site: &Site<'_>) -> Vec<PairRow> {
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

fn problems(site: &Site<'_>) -> (Vec<ProblemRow>, Option<String>) {
    let mut shown: Vec<&Problem> = site
        .findings
        .problems
        .iter()
        .filter(|problem| site.publication.shows_problem(problem))
        .collect();
    shown.sort_by_key(|problem| problem.severity);
    let total = shown.len();
    shown.truncate(PROBLEMS);
    let at: BTreeMap<&str, usize> = site
        .findings
        .documents
        .iter()
        .enumerate()
        .map(|(at, document)| (document.path.as_str(), at))
        .collect();
    let rows = shown
        .into_iter()
        .map(|problem| problem_row(site, problem, &at))
        .collect();
    let note =
        (total > PROBLEMS).then(|| (site.strings.overview.problems_more)(&whole(total, &site.strings.frame)));
    (rows, note)
}

fn problem_row(site: &Site<'_>, problem: &Problem, at: &BTreeMap<&str, usize>) -> ProblemRow {
    let words = &site.strings.source;
    let mut place = problem.file.clone();
    if let Some(page) = problem.page {
        place.push_str(&format!(", {}", (words.page_short)(&page.to_string())));
    }
    if let Some(line) = problem.line {
        place.push_str(&format!(", {} {line}", words.line.to_lowercase()));
    }
    ProblemRow {
        severity: (site.strings.names.severity)(problem.severity),
        class: match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        },
        place,
        href: at
            .get(problem.file.as_str())
            .and_then(|document| problem_href(site, *document, problem)),
        message: problem.message.clone(),
        hint: problem.hint.clone(),
    }
}

/// The line or row that a problem is about, where a page shows it; else the source.
fn problem_href(site: &Site<'_>, document: usize, problem: &Problem) -> Option<String> {
    let line = problem.line;
    let place = match &site.document(document).content {
        Content::Pages(pages) => pages
            .iter()
            .position(|page| page.lines.iter().any(|own| Some(own.number) == line))
            .map(|unit| (unit, super::source::line_anchor(line.unwrap_or(0)))),
        Content::Records(records) => records
            .iter()
            .position(|record| record.sheet.is_none() && Some(record.row) == line)
            .map(|unit| (unit, super::source::row_anchor(0, line.unwrap_or(0)))),
    };
    let anchored = place
        .and_then(|(unit, anchor)| Some(format!("{}#{anchor}", site.layout.file_of_unit(document, unit)?)));
    anchored.or_else(|| site.layout.file(document, 0))
}
