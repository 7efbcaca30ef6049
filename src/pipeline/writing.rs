//! Statements → their data files and the index; findings → all the other files. Statements pass by in batches: each is put into JSON once,
//! for the data files and the index alike, on all threads; what was made is written in source order. Those of long tables are read and
//! coded as they pass, and gone when they are written.

use std::ops::Range;
use std::sync::mpsc;

use rayon::prelude::*;

use super::output::{OpenFile, OutputFolder};
use super::passing::Passing;
use super::progress::tell;
use super::waves::in_waves;
use super::{Progress, RunError, RunSettings, Stage, Tools};
use crate::analysis::Summariser;
use crate::index::{Entry, Writer};
use crate::model::{Findings, Problem, Statement, Summary, Unheld};
use crate::report::{
    self, Counting, Publication, Report, ReportOptions, SHEET, STATEMENTS, STRUCTURE, StatementLines,
    sheet_header, shown_statements, statement_lines, structure_lines,
};

/// Of the memory of a run, one part in so many is the index's, for words not yet on disk. Writing them adds an eighth to it; and the less
/// it is, the more parts the index has, which every search asks.
const INDEX_SHARE: u64 = 5;

/// Tells how many more statements are written, and ends the run where somebody asked it to stop.
type Watch<'w> = dyn FnMut(usize) -> Result<(), RunError> + 'w;

/// What writing works with.
pub(super) struct Writing<'w> {
    pub(super) folder: &'w OutputFolder,
    pub(super) settings: &'w RunSettings,
    pub(super) tools: &'w Tools<'w>,
}

/// What was found of statements as they passed by.
pub(super) struct Passed {
    /// Counts over all of them.
    pub(super) summary: Summary,
    /// What must be known of those that are not held.
    pub(super) unheld: Unheld,
    pub(super) problems: Vec<Problem>,
}

impl Writing<'_> {
    fn options(&self) -> ReportOptions {
        ReportOptions { language: self.settings.language, public_only: self.settings.public_only }
    }

    /// Writes what holds a line for each statement or element of structure, and the index, which is among the data files: they hold what
    /// is not public unless told to leave it out.
    pub(super) fn statements(
        &self,
        findings: &Findings,
        passing: &[Passing<'_>],
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Passed, RunError> {
        let options = self.options();
        let shown = shown_statements(&findings.statements, &options);
        let total = shown.len() + passing.iter().map(|long| long.rows().len()).sum::<usize>();
        let mut done = 0;
        let mut watch = |more: usize| {
            done += more;
            tell(progress, &self.settings.stop, Progress::at(Stage::Indexing, done, Some(total)))
        };
        watch(0)?;
        let mut work = Work::new(self, findings)?;
        let publication = options.public_only.then(|| Publication::of(findings));
        let mut from = (0, 0);
        for long in passing {
            let documents = &findings.documents;
            let to = (
                long.behind(documents, shown.iter().map(|own| own.document.as_str())),
                long.behind(documents, findings.structure.iter().map(|own| own.document.as_str())),
            );
            work.statements(&shown, from.0..to.0, &mut watch)?;
            work.structure(from.1..to.1, publication.as_ref())?;
            work.long_table(long, &options, publication.as_ref(), &mut watch)?;
            long.check()?;
            from = to;
        }
        work.statements(&shown, from.0..shown.len(), &mut watch)?;
        work.structure(from.1..findings.structure.len(), publication.as_ref())?;
        let mut passed = work.finish()?;
        for long in passing {
            passed.unheld.counts.records += long.records();
        }
        Ok(passed)
    }

    /// Writes all the other files of a run but the copies of sources.
    pub(super) fn others(
        &self,
        findings: &Findings,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), RunError> {
        tell(progress, &self.settings.stop, Progress::begin(Stage::Writing, None))?;
        let report = Report::new(findings, &self.options())?;
        let parts = report.parts();
        let total = parts.iter().map(report::Part::count).sum();
        let (sender, receiver) = mpsc::channel();
        self.tools.pool.in_place_scope(|scope| {
            scope.spawn(|_| {
                let parts = parts.par_iter().with_max_len(1);
                // After the first failure nobody listens, and the rest need not be made.
                let _ = parts.try_for_each_with(sender, |sender, part| sender.send(self.part(part)));
            });
            let mut done = 0;
            receiver.into_iter().try_for_each(|written| {
                done += written?;
                progress(Progress::at(Stage::Writing, done, Some(total)));
                Ok(())
            })
        })
    }

    /// Makes and writes a part of the report; tells how many files it was.
    fn part(&self, part: &report::Part<'_>) -> Result<usize, RunError> {
        self.settings.stop.check()?;
        let files = part.files()?;
        for file in &files {
            self.folder.write(&file.path, &file.bytes)?;
        }
        Ok(files.len())
    }
}

/// Files that are being written, and what is counted meanwhile.
struct Work<'w> {
    writing: &'w Writing<'w>,
    findings: &'w Findings,
    index: Writer,
    json: OpenFile,
    sheet: OpenFile,
    elements: OpenFile,
    summariser: Summariser<'w>,
    counting: Counting,
    problems: Vec<Problem>,
    /// Elements of structure of long tables.
    structure: u64,
}

