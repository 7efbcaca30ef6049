//! Where text may stand: the columns of a document's pages, in reading order.

use super::random::Random;
use super::style::{Columns, Style};

/// A column or part of one, on one page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Frame {
    /// Page, from 0.
    pub(super) page: usize,
    /// Column on the page, from 1.
    pub(super) column: usize,
    /// Left side in points.
    pub(super) x: f64,
    pub(super) width: f64,
    /// Rows of the page above it.
    pub(super) first_row: usize,
    /// Rows it has.
    pub(super) rows: usize,
}

/// Rows that a page of less is not worth.
const LEAST_ROWS: usize = 3;

/// The frames of all pages.
pub(super) fn frames(style: &Style, pages: usize, random: &mut Random) -> Vec<Frame> {
    let mut all = Vec::new();
    for page in 0..pages {
        let mut own = page_frames(style, page, random);
        if page + 1 == pages && style.flow.last_page < 1.0 {
            shorten(&mut own, style);
        }
        all.extend(own.into_iter().filter(|frame| frame.rows >= LEAST_ROWS));
    }
    all
}

fn page_frames(style: &Style, page: usize, random: &mut Random) -> Vec<Frame> {
    let rows = style.paper.rows;
    let above = (rows as f64 * random.real(0.12, 0.45)) as usize;
    match style.paper.columns {
        Columns::Even(count) => band(style, page, count, 0, rows, random),
        Columns::Introduced(count) if page > 0 => band(style, page, count, 0, rows, random),
        Columns::Introduced(count) => bands(style, page, [1, count], above, random),
        Columns::Mixed(one, other) => bands(style, page, [one, other], above.max(rows / 3), random),
    }
}

/// Two bands of columns, one above the other.
fn bands(style: &Style, page: usize, counts: [usize; 2], above: usize, random: &mut Random) -> Vec<Frame> {
    let space = random.whole(1, 3);
    let mut frames = band(style, page, counts[0], 0, above, random);
    let below = above + space;
    frames.extend(band(style, page, counts[1], below, style.paper.rows.saturating_sub(below), random));
    frames
}

fn band(
    style: &Style,
    page: usize,
    count: usize,
    first: usize,
    rows: usize,
    random: &mut Random,
) -> Vec<Frame> {
    let gutters = style.paper.gutter * count.saturating_sub(1) as f64;
    let width = (style.measure() - gutters) / count.max(1) as f64;
    (0..count)
        .map(|place| {
            let offset = if place > 0 || count == 1 { random.whole(0, style.flow.offset) } else { 0 };
            Frame {
                page,
                column: place + 1,
                x: style.paper.margin + place as f64 * (width + style.paper.gutter),
                width,
                first_row: first + offset,
                rows: rows.saturating_sub(offset),
            }
        })
        .collect()
}

/// Leaves part of the last page empty: the foot of all its columns, or its last ones.
fn shorten(frames: &mut [Frame], style: &Style) {
    let part = style.flow.last_page;
    if style.flow.balanced {
        for frame in frames {
            frame.rows = (frame.rows as f64 * part) as usize;
        }
        return;
    }
    let mut left = (frames.iter().map(|frame| frame.rows).sum::<usize>() as f64 * part) as usize;
    for frame in frames {
        frame.rows = frame.rows.min(left);
        left -= frame.rows;
    }
}
