//! The measures as text, JSON Lines or CSV.

use std::io::Write;

use serde_json::{Value, json};

use super::super::super::listing::{Format, Paint, write_csv, write_json};
use super::rounds::{Loop, Measures};

pub(super) fn print(
    measures: &Measures,
    format: Format,
    colour: bool,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    match format {
        Format::Text => text(measures, Paint::new(colour), out),
        Format::Json => jsonl(measures, out),
        Format::Csv => {
            let rows = measures.loops.iter().map(|measured| cells(measured, measures.statements));
            let header = ["name", "patterns", "tried", "per_second", "median_per_second", "cpu_us"];
            let rows: Vec<Vec<String>> =
                std::iter::once(header.map(str::to_owned).to_vec()).chain(rows).collect();
            write_csv(&rows, out)
        }
    }
}

fn text(measures: &Measures, paint: Paint, out: &mut dyn Write) -> anyhow::Result<()> {
    let header = format!(
        "{:<28}{:>10}{:>10}{:>12}{:>12}{:>9}",
        "", "patterns", "tried", "a second", "median", "cpu µs"
    );
    writeln!(out, "{}", paint.heading(&header))?;
    for measured in &measures.loops {
        let (best, median) =
            (rate(measured, 0.0, measures.statements), rate(measured, 0.5, measures.statements));
        let cpu = cpu(measured, measures.statements).map_or("-".to_owned(), |cpu| format!("{cpu:.2}"));
        writeln!(
            out,
            "{:<28}{:>10}{:>10.1}{best:>12.0}{median:>12.0}{cpu:>9}",
            measured.name, measured.patterns, measured.tried
        )?;
    }
    let Ratios { coding, rare, common } = ratios(measures);
    writeln!(
        out,
        "\ncoding runs at {coding:.2} of the bare loop; twice the patterns cost {rare:+.1} % with rare words, {common:+.1} % with common ones"
    )?;
    writeln!(
        out,
        "{} statements of {:.0} characters and {:.1} words on average, {} threads{}{}",
        measures.statements,
        measures.characters,
        measures.words,
        measures.threads,
        measures.load.map_or(String::new(), |load| format!("; load average {load:.2} at the start")),
        measures.memory.map_or(String::new(), |memory| format!("; at most {memory:.0} MiB")),
    )?;
    Ok(())
}

fn jsonl(measures: &Measures, out: &mut dyn Write) -> anyhow::Result<()> {
    for measured in &measures.loops {
        write_json(&json_of(measured, measures.statements), out)?;
    }
    let Ratios { coding, rare, common } = ratios(measures);
    let summary = json!({
        "type": "summary", "statements": measures.statements, "characters": measures.characters, "words": measures.words,
        "threads": measures.threads, "coding_to_bare": coding,
        "doubling_rare_costs_percent": rare, "doubling_common_costs_percent": common,
        "load": measures.load, "memory_mib": measures.memory,
    });
    write_json(&summary, out)
}

fn json_of(measured: &Loop, statements: usize) -> Value {
    json!({
        "type": "loop", "name": measured.name, "patterns": measured.patterns, "tried": measured.tried,
        "results": measured.results, "per_second": rate(measured, 0.0, statements),
        "median_per_second": rate(measured, 0.5, statements), "cpu_us": cpu(measured, statements),
        "rounds": measured.seconds.len(),
    })
}

fn cells(measured: &Loop, statements: usize) -> Vec<String> {
    vec![
        measured.name.to_owned(),
        measured.patterns.to_string(),
        format!("{:.1}", measured.tried),
        format!("{:.0}", rate(measured, 0.0, statements)),
        format!("{:.0}", rate(measured, 0.5, statements)),
        cpu(measured, statements).map_or(String::new(), |cpu| format!("{cpu:.3}")),
    ]
}

/// How the loops compare, by their fastest rounds: what else runs on the machine only ever slows one down.
struct Ratios {
    coding: f64,
    /// Per cent of time that coding takes more with twice the patterns, by what the second half asks for.
    rare: f64,
    common: f64,
}

fn ratios(measures: &Measures) -> Ratios {
    let [bare, coded, rare, common] =
        measures.loops.each_ref().map(|measured| measured.seconds.first().copied().unwrap_or(f64::NAN));
    let more = |doubled: f64| 100.0 * (doubled / coded - 1.0);
    Ratios { coding: bare / coded, rare: more(rare), common: more(common) }
}

/// Statements a second in the round at that share of the rounds, from the fastest.
fn rate(measured: &Loop, share: f64, statements: usize) -> f64 {
    let place = (measured.seconds.len() as f64 * share) as usize;
    measured.seconds.get(place).map_or(0.0, |seconds| statements as f64 / seconds)
}

/// Microseconds of processor time per statement, in the round that took least.
fn cpu(measured: &Loop, statements: usize) -> Option<f64> {
    measured.cpu_seconds.first().map(|seconds| seconds * 1e6 / statements as f64)
}
