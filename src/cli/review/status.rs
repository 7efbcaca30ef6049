//! `review status`: how much was decided by whom, what became of it, and where people and the machine differ.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use bloemlezer::model::{DecisionRecord, Outcome, Reviewed, WholeCoding};
use bloemlezer::review::theme_parts;
use data_encoding::HEXLOWER;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::super::evaluate::finished::{Run, read_lines};
use super::super::listing::{Format, Paint, clean, counted, guarded, write_csv, write_json};
use super::super::{FINDINGS, GOOD};

/// Tells how much was decided by whom, what became of it in the last run, and where people and the machine differ
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit codes: 0 every decision stands, 1 some are in conflict, lost or can't be carried out, 2 trouble."
)]
pub(crate) struct StatusArgs {
    /// The finished run
    #[arg(long, value_name = "DIR", default_value = "reports/latest")]
    out: PathBuf,
    /// The log of decisions, to tell whether the run has all of them
    #[arg(long, value_name = "FILE", default_value = "taxonomy/decisions.csv")]
    decisions: PathBuf,
    /// Lists every decision with what became of it; with `--format csv` instead of the counts
    #[arg(long)]
    list: bool,
    /// What to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// What one coder decided.
#[derive(Debug, Default, Serialize)]
struct CoderRow {
    r#type: &'static str,
    coder: String,
    decisions: u64,
    statements: u64,
    /// Decisions by outcome.
    outcomes: BTreeMap<&'static str, u64>,
}

/// Where people put a code and the machine did not, or the other way round.
#[derive(Debug, Default, Serialize)]
struct CodeRow {
    r#type: &'static str,
    code: String,
    /// Both gave it.
    both: u64,
    /// Only people did.
    added: u64,
    /// Only the machine did.
    removed: u64,
}

/// A decision that needs someone.
#[derive(Debug, Serialize)]
struct Listed<'d> {
    r#type: &'static str,
    #[serde(flatten)]
    record: &'d DecisionRecord,
}

#[derive(Debug, Serialize)]
struct Total {
    r#type: &'static str,
    decisions: u64,
    statements: u64,
    reviewed: u64,
    conflicts: u64,
    /// Statements whose codes people changed.
    changed: u64,
    outcomes: BTreeMap<&'static str, u64>,
}

