//! Reads a log of decisions, whoever saved it last: Excel with semicolons, an editor, or a process that was cut off halfway a row.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::{COLUMNS, CONSULTATION, DELIMITER, log_row};
use crate::model::{Decision, DecisionField, Draft};
use crate::text::{cell_text, fold_words};

/// What a log holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    /// The consultation that its header names.
    pub consultation: Option<String>,
    /// Its decisions in the order in which they count: by number, then by line.
    pub decisions: Vec<Decision>,
    /// What is wrong with it, by line.
    pub findings: Vec<LogFinding>,
    /// The highest number in it, of lines that can't be read too.
    pub last: u64,
    /// Whether its columns are those that rows are written in.
    pub as_written: bool,
    /// What parts its cells.
    pub delimiter: char,
}

impl Default for Log {
    fn default() -> Self {
        Self {
            consultation: None,
            decisions: Vec::new(),
            findings: Vec::new(),
            last: 0,
            as_written: false,
            delimiter: DELIMITER,
        }
    }
}

/// Something wrong with a line of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogFinding {
    /// The line, from 1.
    pub line: u32,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// Whether the line could be used nevertheless.
    pub used: bool,
}

/// Reads a log. It never fails: a line that can't be used gives a finding and the others count.
#[must_use]
pub fn parse(bytes: &[u8]) -> Log {
    let mut log = Log::default();
    let text = decoded(bytes, &mut log);
    log.delimiter = delimiter(&text);
    let rows = rows(&text, log.delimiter);
    let mut rows = rows.into_iter();
    let Some(header) = rows.find(|row| row.cells.iter().any(|cell| !cell.trim().is_empty())) else {
        return log;
    };
    let Some(columns) = columns(&header, &mut log) else {
        return log;
    };
    for row in rows {
        let number = columns.get("sequence").and_then(|place| row.cells.get(*place)?.trim().parse().ok());
        log.last = log.last.max(number.unwrap_or_default());
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match decision(&row, &columns, &mut log.findings) {
            Ok(decision) => log.decisions.push(decision),
            Err((message, hint)) => log.findings.push(finding(row.line, message, hint, false)),
        }
    }
    log.decisions.sort_by_key(|decision| (decision.sequence, decision.line));
    // A merge of two versions may leave a row twice: it counts once.
    let mut seen = BTreeSet::new();
    log.decisions.retain(|decision| seen.insert(log_row(decision, DELIMITER)));
    tell_doubles(&mut log);
    log
}

fn finding(line: u32, message: String, hint: &str, used: bool) -> LogFinding {
    LogFinding { line, message, hint: hint.to_owned(), used }
}

fn tell_doubles(log: &mut Log) {
    let pairs = log.decisions.windows(2);
    let doubles = pairs.filter(|pair| pair[0].sequence == pair[1].sequence).map(|pair| {
        let message = format!("number {} stands on line {} too", pair[1].sequence, pair[0].line);
        finding(
            pair[1].line,
            message,
            "both count, in this order; give the later one a number of its own",
            true,
        )
    });
    let doubles: Vec<_> = doubles.collect();
    log.findings.extend(doubles);
    log.findings.sort_by(|one, other| (one.line, &one.message).cmp(&(other.line, &other.message)));
}

fn decoded(bytes: &[u8], log: &mut Log) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(error) => {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = good.iter().filter(|byte| **byte == b'\n').count() as u32 + 1;
            let message = "this is not UTF-8; the file was read as Windows-1252".to_owned();
            log.findings.push(finding(line, message, "save the file as CSV UTF-8", true));
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
        }
    }
}

struct Row {
    /// Its first line.
    line: u32,
    cells: Vec<String>,
    /// Whether a quotation mark was never closed.
    open: bool,
}

/// The rows of a text. A quoted cell may run over lines, but not over one that begins as a row does: there a row was cut off.
fn rows(text: &str, delimiter: char) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut pending: Option<(u32, String)> = None;
    for (line, number) in text.lines().zip(1_u32..) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let (begins, joined) = match pending.take() {
            Some((begins, before)) if !begins_row(line, delimiter) => (begins, format!("{before}\n{line}")),
            Some((begins, before)) => {
                rows.push(row(begins, &before, delimiter));
                (number, line.to_owned())
            }
            None => (number, line.to_owned()),
        };
        if is_open(&joined) {
            pending = Some((begins, joined));
        } else {
            rows.push(row(begins, &joined, delimiter));
        }
    }
    rows.extend(pending.map(|(begins, text)| row(begins, &text, delimiter)));
    rows
}