/// Statements made ready for the files and the index.
struct Prepared {
    lines: StatementLines,
    entries: Vec<Entry>,
}

impl<'w> Work<'w> {
    fn new(writing: &'w Writing<'w>, findings: &'w Findings) -> Result<Self, RunError> {
        let Writing { folder, settings, .. } = writing;
        let budget = usize::try_from(settings.memory / INDEX_SHARE).unwrap_or(usize::MAX);
        let mut sheet = folder.begin(SHEET)?;
        sheet.add(&sheet_header(&findings.codebook)?)?;
        Ok(Self {
            writing,
            findings,
            index: Writer::new(&folder.staging().join("index"), budget)?,
            json: folder.begin(STATEMENTS)?,
            sheet,
            elements: folder.begin(STRUCTURE)?,
            summariser: Summariser::new(&findings.codebook),
            counting: Counting::beside(&findings.statements),
            problems: Vec::new(),
            structure: 0,
        })
    }

    /// What makes statements ready, on any thread.
    fn preparing(&self) -> impl Fn(&[Statement]) -> Result<Prepared, RunError> + Sync + use<'w> {
        let (codebook, coders) = (&self.findings.codebook, &self.writing.tools.coders);
        let entries = self.index.entries();
        move |statements| {
            let lines = statement_lines(statements, codebook)?;
            let entries = coders.with_analyser(|analyser| {
                let each = statements.iter().zip(lines.each());
                each.map(|(statement, json)| entries.entry(statement, json, analyser)).collect()
            });
            Ok(Prepared { lines, entries })
        }
    }

    fn put(&mut self, Prepared { lines, entries }: Prepared) -> Result<usize, RunError> {
        let count = entries.len();
        self.json.add(&lines.json)?;
        self.sheet.add(&lines.rows)?;
        for entry in entries {
            self.index.add(entry)?;
        }
        Ok(count)
    }

    /// Some of the statements that are held.
    fn statements(
        &mut self,
        shown: &[Statement],
        places: Range<usize>,
        watch: &mut Watch<'_>,
    ) -> Result<(), RunError> {
        let prepare = self.preparing();
        let make = |places: Range<usize>| {
            let batch = shown.get(places.clone()).unwrap_or_default();
            Ok((places, prepare(batch)?))
        };
        in_waves(&self.writing.tools.pool, places, make, |(places, prepared)| {
            shown.get(places).unwrap_or_default().iter().for_each(|own| self.summariser.add(own));
            watch(self.put(prepared)?)
        })
    }

    /// Some of the structure that is held.
    fn structure(
        &mut self,
        places: Range<usize>,
        publication: Option<&Publication<'_>>,
    ) -> Result<(), RunError> {
        let all = &self.findings.structure;
        let make = |places| Ok(structure_lines(all.get(places).unwrap_or_default(), publication)?);
        in_waves(&self.writing.tools.pool, places, make, |lines| {
            self.writing.settings.stop.check()?;
            Ok(self.elements.add(&lines)?)
        })
    }

    /// The rows of a long table that are not held.
    fn long_table(
        &mut self,
        long: &Passing<'_>,
        options: &ReportOptions,
        publication: Option<&Publication<'_>>,
        watch: &mut Watch<'_>,
    ) -> Result<(), RunError> {
        let prepare = self.preparing();
        let Writing { settings, tools, .. } = self.writing;
        let make = |rows: Range<usize>| {
            settings.stop.check()?;
            let found = long.read(rows, &tools.coders);
            let prepared = prepare(&shown_statements(&found.statements, options))?;
            Ok((prepared, structure_lines(&found.structure, publication)?, found))
        };
        in_waves(&tools.pool, long.rows(), make, |(prepared, structure, found)| {
            self.elements.add(&structure)?;
            self.structure += found.structure.len() as u64;
            self.problems.extend(found.problems);
            for statement in found.statements {
                self.summariser.add(&statement);
                self.counting.add(statement);
            }
            watch(self.put(prepared)?)
        })
    }

    fn finish(self) -> Result<Passed, RunError> {
        self.index.finish()?;
        let mut unheld = self.counting.finish();
        unheld.counts.structure = self.structure;
        Ok(Passed { summary: self.summariser.finish(), unheld, problems: self.problems })
    }
}
