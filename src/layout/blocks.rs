//! From a reading to blocks: its pieces in reading order, each block with its doubt.

use super::grid::Grid;
use super::search::{self, Lane, Page, Placement, Read};
use super::{Row, doubt};
use crate::model::{Block, Piece, Role};
use crate::text::edges;

/// Share of the column that a line must fill to count as full.
const FULL: f32 = 0.8;

/// The rows that were searched, and where they stand.
pub(super) struct Stretch<'r> {
    /// Physical page.
    pub(super) page: u32,
    /// The rows, as the candidates were made of them.
    pub(super) rows: &'r [Row<'r>],
    /// Number of the leftmost column.
    pub(super) first_column: u32,
}

impl Stretch<'_> {
    /// The blocks of a reading, each with the probability that it is wrong for its doubt.
    pub(super) fn blocks(&self, candidates: &Page<'_>, grid: &Grid, read: &Read) -> Vec<Block> {
        let reading = read.reading();
        let runs = search::blocks(&reading.placements);
        let cost_of_line = reading.cost / self.rows.len().max(1) as f32;
        let mut blocks = Vec::new();
        for (index, run) in runs.iter().enumerate() {
            let Some(first) = run.first() else { continue };
            let opens_column = first.column > 0
                && index > 0
                && (runs[index - 1][0].nth, runs[index - 1][0].column + 1) == (first.nth, first.column);
            let continues = opens_column.then(|| reading.carried.contains(&(first.nth, first.column)));
            let beside = |other: Option<&Vec<Placement>>| {
                other.and_then(|other| other.first()).is_some_and(|other| {
                    (other.nth, other.column) == (first.nth, first.column) && other.lane != Lane::Body
                })
            };
            let before = index.checked_sub(1).and_then(|before| runs.get(before));
            let seen = doubt::Seen {
                block: run,
                display_beside: (beside(before), beside(runs.get(index + 1))),
                cost_of_line,
                lacking: read.lacking(index),
            };
            let doubt = doubt::of(candidates, grid, &seen);
            let rival =
                if doubt::may_be_doubtful(doubt) { read.rival(candidates, grid, index) } else { None };
            let runner_up = rival.map(|rival| self.pieces(candidates, &rival));
            self.push_block(candidates, grid, run, (continues, doubt, runner_up), &mut blocks);
        }
        blocks
    }

    fn push_block(
        &self,
        candidates: &Page<'_>,
        grid: &Grid,
        run: &[Placement],
        found: (Option<bool>, f64, Option<Vec<Piece>>),
        blocks: &mut Vec<Block>,
    ) {
        let Some(first) = run.first() else { return };
        let role = if first.lane.is_heading() { Role::Heading } else { Role::Body };
        let column = self.first_column + u32::from(first.column);
        let mut pieces = self.pieces(candidates, run);
        if role == Role::Body
            && let Some(marker) = pieces.first_mut().and_then(split_marker)
        {
            blocks.push(Block {
                role: Role::ListMarker,
                column,
                pieces: vec![marker],
                doubt: 0.0,
                continues: None,
                ends_full: false,
                label: None,
                runner_up: None,
            });
        }
        let last = run.last().map(|placed| &candidates.fragments[placed.fragment as usize]);
        let ends_full = last
            .is_some_and(|last| last.width > FULL * grid.band(first.band).widths[usize::from(first.column)]);
        let (continues, doubt, runner_up) = found;
        blocks.push(Block { role, column, pieces, doubt, continues, ends_full, label: None, runner_up });
    }

    fn pieces(&self, candidates: &Page<'_>, run: &[Placement]) -> Vec<Piece> {
        run.iter().map(|placed| self.piece(candidates, placed.fragment)).collect()
    }

    fn piece(&self, candidates: &Page<'_>, fragment: u32) -> Piece {
        let fragment = &candidates.fragments[fragment as usize];
        let row = &self.rows[fragment.line as usize];
        let (start, end) = candidates.bytes(fragment);
        let text = row.text.get(start..end).unwrap_or_default();
        let before = row.text.get(..start).unwrap_or_default().chars().count() as u32;
        let start = row.offset + before;
        Piece {
            page: self.page,
            line: row.line,
            start,
            end: start + text.chars().count() as u32,
            text: text.to_owned(),
        }
    }
}

/// Takes the list marker off the front of `piece`.
pub(super) fn split_marker(piece: &mut Piece) -> Option<Piece> {
    let marker = edges::bullet(&piece.text)?;
    let indent = piece.text.len() - piece.text.trim_start().len();
    let at = indent + marker.len();
    cut_front(piece, at)
}

/// Takes the first `at` bytes off `piece`; none where that would cut a letter in two.
pub(super) fn cut_front(piece: &mut Piece, at: usize) -> Option<Piece> {
    let (front, rest) = piece.text.split_at_checked(at)?;
    let middle = piece.start + front.chars().count() as u32;
    let cut = Piece { end: middle, text: front.to_owned(), ..piece.clone() };
    *piece = Piece { start: middle, text: rest.to_owned(), ..piece.clone() };
    Some(cut)
}
