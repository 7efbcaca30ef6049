//! Tests of the whole run: the same inputs give the same bytes, and a reader finds a whole run at every moment.

#![expect(clippy::unwrap_used, reason = "a test that can not go on should panic")]

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::num::NonZeroUsize;
use std::path::Path;
use std::thread;
use std::time::Duration;

use bloemlezer::model::{Statement, Summary};
use bloemlezer::pipeline::output::{self, OutputError, OutputFolder, Step, Swap};
use bloemlezer::pipeline::{self, Progress, RunSettings, Stage, Stop, TaxonomySource};
use bloemlezer::report::Language;
use bloemlezer::segment::Responses;

use super::cli::{Sandbox, tree};

type Tree = BTreeMap<String, Vec<u8>>;

/// The files of a run that must not differ between runs: all but the index, whose segments have random names.
fn files(sandbox: &Sandbox, out: &str) -> Tree {
    let mut files = sandbox.tree(out);
    assert!(files.keys().any(|path| path.starts_with("index/")), "no index in {out}");
    files.retain(|path, _| !path.starts_with("index/"));
    files
}

/// Fails with the name of the first file that differs, rather than with all bytes of both.
#[track_caller]
fn assert_same(one: &Tree, other: &Tree) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (path, bytes) in one {
        assert!(other.get(path) == Some(bytes), "{path} differs");
    }
}

/// A project with the example of `init` and the pages of this repository's own corpus.
fn full_project() -> Sandbox {
    let sandbox = Sandbox::project();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for (path, bytes) in tree(&corpus) {
        sandbox.write(&format!("corpus/pages/{path}"), bytes);
    }
    sandbox
}

#[test]
fn same_inputs_give_the_same_bytes_on_any_number_of_threads() {
    let sandbox = full_project();
    sandbox.run(&["run", "--threads", "1"]).expect_status(0);
    let once = files(&sandbox, "reports/latest");
    for file in [
        "statements.jsonl",
        "groups.jsonl",
        "structure.jsonl",
        "problems.jsonl",
        "summary.json",
        "manifest.json",
        "index.html",
    ] {
        assert!(once.contains_key(file), "{file} is missing");
    }
    for threads in ["2", "7"] {
        let out = format!("uit-{threads}");
        sandbox.run(&["run", "--threads", threads, "--out", &out]).expect_status(0);
        assert_same(&once, &files(&sandbox, &out));
    }
    let elsewhere = full_project();
    elsewhere.run(&["run"]).expect_status(0);
    assert_same(&once, &files(&elsewhere, "reports/latest"));
}

#[test]
fn no_output_tells_where_on_the_machine_it_was_made() {
    let sandbox = Sandbox::project();
    let machine = sandbox.path("").to_str().unwrap().to_owned();
    let (corpus, taxonomy) = (sandbox.path("corpus"), sandbox.path("taxonomy/knelpunten.toml"));
    let (corpus, taxonomy) = (corpus.to_str().unwrap(), taxonomy.to_str().unwrap());
    sandbox.run(&["run", "--corpus", corpus, "--taxonomy", taxonomy]).expect_status(0);
    for (path, bytes) in sandbox.tree("reports/latest") {
        assert!(!String::from_utf8_lossy(&bytes).contains(&machine), "{path} names {machine}");
    }
}

#[test]
fn a_run_replaces_the_one_before_and_leaves_nothing_beside_it() {
    let sandbox = Sandbox::project();
    sandbox.run(&["run"]).expect_status(0);
    let old = files(&sandbox, "reports/latest");
    sandbox.write("reports/latest/oud.html", "van een vorige versie");
    fs::remove_file(sandbox.path("corpus/inspraakavond.txt")).unwrap();
    sandbox.write("corpus/nieuw.txt", "Er is te weinig geld voor het buurthuis.\n");
    sandbox.run(&["run"]).expect_status(0);
    let new = files(&sandbox, "reports/latest");
    assert_ne!(old.get("statements.jsonl"), new.get("statements.jsonl"));
    assert!(!new.contains_key("oud.html"));
    assert!(!String::from_utf8_lossy(&new["statements.jsonl"]).contains("inspraakavond.txt"));
    assert_eq!(names(&sandbox.path("reports")), [".cache", "latest"]);
}

