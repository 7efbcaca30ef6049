//! Measures and differences as tables for people, JSON Lines or CSV.

use std::io::{self, Write};

use bloemlezer::analysis::scores::Difference;
use bloemlezer::model::Section;
use bloemlezer::text::spreadsheet_cell;

use super::super::listing::{Typed, quoted, write_json};
use super::super::ui::{Style, plain, styled};
use super::Evaluation;
use super::rows::Row;

pub(super) fn text(evaluation: &Evaluation, colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut part = None;
    for row in &evaluation.rows {
        if part != Some(row.part) {
            if part.is_some() {
                writeln!(out)?;
            }
            writeln!(out, "{}", styled(row.part.title(), Style::Strong, colour))?;
            writeln!(
                out,
                "  {:<26}{:>8}{:>8}{:>8}  {:<17}{:>7}{:>7}{:>7}",
                "", "P", "R", "F1", "95 % interval", "right", "wrong", "missed"
            )?;
            part = Some(row.part);
        }
        writeln!(out, "{}", line(row).trim_end())?;
    }
    if !evaluation.differences.is_empty() {
        writeln!(out, "\n{}", styled("Differences", Style::Strong, colour))?;
    }
    for difference in &evaluation.differences {
        write_difference(difference, out)?;
    }
    Ok(())
}

fn line(row: &Row) -> String {
    let name = plain(&name(row)).into_owned();
    let count = |value: Option<u64>| value.map_or_else(String::new, |value| value.to_string());
    if let (Some(score), Some(of)) = (row.score, row.of) {
        let right = count(row.right);
        return format!("  {name:<32}{:>18.3}  score {score:.3}{right:>14} of {of:>4}", row.value);
    }
    if row.low.is_none() {
        return format!("  {name:<32}{:>18}", row.value);
    }
    let number = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.3}"));
    let interval = format!("{}–{}", number(row.low), number(row.high));
    let wrong = match row.of {
        Some(of) => format!("of {of}"),
        None => count(row.wrong),
    };
    format!(
        "  {name:<26}{:>8}{:>8}{:>8}  {interval:<17}{:>7}{wrong:>7}{:>7}",
        number(row.precision),
        number(row.recall),
        number(Some(row.value)),
        count(row.right),
        count(row.missed),
    )
}

/// The measure for people.
fn name(row: &Row) -> String {
    let code = row.code.as_deref().unwrap_or_default();
    match row.measure {
        "gold" => "gold statements".to_owned(),
        "found" => "found statements".to_owned(),
        "exact-f1" => "exact".to_owned(),
        "near-f1" => "exact or near".to_owned(),
        "sections" => "right heading (share)".to_owned(),
        "micro-f1" => "all themes (micro)".to_owned(),
        "macro-f1" => "mean of themes (macro)".to_owned(),
        "theme-f1" => format!("  {code}"),
        "primary" => "primary theme (share)".to_owned(),
        "kind" => "kind (share)".to_owned(),
        "kind-f1" => format!("  {code}"),
        "kind-confusion" => format!("  {}", code.replace(">none", " missed").replace('>', " found as ")),
        "primary-confusion" => format!("  {}", code.replace('>', " first, found as ")),
        "theme-reliability" => format!("  themes that score {code}"),
        "theme-calibration-error" => "themes: score against share right".to_owned(),
        "kind-reliability" => format!("  kinds that score {code}"),
        "kind-calibration-error" => "kinds: score against share right".to_owned(),
        other => other.to_owned(),
    }
}

fn write_difference(difference: &Difference, out: &mut dyn Write) -> io::Result<()> {
    let cells = Cells::of(difference);
    writeln!(out, "- {} in {}: {}", cells.difference, plain(&cells.place), plain(&cells.text))?;
    if !cells.gold.is_empty() {
        writeln!(out, "    gold:  {}", plain(&cells.gold))?;
    }
    if !cells.found.is_empty() {
        let ratio = cells.ratio.map_or_else(String::new, |ratio| format!(" (likeness {ratio:.3})"));
        writeln!(out, "    found: {}{ratio}", plain(&cells.found))?;
    }
    if !cells.evidence.is_empty() {
        writeln!(out, "    by:    {}", plain(&cells.evidence))?;
    }
    Ok(())
}

