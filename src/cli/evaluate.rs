//! `evaluate`: scores a finished run, or a taxonomy, against gold.

pub(super) mod finished;
mod freshness;
mod gold_text;
mod print;
mod rows;
#[cfg(test)]
mod tests;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use bloemlezer::analysis::scores::{
    Difference, GoldFault, GoldPlace, GoldStatement, coding_differences, end_to_end, match_statements,
    parse_gold, places_without_statements, score_coding, score_statements, statement_differences,
    unknown_codes,
};
use bloemlezer::codebook::Taxonomy;
use bloemlezer::coding::{Coding, CodingInput, code};
use bloemlezer::model::Statement;
use bloemlezer::text::Analyser;

use self::finished::Run;
use self::freshness::check_freshness;
use self::gold_text::code_gold;
use self::rows::{Part, Row};
use super::GOOD;
use super::failure::Failure;
use super::listing::Format;

/// As many names of what is absent are told.
const NAMED: usize = 3;

/// Scores a finished run against statements that people marked and coded
///
/// Compares the run's statements with gold files (JSON Lines, see docs/formats.md) and prints precision, recall and F1 with
/// 95 % intervals. With `--text` nothing of a run is read: the gold's own texts are coded, which measures the taxonomy alone.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 scored, 2 trouble.")]
pub(crate) struct EvaluateArgs {
    /// Gold files
    #[arg(long, value_name = "FILE", required = true, num_args = 1..)]
    gold: Vec<PathBuf>,
    /// The run to score
    #[arg(long, value_name = "DIR", default_value = "reports/latest")]
    out: PathBuf,
    /// The run's sources, to see whether they changed since; by default where the run found them
    #[arg(long, value_name = "PATH")]
    corpus: Vec<PathBuf>,
    /// Codes the gold's own texts instead of reading a run
    #[arg(long)]
    text: bool,
    /// Taxonomy to code with, for `--text` [default: taxonomy/knelpunten.toml, else the one that ships with the program]
    #[arg(long, value_name = "FILE")]
    taxonomy: Option<PathBuf>,
    /// Codes by rules alone, for `--text`: without the learned model that stands beside the taxonomy
    #[arg(long, requires = "text")]
    rules_alone: bool,
    /// Lists what differs; with `--format csv` it is printed instead of the measures
    #[arg(long)]
    list_differences: bool,
    /// What to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// Everything there is to print.
#[derive(Debug, Default)]
struct Evaluation {
    rows: Vec<Row>,
    differences: Vec<Difference>,
}

/// Scores, prints to `out`, and tells through `note` what the user should know beside the result.
pub(crate) fn run(
    args: &EvaluateArgs,
    note: &dyn Fn(&str),
    out: &mut dyn Write,
    colour: bool,
) -> anyhow::Result<u8> {
    let gold = read_gold(&args.gold)?;
    let mut evaluation = if args.text { score_texts(&gold, args)? } else { score_run(&gold, args, note)? };
    if !args.list_differences {
        evaluation.differences.clear();
    }
    match (args.format, args.list_differences) {
        (Format::Text, _) => print::text(&evaluation, colour, out)?,
        (Format::Json, _) => print::json(&evaluation, out)?,
        (Format::Csv, false) => print::csv_measures(&evaluation.rows, out)?,
        (Format::Csv, true) => print::csv_differences(&evaluation.differences, out)?,
    }
    Ok(GOOD)
}

fn read_gold(files: &[PathBuf]) -> anyhow::Result<Vec<GoldStatement>> {
    let mut gold = Vec::new();
    for file in files {
        gold.extend(read_gold_file(file)?);
    }
    Ok(gold)
}

/// The statements of one gold file.
pub(super) fn read_gold_file(file: &Path) -> anyhow::Result<Vec<GoldStatement>> {
    let name = file.display().to_string();
    let text = fs::read_to_string(file).with_context(|| {
        Failure::new(
            format!("the gold file {name} can't be read"),
            "name gold files with --gold; they are UTF-8 text",
        )
    })?;
    Ok(parse_gold(&name, &text).map_err(|error| gold_failure(&error.faults))?)
}

fn gold_failure(faults: &[GoldFault]) -> Failure {
    let lines: Vec<_> = faults.iter().map(ToString::to_string).collect();
    let hint = faults.first().map_or_else(String::new, |fault| fault.hint.clone());
    Failure::new(lines.join("\n"), hint)
}

/// A gold statement as coding takes it; gold has no chapters and no questions.
pub(super) fn coding_input(gold: &GoldStatement) -> CodingInput<'_> {
    CodingInput { text: &gold.text, section: gold.section.as_ref(), chapter_kind: None, question: None }
}

/// The codes of the gold's own texts.
pub(super) fn code_texts(taxonomy: &Taxonomy, gold: &[GoldStatement]) -> Vec<Coding> {
    let inputs: Vec<CodingInput<'_>> = gold.iter().map(coding_input).collect();
    code(taxonomy, &mut Analyser::new(), &inputs)
}

pub(super) fn check_codes(gold: &[GoldStatement], themes: &[String]) -> Result<(), Failure> {
    let faults = unknown_codes(gold, themes);
    if faults.is_empty() { Ok(()) } else { Err(gold_failure(&faults)) }
}

fn score_texts(gold: &[GoldStatement], args: &EvaluateArgs) -> anyhow::Result<Evaluation> {
    let coding = code_gold(args.taxonomy.as_deref(), args.rules_alone, gold)?;
    check_codes(gold, &coding.themes)?;
    let scores = score_coding(gold, &coding.coded, &coding.themes);
    Ok(Evaluation {
        rows: rows::coding(Part::GoldText, &scores),
        differences: coding_differences(gold, &coding.coded),
    })
}

fn score_run(gold: &[GoldStatement], args: &EvaluateArgs, note: &dyn Fn(&str)) -> anyhow::Result<Evaluation> {
    let run = Run::read(&args.out)?;
    check_freshness(&run.manifest, args, note)?;
    check_codes(gold, &run.themes)?;
    check_places(gold, &run.statements, note)?;
    let matching = match_statements(gold, &run.statements);
    let statements = score_statements(gold, &run.statements, &matching);
    let coded = end_to_end(gold, &run.statements, &matching);
    let coding = score_coding(gold, &coded, &run.themes);
    let mut rows = rows::statements(&statements);
    rows.extend(rows::coding(Part::EndToEnd, &coding));
    let mut differences = statement_differences(gold, &run.statements, &matching);
    differences.extend(coding_differences(gold, &coded));
    Ok(Evaluation { rows, differences })
}

/// Refuses gold of which the run has nothing at all; says so where it lacks a part.
fn check_places(
    gold: &[GoldStatement],
    statements: &[Statement],
    note: &dyn Fn(&str),
) -> Result<(), Failure> {
    let absent = places_without_statements(gold, statements);
    let Some(first) = absent.first() else {
        return Ok(());
    };
    if gold.iter().all(|statement| absent.contains(&statement.place)) {
        return Err(Failure::new(
            format!("the run has nothing of what the gold is about, such as {}", first.name()),
            "gold names documents by file name (doc) and records by id; name the run it belongs to with --out",
        ));
    }
    let names: Vec<_> = absent.iter().take(NAMED).map(GoldPlace::name).collect();
    let more = match absent.len().saturating_sub(NAMED) {
        0 => String::new(),
        count => format!(" and {count} more"),
    };
    note(&format!("the run has no statement of {}{more}; all gold of it counts as missed", names.join(", ")));
    Ok(())
}
