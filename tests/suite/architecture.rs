//! Tests of what the source itself promises: which part knows which, and what no part may do.

#![expect(clippy::unwrap_used, reason = "a test that can not go on should panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The stages, each a folder of `src/`.
const STAGES: [&str; 9] =
    ["ingest", "layout", "segment", "codebook", "coding", "review", "analysis", "index", "report"];

/// What a part of the library may use of the rest of it.
fn allowed(part: &str) -> BTreeSet<&str> {
    let allowed: &[&str] = match part {
        "model" => &["model"],
        // Keeps what others make, and knows none of it.
        "cache" => &["cache"],
        "text" => &["model", "text"],
        "learned" => &["model", "text", "learned"],
        "codebook" => &["model", "text", "learned", "codebook"],
        "coding" => &["model", "text", "learned", "codebook", "coding"],
        "pipeline" => &["cache", "model", "text", "learned", "pipeline"],
        "ingest" => &["cache", "model", "text", "ingest"],
        // Makes what the stages are measured on, and knows none of them.
        "synthesis" => &["model", "text", "synthesis"],
        stage if STAGES.contains(&stage) => return BTreeSet::from(["model", "text", stage]),
        _ => panic!("src/{part} is new: say here what it may use"),
    };
    let joined = if part == "pipeline" { &STAGES[..] } else { &[] };
    allowed.iter().chain(joined).copied().collect()
}

/// Every text file of the project with its path, but for what is made and what is kept as it was found.
fn project_files() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let skipped = ["target", ".git", "corpus", "data", "reports/latest"];
    let entries = walkdir::WalkDir::new(root).into_iter().filter_entry(|entry| {
        let path = entry.path().strip_prefix(root).unwrap();
        !skipped.iter().any(|skipped| path == Path::new(skipped))
    });
    let files = entries.flatten().filter(|entry| entry.file_type().is_file());
    files
        .filter_map(|file| {
            let path = file.path().strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            Some((path, fs::read_to_string(file.path()).ok()?))
        })
        .collect()
}

fn rust_files(below: &str) -> BTreeMap<String, String> {
    let mut files = project_files();
    files.retain(|path, _| path.starts_with(below) && path.ends_with(".rs"));
    assert!(!files.is_empty(), "nothing below {below}");
    files
}

/// The part of the library a file belongs to: a folder of `src/`.
fn part(path: &str) -> Option<&str> {
    path.strip_prefix("src/")?.split_once('/').map(|(folder, _)| folder)
}

/// The code of a file without its comments, so that words about a thing don't count as its use.
fn code(text: &str) -> String {
    let lines = text.lines().map(|line| match line.split_once("//") {
        Some((before, _)) if !before.contains('"') => before,
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// First names after `crate::`, also of a list in braces.
fn crate_parts(code: &str) -> BTreeSet<String> {
    let mut parts = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        match after.strip_prefix('{') {
            Some(list) => parts.extend(heads(list)),
            None => parts.extend(head(after)),
        }
    }
    parts
}

fn head(path: &str) -> Option<String> {
    let name: String = path
        .trim_start()
        .chars()
        .take_while(|character| character.is_alphanumeric() || *character == '_')
        .collect();
    (!name.is_empty()).then_some(name)
}

/// The first names of the items of a list, up to its closing brace.
fn heads(list: &str) -> Vec<String> {
    let (mut depth, mut item, mut items) = (0, String::new(), Vec::new());
    for character in list.chars() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => items.push(std::mem::take(&mut item)),
            _ if depth == 0 => item.push(character),
            _ => {}
        }
    }
    items.push(item);
    items.iter().filter_map(|item| head(item)).collect()
}

#[test]
fn names_after_crate_are_found() {
    let code =
        "use crate::model::{Span};\nuse crate::{analysis, index::{Hit, open}, text};\ncrate::segment::x()";
    let found = crate_parts(code);
    assert_eq!(
        found.iter().map(String::as_str).collect::<Vec<_>>(),
        ["analysis", "index", "model", "segment", "text"]
    );
}

#[test]
fn stages_never_import_each_other() {
    for (path, text) in rust_files("src/") {
        let Some(part) = part(&path).filter(|part| *part != "cli") else {
            continue;
        };
        for used in crate_parts(&code(&text)) {
            assert!(allowed(part).contains(used.as_str()), "{path} uses crate::{used}");
        }
    }
}

#[test]
fn every_stage_is_there() {
    let files = rust_files("src/");
    for stage in STAGES {
        assert!(files.contains_key(&format!("src/{stage}/mod.rs")), "{stage}");
    }
}

#[test]
fn only_the_index_knows_tantivy() {
    for (path, text) in rust_files("src/") {
        assert!(part(&path) == Some("index") || !code(&text).contains("tantivy"), "{path} uses tantivy");
    }
}

/// Arguments, terminal, environment and clock belong to the command line; nothing belongs on a network.
#[test]
fn the_library_knows_no_terminal_environment_clock_or_network() {
    let banned = [
        "clap::",
        "anyhow::",
        "std::env",
        "env::",
        "Instant",
        "SystemTime",
        "std::net",
        "available_parallelism",
    ];
    for (path, text) in rust_files("src/") {
        if path == "src/main.rs" || part(&path) == Some("cli") {
            continue;
        }
        let code = code(&text);
        for word in banned {
            assert!(!code.contains(word), "{path} uses {word}");
        }
    }
}

#[test]
fn every_source_file_says_its_purpose_first() {
    for (path, text) in rust_files("src/").into_iter().chain(rust_files("tests/")) {
        let first = text.lines().next().unwrap_or_default();
        assert!(first.starts_with("//! ") && first.len() >= 10, "{path}: {first}");
    }
}

#[test]
fn no_file_names_a_place_of_one_machine() {
    let places = [
        concat!("/", "work/"),
        concat!("/", "tmp/"),
        concat!("/", "home/"),
        concat!("/", "root/"),
        concat!("C:", "\\Users"),
    ];
    for (path, text) in project_files() {
        for place in places {
            let line = text.lines().position(|line| line.contains(place));
            assert_eq!(line, None, "{path} names {place}");
        }
    }
}

/// The program opens no connection: nothing that could is in what it is built from.
#[test]
fn no_network_library_is_in_the_program() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let tree = Command::new(cargo)
        .args(["tree", "--offline", "--locked", "--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let tree = String::from_utf8(tree.stdout).unwrap();
    let packages: BTreeSet<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(packages.contains("bloemlezer") && packages.contains("tantivy"), "{packages:?}");
    let banned = [
        "async-std",
        "attohttpc",
        "curl",
        "h2",
        "h3",
        "hyper",
        "hyper-util",
        "isahc",
        "mio",
        "minreq",
        "native-tls",
        "openssl",
        "quinn",
        "reqwest",
        "rustls",
        "smol",
        "socket2",
        "surf",
        "tokio",
        "tungstenite",
        "ureq",
    ];
    for name in banned {
        assert!(!packages.contains(name), "{name} can open connections");
    }
}
