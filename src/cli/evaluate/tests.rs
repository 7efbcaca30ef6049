//! Tests of `evaluate` on a small run made by hand.

use std::cell::RefCell;
use std::fs;
use std::path::Path;

use clap::Parser;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{EvaluateArgs, run};

#[derive(Debug, Parser)]
struct Line {
    #[command(flatten)]
    args: EvaluateArgs,
}

/// What was printed and noted, or why nothing was.
fn evaluate(folder: &Path, flags: &[&str]) -> anyhow::Result<(String, Vec<String>)> {
    let gold = folder.join("gold.jsonl");
    let out = folder.join("run");
    let paths = ["evaluate", "--gold", gold.to_str().unwrap(), "--out", out.to_str().unwrap()];
    let line = Line::parse_from(paths.into_iter().chain(flags.iter().copied()));
    let notes = RefCell::new(Vec::new());
    let mut printed = Vec::new();
    let note = |message: &str| notes.borrow_mut().push(message.to_owned());
    assert_eq!(run(&line.args, &note, &mut printed, false)?, 0);
    Ok((String::from_utf8(printed)?, notes.into_inner()))
}

fn failure(folder: &Path, flags: &[&str]) -> String {
    evaluate(folder, flags).unwrap_err().to_string()
}

fn statement(id: &str, text: &str, themes: &[&str]) -> Value {
    let theme = |code: &&str| json!({"code": code, "subtheme": null, "score": 1.0, "source": "rule", "coder": null, "evidence": []});
    json!({
        "id": id, "document": "map/p1.txt", "record": null, "question": null, "page": 1, "page_label": null,
        "column": 1, "source": [], "section": {"number": "2.1", "title": "Vervoer"}, "text": text,
        "truncated": "no", "doubt": 0.0, "language": "nl", "respondent": null, "date": null, "public": true,
        "metadata": {}, "kind": "knelpunt", "kind_score": 1.0, "kind_source": "prior", "kind_evidence": [],
        "themes": themes.iter().map(theme).collect::<Vec<_>>(), "reviewed": false, "duplicate_of": null,
        "group": null,
    })
}

/// A run of two statements, gold of three, and the source they came from.
fn project() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: String| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let statements = [
        statement("st-aaaaaaaaaaaaaaaa", "=De bus rijdt \u{1b}[31mniet.", &["versnippering"]),
        statement("st-bbbbbbbbbbbbbbbb", "Dit staat niet in gold.", &[]),
    ];
    write("run/statements.jsonl", statements.map(|line| format!("{line}\n")).concat());
    let theme = |code: &str| {
        json!({
            "code": code, "statements": 0, "records": 0, "respondents": 0, "collapsed": 0, "by_kind": {},
            "by_subtheme": {}, "quotes": [],
        })
    };
    let summary = json!({
        "statements": 2, "records": 0, "respondents": 0, "groups_collapsed": 2, "uncoded": 1, "reviewed": 0,
        "themes": [theme("versnippering"), theme("capaciteit"), theme("overig")], "kinds": {}, "sections": [],
        "documents": [], "cooccurrence": [],
    });
    write("run/summary.json", summary.to_string());
    let manifest = json!({
        "format": 1, "versions": {"program": "", "analyser": "", "taxonomy": "", "model": null},
        "inputs": [{"role": "corpus", "path": "p1.txt", "sha256": "0"}], "settings": {}, "measured": {},
        "counts": {
            "documents": 1, "pages": 1, "records": 0, "statements": 2, "structure": 0, "coded": 1, "problems": {},
        },
    });
    write("run/manifest.json", manifest.to_string());
    let gold = |text: &str, themes: &[&str]| json!({"doc": "p1.txt", "text": text, "section": "2.1 Vervoer", "kind": "knelpunt", "themes": themes});
    let gold = [gold("=De bus rijdt \u{1b}[31mniet.", &["versnippering"]), gold("Gemist.", &["capaciteit"])];
    write("gold.jsonl", gold.map(|line| format!("{line}\n")).concat());
    write("corpus/p1.txt", "De bus rijdt niet.\n".to_owned());
    folder
}

