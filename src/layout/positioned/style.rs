//! How a document is set: its type, the distance of its lines, the width of its columns. Estimated from all of its pages.

use std::collections::BTreeMap;

use crate::text::{Begins, Ends};

use super::columns::Column;
use super::item::Item;
use super::looks::Looks;
use super::rows::Row;
use super::{Sheet, all_columns, all_rows};

/// The usual distance of lines, in type sizes, and one that few documents have.
const USUAL: f32 = 1.2;
const WIDE: f32 = 1.6;

/// Rows into which sentences run that tell the distance by themselves.
const RUNNING: usize = 2;

/// Letters of one size that show how a page is set by itself.
const OWN: usize = 300;

/// Letters by how they are set.
struct Counts {
    /// By quarters of a point.
    sizes: BTreeMap<i32, usize>,
    bold: usize,
    italic: usize,
    all: usize,
}

impl Counts {
    fn of<'i, 'p: 'i>(items: impl Iterator<Item = &'i Item<'p>>) -> Self {
        let mut counts = Self { sizes: BTreeMap::new(), bold: 0, italic: 0, all: 0 };
        for item in items.filter(|item| !item.turned) {
            let letters = item.letters();
            *counts.sizes.entry((item.size * 4.0).round() as i32).or_default() += letters;
            counts.all += letters;
            counts.bold += if item.bold { letters } else { 0 };
            counts.italic += if item.italic { letters } else { 0 };
        }
        counts
    }

    /// The usual size, with the letters that have it.
    fn size(&self) -> Option<(f32, usize)> {
        let most = self.sizes.iter().max_by_key(|(size, letters)| (**letters, -**size));
        most.map(|(size, letters)| ((*size as f32 / 4.0).max(0.1), *letters))
    }

    fn bold(&self) -> bool {
        self.bold * 2 > self.all
    }

    fn italic(&self) -> bool {
        self.italic * 2 > self.all
    }
}

/// How running text is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// Type size.
    pub(super) size: f32,
    /// Whether most of it is bold, so that bold tells nothing.
    pub(super) bold: bool,
    pub(super) italic: bool,
}

