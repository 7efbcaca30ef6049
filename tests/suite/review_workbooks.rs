//! Tests of the analyst's workbooks: what is written, what comes back after programs and people had their hands on it.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use bloemlezer::ingest::read_cells;
use bloemlezer::model::CellSheet;
use serde_json::Value;

use super::cli::Sandbox;
use super::workbook::{Sheet, parts, workbook};

/// Row of the corpus, from 1; column; what is typed.
type Edit<'e> = (usize, &'e str, &'e str);

/// What an analyst fills in: a decision of every kind.
const EDITS: [Edit<'static>; 14] = [
    (1, "actie", "akkoord"),
    (2, "soort", "context "),
    (3, "tekst", "Het loket is slecht te vinden. ‖ De folder is onleesbaar."),
    (4, "thema 1", "loket · Loketten"),
    (4, "reden", "gaat over de balie"),
    (5, "samenvoegen met", "volgende"),
    (7, "thema 2", "Geld"),
    (7, "hele groep", "true"),
    (10, "actie", "kop"),
    (11, "actie", "Uitsluiten"),
    (11, "reden", "proefbericht"),
    (12, "thema 1", "loket · Loketten"),
    (12, "thema 2", "geld · Geld"),
    (9, "reden", " "),
];

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/review").join(name)
}

/// A project with a finished run.
fn project() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("corpus/reacties.csv", fs::read(fixture("reacties.csv")).unwrap());
    sandbox.write("taxonomy/knelpunten.toml", fs::read(fixture("codes.toml")).unwrap());
    sandbox.run(&["run", "--quiet"]).expect_status(0);
    sandbox
}

fn export(sandbox: &Sandbox, to: &str, options: &[&str]) {
    let args = [&["review", "export", "--to", to, "--limit", "100"], options].concat();
    sandbox.run(&args).expect_status(0);
}

fn cells(sandbox: &Sandbox, file: &str) -> Vec<CellSheet> {
    read_cells(file, &fs::read(sandbox.path(file)).unwrap()).unwrap()
}

/// The sheet to fill in as rows of column → cell.
fn coding_rows(sheets: &[CellSheet]) -> Vec<BTreeMap<String, String>> {
    let (header, rows) = sheets[0].rows.split_first().unwrap();
    let row = |cells: &BTreeMap<u32, String>| {
        let named = cells.iter().map(|(at, cell)| (header.cells[at].clone(), cell.clone()));
        named.collect()
    };
    rows.iter().map(|own| row(&own.cells)).collect()
}

fn id_of(sandbox: &Sandbox, record: usize) -> String {
    let lines = sandbox.read("reports/latest/statements.jsonl");
    let line: Value = serde_json::from_str(lines.lines().nth(record - 1).unwrap()).unwrap();
    line["id"].as_str().unwrap().to_owned()
}

