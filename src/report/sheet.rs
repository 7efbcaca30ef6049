//! `statements.csv`: one row per statement for spreadsheets and statistics programs, one 0/1 column per theme.
//!
//! A cell that a spreadsheet might take for a formula gets an apostrophe in front. The JSON files hold the words unchanged.

use super::ReportError;
use super::data::round;
use crate::model::{Codebook, Statement, Truncated, UNCODED};
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

/// The row of column names.
pub(super) fn header(codebook: &Codebook) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::default();
    for column in STATEMENT_COLUMNS {
        sheet.cell(column)?;
    }
    let themes = codebook.themes.iter().map(|theme| theme.code.as_str());
    for code in themes.chain([UNCODED]) {
        sheet.cell(&format!("theme_{code}"))?;
    }
    sheet.end_row()?;
    sheet.finish()
}

/// The rows of some statements.
pub(super) fn rows(statements: &[Statement], codebook: &Codebook) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::default();
    for statement in statements {
        place(&mut sheet, statement)?;
        content(&mut sheet, statement)?;
        codings(&mut sheet, statement)?;
        for theme in &codebook.themes {
            sheet.flag(statement.themes.iter().any(|own| own.code == theme.code))?;
        }
        sheet.flag(statement.themes.iter().all(|theme| theme.code == UNCODED))?;
        sheet.end_row()?;
    }
    sheet.finish()
}

/// A table in the making.
struct Sheet(csv::Writer<Vec<u8>>);

impl Default for Sheet {
    fn default() -> Self {
        Self(csv::Writer::from_writer(Vec::new()))
    }
}

impl Sheet {
    fn cell(&mut self, text: &str) -> Result<(), ReportError> {
        self.0.write_field(&*spreadsheet_cell(text)).map_err(|error| failed(&error))
    }

    fn optional(&mut self, text: Option<&str>) -> Result<(), ReportError> {
        self.cell(text.unwrap_or_default())
    }

    fn number(&mut self, number: Option<u32>) -> Result<(), ReportError> {
        match number {
            Some(number) => self.cell(&number.to_string()),
            None => self.cell(""),
        }
    }

    fn flag(&mut self, value: bool) -> Result<(), ReportError> {
        self.cell(if value { "1" } else { "0" })
    }

    /// Several values in one cell.
    fn joined<T: AsRef<str>>(
        &mut self,
        values: impl Iterator<Item = T>,
        between: &str,
    ) -> Result<(), ReportError> {
        let mut cell = String::new();
        for (nth, value) in values.enumerate() {
            if nth > 0 {
                cell.push_str(between);
            }
            cell.push_str(value.as_ref());
        }
        self.cell(&cell)
    }

    fn end_row(&mut self) -> Result<(), ReportError> {
        self.0.write_record(None::<&[u8]>).map_err(|error| failed(&error))
    }

    fn finish(self) -> Result<Vec<u8>, ReportError> {
        self.0.into_inner().map_err(|error| failed(&error))
    }
}

fn failed(error: &dyn std::fmt::Display) -> ReportError {
    ReportError::Sheet(error.to_string())
}

fn place(sheet: &mut Sheet, statement: &Statement) -> Result<(), ReportError> {
    let section = statement.section.as_ref();
    sheet.cell(&statement.id)?;
    sheet.cell(&statement.document)?;
    sheet.optional(statement.record.as_deref())?;
    sheet.optional(statement.question.as_deref())?;
    sheet.number(statement.page)?;
    sheet.optional(statement.page_label.as_deref())?;
    sheet.number(statement.column)?;
    sheet.joined(statement.source.iter().map(ToString::to_string), "; ")?;
    sheet.optional(section.and_then(|section| section.number.as_deref()))?;
    sheet.optional(section.map(|section| section.title.as_str()))
}

fn content(sheet: &mut Sheet, statement: &Statement) -> Result<(), ReportError> {
    sheet.cell(&statement.text)?;
    sheet.cell(truncated(statement.truncated))?;
    sheet.cell(&round(statement.doubt).to_string())?;
    sheet.cell(&statement.language)?;
    sheet.optional(statement.respondent.as_deref())?;
    sheet.optional(statement.date.as_deref())?;
    sheet.flag(statement.public)?;
    if statement.metadata.is_empty() {
        return sheet.cell("");
    }
    let metadata = serde_json::to_string(&statement.metadata);
    sheet.cell(&metadata.expect("a map of strings to strings is always JSON"))
}

fn codings(sheet: &mut Sheet, statement: &Statement) -> Result<(), ReportError> {
    let themes = || statement.themes.iter();
    sheet.cell(statement.kind.code())?;
    sheet.cell(&round(statement.kind_score).to_string())?;
    sheet.cell(kind_source(statement))?;
    sheet.cell(statement.primary())?;
    sheet.joined(themes().map(|theme| theme.code.as_str()), ";")?;
    sheet.joined(themes().map(|theme| theme.subtheme.as_deref().unwrap_or_default()), ";")?;
    sheet.joined(themes().map(|theme| round(theme.score).to_string()), ";")?;
    sheet.joined(themes().map(|theme| coder(theme.source)), ";")?;
    sheet.joined(themes().map(|theme| theme.coder.as_deref().unwrap_or_default()), ";")?;
    sheet.flag(statement.reviewed)?;
    sheet.optional(statement.duplicate_of.as_deref())?;
    sheet.optional(statement.group.as_deref())?;
    sheet.joined(statement.own.iter().map(|own| format!("{}-{}", own.start, own.end)), ";")?;
    sheet.joined(statement.conflicts.iter(), ";")
}

fn truncated(value: Truncated) -> &'static str {
    match value {
        Truncated::No => "no",
        Truncated::Start => "start",
        Truncated::End => "end",
        Truncated::Both => "both",
    }
}

fn kind_source(statement: &Statement) -> &'static str {
    use crate::model::KindSource as Source;
    match statement.kind_source {
        Source::Rule => "rule",
        Source::Heading => "heading",
        Source::Model => "model",
        Source::Prior => "prior",
        Source::Human => "human",
    }
}

fn coder(coder: crate::model::Coder) -> &'static str {
    match coder {
        crate::model::Coder::Rule => "rule",
        crate::model::Coder::Model => "model",
        crate::model::Coder::Human => "human",
    }
}
