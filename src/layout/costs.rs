//! What it costs, in nats, to read two pieces as one text, to begin one or to end one. The figures are rounded log-odds from how Dutch
//! statements are written; none is fitted to a publication. What differs per publication is in `grid`.

use super::fragment::Fragment;
use super::grid::Grid;
use crate::text::{Begins, Broken, Ends, WordClass, WordPairs};

/// How two pieces of one block follow each other in a column `width` wide.
pub(super) fn seam(before: &Fragment, after: &Fragment, grid: &Grid, width: f32) -> f32 {
    form_of_seam(before, after, grid)
        + wording(before, after)
        + spaces_at_seam(before, grid)
        + filling(before, after, grid, width)
}

/// The same in larger type.
pub(super) fn seam_of_quote(before: &Fragment, after: &Fragment, grid: &Grid, width: f32) -> f32 {
    let needed = before.width + next_width(before, after, grid);
    form_of_seam(before, after, grid)
        + wording(before, after)
        + spaces_at_seam(before, grid)
        + grid.quote_widths.wraps(needed / width)
}

/// How well the first word goes on from the last one. A word broken by a hyphen is for the word list to judge.
fn wording(before: &Fragment, after: &Fragment) -> f32 {
    if before.ends == Ends::Hyphen || before.ends == Ends::Sentence {
        return 0.0;
    }
    -WORDING * pair(before.last, after.first)
}

/// What dividing a line between two words costs that belong together.
pub(super) fn division(left: WordClass, right: WordClass) -> f32 {
    DIVIDED * pair(left, right)
}

/// What it adds to divide a line where a sentence ends and another one begins: more lines of two columns are divided there than run on.
pub(super) const DIVIDED_BEHIND_STOP: f32 = -0.9;

/// How much likelier one word is behind another than anywhere. Bounded, since a pair never seen may well be a new one.
fn pair(left: WordClass, right: WordClass) -> f32 {
    WordPairs::shipped().score(left, right).clamp(-3.0, 3.0)
}

/// What a nat of the score is worth: counted on statements, true next words against words that open another line, 0.7 to 0.85.
const WORDING: f32 = 0.75;
const DIVIDED: f32 = 0.75;

