//! Tables of contents: told from the text of the rows, as on other pages, with a tab where white leads to the number of a page.

use super::columns::Column;
use super::rows::Row;
use super::{Sheet, blocks};
use crate::layout::apart::Apart;
use crate::layout::{Row as Line, contents};
use crate::model::{Block, Page, Role};

/// White within a row that leads to a number rather than parting words, in type sizes.
const LEADS: f32 = 1.2;

/// Parts the columns of each page where a table of contents begins and ends.
pub(super) fn part(sheets: &mut [Sheet<'_>]) {
    let texts: Vec<Vec<String>> = sheets
        .iter()
        .map(|sheet| sheet.columns.iter().flat_map(|column| &column.rows).map(led).collect())
        .collect();
    let pages: Vec<Vec<Line<'_>>> = texts.iter().map(|texts| lines(texts)).collect();
    let mut found: Vec<Vec<Option<Apart>>> = pages.iter().map(|rows| vec![None; rows.len()]).collect();
    contents::mark(&pages, &mut found);
    for (sheet, found) in sheets.iter_mut().zip(found) {
        if found.iter().any(Option::is_some) {
            let columns = std::mem::take(&mut sheet.columns);
            let mut found = found.into_iter();
            sheet.columns = columns.into_iter().flat_map(|column| parted(column, &mut found)).collect();
        }
    }
}

/// The text of a row with a tab where white leads on.
fn led(row: &Row<'_>) -> String {
    let mut text = String::new();
    let mut end = None;
    for item in &row.items {
        if let Some(end) = end {
            text.push(if item.left - end > LEADS * row.size { '\t' } else { ' ' });
        }
        text.push_str(item.text);
        end = Some(item.right);
    }
    text
}

fn lines(texts: &[String]) -> Vec<Line<'_>> {
    let numbered = texts.iter().zip(0_u32..);
    numbered.map(|(text, position)| Line { line: position, position, offset: 0, text }).collect()
}

/// A column's stretches of contents and of other text, in order. Rows take their marks off `found`.
fn parted<'p>(column: Column<'p>, found: &mut impl Iterator<Item = Option<Apart>>) -> Vec<Column<'p>> {
    let Column { number, left, bound, style, rows, .. } = column;
    let mut parts: Vec<Column<'p>> = Vec::new();
    for row in rows {
        let mark = found.next().flatten();
        match parts.last_mut().filter(|part| part.contents.is_some() == mark.is_some()) {
            Some(part) => part.rows.push(row),
            None => {
                let contents = mark.map(|_| Vec::new());
                parts.push(Column { number, left, bound, style, contents, rows: vec![row] });
            }
        }
        if let (Some(mark), Some(Column { contents: Some(opens), .. })) = (mark, parts.last_mut()) {
            opens.push(mark.opens);
        }
    }
    parts
}

/// The entries of a table, each with its rows.
pub(super) fn blocks(page: &Page, column: &Column<'_>, opens: &[bool]) -> Vec<Block> {
    let mut entries: Vec<Vec<Row<'_>>> = Vec::new();
    for (row, opens) in column.rows.iter().zip(opens) {
        match entries.last_mut() {
            Some(entry) if !opens => entry.push(row.clone()),
            _ => entries.push(vec![row.clone()]),
        }
    }
    entries.iter().map(|rows| blocks::of_rows(page, column.number, rows, Role::Contents)).collect()
}
