//! A table as its format gave it, before columns get a meaning.

use crate::model::{Cell, Header};

/// Column names and rows; every row has as many cells as there are columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// Names, all different and none blank.
    pub(super) columns: Vec<String>,
    /// The row that the names were read from, as it stands in the file; none where every row names its own fields.
    pub(super) header: Option<Row>,
    /// Rows in file order.
    pub(super) rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Number in the file, from 1, the header included.
    pub(super) number: u32,
    /// Exact characters per column; empty where the row has none.
    pub(super) cells: Vec<String>,
}

impl Table {
    /// The row of column names, its blank cells left out.
    pub(super) fn named_by(&self) -> Option<Header> {
        let header = self.header.as_ref()?;
        let named = self.columns.iter().zip(&header.cells).filter(|(_, written)| !written.trim().is_empty());
        let names =
            named.map(|(name, written)| Cell { field: name.clone(), question: None, text: written.clone() });
        Some(Header { row: header.number, sheet: None, names: names.collect() })
    }
}

/// A name for every column: blank ones are called by their place, a name met before gets a number.
///
/// Returns the names and those that had to be made up or changed.
pub(super) fn distinct_names(names: &[String]) -> (Vec<String>, Vec<String>) {
    let mut distinct: Vec<String> = Vec::with_capacity(names.len());
    let mut changed = Vec::new();
    for (name, place) in names.iter().zip(1..) {
        let wanted = match name.trim() {
            "" => format!("column {place}"),
            name => name.to_owned(),
        };
        let free = (2..).map(|count| format!("{wanted} ({count})")).find(|name| !distinct.contains(name));
        let chosen = match free {
            Some(numbered) if distinct.contains(&wanted) => numbered,
            _ => wanted,
        };
        if chosen != name.trim() {
            changed.push(chosen.clone());
        }
        distinct.push(chosen);
    }
    (distinct, changed)
}

#[cfg(test)]
mod tests {
    use super::distinct_names;

    #[test]
    fn blank_and_double_names_are_told_apart() {
        let names = ["tekst", " tekst ", "", "id"].map(str::to_owned);
        let (distinct, changed) = distinct_names(&names);
        assert_eq!(distinct, ["tekst", "tekst (2)", "column 3", "id"]);
        assert_eq!(changed, ["tekst (2)", "column 3"]);
    }
}
