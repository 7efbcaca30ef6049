//! A file as it was read, for reading: rows, then statements with their doubts, then problems.

use std::io::Write;

use anyhow::Result;
use bloemlezer::model::{Content, Problem, Span, StructureKind, Truncated};
use bloemlezer::text::is_blank;

use super::differences::differing;
use super::rows;
use super::shown::{Numbered, Shown, ShownContent, ShownPage, TakenFor};
use super::table::ShownRecord;
use crate::cli::listing::{Paint, Wrapped, clean, counted, place_in_source, severity, wrap};

/// How to print.
#[derive(Debug, Clone, Copy)]
pub(super) struct View {
    pub(super) paint: Paint,
    /// Columns of the terminal.
    pub(super) width: usize,
}

/// Less doubt would read as 0.00.
const SHOWN_DOUBT: f64 = 0.005;

/// Spaces before what belongs to a statement or record.
const INDENT: usize = 4;

/// Writes all that is shown.
pub(super) fn write(shown: &Shown<'_>, view: View, out: &mut dyn Write) -> Result<()> {
    let document = &shown.reading.document;
    let place = if shown.reading.in_corpus { "read as in the corpus" } else { "read by itself" };
    let extent = match &document.content {
        Content::Pages(pages) if pages.iter().any(|page| page.part.is_some()) => counted(pages.len(), "part"),
        Content::Pages(pages) => counted(pages.len(), "page"),
        Content::Records(records) => counted(records.len(), "record"),
    };
    let path = view.paint.heading(&clean(&document.path));
    writeln!(out, "{path}: {extent}, {}, {place}\n", document.encoding)?;
    match &shown.content {
        ShownContent::Pages(pages) => {
            pages.iter().try_for_each(|page| write_page(page, view, out))?;
            if !shown.statements.is_empty() {
                writeln!(out, "{}\n", view.paint.heading("Statements in reading order"))?;
            }
            shown.statements.iter().try_for_each(|own| write_statement(own, view, out))?;
        }
        ShownContent::Records(records) => {
            records.iter().try_for_each(|record| write_record(record, view, out))?;
        }
    }
    write_problems(&shown.problems, view, out)?;
    write_end(shown, view, out)
}

fn write_page(page: &ShownPage<'_>, view: View, out: &mut dyn Write) -> Result<()> {
    let printed = page.label.map(|label| format!(" (printed {})", clean(label))).unwrap_or_default();
    let columns = counted(page.columns as usize, "column");
    let unit = if page.part.is_some_and(|part| part.paragraphs) { "paragraph" } else { "row" };
    let rows = counted(page.rows.len(), unit);
    let heading = match page.part {
        Some(part) => format!("Part {} ({}): {rows}", page.number, clean(&part.name)),
        None => format!("Page {}{printed}: {columns}, {rows}", page.number),
    };
    writeln!(out, "{}", view.paint.heading(&heading))?;
    rows::write(page, view, out)?;
    Ok(writeln!(out)?)
}

fn write_statement(own: &Numbered<'_>, view: View, out: &mut dyn Write) -> Result<()> {
    let statement = own.statement;
    let mark = rows::mark(TakenFor::Statement(*own), statement.is_doubtful());
    let mark = view.paint.heading(&mark);
    writeln!(out, "{mark} {}  {}", clean(&statement.id), place_in_source(statement))?;
    let facts = facts(own);
    if !facts.is_empty() {
        writeln!(out, "{:INDENT$}{}", "", facts.join(" · "))?;
    }
    let other = own.runner_up.filter(|_| statement.is_doubtful());
    let (only_here, only_there) =
        other.map(|other| differing(&statement.text, &other.text)).unwrap_or_default();
    write_text("", &statement.text, &only_here, view, out)?;
    if let Some(other) = other {
        let text = if is_blank(&other.text) { "no statement here" } else { &other.text };
        write_text("or? ", text, &only_there, view, out)?;
    }
    Ok(writeln!(out)?)
}

/// Column, heading, doubt and whether it is cut off.
fn facts(own: &Numbered<'_>) -> Vec<String> {
    let statement = own.statement;
    let mut facts = Vec::new();
    facts.extend(statement.column.map(|column| format!("column {column}")));
    facts.extend(statement.section.as_ref().map(|section| clean(&section.label())));
    if statement.doubt >= SHOWN_DOUBT {
        let what = if statement.is_doubtful() { "doubtful" } else { "doubt" };
        facts.push(format!("{what} {:.2}", statement.doubt));
    }
    let cut_off = match statement.truncated {
        Truncated::No => None,
        Truncated::Start => Some("its beginning is missing"),
        Truncated::End => Some("its end is missing"),
        Truncated::Both => Some("its beginning and end are missing"),
    };
    facts.extend(cut_off.map(str::to_owned));
    facts
}

