//! One file of codings: its rows, and what is doubtful in them.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::Context as _;
use bloemlezer::analysis::agreement::UnitCoding;
use bloemlezer::model::Kind;
use bloemlezer::report::STATEMENT_COLUMNS;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::super::failure::Failure;

/// What may stand between columns, the likelier first between equals.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
/// What a column of a theme begins with.
const THEME: &str = "theme_";

/// A file's codings.
pub(super) struct Table {
    /// The file as the user named it.
    pub(super) file: String,
    /// The coder of rows that name none.
    pub(super) name: String,
    pub(super) rows: Vec<Row>,
    /// What should be looked at, as whole sentences with file and line.
    pub(super) doubts: Vec<String>,
}

/// One coder's coding of one unit.
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) id: String,
    pub(super) text: String,
    pub(super) coder: Option<String>,
    pub(super) coding: UnitCoding,
}

/// Where the known columns stand.
#[derive(Default)]
struct Columns {
    id: usize,
    text: Option<usize>,
    coder: Option<usize>,
    kind: Option<usize>,
    themes: Option<usize>,
    /// Columns of 0 and 1, with their theme; left alone where there is a column `themes`.
    flags: Vec<(usize, String)>,
    count: usize,
}

/// Reads a file.
///
/// # Errors
/// When it can't be read, or has no column of ids or none of codes.
pub(super) fn read(path: &Path) -> anyhow::Result<Table> {
    let file = path.display().to_string();
    let bytes = fs::read(path).with_context(|| {
        Failure::new(format!("{file} can't be read"), "name tables of codings, one per coder")
    })?;
    let name = path.file_stem().map_or_else(|| file.clone(), |stem| stem.to_string_lossy().into_owned());
    let mut table = Table { file, name, rows: Vec::new(), doubts: Vec::new() };
    let text = decode(&bytes, &mut table);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let mut header = records.next().transpose()?.unwrap_or_default();
    if is_separator_line(header.get(0)) {
        header = records.next().transpose()?.unwrap_or_default();
    }
    let columns = columns(&header, &mut table)?;
    for record in records {
        add(&record?, &columns, &mut table);
    }
    if text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
        let file = &table.file;
        table.doubts.push(format!("{file}: a quotation mark is opened and not closed; look at its last row"));
    }
    Ok(table)
}

/// UTF-8 or UTF-16 by its mark; else UTF-8, or what Dutch spreadsheets write.
fn decode<'b>(bytes: &'b [u8], table: &mut Table) -> Cow<'b, str> {
    let utf_8 = std::str::from_utf8(bytes).is_ok();
    let usual = if utf_8 { UTF_8 } else { WINDOWS_1252 };
    let encoding = Encoding::for_bom(bytes).map_or(usual, |(encoding, _)| encoding);
    let (text, encoding, _) = encoding.decode(bytes);
    if encoding != UTF_8 {
        table.doubts.push(format!("{}: not UTF-8; read as {}", table.file, encoding.name()));
    }
    text
}

/// The delimiter under which the first line has most columns that are known, or else most columns.
fn delimiter(text: &str) -> u8 {
    let fitness = |delimiter: u8| {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut rows = reader.records().filter_map(Result::ok).take(2);
        let header = rows.find(|row| !is_separator_line(row.get(0))).unwrap_or_default();
        let known = header.iter().filter(|name| is_known(&folded(name))).count();
        (known, header.len())
    };
    // Of equals the last counts as the greatest, so the likelier come last.
    DELIMITERS.into_iter().rev().max_by_key(|delimiter| fitness(*delimiter)).unwrap_or(b',')
}

