//! Tests of the command line: cases as data, help screens, completions and manual pages; and the sandbox they run in.

#![expect(clippy::unwrap_used, reason = "a test that can not go on should panic")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde::Deserialize;
use tempfile::TempDir;

/// An empty folder in which the program runs, with nothing of the user's environment.
pub(crate) struct Sandbox {
    folder: TempDir,
}

/// What the program answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Sandbox {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A sandbox that holds the project that `init` makes.
    pub(crate) fn project() -> Self {
        let sandbox = Self::new();
        sandbox.run(&["init", "."]).expect_status(0);
        sandbox
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bloemlezer"));
        command.args(args).current_dir(self.folder.path()).env_clear();
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Answer {
        self.command(args).output().unwrap().into()
    }

    /// Every file below a folder with its bytes; a folder that is missing has none.
    pub(crate) fn tree(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        tree(&self.path(folder))
    }
}

impl From<Output> for Answer {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Answer {
    #[track_caller]
    pub(crate) fn expect_status(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "{self:#?}");
        self
    }

    /// A failure that did nothing: exit code 2, no result, an error with these words and a hint.
    #[track_caller]
    pub(crate) fn expect_error(self, words: &[&str]) -> Self {
        let answer = self.expect_status(2);
        assert!(answer.stdout.is_empty(), "{answer:#?}");
        assert!(answer.stderr.contains("error: "), "{answer:#?}");
        let hinted = answer.stderr.lines().any(|line| line.starts_with("hint: "));
        assert!(hinted, "no hint: {answer:#?}");
        for word in words {
            assert!(answer.stderr.contains(word), "no {word:?} in {answer:#?}");
        }
        answer
    }
}

pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().flatten();
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|file| {
            let path = file.path().strip_prefix(folder).unwrap();
            (path.to_str().unwrap().replace('\\', "/"), fs::read(file.path()).unwrap())
        })
        .collect()
}

/// One case of `tests/fixtures/cli/*.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Case {
    args: Vec<String>,
    status: i32,
    /// Parts that stdout must have; none: it must be empty.
    #[serde(default)]
    stdout: Vec<String>,
    #[serde(default)]
    stderr: Vec<String>,
    /// All of stdout, where every character counts.
    stdout_exact: Option<String>,
    /// Files to start with; they must be unchanged afterwards.
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// Paths that must be there afterwards.
    #[serde(default)]
    present: Vec<String>,
    /// Paths that must not.
    #[serde(default)]
    absent: Vec<String>,
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cli");
    let files = tree(&folder);
    assert!(files.len() >= 20, "only {} cases", files.len());
    for (name, bytes) in files {
        let text = String::from_utf8(bytes).unwrap();
        let case: Case = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        check(&name, &case);
    }
}

fn check(name: &str, case: &Case) {
    let sandbox = Sandbox::new();
    for (path, text) in &case.files {
        sandbox.write(path, text);
    }
    let args: Vec<&str> = case.args.iter().map(String::as_str).collect();
    let answer = sandbox.run(&args);
    assert_eq!(answer.status, Some(case.status), "{name}: {answer:#?}");
    for (channel, parts, text) in
        [("stdout", &case.stdout, &answer.stdout), ("stderr", &case.stderr, &answer.stderr)]
    {
        let silent = parts.is_empty() && (channel == "stderr" || case.stdout_exact.is_none());
        assert!(!silent || text.is_empty(), "{name}: {channel} should be empty: {answer:#?}");
        for part in parts {
            assert!(text.contains(part.as_str()), "{name}: no {part:?} on {channel}: {answer:#?}");
        }
    }
    if let Some(exact) = &case.stdout_exact {
        assert_eq!(&answer.stdout, exact, "{name}");
    }
    for (path, text) in &case.files {
        assert_eq!(&sandbox.read(path), text, "{name}: {path} has changed");
    }
    for path in &case.present {
        assert!(sandbox.path(path).exists(), "{name}: {path} is missing");
    }
    for path in &case.absent {
        assert!(!sandbox.path(path).exists(), "{name}: {path} should not be there");
    }
}

/// All subcommands, by the words that call them.
const SUBCOMMANDS: [&[&str]; 28] = [
    &["run"],
    &["search"],
    &["kwic"],
    &["evaluate"],
    &["agreement"],
    &["analysis", "keyness"],
    &["analysis", "uncoded"],
    &["inspect"],
    &["explain"],
    &["train"],
    &["taxonomy", "check"],
    &["taxonomy", "import"],
    &["taxonomy", "suggest"],
    &["what-if"],
    &["review", "decide"],
    &["review", "undo"],
    &["review", "status"],
    &["review", "export"],
    &["review", "import"],
    &["review", "sample"],
    &["bench", "layout"],
    &["bench", "coding"],
    &["bench", "generate"],
    &["bench", "run"],
    &["bench", "search"],
    &["init"],
    &["completions"],
    &["man"],
];

