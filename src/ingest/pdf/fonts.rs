//! Fonts: what a character code means, how far it moves on, and whether the type is bold or italic.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_font::hayro_cmap::BfString;
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, StandardFont};
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name};

use super::glyph::Letters;
use super::meaning;

/// Thousandths of the type size: what fonts measure in.
const EM: f64 = 1000.0;

/// A font weight from which type is bold.
const BOLD: u32 = 600;

/// The fonts of a file, each read once.
pub(super) struct Shelf<'a> {
    cache: FontCache<'a>,
    programs: FontResolverFn,
    maps: CMapResolverFn,
    /// By the identity of the font's dictionary.
    ready: HashMap<hayro_syntax::object::ObjectIdentifier, Option<Rc<PdfFont<'a>>>>,
    standard: Option<Rc<PdfFont<'a>>>,
}

/// A font as a page uses it.
pub(super) struct PdfFont<'a> {
    font: Font<'a>,
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// A number that fonts of one family share.
    pub(super) family: u32,
    /// Type size of a letter set at size 1: other than 1 for fonts that are drawn in units of their own.
    pub(super) em: f64,
    /// Whether one byte is one letter.
    simple: bool,
    known: RefCell<HashMap<u32, Code>>,
    reverse: RefCell<Option<Rc<meaning::Reverse>>>,
}

/// What a character code stands for.
#[derive(Debug, Clone)]
pub(super) struct Code {
    pub(super) letters: Letters,
    pub(super) guessed: bool,
    /// How far it moves on, in type sizes, across and down.
    pub(super) advance: (f64, f64),
}

impl<'a> Shelf<'a> {
    pub(super) fn new() -> Self {
        Self {
            cache: FontCache::new(),
            programs: Arc::new(|query| match query {
                FontQuery::Standard(font) => Some(font.get_font_data()),
                FontQuery::Fallback(query) => Some(query.pick_standard_font().get_font_data()),
            }),
            // Character maps for Chinese, Japanese and Korean that a file names without holding them.
            maps: Arc::new(|_| None),
            ready: HashMap::new(),
            standard: None,
        }
    }

    /// The font that a dictionary describes; `None` where it can't be read.
    pub(super) fn font(&mut self, dict: &Dict<'a>) -> Option<Rc<PdfFont<'a>>> {
        let id = dict.obj_id();
        if let Some(ready) = id.and_then(|id| self.ready.get(&id)) {
            return ready.clone();
        }
        let font = self.cache.font(dict, &self.programs, &self.maps);
        let font = font.map(|font| Rc::new(PdfFont::new(font, dict)));
        if let Some(id) = id {
            self.ready.insert(id, font.clone());
        }
        font
    }

    /// What viewers use where a file names a font that it doesn't have.
    pub(super) fn standard(&mut self) -> Option<Rc<PdfFont<'a>>> {
        if self.standard.is_none() {
            let font = self.cache.standard_font(StandardFont::Helvetica, &self.programs)?;
            self.standard = Some(Rc::new(PdfFont::new(font, &Dict::default())));
        }
        self.standard.clone()
    }
}

impl<'a> PdfFont<'a> {
    fn new(font: Font<'a>, dict: &Dict<'a>) -> Self {
        let style = Style::of(dict);
        let subtype = dict.get::<Name<'_>>(keys::SUBTYPE);
        let drawn = subtype.as_deref() == Some(keys::TYPE3);
        Self {
            font,
            bold: style.bold,
            italic: style.italic,
            family: style.family,
            em: if drawn { em_of_drawn(dict) } else { 1.0 },
            simple: subtype.as_deref() != Some(keys::TYPE0),
            known: RefCell::default(),
            reverse: RefCell::default(),
        }
    }

    /// The next code in `bytes`, with the bytes it takes.
    pub(super) fn next_code(&self, bytes: &[u8], at: usize) -> (u32, usize) {
        let (code, taken) = self.font.read_code(bytes, at);
        (code, taken.max(1))
    }

    /// What a code stands for.
    pub(super) fn code(&self, code: u32) -> Code {
        if let Some(known) = self.known.borrow().get(&code) {
            return known.clone();
        }
        let found = self.look_up(code);
        self.known.borrow_mut().insert(code, found.clone());
        found
    }

