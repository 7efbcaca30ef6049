//! The best reading of one interleaved page: a beam search over (left, right) positions. Every printed line goes to the left
//! column, to the right one, or is split at a space between both; both columns lie on one grid of rows, of which the empty ones were
//! not printed. What a reading costs is in `costs`.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::costs::{self, Grid};
use super::fragment::Fragment;

/// Readings kept after each line.
const BEAM: usize = 160;

/// Readings kept where only their cost matters.
const NARROW_BEAM: usize = 48;

/// Rows that may stay empty in both columns at once, plus one.
const MOST_ADVANCE: u8 = 5;

/// Distances beyond this count as this.
const FAR: u8 = 9;

/// Readings this much worse (nats) than the best no longer raise doubt.
pub(super) const RIVAL: f32 = 5.0;

/// How a piece relates to what stands above it in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Relation {
    /// It begins a block.
    Begins,
    /// It continues one.
    Continues,
}

/// How a block is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Lane {
    /// On the grid.
    Body,
    /// A numbered heading.
    Heading,
    /// A pull quote in larger type, off the grid.
    Quote,
}

/// One piece in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Placement {
    /// Index into [`Page::fragments`].
    pub(super) fragment: u32,
    /// 0 left, 1 right.
    pub(super) column: u8,
    pub(super) relation: Relation,
    pub(super) lane: Lane,
}

/// One way to read a page.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    /// In nats; lower is better.
    pub(super) cost: f32,
    /// Pieces in printed order.
    pub(super) placements: Vec<Placement>,
    /// Whether the second column goes on where the first ended.
    pub(super) carried: bool,
}

/// A page's lines with every piece that they could fall into.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) fragments: Vec<Fragment>,
    options: Vec<Vec<Division>>,
    /// Rows from each line to the next, where the rows are visible.
    steps: Option<Vec<u8>>,
}

/// One way to divide a line: what goes left and what goes right.
#[derive(Debug, Clone, Copy)]
struct Division {
    left: Option<u32>,
    right: Option<u32>,
}

