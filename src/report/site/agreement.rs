//! `agreement.html`: how far people who coded blind agree with each other and with the program, and where they differ.

use askama::Template;

use super::super::{OutputFile, Part, ReportError};
use super::context::Site;
use super::frame::{Frame, Place, capital, fill, frame};
use super::numbers::{score, share};
use crate::model::{AgreementRow, AgreementTable, CoderValues, Kind, MACHINE};

#[derive(Template)]
#[template(path = "agreement.html", config = "src/report/askama.toml")]
struct Page {
    frame: Frame,
    tables: Vec<Table>,
}

/// A comparison of some coders.
struct Table {
    anchor: String,
    heading: String,
    caption: String,
    rows: Vec<Row>,
    /// What the table of differences is about, and who.
    statement: String,
    coders: Vec<String>,
    differences: Vec<Difference>,
    differences_caption: String,
}

struct Row {
    what: String,
    cells: [String; 4],
}

/// A statement on which they differ.
struct Difference {
    words: String,
    href: String,
    lang: Option<String>,
    /// By coder, in their order.
    codings: Vec<String>,
}

/// The page, where people coded blind.
pub(super) fn pages<'s>(site: &'s Site<'_>) -> Option<Part<'s>> {
    let is_there = !site.findings.agreements.is_empty();
    is_there.then(|| Part::new(1, || Ok(vec![page(site)?])))
}

fn page(site: &Site<'_>) -> Result<OutputFile, ReportError> {
    let tables = site.findings.agreements.iter().zip(1..).map(|(table, number)| shown(site, table, number));
    let heading = site.strings.agreement.title;
    let page = Page { frame: frame(site, Place::About, heading), tables: tables.collect() };
    fill(FILE.to_owned(), &page)
}

const FILE: &str = "agreement.html";

/// Where the page is; none where nobody coded blind.
pub(super) fn href(site: &Site<'_>) -> Option<&'static str> {
    (!site.findings.agreements.is_empty()).then_some(FILE)
}

fn shown(site: &Site<'_>, table: &AgreementTable, number: usize) -> Table {
    let words = &site.strings.agreement;
    let names: Vec<String> = table.coders.iter().map(|coder| name(site, coder)).collect();
    let differences = table.disagreements.iter().filter_map(|own| {
        let index = site.statement_at(&own.statement)?;
        let statement = site.statements[index];
        let said = |coder: &String| {
            let coding = own.codings.iter().find(|coding| coding.coder == *coder);
            coding.map_or_else(String::new, |coding| coded(site, coding))
        };
        Some(Difference {
            words: statement.text.clone(),
            href: site.layout.permalink(index, &statement.id).unwrap_or_default(),
            lang: site.foreign(&statement.language).map(str::to_owned),
            codings: table.coders.iter().map(said).collect(),
        })
    });
    let differences: Vec<Difference> = differences.collect();
    Table {
        anchor: format!("vergelijking-{number}"),
        heading: names.join(" – "),
        caption: (words.caption)(table.statements),
        rows: table.rows.iter().map(|row| shown_row(site, row)).collect(),
        differences_caption: (words.differences)(differences.len() as u64),
        statement: capital(site.strings.terms.statement.one),
        coders: names,
        differences,
    }
}

fn name(site: &Site<'_>, coder: &str) -> String {
    if coder == MACHINE { site.strings.agreement.machine.to_owned() } else { coder.to_owned() }
}

fn shown_row(site: &Site<'_>, row: &AgreementRow) -> Row {
    let words = &site.strings.agreement;
    let what = match row.what.as_str() {
        "themes" => words.sets.to_owned(),
        code => site.name_of_code(code).to_owned(),
    };
    let number = |value: Option<f64>| {
        value.map_or_else(|| words.undefined.to_owned(), |value| score(value, &site.strings.frame))
    };
    let interval = row.alpha_interval.map_or_else(String::new, |[low, high]| {
        format!("{} {} {}", score(low, &site.strings.frame), words.to, score(high, &site.strings.frame))
    });
    let kappa = row.kappa.map_or_else(String::new, |kappa| score(kappa, &site.strings.frame));
    // To a hundredth of a percent, which is finer than it is shown.
    let percent = |value: f64| share((value * 10_000.0).round() as usize, 10_000);
    let percent = row.percent.map_or_else(|| words.undefined.to_owned(), percent);
    Row { what, cells: [percent, number(row.alpha), interval, kappa] }
}

fn coded(site: &Site<'_>, coding: &CoderValues) -> String {
    let kind = coding.kind.as_deref().and_then(Kind::from_code);
    let kind = kind.map(|kind| (site.strings.names.kind)(kind).one.to_owned());
    let themes = coding.themes.as_ref().map(|themes| {
        let labels: Vec<&str> = themes.iter().map(|code| site.name_of_code(code)).collect();
        if labels.is_empty() { site.strings.terms.uncoded.to_owned() } else { labels.join(", ") }
    });
    [kind, themes].into_iter().flatten().collect::<Vec<_>>().join(": ")
}