    fn look_up(&self, code: u32) -> Code {
        let glyph = self.font.glyph(self.font.map_code(code), code);
        let advance = self.font.code_advance(code);
        let advance = (advance.x / EM, advance.y / EM);
        let told = match &glyph {
            FontGlyph::Outline(outline) => outline.as_unicode(),
            FontGlyph::Type3(drawn) => drawn.as_unicode(),
        };
        let told = told.map(|told| match told {
            BfString::Char(letter) => letter.to_string(),
            BfString::String(letters) => letters,
        });
        let named = told.as_deref().and_then(|told| Letters::of(told).or_else(|| meaning::symbol(told)));
        if let Some(letters) = named.or_else(|| self.by_program(&glyph)) {
            return Code { letters, guessed: false, advance };
        }
        let guess = self.simple.then(|| meaning::of_code(code)).flatten();
        Code { guessed: guess.is_some(), letters: guess.unwrap_or(Letters::Unknown), advance }
    }

    /// What the embedded font program itself says its glyph is for.
    fn by_program(&self, glyph: &FontGlyph<'_>) -> Option<Letters> {
        let FontGlyph::Outline(outline) = glyph else { return None };
        let mut slot = self.reverse.borrow_mut();
        if slot.is_none() {
            let data = outline.font_data().map(|data| data.data)?;
            *slot = Some(Rc::new(meaning::Reverse::of(data.as_ref().as_ref())));
        }
        slot.as_ref()?.letters(outline.glyph_id().to_u32())
    }

    pub(super) fn is_horizontal(&self) -> bool {
        self.font.is_horizontal()
    }
}

/// Type size of a drawn ("Type 3") font set at size 1, from the height of its letters' box.
fn em_of_drawn(dict: &Dict<'_>) -> f64 {
    let matrix = dict.get::<[f64; 6]>(keys::FONT_MATRIX).unwrap_or([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]);
    let bbox = dict.get::<[f64; 4]>(keys::FONT_BBOX).unwrap_or_default();
    let height = (bbox[3] - bbox[1]).abs() * matrix[3].abs();
    if height.is_finite() && height > 0.0 { height / 1.2 } else { 1.0 }
}

/// Bold and italic, as far as names and flags tell.
struct Style {
    bold: bool,
    italic: bool,
    family: u32,
}

impl Style {
    fn of(dict: &Dict<'_>) -> Self {
        let inner =
            dict.get::<Array<'_>>(keys::DESCENDANT_FONTS).and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let descriptor = inner.as_ref().unwrap_or(dict).get::<Dict<'_>>(keys::FONT_DESC).unwrap_or_default();
        let name = dict.get::<Name<'_>>(keys::BASE_FONT).map(|name| name.as_str().to_lowercase());
        let name = name.unwrap_or_default();
        // A subset's name begins with six letters of its own.
        let name = name.split_once('+').map_or(name.as_str(), |(_, name)| name);
        let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
        let flags = descriptor.get::<u32>(keys::FLAGS).unwrap_or(0);
        let weight = descriptor.get::<f32>(keys::FONT_WEIGHT).map_or(400, |weight| weight as u32);
        let angle = descriptor.get::<f32>(keys::ITALIC_ANGLE).unwrap_or(0.0);
        Self {
            bold: says(&["bold", "black", "heavy", "demi"]) || weight >= BOLD || flags & 1 << 18 != 0,
            italic: says(&["italic", "oblique", "kursiv"]) || angle != 0.0 || flags & 1 << 6 != 0,
            family: if name.is_empty() { unnamed(dict) } else { family(name) },
        }
    }
}

/// A number for the family that a font's name begins with: `Arial-BoldMT` and `ArialMT` are one.
fn family(name: &str) -> u32 {
    const STYLES: [&str; 12] = [
        "regular", "roman", "book", "bold", "italic", "oblique", "semi", "demi", "medium", "light", "psmt",
        "mt",
    ];
    let mut base = name.split(['-', ',']).next().unwrap_or(name);
    while let Some(shorter) = STYLES.iter().find_map(|style| base.strip_suffix(style)) {
        base = shorter;
    }
    // FNV-1a.
    base.trim_end_matches("ps")
        .bytes()
        .fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A number for a font without a name: its own.
fn unnamed(dict: &Dict<'_>) -> u32 {
    dict.obj_id().map_or(0, |id| id.obj_number)
}
