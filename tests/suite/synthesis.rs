//! Tests of the generated pages and of `bench layout`, which measures on them; and floors under what it measures.

#![expect(clippy::unwrap_used, reason = "a test that can not go on should panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use bloemlezer::analysis::scores::parse_gold;
use bloemlezer::synthesis::{Amount, Profile, Synthesised, Text, parse_texts, profiles, synthesise};
use serde_json::Value;

use super::cli::Sandbox;

/// The texts that pages are made of.
fn texts_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/open.jsonl")
}

fn texts() -> Vec<Text> {
    parse_texts(&fs::read_to_string(texts_file()).unwrap()).unwrap()
}

fn made(profile: &Profile, seed: u64) -> Synthesised {
    synthesise(profile, &texts(), Amount { documents: 2, pages: Some(1), seed })
}

/// Letters and digits; ligatures as what they stand for.
fn letters(text: &str) -> String {
    let plain = text.replace('ﬁ', "fi").replace('ﬂ', "fl");
    plain.chars().filter(|character| character.is_alphanumeric()).collect()
}

fn counts(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for letter in letters(text).chars() {
        *counts.entry(letter).or_default() += 1;
    }
    counts
}

#[test]
fn a_seed_makes_the_same_pages_and_another_one_others() {
    for profile in profiles() {
        let (one, again, other) = (made(&profile, 5), made(&profile, 5), made(&profile, 6));
        assert!(one == again, "{}", profile.name);
        assert!(one.files[0].bytes != other.files[0].bytes, "{}", profile.name);
        assert!(one.files[0].bytes != one.files[1].bytes, "{}", profile.name);
    }
}

