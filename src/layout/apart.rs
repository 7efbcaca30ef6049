//! Rows of a page's body that are no respondent's text by what they say: tables of contents and the parts of a mail around its message.

use super::{Row, contents, mail};
use crate::model::{Block, Piece, Role};

/// A row that is set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Apart {
    pub(super) role: Role,
    /// Whether it begins a structure element, rather than going on with that of the row above.
    pub(super) opens: bool,
}

/// What is set apart of each page, by row.
pub(super) fn find(pages: &[Vec<Row<'_>>]) -> Vec<Vec<Option<Apart>>> {
    let mut found: Vec<Vec<Option<Apart>>> = pages.iter().map(|rows| vec![None; rows.len()]).collect();
    contents::mark(pages, &mut found);
    mail::mark(pages, &mut found);
    found
}

/// A stretch of rows of one page.
#[derive(Debug)]
pub(super) enum Stretch<'p> {
    /// Set apart already.
    Apart(Block),
    /// To be read.
    Rows(Vec<Row<'p>>),
}

/// A page's rows, divided where something is set apart.
pub(super) fn stretches<'p>(page: u32, rows: &[Row<'p>], apart: &[Option<Apart>]) -> Vec<Stretch<'p>> {
    let mut stretches: Vec<Stretch<'p>> = Vec::new();
    for (row, apart) in rows.iter().zip(apart) {
        match (apart, stretches.last_mut()) {
            (None, Some(Stretch::Rows(rows))) => rows.push(*row),
            (None, _) => stretches.push(Stretch::Rows(vec![*row])),
            (Some(Apart { role, opens: false }), Some(Stretch::Apart(block))) if block.role == *role => {
                block.pieces.push(piece(page, row));
            }
            (Some(Apart { role, .. }), _) => stretches.push(Stretch::Apart(Block {
                role: *role,
                column: 1,
                pieces: vec![piece(page, row)],
                doubt: 0.0,
                continues: None,
                ends_full: false,
                label: None,
                runner_up: None,
            })),
        }
    }
    stretches
}

fn piece(page: u32, row: &Row<'_>) -> Piece {
    Piece {
        page,
        line: row.line,
        start: row.offset,
        end: row.offset + row.text.chars().count() as u32,
        text: row.text.to_owned(),
    }
}