/// A workbook with other cells, written by other means than ours.
fn filled_in(sandbox: &Sandbox, sheets: &[CellSheet], edits: &[Edit<'_>]) -> Vec<u8> {
    let mut sheets = sheets.to_vec();
    let header = sheets[0].rows[0].cells.clone();
    for (record, column, cell) in edits {
        let id = id_of(sandbox, *record);
        let at = *header.iter().find(|(_, name)| name == column).unwrap_or_else(|| panic!("no {column}")).0;
        let row = sheets[0].rows.iter_mut().find(|row| row.cells.get(&0) == Some(&id)).unwrap();
        row.cells.insert(at, (*cell).to_owned());
    }
    written(&sheets)
}

fn written(sheets: &[CellSheet]) -> Vec<u8> {
    let plain = |sheet: &CellSheet| {
        let height = sheet.rows.last().map_or(0, |row| row.number) as usize;
        let mut rows = vec![Vec::new(); height];
        for row in &sheet.rows {
            let width = row.cells.keys().max().unwrap() + 1;
            rows[row.number as usize - 1] =
                (0..width).map(|at| row.cells.get(&at).cloned().unwrap_or_default()).collect();
        }
        Sheet { name: sheet.name.clone().unwrap_or_default(), rows, ..Sheet::default() }
    };
    workbook(&sheets.iter().map(plain).collect::<Vec<_>>())
}

/// What an import says it does, by record: field, old, new, reason; and its findings by place.
fn told(sandbox: &Sandbox, file: &str, status: i32) -> (Vec<String>, Vec<String>) {
    let args = ["review", "import", file, "--dry-run", "--coder", "Anna", "--format", "json"];
    let answer = sandbox.run(&args).expect_status(status);
    let lines: Vec<Value> = answer.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: BTreeMap<String, usize> = (1..=12).map(|record| (id_of(sandbox, record), record)).collect();
    let text = |line: &Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
    let of = |kind: &str| lines.iter().filter(move |line| line["type"] == kind).cloned().collect::<Vec<_>>();
    let mut decisions: Vec<(usize, String)> = of("decision")
        .iter()
        .map(|line| {
            let record = ids[&text(line, "statement")];
            let [field, old, new, reason] = ["field", "old", "new", "reason"].map(|key| text(line, key));
            let new = ids.iter().fold(new, |new, (id, record)| new.replace(id, &format!("#{record}")));
            (record, format!("{record}: {field} [{old}] > [{new}] {reason}").trim_end().to_owned())
        })
        .collect();
    decisions.sort();
    let finding =
        |line: &Value| format!("{}{}: {}", text(line, "column"), line["row"], text(line, "message"));
    let findings = of("finding").iter().map(finding).collect();
    (decisions.into_iter().map(|(_, line)| line).collect(), findings)
}

const DECIDED: &str = "1: confirm [knelpunt; capaciteit/mensen] > [knelpunt; capaciteit/mensen]
2: kind [knelpunt] > [context]
3: split [] > [Het loket is slecht te vinden. ‖De folder is onleesbaar.]
4: theme [] > [loket] gaat over de balie
5: merge [] > [#6 provincie is nog niet af.]
7: theme [] > [geld]
8: theme [] > [geld]
9: theme [] > [geld]
10: type [statement] > [heading]
11: exclude [] > [excluded] proefbericht
12: confirm [knelpunt; geld; loket] > [knelpunt; loket; geld]";

#[test]
fn what_was_filled_in_becomes_decisions() {
    let sandbox = project();
    export(&sandbox, "a.xlsx", &[]);
    let filled = filled_in(&sandbox, &cells(&sandbox, "a.xlsx"), &EDITS);
    sandbox.write("filled.xlsx", filled);
    let (decisions, findings) = told(&sandbox, "filled.xlsx", 0);
    assert_eq!(decisions.join("\n"), DECIDED);
    assert!(findings.is_empty(), "{findings:?}");
    assert!(!sandbox.path("taxonomy/decisions.csv").exists());
}

#[test]
fn workbooks_that_other_programs_saved_decide_the_same() {
    let sandbox = project();
    for name in ["libreoffice.xlsx", "windows-1252.csv"] {
        sandbox.write(name, fs::read(fixture(name)).unwrap());
        let (decisions, findings) = told(&sandbox, name, 0);
        assert_eq!(decisions.join("\n"), DECIDED, "{name}");
        assert!(findings.is_empty(), "{name}: {findings:?}");
    }
}

#[test]
fn the_next_run_applies_what_was_imported() {
    let sandbox = project();
    sandbox.write("filled.xlsx", fs::read(fixture("libreoffice.xlsx")).unwrap());
    sandbox.run(&["review", "import", "filled.xlsx", "--date", "2026-05-31"]).expect_status(0);
    sandbox.run(&["run", "--quiet"]).expect_status(0);
    let records = sandbox.read("reports/latest/decisions.jsonl");
    let records: Vec<Value> = records.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records.len(), 11);
    assert!(
        records.iter().all(|record| record["outcome"] == "applied" && record["coder"] == "Anna"),
        "{records:?}"
    );
    let statements = sandbox.read("reports/latest/statements.jsonl");
    let statements: Vec<Value> = statements.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let codes = |words: &str| -> Vec<&str> {
        let own = statements.iter().find(|own| own["text"].as_str().unwrap().contains(words)).unwrap();
        own["themes"].as_array().unwrap().iter().map(|theme| theme["code"].as_str().unwrap()).collect()
    };
    assert_eq!(statements.len(), 10);
    assert_eq!(codes("Het budget voor het loket"), ["loket", "geld"]);
    assert_eq!(codes("Ook het loket is dicht"), ["capaciteit", "loket", "geld"]);
    assert!(statements.iter().any(|own| own["text"] == "De folder is onleesbaar."));
    assert!(statements.iter().any(|own| own["text"] == "Het plan van de provincie is nog niet af."));
}

#[test]
fn an_untouched_workbook_decides_nothing() {
    let sandbox = project();
    for (file, options) in [
        ("a.xlsx", &[][..]),
        ("en.xlsx", &["--lang", "en"]),
        ("a.csv", &[]),
        ("en.csv", &["--lang", "en"]),
        ("groups.xlsx", &["--groups"]),
    ] {
        export(&sandbox, file, options);
        assert_eq!(told(&sandbox, file, 0), (Vec::new(), Vec::new()), "{file}");
    }
    let delimiter = |file: &str| sandbox.read(file).lines().next().unwrap().contains("id;document");
    assert!(delimiter("a.csv") && !delimiter("en.csv"));
    sandbox.run(&["review", "import", "a.xlsx", "--coder", "Anna"]).expect_status(0);
    assert!(!sandbox.path("taxonomy/decisions.csv").exists());
}

#[test]
fn what_two_rows_say_alike_is_said_once_and_what_they_contradict_not_at_all() {
    let sandbox = project();
    export(&sandbox, "a.xlsx", &[]);
    let sheets = cells(&sandbox, "a.xlsx");
    let both = [(5, "samenvoegen met", "volgende"), (6, "samenvoegen met", "vorige")];
    sandbox.write("both.xlsx", filled_in(&sandbox, &sheets, &both));
    let merged = vec!["5: merge [] > [#6 provincie is nog niet af.]".to_owned()];
    assert_eq!(told(&sandbox, "both.xlsx", 0), (merged, Vec::new()));
    let apart = [(7, "thema 2", "geld"), (7, "hele groep", "ja"), (9, "thema 2", "loket")];
    sandbox.write("apart.xlsx", filled_in(&sandbox, &sheets, &apart));
    let (decisions, findings) = told(&sandbox, "apart.xlsx", 1);
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].contains("decides otherwise about") && !decisions.is_empty(), "{findings:?}");
}

