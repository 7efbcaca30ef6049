//! Tables too long to be held: what is read again, coded and written row by row is the same as when all of it is held.

#![expect(clippy::unwrap_used, reason = "a test that can not go on should panic")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::num::NonZeroUsize;
use std::path::Path;

use bloemlezer::index::{Index, SearchRequest, Sort};
use bloemlezer::ingest::IngestError;
use bloemlezer::model::Findings;
use bloemlezer::pipeline::{self, Progress, RunError, RunSettings, Stage, Stop, TaxonomySource};
use bloemlezer::report::{self, Language, ReportOptions};
use bloemlezer::segment::Responses;
use bloemlezer::synthesis::{Consultation, parse_texts};

use super::cli::tree;

/// Rows, of which somewhat fewer may be published: more than are held.
const ROWS: u64 = 53_000;

/// A long table between two texts, with rows that may not be shown, without text, with an id that was there, and column names once more.
fn corpus(folder: &Path) {
    let texts = fs::read_to_string("taxonomy/training/gewoon.jsonl").unwrap();
    let texts = parse_texts(&texts).unwrap();
    fs::create_dir_all(folder).unwrap();
    fs::write(
        folder.join("a.txt"),
        "1 Vooraf\n\nEr zijn te weinig mensen.\n\nWij weten elkaar niet te vinden.\n",
    )
    .unwrap();
    fs::write(folder.join("z.txt"), "Er zijn te weinig mensen.\n\nDe potjes zijn verdeeld.\n").unwrap();
    let mut rows = csv::Writer::from_path(folder.join("b.csv")).unwrap();
    for row in Consultation::new(&texts, 3).rows(ROWS) {
        rows.serialize(row).unwrap();
    }
    for row in
        [["r1", "Een tweede r1 met te weinig geld.", "x", "", "", "ja"], ["leeg", " ", "x", "", "", "ja"]]
    {
        rows.write_record(row).unwrap();
    }
    rows.write_record(["id", "tekst", "respondent", "datum", "regio", "openbaar"]).unwrap();
    rows.write_record(["laatste", "- te weinig tijd\n- te veel regels", "x", "", "", "misschien"]).unwrap();
    rows.flush().unwrap();
}

/// A run over `folder/corpus` into `folder/out` that keeps nothing, without the search for repeated words.
pub(crate) fn settings(folder: &Path) -> RunSettings {
    RunSettings {
        corpus: vec![folder.join("corpus")],
        taxonomy: TaxonomySource::Embedded,
        responses: Responses::Whole,
        rules_alone: false,
        groups: false,
        decisions: None,
        out: folder.join("out"),
        language: Language::Nl,
        public_only: false,
        threads: NonZeroUsize::new(2).unwrap(),
        memory: 300_000_000,
        cache: None,
        stop: Stop::default(),
    }
}

type Files = BTreeMap<String, Vec<u8>>;

/// The files of a run, but the index.
fn run(settings: &RunSettings) -> Files {
    pipeline::run(settings, &mut |_| {}).unwrap();
    let files = tree(&settings.out).into_iter();
    files.filter(|(path, _)| !path.starts_with("index/")).collect()
}

/// The same files, made of findings that hold everything.
fn held(settings: &RunSettings) -> (Files, Findings) {
    let findings = pipeline::find(settings, &mut |_| {}).unwrap();
    let options = ReportOptions { language: settings.language, public_only: settings.public_only };
    let files = report::render(&findings, &options).unwrap();
    (files.into_iter().map(|file| (file.path, file.bytes)).collect(), findings)
}

#[track_caller]
fn assert_same(passed: &Files, held: &Files) {
    assert_eq!(passed.keys().collect::<Vec<_>>(), held.keys().collect::<Vec<_>>());
    for (path, bytes) in held {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        if passed.get(path) != Some(bytes) {
            let (one, other) = (text(&passed[path]), text(bytes));
            let differs = one.lines().zip(other.lines()).find(|(one, other)| one != other);
            panic!("{path} differs: {differs:#?}");
        }
    }
}

#[test]
fn every_file_is_the_same_as_when_all_is_held() {
    let folder = tempfile::tempdir().unwrap();
    corpus(&folder.path().join("corpus"));
    let settings = RunSettings { groups: true, ..settings(folder.path()) };
    let passed = run(&settings);
    let (held, findings) = held(&settings);
    assert!(findings.groups.len() > 100, "the table repeats itself");
    assert!(findings.statements.len() > 53_000);
    assert_same(&passed, &held);

    let index = Index::open(&settings.out.join("index")).unwrap();
    assert_eq!(index.statements(), findings.statements.len() as u64);
    let request = SearchRequest {
        query: "regels".into(),
        sort: Sort::Source,
        limit: 10_000,
        ..SearchRequest::default()
    };
    let hits = index.search(&request).unwrap().hits;
    let last = hits.last().unwrap();
    assert_eq!(last.statement.record.as_deref(), Some("laatste"));
    let places: BTreeMap<&str, usize> =
        findings.statements.iter().enumerate().map(|(place, own)| (own.id.as_str(), place)).collect();
    assert!(hits.is_sorted_by_key(|hit| places[hit.statement.id.as_str()]), "hits stand in source order");
}

#[test]
fn what_may_not_be_shown_is_left_out_of_all_files_when_told() {
    let folder = tempfile::tempdir().unwrap();
    corpus(&folder.path().join("corpus"));
    let settings = RunSettings { public_only: true, ..settings(folder.path()) };
    let passed = run(&settings);
    assert_same(&passed, &held(&settings).0);
}

#[test]
fn a_table_that_changes_during_the_run_ends_it() {
    let folder = tempfile::tempdir().unwrap();
    corpus(&folder.path().join("corpus"));
    let settings = settings(folder.path());
    let table = folder.path().join("corpus/b.csv");
    let mut is_written = false;
    let mut grow = |progress: Progress| {
        if progress.stage == Stage::Indexing && !is_written {
            is_written = true;
            let mut file = fs::File::options().append(true).open(&table).unwrap();
            file.write_all(b"nog een,Er is te weinig geld.,x,,,ja\n").unwrap();
        }
    };
    let error = pipeline::run(&settings, &mut grow).unwrap_err();
    assert!(matches!(&error, RunError::Ingest(IngestError::Changed { path }) if *path == table), "{error}");
    assert!(error.hint().unwrap().contains("run again"));
    assert!(!settings.out.exists(), "nothing is left of it");
}
