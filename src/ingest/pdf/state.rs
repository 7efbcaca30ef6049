//! What the instructions of a page change as they go: coordinates, clip and text state.

use std::rc::Rc;

use hayro_font::kurbo::{Affine, Point, Rect};

use super::fonts::PdfFont;

/// What `q` saves and `Q` brings back.
#[derive(Clone)]
pub(super) struct State<'a> {
    /// From the current coordinates to those of the page as a reader sees it.
    pub(super) transform: Affine,
    /// What may be seen, as the rectangle around it.
    pub(super) clip: Rect,
    pub(super) font: Option<Rc<PdfFont<'a>>>,
    pub(super) font_size: f64,
    pub(super) letter_space: f64,
    pub(super) word_space: f64,
    /// 1 where letters are as wide as their font says.
    pub(super) stretch: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    /// How letters are painted, by its number in PDF.
    pub(super) mode: i64,
    /// What letters are filled with, in red, green and blue.
    pub(super) colour: [u8; 3],
}

/// Filled and stroked at once: how bold type is made of a font that has none.
const FILL_AND_STROKE: i64 = 2;

impl State<'_> {
    pub(super) fn new(transform: Affine, page: Rect) -> Self {
        Self {
            transform,
            clip: page,
            font: None,
            font_size: 1.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            colour: [0; 3],
        }
    }

    pub(super) fn is_thickened(&self) -> bool {
        self.mode == FILL_AND_STROKE
    }

    /// Fills with a colour of so many components; of patterns nothing is known.
    pub(super) fn fill_with(&mut self, components: &[f64]) {
        let byte = |share: f64| (share.clamp(0.0, 1.0) * 255.0).round() as u8;
        self.colour = match components {
            [grey] => [byte(*grey); 3],
            [red, green, blue] => [byte(*red), byte(*green), byte(*blue)],
            [cyan, magenta, yellow, black] => {
                [cyan, magenta, yellow].map(|ink| byte((1.0 - ink) * (1.0 - black)))
            }
            _ => [0; 3],
        };
    }

    /// Draws on in coordinates of one's own.
    pub(super) fn concat(&mut self, coefficients: [f64; 6]) {
        self.transform *= Affine::new(coefficients);
    }

    /// Keeps to what is also within `rect`, given in page coordinates.
    pub(super) fn clip_to(&mut self, rect: Rect) {
        self.clip = self.clip.intersect(rect);
    }
}

/// The rectangle around the path that is being drawn.
#[derive(Debug, Default)]
pub(super) struct PathBox {
    around: Option<Rect>,
    /// Whether the path becomes the clip once it is painted.
    pub(super) clips: bool,
}

impl PathBox {
    pub(super) fn add(&mut self, transform: Affine, x: f64, y: f64) {
        let point = transform * Point::new(x, y);
        let here = Rect::from_points(point, point);
        self.around = Some(self.around.map_or(here, |around| around.union(here)));
    }

    /// Ends the path; gives what it clips to.
    pub(super) fn finish(&mut self) -> Option<Rect> {
        let done = std::mem::take(self);
        if done.clips { Some(done.around.unwrap_or(Rect::ZERO)) } else { None }
    }
}

/// The rectangle around a box drawn in other coordinates.
pub(super) fn rect_of(transform: Affine, corners: [f64; 4]) -> Rect {
    let [left, bottom, right, top] = corners;
    let from = Point::new(left.min(right), bottom.min(top));
    let to = Point::new(left.max(right), bottom.max(top));
    transform.transform_rect_bbox(Rect::from_points(from, to))
}

/// Where the next letter goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextPlace {
    line: Affine,
    next: Affine,
}

impl TextPlace {
    pub(super) const START: Self = Self { line: Affine::IDENTITY, next: Affine::IDENTITY };

    pub(super) fn set(&mut self, coefficients: [f64; 6]) {
        *self = Self { line: Affine::new(coefficients), next: Affine::new(coefficients) };
    }

    /// To the start of another line.
    pub(super) fn next_line(&mut self, across: f64, up: f64) {
        self.line *= Affine::translate((across, up));
        self.next = self.line;
    }

    /// Moves on by that much, in text coordinates.
    pub(super) fn advance(&mut self, across: f64, up: f64) {
        self.next *= Affine::translate((across, up));
    }

    pub(super) fn next(&self) -> Affine {
        self.next
    }
}
