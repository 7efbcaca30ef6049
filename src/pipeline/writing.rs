//! Findings → the files of the output folder and the index. Statements pass by in batches: each is put into JSON once, for the data files
//! and the index alike, on all threads; what was made is written in source order.

use super::output::OutputFolder;
use super::progress::tell;
use super::waves::in_waves;
use super::{Progress, RunError, RunSettings, Stage, Tools};
use crate::index::{Entry, Writer};
use crate::model::Findings;
use crate::report::{
    self, Publication, ReportOptions, SHEET, STATEMENTS, STRUCTURE, StatementLines, sheet_header,
    shown_statements, statement_lines, structure_lines,
};

/// Of the memory of a run, one part in so many is the index's, for words not yet on disk.
const INDEX_SHARE: u64 = 2;

/// What writing works with.
pub(super) struct Writing<'w> {
    pub(super) folder: &'w OutputFolder,
    pub(super) findings: &'w Findings,
    pub(super) settings: &'w RunSettings,
    pub(super) tools: &'w Tools<'w>,
}

/// Statements made ready for the files and the index.
struct Prepared {
    lines: StatementLines,
    entries: Vec<Entry>,
}

impl Writing<'_> {
    /// Writes all of a run's files but the copies of sources.
    pub(super) fn write(&self, progress: &mut dyn FnMut(Progress)) -> Result<(), RunError> {
        let settings = self.settings;
        let options = ReportOptions { language: settings.language, public_only: settings.public_only };
        self.statements(&options, progress)?;
        tell(progress, &settings.stop, Progress::begin(Stage::Writing, None))?;
        self.structure(&options)?;
        let files = report::others(self.findings, &options)?;
        for (number, file) in files.iter().enumerate() {
            self.folder.write(&file.path, &file.bytes)?;
            let done = Progress::at(Stage::Writing, number + 1, Some(files.len()));
            tell(progress, &settings.stop, done)?;
        }
        Ok(())
    }

    /// The data files of statements and the index, which is among them: they hold what is not public unless told to leave it out.
    fn statements(
        &self,
        options: &ReportOptions,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), RunError> {
        let codebook = &self.findings.codebook;
        let statements = shown_statements(&self.findings.statements, options);
        let total = Some(statements.len());
        tell(progress, &self.settings.stop, Progress::begin(Stage::Indexing, total))?;
        let budget = usize::try_from(self.settings.memory / INDEX_SHARE).unwrap_or(usize::MAX);
        let mut index = Writer::new(&self.folder.staging().join("index"), budget)?;
        let entries = index.entries();
        let mut json = self.folder.begin(STATEMENTS)?;
        let mut sheet = self.folder.begin(SHEET)?;
        sheet.add(&sheet_header(codebook)?)?;
        let make = |first: usize, batch: &[_]| {
            let lines = statement_lines(batch, codebook)?;
            let entries = self.tools.coders.with_analyser(|analyser| {
                let each = (first as u64..).zip(batch).zip(lines.each());
                let entry = |((order, statement), json)| entries.entry(statement, json, order, analyser);
                each.map(entry).collect()
            });
            Ok(Prepared { lines, entries })
        };
        let mut done = 0;
        in_waves(&self.tools.pool, &statements, make, |prepared| {
            done += prepared.entries.len();
            json.add(&prepared.lines.json)?;
            sheet.add(&prepared.lines.rows)?;
            prepared.entries.into_iter().try_for_each(|entry| index.add(entry))?;
            tell(progress, &self.settings.stop, Progress::at(Stage::Indexing, done, total))
        })?;
        Ok(index.finish()?)
    }

    fn structure(&self, options: &ReportOptions) -> Result<(), RunError> {
        let publication = options.public_only.then(|| Publication::of(self.findings));
        let mut file = self.folder.begin(STRUCTURE)?;
        let make = |_, batch: &[_]| Ok(structure_lines(batch, publication.as_ref())?);
        in_waves(&self.tools.pool, &self.findings.structure, make, |lines| {
            self.settings.stop.check()?;
            Ok(file.add(&lines)?)
        })
    }
}
