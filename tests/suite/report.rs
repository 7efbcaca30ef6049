//! Tests of the report: data files that read back, and a site in which everything leads where it says.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test that called it")]

#[path = "report/fixture.rs"]
pub(crate) mod fixture;
#[path = "report/scan.rs"]
pub(crate) mod scan;

use std::collections::{BTreeMap, BTreeSet};

use bloemlezer::model::{Findings, Problem, SourcePiece, Statement, Structure, Summary};
use bloemlezer::report::{Language, OutputFile, ReportError, ReportOptions, render};
use scan::{Element, elements};

/// A report by path.
type Report = BTreeMap<String, String>;

const BOTH: [Language; 2] = [Language::Nl, Language::En];

fn report(findings: &Findings, language: Language, public_only: bool) -> Report {
    let files = render(findings, &ReportOptions { language, public_only }).unwrap();
    let count = files.len();
    let report: Report = files
        .into_iter()
        .map(|OutputFile { path, bytes }| (path, String::from_utf8(bytes).unwrap()))
        .collect();
    assert_eq!(report.len(), count, "two files share a path");
    report
}

fn site(language: Language) -> Report {
    report(&fixture::findings(), language, false)
}

fn pages(report: &Report) -> impl Iterator<Item = (&str, Vec<Element>)> {
    let pages = report.iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, html)| (path.as_str(), elements(html)))
}

/// The file and anchor that a link of `page` leads to.
fn resolve(page: &str, href: &str) -> (String, Option<String>) {
    let (path, anchor) =
        href.split_once('#').map_or((href, None), |(path, anchor)| (path, Some(anchor.to_owned())));
    if path.is_empty() {
        return (page.to_owned(), anchor);
    }
    let mut folders: Vec<&str> = page.split('/').collect();
    folders.pop();
    for part in path.split('/') {
        if part == ".." {
            assert!(folders.pop().is_some(), "{href} on {page} leaves the site");
        } else {
            folders.push(part);
        }
    }
    (folders.join("/"), anchor)
}

