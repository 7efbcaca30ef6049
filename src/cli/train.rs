//! `train`: fits the learned layer beside a taxonomy on statements that people coded.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use bloemlezer::analysis::scores::{Coded, CodingScores, GoldStatement, gold_of_decisions, score_coding};
use bloemlezer::codebook::Taxonomy;
use bloemlezer::coding::{Coding, Lesson, cross_validate, fit};
use bloemlezer::learned::{calibration, rescaled};
use bloemlezer::model::Reviewed;
use bloemlezer::pipeline::{load_taxonomy, model_beside};
use serde::Serialize;

use super::evaluate::finished::{Run, read_lines};
use super::evaluate::{check_codes, code_texts, coding_input, read_gold_file};
use super::failure::Failure;
use super::listing::{Format, round, write_json};
use super::{FINDINGS, GOOD, settings};

/// As many files are each measured by what was learnt from the others; of fewer, the documents are shared out over so many groups.
const GROUPS: usize = 5;

/// Thresholds that are tried, in hundredths.
const THRESHOLDS: std::ops::RangeInclusive<u8> = 20..=60;

/// Fits the learned layer beside a taxonomy on statements that people coded
///
/// Measures first whether it helps: each gold file is coded by what was learnt from the others (where there are fewer than five
/// files, each fifth of the documents). Where that is better than the rules alone, the model is fitted on all of them and
/// written beside the taxonomy; every later run uses it. Move the file away to code by rules alone.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 written, 1 it does not help and nothing was written, 2 trouble.")]
pub(crate) struct TrainArgs {
    /// Gold files
    #[arg(long, value_name = "FILE", required_unless_present = "decisions", num_args = 1..)]
    gold: Vec<PathBuf>,
    /// Learns from the statements of a finished run too whose codes analysts confirmed or adjudicated
    #[arg(long)]
    decisions: bool,
    /// The finished run whose decisions count
    #[arg(long, value_name = "DIR", default_value = "reports/latest", requires = "decisions")]
    out: PathBuf,
    /// Taxonomy whose rules it stands beside [default: taxonomy/knelpunten.toml, else the one that ships with the program]
    #[arg(long, value_name = "FILE")]
    taxonomy: Option<PathBuf>,
    /// Where to write the model [default: beside the taxonomy, with `.model.tsv` for its extension]
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// What to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// Mean F1s that lie no farther apart are as good as each other: a fourth of the interval's width on some 8,000 statements.
const AS_GOOD: f64 = 0.004;

/// A line of the result.
#[derive(Debug, Serialize)]
struct Row {
    r#type: &'static str,
    /// `rules` or `rules and model`.
    by: &'static str,
    threshold: Option<f32>,
    micro_f1: f64,
    macro_f1: f64,
    primary: f64,
    kind: f64,
    calibration_error: f64,
}

impl Row {
    fn new(by: &'static str, threshold: Option<f32>, scores: &CodingScores) -> Self {
        Self {
            r#type: "measure",
            by,
            threshold,
            micro_f1: round(scores.micro.f1),
            macro_f1: round(scores.macro_f1.value),
            primary: round(scores.primary.value),
            kind: round(scores.kind.value),
            calibration_error: round(scores.theme_reliability.calibration_error),
        }
    }
}

/// Measures, prints, and writes the model where it helps.
pub(crate) fn run(args: &TrainArgs, out: &mut dyn Write) -> anyhow::Result<u8> {
    let source = settings::taxonomy(args.taxonomy.as_deref());
    let taxonomy = load_taxonomy(&source, true)?;
    let themes: Vec<String> = taxonomy.codebook.themes.iter().map(|theme| theme.code.clone()).collect();
    let (gold, groups) = read(args)?;
    check_codes(&gold, &themes)?;
    let to = match (&args.to, model_beside(&source)) {
        (Some(named), _) => named.clone(),
        (None, Some(beside)) => beside,
        (None, None) => {
            return Err(Failure::new(
                "there is no taxonomy file to put the model beside",
                "name a place with --to",
            )
            .into());
        }
    };
    let lessons: Vec<Lesson<'_>> =
        gold.iter().zip(&groups).map(|(gold, group)| lesson(gold, *group)).collect();
    let by_rules = by_rules(&taxonomy, &gold, &themes);
    let (taxonomy, mut codings) = cross_validate(taxonomy, &lessons);
    let calibration = calibration(&judged(&gold, &codings));
    for theme in codings.iter_mut().flat_map(|coding| &mut coding.themes) {
        theme.score = rescaled(theme.score, calibration);
    }
    let (threshold, by_model) = best_threshold(&gold, &codings, &themes);
    let rows = [Row::new("rules", None, &by_rules), Row::new("rules and model", Some(threshold), &by_model)];
    let helps = by_model.macro_f1.value > by_rules.macro_f1.value;
    if helps {
        let model = fit(&taxonomy, &lessons).calibrated(themes.len(), calibration).with_threshold(threshold);
        let model = model.with_measures(measures(&by_model, &groups));
        write(&to, &model.to_text())?;
    }
    print(args.format, &rows, (helps, &to, gold.len()), out)?;
    Ok(if helps { GOOD } else { FINDINGS })
}

/// What readers of a report are told of the quality of its codes.
fn measures(scores: &CodingScores, groups: &[usize]) -> BTreeMap<String, String> {
    let groups: BTreeSet<&usize> = groups.iter().collect();
    let shares = [
        ("micro-f1", scores.micro.f1),
        ("macro-f1", scores.macro_f1.value),
        ("primary", scores.primary.value),
        ("kind", scores.kind.value),
        ("calibration-error", scores.theme_reliability.calibration_error),
    ];
    let counts = [("statements", scores.statements), ("groups", groups.len() as u64)];
    let shares = shares.map(|(name, value)| (name.to_owned(), format!("{value:.3}")));
    shares.into_iter().chain(counts.map(|(name, count)| (name.to_owned(), count.to_string()))).collect()
}

/// Writes beside and renames, so that no reader finds half a model.
fn write(to: &Path, text: &str) -> anyhow::Result<()> {
    let half = to.with_extension("tsv.half");
    fs::write(&half, text).and_then(|()| fs::rename(&half, to)).with_context(|| {
        Failure::new(format!("the model {} can't be written", to.display()), "name another place with --to")
    })
}

/// All gold, and the group of each statement.
fn read(args: &TrainArgs) -> anyhow::Result<(Vec<GoldStatement>, Vec<usize>)> {
    let mut sources = Vec::new();
    for file in &args.gold {
        sources.push(read_gold_file(file)?);
    }
    if args.decisions {
        sources.push(decided(&args.out)?);
    }
    let mut gold = Vec::new();
    let mut groups = Vec::new();
    let mut places = BTreeMap::new();
    let many = sources.len() >= GROUPS;
    for (number, source) in sources.into_iter().enumerate() {
        for statement in source {
            let next = places.len();
            let place = *places.entry(statement.place.name().to_owned()).or_insert(next);
            groups.push(if many { number } else { place % GROUPS });
            gold.push(statement);
        }
    }
    Ok((gold, groups))
}

/// The statements of a finished run whose codes people judged as a whole.
fn decided(out: &Path) -> anyhow::Result<Vec<GoldStatement>> {
    let run = Run::read(out)?;
    let reviewed: Vec<Reviewed> = read_lines(&out.join("reviewed.jsonl"))?;
    let gold = gold_of_decisions(&run.statements, &reviewed);
    if gold.is_empty() {
        let hint = "confirm statements with `bloemlezer review decide --confirm`, and run again";
        return Err(Failure::new("nobody confirmed the codes of a statement in this run", hint).into());
    }
    Ok(gold)
}

fn lesson(gold: &GoldStatement, group: usize) -> Lesson<'_> {
    Lesson { input: coding_input(gold), kind: gold.kind, themes: &gold.themes, group }
}

