//! Tests of failures: each gives a clear message with a hint and the right exit code, and leaves nothing lost or half written.

use std::fs;

use super::cli::{Answer, Sandbox};

#[test]
fn a_missing_corpus() {
    let sandbox = Sandbox::new();
    sandbox.run(&["run", "--corpus", "nergens"]).expect_error(&["nergens"]);
    assert!(sandbox.tree(".").is_empty());
}

#[test]
fn an_empty_corpus() {
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.path("corpus")).unwrap();
    sandbox.run(&["run"]).expect_error(&["corpus"]);
    assert!(sandbox.tree(".").is_empty());
    assert!(!sandbox.path("reports").exists());
}

#[test]
fn a_corpus_without_a_statement() {
    let sandbox = Sandbox::new();
    sandbox.write("corpus/wit.txt", "\n \n\t\n");
    sandbox.run(&["run"]).expect_error(&["corpus"]);
    assert!(!sandbox.path("reports").exists(), "an unfinished run leaves no folder");
}

#[test]
fn a_corpus_of_rubbish_only() {
    let sandbox = Sandbox::new();
    sandbox.write("corpus/rommel.txt", [0_u8, 1, 2, 255, 254, 0, 0, 7].repeat(100));
    sandbox.run(&["run"]).expect_error(&["rommel.txt"]);
    assert!(!sandbox.path("reports").exists());
}

#[test]
fn one_bad_file_is_listed_and_the_rest_is_done() {
    let sandbox = Sandbox::project();
    sandbox.write("corpus/rommel.txt", [0_u8, 1, 2, 255, 254, 0, 0, 7].repeat(100));
    let answer = sandbox.run(&["run"]).expect_status(1);
    assert!(answer.stdout.contains("error: rommel.txt"), "{answer:#?}");
    assert!(answer.stdout.contains("hint: "), "{answer:#?}");
    assert!(sandbox.read("reports/latest/problems.jsonl").contains("rommel.txt"));
    assert!(sandbox.path("reports/latest/index.html").exists());
    let quiet = sandbox.run(&["run", "--quiet"]).expect_status(1);
    assert!(quiet.stdout.is_empty(), "{quiet:#?}");
    assert!(quiet.stderr.contains("error: rommel.txt"), "{quiet:#?}");
}

#[test]
fn a_taxonomy_with_a_typo() {
    let sandbox = Sandbox::project();
    let before = sandbox.run(&["run"]).expect_status(0);
    let run = sandbox.tree("reports");
    let taxonomy = sandbox.read("taxonomy/knelpunten.toml");
    sandbox.write("taxonomy/knelpunten.toml", taxonomy.replacen("version", "versoin", 1));
    sandbox.run(&["run"]).expect_error(&[
        "taxonomy/knelpunten.toml:",
        "versoin",
        "hint: did you mean `version`?",
    ]);
    assert_eq!(sandbox.tree("reports"), run, "{before:#?}");
}

#[test]
fn an_output_folder_that_is_not_ours() {
    let sandbox = Sandbox::project();
    sandbox.write("uit/mijn werk.txt", "van mij");
    sandbox.run(&["run", "--out", "uit"]).expect_error(&["uit is not empty and holds no run"]);
    sandbox.write("uit/manifest.json", "{\"name\": \"van een ander\", \"format\": 1}");
    let before = sandbox.tree(".");
    sandbox.run(&["run", "--out", "uit"]).expect_error(&["uit is not empty and holds no run"]);
    assert_eq!(sandbox.tree("."), before);
}

#[test]
fn an_output_folder_that_is_a_file() {
    let sandbox = Sandbox::project();
    sandbox.write("uit", "van mij");
    sandbox.run(&["run", "--out", "uit"]).expect_error(&["the output folder uit is a file"]);
    sandbox.run(&["run", "--out", "uit/hier"]).expect_error(&["uit"]);
    assert_eq!(sandbox.read("uit"), "van mij");
}

#[test]
fn an_output_folder_without_a_name() {
    let sandbox = Sandbox::project();
    let before = sandbox.tree(".");
    for out in [".", "..", "/"] {
        sandbox.run(&["run", "--out", out]).expect_error(&["has no name of its own"]);
    }
    assert_eq!(sandbox.tree("."), before);
}