impl Style {
    pub(super) fn of(pages: &[Vec<Item<'_>>]) -> Self {
        let counts = Counts::of(pages.iter().flatten());
        Self {
            size: counts.size().map_or(10.0, |(size, _)| size),
            bold: counts.bold(),
            italic: counts.italic(),
        }
    }

    /// The style of a page, which is its own where most of it is set otherwise: a file may be put together from several.
    pub(super) fn on_page(&self, items: &[Item<'_>]) -> Self {
        let counts = Counts::of(items.iter());
        let own = counts.size().filter(|(_, letters)| *letters >= OWN && *letters * 5 > counts.all * 3);
        match own {
            Some((size, _)) => Self { size, bold: counts.bold(), italic: counts.italic() },
            None => *self,
        }
    }

    /// How much larger than running text something is set.
    pub(super) fn ratio(&self, size: f32) -> f32 {
        size / self.size
    }
}

/// What the columns of a document have in common.
#[derive(Debug)]
pub(super) struct Measures {
    /// From one line of a paragraph to the next, in type sizes.
    leading: f32,
    /// From the last line of a paragraph to the first of the next, in leadings, where paragraphs are set apart.
    gap: Option<f32>,
    /// Whether paragraphs open with an indent.
    indents: bool,
    /// What the end of a sentence costs that the same text follows.
    sentence: f32,
    looks: Looks,
    /// Right edges by left edge and what bounds the column.
    edges: BTreeMap<(i32, i32), Edge>,
}

#[derive(Debug, Default)]
struct Edge {
    right: f32,
    rows: usize,
    full: usize,
}

/// What is constant within a column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    pub(super) leading: f32,
    pub(super) gap: Option<f32>,
    pub(super) indents: bool,
    /// What the end of a sentence costs that the same text follows.
    pub(super) sentence: f32,
    /// How headings are told.
    pub(super) looks: Looks,
    pub(super) left: f32,
    pub(super) right: f32,
    /// Whether lines are stretched to the right edge.
    pub(super) justified: bool,
}

impl Measure {
    pub(super) fn width(&self) -> f32 {
        (self.right - self.left).max(1.0)
    }
}

impl Measures {
    pub(super) fn of(sheets: &[Sheet<'_>]) -> Self {
        let steps = steps(sheets);
        let leading = leading(&steps);
        Self {
            leading,
            gap: gap(&steps, leading),
            indents: indents(sheets),
            sentence: sentence(sheets),
            looks: Looks::of(sheets),
            edges: edges(sheets),
        }
    }

    pub(super) fn of_column(&self, column: &Column<'_>) -> Measure {
        let edge = self.edges.get(&key(column));
        let own = column.rows.iter().map(|row| row.right).fold(column.left, f32::max);
        let right = edge.map_or(own, |edge| edge.right.max(own.min(edge.right + 1.0)));
        Measure {
            leading: self.leading,
            gap: self.gap,
            indents: self.indents,
            sentence: self.sentence,
            looks: self.looks,
            left: column.left,
            right,
            justified: edge.is_some_and(|edge| edge.rows >= 4 && edge.full * 2 > edge.rows),
        }
    }
}

/// What the end of a sentence costs that the same text follows: the share of such ends, as if thirteen had been met of which three were
/// followed. Those within rows tell; where a row ends with a sentence it is open.
fn sentence(sheets: &[Sheet<'_>]) -> f32 {
    let rows = || all_rows(sheets).map(|(_, row)| row);
    let followed = rows().filter(|row| row.sentences).count() as f32;
    let ended = rows().filter(|row| row.ends == Ends::Sentence).count() as f32;
    -((followed + 3.0) / (followed + ended + 13.0)).ln()
}

/// Columns are alike that begin at one place and are bounded by the same thing.
fn key(column: &Column<'_>) -> (i32, i32) {
    let coarse = |points: f32| (points / 8.0).round() as i32;
    (coarse(column.left), column.bound.map_or(0, coarse))
}

/// The distance, in type sizes, of rows of running text that follow each other in a column.
#[derive(Debug, Clone, Copy)]
struct Step {
    sizes: f32,
    /// Whether a sentence runs from the one row into the other.
    runs_on: bool,
}

fn steps(sheets: &[Sheet<'_>]) -> Vec<Step> {
    let is_body = |row: &Row<'_>, style: &Style| (style.ratio(row.size) - 1.0).abs() < 0.06;
    all_columns(sheets)
        .flat_map(|column| column.rows.windows(2).map(|pair| (pair, &column.style)))
        .filter_map(|(pair, style)| match pair {
            [one, next] if is_body(one, style) && is_body(next, style) && !next.interrupted => Some(Step {
                sizes: (next.baseline - one.baseline) / style.size,
                runs_on: one.ends != Ends::Sentence && next.begins == Begins::Lower,
            }),
            _ => None,
        })
        .filter(|step| (0.8..6.0).contains(&step.sizes))
        .collect()
}

/// The distance at which sentences run on from row to row, or else the smallest that is frequent.
fn leading(steps: &[Step]) -> f32 {
    let running: Vec<f32> = steps.iter().filter(|step| step.runs_on).map(|step| step.sizes).collect();
    if running.len() >= RUNNING {
        return smallest(&running).unwrap_or(USUAL);
    }
    let all: Vec<f32> = steps.iter().map(|step| step.sizes).collect();
    // Wide steps are the white between paragraphs of one line each.
    smallest(&all).filter(|step| *step <= WIDE).unwrap_or(USUAL)
}

/// The smallest of the distances that is frequent.
fn smallest(steps: &[f32]) -> Option<f32> {
    let around = |step: f32| steps.iter().filter(|other| (**other - step).abs() < 0.03).count();
    let mut sorted = steps.to_vec();
    sorted.sort_by(f32::total_cmp);
    let enough = (steps.len() / 6).max(1);
    let first = sorted.iter().copied().find(|step| around(*step) >= enough)?;
    let near: Vec<f32> = sorted.into_iter().filter(|step| (step - first).abs() < 0.05).collect();
    Some(near.get(near.len() / 2).copied().unwrap_or(first))
}

/// The usual distance between paragraphs, where it differs from that between lines.
fn gap(steps: &[Step], leading: f32) -> Option<f32> {
    let wide: Vec<f32> =
        steps.iter().map(|step| step.sizes / leading).filter(|ratio| (1.12..4.0).contains(ratio)).collect();
    if wide.len() < 2 || wide.len() * 16 < steps.len() {
        return None;
    }
    let around = |ratio: f32| wide.iter().filter(|other| (**other - ratio).abs() < 0.08).count();
    let best = wide
        .iter()
        .copied()
        .max_by(|one, other| around(*one).cmp(&around(*other)).then(other.total_cmp(one)))?;
    (around(best) >= 2).then_some(best)
}

/// Whether rows indented by one to three type sizes stand between rows that are not, often enough.
fn indents(sheets: &[Sheet<'_>]) -> bool {
    let (mut indented, mut all) = (0, 0);
    for column in all_columns(sheets) {
        for trio in column.rows.windows(3) {
            let [before, row, after] = trio else { continue };
            let indent = row.left - after.left;
            let flush = (before.left - after.left).abs() < 1.0;
            all += 1;
            let size = column.style.size;
            let deep = (0.6 * size..3.5 * size).contains(&indent);
            indented += usize::from(deep && flush && !row.has_marker());
        }
    }
    indented >= 2 && indented * 20 > all
}

fn edges(sheets: &[Sheet<'_>]) -> BTreeMap<(i32, i32), Edge> {
    let mut edges: BTreeMap<(i32, i32), Edge> = BTreeMap::new();
    let rows = || all_rows(sheets).filter(|(column, row)| column.style.ratio(row.size) < 1.06);
    for (column, row) in rows() {
        let edge = edges.entry(key(column)).or_default();
        edge.right = edge.right.max(row.right);
    }
    for (column, row) in rows() {
        let edge = edges.entry(key(column)).or_default();
        edge.rows += 1;
        edge.full += usize::from(edge.right - row.right < 0.1 * column.style.size);
    }
    edges
}
