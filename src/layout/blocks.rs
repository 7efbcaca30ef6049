//! From readings to blocks: the best reading's pieces in reading order, each block with the doubt that the rivals leave.

use std::collections::{HashMap, HashSet};

use super::Row;
use super::costs::Grid;
use super::search::{Lane, Page, Placement, Reading, Relation, Rival};
use crate::model::{Block, Piece, Role};
use crate::text::edges;

/// Share of the column that a line must fill to count as full.
const FULL: f32 = 0.8;

/// Lines around a rival's own that are compared too, since blocks reach over them.
const AROUND: usize = 40;

/// The rows that were searched, and where they stand.
pub(super) struct Stretch<'r> {
    /// Physical page.
    pub(super) page: u32,
    /// The rows, as the candidates were made of them.
    pub(super) rows: &'r [Row<'r>],
    /// Number of the leftmost column.
    pub(super) first_column: u32,
}

/// Pieces of one block: (row, first byte, one past the last byte). What makes a statement the same in two readings.
type Outline = Vec<(usize, usize, usize)>;

impl Stretch<'_> {
    /// The blocks of the best reading.
    pub(super) fn blocks(
        &self,
        candidates: &Page,
        grid: &Grid,
        best: &Reading,
        rivals: &[Rival],
    ) -> Vec<Block> {
        let runs = runs(&best.placements);
        let margins = margins(candidates, &runs, best, rivals);
        let mut blocks = Vec::new();
        for (index, run) in runs.iter().enumerate() {
            let opens_second = run.first().is_some_and(|first| first.column == 1)
                && index > 0
                && runs[index - 1][0].column == 0;
            let continues = opens_second.then_some(best.carried);
            let doubt = 1.0 / (1.0 + f64::from(margins[index]).exp());
            self.push_block(candidates, grid, run, (continues, doubt), &mut blocks);
        }
        blocks
    }

    fn push_block(
        &self,
        candidates: &Page,
        grid: &Grid,
        run: &[Placement],
        found: (Option<bool>, f64),
        blocks: &mut Vec<Block>,
    ) {
        let Some(first) = run.first() else { return };
        let role = if first.lane == Lane::Heading { Role::Heading } else { Role::Body };
        let column = self.first_column + u32::from(first.column);
        let mut pieces: Vec<Piece> =
            run.iter().map(|placed| self.piece(candidates, placed.fragment)).collect();
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
            });
        }
        let last = run.last().map(|placed| &candidates.fragments[placed.fragment as usize]);
        let ends_full = last.is_some_and(|last| last.width > FULL * grid.width);
        let (continues, doubt) = found;
        blocks.push(Block { role, column, pieces, doubt, continues, ends_full, label: None });
    }

    fn piece(&self, candidates: &Page, fragment: u32) -> Piece {
        let fragment = &candidates.fragments[fragment as usize];
        let row = &self.rows[fragment.line];
        let text = row.text.get(fragment.start..fragment.end).unwrap_or_default();
        let before = row.text.get(..fragment.start).unwrap_or_default().chars().count() as u32;
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
fn split_marker(piece: &mut Piece) -> Option<Piece> {
    let marker = edges::bullet(&piece.text)?;
    let indent = piece.text.len() - piece.text.trim_start().len();
    let at = indent + marker.len();
    let (front, rest) = piece.text.split_at_checked(at)?;
    let middle = piece.start + front.chars().count() as u32;
    let marker =
        Piece { page: piece.page, line: piece.line, start: piece.start, end: middle, text: front.to_owned() };
    *piece =
        Piece { page: piece.page, line: piece.line, start: middle, end: piece.end, text: rest.to_owned() };
    Some(marker)
}

/// Placements by column, cut where a block begins.
fn runs(placements: &[Placement]) -> Vec<Vec<Placement>> {
    let mut runs: Vec<Vec<Placement>> = Vec::new();
    for column in 0..2 {
        let mut fresh = true;
        for placed in placements.iter().filter(|placed| placed.column == column) {
            match runs.last_mut() {
                Some(run) if placed.relation == Relation::Continues && !fresh => run.push(*placed),
                _ => runs.push(vec![*placed]),
            }
            fresh = false;
        }
    }
    runs
}

/// Per block of the best reading, how many nats worse the nearest rival is that lacks it.
fn margins(candidates: &Page, runs: &[Vec<Placement>], best: &Reading, rivals: &[Rival]) -> Vec<f32> {
    let mut margins = vec![f32::INFINITY; runs.len()];
    let mut block_of: HashMap<u32, usize> = HashMap::new();
    for (index, run) in runs.iter().enumerate() {
        block_of.extend(run.iter().map(|placed| (placed.fragment, index)));
    }
    let line = |placed: &Placement| candidates.fragments[placed.fragment as usize].line;
    for rival in rivals {
        let margin = (rival.cost - best.cost).max(0.0);
        let window = rival.lines.start.saturating_sub(AROUND)..rival.lines.end + AROUND;
        let from = best.placements.partition_point(|placed| line(placed) < window.start);
        let to = best.placements.partition_point(|placed| line(placed) < window.end);
        let own = &best.placements[from..to];
        let before = own.iter().filter(|placed| line(placed) < rival.lines.start);
        let after = own.iter().filter(|placed| line(placed) >= rival.lines.end);
        let other: Vec<Placement> = before.chain(&rival.placements).chain(after).copied().collect();
        let others: HashSet<Outline> =
            self::runs(&other).iter().map(|run| outline(candidates, run)).collect();
        for run in self::runs(own) {
            if !others.contains(&outline(candidates, &run)) {
                let index = block_of[&run[0].fragment];
                margins[index] = margins[index].min(margin);
            }
        }
        if rival.carried != best.carried {
            for (index, least) in margins.iter_mut().enumerate() {
                if opens_or_closes_column(runs, index) {
                    *least = least.min(margin);
                }
            }
        }
    }
    margins
}

fn outline(candidates: &Page, run: &[Placement]) -> Outline {
    run.iter()
        .map(|placed| &candidates.fragments[placed.fragment as usize])
        .map(|fragment| (fragment.line, fragment.start, fragment.end))
        .collect()
}

/// Whether the block is the last of the first column or the first of the second.
fn opens_or_closes_column(runs: &[Vec<Placement>], index: usize) -> bool {
    let column = |at: usize| runs.get(at).and_then(|run| run.first()).map(|placed| placed.column);
    let turns_after = column(index) == Some(0) && column(index + 1) == Some(1);
    let turns_before = index > 0 && column(index) == Some(1) && column(index - 1) == Some(0);
    turns_after || turns_before
}
