//! What readings of a document's pages show about its habits, and what each habit then costs.

use crate::layout::costs;
use crate::layout::display_type::DisplayWidths;
use crate::layout::fragment::Fragment;
use crate::layout::grid::{Gaps, Grid, Spaces};
use crate::layout::search::{self, Lane, Page, Placement, Reading};
use crate::text::{Begins, Ends};

/// A column of a band of a page of the sample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub(super) page: usize,
    pub(super) band: usize,
    pub(super) column: usize,
}

/// What the readings show.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// Pieces of body text, where they stand, and the piece that goes on with each.
    pub(super) seams: Vec<(Place, u32, u32)>,
    /// Every piece of body text.
    pub(super) pieces: Vec<(Place, u32)>,
    /// Rows between statements, above headings and below them.
    gaps: Vec<u8>,
    gaps_above: Vec<u8>,
    gaps_below: Vec<u8>,
    /// Lines of headings.
    headings: DisplayLines,
    /// The same of pull quotes.
    quotes: DisplayLines,
    /// Pull quotes, and all blocks.
    quoted: (usize, usize),
    /// Whether a space follows pieces that go on, and pieces that end.
    goes_on: Vec<bool>,
    ends: Vec<bool>,
    /// Whether neighbours stand in alphabetical order.
    ordered: Vec<bool>,
    forms: Forms,
}

/// Lines of display type: the share of the column that each fills, and that one would have filled with the first word of the next.
#[derive(Debug, Default)]
struct DisplayLines {
    fill: Vec<f32>,
    wrapped: Vec<f32>,
}

/// Counts of blocks by their form.
#[derive(Debug, Default)]
struct Forms {
    /// Headings with a number.
    numbered: usize,
    /// Blocks that end in a full stop, and sentences within them that another one follows.
    finished: usize,
    followed: usize,
    /// Blocks that could be titles, those of them that stand otherwise than statements do, and all others.
    titles: usize,
    apart: usize,
    others: usize,
}

