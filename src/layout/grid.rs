//! What is constant within a document: how many columns, how wide, how far apart statements stand, what its spaces tell. All of it is
//! estimated from the document's own pages (`estimate`); here are the values to start from and what each says in nats.

use super::display_type::DisplayWidths;
use super::metrics::Face;

/// Columns whose rows may share a printed line.
pub(super) const MOST_COLUMNS: usize = 3;

/// What a pull quote costs before any is known: one of three hundred blocks.
const SELDOM_A_QUOTE: f32 = 5.7;

/// Share of the type area that lies between two columns.
const GUTTER: f32 = 0.05;

/// Distances of this many rows and more count alike.
pub(super) const FAR: u8 = 19;

/// The parameters of a document.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Grid {
    /// How many columns stand side by side: a page may change from one such band to another.
    pub(super) bands: [Option<Band>; MOST_COLUMNS],
    /// The face that its lines were measured in.
    pub(super) face: Face,
    /// Rows from a line to the next of the same paragraph: 2 where statements stand half a row apart.
    pub(super) pitch: u8,
    /// From the last line of a statement to the first of the next.
    pub(super) gaps: Gaps,
    /// From what stands above a heading to it, and from it to what stands below.
    pub(super) gaps_at_heading: (Gaps, Gaps),
    /// What a space at a line's end tells.
    pub(super) spaces: Spaces,
    /// How well its lines are filled.
    pub(super) filling: Filling,
    /// What a sentence's end costs that another sentence of the statement follows, and one that ends the statement.
    pub(super) sentences: (f32, f32),
    /// What two statements in alphabetical order cost, and two that are not.
    pub(super) order: (f32, f32),
    /// How much of a column the lines of headings fill.
    pub(super) heading_widths: DisplayWidths,
    /// The same of pull quotes.
    pub(super) quote_widths: DisplayWidths,
    /// What it costs to read a block as a pull quote.
    pub(super) quote: f32,
    /// Rows of a page that is full, where that is known.
    pub(super) height: Option<u32>,
    /// What it costs to read a line without number as a title; none where the document has none.
    pub(super) title: Option<f32>,
}

/// A way to stand side by side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Band {
    /// Columns whose rows share printed lines.
    pub(super) columns: usize,
    /// Width of each, in thousandths of the type size.
    pub(super) widths: [f32; MOST_COLUMNS],
}

/// Costs of distances, by rows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Gaps {
    /// The usual distance; 1 where no row stays empty.
    pub(super) usual: u8,
    /// Of each number of rows.
    costs: [f32; FAR as usize + 1],
}

/// Costs of a space behind the last piece of a line, and of none: in mid-sentence, and at the end of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spaces {
    pub(super) goes_on: (f32, f32),
    pub(super) ends: (f32, f32),
}

/// How strictly lines are filled before they wrap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Filling {
    /// Nats for a line that had room for much more.
    pub(super) most: f32,
    /// Nats for every whole line width that was left free.
    pub(super) slope: f32,
}

impl Band {
    pub(super) fn new(columns: usize, width: f32) -> Self {
        Self { columns: columns.clamp(1, MOST_COLUMNS), widths: [width; MOST_COLUMNS] }
    }
}

impl Grid {
    /// Columns whose rows share printed lines, before anything is known but a distance.
    pub(super) fn hidden(gaps: Gaps, pitch: u8, spaces: Spaces) -> Self {
        Self {
            bands: [None; MOST_COLUMNS],
            face: Face::Grotesque,
            pitch,
            gaps,
            gaps_at_heading: (
                Gaps::above_headings(gaps.usual, pitch, &[]),
                Gaps::below_headings(gaps.usual, pitch, &[]),
            ),
            spaces,
            filling: Filling::LOOSE,
            sentences: (1.1, 0.3),
            order: (0.0, 0.0),
            heading_widths: DisplayWidths::learnt(&[], &[]),
            quote_widths: DisplayWidths::learnt(&[], &[]),
            quote: SELDOM_A_QUOTE,
            height: None,
            title: None,
        }
    }

    /// The same with bands of these numbers of columns on a type area `area` wide: what lies between two columns takes about a
    /// twentieth of it.
    pub(super) fn with_area(mut self, area: f32, columns: &[usize]) -> Self {
        for columns in columns {
            let width = area * (1.0 - GUTTER * (*columns as f32 - 1.0)) / *columns as f32;
            self.bands[columns - 1] = Some(Band::new(*columns, width));
        }
        self
    }

