//! `statements.csv`: one row per statement for spreadsheets and statistics programs, one 0/1 column per theme.
//!
//! A cell that a spreadsheet might take for a formula gets an apostrophe in front. The JSON files hold the words unchanged.

use super::data::{round, statements};
use super::{OutputFile, ReportError, ReportOptions};
use crate::model::{Codebook, Findings, Statement, Truncated, UNCODED};
use crate::text::spreadsheet_cell;

/// Columns of `statements.csv` before those of the themes.
pub const STATEMENT_COLUMNS: [&str; 32] = [
    "id",
    "document",
    "record",
    "question",
    "page",
    "page_label",
    "column",
    "source",
    "section_number",
    "section_title",
    "text",
    "truncated",
    "doubt",
    "language",
    "respondent",
    "date",
    "public",
    "metadata",
    "kind",
    "kind_score",
    "kind_source",
    "primary_theme",
    "themes",
    "subthemes",
    "theme_scores",
    "theme_sources",
    "coders",
    "reviewed",
    "duplicate_of",
    "group",
    "own",
    "conflicts",
];

/// The table of statements.
pub(super) fn file(findings: &Findings, options: &ReportOptions) -> Result<OutputFile, ReportError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    write_row(&mut writer, header(&findings.codebook))?;
    for statement in statements(findings, options).iter() {
        write_row(&mut writer, row(statement, &findings.codebook))?;
    }
    let bytes = writer.into_inner().map_err(|error| ReportError::Sheet(error.to_string()))?;
    Ok(OutputFile::new("statements.csv", bytes))
}

fn write_row(writer: &mut csv::Writer<Vec<u8>>, cells: Vec<String>) -> Result<(), ReportError> {
    let cells = cells.iter().map(|cell| spreadsheet_cell(cell).into_owned());
    writer.write_record(cells).map_err(|error| ReportError::Sheet(error.to_string()))
}

fn header(codebook: &Codebook) -> Vec<String> {
    let themes = codebook.themes.iter().map(|theme| theme.code.as_str());
    STATEMENT_COLUMNS
        .into_iter()
        .map(str::to_owned)
        .chain(themes.chain([UNCODED]).map(|code| format!("theme_{code}")))
        .collect()
}

fn row(statement: &Statement, codebook: &Codebook) -> Vec<String> {
    let mut cells = place(statement);
    cells.extend(content(statement));
    cells.extend(codings(statement));
    let has = |code: &str| statement.themes.iter().any(|theme| theme.code == code);
    cells.extend(codebook.themes.iter().map(|theme| flag(has(&theme.code))));
    cells.push(flag(statement.themes.iter().all(|theme| theme.code == UNCODED)));
    cells
}

fn place(statement: &Statement) -> Vec<String> {
    let section = statement.section.as_ref();
    vec![
        statement.id.clone(),
        statement.document.clone(),
        text(&statement.record),
        text(&statement.question),
        number(statement.page),
        text(&statement.page_label),
        number(statement.column),
        statement.source.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        section.and_then(|section| section.number.clone()).unwrap_or_default(),
        section.map(|section| section.title.clone()).unwrap_or_default(),
    ]
}

fn content(statement: &Statement) -> Vec<String> {
    let metadata = if statement.metadata.is_empty() {
        String::new()
    } else {
        serde_json::to_string(&statement.metadata).expect("a map of strings to strings is always JSON")
    };
    vec![
        statement.text.clone(),
        truncated(statement.truncated).to_owned(),
        round(statement.doubt).to_string(),
        statement.language.clone(),
        text(&statement.respondent),
        text(&statement.date),
        flag(statement.public),
        metadata,
    ]
}

fn codings(statement: &Statement) -> Vec<String> {
    let joined = |part: fn(&crate::model::ThemeCoding) -> String| {
        statement.themes.iter().map(part).collect::<Vec<_>>().join(";")
    };
    vec![
        statement.kind.code().to_owned(),
        round(statement.kind_score).to_string(),
        kind_source(statement),
        statement.primary().to_owned(),
        joined(|theme| theme.code.clone()),
        joined(|theme| theme.subtheme.clone().unwrap_or_default()),
        joined(|theme| round(theme.score).to_string()),
        joined(|theme| coder(theme.source).to_owned()),
        joined(|theme| theme.coder.clone().unwrap_or_default()),
        flag(statement.reviewed),
        text(&statement.duplicate_of),
        text(&statement.group),
        statement.own.iter().map(|own| format!("{}-{}", own.start, own.end)).collect::<Vec<_>>().join(";"),
        statement.conflicts.join(";"),
    ]
}

fn text(value: &Option<String>) -> String {
    value.clone().unwrap_or_default()
}

fn number(value: Option<u32>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn flag(value: bool) -> String {
    u8::from(value).to_string()
}

fn truncated(value: Truncated) -> &'static str {
    match value {
        Truncated::No => "no",
        Truncated::Start => "start",
        Truncated::End => "end",
        Truncated::Both => "both",
    }
}

fn kind_source(statement: &Statement) -> String {
    use crate::model::KindSource as Source;
    let name = match statement.kind_source {
        Source::Rule => "rule",
        Source::Heading => "heading",
        Source::Model => "model",
        Source::Prior => "prior",
        Source::Human => "human",
    };
    name.to_owned()
}

fn coder(coder: crate::model::Coder) -> &'static str {
    match coder {
        crate::model::Coder::Rule => "rule",
        crate::model::Coder::Model => "model",
        crate::model::Coder::Human => "human",
    }
}
