//! How results are printed: as text for a terminal, JSON Lines, or CSV. Respondents' text is data in each of them.

#[cfg(test)]
pub(crate) mod samples;
mod table;
mod terminal;

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};

use anyhow::Result;
use bloemlezer::index::Facets;
use bloemlezer::model::{Severity, SourcePiece, Statement, UNCODED};
use serde::Serialize;

pub(crate) use self::table::{csv_cells, csv_columns, guarded, write_csv};
pub(crate) use self::terminal::{Paint, Wrapped, clean, width, wrap};
use super::ui::steers;

/// How to print results.
#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
pub(crate) enum Format {
    /// For reading
    #[default]
    Text,
    /// JSON Lines: one object per result, then a summary
    Json,
    /// Comma-separated values with a header
    Csv,
}

/// The word that a problem begins with on a terminal.
pub(crate) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A number of things.
pub(crate) fn counted<N: Display + PartialEq + From<u8>>(count: N, noun: &str) -> String {
    if count == N::from(1) { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Where a statement stands: document, page and line, or row; and so for every further file that it runs on into.
pub(crate) fn place_in_source(statement: &Statement) -> String {
    let mut place = clean(&statement.document);
    if let Some(page) = statement.page {
        place += &format!(" p. {page}");
    }
    if let Some(label) = statement
        .page_label
        .as_deref()
        .filter(|label| statement.page.is_none_or(|page| page.to_string() != **label))
    {
        place += &format!(" (printed {})", clean(label));
    }
    let own = statement.document.as_str();
    for pieces in statement.source.chunk_by(|one, next| one.document(own) == next.document(own)) {
        if let Some(SourcePiece::Line { document: Some(other), page, .. }) = pieces.first() {
            place += &format!("; {} p. {page}", clean(other));
        }
        place += &lines(pieces);
    }
    place
}

/// The lines, or the row, of pieces of one file.
fn lines(pieces: &[SourcePiece]) -> String {
    match (pieces.first(), pieces.last()) {
        (Some(SourcePiece::Line { line: first, .. }), Some(SourcePiece::Line { line: last, .. }))
            if first != last =>
        {
            format!(", lines {first}-{last}")
        }
        (
            Some(SourcePiece::Paragraph { paragraph: first, .. }),
            Some(SourcePiece::Paragraph { paragraph: last, .. }),
        ) if first != last => format!(", paragraphs {first}-{last}"),
        (Some(SourcePiece::Paragraph { paragraph, .. }), _) => format!(", paragraph {paragraph}"),
        (Some(SourcePiece::Line { line, .. }), _) => format!(", line {line}"),
        (Some(SourcePiece::Cell { sheet: Some(sheet), row, .. }), _) => {
            format!(", sheet {}, row {row}", clean(sheet))
        }
        (Some(SourcePiece::Cell { row, .. }), _) => format!(", row {row}"),
        (None, _) => String::new(),
    }
}

/// The lines above a statement's text: id and place, then heading, kind, themes and who sent it.
pub(crate) fn place(statement: &Statement, paint: Paint) -> String {
    let mut facts = Vec::new();
    if let Some(section) = &statement.section {
        facts.push(clean(&section.label()));
    }
    facts.push(statement.kind.code().to_owned());
    facts.push(clean(&themes(statement, ", ")));
    facts.extend(statement.respondent.as_deref().map(clean));
    facts.extend(statement.date.as_deref().map(clean));
    format!(
        "{}  {}\n  {}",
        paint.heading(&clean(&statement.id)),
        place_in_source(statement),
        facts.join(" · ")
    )
}

fn themes(statement: &Statement, separator: &str) -> String {
    if statement.themes.is_empty() {
        return UNCODED.to_owned();
    }
    let codes: Vec<&str> = statement.themes.iter().map(|theme| theme.code.as_str()).collect();
    codes.join(separator)
}

/// What stands below the results.
pub(crate) struct Summary<'a> {
    /// How many there are.
    pub(crate) heading: String,
    /// Counts over all of them.
    pub(crate) facets: &'a Facets,
    /// What else the reader should know.
    pub(crate) notes: &'a [String],
}

/// So many values of a facet are shown.
const FACET_VALUES: usize = 6;

/// Writes the summary as text.
pub(crate) fn write_summary(summary: &Summary<'_>, out: &mut dyn Write, paint: Paint) -> Result<()> {
    writeln!(out, "{}", paint.heading(&summary.heading))?;
    let plain = |facets: &[bloemlezer::index::FacetCount]| -> Vec<(String, u64)> {
        facets.iter().map(|facet| (facet.value.clone(), facet.count)).collect()
    };
    let sections = summary.facets.section.iter().map(|facet| {
        let label: Vec<&str> =
            [&facet.number, &facet.title].into_iter().flatten().map(String::as_str).collect();
        let label = if label.is_empty() { "no heading".to_owned() } else { label.join(" ") };
        (label, facet.count)
    });
    let all = [
        ("theme", plain(&summary.facets.theme)),
        ("kind", plain(&summary.facets.kind)),
        ("section", sections.collect()),
        ("document", plain(&summary.facets.document)),
    ];
    for (name, counts) in all {
        if counts.is_empty() {
            continue;
        }
        let mut shown: Vec<String> = counts
            .iter()
            .take(FACET_VALUES)
            .map(|(value, count)| format!("{} ({count})", clean(value)))
            .collect();
        if counts.len() > FACET_VALUES {
            shown.push(format!("and {} more", counts.len() - FACET_VALUES));
        }
        writeln!(out, "  {name:<9} {}", shown.join(" · "))?;
    }
    for note in summary.notes {
        writeln!(out, "note: {}", clean(note))?;
    }
    Ok(())
}

/// A line of JSON with its type before its content.
#[derive(Debug, Serialize)]
pub(crate) struct Typed<'c, T> {
    pub(crate) r#type: &'static str,
    #[serde(flatten)]
    pub(crate) content: &'c T,
}

/// Scores and shares are printed to four places.
pub(crate) fn round(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

/// Words between quotation marks.
pub(crate) fn quoted(words: impl IntoIterator<Item = impl std::fmt::Display>) -> String {
    words.into_iter().map(|word| format!("“{word}”")).collect::<Vec<_>>().join(" ")
}

/// Writes one line of JSON. What could steer a terminal is written as escapes, which mean the same.
pub(crate) fn write_json(value: &impl Serialize, out: &mut dyn Write) -> Result<()> {
    let json = serde_json::to_string(value)?;
    let mut line = String::with_capacity(json.len() + 1);
    for character in json.chars() {
        if steers(character) {
            line.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            line.push(character);
        }
    }
    writeln!(out, "{line}")?;
    Ok(())
}

/// A reader that stopped reading (`| head`) has what it wanted.
pub(crate) fn quiet_pipe(result: Result<()>) -> Result<()> {
    let is_pipe = |error: &anyhow::Error| {
        error.chain().any(|cause| {
            let io = cause.downcast_ref::<io::Error>();
            io.is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
                || cause.downcast_ref::<csv::Error>().is_some_and(
                    |error| matches!(error.kind(), csv::ErrorKind::Io(error) if error.kind() == ErrorKind::BrokenPipe),
                )
        })
    };
    match result {
        Err(error) if is_pipe(&error) => Ok(()),
        result => result,
    }
}
