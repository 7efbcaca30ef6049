//! What runs made before, kept by what it was made of, so that a later run need not make it again.
//!
//! An entry is a file whose name is the hash of everything that its content depends on: the bytes of the sources, the settings, the
//! taxonomy, the program. So nothing in it can be out of date, and nothing is lost without it: an entry that is missing, damaged or
//! half written is made anew. It knows no stage; those who ask say what their result depends on.

mod key;
mod store;
mod uses;

use std::fmt;
use std::path::PathBuf;

use serde::Serialize;
use serde::de::DeserializeOwned;

pub use key::Key;

use self::store::Store;

/// Results of earlier runs, by what they were made of; or none, where everything is made anew.
#[derive(Debug, Default)]
pub struct Cache {
    store: Option<Store>,
}

/// Where results are kept, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CachePlace {
    /// The folder, which is made when the first is kept.
    pub folder: PathBuf,
    /// Tells programs apart that may make something else of the same: what one kept, no other takes.
    pub program: String,
}

/// What a run had of its cache.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CacheUse {
    /// Results that were there.
    pub reused: u64,
    /// Results that were made and kept.
    pub made: u64,
    /// Why nothing could be kept, or not all of it.
    pub failure: Option<String>,
}

impl Cache {
    /// Makes everything anew, and keeps nothing.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Keeps results there. Where nothing can be written nothing is kept, which [`Self::finish`] tells: no run fails for its cache.
    #[must_use]
    pub fn at(place: &CachePlace) -> Self {
        Self { store: Some(Store::at(place)) }
    }

    /// Gives what was made of the same before, else makes and keeps it. `what` names the kind of result and `of` tells what it depends
    /// on: all of it, or a wrong result may be given. The result must come back from JSON as it was.
    pub fn recall<T: Serialize + DeserializeOwned>(
        &self,
        what: &str,
        of: impl FnOnce(Key) -> Key,
        make: impl FnOnce() -> T,
    ) -> T {
        let Some(store) = &self.store else { return make() };
        let name = of(store.key(what)).name();
        if let Some(found) = store.read(&name).and_then(|bytes| serde_json::from_slice(&bytes).ok()) {
            store.note(name, true);
            return found;
        }
        let made = make();
        if let Ok(bytes) = serde_json::to_vec(&made) {
            store.write(&name, &bytes);
            store.note(name, false);
        }
        made
    }

    /// Ends a run: what neither this one nor the last few used is deleted.
    pub fn finish(self) -> CacheUse {
        self.store.map(Store::finish).unwrap_or_default()
    }
}

impl fmt::Display for CacheUse {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} results reused, {} made", self.reused, self.made)
    }
}
