//! The figures as text, JSON Lines or CSV.

use std::io::Write;

use serde_json::json;

use super::super::super::listing::{Format, Paint, write_csv, write_json};
use super::super::whole::{median, told};
use super::Measured;

/// The medians after a change, and their ratios to those of the run without a cache.
struct Row {
    name: &'static str,
    wall: f64,
    cpu: Option<f64>,
    wall_ratio: f64,
    cpu_ratio: Option<f64>,
    reused: u64,
    made: u64,
}

fn rows(measured: &[Measured]) -> Vec<Row> {
    let wall = |own: &Measured| median(own.costs.iter().map(|cost| cost.wall).collect()).unwrap_or(0.0);
    let cpu = |own: &Measured| median(own.costs.iter().map(|cost| cost.cpu).collect::<Option<Vec<_>>>()?);
    let Some(clean) = measured.first() else { return Vec::new() };
    let (clean_wall, clean_cpu) = (wall(clean), cpu(clean));
    let row = |own: &Measured| Row {
        name: own.change.name(),
        wall: wall(own),
        cpu: cpu(own),
        wall_ratio: wall(own) / clean_wall,
        cpu_ratio: cpu(own).zip(clean_cpu).map(|(own, clean)| own / clean),
        reused: own.reused,
        made: own.made,
    };
    measured.iter().map(row).collect()
}

pub(super) fn print(
    measured: &[Measured],
    load: Option<f64>,
    format: Format,
    (out, colour): (&mut dyn Write, bool),
) -> anyhow::Result<()> {
    let rows = rows(measured);
    match format {
        Format::Text => {
            let header = format!(
                "{:<18}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}",
                "", "wall s", "CPU s", "wall ×", "CPU ×", "reused", "made"
            );
            writeln!(out, "{}", Paint::new(colour).heading(&header))?;
            for row in &rows {
                let (cpu, ratio) = (told(row.cpu, 2), told(row.cpu_ratio, 3));
                write!(out, "{:<18}{:>9.2}{cpu:>9}{:>9.3}{ratio:>9}", row.name, row.wall, row.wall_ratio)?;
                writeln!(out, "{:>9}{:>9}", row.reused, row.made)?;
            }
            let load =
                load.map_or(String::new(), |load| format!("; load average {load:.2} before the first"));
            let rounds = measured.first().map_or(0, |own| own.costs.len());
            writeln!(out, "\n{rounds} rounds{load}")?;
        }
        Format::Json => {
            for row in &rows {
                let line = json!({
                    "type": "change", "name": row.name, "wall_seconds": row.wall, "cpu_seconds": row.cpu,
                    "wall_ratio": row.wall_ratio, "cpu_ratio": row.cpu_ratio,
                    "reused": row.reused, "made": row.made,
                });
                write_json(&line, out)?;
            }
        }
        Format::Csv => {
            let mut table = vec![
                ["change", "wall_seconds", "cpu_seconds", "wall_ratio", "cpu_ratio", "reused", "made"]
                    .map(str::to_owned)
                    .to_vec(),
            ];
            for row in &rows {
                let digits = |value: f64| format!("{value:.3}");
                table.push(vec![
                    row.name.to_owned(),
                    digits(row.wall),
                    row.cpu.map_or_else(String::new, digits),
                    digits(row.wall_ratio),
                    row.cpu_ratio.map_or_else(String::new, digits),
                    row.reused.to_string(),
                    row.made.to_string(),
                ]);
            }
            write_csv(&table, out)?;
        }
    }
    Ok(())
}
