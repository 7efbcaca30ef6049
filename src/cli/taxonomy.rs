//! `taxonomy check`: verifies a taxonomy.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use bloemlezer::codebook::{self, Finding, Taxonomy};
use bloemlezer::pipeline::TaxonomySource;
use serde_json::json;

use super::failure::Failure;
use super::listing::Format;
use super::ui::plain;
use super::{FINDINGS, GOOD, listing, settings};

#[derive(Debug, clap::Subcommand)]
pub(crate) enum TaxonomyCommand {
    Check(CheckArgs),
}

/// Verifies a taxonomy, and tells what is wrong with line numbers and suggestions
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 nothing found, 1 findings, 2 trouble.")]
pub(crate) struct CheckArgs {
    /// Taxonomy to verify [default: taxonomy/knelpunten.toml, else the one that ships with the program]
    #[arg(long, value_name = "FILE")]
    taxonomy: Option<PathBuf>,
    /// What to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

pub(crate) fn run(command: &TaxonomyCommand, out: &mut dyn Write) -> anyhow::Result<u8> {
    let TaxonomyCommand::Check(args) = command;
    let (name, text) = read(&settings::taxonomy(args.taxonomy.as_deref()))?;
    let parsed = Taxonomy::parse(&name, &text);
    let findings = match &parsed {
        Ok(taxonomy) => codebook::check(taxonomy),
        Err(error) => error.findings.clone(),
    };
    match args.format {
        Format::Text => write_text(out, &name, &findings)?,
        Format::Json => write_json(out, &name, &findings)?,
        Format::Csv => write_csv(out, &name, &findings)?,
    }
    Ok(if findings.is_empty() { GOOD } else { FINDINGS })
}

fn read(source: &TaxonomySource) -> anyhow::Result<(String, String)> {
    match source {
        TaxonomySource::Embedded => Ok(("knelpunten.toml (shipped)".into(), codebook::EMBEDDED.into())),
        TaxonomySource::File(path) => Ok((path.display().to_string(), read_file(path)?)),
    }
}

fn read_file(path: &Path) -> anyhow::Result<String> {
    let bytes = fs::read(path).with_context(|| {
        let message = format!("the taxonomy {} can't be read", path.display());
        Failure::new(
            message,
            "name a taxonomy with --taxonomy, or leave it out for the one that ships with the program",
        )
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().iter().take(error.utf8_error().valid_up_to());
        let line = good.filter(|byte| **byte == b'\n').count() + 1;
        let message = format!("the taxonomy {}, line {line}: this is not UTF-8", path.display());
        Failure::new(message, "save the file as UTF-8").into()
    })
}

fn write_text(out: &mut dyn Write, name: &str, findings: &[Finding]) -> io::Result<()> {
    for finding in findings {
        writeln!(out, "{}:{}:{}: {}", plain(name), finding.line, finding.column, plain(&finding.message))?;
        if let Some(hint) = &finding.hint {
            writeln!(out, "  hint: {}", plain(hint))?;
        }
    }
    match findings.len() {
        0 => writeln!(out, "{}: no findings", plain(name)),
        1 => writeln!(out, "1 finding"),
        count => writeln!(out, "{count} findings"),
    }
}

fn write_json(out: &mut dyn Write, name: &str, findings: &[Finding]) -> io::Result<()> {
    for finding in findings {
        let line = json!({
            "type": "finding",
            "file": name,
            "line": finding.line,
            "column": finding.column,
            "message": finding.message,
            "hint": finding.hint,
        });
        writeln!(out, "{line}")?;
    }
    writeln!(out, "{}", json!({ "type": "summary", "total": findings.len() }))
}

fn write_csv(out: &mut dyn Write, name: &str, findings: &[Finding]) -> anyhow::Result<()> {
    let mut rows = vec![["file", "line", "column", "message", "hint"].map(str::to_owned).to_vec()];
    for finding in findings {
        let (line, column) = (finding.line.to_string(), finding.column.to_string());
        let hint = finding.hint.clone().unwrap_or_default();
        let cells = [name.to_owned(), line, column, finding.message.clone(), hint];
        rows.push(cells.map(|cell| listing::guarded(&cell)).to_vec());
    }
    listing::write_csv(&rows, out)
}
