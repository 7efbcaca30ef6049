//! Findings → bytes: the data files, the summary and the site that lets every number be followed to its quotes and its source.
//!
//! Nothing here reads a file, a clock or an environment; the caller writes what [`render`] returns.

mod error;
mod publication;
mod strings;

mod data;
mod markdown;
mod sheet;
mod statements;
mod unheld;

mod site;

pub use data::{STRUCTURE, structure_lines};
pub use error::ReportError;
pub use publication::Publication;
pub use sheet::STATEMENT_COLUMNS;
pub use site::{LARGE, LARGE_PER_DOCUMENT};
pub use site::{Original, originals};
pub use statements::{SHEET, STATEMENTS, StatementLines, sheet_header, shown_statements, statement_lines};
pub use unheld::Counting;

use crate::model::Findings;

/// The language of pages and of `summary.md`; respondents' words are never translated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// Dutch.
    #[default]
    Nl,
    /// English.
    En,
}

impl Language {
    /// ISO 639-1 code, as pages carry it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
        }
    }
}

/// What a caller may choose about a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportOptions {
    /// Language of pages and `summary.md`.
    pub language: Language,
    /// Leaves responses that may not be published out of the data files too, not just out of the pages.
    pub public_only: bool,
}

/// One file of the output folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Path below the output folder, separated by `/`.
    pub path: String,
    /// Its whole content.
    pub bytes: Vec<u8>,
}

impl OutputFile {
    fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into() }
    }
}

/// Makes every file of the output folder but the index: data files first, then the site. Same findings, same bytes.
///
/// # Errors
/// When the summary's counts are not those of the statements, since a number must never lead to other statements than it counts;
/// or when a statement names a document that was not read.
pub fn render(findings: &Findings, options: &ReportOptions) -> Result<Vec<OutputFile>, ReportError> {
    let lines = statement_lines(&shown_statements(&findings.statements, options), &findings.codebook)?;
    let sheet = [sheet_header(&findings.codebook)?, lines.rows].concat();
    let publication = options.public_only.then(|| Publication::of(findings));
    let structure = structure_lines(&findings.structure, publication.as_ref())?;
    let mut files = vec![
        OutputFile::new(STATEMENTS, lines.json),
        OutputFile::new(SHEET, sheet),
        OutputFile::new(STRUCTURE, structure),
    ];
    for part in Report::new(findings, options)?.parts() {
        files.extend(part.files()?);
    }
    Ok(files)
}

/// Every file but the index and the three that hold a line for each statement or element of structure, which [`statement_lines`] and
/// [`structure_lines`] make part by part.
pub struct Report<'f> {
    findings: &'f Findings,
    options: ReportOptions,
    site: site::Site<'f>,
}

impl<'f> Report<'f> {
    /// Lays out the report.
    ///
    /// # Errors
    /// As [`render`].
    pub fn new(findings: &'f Findings, options: &ReportOptions) -> Result<Self, ReportError> {
        let site = site::Site::new(findings, options.language)?;
        Ok(Self { findings, options: options.clone(), site })
    }

    /// Its files, a few at a time: they are many and need not be in memory together, nor be made in order.
    #[must_use]
    pub fn parts(&self) -> Vec<Part<'_>> {
        let mut parts = vec![
            Part::new(data::FILES, || data::files(self.findings, &self.options)),
            Part::new(1, || Ok(vec![markdown::file(&self.site)])),
        ];
        parts.extend(site::parts(&self.site));
        parts
    }
}

/// What makes a few files.
type Make<'r> = dyn Fn() -> Result<Vec<OutputFile>, ReportError> + Send + Sync + 'r;

/// Some files of a report, made when they are asked for.
pub struct Part<'r> {
    files: usize,
    make: Box<Make<'r>>,
}

impl<'r> Part<'r> {
    fn new(files: usize, make: impl Fn() -> Result<Vec<OutputFile>, ReportError> + Send + Sync + 'r) -> Self {
        Self { files, make: Box::new(make) }
    }

    /// How many files it makes.
    #[must_use]
    pub fn count(&self) -> usize {
        self.files
    }

    /// Makes them. Same findings, same bytes.
    ///
    /// # Errors
    /// When a page can't be filled in.
    pub fn files(&self) -> Result<Vec<OutputFile>, ReportError> {
        let files = (self.make)()?;
        debug_assert_eq!(files.len(), self.files, "a part that makes another number of files than it says");
        Ok(files)
    }
}
