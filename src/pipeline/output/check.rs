//! Whether a folder may be written, without writing anything.

use std::fs;
use std::path::{Path, PathBuf};

use super::OutputError;
use super::error::Place as _;

/// Refuses a folder that isn't ours to replace, or that lies in an input, or the other way round.
///
/// # Errors
/// When a run must not write there.
pub fn check(out: &Path, inputs: &[PathBuf]) -> Result<(), OutputError> {
    if out.file_name().is_none() {
        return Err(OutputError::Nameless(out.to_owned()));
    }
    let resolved = resolve(out);
    for input in inputs {
        let place = resolve(input);
        if place.starts_with(&resolved) || (place.is_dir() && resolved.starts_with(&place)) {
            return Err(OutputError::Overlap { out: out.to_owned(), input: input.clone() });
        }
    }
    match resolved.metadata() {
        Err(_) => Ok(()),
        Ok(found) if !found.is_dir() => Err(OutputError::NotAFolder(out.to_owned())),
        Ok(_) if is_empty(&resolved).placed("read", out)? || is_ours(&resolved) => Ok(()),
        Ok(_) => Err(OutputError::Foreign(out.to_owned())),
    }
}

/// Refuses a cache within the output folder, which is replaced as a whole, or within an input, where it would be read as one.
///
/// # Errors
/// When nothing must be kept there.
pub fn check_cache(cache: &Path, out: &Path, inputs: &[PathBuf]) -> Result<(), OutputError> {
    let place = resolve(cache);
    let mut others = std::iter::once(out).chain(inputs.iter().map(PathBuf::as_path));
    match others.find(|other| place.starts_with(resolve(other))) {
        Some(other) => Err(OutputError::Cache { cache: cache.to_owned(), within: other.to_owned() }),
        None => Ok(()),
    }
}

/// Whether the folder holds a run of this program, of whatever version.
#[must_use]
pub fn is_ours(folder: &Path) -> bool {
    let Ok(bytes) = fs::read(folder.join("manifest.json")) else {
        return false;
    };
    let Ok(manifest) = serde_json::from_slice::<serde_json::Value>(&bytes) else {
        return false;
    };
    let program = manifest.pointer("/versions/program").and_then(serde_json::Value::as_str);
    let named = program.is_some_and(|program| program.split(' ').next() == Some("bloemlezer"));
    named && manifest.get("format").is_some_and(serde_json::Value::is_u64)
}

/// The path without symbolic links, as far as it exists: a link to a folder keeps pointing there when a run is swapped in.
pub(super) fn resolve(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for ancestor in absolute.ancestors() {
        if let Ok(real) = fs::canonicalize(ancestor) {
            let rest = absolute.strip_prefix(ancestor).unwrap_or(Path::new(""));
            return if rest.as_os_str().is_empty() { real } else { real.join(rest) };
        }
    }
    absolute
}

fn is_empty(folder: &Path) -> std::io::Result<bool> {
    Ok(fs::read_dir(folder)?.next().is_none())
}