#[test]
fn the_files_agree_with_each_other() {
    let sandbox = Sandbox::project();
    let answer = sandbox.run(&["run"]).expect_status(0);
    let text = sandbox.read("reports/latest/statements.jsonl");
    let statements: Vec<Statement> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let summary: Summary = serde_json::from_str(&sandbox.read("reports/latest/summary.json")).unwrap();
    let public = statements.iter().filter(|statement| statement.public).count() as u64;
    assert_eq!(summary.statements, public);
    assert!(answer.stdout.starts_with(&format!("{public} statements from ")), "{answer:#?}");
    let manifest: serde_json::Value =
        serde_json::from_str(&sandbox.read("reports/latest/manifest.json")).unwrap();
    assert_eq!(manifest["counts"]["statements"], statements.len());
    let inputs = manifest["inputs"].as_array().unwrap();
    let roles = |role: &str| inputs.iter().filter(|input| input["role"] == role).count();
    assert_eq!(roles("taxonomy"), 1);
    assert_eq!(manifest["counts"]["documents"], roles("corpus"));
    assert!(inputs.iter().all(|input| input["sha256"].as_str().unwrap().len() == 64));
}

#[test]
fn what_is_not_public_stays_out_of_pages_and_on_request_out_of_all() {
    let sandbox = Sandbox::project();
    let secret = "vertrouwelijkheidsproef";
    sandbox.write(
        "corpus/reacties.csv",
        format!("nummer,openbaar,reactie\n1,ja,Het loket is te ver weg.\n2,nee,Er is te weinig geld voor {secret}.\n"),
    );
    let holding = |out: &str| -> Vec<String> {
        let found = files(&sandbox, out)
            .into_iter()
            .filter(|(_, bytes)| String::from_utf8_lossy(bytes).to_lowercase().contains(secret));
        found.map(|(path, _)| path).collect()
    };
    let answer = sandbox.run(&["run"]).expect_status(0);
    assert!(answer.stdout.contains("1 statement not public"), "{answer:#?}");
    let found = holding("reports/latest");
    assert!(found.contains(&"statements.jsonl".to_owned()), "{found:?}");
    let pages = found.iter().filter(|path| path.ends_with(".html") || path.ends_with(".md"));
    assert_eq!(pages.count(), 0, "{found:?}");
    sandbox.run(&["run", "--public"]).expect_status(0);
    assert_eq!(holding("reports/latest"), Vec::<String>::new());
    sandbox.run(&["search", secret]).expect_status(1);
}

#[test]
fn progress_counts_every_document() {
    let sandbox = Sandbox::project();
    let settings = RunSettings {
        corpus: vec![sandbox.path("corpus")],
        responses: Responses::Whole,
        taxonomy: TaxonomySource::Embedded,
        rules_alone: false,
        groups: true,
        decisions: None,
        out: sandbox.path("uit"),
        language: Language::Nl,
        public_only: false,
        threads: NonZeroUsize::new(2).unwrap(),
        memory: 600_000_000,
        cache: None,
        stop: Stop::default(),
    };
    let mut seen: Vec<Progress> = Vec::new();
    pipeline::run(&settings, &mut |progress| seen.push(progress)).unwrap();
    let stages: Vec<Stage> = seen.iter().map(|progress| progress.stage).collect();
    assert!(stages.is_sorted(), "{stages:?}");
    for stage in Stage::ALL {
        let mut own = seen.iter().filter(|progress| progress.stage == stage);
        assert_eq!(own.next().map(|first| first.done), Some(0), "{stage:?} begins with nothing done");
        let done: Vec<u64> = own.map(|progress| progress.done).collect();
        assert!(done.is_sorted(), "{stage:?} {done:?}");
    }
    let coded = seen.iter().rfind(|progress| progress.stage == Stage::Coding).unwrap();
    assert!(coded.done > 0 && Some(coded.done) == coded.total, "{coded:?}");
}