    /// The band at `index`; a line's width where there is none.
    pub(super) fn band(&self, index: u8) -> Band {
        self.bands[usize::from(index)].unwrap_or(Band::new(1, f32::MAX))
    }

    /// Bands that the document has.
    pub(super) fn kinds(&self) -> impl Iterator<Item = u8> + use<> {
        let bands = self.bands;
        (0..MOST_COLUMNS as u8).filter(move |index| bands[usize::from(*index)].is_some())
    }
}

impl Gaps {
    /// A publication mostly keeps one distance, an empty paragraph doubles the rows left free, and what remains is seldom.
    pub(super) fn around(usual: u8, pitch: u8) -> Self {
        Self::counted(usual, pitch, &[])
    }

    /// The same with distances met in the document; a line is `pitch` rows high.
    pub(super) fn counted(usual: u8, pitch: u8, met: &[u8]) -> Self {
        let prior = |rows: u8| {
            if rows == usual {
                7.4
            } else if rows == (2 * usual).saturating_sub(pitch) {
                1.0
            } else if rows == pitch {
                0.28
            } else {
                0.4 * farther(rows, 0, pitch) / f32::from(pitch.max(1))
            }
        };
        let total: f32 = 10.0 + met.len() as f32;
        let mut costs = [0.0; FAR as usize + 1];
        for (rows, cost) in costs.iter_mut().enumerate() {
            let counted = met.iter().filter(|gap| **gap == rows as u8).count();
            *cost = -((prior(rows as u8) + counted as f32) / total).ln();
        }
        Self { usual, costs }
    }

    /// Distances above headings, which stand nearer to what they head than to what they follow; `usual` lies between statements.
    pub(super) fn above_headings(usual: u8, pitch: u8, met: &[u8]) -> Self {
        let prior = |rows: u8| {
            if rows < usual {
                0.25
            } else if rows == usual {
                0.7
            } else {
                farther(rows, 2 * usual + 3 * pitch, pitch)
            }
        };
        Self::relative(prior, met)
    }

    /// Distances below headings.
    pub(super) fn below_headings(usual: u8, pitch: u8, met: &[u8]) -> Self {
        let prior = |rows: u8| {
            if rows < pitch {
                0.4
            } else if rows <= usual.max(3 * pitch) {
                1.0
            } else {
                0.5 * farther(rows, usual + 2 * pitch, pitch)
            }
        };
        Self::relative(prior, met)
    }

    /// Costs by how frequent a distance is beside the most frequent one.
    fn relative(prior: impl Fn(u8) -> f32, met: &[u8]) -> Self {
        let weight = |rows: u8| prior(rows) + met.iter().filter(|gap| **gap == rows).count() as f32;
        let most = (0..=FAR).map(weight).fold(0.0, f32::max);
        let mut costs = [0.0; FAR as usize + 1];
        for (rows, cost) in costs.iter_mut().enumerate() {
            *cost = 0.7 - (weight(rows as u8) / most).ln();
        }
        Self { usual: 2, costs }
    }

    /// What `rows` rows cost.
    pub(super) fn cost(&self, rows: u8) -> f32 {
        self.costs[usize::from(rows.min(FAR))]
    }
}

/// Each further line that stays empty beyond `limit` rows is less likely than the one before.
fn farther(rows: u8, limit: u8, pitch: u8) -> f32 {
    (-0.16 * f32::from(rows.saturating_sub(limit)) / f32::from(pitch.max(1))).exp()
}

impl Spaces {
    /// They tell nothing: the file lost them, or every line has one.
    pub(super) const SILENT: Self = Self { goes_on: (0.0, 0.0), ends: (0.0, 0.0) };

    /// Most lines that stop in mid-sentence end in one, most others don't.
    pub(super) const TYPICAL: Self = Self { goes_on: (0.1, 2.2), ends: (1.4, 0.3) };
}

impl Filling {
    /// Authors break lines by hand too, and widths are approximate.
    pub(super) const LOOSE: Self = Self { most: 4.0, slope: 24.0 };

    /// What a line costs that left `slack` of its width free behind room for the next word.
    pub(super) fn cost(self, slack: f32) -> f32 {
        if slack <= 0.0 { 0.0 } else { (0.5 + self.slope * slack).min(self.most) }
    }
}
