//! What a run would read, as JSON Lines: documents with their tables, problems, and a summary.

use std::io::Write;

use anyhow::Result;
use bloemlezer::ingest::TableUse;
use bloemlezer::model::{Problem, Severity};
use bloemlezer::pipeline::CorpusReading;
use serde::Serialize;

use super::facts::Facts;
use crate::cli::listing::write_json;

#[derive(Serialize)]
struct DocumentLine<'r> {
    r#type: &'static str,
    document: &'r str,
    encoding: &'r str,
    pages: usize,
    records: usize,
    statements: usize,
    withheld: usize,
    first_date: Option<&'r str>,
    last_date: Option<&'r str>,
    unread_dates: usize,
    without_id: usize,
    tables: Vec<TableFields<'r>>,
}

#[derive(Serialize)]
struct TableFields<'r> {
    sheet: Option<&'r str>,
    note_rows: &'r [u32],
    name_rows: &'r [u32],
    rows: usize,
    columns: Vec<ColumnFields<'r>>,
}

#[derive(Serialize)]
struct ColumnFields<'r> {
    name: &'r str,
    role: &'static str,
    reason: Option<&'r str>,
    filled: usize,
}

#[derive(Serialize)]
struct ProblemLine<'r> {
    r#type: &'static str,
    #[serde(flatten)]
    problem: &'r Problem,
}

#[derive(Serialize)]
struct SummaryLine {
    r#type: &'static str,
    documents: usize,
    records: usize,
    statements: usize,
    errors: usize,
    warnings: usize,
}

pub(super) fn write(facts: &[Facts<'_>], reading: &CorpusReading, out: &mut dyn Write) -> Result<()> {
    for own in facts {
        write_json(&document(own), out)?;
    }
    for problem in &reading.problems {
        write_json(&ProblemLine { r#type: "problem", problem }, out)?;
    }
    let count = |severity| reading.problems.iter().filter(|problem| problem.severity == severity).count();
    let summary = SummaryLine {
        r#type: "summary",
        documents: facts.len(),
        records: facts.iter().map(|own| own.records).sum(),
        statements: facts.iter().map(|own| own.statements).sum(),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
    };
    write_json(&summary, out)
}

fn document<'r>(own: &'r Facts<'r>) -> DocumentLine<'r> {
    DocumentLine {
        r#type: "document",
        document: &own.document.path,
        encoding: &own.document.encoding,
        pages: own.pages,
        records: own.records,
        statements: own.statements,
        withheld: own.withheld,
        first_date: own.dates.map(|(first, _)| first),
        last_date: own.dates.map(|(_, last)| last),
        unread_dates: own.unread_dates,
        without_id: own.without_id,
        tables: own.tables.iter().map(|table| self::table(table)).collect(),
    }
}

fn table(table: &TableUse) -> TableFields<'_> {
    let columns = table.columns.iter().map(|column| ColumnFields {
        name: &column.name,
        role: column.role,
        reason: column.reason.as_deref(),
        filled: column.filled,
    });
    TableFields {
        sheet: table.sheet.as_deref(),
        note_rows: &table.notes,
        name_rows: &table.names,
        rows: table.rows,
        columns: columns.collect(),
    }
}
