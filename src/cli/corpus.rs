//! `corpus check`: what a run would read, before it is made.

mod facts;
mod json;
mod text;

use std::io::Write as _;
use std::path::PathBuf;

use bloemlezer::model::Severity;
use bloemlezer::pipeline::{self, CorpusReading};

use self::facts::{Facts, csv_rows};
use super::config::Config;
use super::listing::{Format, Paint, quiet_pipe, write_csv};
use super::ui::Ui;
use super::{FINDINGS, GOOD, settings};

#[derive(Debug, clap::Subcommand)]
pub(crate) enum CorpusCommand {
    Check(CheckArgs),
}

/// Tells what a run would read: every file, how the columns of tables are taken, and what looks wrong
///
/// Reads the sources as `run` does, and stops before coding. Nothing is written. For each table it says which rows name the columns,
/// which column is what and why, and what to write in consultation.toml to have it otherwise.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 all is well, 1 something should be looked at, 2 trouble.")]
pub(crate) struct CheckArgs {
    /// File or folder to read [default: corpus]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Counts each bullet, or sentence, of a table's response as a statement of its own, as `run --split` makes them
    #[arg(long)]
    split: bool,
    /// What to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// Reads and prints.
pub(crate) fn run(command: &CorpusCommand, config: &Config, ui: &Ui) -> anyhow::Result<u8> {
    let CorpusCommand::Check(args) = command;
    let roots = settings::corpus(&args.paths, config);
    let threads = config.threads.unwrap_or_else(settings::available_threads);
    let reading = pipeline::read_corpus(&roots, settings::responses(args.split, config), threads)?;
    let facts: Vec<Facts<'_>> = reading.documents.iter().map(|own| Facts::of(own, &reading)).collect();
    let mut out = ui.results();
    quiet_pipe(match args.format {
        Format::Text => {
            let view = text::View { paint: Paint::new(ui.colours_results()), width: ui.width() };
            text::write(&facts, &reading, view, &mut out)
        }
        Format::Json => json::write(&facts, &reading, &mut out),
        Format::Csv => write_csv(&csv_rows(&facts), &mut out),
    })?;
    quiet_pipe(out.flush().map_err(anyhow::Error::from))?;
    Ok(if is_finding(&reading) { FINDINGS } else { GOOD })
}

/// Whether something is more than worth knowing.
fn is_finding(reading: &CorpusReading) -> bool {
    reading.problems.iter().any(|problem| problem.severity != Severity::Info)
}