#[test]
fn an_output_folder_among_the_inputs() {
    let sandbox = Sandbox::project();
    let before = sandbox.tree(".");
    let overlap = |args: &[&str]| {
        sandbox.run(&[&["run"], args].concat()).expect_error(&["lie in each other"]);
    };
    overlap(&["--out", "corpus/uit"]);
    overlap(&["--out", "corpus"]);
    overlap(&["--out", "taxonomy"]);
    overlap(&["--corpus", "."]);
    assert_eq!(sandbox.tree("."), before);
}

#[cfg(unix)]
#[test]
fn an_output_folder_that_may_not_be_written() {
    use std::os::unix::fs::PermissionsExt as _;

    let sandbox = Sandbox::project();
    fs::create_dir(sandbox.path("dicht")).unwrap();
    fs::set_permissions(sandbox.path("dicht"), fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(sandbox.path("dicht/proef"), "").is_ok() {
        // For root nothing is closed but what the system itself keeps closed.
        fs::remove_file(sandbox.path("dicht/proef")).unwrap();
        sandbox.run(&["run", "--out", "/proc/uit"]).expect_error(&["/proc"]);
        return;
    }
    sandbox.run(&["run", "--out", "dicht/uit"]).expect_error(&["dicht", "must be writable"]);
    fs::set_permissions(sandbox.path("dicht"), fs::Permissions::from_mode(0o755)).unwrap();
    assert!(sandbox.tree("dicht").is_empty());
}

/// A limit on the size of files stands for a full disk: the write fails halfway.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up() {
    use std::process::Command;

    let sandbox = Sandbox::project();
    sandbox.run(&["run"]).expect_status(0);
    let before = sandbox.tree("reports");
    let script =
        format!("trap '' XFSZ; ulimit -f 1; exec {} run --lang en", env!("CARGO_BIN_EXE_bloemlezer"));
    let mut command = Command::new("sh");
    command.args(["-c", &script]).current_dir(sandbox.path(".")).env_clear();
    Answer::from(command.output().unwrap()).expect_error(&["reports/"]);
    assert_eq!(sandbox.tree("reports"), before);
    let mut left: Vec<_> = fs::read_dir(sandbox.path("reports")).unwrap().flatten().collect();
    left.retain(|entry| entry.file_name() != "latest" && entry.file_name() != ".cache");
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn decisions_that_are_no_table() {
    let sandbox = Sandbox::project();
    sandbox.write("taxonomy/decisions.csv", "");
    sandbox.run(&["run"]).expect_status(0);
    fs::remove_file(sandbox.path("taxonomy/decisions.csv")).unwrap();
    fs::create_dir(sandbox.path("taxonomy/decisions.csv")).unwrap();
    sandbox.run(&["run"]).expect_error(&["decisions taxonomy/decisions.csv can't be read"]);
}

#[test]
fn decisions_are_not_passed_over_in_silence() {
    let sandbox = Sandbox::project();
    sandbox.write("taxonomy/decisions.csv", "statement,theme\nst-0000000000000000,capaciteit\n");
    let answer = sandbox.run(&["run", "-v"]).expect_status(1);
    assert!(answer.stdout.contains("error: decisions.csv:1: the header lacks sequence"), "{answer:#?}");
    assert!(sandbox.read("reports/latest/manifest.json").contains("\"decisions.csv\""));
    assert!(sandbox.read("reports/latest/problems.jsonl").contains("decision-line"));
}

#[test]
fn a_configuration_file_that_is_not_utf_8() {
    let sandbox = Sandbox::project();
    sandbox.write("bloemlezer.toml", b"lang = \"nl\"\nout = \"co\xf6rdinatie\"\n");
    sandbox
        .run(&["run"])
        .expect_error(&["bloemlezer.toml:2:10: this is not UTF-8", "save the file as UTF-8"]);
    sandbox.write("bloemlezer.toml", b"\xef\xbb\xbflang = \"en\"\n");
    let answer = sandbox.run(&["run", "--dump-config"]).expect_status(0);
    assert!(answer.stdout.contains("lang = \"en\""), "{answer:#?}");
}

#[test]
fn a_taxonomy_that_is_not_utf_8() {
    let sandbox = Sandbox::project();
    sandbox.write("codes.toml", b"name = \"x\"\nversion = \"\xe9\"\n");
    let words = ["codes.toml", "line 2", "not UTF-8", "save the file as UTF-8"];
    sandbox.run(&["run", "--taxonomy", "codes.toml"]).expect_error(&words);
    sandbox.run(&["taxonomy", "check", "--taxonomy", "codes.toml"]).expect_error(&words);
}
