//! Writes decisions into their log and tells what was written.

use std::io::Write;

use bloemlezer::model::{Decision, DecisionField, Draft};
use bloemlezer::pipeline::append_decisions;
use serde::Serialize;

use super::super::listing::{Format, clean, guarded, write_csv, write_json};
use super::shared::WriterArgs;

/// A decision as it is told.
#[derive(Debug, Serialize)]
struct Row<'d> {
    r#type: &'static str,
    /// Null where nothing was written.
    sequence: Option<u64>,
    statement: &'d str,
    field: &'static str,
    old: &'d str,
    new: &'d str,
    reason: &'d str,
}

impl Row<'_> {
    /// For a spreadsheet, where no cell may be a formula.
    fn cells(&self) -> Vec<String> {
        let sequence = self.sequence.map(|sequence| sequence.to_string()).unwrap_or_default();
        let cells = [self.r#type, &sequence, self.statement, self.field, self.old, self.new, self.reason];
        cells.map(guarded).to_vec()
    }
}

/// Adds the drafts to the log, or only says what they would add, and tells of each.
pub(crate) fn write(
    drafts: &[Draft],
    (writer, consultation, dry_run): (&WriterArgs, &str, bool),
    format: Format,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let coder = writer.name()?;
    let written: Vec<Decision> = if dry_run {
        Vec::new()
    } else {
        append_decisions(&writer.decisions, consultation, coder, &writer.day(), drafts)?
    };
    let header = ["type", "sequence", "statement", "field", "old", "new", "reason"];
    let mut table = vec![header.map(str::to_owned).to_vec()];
    for (nth, draft) in drafts.iter().enumerate() {
        let sequence = written.get(nth).map(|decision| decision.sequence);
        let row = Row {
            r#type: "decision",
            sequence,
            statement: &draft.statement,
            field: draft.field.code(),
            old: &draft.old,
            new: &draft.new,
            reason: &draft.reason,
        };
        match format {
            Format::Csv => table.push(row.cells()),
            Format::Json => write_json(&row, out)?,
            Format::Text => {
                let number =
                    sequence.map_or_else(|| "would add".to_owned(), |number| format!("decision {number}"));
                writeln!(out, "{number}: {}", clean(&told(draft)))?;
            }
        }
    }
    if matches!(format, Format::Csv) {
        write_csv(&table, out)?;
    }
    Ok(())
}

/// What a decision says, in a line.
pub(crate) fn told(draft: &Draft) -> String {
    let place = if draft.statement.is_empty() {
        format!("{}:{}", draft.document, draft.place)
    } else {
        draft.statement.clone()
    };
    let (old, new) = (&draft.old, &draft.new);
    match draft.field {
        DecisionField::Theme if old.is_empty() => format!("{place}: + {new}"),
        DecisionField::Theme if new.is_empty() => format!("{place}: - {old}"),
        DecisionField::Kind | DecisionField::Theme | DecisionField::Type => {
            format!("{place}: {} {old} → {new}", draft.field.code())
        }
        DecisionField::Confirm => format!("{place}: right as {new}"),
        DecisionField::Adjudicate => format!("{place}: settled as {new}"),
        DecisionField::Split => format!("{place}: divided: {new}"),
        DecisionField::Merge => format!("{place}: one with {new}"),
        DecisionField::Exclude => format!("{place}: left out: {}", draft.reason),
        DecisionField::Undo => format!("{place}: decision {new} undone"),
    }
}