#[test]
fn a_run_is_scored_for_people() {
    let folder = project();
    let (printed, notes) = evaluate(folder.path(), &["--list-differences"]).unwrap();
    assert_eq!(notes.len(), 1, "that the sources were not compared: {notes:?}");
    assert!(!printed.contains('\u{1b}'), "nothing steers the terminal");
    let line =
        |name: &str| printed.lines().find(|line| line.trim_start().starts_with(name)).unwrap_or_default();
    assert!(line("exact ").contains("0.500   0.500   0.500"), "{printed}");
    assert!(line("right heading").ends_with("1   of 1"), "{printed}");
    assert!(line("capaciteit").contains("0.000   0.000   0.000"), "{printed}");
    assert!(line("knelpunt missed").ends_with('1'), "{printed}");
    assert!(printed.contains("- missed in p1.txt: Gemist."), "{printed}");
    assert!(printed.contains("- extra in map/p1.txt: Dit staat niet in gold."), "{printed}");
}

#[test]
fn json_lines_tell_the_same() {
    let folder = project();
    let (printed, _) = evaluate(folder.path(), &["--format", "json", "--list-differences"]).unwrap();
    let lines: Vec<Value> = printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |kind: &str| lines.iter().filter(|line| line["type"] == kind).count();
    let summary = lines.last().unwrap();
    assert_eq!((summary["type"].as_str(), &summary["measures"]), (Some("summary"), &json!(of("measure"))));
    assert_eq!((&summary["differences"], of("difference")), (&json!(2), 2));
    let exact = lines.iter().find(|line| line["measure"] == "exact-f1").unwrap();
    assert_eq!(
        (&exact["value"], &exact["precision"], &exact["missed"]),
        (&json!(0.5), &json!(0.5), &json!(1))
    );
}

#[test]
fn csv_has_one_table_and_no_formulas() {
    let folder = project();
    let (measures, _) = evaluate(folder.path(), &["--format", "csv"]).unwrap();
    assert!(measures.starts_with("part,measure,code,value,"), "{measures}");
    fs::write(
        folder.path().join("gold.jsonl"),
        r#"{"doc": "p1.txt", "text": "=1+1", "kind": "wens", "themes": []}"#,
    )
    .unwrap();
    let (differences, _) = evaluate(folder.path(), &["--format", "csv", "--list-differences"]).unwrap();
    assert!(differences.contains("\nmissed,p1.txt,'=1+1,"), "{differences}");
}

#[test]
fn gold_texts_are_coded_without_a_run() {
    let folder = project();
    fs::remove_dir_all(folder.path().join("run")).unwrap();
    let (printed, notes) = evaluate(folder.path(), &["--text"]).unwrap();
    assert!(printed.starts_with("Coding of the gold's own texts\n"), "{printed}");
    assert!(notes.is_empty());
}

#[test]
fn a_run_older_than_its_sources_is_refused() {
    let folder = project();
    let corpus = folder.path().join("corpus");
    let message = failure(folder.path(), &["--corpus", corpus.to_str().unwrap()]);
    assert!(message.contains("is older than its inputs: corpus `p1.txt` changed"), "{message}");
}

#[test]
fn what_cannot_be_scored_is_told() {
    let folder = project();
    let gold = folder.path().join("gold.jsonl");
    fs::write(&gold, r#"{"doc": "p9.txt", "text": "x", "kind": "wens", "themes": []}"#).unwrap();
    assert!(
        failure(folder.path(), &[]).contains("the run has nothing of what the gold is about, such as p9.txt")
    );
    fs::write(&gold, r#"{"doc": "p1.txt", "text": "x", "kind": "wens", "themes": ["groen"]}"#).unwrap();
    assert!(failure(folder.path(), &[]).contains("gold.jsonl, line 1: no theme of the codebook: groen"));
    fs::write(&gold, "{").unwrap();
    assert!(failure(folder.path(), &[]).contains("gold.jsonl, line 1: not a gold statement"));
    fs::remove_dir_all(folder.path().join("run")).unwrap();
    fs::write(&gold, r#"{"doc": "p1.txt", "text": "x", "kind": "wens", "themes": []}"#).unwrap();
    assert!(failure(folder.path(), &[]).contains("manifest.json can't be read"));
}
