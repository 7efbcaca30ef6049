//! `bench generate`: a table of a big consultation, in which people write as people do; for measuring and for trying the program out.

use std::fs::File;
use std::io::{BufWriter, ErrorKind, Write};
use std::num::NonZeroU64;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use bloemlezer::synthesis::{Consultation, Text};
use serde::Serialize;
use serde_json::json;

use super::super::GOOD;
use super::super::failure::Failure;
use super::super::listing::{Format, write_csv, write_json};
use super::super::ui::plain;
use super::read_all_texts;

/// Writes a table of a big consultation that never was
///
/// Statements of some 180 bytes and 30 words, of words drawn by Zipf's law and of phrases taken from statements on the themes, with
/// compounds and slips that nobody wrote before; one in fifty is sent twice, one in thirty nearly so, one in thirty is not Dutch. They
/// have a respondent, a day, a region and a word on publication. The statements mean nothing: they are for measuring. The same seed
/// writes the same bytes, and a smaller table is the beginning of a larger one.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 written, 2 trouble.")]
pub(crate) struct GenerateArgs {
    /// How many statements
    #[arg(long, value_name = "N", default_value = "1000000")]
    statements: NonZeroU64,
    /// Statements that lend their words and phrases: JSON Lines with a `text` (repeatable)
    #[arg(long, value_name = "FILE", default_values = super::TEXTS)]
    texts: Vec<PathBuf>,
    /// The same seed writes the same table
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// The table to write, as CSV; it must not be there yet
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// What to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// Writes the table and tells what is in it.
pub(super) fn run(args: &GenerateArgs, out: &mut dyn Write) -> anyhow::Result<u8> {
    let texts = read_all_texts(&args.texts)?;
    let table = write_table(&args.to, &texts, args.statements.get(), args.seed)?;
    match args.format {
        Format::Text => writeln!(
            out,
            "{} statements written to {}: {} bytes, of which {} of statements",
            table.statements,
            plain(&args.to.display().to_string()),
            table.file_bytes,
            table.text_bytes
        )?,
        Format::Json => write_json(
            &json!({
                "type": "summary", "statements": table.statements, "file_bytes": table.file_bytes,
                "text_bytes": table.text_bytes,
            }),
            out,
        )?,
        Format::Csv => write_csv(
            &[
                ["statements", "file_bytes", "text_bytes"].map(str::to_owned).to_vec(),
                [table.statements, table.file_bytes, table.text_bytes]
                    .map(|count| count.to_string())
                    .to_vec(),
            ],
            out,
        )?,
    }
    Ok(GOOD)
}

/// What a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Table {
    pub(super) statements: u64,
    pub(super) file_bytes: u64,
    /// Bytes of the statements alone.
    pub(super) text_bytes: u64,
}

/// Writes a new table, row by row.
pub(super) fn write_table(file: &Path, texts: &[Text], statements: u64, seed: u64) -> anyhow::Result<Table> {
    let opened = File::create_new(file).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            Failure::new(format!("{} is there already", file.display()), "name a new file")
        }
        _ => cannot_write(file),
    })?;
    let mut table = csv::Writer::from_writer(BufWriter::new(opened));
    let mut text_bytes = 0;
    for row in Consultation::new(texts, seed).rows(statements) {
        text_bytes += row.tekst.len() as u64;
        table.serialize(&row).with_context(|| cannot_write(file))?;
    }
    table.flush().with_context(|| cannot_write(file))?;
    let file_bytes = file.metadata().with_context(|| cannot_write(file))?.len();
    Ok(Table { statements, file_bytes, text_bytes })
}

fn cannot_write(file: &Path) -> Failure {
    Failure::new(
        format!("{} can't be written", file.display()),
        "check that its folder is there, that the disk has room and who may write there",
    )
}
