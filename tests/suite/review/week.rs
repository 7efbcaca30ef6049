//! An analyst's week on the real pages: run, export, correct in a spreadsheet, import, try a change of the taxonomy, make it, add a source,
//! run again. Every decision stands, conflicts are listed, and counts change exactly as foretold.

#![expect(clippy::unwrap_used, reason = "a test that can not go on should panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use bloemlezer::model::{DecisionRecord, Outcome, Statement};
use serde_json::Value;

use super::{lines, outcomes, problems, statements};
use crate::cli::Sandbox;
use crate::formats::folder_complaints;

const SHEET: &str = "nakijken.csv";

/// A project with the real pages and the taxonomy that ships.
fn project() -> Sandbox {
    let sandbox = Sandbox::project();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::remove_dir_all(sandbox.path("corpus")).unwrap();
    for entry in fs::read_dir(root.join("corpus")).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        sandbox.write(&format!("corpus/{name}"), fs::read(entry.path()).unwrap());
    }
    sandbox
}

fn run(sandbox: &Sandbox) {
    sandbox.run(&["run", "-q"]).expect_status(0);
    assert_eq!(folder_complaints(&sandbox.path("reports/latest")), [""; 0]);
}

/// The rows of the exported sheet, by column.
struct Sheet {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    fn read(sandbox: &Sandbox) -> Self {
        let text = sandbox.read(SHEET);
        let text = text.trim_start_matches('\u{feff}');
        let mut reader =
            csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text.as_bytes());
        let mut rows: Vec<Vec<String>> =
            reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        Self { columns: rows.remove(0), rows }
    }

    fn column(&self, name: &str) -> usize {
        self.columns
            .iter()
            .position(|own| own == name)
            .unwrap_or_else(|| panic!("{name}: {:?}", self.columns))
    }

    fn get(&self, row: usize, column: &str) -> &str {
        &self.rows[row][self.column(column)]
    }

    fn set(&mut self, row: usize, column: &str, text: &str) {
        let at = self.column(column);
        self.rows[row][at] = text.to_owned();
    }

    fn write(&self, sandbox: &Sandbox) {
        let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
        for row in std::iter::once(&self.columns).chain(&self.rows) {
            writer.write_record(row).unwrap();
        }
        sandbox.write(SHEET, writer.into_inner().unwrap());
    }
}

/// Kind and theme codes of each statement.
fn codings(sandbox: &Sandbox) -> BTreeMap<String, (String, Vec<String>)> {
    // The first theme first; the order of the others says nothing.
    let coded = |own: Statement| {
        let mut themes: Vec<String> = own.themes.iter().map(|theme| theme.code.clone()).collect();
        if let Some((_, others)) = themes.split_first_mut() {
            others.sort();
        }
        (own.id, (own.kind.code().to_owned(), themes))
    };
    statements(sandbox).into_iter().map(coded).collect()
}

/// What the analyst fills in: twelve other kinds and themes, four confirmed, a split, a merge, a heading, one left out. Gives the ids that
/// are recoded, and those that are no more.
fn correct(sandbox: &Sandbox) -> (BTreeMap<String, String>, BTreeSet<String>) {
    let mut sheet = Sheet::read(sandbox);
    assert_eq!(sheet.rows.len(), 40);
    let all = statements(sandbox);
    let place = |id: &str| all.iter().position(|own| own.id == id).unwrap();
    let listed: BTreeSet<String> = (0..40).map(|row| sheet.get(row, "id").to_owned()).collect();
    // The next statement must be of the same page and in no row of its own.
    let next = |id: &str| {
        let at = place(id);
        let next = all.get(at + 1).filter(|next| next.document == all[at].document)?;
        (!listed.contains(&next.id)).then(|| next.id.clone())
    };
    let merged = (0..40).find(|row| next(sheet.get(*row, "id")).is_some()).unwrap();
    let split = (0..40).find(|row| *row != merged && sheet.get(*row, "tekst").contains(". ")).unwrap();
    let others: Vec<usize> = (0..40).filter(|row| *row != merged && *row != split).take(18).collect();
    let (mut recoded, mut gone) = (BTreeMap::new(), BTreeSet::new());
    for (nth, row) in others.into_iter().enumerate() {
        let id = sheet.get(row, "id").to_owned();
        match nth {
            0..12 => {
                let kind = if sheet.get(row, "soort") == "wens" { "context" } else { "wens" };
                sheet.set(row, "soort", kind);
                recoded.insert(id, kind.to_owned());
            }
            12..16 => {
                sheet.set(row, "actie", "akkoord");
                let kind = sheet.get(row, "soort").to_owned();
                recoded.insert(id, kind);
            }
            16 => {
                sheet.set(row, "actie", "kop");
                gone.insert(id);
            }
            _ => {
                sheet.set(row, "actie", "uitsluiten");
                sheet.set(row, "reden", "hoort er niet bij");
                gone.insert(id);
            }
        }
    }
    gone.extend([sheet.get(split, "id").to_owned(), sheet.get(merged, "id").to_owned()]);
    gone.extend(next(sheet.get(merged, "id")));
    let text = sheet.get(split, "tekst").replacen(". ", ". ‖ ", 1);
    sheet.set(split, "tekst", &text);
    sheet.set(merged, "samenvoegen met", "volgende");
    sheet.write(sandbox);
    (recoded, gone)
}