#[test]
fn profiles_have_names_of_their_own_and_say_what_they_are() {
    let names: BTreeSet<&str> = profiles().iter().map(|profile| profile.name).collect();
    assert_eq!(names.len(), profiles().len());
    for profile in profiles() {
        assert!(profile.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", profile.name);
        assert!(profile.about.len() > 10 && profile.pages > 0, "{}", profile.name);
    }
}

#[test]
fn every_page_holds_what_its_gold_says() {
    for profile in profiles() {
        let made = made(&profile, 7);
        for file in made.files.iter().filter(|file| file.name != "consultation.toml") {
            let gold: Vec<_> = made.gold.iter().filter(|line| line.doc == file.name).collect();
            assert!(gold.len() >= 2, "{}: {} statements", file.name, gold.len());
            assert!(gold.iter().all(|line| !letters(&line.text).is_empty()), "{}", file.name);
            if file.name.ends_with(".pdf") {
                assert!(file.bytes.starts_with(b"%PDF-"), "{}", file.name);
                continue;
            }
            let text = String::from_utf8(file.bytes.clone()).unwrap();
            let said: String = gold.iter().map(|line| line.text.as_str()).collect();
            let (on_page, in_gold) = (counts(&text), counts(&said));
            for (letter, count) in in_gold {
                assert!(on_page.get(&letter) >= Some(&count), "{}: {letter:?} in\n{text}", file.name);
            }
            // Words that a line end broke are not found; most are.
            let words: Vec<String> = said.split_whitespace().map(letters).collect();
            let page = letters(&text);
            let found = words.iter().filter(|word| page.contains(word.as_str())).count();
            assert!(found * 10 >= words.len() * 8, "{}: {found} of {} words", file.name, words.len());
        }
    }
}

#[test]
fn gold_is_in_the_format_of_gold_files() {
    for profile in profiles() {
        let made = made(&profile, 8);
        let lines: Vec<String> = made.gold.iter().map(|line| serde_json::to_string(line).unwrap()).collect();
        let gold = parse_gold("gold.jsonl", &lines.join("\n")).unwrap();
        assert_eq!(gold.len(), made.gold.len(), "{}", profile.name);
        let titled = made.gold.iter().filter(|line| line.section.is_some()).count();
        assert_eq!(gold.iter().filter(|line| line.section.is_some()).count(), titled, "{}", profile.name);
    }
}

fn bench(sandbox: &Sandbox, args: &[&str]) -> Vec<Value> {
    let args = [&["bench", "layout", "--format", "json"], args].concat();
    let answer = sandbox.run(&args).expect_status(0);
    answer.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_profile_is_measured() {
    let texts = texts_file();
    let amount = ["--documents", "1", "--pages", "1", "--texts", texts.to_str().unwrap()];
    let rows = bench(&Sandbox::new(), &amount);
    let (summary, rows) = rows.split_last().unwrap();
    assert_eq!(summary["profiles"], profiles().len());
    let names: Vec<&str> = rows.iter().map(|row| row["profile"].as_str().unwrap()).collect();
    let expected = profiles();
    assert_eq!(names, expected.iter().map(|profile| profile.name).collect::<Vec<_>>());
    for row in rows {
        assert!(row["statements"].as_u64().unwrap() > 0, "{row}");
        for share in ["exact_f1", "near_f1", "headings", "doubtful", "wrong_flagged"] {
            assert!((0.0..=1.0).contains(&row[share].as_f64().unwrap()), "{row}");
        }
    }
}

#[test]
fn pages_that_were_kept_are_measured_again_and_can_be_evaluated() {
    let sandbox = Sandbox::new();
    let texts = texts_file();
    let texts = ["--texts", texts.to_str().unwrap()];
    let chosen =
        ["--profile", "bullets", "--profile", "interleaved-plain", "--documents", "2", "--pages", "1"];
    let first = bench(&sandbox, &[&texts[..], &chosen, &["--write", "kept"]].concat());
    let again = bench(&sandbox, &["--prepared", "kept"]);
    for (one, other) in first.iter().zip(&again) {
        for key in ["profile", "statements", "found", "exact_f1", "wrong"] {
            assert_eq!(one[key], other[key], "{key}");
        }
    }
    sandbox.run(&["run", "--corpus", "kept/bullets/pages", "--quiet"]).expect_status(0);
    let scored = sandbox.run(&["evaluate", "--gold", "kept/bullets/gold.jsonl", "--format", "json"]);
    let exact: Value = serde_json::from_str(
        scored.expect_status(0).stdout.lines().find(|line| line.contains("exact-f1")).unwrap(),
    )
    .unwrap();
    assert_eq!(exact["value"], first[0]["exact_f1"]);
}

#[test]
fn csv_and_text_have_a_row_per_profile() {
    let sandbox = Sandbox::new();
    sandbox.write("texts.jsonl", "{\"text\": \"Te weinig tijd.\"}\n{\"text\": \"Meer overleg.\"}\n");
    let args = [
        "bench",
        "layout",
        "--texts",
        "texts.jsonl",
        "--documents",
        "1",
        "--profile",
        "lines",
        "--profile",
        "mail",
    ];
    let csv = sandbox.run(&[&args[..], &["--format", "csv"]].concat()).expect_status(0).stdout;
    assert!(csv.starts_with("profile,documents,pages,statements,"), "{csv}");
    assert_eq!(csv.lines().count(), 3, "{csv}");
    let text = sandbox.run(&args).expect_status(0).stdout;
    assert_eq!(
        text.lines().map(|line| line.split(' ').next().unwrap()).collect::<Vec<_>>(),
        ["profile", "lines", "mail"]
    );
}

/// Least exact and near F1 on a few documents, by profile: what was reached less a margin for the small number.
const FLOORS: &[(&str, f64, f64)] = &[
    ("interleaved", 0.97, 0.97),
    ("interleaved-plain", 0.97, 0.97),
    ("interleaved-one-row", 0.97, 0.97),
    ("interleaved-tight", 0.98, 0.98),
    ("interleaved-spaces-lost", 0.97, 0.97),
    ("interleaved-hyphenated", 0.97, 0.97),
    ("interleaved-noisy", 0.95, 0.95),
    ("interleaved-quotes", 0.85, 0.85),
    ("interleaved-headings", 0.97, 0.97),
    ("interleaved-long", 0.93, 0.93),
    ("interleaved-chapters", 0.97, 0.97),
    ("interleaved-half-rows", 0.94, 0.94),
    ("interleaved-three", 0.96, 0.96),
    ("interleaved-mixed", 0.96, 0.96),
    ("gutter", 0.98, 0.98),
    ("gutter-long", 0.98, 0.98),
    ("gutter-tight", 0.98, 0.98),
    ("gutter-three", 0.93, 0.93),
    ("gutter-mixed", 0.96, 0.96),
    ("in-order", 0.96, 0.96),
    ("in-order-parted", 0.97, 0.97),
    ("single-rows", 0.97, 0.97),
    ("single-tight", 0.97, 0.97),
    ("single-running", 0.97, 0.97),
    ("single-unnumbered", 0.97, 0.97),
    ("contents", 0.97, 0.97),
    ("lines", 0.97, 0.97),
    ("paragraphs", 0.97, 0.97),
    ("paragraphs-wrapped", 0.97, 0.97),
    ("bullets", 0.97, 0.97),
    ("bullets-wrapped", 0.97, 0.97),
    ("numbered", 0.97, 0.97),
    ("mail", 0.97, 0.97),
    ("pdf", 0.98, 0.98),
    ("pdf-three", 0.98, 0.98),
    ("pdf-mixed", 0.96, 0.96),
    ("pdf-tight", 0.96, 0.96),
];

#[test]
fn floors() {
    let sandbox = Sandbox::new();
    let texts = texts_file();
    let chosen = FLOORS.iter().flat_map(|(name, ..)| ["--profile", name]);
    let amount = ["--documents", "3", "--pages", "1", "--seed", "11", "--texts", texts.to_str().unwrap()];
    let rows = bench(&sandbox, &amount.into_iter().chain(chosen).collect::<Vec<_>>());
    for ((name, exact, near), row) in FLOORS.iter().zip(&rows) {
        assert_eq!(row["profile"], *name);
        let measured = |key: &str| row[key].as_f64().unwrap();
        assert!(measured("exact_f1") >= *exact, "{name}: exact F1 {}", measured("exact_f1"));
        assert!(measured("near_f1") >= *near, "{name}: near F1 {}", measured("near_f1"));
    }
}

#[test]
fn headings_stand_in_their_columns() {
    let sandbox = Sandbox::new();
    let texts = texts_file();
    let args = ["--documents", "8", "--seed", "41", "--profile", "interleaved-plain"];
    let texts = ["--texts", texts.to_str().unwrap()];
    let rows = bench(&sandbox, &args.into_iter().chain(texts).collect::<Vec<_>>());
    let right = rows[0]["headings"].as_f64().unwrap();
    assert!(right >= 0.9, "headings {right}");
}

#[test]
fn long_documents_keep_their_headings() {
    let sandbox = Sandbox::new();
    let texts = texts_file();
    let args = ["--documents", "1", "--pages", "60", "--seed", "5", "--profile", "interleaved-chapters"];
    let texts = ["--texts", texts.to_str().unwrap()];
    let rows = bench(&sandbox, &args.into_iter().chain(texts).collect::<Vec<_>>());
    let measured = |key: &str| rows[0][key].as_f64().unwrap();
    assert!(measured("exact_f1") >= 0.97, "exact F1 {}", measured("exact_f1"));
    assert!(measured("headings") >= 0.8, "headings {}", measured("headings"));
}
