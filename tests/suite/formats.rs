//! Tests of formats: what the program writes agrees with docs/schemas, and docs/formats.md tells of all of it.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use bloemlezer::model::{
    Area, Coder, Cooccurrence, DocumentCount, Kind, KindSource, Manifest, ManifestInput, Outcome, Problem,
    Section, SectionCount, Severity, SourcePiece, Span, StageCounts, Statement, Structure, StructureKind,
    Summary, ThemeCoding, ThemeCount, ThemeEvidence, Truncated, Versions,
};
use data_encoding::HEXLOWER;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const ALL: [&str; 10] = [
    "statements",
    "groups",
    "decisions",
    "reviewed",
    "blind",
    "agreement",
    "structure",
    "problems",
    "summary",
    "manifest",
];

/// What commands print and has a schema too.
const PRINTED: [&str; 1] = ["inspect"];

fn path(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below)
}

fn read(below: &str) -> String {
    fs::read_to_string(path(below)).unwrap()
}

/// The schema of `docs/schemas` for one of [`ALL`] or [`PRINTED`].
fn schema(name: &str) -> Value {
    serde_json::from_str(&read(&format!("docs/schemas/{name}.schema.json"))).unwrap()
}

/// What the schema has against a value; nothing when it fits, its keys in the documented order included.
pub(crate) fn complaints(name: &str, value: &Value) -> Vec<String> {
    let schema = schema(name);
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut complaints: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    check_order(&schema, &schema, value, &mut complaints);
    complaints
}

/// What the schemas have against the files of a finished run.
pub(crate) fn folder_complaints(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for name in ALL {
        let (file, is_lines) = match name {
            "summary" | "manifest" => (format!("{name}.json"), false),
            _ => (format!("{name}.jsonl"), true),
        };
        let text = fs::read_to_string(folder.join(&file)).unwrap();
        let values = if is_lines { text.lines().collect() } else { vec![text.as_str()] };
        for (value, line) in values.into_iter().zip(1..) {
            let value = serde_json::from_str(value).unwrap();
            let complaints = complaints(name, &value).into_iter();
            found.extend(complaints.map(|complaint| format!("{file}:{line}: {complaint}")));
        }
    }
    found
}

/// Keys must come in the order in which the schema lists them.
fn check_order(root: &Value, schema: &Value, value: &Value, complaints: &mut Vec<String>) {
    let schema = match schema["$ref"].as_str() {
        Some(reference) => root.pointer(reference.trim_start_matches('#')).unwrap(),
        None => schema,
    };
    for alternative in schema["oneOf"].as_array().into_iter().flatten() {
        if same_keys(alternative, value) {
            check_order(root, alternative, value, complaints);
        }
    }
    if let Some(items) = value.as_array() {
        for item in items {
            check_order(root, &schema["items"], item, complaints);
        }
    }
    let (Some(properties), Some(value)) = (schema["properties"].as_object(), value.as_object()) else {
        return;
    };
    let documented: Vec<_> = properties.keys().filter(|key| value.contains_key(*key)).collect();
    let written: Vec<_> = value.keys().collect();
    if documented != written {
        complaints.push(format!("keys in the order {written:?}, documented as {documented:?}"));
    }
    for (key, schema) in properties {
        if let Some(value) = value.get(key) {
            check_order(root, schema, value, complaints);
        }
    }
}

fn same_keys(schema: &Value, value: &Value) -> bool {
    let (Some(properties), Some(value)) = (schema["properties"].as_object(), value.as_object()) else {
        return false;
    };
    properties.len() == value.len() && value.keys().all(|key| properties.contains_key(key))
}

fn assert_fits(name: &str, value: &impl serde::Serialize) {
    let text = serde_json::to_string(value).unwrap();
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(complaints(name, &value), [""; 0], "{text}");
}

fn id(letter: char) -> String {
    format!("st-{}", letter.to_string().repeat(16))
}

