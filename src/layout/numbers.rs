//! Numbers that head sections. Two levels before a capital (`2.17 Regie`) say so themselves; one level (`7 Regie`), and what may as well be
//! an amount (`2.500`, `2.1017`), does where other numbers of the document count up to it or on from it.

use std::collections::BTreeSet;

use crate::text::edges;

/// The levels of a number, 0 for those that it lacks: it sorts like it.
pub(super) type Number = [u16; 4];

/// No number.
pub(super) const NO_NUMBER: Number = [0; 4];

/// Numbers of one level up to this count chapters where a single neighbour does too; greater ones are mostly amounts.
const CHAPTERS: u16 = 99;

/// So many numbers on either side are looked at.
const NEARBY: u16 = 3;

/// Of those as many must be met.
const ENOUGH: usize = 3;

/// A number before a capital, and whether it heads a section whatever stands around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) number: Number,
    pub(super) certain: bool,
}

/// The number that `text` begins with, where it may head a section.
pub(super) fn opening(text: &str) -> Option<Found> {
    let (number, _) = edges::numbered_title(text)?;
    let levels: Vec<u16> = number.split('.').filter_map(|level| level.parse().ok()).collect();
    let mut found = NO_NUMBER;
    found.iter_mut().zip(&levels).for_each(|(own, level)| *own = *level);
    (found != NO_NUMBER)
        .then(|| Found { number: found, certain: levels.len() > 1 && edges::heading_number(text).is_some() })
}

/// The numbers of a document that head sections though they don't say so themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Numbers(BTreeSet<Number>);

impl Numbers {
    /// Those of lines, wherever in a line they stand.
    pub(super) fn within<'t>(lines: impl Iterator<Item = &'t str>) -> Self {
        Self::of(lines.flat_map(|line| words(line).filter_map(opening)))
    }

    /// Those of texts that begin with them.
    pub(super) fn of(found: impl Iterator<Item = Found>) -> Self {
        let (mut met, mut uncertain) = (BTreeSet::new(), BTreeSet::new());
        for Found { number, certain } in found {
            met.insert(number);
            if !certain {
                uncertain.insert(number);
            }
        }
        uncertain.retain(|number| is_counted(*number, &met));
        Self(uncertain)
    }

    /// Whether the number heads a section.
    pub(super) fn heads(&self, found: Found) -> bool {
        found.certain || self.0.contains(&found.number)
    }
}

/// Whether others count up to a number or on from it.
fn is_counted(number: Number, met: &BTreeSet<Number>) -> bool {
    let last = number.iter().rposition(|level| *level > 0).unwrap_or(0);
    let others = |distance: u16| {
        let levels = [
            number[last].checked_sub(distance).filter(|level| *level > 0),
            number[last].checked_add(distance),
        ];
        let beside = move |level: u16| {
            let mut other = number;
            other[last] = level;
            other
        };
        levels.into_iter().flatten().map(beside).filter(|other| met.contains(other)).count()
    };
    let is_chapter = last == 0 && number[0] <= CHAPTERS;
    if is_chapter { others(1) > 0 } else { (1..=NEARBY).map(others).sum::<usize>() >= ENOUGH }
}

/// Whether a number is the next one after another's on the level where they differ.
pub(super) fn follows(before: Number, number: Number) -> bool {
    let mut levels = before.into_iter().zip(number);
    levels.find(|(one, other)| one != other).is_none_or(|(one, other)| other == one.saturating_add(1))
}

/// The rest of a line from each word on.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    line.char_indices().filter_map(move |(byte, character)| {
        let opens = !character.is_whitespace() && !inside;
        inside = !character.is_whitespace();
        if opens { line.get(byte..) } else { None }
    })
}

#[cfg(test)]
mod tests {
    use super::{Numbers, follows, opening};

    #[test]
    fn numbers_follow_each_other() {
        assert!(follows([2, 17, 0, 0], [2, 18, 0, 0]) && follows([2, 17, 0, 0], [3, 1, 0, 0]));
        assert!(follows([2, 0, 0, 0], [2, 1, 0, 0]) && !follows([2, 17, 0, 0], [2, 19, 0, 0]));
    }

    #[test]
    fn amounts_are_no_headings_unless_they_count() {
        let heads = |lines: &[&str], text: &str| {
            Numbers::within(lines.iter().copied().chain([text])).heads(opening(text).unwrap())
        };
        let long = ["2.998 Regie 2.1001 Zorg", "Dat is 2.999 Tijd", "2.1002 Meer"];
        assert!(heads(&long, "2.1000 Mensen") && !heads(&long[..1], "2.1000 Mensen"));
        assert!(!heads(&["2.400 Mensen"], "2.500 Mensen") && heads(&[], "2.17 Regie"));
        assert!(
            heads(&["7 Zorg", "8 Werk"], "8 Werk") && !heads(&["7 Zorg", "112 Werk", "113 Tijd"], "112 Werk")
        );
        assert!(heads(&["110 A", "111 A", "112 A", "113 A"], "112 A"));
    }
}
