//! Where the blocks of a column begin and end: the cheapest of all ways, and how much worse the next one is at each seam.

use std::ops::Range;

use super::costs::{self, Lane};
use super::lanes;
use super::rows::Row;
use super::style::{Measure, Style};

/// A paragraph or heading: rows of its column that belong together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Paragraph {
    pub(super) rows: Range<usize>,
    pub(super) lane: Lane,
    /// 0 to 1.
    pub(super) doubt: f64,
}

/// What a row may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct State {
    lane: Lane,
    begins: bool,
    /// Brackets left open by the block so far.
    open: u8,
}

const OPEN: u8 = 4;
const STATES: usize = 4 * OPEN as usize;

impl State {
    fn all() -> impl Iterator<Item = (usize, Self)> {
        (0..STATES).map(|index| {
            let lane = if index & 1 == 0 { Lane::Body } else { Lane::Heading };
            (index, Self { lane, begins: index & 2 == 0, open: (index >> 2) as u8 })
        })
    }

    /// Brackets open after `row`, given those open before it, and how many it closes that none opened.
    fn after(row: &Row<'_>, before: u8) -> (u8, u8) {
        let unopened = row.closed.saturating_sub(before);
        ((before.saturating_sub(row.closed) + row.opened).min(OPEN - 1), unopened)
    }
}

/// Costs of every state at every row.
type Costs = Vec<[f32; STATES]>;

/// The paragraphs of a column.
pub(super) fn find(rows: &[Row<'_>], style: &Style, measure: &Measure) -> Vec<Paragraph> {
    let column = Column { rows, style, measure };
    let forward = column.forward();
    let backward = column.backward();
    let Some(states) = column.best(&forward) else { return Vec::new() };
    let margins = margins(&forward, &backward, &states);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut worst = f32::INFINITY;
    for (row, state) in states.iter().enumerate() {
        let margin = margins.get(row).copied().unwrap_or(f32::INFINITY);
        match paragraphs.last_mut() {
            Some(paragraph) if !state.begins => {
                paragraph.rows.end = row + 1;
                worst = worst.min(margin);
            }
            _ => {
                close(&mut paragraphs, worst.min(margin));
                paragraphs.push(Paragraph { rows: row..row + 1, lane: state.lane, doubt: 0.0 });
                // The seam above it is its own too.
                worst = margin;
            }
        }
    }
    close(&mut paragraphs, worst);
    paragraphs
}

/// The last paragraph is done; `margin` is how much worse the nearest way is that lacks it.
fn close(paragraphs: &mut [Paragraph], margin: f32) {
    if let Some(paragraph) = paragraphs.last_mut() {
        paragraph.doubt = doubt(margin);
    }
}

/// Of a margin in nats. On generated pages most readings were wrong that were not better than the next by `EVEN`.
pub(super) fn doubt(margin: f32) -> f64 {
    1.0 / (1.0 + f64::from(margin.max(0.0) - EVEN).exp())
}

/// A margin that is as good as none, in nats.
const EVEN: f32 = 1.5;

struct Column<'c, 'p> {
    rows: &'c [Row<'p>],
    style: &'c Style,
    measure: &'c Measure,
}

impl Column<'_, '_> {
    /// The cheapest way to each state, from above.
    fn forward(&self) -> Costs {
        let mut costs: Costs = Vec::with_capacity(self.rows.len());
        for (index, row) in self.rows.iter().enumerate() {
            let mut here = [f32::INFINITY; STATES];
            for (to, state) in State::all() {
                here[to] = match index.checked_sub(1) {
                    None => self.open_column(row, state),
                    Some(before) => State::all()
                        .map(|(from, old)| costs[before][from] + self.step(before, old, state))
                        .fold(f32::INFINITY, f32::min),
                };
            }
            costs.push(here);
        }
        costs
    }

    /// The cheapest way from each state on, to the foot.
    fn backward(&self) -> Costs {
        let mut costs: Costs = vec![[f32::INFINITY; STATES]; self.rows.len()];
        for index in (0..self.rows.len()).rev() {
            for (from, old) in State::all() {
                costs[index][from] = match costs.get(index + 1) {
                    None => self.foot(&self.rows[index], old),
                    Some(next) => State::all()
                        .map(|(to, state)| next[to] + self.step(index, old, state))
                        .fold(f32::INFINITY, f32::min),
                };
            }
        }
        costs
    }

