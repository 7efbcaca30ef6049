//! Tests of the generated consultation and of `bench generate` and `bench run`, which measure on it.

#![expect(clippy::unwrap_used, reason = "a test that can not go on should panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use bloemlezer::ingest::ingest;
use bloemlezer::model::{Content, Record};
use bloemlezer::synthesis::{Consultation, ConsultationRow, Origin, Text, parse_texts};
use serde_json::Value;

use super::cli::Sandbox;

fn texts_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("taxonomy/training/gewoon.jsonl")
}

fn texts() -> Vec<Text> {
    parse_texts(&fs::read_to_string(texts_file()).unwrap()).unwrap()
}

fn rows(count: u64) -> Vec<ConsultationRow> {
    Consultation::new(&texts(), 3).rows(count).collect()
}

/// A bench of this kind with the texts named, since it runs elsewhere.
fn bench(sandbox: &Sandbox, args: &[&str]) -> super::cli::Answer {
    let texts = texts_file();
    sandbox.run(&[&["bench"], args, &["--texts", texts.to_str().unwrap()]].concat())
}

/// The share of the rows, by its bounds.
#[track_caller]
fn expect_share(what: &str, count: usize, of: usize, (low, high): (f64, f64)) {
    let share = count as f64 / of as f64;
    assert!((low..=high).contains(&share), "{what}: {share}");
}

#[test]
fn a_consultation_is_as_long_winded_and_repetitive_as_people_are() {
    let rows = rows(20_000);
    let all = rows.len();
    let bytes: usize = rows.iter().map(|row| row.tekst.len()).sum();
    let words: usize = rows.iter().map(|row| row.tekst.split_whitespace().count()).sum();
    expect_share("bytes", bytes, all, (165.0, 195.0));
    expect_share("words", words, all, (27.0, 33.0));
    let of = |origin| rows.iter().filter(|row| row.origin == origin).count();
    expect_share("altered", of(Origin::Altered), all, (0.024, 0.036));
    expect_share("foreign", of(Origin::Foreign), all, (0.024, 0.036));
    let distinct: BTreeSet<&str> = rows.iter().map(|row| row.tekst.as_str()).collect();
    expect_share("copies", all - distinct.len(), all, (0.015, 0.03));
    let with = |sign: char| rows.iter().filter(|row| row.tekst.contains(sign)).count();
    expect_share("line breaks", with('\n'), all, (0.005, 0.025));
    expect_share("quotes", with('"'), all, (0.01, 0.03));
    let forms = |rows: &[ConsultationRow]| -> usize {
        let words = rows.iter().flat_map(|row| row.tekst.split(|letter: char| !letter.is_alphanumeric()));
        words.map(str::to_lowercase).collect::<BTreeSet<_>>().len()
    };
    assert!(forms(&rows) > 3 * forms(&rows[..2_000]), "the vocabulary grows");
    let mut sent: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &rows {
        *sent.entry(&row.respondent).or_default() += 1;
    }
    expect_share("respondents", sent.len(), all, (0.5, 0.9));
    assert!(sent.values().any(|count| *count >= 3));
    assert!(rows.iter().map(|row| row.regio).collect::<BTreeSet<_>>().len() >= 10);
    let hidden = rows.iter().filter(|row| row.openbaar == "nee").count();
    expect_share("not public", hidden, all, (0.02, 0.04));
}

#[test]
fn the_same_seed_writes_the_same_table_and_a_smaller_one_begins_it() {
    let sandbox = Sandbox::new();
    let table = |seed: &str, count: &str, to: &str| {
        let args = ["generate", "--statements", count, "--seed", seed, "--to", to];
        bench(&sandbox, &args).expect_status(0);
        sandbox.read(to)
    };
    let first = table("4", "600", "a.csv");
    assert_eq!(first, table("4", "600", "b.csv"));
    assert_ne!(first, table("5", "600", "c.csv"));
    assert!(first.starts_with(&table("4", "200", "d.csv")));
    bench(&sandbox, &["generate", "--to", "a.csv"]).expect_error(&["a.csv is there already"]);
    assert_eq!(sandbox.read("a.csv"), first);
}