/// Prints; 1 where something needs someone.
pub(crate) fn run(
    args: &StatusArgs,
    note: &dyn Fn(&str),
    out: &mut dyn Write,
    colour: bool,
) -> anyhow::Result<u8> {
    let run = Run::read(&args.out)?;
    let records: Vec<DecisionRecord> = read_lines(&args.out.join("decisions.jsonl"))?;
    let reviewed: Vec<Reviewed> = read_lines(&args.out.join("reviewed.jsonl"))?;
    if is_newer(&args.decisions, &run) {
        note("the log has changed since this run; `bloemlezer run` carries it out");
    }
    let coders = coders(&records);
    let codes = codes(&reviewed);
    let total = Total {
        r#type: "summary",
        decisions: records.len() as u64,
        statements: run.statements.len() as u64,
        reviewed: reviewed.len() as u64,
        conflicts: reviewed.iter().filter(|own| !own.conflicts.is_empty()).count() as u64,
        changed: reviewed.iter().filter(|own| own.machine != own.agreed).count() as u64,
        outcomes: outcomes(records.iter()),
    };
    let open = records.iter().any(needs_someone) || total.conflicts > 0;
    match args.format {
        Format::Json => {
            coders.iter().try_for_each(|row| write_json(row, out))?;
            codes.iter().try_for_each(|row| write_json(row, out))?;
            let shown = records.iter().filter(|record| args.list || needs_someone(record));
            shown
                .into_iter()
                .try_for_each(|record| write_json(&Listed { r#type: "decision", record }, out))?;
            write_json(&total, out)?;
        }
        Format::Csv if args.list => list_csv(&records, out)?,
        Format::Csv => counts_csv(&coders, out)?,
        Format::Text => text(args, (&coders, &codes, &total), &records, Paint::new(colour), out)?,
    }
    Ok(if open { FINDINGS } else { GOOD })
}

fn is_newer(log: &Path, run: &Run) -> bool {
    let Ok(bytes) = fs::read(log) else { return false };
    let now = HEXLOWER.encode(&Sha256::digest(&bytes));
    let known = run.manifest.inputs.iter().find(|input| input.role == "decisions");
    known.is_none_or(|known| known.sha256 != now)
}

fn needs_someone(record: &DecisionRecord) -> bool {
    matches!(record.outcome, Outcome::Conflict | Outcome::Orphan | Outcome::Refused)
}

fn outcomes<'r>(records: impl Iterator<Item = &'r DecisionRecord>) -> BTreeMap<&'static str, u64> {
    let mut counts = BTreeMap::new();
    for record in records {
        *counts.entry(record.outcome.code()).or_default() += 1;
    }
    counts
}

fn coders(records: &[DecisionRecord]) -> Vec<CoderRow> {
    let mut by_coder: BTreeMap<&str, Vec<&DecisionRecord>> = BTreeMap::new();
    for record in records {
        by_coder.entry(&record.coder).or_default().push(record);
    }
    let rows = by_coder.into_iter().map(|(coder, own)| {
        let statements: BTreeSet<&str> =
            own.iter().map(|record| record.now.as_deref().unwrap_or(&record.statement)).collect();
        CoderRow {
            r#type: "coder",
            coder: coder.to_owned(),
            decisions: own.len() as u64,
            statements: statements.len() as u64,
            outcomes: outcomes(own.into_iter()),
        }
    });
    rows.collect()
}

fn codes(reviewed: &[Reviewed]) -> Vec<CodeRow> {
    let mut rows: BTreeMap<String, CodeRow> = BTreeMap::new();
    let set = |coding: &WholeCoding| -> BTreeSet<String> {
        let themes = coding.themes.iter().map(|theme| theme_parts(theme).0.to_owned());
        themes.chain([format!("kind {}", coding.kind.code())]).collect()
    };
    for own in reviewed {
        let (machine, agreed) = (set(&own.machine), set(&own.agreed));
        for code in machine.union(&agreed) {
            let row = rows.entry(code.clone()).or_insert_with(|| CodeRow {
                r#type: "code",
                code: code.clone(),
                ..CodeRow::default()
            });
            match (machine.contains(code), agreed.contains(code)) {
                (true, true) => row.both += 1,
                (false, true) => row.added += 1,
                _ => row.removed += 1,
            }
        }
    }
    rows.into_values().collect()
}

fn text(
    args: &StatusArgs,
    (coders, codes, total): (&[CoderRow], &[CodeRow], &Total),
    records: &[DecisionRecord],
    paint: Paint,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    if records.is_empty() {
        writeln!(out, "no decisions in this run")?;
        return Ok(());
    }
    writeln!(
        out,
        "{} on {} of {}: {}",
        counted(total.decisions, "decision"),
        total.reviewed,
        counted(total.statements, "statement"),
        shown(&total.outcomes)
    )?;
    writeln!(out, "codes changed on {}, in conflict on {}", total.changed, total.conflicts)?;
    writeln!(out, "\n{}", paint.heading("By whom"))?;
    for row in coders {
        let counts = shown(&row.outcomes);
        writeln!(out, "  {}: {} on {} ({counts})", clean(&row.coder), row.decisions, row.statements)?;
    }
    if !codes.is_empty() {
        writeln!(out, "\n{}", paint.heading("People and machine"))?;
        writeln!(out, "  {:<28}{:>8}{:>14}{:>17}", "", "both", "people only", "machine only")?;
        for row in codes {
            let code = clean(&row.code);
            writeln!(out, "  {code:<28}{:>8}{:>14}{:>17}", row.both, row.added, row.removed)?;
        }
    }
    let listed: Vec<&DecisionRecord> =
        records.iter().filter(|record| args.list || needs_someone(record)).collect();
    if !listed.is_empty() {
        writeln!(out, "\n{}", paint.heading(if args.list { "Decisions" } else { "To look at" }))?;
        for record in listed {
            writeln!(out, "  {}", clean(&line(record)))?;
        }
    }
    Ok(())
}

fn shown(outcomes: &BTreeMap<&'static str, u64>) -> String {
    let parts: Vec<String> = outcomes.iter().map(|(name, count)| format!("{count} {name}")).collect();
    parts.join(", ")
}

fn line(record: &DecisionRecord) -> String {
    let now = record.now.as_deref().unwrap_or(&record.statement);
    let change = match (record.old.as_str(), record.new.as_str()) {
        ("", new) => new.to_owned(),
        (old, "") => format!("- {old}"),
        (old, new) => format!("{old} → {new}"),
    };
    let by = record.by.map(|by| format!(" by {by}")).unwrap_or_default();
    let message = record.message.as_ref().map(|message| format!(": {message}")).unwrap_or_default();
    let near: Vec<String> =
        record.nearest.iter().map(|near| format!("{} ({:.2})", near.statement, near.similarity)).collect();
    let near = if near.is_empty() { String::new() } else { format!("; most like it: {}", near.join(", ")) };
    format!(
        "{} {} {} {} {now}: {change}: {}{by}{message}{near}",
        record.sequence,
        record.date,
        record.coder,
        record.field.code(),
        record.outcome.code()
    )
}

fn list_csv(records: &[DecisionRecord], out: &mut dyn Write) -> anyhow::Result<()> {
    const COLUMNS: [&str; 12] = [
        "sequence",
        "date",
        "coder",
        "statement",
        "now",
        "field",
        "old",
        "new",
        "reason",
        "outcome",
        "by",
        "message",
    ];
    let rows = records.iter().map(|record| {
        vec![
            record.sequence.to_string(),
            record.date.clone(),
            record.coder.clone(),
            record.statement.clone(),
            record.now.clone().unwrap_or_default(),
            record.field.code().to_owned(),
            record.old.clone(),
            record.new.clone(),
            record.reason.clone(),
            record.outcome.code().to_owned(),
            record.by.map(|by| by.to_string()).unwrap_or_default(),
            record.message.clone().unwrap_or_default(),
        ]
    });
    table(&COLUMNS, rows, out)
}

fn counts_csv(coders: &[CoderRow], out: &mut dyn Write) -> anyhow::Result<()> {
    let mut columns = vec!["coder", "decisions", "statements"];
    columns.extend(Outcome::ALL.map(Outcome::code));
    let rows = coders.iter().map(|row| {
        let mut cells = vec![row.coder.clone(), row.decisions.to_string(), row.statements.to_string()];
        let count =
            |outcome: Outcome| row.outcomes.get(outcome.code()).copied().unwrap_or_default().to_string();
        cells.extend(Outcome::ALL.map(count));
        cells
    });
    table(&columns, rows, out)
}

fn table(
    columns: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let header = columns.iter().map(|column| (*column).to_owned()).collect();
    let guard = |row: Vec<String>| row.into_iter().map(|cell| guarded(&cell)).collect();
    let rows: Vec<Vec<String>> = std::iter::once(header).chain(rows.map(guard)).collect();
    write_csv(&rows, out)
}
