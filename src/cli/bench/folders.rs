//! Folders of pages with their gold.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;

use anyhow::Context as _;
use bloemlezer::synthesis::Synthesised;

use super::super::failure::Failure;

/// The documents of a profile, below its folder.
pub(super) const PAGES: &str = "pages";
/// Their statements.
pub(super) const GOLD: &str = "gold.jsonl";

/// A folder for what nobody wants to keep; it goes when this value does.
#[derive(Debug)]
pub(super) struct Scratch(PathBuf);

impl Scratch {
    pub(super) fn new() -> anyhow::Result<Self> {
        let parent = env::temp_dir();
        let named = |number: u32| parent.join(format!("bloemlezer-bench-{}-{number}", process::id()));
        for folder in (0..u32::MAX).map(named) {
            match fs::create_dir(&folder) {
                Ok(()) => return Ok(Self(folder)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error).with_context(|| cannot_write(&folder)),
            }
        }
        Err(cannot_write(&parent).into())
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What stays behind lies where the system cleans up.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Writes what was generated. Other files in the folder would be measured too, so a folder that has pages is refused.
pub(super) fn write(folder: &Path, made: &Synthesised) -> anyhow::Result<()> {
    let pages = folder.join(PAGES);
    fs::create_dir_all(folder).with_context(|| cannot_write(folder))?;
    fs::create_dir(&pages).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::new(
            format!("{} is there already", pages.display()),
            "name a new folder, or measure this one with --prepared",
        ),
        _ => cannot_write(&pages),
    })?;
    for file in &made.files {
        put(&pages.join(&file.name), &file.bytes)?;
    }
    let gold: Result<Vec<String>, _> = made.gold.iter().map(serde_json::to_string).collect();
    put(&folder.join(GOLD), gold?.into_iter().map(|line| line + "\n").collect::<String>().as_bytes())
}

pub(super) fn put(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    fs::write(path, bytes).with_context(|| cannot_write(path))
}

fn cannot_write(path: &Path) -> Failure {
    Failure::new(
        format!("{} can't be written", path.display()),
        "check that the disk has room and who may write there",
    )
}

/// The folders below this one that have gold, by name; only those named, where any are.
pub(super) fn prepared(folder: &Path, names: &[String]) -> anyhow::Result<Vec<(String, PathBuf)>> {
    let entries = fs::read_dir(folder).with_context(|| {
        Failure::new(
            format!("{} can't be read", folder.display()),
            "name a folder that --write or another program made",
        )
    })?;
    let named = |entry: io::Result<fs::DirEntry>| {
        let entry = entry.ok()?;
        let name = entry.file_name().into_string().ok()?;
        entry.path().join(GOLD).is_file().then(|| (name, entry.path()))
    };
    let mut found: Vec<(String, PathBuf)> = entries.filter_map(named).collect();
    found.sort();
    if let Some(name) = names.iter().find(|name| found.iter().all(|(found, _)| found != *name)) {
        return Err(absent(&folder.join(name)).into());
    }
    found.retain(|(name, _)| names.is_empty() || names.contains(name));
    if found.is_empty() { Err(absent(&folder.join("NAME")).into()) } else { Ok(found) }
}

fn absent(folder: &Path) -> Failure {
    Failure::new(
        format!("there is no {}", folder.join(GOLD).display()),
        "each profile is a folder of its own with `pages` and `gold.jsonl`",
    )
}
