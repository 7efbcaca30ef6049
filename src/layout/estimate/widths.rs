//! How wide a document's columns are, in which face, and how strictly its lines are filled: whatever makes the seams met least surprising.

use super::shown::{Place, Shown};
use crate::layout::costs;
use crate::layout::fragment::Fragment;
use crate::layout::grid::{Band, Filling, Grid, MOST_COLUMNS};
use crate::layout::metrics::Face;
use crate::layout::search::Page;

/// Text as it mostly is, for comparing faces.
const ALPHABET: &str = "de en van het een te in is dat op zijn met voor niet aan er om ook als bij maar";

/// Another face than the one that was read with must be this many nats better.
const OTHER_FACE: f32 = 6.0;

/// Columns that differ in width save at least this many nats.
const OWN_WIDTH: f32 = 3.0;

/// Filling as it is looked at for finding the width.
const STRICT: Filling = Filling { most: 4.0, slope: 60.0 };

/// Sets face, widths and strictness.
pub(super) fn fill(shown: &Shown, pages: &mut [Page<'_>], grid: &mut Grid) {
    let mut best: Option<(f32, Grid)> = None;
    for face in Face::ALL {
        for page in pages.iter_mut() {
            page.measure(face);
        }
        let mut tried = Grid { face, ..*grid };
        let cost = widths(shown, pages, &mut tried, grid.face);
        let cost = if face == grid.face { cost - OTHER_FACE } else { cost };
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, tried));
        }
    }
    if let Some((_, found)) = best {
        *grid = found;
    }
    for page in pages.iter_mut() {
        page.measure(grid.face);
    }
    grid.filling = filling(shown, pages, grid);
}

/// Sets the widths that fit the pieces best and tells how badly they do.
fn widths(shown: &Shown, pages: &[Page<'_>], grid: &mut Grid, read_in: Face) -> f32 {
    let scale = grid.face.width(ALPHABET) / read_in.width(ALPHABET);
    let mut cost = 0.0;
    for kind in grid.kinds() {
        let kind = usize::from(kind);
        let Some(mut band) = grid.bands[kind] else { continue };
        cost += widths_of_band(shown, pages, (grid, kind, scale), &mut band);
        grid.bands[kind] = Some(band);
    }
    cost
}

/// One width for all columns, unless they clearly differ.
fn widths_of_band(shown: &Shown, pages: &[Page<'_>], found: (&Grid, usize, f32), band: &mut Band) -> f32 {
    let (grid, kind, scale) = found;
    let fits: Vec<Fit> = (0..band.columns).map(|column| fit(shown, pages, (kind, column), grid)).collect();
    let (common, cost) = Fit::together(&fits).best(scale * band.widths[0]);
    let apart: Vec<(f32, f32)> =
        fits.iter().zip(band.widths).map(|(fit, width)| fit.best(scale * width)).collect();
    let cost_apart = apart.iter().map(|(_, cost)| cost).sum::<f32>() + OWN_WIDTH * (band.columns - 1) as f32;
    band.widths = [common; MOST_COLUMNS];
    if cost <= cost_apart {
        return cost;
    }
    for (width, (own, _)) in band.widths.iter_mut().zip(&apart) {
        *width = *own;
    }
    cost_apart
}

fn fit(shown: &Shown, pages: &[Page<'_>], column: (usize, usize), grid: &Grid) -> Fit {
    let get = |place: &Place, id: u32| -> &Fragment { &pages[place.page].fragments[id as usize] };
    let inside = |place: &Place| (place.band, place.column) == column;
    let rooms = shown.seams.iter().filter(|seam| inside(&seam.0)).map(|(place, one, other)| {
        let (before, after) = (get(place, *one), get(place, *other));
        (before.width, costs::next_width(before, after, grid))
    });
    let widths =
        shown.pieces.iter().filter(|piece| inside(&piece.0)).map(|(place, id)| get(place, *id).width);
    Fit { rooms: rooms.collect(), widths: widths.collect() }
}

fn filling(shown: &Shown, pages: &[Page<'_>], grid: &Grid) -> Filling {
    let slacks: Vec<f32> = shown
        .seams
        .iter()
        .map(|(place, one, other)| {
            let fragments = &pages[place.page].fragments;
            let (before, after) = (&fragments[*one as usize], &fragments[*other as usize]);
            let width = grid.band(place.band as u8).widths[place.column];
            (width - before.width - costs::next_width(before, after, grid)) / width
        })
        .collect();
    let all = slacks.len() as f32;
    let far = slacks.iter().filter(|slack| **slack > 0.04).count() as f32;
    let near: Vec<f32> = slacks.iter().copied().filter(|slack| (0.0..=0.04).contains(slack)).collect();
    // As if two lines had been met that were an eightieth too short, and half a line in ten broken by hand.
    let slope = (near.len() as f32 + 2.0) / (near.iter().sum::<f32>() + 2.0 / 80.0);
    Filling { most: (-((far + 0.5) / (all + 10.0)).ln()).max(3.5), slope: slope.clamp(24.0, 200.0) }
}

/// What a column's pieces say about its width.
struct Fit {
    /// Widths of the lines that wrapped, and the room that the next word of each would have taken.
    rooms: Vec<(f32, f32)>,
    /// Widths of all lines.
    widths: Vec<f32>,
}

impl Fit {
    fn together(fits: &[Self]) -> Self {
        Self {
            rooms: fits.iter().flat_map(|fit| fit.rooms.iter().copied()).collect(),
            widths: fits.iter().flat_map(|fit| fit.widths.iter().copied()).collect(),
        }
    }

    /// The width that fits best, and what it costs: the middle of all near `about` that fit about
    /// as well.
    fn best(&self, about: f32) -> (f32, f32) {
        let costs: Vec<(f32, f32)> = (-60..=60)
            .map(|step| about * (1.0 + 0.0015 * step as f32))
            .map(|width| (width, self.cost(width)))
            .collect();
        let least = costs.iter().map(|(_, cost)| *cost).fold(f32::INFINITY, f32::min);
        let good: Vec<f32> =
            costs.iter().filter(|(_, cost)| *cost <= least + 0.25).map(|(width, _)| *width).collect();
        (good.get(good.len() / 2).copied().unwrap_or(about), least)
    }

    fn cost(&self, width: f32) -> f32 {
        let wide: f32 = self.widths.iter().map(|own| excess(own / width - 1.0)).sum();
        let free: f32 = self.rooms.iter().map(|(own, next)| STRICT.cost((width - own - next) / width)).sum();
        wide + free
    }
}

fn excess(share: f32) -> f32 {
    if share <= 0.003 { 0.0 } else { (1.0 + 150.0 * (share - 0.003)).min(8.0) }
}
