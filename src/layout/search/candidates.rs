//! Every way to divide the lines of a page over its columns.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::layout::costs;
use crate::layout::fragment::Fragment;
use crate::layout::grid::{Band, MOST_COLUMNS};
use crate::layout::line::Line;
use crate::layout::metrics::Face;
use crate::layout::numbers::{NO_NUMBER, Number, Numbers, follows};
use crate::text::{Broken, WordList, broken};

/// Lines of more words than this were never made of columns; it bounds the ways to divide one.
const MOST_WORDS: usize = 120;

/// A piece may be this much wider than the column: widths are approximate.
const TOLERANCE: f32 = 1.04;

/// A column of three is at most this share of the page's widest line, which seldom fills the whole type area.
const MOST_OF_THREE: f32 = 0.44;

/// The pieces of a line by their words.
type Known = FxHashMap<(usize, usize), u32>;

/// What stands for no piece.
pub(super) const NONE: u32 = u32::MAX;

/// A page's lines with every piece that they could fall into.
#[derive(Debug)]
pub(in crate::layout) struct Page<'t> {
    /// Its own, and behind them the first one of the page that follows, if any.
    lines: Vec<Line<'t>>,
    /// Lines of its own.
    len: usize,
    /// What the page that follows begins with, unless that is a heading with a number.
    next: Option<u32>,
    pub(in crate::layout) fragments: Vec<Fragment>,
    divisions: Vec<Vec<Division>>,
    face: Face,
    /// Numbers of headings on the page, in order: a piece's number is its place among them, from 1.
    numbers: Vec<Number>,
    /// What words broken at line ends make with others, as far as it was asked.
    broken: RefCell<FxHashMap<(u32, u16, u32, u16), Broken>>,
}

/// One way to divide a line: what goes into each column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Division {
    pub(super) pieces: [u32; MOST_COLUMNS],
    /// What dividing it there costs.
    pub(super) cost: f32,
}

