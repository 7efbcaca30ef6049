//! Which cells of a table in running text hold what somebody wrote, and who, when and in answer to what: by its column names where it has
//! them, else all that say something.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{ColumnRole, is_generic, role_of};
use super::parts::{CellPlace, Paragraph};
use super::values::{iso_date, yes_or_no};
use crate::model::{Consultation, Role};

/// Gives the paragraphs in cells their roles, and to texts what the other cells of their row say of them.
pub(super) fn assign(paragraphs: &mut [Paragraph], consultation: &Consultation) {
    let mut tables: BTreeMap<usize, Table> = BTreeMap::new();
    for paragraph in paragraphs.iter() {
        if let Some(cell) = paragraph.cell {
            tables.entry(cell.table).or_default().see(paragraph, cell);
        }
    }
    for table in tables.values_mut() {
        table.name_columns(consultation);
    }
    for paragraph in paragraphs {
        let Some(cell) = paragraph.cell.filter(|_| paragraph.markup.role == Role::Body) else { continue };
        if let Some(table) = tables.get(&cell.table) {
            table.mark(paragraph, cell);
        }
    }
}

/// What is known of a table.
#[derive(Debug, Default)]
struct Table {
    /// Rows of column names.
    headers: BTreeSet<u32>,
    rows: BTreeSet<u32>,
    columns: BTreeSet<u32>,
    /// Rows with text that is not bold.
    plain: BTreeSet<u32>,
    /// What stands in each row and column.
    texts: BTreeMap<(u32, u32), String>,
    /// The name of each column, and the part that it plays.
    names: BTreeMap<u32, (String, Option<ColumnRole>)>,
}

impl Table {
    fn see(&mut self, paragraph: &Paragraph, cell: CellPlace) {
        let text = paragraph.text.trim();
        if text.is_empty() {
            return;
        }
        self.rows.insert(cell.row);
        self.columns.insert(cell.column);
        if cell.is_header {
            self.headers.insert(cell.row);
        }
        if !paragraph.markup.bold {
            self.plain.insert(cell.row);
        }
        let own = self.texts.entry((cell.row, cell.column)).or_default();
        if !own.is_empty() {
            own.push(' ');
        }
        own.push_str(text);
    }

    /// Finds the row of column names: the one that the format calls so, else a first row that alone is bold or that names what is known.
    fn name_columns(&mut self, consultation: &Consultation) {
        let role = |name: &str| role_of(name, consultation);
        if let (true, Some(first)) = (self.headers.is_empty(), self.rows.first().copied()) {
            let named = |column: &u32| self.texts.get(&(first, *column));
            let names: Vec<&String> = self.columns.iter().filter_map(named).collect();
            let is_bold = !self.plain.contains(&first) && self.plain.len() + 1 == self.rows.len();
            let is_named = names.iter().any(|name| role(name) == Some(ColumnRole::Text));
            if self.rows.len() > 1 && self.columns.len() > 1 && (is_bold || is_named) {
                self.headers.insert(first);
            }
        }
        for ((row, column), name) in &self.texts {
            if self.headers.contains(row) {
                self.names.insert(*column, (name.clone(), role(name)));
            }
        }
    }

    fn mark(&self, paragraph: &mut Paragraph, cell: CellPlace) {
        let is_text = |role: &Option<ColumnRole>| *role == Some(ColumnRole::Text);
        let knows_texts = self.names.values().any(|(_, role)| is_text(role));
        let own = self.names.get(&cell.column);
        let in_text = !knows_texts || own.is_some_and(|(_, role)| is_text(role));
        paragraph.markup.role = if self.headers.contains(&cell.row) {
            Role::ColumnName
        } else if in_text && paragraph.text.contains(char::is_alphabetic) {
            Role::Body
        } else {
            Role::Cell
        };
        if !self.headers.contains(&cell.row) && knows_texts {
            let answer = self.said(cell.row, ColumnRole::Public);
            let asks = self.names.values().any(|(_, role)| *role == Some(ColumnRole::Public));
            // Where the table asks and the answer can't be read, it may not.
            paragraph.markup.public = !asks || answer.is_some_and(|answer| yes_or_no(&answer) == Some(true));
        }
        if knows_texts && paragraph.markup.role == Role::Body {
            let question = own.map(|(name, _)| name).filter(|name| !is_generic(name));
            paragraph.markup.question =
                self.said(cell.row, ColumnRole::Question).or_else(|| question.cloned());
            paragraph.markup.respondent = self.said(cell.row, ColumnRole::Respondent);
            let date = self.said(cell.row, ColumnRole::Date);
            paragraph.markup.date = date.map(|date| iso_date(&date).unwrap_or(date));
        }
    }

    /// What the column that plays this part says in a row.
    fn said(&self, row: u32, role: ColumnRole) -> Option<String> {
        let (column, _) = self.names.iter().find(|(_, (_, own))| *own == Some(role))?;
        self.texts.get(&(row, *column)).cloned()
    }
}
