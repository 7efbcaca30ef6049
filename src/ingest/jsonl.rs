//! JSON Lines → rows: one object per line, its keys the columns.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::notes::Notes;
use super::rows::Rows;
use super::table::{COLUMNS, Column, ROWS, Row, Table, distinct_names};
use crate::model::problem_codes;

/// Reads JSON Lines; lines that hold no object become problems, one for all where none does. Columns are all keys in order of first
/// appearance. `None` where the text is no table.
pub(super) fn read(text: &str, notes: &mut Notes<'_>) -> Option<Table> {
    let mut table = Table::default();
    let mut places = HashMap::new();
    let (mut rows, mut bad) = (Vec::new(), Vec::new());
    for (line, number) in lines(text).zip(1..) {
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str::<Object>(line) {
            Ok(object) => rows.push(row(number, object, &mut table.columns, &mut places)),
            Err(error) => bad.push((number, complaint(&error, line))),
        }
        if rows.len() > ROWS || table.columns.len() > COLUMNS {
            note_too_large(number, notes);
            return None;
        }
    }
    if rows.is_empty() || !bad.is_empty() && is_one_value(text) {
        note_no_object(text, notes);
        return None;
    }
    for (number, complaint) in bad {
        notes.at(number).error(
            problem_codes::BAD_ROW,
            format!("{complaint}; the line was not read"),
            EXPECTED,
        );
    }
    table.rows = Rows::Held(rows);
    Some(table)
}

/// What JSON Lines look like, for a hint.
const EXPECTED: &str =
    "JSON Lines holds one whole object per line, such as {\"id\": \"1\", \"tekst\": \"…\"}";

/// The lines, whatever ends them; a carriage return alone does only where no line feed stands.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(if text.contains('\n') { '\n' } else { '\r' })
}

fn row(number: u32, object: Object, columns: &mut Vec<Column>, places: &mut HashMap<String, usize>) -> Row {
    let (keys, values): (Vec<_>, Vec<_>) = object.0.into_iter().unzip();
    let (keys, _) = distinct_names(&keys);
    let mut cells = BTreeMap::new();
    for (key, value) in keys.into_iter().zip(values) {
        let place = *places.entry(key.clone()).or_insert_with(|| {
            columns.push(Column { name: key, aliases: Vec::new() });
            columns.len() - 1
        });
        cells.insert(place, plain(value));
    }
    cells.retain(|_, cell| !cell.is_empty());
    Row { number, cells: cells.into_iter().collect(), inherited: Vec::new() }
}

fn note_too_large(line: u32, notes: &mut Notes<'_>) {
    notes.at(line).error(
        problem_codes::TOO_LARGE,
        format!("the table has more than {ROWS} rows or {COLUMNS} keys; it was not read"),
        "look whether all objects have the same keys; else save it in parts",
    );
}

/// Whether all of the text is one value, which no line of it is.
fn is_one_value(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// One error for a file that holds no object at all, which says what it holds instead.
fn note_no_object(text: &str, notes: &mut Notes<'_>) {
    let hint = match is_one_value(text) {
        true if text.trim_start().starts_with('[') => {
            "it is one JSON list: write each of its objects on a line of its own"
        }
        true => "it is one JSON value over several lines: write each object on a line of its own",
        false => EXPECTED,
    };
    notes.error(
        problem_codes::MALFORMED,
        "it is no JSON Lines: its lines hold no JSON objects of their own",
        hint,
    );
}

/// A string as it is, nothing for null, anything else as compact JSON.
fn plain(value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn complaint(error: &serde_json::Error, line: &str) -> String {
    match serde_json::from_str::<Value>(line) {
        Ok(other) => format!("{} where an object is expected", name_of(&other)),
        Err(_) => format!("no valid JSON at column {}", error.column()),
    }
}

fn name_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// An object with all its keys in order, those that occur twice included.
struct Object(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Pairs)
    }
}

struct Pairs;

impl<'de> Visitor<'de> for Pairs {
    type Value = Object;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Object(pairs))
    }
}
