//! What the last runs used: what none of them did is deleted, so that a cache does not grow for ever.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// So many runs are remembered: enough to go back and forth between a few taxonomies or settings.
const RUNS: usize = 4;

/// Where the names stand that each run used, a file for each, numbered.
const LISTS: &str = "runs";

/// Told to programs that make backups, as <https://bford.info/cachedir/> has it.
const TAG: (&str, &str) = (
    "CACHEDIR.TAG",
    "Signature: 8a477f597d28d172789f06886806bc55\n# Results that bloemlezer keeps between runs. They hold respondents' words. This folder may be deleted at any time.\n",
);

/// Respondents' words belong in no repository.
const IGNORED: (&str, &str) = (".gitignore", "*\n");

/// Makes a folder within the cache, and the cache itself where it is not there, which only its owner may read.
pub(super) fn make(cache: &Path, folder: &Path) -> io::Result<()> {
    let is_new = !cache.exists();
    builder().create(folder)?;
    if is_new {
        for (name, text) in [TAG, IGNORED] {
            fs::write(cache.join(name), text)?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn builder() -> fs::DirBuilder {
    use std::os::unix::fs::DirBuilderExt as _;
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true).mode(0o700);
    builder
}

#[cfg(not(unix))]
fn builder() -> fs::DirBuilder {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    builder
}

/// Notes what a run used, and deletes what neither it nor those before it did.
pub(super) fn finish(cache: &Path, used: &BTreeSet<String>) -> io::Result<()> {
    let lists = cache.join(LISTS);
    make(cache, &lists)?;
    let mut runs = numbered(&lists)?;
    let number = runs.last().map_or(1, |(number, _)| number + 1);
    let text: Vec<&str> = used.iter().map(String::as_str).collect();
    let own = lists.join(format!("{number:06}"));
    fs::write(&own, text.join("\n"))?;
    runs.push((number, own));
    let old = runs.len().saturating_sub(RUNS);
    let mut kept = BTreeSet::new();
    for (place, (_, list)) in runs.iter().enumerate() {
        if place < old {
            remove(list)?;
        } else {
            // A list that another run has just deleted, or that is damaged, keeps nothing.
            let names = fs::read(list).unwrap_or_default();
            kept.extend(String::from_utf8_lossy(&names).lines().map(str::to_owned));
        }
    }
    sweep(cache, &kept)
}

/// Deletes a file, unless another run did.
fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// The lists by number, ascending.
fn numbered(lists: &Path) -> io::Result<Vec<(u64, PathBuf)>> {
    let mut runs = Vec::new();
    for entry in fs::read_dir(lists)? {
        let path = entry?.path();
        let number = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.parse().ok());
        runs.extend(number.map(|number: u64| (number, path)));
    }
    runs.sort();
    Ok(runs)
}

/// Deletes all entries but those to be kept, and what was left half written.
fn sweep(cache: &Path, kept: &BTreeSet<String>) -> io::Result<()> {
    for shelf in fs::read_dir(cache)? {
        let shelf = shelf?;
        let Some(first) = shelf.file_name().to_str().filter(|name| name.len() == 2).map(str::to_owned) else {
            continue;
        };
        for entry in fs::read_dir(shelf.path())? {
            let entry = entry?;
            let is_kept =
                entry.file_name().to_str().is_some_and(|rest| kept.contains(&format!("{first}{rest}")));
            if !is_kept {
                remove(&entry.path())?;
            }
        }
    }
    Ok(())
}
