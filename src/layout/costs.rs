//! What it costs, in nats, to read two pieces as one text, to begin one or to end one. The figures are rounded log-odds from how Dutch
//! statements are written; none is fitted to a publication. What differs per publication (width, gap, spaces) is a parameter.

use super::fragment::Fragment;
use super::metrics::SPACE;
use crate::text::{Begins, Ends, WordPairs};

/// What is constant within a document.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Grid {
    /// Width of a column.
    pub(super) width: f32,
    /// Rows from the last line of a statement to the first of the next; 1 where no row stays empty.
    pub(super) gap: u8,
    /// Whether statements mostly stand in alphabetical order.
    pub(super) alphabetical: bool,
    /// Whether the file kept the spaces at line ends, so that they tell something.
    pub(super) spaces: bool,
}

/// How two pieces of one block follow each other.
pub(super) fn seam(before: &Fragment, after: &Fragment, grid: &Grid, in_quote: bool) -> f32 {
    let filling = if in_quote { 0.0 } else { filling(before, after, grid) };
    form_of_seam(before, after) + wording(before, after) + spaces_at_seam(before, grid) + filling
}

/// How well the first word goes on from the last one. A word broken by a hyphen is for the word list to judge.
fn wording(before: &Fragment, after: &Fragment) -> f32 {
    if before.ends == Ends::Hyphen || before.ends == Ends::Sentence {
        return 0.0;
    }
    -0.8 * WordPairs::shipped().score(before.last, after.first).clamp(-2.5, 2.5)
}

fn form_of_seam(before: &Fragment, after: &Fragment) -> f32 {
    use Begins as B;
    use Ends as E;
    if after.begins == B::Bullet || after.heading > 0 {
        return 7.0;
    }
    match before.ends {
        E::Sentence => match after.begins {
            _ if after.anaphoric => 0.4,
            B::Capital | B::Abbreviation => 1.6,
            B::Digit | B::Opening => 2.2,
            B::Lower => 5.5,
            B::Bullet | B::Other => 5.0,
        },
        E::Hyphen => match after.begins {
            B::Lower => -0.7,
            B::Capital | B::Abbreviation => 1.0,
            _ => 2.5,
        },
        E::Clause | E::Closing | E::Word | E::AbbreviationStop | E::FunctionWord => match after.begins {
            B::Lower => 0.1,
            B::Abbreviation => 1.5,
            B::Capital => 2.6,
            B::Digit | B::Opening => 1.2,
            B::Bullet | B::Other => 1.5,
        },
    }
}

/// A wrapped line is full: the next word would not have fitted. Capped, since authors break lines by hand too.
fn filling(before: &Fragment, after: &Fragment, grid: &Grid) -> f32 {
    let next = if before.ends == Ends::Hyphen { after.first_word * 0.5 } else { SPACE + after.first_word };
    let slack = (grid.width - before.width - next) / grid.width;
    if slack <= 0.0 { 0.0 } else { (0.5 + 24.0 * slack).min(4.0) }
}

/// A line that stops in the middle of a text keeps the space that the author typed there; one that ends it has none.
fn spaces_at_seam(before: &Fragment, grid: &Grid) -> f32 {
    match before.trailing_space {
        Some(false) if grid.spaces && before.ends != Ends::Hyphen => 2.0,
        _ => 0.0,
    }
}

/// A block beginning with this piece.
pub(super) fn beginning(first: &Fragment) -> f32 {
    let by_form = match first.begins {
        Begins::Capital => 0.1,
        Begins::Bullet => 0.0,
        Begins::Abbreviation => 0.8,
        Begins::Digit | Begins::Opening => 1.5,
        Begins::Lower => 4.5,
        Begins::Other => 6.0,
    };
    let points_back = if first.anaphoric { 1.2 } else { 0.0 };
    by_form + points_back + UNOPENED * f32::from(first.closed)
}

