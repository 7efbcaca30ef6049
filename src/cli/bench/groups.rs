//! `bench groups`: how well texts that are the same words twice are told from others, on texts of which it is known; and what that costs
//! beside the rest of a run.

mod print;
mod quality;
mod speed;

use std::io::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::Context as _;
use bloemlezer::analysis::groups::repetition;
use bloemlezer::synthesis::related;
use rayon::ThreadPoolBuilder;

use super::super::GOOD;
use super::super::failure::Failure;
use super::super::listing::Format;
use super::read_all_texts;

/// Measures how well repeated texts are grouped, and what it costs
///
/// Makes families of texts out of statements: exact copies, copies with a personal opening, ending or both, lightly edited ones, texts
/// with fixed phrases in common, the same sentence about other things, and unrelated ones; short statements and letters. Everything
/// is drawn afresh; the same seed makes the same texts. Then it groups them and compares pair by pair. With --speed it measures
/// time and memory instead, on statements of words drawn by Zipf's law.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 measured, 2 trouble.")]
pub(crate) struct GroupsArgs {
    /// How many texts
    #[arg(long, value_name = "N", default_value = "5000")]
    statements: NonZeroUsize,
    /// Statements to make them of: JSON Lines with a `text` (repeatable)
    #[arg(long, value_name = "FILE", default_values = super::TEXTS)]
    texts: Vec<PathBuf>,
    /// Measures time and memory on so many statements instead
    #[arg(long, value_name = "N")]
    speed: Option<NonZeroUsize>,
    /// Threads to work on
    #[arg(long, value_name = "N", default_value = "2")]
    threads: NonZeroUsize,
    /// The same seed makes the same texts
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Prints the pairs that were grouped wrongly or missed, too
    #[arg(long)]
    list_differences: bool,
    /// What to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// Measures and prints.
pub(super) fn run(args: &GroupsArgs, out: &mut dyn Write, colour: bool) -> anyhow::Result<u8> {
    let texts = read_all_texts(&args.texts)?;
    let pool = ThreadPoolBuilder::new().num_threads(args.threads.get()).build();
    let pool =
        pool.with_context(|| Failure::new("the threads can't be started", "ask for fewer with --threads"))?;
    if let Some(statements) = args.speed {
        let costs = speed::measure(&texts, statements.get(), args.seed, &pool)?;
        print::costs(&costs, args.format, colour, out)?;
        return Ok(GOOD);
    }
    let made = related(&texts, args.statements.get(), args.seed);
    let found = pool.install(|| repetition(&made.iter().map(|text| text.text.as_str()).collect::<Vec<_>>()));
    let quality = quality::compare(&made, &found);
    print::quality(&quality, args.format, colour, out)?;
    if args.list_differences {
        print::differences(&quality, &made, args.format, colour, out)?;
    }
    Ok(GOOD)
}
