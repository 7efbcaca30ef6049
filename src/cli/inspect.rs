//! `inspect`: one file as it was read: rows, columns, statements, what is in doubt, and what was wrong.

mod csv;
mod differences;
mod doubts;
mod json;
mod rows;
mod shown;
mod table;
mod text;

use std::path::{Path, PathBuf};

use std::io::Write as _;

use bloemlezer::ingest::IngestError;
use bloemlezer::model::{Content, Problem, Severity};
use bloemlezer::pipeline::{self, Reading, RunError};

use self::shown::Shown;
use super::config::Config;
use super::failure::Failure;
use super::listing::{Format, Paint, quiet_pipe};
use super::ui::Ui;
use super::{FINDINGS, GOOD, settings};

/// Shows a file as it was read: rows, columns, statements, doubts
///
/// Each printed row with its line number and what its parts were taken for: a statement by its number, or a heading, a footer, a list
/// marker and so on. Then the statements in reading order, for a doubtful one with the reading that came second, and what was wrong
/// with the file. A file below the corpus is read exactly as `run` reads it there; any other file by itself.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit codes: 0 read without doubt, 1 doubtful statements, problems, or no statement, 2 trouble."
)]
pub(crate) struct InspectArgs {
    /// The file to read
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Only this page, counted from 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    page: Option<u32>,
    /// The corpus that the file belongs to; may be given more than once [default: corpus, where the file lies there]
    #[arg(long, value_name = "PATH")]
    corpus: Vec<PathBuf>,
    /// Shows each bullet, or sentence, of a table's response as a statement of its own, as `run --split` makes them
    #[arg(long)]
    split: bool,
    /// How to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// Reads and prints: 1 where something should be looked at or no statement was found.
pub(crate) fn run(args: &InspectArgs, config: &Config, ui: &Ui) -> anyhow::Result<u8> {
    let reading = read(args, config)?;
    check_page(&reading, args.page)?;
    let shown = Shown::new(&reading, args.page);
    let mut out = ui.results();
    quiet_pipe(match args.format {
        Format::Text => {
            let view = text::View { paint: Paint::new(ui.colours_results()), width: ui.width() };
            text::write(&shown, view, &mut out)
        }
        Format::Json => json::write(&shown, &mut out),
        Format::Csv => csv::write(&shown, &mut out),
    })?;
    quiet_pipe(out.flush().map_err(anyhow::Error::from))?;
    Ok(if shown.has_findings() || shown.statements.is_empty() { FINDINGS } else { GOOD })
}

fn read(args: &InspectArgs, config: &Config) -> anyhow::Result<Reading> {
    let file = &args.file;
    if file.is_dir() {
        let hint = "name one of the files in it; `run` reads whole folders";
        return Err(Failure::new(format!("`{}` is a folder", file.display()), hint).into());
    }
    let mut corpus = settings::corpus(&args.corpus, config);
    if args.corpus.is_empty() {
        // Nobody asked for it, so it need not be there.
        corpus.retain(|root| root.exists());
    }
    let reading = pipeline::read_file(&corpus, file, settings::responses(args.split, config))
        .map_err(|error| refusal(error, file))?;
    if !args.corpus.is_empty() && !reading.in_corpus {
        let message = format!("`{}` is none of the files of the corpus that was named", file.display());
        let hint =
            "name the folder that it lies in with --corpus, or leave that out to read the file by itself";
        return Err(Failure::new(message, hint).into());
    }
    Ok(reading)
}

/// Where the file could not be read, what was wrong with it is the error.
fn refusal(error: RunError, file: &Path) -> anyhow::Error {
    let RunError::Ingest(IngestError::NothingToRead { .. }) = &error else { return error.into() };
    let worst = error.problems().iter().min_by_key(|problem| problem.severity);
    match worst {
        Some(Problem { message, hint: Some(hint), .. }) => {
            Failure::new(format!("`{}`: {message}", file.display()), hint).into()
        }
        _ => error.into(),
    }
}

fn check_page(reading: &Reading, page: Option<u32>) -> Result<(), Failure> {
    let Some(page) = page else { return Ok(()) };
    let path = &reading.document.path;
    match &reading.document.content {
        Content::Records(_) => {
            Err(Failure::new(format!("`{path}` is a table: it has no page {page}"), "leave out --page"))
        }
        Content::Pages(pages) if pages.iter().all(|own| own.number != page) => {
            let count = pages.len();
            let has = if count == 1 { "1 page".to_owned() } else { format!("{count} pages") };
            let hint = format!("give --page a number from 1 to {count}");
            Err(Failure::new(format!("`{path}` has {has}, and no page {page}"), hint))
        }
        Content::Pages(_) => Ok(()),
    }
}

/// Whether a problem is more than worth knowing.
fn is_finding(problem: &Problem) -> bool {
    problem.severity != Severity::Info
}
