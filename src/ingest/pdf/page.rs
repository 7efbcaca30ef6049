//! One page: its glyphs put into lines with their places, and what is to be said about it.

use hayro_font::kurbo::{Affine, Point, Rect};
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::Page as Source;

use super::content::{Found, Interpreter};
use super::frame::{Direction, directions};
use super::glyph::Look;
use super::lines::{Fragment, fragments};
use super::state::{State, rect_of};
use super::unpack;
use crate::model::{Area, Line, Place};

/// How far letters reach above and below their baseline, in type sizes.
const ABOVE: f64 = 0.75;
const BELOW: f64 = 0.22;

/// Annotations that are not shown: hidden, or not for viewing.
const NOT_SHOWN: u32 = 1 << 1 | 1 << 5;

/// A page as read.
#[derive(Debug, Default)]
pub(super) struct PageRead {
    /// Lines from top to bottom and left to right, not yet numbered.
    pub(super) lines: Vec<Line>,
    /// How each of them looks.
    pub(super) looks: Vec<Look>,
    /// Letters that can be seen, and those of them that mean nothing and that had to be guessed.
    pub(super) letters: usize,
    pub(super) unknown: usize,
    pub(super) guessed: usize,
    /// Share of the page that pictures cover.
    pub(super) pictures: f64,
    pub(super) paths: u64,
    pub(super) damaged: bool,
}

/// Reads a page.
pub(super) fn read<'a>(page: &Source<'a>, mut interpreter: Interpreter<'a, '_>) -> PageRead {
    let to_view = Affine::new(page.initial_transform(true).as_coeffs());
    let (width, height) = page.render_dimensions();
    let view = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let (instructions, whole) = unpack::page(page.raw());
    interpreter.found.damaged |= !whole;
    if interpreter.budget.bytes(instructions.len()) {
        interpreter.run(&instructions, page.resources(), State::new(to_view, view), 0);
    }
    annotations(page, &mut interpreter, &State::new(to_view, view));
    let mut read = of(interpreter.found, to_view);
    read.pictures /= view.area().max(1.0);
    read
}

/// What stands in forms that were filled in, and other notes that have a look of their own.
fn annotations<'a>(page: &Source<'a>, interpreter: &mut Interpreter<'a, '_>, state: &State<'a>) {
    let Some(annotations) = page.raw().get::<Array<'a>>(keys::ANNOTS) else { return };
    for annotation in annotations.iter::<Dict<'a>>() {
        if !interpreter.budget.step() {
            return;
        }
        let hidden = annotation.get::<u32>(keys::F).unwrap_or(0) & NOT_SHOWN != 0;
        if let (false, Some(look)) = (hidden, appearance(&annotation)) {
            annotate(&annotation, &look, page, interpreter, state);
        }
    }
}

fn appearance<'a>(annotation: &Dict<'a>) -> Option<Stream<'a>> {
    match annotation.get::<Dict<'a>>(keys::AP)?.get::<Object<'a>>(keys::N)? {
        Object::Stream(stream) => Some(stream),
        Object::Dict(states) => {
            let state = annotation.get::<Name<'_>>(keys::AS)?;
            states.get::<Stream<'a>>(state)
        }
        _ => None,
    }
}

/// Draws the look of an annotation into its rectangle.
fn annotate<'a>(
    annotation: &Dict<'a>,
    look: &Stream<'a>,
    page: &Source<'a>,
    interpreter: &mut Interpreter<'a, '_>,
    state: &State<'a>,
) -> Option<()> {
    let rect = rect_of(Affine::IDENTITY, annotation.get::<[f64; 4]>(keys::RECT)?);
    let bbox = look.dict().get::<[f64; 4]>(keys::BBOX)?;
    let matrix = look.dict().get::<[f64; 6]>(keys::MATRIX).unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    let drawn = rect_of(Affine::new(matrix), bbox);
    if drawn.width() <= 0.0 || drawn.height() <= 0.0 {
        return None;
    }
    let (across, up) = (rect.width() / drawn.width(), rect.height() / drawn.height());
    let mut state = state.clone();
    state.concat([across, 0.0, 0.0, up, rect.x0 - across * drawn.x0, rect.y0 - up * drawn.y0]);
    interpreter.form(look, page.resources(), &state, 0);
    Some(())
}

