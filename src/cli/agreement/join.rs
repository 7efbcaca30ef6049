//! The tables of several coders → units with everyone's coding.

use std::collections::BTreeMap;

use bloemlezer::analysis::agreement::CodedUnit;
use bloemlezer::text::fold_letters;

use super::table::{Row, Table};

/// Units, and what is doubtful about them.
#[derive(Default)]
pub(super) struct Joined {
    /// In the order in which the tables name them.
    pub(super) units: Vec<CodedUnit>,
    pub(super) doubts: Vec<String>,
    by_id: BTreeMap<String, usize>,
    /// Where the coding of a unit by a coder stands.
    places: BTreeMap<(usize, String), String>,
}

/// Joins the rows by the unit's id.
pub(super) fn join(tables: Vec<Table>) -> Joined {
    let mut joined = Joined::default();
    let names = names(&tables);
    for (table, name) in tables.into_iter().zip(names) {
        joined.doubts.extend(table.doubts);
        for row in table.rows {
            joined.add(row, &table.file, &name);
        }
    }
    joined
}

/// The file's name without its extension; the whole path where two files have the same name.
fn names(tables: &[Table]) -> Vec<String> {
    let alone = |name: &str| tables.iter().filter(|table| table.name == name).count() == 1;
    tables
        .iter()
        .map(|table| if alone(&table.name) { table.name.clone() } else { table.file.clone() })
        .collect()
}

impl Joined {
    fn add(&mut self, row: Row, file: &str, name: &str) {
        let place = format!("{file}:{}", row.line);
        let coder = row.coder.unwrap_or_else(|| name.to_owned());
        let number = *self.by_id.entry(row.id.clone()).or_insert(self.units.len());
        if number == self.units.len() {
            self.units.push(CodedUnit { id: row.id.clone(), ..CodedUnit::default() });
        }
        let Some(unit) = self.units.get_mut(number) else {
            return;
        };
        if unit.text.is_empty() {
            unit.text = row.text;
        } else if !row.text.is_empty() && fold_letters(&unit.text) != fold_letters(&row.text) {
            self.doubts.push(format!("{place}: `{}` has another text here than in a table before", row.id));
        }
        match self.places.get(&(number, coder.clone())) {
            Some(first) => {
                let told = format!("{place}: `{}` was coded by {coder} before, at {first}", row.id);
                self.doubts.push(told + "; this row is not used");
            }
            None => {
                unit.codings.insert(coder.clone(), row.coding);
                self.places.insert((number, coder), place);
            }
        }
    }
}