fn lines<T: for<'d> serde::Deserialize<'d>>(report: &Report, file: &str) -> Vec<T> {
    report[file].lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn statements_read_back_with_their_keys_in_order() {
    let report = site(Language::Nl);
    let first: serde_json::Value =
        serde_json::from_str(report["statements.jsonl"].lines().next().unwrap()).unwrap();
    let keys: Vec<&str> = first.as_object().unwrap().keys().map(String::as_str).collect();
    let expected = "id document record question page page_label column source section text truncated doubt language \
        respondent date public metadata kind kind_score kind_source kind_evidence themes reviewed duplicate_of group own conflicts";
    assert_eq!(keys.join(" "), expected);
    assert_eq!(first["kind_score"], 0.97);
    assert_eq!(first["themes"][0]["score"], 0.9346);
    let rounded = |mut statement: Statement| {
        let round = |score: f64| (score * 1e4).round() / 1e4;
        statement.doubt = round(statement.doubt);
        statement.kind_score = round(statement.kind_score);
        statement.themes.iter_mut().for_each(|theme| theme.score = round(theme.score));
        statement
    };
    let findings = fixture::findings();
    let expected: Vec<Statement> = findings.statements.into_iter().map(rounded).collect();
    assert_eq!(lines::<Statement>(&report, "statements.jsonl"), expected);
}

#[test]
fn the_other_data_files_read_back() {
    let (report, findings) = (site(Language::En), fixture::findings());
    assert_eq!(lines::<Structure>(&report, "structure.jsonl"), findings.structure);
    assert_eq!(lines::<Problem>(&report, "problems.jsonl"), findings.problems);
    assert_eq!(serde_json::from_str::<Summary>(&report["summary.json"]).unwrap(), findings.summary);
    let manifest: bloemlezer::model::Manifest = serde_json::from_str(&report["manifest.json"]).unwrap();
    assert_eq!(manifest, findings.manifest);
}

#[test]
fn the_sheet_has_a_row_per_statement_and_a_column_per_theme() {
    let report = site(Language::Nl);
    let mut reader = csv::Reader::from_reader(report["statements.csv"].as_bytes());
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|own| own == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let findings = fixture::findings();
    assert_eq!(rows.len(), findings.statements.len());
    for (row, statement) in rows.iter().zip(&findings.statements) {
        for code in ["versnippering", "capaciteit", "financiering", "herkenning"] {
            let has = statement.themes.iter().any(|theme| theme.code == code);
            assert_eq!(&row[column(&format!("theme_{code}"))], if has { "1" } else { "0" });
        }
        assert_eq!(&row[column("theme_overig")], if statement.themes.is_empty() { "1" } else { "0" });
        assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{row:?}");
    }
    let formula = rows.iter().find(|row| &row[0] == "st-formule000000").unwrap();
    assert_eq!(&formula[column("text")], "'=HYPERLINK(\"x\") te weinig mensen");
}

#[test]
fn what_is_not_public_is_on_no_page() {
    for language in BOTH {
        for (path, text) in site(language) {
            let for_readers = path.ends_with(".html") || path.ends_with(".md");
            assert!(
                !for_readers || (!text.contains(fixture::SECRET) && !text.contains("st-secret")),
                "{path}"
            );
        }
    }
    assert!(site(Language::Nl)["statements.jsonl"].contains(fixture::SECRET));
}

#[test]
fn lines_of_a_withheld_statement_are_withheld() {
    let mut findings = fixture::findings();
    findings.statements[1].public = false;
    findings.summary = fixture::summarise(&findings.statements, &findings.documents);
    let report = report(&findings, Language::Nl, false);
    for (path, text) in report.iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with(".md")) {
        assert!(!text.contains("wachtlijst") && !text.contains("beurs"), "{path}");
        assert!(!text.contains("The boundaries are in doubt."), "{path} speaks of a withheld line");
    }
    let withheld = report
        .iter()
        .find(|(path, text)| path.starts_with("sources/") && text.contains("id=\"st-loketten00000\""));
    let (_, withheld) = withheld.unwrap();
    assert!(by_id(withheld, "r2").text().contains("Er zijn te veel loketten, waar-  [niet openbaar]"));
}

/// The same findings, but for a statement that runs on into the twin of its file.
fn running_over(public: bool) -> Findings {
    let mut findings = fixture::findings();
    findings.statements.retain(|statement| statement.id != "st-english000000");
    let document = Some(fixture::TWIN.to_owned());
    let rest = SourcePiece::Line { document, page: 1, line: 2, start: 0, end: 25, area: None, part: None };
    findings.statements[1].source.push(rest);
    findings.statements[1].public = public;
    findings.problems[0].file = fixture::TWIN.to_owned();
    findings.summary = fixture::summarise(&findings.statements, &findings.documents);
    findings
}

fn twin_page(report: &Report) -> &str {
    report.values().find(|html| html.contains("id=\"st-wens000000000\" aria-label")).unwrap()
}

#[test]
fn a_statement_that_runs_on_into_another_file_is_followed_to_both() {
    for language in BOTH {
        let report = report(&running_over(true), language, false);
        follow_links(&report);
        let owned = elements(&by_id(twin_page(&report), "r2").inner);
        let is_rest = |own: &&Element| own.name == "a" && own.text() == "Nobody knows where to go.";
        let rest = owned.iter().find(is_rest).unwrap();
        let (path, anchor) = resolve("sources/any.html", rest.attribute("href").unwrap());
        assert_eq!(anchor.as_deref(), Some("st-wachtlijst000"));
        let pieces = elements(&by_id(&report[&path], "st-wachtlijst000").inner);
        let piece = pieces.iter().find(|own| own.name == "li" && own.text().contains(fixture::TWIN)).unwrap();
        assert!(piece.text().ends_with(" Nobody knows where to go."), "{}", piece.text());
    }
}