#[test]
fn columns_and_rows_may_move() {
    let sandbox = project();
    export(&sandbox, "en.xlsx", &["--lang", "en"]);
    let edits = [(2, "kind", "wens"), (1, "action", "AGREE"), (6, "merge with", "previous")];
    let sheets = cells(&sandbox, "en.xlsx");
    sandbox.write("filled.xlsx", filled_in(&sandbox, &sheets, &edits));
    let mut moved = cells(&sandbox, "filled.xlsx");
    let sheet = &mut moved[0];
    // Columns in the opposite order, rows upside down below two rows of someone's own.
    let width = *sheet.rows[0].cells.keys().max().unwrap();
    for row in &mut sheet.rows {
        row.cells = row.cells.iter().map(|(at, cell)| (width - at, cell.clone())).collect();
        row.number += 2;
    }
    let last = sheet.rows.len() as u32 + 3;
    for row in sheet.rows.iter_mut().skip(1) {
        row.number = last + 3 - row.number;
    }
    sheet.rows[1..].reverse();
    sandbox.write("moved.xlsx", written(&moved));
    let expected = [
        "1: confirm [knelpunt; capaciteit/mensen] > [knelpunt; capaciteit/mensen]",
        "2: kind [knelpunt] > [wens]",
        "5: merge [] > [#6 provincie is nog niet af.]",
    ];
    assert_eq!(told(&sandbox, "moved.xlsx", 0).0, expected);
}

