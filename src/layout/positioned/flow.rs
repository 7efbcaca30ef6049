//! Text that runs on from the foot of a column to the head of the next, on the same page or another.

use super::costs::{self, Lane};
use super::paragraphs::{Paragraph, doubt};
use super::rows::Row;
use super::style::Measure;
use crate::model::{Block, Role};

/// Where the columns read so far leave off.
#[derive(Debug, Default)]
pub(super) struct Flow<'p> {
    foot: Option<Foot<'p>>,
    /// Page and line of each column's first text, with the doubt whether it goes on from the column before it.
    heads: Vec<(u32, u32, f64)>,
}

/// The last row of a column's text.
#[derive(Debug)]
struct Foot<'p> {
    row: Row<'p>,
    measure: Measure,
    lane: Lane,
    /// Whether a list marker opens its paragraph.
    in_list: bool,
}

impl<'p> Flow<'p> {
    /// Whether the first block of a column goes on with the last one of the column before it, and the doubt about that; `None` where no
    /// column stands before it in the document.
    pub(super) fn turn(
        &mut self,
        rows: &[Row<'p>],
        found: &[Paragraph],
        measure: &Measure,
    ) -> Option<(bool, f64)> {
        let opening = found.first()?;
        let row = rows.get(opening.rows.start)?;
        let head = self.foot.as_ref().map(|foot| {
            match (foot.lane, opening.lane) {
                (Lane::Body, Lane::Body) => {}
                (Lane::Heading, Lane::Heading) => {
                    return (costs::heading_runs_on(&foot.row, row, &foot.measure), 0.0);
                }
                _ => return (false, 0.0),
            }
            let gain = costs::across(&foot.row, row, (&foot.measure, measure), foot.in_list);
            (gain > 0.0, doubt(gain.abs()))
        });
        if let (Some(last), Some(closing)) = (rows.last(), found.last()) {
            let marked = rows.get(closing.rows.start).is_some_and(Row::has_marker);
            // What goes on over several columns is an item still.
            let carried = closing.rows.start == 0 && head.is_some_and(|(continues, _)| continues);
            let in_list = marked || (carried && self.foot.as_ref().is_some_and(|foot| foot.in_list));
            self.foot = Some(Foot { row: last.clone(), measure: *measure, lane: closing.lane, in_list });
        }
        head
    }

    /// Nothing runs over what stands here.
    pub(super) fn interrupt(&mut self) {
        self.foot = None;
    }

    /// Remembers what is in doubt about the block that a column opens with.
    pub(super) fn note_head(&mut self, block: &Block, doubt: f64) {
        if let Some(piece) = block.pieces.first() {
            self.heads.push((piece.page, piece.line, doubt));
        }
    }

    /// Puts headings together that run over columns, and hands the doubt about the head of each column to the text before it, too.
    pub(super) fn settle(self, blocks: &mut Vec<Block>) {
        join_headings(blocks);
        for (page, line, doubt) in self.heads {
            let is_head = |block: &Block| {
                block.pieces.first().is_some_and(|piece| (piece.page, piece.line) == (page, line))
            };
            let at = blocks.iter().position(|block| block.role == Role::Body && is_head(block));
            let before = at.and_then(|at| blocks.get_mut(..at)).unwrap_or_default();
            if let Some(block) = before.iter_mut().rev().find(|block| block.role == Role::Body) {
                block.doubt = block.doubt.max(doubt);
            }
        }
    }
}

fn join_headings(blocks: &mut Vec<Block>) {
    let mut at = 0;
    while at < blocks.len() {
        let runs_on = blocks[at].role == Role::Heading && blocks[at].continues == Some(true);
        let before = blocks[..at].iter().rposition(|block| matches!(block.role, Role::Heading | Role::Body));
        match before.filter(|before| runs_on && blocks[*before].role == Role::Heading) {
            Some(before) => {
                let pieces = blocks.remove(at).pieces;
                blocks[before].pieces.extend(pieces);
            }
            None => at += 1,
        }
    }
}