#[test]
fn a_withheld_statement_is_withheld_in_every_file_it_runs_on_into() {
    let findings = running_over(false);
    let whole = report(&findings, Language::Nl, false);
    for (path, text) in whole.iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with(".md")) {
        assert!(!text.contains("Nobody knows"), "{path}");
        assert!(!text.contains("The boundaries are in doubt."), "{path} speaks of a withheld line");
    }
    assert!(by_id(twin_page(&whole), "r2").text().contains("[niet openbaar]"));
    for (path, text) in report(&findings, Language::Nl, true) {
        assert!(!text.contains("Nobody knows") && !text.contains("The boundaries are in doubt."), "{path}");
    }
}

#[test]
fn a_piece_in_a_file_that_was_not_read_is_refused() {
    let mut findings = running_over(true);
    findings.documents.remove(1);
    findings.statements.retain(|statement| statement.document != fixture::TWIN);
    findings.summary = fixture::summarise(&findings.statements, &findings.documents);
    let error = render(&findings, &ReportOptions::default()).unwrap_err();
    assert!(
        matches!(&error, ReportError::UnknownDocument { document, .. } if document == fixture::TWIN),
        "{error}"
    );
}

#[test]
fn a_public_report_leaves_it_out_everywhere() {
    let report = report(&fixture::findings(), Language::Nl, true);
    for (path, text) in &report {
        assert!(!text.contains(fixture::SECRET) && !text.contains("st-secret"), "{path}");
    }
    let statements: Vec<Statement> = lines(&report, "statements.jsonl");
    assert_eq!(statements.len() as u64, fixture::findings().summary.statements);
    let heir = statements.iter().find(|statement| statement.id == "st-geengeld00000").unwrap();
    assert_eq!(heir.duplicate_of, None, "the first that remains repeats nothing");
}

/// The anchors of every page; none stands there twice.
fn anchors(report: &Report) -> BTreeMap<&str, BTreeSet<String>> {
    pages(report)
        .map(|(path, elements)| {
            let ids: Vec<&str> = elements.iter().filter_map(|element| element.attribute("id")).collect();
            let distinct: BTreeSet<String> = ids.iter().map(|id| (*id).to_owned()).collect();
            assert_eq!(ids.len(), distinct.len(), "an id twice on {path}");
            (path, distinct)
        })
        .collect()
}

/// Follows every link and every reference of a label; tells how many links there were.
fn follow_links(report: &Report) -> usize {
    let anchors = anchors(report);
    let mut followed = 0;
    for (page, elements) in pages(report) {
        for element in &elements {
            for reference in ["aria-labelledby", "aria-describedby"] {
                for id in element.attribute(reference).into_iter().flat_map(|ids| ids.split(' ')) {
                    assert!(anchors[page].contains(id), "{reference} {id} on {page}");
                }
            }
            let Some(href) = element.attribute("href") else {
                continue;
            };
            if href.starts_with("https://voorbeeld.example/") || href == "data:," {
                continue;
            }
            let (path, anchor) = resolve(page, href);
            assert!(report.contains_key(&path), "{href} on {page}");
            if let Some(anchor) = anchor {
                assert!(anchors[path.as_str()].contains(&anchor), "{href} on {page}");
            }
            followed += 1;
        }
    }
    followed
}

#[test]
fn every_link_leads_somewhere() {
    for language in BOTH {
        let followed = follow_links(&site(language));
        assert!(followed > 500, "only {followed} links were found");
    }
}

/// How many things of its unit stand at a place, over all parts of the list.
fn count_at(site: &BTreeMap<&str, Vec<Element>>, page: &str, anchor: Option<&str>) -> (usize, usize) {
    let (mut page, mut counted, mut stated) = (page.to_owned(), 0, None);
    loop {
        let all = &site[page.as_str()];
        let place = all.iter().find(|element| match anchor {
            Some(anchor) => element.attribute("id") == Some(anchor),
            None => element.attribute("data-total").is_some(),
        });
        if let Some(place) = place {
            let total: usize =
                place.attribute("data-total").expect("a number leads to a counted place").parse().unwrap();
            assert_eq!(*stated.get_or_insert(total), total);
            let inside = elements(&place.inner);
            counted += match place.attribute("data-unit").unwrap() {
                "statements" => inside.iter().filter(|element| element.has_class("quote")).count(),
                "groups" => inside.iter().filter(|element| element.has_class("group")).count(),
                "rows" => {
                    let body = inside.iter().find(|element| element.name == "tbody").unwrap();
                    elements(&body.inner).iter().filter(|element| element.name == "tr").count()
                }
                other => panic!("unknown unit {other}"),
            };
        }
        let next = all.iter().find(|element| element.attribute("rel") == Some("next"));
        match next {
            Some(next) => page = resolve(&page, next.attribute("href").unwrap()).0,
            None => return (stated.expect("the place exists"), counted),
        }
    }
}