/// Where a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Column {
    last: Option<u32>,
    rows_since: u8,
    open: u8,
    lane: Lane,
    /// First letters of the statement it holds.
    initial: u32,
    /// Its first and last heading numbers; 0 for none.
    headings: (u32, u32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct State {
    columns: [Column; 2],
    /// The right column's first piece, when it is read as going on from the left column's foot.
    carried: Option<u32>,
}

#[derive(Debug, Clone)]
struct Node {
    state: State,
    step: Step,
    /// Worse ways to the same state, close enough to matter.
    rivals: Vec<Step>,
}

/// A move from a node of the line before.
#[derive(Debug, Clone, Copy)]
struct Step {
    cost: f32,
    parent: u32,
    placed: [Option<Placement>; 2],
}

impl Page {
    /// Divides `lines` in every way that two columns of at most `widest` allow; which rows stayed empty is hidden.
    pub(super) fn interleaved(lines: &[&str], widest: f32) -> Self {
        let mut page = Self { fragments: Vec::new(), options: Vec::new(), steps: None };
        for (index, line) in lines.iter().enumerate() {
            let options = page.divide(line, index, widest);
            page.options.push(options);
        }
        page
    }

    /// One column of `lines`, `steps` rows apart.
    pub(super) fn single(lines: &[&str], steps: Vec<u8>) -> Self {
        let mut page = Self { fragments: Vec::new(), options: Vec::new(), steps: Some(steps) };
        for (index, line) in lines.iter().enumerate() {
            let whole = Fragment::new(line, index, 0, line.len()).map(|fragment| page.add(fragment));
            page.options
                .push(whole.map(|left| Division { left: Some(left), right: None }).into_iter().collect());
        }
        page
    }

    fn divide(&mut self, line: &str, index: usize, widest: f32) -> Vec<Division> {
        let mut options = Vec::new();
        if let Some(whole) = Fragment::new(line, index, 0, line.len()) {
            // A line that is too wide for every column still goes somewhere: nothing is lost, and it costs.
            let id = self.add(whole);
            options.push(Division { left: Some(id), right: None });
            options.push(Division { left: None, right: Some(id) });
        }
        for at in word_starts(line) {
            let pair = Fragment::new(line, index, 0, at).zip(Fragment::new(line, index, at, line.len()));
            if let Some((left, right)) =
                pair.filter(|(left, right)| left.width <= widest && right.width <= widest)
            {
                let (left, right) = (self.add(left), self.add(right));
                options.push(Division { left: Some(left), right: Some(right) });
            }
        }
        options
    }

    fn add(&mut self, fragment: Fragment) -> u32 {
        self.fragments.push(fragment);
        self.fragments.len() as u32 - 1
    }

    fn advances(&self, line: usize) -> (u8, u8) {
        match (line.checked_sub(1), &self.steps) {
            (None, _) => (0, 0),
            (Some(before), Some(steps)) => steps.get(before).map_or((1, 1), |step| (*step, *step)),
            (Some(_), None) => (1, MOST_ADVANCE),
        }
    }

    fn get(&self, id: u32) -> &Fragment {
        &self.fragments[id as usize]
    }
}

/// Bytes at which a word starts after a space, the first word aside.
fn word_starts(line: &str) -> impl Iterator<Item = usize> {
    let mut seen_word = false;
    let mut after_space = false;
    line.char_indices().filter_map(move |(byte, character)| {
        let starts = after_space && seen_word && !character.is_whitespace();
        after_space = character.is_whitespace();
        seen_word |= !after_space;
        starts.then_some(byte)
    })
}

/// The readings of `page` on `grid`, best first: the best, and every rival within [`RIVAL`] nats that the search met.
pub(super) fn readings(page: &Page, grid: &Grid) -> Vec<Reading> {
    collect(page, grid, &search(page, grid, BEAM))
}

/// What the best reading costs, by a narrower search.
pub(super) fn cost(page: &Page, grid: &Grid) -> f32 {
    let layers = search(page, grid, NARROW_BEAM);
    let foot = Search { page, grid, advances: (0, 0) };
    let ends = layers.last().into_iter().flatten().map(|node| node.step.cost + foot.foot(&node.state));
    ends.reduce(f32::min).unwrap_or(f32::MAX)
}

fn search(page: &Page, grid: &Grid, beam: usize) -> Vec<Vec<Node>> {
    let mut layers = vec![vec![Node {
        state: EMPTY,
        step: Step { cost: 0.0, parent: 0, placed: [None; 2] },
        rivals: Vec::new(),
    }]];
    for (index, options) in page.options.iter().enumerate() {
        let Some(layer) = layers.last() else { break };
        let search = Search { page, grid, advances: page.advances(index) };
        let next = search.advance(layer, options, beam);
        layers.push(next);
    }
    layers
}

const EMPTY_COLUMN: Column =
    Column { last: None, rows_since: 0, open: 0, lane: Lane::Body, initial: 0, headings: (0, 0) };
const EMPTY: State = State { columns: [EMPTY_COLUMN; 2], carried: None };

struct Search<'p> {
    page: &'p Page,
    grid: &'p Grid,
    /// How many rows below the line before this line may lie: least and most.
    advances: (u8, u8),
}

