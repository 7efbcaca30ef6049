//! `what-if`: what a change of the taxonomy would move, before it is saved.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use bloemlezer::analysis::scores::{Coded, CodingScores, GoldStatement, gold_of_decisions, score_coding};
use bloemlezer::analysis::{Move, MovedTheme, PatternMoves, by_pattern, moves, summarise};
use bloemlezer::codebook::Taxonomy;
use bloemlezer::model::{Summary, ThemeCount};
use bloemlezer::pipeline::{RunSettings, Side, TaxonomySource, WhatIf, what_if};
use serde::Serialize;

use super::config::Config;
use super::evaluate::{code_texts, read_gold_file};
use super::interrupt::Interrupts;
use super::listing::{
    Format, Paint, Typed, clean, counted, guarded, quiet_pipe, round, write_csv, write_json,
};
use super::progress::Watch;
use super::settings::{self, SettingsArgs};
use super::ui::Ui;
use super::{FINDINGS, GOOD};

/// Tells what another taxonomy would change, before it takes the place of the present one
///
/// Codes the corpus with both, lays the decisions over both, and tells the statements that move, per theme and pattern, and how well each
/// agrees with judged statements: those of gold files, and those whose codes analysts confirmed. Nothing is written.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 nothing moves, 1 something moves, 2 trouble.")]
pub(crate) struct WhatIfArgs {
    /// The other taxonomy
    #[arg(value_name = "TAXONOMY")]
    other: PathBuf,
    /// Gold files that both are measured on, beside the confirmed statements
    #[arg(long, value_name = "FILE", num_args = 1..)]
    gold: Vec<PathBuf>,
    /// What to print; `csv` lists the statements that move
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
    #[command(flatten)]
    settings: SettingsArgs,
}

/// A count before and after.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct CountRow {
    r#type: &'static str,
    code: String,
    before: u64,
    after: u64,
    gained: u64,
    lost: u64,
}

/// How well a taxonomy agrees with judged statements.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Quality {
    r#type: &'static str,
    /// `before` or `after`.
    taxonomy: &'static str,
    statements: u64,
    micro_f1: f64,
    macro_f1: f64,
    primary: f64,
    kind: f64,
}

/// All there is to tell.
struct Told {
    counts: Vec<CountRow>,
    kinds: Vec<CountRow>,
    patterns: Vec<PatternMoves>,
    moves: Vec<Move>,
    quality: Vec<Quality>,
    statements: usize,
}

/// Codes with both taxonomies and prints.
pub(crate) fn run(args: &WhatIfArgs, config: &Config, ui: &Ui) -> anyhow::Result<u8> {
    let interrupts = Interrupts::heard(ui);
    let settings = RunSettings { stop: interrupts.stop(), ..settings::effective(&args.settings, config) };
    let mut gold = Vec::new();
    for file in &args.gold {
        gold.extend(read_gold_file(file)?);
    }
    let other = TaxonomySource::File(args.other.clone());
    let mut watch = Watch::new(ui);
    let found = what_if(&settings, &other, &mut |progress| watch.see(progress));
    watch.end();
    drop(interrupts);
    let found = found?;
    super::summary::show_problems(&found.problems, ui);
    let told = told(&found, gold);
    let mut out = ui.results();
    quiet_pipe(print(&told, args.format, Paint::new(ui.colours_results()), &mut out))?;
    out.flush()?;
    Ok(if told.moves.is_empty() { GOOD } else { FINDINGS })
}