#[test]
fn every_row_is_read_back_and_half_of_them_are_about_a_theme() {
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.path("corpus")).unwrap();
    let args = ["generate", "--statements", "2000", "--seed", "3", "--to", "corpus/reacties.csv"];
    bench(&sandbox, &args).expect_status(0);
    let ingested = ingest(&[sandbox.path("corpus")]).unwrap();
    assert_eq!(ingested.problems, []);
    let Content::Records(records) = &ingested.documents[0].content else { panic!("a table has records") };
    let made = rows(2_000);
    assert_eq!(records.len(), made.len());
    for (record, row) in records.iter().zip(&made) {
        assert_eq!(read_back(record), written(row));
    }

    sandbox.run(&["run"]).expect_status(0);
    let statements: Vec<Value> = sandbox
        .read("reports/latest/statements.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(statements.len(), made.len());
    let count = |is: &dyn Fn(&Value) -> bool| statements.iter().filter(|own| is(own)).count();
    let coded = count(&|own| !own["themes"].as_array().unwrap().is_empty());
    expect_share("coded", coded, made.len(), (0.35, 0.65));
    expect_share("not Dutch", count(&|own| own["language"] != "nl"), made.len(), (0.015, 0.05));
    expect_share("grouped", count(&|own| !own["group"].is_null()), made.len(), (0.03, 0.12));
}

/// Everything of a row, as it was read.
fn read_back(record: &Record) -> [String; 6] {
    [
        record.id.clone(),
        record.texts.iter().map(|cell| cell.text.as_str()).collect(),
        record.respondent.clone().unwrap_or_default(),
        record.date.clone().unwrap_or_default(),
        record.metadata.get("regio").cloned().unwrap_or_default(),
        if record.public { "ja" } else { "nee" }.to_owned(),
    ]
}

/// The same, as it was written.
fn written(row: &ConsultationRow) -> [String; 6] {
    let ConsultationRow { id, tekst, respondent, datum, regio, openbaar, .. } = row.clone();
    [id, tekst, respondent, datum, regio.to_owned(), openbaar.to_owned()]
}

