//! The cells of a row → the coding that was filled in, with what is wrong in them.

use super::super::codes::{self, Entered};
use super::super::columns::Column;
use super::super::filled::{Filled, FilledRow};
use super::{SheetFinding, place};
use crate::model::WholeCoding;
use crate::model::{Codebook, Kind};
use crate::review::theme_parts;

/// A row with what was found in it so far.
pub(super) struct Cells<'f> {
    pub(super) filled: &'f Filled<'f>,
    pub(super) row: &'f FilledRow,
    pub(super) findings: Vec<SheetFinding>,
}

impl<'f> Cells<'f> {
    pub(super) fn new(filled: &'f Filled<'f>, row: &'f FilledRow) -> Self {
        Self { filled, row, findings: Vec::new() }
    }

    pub(super) fn find(&mut self, column: Column, message: impl Into<String>, hint: impl Into<String>) {
        let place = place(self.filled, self.row.number, Some(column));
        self.findings.push(SheetFinding { place, message: message.into(), hint: hint.into() });
    }

    /// The kind that was filled in; where the file has no such column, the one before.
    pub(super) fn kind(&mut self, before: Option<Kind>) -> Option<Kind> {
        if !self.filled.columns.contains_key(&Column::Kind) && before.is_some() {
            return before;
        }
        let cell = self.row.cell(Column::Kind);
        if cell.is_empty() {
            self.find(Column::Kind, "no kind is filled in", "a statement has exactly one: fill it in");
            return None;
        }
        match codes::kind(cell) {
            Ok(kind) => Some(kind),
            Err(nearest) => {
                let all = Kind::ALL.map(Kind::code).join(", ");
                self.find(Column::Kind, format!("there is no kind `{cell}`"), suggestion(nearest, &all));
                None
            }
        }
    }

    /// The themes that were filled in, in their order. `before` is the coding when the workbook was made; none in a blind one.
    pub(super) fn themes(
        &mut self,
        codebook: &Codebook,
        before: Option<&WholeCoding>,
    ) -> Option<Vec<String>> {
        let kept = before.map(|before| before.themes.as_slice()).unwrap_or_default();
        match self.filled.theme_columns() {
            Some(0) if before.is_some() => return Some(kept.to_vec()),
            Some(columns) if columns >= kept.len() => {}
            _ => {
                self.find(
                    Column::Theme(1),
                    "a column of themes is missing, so that it can't be told which themes were taken away",
                    "put the columns back under their names, thema 1 and on",
                );
                return None;
            }
        }
        let entered: Vec<(Column, &str)> = self.row.themes().collect();
        let before_finding = self.findings.len();
        let (mut themes, mut uncoded): (Vec<String>, Option<Column>) = (Vec::new(), None);
        for (column, cell) in entered {
            match codes::theme(cell, codebook, kept) {
                Ok(Entered::Uncoded) => uncoded = Some(column),
                Ok(Entered::Theme(theme)) => self.add(column, theme, &mut themes),
                Err(nearest) => {
                    let message = format!("the taxonomy has no theme `{cell}`");
                    self.find(column, message, suggestion(nearest, &all_themes(codebook)));
                }
            }
        }
        if let Some(column) = uncoded.filter(|_| !themes.is_empty()) {
            let message =
                format!("`overig` says that no theme fits, and {} stands beside it", themes.join(", "));
            self.find(column, message, "keep the one or the other");
        }
        let is_open = before.is_none() && themes.is_empty() && uncoded.is_none();
        if is_open && self.findings.len() == before_finding {
            self.find(Column::Theme(1), "no theme is filled in", "choose `overig` if no theme fits");
        }
        (self.findings.len() == before_finding).then_some(themes)
    }

    /// The same theme twice is that theme once; with two subthemes it is a contradiction.
    fn add(&mut self, column: Column, theme: String, themes: &mut Vec<String>) {
        match themes.iter().find(|own| theme_parts(own).0 == theme_parts(&theme).0) {
            Some(own) if *own == theme => {}
            Some(own) => {
                let message = format!("{theme} and {own} are one theme with two subthemes");
                self.find(column, message, "keep the subtheme that fits best");
            }
            None => themes.push(theme),
        }
    }
}

fn suggestion(nearest: Option<String>, else_that: &str) -> String {
    nearest.map_or_else(|| format!("use one of: {else_that}"), |nearest| format!("did you mean `{nearest}`?"))
}

fn all_themes(codebook: &Codebook) -> String {
    let codes: Vec<&str> = codebook.themes.iter().map(|theme| theme.code.as_str()).collect();
    format!("{}, overig", codes.join(", "))
}