fn bare_statement() -> Statement {
    Statement {
        id: id('a'),
        document: "map/p27.txt".to_owned(),
        record: None,
        question: None,
        page: None,
        page_label: None,
        column: None,
        source: vec![SourcePiece::Cell {
            sheet: None,
            row: 2,
            field: "tekst".to_owned(),
            comment: None,
            start: 0,
            end: 9,
        }],
        section: None,
        text: "Te weinig.".to_owned(),
        truncated: Truncated::No,
        doubt: 0.0,
        language: "und".to_owned(),
        respondent: None,
        date: None,
        public: false,
        metadata: BTreeMap::new(),
        kind: Kind::Context,
        kind_score: 1.0,
        kind_source: KindSource::Prior,
        kind_evidence: Vec::new(),
        themes: Vec::new(),
        reviewed: false,
        duplicate_of: None,
        group: None,
        own: Vec::new(),
        conflicts: Vec::new(),
    }
}

fn rich_statement() -> Statement {
    let theme = |source, coder: Option<&str>, evidence| ThemeCoding {
        code: "vervoer".to_owned(),
        subtheme: Some("bus".to_owned()),
        score: 0.9321,
        source,
        coder: coder.map(str::to_owned),
        evidence,
    };
    let evidence = vec![ThemeEvidence { start: 3, end: 9, rule: "te weinig".to_owned() }];
    Statement {
        record: Some("h001".to_owned()),
        question: Some("Wat gaat er mis?".to_owned()),
        page: Some(1),
        page_label: Some("27".to_owned()),
        column: Some(2),
        source: vec![
            SourcePiece::Line {
                document: None,
                page: 1,
                line: 12,
                start: 0,
                end: 36,
                area: None,
                part: None,
            },
            SourcePiece::Line {
                document: Some("map/p28.txt".to_owned()),
                page: 1,
                line: 1,
                start: 0,
                end: 9,
                area: Some(Area { left: 5601, bottom: 70_000, right: 28_350, top: 71_255 }),
                part: None,
            },
        ],
        section: Some(Section { number: Some("2.23".to_owned()), title: "Vervoer".to_owned() }),
        truncated: Truncated::Both,
        doubt: 0.25,
        language: "nl".to_owned(),
        respondent: Some("Bewoners".to_owned()),
        date: Some("2024-03-01".to_owned()),
        public: true,
        metadata: BTreeMap::from([("wijk".to_owned(), "Noord".to_owned())]),
        kind: Kind::Wens,
        kind_source: KindSource::Heading,
        kind_evidence: vec![Span::new(0, 2)],
        themes: vec![
            theme(Coder::Rule, None, evidence.clone()),
            theme(Coder::Model, None, evidence),
            theme(Coder::Human, Some("A. de Vries"), Vec::new()),
        ],
        reviewed: true,
        duplicate_of: Some(id('b')),
        group: Some(format!("gr-{}", "c".repeat(16))),
        own: vec![Span::new(3, 9)],
        conflicts: vec!["kind".to_owned()],
        ..bare_statement()
    }
}

fn summary() -> Summary {
    let counts =
        |codes: &[&str]| codes.iter().map(|code| ((*code).to_owned(), 1)).collect::<BTreeMap<_, _>>();
    Summary {
        statements: 1,
        records: 1,
        respondents: 1,
        groups_collapsed: 1,
        uncoded: 0,
        reviewed: 0,
        conflicts: 0,
        themes: vec![ThemeCount {
            code: "vervoer".to_owned(),
            statements: 1,
            records: 1,
            respondents: 1,
            collapsed: 1,
            by_kind: counts(&["knelpunt", "wens", "context"]),
            by_subtheme: counts(&["bus"]),
            quotes: [id('a')].into_iter().collect(),
        }],
        kinds: counts(&["knelpunt", "wens", "context"]),
        sections: vec![SectionCount {
            number: Some("2".to_owned()),
            title: Some("Vervoer".to_owned()),
            statements: 1,
            by_theme: counts(&["vervoer", "overig"]),
        }],
        documents: vec![DocumentCount {
            document: "a.txt".to_owned(),
            statements: 1,
            by_theme: counts(&["vervoer"]),
        }],
        cooccurrence: vec![Cooccurrence {
            themes: ["vervoer".to_owned(), "groen".to_owned()],
            statements: 1,
        }],
    }
}