fn run_bench(sandbox: &Sandbox, args: &[&str]) -> Vec<Value> {
    let args = [&["run", "--statements", "300", "--format", "json"], args].concat();
    let answer = bench(sandbox, &args).expect_status(0);
    answer.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn whole_runs_are_measured_beside_a_bare_index() {
    let sandbox = Sandbox::new();
    let rows = run_bench(&sandbox, &["--rounds", "2", "--keep", "kept"]);
    let [baseline, without, groups, summary] = rows.as_slice() else { panic!("{rows:#?}") };
    for (row, name) in [(baseline, "baseline"), (without, "no-groups"), (groups, "groups")] {
        assert_eq!((&row["type"], &row["name"]), (&"variant".into(), &name.into()));
        for key in ["per_second", "text_mb_per_second", "wall_seconds", "index_bytes_per_statement"] {
            assert!(row[key].as_f64().unwrap() > 0.0, "{key}: {row}");
        }
        assert_eq!(row["wall_rounds"].as_array().unwrap().len(), 2);
        for key in ["cpu_seconds", "cpu_per_wall", "peak_bytes", "cpu_ratio", "peak_ratio", "html_bytes"] {
            assert!(row.get(key).is_some(), "{key}: {row}");
        }
        let told = row["peak_bytes"].as_f64().is_some_and(|bytes| bytes > 1e6);
        assert!(told || !cfg!(target_os = "linux"), "{row}");
    }
    assert!(baseline["wall_ratio"].is_null() && baseline["bars"].as_array().unwrap().is_empty());
    for row in [without, groups] {
        assert!(row["wall_ratio"].as_f64().unwrap() > 0.0, "{row}");
        let names: Vec<&Value> = row["bars"].as_array().unwrap().iter().map(|bar| &bar["name"]).collect();
        assert_eq!(names, ["wall_ratio", "cpu_per_wall", "peak_mb", "html_mb"]);
        assert!(row["html_bytes"].as_u64().unwrap() > 1_000, "{row}");
    }
    assert_eq!((&summary["statements"], &summary["rounds"]), (&300.into(), &2.into()));

    // Both are whole runs over the table that is kept, and differ in what they are to differ in.
    let lines = |path: &str| sandbox.read(path).lines().count();
    assert_eq!(lines("kept/no-groups/statements.jsonl"), 300);
    assert_eq!(lines("kept/groups/statements.jsonl"), 300);
    assert_eq!(lines("kept/no-groups/groups.jsonl"), 0);
    assert!(lines("kept/groups/groups.jsonl") > 0);
    assert!(sandbox.path("kept/baseline/meta.json").is_file());
    let again = ["run", "--keep", "kept"];
    bench(&sandbox, &again).expect_error(&["kept can't be made"]);
}

#[test]
fn the_search_for_repeated_words_can_be_left_out_of_what_is_measured() {
    let rows = run_bench(&Sandbox::new(), &["--rounds", "1", "--no-groups"]);
    let names: Vec<&Value> = rows.iter().map(|row| &row["name"]).collect();
    assert_eq!(names[..2], [&Value::from("baseline"), &Value::from("no-groups")]);
    assert_eq!(rows.len(), 3);
}

#[test]
fn runs_after_a_change_are_measured_beside_one_without_a_cache() {
    let sandbox = Sandbox::new();
    for of in [["again", "--files", "3"], ["again", "--rows", "300"]] {
        let answer = bench(&sandbox, &[&of[..], &["--threads", "1", "--format", "json"]].concat());
        let stdout = answer.expect_status(0).stdout;
        let lines: Vec<Value> = stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let made: Vec<u64> = lines.iter().map(|line| line["made"].as_u64().unwrap()).collect();
        let names: Vec<&str> = lines.iter().map(|line| line["name"].as_str().unwrap()).collect();
        let all =
            ["no cache", "empty cache", "nothing changed", "a file more", "another taxonomy", "a decision"];
        assert_eq!(names, all);
        assert!(lines.iter().all(|line| line["wall_seconds"].as_f64().unwrap() > 0.0));
        assert_eq!((made[0], made[2]), (0, 0), "{lines:?}");
        assert!(made[1] > 0 && made[4] > 0, "{lines:?}");
        assert!((1..=2).contains(&made[3]), "its statements and their codes: {lines:?}");
        assert_eq!(lines[2]["reused"].as_u64().unwrap(), made[1], "{lines:?}");
    }
}

#[test]
fn searches_are_measured_beside_a_bare_index_and_made_once() {
    let sandbox = Sandbox::new();
    let args = ["search", "--statements", "300", "--queries", "20", "--rounds", "2", "--keep", "gemaakt"];
    let measured =
        |format: &str| bench(&sandbox, &[&args[..], &["--format", format]].concat()).expect_status(0).stdout;
    let lines: Vec<Value> =
        measured("json").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let kinds: Vec<&str> = lines.iter().filter_map(|line| line["kind"].as_str()).collect();
    assert_eq!(kinds, ["term", "and", "phrase", "facets"]);
    for line in &lines[..4] {
        let number = |key: &str| line[key].as_f64().unwrap_or(f64::NAN);
        assert!(0.0 < number("p50_ms") && number("p50_ms") <= number("p99_ms"), "{line}");
        if line["kind"] == "facets" {
            assert!(line["bare_p99_ms"].is_null(), "{line}");
        } else {
            let ratio = number("p99_ms") / number("bare_p99_ms");
            assert!((ratio - number("p99_ratio")).abs() < 1e-6 * ratio, "{line}");
        }
        assert_eq!(line["met"], number("p99_ms") <= number("asked_p99_ms"), "{line}");
    }
    let summary = &lines[4];
    assert_eq!((summary["type"].as_str(), summary["queries"].as_u64()), (Some("summary"), Some(20)));
    assert!(
        summary["opening_ms"].as_f64().unwrap() > 0.0 && summary["bare_opening_ms"].as_f64().unwrap() > 0.0
    );
    let before = sandbox.tree("gemaakt");
    assert!(measured("text").contains("300 statements, 20 questions of each kind, the fastest of 2 rounds"));
    assert_eq!(measured("csv").lines().count(), 5);
    assert!(sandbox.tree("gemaakt") == before);
}