impl Search<'_> {
    fn advance(&self, layer: &[Node], options: &[Division], beam: usize) -> Vec<Node> {
        let mut found = Frontier::default();
        let best_so_far = layer.first().map_or(0.0, |node| node.step.cost);
        for (parent, node) in layer.iter().enumerate() {
            if node.step.cost > best_so_far + 25.0 {
                break;
            }
            for option in options {
                self.expand(node, parent as u32, *option, &mut found);
            }
        }
        let mut next: Vec<Node> = found.nodes.into_values().collect();
        next.sort_by(|one, other| {
            one.step.cost.total_cmp(&other.step.cost).then_with(|| one.state.cmp(&other.state))
        });
        next.truncate(beam);
        next
    }

    fn expand(&self, node: &Node, parent: u32, option: Division, found: &mut Frontier) {
        // Off the grid: a line of a pull quote takes no row of the grid.
        if let (true, (Some(id), None) | (None, Some(id))) =
            (self.page.steps.is_none(), (option.left, option.right))
        {
            let column = usize::from(option.left.is_none());
            for (after, cost, placement) in self.place_quote(node.state.columns[column], id, column) {
                let mut state = node.state;
                state.columns[column] = after;
                let beside = &mut state.columns[1 - column];
                if beside.lane == Lane::Quote {
                    beside.rows_since = (beside.rows_since + 1).min(FAR);
                }
                let mut placed = [None; 2];
                placed[column] = Some(placement);
                found.keep(state, Step { cost: node.step.cost + cost, parent, placed });
            }
        }
        for rows in self.advances.0..=self.advances.1 {
            self.expand_on_grid(node, parent, option, rows, found);
        }
    }

    fn expand_on_grid(&self, node: &Node, parent: u32, option: Division, rows: u8, found: &mut Frontier) {
        // A pull quote counts the lines beside it instead of rows: it is not on the grid.
        let lower = |column: Column| match column.lane {
            Lane::Quote => column,
            Lane::Body | Lane::Heading => {
                Column { rows_since: (column.rows_since + rows).min(FAR), ..column }
            }
        };
        let [left, right] = node.state.columns.map(lower);
        for (left_after, left_cost, left_placed) in
            self.place_or_pass(left, option.left, 0).into_iter().flatten()
        {
            if found.is_hopeless(node.step.cost + left_cost) {
                continue;
            }
            for (right_after, right_cost, right_placed) in
                self.place_or_pass(right, option.right, 1).into_iter().flatten()
            {
                let step = Step {
                    cost: node.step.cost + left_cost + right_cost + self.heading_order(&node.state, option),
                    parent,
                    placed: [left_placed, right_placed],
                };
                let state = State { columns: [left_after, right_after], carried: node.state.carried };
                let opens_right = right.last.is_none() && option.right.is_some();
                if let (true, Some(first)) = (opens_right, option.right) {
                    self.keep_carried(state, step, first, found);
                }
                found.keep(state, step);
            }
        }
    }

    /// Headings are numbered in reading order: all of the left column before any of the right.
    fn heading_order(&self, state: &State, option: Division) -> f32 {
        let [left, right] = state.columns;
        let number = |id: Option<u32>| id.map(|id| self.page.get(id).heading).filter(|number| *number > 0);
        let left_wrong = number(option.left).is_some_and(|number| {
            number <= left.headings.1 || (right.headings.0 > 0 && number >= right.headings.0)
        });
        let right_wrong =
            number(option.right).is_some_and(|number| number <= right.headings.1.max(left.headings.1));
        costs::HEADING_OUT_OF_ORDER * f32::from(u8::from(left_wrong) + u8::from(right_wrong))
    }

    /// The right column's first piece read as going on from the left column's foot: it need not begin anything.
    fn keep_carried(&self, state: State, step: Step, first: u32, found: &mut Frontier) {
        let fragment = self.page.get(first);
        if fragment.heading > 0 {
            return;
        }
        let cost = step.cost - costs::beginning(fragment) + costs::CARRIED;
        let mut carried = state;
        carried.carried = Some(first);
        carried.columns[1].open = fragment.opened;
        carried.columns[1].initial = state.columns[0].initial;
        found.keep(carried, Step { cost, ..step });
    }

    fn place_or_pass(&self, column: Column, fragment: Option<u32>, index: u8) -> [Option<Way>; 2] {
        match fragment {
            None => [Some((column, 0.0, None)), None],
            Some(id) => self.place(column, id, index),
        }
    }

    /// Ways to put a piece on the grid below what its column holds.
    fn place(&self, column: Column, id: u32, index: u8) -> [Option<Way>; 2] {
        let fragment = self.page.get(id);
        let too_wide = self.too_wide(fragment);
        let goes_on =
            column.last.filter(|_| column.rows_since == 1 && column.lane != Lane::Quote).map(|last| {
                let seam = self.seam(column.lane, self.page.get(last), fragment);
                self.put(column, id, index, Relation::Continues, column.lane, seam + too_wide)
            });
        let lane = if fragment.heading > 0 { Lane::Heading } else { Lane::Body };
        let cost = self.close(column) + self.distance(column, lane) + costs::beginning(fragment) + too_wide;
        let cost = cost
            + if lane == Lane::Body {
                costs::order(column.initial, fragment.initial, self.grid)
            } else {
                0.0
            };
        [goes_on, Some(self.put(column, id, index, Relation::Begins, lane, cost))]
    }

    fn place_quote(&self, column: Column, id: u32, index: usize) -> Vec<(Column, f32, Placement)> {
        let fragment = self.page.get(id);
        if fragment.width > 0.9 * self.grid.width || fragment.heading > 0 {
            return Vec::new();
        }
        let mut ways = Vec::with_capacity(2);
        let begin = self.close(column) + costs::beginning(fragment) + costs::PULL_QUOTE;
        ways.push(self.put(column, id, index as u8, Relation::Begins, Lane::Quote, begin));
        if let (Some(last), Lane::Quote) = (column.last, column.lane) {
            let turn = if column.rows_since > 1 { costs::OUT_OF_TURN } else { 0.0 };
            let seam =
                costs::seam(self.page.get(last), fragment, self.grid, true) + costs::PULL_QUOTE_LINE + turn;
            ways.push(self.put(column, id, index as u8, Relation::Continues, Lane::Quote, seam));
        }
        ways.into_iter().filter_map(|(after, cost, placed)| Some((after, cost, placed?))).collect()
    }

    fn put(&self, column: Column, id: u32, index: u8, relation: Relation, lane: Lane, cost: f32) -> Way {
        let fragment = self.page.get(id);
        let open = match relation {
            Relation::Continues => column.open,
            Relation::Begins => 0,
        };
        let unopened = fragment.closed.saturating_sub(open);
        let extra = if relation == Relation::Continues { 3.0 * f32::from(unopened) } else { 0.0 };
        let open = (open.saturating_sub(fragment.closed) + fragment.opened).min(3);
        let initial = match (relation, lane) {
            (Relation::Continues, _) => column.initial,
            (Relation::Begins, Lane::Body) => fragment.initial,
            (Relation::Begins, Lane::Heading | Lane::Quote) => 0,
        };
        let headings = match (relation, lane, column.headings) {
            (Relation::Begins, Lane::Heading, (0, _)) => (fragment.heading, fragment.heading),
            (Relation::Begins, Lane::Heading, (first, _)) => (first, fragment.heading),
            (_, _, headings) => headings,
        };
        let after = Column { last: Some(id), rows_since: 0, open, lane, initial, headings };
        (
            after,
            cost + extra + costs::inside(fragment),
            Some(Placement { fragment: id, column: index, relation, lane }),
        )
    }

    fn seam(&self, lane: Lane, last: &Fragment, fragment: &Fragment) -> f32 {
        match lane {
            Lane::Heading => costs::seam_of_heading(last, fragment),
            Lane::Body | Lane::Quote => costs::seam(last, fragment, self.grid, lane == Lane::Quote),
        }
    }

    /// Ending what the column holds.
    fn close(&self, column: Column) -> f32 {
        match (column.last, column.lane) {
            (None, _) => 0.0,
            (Some(last), Lane::Heading) => costs::ending_heading(self.page.get(last), column.open),
            (Some(last), Lane::Body | Lane::Quote) => {
                costs::ending(self.page.get(last), column.open, self.grid)
            }
        }
    }

    fn distance(&self, column: Column, lane: Lane) -> f32 {
        match (column.last, column.lane, lane) {
            (None, _, _) => 0.0,
            (_, Lane::Quote, _) => costs::AFTER_PULL_QUOTE,
            (_, Lane::Heading, _) | (_, _, Lane::Heading) => {
                costs::gap_at_heading(column.rows_since, self.grid)
            }
            _ => costs::gap(column.rows_since, self.grid),
        }
    }

    fn too_wide(&self, fragment: &Fragment) -> f32 {
        let excess = fragment.width / self.grid.width - 1.003;
        if excess <= 0.0 { 0.0 } else { (2.0 + 150.0 * excess).min(60.0) }
    }
}

