//! `bench layout`: measures how well pages are read, on pages whose statements are known. The other kinds of `bench` are files of their own.

mod again;
mod coding;
mod folders;
mod generate;
mod groups;
mod measure;
mod print;
mod search;
mod whole;

use std::fs;
use std::io::Write;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use bloemlezer::synthesis::{self, Amount, Profile, Text, parse_texts, profiles};
use rayon::{ThreadPool, ThreadPoolBuilder};

use self::folders::{GOLD, PAGES, Scratch, prepared, write};
use self::measure::{Measures, measure};
use super::GOOD;
use super::failure::Failure;
use super::listing::Format;
use super::machine;

/// Statements of many kinds, of which others are made.
const TEXTS: [&str; 14] = [
    "tests/gold/open.jsonl",
    "tests/gold/voices.jsonl",
    "taxonomy/training/breed-1.jsonl",
    "taxonomy/training/burgers.jsonl",
    "taxonomy/training/capaciteit-communicatie.jsonl",
    "taxonomy/training/financiering-overig.jsonl",
    "taxonomy/training/formeel.jsonl",
    "taxonomy/training/gewoon.jsonl",
    "taxonomy/training/instanties.jsonl",
    "taxonomy/training/mensenhandel.jsonl",
    "taxonomy/training/professionals.jsonl",
    "taxonomy/training/soorten.jsonl",
    "taxonomy/training/versnippering-herkenning.jsonl",
    "taxonomy/training/zorg-en-jeugd.jsonl",
];

/// What can be measured.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum BenchCommand {
    Layout(LayoutArgs),
    Coding(coding::CodingArgs),
    Groups(groups::GroupsArgs),
    Generate(generate::GenerateArgs),
    Run(whole::WholeArgs),
    Again(again::AgainArgs),
    Search(search::SearchArgs),
    #[command(hide = true)]
    Baseline(whole::BaselineArgs),
}

/// Measures how well statements are recovered from pages
///
/// Typesets statements on pages in many ways (profiles), prints them as extractors of text do, reads them back and compares. Every
/// choice of type, width, distance and habit is drawn afresh per document; the same seed gives the same pages. Nothing of a run is
/// read or written.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 measured, 2 trouble.")]
pub(crate) struct LayoutArgs {
    /// Statements to typeset: JSON Lines with a `text`, such as statements.jsonl of a run
    #[arg(long, value_name = "FILE", default_value = "tests/gold/open.jsonl")]
    texts: PathBuf,
    /// Only this profile (repeatable)
    #[arg(long, value_name = "NAME")]
    profile: Vec<String>,
    /// Documents per profile
    #[arg(long, value_name = "N", default_value_t = 20)]
    documents: usize,
    /// Pages per document, instead of the profile's own number
    #[arg(long, value_name = "N")]
    pages: Option<usize>,
    /// Threads that pages are read on
    #[arg(long, value_name = "N", default_value = "1")]
    threads: NonZeroUsize,
    /// The same seed gives the same pages
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Keeps the pages: per profile DIR/NAME/pages and DIR/NAME/gold.jsonl, for `run` and `evaluate`
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
    /// Measures folders made before or elsewhere instead, one profile each: DIR/NAME/pages and DIR/NAME/gold.jsonl
    #[arg(long, value_name = "DIR", conflicts_with_all = ["texts", "documents", "pages", "seed", "write"])]
    prepared: Option<PathBuf>,
    /// Lists the profiles, and stops
    #[arg(long)]
    list: bool,
    /// What to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// Measures and prints; what the user should know beside the result goes to `note`.
pub(crate) fn run(
    command: &BenchCommand,
    note: &dyn Fn(&str),
    out: &mut dyn Write,
    colour: bool,
) -> anyhow::Result<u8> {
    match command {
        BenchCommand::Layout(args) => layout(args, note, out, colour),
        BenchCommand::Coding(args) => coding::run(args, out, colour),
        BenchCommand::Groups(args) => groups::run(args, out, colour),
        BenchCommand::Generate(args) => generate::run(args, out),
        BenchCommand::Run(args) => whole::run(args, out, colour),
        BenchCommand::Again(args) => again::run(args, out, colour),
        BenchCommand::Search(args) => search::run(args, out, colour),
        BenchCommand::Baseline(args) => whole::run_baseline(args),
    }
}

fn layout(args: &LayoutArgs, note: &dyn Fn(&str), out: &mut dyn Write, colour: bool) -> anyhow::Result<u8> {
    if args.list {
        print::profiles(&profiles(), args.format, out)?;
        return Ok(GOOD);
    }
    let mut printer = print::Printer::new(args.format, colour);
    match &args.prepared {
        Some(folder) => measure_prepared(folder, args, note, &mut |measures| printer.row(measures, out))?,
        None => measure_profiles(args, note, &mut |measures| printer.row(measures, out))?,
    }
    printer.end(out)?;
    Ok(GOOD)
}

type Row<'r> = &'r mut dyn FnMut(&Measures) -> anyhow::Result<()>;

fn measure_prepared(
    folder: &Path,
    args: &LayoutArgs,
    note: &dyn Fn(&str),
    row: Row<'_>,
) -> anyhow::Result<()> {
    let threads = threads(args)?;
    for (name, folder) in prepared(folder, &args.profile)? {
        row(&measure(&name, &folder.join(PAGES), &folder.join(GOLD), &threads, note)?)?;
    }
    Ok(())
}

fn measure_profiles(args: &LayoutArgs, note: &dyn Fn(&str), row: Row<'_>) -> anyhow::Result<()> {
    let chosen = chosen(&args.profile)?;
    let texts = read_texts(&args.texts)?;
    let amount = Amount { documents: args.documents, pages: args.pages, seed: args.seed };
    let threads = threads(args)?;
    let scratch = Scratch::new()?;
    for profile in chosen {
        let made = synthesis::synthesise(&profile, &texts, amount);
        let folder = args.write.as_deref().unwrap_or(scratch.path()).join(profile.name);
        write(&folder, &made)?;
        row(&measure(profile.name, &folder.join(PAGES), &folder.join(GOLD), &threads, note)?)?;
    }
    Ok(())
}

fn threads(args: &LayoutArgs) -> anyhow::Result<ThreadPool> {
    let pool = ThreadPoolBuilder::new().num_threads(args.threads.get()).build();
    pool.with_context(|| Failure::new("the threads can't be started", "ask for fewer with --threads"))
}

fn chosen(names: &[String]) -> Result<Vec<Profile>, Failure> {
    let all = profiles();
    if names.is_empty() {
        return Ok(all);
    }
    let find = |name: &String| {
        all.iter().find(|profile| profile.name == name).copied().ok_or_else(|| {
            Failure::new(
                format!("there is no profile `{name}`"),
                "`bloemlezer bench layout --list` lists the profiles",
            )
        })
    };
    names.iter().map(find).collect()
}

/// The texts of all files.
fn read_all_texts(files: &[PathBuf]) -> anyhow::Result<Vec<Text>> {
    let mut texts = Vec::new();
    for file in files {
        texts.extend(read_texts(file)?);
    }
    Ok(texts)
}

fn read_texts(file: &Path) -> anyhow::Result<Vec<Text>> {
    let name = file.display();
    let text = fs::read_to_string(file).with_context(|| {
        Failure::new(
            format!("the texts {name} can't be read"),
            "name statements with --texts: JSON Lines with a `text`, such as statements.jsonl of a run",
        )
    })?;
    parse_texts(&text).map_err(|error| Failure::new(format!("{name}: {error}"), error.hint()).into())
}
