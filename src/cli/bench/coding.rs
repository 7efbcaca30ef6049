//! `bench coding`: how many statements a second are analysed and coded, beside what merely splitting words and looking them up
//! costs, and beside twice as many patterns; all in one run, since machines differ.

mod doubled;
mod print;
mod rounds;

use std::io::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::Context as _;
use bloemlezer::codebook::{EMBEDDED, EMBEDDED_NAME, Taxonomy};
use bloemlezer::synthesis::Vocabulary;
use rayon::ThreadPoolBuilder;

use super::super::GOOD;
use super::super::failure::Failure;
use super::super::listing::Format;
use super::read_texts;

/// Measures how many statements a second are analysed and coded
///
/// Makes statements of about 180 characters, whose words are drawn by Zipf's law from those of the texts and of the word list, and
/// measures on them, in turns: a bare loop that splits words and looks their stems up in a cache; analysis and coding with the
/// taxonomy that ships with the program; and the same with twice as many patterns, whose second half asks for other words, far rarer
/// (what patterns cost that find nothing) or as common (which find as much again). As in a run, the threads share what they learn of words, and have learnt nothing when a round begins. The same seed makes the same statements.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 measured, 2 trouble.")]
pub(crate) struct CodingArgs {
    /// How many statements
    #[arg(long, value_name = "N", default_value = "1000000")]
    statements: NonZeroUsize,
    /// Texts whose words are the commonest: JSON Lines with a `text`
    #[arg(long, value_name = "FILE", default_value = "tests/gold/open.jsonl")]
    texts: PathBuf,
    /// Threads to code on
    #[arg(long, value_name = "N", default_value = "2")]
    threads: NonZeroUsize,
    /// How often each is measured
    #[arg(long, value_name = "N", default_value = "3")]
    rounds: NonZeroUsize,
    /// The same seed gives the same statements
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// What to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// Measures and prints.
pub(super) fn run(args: &CodingArgs, out: &mut dyn Write, colour: bool) -> anyhow::Result<u8> {
    let texts = read_texts(&args.texts)?;
    let vocabulary = Vocabulary::of(texts.iter().map(|text| text.text.as_str()), args.seed);
    let once = Taxonomy::embedded();
    let twice = |as_common| -> anyhow::Result<Taxonomy> {
        Ok(Taxonomy::parse(EMBEDDED_NAME, &doubled::doubled(EMBEDDED, &vocabulary, as_common)?)?)
    };
    let (common, rare) = (twice(doubled::AS_COMMON)?, twice(doubled::FAR_RARER)?);
    let pool = ThreadPoolBuilder::new().num_threads(args.threads.get()).build();
    let pool =
        pool.with_context(|| Failure::new("the threads can't be started", "ask for fewer with --threads"))?;
    let statements = pool.install(|| vocabulary.statements(args.statements.get(), args.seed));
    let measures = rounds::measure(&statements, [&once, &rare, &common], &pool, args.rounds.get());
    print::print(&measures, args.format, colour, out)?;
    Ok(GOOD)
}
