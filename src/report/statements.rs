//! Statements as the data files have them: `statements.jsonl` and `statements.csv`, some statements at a time, so that a run never holds
//! the files, and any number of threads may make them.

use std::borrow::Cow;

use super::data::round;
use super::{ReportError, ReportOptions, publication, sheet};
use crate::model::{Codebook, Statement};

/// The file of statements as JSON Lines.
pub const STATEMENTS: &str = "statements.jsonl";
/// The file of statements as a table.
pub const SHEET: &str = "statements.csv";

/// Some statements as the data files have them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatementLines {
    /// A line of JSON for each, line ends included.
    pub json: Vec<u8>,
    /// Where in `json` the line of each ends, its line end included.
    pub ends: Vec<usize>,
    /// Rows of the table.
    pub rows: Vec<u8>,
}

impl StatementLines {
    /// The JSON of each statement, in order, without line ends.
    pub fn each(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(start, end)| self.json.get(start..end.saturating_sub(1)).unwrap_or_default())
    }
}

/// What comes before the first statement: the row of column names of the table.
///
/// # Errors
/// When it can't be written as CSV.
pub fn sheet_header(codebook: &Codebook) -> Result<Vec<u8>, ReportError> {
    sheet::header(codebook)
}

/// Writes statements as lines and rows.
///
/// # Errors
/// When they can't be written as JSON or CSV.
pub fn statement_lines(statements: &[Statement], codebook: &Codebook) -> Result<StatementLines, ReportError> {
    let mut lines = StatementLines { rows: sheet::rows(statements, codebook)?, ..StatementLines::default() };
    for statement in statements {
        let written = serde_json::to_writer(&mut lines.json, &*rounded(statement));
        written.map_err(|source| ReportError::Json { file: STATEMENTS, source })?;
        lines.json.push(b'\n');
        lines.ends.push(lines.json.len());
    }
    Ok(lines)
}

/// The statements that the data files hold.
#[must_use]
pub fn shown_statements<'s>(statements: &'s [Statement], options: &ReportOptions) -> Cow<'s, [Statement]> {
    if options.public_only && !statements.iter().all(|statement| statement.public) {
        Cow::Owned(publication::public_statements(statements))
    } else {
        Cow::Borrowed(statements)
    }
}

/// The statement with its scores as files carry them.
fn rounded(statement: &Statement) -> Cow<'_, Statement> {
    let is_rounded = |score: f64| score.to_bits() == round(score).to_bits();
    let scores = [statement.doubt, statement.kind_score].into_iter();
    if scores.chain(statement.themes.iter().map(|theme| theme.score)).all(is_rounded) {
        return Cow::Borrowed(statement);
    }
    let mut statement = statement.clone();
    statement.doubt = round(statement.doubt);
    statement.kind_score = round(statement.kind_score);
    for theme in &mut statement.themes {
        theme.score = round(theme.score);
    }
    Cow::Owned(statement)
}