fn manifest() -> Manifest {
    let input = |role: &str| ManifestInput {
        role: role.to_owned(),
        path: "a.txt".to_owned(),
        sha256: "0".repeat(64),
    };
    Manifest {
        format: 1,
        versions: Versions {
            program: "bloemlezer 0.1.0".to_owned(),
            analyser: bloemlezer::text::ANALYSER.to_owned(),
            taxonomy: "knelpunten 1".to_owned(),
            model: Some("1".to_owned()),
        },
        inputs: ["blind", "consultation", "corpus", "decisions", "model", "taxonomy"].map(input).to_vec(),
        settings: BTreeMap::from([("lang".to_owned(), "nl".to_owned())]),
        measured: BTreeMap::from([("macro-f1".to_owned(), "0.800".to_owned())]),
        counts: StageCounts {
            problems: ["error", "warning", "info"].map(|severity| (severity.to_owned(), 0)).into(),
            decisions: Outcome::ALL.map(|outcome| (outcome.code().to_owned(), 0)).into(),
            ..StageCounts::default()
        },
    }
}

fn problem(code: &str) -> Problem {
    Problem {
        severity: Severity::Warning,
        file: "a.csv".to_owned(),
        page: None,
        line: Some(3),
        code: code.to_owned(),
        message: "x".to_owned(),
        hint: None,
    }
}

/// Stable codes, read from the source so that a new one cannot be forgotten here.
fn problem_codes() -> Vec<String> {
    let source = read("src/model/problem.rs");
    let codes = source.lines().filter_map(|line| line.trim().strip_prefix("pub const "));
    codes.map(|line| line.split('"').nth(1).unwrap().to_owned()).collect()
}

#[test]
fn schemas_are_valid_and_leave_nothing_open() {
    for name in ALL.into_iter().chain(PRINTED) {
        let schema = schema(name);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
        assert!(jsonschema::draft202012::meta::is_valid(&schema), "{name}");
        assert_closed(name, &schema);
    }
}

