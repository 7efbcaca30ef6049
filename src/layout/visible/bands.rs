//! Columns that the spaces of a page show, as layout-preserving extractors print them. A page is a stack of bands, each with columns of its
//! own: a heading over the whole width, an introduction, two columns, three. The best stack is found by dynamic programming over the
//! rows: a row that shows a column's beginning behind spaces speaks for it, a word that runs through it against.

mod cut;

use std::collections::BTreeMap;

use super::super::Row;
use super::words::{Word, words};

use self::cut::{cut, parts};

/// A column is at least this wide, in characters.
const NARROWEST: u32 = 14;

/// Beginnings of columns that are tried per page.
const CANDIDATES: usize = 14;

/// A beginning may be printed this many characters off.
const JITTER: u32 = 1;

/// Text may be set in by this many characters within its column.
const SET_IN: u32 = 8;

/// What it costs a row that a column is empty on it, but not the next one.
const EMPTY: f32 = 0.2;

/// What it costs to begin with columns, in nats.
const UNUSUAL: f32 = 1.5;

/// Running text over the whole width.
const NO_COLUMNS: usize = 0;

/// Rows with the same columns, from left to right; a full-width band has one.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::layout) struct Band<'p> {
    pub(in crate::layout) columns: Vec<Vec<Cell<'p>>>,
}

/// One column's part of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::layout) struct Cell<'p> {
    pub(in crate::layout) row: Row<'p>,
    /// Character position at which its words begin on the page.
    pub(in crate::layout) at: u32,
}

/// The bands of a page from top to bottom.
pub(in crate::layout) fn bands<'p>(rows: &[Row<'p>]) -> Vec<Band<'p>> {
    bands_among(rows, &[]).0
}

/// The bands of each page of a document. Where columns begin is mostly the same on all of them, so that a page with hardly any rows in its
/// columns takes them from the others.
pub(in crate::layout) fn bands_of_all<'p>(pages: &[Vec<Row<'p>>]) -> Vec<Vec<Band<'p>>> {
    let mut found: Vec<(Vec<Band<'p>>, Vec<u32>)> = pages.iter().map(|rows| bands_among(rows, &[])).collect();
    let mut known: Vec<u32> = found.iter().flat_map(|(_, starts)| starts.iter().copied()).collect();
    known.sort_unstable();
    known.dedup();
    for (rows, (bands, starts)) in pages.iter().zip(&mut found) {
        if known.iter().any(|start| !starts.contains(start)) {
            (*bands, _) = bands_among(rows, &known);
        }
    }
    found.into_iter().map(|(bands, _)| bands).collect()
}

/// The bands of a page and where their columns begin, `known` being beginnings on other pages.
fn bands_among<'p>(rows: &[Row<'p>], known: &[u32]) -> (Vec<Band<'p>>, Vec<u32>) {
    let printed: Vec<Vec<Word>> = rows.iter().map(|row| words(row.text)).collect();
    let configurations = configurations(&candidates(&printed, known));
    let chosen = if configurations.len() > 1 {
        choose(rows, &printed, &configurations)
    } else {
        vec![NO_COLUMNS; rows.len()]
    };
    let mut bands = Vec::new();
    let mut begun: Vec<u32> = chosen.iter().flat_map(|own| configurations[*own].iter().copied()).collect();
    begun.sort_unstable();
    begun.dedup();
    let mut from = 0;
    while let Some(configuration) = chosen.get(from).copied() {
        let length = chosen[from..].iter().take_while(|other| **other == configuration).count();
        let to = from + length;
        let starts = &configurations[configuration];
        for (from, to, full) in parts((from, to), rows, &printed, starts) {
            let starts: &[u32] = if full { &[] } else { starts };
            bands.push(Band { columns: cut(&rows[from..to], &printed[from..to], starts) });
        }
        from = to;
    }
    (bands, begun)
}

/// Positions at which many rows begin a word behind spaces, the most frequent ones; of those that are known from elsewhere one row will do.
fn candidates(printed: &[Vec<Word>], known: &[u32]) -> Vec<u32> {
    let margin = printed.iter().filter_map(|row| row.first()).map(|word| word.start).min().unwrap_or(0);
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for row in printed {
        for word in row.iter().filter(|word| word.gap >= 2 && word.start >= margin + NARROWEST) {
            *counts.entry(word.start).or_default() += 1;
        }
    }
    let around = |at: u32| -> usize {
        (at.saturating_sub(JITTER)..=at + JITTER).filter_map(|near| counts.get(&near)).sum()
    };
    let mut found: Vec<(usize, u32)> = counts
        .iter()
        .map(|(at, own)| (around(*at) * 4 + own, *at))
        .filter(|(weight, at)| (*weight >= 12 && counts[at] * 3 >= around(*at)) || known.contains(at))
        .collect();
    found.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    found.truncate(CANDIDATES);
    found.into_iter().map(|(_, at)| at).collect()
}