/// A small run of our own making, so that every moment can be looked at.
fn fill(folder: &OutputFolder, version: &str) -> Result<(), OutputError> {
    folder.write("statements.jsonl", version.as_bytes())?;
    folder.write("pages/source.html", version.as_bytes())?;
    folder.write("manifest.json", br#"{"format": 1, "versions": {"program": "bloemlezer 0"}}"#)
}

fn publish(out: &Path, version: &str, swap: Swap, at: &mut dyn FnMut(Step) -> io::Result<()>) {
    let folder = OutputFolder::claim(out).unwrap();
    fill(&folder, version).unwrap();
    // An interruption is what some callers are after.
    let _ = folder.publish(swap, at);
}

/// The version of the run that stands there; fails where it is not whole.
fn version(out: &Path) -> Option<String> {
    let files = tree(out);
    if files.is_empty() {
        return None;
    }
    assert!(output::is_ours(out), "{files:?}");
    assert_eq!(files.len(), 3, "{files:?}");
    assert_eq!(files["statements.jsonl"], files["pages/source.html"]);
    Some(String::from_utf8(files["statements.jsonl"].clone()).unwrap())
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn steps(out: &Path, swap: Swap) -> Vec<Step> {
    let mut steps = Vec::new();
    publish(out, "telling", swap, &mut |step| {
        steps.push(step);
        Ok(())
    });
    steps
}

/// Interrupts a swap after every one of its steps. Whoever reads then finds the old run or the new, whole: at once where the
/// system exchanges names, and after settling where it does not. So does the next run.
#[test]
fn a_crash_at_any_step_leaves_a_whole_run() {
    let sandbox = Sandbox::new();
    for (swap, has_old) in
        [(Swap::Best, true), (Swap::Renames, true), (Swap::Best, false), (Swap::Renames, false)]
    {
        let start = sandbox.path("telling");
        if has_old {
            publish(&start, "oud", swap, &mut |_| Ok(()));
        }
        let steps = steps(&start, swap);
        fs::remove_dir_all(&start).unwrap();
        assert!(steps.len() >= if has_old { 5 } else { 3 }, "{steps:?}");
        for step in steps {
            for settles in [true, false] {
                interrupt(&sandbox, swap, has_old, step, settles);
            }
        }
    }
}

fn interrupt(sandbox: &Sandbox, swap: Swap, has_old: bool, step: Step, settles: bool) {
    let place = sandbox.path("plaats");
    let out = place.join("latest");
    fs::create_dir(&place).unwrap();
    if has_old {
        publish(&out, "oud", swap, &mut |_| Ok(()));
    }
    publish(&out, "nieuw", swap, &mut |reached| {
        if reached == step { Err(io::ErrorKind::Interrupted.into()) } else { Ok(()) }
    });
    let context = format!("{swap:?}, old {has_old}, after {step:?}");
    if swap == Swap::Best && cfg!(target_os = "linux") {
        let found = version(&out);
        assert_eq!(found.is_some(), has_old || step == Step::InPlace, "{context}");
    }
    if settles {
        output::settle(&out).unwrap();
        let found = version(&out);
        assert!(found.as_deref().is_none_or(|found| found == "oud" || found == "nieuw"), "{context}");
        assert_eq!(found.is_some(), has_old || step == Step::InPlace, "{context}");
    }
    let folder = OutputFolder::claim(&out).unwrap();
    let found = version(&out);
    assert_eq!(found.is_some(), has_old || step == Step::InPlace, "{context}");
    folder.abandon();
    let left: &[&str] = if found.is_some() { &["latest"] } else { &[] };
    assert_eq!(names(&place), left, "{context}");
    publish(&out, "later", swap, &mut |_| Ok(()));
    assert_eq!(version(&out).as_deref(), Some("later"), "{context}");
    assert_eq!(names(&place), ["latest"], "{context}");
    fs::remove_dir_all(&place).unwrap();
}

#[test]
fn a_crash_while_writing_leaves_the_old_run() {
    let sandbox = Sandbox::new();
    let out = sandbox.path("latest");
    publish(&out, "oud", Swap::Best, &mut |_| Ok(()));
    let folder = OutputFolder::claim(&out).unwrap();
    folder.write("statements.jsonl", b"half").unwrap();
    folder.crash();
    assert_eq!(version(&out).as_deref(), Some("oud"));
    OutputFolder::claim(&out).unwrap().abandon();
    assert_eq!(version(&out).as_deref(), Some("oud"));
    assert_eq!(names(&sandbox.path(".")), ["latest"]);
}

/// A half deleted old run must never be taken for a whole one, also not when the new one has been removed meanwhile.
#[test]
fn a_half_deleted_run_does_not_come_back() {
    let sandbox = Sandbox::new();
    let out = sandbox.path("latest");
    for swap in [Swap::Best, Swap::Renames] {
        publish(&out, "oud", swap, &mut |_| Ok(()));
        publish(&out, "nieuw", swap, &mut |step| match step {
            Step::Retired => Err(io::ErrorKind::Interrupted.into()),
            _ => Ok(()),
        });
        fs::remove_file(sandbox.path(".latest.bloemlezer-gone/statements.jsonl")).unwrap();
        fs::remove_dir_all(&out).unwrap();
        OutputFolder::claim(&out).unwrap().abandon();
        assert!(names(&sandbox.path(".")).is_empty(), "{swap:?}");
    }
}

/// What a reader does that comes between the two renames of a run that was killed there.
#[test]
fn a_reader_finds_the_run_that_a_killed_one_set_aside() {
    let sandbox = Sandbox::project();
    sandbox.run(&["run"]).expect_status(0);
    let before = sandbox.tree("reports/latest");
    fs::rename(sandbox.path("reports/latest"), sandbox.path("reports/.latest.bloemlezer-old")).unwrap();
    sandbox.run(&["search", "loket"]).expect_status(0);
    assert_same(&sandbox.tree("reports/latest"), &before);
    assert_eq!(names(&sandbox.path("reports")), [".cache", "latest"]);
}

#[test]
fn one_run_at_a_time() {
    let sandbox = Sandbox::project();
    sandbox.run(&["run"]).expect_status(0);
    let before = sandbox.tree("reports/latest");
    let other = OutputFolder::claim(&sandbox.path("reports/latest")).unwrap();
    other.write("statements.jsonl", b"bezig").unwrap();
    sandbox.run(&["run"]).expect_error(&["another run is writing the output folder reports/latest"]);
    assert_eq!(sandbox.tree("reports/latest"), before);
    assert!(other.staging().join("statements.jsonl").exists(), "the first run goes on undisturbed");
    other.abandon();
    sandbox.run(&["run"]).expect_status(0);
}

#[test]
fn a_file_can_not_leave_the_output_folder() {
    let sandbox = Sandbox::new();
    let folder = OutputFolder::claim(&sandbox.path("uit")).unwrap();
    for path in ["../x", "/x", "", "a/../../x"] {
        assert!(matches!(folder.write(path, b""), Err(OutputError::Outside(_))), "{path}");
    }
    folder.abandon();
    assert!(names(&sandbox.path(".")).is_empty());
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_stays_a_link() {
    let sandbox = Sandbox::project();
    fs::create_dir(sandbox.path("echt")).unwrap();
    std::os::unix::fs::symlink("echt", sandbox.path("uit")).unwrap();
    sandbox.run(&["run", "--out", "uit"]).expect_status(0);
    assert!(sandbox.path("uit").symlink_metadata().unwrap().is_symlink());
    assert!(sandbox.path("echt/index.html").exists());
}

/// Kills the program at moments spread over its run; no moment may leave anything but a whole run.
#[test]
fn a_killed_run_leaves_the_old_one_or_the_new() {
    let sandbox = Sandbox::project();
    let runs = ["nl", "en"].map(|language| {
        sandbox.run(&["run", "--lang", language]).expect_status(0);
        (language, files(&sandbox, "reports/latest"))
    });
    assert_ne!(runs[0].1.get("index.html"), runs[1].1.get("index.html"));
    let standing =
        |found: &Tree| runs.iter().position(|(_, run)| run.get("index.html") == found.get("index.html"));
    for moment in moments(&sandbox) {
        let before = standing(&files(&sandbox, "reports/latest")).unwrap();
        let mut child = sandbox.command(&["run", "--quiet", "--lang", runs[1 - before].0]).spawn().unwrap();
        thread::sleep(moment);
        let _ = child.kill();
        child.wait().unwrap();
        let found = files(&sandbox, "reports/latest");
        assert_same(&found, &runs[standing(&found).unwrap()].1);
    }
    sandbox.run(&["run"]).expect_status(0);
    assert_eq!(names(&sandbox.path("reports")), [".cache", "latest"]);
}

/// Moments from the start of a run to a little after its usual end.
fn moments(sandbox: &Sandbox) -> Vec<Duration> {
    let start = std::time::Instant::now();
    sandbox.run(&["run"]).expect_status(0);
    let usual = start.elapsed();
    (0..16).map(|part| usual * part / 13).collect()
}
