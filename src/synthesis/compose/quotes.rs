//! Pull quotes: set larger, off the rows of the text.

use super::{Line, Setter};
use crate::synthesis::Text;
use crate::synthesis::random::Random;
use crate::synthesis::setting::set;

/// A pull quote is short.
const LONGEST_QUOTE: usize = 6;
/// About as many statements stand in a column: a rate per statement is so much per column.
const STATEMENTS_A_COLUMN: f64 = 10.0;

impl<'t> Setter<'t, '_> {
    /// The lines of a pull quote, and the rows they take.
    fn quote_lines(&mut self, random: &mut Random) -> Option<(&'t Text, Vec<String>, f64)> {
        let quotes = self.style.quotes;
        let repeats = random.chance(quotes.repeats);
        let repeated = random.pick(&self.composed.truths).and_then(|truth| truth.origin);
        let text = repeated.filter(|_| repeats).or_else(|| self.asides.draw())?;
        let width = self.current()?.width * random.real(0.75, 1.0);
        let mut setting = self.setting(width);
        setting.size *= quotes.size;
        let mut breaks = setting.breaks.clone();
        breaks.hyphenation = 0.0;
        breaks.spaces.leading = 0.0;
        setting.breaks = &breaks;
        let lines: Vec<String> =
            set(&text.text, &setting, random).into_iter().map(|line| line.text).collect();
        let rows = lines.len() as f64 * quotes.size * 1.02;
        (lines.len() <= LONGEST_QUOTE).then_some((text, lines, rows))
    }

    fn put_quote(&mut self, text: &'t Text, lines: Vec<String>, start: f64) {
        let quotes = self.style.quotes;
        for (line, place) in lines.into_iter().zip(0_u32..) {
            let row = start + f64::from(place) * quotes.size * 1.02;
            let size = self.style.letters.size * quotes.size;
            self.put(row, Line { text: line, size, bold: false, justified: false });
        }
        let column = self.current().map_or(1, |frame| frame.column);
        self.tell(text.text.clone(), Some(text), column, "no");
    }

    /// Sets a pull quote between two statements.
    pub(super) fn quote_here(&mut self, random: &mut Random) {
        let Some((text, lines, rows)) = self.quote_lines(random) else {
            return;
        };
        let start = self.row + random.real(0.2, 1.4);
        let end = (start + rows + self.style.gaps.usual).ceil();
        if end + 1.0 < self.current().map_or(0.0, |frame| frame.rows as f64) {
            self.put_quote(text, lines, start);
            self.row = end;
        }
    }

    /// Gives the foot of the frame that begins to a pull quote, now and then.
    pub(super) fn reserve_quote(&mut self, random: &mut Random) {
        let quotes = self.style.quotes;
        let Some(rows) = self.current().map(|frame| frame.rows) else {
            return;
        };
        if !quotes.at_foot || !random.chance(quotes.rate * STATEMENTS_A_COLUMN) {
            return;
        }
        let Some((text, lines, height)) = self.quote_lines(random) else {
            return;
        };
        let start = rows as f64 - height + random.real(0.1, 0.9);
        let left = (start - random.real(1.0, 2.5)).max(0.0) as usize;
        if left * 2 > rows {
            self.put_quote(text, lines, start);
            if let Some(frame) = self.frames.get_mut(self.frame) {
                frame.rows = left;
            }
        }
    }
}
