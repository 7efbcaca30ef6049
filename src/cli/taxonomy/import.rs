//! `taxonomy import`: a taxonomy of a codebook that others made.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use bloemlezer::codebook::{self, Finding, ImportedCodebook, Taxonomy, import_dictionary, import_table};
use bloemlezer::ingest::read_cells;
use serde_json::json;

use super::super::failure::Failure;
use super::super::listing::{Format, clean, counted, guarded, quiet_pipe, write_csv, write_json};
use super::super::{FINDINGS, GOOD};

/// Makes a taxonomy of a codebook that others made
///
/// Reads a table (.csv, .xlsx: a code a row with label, definition and words; `theme/subtheme` or a column `parent` for subthemes) or a
/// dictionary in YAML as the R package quanteda has them (keys with lists of words; nested keys are subthemes). What has no place in a
/// taxonomy, what `taxonomy check` says of the result, and what remains to fill in are listed.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit codes: 0 all of it mapped and checked, 1 something is listed, 2 nothing written."
)]
pub(crate) struct ImportArgs {
    /// The codebook: .csv, .xlsx, .yml or .yaml
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The taxonomy to write
    #[arg(long, value_name = "NEW.toml")]
    to: PathBuf,
    /// What to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// Reads, writes, checks and lists.
pub(super) fn run(args: &ImportArgs, out: &mut dyn Write) -> anyhow::Result<u8> {
    if args.to.exists() {
        let message = format!("{} is there already", args.to.display());
        return Err(
            Failure::new(message, "name a new file: what stands in a taxonomy is nobody's to lose").into()
        );
    }
    let imported = read(&args.file, &args.to)?;
    let to = args.to.display().to_string();
    let findings = match Taxonomy::parse(&to, &imported.text) {
        Ok(taxonomy) => codebook::check(&taxonomy),
        Err(error) => error.findings,
    };
    fs::write(&args.to, &imported.text).with_context(|| {
        Failure::new(format!("{to} can't be written"), "name a file in a folder that you may write to")
    })?;
    quiet_pipe(match args.format {
        Format::Text => text(args, &imported, &findings, out),
        Format::Json => json_lines(args, &imported, &findings, out),
        Format::Csv => write_csv(&csv_rows(&imported, &findings), out),
    })?;
    // That labels stand in both languages alike is always listed, and no finding.
    let open = imported.unmapped.len() + findings.len() + imported.missing.len().saturating_sub(1);
    Ok(if open > 0 { FINDINGS } else { GOOD })
}

fn read(file: &Path, to: &Path) -> anyhow::Result<ImportedCodebook> {
    let told = file.display().to_string();
    let bytes = fs::read(file)
        .with_context(|| Failure::new(format!("{told} can't be read"), "name the codebook to import"))?;
    let name = to.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let extension = file.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    let imported = match extension.as_deref() {
        Some("yml" | "yaml") => {
            let text = String::from_utf8(bytes).map_err(|_| {
                Failure::new(format!("{told} is not UTF-8"), "save it as UTF-8 and import it again")
            })?;
            import_dictionary(&name, text.trim_start_matches('\u{feff}'))
        }
        Some("csv" | "tsv" | "xlsx") => {
            let sheets = read_cells(&told, &bytes).map_err(|problems| {
                let messages: Vec<String> = problems.into_iter().map(|problem| problem.message).collect();
                Failure::new(format!("{told}: {}", messages.join("; ")), "save the codebook as .csv or .xlsx")
            })?;
            import_table(&name, &sheets)
        }
        _ => {
            let message = format!("{told} is neither .csv, .xlsx, .yml nor .yaml");
            return Err(Failure::new(message, "save the codebook as one of these").into());
        }
    };
    Ok(imported.map_err(|error| {
        let hint = error.hint().unwrap_or_default();
        Failure::new(format!("{told}: {error}"), hint)
    })?)
}

fn text(
    args: &ImportArgs,
    imported: &ImportedCodebook,
    findings: &[Finding],
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let (from, to) = (clean(&args.file.display().to_string()), clean(&args.to.display().to_string()));
    for own in &imported.unmapped {
        writeln!(out, "{from}:{}: no place for `{}`: {}", own.line, clean(&own.what), clean(&own.why))?;
    }
    for finding in findings {
        writeln!(out, "{to}:{}:{}: {}", finding.line, finding.column, clean(&finding.message))?;
        if let Some(hint) = &finding.hint {
            writeln!(out, "  hint: {}", clean(hint))?;
        }
    }
    for missing in &imported.missing {
        writeln!(out, "to fill in: {}", clean(missing))?;
    }
    writeln!(
        out,
        "{to}: {}, {}, {}; {} without a place, {}",
        counted(imported.themes, "theme"),
        counted(imported.subthemes, "subtheme"),
        counted(imported.patterns, "pattern"),
        imported.unmapped.len(),
        counted(findings.len(), "finding")
    )?;
    Ok(())
}

fn json_lines(
    args: &ImportArgs,
    imported: &ImportedCodebook,
    findings: &[Finding],
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    for own in &imported.unmapped {
        write_json(&json!({"type": "unmapped", "line": own.line, "what": own.what, "why": own.why}), out)?;
    }
    for own in findings {
        let line = json!({
            "type": "finding", "line": own.line, "column": own.column, "message": own.message, "hint": own.hint,
        });
        write_json(&line, out)?;
    }
    for missing in &imported.missing {
        write_json(&json!({"type": "missing", "what": missing}), out)?;
    }
    let summary = json!({
        "type": "summary", "taxonomy": args.to.display().to_string(), "themes": imported.themes,
        "subthemes": imported.subthemes, "patterns": imported.patterns, "unmapped": imported.unmapped.len(),
        "findings": findings.len(),
    });
    write_json(&summary, out)
}

fn csv_rows(imported: &ImportedCodebook, findings: &[Finding]) -> Vec<Vec<String>> {
    let row =
        |kind: &str, line: String, what: &str, why: &str| [kind, &line, what, why].map(guarded).to_vec();
    let mut rows = vec![row("type", "line".to_owned(), "what", "why")];
    rows.extend(
        imported.unmapped.iter().map(|own| row("unmapped", own.line.to_string(), &own.what, &own.why)),
    );
    rows.extend(findings.iter().map(|own| {
        row("finding", own.line.to_string(), &own.message, own.hint.as_deref().unwrap_or_default())
    }));
    rows.extend(imported.missing.iter().map(|own| row("missing", String::new(), own, "")));
    rows
}
