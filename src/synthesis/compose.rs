//! Typesetting: statements and headings flow through the columns of the pages, and the truth is written down beside.

mod quotes;

use super::contents::Entry;
use super::frames::{Frame, frames};
use super::items::{Deck, Heading, Item, Items};
use super::random::Random;
use super::setting::{SetLine, Setting, running_text, set};
use super::sheet::{Piece, Sheet, Truth};
use super::style::Style;
use super::{Text, contents, furniture};

/// A typeset document.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Composed<'t> {
    pub(super) sheets: Vec<Sheet>,
    pub(super) truths: Vec<Truth<'t>>,
}

/// Typesets a document of so many pages.
pub(super) fn compose<'t>(
    texts: &'t [Text],
    title: &str,
    style: &Style,
    pages: usize,
    random: &mut Random,
) -> Composed<'t> {
    let frames = frames(style, pages, random);
    let sheet = Sheet { width: style.paper.width, height: style.paper.height, pieces: Vec::new() };
    let mut setter = Setter {
        style,
        frames,
        frame: 0,
        row: 0.0,
        last_line: String::new(),
        distance: 0.0,
        section: None,
        composed: Composed { sheets: vec![sheet; pages], truths: Vec::new() },
        asides: Deck::new(texts, random),
        entries: Vec::new(),
    };
    let mut items = Items::new(texts, style, random);
    setter.reserve_quote(random);
    let mut first = true;
    while let Some(item) = items.next(random) {
        let goes_on = match item {
            Item::Heading(heading) => setter.heading(heading, random),
            Item::Statement(text) => setter.statement(text, first && style.flow.cut_start, random),
        };
        first = false;
        if !goes_on {
            break;
        }
    }
    let Composed { sheets: mut body, truths } = setter.composed;
    let mut sheets =
        if style.flow.contents { contents::sheets(&setter.entries, style, random) } else { Vec::new() };
    sheets.append(&mut body);
    furniture::put(&mut sheets, title, style);
    Composed { sheets, truths }
}

/// A line to put somewhere.
struct Line {
    text: String,
    /// Points.
    size: f64,
    bold: bool,
    justified: bool,
}

/// Sets one document, frame by frame.
struct Setter<'t, 's> {
    style: &'s Style,
    frames: Vec<Frame>,
    /// The frame that is being filled.
    frame: usize,
    /// Rows of it that are taken; not whole after what stands off the grid.
    row: f64,
    /// The last line of the statement before, and the rows that stay empty after it.
    last_line: String,
    distance: f64,
    section: Option<String>,
    composed: Composed<'t>,
    /// Texts for pull quotes.
    asides: Deck<'t>,
    /// Headings so far.
    entries: Vec<Entry>,
}

