//! `review sample`: a workbook for blind double coding, of the size that an interval asks for.

use std::io::Write;

use bloemlezer::review::sheet::{self, Population};

use super::files::{self, Material, WorkbookArgs};
use crate::cli::config::Config;
use crate::cli::failure::Failure;
use crate::cli::listing::counted;
use crate::cli::{FINDINGS, GOOD};

/// How wide the 95 % interval of an agreement share may be where nothing is said.
const WIDTH: f64 = 0.2;

/// Writes a workbook for blind double coding
///
/// Draws statements and writes them without anything that the machine made of them. Give it to two coders; `review import` keeps their
/// codings apart from the decisions. Without a number so many are drawn that the 95 % interval of an agreement share is no wider than --width,
/// from end to end: by the normal approximation at the worst case of one half, with the correction for a finite population.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 written, 1 no statement to write, 2 trouble.")]
#[command(group = clap::ArgGroup::new("population"))]
pub(crate) struct SampleArgs {
    /// Statements to draw
    #[arg(value_name = "N", conflicts_with = "width")]
    size: Option<usize>,
    /// How wide the 95 % interval of an agreement share may be, from end to end [default: 0.2]
    #[arg(long, value_name = "WIDTH")]
    width: Option<f64>,
    /// Draws among the statements of this theme; `overig` for those without one
    #[arg(long, value_name = "CODE", group = "population")]
    theme: Option<String>,
    /// Draws among all statements, which is what it does where nothing else is said
    #[arg(long, group = "population")]
    random: bool,
    /// Draws among those that `review export` calls doubtful
    #[arg(long, group = "population")]
    doubtful: bool,
    #[command(flatten)]
    workbook: WorkbookArgs,
}

/// Draws, writes, and tells how sure an agreement of that many is.
pub(super) fn run(
    args: &SampleArgs,
    config: &Config,
    note: &dyn Fn(&str),
    out: &mut dyn Write,
) -> anyhow::Result<u8> {
    args.workbook.check()?;
    let width = args.width.unwrap_or(WIDTH);
    if !(width > 0.0 && width < 1.0) {
        return Err(Failure::new(
            format!("{width} is no width of an interval of a share"),
            "give a number between 0 and 1, such as 0.1",
        )
        .into());
    }
    let Material { run, codebook, info, language } =
        args.workbook.read(args.theme.as_deref(), config, note)?;
    let of = match (&args.theme, args.doubtful) {
        (Some(theme), _) => Population::Theme(theme.clone()),
        (None, true) => Population::Doubtful,
        (None, false) => Population::All,
    };
    let population = sheet::population(&run.statements, &of);
    let size = args.size.unwrap_or_else(|| sheet::needed(population.len(), width));
    let drawn = sheet::draw(&population, size, args.workbook.seed);
    if drawn.is_empty() {
        writeln!(out, "no statement can be drawn: nothing was written")?;
        return Ok(FINDINGS);
    }
    files::write(&sheet::blind_workbook(info, language, &codebook, &drawn), &args.workbook.to)?;
    writeln!(
        out,
        "{}: {} of {}",
        args.workbook.to.display(),
        counted(drawn.len(), "statement"),
        population.len()
    )?;
    let reached = sheet::interval_width(population.len(), drawn.len());
    writeln!(
        out,
        "95 % interval of an agreement share: {reached:.3} wide at most (normal approximation at one half, finite population)"
    )?;
    Ok(GOOD)
}
