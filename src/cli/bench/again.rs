//! `bench again`: what a run costs after something changed, beside one that makes everything.

mod print;
mod world;

use std::io::Write;
use std::num::{NonZeroU64, NonZeroUsize};
use std::path::PathBuf;

use super::super::GOOD;
use super::super::listing::Format;
use super::whole::process::Cost;
use super::{folders::Scratch, machine, read_all_texts};

use self::world::{Material, World};

/// Measures what a run costs after something changed
///
/// Writes a corpus and runs over it without a cache, then with an empty one, and then each time after another change: nothing, a file
/// more, another taxonomy, a decision. Each run is a process of its own; of the changes each finds what the run before it kept. Prints time and
/// processor time, their ratios to the run without a cache, and how many results were reused and made.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 measured, 2 trouble.")]
pub(crate) struct AgainArgs {
    /// Files of the corpus, a page of some 30 statements in two columns each
    #[arg(long, value_name = "N", default_value = "1000")]
    files: NonZeroUsize,
    /// Measures on one table of so many statements instead
    #[arg(long, value_name = "N", conflicts_with = "files")]
    rows: Option<NonZeroU64>,
    /// All runs, so many times; medians are printed
    #[arg(long, value_name = "R", default_value = "1")]
    rounds: NonZeroUsize,
    /// Threads to work on
    #[arg(long, value_name = "N", default_value = "2")]
    threads: NonZeroUsize,
    /// The same seed writes the same corpus
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Statements that lend their words and phrases: JSON Lines with a `text` (repeatable)
    #[arg(long, value_name = "FILE", default_values = super::TEXTS)]
    texts: Vec<PathBuf>,
    /// What to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// What comes before a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    /// The run keeps nothing and finds nothing.
    Clean,
    /// The cache is empty.
    First,
    Nothing,
    File,
    Taxonomy,
    Decision,
}

impl Change {
    /// All in the order of a round.
    const ALL: [Self; 6] =
        [Self::Clean, Self::First, Self::Nothing, Self::File, Self::Taxonomy, Self::Decision];

    fn name(self) -> &'static str {
        match self {
            Self::Clean => "no cache",
            Self::First => "empty cache",
            Self::Nothing => "nothing changed",
            Self::File => "a file more",
            Self::Taxonomy => "another taxonomy",
            Self::Decision => "a decision",
        }
    }
}

/// What the runs after a change took, round by round, and what the last of them took from the cache and made.
struct Measured {
    change: Change,
    costs: Vec<Cost>,
    reused: u64,
    made: u64,
}

/// Measures and prints.
pub(super) fn run(args: &AgainArgs, out: &mut dyn Write, colour: bool) -> anyhow::Result<u8> {
    let texts = read_all_texts(&args.texts)?;
    let material = match args.rows {
        Some(rows) => Material::Table(rows.get()),
        None => Material::Pages(args.files.get()),
    };
    let load = machine::load();
    let mut measured = Change::ALL.map(|change| Measured { change, costs: Vec::new(), reused: 0, made: 0 });
    for _ in 0..args.rounds.get() {
        let scratch = Scratch::new()?;
        let world = World::new(scratch.path(), &texts, (material, args.seed), args.threads)?;
        for own in &mut measured {
            let (cost, (reused, made)) = world.measure(own.change)?;
            own.costs.push(cost);
            (own.reused, own.made) = (reused, made);
        }
    }
    print::print(&measured, load, args.format, (out, colour))?;
    Ok(GOOD)
}
