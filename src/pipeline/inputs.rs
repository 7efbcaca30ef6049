//! The sources that pages link to, and the hashes of inputs for the manifest.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::RunError;
use super::output::OutputFolder;
use crate::model::{Findings, ManifestInput};
use crate::report;

/// Puts a copy of each source that pages link to into the output folder.
pub(super) fn copy_originals(
    findings: &Findings,
    files: &BTreeMap<String, PathBuf>,
    folder: &OutputFolder,
) -> Result<(), RunError> {
    let hashes: BTreeMap<&str, &str> =
        findings.documents.iter().map(|own| (own.path.as_str(), own.sha256.as_str())).collect();
    for original in report::originals(findings) {
        let Some(path) = files.get(original.document) else { continue };
        let bytes = fs::read(path).map_err(|source| unreadable("source", path, source))?;
        if hashes.get(original.document) != Some(&sha256(&bytes).as_str()) {
            let changed = std::io::Error::other("it changed while it was being read; run again");
            return Err(unreadable("source", path, changed));
        }
        folder.write(&original.copy, &bytes)?;
    }
    Ok(())
}

/// The line, from 1, of the first byte that is not UTF-8.
pub(super) fn line_of(error: &std::string::FromUtf8Error) -> usize {
    let good = error.as_bytes().iter().take(error.utf8_error().valid_up_to());
    good.filter(|byte| **byte == b'\n').count() + 1
}

pub(super) fn unreadable(what: &'static str, path: &Path, source: std::io::Error) -> RunError {
    RunError::Unreadable { what, path: path.to_owned(), source }
}

pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

pub(super) fn manifest_input(role: &str, path: &str, bytes: &[u8]) -> ManifestInput {
    ManifestInput { role: role.into(), path: path.into(), sha256: sha256(bytes) }
}

pub(super) fn sha256(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))
}
