//! Measures and profiles as text, JSON Lines or CSV.

use std::io::Write;

use bloemlezer::synthesis::Profile;
use serde_json::json;

use super::super::listing::{Format, Paint, Typed, guarded, write_csv, write_json};
use super::super::ui::plain;
use super::measure::Measures;

/// Prints a row as soon as it is known.
pub(super) struct Printer {
    format: Format,
    paint: Paint,
    rows: usize,
}

impl Printer {
    pub(super) fn new(format: Format, colour: bool) -> Self {
        Self { format, paint: Paint::new(colour), rows: 0 }
    }

    pub(super) fn row(&mut self, measures: &Measures, out: &mut dyn Write) -> anyhow::Result<()> {
        let first = self.rows == 0;
        self.rows += 1;
        match self.format {
            Format::Text => {
                if first {
                    writeln!(out, "{}", self.paint.heading(&header()))?;
                }
                writeln!(out, "{}", line(measures))?;
            }
            Format::Json => write_json(&Typed { r#type: "profile", content: measures }, out)?,
            Format::Csv => {
                let mut table = csv::WriterBuilder::new().has_headers(first).from_writer(&mut *out);
                table.serialize(Measures { profile: guarded(&measures.profile), ..measures.clone() })?;
                table.flush()?;
            }
        }
        out.flush()?;
        Ok(())
    }

    pub(super) fn end(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        if let Format::Json = self.format {
            write_json(&json!({"type": "summary", "profiles": self.rows}), out)?;
        }
        Ok(())
    }
}

fn header() -> String {
    format!(
        "{:<28}{:>5}{:>6}{:>7}{:>7}  {:<13}{:>6}{:>9}{:>9}{:>6}{:>9}{:>8}",
        "profile",
        "docs",
        "pages",
        "gold",
        "exact",
        "95 %",
        "near",
        "headings",
        "doubtful",
        "wrong",
        "flagged",
        "ms/page"
    )
}

fn line(row: &Measures) -> String {
    let flagged = if row.wrong == 0 { "-".to_owned() } else { format!("{:.2}", row.wrong_flagged) };
    let interval = format!("{:.3}–{:.3}", row.exact_low, row.exact_high);
    format!(
        "{:<28}{:>5}{:>6}{:>7}{:>7.3}  {interval:<13}{:>6.3}{:>9.3}{:>9.3}{:>6}{flagged:>9}{:>8.2}",
        plain(&row.profile),
        row.documents,
        row.pages,
        row.statements,
        row.exact_f1,
        row.near_f1,
        row.headings,
        row.doubtful,
        row.wrong,
        row.layout_ms
    )
}

/// The profiles there are.
pub(super) fn profiles(profiles: &[Profile], format: Format, out: &mut dyn Write) -> anyhow::Result<()> {
    match format {
        Format::Text => {
            for profile in profiles {
                writeln!(out, "{:<28}{}", profile.name, profile.about)?;
            }
        }
        Format::Json => {
            for Profile { name, about, pages, .. } in profiles {
                write_json(&json!({"type": "profile", "name": name, "about": about, "pages": pages}), out)?;
            }
            write_json(&json!({"type": "summary", "profiles": profiles.len()}), out)?;
        }
        Format::Csv => {
            let mut rows = vec![["name", "about", "pages"].map(str::to_owned).to_vec()];
            let row = |profile: &Profile| {
                vec![profile.name.into(), guarded(profile.about), profile.pages.to_string()]
            };
            rows.extend(profiles.iter().map(row));
            write_csv(&rows, out)?;
        }
    }
    Ok(())
}
