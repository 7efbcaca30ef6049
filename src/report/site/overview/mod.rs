//! `index.html`: the whole set at a glance, every number a way in.

mod problems;
mod tables;

use askama::Template;

use super::super::{OutputFile, Part, ReportError};
use super::agreement;
use super::chart::{Chart, chart};
use super::context::Site;
use super::frame::{Frame, Place, capital, fill, frame};
use super::layout::LARGE_PER_DOCUMENT;
use super::list::{Grouping, grouping_count};
use super::lists::{Count, ListKey};
use super::numbers::{share, whole};
use super::quality::{how, quality};
use crate::model::{Consultation, Kind};
use problems::{ProblemRow, problems};
use tables::{KindRow, Matrix, PairRow, Rows, ThemeRow, kind_rows, matrix, pairs, theme_rows};

#[derive(Template)]
#[template(path = "index.html", config = "src/report/askama.toml")]
struct Overview {
    frame: Frame,
    consultations: Vec<Facts>,
    figures: Vec<Figure>,
    both_ways: Option<String>,
    repeats_href: Option<String>,
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
    sections: Matrix,
    sources_heading: String,
    sources: Matrix,
    problems: Vec<ProblemRow>,
    problems_note: Option<String>,
    coding: String,
    quality: String,
    reviewed: Count,
    agreement_href: Option<&'static str>,
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

/// The overview, and the tables that are too long for it.
pub(super) fn pages<'s>(site: &'s Site<'_>) -> Vec<Part<'s>> {
    let mut parts = vec![Part::new(1, || Ok(vec![page(site)?]))];
    parts.extend(tables::matrix_pages(site));
    parts
}

fn page(site: &Site<'_>) -> Result<OutputFile, ReportError> {
    let (s, all) = (site.strings, site.all);
    let reviewed = site.count(ListKey::Reviewed);
    let (problems, problems_note) = problems(site);
    let pairs = pairs(site);
    let page = Overview {
        frame: frame(site, Place::Overview, &site.title.text),
        consultations: consultations(site),
        figures: figures(site),
        both_ways: site.both_ways(all, site.findings.summary.groups_collapsed),
        repeats_href: site.repeats_href(),
        selection: site.layout.large.then(|| (s.overview.selection)(&whole(LARGE_PER_DOCUMENT, &s.frame))),
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
        sections: matrix(site, Rows::Sections),
        sources: matrix(site, Rows::Sources),
        sources_heading: capital(s.terms.source.many),
        problems,
        problems_note,
        coding: how(site),
        quality: quality(site),
        reviewed_share: share(reviewed.total, all),
        reviewed,
        agreement_href: agreement::href(site),
    };
    fill("index.html".to_owned(), &page)
}

/// The distinct consultations in source order.
fn consultations(site: &Site<'_>) -> Vec<Facts> {
    let mut distinct: Vec<&Consultation> = Vec::new();
    for document in &site.findings.documents {
        let consultation = document.consultation.as_ref();
        if is_known(consultation) && !distinct.contains(&consultation) {
            distinct.push(consultation);
        }
    }
    distinct.into_iter().map(|consultation| facts(site, consultation)).collect()
}

/// Whether there is anything to tell of it beside its language.
fn is_known(consultation: &Consultation) -> bool {
    let facts = [
        &consultation.title,
        &consultation.publisher,
        &consultation.date,
        &consultation.source,
        &consultation.licence,
    ];
    facts.into_iter().any(Option::is_some)
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
fn is_web_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

fn figures(site: &Site<'_>) -> Vec<Figure> {
    let (terms, all) = (&site.strings.terms, site.all);
    let figure = |key, label: &str| Figure { count: site.count(key), label: label.to_owned() };
    let overig = ListKey::Theme(site.themes.len() - 1);
    let mut figures = vec![
        figure(ListKey::All, terms.statement.of(all as u64)),
        sources(site),
        figure(overig, terms.uncoded_long),
        figure(ListKey::Doubtful, terms.doubtful),
    ];
    let reviewed = share(site.total(ListKey::Reviewed), all);
    figures.push(figure(ListKey::Reviewed, &(site.strings.overview.reviewed)(&reviewed)));
    for (key, label) in [
        (ListKey::Conflicts, terms.conflicts),
        (ListKey::Truncated, terms.truncated),
        (ListKey::OtherLanguage, terms.other_language),
    ] {
        if site.total(key) > 0 {
            figures.push(figure(key, label));
        }
    }
    figures.extend(Grouping::ALL.into_iter().filter_map(|grouping| grouping_figure(site, grouping)));
    figures
}

fn sources(site: &Site<'_>) -> Figure {
    let total = site.findings.documents.len();
    Figure {
        count: Count {
            total,
            text: whole(total, &site.strings.frame),
            href: matrix(site, Rows::Sources).whole.or_else(|| (total > 0).then(|| "#bronnen".to_owned())),
        },
        label: site.strings.terms.source.of(total as u64).to_owned(),
    }
}

fn grouping_figure(site: &Site<'_>, grouping: Grouping) -> Option<Figure> {
    let count = grouping_count(site, grouping)?;
    Some(Figure { label: grouping.noun(site, count.total).to_owned(), count })
}
