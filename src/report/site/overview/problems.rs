//! What the overview tells of problems: the worst first, each with the way to its place.

use super::super::context::Site;
use super::super::numbers::whole;
use super::super::source::{line_anchor, row_anchor};
use crate::model::{Content, Problem, Severity};

/// Problems on the page; all of them are in `problems.jsonl`.
const MOST: usize = 100;

/// A problem.
pub(super) struct ProblemRow {
    pub(super) severity: &'static str,
    pub(super) class: &'static str,
    pub(super) place: String,
    pub(super) href: Option<String>,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

/// The worst problems, and a note when there are more.
pub(super) fn problems(site: &Site<'_>) -> (Vec<ProblemRow>, Option<String>) {
    let mut shown: Vec<&Problem> =
        site.findings.problems.iter().filter(|problem| site.publication.shows_problem(problem)).collect();
    shown.sort_by_key(|problem| problem.severity);
    let total = shown.len();
    shown.truncate(MOST);
    let rows = shown.into_iter().map(|problem| problem_row(site, problem)).collect();
    let note =
        (total > MOST).then(|| (site.strings.overview.problems_more)(&whole(total, &site.strings.frame)));
    (rows, note)
}

fn problem_row(site: &Site<'_>, problem: &Problem) -> ProblemRow {
    let words = &site.strings.source;
    let mut place = problem.file.clone();
    if let Some(page) = problem.page {
        place.push_str(&format!(", {}", (words.page_short)(&page.to_string())));
    }
    if let Some(line) = problem.line {
        place.push_str(&format!(", {} {line}", words.line.to_lowercase()));
    }
    ProblemRow {
        severity: (site.strings.names.severity)(problem.severity),
        class: match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        },
        place,
        href: site.document_at(&problem.file).and_then(|document| problem_href(site, document, problem)),
        message: problem.message.clone(),
        hint: problem.hint.clone(),
    }
}

/// The line or row that a problem is about, where a page shows it; else the source.
fn problem_href(site: &Site<'_>, document: usize, problem: &Problem) -> Option<String> {
    let line = problem.line;
    let place = match &site.document(document).content {
        Content::Pages(pages) => pages
            .iter()
            .position(|page| {
                problem.page.is_none_or(|own| own == page.number)
                    && page.lines.iter().any(|own| Some(own.number) == line)
            })
            .map(|unit| (unit, line_anchor(pages, unit, line.unwrap_or(0)))),
        Content::Records(records) => records
            .iter()
            .position(|record| record.sheet.is_none() && Some(record.row) == line)
            .map(|unit| (unit, row_anchor(0, line.unwrap_or(0)))),
    };
    let anchored = place
        .and_then(|(unit, anchor)| Some(format!("{}#{anchor}", site.layout.file_of_unit(document, unit)?)));
    anchored.or_else(|| site.layout.file(document, 0))
}
