//! The best reading of lines in order: where paragraphs begin. Dynamic programming forwards and backwards, so that for each seam it is also
//! known how much worse the best reading is that decides otherwise there.

use super::costs;
use super::line::{Line, Seam};
use super::paragraphs::Role;
use super::style::Style;

/// Brackets left open that are told apart.
const MOST_OPEN: usize = 3;

/// How a line lies in its paragraph: first or later line of text, of a heading, of a pull quote, or of a title without a number.
const PLACES: usize = 8;
const STATES: usize = PLACES * MOST_OPEN;

const FIRST: usize = 0;
const LATER: usize = 1;
const HEAD: usize = 2;
const LATER_HEAD: usize = 3;
const QUOTE: usize = 4;
const LATER_QUOTE: usize = 5;
const TITLE: usize = 6;
const LATER_TITLE: usize = 7;

/// A way to read lines.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    /// In nats; lower is better.
    pub(super) cost: f32,
    /// What each line is.
    pub(super) roles: Vec<Role>,
    /// Whether each line is text, and not of a heading.
    pub(super) body: Vec<bool>,
    /// Per line, how much worse the best reading is that decides otherwise on whether it begins something; empty where not asked for.
    pub(super) margins: Vec<f32>,
}

type Costs = [f32; STATES];

/// The best reading, given the style of each line.
pub(super) fn best(lines: &[Line<'_>], style: &dyn Fn(usize) -> Style) -> Reading {
    search(lines, style, false)
}

/// The best reading and its margins.
pub(super) fn best_with_margins(lines: &[Line<'_>], style: &dyn Fn(usize) -> Style) -> Reading {
    search(lines, style, true)
}

fn search(lines: &[Line<'_>], style: &dyn Fn(usize) -> Style, asked: bool) -> Reading {
    let mut forward: Vec<Costs> = Vec::with_capacity(lines.len());
    let mut origins: Vec<[u8; STATES]> = Vec::with_capacity(lines.len());
    for index in 0..lines.len() {
        let mut costs = [f32::INFINITY; STATES];
        let mut origin = [0; STATES];
        for_each_step(lines, index, &style(index), |from, to, cost| {
            let before = index.checked_sub(1).map_or(0.0, |before| forward[before][from]);
            if before + cost < costs[to] {
                costs[to] = before + cost;
                origin[to] = from as u8;
            }
        });
        forward.push(costs);
        origins.push(origin);
    }
    let ends = ends(lines, style);
    let last = forward.last().copied().unwrap_or([0.0; STATES]);
    let cost_at = |state: usize| last[state] + ends[state];
    let end = (0..STATES).min_by(|one, other| cost_at(*one).total_cmp(&cost_at(*other))).unwrap_or(0);
    let states = path(&origins, end);
    Reading {
        cost: if lines.is_empty() { 0.0 } else { cost_at(end) },
        roles: states.iter().map(|state| role(*state)).collect(),
        body: states.iter().map(|state| !is_heading(place(*state))).collect(),
        margins: if asked { margins(lines, style, &forward, &ends, &states) } else { Vec::new() },
    }
}

fn path(origins: &[[u8; STATES]], end: usize) -> Vec<usize> {
    let mut states = vec![0; origins.len()];
    let mut at = end;
    for (index, origin) in origins.iter().enumerate().rev() {
        states[index] = at;
        at = usize::from(origin[at]);
    }
    states
}

fn place(state: usize) -> usize {
    state / MOST_OPEN
}

fn is_heading(place: usize) -> bool {
    matches!(place, HEAD | LATER_HEAD | TITLE | LATER_TITLE)
}

fn role(state: usize) -> Role {
    match place(state) {
        // Whether it is a heading is told later, by what stands around it.
        FIRST | QUOTE | TITLE => Role::Begins,
        HEAD => Role::Heads,
        _ => Role::Goes,
    }
}

/// What it costs to end after the last line, by state.
fn ends(lines: &[Line<'_>], style: &dyn Fn(usize) -> Style) -> Costs {
    let mut costs = [0.0; STATES];
    if let Some(last) = lines.last() {
        let style = style(lines.len() - 1);
        for (state, cost) in costs.iter_mut().enumerate() {
            *cost = ending(last, state, &style);
        }
    }
    costs
}

fn ending(line: &Line<'_>, state: usize, style: &Style) -> f32 {
    costs::ending(line, is_heading(place(state)), style) + 3.0 * (state % MOST_OPEN) as f32
}

/// Every step from a state of the line before to one of line `index`, with its cost.
fn for_each_step(lines: &[Line<'_>], index: usize, style: &Style, mut step: impl FnMut(usize, usize, f32)) {
    let line = &lines[index];
    let begins = costs::beginning(line, style);
    let heads = line.numbered.then(|| costs::heading(line));
    let quotes = costs::quote(line, style).map(|cost| begins + cost);
    let titles = costs::title(line, style).map(|cost| begins + cost);
    let opened = usize::from(line.brackets.0).min(MOST_OPEN - 1);
    let fresh = |place: usize| place * MOST_OPEN + opened;
    let unopened = 3.0 * f32::from(line.brackets.1);
    let Some(before) = index.checked_sub(1).and_then(|before| lines.get(before)) else {
        step(0, fresh(FIRST), begins + unopened);
        if let Some(cost) = heads {
            step(0, fresh(HEAD), cost + unopened);
        }
        for (place, cost) in [(QUOTE, quotes), (TITLE, titles)] {
            if let Some(cost) = cost {
                step(0, fresh(place), cost + unopened);
            }
        }
        return;
    };
    let apart = costs::apart(before, line, style);
    let goes_on: [Option<f32>; PLACES] = std::array::from_fn(|from| match from {
        _ if line.seam == Seam::Break => None,
        FIRST | LATER => Some(costs::going_on(before, line, from == FIRST, style)),
        QUOTE | LATER_QUOTE => costs::going_on_in_quote(before, line, style),
        _ => Some(costs::going_on_in_heading(before, line, style)),
    });
    for from in 0..STATES {
        let ended = ending(before, from, style) + apart;
        step(from, fresh(FIRST), ended + begins + unopened);
        if let Some(cost) = heads {
            step(from, fresh(HEAD), ended + cost + unopened);
        }
        for (place, cost) in [(QUOTE, quotes), (TITLE, titles)] {
            if let Some(cost) = cost {
                step(from, fresh(place), ended + cost + unopened);
            }
        }
        if let Some(cost) = goes_on[place(from)] {
            let open = from % MOST_OPEN;
            let closed = usize::from(line.brackets.1);
            let left = (open.saturating_sub(closed) + opened).min(MOST_OPEN - 1);
            let to = match place(from) {
                FIRST | LATER => LATER,
                QUOTE | LATER_QUOTE => LATER_QUOTE,
                TITLE | LATER_TITLE => LATER_TITLE,
                _ => LATER_HEAD,
            };
            step(from, to * MOST_OPEN + left, cost + 3.0 * closed.saturating_sub(open) as f32);
        }
    }
}

/// Per line, the cost of the best reading that decides otherwise on it, less that of the best.
fn margins(
    lines: &[Line<'_>],
    style: &dyn Fn(usize) -> Style,
    forward: &[Costs],
    ends: &Costs,
    states: &[usize],
) -> Vec<f32> {
    let mut margins = vec![f32::INFINITY; lines.len()];
    let mut backward = *ends;
    for index in (1..lines.len()).rev() {
        let (mut beginning, mut going_on) = (f32::INFINITY, f32::INFINITY);
        let mut before = [f32::INFINITY; STATES];
        for_each_step(lines, index, &style(index), |from, to, cost| {
            let rest = cost + backward[to];
            before[from] = before[from].min(rest);
            let whole = forward[index - 1][from] + rest;
            let kind = if role(to) == Role::Goes { &mut going_on } else { &mut beginning };
            *kind = kind.min(whole);
        });
        let goes = role(states[index]) == Role::Goes;
        margins[index] = if goes { beginning - going_on } else { going_on - beginning };
        backward = before;
    }
    margins
}