/// What most often parts the cells of the first line that has any.
fn delimiter(text: &str) -> char {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |delimiter: char| first.matches(delimiter).count();
    [DELIMITER, ';', '\t'].into_iter().rev().max_by_key(|delimiter| count(*delimiter)).unwrap_or(DELIMITER)
}

/// Whether a line begins with a number and a delimiter, as every row does.
fn begins_row(line: &str, delimiter: char) -> bool {
    let line = line.trim_start_matches('"');
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    digits > 0 && line.chars().nth(digits).is_some_and(|next| next == delimiter || next == '"')
}

fn is_open(text: &str) -> bool {
    text.matches('"').count() % 2 == 1
}

fn row(line: u32, text: &str, delimiter: char) -> Row {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.trim().is_empty() => quoted = true,
            other if other == delimiter && !quoted => cells.push(std::mem::take(&mut cell)),
            other => cell.push(other),
        }
    }
    cells.push(cell);
    Row { line, cells, open: quoted }
}

/// Where each column stands. None where a row could not be read without one that is missing.
fn columns(header: &Row, log: &mut Log) -> Option<BTreeMap<&'static str, usize>> {
    let mut columns = BTreeMap::new();
    for (place, cell) in header.cells.iter().enumerate() {
        let name = cell.trim();
        if let Some(title) = name.strip_prefix(CONSULTATION.trim_end()) {
            log.consultation = Some(title.trim().to_owned()).filter(|title| !title.is_empty());
        } else if let Some(column) = COLUMNS.iter().find(|column| column.eq_ignore_ascii_case(name)) {
            columns.entry(*column).or_insert(place);
        }
    }
    let missing: Vec<&str> = COLUMNS.into_iter().filter(|column| !columns.contains_key(column)).collect();
    log.as_written = COLUMNS.iter().enumerate().all(|(place, column)| columns.get(column) == Some(&place));
    if missing.is_empty() {
        return Some(columns);
    }
    let message = format!("the header lacks {}; none of the decisions can be read", missing.join(", "));
    let hint = "put the column names back; nothing of the file was changed";
    log.findings.push(finding(header.line, message, hint, false));
    None
}