#[test]
fn what_is_wrong_is_told_by_cell_and_the_other_rows_are_imported() {
    let sandbox = project();
    export(&sandbox, "a.xlsx", &[]);
    let edits = [
        (1, "thema 1", "capasiteit"),
        (2, "soort", "klacht"),
        (3, "tekst", "Het loket is goed te vinden. De folder is onleesbaar."),
        (4, "actie", "uitsluiten"),
        (5, "samenvoegen met", "st-weg"),
        (6, "actie", "weg ermee"),
        (7, "thema 1", "capaciteit/mensen"),
        (7, "thema 2", "capaciteit/plekken"),
        (8, "actie", "akkoord"),
        (10, "actie", "kop"),
        (10, "thema 1", "loket"),
        (11, "thema 1", "overig"),
        (11, "thema 2", "geld"),
        (12, "reden", "zomaar"),
    ];
    let mut sheets = cells(&sandbox, "a.xlsx");
    let mut twice = sheets[0].rows.iter().find(|row| row.cells[&0] == id_of(&sandbox, 9)).unwrap().clone();
    twice.number = 14;
    let mut unknown = twice.clone();
    unknown.number = 15;
    unknown.cells.insert(0, "st-aaaaaaaaaaaaaaaa".into());
    sheets[0].rows.extend([twice, unknown]);
    sandbox.write("filled.xlsx", filled_in(&sandbox, &sheets, &edits));
    let (decisions, mut findings) = told(&sandbox, "filled.xlsx", 1);
    let agreed = "8: confirm [knelpunt; capaciteit/plekken; loket] > [knelpunt; capaciteit/plekken; loket]";
    assert_eq!(decisions, [agreed]);
    let nine = id_of(&sandbox, 9);
    findings.iter_mut().for_each(|finding| *finding = finding.replace(&nine, "#9"));
    insta::assert_snapshot!(findings.join("\n"), @"
    O2: a statement is left out without a reason
    K3: the taxonomy has no theme `capasiteit`
    J4: there is no kind `klacht`
    F5: the text was changed, from “goed te vinden. De folder is onleesbaar.” on
    L6: capaciteit/plekken and capaciteit/mensen are one theme with two subthemes
    O7: the codes are changed of what is to be no statement any more
    R8: a reason stands here, but the row decides nothing
    A9: statement #9 stands in row 14 too
    O11: there is no action `weg ermee`
    P12: `st-weg` is no other statement of this document
    K13: `overig` says that no theme fits, and geld stands beside it
    A14: statement #9 stands in row 9 too
    A15: the run has no statement st-aaaaaaaaaaaaaaaa
    ");

    let answer = sandbox.run(&["review", "import", "filled.xlsx", "--coder", "Anna", "--date", "2026-05-31"]);
    let answer = answer.expect_status(1);
    assert!(answer.stdout.contains("finding: sheet Coderen, K"), "{answer:#?}");
    assert!(answer.stdout.contains("hint: did you mean `capaciteit`?"), "{answer:#?}");
    let log = sandbox.read("taxonomy/decisions.csv");
    assert!(log.contains("2026-05-31") && log.contains("confirm") && !log.contains("exclude"), "{log}");
}

#[test]
fn a_blind_workbook_tells_nothing_of_the_machine_and_goes_into_a_log_of_its_own() {
    let sandbox = project();
    let answer = sandbox.run(&["review", "sample", "--to", "blind.xlsx", "--theme", "capaciteit"]);
    let answer = answer.expect_status(0);
    assert!(answer.stdout.contains("of 3") && answer.stdout.contains("95 % interval"), "{answer:#?}");
    let sheets = cells(&sandbox, "blind.xlsx");
    let names: Vec<_> = sheets[0].rows[0].cells.values().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "id (blind)",
            "document",
            "plaats",
            "kop",
            "tekst",
            "soort",
            "thema 1",
            "thema 2",
            "thema 3",
            "thema 4",
            "reden"
        ]
    );
    // Codes stand where all of them do, the lists and the instructions, and nowhere else.
    for row in coding_rows(&sheets) {
        let filled: Vec<&str> = row.keys().map(String::as_str).collect();
        assert_eq!(filled, ["document", "id (blind)", "plaats", "tekst"], "{row:?}");
    }
    let about = format!("{:?}", sheets[2]);
    let everything = parts(&fs::read(sandbox.path("blind.xlsx")).unwrap());
    let statements = sandbox.read("reports/latest/statements.jsonl");
    assert!(statements.contains("capaciteit") && !about.contains("capaciteit"), "{about}");
    for (name, bytes) in everything {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains("knelpunt;") && !text.contains("capaciteit: "), "{name}");
        let comments = name.contains("comment") || name.contains("custom");
        assert!(!comments, "{name}");
    }

    let edits = [
        (1, "soort", "wens"),
        (1, "thema 1", "geld"),
        (1, "thema 2", "capaciteit/plekken · Plekken en bedden"),
    ];
    sandbox.write("filled.xlsx", filled_in(&sandbox, &sheets, &edits));
    assert_eq!(told(&sandbox, "filled.xlsx", 0).0, ["1: confirm [] > [wens; geld; capaciteit/plekken]"]);
    sandbox.run(&["review", "import", "filled.xlsx", "--coder", "Bob"]).expect_status(0);
    assert!(sandbox.read("taxonomy/decisions.blind.csv").contains("wens; geld; capaciteit/plekken"));
    assert!(!sandbox.path("taxonomy/decisions.csv").exists());

    let edits = [(1, "soort", "wens"), (7, "thema 1", "geld")];
    sandbox.write("half.xlsx", filled_in(&sandbox, &sheets, &edits));
    let (decisions, findings) = told(&sandbox, "half.xlsx", 1);
    assert!(decisions.is_empty());
    assert_eq!(findings, ["G2: no theme is filled in", "F3: no kind is filled in"]);
}

