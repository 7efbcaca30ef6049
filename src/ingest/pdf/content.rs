//! The instructions of a page, carried out as far as they place letters: graphics and text state, drawings within drawings, layers.
//! Every step is counted; nothing is painted.

use hayro_font::kurbo::{Affine, Point, Rect};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_syntax::page::Resources;

use super::fonts::Shelf;
use super::glyph::{Glyph, Look};
use super::layers::Layers;
use super::limits::{self, Budget};
use super::spans::Spans;
use super::state::{PathBox, State, TextPlace, rect_of};
use super::unpack;

/// Reads the pages of one file.
pub(super) struct Interpreter<'a, 'f> {
    pub(super) shelf: &'f mut Shelf<'a>,
    pub(super) layers: &'f Layers,
    pub(super) budget: &'f mut Budget,
    pub(super) found: Found,
}

/// What a page holds.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) glyphs: Vec<Glyph>,
    /// How much of the page its pictures cover, in square points.
    pub(super) pictures: f64,
    /// Paths painted.
    pub(super) paths: u64,
    /// Whether a part of the instructions could not be unpacked or a font not be read.
    pub(super) damaged: bool,
}

/// What one stream of instructions keeps to itself.
struct Run<'r, 'a> {
    resources: &'r Resources<'a>,
    state: State<'a>,
    saved: Vec<State<'a>>,
    path: PathBox,
    place: TextPlace,
    depth: u32,
}