impl Shown {
    /// Counts what a reading of sample page `index` shows.
    pub(super) fn add(&mut self, (index, page): (usize, &Page<'_>), reading: &Reading, grid: &Grid) {
        let piece = |placed: &Placement| &page.fragments[placed.fragment as usize];
        let mut before: Option<Placement> = None;
        let blocks = search::blocks(&reading.placements);
        for (at, block) in blocks.iter().enumerate() {
            let pieces: Vec<&Fragment> = block.iter().map(piece).collect();
            self.add_pieces((index, grid), block, &pieces);
            self.forms.add(block, &pieces, is_apart(block, blocks.get(at + 1), grid));
            let Some(first) = block.first() else { continue };
            self.quoted.0 += usize::from(first.lane == Lane::Quote);
            self.quoted.1 += 1;
            let above = before.filter(|above| (above.nth, above.column) == (first.nth, first.column));
            if let Some(above) = above {
                self.add_neighbours((&above, piece(&above)), (first, piece(first)));
            }
            before = Some(*first);
        }
    }

    fn add_pieces(&mut self, (index, grid): (usize, &Grid), block: &[Placement], pieces: &[&Fragment]) {
        for (at, (placed, piece)) in block.iter().zip(pieces).enumerate() {
            if placed.lane != Lane::Body {
                let lines = if placed.lane == Lane::Quote { &mut self.quotes } else { &mut self.headings };
                lines.add(piece, pieces.get(at + 1).copied(), (grid, placed));
            }
            if placed.lane != Lane::Body {
                continue;
            }
            let place =
                Place { page: index, band: usize::from(placed.band), column: usize::from(placed.column) };
            self.pieces.push((place, placed.fragment));
            let next = block.get(at + 1);
            if let Some(next) = next {
                self.seams.push((place, placed.fragment, next.fragment));
            }
            match (piece.trailing_space, next) {
                (Some(space), Some(_)) if piece.ends != Ends::Hyphen => self.goes_on.push(space),
                (Some(space), None) => self.ends.push(space),
                _ => {}
            }
        }
    }

    /// Two blocks of which the second begins below the first.
    fn add_neighbours(&mut self, above: (&Placement, &Fragment), below: (&Placement, &Fragment)) {
        let ((above, upper), (below, lower)) = (above, below);
        match (above.lane, below.lane) {
            (Lane::Body, Lane::Body) => self.gaps.push(below.rows),
            (Lane::Body, Lane::Heading | Lane::Title) => self.gaps_above.push(below.rows),
            (Lane::Heading | Lane::Title, Lane::Body) => self.gaps_below.push(below.rows),
            _ => {}
        }
        let both_body = above.lane == Lane::Body && below.lane == Lane::Body;
        if both_body && upper.initial > 0 && lower.initial > 0 {
            self.ordered.push(upper.initial <= lower.initial);
        }
    }

    /// What ends of sentences cost: as if ten statements had been met of which every third goes on with a second sentence.
    pub(super) fn sentences(&self) -> (f32, f32) {
        let (followed, finished) = (self.forms.followed as f32, self.forms.finished as f32);
        let share = (followed + 3.0) / (followed + finished + 13.0);
        (-share.ln(), -(1.0 - share).ln())
    }

    /// What reading a line as a title costs: where numbers mark the headings, or statements do without full stops too, none is one.
    pub(super) fn title(&self) -> Option<f32> {
        let Forms { numbered, finished, titles, apart, others, .. } = self.forms;
        let statements = finished + others;
        let some = titles >= 2 && titles * 25 >= statements;
        let few = titles * 2 <= statements && others * 8 <= statements;
        // Statements that lack their full stop stand like the others do.
        let told = apart * 2 >= titles || titles * 6 <= statements;
        (numbered == 0 && some && few && told).then_some(0.7)
    }

    pub(super) fn gaps(&self, grid: &Grid) -> Gaps {
        let count = |usual: u8| self.gaps.iter().filter(|gap| **gap == usual).count();
        let most = (1..=12).max_by_key(|gap| (count(*gap), std::cmp::Reverse(*gap)));
        let usual = most.filter(|usual| count(*usual) * 2 > self.gaps.len()).unwrap_or(grid.gaps.usual);
        Gaps::counted(usual, grid.pitch, &self.gaps)
    }

    /// Above headings and below them, where `usual` rows lie between statements.
    pub(super) fn gaps_at_heading(&self, usual: u8, pitch: u8) -> (Gaps, Gaps) {
        (
            Gaps::above_headings(usual, pitch, &self.gaps_above),
            Gaps::below_headings(usual, pitch, &self.gaps_below),
        )
    }

    /// How much of their columns the lines of headings fill.
    pub(super) fn heading_widths(&self) -> DisplayWidths {
        self.headings.widths()
    }

    /// How much of their columns the lines of pull quotes fill.
    pub(super) fn quote_widths(&self) -> DisplayWidths {
        self.quotes.widths()
    }

    /// What a pull quote costs: as if ninety-five blocks had been met with three tenths of one among them.
    pub(super) fn quote(&self) -> f32 {
        let (quotes, blocks) = (self.quoted.0 as f32, self.quoted.1 as f32);
        -((quotes + 0.3) / (blocks + 95.0)).ln()
    }

    /// As if four pieces of either kind had been met that behave as they mostly do.
    pub(super) fn spaces(&self) -> Spaces {
        let share = |met: &[bool], with: f32| {
            let count = met.iter().filter(|space| **space).count() as f32;
            let share = (count + 4.0 * with) / (met.len() as f32 + 4.0);
            (-share.ln(), -(1.0 - share).ln())
        };
        Spaces { goes_on: share(&self.goes_on, 0.85), ends: share(&self.ends, 0.3) }
    }

    /// Alphabetical order tells something where clearly more than half of the neighbours keep it.
    pub(super) fn order(&self) -> (f32, f32) {
        let within = self.ordered.iter().filter(|ordered| **ordered).count() as f32;
        let share = (within + 3.0) / (self.ordered.len() as f32 + 6.0);
        if share < 0.65 { (0.0, 0.0) } else { (-0.7 * (share / 0.5).ln(), -0.7 * ((1.0 - share) / 0.5).ln()) }
    }
}

/// Whether what lies above or below a block is not what usually lies between statements.
fn is_apart(block: &[Placement], next: Option<&Vec<Placement>>, grid: &Grid) -> bool {
    let Some(first) = block.first() else { return false };
    let below = next.and_then(|next| next.first());
    let below = below.filter(|below| (below.nth, below.column) == (first.nth, first.column));
    let is_unusual = |rows: u8| rows != grid.gaps.usual;
    // A column's first block has nothing above it.
    (first.rows > 0 && is_unusual(first.rows)) || below.is_some_and(|below| is_unusual(below.rows))
}

impl DisplayLines {
    fn add(&mut self, line: &Fragment, next: Option<&Fragment>, (grid, placed): (&Grid, &Placement)) {
        let width = grid.band(placed.band).widths[usize::from(placed.column)];
        self.fill.push(line.width / width);
        let needed = next.map(|next| line.width + costs::next_width(line, next, grid));
        self.wrapped.extend(needed.map(|needed| needed / width));
    }

    fn widths(&self) -> DisplayWidths {
        DisplayWidths::learnt(&self.fill, &self.wrapped)
    }
}

impl Forms {
    fn add(&mut self, block: &[Placement], pieces: &[&Fragment], is_apart: bool) {
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
        let named = matches!(first.begins, Begins::Capital | Begins::Abbreviation | Begins::Opening);
        let open = matches!(last.ends, Ends::Word | Ends::Closing);
        let whole = pieces.iter().all(|piece| piece.inner_stops == (0, 0));
        if block.first().is_some_and(|placed| placed.lane.is_heading()) && first.heading > 0 {
            self.numbered += 1;
        } else if last.ends == Ends::Sentence {
            self.finished += 1;
            let inside: usize = pieces.iter().map(|piece| usize::from(piece.inner_stops.0)).sum();
            let at_seams = pieces.iter().rev().skip(1).filter(|piece| piece.ends == Ends::Sentence).count();
            self.followed += inside + at_seams;
        } else if named && open && whole && pieces.len() <= 3 {
            self.titles += 1;
            self.apart += usize::from(is_apart);
        } else {
            self.others += 1;
        }
    }
}