/// JSON Lines: measures, differences, then how many of each there were.
pub(super) fn json(evaluation: &Evaluation, out: &mut dyn Write) -> anyhow::Result<()> {
    for content in &evaluation.rows {
        write_json(&Typed { r#type: "measure", content }, out)?;
    }
    for content in &evaluation.differences {
        write_json(&Typed { r#type: "difference", content }, out)?;
    }
    let summary = serde_json::json!({
        "type": "summary",
        "measures": evaluation.rows.len(),
        "differences": evaluation.differences.len(),
    });
    write_json(&summary, out)
}

pub(super) fn csv_measures(rows: &[Row], out: &mut dyn Write) -> anyhow::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    for row in rows {
        table.serialize(Row {
            code: row.code.as_deref().map(|code| spreadsheet_cell(code).into_owned()),
            ..row.clone()
        })?;
    }
    table.flush()?;
    Ok(())
}

pub(super) fn csv_differences(differences: &[Difference], out: &mut dyn Write) -> anyhow::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(["difference", "place", "text", "gold", "found", "likeness", "evidence"])?;
    for difference in differences {
        let cells = Cells::of(difference);
        let ratio = cells.ratio.map_or_else(String::new, |ratio| format!("{ratio:.4}"));
        let texts = [cells.place, cells.text, cells.gold, cells.found, cells.evidence]
            .map(|cell| spreadsheet_cell(&cell).into_owned());
        let [place, text, gold, found, evidence] = &texts;
        table.write_record([cells.difference, place, text, gold, found, &ratio, evidence])?;
    }
    table.flush()?;
    Ok(())
}

/// A difference as plain cells.
#[derive(Debug, Default, PartialEq)]
struct Cells {
    difference: &'static str,
    place: String,
    text: String,
    gold: String,
    found: String,
    ratio: Option<f64>,
    /// The words that the codes found rest on.
    evidence: String,
}

impl Cells {
    fn of(difference: &Difference) -> Self {
        let (name, place, text) = match difference {
            Difference::Missed { place, text, .. } => ("missed", place, text),
            Difference::Extra { place, text, .. } => ("extra", place, text),
            Difference::Near { place, text, .. } => ("near", place, text),
            Difference::Section { place, text, .. } => ("section", place, text),
            Difference::Themes { place, text, .. } => ("themes", place, text),
            Difference::Kind { place, text, .. } => ("kind", place, text),
        };
        let (gold, found, ratio) = sides(difference);
        let evidence = evidence(difference);
        Self { difference: name, place: place.clone(), text: text.clone(), gold, found, ratio, evidence }
    }
}

/// What gold says, what was found, and how alike the texts are where that is the matter.
fn sides(difference: &Difference) -> (String, String, Option<f64>) {
    match difference {
        Difference::Missed { nearest, .. } => match nearest {
            Some(nearest) => (String::new(), nearest.text.clone(), Some(nearest.ratio)),
            None => (String::new(), String::new(), None),
        },
        Difference::Extra { id, .. } => (String::new(), id.clone(), None),
        Difference::Near { found, .. } => (String::new(), found.text.clone(), Some(found.ratio)),
        Difference::Section { gold, found, .. } => (heading(gold.as_ref()), heading(found.as_ref()), None),
        Difference::Themes { gold, found, .. } => {
            let found: Vec<String> = found.iter().map(|theme| theme.code.clone()).collect();
            (codes(gold), codes(&found), None)
        }
        Difference::Kind { gold, found, .. } => {
            let found = found.map_or("none", |kind| kind.code());
            (gold.code().to_owned(), found.to_owned(), None)
        }
    }
}

/// Per code found its score and its words.
fn evidence(difference: &Difference) -> String {
    match difference {
        Difference::Themes { found, .. } => {
            let themes = found.iter();
            let told =
                themes.map(|theme| format!("{} {:.2} {}", theme.code, theme.score, quoted(&theme.words)));
            told.collect::<Vec<_>>().join("; ")
        }
        Difference::Kind { words, .. } => quoted(words),
        _ => String::new(),
    }
}

fn heading(section: Option<&Section>) -> String {
    section.map_or_else(|| "no heading".to_owned(), Section::label)
}

fn codes(codes: &[String]) -> String {
    match codes {
        [] => "overig".to_owned(),
        codes => codes.join(", "),
    }
}
