//! The analysts' decisions: read from their log, added to it durably, and what a run says of them.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use super::RunError;
use super::inputs::{file_name, manifest_input, unreadable};
use super::output::sync_folder;
use crate::model::{
    Codebook, Decision, DecisionField, DecisionRecord, Document, Draft, ManifestInput, MatchedBy, Outcome,
    Problem, Reviewed, Severity, UNCODED, problem_codes,
};
use crate::review::{self, Log, Replay, header, log_row, parse, theme_parts};

/// A log as a run reads it; nothing where there is none.
#[derive(Default)]
pub(super) struct ReadLog {
    pub(super) file: String,
    pub(super) input: Option<ManifestInput>,
    pub(super) consultation: Option<String>,
    pub(super) replay: Replay,
    /// Lines that can't be read, or are odd.
    pub(super) problems: Vec<Problem>,
}

/// Where codings that were made blind are kept: beside the decisions, so that they are never taken for them.
#[must_use]
pub fn blind_log(decisions: &Path) -> PathBuf {
    decisions.with_extension("blind.csv")
}

/// Reads the log at `path`.
///
/// # Errors
/// When the file can't be read.
pub(super) fn read(path: Option<&Path>) -> Result<ReadLog, RunError> {
    let only_blind = |path: &&Path| !path.exists() && blind_log(path).exists();
    let Some(path) = path.filter(|path| !only_blind(path)) else { return Ok(ReadLog::default()) };
    let bytes = std::fs::read(path).map_err(|source| unreadable("decisions", path, source))?;
    let file = file_name(path);
    let Log { consultation, decisions, findings, .. } = parse(&bytes);
    let problems = findings.into_iter().map(|finding| Problem {
        severity: if finding.used { Severity::Warning } else { Severity::Error },
        line: Some(finding.line),
        hint: Some(finding.hint),
        ..problem(&file, problem_codes::DECISION_LINE, finding.message)
    });
    let problems = problems.collect();
    let input = Some(manifest_input("decisions", &file, &bytes));
    Ok(ReadLog { file, input, consultation, replay: review::replay(decisions), problems })
}

/// Reads the blind codings beside the decisions, where there are any.
pub(super) fn read_blind(decisions: Option<&Path>) -> Result<ReadLog, RunError> {
    let path = decisions.map(blind_log).filter(|path| path.exists());
    let mut log = read(path.as_deref())?;
    if let Some(input) = &mut log.input {
        input.role = "blind".into();
    }
    Ok(log)
}

/// Adds decisions to the log at `path`, which is made where it is missing, and returns once they are on the disk. They get the numbers
/// behind the last one.
///
/// # Errors
/// When the log can't be read, or not written.
pub fn append_decisions(
    path: &Path,
    consultation: &str,
    coder: &str,
    date: &str,
    drafts: &[Draft],
) -> Result<Vec<Decision>, RunError> {
    let failed = |source| RunError::Decisions { path: path.to_owned(), source };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(failed)?;
    let options = OpenOptions::new().read(true).append(true).create(true).clone();
    let mut file = options.open(path).map_err(failed)?;
    // Two that write at once would give the same numbers.
    file.lock().map_err(failed)?;
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0)).and_then(|_| file.read_to_end(&mut bytes)).map_err(failed)?;
    let log = parse(&bytes);
    if !log.as_written && !bytes.trim_ascii().is_empty() {
        let columns = header("").trim_end().to_owned();
        let changed = io::Error::other(format!("its columns are not those of a log any more ({columns})"));
        return Err(failed(changed));
    }
    let decisions: Vec<Decision> = drafts
        .iter()
        .zip(log.last.saturating_add(1)..)
        .map(|(draft, sequence)| Decision {
            line: 0,
            sequence,
            date: date.to_owned(),
            coder: coder.to_owned(),
            draft: draft.clone(),
        })
        .collect();
    let mut text = String::new();
    if bytes.trim_ascii().is_empty() {
        text.push_str(&header(consultation));
    } else if !bytes.ends_with(b"\n") {
        // Whoever wrote last was cut off, or left out the line end.
        text.push('\n');
    }
    text.extend(decisions.iter().map(|decision| log_row(decision, log.delimiter)));
    write(&mut file, &text, folder).map_err(failed)?;
    Ok(decisions)
}