impl<'t> Page<'t> {
    /// Divides `lines` between words over at most `columns` columns; which rows stayed empty is hidden.
    pub(in crate::layout) fn hidden(lines: &[&'t str], columns: usize, numbers: &Numbers) -> Self {
        let mut page = Self::of_lines(lines);
        page.numbers = page.lines.iter().flat_map(|line| line.numbers(numbers)).collect();
        page.numbers.sort_unstable();
        page.numbers.dedup();
        for line in &mut page.lines {
            line.mark_headings(&page.numbers);
        }
        page.divide_all(columns);
        page
    }

    /// The page with the first line of the one that follows it.
    pub(in crate::layout) fn followed_by(mut self, line: Option<&'t str>, numbers: &Numbers) -> Self {
        let line = line.map(|line| Line::new(line, self.face));
        let goes_on = line.as_ref().is_some_and(|line| !line.opens_section(numbers));
        self.lines.extend(line);
        self.next = if goes_on { self.following() } else { None };
        self
    }

    fn following(&mut self) -> Option<u32> {
        let line = self.lines.get(self.len)?;
        let piece = Fragment::new(line, self.len, 0, line.words.len())?;
        self.fragments.push(piece);
        Some(self.fragments.len() as u32 - 1)
    }

    /// Whether another page follows.
    pub(in crate::layout) fn is_followed(&self) -> bool {
        self.lines.len() > self.len
    }

    /// What the page that follows begins with: what stands at the foot of this one may go on with it.
    pub(super) fn next(&self) -> Option<&Fragment> {
        self.next.map(|id| self.get(id))
    }

    /// The same page divided over another number of columns.
    pub(in crate::layout) fn divided(&self, columns: usize) -> Self {
        let mut page = Self {
            lines: self.lines.clone(),
            len: self.len,
            next: None,
            fragments: Vec::new(),
            divisions: Vec::new(),
            face: self.face,
            numbers: self.numbers.clone(),
            broken: RefCell::default(),
        };
        page.measure(Face::ALL[0]);
        page.divide_all(columns);
        page.next = if self.next.is_some() { page.following() } else { None };
        page
    }

    fn divide_all(&mut self, columns: usize) {
        let third = MOST_OF_THREE * self.widest();
        for index in 0..self.len {
            let divisions = self.divide(index, columns, third);
            self.divisions.push(divisions);
        }
    }

    fn of_lines(lines: &[&'t str]) -> Self {
        let face = Face::ALL[0];
        let lines: Vec<Line<'t>> = lines.iter().map(|line| Line::new(line, face)).collect();
        Self {
            len: lines.len(),
            next: None,
            lines,
            fragments: Vec::new(),
            divisions: Vec::new(),
            face,
            numbers: Vec::new(),
            broken: RefCell::default(),
        }
    }

    /// Measures every piece in another face.
    pub(in crate::layout) fn measure(&mut self, face: Face) {
        if self.face == face {
            return;
        }
        self.face = face;
        for line in &mut self.lines {
            line.measure(face);
        }
        for fragment in &mut self.fragments {
            fragment.measure(&self.lines[fragment.line as usize]);
        }
    }

    /// Bytes of a piece in its line.
    pub(in crate::layout) fn bytes(&self, fragment: &Fragment) -> (usize, usize) {
        self.lines[fragment.line as usize].bytes(usize::from(fragment.words.0), usize::from(fragment.words.1))
    }

    /// How much the words belong together between which the piece was cut off its line, the most of both ends; none where it is a whole line.
    pub(in crate::layout) fn cut_around(&self, piece: &Fragment) -> Option<f32> {
        let line = &self.lines[piece.line as usize];
        let (from, to) = (usize::from(piece.words.0), usize::from(piece.words.1));
        let cuts = [from, to].into_iter().filter(|at| *at > 0 && *at < line.words.len());
        cuts.filter_map(|at| self.cut(piece.line as usize, at)).reduce(f32::max)
    }

    /// Whether a piece is less than its line.
    pub(super) fn is_part(&self, piece: &Fragment) -> bool {
        let words = usize::from(piece.words.1 - piece.words.0);
        words < self.lines[piece.line as usize].words.len()
    }

    /// What the last word of a piece, which ends in a hyphen, makes with the first word of another.
    pub(super) fn broken(&self, before: &Fragment, after: &Fragment) -> Broken {
        let at = (before.line, before.words.1, after.line, after.words.0);
        *self.broken.borrow_mut().entry(at).or_insert_with(|| {
            let word = |line: u32, index: u16| self.lines[line as usize].word(usize::from(index));
            let (first, second) = (word(before.line, before.words.1 - 1), word(after.line, after.words.0));
            broken(first, second, WordList::shipped())
        })
    }

    /// Lines of the page.
    pub(in crate::layout) fn len(&self) -> usize {
        self.len
    }

    fn own(&self) -> &[Line<'t>] {
        &self.lines[..self.len]
    }

    /// Whether a line, or a part of one, may begin a heading with a number.
    pub(in crate::layout) fn has_numbers(&self) -> bool {
        !self.numbers.is_empty()
    }

    /// Whether one heading's number is the next one after another's.
    pub(super) fn follows(&self, before: u32, number: u32) -> bool {
        let of =
            |place: u32| self.numbers.get((place as usize).wrapping_sub(1)).copied().unwrap_or(NO_NUMBER);
        follows(of(before), of(number))
    }

    /// The widest line.
    pub(in crate::layout) fn widest(&self) -> f32 {
        self.own().iter().map(|line| line.width(0, line.words.len())).fold(0.0, f32::max)
    }

    /// Lines wider than `width`, and all lines.
    pub(in crate::layout) fn wider_than(&self, width: f32) -> (usize, usize) {
        let wide = self.own().iter().filter(|line| line.width(0, line.words.len()) > width).count();
        (wide, self.len)
    }

    fn divide(&mut self, index: usize, columns: usize, third: f32) -> Vec<Division> {
        let mut divisions = Vec::new();
        let mut known = FxHashMap::default();
        let words = self.lines[index].words.len();
        // A line that is too wide for every column still goes somewhere: nothing is lost, and it costs.
        let Some(whole) = self.piece(index, (0, words), &mut known) else { return divisions };
        for column in 0..columns {
            let mut pieces = [NONE; MOST_COLUMNS];
            pieces[column] = whole;
            divisions.push(Division { pieces, cost: 0.0 });
        }
        if words > MOST_WORDS || columns < 2 {
            return divisions;
        }
        for at in 1..words {
            let Some(cost) = self.cut(index, at) else { continue };
            let pair = (self.piece(index, (0, at), &mut known), self.piece(index, (at, words), &mut known));
            let (Some(left), Some(right)) = pair else { continue };
            for (one, other) in [(0, 1), (0, 2), (1, 2)].into_iter().filter(|(_, other)| *other < columns) {
                let mut pieces = [NONE; MOST_COLUMNS];
                pieces[one] = left;
                pieces[other] = right;
                divisions.push(Division { pieces, cost });
            }
            if columns > 2 && self.get(left).width <= third {
                self.divide_again(index, (left, at, cost), (third, &mut known), &mut divisions);
            }
        }
        divisions
    }

    /// Three pieces, the first of which is given, none wider than `third`.
    fn divide_again(
        &mut self,
        index: usize,
        first: (u32, usize, f32),
        (third, known): (f32, &mut Known),
        divisions: &mut Vec<Division>,
    ) {
        let (left, from, cost) = first;
        let words = self.lines[index].words.len();
        for at in from + 1..words {
            let line = &self.lines[index];
            if line.width(from, at).max(line.width(at, words)) > third {
                continue;
            }
            let Some(again) = self.cut(index, at) else { continue };
            let pair = (self.piece(index, (from, at), known), self.piece(index, (at, words), known));
            let (Some(middle), Some(right)) = pair else { continue };
            divisions.push(Division { pieces: [left, middle, right], cost: cost + again });
        }
    }

    /// The piece of these words of line `index`, each of which is there once.
    fn piece(&mut self, index: usize, words: (usize, usize), known: &mut Known) -> Option<u32> {
        if let Some(id) = known.get(&words) {
            return Some(*id);
        }
        let piece = Fragment::new(&self.lines[index], index, words.0, words.1)?;
        self.fragments.push(piece);
        let id = self.fragments.len() as u32 - 1;
        known.insert(words, id);
        Some(id)
    }

    /// What cutting line `index` in front of word `at` costs.
    fn cut(&self, index: usize, at: usize) -> Option<f32> {
        let words = &self.lines[index].words;
        let (before, after) = (words.get(at.checked_sub(1)?)?, words.get(at)?);
        let behind_stop = if before.behind.sentence { costs::DIVIDED_BEHIND_STOP } else { 0.0 };
        let apart = if before.behind.wide_space { 0.0 } else { costs::division(before.last, after.first) };
        Some(apart + behind_stop)
    }

    /// The ways to divide line `index` over the columns of a band whose pieces fit in them.
    pub(super) fn fitting(&self, index: usize, band: &Band) -> Vec<Division> {
        let fits = |division: &&Division| {
            let pieces = || division.pieces.iter().enumerate().filter(|(_, piece)| **piece != NONE);
            let exists = pieces().all(|(column, _)| column < band.columns);
            let within =
                |(column, piece): (usize, &u32)| self.get(*piece).width <= band.widths[column] * TOLERANCE;
            exists && (pieces().count() == 1 || pieces().all(within))
        };
        self.divisions[index].iter().filter(fits).copied().collect()
    }

    pub(super) fn get(&self, id: u32) -> &Fragment {
        &self.fragments[id as usize]
    }
}
