//! The whole run, from corpus to output folder: the one place that joins the stages.
//!
//! In: [`RunSettings`]. Out: an output folder, whole or not at all, and a [`RunOutcome`] to tell of it. It reads the
//! inputs it is told of and writes the output folder; it prints nothing and asks no clock.

mod agreements;
mod decisions;
mod error;
mod groups;
mod inputs;
mod manifest;
pub mod output;
mod passing;
mod progress;
mod reading;
mod repeats;
mod reuse;
mod taxonomies;
mod voices;
mod waves;
mod what_if;
mod work;
mod writing;

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use rayon::{ThreadPool, ThreadPoolBuilder};

pub use decisions::{append_decisions, blind_log};
pub use error::RunError;
pub use progress::{Progress, Stage, Stop, Unit};
pub use reading::{CorpusReading, DocumentReading, Reading, Recovered, read_corpus, read_file, recover};
pub use taxonomies::{load_taxonomy, model_beside};
pub use what_if::{Side, WhatIf, what_if};
pub use work::chapter_kind_below;

use self::decisions::ReadLog;
use self::manifest::Origins;
use self::output::OutputFolder;
use self::passing::{HalfHeld, Passing};
use self::progress::tell;
use self::repeats::Notes;
use self::taxonomies::LoadedTaxonomy;
use self::work::{Coded, Coders};
use self::writing::Writing;
use crate::cache::{Cache, CachePlace, CacheUse};
use crate::ingest::{self, Ingested, LongIngested};
use crate::model::{
    Findings, Manifest, Problem, Reviewed, Severity, StageCounts, Statement, Summary, Unheld,
};
use crate::report::{LARGE, Language};
use crate::segment::Responses;
use crate::{analysis, review};

/// Everything a run is told; nothing is taken from the environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunSettings {
    /// Files and folders to read.
    pub corpus: Vec<PathBuf>,
    /// The taxonomy to code with.
    pub taxonomy: TaxonomySource,
    /// How the responses of tables become statements.
    pub responses: Responses,
    /// Whether to code without the learned model that stands beside the taxonomy.
    pub rules_alone: bool,
    /// Whether statements that are the same words twice are grouped.
    pub groups: bool,
    /// The analysts' decisions, where there are any.
    pub decisions: Option<PathBuf>,
    /// The output folder.
    pub out: PathBuf,
    /// Language of reports and pages.
    pub language: Language,
    /// Whether records marked not public are left out of the data files too.
    pub public_only: bool,
    /// Threads to work with; the output does not depend on it.
    pub threads: NonZeroUsize,
    /// Bytes of memory that the run aims to stay within; the output does not depend on it.
    pub memory: u64,
    /// Where results are kept for later runs, and taken from earlier ones; the output does not depend on it.
    pub cache: Option<CachePlace>,
    /// How whoever watches stops the run.
    pub stop: Stop,
}

impl RunSettings {
    fn cache(&self) -> Cache {
        self.cache.as_ref().map_or_else(Cache::none, Cache::at)
    }
}

/// Where the taxonomy comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaxonomySource {
    /// The one that ships with the program.
    Embedded,
    /// A file.
    File(PathBuf),
}

/// What a finished run tells of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct RunOutcome {
    /// Counts over the public statements, as the pages show them.
    pub summary: Summary,
    /// What went wrong or is doubtful.
    pub problems: Vec<Problem>,
    /// What each stage handed on, the statements that are not public included.
    pub counts: StageCounts,
    /// What the cache gave and took.
    pub cache: CacheUse,
}

impl RunOutcome {
    /// Whether an input, or part of one, could not be used.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }
}

