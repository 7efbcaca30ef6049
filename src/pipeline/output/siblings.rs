//! The hidden names beside an output folder; see the table of the module above.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::OutputError;

/// An output folder and its siblings.
#[derive(Debug)]
pub(super) struct Siblings {
    /// The folder as the user named it, for messages.
    pub(super) shown: PathBuf,
    pub(super) out: PathBuf,
    pub(super) parent: PathBuf,
    pub(super) new: PathBuf,
    pub(super) ready: PathBuf,
    pub(super) old: PathBuf,
    pub(super) gone: PathBuf,
    pub(super) lock: PathBuf,
}

impl Siblings {
    /// The siblings of a folder whose path is resolved.
    pub(super) fn of(out: &Path, shown: &Path) -> Result<Self, OutputError> {
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            return Err(OutputError::Nameless(shown.to_owned()));
        };
        let sibling = |role: &str| {
            let mut hidden = OsString::from(".");
            hidden.push(name);
            hidden.push(".bloemlezer-");
            hidden.push(role);
            parent.join(hidden)
        };
        Ok(Self {
            shown: shown.to_owned(),
            out: out.to_owned(),
            parent: parent.to_owned(),
            new: sibling("new"),
            ready: sibling("ready"),
            old: sibling("old"),
            gone: sibling("gone"),
            lock: sibling("lock"),
        })
    }
}

/// Whether something stands there, be it a dangling link.
pub(super) fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}
