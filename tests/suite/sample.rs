//! The report in `reports/sample`, which the README shows, is what a run on one of the real pages gives today.

use std::path::Path;
use std::process::Command;

use super::cli::tree;

#[test]
fn the_committed_sample_is_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("sample");
    let status = Command::new(env!("CARGO_BIN_EXE_bloemlezer"))
        .args(["run", "--quiet", "--corpus", "corpus/004_ee23d4598aa3b7da.txt", "--out"])
        .arg(&out)
        .current_dir(root)
        .status();
    assert!(status.unwrap().success());
    let (mut fresh, mut committed) = (tree(&out), tree(&root.join("reports/sample")));
    for files in [&mut fresh, &mut committed] {
        files.retain(|path, _| !path.starts_with("index/"));
    }
    let hint = "renew it with `cargo run --release -- run --corpus corpus/004_ee23d4598aa3b7da.txt --out reports/sample`";
    assert_eq!(committed.keys().collect::<Vec<_>>(), fresh.keys().collect::<Vec<_>>(), "{hint}");
    for (path, bytes) in &fresh {
        assert!(committed[path] == *bytes, "reports/sample/{path} differs; {hint}");
    }
}
