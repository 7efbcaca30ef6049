//! Matches of patterns: runs of words, kept without a heap allocation where they are few, since every statement has many.

use std::cmp::Ordering;
use std::ops::Deref;

/// Most matches kept of one part of a pattern in one statement: bounds the work on texts that repeat a word without end.
pub(super) const MAX_MATCHES: usize = 2_000;

/// A run of words of a statement, half-open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct WordRange {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// One way in which a pattern matched.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Match {
    /// From the first word to the last.
    pub(crate) extent: WordRange,
    /// The words that were asked for, in order.
    pub(crate) words: Words,
}

/// Runs of words in order that do not touch.
#[derive(Debug, Clone)]
pub(crate) enum Words {
    Few { count: u8, ranges: [WordRange; FEW] },
    Many(Vec<WordRange>),
}

/// How many runs need no list of their own.
const FEW: usize = 3;

impl Deref for Words {
    type Target = [WordRange];

    fn deref(&self) -> &[WordRange] {
        match self {
            Self::Few { count, ranges } => ranges.get(..usize::from(*count)).unwrap_or_default(),
            Self::Many(ranges) => ranges,
        }
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Words {}

impl PartialOrd for Words {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Words {
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(&**other)
    }
}

impl Words {
    fn none() -> Self {
        Self::Few { count: 0, ranges: [WordRange::default(); FEW] }
    }

    /// Adds a run that begins no earlier than the last one.
    fn push(&mut self, range: WordRange) {
        if let Some(last) = self.last_mut().filter(|last| range.start <= last.end) {
            last.end = last.end.max(range.end);
            return;
        }
        match self {
            Self::Few { count, ranges } => match ranges.get_mut(usize::from(*count)) {
                Some(free) => {
                    *free = range;
                    *count += 1;
                }
                None => *self = Self::Many(ranges.iter().copied().chain([range]).collect()),
            },
            Self::Many(all) => all.push(range),
        }
    }

    fn last_mut(&mut self) -> Option<&mut WordRange> {
        match self {
            Self::Few { count, ranges } => ranges.get_mut(usize::from(*count).checked_sub(1)?),
            Self::Many(ranges) => ranges.last_mut(),
        }
    }

    /// The runs of both in order.
    fn merged(&self, other: &Self) -> Self {
        let mut all = Self::none();
        let (mut one, mut other) = (self.iter().peekable(), other.iter().peekable());
        loop {
            let next = match (one.peek(), other.peek()) {
                (Some(first), Some(second)) if second < first => other.next(),
                (Some(_), _) => one.next(),
                (None, _) => other.next(),
            };
            match next {
                Some(range) => all.push(*range),
                None => return all,
            }
        }
    }
}

impl Match {
    /// The match of a run of words, all asked for.
    pub(super) fn of_run(start: u32, end: u32) -> Self {
        let run = WordRange { start, end };
        let mut ranges = [WordRange::default(); FEW];
        ranges[0] = run;
        Self { extent: run, words: Words::Few { count: 1, ranges } }
    }

    pub(super) fn of_word(position: u32) -> Self {
        Self::of_run(position, position + 1)
    }

    pub(super) fn merged(&self, other: &Self) -> Self {
        let extent = WordRange {
            start: self.extent.start.min(other.extent.start),
            end: self.extent.end.max(other.extent.end),
        };
        Self { extent, words: self.words.merged(&other.words) }
    }
}

/// Sorted by extent, one match per extent, a bounded number of them.
pub(super) fn tidy(matches: &mut Vec<Match>) {
    if matches.len() > 1 {
        matches.sort_unstable();
        matches.dedup_by(|next, kept| next.extent == kept.extent);
        matches.truncate(MAX_MATCHES);
    }
}

#[cfg(test)]
mod tests {
    use super::{Match, WordRange};

    #[test]
    fn words_stay_in_order_however_many() {
        let mut all = Match::of_word(8);
        for position in [2, 6, 0, 4, 7] {
            all = all.merged(&Match::of_word(position));
        }
        let range = |start, end| WordRange { start, end };
        assert_eq!(all.extent, range(0, 9));
        assert_eq!(*all.words, [range(0, 1), range(2, 3), range(4, 5), range(6, 9)]);
        assert!(Match::of_word(1) < Match::of_run(1, 3));
    }
}