fn told(found: &WhatIf, mut gold: Vec<GoldStatement>) -> Told {
    let WhatIf { before, after, .. } = found;
    let moves = moves(&before.statements, &after.statements);
    gold.extend(gold_of_decisions(&before.statements, &before.reviewed));
    let summary = |side: &Side| summarise(&side.statements, &side.taxonomy.codebook);
    let (was, is) = (summary(before), summary(after));
    let themes: Vec<String> = codes(&was, &is);
    let judged =
        themes.iter().filter(|code| *code != bloemlezer::model::UNCODED).cloned().collect::<Vec<_>>();
    let quality = if gold.is_empty() {
        Vec::new()
    } else {
        [("before", &before.taxonomy), ("after", &after.taxonomy)]
            .map(|(name, taxonomy)| quality(name, taxonomy, &gold, &judged))
            .to_vec()
    };
    Told {
        counts: counts(&themes, &was, &is),
        kinds: kinds(&was, &is),
        patterns: by_pattern(&moves),
        quality,
        statements: before.statements.len(),
        moves,
    }
}

/// The codes of both, in the order of the first.
fn codes(was: &Summary, is: &Summary) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let all = was.themes.iter().chain(&is.themes).map(|theme| theme.code.clone());
    all.filter(|code| seen.insert(code.clone())).collect()
}

fn counts(codes: &[String], was: &Summary, is: &Summary) -> Vec<CountRow> {
    let of = |summary: &Summary, code: &str| {
        let theme = summary.themes.iter().find(|theme| theme.code == code);
        theme
            .map_or_else(BTreeSet::new, |theme: &ThemeCount| theme.quotes.iter().map(str::to_owned).collect())
    };
    let rows = codes.iter().map(|code| {
        let (before, after): (BTreeSet<String>, BTreeSet<String>) = (of(was, code), of(is, code));
        CountRow {
            r#type: "theme",
            code: code.clone(),
            before: before.len() as u64,
            after: after.len() as u64,
            gained: after.difference(&before).count() as u64,
            lost: before.difference(&after).count() as u64,
        }
    });
    rows.collect()
}

fn kinds(was: &Summary, is: &Summary) -> Vec<CountRow> {
    let rows = was.kinds.iter().map(|(kind, before)| {
        let after = is.kinds.get(kind).copied().unwrap_or_default();
        CountRow {
            r#type: "kind",
            code: kind.clone(),
            before: *before,
            after,
            gained: after.saturating_sub(*before),
            lost: before.saturating_sub(after),
        }
    });
    rows.collect()
}

fn quality(name: &'static str, taxonomy: &Taxonomy, gold: &[GoldStatement], themes: &[String]) -> Quality {
    let codings = code_texts(taxonomy, gold);
    let pairs = gold.iter().zip(&codings);
    let coded: Vec<Coded> =
        pairs.map(|(gold, coding)| Coded::from_codings(&gold.text, &coding.kind, &coding.themes)).collect();
    let scores: CodingScores = score_coding(gold, &coded, themes);
    Quality {
        r#type: "quality",
        taxonomy: name,
        statements: scores.statements,
        micro_f1: round(scores.micro.f1),
        macro_f1: round(scores.macro_f1.value),
        primary: round(scores.primary.value),
        kind: round(scores.kind.value),
    }
}

fn print(told: &Told, format: Format, paint: Paint, out: &mut dyn Write) -> anyhow::Result<()> {
    match format {
        Format::Text => text(told, paint, out),
        Format::Json => json(told, out),
        Format::Csv => csv(told, out),
    }
}