/// Follows every number of a report; tells how many there were.
fn follow_numbers(report: &Report) -> usize {
    let site: BTreeMap<&str, Vec<Element>> = pages(report).collect();
    let mut known: BTreeMap<(String, Option<String>), (usize, usize)> = BTreeMap::new();
    let mut followed = 0;
    for (page, elements) in &site {
        for element in elements.iter().filter(|element| element.has_class("n")) {
            let number: usize = element.text().replace(['.', ','], "").parse().unwrap();
            let Some(href) = element.attribute("href") else {
                assert_eq!(number, 0, "a number without a link on {page}");
                continue;
            };
            let (path, anchor) = resolve(page, href);
            let place = (path.clone(), anchor.clone());
            let found = known.entry(place).or_insert_with(|| count_at(&site, &path, anchor.as_deref()));
            assert_eq!(*found, (number, number), "{href} on {page}");
            followed += 1;
        }
    }
    followed
}

#[test]
fn every_number_leads_to_exactly_that_many() {
    for language in BOTH {
        let followed = follow_numbers(&site(language));
        assert!(followed > 60, "only {followed} numbers were found");
    }
}

#[test]
fn long_lists_are_cut_into_parts_and_still_add_up() {
    let report = report(&fixture::many(1_003), Language::Nl, false);
    assert!(report.contains_key("lists/all.p3.html") && !report.contains_key("lists/all.p4.html"));
    assert!(report.contains_key("themes/versnippering.p3.html"));
    assert!(report["index.html"].contains(">1.003</a>"));
    let followed = follow_numbers(&report);
    assert!(followed > 15, "only {followed} numbers were found");
    for (page, elements) in pages(&report) {
        let quotes = elements.iter().filter(|element| element.has_class("quote")).count();
        assert!(quotes <= 500, "{quotes} on {page}");
    }
    follow_links(&report);
}

#[test]
fn a_long_text_is_cut_between_pages() {
    let report = report(&fixture::tome(230), Language::Nl, false);
    let parts: Vec<&String> = report.keys().filter(|path| path.starts_with("sources/")).collect();
    assert_eq!(parts.len(), 3, "{parts:?}");
    follow_links(&report);
    follow_numbers(&report);
    let (page, html) = report
        .iter()
        .find(|(path, text)| path.starts_with("sources/") && text.contains("id=\"st-tome00000100\""))
        .unwrap();
    let pieces = elements(&by_id(html, "st-tome00000100").inner);
    let leads: Vec<(String, Option<String>)> = pieces
        .iter()
        .filter_map(|element| element.attribute("href").filter(|href| href.contains("#r")))
        .map(|href| resolve(page, href))
        .collect();
    assert_eq!(leads[0], (page.clone(), Some("r100".to_owned())));
    assert_ne!(leads[1].0, *page, "a statement that runs on leads to the next part");
    assert_eq!(leads[1].1.as_deref(), Some("r101"));
}

#[test]
fn tables_too_long_for_the_overview_have_a_page() {
    let report = report(&fixture::crowd(120), Language::Nl, false);
    for path in ["lists/sources.html", "lists/sections.html"] {
        let rows = elements(&report[path]);
        assert_eq!(rows.iter().filter(|element| element.name == "tr").count(), 121, "{path}");
        assert!(report["index.html"].contains(&format!("href=\"{path}\"")));
    }
    follow_links(&report);
    assert!(follow_numbers(&report) > 400);
}

