//! What grouping costs beside the rest of a run: one run over a table of statements, with the clock read at every stage.

use std::fmt::Write as _;
use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::time::Instant;

use anyhow::Context as _;
use bloemlezer::pipeline::{self, Progress, RunSettings, Stage, Stop, TaxonomySource};
use bloemlezer::report::Language;
use bloemlezer::segment::Responses;
use bloemlezer::synthesis::{Random, Text, Vocabulary};
use rayon::ThreadPool;

use super::super::folders::Scratch;
use super::super::machine;
use crate::cli::settings::DEFAULT_MEMORY;

/// Seconds per stage, and memory.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Costs {
    pub(super) statements: usize,
    pub(super) threads: usize,
    /// And coding: the one file of the table is told to be done when it is coded.
    pub(super) reading: f64,
    pub(super) grouping: f64,
    pub(super) indexing: f64,
    pub(super) writing: f64,
    pub(super) grouped: usize,
    pub(super) groups: usize,
    /// Most bytes that grouping held at once per statement, beyond what was there before; where the machine tells.
    pub(super) bytes: Option<f64>,
}

/// Share of the statements that repeat another one.
const REPEATED: f64 = 0.03;

/// Statements that are sent again and again, as a campaign's letter is; they make up a third of all repetitions.
const CAMPAIGNS: usize = 20;

/// Makes statements and runs over them.
pub(super) fn measure(texts: &[Text], count: usize, seed: u64, pool: &ThreadPool) -> anyhow::Result<Costs> {
    let vocabulary = Vocabulary::of(texts.iter().map(|text| text.text.as_str()), seed);
    let scratch = Scratch::new()?;
    let corpus = scratch.path().join("corpus");
    fs::create_dir_all(&corpus).context("the folder for the statements can't be made")?;
    write_table(
        &corpus.join("reacties.csv"),
        pool.install(|| vocabulary.statements(count, seed)),
        &vocabulary,
        seed,
    )?;
    drop(vocabulary);
    let out = scratch.path().join("out");
    let settings = RunSettings {
        corpus: vec![corpus],
        taxonomy: TaxonomySource::Embedded,
        responses: Responses::Whole,
        rules_alone: false,
        groups: true,
        decisions: None,
        out: out.clone(),
        language: Language::Nl,
        public_only: false,
        threads: NonZeroUsize::new(pool.current_num_threads()).unwrap_or(NonZeroUsize::MIN),
        memory: DEFAULT_MEMORY,
        cache: None,
        stop: Stop::default(),
    };
    let mut clock = Clock { stages: Vec::new(), before: None, peak: None };
    pipeline::run(&settings, &mut |progress| clock.see(progress))?;
    clock.stages.push(("end", Instant::now()));
    let groups = fs::read_to_string(out.join("groups.jsonl")).context("the groups can't be read")?;
    let bytes =
        clock.peak.zip(clock.before).map(|(peak, before)| (peak - before).max(0.0) * MIB / count as f64);
    Ok(Costs {
        statements: count,
        threads: pool.current_num_threads(),
        reading: clock.seconds("reading"),
        grouping: clock.seconds("grouping"),
        indexing: clock.seconds("indexing"),
        writing: clock.seconds("writing"),
        grouped: groups.matches("\"similarity\":").count(),
        groups: groups.lines().count(),
        bytes,
    })
}

/// Bytes of a mebibyte, in which memory is told.
const MIB: f64 = 1024.0 * 1024.0;

/// When every stage began.
struct Clock {
    stages: Vec<(&'static str, Instant)>,
    before: Option<f64>,
    peak: Option<f64>,
}

impl Clock {
    fn see(&mut self, progress: Progress) {
        let stage = progress.stage;
        if stage == Stage::Coding || progress.done > 0 {
            return;
        }
        match stage {
            Stage::Grouping => self.before = machine::restart_peak(),
            Stage::Indexing => self.peak = machine::peak_memory(),
            _ => (),
        }
        self.stages.push((stage.name(), Instant::now()));
    }

    fn seconds(&self, stage: &str) -> f64 {
        let begins = self.stages.iter().position(|(name, _)| *name == stage);
        let pair = begins.and_then(|begins| self.stages.get(begins..begins + 2));
        match pair {
            Some([(_, from), (_, to)]) => to.duration_since(*from).as_secs_f64(),
            _ => 0.0,
        }
    }
}

/// A table of statements, of which some repeat another: as it is, with a word left out, or with words behind it.
fn write_table(
    file: &Path,
    mut statements: Vec<String>,
    vocabulary: &Vocabulary,
    seed: u64,
) -> anyhow::Result<()> {
    let mut chance = Random::numbered(seed, u64::MAX);
    for place in 1..statements.len() {
        if chance.real(0.0, 1.0) >= REPEATED {
            continue;
        }
        let campaign = chance.real(0.0, 1.0) < 1.0 / 3.0;
        let among = if campaign { place.min(CAMPAIGNS) } else { place };
        let original = statements[(chance.real(0.0, 1.0) * among as f64) as usize].clone();
        let how = chance.real(0.0, 1.0);
        statements[place] = if how < 0.5 {
            original
        } else if how < 0.75 {
            original.replacen(" de ", " ", 1)
        } else {
            let own: String = vocabulary.statement(&mut chance).chars().take(60).collect();
            format!("{original} {own}")
        };
    }
    let mut table = String::from("id,tekst\n");
    for (number, statement) in statements.iter().enumerate() {
        // Writing to a string can't fail.
        let _ = writeln!(table, "r{number},\"{}\"", statement.replace('"', "\"\""));
    }
    fs::write(file, table).with_context(|| format!("{} can't be written", file.display()))
}
