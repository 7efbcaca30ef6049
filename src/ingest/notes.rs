//! Writing down problems of one file while reading goes on.

use crate::model::{Problem, Severity};

/// Adds problems of one file to the list.
#[derive(Debug)]
pub(super) struct Notes<'p> {
    file: &'p str,
    page: Option<u32>,
    line: Option<u32>,
    /// The sheet that messages name, for a workbook of several.
    sheet: Option<&'p str>,
    problems: &'p mut Vec<Problem>,
}

impl<'p> Notes<'p> {
    /// Notes on the file as a whole.
    pub(super) fn new(file: &'p str, problems: &'p mut Vec<Problem>) -> Self {
        Self { file, page: None, line: None, sheet: None, problems }
    }

    /// The same, on one line or row.
    pub(super) fn at(&mut self, line: u32) -> Notes<'_> {
        Notes { file: self.file, page: None, line: Some(line), sheet: self.sheet, problems: self.problems }
    }

    /// The same, on one page.
    pub(super) fn on_page(&mut self, page: u32) -> Notes<'_> {
        Notes { file: self.file, page: Some(page), line: None, sheet: self.sheet, problems: self.problems }
    }

    /// The same, on one sheet of several.
    pub(super) fn on_sheet<'s>(&'s mut self, sheet: Option<&'s str>) -> Notes<'s> {
        Notes { file: self.file, page: None, line: None, sheet, problems: self.problems }
    }

    /// Adds what was noted elsewhere.
    pub(super) fn add(&mut self, problems: Vec<Problem>) {
        self.problems.extend(problems);
    }

    /// How many there are by now.
    pub(super) fn count(&self) -> usize {
        self.problems.len()
    }

    /// An input, or part of one, could not be used.
    pub(super) fn error(&mut self, code: &str, message: impl Into<String>, hint: impl Into<String>) {
        self.push(Severity::Error, code, message.into(), hint.into());
    }

    /// A doubt or a repair.
    pub(super) fn warning(&mut self, code: &str, message: impl Into<String>, hint: impl Into<String>) {
        self.push(Severity::Warning, code, message.into(), hint.into());
    }

    /// Worth knowing.
    pub(super) fn info(&mut self, code: &str, message: impl Into<String>, hint: impl Into<String>) {
        self.push(Severity::Info, code, message.into(), hint.into());
    }

    fn push(&mut self, severity: Severity, code: &str, message: String, hint: String) {
        let message = match self.sheet {
            Some(sheet) => format!("sheet `{sheet}`: {message}"),
            None => message,
        };
        self.problems.push(Problem {
            severity,
            file: self.file.to_owned(),
            page: self.page,
            line: self.line,
            code: code.to_owned(),
            message,
            hint: Some(hint),
        });
    }
}