fn text(told: &Told, paint: Paint, out: &mut dyn Write) -> anyhow::Result<()> {
    writeln!(out, "{} of {} move", told.moves.len(), counted(told.statements, "statement"))?;
    writeln!(out, "\n{:<28}{:>8}{:>8}{:>8}{:>8}", "", "before", "after", "gained", "lost")?;
    for row in told.counts.iter().chain(&told.kinds) {
        let code = clean(&row.code);
        writeln!(out, "{code:<28}{:>8}{:>8}{:>8}{:>8}", row.before, row.after, row.gained, row.lost)?;
    }
    if !told.quality.is_empty() {
        let on = told.quality.first().map_or(0, |row| row.statements);
        writeln!(out, "\n{}", paint.heading(&format!("On {} that people judged", counted(on, "statement"))))?;
        writeln!(out, "{:<28}{:>10}{:>10}{:>10}{:>8}", "", "micro F1", "macro F1", "primary", "kind")?;
        for row in &told.quality {
            writeln!(
                out,
                "{:<28}{:>10.3}{:>10.3}{:>10.3}{:>8.3}",
                row.taxonomy, row.micro_f1, row.macro_f1, row.primary, row.kind
            )?;
        }
    }
    if !told.patterns.is_empty() {
        writeln!(out, "\n{}", paint.heading("By pattern"))?;
        for row in &told.patterns {
            let (code, pattern) = (clean(&row.code), clean(&row.pattern));
            writeln!(out, "  {code} `{pattern}`: +{} -{}", row.gained.len(), row.lost.len())?;
        }
    }
    if !told.moves.is_empty() {
        writeln!(out, "\n{}", paint.heading("Statements"))?;
    }
    for own in &told.moves {
        writeln!(
            out,
            "  {} {}",
            own.statement,
            changes(own).iter().map(|change| clean(change)).collect::<Vec<_>>().join(", ")
        )?;
        writeln!(out, "    {}", clean(&own.text))?;
    }
    Ok(())
}

/// What changes about a statement, each in a few words.
fn changes(own: &Move) -> Vec<String> {
    let kind = own.kind.iter().map(|[before, after]| format!("{before} → {after}"));
    let told = |sign: char, theme: &MovedTheme| {
        let patterns: Vec<String> = theme.patterns.iter().map(|pattern| format!("`{pattern}`")).collect();
        format!("{sign}{} ({})", theme.code, patterns.join(", "))
    };
    let gained = own.gained.iter().map(|theme| told('+', theme));
    let lost = own.lost.iter().map(|theme| told('-', theme));
    let primary = own.primary.iter().map(|[before, after]| format!("first theme {before} → {after}"));
    let subthemes = own.subthemes.iter().map(|[before, after]| format!("{before} → {after}"));
    kind.chain(gained).chain(lost).chain(primary).chain(subthemes).collect()
}

fn json(told: &Told, out: &mut dyn Write) -> anyhow::Result<()> {
    told.counts.iter().chain(&told.kinds).try_for_each(|row| write_json(row, out))?;
    told.patterns.iter().try_for_each(|content| write_json(&Typed { r#type: "pattern", content }, out))?;
    told.moves.iter().try_for_each(|content| write_json(&Typed { r#type: "move", content }, out))?;
    told.quality.iter().try_for_each(|row| write_json(row, out))?;
    let summary =
        serde_json::json!({"type": "summary", "statements": told.statements, "moves": told.moves.len()});
    write_json(&summary, out)
}

fn csv(told: &Told, out: &mut dyn Write) -> anyhow::Result<()> {
    let columns = [
        "statement",
        "kind_before",
        "kind_after",
        "gained",
        "lost",
        "first_before",
        "first_after",
        "subthemes",
        "patterns",
        "text",
    ];
    let mut rows = vec![columns.map(str::to_owned).to_vec()];
    rows.extend(told.moves.iter().map(|own| {
        let [before, after] = own.kind.clone().unwrap_or_default();
        let [first_before, first_after] = own.primary.clone().unwrap_or_default();
        let codes = |themes: &[MovedTheme]| {
            themes.iter().map(|theme| theme.code.clone()).collect::<Vec<_>>().join(";")
        };
        let patterns = own.gained.iter().chain(&own.lost).flat_map(|theme| theme.patterns.clone());
        let cells = [
            own.statement.clone(),
            before,
            after,
            codes(&own.gained),
            codes(&own.lost),
            first_before,
            first_after,
            own.subthemes
                .iter()
                .map(|[before, after]| format!("{before}>{after}"))
                .collect::<Vec<_>>()
                .join(";"),
            patterns.collect::<Vec<_>>().join(" | "),
            own.text.clone(),
        ];
        cells.map(|cell| guarded(&cell)).to_vec()
    }));
    write_csv(&rows, out)
}
