//! The names of columns from the rows that give them.

use super::Span;
use super::kinds::{is_code, is_import_id, is_question};
use crate::ingest::table::{Column, Row, distinct_names};

/// Between the label of a group of columns and the name of one of them.
pub(in crate::ingest) const JOINED: &str = " – ";

/// A column for each of `width` places, and the names that had to be made up or changed. `position` tells the place of a column as the
/// file counts it, from 1.
pub(in crate::ingest) fn columns(
    rows: &[Row],
    spans: &[Span],
    width: usize,
    position: &dyn Fn(usize) -> usize,
) -> (Vec<Column>, Vec<String>) {
    let levels: Vec<Vec<String>> = levels(rows, spans, width);
    let named: Vec<(String, Vec<String>)> = (0..width).map(|place| name(&levels, place, rows)).collect();
    let written: Vec<String> = named.iter().map(|(name, _)| name.clone()).collect();
    let wanted: Vec<String> = written
        .iter()
        .enumerate()
        .map(
            |(place, name)| {
                if name.is_empty() { format!("column {}", position(place)) } else { name.clone() }
            },
        )
        .collect();
    let (distinct, _) = distinct_names(&wanted);
    let changed = distinct.iter().zip(&written).filter(|(name, written)| name != written);
    let changed = changed.map(|(name, _)| name.clone()).collect();
    let columns = distinct.into_iter().zip(named).map(|(name, (_, mut aliases))| {
        aliases.retain(|alias| *alias != name);
        Column { name, aliases }
    });
    (columns.collect(), changed)
}

/// What each row calls each column, the labels of groups written out; rows that say nothing to a reader are left out.
fn levels(rows: &[Row], spans: &[Span], width: usize) -> Vec<Vec<String>> {
    let rows: Vec<&Row> = rows.iter().filter(|row| !is_import_id(row)).collect();
    let count = rows.len();
    let level = |(at, row): (usize, &&Row)| {
        let mut level: Vec<String> = (0..width)
            .map(|place| row.cell(place).split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        if let Some(below) = rows.get(at + 1).filter(|_| at + 1 < count) {
            spread(&mut level, row, below, spans);
        }
        level
    };
    rows.iter().enumerate().map(level).collect()
}

/// Gives the label of a group to all its columns: those of the merged cell; where a row has none, those up to the next label.
fn spread(level: &mut [String], row: &Row, below: &Row, spans: &[Span]) {
    let own: Vec<&Span> =
        spans.iter().filter(|span| span.top == row.number && span.right > span.left).collect();
    for span in &own {
        let label = level.get(span.left).cloned().unwrap_or_default();
        for place in span.left..=span.right.min(level.len().saturating_sub(1)) {
            if let Some(cell) = level.get_mut(place) {
                cell.clone_from(&label);
            }
        }
    }
    if !own.is_empty() || is_coded(row) {
        return;
    }
    let mut label = String::new();
    for (place, cell) in level.iter_mut().enumerate() {
        if !cell.is_empty() {
            label.clone_from(cell);
        } else if below.cell(place).trim().is_empty() {
            label.clear();
        } else {
            cell.clone_from(&label);
        }
    }
}

/// Whether the row gives codes of questions rather than labels.
fn is_coded(row: &Row) -> bool {
    row.filled().any(|(_, cell)| is_code(cell))
}

/// The name of one column and what else it is called.
fn name(levels: &[Vec<String>], place: usize, rows: &[Row]) -> (String, Vec<String>) {
    let parts: Vec<&str> = levels.iter().filter_map(|level| level.get(place)).map(String::as_str).collect();
    let mut parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.dedup();
    let coded = rows.first().is_some_and(is_coded) && parts.len() > 1;
    // The label of a group is no name of its columns.
    let own =
        if coded { parts.as_slice() } else { parts.get(parts.len().saturating_sub(1)..).unwrap_or_default() };
    let aliases: Vec<String> = own.iter().map(|part| (*part).to_owned()).collect();
    let name = match parts.as_slice() {
        [code, words @ ..] if coded && (is_code(code) || words.iter().any(|own| is_question(own))) => {
            words.join(JOINED)
        }
        [first, words @ ..] if coded => {
            words.last().map_or_else(|| (*first).to_owned(), |own| (*own).to_owned())
        }
        _ => parts.join(JOINED),
    };
    (name, aliases)
}
