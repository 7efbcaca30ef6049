//! Why an output folder could not be written.

use std::io;
use std::path::{Path, PathBuf};

/// Why an output folder could not be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// `.`, `..` or the root: no name to put a run under.
    #[error("the output folder {} has no name of its own", .0.display())]
    Nameless(PathBuf),
    /// A file stands there.
    #[error("the output folder {} is a file", .0.display())]
    NotAFolder(PathBuf),
    /// The folder holds something that no run made.
    #[error("the output folder {} is not empty and holds no run of this program (no manifest.json of ours)", .0.display())]
    Foreign(PathBuf),
    /// A run would replace its own input, or read its own output.
    #[error("the output folder {} and the input {} lie in each other", out.display(), input.display())]
    Overlap {
        /// The output folder.
        out: PathBuf,
        /// The input.
        input: PathBuf,
    },
    /// What is kept between runs would be lost with the output folder, or read as an input.
    #[error("the cache {} lies in {}", cache.display(), within.display())]
    Cache {
        /// The folder of the cache.
        cache: PathBuf,
        /// The output folder or input.
        within: PathBuf,
    },
    /// Another run has it.
    #[error("another run is writing the output folder {}", .0.display())]
    Busy(PathBuf),
    /// A file name that leads out of the folder.
    #[error("the output file `{0}` would lie outside the output folder")]
    Outside(String),
    /// The system refused.
    #[error("can't {action} {}: {source}", path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
}

impl OutputError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::Nameless(_) => "name a folder with --out, such as reports/latest",
            Self::NotAFolder(_) | Self::Foreign(_) => {
                "name another folder with --out; a run replaces the whole folder"
            }
            Self::Overlap { .. } => "name a folder with --out that lies beside the inputs",
            Self::Cache { .. } => {
                "name a folder with --cache that lies beside the output folder and the inputs, or use --no-cache"
            }
            Self::Busy(_) => "wait until it is done, or name another folder with --out",
            Self::Outside(_) => return None,
            Self::Io { source, .. } => io_hint(source),
        };
        Some(hint.to_owned())
    }
}

fn io_hint(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "make room on the disk, or name a folder on another one with --out"
        }
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "part of the path is a file; name another folder with --out"
        }
        io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => {
            "the output folder can't itself be a mounted disk; name a folder inside it with --out"
        }
        _ => "the folder above the output folder must be writable; name another with --out",
    }
}

/// Adds to a system's error what was tried, and on what.
pub(super) trait Place<T> {
    fn placed(self, action: &'static str, path: &Path) -> Result<T, OutputError>;
}

impl<T> Place<T> for io::Result<T> {
    fn placed(self, action: &'static str, path: &Path) -> Result<T, OutputError> {
        self.map_err(|source| OutputError::Io { action, path: path.to_owned(), source })
    }
}
