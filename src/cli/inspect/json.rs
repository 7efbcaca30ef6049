//! A file as it was read, as JSON Lines.

use std::io::Write;

use anyhow::Result;
use bloemlezer::model::{Area, Content, Problem, Section, Severity, SourcePiece, Truncated};
use serde::Serialize;

use super::shown::{Numbered, Shown, ShownContent, ShownPage, TakenFor};
use super::table::ShownRecord;
use crate::cli::listing::write_json;

#[derive(Serialize)]
struct PageLine<'a> {
    r#type: &'static str,
    page: u32,
    page_label: Option<&'a str>,
    /// The part of the file that it stands for, in a format without pages.
    part: Option<&'a str>,
    columns: u32,
    rows: usize,
}

#[derive(Serialize)]
struct RowLine<'a> {
    r#type: &'static str,
    page: u32,
    line: u32,
    r#box: Option<Area>,
    text: &'a str,
    pieces: Vec<PieceField<'a>>,
}

#[derive(Serialize)]
struct PieceField<'a> {
    start: u32,
    end: u32,
    column: u32,
    #[serde(flatten)]
    taken_for: TakenForFields<'a>,
    doubtful: bool,
    text: &'a str,
}

#[derive(Serialize)]
struct RecordLine<'a> {
    r#type: &'static str,
    sheet: Option<&'a str>,
    row: u32,
    record: Option<&'a str>,
    cells: Vec<CellField<'a>>,
}

#[derive(Serialize)]
struct CellField<'a> {
    field: &'a str,
    #[serde(flatten)]
    taken_for: TakenForFields<'a>,
    text: &'a str,
}

#[derive(Serialize)]
struct TakenForFields<'a> {
    taken_for: &'static str,
    number: Option<usize>,
    id: Option<&'a str>,
}

impl<'a> From<TakenFor<'a>> for TakenForFields<'a> {
    fn from(taken_for: TakenFor<'a>) -> Self {
        let own = taken_for.statement();
        Self {
            taken_for: taken_for.code(),
            number: own.map(|own| own.number),
            id: own.map(|own| own.statement.id.as_str()),
        }
    }
}

#[derive(Serialize)]
struct StatementLine<'a> {
    r#type: &'static str,
    number: usize,
    id: &'a str,
    document: &'a str,
    record: Option<&'a str>,
    question: Option<&'a str>,
    page: Option<u32>,
    page_label: Option<&'a str>,
    column: Option<u32>,
    source: &'a [SourcePiece],
    section: Option<&'a Section>,
    text: &'a str,
    truncated: Truncated,
    doubt: f64,
    doubtful: bool,
    runner_up: Option<RunnerUpField<'a>>,
    language: &'a str,
}

#[derive(Serialize)]
struct RunnerUpField<'a> {
    source: &'a [SourcePiece],
    text: &'a str,
}

#[derive(Serialize)]
struct ProblemLine<'a> {
    r#type: &'static str,
    #[serde(flatten)]
    problem: &'a Problem,
}

#[derive(Serialize)]
struct SummaryLine<'a> {
    r#type: &'static str,
    document: &'a str,
    encoding: &'a str,
    in_corpus: bool,
    pages: Option<usize>,
    page: Option<u32>,
    rows: usize,
    statements: usize,
    doubtful: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

/// Writes the rows or records of the part that is shown, its statements, its problems and a summary.
pub(super) fn write(shown: &Shown<'_>, out: &mut dyn Write) -> Result<()> {
    match &shown.content {
        ShownContent::Pages(pages) => pages.iter().try_for_each(|page| write_page(page, out))?,
        ShownContent::Records(records) => records.iter().try_for_each(|record| write_record(record, out))?,
    }
    for own in &shown.statements {
        write_json(&statement_line(own), out)?;
    }
    for problem in &shown.problems {
        write_json(&ProblemLine { r#type: "problem", problem }, out)?;
    }
    write_json(&summary_line(shown), out)
}

fn write_page(page: &ShownPage<'_>, out: &mut dyn Write) -> Result<()> {
    let ShownPage { number, label, part, columns, rows } = page;
    let line = PageLine {
        r#type: "page",
        page: *number,
        page_label: *label,
        part: part.map(|part| part.name.as_str()),
        columns: *columns,
        rows: rows.len(),
    };
    write_json(&line, out)?;
    for row in rows {
        let pieces = row.pieces.iter().map(|shown| PieceField {
            start: shown.piece.start,
            end: shown.piece.end,
            column: shown.column,
            taken_for: shown.taken_for.into(),
            doubtful: shown.doubtful,
            text: &shown.piece.text,
        });
        let pieces = pieces.collect();
        let area = row.place.map(|place| place.area);
        let line =
            RowLine { r#type: "row", page: *number, line: row.line, r#box: area, text: row.text, pieces };
        write_json(&line, out)?;
    }
    Ok(())
}

fn write_record(record: &ShownRecord<'_>, out: &mut dyn Write) -> Result<()> {
    let cells = record.cells.iter().map(|shown| CellField {
        field: shown.field,
        taken_for: shown.taken_for.into(),
        text: shown.text,
    });
    let line = RecordLine {
        r#type: "record",
        sheet: record.sheet,
        row: record.row,
        record: record.record,
        cells: cells.collect(),
    };
    write_json(&line, out)
}

fn statement_line<'a>(own: &Numbered<'a>) -> StatementLine<'a> {
    let statement = own.statement;
    StatementLine {
        r#type: "statement",
        number: own.number,
        id: &statement.id,
        document: &statement.document,
        record: statement.record.as_deref(),
        question: statement.question.as_deref(),
        page: statement.page,
        page_label: statement.page_label.as_deref(),
        column: statement.column,
        source: &statement.source,
        section: statement.section.as_ref(),
        text: &statement.text,
        truncated: statement.truncated,
        doubt: statement.doubt,
        doubtful: statement.is_doubtful(),
        runner_up: own.runner_up.map(|other| RunnerUpField { source: &other.source, text: &other.text }),
        language: &statement.language,
    }
}

fn summary_line<'a>(shown: &Shown<'a>) -> SummaryLine<'a> {
    let document = &shown.reading.document;
    let count = |severity| shown.problems.iter().filter(|problem| problem.severity == severity).count();
    SummaryLine {
        r#type: "summary",
        document: &document.path,
        encoding: &document.encoding,
        in_corpus: shown.reading.in_corpus,
        pages: match &document.content {
            Content::Pages(pages) => Some(pages.len()),
            Content::Records(_) => None,
        },
        page: shown.page,
        rows: shown.content.rows(),
        statements: shown.statements.len(),
        doubtful: shown.doubtful(),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        notes: count(Severity::Info),
    }
}
