//! What a result was made of → the name of its entry.

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

/// Hashes what a result depends on, part by part. Parts can't run into each other: each is hashed with its length.
#[derive(Debug, Clone)]
pub struct Key(Sha256);

impl Key {
    pub(super) fn new() -> Self {
        Self(Sha256::new())
    }

    /// The same with one more part.
    #[must_use]
    pub fn part(mut self, bytes: impl AsRef<[u8]>) -> Self {
        let bytes = bytes.as_ref();
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// The same with a part that may be missing, which is another thing than an empty one.
    #[must_use]
    pub fn option(self, part: Option<impl AsRef<[u8]>>) -> Self {
        match part {
            Some(part) => self.part("+").part(part),
            None => self.part("-"),
        }
    }

    /// SHA-256 of all parts in lower-case hexadecimal.
    pub(super) fn name(self) -> String {
        HEXLOWER.encode(&self.0.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn parts_do_not_run_into_each_other() {
        let names = [
            Key::new().part("ab").part("c").name(),
            Key::new().part("a").part("bc").name(),
            Key::new().part("abc").name(),
            Key::new().part("abc").part("").name(),
            Key::new().option(Some("abc")).name(),
            Key::new().option(None::<&str>).part("abc").name(),
            Key::new().option(Some("")).part("abc").name(),
        ];
        let different: std::collections::BTreeSet<&String> = names.iter().collect();
        assert_eq!(different.len(), names.len());
        assert_eq!(Key::new().part("abc").name(), names[2]);
    }
}
