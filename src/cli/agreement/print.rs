//! Agreement as tables for people, JSON Lines or CSV.

use std::io::Write;

use anyhow::Result;
use bloemlezer::analysis::agreement::{Agreement, CoderValue, Disagreement, Undefined};
use bloemlezer::model::UNCODED;
use serde_json::json;

use super::super::listing::{Paint, Typed, clean, counted, guarded, width, write_csv, write_json};
use super::rows::{Row, Subject, rows};

/// Below this a number is told to mean little (docs/agreement.md).
const FEW: u64 = 20;

pub(super) fn text(found: &Agreement, paint: Paint, out: &mut dyn Write) -> Result<()> {
    let coders = found.coders.iter().map(|own| format!("{} ({})", clean(&own.coder), own.units));
    let coders: Vec<String> = coders.collect();
    let (units, compared) = (counted(found.units, "unit"), found.compared);
    writeln!(out, "{}: {}", counted(coders.len() as u64, "coder"), coders.join(", "))?;
    writeln!(out, "{units}, {compared} coded by two coders or more")?;
    if compared == 0 {
        writeln!(out, "nothing to compare: no unit has the codes of two coders")?;
        return Ok(());
    }
    let rows = rows(found);
    let names: Vec<String> = rows.iter().map(name).collect();
    let room = names.iter().map(|name| width(name)).max().unwrap_or(0);
    let mut about = None;
    for (row, name) in rows.iter().zip(&names) {
        let own = (row.subject, row.code.as_deref());
        if about != Some(own) {
            writeln!(out, "\n{}", paint.heading(&title(row)))?;
            about = Some(own);
        }
        writeln!(out, "  {name}{}  {}", " ".repeat(room - width(name)), told(row))?;
    }
    if compared < FEW {
        writeln!(out, "\nnote: fewer than {FEW} units say little; look at the intervals")?;
    }
    disagreements(found, paint, out)
}

fn title(row: &Row) -> String {
    match row.subject {
        Subject::Kind => "kind".to_owned(),
        Subject::Theme => format!("theme {}", clean(row.code.as_deref().unwrap_or_default())),
        Subject::ThemeSets => "all themes of a unit".to_owned(),
    }
}

fn name(row: &Row) -> String {
    let pair = row.coders.as_ref().map(|[one, other]| format!(" {} – {}", clean(one), clean(other)));
    format!("{}{}", row.measure, pair.unwrap_or_default())
}

fn told(row: &Row) -> String {
    let units = counted(row.units, "unit");
    match (row.value, row.undefined) {
        (Some(value), _) => {
            let interval = row.low.zip(row.high).map(|(low, high)| format!("({low:.3} to {high:.3})"));
            let interval = interval.unwrap_or_else(|| "(no interval)".to_owned());
            format!("{value:>6.3}  {interval:<18}  {units}")
        }
        (None, Some(Undefined::NoVariation)) => {
            format!("     -  undefined: all values are the same  {units}")
        }
        (None, _) => "     -  undefined: no unit has two values".to_owned(),
    }
}

fn disagreements(found: &Agreement, paint: Paint, out: &mut dyn Write) -> Result<()> {
    if found.disagreements.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", paint.heading(&counted(found.disagreements.len() as u64, "disagreement")))?;
    let names = found.coders.iter().map(|own| width(&clean(&own.coder)));
    let room = names.max().unwrap_or(0);
    for unit in &found.disagreements {
        writeln!(out, "- {}: {}", clean(&unit.id), clean(&unit.text))?;
        for value in &unit.values {
            let coder = clean(&value.coder);
            let gap = " ".repeat(room - width(&coder));
            writeln!(out, "    {coder}{gap}  {}", codes(value))?;
        }
    }
    Ok(())
}

fn codes(value: &CoderValue) -> String {
    let kind = value.kind.as_deref().map(clean);
    let themes = value.themes.as_deref().map(|codes| clean(&joined(codes)));
    kind.into_iter().chain(themes).collect::<Vec<_>>().join(" · ")
}

fn joined(codes: &[String]) -> String {
    if codes.is_empty() { UNCODED.to_owned() } else { codes.join("; ") }
}

/// JSON Lines: what is doubtful, coders, measures, disagreements, then how much there was of each.
pub(super) fn json(found: &Agreement, doubts: &[String], out: &mut dyn Write) -> Result<()> {
    for message in doubts {
        write_json(&json!({ "type": "finding", "message": message }), out)?;
    }
    for content in &found.coders {
        write_json(&Typed { r#type: "coder", content }, out)?;
    }
    let rows = rows(found);
    for content in &rows {
        write_json(&Typed { r#type: "measure", content }, out)?;
    }
    for content in &found.disagreements {
        write_json(&Typed { r#type: "disagreement", content }, out)?;
    }
    let summary = json!({
        "type": "summary",
        "units": found.units,
        "compared": found.compared,
        "coders": found.coders.len(),
        "measures": rows.len(),
        "disagreements": found.disagreements.len(),
        "findings": doubts.len(),
    });
    write_json(&summary, out)
}

pub(super) fn csv_measures(found: &Agreement, out: &mut dyn Write) -> Result<()> {
    let header =
        ["subject", "code", "measure", "coder", "other_coder", "units", "value", "low", "high", "undefined"];
    let mut table = vec![header.map(str::to_owned).to_vec()];
    table.extend(rows(found).iter().map(cells));
    write_csv(&table, out)
}

fn cells(row: &Row) -> Vec<String> {
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let [one, other] = row.coders.clone().unwrap_or_default();
    let subject = match row.subject {
        Subject::Kind => "kind",
        Subject::Theme => "theme",
        Subject::ThemeSets => "theme-sets",
    };
    let undefined = match row.undefined {
        None => "",
        Some(Undefined::NoPair) => "no-pair",
        Some(Undefined::NoVariation) => "no-variation",
    };
    vec![
        subject.to_owned(),
        guarded(row.code.as_deref().unwrap_or_default()),
        row.measure.to_owned(),
        guarded(&one),
        guarded(&other),
        row.units.to_string(),
        number(row.value),
        number(row.low),
        number(row.high),
        undefined.to_owned(),
    ]
}

/// A row per unit, two columns per coder.
pub(super) fn csv_disagreements(found: &Agreement, out: &mut dyn Write) -> Result<()> {
    let own =
        found.coders.iter().flat_map(|own| ["kind", "themes"].map(|what| format!("{what} {}", own.coder)));
    let header = ["id", "text", "disputed"].map(str::to_owned).into_iter().chain(own);
    let mut table = vec![header.map(|cell| guarded(&cell)).collect()];
    table.extend(found.disagreements.iter().map(|unit| side_by_side(unit, found)));
    write_csv(&table, out)
}

fn side_by_side(unit: &Disagreement, found: &Agreement) -> Vec<String> {
    let disputed = unit.kind.then(|| "kind".to_owned()).into_iter().chain(unit.themes.iter().cloned());
    let mut cells = vec![unit.id.clone(), unit.text.clone(), disputed.collect::<Vec<_>>().join("; ")];
    for coder in &found.coders {
        let value = unit.values.iter().find(|value| value.coder == coder.coder);
        cells.push(value.and_then(|value| value.kind.clone()).unwrap_or_default());
        cells.push(value.and_then(|value| value.themes.as_deref().map(joined)).unwrap_or_default());
    }
    cells.iter().map(|cell| guarded(cell)).collect()
}