#[test]
fn a_large_set_shows_a_stated_selection() {
    let report = report(&fixture::many(50_001), Language::Nl, false);
    assert!(report["index.html"].contains("van elke bron de eerste 1.000 uitspraken"));
    assert!(report["index.html"].contains(">50.001</a>"), "numbers stay those of the whole set");
    assert!(report["lists/all.html"].contains("De eerste 500 van 50.001"));
    assert_eq!(report["statements.jsonl"].lines().count(), 50_001);
    follow_links(&report);
}

#[test]
fn theme_quote_and_source_lead_to_each_other() {
    let (report, findings) = (site(Language::Nl), fixture::findings());
    for statement in findings.statements.iter().filter(|statement| statement.public) {
        let id = statement.id.as_str();
        let codes: Vec<&str> = statement.themes.iter().map(|theme| theme.code.as_str()).collect();
        for code in if codes.is_empty() { vec!["overig"] } else { codes } {
            let theme = format!("themes/{code}.html");
            let quote = by_id(&report[&theme], id);
            let source =
                elements(&quote.inner).into_iter().find(|element| element.has_class("source")).unwrap();
            let (source, anchor) = resolve(&theme, source.attribute("href").unwrap());
            assert_eq!(anchor.as_deref(), Some(id));
            let recovered = elements(&by_id(&report[&source], id).inner);
            let leads_to = |target: &str| {
                recovered.iter().filter_map(|element| element.attribute("href")).any(|href| {
                    let (path, anchor) = resolve(&source, href);
                    format!("{path}#{}", anchor.unwrap_or_default()) == target
                })
            };
            assert!(leads_to(&format!("{theme}#{id}")), "{source} leads back to {theme}");
        }
    }
}

fn by_id(html: &str, id: &str) -> Element {
    let found = elements(html).into_iter().find(|element| element.attribute("id") == Some(id));
    found.unwrap_or_else(|| panic!("no {id}"))
}

#[test]
fn source_lines_lead_to_their_statements_and_read_as_in_the_file() {
    let report = site(Language::Nl);
    let (page, html) = report
        .iter()
        .find(|(path, html)| path.starts_with("sources/") && html.contains("st-loketten00000"))
        .unwrap();
    let line = by_id(html, "r2");
    let raw = elements(&line.inner).into_iter().find(|element| element.has_class("raw")).unwrap();
    assert_eq!(raw.text(), "Er zijn te veel loketten, waar-  De wachtlijst is lang en ");
    let links: Vec<(String, String)> = elements(&raw.inner)
        .iter()
        .map(|link| (link.text(), resolve(page, link.attribute("href").unwrap()).1.unwrap()))
        .collect();
    let expected = [
        ("Er zijn te veel loketten, waar-", "st-loketten00000"),
        ("De wachtlijst is lang en ", "st-wachtlijst000"),
    ];
    assert_eq!(links, expected.map(|(text, id)| (text.to_owned(), id.to_owned())));
    let pieces = elements(&by_id(html, "st-wachtlijst000").inner);
    let piece = pieces.iter().find(|element| element.text() == "blz. 1, regel 3, tekens 35–51").unwrap();
    assert_eq!(resolve(page, piece.attribute("href").unwrap()), (page.clone(), Some("r3".to_owned())));
}

#[test]
fn structure_is_shown_as_what_it_is() {
    let report = site(Language::Nl);
    let source = |words: &str| {
        let page = report.iter().find(|(path, text)| path.starts_with("sources/") && text.contains(words));
        page.unwrap().1
    };
    let talk = source("st-loketten00000");
    let footer = by_id(talk, "r6");
    let footer = elements(&footer.inner).into_iter().find(|element| element.has_class("structure")).unwrap();
    assert_eq!(footer.attribute("title"), Some("Voetregel"));
    assert_eq!(footer.text(), "Verslag van de gesprekken 27");
    let heads: Vec<String> =
        elements(talk).iter().filter(|element| element.name == "tr").map(Element::text).collect();
    let heading = "Kop2.1 Samenwerkingblz. 1, regel 1, tekens 1–16";
    assert!(heads.iter().any(|row| row == heading), "{heads:?}");
    let table = source("st-formule000000");
    assert!(scan::text(table).contains("Kolomnamen: tekst <kolom>"));
    assert!(scan::text(table).contains("Delft"), "other fields are shown");
}