/// Readings this much worse (nats) than the best one so far are dropped at once.
const HOPELESS: f32 = 15.0;

/// A column after a piece was put there, what that cost, and the piece.
type Way = (Column, f32, Option<Placement>);

/// The readings after one more line.
#[derive(Default)]
struct Frontier {
    nodes: FxHashMap<State, Node>,
    best: Option<f32>,
}

impl Frontier {
    fn is_hopeless(&self, cost: f32) -> bool {
        self.best.is_some_and(|best| cost > best + HOPELESS)
    }

    fn keep(&mut self, state: State, step: Step) {
        if self.is_hopeless(step.cost) {
            return;
        }
        self.best = Some(self.best.map_or(step.cost, |best| best.min(step.cost)));
        match self.nodes.entry(state) {
            Entry::Vacant(free) => {
                free.insert(Node { state, step, rivals: Vec::new() });
            }
            Entry::Occupied(mut taken) => {
                // The lowest cost wins; of equals the first met, and parents come in a fixed order.
                let node = taken.get_mut();
                let loser =
                    if step.cost < node.step.cost { std::mem::replace(&mut node.step, step) } else { step };
                if loser.cost <= node.step.cost + RIVAL {
                    node.rivals.push(loser);
                }
            }
        }
    }
}

/// Traces the best reading, and those that left it at some line.
fn collect(page: &Page, grid: &Grid, layers: &[Vec<Node>]) -> Vec<Reading> {
    let search = Search { page, grid, advances: (0, 0) };
    let Some(last) = layers.last() else {
        return Vec::new();
    };
    let mut ends: Vec<(f32, usize)> = last
        .iter()
        .enumerate()
        .map(|(index, node)| (node.step.cost + search.foot(&node.state), index))
        .collect();
    ends.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    let Some((best_cost, best_end)) = ends.first().copied() else {
        return Vec::new();
    };
    let mut readings: Vec<Reading> = ends
        .iter()
        .take_while(|(cost, _)| *cost <= best_cost + RIVAL)
        .map(|(cost, end)| trace(layers, *end, *cost, None))
        .collect();
    let mut index = best_end;
    for (depth, layer) in layers.iter().enumerate().rev() {
        let node = &layer[index];
        for rival in &node.rivals {
            let cost = best_cost + rival.cost - node.step.cost;
            readings.push(trace(layers, best_end, cost, Some((depth, *rival))));
        }
        index = node.step.parent as usize;
    }
    readings
}