fn of(found: Found, to_view: Affine) -> PageRead {
    let seen = || found.glyphs.iter().filter(|glyph| !glyph.letters.is_blank());
    let mut lines: Vec<(f64, f64, Line, Look)> = Vec::new();
    for direction in directions(&found.glyphs) {
        let Direction { turn, turned, glyphs } = direction;
        for fragment in fragments(glyphs) {
            lines.extend(line(&fragment, turn, turned, to_view));
        }
    }
    lines.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1)));
    let (mut lines, looks): (Vec<Line>, Vec<Look>) =
        lines.into_iter().map(|(_, _, line, look)| (line, look)).unzip();
    plain_hyphens(&mut lines);
    PageRead {
        letters: seen().count(),
        unknown: seen().filter(|glyph| glyph.letters == super::glyph::Letters::Unknown).count(),
        guessed: seen().filter(|glyph| glyph.guessed).count(),
        lines,
        looks,
        pictures: found.pictures,
        paths: found.paths,
        damaged: found.damaged,
    }
}

/// A fragment as a line, with where it comes in the order of the page.
fn line(
    fragment: &Fragment<'_>,
    turn: Affine,
    turned: bool,
    to_view: Affine,
) -> Option<(f64, f64, Line, Look)> {
    let (text, first_word) = fragment.text();
    if crate::text::is_blank(&text) {
        return None;
    }
    let above = fragment.baseline - ABOVE * fragment.size;
    let below = fragment.baseline + BELOW * fragment.size;
    let corners = [
        Point::new(fragment.start, above),
        Point::new(fragment.end, above),
        Point::new(fragment.start, below),
        Point::new(fragment.end, below),
    ];
    let own = around(corners, (turn * to_view).inverse());
    let seen = around(corners, turn.inverse());
    // Turned text has no baseline on the page; the others keep theirs in the frame that makes them level.
    let (left, right, baseline) =
        if turned { (seen.x0, seen.x1, seen.y1) } else { (fragment.start, fragment.end, fragment.baseline) };
    let place = Place {
        area: Area {
            left: hundredths(own.x0),
            bottom: hundredths(own.y0),
            right: hundredths(own.x1),
            top: hundredths(own.y1),
        },
        left: hundredths(left),
        right: hundredths(right),
        baseline: hundredths(baseline),
        size: hundredths(fragment.size),
        first_word: hundredths(first_word),
        bold: fragment.overprinted || fragment.most(|glyph| glyph.glyph.bold),
        italic: fragment.most(|glyph| glyph.glyph.italic),
        turned,
    };
    Some((baseline, left, Line { place: Some(Box::new(place)), ..Line::plain(0, text) }, fragment.look()))
}

fn around(corners: [Point; 4], transform: Affine) -> Rect {
    let [first, rest @ ..] = corners.map(|corner| transform * corner);
    rest.into_iter().fold(Rect::from_points(first, first), |rect, corner| rect.union_pt(corner))
}

/// A cast from a float stops at the ends of the range.
fn hundredths(points: f64) -> i32 {
    (points * 100.0).round() as i32
}

/// Some programs write every hyphen as a soft one. One in the middle of a line that a reader sees is none.
fn plain_hyphens(lines: &mut [Line]) {
    const SOFT: char = '\u{ad}';
    let within = |line: &Line| line.text.trim_end_matches(SOFT).contains(SOFT);
    if lines.iter().any(within) {
        for line in lines {
            line.text = line.text.replace(SOFT, "-");
        }
    }
}
