//! `bench run`: whole runs over a generated table, each a process of its own, beside what a bare index of the same table costs in the
//! same round.

mod bars;
mod figures;
mod print;
pub(super) mod process;
pub(super) mod variant;

use std::fs;
use std::io::Write;
use std::num::{NonZeroU64, NonZeroUsize};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use bloemlezer::index::baseline;

pub(super) use self::figures::median;
use self::figures::{Figures, Measured};
pub(super) use self::print::told;
use self::variant::{Setting, Variant};
use super::super::GOOD;
use super::super::failure::Failure;
use super::super::listing::Format;
use super::folders::Scratch;
use super::generate::write_table;
use super::{machine, read_all_texts};

/// Measures whole runs beside a bare index
///
/// Writes a table of a big consultation (`bench generate`), then round after round: indexes it with the search engine alone, as it
/// comes and with its own Dutch stemmer, and runs the whole program over it with all its outputs, without and with the search for
/// repeated words. Each is a process of its own. Prints speed, processor time, memory and sizes, their ratios to the bare index of the
/// same round (medians), and whether they keep to what is asked of them at a million statements. docs/performance.md tells more.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 measured, 2 trouble.")]
pub(crate) struct WholeArgs {
    /// How many statements
    #[arg(long, value_name = "N", default_value = "1000000")]
    statements: NonZeroU64,
    /// How often each is measured
    #[arg(long, value_name = "R", default_value = "3")]
    rounds: NonZeroUsize,
    /// Threads to work on
    #[arg(long, value_name = "N", default_value = "2")]
    threads: NonZeroUsize,
    /// The same seed writes the same table
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Leaves out the runs that look for repeated words
    #[arg(long)]
    no_groups: bool,
    /// Statements that lend their words and phrases: JSON Lines with a `text` (repeatable)
    #[arg(long, value_name = "FILE", default_values = super::TEXTS)]
    texts: Vec<PathBuf>,
    /// Works in this new folder and keeps the table and the outputs of the last round
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// What to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// Measures and prints.
pub(super) fn run(args: &WholeArgs, out: &mut dyn Write, colour: bool) -> anyhow::Result<u8> {
    let texts = read_all_texts(&args.texts)?;
    let scratch;
    let folder = match &args.keep {
        Some(keep) => new_folder(keep)?,
        None => {
            scratch = Scratch::new()?;
            scratch.path().canonicalize().context("the folder for temporary files can't be found")?
        }
    };
    let setting = Setting { folder, threads: args.threads };
    fs::create_dir(setting.corpus()).context("the folder for the table can't be made")?;
    let table = write_table(&setting.table(), &texts, args.statements.get(), args.seed)?;
    drop(texts);
    let load = machine::load();
    let variants = Variant::all(!args.no_groups);
    let measured = measure(&variants, &setting, args.rounds)?;
    let figures = Figures { table, threads: args.threads, seed: args.seed, load, measured };
    print::print(&figures, args.format, colour, out)?;
    Ok(GOOD)
}

/// Every variant once per round, in turns.
fn measure(variants: &[Variant], setting: &Setting, rounds: NonZeroUsize) -> anyhow::Result<Vec<Measured>> {
    let mut measured: Vec<Measured> = variants.iter().map(|variant| Measured::new(*variant)).collect();
    for _ in 0..rounds.get() {
        for own in &mut measured {
            own.rounds.push(own.variant.measure(setting)?);
        }
    }
    Ok(measured)
}

/// An absolute path, since the runs work in a folder of their own.
pub(super) fn new_folder(folder: &Path) -> anyhow::Result<PathBuf> {
    let failure = || {
        Failure::new(
            format!("{} can't be made", folder.display()),
            "name a new folder with --keep, in one that is there",
        )
    };
    fs::create_dir(folder).with_context(failure)?;
    folder.canonicalize().with_context(failure)
}

/// Indexes a table with the search engine alone: what `bench run` compares with
#[derive(Debug, clap::Args)]
pub(crate) struct BaselineArgs {
    /// The table
    #[arg(long, value_name = "FILE")]
    table: PathBuf,
    /// A new folder for the index
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// Threads to work on
    #[arg(long, value_name = "N", default_value = "2")]
    threads: NonZeroUsize,
}

/// Indexes; there is nothing to print.
pub(super) fn run_baseline(args: &BaselineArgs) -> anyhow::Result<u8> {
    baseline::index_table(&args.table, &new_folder(&args.to)?, args.threads)?;
    Ok(GOOD)
}