impl<'t> Setter<'t, '_> {
    fn current(&self) -> Option<&Frame> {
        self.frames.get(self.frame)
    }

    fn room(&self) -> f64 {
        self.current().map_or(0.0, |frame| frame.rows as f64 - self.row)
    }

    /// Whole rows left in this frame and the later ones.
    fn room_in_all(&self) -> usize {
        let later = self.frames.iter().skip(self.frame + 1).map(|frame| frame.rows).sum::<usize>();
        self.room().max(0.0) as usize + later
    }

    fn next_frame(&mut self, random: &mut Random) {
        self.frame += 1;
        self.row = 0.0;
        self.reserve_quote(random);
    }

    fn setting(&self, width: f64) -> Setting<'_> {
        let letters = &self.style.letters;
        Setting { face: letters.face, size: letters.size, width, letters, breaks: &self.style.breaks }
    }

    /// Puts a line so many rows below the top of the frame.
    fn put(&mut self, row: f64, line: Line) {
        let Some(frame) = self.frames.get(self.frame) else {
            return;
        };
        let y = self.style.paper.top + (frame.first_row as f64 + row) * self.style.letters.leading;
        if let Some(sheet) = self.composed.sheets.get_mut(frame.page) {
            let Line { text, size, bold, justified } = line;
            let fill = justified.then_some(frame.width);
            sheet.pieces.push(Piece { x: frame.x, y, size, bold, fill, text });
        }
    }

    /// Sets a statement; whether there is room for more.
    fn statement(&mut self, text: &'t Text, cut_start: bool, random: &mut Random) -> bool {
        let Some(width) = self.current().map(|frame| frame.width) else {
            return false;
        };
        self.part(text, width);
        let mut lines = set(&text.text, &self.setting(width), random);
        let mut truncated = "no";
        if cut_start && lines.len() > 1 {
            lines.drain(..random.whole(1, lines.len() - 1));
            truncated = "start";
        }
        if self.style.flow.together && self.room() < lines.len() as f64 && self.row > 0.0 {
            self.next_frame(random);
        }
        if lines.len() > self.room_in_all() {
            lines.truncate(self.room_in_all());
            if lines.is_empty() || !self.style.flow.cut_end || truncated != "no" {
                return false;
            }
            truncated = "end";
        }
        let column = self.lines(&lines, random);
        self.last_line = lines.last().map_or_else(String::new, |line| line.text.clone());
        let whole = if truncated == "no" { text.text.clone() } else { running_text(&lines) };
        self.tell(whole, Some(text), column, truncated);
        self.after_statement(random);
        truncated != "end"
    }

    /// Leaves a row empty where nothing else would show that another statement begins: no distance, and a full line above.
    fn part(&mut self, text: &Text, width: f64) {
        let first = text.text.split_whitespace().next().unwrap_or_default();
        let together = format!("{} {first}", self.last_line.trim());
        let is_full = self.setting(width).text_width(&together) > width * ROOM_IS_SEEN;
        if self.row > 0.0 && self.distance == 0.0 && is_full {
            self.row += 1.0;
        }
    }

    /// Sets the lines of a statement; gives the column it begins in.
    fn lines(&mut self, lines: &[SetLine], random: &mut Random) -> usize {
        let mut column = None;
        for (line, left) in lines.iter().zip((0..lines.len()).rev()) {
            if self.room() < 1.0 {
                self.next_frame(random);
            }
            column = column.or(self.current().map(|frame| frame.column));
            let letters = &self.style.letters;
            let justified = letters.shrink > 0.0 && left > 0;
            self.put(self.row, Line { text: line.text.clone(), size: letters.size, bold: false, justified });
            self.row += 1.0;
        }
        column.unwrap_or(1)
    }

    fn tell(&mut self, text: String, origin: Option<&'t Text>, column: usize, truncated: &'static str) {
        let section = self.section.clone();
        self.composed.truths.push(Truth { text, origin, section, column, truncated });
    }

    /// The distance to the next statement, with perhaps a pull quote in it.
    fn after_statement(&mut self, random: &mut Random) {
        let gaps = self.style.gaps;
        let usual = gaps.usual;
        let other = random.pick(&[0.0, usual + 1.0, usual * 2.0, usual * 2.0]).copied().unwrap_or(usual);
        self.distance = if random.chance(gaps.exceptions) { other } else { usual };
        self.row += self.distance;
        let quotes = self.style.quotes;
        if !quotes.at_foot && random.chance(quotes.rate) {
            self.quote_here(random);
        }
        if self.room() < 1.0 {
            self.next_frame(random);
        }
    }

    /// Sets a heading; whether there is room for a statement below it.
    fn heading(&mut self, heading: Heading, random: &mut Random) -> bool {
        let style = self.style.headings;
        let Some(width) = self.current().map(|frame| frame.width) else {
            return false;
        };
        let printed = match &heading.number {
            Some(number) => format!("{number}{}{}", style.separator, heading.title),
            None => heading.title.clone(),
        };
        let mut lines = self.heading_lines(&printed, width, random);
        // Two spaces between number and title are one to the typesetter.
        if let (Some(first), Some(_)) = (lines.first_mut(), &heading.number) {
            *first = first.replacen(' ', style.separator, 1);
        }
        let step = if style.on_grid { 1.0 } else { style.size * 1.05 };
        let above = if self.row > 0.0 { style.above } else { 0.0 };
        let start = self.row + above + if style.on_grid { 0.0 } else { 0.31 };
        let end = (start + lines.len() as f64 * step + style.below).ceil();
        if end + 2.0 > self.current().map_or(0.0, |frame| frame.rows as f64) {
            if self.row == 0.0 || self.frame + 1 >= self.frames.len() {
                return false;
            }
            self.next_frame(random);
            return self.heading(heading, random);
        }
        for (line, place) in lines.into_iter().zip(0_u32..) {
            let size = self.style.letters.size * style.size;
            let line = Line { text: line, size, bold: style.bold, justified: false };
            self.put(start + f64::from(place) * step, line);
        }
        self.row = end;
        self.last_line.clear();
        self.section = Some(heading.label());
        let page = self.current().map_or(0, |frame| frame.page);
        self.entries.push(Entry { heading: printed, page });
        true
    }

    fn heading_lines(&self, printed: &str, width: f64, random: &mut Random) -> Vec<String> {
        let style = self.style.headings;
        let mut setting = self.setting(width);
        setting.size *= style.size;
        if style.bold {
            setting.face = setting.face.bold();
        }
        let mut breaks = setting.breaks.clone();
        breaks.hyphenation = 0.0;
        setting.breaks = &breaks;
        set(printed, &setting, random).into_iter().map(|line| line.text).collect()
    }
}

/// A line that would be fuller than this share of the column with the next word may have been full without it.
const ROOM_IS_SEEN: f64 = 0.93;
