//! Gold files: statements as people marked and coded them, one JSON object per line.

use std::fmt;

use serde::Deserialize;
use thiserror::Error;

use std::collections::BTreeMap;

use crate::model::{Kind, Reviewed, Section, Statement, Truncated, UNCODED};

/// One statement as people marked and coded it.
#[derive(Debug, Clone, PartialEq)]
pub struct GoldStatement {
    /// The gold file.
    pub file: String,
    /// Line in it, from 1.
    pub line: u32,
    /// What it belongs to.
    pub place: GoldPlace,
    /// Its text.
    pub text: String,
    /// The heading it stands under; only pages tell.
    pub section: Option<Section>,
    /// The column it starts in, from 1.
    pub column: Option<u32>,
    /// Its kind.
    pub kind: Kind,
    /// Its themes; none means `overig`.
    pub themes: Vec<String>,
    /// The first theme, or `overig`.
    pub primary: String,
    /// Whether it is cut off.
    pub truncated: Truncated,
}

/// What a gold statement belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum GoldPlace {
    /// A page or other document, by file name.
    Document(String),
    /// A row of a table, by its id.
    Record(String),
}

impl GoldPlace {
    /// The file name or the record's id.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Document(name) | Self::Record(name) => name,
        }
    }
}

/// What analysts decided as gold: the statements of which someone judged all codes, and about which nobody disagrees.
#[must_use]
pub fn gold_of_decisions(statements: &[Statement], reviewed: &[Reviewed]) -> Vec<GoldStatement> {
    let by_id: BTreeMap<&str, &Statement> =
        statements.iter().map(|statement| (statement.id.as_str(), statement)).collect();
    let judged = reviewed
        .iter()
        .filter(|own| own.conflicts.is_empty() && own.coders.iter().any(|coder| coder.whole))
        .filter_map(|own| by_id.get(own.statement.as_str()));
    judged
        .zip(1..)
        .map(|(statement, line)| GoldStatement {
            file: DECISIONS.to_owned(),
            line,
            place: GoldPlace::Document(statement.document.clone()),
            text: statement.text.clone(),
            section: statement.section.clone(),
            column: statement.column,
            kind: statement.kind,
            themes: statement.themes.iter().map(|theme| theme.code.clone()).collect(),
            primary: statement.primary().to_owned(),
            truncated: statement.truncated,
        })
        .collect()
}

/// What stands for the file of gold that comes from decisions.
const DECISIONS: &str = "decisions";

/// Gold that can't be used, with all that is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct GoldError {
    /// One per line of the file at most.
    pub faults: Vec<GoldFault>,
}

impl GoldError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        self.faults.first().map(|fault| fault.hint.clone())
    }
}

/// One thing that is wrong with gold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldFault {
    /// The gold file.
    pub file: String,
    /// Line in it, from 1.
    pub line: u32,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl fmt::Display for GoldFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}, line {}: {}", self.file, self.line, self.message)
    }
}

/// A line as it stands in the file; other keys (a coder's notes) are allowed.
#[derive(Debug, Deserialize)]
struct GoldLine {
    doc: Option<String>,
    id: Option<Written>,
    text: String,
    section: Option<String>,
    column: Option<Written>,
    kind: String,
    themes: Vec<String>,
    primary: Option<String>,
    truncated: Option<String>,
}

/// A value that people write with or without quotation marks.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Written {
    Text(String),
    Number(u64),
}

impl Written {
    fn text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
        }
    }
}

/// Reads one gold file; blank lines are skipped.
///
/// # Errors
/// When a line is not gold: the error lists all such lines. A file without any statement is an error too.
pub fn parse_gold(file: &str, text: &str) -> Result<Vec<GoldStatement>, GoldError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut gold, mut faults) = (Vec::new(), Vec::new());
    for (content, line) in text.lines().zip(1..) {
        if content.trim().is_empty() {
            continue;
        }
        match read_line(file, line, content) {
            Ok(statement) => gold.push(statement),
            Err((message, hint)) => faults.push(fault(file, line, message, hint)),
        }
    }
    if gold.is_empty() && faults.is_empty() {
        let hint = "a gold file has one JSON object per line, as docs/formats.md describes";
        faults.push(fault(file, 1, "no gold statement".to_owned(), hint.to_owned()));
    }
    if faults.is_empty() { Ok(gold) } else { Err(GoldError { faults }) }
}