#[test]
fn marks_are_the_evidence_and_the_words_stay_whole() {
    let (report, findings) = (site(Language::Nl), fixture::findings());
    for statement in findings.statements.iter().filter(|statement| statement.public) {
        let quote = by_id(&report["lists/all.html"], &statement.id);
        let words = elements(&quote.inner).into_iter().find(|element| element.has_class("text")).unwrap();
        assert_eq!(words.text(), statement.text);
        let marked: String = elements(&words.inner).iter().map(Element::text).collect();
        let covered = |position: u32| {
            statement
                .themes
                .iter()
                .flat_map(|theme| &theme.evidence)
                .any(|own| (own.start..own.end).contains(&position))
        };
        let expected: String =
            (0..).zip(statement.text.chars()).filter(|(at, _)| covered(*at)).map(|(_, c)| c).collect();
        assert_eq!(marked, expected, "{}", statement.id);
    }
    let both = by_id(&report["lists/all.html"], "st-wachtlijst000");
    let marks: Vec<(String, String)> = elements(&both.inner)
        .iter()
        .filter(|element| element.name == "mark")
        .map(|mark| (mark.text(), mark.attribute("title").unwrap().to_owned()))
        .collect();
    assert_eq!(
        marks[1],
        ("de beurs".to_owned(), "Reden voor: Capaciteit, Financiering en schotten".to_owned())
    );
}

#[test]
fn a_human_code_carries_a_name_and_a_machine_code_does_not() {
    let report = site(Language::Nl);
    for quote in elements(&report["lists/all.html"]).iter().filter(|element| element.has_class("quote")) {
        let decided = quote.text().contains("vastgesteld door");
        assert_eq!(decided, quote.attribute("id") == Some("st-hostile000000"));
    }
}

#[test]
fn doubt_and_cut_offs_are_told_in_words() {
    let report = site(Language::Nl);
    let all = &report["lists/all.html"];
    assert!(by_id(all, "st-wachtlijst000").text().contains("Twijfel over begin of einde (0,72)"));
    assert!(by_id(all, "st-zichtbaar0000").text().contains("Einde ontbreekt in deze bron"));
    assert!(!by_id(all, "st-loketten00000").text().contains("Twijfel"));
}

#[test]
fn foreign_words_say_their_language() {
    let lang = |language, id: &str| {
        let quote = by_id(&site(language)["lists/all.html"], id);
        let words = elements(&quote.inner).into_iter().find(|element| element.name == "blockquote").unwrap();
        words.attribute("lang").map(str::to_owned)
    };
    assert_eq!(lang(Language::Nl, "st-english000000").as_deref(), Some("en"));
    assert_eq!(lang(Language::Nl, "st-wens000000000"), None);
    assert_eq!(lang(Language::En, "st-english000000"), None);
    assert_eq!(lang(Language::En, "st-wens000000000").as_deref(), Some("nl"));
    for language in BOTH {
        for (path, elements) in pages(&site(language)) {
            assert_eq!(elements[0].attribute("lang"), Some(language.code()), "{path}");
        }
    }
}

#[test]
fn nothing_is_loaded_from_elsewhere_and_no_script_runs() {
    for (path, text) in site(Language::Nl) {
        if path.ends_with(".css") {
            assert!(!text.contains("@import") && !text.replace("url(#", "").contains("url("), "{path}");
        }
        if !path.ends_with(".html") {
            continue;
        }
        for element in elements(&text) {
            assert!(
                !["script", "iframe", "object", "embed", "form", "img", "style"]
                    .contains(&element.name.as_str()),
                "{path}"
            );
            for (name, value) in &element.attributes {
                assert!(!name.starts_with("on") && name != "src" && name != "style", "{name} on {path}");
                let outside = value.contains("://")
                    || value.starts_with("//")
                    || value.to_lowercase().starts_with("javascript:");
                let own_source = element.name == "a" && value.starts_with("https://voorbeeld.example/");
                assert!(!outside || own_source, "{name}={value} on {path}");
            }
        }
    }
}

