//! A table with a code a row → themes, subthemes and patterns.

use std::collections::BTreeMap;

use super::glob::{Forms, pattern};
use super::{Draft, DraftTheme, Unmapped, free_code};
use crate::model::{CellRow, CellSheet};
use crate::text::fold;

/// Among as many rows the column names are looked for.
const HEADS: usize = 20;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Code,
    Label,
    Definition,
    Words,
    Parent,
}

/// What parts words from each other.
const SEPARATORS: [char; 4] = [';', ',', '|', '\n'];

impl Column {
    fn from_header(header: &str) -> Option<Self> {
        match fold(header.trim()).as_str() {
            "code" | "codenaam" | "id" => Some(Self::Code),
            "label" | "naam" | "name" | "thema" | "theme" | "titel" | "title" => Some(Self::Label),
            "definitie" | "definition" | "omschrijving" | "description" | "toelichting" => {
                Some(Self::Definition)
            }
            "woorden" | "words" | "trefwoorden" | "keywords" | "termen" | "terms" | "zoekwoorden" => {
                Some(Self::Words)
            }
            "parent" | "bovenliggend" | "hoofdcode" | "hoofdthema" => Some(Self::Parent),
            _ => None,
        }
    }
}

pub(super) fn read(sheets: &[CellSheet]) -> Draft {
    let mut draft = Draft::default();
    let found = sheets.iter().find_map(|sheet| Some((sheet, header(sheet)?)));
    let Some((sheet, at)) = found else { return draft };
    let columns = columns(sheet.rows.get(at), &mut draft.unmapped);
    for row in sheet.rows.iter().skip(at + 1) {
        add(row, &columns, &mut draft);
    }
    draft
}

fn header(sheet: &CellSheet) -> Option<usize> {
    let names = |row: &CellRow| {
        let columns: Vec<Column> = row.cells.values().filter_map(|cell| Column::from_header(cell)).collect();
        columns.len() > 1 && columns.iter().any(|column| matches!(column, Column::Code | Column::Label))
    };
    sheet.rows.iter().take(HEADS).position(names)
}

fn columns(header: Option<&CellRow>, unmapped: &mut Vec<Unmapped>) -> BTreeMap<Column, u32> {
    let mut columns = BTreeMap::new();
    let Some(row) = header else { return columns };
    for (at, name) in &row.cells {
        match Column::from_header(name).filter(|column| !columns.contains_key(column)) {
            Some(column) => {
                columns.insert(column, *at);
            }
            None => unmapped.push(Unmapped {
                line: row.number,
                what: name.clone(),
                why: "the column is none of code, label, definition, words and parent".to_owned(),
            }),
        }
    }
    columns
}

fn add(row: &CellRow, columns: &BTreeMap<Column, u32>, draft: &mut Draft) {
    let cell = |column| {
        let cell = columns.get(&column).and_then(|at| row.cells.get(at));
        cell.map(|cell| cell.trim()).unwrap_or_default()
    };
    let name = [cell(Column::Code), cell(Column::Label)].into_iter().find(|name| !name.is_empty());
    let Some(name) = name else {
        let what = row.cells.values().next().cloned().unwrap_or_default();
        let why = "the row has neither code nor label".to_owned();
        draft.unmapped.push(Unmapped { line: row.number, what, why });
        return;
    };
    let (parent, name) = match name.split_once('/') {
        Some((parent, name)) => (parent.trim(), name.trim()),
        None => (cell(Column::Parent), name),
    };
    let label = Some(cell(Column::Label)).filter(|label| !label.is_empty()).unwrap_or(name);
    let mut own = DraftTheme {
        label: label.to_owned(),
        definition: cell(Column::Definition).to_owned(),
        ..DraftTheme::default()
    };
    for words in cell(Column::Words).split(SEPARATORS).map(str::trim).filter(|words| !words.is_empty()) {
        match pattern(words, Forms::All) {
            Ok(pattern) if own.patterns.contains(&pattern) => {}
            Ok(pattern) => own.patterns.push(pattern),
            Err(why) => draft.unmapped.push(Unmapped { line: row.number, what: words.to_owned(), why }),
        }
    }
    place(row.number, own, (parent, name), draft);
}

/// Puts a theme among the themes, or a subtheme under its own.
fn place(line: u32, own: DraftTheme, (parent, name): (&str, &str), draft: &mut Draft) {
    if parent.is_empty() {
        let code = free_code(name, &draft.themes);
        draft.themes.push(DraftTheme { code, ..own });
        return;
    }
    if !own.definition.is_empty() {
        let why = "subthemes have no definition: put it into that of the theme".to_owned();
        draft.unmapped.push(Unmapped { line, what: own.definition.clone(), why });
    }
    let folded = fold(parent);
    let is_parent = |theme: &DraftTheme| theme.code == folded || fold(&theme.label) == folded;
    let at = draft.themes.iter().position(is_parent);
    let at = at.unwrap_or_else(|| {
        let code = free_code(parent, &draft.themes);
        draft.themes.push(DraftTheme { code, label: parent.to_owned(), ..DraftTheme::default() });
        draft.themes.len() - 1
    });
    if let Some(theme) = draft.themes.get_mut(at) {
        let code = free_code(name, &theme.subthemes);
        theme.subthemes.push(DraftTheme { code, ..own });
    }
}