#[test]
fn every_subcommand_has_help_and_is_listed() {
    let sandbox = Sandbox::new();
    let overview = sandbox.run(&["--help"]).expect_status(0).stdout;
    for words in SUBCOMMANDS {
        assert!(overview.contains(&format!("\n  {} ", words[0])), "{words:?}");
        for flag in ["-h", "--help"] {
            let help = sandbox.run(&[words, &[flag]].concat()).expect_status(0).stdout;
            assert!(help.contains(&format!("Usage: bloemlezer {}", words.join(" "))), "{help}");
            assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
        }
    }
}

#[test]
fn help_of_run() {
    let help = Sandbox::new().run(&["run", "-h"]).expect_status(0).stdout;
    insta::assert_snapshot!(help, @r"
    Reads the corpus, codes it and writes the report

    Usage: bloemlezer run [OPTIONS]

    Options:
          --corpus <PATH>     File or folder to read; may be given more than once [default: corpus]
          --split             Makes each bullet of a table's response a statement of its own; where it
                              has none, each sentence
          --taxonomy <FILE>   Taxonomy to code with [default: taxonomy/knelpunten.toml, else the one
                              that ships with the program]
          --rules-alone       Codes by the taxonomy's rules alone, without the learned model that stands
                              beside it
          --no-groups         Leaves statements that are the same words twice ungrouped
          --decisions <FILE>  The analysts' decisions [default: taxonomy/decisions.csv, where there is
                              one]
          --out <DIR>         Output folder, replaced as a whole [default: reports/latest]
          --lang <LANGUAGE>   Language of the report [default: nl] [possible values: nl, en]
          --public            Leaves responses marked not public out of the data files too; pages never
                              show them
          --threads <N>       Threads to work with; changes nothing in the output [default: as many as
                              there are]
          --memory <SIZE>     Memory to stay within where it can, such as 600MB or 2GB; changes nothing
                              in the output [default: 600MB]
          --cache <DIR>       Where results are kept so that the next run makes only what changed; may
                              be deleted at any time [default: .cache beside the output folder]
          --no-cache          Makes everything anew, and keeps nothing for the next run
          --timings           Prints how long every stage took, the processor time and the memory, at
                              the end on stderr
      -h, --help              Print help (see more with '--help')

    General options:
          --config <FILE>  Reads settings from FILE instead of `bloemlezer.toml`
          --dump-config    Prints the settings in force as TOML, and stops
          --color <WHEN>   When to use colours; `auto` heeds `NO_COLOR` [default: auto] [possible
                           values: auto, always, never]
      -q, --quiet          Prints nothing but errors
      -v, --verbose        Tells more: what is being done, and every problem found

    Exit codes: 0 done, 1 done but an input had an error, 2 nothing done (stopped by Ctrl-C too; a
    second one ends at once: 130).
    ");
}

#[test]
fn help_of_taxonomy_check() {
    let help = Sandbox::new().run(&["taxonomy", "check", "-h"]).expect_status(0).stdout;
    let own = help.split("General options:").next().unwrap();
    insta::assert_snapshot!(own, @r"
    Verifies a taxonomy, and tells what is wrong with line numbers and suggestions

    Usage: bloemlezer taxonomy check [OPTIONS]

    Options:
          --taxonomy <FILE>  Taxonomy to verify [default: taxonomy/knelpunten.toml, else the one that
                             ships with the program]
          --corpus <PATH>    File or folder whose statements the patterns are tried on; may be given
                             more than once [default: corpus, where there is one]
          --gold <FILE>...   Gold files whose texts the patterns are tried on as well; with `--patterns`
                             they also tell how often each pattern is right
          --patterns         Lists every pattern with the statements that it matches; with `--format
                             csv` instead of the findings
          --unused           Lists the patterns that match no statement; otherwise as `--patterns`
          --overlap          Shows how many statements each two themes share, and which patterns; with
                             `--format csv` instead of the findings
          --format <FORMAT>  What to print [default: text] [possible values: text, json, csv]
      -h, --help             Print help (see more with '--help')
    ");
}

#[test]
fn without_a_subcommand_it_prints_the_short_help() {
    let sandbox = Sandbox::new();
    let answer = sandbox.run(&[]).expect_status(0);
    assert_eq!(answer.stdout, sandbox.run(&["-h"]).stdout);
    assert!(answer.stderr.is_empty());
}

#[test]
fn completions_know_every_subcommand() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = sandbox.run(&["completions", shell]).expect_status(0).stdout;
        for words in SUBCOMMANDS {
            assert!(script.contains(words[0]), "{shell}: {words:?}");
        }
        assert!(script.contains("dump-config"), "{shell}");
    }
}