#[test]
fn an_address_that_is_no_web_address_is_no_link() {
    let mut findings = fixture::findings();
    for document in &mut findings.documents {
        let consultation = std::sync::Arc::make_mut(&mut document.consultation);
        consultation.source = Some("javascript:alert(1)".to_owned());
    }
    let report = report(&findings, Language::Nl, false);
    assert!(report["index.html"].contains("javascript:alert(1)"));
    assert!(!report["index.html"].contains("\"javascript:"));
}

#[test]
fn hostile_words_are_words() {
    for (path, text) in site(Language::Nl) {
        if path.ends_with(".html") {
            assert!(
                !text.contains("<script") && !text.contains("<waarom>") && !text.contains("<Zorg>"),
                "{path}"
            );
        }
    }
    assert!(site(Language::Nl)["summary.md"].contains("\\<script\\>alert"));
}

#[test]
fn file_names_suit_every_system_and_stay_apart() {
    let report = site(Language::Nl);
    let lower: BTreeSet<String> = report.keys().map(|path| path.to_lowercase()).collect();
    assert_eq!(lower.len(), report.len(), "two names differ by case alone");
    for path in report.keys() {
        assert!(path.chars().all(|c| c.is_ascii_alphanumeric() || "-._/".contains(c)), "{path}");
        assert!(
            !path.split('/').any(|part| part.starts_with('.') || part.is_empty()) && path.len() < 160,
            "{path}"
        );
    }
}

#[test]
fn two_renders_are_the_same_bytes() {
    for language in BOTH {
        let options = ReportOptions { language, public_only: false };
        assert_eq!(
            render(&fixture::findings(), &options).unwrap(),
            render(&fixture::findings(), &options).unwrap()
        );
    }
}

#[test]
fn numbers_that_contradict_the_statements_are_refused() {
    let mut findings = fixture::findings();
    findings.summary.themes[1].statements += 1;
    let error = render(&findings, &ReportOptions::default()).unwrap_err();
    assert!(matches!(&error, ReportError::Count { counted: 3, found: 2, .. }), "{error}");
    assert!(error.to_string().contains("theme capaciteit") && error.hint().is_some());
}

#[test]
fn a_statement_from_nowhere_is_refused() {
    let mut findings = fixture::findings();
    findings.documents.remove(0);
    let error = render(&findings, &ReportOptions::default()).unwrap_err();
    assert!(matches!(error, ReportError::UnknownDocument { .. }));
}

#[test]
fn an_empty_set_has_a_report_too() {
    let mut findings = fixture::findings();
    findings.statements.clear();
    findings.structure.clear();
    findings.documents.clear();
    findings.summary = fixture::summarise(&[], &[]);
    let report = report(&findings, Language::Nl, false);
    assert!(report["index.html"].contains("Er zijn geen uitspraken gevonden."));
    follow_numbers(&report);
}

fn snapshot(text: &str, name: &str) {
    insta::with_settings!({ snapshot_path => "report", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn the_overview_reads_like_this() {
    let html = &site(Language::Nl)["index.html"];
    let main = by_id(html, "inhoud").inner;
    let lines: Vec<&str> = main.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    snapshot(&lines.join("\n"), "overview");
}

#[test]
fn the_summary_reads_like_this() {
    snapshot(&site(Language::Nl)["summary.md"], "summary");
}

#[test]
fn control_codes_do_not_reach_a_page() {
    let mut findings = fixture::findings();
    findings.statements[0].text.push_str(" \u{1b}[1m\u{0}");
    let options = ReportOptions { language: Language::Nl, public_only: false };
    for file in render(&findings, &options).unwrap() {
        if file.path.ends_with(".html") {
            let text = String::from_utf8(file.bytes).unwrap();
            assert!(!text.contains(['\u{1b}', '\u{0}']), "{}", file.path);
        }
    }
}
