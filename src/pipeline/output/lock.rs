//! One writer at a time. The system lets go of the lock when a process ends, however it ends.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::OutputError;
use super::error::Place as _;
use super::siblings::Siblings;

/// The lock of one output folder, held until dropped.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    file: Option<File>,
}

impl Lock {
    /// Takes the lock, or tells that another run has it.
    pub(super) fn take(siblings: &Siblings) -> Result<Self, OutputError> {
        loop {
            let opened = open_locked(&siblings.lock).placed("lock", &siblings.shown)?;
            let Some(file) = opened else {
                return Err(OutputError::Busy(siblings.shown.clone()));
            };
            // The run before may have removed the file between our opening and locking it: then the lock is on nothing.
            if is_still(&file, &siblings.lock) {
                return Ok(Self { path: siblings.lock.clone(), file: Some(file) });
            }
        }
    }

    /// Lets go.
    pub(super) fn release(self) {
        drop(self);
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Where an open file can be removed, it goes before the lock does, so that nobody's lock is removed.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
        drop(self.file.take());
        if !cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(unix)]
fn open_locked(path: &Path) -> io::Result<Option<File>> {
    use rustix::fs::{FlockOperation, flock};

    let file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(Some(file)),
        Err(rustix::io::Errno::WOULDBLOCK) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

#[cfg(windows)]
fn open_locked(path: &Path) -> io::Result<Option<File>> {
    use std::os::windows::fs::OpenOptionsExt as _;

    const ERROR_SHARING_VIOLATION: i32 = 32;
    // Shared with nobody: opening is locking.
    match OpenOptions::new().create(true).truncate(false).write(true).share_mode(0).open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.raw_os_error() == Some(ERROR_SHARING_VIOLATION) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    let (Ok(held), Ok(found)) = (file.metadata(), path.metadata()) else {
        return false;
    };
    (held.dev(), held.ino()) == (found.dev(), found.ino())
}

#[cfg(windows)]
fn is_still(_file: &File, _path: &Path) -> bool {
    true
}
