//! Every way to divide the lines of a page over its columns.

use crate::layout::fragment::Fragment;

/// Lines of more bytes than this were never made of two columns; it bounds the ways to divide one.
const LONGEST: usize = 600;

/// Rows that may stay empty in both columns at once, plus one.
const MOST_ADVANCE: u8 = 5;

/// A page's lines with every piece that they could fall into.
#[derive(Debug)]
pub(in crate::layout) struct Page {
    pub(in crate::layout) fragments: Vec<Fragment>,
    pub(super) options: Vec<Vec<Division>>,
    /// Rows from each line to the next, where the rows are visible.
    pub(super) steps: Option<Vec<u8>>,
}

/// One way to divide a line: what goes left and what goes right.
#[derive(Debug, Clone, Copy)]
pub(super) struct Division {
    pub(super) left: Option<u32>,
    pub(super) right: Option<u32>,
}

impl Page {
    /// Divides `lines` at every space; which rows stayed empty is hidden.
    pub(in crate::layout) fn interleaved(lines: &[&str]) -> Self {
        let mut page = Self { fragments: Vec::new(), options: Vec::new(), steps: None };
        for (index, line) in lines.iter().enumerate() {
            let options = page.divide(line, index);
            page.options.push(options);
        }
        page
    }

    fn divide(&mut self, line: &str, index: usize) -> Vec<Division> {
        let mut options = Vec::new();
        if let Some(whole) = Fragment::new(line, index, 0, line.len()) {
            // A line that is too wide for every column still goes somewhere: nothing is lost, and it costs.
            let id = self.add(whole);
            options.push(Division { left: Some(id), right: None });
            options.push(Division { left: None, right: Some(id) });
        }
        if line.len() > LONGEST {
            return options;
        }
        for at in word_starts(line) {
            let pair = Fragment::new(line, index, 0, at).zip(Fragment::new(line, index, at, line.len()));
            if let Some((left, right)) = pair {
                let (left, right) = (self.add(left), self.add(right));
                options.push(Division { left: Some(left), right: Some(right) });
            }
        }
        options
    }

    fn add(&mut self, fragment: Fragment) -> u32 {
        self.fragments.push(fragment);
        self.fragments.len() as u32 - 1
    }

    /// How many rows below the line before it a line may lie: least and most.
    pub(super) fn advances(&self, line: usize) -> (u8, u8) {
        match (line.checked_sub(1), &self.steps) {
            (None, _) => (0, 0),
            (Some(before), Some(steps)) => steps.get(before).map_or((1, 1), |step| (*step, *step)),
            (Some(_), None) => (1, MOST_ADVANCE),
        }
    }

    pub(super) fn get(&self, id: u32) -> &Fragment {
        &self.fragments[id as usize]
    }
}

/// Bytes at which a word starts after a space, the first word aside.
fn word_starts(line: &str) -> impl Iterator<Item = usize> {
    let mut seen_word = false;
    let mut after_space = false;
    line.char_indices().filter_map(move |(byte, character)| {
        let starts = after_space && seen_word && !character.is_whitespace();
        after_space = character.is_whitespace();
        seen_word |= !after_space;
        starts.then_some(byte)
    })
}
