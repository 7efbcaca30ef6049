//! The rows of columns as lines of text, in reading order, with what the costs look at worked out once.

use super::bands::Band;
use crate::layout::Row;
use crate::layout::metrics::Face;
use crate::layout::numbers::{self, Numbers};
use crate::text::{Begins, Ends, Marker, MarkerForm, WordClass, edges, is_blank};

/// Markers looked at behind each for one that belongs to its list.
const NEIGHBOURS: usize = 60;

/// How a line lies below the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seam {
    /// In the same column, this many rows lower; 1 where no row is left free.
    Below(u32),
    /// At the top of another column or page that goes on where the one before ended.
    Turn,
    /// Nothing goes on here: the first line, or one below another band or something set apart.
    Break,
}

impl Seam {
    /// The rows that it lies lower, in one column.
    pub(super) fn rows(self) -> Option<u32> {
        if let Self::Below(rows) = self { Some(rows) } else { None }
    }
}

/// A line of text in its column.
#[derive(Debug, Clone)]
pub(super) struct Line<'p> {
    pub(super) row: Row<'p>,
    /// Physical page.
    pub(super) page: u32,
    /// Column, from 1.
    pub(super) column: u32,
    /// Columns beside each other where it stands: lines of one style.
    pub(super) columns: usize,
    pub(super) seam: Seam,
    /// Characters from the column's margin.
    pub(super) indent: u32,
    /// Its length in characters and in thousandths of the type size, without outer or doubled spaces.
    pub(super) extent: [f32; 2],
    /// The same of its first word.
    pub(super) first_word: [f32; 2],
    pub(super) begins: Begins,
    pub(super) ends: Ends,
    /// Whether the word that it ends in, which wants another one behind it, may also be a verb's particle.
    pub(super) particle: bool,
    /// What it opens with, if that is a list marker in this document.
    pub(super) marker: Option<Marker<'p>>,
    /// The row of its marker, if that was printed below it.
    pub(super) sign: Option<Row<'p>>,
    /// Whether it is a marker, a rule or another sign and nothing else.
    pub(super) bare: bool,
    /// Whether it opens with the number of a heading, or is marked as one.
    pub(super) numbered: bool,
    /// Brackets left open by it, and closed that an earlier line opened.
    pub(super) brackets: (u8, u8),
    /// Whether a sentence ends before its last word.
    pub(super) stops_within: bool,
    pub(super) words: usize,
    pub(super) anaphoric: bool,
    /// Whether all its letters are capitals.
    pub(super) capitals: bool,
    /// Whether it was printed elsewhere.
    pub(super) moved: bool,
    pub(super) first: WordClass,
    pub(super) last: WordClass,
}

impl<'p> Line<'p> {
    /// The text without outer spaces.
    pub(super) fn text(&self) -> &'p str {
        trimmed(self.row.text)
    }

    /// Whether it is the number of a heading whose title stands on the next line.
    pub(super) fn is_lone_number(&self) -> bool {
        self.numbered && is_lone_number(self.text())
    }
}

fn is_lone_number(text: &str) -> bool {
    !text.contains(char::is_whitespace) && edges::heading_number(&format!("{text} A")).is_some()
}

/// Without spaces, and what nobody sees, on either side.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|character: char| is_blank(character.encode_utf8(&mut [0; 4])))
}

/// The lines of one page's bands in reading order; `opens` says how the first of them lies below what came before.
pub(super) fn lines<'p>(page: u32, bands: &[Band<'p>], opens: Seam) -> Vec<Line<'p>> {
    let mut lines = Vec::new();
    let mut seam = opens;
    for band in bands {
        for (column, cells) in (1..).zip(&band.columns) {
            let margin = margin(cells.iter().map(|cell| cell.at));
            let mut above: Option<u32> = None;
            for cell in cells {
                let below = above.map(|above| Seam::Below(cell.row.position.saturating_sub(above).max(1)));
                let place = (page, column, band.columns.len());
                lines.push(line(cell.row, place, below.unwrap_or(seam), cell.at.saturating_sub(margin)));
                above = Some(cell.row.position);
            }
            seam = Seam::Turn;
        }
        seam = Seam::Break;
    }
    lines
}

