//! The small file beside the index that tells its format, its analysis, and what it should hold.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{INDEX_FORMAT, IndexError};
use crate::text::ANALYSER;

/// The file that tells what the index is.
pub(super) const LABEL_FILE: &str = "bloemlezer-index.json";

/// What [`LABEL_FILE`] holds.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Label {
    pub(super) format: u32,
    pub(super) analyser: String,
    pub(super) statements: u64,
    /// SHA-256 of tantivy's own table of contents, the one file that it keeps no checksum of.
    pub(super) contents: String,
    /// Size and time of every file when it was written. Where they are as they were, the file is; elsewhere (in a copy, mostly) it is
    /// read through on opening.
    #[serde(default)]
    pub(super) stamps: Stamps,
}

/// Of every file but the label: bytes, and nanoseconds from 1970 to its last change.
pub(super) type Stamps = BTreeMap<String, (u64, u128)>;

/// The stamps of the files in a folder; none of a file that the system tells no time of.
pub(super) fn stamps(folder: &Path) -> Stamps {
    let Ok(entries) = fs::read_dir(folder) else {
        return Stamps::new();
    };
    let stamp = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().ok().filter(|name| name != LABEL_FILE)?;
        let facts = entry.metadata().ok()?;
        let changed = facts.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some((name, (facts.len(), changed.as_nanos())))
    };
    entries.flatten().filter_map(stamp).collect()
}

/// The label of an index that this program can read.
pub(super) fn read_label(folder: &Path) -> Result<Label, IndexError> {
    let damaged = |detail: String| IndexError::Damaged { folder: folder.to_path_buf(), detail };
    let path = folder.join(LABEL_FILE);
    if !path.exists() {
        let folder = folder.to_path_buf();
        return Err(if folder.join("meta.json").exists() {
            damaged(format!("{LABEL_FILE} is missing"))
        } else {
            IndexError::Missing { folder }
        });
    }
    let json = fs::read(&path).map_err(|error| damaged(format!("{LABEL_FILE}: {error}")))?;
    // The version is read by itself: the rest of the label may differ between versions.
    let value: serde_json::Value =
        serde_json::from_slice(&json).map_err(|error| damaged(format!("{LABEL_FILE}: {error}")))?;
    let format = value.get("format").and_then(serde_json::Value::as_u64);
    if let Some(found) =
        format.and_then(|found| u32::try_from(found).ok()).filter(|found| *found != INDEX_FORMAT)
    {
        return Err(IndexError::OtherFormat { folder: folder.to_path_buf(), found });
    }
    let label: Label =
        serde_json::from_value(value).map_err(|error| damaged(format!("{LABEL_FILE}: {error}")))?;
    if label.analyser != ANALYSER {
        return Err(IndexError::OtherAnalyser { folder: folder.to_path_buf(), found: label.analyser });
    }
    Ok(label)
}

/// Hash of the file that names the parts of the index.
pub(super) fn contents_hash(folder: &Path) -> Result<String, String> {
    let bytes = fs::read(folder.join("meta.json")).map_err(|error| format!("meta.json: {error}"))?;
    Ok(HEXLOWER.encode(&Sha256::digest(bytes)))
}