/// Rows of `what-if` of a type.
fn foretold(sandbox: &Sandbox, taxonomy: &str) -> Vec<Value> {
    let answer = sandbox.run(&["what-if", taxonomy, "--format", "json"]).expect_status(1);
    answer.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn counts_are_foretold(sandbox: &Sandbox, rows: &[Value]) {
    let summary: Value = serde_json::from_str(&sandbox.read("reports/latest/summary.json")).unwrap();
    let themes = summary["themes"].as_array().unwrap();
    for row in rows.iter().filter(|row| row["type"] == "theme") {
        let theme = themes.iter().find(|theme| theme["code"] == row["code"]).unwrap();
        assert_eq!(theme["statements"], row["after"], "{row}");
    }
    for row in rows.iter().filter(|row| row["type"] == "kind") {
        assert_eq!(summary["kinds"][row["code"].as_str().unwrap()], row["after"], "{row}");
    }
}

#[test]
fn every_decision_of_a_week_stands() {
    let sandbox = project();
    run(&sandbox);
    let monday = codings(&sandbox);
    sandbox.run(&["review", "export", "--to", SHEET, "--limit", "40"]).expect_status(0);
    let (recoded, gone) = correct(&sandbox);
    sandbox.run(&["review", "import", SHEET, "--coder", "An", "--dry-run"]).expect_status(0);
    assert!(!sandbox.path("taxonomy/decisions.csv").exists());
    sandbox.run(&["review", "import", SHEET, "--coder", "An", "--date", "2026-03-03"]).expect_status(0);
    let (torn, _) = recoded.iter().next().unwrap();
    let args = ["review", "decide", torn, "--coding", "knelpunt; herkenning", "--coder", "Bo"];
    sandbox.run(&args).expect_status(0);

    run(&sandbox);
    let decided: Vec<Outcome> = outcomes(&sandbox);
    let conflicts = decided.iter().filter(|outcome| **outcome == Outcome::Conflict).count();
    assert_eq!((decided.len(), conflicts), (21, 2), "{decided:?}");
    assert!(
        decided.iter().all(|outcome| matches!(outcome, Outcome::Applied | Outcome::Conflict)),
        "{decided:?}"
    );
    assert_eq!(
        problems(&sandbox).into_iter().map(|(code, _)| code).collect::<Vec<_>>(),
        ["decision-conflict"]
    );
    let tuesday = codings(&sandbox);
    for (id, before) in &monday {
        match (recoded.get(id), tuesday.get(id)) {
            (_, None) => assert!(gone.contains(id), "{id}"),
            (_, Some(after)) if id == torn => assert_eq!(after, before, "the machine's codes stand"),
            (Some(kind), Some(after)) => assert_eq!((&after.0, &after.1), (kind, &before.1), "{id}"),
            (None, Some(after)) => assert_eq!(after, before, "{id}"),
        }
    }
    let made = tuesday.keys().filter(|id| !monday.contains_key(*id)).count();
    assert_eq!((monday.len() - gone.len() + made, made), (tuesday.len(), 3), "two parts and a merged one");

    let taxonomy = sandbox.read("taxonomy/knelpunten.toml");
    let word = "{ pattern = \"jongeren\", weight = 0.99 }, { pattern = \"gemeente\", weight = 0.99 },";
    let (before, after) = taxonomy.split_once("code = \"capaciteit\"").unwrap();
    let after = after.replacen("patterns = [", &format!("patterns = [\n  {word}"), 1);
    sandbox.write("nieuw.toml", format!("{before}code = \"capaciteit\"{after}"));
    let rows = foretold(&sandbox, "nieuw.toml");
    let moved: BTreeSet<&str> = rows
        .iter()
        .filter(|row| row["type"] == "move")
        .map(|row| row["statement"].as_str().unwrap())
        .collect();
    assert!(!moved.is_empty());
    fs::rename(sandbox.path("nieuw.toml"), sandbox.path("taxonomy/knelpunten.toml")).unwrap();
    run(&sandbox);
    counts_are_foretold(&sandbox, &rows);
    let wednesday = codings(&sandbox);
    for (id, before) in &tuesday {
        assert_eq!(moved.contains(id.as_str()), before != &wednesday[id], "{id}");
    }

    sandbox.write(
        "corpus/nagekomen.txt",
        "Er is veel te weinig personeel bij het loket.\n\nDe brief kwam pas na een jaar.\n",
    );
    run(&sandbox);
    let thursday = codings(&sandbox);
    assert_eq!(thursday.len(), wednesday.len() + 2);
    assert!(wednesday.iter().all(|(id, coding)| thursday.get(id) == Some(coding)));
    assert_eq!(outcomes(&sandbox), decided, "every decision stands");
    let records: Vec<DecisionRecord> = lines(&sandbox, "decisions.jsonl");
    assert!(records.iter().all(|record| record.document != "nagekomen.txt"));
    let status = sandbox.run(&["review", "status"]).expect_status(1);
    assert!(status.stdout.contains("in conflict on 1"), "{status:#?}");
}