#[test]
fn the_coder_is_told_by_the_workbook_or_the_command_and_they_agree() {
    let sandbox = project();
    sandbox.write("anna.xlsx", fs::read(fixture("libreoffice.xlsx")).unwrap());
    let import = ["review", "import", "anna.xlsx", "--dry-run"];
    let answer = sandbox.run(&import).expect_status(0);
    assert!(answer.stdout.contains("by Anna"), "{answer:#?}");
    sandbox.run(&[&import[..], &["--coder", "Bob"]].concat()).expect_error(&["Anna", "Bob"]);
    export(&sandbox, "nobody.xlsx", &[]);
    sandbox.run(&["review", "import", "nobody.xlsx"]).expect_error(&["--coder"]);
}

#[test]
fn the_same_run_gives_the_same_bytes_and_nothing_is_written_over() {
    let sandbox = project();
    export(&sandbox, "a.xlsx", &[]);
    export(&sandbox, "b.xlsx", &[]);
    let bytes = |file: &str| fs::read(sandbox.path(file)).unwrap();
    assert_eq!(bytes("a.xlsx"), bytes("b.xlsx"));
    let args = ["review", "export", "--to", "a.xlsx", "--seed", "7"];
    sandbox.run(&args).expect_error(&["a.xlsx is there already"]);
    assert_eq!(bytes("a.xlsx"), bytes("b.xlsx"));
    sandbox.run(&[&args[..], &["--force"]].concat()).expect_status(0);
}

#[test]
fn respondents_words_are_never_a_formula() {
    let sandbox = project();
    export(&sandbox, "a.xlsx", &[]);
    export(&sandbox, "a.csv", &[]);
    let all = parts(&fs::read(sandbox.path("a.xlsx")).unwrap());
    let sheets = all.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet"));
    for (name, bytes) in sheets {
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(!text.contains("<f>") && !text.contains("<f "), "{name}");
    }
    let read = format!("{:?}", cells(&sandbox, "a.xlsx"));
    assert!(read.contains("\"=1+1 is wat het kost"), "{read}");
    assert!(sandbox.read("a.csv").contains(";'=1+1 is wat het kost"));
}