fn by_rules(taxonomy: &Taxonomy, gold: &[GoldStatement], themes: &[String]) -> CodingScores {
    score_coding(gold, &coded(gold, &code_texts(taxonomy, gold), 0.0), themes)
}

/// The score of every theme that was weighed, and whether people gave it.
fn judged(gold: &[GoldStatement], codings: &[Coding]) -> Vec<(f64, bool)> {
    let pairs = gold.iter().zip(codings);
    pairs
        .flat_map(|(gold, coding)| {
            coding.themes.iter().map(|theme| (theme.score, gold.themes.contains(&theme.code)))
        })
        .collect()
}

/// The lowest threshold whose mean F1 of the themes is as good as the best one's: a code too many is struck out more easily than one
/// that is missing is found.
fn best_threshold(gold: &[GoldStatement], codings: &[Coding], themes: &[String]) -> (f32, CodingScores) {
    let tried = THRESHOLDS.map(|hundredths| {
        let threshold = f32::from(hundredths) / 100.0;
        (threshold, score_coding(gold, &coded(gold, codings, threshold), themes))
    });
    let tried: Vec<(f32, CodingScores)> = tried.collect();
    let best = tried.iter().map(|(_, scores)| scores.macro_f1.value).fold(0.0, f64::max);
    tried
        .into_iter()
        .find(|(_, scores)| scores.macro_f1.value >= best - AS_GOOD)
        .expect("some thresholds are tried, one of them the best")
}

fn coded(gold: &[GoldStatement], codings: &[Coding], threshold: f32) -> Vec<Coded> {
    let pairs = gold.iter().zip(codings);
    let coded = |(gold, coding): (&GoldStatement, &Coding)| {
        let given = coding.themes.iter().filter(|theme| theme.score >= f64::from(threshold));
        Coded::from_codings(&gold.text, &coding.kind, &given.cloned().collect::<Vec<_>>())
    };
    pairs.map(coded).collect()
}

fn print(
    format: Format,
    rows: &[Row],
    (helps, to, statements): (bool, &Path, usize),
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    match format {
        Format::Text => {
            writeln!(
                out,
                "{:<18}{:>10}{:>10}{:>10}{:>10}{:>10}{:>13}",
                "", "threshold", "micro F1", "macro F1", "primary", "kind", "calibration"
            )?;
            for row in rows {
                let threshold = row.threshold.map_or_else(String::new, |threshold| format!("{threshold:.2}"));
                writeln!(
                    out,
                    "{:<18}{threshold:>10}{:>10.3}{:>10.3}{:>10.3}{:>10.3}{:>13.3}",
                    row.by, row.micro_f1, row.macro_f1, row.primary, row.kind, row.calibration_error
                )?;
            }
            match helps {
                true => writeln!(out, "\nfitted on {statements} statements: {}", to.display())?,
                false => writeln!(out, "\nthe model is no better than the rules alone: nothing was written")?,
            }
        }
        Format::Json => {
            for row in rows {
                write_json(row, out)?;
            }
            let written = helps.then(|| to.display().to_string());
            let summary = serde_json::json!({"type": "summary", "statements": statements, "helps": helps, "model": written});
            write_json(&summary, out)?;
        }
        Format::Csv => {
            let mut table = csv::Writer::from_writer(out);
            for row in rows {
                table.serialize(row)?;
            }
            table.flush()?;
        }
    }
    Ok(())
}