/// A text in lines behind a word that says what it is, with the spans standing out.
fn write_text(label: &str, text: &str, spans: &[Span], view: View, out: &mut dyn Write) -> Result<()> {
    let indent = INDENT + label.chars().count();
    let lines = wrap(text, spans, view.paint, Wrapped { width: view.width, indent });
    for (nth, line) in lines.iter().enumerate() {
        match line.get(indent..).filter(|_| nth == 0) {
            Some(line) => writeln!(out, "{:INDENT$}{label}{line}", "")?,
            None => writeln!(out, "{line}")?,
        }
    }
    Ok(())
}

fn write_record(record: &ShownRecord<'_>, view: View, out: &mut dyn Write) -> Result<()> {
    let sheet = record.sheet.map(|sheet| format!("{}, ", clean(sheet))).unwrap_or_default();
    let what = match record.record {
        Some(record) => format!("record {}", clean(record)),
        None => rest(record.kind).to_owned(),
    };
    let heading = format!("{sheet}row {}: {what}", record.row);
    writeln!(out, "{}", view.paint.heading(&heading))?;
    if record.record.is_none() {
        let names: Vec<String> = record.cells.iter().map(|shown| clean(shown.text)).collect();
        write_text("", &names.join(" · "), &[], view, out)?;
        return Ok(writeln!(out)?);
    }
    for shown in &record.cells {
        let question = shown.question.filter(|question| *question != shown.field);
        let question = question.map(|question| format!(" ({})", clean(question))).unwrap_or_default();
        let field = format!("{}{question}:", clean(shown.field));
        match shown.taken_for {
            TakenFor::Statement(own) => {
                let mark = view.paint.heading(&rows::mark(shown.taken_for, false));
                writeln!(out, "{:INDENT$}{mark} {field} {}", "", clean(&own.statement.id))?;
                write_text("    ", &clean(shown.text), &[], view, out)?;
            }
            TakenFor::Structure(_) => {
                write_text("", &format!("{field} {}", clean(shown.text)), &[], view, out)?;
            }
        }
    }
    Ok(writeln!(out)?)
}

/// What a row is that is no record.
fn rest(kind: Option<StructureKind>) -> &'static str {
    match kind {
        Some(StructureKind::Note) => "note",
        Some(StructureKind::Comment) => "comment",
        Some(StructureKind::Cell) => "no response",
        _ => "column names",
    }
}

fn write_problems(problems: &[&Problem], view: View, out: &mut dyn Write) -> Result<()> {
    if problems.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", view.paint.heading("Problems"))?;
    for problem in problems {
        let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
        let label = severity(problem.severity);
        let message = format!("{label}: {}{line}: {}", clean(&problem.file), clean(&problem.message));
        writeln!(out, "{message}")?;
        if let Some(hint) = &problem.hint {
            writeln!(out, "  hint: {}", clean(hint))?;
        }
    }
    Ok(writeln!(out)?)
}

fn write_end(shown: &Shown<'_>, view: View, out: &mut dyn Write) -> Result<()> {
    let total = match shown.statements.len() {
        0 => "No statement".to_owned(),
        count => counted(count, "statement"),
    };
    let doubtful = match shown.doubtful() {
        0 => String::new(),
        count => format!(", {count} of them doubtful"),
    };
    let problems = match shown.problems.len() {
        0 => String::new(),
        count => format!("; {}", counted(count, "problem")),
    };
    writeln!(out, "{}", view.paint.heading(&format!("{total}{doubtful}{problems}")))?;
    if let ShownContent::Pages(_) = shown.content {
        let mut legend =
            "[3] is part of statement 3; [heading], [footer] and the like are no statement.".to_owned();
        if matches!(&shown.content, ShownContent::Pages(pages) if pages.iter().any(ShownPage::has_places)) {
            legend += " Under pt stands how many points a line lies below the top of the page.";
        }
        if shown.doubtful() > 0 {
            legend += " A question mark, as in [3?], says that the reading that came second puts the piece elsewhere; \
                       that reading stands behind or?, and where the two differ their words stand out.";
        }
        for line in wrap(&legend, &[], Paint::Quotes, Wrapped { width: view.width, indent: 0 }) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}