#[test]
fn rows_say_why_they_are_there_and_parts_can_be_asked_for() {
    let sandbox = project();
    export(&sandbox, "a.xlsx", &[]);
    let rows = coding_rows(&cells(&sandbox, "a.xlsx"));
    let why: Vec<&str> = rows.iter().map(|row| row["waarom hier"].as_str()).collect();
    insta::assert_snapshot!(why.join("\n"), @"
    twijfel over de soort (0,55)
    steekproef van capaciteit
    steekproef van geld
    steekproef van loket
    steekproef van capaciteit
    steekproef van geld
    steekproef van loket
    steekproef van capaciteit
    steekproef van loket
    zonder thema
    zonder thema
    zonder thema
    ");
    for (options, expected) in [
        (&["--only", "uncoded"][..], 4),
        (&["--only", "random", "--theme", "geld"], 3),
        (&["--only", "doubtful"], 1),
        (&["--theme", "capaciteit", "--groups"], 2),
    ] {
        export(&sandbox, "part.xlsx", &[options, &["--force"]].concat());
        assert_eq!(coding_rows(&cells(&sandbox, "part.xlsx")).len(), expected, "{options:?}");
    }
    let rows = coding_rows(&cells(&sandbox, "part.xlsx"));
    let whole: Vec<_> =
        rows.iter().filter_map(|row| Some((row.get("in groep")?, row.get("hele groep")?))).collect();
    assert_eq!(whole, [(&"3".to_owned(), &"ja".to_owned())]);
    let none = ["review", "export", "--to", "none.xlsx", "--only", "doubtful", "--theme", "geld"];
    sandbox.run(&none).expect_status(1);
    assert!(!sandbox.path("none.xlsx").exists());
    let unknown = ["review", "export", "--to", "x.xlsx", "--theme", "gelt"];
    sandbox.run(&unknown).expect_error(&["no theme `gelt`"]);
}

#[test]
fn drop_downs_point_at_the_hidden_list_of_codes() {
    let sandbox = project();
    export(&sandbox, "a.xlsx", &[]);
    let all: BTreeMap<String, Vec<u8>> =
        parts(&fs::read(sandbox.path("a.xlsx")).unwrap()).into_iter().collect();
    let sheet = String::from_utf8(all["xl/worksheets/sheet1.xml"].clone()).unwrap();
    assert!(sheet.contains("<formula1>Lijsten!$B$1:$B$6</formula1>"), "{sheet}");
    assert!(sheet.contains("state=\"frozen\""));
    let book = String::from_utf8(all["xl/workbook.xml"].clone()).unwrap();
    assert!(book.contains("name=\"Lijsten\" sheetId=\"4\" state=\"hidden\""), "{book}");
    let lists = &cells(&sandbox, "a.xlsx")[3];
    let themes: Vec<&str> =
        lists.rows.iter().filter_map(|row| row.cells.get(&1)).map(String::as_str).collect();
    assert_eq!(
        themes,
        [
            "capaciteit · Capaciteit",
            "capaciteit/plekken · Plekken en bedden",
            "capaciteit/mensen · Mensen",
            "geld · Geld",
            "loket · Loketten",
            "overig · geen thema past"
        ]
    );
}

#[test]
fn a_file_that_is_no_workbook_is_refused() {
    let sandbox = project();
    sandbox.write("x.csv", "naam;waarde\na;1\n");
    sandbox.write("x.xlsx", "PK geen werkmap");
    sandbox.run(&["review", "import", "x.csv", "--coder", "A"]).expect_error(&["no sheet of the file"]);
    sandbox.run(&["review", "import", "x.xlsx", "--coder", "A"]).expect_error(&["x.xlsx"]);
    sandbox.run(&["review", "import", "weg.xlsx", "--coder", "A"]).expect_error(&["weg.xlsx can't be read"]);
    sandbox.run(&["review", "export", "--to", "x.ods"]).expect_error(&["neither .xlsx nor .csv"]);
}
