//! JSON Lines → rows: one object per line, its keys the columns.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;

use super::notes::Notes;
use super::table::{Row, Table, distinct_names};
use crate::model::problem_codes;

/// Reads JSON Lines; lines that hold no object become problems. Columns are all keys in order of first appearance.
pub(super) fn read(text: &str, notes: &mut Notes<'_>) -> Table {
    let mut table = Table::default();
    let mut places = std::collections::HashMap::new();
    for (line, number) in text.split('\n').zip(1..) {
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str::<Object>(line) {
            Ok(object) => {
                let cells = place_cells(object, &mut table.columns, &mut places);
                table.rows.push(Row { number, cells });
            }
            Err(error) => note_bad_line(&error, line, &mut notes.at(number)),
        }
    }
    let width = table.columns.len();
    for row in &mut table.rows {
        row.cells.resize(width, String::new());
    }
    table
}

fn place_cells(
    object: Object,
    columns: &mut Vec<String>,
    places: &mut std::collections::HashMap<String, usize>,
) -> Vec<String> {
    let (keys, values): (Vec<_>, Vec<_>) = object.0.into_iter().unzip();
    let (keys, _) = distinct_names(&keys);
    let mut cells = vec![String::new(); columns.len()];
    for (key, value) in keys.into_iter().zip(values) {
        let place = *places.entry(key.clone()).or_insert_with(|| {
            columns.push(key);
            columns.len() - 1
        });
        if cells.len() <= place {
            cells.resize(place + 1, String::new());
        }
        if let Some(cell) = cells.get_mut(place) {
            *cell = plain(value);
        }
    }
    cells
}

/// A string as it is, nothing for null, anything else as compact JSON.
fn plain(value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn note_bad_line(error: &serde_json::Error, line: &str, notes: &mut Notes<'_>) {
    let message = match serde_json::from_str::<Value>(line) {
        Ok(other) => format!("{} where an object is expected; the line was not read", name_of(&other)),
        Err(_) => format!("no valid JSON at column {}; the line was not read", error.column()),
    };
    notes.error(
        problem_codes::BAD_ROW,
        message,
        "JSON Lines holds one whole object per line, such as {\"id\": \"1\", \"tekst\": \"…\"}",
    );
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
