//! The output folder: built beside its place and put there at once, so that a reader finds the old run or the new, whole.
//!
//! Beside `latest` stand, only while a run writes or after a crash, hidden siblings whose *names* are the journal: a rename
//! is the only thing a file system does at once, so every state is told by which of them exist.
//!
//! | sibling | holds | after a crash the next start |
//! |---|---|---|
//! | `.latest.bloemlezer-new` | a run being written | deletes it |
//! | `.latest.bloemlezer-ready` | a finished run (after an exchange: the old one) | moves it in place where `…-old` shows that the swap had begun; else deletes it |
//! | `.latest.bloemlezer-old` | the old run, set aside | puts it back, or deletes it when the new one is in place |
//! | `.latest.bloemlezer-gone` | what is being deleted | deletes it |
//! | `.latest.bloemlezer-lock` | nothing; held open by the one run that may write | takes it |

mod check;
mod error;
mod lock;
mod siblings;
mod swap;
mod sync;

use std::fs;
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};

pub use check::{check, check_cache, is_ours};
pub use error::OutputError;
pub use swap::{Step, Swap};

pub(super) use sync::folder as sync_folder;

use self::error::Place as _;
use self::lock::Lock;
use self::siblings::Siblings;

/// An output folder that this process alone may write, with the staging folder of the run to come.
#[derive(Debug)]
pub struct OutputFolder {
    siblings: Siblings,
    /// Parents that this run made, outermost first.
    made: Vec<PathBuf>,
    lock: Lock,
}

/// A file of the run to which parts are added.
#[derive(Debug)]
pub struct OpenFile {
    file: fs::File,
    shown: PathBuf,
}

impl OpenFile {
    /// Adds a part.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn add(&mut self, bytes: &[u8]) -> Result<(), OutputError> {
        self.file.write_all(bytes).placed("write", &self.shown)
    }
}

impl OutputFolder {
    /// Takes the folder for writing: locks it, finishes or undoes what a crashed run left, and makes an empty staging folder.
    ///
    /// # Errors
    /// When the folder is not ours, another run writes it, or its place can't be written.
    pub fn claim(out: &Path) -> Result<Self, OutputError> {
        check(out, &[])?;
        let resolved = check::resolve(out);
        let siblings = Siblings::of(&resolved, out)?;
        let made = make_parents(&resolved)?;
        let lock = Lock::take(&siblings).inspect_err(|_| unmake(&made))?;
        let folder = Self { siblings, made, lock };
        match folder.prepare() {
            Ok(()) => Ok(folder),
            Err(error) => {
                folder.abandon();
                Err(error)
            }
        }
    }

    fn prepare(&self) -> Result<(), OutputError> {
        swap::recover(&self.siblings)?;
        fs::create_dir(&self.siblings.new).placed("make", &self.siblings.new)
    }

    /// The folder in which the run is built.
    #[must_use]
    pub fn staging(&self) -> &Path {
        &self.siblings.new
    }

    /// Writes one file of the run; `path` is `/`-separated.
    ///
    /// # Errors
    /// When the file can't be written, or its path leads out of the folder.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        let (target, shown) = self.place_for(path)?;
        fs::write(&target, bytes).placed("write", &shown)
    }

    /// Begins a file of the run that is written part by part.
    ///
    /// # Errors
    /// When the file can't be written, or its path leads out of the folder.
    pub fn begin(&self, path: &str) -> Result<OpenFile, OutputError> {
        let (target, shown) = self.place_for(path)?;
        let file = fs::File::create(&target).placed("write", &shown)?;
        Ok(OpenFile { file, shown })
    }

    /// Where a file of the run is written, and where it will be seen.
    fn place_for(&self, path: &str) -> Result<(PathBuf, PathBuf), OutputError> {
        let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        if !inside || path.is_empty() {
            return Err(OutputError::Outside(path.to_owned()));
        }
        let target = self.siblings.new.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).placed("make", parent)?;
        }
        Ok((target, self.siblings.shown.join(path)))
    }

    /// Puts the finished run in its place. `at` is told of every step once it is taken; an error from it stops right there,
    /// as a crash would.
    ///
    /// # Errors
    /// When the run could not be put in place; the old one stands there then.
    pub fn publish(self, swap: Swap, at: &mut dyn FnMut(Step) -> io::Result<()>) -> Result<(), OutputError> {
        let mut crashed = false;
        let mut watch = |step| at(step).inspect_err(|_| crashed = true);
        let published = swap::publish(&self.siblings, swap, &mut watch);
        if published.is_err() && !crashed {
            // What can't be set right now, the next start sets right.
            let _ = swap::recover(&self.siblings);
        }
        published
    }

    /// Gives up: removes whatever this run wrote.
    pub fn abandon(self) {
        // What can't be removed now, the next start removes.
        let _ = fs::remove_dir_all(&self.siblings.new);
        self.lock.release();
        unmake(&self.made);
    }

    /// Lets go without cleaning up, as a crash would; for tests of what the next start makes of it.
    pub fn crash(self) {
        drop(self);
    }
}

/// Finishes or undoes the swap of a run that crashed in it, for those who only read. Does nothing when there is none.
///
/// # Errors
/// When a run is being written, or the folder's place can't be written.
pub fn settle(out: &Path) -> Result<(), OutputError> {
    let siblings = Siblings::of(&check::resolve(out), out)?;
    if siblings::exists(&siblings.out) || !siblings::exists(&siblings.old) {
        return Ok(());
    }
    let _lock = Lock::take(&siblings)?;
    swap::recover(&siblings)
}

fn make_parents(out: &Path) -> Result<Vec<PathBuf>, OutputError> {
    let Some(parent) = out.parent() else {
        return Ok(Vec::new());
    };
    let mut made: Vec<PathBuf> =
        parent.ancestors().take_while(|folder| !folder.exists()).map(Path::to_owned).collect();
    made.retain(|folder| !folder.as_os_str().is_empty());
    made.reverse();
    fs::create_dir_all(parent).placed("make", parent).inspect_err(|_| unmake(&made))?;
    Ok(made)
}

/// Removes folders that this run made and that are still empty.
fn unmake(made: &[PathBuf]) {
    for folder in made.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
}
