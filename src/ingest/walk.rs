//! Which files there are: roots → files with the paths that documents carry, in a fixed order.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::IngestError;
use super::notes::Notes;
use crate::model::{Problem, problem_codes};

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The document's path: below its root, `/`-separated, with the root's prefix where two roots clash.
    pub(super) path: String,
    /// Where it is.
    pub(super) file: PathBuf,
    /// The folder that `path` counts from.
    pub(super) base: PathBuf,
    /// What stands before the path below the root; empty but for a clash.
    pub(super) prefix: String,
}

/// The files below `roots`: roots in the order given, files of a root by the bytes of their path; hidden ones left out.
///
/// A file that is reached twice, by a link or a root inside another, is found once.
pub(super) fn find_files(roots: &[PathBuf]) -> Result<(Vec<Found>, Vec<Problem>), IngestError> {
    if roots.is_empty() {
        return Err(IngestError::NoRoots);
    }
    let mut found = Vec::new();
    let mut problems = Vec::new();
    let mut taken = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for root in roots {
        let mut files = files_of(root, &mut problems)?;
        files.retain(|(_, file)| seen.insert(fs::canonicalize(file).unwrap_or_else(|_| file.clone())));
        let base = base_of(root);
        let prefix = free_prefix(&base, &files, &taken);
        for (below, file) in files {
            let path = format!("{prefix}{below}");
            taken.insert(path.clone());
            found.push(Found { path, file, base: base.clone(), prefix: prefix.clone() });
        }
    }
    Ok((found, problems))
}

/// The folder that paths count from: a root folder itself, or the folder of a root file.
fn base_of(root: &Path) -> PathBuf {
    if root.is_dir() {
        return root.to_path_buf();
    }
    root.parent().unwrap_or(root).to_path_buf()
}

/// Path below the root and place of every file of one root.
fn files_of(root: &Path, problems: &mut Vec<Problem>) -> Result<Vec<(String, PathBuf)>, IngestError> {
    check_root(root)?;
    let base = base_of(root);
    let mut files = BTreeMap::new();
    let above = fs::canonicalize(&base).unwrap_or_else(|_| base.clone());
    let mut entries = WalkDir::new(root).follow_links(true).into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                note_walk_error(&error, &base, problems);
                continue;
            }
        };
        let is_folder = entry.file_type().is_dir();
        if entry.depth() > 0 && is_hidden(&entry) {
            if is_folder {
                entries.skip_current_dir();
            }
        } else if is_folder && leads_above(&entry, &above) {
            note_loop(&slashed(entry.path(), &base), problems);
            entries.skip_current_dir();
        } else if entry.file_type().is_file() {
            let below = unused_key(&files, slashed(entry.path(), &base));
            files.insert(below, entry.into_path());
        } else if !is_folder {
            note_special_file(&slashed(entry.path(), &base), problems);
        }
    }
    Ok(files.into_iter().collect())
}

/// Whether a link leads to a folder that holds the corpus: what lies there besides is no response.
fn leads_above(entry: &DirEntry, corpus: &Path) -> bool {
    entry.path_is_symlink()
        && entry.depth() > 0
        && fs::canonicalize(entry.path()).is_ok_and(|target| corpus.starts_with(target))
}

fn check_root(root: &Path) -> Result<(), IngestError> {
    let unreadable = |source: std::io::Error| IngestError::Unreadable { path: root.to_path_buf(), source };
    match fs::metadata(root) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(IngestError::Missing { path: root.to_path_buf() })
        }
        Err(error) => Err(unreadable(error)),
        Ok(metadata) if metadata.is_dir() => fs::read_dir(root).map(drop).map_err(unreadable),
        Ok(_) => Ok(()),
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

/// `path` below `base`, with `/` between its parts on every system.
pub(super) fn slashed(path: &Path, base: &Path) -> String {
    let below = path.strip_prefix(base).unwrap_or(path);
    let parts: Vec<_> = below
        .components()
        .filter(|component| matches!(component, Component::Normal(_)))
        .map(|component| component.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

/// File names that are not Unicode may look alike once shown; a number keeps them apart.
fn unused_key(files: &BTreeMap<String, PathBuf>, wanted: String) -> String {
    if !files.contains_key(&wanted) {
        return wanted;
    }
    (2..).map(|count| format!("{wanted} ({count})")).find(|key| !files.contains_key(key)).unwrap_or(wanted)
}

/// Nothing while the root's paths are new; else the name of its folder, numbered until no path clashes.
///
/// The whole root gets the prefix, so that files which belong together keep their common folder.
fn free_prefix(base: &Path, files: &[(String, PathBuf)], taken: &BTreeSet<String>) -> String {
    let free = |prefix: &String| files.iter().all(|(below, _)| !taken.contains(&format!("{prefix}{below}")));
    let name =
        base.file_name().map_or_else(|| "corpus".to_owned(), |name| name.to_string_lossy().into_owned());
    let candidates = (2..).map(|count| format!("{name} ({count})/"));
    [String::new(), format!("{name}/")].into_iter().chain(candidates).find(free).unwrap_or_default()
}

fn note_walk_error(error: &walkdir::Error, base: &Path, problems: &mut Vec<Problem>) {
    let path = error.path().map_or_else(String::new, |path| slashed(path, base));
    if error.loop_ancestor().is_some() {
        return note_loop(&path, problems);
    }
    let mut notes = Notes::new(&path, problems);
    let reason = error.io_error().map_or_else(|| "unknown cause".to_owned(), super::reason);
    notes.error(
        problem_codes::UNREADABLE,
        format!("cannot be opened: {reason}"),
        "check that it exists and who may read it",
    );
}

fn note_loop(path: &str, problems: &mut Vec<Problem>) {
    Notes::new(path, problems).info(
        problem_codes::UNREADABLE,
        "a link to a folder above itself was not followed",
        "remove the link; what belongs to the corpus is read already",
    );
}

fn note_special_file(path: &str, problems: &mut Vec<Problem>) {
    Notes::new(path, problems).info(
        problem_codes::UNSUPPORTED,
        "this is no ordinary file and was left out",
        "nothing, unless it should hold responses: then put a file in its place",
    );
}
