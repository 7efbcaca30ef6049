//! Tests of PDFs: what a reader sees comes out as statements with their places, whatever the order in the file; bad files are told of.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use bloemlezer::ingest::{Ingested, ingest};
use bloemlezer::layout::layout;
use bloemlezer::model::{
    Area, Content, Document, Page, Severity, SourcePiece, Statement, Structure, StructureKind,
};
use bloemlezer::segment::{SegmentInput, Segmented, segment};
use bloemlezer::text::{TextBuilder, WordList, is_blank};
use serde::Deserialize;

use super::cli::Sandbox;

#[derive(Debug, Deserialize)]
struct Truth {
    headings: Vec<String>,
    statements: Vec<String>,
}

pub(super) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pdf")
}

fn read(name: &str) -> Ingested {
    ingest(&[fixtures().join(name)]).unwrap()
}

fn found(document: &Document) -> Segmented {
    segment(&[SegmentInput { document, blocks: layout(document) }])
}

fn pages(document: &Document) -> &[Page] {
    match &document.content {
        Content::Pages(pages) => pages,
        Content::Records(_) => panic!("{} is a table", document.path),
    }
}

fn texts(found: &Segmented) -> Vec<&str> {
    found.statements.iter().map(|statement| statement.text.as_str()).collect()
}

fn structure(found: &Segmented, kind: StructureKind) -> Vec<&Structure> {
    found.structure.iter().filter(|element| element.kind == kind).collect()
}

fn truths() -> BTreeMap<String, Truth> {
    serde_json::from_str(&fs::read_to_string(fixtures().join("truth.json")).unwrap()).unwrap()
}

#[test]
fn every_page_gives_exactly_what_was_put_there() {
    for (name, truth) in truths() {
        let ingested = read(&name);
        let found = found(&ingested.documents[0]);
        let headings: Vec<&str> =
            structure(&found, StructureKind::Heading).iter().map(|heading| heading.text.as_str()).collect();
        assert_eq!(headings, truth.headings, "{name}");
        let mut expected: Vec<&str> = truth.statements.iter().map(String::as_str).collect();
        let mut got = texts(&found);
        // A quote is told apart from the text around it; which comes first is a matter of taste.
        if name == "pull-quote.pdf" {
            expected.sort_unstable();
            got.sort_unstable();
        }
        assert_eq!(got, expected, "{name}");
        assert_nothing_lost(&ingested.documents[0], &found);
    }
}

/// Statements are their pieces under the transform; statements and structure hold every character that is to be seen, once.
fn assert_nothing_lost(document: &Document, found: &Segmented) {
    let mut left: BTreeMap<(u32, u32), Vec<bool>> = BTreeMap::new();
    let mut lines: BTreeMap<(u32, u32), &str> = BTreeMap::new();
    for page in pages(document) {
        for line in &page.lines {
            left.insert((page.number, line.number), vec![false; line.text.chars().count()]);
            lines.insert((page.number, line.number), &line.text);
        }
    }
    let mut take = |pieces: &[SourcePiece]| {
        let mut text = TextBuilder::new(WordList::shipped());
        for piece in pieces {
            let SourcePiece::Line { page, line, start, end, area, .. } = piece else {
                panic!("no table here")
            };
            assert!(area.is_some());
            let span = *start as usize..*end as usize;
            let seen = left.get_mut(&(*page, *line)).unwrap();
            for taken in &mut seen[span.clone()] {
                assert!(!std::mem::replace(taken, true), "{}: taken twice: {piece:?}", document.path);
            }
            let part: String = lines[&(*page, *line)].chars().skip(span.start).take(span.len()).collect();
            text.push(&part);
        }
        text.finish()
    };
    for statement in &found.statements {
        assert_eq!(take(&statement.source), statement.text);
    }
    for element in &found.structure {
        take(&element.source);
    }
    for (place, seen) in &left {
        for (letter, taken) in lines[place].chars().zip(seen) {
            let blank = is_blank(&letter.to_string());
            assert!(*taken || blank, "{}: {letter:?} of {place:?} went nowhere", document.path);
        }
    }
}

