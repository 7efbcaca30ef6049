//! Tests of `inspect`: what it shows of a file is what a run reads there, whole, and says where the doubt is.

#![expect(clippy::unwrap_used, reason = "a test that can not go on should panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use bloemlezer::text::is_blank;
use serde_json::Value;

use super::cli::{Answer, Sandbox, tree};
use super::formats::complaints;

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A sandbox whose corpus holds the real pages, some printed by programs that are not ours, tables, and files that continue each other.
fn corpus() -> (Sandbox, Vec<String>) {
    let sandbox = Sandbox::new();
    let mut paths = Vec::new();
    let mut add = |path: String, bytes: &[u8]| {
        sandbox.write(&format!("corpus/{path}"), bytes);
        if !path.ends_with(".toml") {
            paths.push(path);
        }
    };
    for (path, bytes) in tree(&repository("corpus")) {
        add(format!("echt/{path}"), &bytes);
    }
    for (path, bytes) in tree(&repository("tests/fixtures/ingest/tables")) {
        add(format!("tabellen/{path}"), &bytes);
    }
    for program in ["typst-pdf", "chromium-pdf"] {
        let pages = tree(&repository(&format!("tests/fixtures/printed/{program}/pages")));
        let (path, bytes) = pages.iter().find(|(path, _)| path.ends_with(".pdf")).unwrap();
        add(format!("pdf/{path}"), bytes);
    }
    add("ketting/een.txt".to_owned(), "Er is te weinig geld.\n\nDe hulp is te ver weg voor\n".as_bytes());
    add("ketting/twee.txt".to_owned(), "wie geen auto heeft.\n\u{c}De wachtlijst is lang.\n".as_bytes());
    add("ketting/consultation.toml".to_owned(), b"consecutive = [\"een.txt\", \"twee.txt\"]\n");
    (sandbox, paths)
}