fn form_of_seam(before: &Fragment, after: &Fragment, grid: &Grid) -> f32 {
    use Begins as B;
    use Ends as E;
    if after.begins == B::Bullet || after.heading > 0 {
        return 7.0;
    }
    match before.ends {
        E::Sentence => match after.begins {
            _ if after.anaphoric => 0.4,
            B::Capital | B::Abbreviation | B::Digit | B::Opening => 1.3 + grid.sentences.0,
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

/// What the parts of a word cost that a hyphen at the end of a piece breaks. Of words that lines break, the list knows about nine in ten; of
/// parts that don't belong together hardly any.
pub(super) fn broken(parts: Broken) -> f32 {
    match parts {
        Broken::Word => -2.0,
        Broken::Words | Broken::Rest => 0.0,
        Broken::Nothing => 2.5,
    }
}

/// A wrapped line is full: the next word would not have fitted. Capped, since authors break lines by hand too.
pub(super) fn filling(before: &Fragment, after: &Fragment, grid: &Grid, width: f32) -> f32 {
    let next = next_width(before, after, grid);
    let slack = (width - before.width - next) / width;
    let full = -FULL * (width / next.max(0.02 * width)).ln().clamp(0.5, 3.5);
    full + grid.filling.cost(slack)
}

const FULL: f32 = 0.2;

/// The room that the next word would have taken.
pub(super) fn next_width(before: &Fragment, after: &Fragment, grid: &Grid) -> f32 {
    if before.ends == Ends::Hyphen {
        after.first_word * 0.5
    } else {
        grid.face.advance(' ') + after.first_word
    }
}

/// A line that stops in the middle of a text keeps the space that the author typed there.
fn spaces_at_seam(before: &Fragment, grid: &Grid) -> f32 {
    match before.trailing_space {
        Some(true) => grid.spaces.goes_on.0,
        Some(false) if before.ends != Ends::Hyphen => grid.spaces.goes_on.1,
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
    by_form + points_back + UNOPENED * f32::from(first.brackets.closed)
}

/// What a piece says by itself, wherever it stands: every sentence that ends within it was followed by another one, and every run of
/// spaces within it is one that a column break did not make.
pub(super) fn inside(piece: &Fragment, grid: &Grid) -> f32 {
    let (followed, broken) = piece.inner_stops;
    grid.sentences.0 * f32::from(followed)
        + 3.0 * f32::from(broken)
        + 3.0 * f32::from(piece.broken_words)
        + f32::from(piece.inner_capitals)
        + 5.0 * f32::from(piece.inner_headings)
        + 1.2 * f32::from(piece.wide_spaces)
}

/// A block ending with this piece, `open` brackets unclosed.
pub(super) fn ending(last: &Fragment, open: u8, grid: &Grid) -> f32 {
    let by_form = match last.ends {
        Ends::Sentence => grid.sentences.1,
        Ends::AbbreviationStop => 1.5,
        Ends::Closing => 2.0,
        Ends::Word => 3.0,
        Ends::Clause => 5.5,
        Ends::FunctionWord if last.particle => 4.5,
        Ends::FunctionWord => 6.5,
        Ends::Hyphen => 7.0,
    };
    let by_space = match last.trailing_space {
        Some(true) => grid.spaces.ends.0,
        Some(false) => grid.spaces.ends.1,
        None => 0.0,
    };
    by_form + by_space + 3.0 * f32::from(open)
}

/// A heading ends without a full stop.
pub(super) fn ending_heading(last: &Fragment, open: u8) -> f32 {
    let by_form = match last.ends {
        Ends::Word | Ends::Closing | Ends::AbbreviationStop => 0.2,
        Ends::Sentence => 4.5,
        Ends::Clause => 4.0,
        Ends::FunctionWord if last.particle => 2.0,
        Ends::FunctionWord | Ends::Hyphen => 5.5,
    };
    by_form + 3.0 * f32::from(open)
}

/// A title without a number never ends in a full stop.
pub(super) fn ending_title(last: &Fragment, open: u8) -> f32 {
    let stopped = if last.ends == Ends::Sentence { 12.0 } else { 0.0 };
    ending_heading(last, open) + stopped
}

/// Two lines of one heading: the second goes on in lower case, and there was no room for its first word in the first one.
pub(super) fn seam_of_heading(before: &Fragment, after: &Fragment, grid: &Grid, width: f32) -> f32 {
    let by_form = match after.begins {
        Begins::Lower => 0.3,
        Begins::Capital | Begins::Abbreviation => 4.0,
        _ => 2.5,
    };
    let ended = if before.ends == Ends::Sentence { 3.0 } else { 0.0 };
    let needed = before.width + next_width(before, after, grid);
    by_form + ended + wording(before, after) + grid.heading_widths.wraps(needed / width)
}

/// A line of a heading that fits, or doesn't, in a column `width` wide.
pub(super) fn width_of_heading(line: &Fragment, grid: &Grid, width: f32) -> f32 {
    grid.heading_widths.fits(line.width / width)
}

/// A line of a pull quote that fits, or doesn't, in a column `width` wide.
pub(super) fn width_of_quote(line: &Fragment, grid: &Grid, width: f32) -> f32 {
    grid.quote_widths.fits(line.width / width)
}

/// Rows passed between two lines of display type. What is off the grid is dated by the row printed before it, so that as many rows may seem
/// to pass as usually stay empty between two statements.
pub(super) fn display_step(rows: u8, grid: &Grid) -> Option<f32> {
    let pitch = grid.pitch.max(1);
    match rows.div_ceil(pitch) {
        0 => Some(0.1),
        1 => Some(0.2),
        2 => Some(0.8),
        _ if rows <= display_reach(grid) => Some(1.5),
        _ => None,
    }
}

/// The most rows that may seem to pass between two lines of display type.
pub(super) fn display_reach(grid: &Grid) -> u8 {
    2 * grid.pitch + grid.gaps.usual.min(4 * grid.pitch)
}

/// Rows passed below type that is off the grid, before the text goes on.
pub(super) fn below_quote(rows: u8, pitch: u8) -> f32 {
    let far = (rows / pitch.max(1)).saturating_sub(5);
    AFTER_PULL_QUOTE + (0.5 * f32::from(far)).min(4.0)
}

/// A column whose first line stands so many rows below the head of its band. Columns are filled from the left, and the first one from its
/// head on.
pub(super) fn late_start(column: usize, rows: u8, pitch: u8) -> f32 {
    let lines = f32::from(rows) / f32::from(pitch.max(1));
    match (column, rows) {
        (_, 0) => 0.0,
        (0, _) => 1.2 + 0.1 * lines,
        _ => 0.6 + 0.1 * lines,
    }
}

/// A column that holds nothing though one right of it does.
pub(super) const LEFT_EMPTY: f32 = 4.0;

/// A line without number read as a title.
pub(super) fn title(first: &Fragment, grid: &Grid) -> Option<f32> {
    let named = matches!(first.begins, Begins::Capital | Begins::Abbreviation | Begins::Opening);
    let whole = first.inner_stops == (0, 0) && !matches!(first.ends, Ends::Sentence | Ends::Clause);
    let capitals = 2.0 * f32::from(first.inner_capitals);
    grid.title.filter(|_| named && whole && first.heading == 0).map(|title| title + capitals)
}

/// A statement after another one in the same list, by their first letters.
pub(super) fn order(before: u32, after: u32, grid: &Grid) -> f32 {
    match (before > 0 && after > 0, before <= after) {
        (false, _) => 0.0,
        (true, true) => grid.order.0,
        (true, false) => grid.order.1,
    }
}

/// Where a statement runs over the foot of the page, or was cut there.
pub(super) const CUT_AT_FOOT: f32 = 1.8;

/// Where a column's last statement goes on at the top of the next column.
pub(super) const CARRIED: f32 = 0.7;

/// One more line of it.
pub(super) const PULL_QUOTE_LINE: f32 = 0.4;

/// Returning from it.
const AFTER_PULL_QUOTE: f32 = 1.35;

/// Lines of two pull quotes side by side take turns; a line out of turn.
pub(super) const OUT_OF_TURN: f32 = 4.0;

/// Each row by which a column ends above the next one.
pub(super) const ENDS_EARLY: f32 = 0.6;

/// At most that: what does not fit is moved to the next column whole.
pub(super) const MOST_EARLY: f32 = 3.0;

/// What goes on in the next column, or was cut, fills its own: each line that stayed free below it, of as many as count.
pub(super) const GOES_ON_ABOVE: f32 = 1.2;
pub(super) const CUT_ABOVE: f32 = 0.6;
pub(super) const MOST_ABOVE: f32 = 10.0;

/// Each line that the last column of a page stayed free though another page follows, and at most that: a section may end there.
pub(super) const SHORT_OF_NEXT_PAGE: f32 = 0.5;
pub(super) const MOST_SHORT: f32 = 4.0;

/// Each line by which a page is longer than the others, and at most that.
pub(super) const LONGER: f32 = 0.4;
pub(super) const MOST_LONGER: f32 = 3.0;

/// A heading whose number does not follow on those before it in reading order.
pub(super) const HEADING_OUT_OF_ORDER: f32 = 8.0;

/// A heading with nothing below it in its column.
pub(super) const HEADING_AT_FOOT: f32 = 3.0;

/// A heading set off the grid.
pub(super) const OFF_GRID_HEADING: f32 = 0.7;

/// A heading whose number is not the next one.
pub(super) const HEADING_SKIPS: f32 = 2.0;

/// Where a page changes from one number of columns to another.
pub(super) const ANOTHER_BAND: f32 = 8.0;

/// A bracket closed that was not opened.
pub(super) const UNOPENED: f32 = 3.0;