/// Reads the corpus, codes it and puts the result in the output folder.
///
/// # Errors
/// When the run could not be finished; the output folder is then as it was.
pub fn run(settings: &RunSettings, progress: &mut dyn FnMut(Progress)) -> Result<RunOutcome, RunError> {
    let inputs = input_paths(settings);
    output::check(&settings.out, &inputs)?;
    if let Some(cache) = &settings.cache {
        output::check_cache(&cache.folder, &settings.out, &inputs)?;
    }
    let taxonomy = taxonomies::load(&settings.taxonomy, settings.rules_alone)?;
    let cache = settings.cache();
    let tools = Tools::new(&taxonomy, &cache, settings)?;
    let inputs = Inputs::read(settings, (false, &cache), progress)?;
    let folder = OutputFolder::claim(&settings.out)?;
    match fill(&folder, settings, &tools, inputs, progress) {
        Ok(outcome) => {
            folder.publish(output::Swap::Best, &mut |_| Ok(()))?;
            drop(tools);
            Ok(RunOutcome { cache: cache.finish(), ..outcome })
        }
        Err(error) => {
            folder.abandon();
            Err(error)
        }
    }
}

/// What a run would find: everything but the writing of it.
///
/// # Errors
/// When an input can't be read, or the corpus holds no statement.
pub fn find(settings: &RunSettings, progress: &mut dyn FnMut(Progress)) -> Result<Findings, RunError> {
    let taxonomy = taxonomies::load(&settings.taxonomy, settings.rules_alone)?;
    let cache = settings.cache();
    let tools = Tools::new(&taxonomy, &cache, settings)?;
    let Inputs { logs, ingested } = Inputs::read(settings, (true, &cache), progress)?;
    let (mut findings, origins, _) = recover_all(settings, &tools, logs, (ingested.held, &[]), progress)?;
    findings.summary = analysis::summarise(&findings.statements, &findings.codebook);
    findings.manifest = manifest::manifest(&findings, settings, origins);
    drop(tools);
    cache.finish();
    Ok(findings)
}

/// What a run works with.
struct Tools<'t> {
    taxonomy: &'t LoadedTaxonomy,
    coders: Coders<'t>,
    cache: &'t Cache,
    pool: ThreadPool,
}

impl<'t> Tools<'t> {
    fn new(taxonomy: &'t LoadedTaxonomy, cache: &'t Cache, settings: &RunSettings) -> Result<Self, RunError> {
        let pool = ThreadPoolBuilder::new().num_threads(settings.threads.get()).build();
        let coders = Coders::new(taxonomy, cache, settings.threads);
        Ok(Self { taxonomy, coders, cache, pool: pool.map_err(RunError::Threads)? })
    }
}

/// What a run reads beside its taxonomy.
struct Inputs {
    logs: Logs,
    ingested: LongIngested,
}