#[test]
fn man_has_every_subcommand() {
    let sandbox = Sandbox::new();
    let page = sandbox.run(&["man"]).expect_status(0).stdout;
    assert!(page.contains(".TH bloemlezer 1"), "{page}");
    sandbox.run(&["man", "--dir", "man"]).expect_status(0);
    for words in SUBCOMMANDS {
        let name = format!("bloemlezer-{}", words.join("-"));
        assert!(page.contains(&format!("bloemlezer\\-{}", words[0].replace('-', "\\-"))), "{name}");
        let own = sandbox.read(&format!("man/{name}.1"));
        assert!(own.contains("SYNOPSIS"), "{own}");
    }
}

#[test]
fn colours_only_where_asked_for() {
    let sandbox = Sandbox::new();
    let stderr = |args: &[&str], no_color: bool| {
        let mut command = sandbox.command(&[&["run"], args].concat());
        if no_color {
            command.env("NO_COLOR", "1");
        }
        Answer::from(command.output().unwrap()).stderr
    };
    assert!(!stderr(&[], false).contains('\x1b'), "not on a terminal");
    assert!(!stderr(&["--color", "never"], false).contains('\x1b'));
    assert!(stderr(&["--color", "always"], true).contains("\x1b[1;31merror:\x1b[0m"));
}

#[test]
fn an_answer_nobody_reads_is_no_failure() {
    use std::process::Stdio;

    let sandbox = Sandbox::project();
    for args in [&["completions", "bash"][..], &["man"], &["run"], &["taxonomy", "check"], &["--help"]] {
        let mut command = sandbox.command(args);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let answer = Answer::from(child.wait_with_output().unwrap());
        assert_eq!((answer.status, answer.stderr.as_str()), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn quiet_and_verbose() {
    let sandbox = Sandbox::project();
    let quiet = sandbox.run(&["run", "--quiet"]).expect_status(0);
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
    let usual = sandbox.run(&["run"]).expect_status(0);
    assert!(usual.stderr.is_empty(), "progress is for terminals: {usual:#?}");
    let verbose = sandbox.run(&["run", "-v"]).expect_status(0);
    assert!(verbose.stderr.contains("Writing the report"), "{verbose:#?}");
}

#[test]
fn the_configuration_file_is_heard_by_all() {
    let sandbox = Sandbox::project();
    sandbox.write("bloemlezer.toml", "out = \"uit\"\nlang = \"en\"\n");
    let answer = sandbox.run(&["run"]).expect_status(0);
    assert!(answer.stdout.contains("uit/index.html"), "{answer:#?}");
    assert!(sandbox.read("uit/index.html").contains("lang=\"en\""));
    assert!(sandbox.read("uit/manifest.json").contains("\"lang\": \"en\""));
    assert!(!sandbox.path("reports").exists());
    sandbox.run(&["search", "loket"]).expect_status(0);
}

#[test]
fn init_uses_an_empty_folder_and_refuses_another() {
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.path("leeg")).unwrap();
    sandbox.run(&["init", "leeg"]).expect_status(0);
    let made = sandbox.tree("leeg");
    sandbox.run(&["init", "leeg"]).expect_error(&["leeg", "not an empty folder"]);
    assert_eq!(sandbox.tree("leeg"), made);
}

#[test]
fn the_starter_project_runs_without_a_problem() {
    let sandbox = Sandbox::new();
    sandbox.run(&["init", "project"]).expect_status(0);
    let run = |args: &[&str]| {
        let mut command = sandbox.command(args);
        Answer::from(command.current_dir(sandbox.path("project")).output().unwrap()).expect_status(0)
    };
    let answer = run(&["run"]);
    assert!(!answer.stdout.contains("error"), "{answer:#?}");
    assert!(!answer.stdout.contains("warning"), "{answer:#?}");
    assert!(sandbox.path("project/reports/latest/index.html").exists());
    // Eleven paragraphs of the report and four responses of the table; headings are none.
    assert_eq!(sandbox.read("project/reports/latest/statements.jsonl").lines().count(), 15);
    let readme = sandbox.read("project/README.md");
    let commands = readme.lines().filter_map(|line| line.strip_prefix("bloemlezer "));
    let commands: Vec<_> = commands.map(|line| line.split('#').next().unwrap().split_whitespace()).collect();
    assert!(commands.len() >= 3, "{readme}");
    for words in commands {
        run(&words.collect::<Vec<_>>());
    }
    run(&["taxonomy", "check"]);
}
