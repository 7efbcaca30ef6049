//! What stands in which cell of the sheet to fill in.

use super::codes::shown_theme;
use super::columns::{Column, MOST_THEMES};
use super::rows::{SheetRow, Workbook};

/// So many themes can be filled in, at least.
const THEMES: usize = 4;

/// How a code is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Codes {
    /// With its label, as drop-downs offer it.
    Labelled,
    /// Alone.
    Bare,
}

/// The columns of a workbook in their order.
pub(super) fn columns(workbook: &Workbook<'_>) -> Vec<Column> {
    let blind = workbook.info.blind;
    let groups = workbook.rows.iter().any(|row| row.group.is_some());
    let mut columns = vec![if blind { Column::BlindId } else { Column::Id }, Column::Document, Column::Place];
    if !blind {
        columns.push(Column::Why);
    }
    columns.extend([Column::Section, Column::Text]);
    if !blind {
        columns.extend([Column::Words, Column::Coding]);
    }
    columns.extend(groups.then_some(Column::Group));
    columns.push(Column::Kind);
    columns.extend((1..=theme_columns(workbook)).map(Column::Theme));
    if !blind {
        columns.extend([Column::Action, Column::MergeWith]);
    }
    columns.extend(groups.then_some(Column::WholeGroup));
    columns.push(Column::Reason);
    columns
}

/// Room for one theme more than any row has.
fn theme_columns(workbook: &Workbook<'_>) -> usize {
    let themes = workbook.rows.iter().filter_map(|row| row.coding.as_ref()).map(|coding| coding.themes.len());
    themes.max().map_or(THEMES, |most| (most + 1).clamp(THEMES, MOST_THEMES))
}

/// What stands in a cell; in a blind workbook the cells to fill in are empty.
pub(super) fn cell(workbook: &Workbook<'_>, row: &SheetRow, column: Column, codes: Codes) -> String {
    let coding = row.coding.as_ref();
    match column {
        Column::Id | Column::BlindId => row.id.clone(),
        Column::Document => row.document.clone(),
        Column::Place => row.place.clone(),
        Column::Why => row.why.clone(),
        Column::Section => row.section.clone(),
        Column::Text => row.text.clone(),
        Column::Words => row.words.clone(),
        Column::Coding => coding.map(ToString::to_string).unwrap_or_default(),
        Column::Group => row.group.map(|size| size.to_string()).unwrap_or_default(),
        Column::Kind => coding.map(|coding| coding.kind.code().to_owned()).unwrap_or_default(),
        Column::Theme(number) => {
            let theme = coding.and_then(|coding| coding.themes.get(number.checked_sub(1)?));
            match (theme, codes) {
                (None, _) => String::new(),
                (Some(theme), Codes::Bare) => theme.clone(),
                (Some(theme), Codes::Labelled) => shown_theme(theme, workbook.codebook, workbook.language),
            }
        }
        Column::WholeGroup if row.whole_group => workbook.language.answer(true).to_owned(),
        Column::Action | Column::MergeWith | Column::WholeGroup | Column::Reason => String::new(),
    }
}