#[test]
fn a_statement_tells_its_page_and_box() {
    let ingested = read("columns-by-row.pdf");
    let document = &ingested.documents[0];
    assert_eq!(document.encoding, "PDF");
    let found = found(document);
    let first = &found.statements[0];
    assert_eq!((first.page, first.page_label.as_deref(), first.column), (Some(1), Some("27"), Some(1)));
    let areas: Vec<Area> = first
        .source
        .iter()
        .map(|piece| match piece {
            SourcePiece::Line { area, page, .. } => {
                assert_eq!(*page, 1);
                area.unwrap()
            }
            _ => panic!("no table or paragraph here"),
        })
        .collect();
    // Set at (60, 740) in 10 points, the next line 12 points lower.
    assert_eq!((areas[0].left, areas[1].left), (6000, 6000));
    assert!(areas[0].bottom < 74_000 && areas[0].top > 74_500, "{areas:?}");
    assert_eq!(areas[0].bottom - areas[1].bottom, 1200);
    assert!(areas.iter().all(|area| area.right > area.left && area.right < 28_600), "{areas:?}");
    let second = found.statements.iter().find(|statement| statement.column == Some(2)).unwrap();
    let written = serde_json::to_value(second).unwrap();
    assert_eq!(written["source"][0]["box"][0], 310.0);
}

#[test]
fn a_turned_page_is_read_upright_and_keeps_its_own_coordinates() {
    let ingested = read("turned.pdf");
    let found = found(&ingested.documents[0]);
    let SourcePiece::Line { area: Some(area), .. } = &found.statements[0].source[0] else { panic!("no box") };
    assert!(area.top - area.bottom > area.right - area.left, "lines stand on end: {area:?}");
}

#[test]
fn running_lines_numbers_margins_and_notes_are_structure() {
    let ingested = read("running.pdf");
    let running = found(&ingested.documents[0]);
    assert_eq!(structure(&running, StructureKind::Header).len(), 3);
    assert_eq!(structure(&running, StructureKind::Footer).len(), 3);
    let numbers: Vec<_> = structure(&running, StructureKind::PageNumber);
    assert_eq!(numbers.iter().map(|element| element.text.as_str()).collect::<Vec<_>>(), ["12", "13", "14"]);
    let labels: Vec<_> = running.statements.iter().filter_map(|own| own.page_label.as_deref()).collect();
    assert_eq!((labels.first(), labels.last()), (Some(&"12"), Some(&"14")));

    let ingested = read("margin.pdf");
    let margin = found(&ingested.documents[0]);
    assert_eq!(structure(&margin, StructureKind::Margin)[0].text, "Vastgesteld door het bestuur");

    let ingested = read("justified.pdf");
    let notes = found(&ingested.documents[0]);
    assert_eq!(structure(&notes, StructureKind::Footnote)[0].text, "1Zoals in het pilotproject van 2021.");

    let ingested = read("list.pdf");
    assert_eq!(structure(&found(&ingested.documents[0]), StructureKind::ListMarker).len(), 8);
}

#[test]
fn page_labels_of_the_file_serve_where_none_is_printed() {
    let ingested = read("labels.pdf");
    let found = found(&ingested.documents[0]);
    let label = |statement: &Statement| (statement.page.unwrap(), statement.page_label.clone().unwrap());
    assert_eq!(label(&found.statements[0]), (1, "i".to_owned()));
    assert_eq!(label(found.statements.last().unwrap()), (2, "B-7".to_owned()));
}

/// Severity, code and page of each problem.
fn problems(ingested: &[bloemlezer::model::Problem]) -> Vec<(Severity, &str, Option<u32>)> {
    ingested.iter().map(|problem| (problem.severity, problem.code.as_str(), problem.page)).collect()
}

