//! The measures of `bench groups` as text, JSON Lines or CSV.

use std::io::Write;

use bloemlezer::synthesis::{Related, Relation};
use serde_json::json;

use super::super::super::listing::{Format, Paint, round, write_csv, write_json};
use super::super::super::ui::plain;
use super::quality::{BAR, Pairs, Quality};
use super::speed::Costs;

pub(super) fn quality(
    quality: &Quality,
    format: Format,
    colour: bool,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let rows = rows(quality);
    match format {
        Format::Text => {
            let header = format!(
                "{:<20}{:>7}{:>8}{:>8}{:>7}{:>8}{:>11}{:>9}{:>7}",
                "", "texts", "pairs", "right", "wrong", "missed", "precision", "recall", "apart"
            );
            writeln!(out, "{}", Paint::new(colour).heading(&header))?;
            for (name, pairs) in &rows {
                let [precision, recall, apart] =
                    shares(pairs).map(|share| share.map_or("-".into(), |share| format!("{share:.4}")));
                let Pairs { texts, pairs, right, wrong, missed } = pairs;
                writeln!(
                    out,
                    "{name:<20}{texts:>7}{pairs:>8}{right:>8}{wrong:>7}{missed:>8}{precision:>11}{recall:>9}{apart:>7}"
                )?;
            }
            let below: Vec<&str> =
                rows.iter().filter(|(_, pairs)| below_bar(pairs)).map(|(name, _)| *name).collect();
            let verdict = if below.is_empty() { "none".to_owned() } else { below.join(", ") };
            writeln!(out, "\nbelow {BAR}: {verdict}")?;
        }
        Format::Json => {
            for (name, pairs) in &rows {
                let [precision, recall, apart] = shares(pairs).map(|share| share.map(round));
                write_json(
                    &json!({
                        "type": "measure", "relation": name, "texts": pairs.texts, "pairs": pairs.pairs, "right": pairs.right,
                        "wrong": pairs.wrong, "missed": pairs.missed, "precision": precision, "recall": recall, "apart": apart,
                    }),
                    out,
                )?;
            }
            let good = !rows.iter().any(|(_, pairs)| below_bar(pairs));
            write_json(
                &json!({"type": "summary", "texts": quality.all.texts, "bar": BAR, "good": good}),
                out,
            )?;
        }
        Format::Csv => {
            let header =
                ["relation", "texts", "pairs", "right", "wrong", "missed", "precision", "recall", "apart"];
            let mut table = vec![header.map(str::to_owned).to_vec()];
            table.extend(rows.iter().map(|(name, pairs)| {
                let counts = [pairs.texts, pairs.pairs, pairs.right, pairs.wrong, pairs.missed];
                let shares =
                    shares(pairs).map(|share| share.map_or(String::new(), |share| format!("{share:.4}")));
                [vec![(*name).to_owned()], counts.map(|count| count.to_string()).to_vec(), shares.to_vec()]
                    .concat()
            }));
            write_csv(&table, out)?;
        }
    }
    Ok(())
}

fn rows(quality: &Quality) -> Vec<(&'static str, Pairs)> {
    let relations = Relation::ALL
        .into_iter()
        .filter_map(|relation| Some((relation.name(), *quality.by_relation.get(&relation)?)));
    [("all", quality.all), ("short", quality.short), ("letters", quality.letters)]
        .into_iter()
        .chain(relations)
        .collect()
}

fn shares(pairs: &Pairs) -> [Option<f64>; 3] {
    // Of relations that don't repeat, a precision would say that nothing was right.
    let precision = pairs.precision().filter(|_| pairs.apart().is_none());
    [precision, pairs.recall(), pairs.apart()]
}

fn below_bar(pairs: &Pairs) -> bool {
    shares(pairs).into_iter().flatten().any(|share| share < BAR)
}

/// The pairs that went wrong.
pub(super) fn differences(
    quality: &Quality,
    made: &[Related],
    format: Format,
    colour: bool,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let paint = Paint::new(colour);
    for (difference, pairs) in [("wrong", &quality.wrong), ("missed", &quality.missed)] {
        for (one, other) in pairs {
            let (Some(one), Some(other)) = (made.get(*one), made.get(*other)) else { continue };
            match format {
                Format::Text => {
                    let name = format!("{difference}: {} / {}", one.relation.name(), other.relation.name());
                    writeln!(
                        out,
                        "\n{}\n  {}\n  {}",
                        paint.heading(&name),
                        plain(&one.text),
                        plain(&other.text)
                    )?;
                }
                _ => write_json(
                    &json!({
                        "type": "difference", "difference": difference, "relation": one.relation.name(),
                        "texts": [one.text, other.text],
                    }),
                    out,
                )?,
            }
        }
    }
    Ok(())
}

/// What grouping costs.
pub(super) fn costs(costs: &Costs, format: Format, colour: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    let more = 100.0 * costs.grouping / (costs.reading + costs.indexing + costs.writing);
    let rate = costs.statements as f64 / costs.grouping;
    match format {
        Format::Text => {
            let header = format!(
                "{:>12}{:>16}{:>10}{:>10}{:>10}",
                "statements", "reading, coding", "indexing", "writing", "grouping"
            );
            writeln!(out, "{}", Paint::new(colour).heading(&header))?;
            writeln!(
                out,
                "{:>12}{:>15.1}s{:>9.1}s{:>9.1}s{:>9.1}s",
                costs.statements, costs.reading, costs.indexing, costs.writing, costs.grouping
            )?;
            writeln!(
                out,
                "\ngrouping adds {more:.1} % to the rest; {rate:.0} statements a second, {} of them in {} groups{}; {} threads",
                costs.grouped,
                costs.groups,
                costs
                    .bytes
                    .map_or(String::new(), |bytes| format!(", at most {bytes:.0} bytes more per statement")),
                costs.threads,
            )?;
        }
        Format::Json => write_json(
            &json!({
                "type": "summary", "statements": costs.statements, "threads": costs.threads, "reading_and_coding": costs.reading,
                "indexing": costs.indexing, "writing": costs.writing, "grouping": costs.grouping, "adds_percent": more,
                "per_second": rate, "grouped": costs.grouped, "groups": costs.groups, "bytes_per_statement": costs.bytes,
            }),
            out,
        )?,
        Format::Csv => {
            let header = [
                "statements",
                "reading_and_coding",
                "indexing",
                "writing",
                "grouping",
                "adds_percent",
                "bytes_per_statement",
            ];
            let seconds = [costs.reading, costs.indexing, costs.writing, costs.grouping, more];
            let mut row = vec![costs.statements.to_string()];
            row.extend(seconds.map(|seconds| format!("{seconds:.2}")));
            row.push(costs.bytes.map_or(String::new(), |bytes| format!("{bytes:.0}")));
            write_csv(&[header.map(str::to_owned).to_vec(), row], out)?;
        }
    }
    Ok(())
}
