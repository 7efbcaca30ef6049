//! What a run tells at its end: counts, problems, and where to go on reading.

use std::io::{self, Write};
use std::path::Path;

use bloemlezer::model::{Problem, Severity};
use bloemlezer::pipeline::RunOutcome;

use super::listing::counted;
use super::ui::{Style, Ui, Verbosity, plain, styled};

/// So many problems are listed that are no errors; errors are all listed.
const LISTED: usize = 10;

/// How to write a summary.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View {
    /// Whether to use colours.
    pub(crate) colour: bool,
    /// Whether to list all problems.
    pub(crate) all: bool,
}

/// Writes the summary of a run.
pub(crate) fn write(out: &mut dyn Write, outcome: &RunOutcome, folder: &Path, view: View) -> io::Result<()> {
    write_totals(out, outcome, view)?;
    write_themes(out, outcome)?;
    write_kinds(out, outcome)?;
    write_problems(out, outcome, folder, view)?;
    let page = folder.join("index.html").display().to_string();
    writeln!(out, "\nReport: {}", styled(&plain(&page), Style::Strong, view.colour))
}

fn write_totals(out: &mut dyn Write, outcome: &RunOutcome, view: View) -> io::Result<()> {
    let (summary, counts) = (&outcome.summary, &outcome.counts);
    let total = counted(summary.statements, "statement");
    let read = if counts.records > 0 {
        format!("{} and {}", counted(counts.pages, "page"), counted(counts.records, "record"))
    } else {
        counted(counts.pages, "page")
    };
    let documents = counted(counts.documents, "document");
    writeln!(out, "{} from {documents} ({read})", styled(&total, Style::Strong, view.colour))?;
    let once = summary.groups_collapsed;
    if 0 < once && once < summary.statements {
        writeln!(out, "{once} when the same words count once")?;
    }
    write_decisions(out, outcome)?;
    let hidden = counts.statements.saturating_sub(summary.statements);
    if hidden > 0 {
        writeln!(out, "{} not public, left out of pages and counts", counted(hidden, "statement"))?;
    }
    Ok(())
}

/// What became of the analysts' decisions, where there are any.
fn write_decisions(out: &mut dyn Write, outcome: &RunOutcome) -> io::Result<()> {
    let counts = &outcome.counts.decisions;
    let total: u64 = counts.values().sum();
    if total == 0 {
        return Ok(());
    }
    let parts = counts.iter().filter(|(_, count)| **count > 0);
    let parts: Vec<String> = parts.map(|(outcome, count)| format!("{count} {outcome}")).collect();
    writeln!(out, "{}: {}", counted(total, "decision"), parts.join(", "))
}

fn write_themes(out: &mut dyn Write, outcome: &RunOutcome) -> io::Result<()> {
    let summary = &outcome.summary;
    let width = summary.themes.iter().map(|theme| theme.code.chars().count()).max().unwrap_or_default();
    writeln!(out, "\nStatements per theme (one may have several):")?;
    for theme in &summary.themes {
        let share = percentage(theme.statements, summary.statements);
        writeln!(out, "  {:width$}  {:>6}  {share:>3} %", plain(&theme.code), theme.statements)?;
    }
    Ok(())
}

fn percentage(part: u64, whole: u64) -> u64 {
    (200 * part + whole).checked_div(2 * whole).unwrap_or_default()
}

fn write_kinds(out: &mut dyn Write, outcome: &RunOutcome) -> io::Result<()> {
    let kinds: Vec<_> = bloemlezer::model::Kind::ALL
        .iter()
        .map(|kind| {
            let count = outcome.summary.kinds.get(kind.code()).copied().unwrap_or_default();
            format!("{} {count}", kind.code())
        })
        .collect();
    writeln!(out, "Statements per kind: {}", kinds.join(", "))
}

fn write_problems(out: &mut dyn Write, outcome: &RunOutcome, folder: &Path, view: View) -> io::Result<()> {
    if outcome.problems.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nProblems: {}", severities(&outcome.problems))?;
    let sorted = sorted(&outcome.problems);
    let listed = listed(&sorted, view);
    let mut last_hint = None;
    for problem in listed {
        write_problem(out, problem, view.colour)?;
        // The same advice once for a row of the same problems.
        if let Some(hint) = problem.hint.as_deref().filter(|hint| last_hint != Some(*hint)) {
            writeln!(out, "  {} {}", styled("hint:", Style::Hint, view.colour), one_line(hint))?;
        }
        last_hint = problem.hint.as_deref();
    }
    let rest = sorted.len() - listed.len();
    if rest > 0 {
        let file = folder.join("problems.jsonl").display().to_string();
        writeln!(out, "  … {rest} more in {} (or run with -v)", plain(&file))?;
    }
    Ok(())
}

fn sorted(problems: &[Problem]) -> Vec<&Problem> {
    let mut sorted: Vec<_> = problems.iter().collect();
    sorted.sort();
    sorted
}