impl Inputs {
    /// Reads it; long tables are held where `all` is to be, or may be needed.
    fn read(
        settings: &RunSettings,
        (all, cache): (bool, &Cache),
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Self, RunError> {
        let logs = Logs {
            decisions: decisions::read(settings.decisions.as_deref())?,
            blind: decisions::read_blind(settings.decisions.as_deref())?,
        };
        tell(progress, &settings.stop, Progress::begin(Stage::Reading, None))?;
        // A decision may be about any statement; and who repeats whom is told anew where some are left out.
        let needs_all = all || !logs.are_empty() || (settings.groups && settings.public_only);
        let held = if needs_all { usize::MAX } else { LARGE };
        Ok(Self { logs, ingested: ingest::ingest_long(&settings.corpus, held, cache)? })
    }
}

/// The findings in all that is held, but for counts and manifest; what the manifest is to tell; and what statements that are not held
/// repeat.
fn recover_all(
    settings: &RunSettings,
    tools: &Tools<'_>,
    mut logs: Logs,
    (ingested, halves): (Ingested, &[HalfHeld]),
    progress: &mut dyn FnMut(Progress),
) -> Result<(Findings, Origins, Notes), RunError> {
    let replay = &mut logs.decisions.replay;
    let long = Passing::all(halves, &ingested.documents, settings.responses, None);
    let mut coded = work::code_all(&ingested.documents, &long, tools, settings, replay, progress)?;
    let notes = std::mem::take(&mut coded.notes);
    let (findings, origins) = assemble(settings, tools.taxonomy, logs, ingested, coded)?;
    Ok((findings, origins, notes))
}

/// What analysts decided.
struct Logs {
    decisions: ReadLog,
    /// Codings made without sight of others.
    blind: ReadLog,
}

impl Logs {
    fn are_empty(&self) -> bool {
        self.decisions.replay.is_empty() && self.blind.replay.is_empty()
    }
}

fn input_paths(settings: &RunSettings) -> Vec<PathBuf> {
    let mut paths = settings.corpus.clone();
    paths.extend(settings.decisions.clone());
    if let TaxonomySource::File(path) = &settings.taxonomy {
        paths.push(path.clone());
    }
    paths
}

/// Does the work of a run and writes the result into the staging folder.
fn fill(
    folder: &OutputFolder,
    settings: &RunSettings,
    tools: &Tools<'_>,
    Inputs { logs, ingested }: Inputs,
    progress: &mut dyn FnMut(Progress),
) -> Result<RunOutcome, RunError> {
    let (mut ingested, halves) = passing::half_hold(ingested)?;
    let originals = std::mem::take(&mut ingested.originals);
    let (mut findings, origins, notes) = recover_all(settings, tools, logs, (ingested, &halves), progress)?;
    findings.unheld.withheld = passing::withheld(&halves, &findings.documents);
    let writing = Writing { folder, settings, tools };
    let long = Passing::all(&halves, &findings.documents, settings.responses, Some(&notes));
    let passed = writing.statements(&findings, &long, progress)?;
    let withheld = std::mem::take(&mut findings.unheld.withheld);
    (findings.summary, findings.unheld) = (passed.summary, Unheld { withheld, ..passed.unheld });
    findings.problems.extend(passed.problems);
    findings.manifest = manifest::manifest(&findings, settings, origins);
    writing.others(&findings, progress)?;
    inputs::copy_originals(&findings, &originals, folder)?;
    settings.stop.check()?;
    Ok(RunOutcome {
        summary: findings.summary,
        problems: findings.problems,
        counts: findings.manifest.counts,
        cache: CacheUse::default(),
    })
}

fn assemble(
    settings: &RunSettings,
    taxonomy: &LoadedTaxonomy,
    mut logs: Logs,
    ingested: Ingested,
    coded: Coded,
) -> Result<(Findings, Origins), RunError> {
    let mut problems = ingested.problems;
    problems.extend(coded.problems);
    let codebook = &taxonomy.taxonomy.codebook;
    problems.extend(std::mem::take(&mut logs.decisions.problems));
    problems.extend(decisions::problems(&logs.decisions, &coded.reviewed, &ingested.documents, codebook));
    problems.extend(std::mem::take(&mut logs.blind.problems));
    if coded.statements.is_empty() {
        return Err(RunError::NoStatements { corpus: settings.corpus.clone(), problems });
    }
    let (statements, blind) = review::blind_codings(coded.statements, &mut logs.blind.replay);
    problems.extend(decisions::problems(&logs.blind, &[], &ingested.documents, codebook));
    let measured = taxonomy.taxonomy.measured();
    let shown = shown_codings(&blind, &statements);
    let agreements = agreements::tables(&shown, &coded.reviewed, codebook);
    let findings = Findings {
        documents: ingested.documents,
        statements,
        unheld: Unheld::default(),
        groups: coded.groups,
        structure: coded.structure,
        decisions: logs.decisions.replay.records(),
        agreements,
        blind,
        reviewed: coded.reviewed,
        problems,
        summary: Summary::default(),
        codebook: codebook.clone(),
        manifest: Manifest::default(),
    };
    let mut inputs = ingested.consultations;
    inputs.extend(taxonomy.inputs.iter().cloned());
    inputs.extend(logs.decisions.input);
    inputs.extend(logs.blind.input);
    Ok((findings, Origins { inputs, measured }))
}

/// The codings of statements that may be published.
fn shown_codings(codings: &[Reviewed], statements: &[Statement]) -> Vec<Reviewed> {
    let hidden: BTreeSet<&str> = statements
        .iter()
        .filter(|statement| !statement.public)
        .map(|statement| statement.id.as_str())
        .collect();
    codings.iter().filter(|own| !hidden.contains(own.statement.as_str())).cloned().collect()
}
