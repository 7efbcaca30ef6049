//! `review import`: a filled-in workbook → decisions.

mod print;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use bloemlezer::ingest::read_cells;
use bloemlezer::model::{Draft, Problem};
use bloemlezer::pipeline::{append_decisions, blind_log};
use bloemlezer::review::sheet::{self, ImportPlan};

use super::files;
use super::shared::{consultation, day, today};
use crate::cli::failure::Failure;
use crate::cli::listing::{Format, Paint, quiet_pipe};
use crate::cli::{FINDINGS, GOOD};

/// Adds what was filled in in a workbook to the decisions
///
/// Takes back what `review export` or `review sample` wrote, also after Excel or LibreOffice saved it, as .xlsx or .csv, and shows what
/// every row decides. A row with a finding is not imported; the others are. Blind codings go into a log of their own beside the
/// decisions (decisions.blind.csv), and change no report.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 all rows imported, 1 rows with findings were not, 2 nothing imported.")]
pub(crate) struct ImportArgs {
    /// The filled-in workbook
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Who filled it in [default: the name on its sheet Over]
    #[arg(long, value_name = "NAME")]
    coder: Option<String>,
    /// Shows what it would do, and does nothing
    #[arg(long)]
    dry_run: bool,
    /// When it was decided, such as 2026-05-31 [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    date: Option<String>,
    /// The log that decisions are added to
    #[arg(long, value_name = "FILE", default_value = "taxonomy/decisions.csv")]
    decisions: PathBuf,
    /// The run that the workbook was made from
    #[arg(long, value_name = "DIR", default_value = "reports/latest")]
    out: PathBuf,
    /// Taxonomy with the codes [default: taxonomy/knelpunten.toml, else the one that ships with the program]
    #[arg(long, value_name = "FILE")]
    taxonomy: Option<PathBuf>,
    /// What to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// What became of a file.
struct Imported<'p> {
    plan: &'p ImportPlan,
    coder: String,
    /// The log; none where nothing was added.
    log: Option<PathBuf>,
}

/// Reads, adds and prints.
pub(super) fn run(
    args: &ImportArgs,
    note: &dyn Fn(&str),
    out: &mut dyn Write,
    colour: bool,
) -> anyhow::Result<u8> {
    let (run, codebook) = files::read(&args.out, args.taxonomy.as_deref(), note)?;
    let cells = cells(&args.file)?;
    let plan = sheet::plan(&cells, &run.statements, &codebook)?;
    let coder = coder(args, &plan)?;
    plan.notes.iter().for_each(|told| note(told));
    let drafts: Vec<Draft> = plan.rows.iter().flat_map(|row| row.drafts.iter().cloned()).collect();
    // Blind codings are never mixed with decisions.
    let log = if plan.info.blind { blind_log(&args.decisions) } else { args.decisions.clone() };
    let consultation = consultation(&run.manifest);
    note_other_origin(&plan, &consultation, &files::named(&codebook), note);
    let adds = !args.dry_run && !drafts.is_empty();
    if adds {
        let date = args.date.clone().unwrap_or_else(today);
        append_decisions(&log, &consultation, &coder, &date, &drafts)?;
    }
    let imported = Imported { plan: &plan, coder, log: adds.then_some(log) };
    quiet_pipe(match args.format {
        Format::Text => print::text(&imported, Paint::new(colour), out),
        Format::Json => print::json(&imported, out),
        Format::Csv => print::csv(&imported, out),
    })?;
    let found = plan.rows.iter().any(|row| !row.findings.is_empty());
    Ok(if found { FINDINGS } else { GOOD })
}

fn cells(file: &Path) -> anyhow::Result<Vec<bloemlezer::model::CellSheet>> {
    let name = file.display().to_string();
    let bytes = fs::read(file).with_context(|| {
        Failure::new(format!("{name} can't be read"), "name the workbook that was filled in")
    })?;
    Ok(read_cells(&name, &bytes).map_err(|problems| unreadable(&name, &problems))?)
}

fn unreadable(name: &str, problems: &[Problem]) -> Failure {
    let messages: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    let hint = problems.iter().find_map(|problem| problem.hint.clone()).unwrap_or_default();
    Failure::new(format!("{name}: {}", messages.join("; ")), hint)
}

/// Who filled it in, by the command or by the workbook.
fn coder(args: &ImportArgs, plan: &ImportPlan) -> anyhow::Result<String> {
    let told = args.coder.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let own = Some(plan.info.coder.as_str()).filter(|name| !name.is_empty());
    match (told, own) {
        (Some(told), Some(own)) if told != own => Err(Failure::new(
            format!("the workbook says that {own} filled it in, and --coder says {told}"),
            "leave --coder out, or correct the name in the workbook",
        )
        .into()),
        (Some(name), _) | (None, Some(name)) => Ok(name.to_owned()),
        (None, None) => Err(Failure::new(
            "nothing tells who filled in the workbook",
            "name the coder with --coder: every decision is someone's",
        )
        .into()),
    }
}

fn note_other_origin(plan: &ImportPlan, consultation: &str, taxonomy: &str, note: &dyn Fn(&str)) {
    let facts = [
        ("consultation", &plan.info.consultation, consultation),
        ("taxonomy", &plan.info.taxonomy, taxonomy),
    ];
    for (what, made, now) in facts {
        if !made.is_empty() && made != now {
            note(&format!("the workbook was made with the {what} {made}; now it is {now}"));
        }
    }
}
