//! What runs keep for later ones: whatever is edited between runs, the next one gives what a clean one does, and makes no more than it must.

#![expect(clippy::unwrap_used, reason = "a test that can not go on should panic")]

mod edits;

use std::fs;
use std::path::{Path, PathBuf};

use bloemlezer::cache::{CachePlace, CacheUse};
use bloemlezer::pipeline::{self, RunSettings};

use super::cli::Sandbox;
use super::long_tables;

/// A run over `folder/corpus` into `folder/out` that keeps nothing.
fn settings(folder: &Path) -> RunSettings {
    RunSettings { groups: true, ..long_tables::settings(folder) }
}

fn place(folder: &Path) -> CachePlace {
    CachePlace { folder: folder.to_owned(), program: "test".to_owned() }
}

/// A corpus of pages in many files, and of one table that is long enough for several batches.
fn corpus(folder: &Path) {
    let corpus = folder.join("corpus");
    fs::create_dir_all(&corpus).unwrap();
    for number in 0..20 {
        fs::write(corpus.join(format!("brief-{number:02}.txt")), letter(number)).unwrap();
    }
    fs::copy("tests/fixtures/pdf/list.pdf", corpus.join("lijst.pdf")).unwrap();
    fs::copy("tests/fixtures/documents/bekend.docx", corpus.join("bekend.docx")).unwrap();
    fs::write(corpus.join("tabel.csv"), table(1_000)).unwrap();
}

fn letter(number: usize) -> String {
    let statements =
        (0..10).map(|own| format!("Bij loket {number} wachten {own} mensen te lang op een besluit.\n\n"));
    statements.collect()
}

fn table(rows: usize) -> String {
    let rows =
        (0..rows).map(|row| format!("{row},\"Er is te weinig personeel voor zaak {row} in de wijk.\"\n"));
    std::iter::once("id,tekst\n".to_owned()).chain(rows).collect()
}

fn run(settings: &RunSettings) -> CacheUse {
    let told = pipeline::run(settings, &mut |_| {}).unwrap().cache;
    assert_eq!(told.failure, None);
    told
}

#[test]
fn only_what_changed_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path());
    let settings =
        RunSettings { cache: Some(place(&folder.path().join("cache"))), ..settings(folder.path()) };
    let first = run(&settings);
    assert_eq!(first.reused, 0);
    assert!(first.made > 44, "{first}");
    assert_eq!(run(&settings), CacheUse { reused: first.made, made: 0, failure: None });

    let file = |name: &str| folder.path().join("corpus").join(name);
    fs::write(file("een-meer.txt"), letter(99)).unwrap();
    let more = run(&settings);
    assert_eq!((more.reused, more.made), (first.made, 2), "its statements and their codes");

    fs::write(file("tabel.csv"), table(1_000).replace("zaak 500 ", "dossier 500 ")).unwrap();
    let edited = run(&settings);
    assert!(edited.made <= 2, "a changed row changes its batch: {edited}");
    let longer = table(1_000).replacen("\n", "\nextra,\"Een rij meer, over wachttijden.\"\n", 1);
    fs::write(file("tabel.csv"), longer.replace("zaak 500 ", "dossier 500 ")).unwrap();
    let inserted = run(&settings);
    assert!(inserted.made <= 3, "a row more moves no other batch: {inserted}");

    let rules = RunSettings { rules_alone: true, ..settings.clone() };
    let recoded = run(&rules);
    let dear = recoded.reused;
    assert_eq!(dear, 2 + 23, "pages of two files, and statements of all but the table, are not read again");
    assert!(recoded.made > 20, "{recoded}");
    assert_eq!(run(&rules).made, 0);
    assert_eq!(run(&settings).made, 0, "the taxonomy of before is still known");

    let another = CachePlace { program: "another".to_owned(), ..settings.cache.clone().unwrap() };
    assert_eq!(
        run(&RunSettings { cache: Some(another), ..settings }).reused,
        0,
        "another program makes its own"
    );
}

#[test]
fn what_the_last_runs_did_not_use_is_deleted() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path());
    let cache = folder.path().join("cache");
    let settings = RunSettings { cache: Some(place(&cache)), groups: false, ..settings(folder.path()) };
    run(&settings);
    let kept = entries(&cache).len();
    fs::remove_file(folder.path().join("corpus/brief-00.txt")).unwrap();
    fs::write(
        entries(&cache).first().unwrap().with_extension("1-1"),
        "half an entry of a run that was ended",
    )
    .unwrap();
    for _ in 0..3 {
        run(&settings);
        assert_eq!(entries(&cache).len(), kept, "the first run is remembered, half an entry is not");
    }
    run(&settings);
    assert_eq!(entries(&cache).len(), kept - 2);
    assert_eq!(run(&settings).made, 0);
}

/// The entries of a cache, in order.
fn entries(cache: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(cache).sort_by_file_name().into_iter().flatten();
    let files = files
        .filter(|file| file.file_type().is_file() && file.depth() == 3)
        .map(walkdir::DirEntry::into_path);
    files.filter(|path| !path.parent().unwrap().ends_with("runs")).collect()
}

#[test]
fn a_cache_is_private_and_says_what_it_is() {
    let sandbox = Sandbox::new();
    sandbox.write("corpus/a.txt", letter(1));
    sandbox.run(&["run", "--quiet", "--out", "uit/nu"]).expect_status(0);
    let cache = sandbox.path("uit/.cache/bloemlezer-1");
    assert!(
        fs::read_to_string(cache.join("CACHEDIR.TAG"))
            .unwrap()
            .starts_with("Signature: 8a477f597d28d172789f06886806bc55\n")
    );
    assert_eq!(fs::read_to_string(cache.join(".gitignore")).unwrap(), "*\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&cache).unwrap().permissions().mode() & 0o077, 0, "others can't look");
    }
    let again = sandbox.run(&["run", "--quiet", "--timings", "--out", "uit/nu"]).expect_status(0);
    assert!(again.stderr.contains("cache: 2 results reused, 0 made"), "{}", again.stderr);
    sandbox.run(&["run", "--quiet", "--out", "elders/nu", "--no-cache"]).expect_status(0);
    assert!(!sandbox.path("elders/.cache").exists());
}

#[test]
fn a_cache_that_can_not_be_written_stops_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write("corpus/a.txt", letter(1));
    sandbox.write("bestand", "geen map");
    let answer = sandbox.run(&["run", "--cache", "bestand/cache"]).expect_status(0);
    assert!(
        answer.stderr.contains("warning: the next run can reuse less of this one: bestand/cache"),
        "{}",
        answer.stderr
    );
    assert!(
        answer.stderr.contains("hint: name a folder that can be written with --cache"),
        "{}",
        answer.stderr
    );
    assert!(sandbox.path("reports/latest/index.html").exists());
}

#[test]
fn a_cache_within_the_output_or_an_input_is_refused() {
    let sandbox = Sandbox::new();
    sandbox.write("corpus/a.txt", letter(1));
    for place in ["reports/latest/cache", "corpus/cache"] {
        let answer = sandbox.run(&["run", "--cache", place]).expect_status(2);
        assert!(answer.stderr.contains(&format!("the cache {place} lies in ")), "{}", answer.stderr);
    }
    assert!(!sandbox.path("reports").exists());
}