/// Follows the parents back from node `end` of the last layer; at layer `detour.0` the rival step is taken instead.
fn trace(layers: &[Vec<Node>], end: usize, cost: f32, detour: Option<(usize, Step)>) -> Reading {
    let mut placements = Vec::new();
    let mut index = end;
    for (depth, layer) in layers.iter().enumerate().rev() {
        let step = match detour {
            Some((at, rival)) if at == depth => rival,
            _ => layer[index].step,
        };
        placements.extend(step.placed.iter().rev().flatten());
        index = step.parent as usize;
    }
    placements.reverse();
    let carried = layers.last().is_some_and(|layer| layer[end].state.carried.is_some());
    Reading { cost, placements, carried }
}

impl Search<'_> {
    /// What the state at the foot of the page costs.
    fn foot(&self, state: &State) -> f32 {
        let [left, right] = state.columns;
        let short = self.left_ends_early(left, right);
        let cut = |column: Column| self.close(column).min(costs::CUT_AT_FOOT + self.cut_form(column));
        short
            + match (state.carried, left.last) {
                (Some(first), Some(last)) => {
                    let joined = costs::seam(
                        self.page.get(last),
                        self.page.get(first),
                        self.grid,
                        left.lane == Lane::Quote,
                    );
                    joined + cut(right)
                }
                (Some(_), None) => cut(right) + costs::CUT_AT_FOOT,
                (None, _) if right.last.is_none() => cut(left),
                (None, _) => self.close(left) + cut(right),
            }
    }

    /// The left column is filled first, so it does not end rows above the right one.
    fn left_ends_early(&self, left: Column, right: Column) -> f32 {
        if self.page.steps.is_some()
            || left.lane == Lane::Quote
            || right.lane == Lane::Quote
            || right.last.is_none()
        {
            return 0.0;
        }
        let rows = left.rows_since.saturating_sub(right.rows_since.saturating_add(self.grid.gap));
        costs::LEFT_ENDS_EARLY * f32::from(rows)
    }

    /// A line that was cut off is full, and does not end a sentence.
    fn cut_form(&self, column: Column) -> f32 {
        let Some(last) = column.last else { return 0.0 };
        let slack = 1.0 - self.page.get(last).width / self.grid.width;
        (12.0 * (slack - 0.12)).clamp(0.0, 4.0)
    }
}