fn write(file: &mut File, text: &str, folder: &Path) -> io::Result<()> {
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    sync_folder(folder)
}

/// What a run says of the decisions: those that did not find their statement or can't be done, disagreements, unknown codes.
pub(super) fn problems(
    log: &ReadLog,
    reviewed: &[Reviewed],
    documents: &[Document],
    codebook: &Codebook,
) -> Vec<Problem> {
    let records = log.replay.records();
    let mut problems = Vec::new();
    problems.extend(other_consultation(log, documents));
    problems.extend(records.iter().filter_map(|record| outcome(record, &log.file)));
    problems.extend(conflicts(log, &records, reviewed));
    problems.extend(records.iter().filter_map(|record| unknown_codes(record, &log.file, codebook)));
    problems
}

fn problem(file: &str, code: &str, message: String) -> Problem {
    Problem {
        severity: Severity::Warning,
        file: file.to_owned(),
        page: None,
        line: None,
        code: code.to_owned(),
        message,
        hint: None,
    }
}

fn other_consultation(log: &ReadLog, documents: &[Document]) -> Option<Problem> {
    let named = log.consultation.as_deref()?;
    let titles: BTreeSet<&str> =
        documents.iter().filter_map(|document| document.consultation.title.as_deref()).collect();
    (!titles.is_empty() && !titles.contains(named)).then(|| Problem {
        line: Some(1),
        hint: Some("name the log of this consultation with --decisions, or correct its header".into()),
        ..problem(
            &log.file,
            problem_codes::DECISION_CONSULTATION,
            format!("these are decisions on `{named}`, and this is another consultation"),
        )
    })
}

fn outcome(record: &DecisionRecord, file: &str) -> Option<Problem> {
    let number = record.sequence;
    let told = |severity, code, message, hint: &str| {
        Some(Problem {
            severity,
            line: Some(record.line),
            hint: Some(hint.to_owned()).filter(|hint| !hint.is_empty()),
            ..problem(file, code, message)
        })
    };
    match (record.outcome, record.matched) {
        (Outcome::Orphan, _) => {
            let message =
                format!("decision {number}: its statement {} is not there any more", record.statement);
            let near: Vec<String> = record
                .nearest
                .iter()
                .map(|near| format!("{} ({:.2})", near.statement, near.similarity))
                .collect();
            let hint = if near.is_empty() {
                "nothing resembles it; undo the decision if it is of no use now".to_owned()
            } else {
                format!("most like it: {}; decide again on the right one", near.join(", "))
            };
            told(Severity::Warning, problem_codes::DECISION_ORPHAN, message, &hint)
        }
        (Outcome::Refused, _) => {
            let why = record.message.as_deref().unwrap_or_default();
            let message = format!("decision {number} can't be carried out: {why}");
            told(Severity::Warning, problem_codes::DECISION_REFUSED, message, "undo it, or decide again")
        }
        (Outcome::Replaced, None) => {
            let by = record.by.unwrap_or_default();
            let message = format!("decision {number}: its statement was changed by decision {by}");
            let hint = "decide on what it became, where that needs it";
            told(Severity::Info, problem_codes::DECISION_OVERTAKEN, message, hint)
        }
        (_, Some(MatchedBy::Similar)) => {
            let message = format!(
                "decision {number} now stands for {}, whose words are nearly the same ({:.2})",
                record.now.as_deref().unwrap_or("another"),
                record.similarity.unwrap_or_default()
            );
            let hint = "check that it is the same statement, and undo the decision where it is not";
            told(Severity::Warning, problem_codes::DECISION_MOVED, message, hint)
        }
        (_, Some(MatchedBy::Text)) => {
            let message = format!(
                "decision {number} now stands for {}, which has the same words",
                record.now.as_deref().unwrap_or("another")
            );
            told(Severity::Info, problem_codes::DECISION_MOVED, message, "")
        }
        _ => None,
    }
}