/// What is said of a file beside a good one, which must come through.
fn said_of(name: &str) -> Vec<(Severity, String, Option<u32>)> {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(fixtures().join(name), folder.path().join(name)).unwrap();
    fs::copy(fixtures().join("list.pdf"), folder.path().join("zz-good.pdf")).unwrap();
    let ingested = ingest(&[folder.path().to_path_buf()]).unwrap();
    let good = ingested.documents.iter().find(|document| document.path == "zz-good.pdf").unwrap();
    assert_eq!(found(good).statements.len(), 8, "{name}");
    for problem in &ingested.problems {
        assert!(problem.file == name && problem.hint.is_some(), "{problem:?}");
    }
    problems(&ingested.problems)
        .into_iter()
        .map(|(severity, code, page)| (severity, code.to_owned(), page))
        .collect()
}

#[test]
fn pages_without_text_and_bad_files_are_told_of() {
    let error = |code: &str, page| vec![(Severity::Error, code.to_owned(), page)];
    assert_eq!(said_of("scanned.pdf"), error("no-text-layer", Some(1)));
    assert_eq!(said_of("locked.pdf"), error("encrypted", None));
    assert_eq!(said_of("rubbish.pdf"), error("damaged", None));
    assert_eq!(said_of("no-unicode.pdf"), error("no-unicode", Some(1)));
    assert_eq!(said_of("bomb.pdf"), error("too-large", Some(1)));
    assert_eq!(said_of("open-lock.pdf"), []);
    assert_eq!(said_of("truncated.pdf"), error("damaged", None));
}

#[test]
fn a_scan_names_its_pages_and_what_to_do() {
    let ingested = read("scanned.pdf");
    let problem = &ingested.problems[0];
    assert!(problem.message.starts_with("pages 1, 3: "), "{}", problem.message);
    assert!(problem.hint.as_deref().unwrap().contains("OCR"));
}

#[test]
fn a_run_over_good_and_bad_pdfs_exits_with_1_and_keeps_the_good() {
    let sandbox = Sandbox::project();
    for name in ["columns-by-row.pdf", "scanned.pdf", "locked.pdf", "truncated.pdf"] {
        sandbox.write(&format!("corpus/bundel/{name}"), fs::read(fixtures().join(name)).unwrap());
    }
    sandbox.run(&["run", "-q"]).expect_status(1);
    let statements = sandbox.read("reports/latest/statements.jsonl");
    assert!(statements.contains("De bus naar het ziekenhuis rijdt na zes uur"));
    let problems = sandbox.read("reports/latest/problems.jsonl");
    for code in ["no-text-layer", "encrypted"] {
        assert!(problems.contains(code), "{problems}");
    }
}

#[test]
fn links_lead_to_the_page_of_a_copy_of_the_pdf() {
    let sandbox = Sandbox::project();
    let bytes = fs::read(fixtures().join("running.pdf")).unwrap();
    sandbox.write("corpus/bundel/Reacties 2024.pdf", &bytes);
    sandbox.run(&["run", "-q"]).expect_status(0);
    let tree = sandbox.tree("reports/latest");
    let copies: Vec<&String> = tree.keys().filter(|path| path.ends_with(".pdf")).collect();
    let [copy] = copies[..] else { panic!("one copy: {copies:?}") };
    assert!(copy.starts_with("sources/") && tree[copy] == bytes);
    let text = |path: &str| String::from_utf8(tree[path].clone()).unwrap();
    let page =
        tree.keys().find(|path| path.starts_with("sources/") && text(path).contains("#page=3")).unwrap();
    assert!(text(page).contains(&format!("href=\"../{copy}#page=2\"")), "{page}");
    let on_lists = tree.keys().filter(|path| path.starts_with("themes/") || path.starts_with("lists/"));
    assert!(on_lists.into_iter().any(|path| text(path).contains(&format!("{copy}#page="))));
    assert!(text("summary.md").contains(&format!("]({copy}#page=")), "{}", text("summary.md"));
}
