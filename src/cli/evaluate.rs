//! `evaluate`.

use std::io::Write;
use std::path::PathBuf;

/// Reads a finished run
#[derive(Debug, clap::Args)]
pub(crate) struct EvaluateArgs {
    /// The query
    query: String,
    /// The run to read
    #[arg(long, default_value = "reports/latest")]
    out: PathBuf,
}

pub(crate) fn run(
    args: &EvaluateArgs,
    _note: &dyn Fn(&str),
    out: &mut dyn Write,
    _colour: bool,
) -> anyhow::Result<u8> {
    writeln!(out, "{} {}", args.query, args.out.display())?;
    Ok(0)
}