type Refusal = (String, &'static str);

fn decision(
    row: &Row,
    columns: &BTreeMap<&'static str, usize>,
    findings: &mut Vec<LogFinding>,
) -> Result<Decision, Refusal> {
    const CUT: &str = "delete the line, or write the decision again";
    if row.open {
        return Err(("a quotation mark is never closed: the row was cut off".into(), CUT));
    }
    let last = columns.values().max().copied().unwrap_or_default();
    if row.cells.len() <= last {
        let message =
            format!("the row has {} cells where {} are due: it was cut off", row.cells.len(), last + 1);
        return Err((message, CUT));
    }
    let cell = |column: &str| -> String {
        let cell = columns.get(column).and_then(|place| row.cells.get(*place));
        let cell = cell.map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default();
        cell_text(&cell).to_owned()
    };
    let written = cell("sequence");
    let Ok(sequence) = written.parse::<u64>() else {
        return Err((format!("`{written}` is no number for a decision"), "number it after the last one"));
    };
    let written = cell("field");
    let Some(field) = DecisionField::from_code(&written.to_lowercase()) else {
        return Err((format!("`{written}` is nothing that can be decided"), FIELDS));
    };
    let coder = cell("coder");
    if coder.is_empty() {
        return Err(("it does not say who decided".into(), "fill in the coder"));
    }
    let written = cell("date");
    let date = iso_date(&written).unwrap_or_else(|| {
        let message = format!("`{written}` is no date");
        findings.push(finding(
            row.line,
            message,
            "write it as 2026-01-31; the decision counts all the same",
            true,
        ));
        written
    });
    let draft = Draft {
        statement: cell("statement"),
        document: cell("document"),
        place: cell("place"),
        text: fold_words(&cell("text")),
        field,
        old: cell("old"),
        new: cell("new"),
        reason: cell("reason"),
    };
    Ok(Decision { line: row.line, sequence, date, coder, draft })
}

const FIELDS: &str = "the fields are kind, theme, confirm, adjudicate, split, merge, type, exclude and undo";

/// A date in ISO 8601, also when a spreadsheet program wrote it day first.
fn iso_date(written: &str) -> Option<String> {
    let day = written.split([' ', 'T']).next()?;
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let (year, month, day) = (year.parse::<u16>().ok()?, month.parse::<u8>().ok()?, day.parse::<u8>().ok()?);
    let valid = (1000..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    valid.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::model::{Decision, DecisionField, Draft};
    use crate::review::{header, log_row};

    fn decision(sequence: u64, new: &str) -> Decision {
        Decision {
            line: sequence as u32 + 1,
            sequence,
            date: "2026-03-01".into(),
            coder: "-An \"Ja\"".into(),
            draft: Draft {
                statement: "st-aaaaaaaaaaaaaaaa".into(),
                document: "map, een/=a;.txt".into(),
                place: "1:2:0-9".into(),
                text: "te weinig tijd".into(),
                field: DecisionField::Split,
                old: String::new(),
                new: new.into(),
                reason: "=1+1".into(),
            },
        }
    }

    fn written(decisions: &[Decision]) -> String {
        std::iter::once(header("Zorg, 2026")).chain(decisions.iter().map(|own| log_row(own, ','))).collect()
    }

    #[test]
    fn a_log_reads_back_however_it_was_saved() {
        let decisions = [decision(1, "Te weinig.‖ Tijd; \"nu\""), decision(2, "a‖b")];
        let text = written(&decisions);
        let read = parse(text.as_bytes());
        assert_eq!(read.findings, []);
        assert_eq!(read.consultation.as_deref(), Some("Zorg, 2026"));
        assert_eq!(read.decisions, decisions);
        let excel = format!("\u{feff}{}", text.replace("2026-03-01,", "1-3-2026,")).replace('\n', "\r\n");
        assert_eq!(parse(excel.as_bytes()).decisions, decisions);
        let mut reordered: Vec<&str> = text.lines().collect();
        reordered.swap(1, 2);
        let sequences: Vec<u64> =
            parse(reordered.join("\n").as_bytes()).decisions.iter().map(|own| own.sequence).collect();
        assert_eq!(sequences, [1, 2]);
    }

    #[test]
    fn a_cut_off_row_costs_only_itself() {
        let text = written(&[decision(1, "a‖b, c"), decision(2, "a‖b")]);
        let first_row = text.lines().nth(1).unwrap();
        for cut in (1..first_row.len()).filter(|cut| first_row.is_char_boundary(*cut)) {
            let half = first_row.get(..cut).unwrap();
            let damaged =
                format!("{}\n{half}\n{}\n", text.lines().next().unwrap(), text.lines().nth(2).unwrap());
            let read = parse(damaged.as_bytes());
            let others = read.decisions.iter().filter(|own| own.sequence == 2);
            assert_eq!(others.count(), 1, "{damaged}");
            assert!(
                read.decisions.len() == 2 || read.findings.iter().any(|found| found.line == 2),
                "{damaged}"
            );
        }
    }

    #[test]
    fn what_can_not_be_read_is_told_by_line() {
        let text = written(&[decision(1, "a‖b"), decision(1, "c‖d"), decision(2, "x")])
            .replace(",split,,x", ",splits,,x");
        let read = parse(text.as_bytes());
        let told: Vec<(u32, bool)> = read.findings.iter().map(|found| (found.line, found.used)).collect();
        assert_eq!(told, [(3, true), (4, false)]);
        assert_eq!(parse(b"statement,theme\nst-a,b\n").findings.len(), 1);
        assert_eq!(parse(b"").findings, []);
        let latin = text.replace("map", "ma\u{eb}").chars().map(|c| c as u32 as u8).collect::<Vec<u8>>();
        assert!(parse(&latin).findings.iter().any(|found| found.message.contains("Windows-1252")));
    }
}
