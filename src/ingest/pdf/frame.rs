//! Directions of text: the one that most of a page runs in becomes upright, whatever else there is keeps a frame of its own.

use std::collections::BTreeMap;

use hayro_font::kurbo::{Affine, Point};

use super::glyph::Glyph;

/// Directions that differ less than this many degrees are one: scanned pages lie a little askew.
const SAME: f64 = 3.0;

/// A glyph in the frame of its direction: along the line and down the page.
#[derive(Debug, Clone)]
pub(super) struct Framed<'g> {
    pub(super) glyph: &'g Glyph,
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) baseline: f64,
    /// Its place in the order of the file.
    pub(super) order: usize,
}

/// The glyphs that run in one direction.
#[derive(Debug)]
pub(super) struct Direction<'g> {
    /// From the page as a reader sees it to this frame.
    pub(super) turn: Affine,
    pub(super) turned: bool,
    pub(super) glyphs: Vec<Framed<'g>>,
}

/// The glyphs of a page by direction, the upright ones first.
pub(super) fn directions(glyphs: &[Glyph]) -> Vec<Direction<'_>> {
    let mut by_degree: BTreeMap<i32, Vec<(usize, &Glyph)>> = BTreeMap::new();
    let upright = upright(glyphs);
    for (order, glyph) in glyphs.iter().enumerate() {
        let off = normal(glyph.angle().to_degrees() - upright);
        // Blanks of no width run in no direction.
        let class =
            if off.abs() < SAME || glyph.end == glyph.start { 0 } else { (off / 5.0).round() as i32 * 5 };
        by_degree.entry(class).or_default().push((order, glyph));
    }
    let mut classes: Vec<_> = by_degree.into_iter().collect();
    classes.sort_by_key(|(class, _)| *class != 0);
    classes
        .into_iter()
        .map(|(class, glyphs)| {
            let turn = Affine::rotate(-(upright + f64::from(class)).to_radians());
            let glyphs = glyphs.into_iter().map(|(order, glyph)| framed(glyph, order, turn)).collect();
            Direction { turn, turned: class != 0, glyphs }
        })
        .collect()
}

fn framed(glyph: &Glyph, order: usize, turn: Affine) -> Framed<'_> {
    let start = turn * Point::new(glyph.start.0, glyph.start.1);
    let end = turn * Point::new(glyph.end.0, glyph.end.1);
    Framed { glyph, start: start.x.min(end.x), end: end.x.max(start.x), baseline: start.y, order }
}

/// The direction, in degrees, that most visible glyphs run in; 0 where none has the majority.
fn upright(glyphs: &[Glyph]) -> f64 {
    let mut counts: BTreeMap<i32, (usize, f64)> = BTreeMap::new();
    let mut all = 0;
    for glyph in glyphs.iter().filter(|glyph| !glyph.letters.is_blank() && glyph.end != glyph.start) {
        let degrees = glyph.angle().to_degrees();
        let class = normal((degrees / SAME).round() * SAME).round() as i32;
        let count = counts.entry(class).or_default();
        *count = (count.0 + 1, count.1 + normal(degrees - f64::from(class)));
        all += 1;
    }
    let most = counts.iter().max_by_key(|(class, (count, _))| (*count, -class.abs()));
    match most {
        Some((class, (count, off))) if count * 2 > all => f64::from(*class) + off / *count as f64,
        _ => 0.0,
    }
}

/// Between -180 and 180.
fn normal(degrees: f64) -> f64 {
    let turned = degrees.rem_euclid(360.0);
    if turned > 180.0 { turned - 360.0 } else { turned }
}