/// The lines of JSON that inspecting a file of the corpus prints.
fn inspected(sandbox: &Sandbox, path: &str, more: &[&str]) -> Vec<Value> {
    let file = format!("corpus/{path}");
    let answer = sandbox.run(&[&["inspect", &file, "--format", "json"], more].concat());
    assert!(matches!(answer.status, Some(0 | 1)), "{answer:#?}");
    answer.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn of_type<'l>(lines: &'l [Value], name: &'l str) -> impl Iterator<Item = &'l Value> {
    lines.iter().filter(move |line| line["type"] == name)
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

/// A line of JSON without what only `inspect` knows, or only a run.
fn common(line: &Value, keys: &[&str]) -> Value {
    keys.iter().map(|key| ((*key).to_owned(), line[*key].clone())).collect::<serde_json::Map<_, _>>().into()
}

#[test]
fn shows_what_a_run_reads() {
    let (sandbox, paths) = corpus();
    assert!(matches!(sandbox.run(&["run", "-q"]).status, Some(0 | 1)));
    let read = |file: &str| -> Vec<Value> {
        let text = sandbox.read(&format!("reports/latest/{file}"));
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let (statements, problems) = (read("statements.jsonl"), read("problems.jsonl"));
    let keys = ["id", "document", "record", "page", "page_label", "column", "source", "section", "text"];
    let keys = [&keys[..], &["truncated", "doubt", "language", "question"]].concat();
    for path in &paths {
        let lines = inspected(&sandbox, path, &[]);
        let own = |statement: &&Value| {
            let pieces = statement["source"].as_array().unwrap();
            statement["document"] == **path || pieces.iter().any(|piece| piece["document"] == **path)
        };
        let expected: Vec<Value> = statements.iter().filter(own).map(|line| common(line, &keys)).collect();
        let shown: Vec<Value> = of_type(&lines, "statement").map(|line| common(line, &keys)).collect();
        assert!(!expected.is_empty(), "{path}");
        assert_eq!(shown, expected, "{path}");
        let messages = |lines: &mut dyn Iterator<Item = &Value>| -> BTreeSet<String> {
            lines.map(|problem| format!("{} {}", problem["line"], problem["message"])).collect()
        };
        let own = |problem: &&Value| problem["file"] == **path;
        assert_eq!(
            messages(&mut of_type(&lines, "problem").filter(own)),
            messages(&mut problems.iter().filter(own)),
            "{path}"
        );
        assert_eq!(lines.last().unwrap()["in_corpus"], true);
    }
}

#[test]
fn json_fits_its_schema() {
    let (sandbox, paths) = corpus();
    let mut types = BTreeSet::new();
    for path in &paths {
        for line in inspected(&sandbox, path, &[]) {
            types.insert(line["type"].as_str().unwrap().to_owned());
            assert_eq!(complaints("inspect", &line), [""; 0], "{path}: {line}");
        }
    }
    let all = ["page", "problem", "record", "row", "statement", "summary"].map(str::to_owned);
    assert_eq!(types, BTreeSet::from(all));
}

#[test]
fn every_character_of_a_page_is_in_one_piece() {
    let (sandbox, paths) = corpus();
    let mut pieces_seen = 0;
    for path in &paths {
        let lines = inspected(&sandbox, path, &[]);
        let numbers: BTreeMap<usize, &Value> =
            of_type(&lines, "statement").map(|line| (number(&line["number"]), line)).collect();
        assert!(numbers.keys().copied().eq(1..=numbers.len()), "{path}");
        for row in of_type(&lines, "row") {
            let text: Vec<char> = row["text"].as_str().unwrap().chars().collect();
            let mut held = vec![0; text.len()];
            for piece in row["pieces"].as_array().unwrap() {
                pieces_seen += 1;
                let range = number(&piece["start"])..number(&piece["end"]);
                let cut: String = text[range.clone()].iter().collect();
                assert_eq!(piece["text"], cut, "{path} {row}");
                held[range].iter_mut().for_each(|times| *times += 1);
                let statement = piece["number"].as_u64().map(|own| numbers[&usize::try_from(own).unwrap()]);
                assert_eq!(piece["taken_for"] == "statement", statement.is_some(), "{path} {row}");
                assert_eq!(piece["id"], statement.map_or(Value::Null, |own| own["id"].clone()));
            }
            for (character, times) in text.iter().zip(held) {
                let expected = usize::from(!is_blank(character.encode_utf8(&mut [0; 4])));
                assert!(times >= expected && times <= 1, "{path} {row}: {character:?} {times} times");
            }
        }
    }
    assert!(pieces_seen > 200);
}

#[test]
fn a_page_alone_has_what_stands_there() {
    let (sandbox, _) = corpus();
    let all = inspected(&sandbox, "ketting/twee.txt", &[]);
    let one = inspected(&sandbox, "ketting/twee.txt", &["--page", "2"]);
    let texts = |lines: &[Value]| -> Vec<(usize, String)> {
        let own = of_type(lines, "statement");
        own.map(|line| (number(&line["number"]), line["text"].as_str().unwrap().to_owned())).collect()
    };
    let (first, second) = ("De hulp is te ver weg voor wie geen auto heeft.", "De wachtlijst is lang.");
    assert_eq!(texts(&all), [(1, first.to_owned()), (2, second.to_owned())]);
    assert_eq!(texts(&one), [(2, second.to_owned())]);
    assert_eq!(of_type(&one, "page").count(), 1);
    assert!(of_type(&one, "row").all(|row| row["page"] == 2));
    // A statement is shown in both files that it stands in.
    let before = inspected(&sandbox, "ketting/een.txt", &[]);
    assert_eq!(texts(&before)[1].1, first);
}

#[test]
fn a_file_outside_the_corpus_is_read_by_itself() {
    let sandbox = Sandbox::new();
    sandbox.write("elders/a.txt", "Er is te weinig geld.\n");
    let alone = sandbox.run(&["inspect", "elders/a.txt", "--format", "json"]).expect_status(0).stdout;
    assert!(alone.contains("\"document\":\"a.txt\"") && alone.contains("\"in_corpus\":false"), "{alone}");
    let named = sandbox
        .run(&["inspect", "elders/a.txt", "--format", "json", "--corpus", "."])
        .expect_status(0)
        .stdout;
    assert!(
        named.contains("\"document\":\"elders/a.txt\"") && named.contains("\"in_corpus\":true"),
        "{named}"
    );
}

fn shown(sandbox: &Sandbox, args: &[&str], columns: &str) -> Answer {
    let mut command = sandbox.command(&[&["inspect"], args].concat());
    command.env("COLUMNS", columns).output().unwrap().into()
}

#[test]
fn a_real_page_as_text() {
    let sandbox = Sandbox::new();
    let real = "002_46c8edd235df9d87.txt";
    sandbox.write("a.txt", fs::read(repository("corpus").join(real)).unwrap());
    let wide = shown(&sandbox, &["a.txt"], "150").stdout;
    let top: Vec<&str> = wide.lines().take(7).collect();
    insta::assert_snapshot!(top.join("\n"), @r"
    a.txt: 1 page, UTF-8, read by itself

    Page 1 (printed 27): 2 columns, 43 rows
    line  column 1                                                                 column 2
       1  [1] Hoeveel geld is er eigenlijk beschikbaar, €2 miljoen                 [16] De eisen aan de landelijke opvang zijn hoger dan wat er met
       2  [1] onvoldoende.                                                         [16] de bedprijs geboden kan worden.
       3  [2] Kosten preventie, hoeveel naar uitvoering en overleggen?!
    ");
    let narrow = shown(&sandbox, &["a.txt"], "60").stdout;
    let top: Vec<&str> = narrow.lines().take(9).collect();
    insta::assert_snapshot!(top.join("\n"), @r"
    a.txt: 1 page, UTF-8, read by itself

    Page 1 (printed 27): 2 columns, 43 rows
    line  column: piece
       1  1: [1] Hoeveel geld is er eigenlijk beschikbaar, €2
          miljoen
          2: [16] De eisen aan de landelijke opvang zijn hoger
          dan wat er met
       2  1: [1] onvoldoende.
    ");
    for line in narrow.lines().chain(wide.lines()) {
        assert!(!line.contains('\u{1b}'), "{line}");
    }
    let rows = narrow.split("Statements in reading order").next().unwrap();
    assert!(rows.lines().all(|line| line.chars().count() <= 60), "{narrow}");
    let painted = shown(&sandbox, &["a.txt", "--color", "always"], "150").stdout;
    assert!(painted.contains("\u{1b}[1m[1]\u{1b}[0m Hoeveel geld"), "{painted}");
    let bare = painted.replace("\u{1b}[1m", "").replace("\u{1b}[0m", "");
    assert_eq!(bare.lines().take(12).collect::<Vec<_>>(), wide.lines().take(12).collect::<Vec<_>>());
}

#[test]
fn a_table_as_csv() {
    let sandbox = Sandbox::new();
    sandbox.write("a.csv", "nummer,reactie,wijk\nh1,\"=1+1, zegt men\",Noord\n");
    let table = sandbox.run(&["inspect", "a.csv", "--format", "csv"]).expect_status(0).stdout;
    let id = sandbox.run(&["inspect", "a.csv"]).stdout;
    let id = id.split_whitespace().find(|word| word.starts_with("st-")).unwrap();
    insta::assert_snapshot!(table.replace(id, "ID"), @r#"
    page,line,box,sheet,row,record,field,column,start,end,taken_for,number,id,doubtful,text
    ,,,,1,,nummer,,0,6,column-name,,,0,nummer
    ,,,,1,,reactie,,0,7,column-name,,,0,reactie
    ,,,,1,,wijk,,0,4,column-name,,,0,wijk
    ,,,,2,h1,reactie,,0,14,statement,1,ID,0,"'=1+1, zegt men"
    ,,,,2,h1,nummer,,0,2,cell,,,0,h1
    ,,,,2,h1,wijk,,0,5,cell,,,0,Noord
    "#);
}

/// Rows in which the same lines can be read in two ways, so that a reader must be told.
#[test]
fn doubt_is_shown_with_the_reading_that_came_second() {
    let sandbox = Sandbox::new();
    let mut told = 0;
    for seed in 1..=2_u32 {
        let texts = repository("tests/gold/open.jsonl").display().to_string();
        let (seed, folder) = (seed.to_string(), format!("s{seed}"));
        let made = ["bench", "layout", "--texts", &texts, "--profile", "interleaved", "--documents", "1"];
        sandbox.run(&[&made[..], &["--seed", &seed, "--write", &folder]].concat()).expect_status(0);
        for path in sandbox.tree(&folder).keys().filter(|path| path.ends_with(".txt")) {
            let file = format!("{folder}/{path}");
            let answer = sandbox.run(&["inspect", &file, "--format", "json"]);
            let lines: Vec<Value> =
                answer.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            let text = shown(&sandbox, &[&file], "120");
            let doubtful: Vec<&Value> =
                of_type(&lines, "statement").filter(|own| own["doubtful"] == true).collect();
            if !doubtful.is_empty() {
                assert_eq!((answer.status, text.status), (Some(1), Some(1)), "{file}");
            }
            for own in doubtful {
                let mark = format!("[{}?]", own["number"]);
                assert!(text.stdout.matches(&mark).count() >= 2, "{file}: no {mark} in rows and list");
                if own["runner_up"].is_object() {
                    told += 1;
                    assert_ne!(own["runner_up"]["source"], own["source"]);
                    let mut pieces = of_type(&lines, "row").flat_map(|row| row["pieces"].as_array().unwrap());
                    let at_seam =
                        |piece: &Value| piece["doubtful"] == true && piece["number"] == own["number"];
                    assert!(pieces.any(at_seam), "{file}: {own}");
                }
            }
            let second = text.stdout.matches("\n    or? ").count();
            let expected = of_type(&lines, "statement")
                .filter(|own| own["doubtful"] == true && own["runner_up"].is_object());
            assert_eq!(second, expected.count(), "{file}");
        }
    }
    assert!(told > 0, "nothing was in doubt");
}
