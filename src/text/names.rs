//! Names of respondents, which people write in more than one way, and fingerprints by which a million of them can be told apart.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use rustc_hash::FxHashMap;

/// What stands for a text where only its likes are looked for: 128 bits of hash, which no two texts share by chance.
pub type Fingerprint = [u64; 2];

/// The fingerprint of a text, the same on every machine and in every run.
#[must_use]
pub fn fingerprint(text: &str) -> Fingerprint {
    [0_u8, 1].map(|half| {
        let mut hasher = DefaultHasher::new();
        (half, text).hash(&mut hasher);
        hasher.finish()
    })
}

/// A name as it is told from others: whatever its case and the blanks around it; none of a blank one.
#[must_use]
pub fn name_key(name: &str) -> Option<String> {
    Some(name.trim()).filter(|name| !name.is_empty()).map(str::to_lowercase)
}

/// Numbers names as they are met: one is the same whatever its case and the blanks around it. A million cost some 50 MB.
#[derive(Debug, Default)]
pub struct Names(FxHashMap<Fingerprint, u32>);

impl Names {
    /// The number of a name, from 0; none of a blank one.
    pub fn place(&mut self, name: Option<&str>) -> Option<usize> {
        let key = fingerprint(&name_key(name?)?);
        let next = self.0.len() as u32;
        Some(*self.0.entry(key).or_insert(next) as usize)
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.len() as u64
    }
}