/// What a piece says by itself, wherever it stands: every sentence that ends within it was followed by another one, and every run of
/// spaces within it is one that a column break did not make.
pub(super) fn inside(piece: &Fragment) -> f32 {
    let (followed, broken) = piece.inner_stops;
    0.8 * f32::from(followed) + 3.0 * f32::from(broken) + 1.2 * f32::from(piece.wide_spaces)
}

/// A block ending with this piece, `open` brackets unclosed.
pub(super) fn ending(last: &Fragment, open: u8, grid: &Grid) -> f32 {
    let by_form = match last.ends {
        Ends::Sentence => 0.1,
        Ends::AbbreviationStop => 1.5,
        Ends::Closing => 2.0,
        Ends::Word => 3.0,
        Ends::Clause => 5.5,
        Ends::FunctionWord => 6.5,
        Ends::Hyphen => 7.0,
    };
    let by_space = match last.trailing_space {
        Some(true) if grid.spaces => 1.2,
        _ => 0.0,
    };
    by_form + by_space + 3.0 * f32::from(open)
}

/// A heading ends without a full stop.
pub(super) fn ending_heading(last: &Fragment, open: u8) -> f32 {
    let by_form = match last.ends {
        Ends::Word | Ends::Closing | Ends::AbbreviationStop => 0.2,
        Ends::Sentence => 2.0,
        Ends::Clause => 4.0,
        Ends::FunctionWord | Ends::Hyphen => 5.5,
    };
    by_form + 3.0 * f32::from(open)
}

/// Two lines of one heading: the second goes on in lower case.
pub(super) fn seam_of_heading(before: &Fragment, after: &Fragment) -> f32 {
    let by_form = match after.begins {
        Begins::Lower => 0.3,
        Begins::Capital | Begins::Abbreviation => 3.0,
        _ => 2.5,
    };
    let ended = if before.ends == Ends::Sentence { 3.0 } else { 0.0 };
    by_form + ended
}

/// `rows` rows from the end of one block to the beginning of the next: a publication mostly keeps one distance, an empty paragraph
/// doubles the rows left free, and what remains is seldom.
pub(super) fn gap(rows: u8, grid: &Grid) -> f32 {
    let doubled = 2 * grid.gap - 1;
    if rows == grid.gap {
        0.2
    } else if rows == doubled {
        2.0
    } else if rows == 1 {
        3.6
    } else {
        3.2 + 0.1 * f32::from(rows.saturating_sub(doubled))
    }
}

/// A statement after another one in the same list, by their first letters: three of four stand in order in an alphabetical list, half
/// of them in any other.
pub(super) fn order(before: u32, after: u32, grid: &Grid) -> f32 {
    match (grid.alphabetical && before > 0 && after > 0, before <= after) {
        (false, _) => 0.0,
        (true, true) => -0.4,
        (true, false) => 0.7,
    }
}

/// The same where a heading stands above or below, which publications set apart each in their own way.
pub(super) fn gap_at_heading(rows: u8, grid: &Grid) -> f32 {
    match rows {
        1 => 1.6,
        _ => 0.7 + 0.6 * f32::from(rows.saturating_sub(grid.gap + 2)),
    }
}

/// Where a statement runs over the foot of the page, or was cut there.
pub(super) const CUT_AT_FOOT: f32 = 1.8;

/// Where the first column's last statement goes on at the top of the second.
pub(super) const CARRIED: f32 = 0.7;

/// Setting a pull quote in larger type.
pub(super) const PULL_QUOTE: f32 = 6.5;

/// One more line of it.
pub(super) const PULL_QUOTE_LINE: f32 = 0.4;

/// Returning from it.
pub(super) const AFTER_PULL_QUOTE: f32 = 1.0;

/// Lines of two pull quotes side by side take turns; a line out of turn.
pub(super) const OUT_OF_TURN: f32 = 4.0;

/// Each row by which the left column ends above the right one.
pub(super) const LEFT_ENDS_EARLY: f32 = 0.6;

/// A heading whose number does not follow on those before it in reading order.
pub(super) const HEADING_OUT_OF_ORDER: f32 = 5.0;

/// A bracket closed that was not opened.
pub(super) const UNOPENED: f32 = 3.0;