/// Themes in gold that the codebook does not have.
#[must_use]
pub fn unknown_codes(gold: &[GoldStatement], themes: &[String]) -> Vec<GoldFault> {
    let unknown = |statement: &&GoldStatement| statement.themes.iter().any(|code| !themes.contains(code));
    gold.iter()
        .filter(unknown)
        .map(|statement| {
            let codes: Vec<_> =
                statement.themes.iter().filter(|code| !themes.contains(code)).cloned().collect();
            let message = format!("no theme of the codebook: {}", codes.join(", "));
            let hint = format!("the themes are {}", themes.join(", "));
            fault(&statement.file, statement.line, message, hint)
        })
        .collect()
}

fn fault(file: &str, line: u32, message: String, hint: String) -> GoldFault {
    GoldFault { file: file.to_owned(), line, message, hint }
}

type Complaint = (String, String);

fn read_line(file: &str, line: u32, content: &str) -> Result<GoldStatement, Complaint> {
    let read: GoldLine = serde_json::from_str(content).map_err(|error| {
        (
            format!("not a gold statement: {}", without_place(&error)),
            "give every line doc (or id), text, kind and themes".to_owned(),
        )
    })?;
    let place = match (read.doc, read.id) {
        (_, Some(id)) => GoldPlace::Record(id.text()),
        (Some(doc), None) => GoldPlace::Document(doc),
        (None, None) => {
            return Err((
                "neither `doc` nor `id`".to_owned(),
                "gold of pages has `doc`, gold of tables has `id`".to_owned(),
            ));
        }
    };
    let mut themes = read.themes;
    themes.retain(|code| code != UNCODED);
    let primary = primary(read.primary, &themes)?;
    Ok(GoldStatement {
        file: file.to_owned(),
        line,
        place,
        text: read.text,
        section: read.section.as_deref().and_then(section),
        column: column(read.column)?,
        kind: kind(&read.kind)?,
        themes,
        primary,
        truncated: truncated(read.truncated.as_deref())?,
    })
}

/// The JSON library's message with the column, and without the line: it only ever sees one.
fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rsplit_once(" at line ") {
        Some((what, _)) => format!("{what} (column {})", error.column()),
        None => message,
    }
}

fn primary(given: Option<String>, themes: &[String]) -> Result<String, Complaint> {
    let first = themes.first().map_or(UNCODED, String::as_str);
    match given {
        None => Ok(first.to_owned()),
        Some(given) if themes.contains(&given) || (themes.is_empty() && given == UNCODED) => Ok(given),
        Some(given) => Err((
            format!("the primary theme `{given}` is not among the themes"),
            format!("name one of the statement's themes, or `{UNCODED}` when it has none"),
        )),
    }
}

fn kind(code: &str) -> Result<Kind, Complaint> {
    Kind::from_code(code)
        .ok_or_else(|| (format!("`{code}` is no kind"), "a kind is knelpunt, wens or context".to_owned()))
}

/// `L` is the first column, `R` the second; a number says which.
fn column(written: Option<Written>) -> Result<Option<u32>, Complaint> {
    let Some(written) = written.map(Written::text) else {
        return Ok(None);
    };
    let number = match written.as_str() {
        "L" => Some(1),
        "R" => Some(2),
        other => other.parse().ok(),
    };
    number
        .map(Some)
        .ok_or_else(|| (format!("`{written}` is no column"), "a column is L, R or a number".to_owned()))
}

fn truncated(written: Option<&str>) -> Result<Truncated, Complaint> {
    match written {
        None | Some("no") => Ok(Truncated::No),
        Some("start") => Ok(Truncated::Start),
        Some("end") => Ok(Truncated::End),
        Some("both") => Ok(Truncated::Both),
        Some(other) => Err((
            format!("`{other}` is no way to be cut off"),
            "truncated is no, start, end or both".to_owned(),
        )),
    }
}

/// `2.23 Title` as number and title; without a leading number all of it is the title.
fn section(written: &str) -> Option<Section> {
    let written = written.trim();
    let (first, rest) = written.split_once(char::is_whitespace).unwrap_or((written, ""));
    let bare = first.trim_end_matches('.');
    let numbered = !bare.is_empty()
        && bare.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    let (number, title) = if numbered { (Some(bare.to_owned()), rest) } else { (None, written) };
    (!written.is_empty()).then(|| Section { number, title: title.trim().to_owned() })
}
