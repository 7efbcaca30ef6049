//! The figures as text, JSON Lines or CSV.

use std::io::Write;

use serde_json::{Value, json};

use super::super::super::listing::{Format, Paint, write_csv, write_json};
use super::bars::{Bar, Bound, MEGABYTE, bars};
use super::figures::{Figures, Row};

pub(super) fn print(
    figures: &Figures,
    format: Format,
    colour: bool,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let rows = figures.rows();
    match format {
        Format::Text => text(figures, &rows, Paint::new(colour), out),
        Format::Json => jsonl(figures, &rows, out),
        Format::Csv => write_csv(&table(&rows), out),
    }
}

/// A number, or that it is not known.
pub(in crate::cli::bench) fn told(value: Option<f64>, digits: usize) -> String {
    value.map_or_else(|| "unknown".to_owned(), |value| format!("{value:.digits$}"))
}

fn text(figures: &Figures, rows: &[Row], paint: Paint, out: &mut dyn Write) -> anyhow::Result<()> {
    let header = format!(
        "{:<12}{:>12}{:>8}{:>9}{:>9}{:>9}{:>9}{:>12}{:>9}{:>8}{:>8}{:>8}",
        "",
        "a second",
        "MB/s",
        "wall s",
        "CPU s",
        "CPU/wall",
        "peak MB",
        "index B/st",
        "HTML MB",
        "wall ×",
        "CPU ×",
        "peak ×"
    );
    writeln!(out, "{}", paint.heading(&header))?;
    for row in rows {
        let ratio = |of: Option<Option<f64>>| of.map_or_else(|| "-".to_owned(), |ratio| told(ratio, 2));
        writeln!(
            out,
            "{:<12}{:>12.0}{:>8.1}{:>9.2}{:>9}{:>9}{:>9}{:>12.1}{:>9.2}{:>8}{:>8}{:>8}",
            row.variant.name(),
            row.per_second,
            row.text_rate,
            row.wall,
            told(row.cpu, 2),
            told(row.busy, 2),
            told(row.peak.map(|bytes| bytes / MEGABYTE), 0),
            row.index_per_statement,
            row.sizes.html as f64 / MEGABYTE,
            ratio(row.ratios.map(|ratios| Some(ratios.wall))),
            ratio(row.ratios.map(|ratios| ratios.cpu)),
            ratio(row.ratios.map(|ratios| ratios.peak)),
        )?;
    }
    writeln!(out, "\nasked at 1,000,000 statements on 2 threads:")?;
    for row in rows {
        for bar in bars(row) {
            writeln!(out, "  {:<12}{}", row.variant.name(), sentence(&bar))?;
        }
    }
    let rounds = figures.measured.first().map_or(0, |measured| measured.rounds.len());
    writeln!(
        out,
        "\n{} statements of {:.0} bytes on average, seed {}, {rounds} rounds, {} threads{}",
        figures.table.statements,
        figures.table.text_bytes as f64 / figures.table.statements as f64,
        figures.seed,
        figures.threads,
        figures.load.map_or(String::new(), |load| format!("; load average {load:.2} before the first")),
    )?;
    Ok(())
}

fn sentence(bar: &Bar) -> String {
    let (sign, bound) = match bar.bound {
        Bound::Most(most) => ("≤", most),
        Bound::Least(least) => ("≥", least),
    };
    let met = match bar.met() {
        Some(true) => "yes",
        Some(false) => "no",
        None => "unknown",
    };
    format!("{:<14}{:>9} {sign} {bound:<6} {met}", bar.name.replace('_', " "), told(bar.value, 2))
}

fn jsonl(figures: &Figures, rows: &[Row], out: &mut dyn Write) -> anyhow::Result<()> {
    for (row, measured) in rows.iter().zip(&figures.measured) {
        let walls: Vec<f64> = measured.rounds.iter().map(|round| round.cost.wall).collect();
        let mut line = json!({
            "type": "variant", "name": row.variant.name(), "per_second": row.per_second, "text_mb_per_second": row.text_rate,
            "wall_seconds": row.wall, "wall_rounds": walls, "cpu_seconds": row.cpu, "cpu_per_wall": row.busy, "peak_bytes": row.peak,
            "index_bytes": row.sizes.index, "index_bytes_per_statement": row.index_per_statement, "html_bytes": row.sizes.html,
            "output_bytes": row.sizes.all, "wall_ratio": row.ratios.map(|ratios| ratios.wall),
            "cpu_ratio": row.ratios.and_then(|ratios| ratios.cpu), "peak_ratio": row.ratios.and_then(|ratios| ratios.peak),
        });
        if let Some(line) = line.as_object_mut() {
            line.insert("bars".into(), bars(row).iter().map(bar_json).collect());
        }
        write_json(&line, out)?;
    }
    let rounds = figures.measured.first().map_or(0, |measured| measured.rounds.len());
    let summary = json!({
        "type": "summary", "statements": figures.table.statements, "text_bytes": figures.table.text_bytes,
        "table_bytes": figures.table.file_bytes, "rounds": rounds, "threads": figures.threads, "seed": figures.seed,
        "load": figures.load,
    });
    write_json(&summary, out)
}

fn bar_json(bar: &Bar) -> Value {
    let (most, least) = match bar.bound {
        Bound::Most(most) => (Some(most), None),
        Bound::Least(least) => (None, Some(least)),
    };
    json!({"name": bar.name, "value": bar.value, "most": most, "least": least, "met": bar.met()})
}

fn table(rows: &[Row]) -> Vec<Vec<String>> {
    let header = [
        "name",
        "per_second",
        "text_mb_per_second",
        "wall_seconds",
        "cpu_seconds",
        "cpu_per_wall",
        "peak_bytes",
        "index_bytes_per_statement",
        "html_bytes",
        "wall_ratio",
        "cpu_ratio",
        "peak_ratio",
    ];
    let cells = |row: &Row| {
        let known = |value: Option<f64>, digits: usize| {
            value.map_or(String::new(), |value| format!("{value:.digits$}"))
        };
        vec![
            row.variant.name().to_owned(),
            format!("{:.0}", row.per_second),
            format!("{:.2}", row.text_rate),
            format!("{:.3}", row.wall),
            known(row.cpu, 2),
            known(row.busy, 3),
            known(row.peak, 0),
            format!("{:.1}", row.index_per_statement),
            row.sizes.html.to_string(),
            known(row.ratios.map(|ratios| ratios.wall), 3),
            known(row.ratios.and_then(|ratios| ratios.cpu), 3),
            known(row.ratios.and_then(|ratios| ratios.peak), 3),
        ]
    };
    std::iter::once(header.map(str::to_owned).to_vec()).chain(rows.iter().map(cells)).collect()
}