fn listed<'p, 's>(sorted: &'s [&'p Problem], view: View) -> &'s [&'p Problem] {
    let of = |severity| sorted.iter().filter(|problem| problem.severity == severity).count();
    let shown = of(Severity::Error) + of(Severity::Warning).min(LISTED);
    let shown = if view.all { sorted.len() } else { shown };
    sorted.get(..shown).unwrap_or(sorted)
}

fn write_problem(out: &mut dyn Write, problem: &Problem, colour: bool) -> io::Result<()> {
    let (label, style) = match problem.severity {
        Severity::Error => ("error:", Style::Error),
        Severity::Warning => ("warning:", Style::Warning),
        Severity::Info => ("note:", Style::Strong),
    };
    let (label, place) = (styled(label, style, colour), one_line(&place(problem)));
    writeln!(out, "{label} {place}: {}", one_line(&problem.message))
}

fn severities(problems: &[Problem]) -> String {
    let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count() as u64;
    let named = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "note")];
    let counts: Vec<_> = named
        .into_iter()
        .map(|(severity, name)| (count(severity), name))
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| counted(count, name))
        .collect();
    counts.join(", ")
}

/// The errors among the problems, on stderr: for a run that failed, or that was told to be quiet.
pub(crate) fn show_problems(problems: &[Problem], ui: &Ui) {
    for problem in sorted(problems) {
        let message = format!("{}: {}", one_line(&place(problem)), one_line(&problem.message));
        match problem.severity {
            Severity::Error => ui.error(&message),
            Severity::Warning => ui.warning(&message),
            Severity::Info => continue,
        }
        if let Some(hint) = problem.hint.as_deref().filter(|_| ui.verbosity() > Verbosity::Quiet) {
            ui.hint(&one_line(hint));
        }
    }
}

fn place(problem: &Problem) -> String {
    match (problem.line, problem.page) {
        (Some(line), _) => format!("{}:{line}", problem.file),
        (None, Some(page)) => format!("{}, page {page}", problem.file),
        (None, None) => problem.file.clone(),
    }
}

fn one_line(text: &str) -> String {
    plain(text).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use bloemlezer::cache::CacheUse;
    use bloemlezer::model::{Problem, Severity, StageCounts, Summary, ThemeCount};
    use bloemlezer::pipeline::RunOutcome;

    use super::{View, write};

    fn problem(severity: Severity, file: &str, line: Option<u32>, hint: Option<&str>) -> Problem {
        Problem {
            severity,
            file: file.into(),
            page: None,
            line,
            code: "x".into(),
            message: "What\x1b happened.".into(),
            hint: hint.map(str::to_owned),
        }
    }

    fn outcome(problems: Vec<Problem>) -> RunOutcome {
        let theme =
            |code: &str, statements| ThemeCount { code: code.into(), statements, ..ThemeCount::default() };
        RunOutcome {
            summary: Summary {
                statements: 8,
                themes: vec![theme("versnippering", 5), theme("overig", 3)],
                kinds: [("knelpunt".to_owned(), 7), ("wens".to_owned(), 1)].into(),
                ..Summary::default()
            },
            problems,
            counts: StageCounts { documents: 1, pages: 2, statements: 9, ..StageCounts::default() },
            cache: CacheUse::default(),
        }
    }

    fn told(problems: Vec<Problem>, view: View) -> String {
        let mut out = Vec::new();
        write(&mut out, &outcome(problems), Path::new("reports/latest"), view).unwrap();
        String::from_utf8(out).unwrap()
    }

    const USUAL: View = View { colour: false, all: false };

    #[test]
    fn tells_counts_problems_and_where_to_read() {
        let problems = vec![
            problem(Severity::Info, "c.txt", None, None),
            problem(Severity::Warning, "b.txt", Some(3), Some("Look there.")),
            problem(Severity::Warning, "b.txt", Some(4), Some("Look there.")),
            problem(Severity::Error, "a.txt", None, Some("Remove it.")),
        ];
        insta::assert_snapshot!(told(problems, USUAL), @r"
        8 statements from 1 document (2 pages)
        1 statement not public, left out of pages and counts

        Statements per theme (one may have several):
          versnippering       5   63 %
          overig              3   38 %
        Statements per kind: knelpunt 7, wens 1, context 0

        Problems: 1 error, 2 warnings, 1 note
        error: a.txt: What� happened.
          hint: Remove it.
        warning: b.txt:3: What� happened.
          hint: Look there.
        warning: b.txt:4: What� happened.
          … 1 more in reports/latest/problems.jsonl (or run with -v)

        Report: reports/latest/index.html
        ");
    }

    #[test]
    fn warnings_are_capped_and_errors_are_not() {
        let many = |severity| (0..30).map(move |line| problem(severity, "a.txt", Some(line), None));
        let problems: Vec<_> = many(Severity::Error).chain(many(Severity::Warning)).collect();
        let usual = told(problems.clone(), USUAL);
        assert_eq!(usual.matches("\nerror: ").count(), 30);
        assert_eq!(usual.matches("\nwarning: ").count(), 10);
        assert!(usual.contains("… 20 more in reports/latest/problems.jsonl"));
        let all = told(problems, View { all: true, ..USUAL });
        assert_eq!(all.matches("\nwarning: ").count(), 30);
        assert!(!all.contains("more in"));
    }
}