/// No columns, two, or three; each by the positions at which the second and third begin.
fn configurations(candidates: &[u32]) -> Vec<Vec<u32>> {
    let mut found = vec![Vec::new()];
    found.extend(candidates.iter().map(|at| vec![*at]));
    for second in candidates {
        found.extend(
            candidates
                .iter()
                .filter(|third| **third >= second + NARROWEST)
                .map(|third| vec![*second, *third]),
        );
    }
    found
}

/// The configuration of each row.
fn choose(rows: &[Row<'_>], printed: &[Vec<Word>], configurations: &[Vec<u32>]) -> Vec<usize> {
    let margin = printed.iter().filter_map(|row| row.first()).map(|word| word.start).min().unwrap_or(0);
    let cost = |row: &[Word], configuration: &[u32]| {
        if configuration.is_empty() { cost_without(row, margin) } else { cost_with(row, configuration) }
    };
    // Running text is what pages mostly hold; some rows whose spaces happen to agree are no columns.
    let mut costs: Vec<f32> =
        configurations.iter().map(|own| if own.is_empty() { 0.0 } else { UNUSUAL }).collect();
    let mut came_from: Vec<Vec<u16>> = Vec::with_capacity(rows.len());
    for (index, row) in printed.iter().enumerate() {
        let apart = index > 0 && rows[index].position > rows[index - 1].position + 1;
        let change = if apart { 3.0 } else { 5.5 };
        let best = cheapest(&costs);
        let from_best = if index == 0 { f32::INFINITY } else { costs[best] + change };
        let mut origins = Vec::with_capacity(costs.len());
        for (own, (known, configuration)) in costs.iter_mut().zip(configurations).enumerate() {
            let changed = from_best < *known;
            origins.push(if changed { best } else { own } as u16);
            *known = known.min(from_best) + cost(row, configuration);
        }
        came_from.push(origins);
    }
    let mut at = cheapest(&costs);
    let mut chosen = vec![NO_COLUMNS; rows.len()];
    for (index, origins) in came_from.iter().enumerate().rev() {
        chosen[index] = at;
        at = usize::from(origins[at]);
    }
    chosen
}

fn cheapest(costs: &[f32]) -> usize {
    let order = |one: &(usize, &f32), other: &(usize, &f32)| one.1.total_cmp(other.1);
    costs.iter().enumerate().min_by(order).map_or(NO_COLUMNS, |(index, _)| index)
}

/// A row as running text: wide spaces within it are seldom typed.
fn cost_without(row: &[Word], margin: u32) -> f32 {
    let widest = row.iter().skip(1).map(|word| word.gap).max().unwrap_or(0);
    let inner: f32 = match widest {
        0..=2 => 0.0,
        3 => 0.8,
        4 => 1.2,
        _ => 2.0,
    };
    let far = row.first().is_some_and(|word| word.start >= margin + 2 * NARROWEST);
    inner + if far { 1.5 } else { 0.0 }
}

fn cost_with(row: &[Word], starts: &[u32]) -> f32 {
    let untils = starts.iter().skip(1).copied().chain([u32::MAX]);
    let sum: f32 = starts.iter().zip(untils).map(|(start, until)| cost_of_start(row, *start, until)).sum();
    // A row that ends before a column says nothing of it.
    let end = row.last().map_or(0, |word| word.end);
    let reached = starts.iter().filter(|start| end > **start).count();
    sum + 0.15 * reached as f32
}

/// What a row says of a column beginning at `start`, the next one beginning at `until`.
fn cost_of_start(row: &[Word], start: u32, until: u32) -> f32 {
    let at = row.partition_point(|word| word.start + JITTER < start);
    let before = at.checked_sub(1).and_then(|before| row.get(before));
    match (before, row.get(at)) {
        (Some(before), _) if before.end + 1 > start + JITTER => 5.0,
        (Some(before), None) if before.end + 1 > start => 1.0,
        (_, None) => 0.0,
        // The column is empty here.
        (_, Some(word)) if word.start + JITTER >= until => EMPTY,
        (None, Some(word)) if word.start <= start + SET_IN => -0.5,
        (None, Some(_)) => 0.3,
        (Some(_), Some(word)) => match (word.gap, word.start <= start + JITTER) {
            // Set in, as the later lines of an item are.
            (_, false) if word.start <= start + SET_IN => -0.7,
            (_, false) => 0.3,
            (0 | 1, _) => 3.0,
            (2, _) => -0.3,
            _ => -1.0,
        },
    }
}
