//! `review export`: the statements to look at first, as a workbook to fill in.

use std::io::Write;

use bloemlezer::review::sheet::{self, Choice, Part, SheetLanguage};

use super::files::{self, Material, WorkbookArgs};
use crate::cli::config::Config;
use crate::cli::listing::counted;
use crate::cli::{FINDINGS, GOOD};

/// Writes the statements to look at first into a workbook to fill in
///
/// Half of the rows are doubtful ones (scores near the threshold, rules against model, doubtful boundaries), the most doubtful first; a
/// quarter is drawn theme by theme; a quarter has no theme. Each row says why it is there. `review import` takes the workbook back.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 written, 1 no statement to write, 2 trouble.")]
pub(crate) struct ExportArgs {
    /// Rows, at most
    #[arg(long, value_name = "N", default_value_t = 40)]
    limit: usize,
    /// Only rows of this part
    #[arg(long, value_enum, value_name = "PART")]
    only: Option<PartArg>,
    /// Only statements of this theme; `overig` for those without one
    #[arg(long, value_name = "CODE")]
    theme: Option<String>,
    /// One row for each group of nearly identical statements, which is then coded as a whole
    #[arg(long)]
    groups: bool,
    /// Statements too that someone has reviewed
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    workbook: WorkbookArgs,
}

/// A part of the rows.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(super) enum PartArg {
    /// Codes or boundaries are doubtful
    Doubtful,
    /// Drawn, theme by theme
    Random,
    /// Without a theme
    Uncoded,
}

impl From<PartArg> for Part {
    fn from(part: PartArg) -> Self {
        match part {
            PartArg::Doubtful => Self::Doubtful,
            PartArg::Random => Self::Random,
            PartArg::Uncoded => Self::Uncoded,
        }
    }
}

/// Chooses, writes, and tells how many of which.
pub(super) fn run(
    args: &ExportArgs,
    config: &Config,
    note: &dyn Fn(&str),
    out: &mut dyn Write,
) -> anyhow::Result<u8> {
    args.workbook.check()?;
    let Material { run, codebook, info, language } =
        args.workbook.read(args.theme.as_deref(), config, note)?;
    let choice = Choice {
        limit: args.limit,
        only: args.only.map(Part::from),
        theme: args.theme.clone(),
        one_per_group: args.groups,
        reviewed_too: args.all,
        seed: args.workbook.seed,
    };
    let chosen = sheet::choose(&run.statements, &codebook, &choice);
    if chosen.is_empty() {
        writeln!(out, "no statement is to be looked at: nothing was written")?;
        return Ok(FINDINGS);
    }
    let workbook = sheet::workbook(info, language, &codebook, (&chosen, args.groups), &run.statements);
    files::write(&workbook, &args.workbook.to)?;
    let counts = sheet::told(&chosen, SheetLanguage::En);
    writeln!(out, "{}: {}: {counts}", args.workbook.to.display(), counted(chosen.len(), "statement"))?;
    Ok(GOOD)
}