fn line<'p>(row: Row<'p>, place: (u32, u32, usize), seam: Seam, indent: u32) -> Line<'p> {
    let text = trimmed(row.text);
    let (page, column, columns) = place;
    let first = text.split_whitespace().next().unwrap_or_default();
    Line {
        row,
        page,
        column,
        columns,
        seam,
        indent,
        extent: extent(text),
        first_word: extent(first),
        begins: edges::begins(text),
        ends: edges::ends(text),
        particle: edges::ends_in_particle(text),
        marker: Marker::opening(text),
        sign: None,
        bare: !text.contains(char::is_alphanumeric),
        numbered: edges::heading_number(text).is_some()
            || edges::hash_heading(text).is_some()
            || is_lone_number(text),
        brackets: edges::brackets(text),
        capitals: edges::in_capitals(text),
        stops_within: edges::has_inner_stop(text),
        words: text.split_whitespace().count(),
        anaphoric: edges::points_back(text),
        moved: false,
        first: WordClass::beginning(text),
        last: WordClass::ending(text),
    }
}

/// Characters and width; runs of spaces count as one, since justifying makes them.
fn extent(text: &str) -> [f32; 2] {
    let mut words = 0_u32;
    let (mut characters, mut width) = (0.0, 0.0);
    for word in text.split_whitespace() {
        characters +=
            word.chars().filter(|character| !is_blank(character.encode_utf8(&mut [0; 4]))).count() as f32;
        width += Face::Grotesque.width(word);
        words += 1;
    }
    let spaces = words.saturating_sub(1) as f32;
    [characters + spaces, width + spaces * Face::Grotesque.advance(' ')]
}

/// Where the column's text begins: the least position that is no single slip to the left.
fn margin(positions: impl Iterator<Item = u32>) -> u32 {
    let mut positions: Vec<u32> = positions.collect();
    positions.sort_unstable();
    positions.get(positions.len() / 16).copied().unwrap_or(0)
}

/// Marks lines whose number heads a section because others of the document count on to it.
pub(super) fn mark_numbered(lines: &mut [Line<'_>]) {
    let found = |line: &Line<'_>| numbers::opening(line.text()).filter(|found| found.number[1] > 0);
    let known = Numbers::of(lines.iter().filter_map(found));
    for line in lines {
        line.numbered |= found(line).is_some_and(|found| known.heads(found));
    }
}

/// Keeps the markers that are believable in this document: plain signs, signs that come twice, and numbers that follow each other.
pub(super) fn mark_items(lines: &mut [Line<'_>]) {
    let alone = |line: &Line<'_>| Marker::of(line.text()).is_some();
    let found: Vec<(usize, Marker<'_>)> = lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| line.marker.or_else(|| Marker::of(line.text())).map(|own| (index, own)))
        .collect();
    let mut listed = vec![false; lines.len()];
    for (at, (index, marker)) in found.iter().enumerate() {
        // The next of a list mostly stands close by; looking at some neighbours bounds the work.
        let mut near = found.iter().skip(at + 1).take(NEIGHBOURS);
        let mate = match marker.form {
            MarkerForm::Sign(_) => near.find(|(_, other)| other.is_like(marker)),
            MarkerForm::Number | MarkerForm::Letter => near.find(|(_, other)| other.follows(marker)),
        };
        listed[*index] |= marker.is_plain();
        if let Some((other, _)) = mate {
            listed[*index] = true;
            listed[*other] = true;
        }
    }
    for (line, listed) in lines.iter_mut().zip(listed) {
        line.bare |= listed && alone(line);
        // A dash or a lone `1.` may still be an item; `o`, `a.`, `2024.` and the like are words.
        if !listed && edges::bullet(line.text()).is_none() {
            line.marker = None;
        }
    }
}
