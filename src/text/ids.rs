//! Ids from content alone, so that the same thing has the same id in every run.

use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};

/// The prefix, a hyphen and the first 80 bits of SHA-256 over the fields, NUL between them, in lower-case base 32.
#[must_use]
pub fn content_id(prefix: &str, fields: &[&str]) -> String {
    let digest = Sha256::digest(fields.join("\0").as_bytes());
    let code = BASE32_NOPAD.encode(digest.get(..10).unwrap_or_default());
    format!("{prefix}-{}", code.to_lowercase())
}
