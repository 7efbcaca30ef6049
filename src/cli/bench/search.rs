//! `bench search`: how long a search takes in an index of many statements, beside the same search in a bare index of the same texts.

mod print;
mod queries;
mod rounds;

use std::fs;
use std::io::Write;
use std::num::{NonZeroU64, NonZeroUsize};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use bloemlezer::synthesis::{Consultation, Text};

use self::queries::Queries;
use super::super::GOOD;
use super::super::failure::Failure;
use super::super::listing::Format;
use super::folders::Scratch;
use super::generate::write_table;
use super::read_all_texts;
use super::whole::variant::{Setting, Variant};

/// Measures searches beside a bare index
///
/// Writes a table of a big consultation (`bench generate`), runs the whole program over it and indexes it with the search engine alone.
/// Then asks both the same questions, drawn from the statements: a word, two words, a phrase of two or three words, and a word with all
/// its matches counted by theme, kind, section and document. Every answer is the ten best statements with their texts; ours with the
/// words that matched. Prints what half and what 99 of 100 searches stay below, each question by its fastest round, and the ratios.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 measured, 2 trouble.")]
pub(crate) struct SearchArgs {
    /// How many statements
    #[arg(long, value_name = "N", default_value = "1000000")]
    statements: NonZeroU64,
    /// How often everything is asked
    #[arg(long, value_name = "R", default_value = "5")]
    rounds: NonZeroUsize,
    /// Questions of each kind
    #[arg(long, value_name = "N", default_value = "1000")]
    queries: NonZeroUsize,
    /// Threads to make the indexes with
    #[arg(long, value_name = "N", default_value = "2")]
    threads: NonZeroUsize,
    /// The same seed writes the same table and asks the same
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Statements that lend their words and phrases: JSON Lines with a `text` (repeatable)
    #[arg(long, value_name = "FILE", default_values = super::TEXTS)]
    texts: Vec<PathBuf>,
    /// Keeps table and indexes in this folder; where it has them from a search measured before, they are not made again
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// What to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// Measures and prints.
pub(super) fn run(args: &SearchArgs, out: &mut dyn Write, colour: bool) -> anyhow::Result<u8> {
    let texts = read_all_texts(&args.texts)?;
    let scratch = Scratch::new()?;
    let folder = args.keep.as_deref().unwrap_or(scratch.path());
    let setting = Setting { folder: made(folder)?, threads: args.threads };
    prepare(&setting, &texts, args)?;
    let queries =
        Queries::drawn(&Consultation::new(&texts, args.seed), args.statements, args.queries, args.seed);
    let (own, bare) =
        (setting.folder.join(OWN.name()).join("index"), setting.folder.join(Variant::Baseline.name()));
    let measured = rounds::measure(&own, &bare, &queries, args.rounds)?;
    let told = print::Told {
        statements: args.statements.get(),
        seed: args.seed,
        queries: &queries,
        measured: &measured,
    };
    print::print(&told, args.format, colour, out)?;
    Ok(GOOD)
}

/// The run whose index is searched.
const OWN: Variant = Variant::NoGroups;

/// An absolute path, since runs work in a folder of their own.
fn made(folder: &Path) -> anyhow::Result<PathBuf> {
    let failure =
        || Failure::new(format!("{} can't be made", folder.display()), "name another folder with --keep");
    fs::create_dir_all(folder).with_context(failure)?;
    folder.canonicalize().with_context(failure)
}

/// Makes what is not there yet.
fn prepare(setting: &Setting, texts: &[Text], args: &SearchArgs) -> anyhow::Result<()> {
    if !setting.table().exists() {
        fs::create_dir_all(setting.corpus()).context("the folder for the table can't be made")?;
        write_table(&setting.table(), texts, args.statements.get(), args.seed)?;
    }
    for variant in [Variant::Baseline, OWN] {
        if !setting.folder.join(variant.name()).exists() {
            variant.measure(setting)?;
        }
    }
    Ok(())
}
