//! What a run would read, for reading: file by file, then all in one line.

use std::io::Write;

use anyhow::Result;
use bloemlezer::ingest::{ColumnUse, TableUse};
use bloemlezer::model::{Content, Page, Problem, Severity, problem_codes};
use bloemlezer::pipeline::CorpusReading;

use super::facts::{Facts, mapping, of_role};
use crate::cli::listing::{Paint, Wrapped, clean, counted, severity, width, wrap};

/// How to print.
#[derive(Debug, Clone, Copy)]
pub(super) struct View {
    pub(super) paint: Paint,
    /// Columns of the terminal.
    pub(super) width: usize,
}

/// Columns of metadata that are listed by name.
const LISTED: usize = 12;

/// Problems of one file and code that are listed; the others are counted.
const ALIKE: usize = 3;

pub(super) fn write(
    facts: &[Facts<'_>],
    reading: &CorpusReading,
    view: View,
    out: &mut dyn Write,
) -> Result<()> {
    for own in facts {
        write_document(own, view, out)?;
    }
    let is_read = |problem: &&Problem| facts.iter().any(|own| own.document.path == problem.file);
    let others: Vec<&Problem> = reading.problems.iter().filter(|problem| !is_read(problem)).collect();
    if !others.is_empty() {
        writeln!(out, "{}", view.paint.heading("Not read, or about more than one file"))?;
        write_problems(&others, view, true, out)?;
        writeln!(out)?;
    }
    write_end(facts, reading, view, out)
}

fn write_document(own: &Facts<'_>, view: View, out: &mut dyn Write) -> Result<()> {
    let extent = match &own.document.content {
        Content::Pages(pages) if pages.iter().any(|page| page.part.is_some()) => {
            let unit = if pages.iter().any(Page::has_paragraphs) { "paragraph" } else { "line" };
            let lines = pages.iter().flat_map(|page| &page.lines);
            counted(lines.filter(|line| !line.text.trim().is_empty()).count(), unit)
        }
        Content::Pages(_) => counted(own.pages, "page"),
        Content::Records(_) => counted(own.records, "record"),
    };
    let path = view.paint.heading(&clean(&own.document.path));
    writeln!(out, "{path}: {}, {extent}, {}", own.document.encoding, counted(own.statements, "statement"))?;
    for table in &own.tables {
        write_table(table, own.tables.len() > 1, view, out)?;
    }
    let mut mappings: Vec<String> = own.tables.iter().map(|table| mapping(table)).collect();
    mappings.dedup();
    for mapping in mappings {
        say("To have it otherwise, change this and put it in consultation.toml:", 2, view, out)?;
        mapping.lines().try_for_each(|line| writeln!(out, "      {}", clean(line)))?;
    }
    if let Some((first, last)) = own.dates {
        say(&format!("Dates from {} to {}.", clean(first), clean(last)), 2, view, out)?;
    }
    if !own.tables.is_empty() && own.without_id == 0 && own.records > 0 {
        say("Every record has an id that no other has.", 2, view, out)?;
    }
    if own.withheld > 0 {
        say(
            &format!("{} of {} not to be published.", own.withheld, counted(own.records, "record")),
            2,
            view,
            out,
        )?;
    }
    // The columns were told above.
    let told = |problem: &&&Problem| {
        problem.code == problem_codes::COLUMNS && problem.severity == Severity::Info && problem.line.is_none()
    };
    let problems: Vec<&Problem> = own.problems.iter().filter(|problem| !told(problem)).copied().collect();
    write_problems(&problems, view, false, out)?;
    Ok(writeln!(out)?)
}

fn write_table(table: &TableUse, named: bool, view: View, out: &mut dyn Write) -> Result<()> {
    let sheet = table.sheet.as_deref().filter(|_| named);
    let sheet = sheet.map(|sheet| format!("Sheet {}: ", clean(sheet))).unwrap_or_default();
    let names = match table.names.as_slice() {
        [] => "no row of column names".to_owned(),
        [row] => format!("column names in row {row}"),
        rows => format!("column names in rows {}", listed(rows)),
    };
    let notes = match table.notes.as_slice() {
        [] => String::new(),
        rows => format!("; kept as notes: {} above", counted(rows.len(), "row")),
    };
    say(&format!("{sheet}{names}, {} below{notes}.", counted(table.rows, "row")), 2, view, out)?;
    let shown: Vec<&ColumnUse> = table.columns.iter().filter(|column| column.role != "metadata").collect();
    let roles = table.columns.iter().map(|column| width(column.role));
    let room = roles.max().unwrap_or(0);
    for column in shown {
        let reason =
            column.reason.as_deref().map(|reason| format!("; {}", clean(reason))).unwrap_or_default();
        let line = format!("{}: {} of {} filled{reason}", clean(&column.name), column.filled, table.rows);
        beside(column.role, &line, room, view, out)?;
    }
    let others: Vec<String> = of_role(table, "metadata").map(|column| clean(&column.name)).collect();
    if others.is_empty() {
        return Ok(());
    }
    let mut list = others.iter().take(LISTED).cloned().collect::<Vec<_>>().join(", ");
    if others.len() > LISTED {
        list += &format!(" and {} more", others.len() - LISTED);
    }
    beside("metadata", &list, room, view, out)
}

/// Writes a text beside a word that says what it is about.
fn beside(word: &str, text: &str, room: usize, view: View, out: &mut dyn Write) -> Result<()> {
    const LEFT: usize = 4;
    let indent = LEFT + room + 2;
    let lines = wrap(text, &[], view.paint, Wrapped { width: view.width, indent });
    for (nth, line) in lines.iter().enumerate() {
        match line.get(indent..).filter(|_| nth == 0) {
            Some(line) => writeln!(out, "{:LEFT$}{word:<room$}  {line}", "")?,
            None => writeln!(out, "{line}")?,
        }
    }
    Ok(())
}

/// Problems with what to do; of many alike the first few.
fn write_problems(problems: &[&Problem], view: View, with_file: bool, out: &mut dyn Write) -> Result<()> {
    let mut told: Vec<(&str, usize)> = Vec::new();
    for problem in problems {
        let count = match told.iter_mut().find(|(code, _)| *code == problem.code) {
            Some((_, count)) => {
                *count += 1;
                *count
            }
            None => {
                told.push((&problem.code, 1));
                1
            }
        };
        if count > ALIKE && problem.severity != Severity::Error {
            continue;
        }
        let file = if with_file { format!("{}: ", clean(&problem.file)) } else { String::new() };
        let line = problem.line.map(|line| format!("line {line}: ")).unwrap_or_default();
        let label = severity(problem.severity);
        say(&format!("{label}: {file}{line}{}", clean(&problem.message)), 2, view, out)?;
        if let Some(hint) = problem.hint.as_deref().filter(|_| count <= ALIKE) {
            say(&format!("hint: {}", clean(hint)), 4, view, out)?;
        }
    }
    for (code, count) in told.into_iter().filter(|(_, count)| *count > ALIKE) {
        say(&format!("{count} of the kind `{code}` in all."), 2, view, out)?;
    }
    Ok(())
}

fn write_end(facts: &[Facts<'_>], reading: &CorpusReading, view: View, out: &mut dyn Write) -> Result<()> {
    let statements: usize = facts.iter().map(|own| own.statements).sum();
    let count = |severity| reading.problems.iter().filter(|problem| problem.severity == severity).count();
    let line = format!(
        "{}, {}; {}, {}",
        counted(facts.len(), "document"),
        counted(statements, "statement"),
        counted(count(Severity::Error), "error"),
        counted(count(Severity::Warning), "warning")
    );
    Ok(writeln!(out, "{}", view.paint.heading(&line))?)
}

fn say(text: &str, indent: usize, view: View, out: &mut dyn Write) -> Result<()> {
    for line in wrap(text, &[], view.paint, Wrapped { width: view.width, indent }) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn listed(rows: &[u32]) -> String {
    const SHOWN: usize = 6;
    let mut numbers: Vec<String> = rows.iter().take(SHOWN).map(u32::to_string).collect();
    if rows.len() > SHOWN {
        numbers.push(format!("{} more", rows.len() - SHOWN));
    }
    numbers.join(", ")
}
