//! Entries as files: written aside and renamed, so that none is ever seen half; with a checksum before the content, since a power cut may still
//! leave one that is.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

use super::{CachePlace, CacheUse, Key, uses};

/// The cache's own folder within the one that it was given; the number goes up when entries are kept otherwise.
const OWN: &str = "bloemlezer-1";

/// Bytes of a checksum.
const CHECK: usize = 32;

/// A folder of entries, in use by one run.
#[derive(Debug)]
pub(super) struct Store {
    folder: PathBuf,
    program: String,
    used: Mutex<BTreeSet<String>>,
    reused: AtomicU64,
    made: AtomicU64,
    /// Numbers files that are being written.
    writing: AtomicU64,
    failure: Mutex<Option<String>>,
}

impl Store {
    pub(super) fn at(place: &CachePlace) -> Self {
        Self {
            folder: place.folder.join(OWN),
            program: place.program.clone(),
            used: Mutex::default(),
            reused: AtomicU64::new(0),
            made: AtomicU64::new(0),
            writing: AtomicU64::new(0),
            failure: Mutex::default(),
        }
    }

    /// The beginning of every key: what makes the result, and of which kind it is.
    pub(super) fn key(&self, what: &str) -> Key {
        Key::new().part(&self.program).part(what)
    }

    /// The content of an entry; none where it is missing or not whole.
    pub(super) fn read(&self, name: &str) -> Option<Vec<u8>> {
        let mut bytes = fs::read(self.place(name)?).ok()?;
        let content = bytes.get(CHECK..)?;
        if bytes.get(..CHECK)? != checksum(name, content) {
            return None;
        }
        bytes.drain(..CHECK);
        Some(bytes)
    }

    /// Keeps an entry. After one that could not be written none is tried any more.
    pub(super) fn write(&self, name: &str, content: &[u8]) {
        if self.failure().is_some() {
            return;
        }
        let Some(place) = self.place(name) else { return };
        let number = self.writing.fetch_add(1, Ordering::Relaxed);
        let aside = place.with_extension(format!("{}-{number}", std::process::id()));
        let written = self.put(&place, &aside, name, content);
        if let Err(error) = written {
            let _ = fs::remove_file(&aside);
            self.failure().get_or_insert(format!("{} can't be written: {error}", place.display()));
        }
    }

    fn put(&self, place: &Path, aside: &Path, name: &str, content: &[u8]) -> io::Result<()> {
        let bytes = [checksum(name, content).as_slice(), content].concat();
        if let Err(error) = fs::write(aside, &bytes) {
            // Most likely the first entry, or the first of its folder.
            if error.kind() != io::ErrorKind::NotFound {
                return Err(error);
            }
            uses::make(&self.folder, place.parent().unwrap_or(&self.folder))?;
            fs::write(aside, &bytes)?;
        }
        match fs::rename(aside, place) {
            // Another run may have tidied up meanwhile.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            renamed => renamed,
        }
    }

    /// Notes that a result was needed.
    pub(super) fn note(&self, name: String, was_there: bool) {
        let counter = if was_there { &self.reused } else { &self.made };
        counter.fetch_add(1, Ordering::Relaxed);
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
    }

    pub(super) fn finish(self) -> CacheUse {
        let used = self.used.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut failure = self.failure.into_inner().unwrap_or_else(PoisonError::into_inner);
        if failure.is_none()
            && !used.is_empty()
            && let Err(error) = uses::finish(&self.folder, &used)
        {
            failure = Some(format!("{} can't be tidied up: {error}", self.folder.display()));
        }
        CacheUse { reused: self.reused.into_inner(), made: self.made.into_inner(), failure }
    }

    fn failure(&self) -> std::sync::MutexGuard<'_, Option<String>> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn place(&self, name: &str) -> Option<PathBuf> {
        let (shelf, rest) = name.split_at_checked(2)?;
        Some(self.folder.join(shelf).join(rest))
    }
}

/// Of the content and of the name that it belongs to: an entry under another name is none.
fn checksum(name: &str, content: &[u8]) -> [u8; CHECK] {
    Sha256::new().chain_update(name).chain_update(content).finalize().into()
}
