//! What is doubtful about a statement of pages: its boundaries, or that part of it is missing.

use crate::model::{Problem, Severity, SourcePiece, Statement, Truncated, problem_codes};

/// The warnings about a statement of pages, in the file and at the line that they are about.
#[must_use]
pub fn of(statement: &Statement) -> Vec<Problem> {
    let (first, last) = (statement.source.first(), statement.source.last());
    let mut problems = Vec::new();
    if statement.is_doubtful() {
        let message = format!("the boundaries of {} are in doubt ({:.2})", statement.id, statement.doubt);
        let hint = "compare the statement with its source lines in the report";
        problems.push(warning(statement, first, problem_codes::DOUBTFUL, message, hint));
    }
    // A missing end would follow the last piece, and that may lie in another file than the first.
    let missing = match statement.truncated {
        Truncated::No => return problems,
        Truncated::Start => ("the beginning", "is", first),
        Truncated::End => ("the end", "is", last),
        Truncated::Both => ("the beginning and the end", "are", first),
    };
    let (what, verb, piece) = missing;
    let message = format!("{what} of {} {verb} missing in this source", statement.id);
    let hint = "list the files that continue each other under `consecutive` in consultation.toml";
    problems.push(warning(statement, piece, problem_codes::TRUNCATED, message, hint));
    problems
}

/// A warning about a statement, at one of its pieces.
fn warning(
    statement: &Statement,
    piece: Option<&SourcePiece>,
    code: &str,
    message: String,
    hint: &str,
) -> Problem {
    let (page, line) = match piece {
        Some(SourcePiece::Line { page, line, .. }) => (Some(*page), Some(*line)),
        Some(SourcePiece::Paragraph { paragraph, .. }) => (None, Some(*paragraph)),
        Some(SourcePiece::Cell { row, .. }) => (statement.page, Some(*row)),
        None => (statement.page, None),
    };
    let own = statement.document.as_str();
    Problem {
        severity: Severity::Warning,
        file: piece.map_or(own, |piece| piece.document(own)).to_owned(),
        page,
        line,
        code: code.to_owned(),
        message,
        hint: Some(hint.to_owned()),
    }
}