fn conflicts<'a>(
    log: &'a ReadLog,
    records: &'a [DecisionRecord],
    reviewed: &'a [Reviewed],
) -> impl Iterator<Item = Problem> + 'a {
    let torn = reviewed.iter().filter(|own| !own.conflicts.is_empty());
    torn.map(|own| {
        let line = records
            .iter()
            .filter(|record| {
                record.outcome == Outcome::Conflict && record.now.as_ref() == Some(&own.statement)
            })
            .map(|record| record.line)
            .max();
        let coders: Vec<&str> = own.coders.iter().map(|coder| coder.coder.as_str()).collect();
        let message =
            format!("{} disagree about {} of {}", coders.join(", "), own.conflicts.join(", "), own.statement);
        Problem {
            line,
            hint: Some(
                "the machine's code stands meanwhile; settle it with `review decide --adjudicate`".into(),
            ),
            ..problem(&log.file, problem_codes::DECISION_CONFLICT, message)
        }
    })
}

fn unknown_codes(record: &DecisionRecord, file: &str, codebook: &Codebook) -> Option<Problem> {
    if !matches!(record.outcome, Outcome::Applied | Outcome::Conflict) {
        return None;
    }
    let named: Vec<&str> = match record.field {
        DecisionField::Theme => vec![record.new.as_str()],
        DecisionField::Confirm | DecisionField::Adjudicate => record.new.split(';').skip(1).collect(),
        _ => return None,
    };
    let unknown = |theme: &&str| {
        let (code, subtheme) = theme_parts(theme);
        let known = codebook.theme(code);
        let has = |theme: &crate::model::Theme| {
            subtheme.is_none_or(|wanted| theme.subthemes.iter().any(|own| own.code == wanted))
        };
        !code.is_empty() && code != UNCODED && !known.is_some_and(has)
    };
    let unknown: Vec<&str> = named.into_iter().map(str::trim).filter(unknown).collect();
    (!unknown.is_empty()).then(|| Problem {
        line: Some(record.line),
        hint: Some(
            "it is kept; give the statement a code that the taxonomy has, or put the code back".into(),
        ),
        ..problem(
            file,
            problem_codes::DECISION_CODE,
            format!("decision {}: the taxonomy has no {}", record.sequence, unknown.join(", ")),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::append_decisions;
    use crate::model::{DecisionField, Draft};
    use crate::review::parse;

    fn draft(text: &str) -> Draft {
        Draft {
            statement: "st-a".into(),
            document: "a;b.txt".into(),
            place: "1:1:0-4".into(),
            text: text.into(),
            field: DecisionField::Confirm,
            old: String::new(),
            new: "wens; capaciteit".into(),
            reason: "omdat, ja".into(),
        }
    }

    /// A log as Dutch spreadsheet programs save it.
    fn with_semicolons(log: &str) -> String {
        let mut quoted = false;
        log.chars()
            .map(|character| {
                quoted ^= character == '"';
                if character == ',' && !quoted { ';' } else { character }
            })
            .collect()
    }

    #[test]
    fn numbers_go_on_whoever_saved_the_log_last() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("taxonomy/decisions.csv");
        let append = |text: &str| append_decisions(&log, "Zorg", "An", "2026-03-01", &[draft(text)]).unwrap();
        append("Een tekst.");
        append("Nog één.");
        let saved = std::fs::read_to_string(&log).unwrap();
        // Cut off in its last row.
        let semicolons = with_semicolons(&saved);
        std::fs::write(&log, format!("{}\n3;2026-03-01;An;st", semicolons.trim_end())).unwrap();
        let added = append("Drie.");
        let read = parse(&std::fs::read(&log).unwrap());
        // The row that was cut off had a number too.
        assert_eq!(added[0].sequence, 4);
        assert_eq!(read.decisions.iter().map(|own| own.sequence).collect::<Vec<_>>(), [1, 2, 4]);
        assert_eq!(read.decisions[2].draft, Draft { text: "drie".into(), ..draft("") });
        assert_eq!(read.findings.len(), 1, "the row that was cut off: {:?}", read.findings);
    }

    #[test]
    fn writers_at_the_same_time_get_different_numbers() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("decisions.csv");
        std::thread::scope(|scope| {
            for writer in 0..4 {
                let log = &log;
                scope.spawn(move || {
                    for _ in 0..10 {
                        let coder = format!("An {writer}");
                        append_decisions(log, "", &coder, "2026-03-01", &[draft("Tekst.")]).unwrap();
                    }
                });
            }
        });
        let read = parse(&std::fs::read(&log).unwrap());
        assert_eq!(read.findings, []);
        assert_eq!(
            read.decisions.iter().map(|own| own.sequence).collect::<Vec<_>>(),
            (1..=40).collect::<Vec<_>>()
        );
    }
}
