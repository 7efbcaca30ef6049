//! The figures as text, JSON Lines or CSV.

use std::io::Write;

use serde_json::json;

use super::super::super::listing::{Format, Paint, write_csv, write_json};
use super::queries::Queries;
use super::rounds::{Kind, Latency, Measured, Row};

/// All there is to tell.
#[derive(Debug)]
pub(super) struct Told<'m> {
    pub(super) statements: u64,
    pub(super) seed: u64,
    pub(super) queries: &'m Queries,
    pub(super) measured: &'m Measured,
}

pub(super) fn print(
    told: &Told<'_>,
    format: Format,
    colour: bool,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let lines: Vec<Line> = told.measured.rows.iter().map(Line::of).collect();
    match format {
        Format::Text => text(told, &lines, Paint::new(colour), out),
        Format::Json => jsonl(told, &lines, out),
        Format::Csv => write_csv(&table(&lines), out),
    }
}

/// A row with what is asked of it.
struct Line {
    kind: Kind,
    own: Latency,
    bare: Option<Latency>,
    /// Ours to the bare index.
    ratios: Option<Latency>,
    /// What 99 of 100 searches should stay below at a million statements, in milliseconds; of a phrase, what the bare index needs.
    bar: f64,
}

impl Line {
    fn of(row: &Row) -> Self {
        let (own, bare) = (row.own, row.bare);
        Self {
            kind: row.kind,
            own,
            bare,
            ratios: bare.map(|bare| Latency { half: own.half / bare.half, most: own.most / bare.most }),
            bar: match row.kind {
                Kind::Term => 0.3,
                Kind::And => 1.0,
                Kind::Facets => 20.0,
                Kind::Phrase => bare.map_or(f64::NAN, |bare| bare.most),
            },
        }
    }
}

/// What opening should stay below at a million statements, in milliseconds.
const OPENING: f64 = 50.0;

fn text(told: &Told<'_>, lines: &[Line], paint: Paint, out: &mut dyn Write) -> anyhow::Result<()> {
    let header = format!(
        "{:<10}{:>10}{:>10}{:>11}{:>11}{:>9}{:>9}{:>14}",
        "ms", "half", "99 %", "bare half", "bare 99 %", "half ×", "99 % ×", "asked 99 %"
    );
    writeln!(out, "{}", paint.heading(&header))?;
    let number = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"));
    for line in lines {
        writeln!(
            out,
            "{:<10}{:>10.3}{:>10.3}{:>11}{:>11}{:>9}{:>9}{:>14}",
            line.kind.name(),
            line.own.half,
            line.own.most,
            number(line.bare.map(|bare| bare.half)),
            number(line.bare.map(|bare| bare.most)),
            number(line.ratios.map(|ratios| ratios.half)),
            number(line.ratios.map(|ratios| ratios.most)),
            format!("≤ {:.1} {}", line.bar, yes(line.own.most <= line.bar)),
        )?;
    }
    let (opening, bare) = (told.measured.own_opening, told.measured.bare_opening);
    writeln!(
        out,
        "\nopening: {opening:.1} ms (≤ {OPENING:.0} {}), bare {bare:.1} ms",
        yes(opening <= OPENING)
    )?;
    writeln!(
        out,
        "{} statements, {} questions of each kind, the fastest of {} rounds, seed {}",
        told.statements,
        told.queries.terms.len(),
        told.measured.rounds,
        told.seed,
    )?;
    Ok(())
}

fn yes(met: bool) -> &'static str {
    if met { "yes" } else { "no" }
}

fn jsonl(told: &Told<'_>, lines: &[Line], out: &mut dyn Write) -> anyhow::Result<()> {
    for line in lines {
        let value = json!({
            "type": "query", "kind": line.kind.name(), "p50_ms": line.own.half, "p99_ms": line.own.most,
            "bare_p50_ms": line.bare.map(|bare| bare.half), "bare_p99_ms": line.bare.map(|bare| bare.most),
            "p50_ratio": line.ratios.map(|ratios| ratios.half), "p99_ratio": line.ratios.map(|ratios| ratios.most),
            "asked_p99_ms": line.bar, "met": line.own.most <= line.bar,
        });
        write_json(&value, out)?;
    }
    let opening = told.measured.own_opening;
    let summary = json!({
        "type": "summary", "statements": told.statements, "queries": told.queries.terms.len(),
        "rounds": told.measured.rounds, "seed": told.seed, "opening_ms": opening,
        "bare_opening_ms": told.measured.bare_opening, "asked_opening_ms": OPENING,
        "opening_met": opening <= OPENING,
    });
    write_json(&summary, out)
}

fn table(lines: &[Line]) -> Vec<Vec<String>> {
    let header = ["kind", "p50_ms", "p99_ms", "bare_p50_ms", "bare_p99_ms", "p50_ratio", "p99_ratio"];
    let number = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.4}"));
    let cells = |line: &Line| {
        vec![
            line.kind.name().to_owned(),
            number(Some(line.own.half)),
            number(Some(line.own.most)),
            number(line.bare.map(|bare| bare.half)),
            number(line.bare.map(|bare| bare.most)),
            number(line.ratios.map(|ratios| ratios.half)),
            number(line.ratios.map(|ratios| ratios.most)),
        ]
    };
    std::iter::once(header.map(str::to_owned).to_vec()).chain(lines.iter().map(cells)).collect()
}
