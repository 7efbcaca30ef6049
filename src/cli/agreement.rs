//! `agreement`: how far several coders agree, from a table per coder.

mod join;
mod print;
mod rows;
mod table;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use bloemlezer::analysis::agreement::{Agreement, CodedUnit, agreement};
use bloemlezer::model::UNCODED;

use self::join::join;
use super::failure::Failure;
use super::listing::{Format, Paint, quiet_pipe};
use super::{FINDINGS, GOOD};

/// So many doubts are told on stderr.
const TOLD: usize = 20;

/// Measures how far several coders agree on the same statements
///
/// Reads a table per coder, or several coders in one: columns `id`, `kind`, `themes` (codes joined by `;`, or a 0/1 column
/// `theme_CODE` each), perhaps `text` and `coder`; without that column the file's name is the coder's. A run's `statements.csv` is
/// such a table, so that people can be compared with the program. Prints percent agreement, Cohen's kappa and Krippendorff's
/// alpha with 95 % intervals (docs/agreement.md). What is doubtful in a table is told with file and line.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 measured, 1 no unit was coded by two coders, 2 trouble.")]
pub(crate) struct AgreementArgs {
    /// Tables of codings: comma, semicolon or tab between columns
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Lists the units on which coders differ, side by side; with `--format csv` instead of the measures
    #[arg(long)]
    list_disagreements: bool,
    /// What to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// Measures and prints; what is doubtful in the tables goes to `note`.
pub(crate) fn run(
    args: &AgreementArgs,
    note: &dyn Fn(&str),
    out: &mut dyn Write,
    colour: bool,
) -> anyhow::Result<u8> {
    named_once(&args.files)?;
    let tables = args.files.iter().map(|file| table::read(file)).collect::<Result<Vec<_>, _>>()?;
    let joined = join(tables);
    joined.doubts.iter().take(TOLD).for_each(|doubt| note(doubt));
    if let Some(more @ 1..) = joined.doubts.len().checked_sub(TOLD) {
        note(&format!("{more} more such doubts; --format json lists all"));
    }
    let mut found = agreement(&joined.units, &themes(&joined.units));
    if !args.list_disagreements {
        found.disagreements.clear();
    }
    quiet_pipe(print(args, (&found, &joined.doubts), Paint::new(colour), out))?;
    Ok(if found.compared == 0 { FINDINGS } else { GOOD })
}

fn print(
    args: &AgreementArgs,
    (found, doubts): (&Agreement, &[String]),
    paint: Paint,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    match (args.format, args.list_disagreements) {
        (Format::Text, _) => print::text(found, paint, out),
        (Format::Json, _) => print::json(found, doubts, out),
        (Format::Csv, false) => print::csv_measures(found, out),
        (Format::Csv, true) => print::csv_disagreements(found, out),
    }
}

fn named_once(files: &[PathBuf]) -> Result<(), Failure> {
    let mut met = BTreeSet::new();
    match files.iter().find(|file| !met.insert(*file)) {
        None => Ok(()),
        Some(file) => {
            Err(Failure::new(format!("{} is named twice", file.display()), "name a table per coder"))
        }
    }
}

/// Every theme that some coder used.
fn themes(units: &[CodedUnit]) -> Vec<String> {
    let codings = units.iter().flat_map(|unit| unit.codings.values());
    let codes: BTreeSet<&String> = codings.filter_map(|coding| coding.themes.as_ref()).flatten().collect();
    codes.into_iter().filter(|code| *code != UNCODED).cloned().collect()
}