/// Every object with properties requires all of them and allows no other.
fn assert_closed(place: &str, schema: &Value) {
    match schema {
        Value::Object(fields) => {
            if let (Some(properties), Some("object")) =
                (schema["properties"].as_object(), schema["type"].as_str())
            {
                assert_eq!(schema["additionalProperties"], json!(false), "{place}");
                assert_eq!(schema["required"], json!(properties.keys().collect::<Vec<_>>()), "{place}");
            }
            for (key, field) in fields {
                assert_closed(&format!("{place}/{key}"), field);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| assert_closed(place, item)),
        _ => {}
    }
}

#[test]
fn what_the_program_writes_fits_the_schemas() {
    assert_fits("statements", &bare_statement());
    assert_fits("statements", &rich_statement());
    assert_fits("summary", &Summary { kinds: summary().kinds, ..Summary::default() });
    assert_fits("summary", &summary());
    assert_fits("manifest", &manifest());
    for code in problem_codes() {
        assert_fits("problems", &problem(&code));
    }
    for severity in [Severity::Error, Severity::Info] {
        assert_fits(
            "problems",
            &Problem { severity, page: Some(1), line: None, hint: Some("y".to_owned()), ..problem("empty") },
        );
    }
}

#[test]
fn every_kind_of_structure_fits() {
    // Kinds are read from the source so that a new one cannot be forgotten here.
    let source = read("src/model/structure.rs");
    let (_, variants) = source.split_once("pub enum StructureKind {").unwrap();
    let variants = variants.lines().map(str::trim).filter(|line| line.ends_with(','));
    let names: Vec<String> =
        variants.map(|line| format!("\"{}\"", kebab(line.trim_end_matches(',')))).collect();
    assert!(names.len() >= 7, "{names:?}");
    for name in names {
        let kind: StructureKind = serde_json::from_str(&name).unwrap();
        assert_fits(
            "structure",
            &Structure {
                document: "a.txt".to_owned(),
                kind,
                page: Some(1),
                column: None,
                // Structure never runs on into another file, and its schema allows no such piece.
                source: rich_statement().source.into_iter().take(1).collect(),
                number: Some("2.1".to_owned()),
                text: "Vervoer".to_owned(),
            },
        );
    }
}

fn kebab(name: &str) -> String {
    let spread = name.chars().enumerate().map(|(place, letter)| match letter {
        'A'..='Z' if place > 0 => format!("-{}", letter.to_lowercase()),
        letter => letter.to_lowercase().to_string(),
    });
    spread.collect()
}

#[test]
fn the_schemas_refuse_what_is_not_documented() {
    let good = serde_json::to_value(rich_statement()).unwrap();
    assert_eq!(complaints("statements", &good), [""; 0]);
    let spoil = |change: &dyn Fn(&mut Value)| {
        let mut value = good.clone();
        change(&mut value);
        complaints("statements", &value)
    };
    let spoilt = [
        spoil(&|value| value["extra"] = json!(1)),
        spoil(&|value| drop(value.as_object_mut().unwrap().remove("group"))),
        spoil(&|value| value["id"] = json!("st-1")),
        spoil(&|value| value["kind"] = json!("klacht")),
        spoil(&|value| value["doubt"] = json!(1.5)),
        spoil(&|value| value["page"] = json!(0)),
        spoil(&|value| value["source"] = json!([])),
        spoil(&|value| value["source"][0]["row"] = json!(3)),
        spoil(&|value| value["themes"][0]["evidence"] = json!([])),
        spoil(&|value| move_to_end(value, "id")),
        spoil(&|value| move_to_end(&mut value["section"], "number")),
        spoil(&|value| move_to_end(&mut value["themes"][2], "code")),
    ];
    for (complaints, number) in spoilt.iter().zip(1..) {
        assert!(!complaints.is_empty(), "spoilt statement {number} was let through");
    }
}

fn move_to_end(object: &mut Value, key: &str) {
    let value = object.as_object_mut().unwrap().shift_remove(key).unwrap();
    object[key] = value;
}

#[test]
fn the_documentation_names_every_key_and_every_problem_code() {
    let text = read("docs/formats.md");
    for code in problem_codes() {
        assert!(
            text.contains(&format!("| `{code}` |")),
            "docs/formats.md does not explain the problem `{code}`"
        );
    }
    for name in ALL.into_iter().chain(PRINTED) {
        for key in keys(&schema(name)) {
            let explained = text.contains(&format!("`{key}`")) || text.contains(&format!("\"{key}\""));
            assert!(explained, "docs/formats.md does not explain `{key}` of {name}");
        }
    }
}

/// Property names at any depth.
fn keys(schema: &Value) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    if let Some(properties) = schema["properties"].as_object() {
        names.extend(properties.keys().cloned());
    }
    let inner: Vec<&Value> = match schema {
        Value::Object(fields) => fields.values().collect(),
        Value::Array(items) => items.iter().collect(),
        _ => Vec::new(),
    };
    names.extend(inner.into_iter().flat_map(keys));
    names
}

#[test]
fn source_lists_have_the_checksum_that_is_written_down() {
    let readme = read("data/README.md");
    let lists = [
        "opentaal/words.txt",
        "opentaal/nl.dic",
        "opentaal/nl.aff",
        "pattern/nl-verbs.txt",
        "word-pairs/scores.tsv",
        "word-pairs/forms.tsv",
        "font-widths/widths.tsv",
    ];
    for list in lists {
        let bytes = fs::read(path("data").join(list)).unwrap();
        let checksum = HEXLOWER.encode(&Sha256::digest(&bytes));
        assert!(readme.contains(&checksum), "data/README.md does not carry {checksum} of {list}");
    }
    assert!(read("data/word-pairs/LICENSE").contains("GNU GENERAL PUBLIC LICENSE"));
    assert!(read("data/opentaal/LICENSE").contains("OpenTaal"));
    assert!(read("data/pattern/LICENSE").contains("University of Antwerp"));
}
