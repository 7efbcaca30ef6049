//! Adding decisions to a log.

use std::fs::OpenOptions;
use std::io::{Read as _, Seek as _, Write as _};
use std::path::Path;

use anyhow::Context as _;
use bloemlezer::model::Draft;

use crate::cli::failure::Failure;

/// Whose decisions, and when.
pub(super) struct By<'b> {
    pub(super) consultation: &'b str,
    pub(super) coder: &'b str,
    pub(super) date: &'b str,
}

/// Stands in for the log of decisions until it is there: adds a row for each draft, and gives how many.
pub(super) fn append_drafts(path: &Path, by: &By<'_>, drafts: &[Draft]) -> anyhow::Result<usize> {
    append(path, by, drafts).with_context(|| {
        Failure::new(
            format!("decisions can't be added to {}", path.display()),
            "name another file with --decisions",
        )
    })?;
    Ok(drafts.len())
}

fn append(path: &Path, by: &By<'_>, drafts: &[Draft]) -> anyhow::Result<()> {
    let mut file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
    let mut before = String::new();
    file.rewind()?;
    file.read_to_string(&mut before)?;
    let mut writer = csv::Writer::from_writer(Vec::new());
    if before.is_empty() {
        writer.write_record([
            "sequence",
            "date",
            "coder",
            "statement",
            "document",
            "place",
            "text",
            "field",
            "old",
            "new",
            "reason",
            by.consultation,
        ])?;
    }
    let written = before.lines().count().saturating_sub(1);
    for (draft, number) in drafts.iter().zip(written + 1..) {
        let number = number.to_string();
        writer.write_record([
            number.as_str(),
            by.date,
            by.coder,
            &draft.statement,
            &draft.document,
            &draft.place,
            &draft.text,
            draft.field.code(),
            &draft.old,
            &draft.new,
            &draft.reason,
            "",
        ])?;
    }
    file.write_all(&writer.into_inner().map_err(|error| error.into_error())?)?;
    Ok(file.sync_all()?)
}