impl<'a> Interpreter<'a, '_> {
    /// Carries out `instructions`, `depth` drawings deep.
    pub(super) fn run(
        &mut self,
        instructions: &[u8],
        resources: &Resources<'a>,
        state: State<'a>,
        depth: u32,
    ) {
        let mut run = Run {
            resources,
            state,
            saved: Vec::new(),
            path: PathBox::default(),
            place: TextPlace::START,
            depth,
        };
        let mut spans = Spans::default();
        let mut operators = TypedIter::new(instructions);
        while let Some(operator) = operators.next() {
            if !self.budget.step() {
                break;
            }
            match operator {
                Op::BeginMarkedContent(_) => spans.begin(None, true, self.found.glyphs.len()),
                Op::BeginMarkedContentWithProperties(span) => {
                    let (text, shown) = self.span(span.1, resources);
                    spans.begin(text, shown, self.found.glyphs.len());
                }
                Op::EndMarkedContent(_) => spans.end(&mut self.found.glyphs),
                operator => self.carry_out(&operator, &mut run, spans.are_shown()),
            }
        }
        spans.end_all(&mut self.found.glyphs);
    }

    fn carry_out(&mut self, operator: &Op<'_, '_>, run: &mut Run<'_, 'a>, shown: bool) {
        match operator {
            Op::SaveState(_) => {
                if run.saved.len() < limits::SAVED_STATES {
                    run.saved.push(run.state.clone());
                }
            }
            Op::RestoreState(_) => {
                if let Some(state) = run.saved.pop() {
                    run.state = state;
                }
            }
            Op::Transform(m) => run.state.concat(numbers([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5])),
            Op::SetGraphicsState(name) => self.graphics_state(name.0, run),
            Op::XObject(name) if shown => {
                if let Some(stream) = run.resources.get_x_object(name.0) {
                    self.draw(&stream, run.resources, &run.state, run.depth);
                }
            }
            Op::InlineImage(_) if shown => self.picture(&run.state),
            Op::ColorSpaceNonStroke(_) => run.state.fill_with(&[]),
            Op::NonStrokeColor(colour) => run.state.fill_with(&shares(&colour.0)),
            Op::NonStrokeColorNamed(colour) => run.state.fill_with(&shares(&colour.0)),
            Op::NonStrokeColorDeviceGray(grey) => run.state.fill_with(&numbers([&grey.0])),
            Op::NonStrokeColorDeviceRgb(rgb) => run.state.fill_with(&numbers([&rgb.0, &rgb.1, &rgb.2])),
            Op::NonStrokeColorCmyk(inks) => {
                run.state.fill_with(&numbers([&inks.0, &inks.1, &inks.2, &inks.3]));
            }
            _ => {
                if !self.path(operator, run) {
                    self.text(operator, run, shown);
                }
            }
        }
    }

    /// Paths count for what they clip and that they are there; whether the operator was one.
    fn path(&mut self, operator: &Op<'_, '_>, run: &mut Run<'_, 'a>) -> bool {
        let transform = run.state.transform;
        let mut add = |x: &Number, y: &Number| run.path.add(transform, x.as_f64(), y.as_f64());
        match operator {
            Op::MoveTo(to) => add(&to.0, &to.1),
            Op::LineTo(to) => add(&to.0, &to.1),
            Op::CubicTo(to) => {
                add(&to.0, &to.1);
                add(&to.2, &to.3);
                add(&to.4, &to.5);
            }
            Op::CubicStartTo(to) => {
                add(&to.0, &to.1);
                add(&to.2, &to.3);
            }
            Op::CubicEndTo(to) => {
                add(&to.0, &to.1);
                add(&to.2, &to.3);
            }
            Op::RectPath(rect) => {
                let [x, y, width, height] = numbers([&rect.0, &rect.1, &rect.2, &rect.3]);
                run.path.add(transform, x, y);
                run.path.add(transform, x + width, y);
                run.path.add(transform, x, y + height);
                run.path.add(transform, x + width, y + height);
            }
            Op::ClosePath(_) => {}
            Op::ClipNonZero(_) | Op::ClipEvenOdd(_) => run.path.clips = true,
            Op::EndPath(_) => self.end_path(run),
            Op::StrokePath(_)
            | Op::CloseAndStrokePath(_)
            | Op::FillPathNonZero(_)
            | Op::FillPathNonZeroCompatibility(_)
            | Op::FillPathEvenOdd(_)
            | Op::FillAndStrokeNonZero(_)
            | Op::FillAndStrokeEvenOdd(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_) => {
                self.found.paths += 1;
                self.end_path(run);
            }
            _ => return false,
        }
        true
    }

    fn end_path(&mut self, run: &mut Run<'_, 'a>) {
        if let Some(clip) = run.path.finish() {
            run.state.clip_to(clip);
        }
    }

    fn text(&mut self, operator: &Op<'_, '_>, run: &mut Run<'_, 'a>, shown: bool) {
        let Run { resources, state, place, .. } = run;
        match operator {
            Op::BeginText(_) => *place = TextPlace::START,
            Op::TextFont(font) => {
                state.font_size = font.1.as_f64();
                state.font = match resources.get_font(font.0) {
                    Some(dict) => self.font(&dict),
                    None => self.shelf.standard(),
                };
            }
            Op::CharacterSpacing(space) => state.letter_space = space.0.as_f64(),
            Op::WordSpacing(space) => state.word_space = space.0.as_f64(),
            Op::HorizontalScaling(stretch) => state.stretch = stretch.0.as_f64() / 100.0,
            Op::TextLeading(leading) => state.leading = leading.0.as_f64(),
            Op::TextRise(rise) => state.rise = rise.0.as_f64(),
            Op::TextRenderingMode(mode) => state.mode = mode.0.as_i64(),
            Op::SetTextMatrix(m) => place.set(numbers([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5])),
            Op::NextLine(by) => place.next_line(by.0.as_f64(), by.1.as_f64()),
            Op::NextLineAndSetLeading(by) => {
                state.leading = -by.1.as_f64();
                place.next_line(by.0.as_f64(), by.1.as_f64());
            }
            Op::NextLineUsingLeading(_) => place.next_line(0.0, -state.leading),
            Op::ShowText(text) => self.show(text.0.as_bytes(), state, place, shown),
            Op::NextLineAndShowText(text) => {
                place.next_line(0.0, -state.leading);
                self.show(text.0.as_bytes(), state, place, shown);
            }
            Op::ShowTextWithParameters(text) => {
                state.word_space = text.0.as_f64();
                state.letter_space = text.1.as_f64();
                place.next_line(0.0, -state.leading);
                self.show(text.2.as_bytes(), state, place, shown);
            }
            Op::ShowTexts(parts) => self.show_parts(parts.0, state, place, shown),
            _ => {}
        }
    }

    fn show_parts(&mut self, parts: &Array<'_>, state: &State<'a>, place: &mut TextPlace, shown: bool) {
        for part in parts.iter::<Object<'_>>() {
            if !self.budget.step() {
                return;
            }
            match part {
                Object::Number(back) => {
                    let by = -back.as_f64() / 1000.0 * state.font_size;
                    match state.font.as_ref().is_none_or(|font| font.is_horizontal()) {
                        true => place.advance(by * state.stretch, 0.0),
                        false => place.advance(0.0, by),
                    }
                }
                Object::String(text) => self.show(text.as_bytes(), state, place, shown),
                _ => {}
            }
        }
    }

    /// Sets the letters of a string.
    fn show(&mut self, text: &[u8], state: &State<'a>, place: &mut TextPlace, shown: bool) {
        let Some(font) = state.font.clone().or_else(|| self.shelf.standard()) else { return };
        let mut at = 0;
        while at < text.len() {
            let (code, taken) = font.next_code(text, at);
            let is_space = taken == 1 && text.get(at) == Some(&b' ');
            at += taken;
            if !self.budget.glyph() {
                return;
            }
            let meant = font.code(code);
            let extra = state.letter_space + if is_space { state.word_space } else { 0.0 };
            let (across, up) = meant.advance;
            let (across, up) = if font.is_horizontal() {
                let width = across * state.font_size;
                (width * state.stretch, 0.0)
            } else {
                (0.0, up * state.font_size)
            };
            if shown {
                let to_page = state.transform * place.next() * Affine::translate((0.0, state.rise));
                let start = to_page * Point::ZERO;
                let end = to_page * Point::new(across, up);
                let [_, _, c, d, _, _] = to_page.as_coeffs();
                let glyph = Glyph {
                    letters: meant.letters,
                    guessed: meant.guessed,
                    start: (start.x, start.y),
                    end: (end.x, end.y),
                    size: c.hypot(d) * state.font_size.abs() * font.em,
                    bold: font.bold || state.is_thickened(),
                    italic: font.italic,
                    look: Look { family: font.family, colour: state.colour },
                };
                self.keep(glyph, state.clip);
            }
            if font.is_horizontal() {
                place.advance(across + extra * state.stretch, 0.0);
            } else {
                place.advance(0.0, up - extra);
            }
        }
    }

    /// Keeps a glyph that can be seen: one that is not clipped away or off the page.
    fn keep(&mut self, glyph: Glyph, clip: Rect) {
        let sane = [glyph.start.0, glyph.start.1, glyph.end.0, glyph.end.1, glyph.size];
        if sane.iter().any(|number| !number.is_finite() || number.abs() > 1e6) || glyph.size <= 0.0 {
            return;
        }
        // The middle of its lower half lies in every letter.
        let (x, y) = ((glyph.start.0 + glyph.end.0) / 2.0, (glyph.start.1 + glyph.end.1) / 2.0);
        let (dx, dy) = (glyph.end.0 - glyph.start.0, glyph.end.1 - glyph.start.1);
        let length = dx.hypot(dy).max(1e-9);
        let up = 0.25 * glyph.size / length;
        let (x, y) = (x + dy * up, y - dx * up);
        // The last letter of a line may lie a hair outside.
        if clip.inflate(1.0, 1.0).contains(Point::new(x, y)) {
            self.found.glyphs.push(glyph);
        }
    }

    /// A form or a picture.
    fn draw(&mut self, stream: &Stream<'a>, resources: &Resources<'a>, state: &State<'a>, depth: u32) {
        let dict = stream.dict();
        if let Some(id) = dict.get_ref(keys::OC) {
            let layer = dict.get::<Dict<'_>>(keys::OC).unwrap_or_default();
            if !self.layers.shows(&layer, id.into()) {
                return;
            }
        }
        match dict.get::<Name<'_>>(keys::SUBTYPE).as_deref() {
            Some(b"Image") => self.picture(state),
            Some(b"Form") => self.form(stream, resources, state, depth),
            _ => {}
        }
    }

    /// Carries out a form; too deep a nesting is nothing that a document needs.
    pub(super) fn form(
        &mut self,
        stream: &Stream<'a>,
        resources: &Resources<'a>,
        state: &State<'a>,
        depth: u32,
    ) {
        if depth >= limits::NESTING || !self.budget.form() {
            return;
        }
        let Some(instructions) = unpack::instructions(stream) else {
            self.found.damaged = true;
            return;
        };
        if !self.budget.bytes(instructions.len()) {
            return;
        }
        let dict = stream.dict();
        let mut state = state.clone();
        state.concat(dict.get::<[f64; 6]>(keys::MATRIX).unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]));
        if let Some(bbox) = dict.get::<[f64; 4]>(keys::BBOX) {
            state.clip_to(rect_of(state.transform, bbox));
        }
        let own = dict.get::<Dict<'a>>(keys::RESOURCES).map(Resources::new);
        self.run(&instructions, own.as_ref().unwrap_or(resources), state, depth + 1);
    }

    /// A picture fills the unit square.
    fn picture(&mut self, state: &State<'a>) {
        let around = rect_of(state.transform, [0.0, 0.0, 1.0, 1.0]).intersect(state.clip);
        let area = around.area();
        if area.is_finite() {
            self.found.pictures += area.max(0.0);
        }
    }

    fn graphics_state(&mut self, name: &Name<'_>, run: &mut Run<'_, 'a>) {
        let font = run.resources.get_ext_g_state(name).and_then(|dict| dict.get::<Array<'a>>(keys::FONT));
        let mut parts = font.iter().flat_map(|font| font.iter::<Object<'a>>());
        if let (Some(Object::Dict(dict)), Some(Object::Number(size))) = (parts.next(), parts.next()) {
            run.state.font_size = size.as_f64();
            run.state.font = self.font(&dict);
        }
    }

    fn font(&mut self, dict: &Dict<'a>) -> Option<std::rc::Rc<super::fonts::PdfFont<'a>>> {
        let font = self.shelf.font(dict);
        if font.is_none() {
            self.found.damaged = true;
            return self.shelf.standard();
        }
        font
    }

    /// What a marked span says of itself: the text it stands for, and whether its layer is shown.
    fn span(&self, properties: &Object<'_>, resources: &Resources<'a>) -> (Option<String>, bool) {
        let name = properties.clone().into_name();
        let listed = name.as_ref().and_then(|name| resources.properties.get::<Dict<'_>>(name));
        let id = name.as_ref().and_then(|name| resources.properties.get_ref(name));
        let dict = listed.or_else(|| properties.clone().into_dict()).unwrap_or_default();
        let text = dict.get::<hayro_syntax::object::String<'_>>(keys::ACTUAL_TEXT);
        let shown = id.is_none_or(|id| self.layers.shows(&dict, id.into()));
        (text.map(|text| unpack::text(text.as_bytes())), shown)
    }
}

fn numbers<const N: usize>(numbers: [&Number; N]) -> [f64; N] {
    numbers.map(Number::as_f64)
}

fn shares(numbers: &[Number]) -> Vec<f64> {
    numbers.iter().map(Number::as_f64).collect()
}
