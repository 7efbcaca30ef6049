//! Tests of analysts' decisions: what they move, how they are found again, and what becomes of those that are not.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

pub(crate) mod sequences;
mod week;

use std::fs;

use bloemlezer::model::{DecisionRecord, MatchedBy, Outcome, Reviewed, Statement, Summary};
use serde_json::Value;

use super::cli::{Answer, Sandbox};
use super::formats::folder_complaints;

const OUT: &str = "reports/latest";

/// The example project, with a run.
fn project() -> Sandbox {
    let sandbox = Sandbox::project();
    run(&sandbox);
    sandbox
}

fn run(sandbox: &Sandbox) {
    sandbox.run(&["run", "-q"]).expect_status(0);
    assert_eq!(folder_complaints(&sandbox.path(OUT)), [""; 0]);
}

fn lines<T: serde::de::DeserializeOwned>(sandbox: &Sandbox, file: &str) -> Vec<T> {
    let text = sandbox.read(&format!("{OUT}/{file}"));
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn statements(sandbox: &Sandbox) -> Vec<Statement> {
    lines(sandbox, "statements.jsonl")
}

/// The statement that holds these words.
fn holding(sandbox: &Sandbox, words: &str) -> Statement {
    let mut found = statements(sandbox).into_iter().filter(|statement| statement.text.contains(words));
    let (first, None) = (found.next().unwrap_or_else(|| panic!("no {words}")), found.next()) else {
        panic!("{words} stands more than once")
    };
    first
}

fn decide(sandbox: &Sandbox, words: &str, coder: &str, what: &[&str]) -> Answer {
    let id = holding(sandbox, words).id;
    let args = [&["review", "decide", &id, "--coder", coder, "--date", "2026-03-01"], what].concat();
    sandbox.run(&args)
}

fn codes(statement: &Statement) -> Vec<&str> {
    statement.themes.iter().map(|theme| theme.code.as_str()).collect()
}

fn outcomes(sandbox: &Sandbox) -> Vec<Outcome> {
    lines::<DecisionRecord>(sandbox, "decisions.jsonl").into_iter().map(|record| record.outcome).collect()
}

fn problems(sandbox: &Sandbox) -> Vec<(String, String)> {
    let problems: Vec<Value> = lines(sandbox, "problems.jsonl");
    let told = problems.iter().map(|problem| {
        (problem["code"].as_str().unwrap().to_owned(), problem["message"].as_str().unwrap().to_owned())
    });
    told.filter(|(code, _)| code.starts_with("decision-")).collect()
}

#[test]
fn a_decision_moves_its_statement_and_nothing_else() {
    let sandbox = project();
    let before = statements(&sandbox);
    decide(&sandbox, "september", "An", &["--kind", "wens", "--add", "capaciteit"]).expect_status(0);
    decide(&sandbox, "zeven loketten", "An", &["--remove", "versnippering"]).expect_status(0);
    run(&sandbox);
    let after = statements(&sandbox);
    for (before, after) in before.iter().zip(&after) {
        let is_named = before.text.contains("september") || before.text.contains("zeven loketten");
        assert_eq!(before == after, !is_named, "{after:?}");
        assert_eq!(before.id, after.id);
    }
    let noodhulp = holding(&sandbox, "september");
    assert_eq!(noodhulp.kind.code(), "wens");
    assert_eq!(codes(&noodhulp).last(), Some(&"capaciteit"));
    assert_eq!(noodhulp.themes.last().unwrap().coder.as_deref(), Some("An"));
    assert!(noodhulp.reviewed && !codes(&holding(&sandbox, "zeven loketten")).contains(&"versnippering"));
    let summary: Summary = serde_json::from_str(&sandbox.read(&format!("{OUT}/summary.json"))).unwrap();
    assert_eq!((summary.reviewed, summary.conflicts), (2, 0));
    let page = sandbox.read(&format!("{OUT}/lists/reviewed.html"));
    assert!(page.contains(&noodhulp.id) && page.contains("An"), "{page}");
    sandbox.run(&["review", "status"]).expect_status(0);
}

#[test]
fn what_was_confirmed_stands_whatever_the_taxonomy_says_later() {
    let sandbox = project();
    let before = holding(&sandbox, "september");
    decide(&sandbox, "september", "An", &["--confirm"]).expect_status(0);
    let taxonomy =
        sandbox.read("taxonomy/knelpunten.toml").replace("code = \"financiering\"", "code = \"geld\"");
    sandbox.write("taxonomy/knelpunten.toml", taxonomy);
    run(&sandbox);
    let after = holding(&sandbox, "september");
    assert_eq!(codes(&before), codes(&after));
    assert!(codes(&after).contains(&"financiering"), "a code that the taxonomy no longer has is kept");
    let told = problems(&sandbox);
    assert_eq!(told[0].0, "decision-code", "{told:?}");
    let summary: Summary = serde_json::from_str(&sandbox.read(&format!("{OUT}/summary.json"))).unwrap();
    let kept = summary.themes.iter().find(|theme| theme.code == "financiering").unwrap();
    assert_eq!(kept.quotes, [after.id].into_iter().collect());
}

#[test]
fn coders_who_disagree_are_listed_until_someone_settles_it() {
    let sandbox = project();
    let machine = holding(&sandbox, "vijf maanden");
    decide(&sandbox, "vijf maanden", "An", &["--confirm"]).expect_status(0);
    decide(&sandbox, "vijf maanden", "Bo", &["--coding", "wens; herkenning"]).expect_status(0);
    run(&sandbox);
    let torn = holding(&sandbox, "vijf maanden");
    assert_eq!((torn.kind, codes(&torn)), (machine.kind, codes(&machine)), "the machine's codes stand");
    assert!(torn.conflicts.contains(&"kind".to_owned()) && torn.conflicts.contains(&"herkenning".to_owned()));
    assert_eq!(outcomes(&sandbox), [Outcome::Conflict; 2]);
    assert_eq!(problems(&sandbox)[0].0, "decision-conflict");
    assert!(sandbox.read(&format!("{OUT}/lists/conflicts.html")).contains(&torn.id));
    let status = sandbox.run(&["review", "status"]).expect_status(1);
    assert!(status.stdout.contains("in conflict on 1"), "{status:#?}");
    decide(&sandbox, "vijf maanden", "Cas", &["--coding", "wens; capaciteit", "--adjudicate"])
        .expect_status(0);
    run(&sandbox);
    let settled = holding(&sandbox, "vijf maanden");
    assert_eq!((settled.kind.code(), codes(&settled)), ("wens", vec!["capaciteit"]));
    assert_eq!(settled.conflicts, [""; 0]);
    assert_eq!(outcomes(&sandbox), [Outcome::Overruled, Outcome::Overruled, Outcome::Applied]);
    let reviewed: Vec<Reviewed> = lines(&sandbox, "reviewed.jsonl");
    let coders: Vec<(&str, bool)> =
        reviewed[0].coders.iter().map(|own| (own.coder.as_str(), own.adjudicated)).collect();
    assert_eq!(coders, [("An", false), ("Bo", false), ("Cas", true)]);
}

#[test]
fn boundaries_can_be_mended() {
    let sandbox = project();
    let count = statements(&sandbox).len();
    decide(&sandbox, "zeven loketten", "An", &["--split-before", "en elk loket"]).expect_status(0);
    let second = holding(&sandbox, "telefoonnummer").id;
    decide(&sandbox, "vast aanspreekpunt", "An", &["--merge-with", &second]).expect_status(0);
    decide(&sandbox, "Bijna niemand", "An", &["--type", "heading"]).expect_status(0);
    decide(&sandbox, "buurgemeente", "An", &["--exclude", "--reason", "valt erbuiten"]).expect_status(0);
    let heading = "inspraakavond.txt:1:1:0-16";
    let args = ["review", "decide", heading, "--type", "statement", "--coder", "An"];
    sandbox.run(&args).expect_status(0);
    run(&sandbox);
    assert_eq!(outcomes(&sandbox), [Outcome::Applied; 5]);
    let now = statements(&sandbox);
    assert_eq!(now.len(), count + 1 - 1 - 1 - 1 + 1);
    let texts: Vec<&str> = now.iter().map(|statement| statement.text.as_str()).collect();
    assert_eq!(
        texts[..3],
        [
            "2.1 Samenwerking",
            "Wie schulden heeft, krijgt te maken met zeven loketten,",
            "en elk loket wil een eigen formulier."
        ]
    );
    assert!(texts.iter().any(|text| text.contains("binnenkomt. Brieven van de gemeente")));
    let part = holding(&sandbox, "en elk loket");
    assert!(!part.source.is_empty() && part.section.is_some());
    let structure = sandbox.read(&format!("{OUT}/structure.jsonl"));
    assert!(structure.contains("\"kind\":\"excluded\""), "{structure}");
    // Undone in another order than decided.
    sandbox.run(&["review", "undo", "1", "4", "2", "3", "5", "--coder", "An"]).expect_status(0);
    run(&sandbox);
    assert_eq!(statements(&sandbox).len(), count);
    assert_eq!(outcomes(&sandbox)[..5], [Outcome::Undone; 5]);
}

#[test]
fn three_statements_can_be_one() {
    let sandbox = project();
    let (second, third) = (holding(&sandbox, "telefoonnummer").id, holding(&sandbox, "avondspreekuur").id);
    decide(&sandbox, "vast aanspreekpunt", "An", &["--merge-with", &second]).expect_status(0);
    decide(&sandbox, "avondspreekuur", "An", &["--merge-with", &second]).expect_status(0);
    decide(&sandbox, "telefoonnummer", "Bo", &["--merge-with", &third]).expect_status(0);
    run(&sandbox);
    assert_eq!(outcomes(&sandbox), [Outcome::Applied; 3]);
    let whole = holding(&sandbox, "vast aanspreekpunt").text;
    let places =
        ["vast aanspreekpunt", "telefoonnummer", "avondspreekuur"].map(|words| whole.find(words).unwrap());
    assert!(places.is_sorted(), "in the order of the source: {whole}");
    assert!(statements(&sandbox).iter().all(|own| own.id != second && own.id != third));
}

#[test]
fn decisions_find_their_statements_in_changed_sources() {
    let sandbox = project();
    for words in ["vijf maanden", "september", "zeven loketten", "Bijna niemand"] {
        decide(&sandbox, words, "An", &["--kind", "context"]).expect_status(0);
    }
    let text = sandbox.read("corpus/inspraakavond.txt");
    let text = text
        .replace("opgelopen tot vijf maanden", "opgelopen tot ruim vijf maanden")
        .replace("Het budget voor noodhulp is in september al op.\n\n", "")
        .replace("2.1 Samenwerking", "2.1 Samenwerking\n\nDeze zin stond er nog niet, en alles schuift op.");
    sandbox.write("corpus/inspraakavond.txt", text);
    run(&sandbox);
    let records: Vec<DecisionRecord> = lines(&sandbox, "decisions.jsonl");
    let told: Vec<(Outcome, Option<MatchedBy>)> =
        records.iter().map(|record| (record.outcome, record.matched)).collect();
    assert_eq!(
        told,
        [
            (Outcome::Applied, Some(MatchedBy::Similar)),
            (Outcome::Orphan, None),
            (Outcome::Applied, Some(MatchedBy::Id)),
            (Outcome::Applied, Some(MatchedBy::Id)),
        ]
    );
    assert_eq!(holding(&sandbox, "ruim vijf maanden").kind.code(), "context");
    let told: Vec<String> = problems(&sandbox).into_iter().map(|(code, _)| code).collect();
    assert_eq!(told, ["decision-moved", "decision-orphan"]);
    let renamed = sandbox.path("corpus/avond.txt");
    fs::rename(sandbox.path("corpus/inspraakavond.txt"), renamed).unwrap();
    run(&sandbox);
    let records: Vec<DecisionRecord> = lines(&sandbox, "decisions.jsonl");
    assert_eq!(records[2].matched, Some(MatchedBy::Text), "found in the document's new name");
    assert_eq!(records[0].outcome, Outcome::Orphan, "renamed and changed is too much");
}

#[test]
fn what_a_merge_looks_for_says_nothing_of_other_decisions() {
    let sandbox = project();
    decide(&sandbox, "vijf maanden", "An", &["--confirm"]).expect_status(0);
    let second = holding(&sandbox, "vijf maanden").id;
    decide(&sandbox, "twee ochtenden", "An", &["--merge-with", &second]).expect_status(0);
    let text = sandbox.read("corpus/inspraakavond.txt");
    fs::remove_file(sandbox.path("corpus/inspraakavond.txt")).unwrap();
    sandbox.write("corpus/avond.txt", text.replace("opgelopen tot vijf", "opgelopen tot ruim vijf"));
    run(&sandbox);
    // Renamed and changed is too much, also where the merge finds its first statement under the new name.
    assert_eq!(outcomes(&sandbox), [Outcome::Orphan, Outcome::Refused]);
    let told: Vec<String> = problems(&sandbox).into_iter().map(|(code, _)| code).collect();
    assert_eq!(told, ["decision-orphan", "decision-refused"]);
}

#[test]
fn what_can_not_be_decided_is_told_before_anything_is_written() {
    let sandbox = project();
    let words = "vijf maanden";
    for (what, told) in [
        (&["--add", "capaciteitt"][..], "did you mean `capaciteit`?"),
        (&["--add", "capaciteit/wachttijd"], "did you mean `wachttijden`?"),
        (&["--remove", "herkenning"], "does not have the theme"),
        (&["--split-before", "zeven maanden"], "does not stand in the statement"),
        (&["--split-before", "De wachtlijst"], "begins with"),
        (&["--merge-with", "st-aaaaaaaaaaaaaaaa"], "there is no statement"),
        (&["--type", "kopje"], "nothing that a statement can be"),
        (&["--exclude", "--reason", " "], "needs a reason"),
        (&["--coding", "capaciteit"], "is no coding"),
        (&[], "nothing to decide"),
    ] {
        decide(&sandbox, words, "An", what).expect_error(&[told]);
    }
    decide(&sandbox, words, " ", &["--confirm"]).expect_error(&["name of who decides"]);
    sandbox.run(&["review", "undo", "1", "--coder", "An"]).expect_error(&["decisions.csv can't be read"]);
    let dry = decide(&sandbox, words, "An", &["--kind", "wens", "--dry-run"]).expect_status(0);
    assert!(dry.stdout.contains("knelpunt → wens"), "{dry:#?}");
    assert!(!sandbox.path("taxonomy/decisions.csv").exists());
    decide(&sandbox, words, "An", &["--kind", "wens"]).expect_status(0);
    sandbox.run(&["review", "undo", "7", "--coder", "An"]).expect_error(&["no decision 7"]);
}

#[test]
fn what_if_foretells_the_next_run() {
    let sandbox = project();
    decide(&sandbox, "september", "An", &["--confirm"]).expect_status(0);
    let taxonomy = sandbox.read("taxonomy/knelpunten.toml");
    let (before, after) = taxonomy.split_once("code = \"capaciteit\"").unwrap();
    let after = after.replacen("patterns = [", "patterns = [\n  { pattern = \"buurgemeente\", weight = 0.99 }, { pattern = \"in gewone taal\", weight = 0.99 },", 1);
    sandbox.write("nieuw.toml", format!("{before}code = \"capaciteit\"{after}"));
    let answer = sandbox.run(&["what-if", "nieuw.toml", "--format", "json"]).expect_status(1);
    let rows: Vec<Value> = answer.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |kind: &str| rows.iter().filter(|row| row["type"] == kind).cloned().collect::<Vec<_>>();
    assert_eq!(of("move").len(), 2, "{answer:#?}");
    assert!(of("pattern").iter().any(|row| row["pattern"] == "buurgemeente" && row["code"] == "capaciteit"));
    assert_eq!(of("quality").len(), 2, "the confirmed statement is what both are measured on");
    let text = sandbox.run(&["what-if", "nieuw.toml"]).expect_status(1).stdout;
    assert!(text.starts_with("2 of 15 statements move") || text.contains("statements move"), "{text}");
    assert!(!sandbox.run(&["what-if", "nieuw.toml", "--format", "csv"]).expect_status(1).stdout.is_empty());
    fs::rename(sandbox.path("nieuw.toml"), sandbox.path("taxonomy/knelpunten.toml")).unwrap();
    run(&sandbox);
    let summary: Value = serde_json::from_str(&sandbox.read(&format!("{OUT}/summary.json"))).unwrap();
    for row in of("theme") {
        let themes = summary["themes"].as_array().unwrap();
        let theme = themes.iter().find(|theme| theme["code"] == row["code"]).unwrap();
        assert_eq!(theme["statements"], row["after"], "{row}");
    }
    for row in of("kind") {
        assert_eq!(summary["kinds"][row["code"].as_str().unwrap()], row["after"], "{row}");
    }
    sandbox.run(&["what-if", "taxonomy/knelpunten.toml"]).expect_status(0);
}

#[test]
fn a_model_is_fitted_on_decisions_only_when_asked() {
    let sandbox = project();
    let model = sandbox.read("taxonomy/knelpunten.model.tsv");
    sandbox.run(&["train", "--decisions"]).expect_error(&["nobody confirmed"]);
    for words in ["september", "vijf maanden", "zeven loketten", "Bijna niemand"] {
        decide(&sandbox, words, "An", &["--confirm"]).expect_status(0);
    }
    run(&sandbox);
    assert_eq!(sandbox.read("taxonomy/knelpunten.model.tsv"), model, "a run fits nothing");
    let answer = sandbox.run(&["train", "--decisions", "--to", "eigen.tsv", "--format", "json"]);
    assert!(matches!(answer.status, Some(0 | 1)), "{answer:#?}");
    assert!(answer.stdout.contains("\"statements\":4"), "{answer:#?}");
}

#[test]
fn blind_codings_change_nothing_and_are_compared() {
    let sandbox = project();
    let before = statements(&sandbox);
    for coder in ["An", "Bo"] {
        let sheet = format!("{coder}.csv");
        sandbox.run(&["review", "sample", "--to", &sheet, "--lang", "en", "12"]).expect_status(0);
        let text = sandbox.read(&sheet);
        let mut lines = text.lines();
        let header = lines.next().unwrap();
        let columns: Vec<&str> = header.split(',').collect();
        // Both say "wens" of everything; of the first statement they differ.
        let rows = lines.enumerate().map(|(nth, line)| {
            let kind = if nth == 0 && coder == "Bo" { "context" } else { "wens" };
            let empty =
                ",".repeat(columns.len() - columns.iter().position(|own| *own == "kind").unwrap() - 1);
            let kept = line.strip_suffix(&empty).unwrap();
            format!("{kept}{kind},capaciteit{}", empty.strip_prefix(',').unwrap())
        });
        let rows: Vec<String> = rows.collect();
        sandbox.write(&sheet, format!("{header}\n{}\n", rows.join("\n")));
        sandbox.run(&["review", "import", &sheet, "--coder", coder]).expect_status(0);
    }
    assert!(!sandbox.path("taxonomy/decisions.csv").exists(), "never mixed in");
    run(&sandbox);
    assert_eq!(statements(&sandbox), before);
    let tables: Vec<Value> = lines(&sandbox, "agreement.jsonl");
    let coders: Vec<&Value> = tables.iter().map(|table| &table["coders"]).collect();
    assert_eq!(
        coders,
        [
            &serde_json::json!(["An", "Bo"]),
            &serde_json::json!(["An", "machine"]),
            &serde_json::json!(["Bo", "machine"])
        ]
    );
    assert_eq!(tables[0]["statements"], 11, "one of the twelve may not be published");
    assert_eq!(tables[0]["disagreements"].as_array().unwrap().len(), 1);
    let capacity =
        tables[0]["rows"].as_array().unwrap().iter().find(|row| row["what"] == "capaciteit").unwrap();
    assert_eq!((&capacity["percent"], &capacity["alpha"]), (&1.0.into(), &Value::Null), "nothing varies");
    let page = sandbox.read(&format!("{OUT}/agreement.html"));
    assert!(page.contains("het programma") && page.contains("niet bepaald"), "{page}");
    assert!(sandbox.read(&format!("{OUT}/index.html")).contains("agreement.html"));
}