/// The line `sep=;` that spreadsheets write above the header.
fn is_separator_line(cell: Option<&str>) -> bool {
    cell.is_some_and(|cell| folded(cell).starts_with("sep="))
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

fn is_known(name: &str) -> bool {
    matches!(name, "id" | "text" | "coder" | "kind" | "themes") || name.starts_with(THEME)
}

fn columns(header: &csv::StringRecord, table: &mut Table) -> Result<Columns, Failure> {
    let names: Vec<String> = header.iter().map(folded).collect();
    let place = |wanted: &str| names.iter().position(|name| name == wanted);
    let file = table.file.clone();
    let hint = "a table of codings has the columns id, kind and themes, and perhaps text and coder; a theme may \
                have a 0/1 column of its own, theme_CODE";
    let Some(id) = place("id") else {
        return Err(Failure::new(format!("{file}: no column `id`"), hint));
    };
    let themes = place("themes");
    let flag = |(at, name): (usize, &String)| Some((at, name.strip_prefix(THEME)?.to_owned()));
    let flags = names.iter().enumerate().filter_map(flag).filter(|_| themes.is_none()).collect();
    let (text, coder, kind) = (place("text"), place("coder"), place("kind"));
    let columns = Columns { id, text, coder, kind, themes, flags, count: names.len() };
    if columns.kind.is_none() && columns.themes.is_none() && columns.flags.is_empty() {
        return Err(Failure::new(format!("{file}: no column with codes: neither `kind` nor `themes`"), hint));
    }
    note_columns(&names, table);
    Ok(columns)
}

fn note_columns(names: &[String], table: &mut Table) {
    let mut met = BTreeSet::new();
    for name in names {
        if !met.insert(name) {
            table.doubts.push(format!("{}:1: a second column `{name}`; it is not used", table.file));
        } else if !is_known(name) && !name.is_empty() && !STATEMENT_COLUMNS.contains(&name.as_str()) {
            table.doubts.push(format!("{}:1: the column `{name}` is not known; it is not used", table.file));
        }
    }
}

fn add(record: &csv::StringRecord, columns: &Columns, table: &mut Table) {
    if record.iter().all(|cell| cell.trim().is_empty()) {
        return;
    }
    let line = record.position().map_or(0, csv::Position::line);
    let place = format!("{}:{line}", table.file);
    if record.len() != columns.count {
        let (found, expected) = (record.len(), columns.count);
        table
            .doubts
            .push(format!("{place}: {found} cells where the header has {expected}; the row is not used"));
        return;
    }
    let cell = |at: usize| record.get(at).unwrap_or_default().trim();
    let id = cell(columns.id).to_owned();
    if id.is_empty() {
        table.doubts.push(format!("{place}: no id; the row is not used"));
        return;
    }
    let (coding, doubts) = coding(columns, &cell);
    table.doubts.extend(doubts.into_iter().map(|doubt| format!("{place}: {doubt}")));
    let own = |at: Option<usize>| at.map(cell).filter(|cell| !cell.is_empty()).map(str::to_owned);
    let (text, coder) = (own(columns.text).unwrap_or_default(), own(columns.coder));
    table.rows.push(Row { line, id, text, coder, coding });
}

/// A row whose cells for codes are all empty codes nothing, unless themes are all that its file has.
fn coding<'c>(columns: &Columns, cell: &impl Fn(usize) -> &'c str) -> (UnitCoding, Vec<String>) {
    let mut doubts = Vec::new();
    let kind = columns.kind.map(cell).filter(|cell| !cell.is_empty()).map(str::to_lowercase);
    if let Some(kind) = kind.as_ref().filter(|kind| Kind::from_code(kind).is_none()) {
        doubts.push(format!("`{kind}` is no kind; it is compared as it stands"));
    }
    let (themes, filled) = match columns.themes {
        Some(at) => (listed(cell(at)), !cell(at).is_empty()),
        None => flagged(&columns.flags, cell, &mut doubts),
    };
    let has = columns.themes.is_some() || !columns.flags.is_empty();
    let alone = columns.kind.is_none() && columns.themes.is_some();
    let coded = has && (filled || kind.is_some() || alone);
    (UnitCoding { kind, themes: coded.then_some(themes) }, doubts)
}

fn listed(cell: &str) -> BTreeSet<String> {
    let codes = cell.split([';', ',', '|', '\n']).map(|code| code.trim().to_lowercase());
    codes.filter(|code| !code.is_empty() && code != "-").collect()
}

fn flagged<'c>(
    flags: &[(usize, String)],
    cell: &impl Fn(usize) -> &'c str,
    doubts: &mut Vec<String>,
) -> (BTreeSet<String>, bool) {
    let (mut themes, mut filled) = (BTreeSet::new(), false);
    for (at, code) in flags {
        let value = cell(*at).to_lowercase();
        filled |= !value.is_empty();
        match value.as_str() {
            "1" | "x" | "ja" | "yes" | "true" | "waar" => drop(themes.insert(code.clone())),
            "" | "0" | "nee" | "no" | "false" | "onwaar" => {}
            other => doubts.push(format!("`{other}` in {THEME}{code} is neither 0 nor 1; it is read as 0")),
        }
    }
    (themes, filled)
}