    /// The states of the cheapest way.
    fn best(&self, forward: &Costs) -> Option<Vec<State>> {
        let all: Vec<(usize, State)> = State::all().collect();
        let last = self.rows.last()?;
        let cheapest = |cost: &dyn Fn(usize, State) -> f32| {
            all.iter().copied().min_by(|one, other| cost(one.0, one.1).total_cmp(&cost(other.0, other.1)))
        };
        let foot = self.rows.len() - 1;
        let mut states = vec![cheapest(&|index, state| forward[foot][index] + self.foot(last, state))?];
        for index in (0..foot).rev() {
            let next = states.last()?.1;
            states.push(cheapest(&|from, old| forward[index][from] + self.step(index, old, next))?);
        }
        states.reverse();
        Some(states.into_iter().map(|(_, state)| state).collect())
    }

    /// The first row: what it begins may have begun in the column before, which is judged apart.
    fn open_column(&self, row: &Row<'_>, state: State) -> f32 {
        if !state.begins || state.open != State::after(row, 0).0 {
            return f32::INFINITY;
        }
        lanes::cost(row, state.lane, self.style, self.measure, true)
            + costs::beginning(row, state.lane).min(CARRIED)
    }

    fn foot(&self, row: &Row<'_>, state: State) -> f32 {
        costs::ending(row, state.lane, state.open).min(match state.lane {
            Lane::Body => CARRIED,
            Lane::Heading => f32::INFINITY,
        })
    }

    /// Where the first row of a block stands, below text or a heading.
    fn placed(&self, before: &Row<'_>, row: &Row<'_>, old: State, state: State) -> f32 {
        match (old.lane, state.lane) {
            (Lane::Body, Lane::Body) => costs::indent_between(before, row, old.begins, self.measure),
            (Lane::Heading, Lane::Heading) => costs::second_heading(before, row),
            _ => 0.0,
        }
    }

    fn full(&self, before: &Row<'_>, row: &Row<'_>, old: State) -> f32 {
        match old.lane {
            Lane::Body => costs::full_by_chance(before, row, self.measure),
            Lane::Heading => 0.0,
        }
    }

    /// From row `index` in state `old` to the next row in `state`.
    fn step(&self, index: usize, old: State, state: State) -> f32 {
        let (Some(before), Some(row)) = (self.rows.get(index), self.rows.get(index + 1)) else {
            return f32::INFINITY;
        };
        let was_open = if state.begins { 0 } else { old.open };
        let (open, unopened) = State::after(row, was_open);
        if open != state.open {
            return f32::INFINITY;
        }
        let looks = lanes::cost(row, state.lane, self.style, self.measure, state.begins);
        if state.begins {
            return looks
                + costs::ending(before, old.lane, old.open)
                + self.full(before, row, old)
                + costs::beginning(row, state.lane)
                + costs::gap_between(before, row, (old.lane, state.lane), self.measure)
                + self.placed(before, row, old, state);
        }
        if old.lane != state.lane {
            return f32::INFINITY;
        }
        let seam = match state.lane {
            Lane::Body => costs::seam(before, row, old.begins, self.measure),
            Lane::Heading => costs::seam_of_heading(before, row, self.measure),
        };
        looks + seam + costs::UNOPENED * f32::from(unopened)
    }
}

/// At the head or foot of a column a text may go on elsewhere.
const CARRIED: f32 = 2.0;

/// Per row, how much worse the cheapest way is in which it is not what it is: beginning or going on, body or heading.
fn margins(forward: &Costs, backward: &Costs, states: &[State]) -> Vec<f32> {
    forward
        .iter()
        .zip(backward)
        .zip(states)
        .map(|((forward, backward), chosen)| {
            let (mut same, mut other) = (f32::INFINITY, f32::INFINITY);
            for (index, state) in State::all() {
                let cost = forward[index] + backward[index];
                if state.begins == chosen.begins && state.lane == chosen.lane {
                    same = same.min(cost);
                } else {
                    other = other.min(cost);
                }
            }
            other - same
        })
        .collect()
}
