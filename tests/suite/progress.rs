//! Tests of what a run tells while it runs, and of how it is stopped.

#![expect(clippy::unwrap_used, reason = "a test that can not go on should panic")]

use std::fmt::Write as _;

use crate::cli::Sandbox;

/// A project whose table is large enough that a run of it can be met while it codes.
fn large_project(rows: usize) -> Sandbox {
    let sandbox = Sandbox::project();
    let mut table = "nummer,reactie\n".to_owned();
    for row in 0..rows {
        writeln!(table, "{row},Er is te weinig plek in wijk {row} en de wachttijd is er {row} dagen.")
            .unwrap();
    }
    sandbox.write("corpus/groot.csv", table);
    sandbox
}

#[test]
fn timings_has_a_row_for_every_stage() {
    let sandbox = Sandbox::project();
    let silent = sandbox.run(&["run"]).expect_status(0);
    assert_eq!(silent.stderr, "");
    let told = sandbox.run(&["run", "--timings", "--threads", "1"]).expect_status(0);
    assert_eq!(told.stdout, silent.stdout);
    let first = |line: &str| line.split_whitespace().next().unwrap_or_default().to_owned();
    let rows: Vec<String> = told.stderr.lines().map(first).collect();
    let expected = [
        "stage",
        "starting",
        "reading",
        "coding",
        "grouping",
        "indexing",
        "writing",
        "total",
        "processor",
        "peak",
        "cache:",
    ];
    assert_eq!(rows, expected, "{}", told.stderr);
    let shares = told.stderr.lines().filter(|line| line.contains(" %")).count();
    assert_eq!(shares, 7, "{}", told.stderr);
}

#[test]
fn stages_are_told_to_those_who_ask_for_more() {
    let told = Sandbox::project().run(&["run", "--verbose", "--no-groups"]).expect_status(0).stderr;
    let places: Vec<_> =
        ["Reading the sources", "Coding statements", "Writing the search index", "Writing the report"]
            .iter()
            .map(|stage| told.find(stage).unwrap_or_else(|| panic!("{stage} in {told}")))
            .collect();
    assert!(places.is_sorted(), "{told}");
    assert!(!told.contains("same words"), "{told}");
}

#[cfg(unix)]
mod interrupts {
    use std::collections::BTreeMap;
    use std::io::{BufRead as _, BufReader};
    use std::process::{Child, Command, Stdio};

    use super::large_project;
    use crate::cli::{Sandbox, tree};

    fn interrupt(child: &Child) {
        let status = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert!(status.success());
    }

    /// Runs, interrupts once the program says that it codes, and gives its exit code and what it said.
    fn interrupted(sandbox: &Sandbox, args: &[&str]) -> (Option<i32>, String) {
        let mut command = sandbox.command(args);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        for line in BufReader::new(child.stderr.take().unwrap()).lines() {
            let line = line.unwrap();
            if line.starts_with("Coding statements") {
                interrupt(&child);
            }
            said += &(line + "\n");
        }
        (child.wait().unwrap().code(), said)
    }

    /// All below `reports` but what is kept for the next run.
    fn results(sandbox: &Sandbox) -> BTreeMap<String, Vec<u8>> {
        let mut files = tree(&sandbox.path("reports"));
        files.retain(|path, _| !path.starts_with(".cache/"));
        files
    }

    #[test]
    fn an_interrupted_run_changes_nothing() {
        let sandbox = large_project(10_000);
        sandbox.write("klein/een.csv", "nummer,reactie\n1,Er is te weinig plek.\n");
        sandbox.run(&["run", "--corpus", "klein"]).expect_status(0);
        let before = results(&sandbox);
        let (status, said) = interrupted(&sandbox, &["run", "--verbose"]);
        assert_eq!(status, Some(2), "{said}");
        assert!(
            said.contains("error: stopped; nothing was changed\nhint: run the same command again"),
            "{said}"
        );
        assert!(said.contains("press Ctrl-C again"), "{said}");
        assert!(results(&sandbox) == before);
        sandbox.run(&["run", "--corpus", "klein"]).expect_status(0);
    }

    #[test]
    fn an_interrupted_first_run_leaves_nothing() {
        let sandbox = large_project(10_000);
        let (status, said) = interrupted(&sandbox, &["run", "--verbose", "--threads", "1"]);
        assert_eq!(status, Some(2), "{said}");
        assert_eq!(results(&sandbox), BTreeMap::new());
    }

    #[test]
    fn what_if_is_interrupted_too() {
        let sandbox = large_project(10_000);
        let (status, said) = interrupted(&sandbox, &["what-if", "taxonomy/knelpunten.toml", "--verbose"]);
        assert_eq!(status, Some(2), "{said}");
        assert!(said.contains("stopped; nothing was changed"), "{said}");
    }
}
