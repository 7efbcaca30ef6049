//! What an import did or would do, statement by statement, with what was wrong.

use std::io::Write;

use anyhow::Result;
use bloemlezer::model::{DecisionField, Draft};
use bloemlezer::review::sheet::{RowPlan, SheetFinding};
use serde::Serialize;
use serde_json::json;

use super::Imported;
use crate::cli::listing::{Paint, Typed, clean, counted, guarded, write_csv, write_json};

/// Characters of a text that are shown for reading.
const SHOWN: usize = 90;

pub(super) fn text(imported: &Imported<'_>, paint: Paint, out: &mut dyn Write) -> Result<()> {
    for row in &imported.plan.rows {
        for drafts in row.drafts.chunk_by(|one, next| one.statement == next.statement) {
            write_statement(row, drafts, paint, out)?;
        }
        for finding in &row.findings {
            writeln!(
                out,
                "{} {}: {}",
                paint.heading("finding:"),
                clean(&finding.place.to_string()),
                clean(&finding.message)
            )?;
            writeln!(out, "  hint: {}", clean(&finding.hint))?;
        }
    }
    writeln!(out, "{}", paint.heading(&summary(imported)))?;
    Ok(())
}

fn write_statement(row: &RowPlan, drafts: &[Draft], paint: Paint, out: &mut dyn Write) -> Result<()> {
    let Some(first) = drafts.first() else { return Ok(()) };
    let id = paint.heading(&clean(&first.statement));
    writeln!(out, "{id}  row {}, {} {}", row.row, clean(&first.document), clean(&first.place))?;
    writeln!(out, "  {}", shortened(&first.text))?;
    for draft in drafts {
        writeln!(out, "  {}", told(draft))?;
    }
    Ok(())
}

/// A decision in a line.
fn told(draft: &Draft) -> String {
    let (old, new) = (clean(&draft.old), clean(&draft.new));
    let what = match draft.field {
        DecisionField::Theme if old.is_empty() => format!("theme added: {new}"),
        DecisionField::Theme if new.is_empty() => format!("theme taken away: {old}"),
        DecisionField::Confirm if old.is_empty() || old == new => format!("confirm: {new}"),
        DecisionField::Split => format!("split: {new}"),
        DecisionField::Merge => format!("merge with {}", shortened(&draft.new)),
        DecisionField::Exclude => "exclude".to_owned(),
        field => format!("{}: {old} → {new}", field.code()),
    };
    if draft.reason.is_empty() { what } else { format!("{what} ({})", clean(&draft.reason)) }
}

fn shortened(text: &str) -> String {
    let text = clean(text);
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

#[derive(Debug, Serialize)]
struct Counts<'c> {
    decisions: usize,
    statements: usize,
    /// Rows that decide nothing and have nothing wrong.
    unchanged: usize,
    refused: usize,
    blind: bool,
    coder: &'c str,
    log: Option<String>,
}

fn counts<'c>(imported: &'c Imported<'_>) -> Counts<'c> {
    let rows = &imported.plan.rows;
    let drafts = || rows.iter().flat_map(|row| &row.drafts);
    let statements: std::collections::BTreeSet<&str> =
        drafts().map(|draft| draft.statement.as_str()).collect();
    Counts {
        decisions: drafts().count(),
        statements: statements.len(),
        unchanged: rows.iter().filter(|row| row.drafts.is_empty() && row.findings.is_empty()).count(),
        refused: rows.iter().filter(|row| !row.findings.is_empty()).count(),
        blind: imported.plan.info.blind,
        coder: &imported.coder,
        log: imported.log.as_ref().map(|log| log.display().to_string()),
    }
}

fn summary(imported: &Imported<'_>) -> String {
    let counts = counts(imported);
    let what = if counts.blind { "blind coding" } else { "decision" };
    let to = match &counts.log {
        Some(log) => format!("added to {}", clean(log)),
        None => "nothing added".to_owned(),
    };
    format!(
        "{} on {} by {}, {to}; {} without a decision, {} not imported",
        counted(counts.decisions, what),
        counted(counts.statements, "statement"),
        clean(counts.coder),
        counted(counts.unchanged, "row"),
        counted(counts.refused, "row")
    )
}

pub(super) fn json(imported: &Imported<'_>, out: &mut dyn Write) -> Result<()> {
    for row in &imported.plan.rows {
        for draft in &row.drafts {
            let line = json!({
                "type": "decision", "row": row.row, "statement": draft.statement, "document": draft.document,
                "place": draft.place, "text": draft.text, "field": draft.field.code(), "old": draft.old,
                "new": draft.new, "reason": draft.reason,
            });
            write_json(&line, out)?;
        }
        for finding in &row.findings {
            let place = &finding.place;
            let line = json!({
                "type": "finding", "row": place.row, "statement": row.id, "sheet": place.sheet,
                "column": place.column, "header": place.header, "message": finding.message, "hint": finding.hint,
            });
            write_json(&line, out)?;
        }
    }
    write_json(&Typed { r#type: "summary", content: &counts(imported) }, out)
}

pub(super) fn csv(imported: &Imported<'_>, out: &mut dyn Write) -> Result<()> {
    let header =
        ["type", "row", "statement", "field", "old", "new", "reason", "sheet", "column", "message", "hint"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for row in &imported.plan.rows {
        rows.extend(row.drafts.iter().map(|draft| decision_cells(row, draft)));
        rows.extend(row.findings.iter().map(|finding| finding_cells(row, finding)));
    }
    write_csv(&rows, out)
}

fn decision_cells(row: &RowPlan, draft: &Draft) -> Vec<String> {
    let number = row.row.to_string();
    let cells = [
        "decision",
        &number,
        &draft.statement,
        draft.field.code(),
        &draft.old,
        &draft.new,
        &draft.reason,
        "",
        "",
        "",
        "",
    ];
    cells.map(guarded).to_vec()
}

fn finding_cells(row: &RowPlan, finding: &SheetFinding) -> Vec<String> {
    let (number, place) = (row.row.to_string(), &finding.place);
    let sheet = place.sheet.as_deref().unwrap_or_default();
    let column = place.column.as_deref().unwrap_or_default();
    let cells = ["finding", &number, &row.id, "", "", "", "", sheet, column, &finding.message, &finding.hint];
    cells.map(guarded).to_vec()
}
