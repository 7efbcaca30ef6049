//! What it costs, in nats, to read a row as going on from the one above, as beginning a paragraph or as a heading. Rounded log-odds from
//! how pages are set and Dutch is written; what differs per publication is measured and handed in.

use super::rows::Row;
use super::style::Measure;
use crate::text::{Begins, Ends, WordPairs, edges};

/// A space, in type sizes.
const SPACE: f32 = 0.25;

/// How a row is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lane {
    Body,
    Heading,
}

/// Ending a block with this row, `open` brackets unclosed.
pub(super) fn ending(row: &Row<'_>, lane: Lane, open: u8) -> f32 {
    let unclosed = 3.0 * f32::from(open);
    let by_form = match (lane, row.ends) {
        (Lane::Body, Ends::Sentence) => 0.1,
        (Lane::Body, Ends::AbbreviationStop) => 1.5,
        (Lane::Body, Ends::Closing) => 1.5,
        (Lane::Body, Ends::Word) => 2.5,
        (Lane::Body, Ends::Clause) => 4.5,
        (Lane::Body, Ends::FunctionWord) => 6.5,
        (Lane::Body, Ends::Hyphen) => 7.0,
        (Lane::Heading, Ends::Word | Ends::Closing | Ends::AbbreviationStop) => 0.1,
        (Lane::Heading, Ends::Sentence) => {
            if row.text.trim_end().ends_with('.') {
                3.0
            } else {
                0.5
            }
        }
        (Lane::Heading, Ends::Clause) => 1.5,
        (Lane::Heading, Ends::FunctionWord | Ends::Hyphen) => 5.5,
    };
    by_form + unclosed
}

/// A paragraph's last row seldom happens to be so full that not even the first word of `next` would have fitted, and hardly ever to end
/// where stretched ones do.
pub(super) fn full_by_chance(row: &Row<'_>, next: &Row<'_>, measure: &Measure) -> f32 {
    if filling(row, next, measure) > 0.0 {
        return 0.0;
    }
    let stretched = measure.justified && row.right > measure.right - 0.3;
    let words = measure.width() / (4.0 * row.size);
    words.max(1.0).ln().min(2.2) + if stretched { 1.5 } else { 0.0 }
}

/// Beginning a block with this row.
pub(super) fn beginning(row: &Row<'_>, lane: Lane) -> f32 {
    if lane == Lane::Heading {
        return 0.0;
    }
    let by_form = match row.begins {
        Begins::Capital | Begins::Bullet => 0.0,
        Begins::Abbreviation => 0.6,
        Begins::Digit | Begins::Opening => 1.2,
        Begins::Lower => 4.5,
        Begins::Other => 5.0,
    };
    let points_back = if row.points_back { 1.2 } else { 0.0 };
    by_form + points_back + UNOPENED * f32::from(row.closed)
}

/// A bracket closed that was not opened.
pub(super) const UNOPENED: f32 = 3.0;

/// The distance from the row above where a block begins.
pub(super) fn gap_between(before: &Row<'_>, row: &Row<'_>, lanes: (Lane, Lane), measure: &Measure) -> f32 {
    if row.interrupted || lanes.0 == Lane::Heading || lanes.1 == Lane::Heading {
        return 0.3;
    }
    let ratio = ratio(before, row, measure);
    match measure.gap {
        Some(gap) if ratio < 1.08 && gap >= 1.15 => 3.0,
        Some(gap) if (ratio - gap).abs() < 0.15 => 0.1,
        Some(_) => 0.7,
        None if ratio < 1.08 => 0.4,
        None => 0.2,
    }
}

/// The distance from the row above where it goes on.
fn gap_within(before: &Row<'_>, row: &Row<'_>, measure: &Measure) -> f32 {
    if row.interrupted {
        return 0.3;
    }
    let ratio = ratio(before, row, measure);
    if ratio < 1.06 {
        0.0
    } else if ratio < 1.14 {
        1.0
    } else if measure.gap.is_some() {
        6.0
    } else {
        4.0
    }
}

/// From baseline to baseline, in the leadings of that type.
fn ratio(before: &Row<'_>, row: &Row<'_>, measure: &Measure) -> f32 {
    (row.baseline - before.baseline) / (measure.leading * before.size.max(row.size))
}

/// A row going on with the paragraph of the one above; `first` tells whether that one opened it.
pub(super) fn seam(before: &Row<'_>, row: &Row<'_>, first: bool, measure: &Measure) -> f32 {
    flow(before, row, measure)
        + gap_within(before, row, measure)
        + type_change(before, row)
        + indent_within(before, row, first, measure)
}

/// Whether the text runs from the one row into the other, wherever they stand.
pub(super) fn flow(before: &Row<'_>, row: &Row<'_>, measure: &Measure) -> f32 {
    form(before, row, measure) + wording(before, row) + filling(before, row, measure)
}

/// A row going on with the heading of the one above.
pub(super) fn seam_of_heading(before: &Row<'_>, row: &Row<'_>, measure: &Measure) -> f32 {
    if before.bare_number {
        // Its title stands below.
        return if row.numbered { 7.0 } else { 0.0 };
    }
    let near = (row.baseline - before.baseline) / before.size.max(row.size) < 1.7;
    let distance = if near { 0.0 } else { 4.5 };
    let numbered = if row.numbered { 7.0 } else { 0.0 };
    let by_form = match row.begins {
        Begins::Lower => 0.0,
        Begins::Capital | Begins::Abbreviation => 1.0,
        _ => 1.5,
    };
    let ended = if before.ends == Ends::Sentence { 2.0 } else { 0.0 };
    let room = filling(before, row, measure).min(2.5);
    distance + numbered + by_form + ended + room + 1.5 * type_change(before, row)
}

fn type_change(before: &Row<'_>, row: &Row<'_>) -> f32 {
    let sized = if (row.size / before.size - 1.0).abs() > 0.05 { 5.0 } else { 0.0 };
    let weight = if row.bold == before.bold { 0.0 } else { 2.5 };
    sized + weight
}

fn form(before: &Row<'_>, row: &Row<'_>, measure: &Measure) -> f32 {
    if row.begins == Begins::Bullet && row.has_marker() {
        return 7.0;
    }
    if row.numbered {
        return 5.0;
    }
    match before.ends {
        Ends::Sentence => match row.begins {
            _ if row.points_back => 0.3,
            Begins::Capital | Begins::Abbreviation => measure.sentence,
            Begins::Digit | Begins::Opening | Begins::Bullet => 0.6 + measure.sentence,
            Begins::Lower => 3.5,
            Begins::Other => 4.0,
        },
        Ends::Hyphen => match row.begins {
            Begins::Lower => -0.7,
            Begins::Capital | Begins::Abbreviation => 0.5,
            _ => 2.0,
        },
        _ => match row.begins {
            Begins::Lower => 0.0,
            Begins::Abbreviation => 0.8,
            Begins::Capital => 1.8,
            _ => 1.0,
        },
    }
}

fn wording(before: &Row<'_>, row: &Row<'_>) -> f32 {
    if matches!(before.ends, Ends::Hyphen | Ends::Sentence) {
        return 0.0;
    }
    -0.6 * WordPairs::shipped().score(before.last, row.first).clamp(-2.5, 2.5)
}

/// A wrapped line was full: the next word would not have fitted. Widths are exact here, so that little room tells much.
fn filling(before: &Row<'_>, row: &Row<'_>, measure: &Measure) -> f32 {
    let stretched = measure.justified && before.right < measure.right - 0.5 * before.size;
    let unstretched = if stretched { 5.0 } else { 0.0 };
    if before.ends == Ends::Hyphen {
        return unstretched;
    }
    let room = measure.right - before.right - SPACE * before.size - row.first_word;
    let fits = if room <= 0.02 * before.size { 0.0 } else { (1.0 + 30.0 * room / measure.width()).min(6.0) };
    fits.max(unstretched)
}

/// Rows of a paragraph stand below each other; its first may stand further in or further out.
fn indent_within(before: &Row<'_>, row: &Row<'_>, first: bool, measure: &Measure) -> f32 {
    let size = before.size;
    let near = 0.18 * size;
    let step = row.left - before.left;
    let deep = (near..=4.5 * size).contains(&step.abs());
    if !first {
        if measure.indents && is_indented(row, measure) && !is_indented(before, measure) {
            return 4.5;
        }
        return if step.abs() <= near { 0.0 } else { 3.5 };
    }
    if before.has_marker() {
        let hangs = (row.left - before.text_left).abs() <= 0.4 * size;
        return if hangs {
            -0.8
        } else if step.abs() <= near {
            0.6
        } else {
            2.0
        };
    }
    if measure.indents && is_indented(row, measure) {
        4.0
    } else if step.abs() <= near {
        if measure.indents { 0.5 } else { 0.0 }
    } else if step < 0.0 && deep {
        if measure.indents { -1.0 } else { 0.8 }
    } else if deep {
        1.2
    } else {
        4.0
    }
}

/// A block beginning with `row` below `before`, by where the row stands in the column; `first` tells whether `before` opened its block.
pub(super) fn indent_between(before: &Row<'_>, row: &Row<'_>, first: bool, measure: &Measure) -> f32 {
    let size = row.size;
    let near = 0.18 * size;
    let step = row.left - before.left;
    if row.has_marker() {
        return 0.0;
    }
    // Behind the text of a list item stands its next line, no paragraph of its own.
    if first && before.has_marker() && (row.left - before.text_left).abs() <= near && step > near {
        return 2.0;
    }
    if measure.indents {
        return if is_indented(row, measure) { -1.0 } else { 2.0 };
    }
    if step > near && step <= 4.5 * size { 0.8 } else { 0.0 }
}

/// Whether a row stands as far in as the first line of a paragraph does.
fn is_indented(row: &Row<'_>, measure: &Measure) -> bool {
    (0.5 * row.size..=4.5 * row.size).contains(&(row.left - measure.left))
}

/// A heading right below another one that looks the same, without a number of its own.
pub(super) fn second_heading(before: &Row<'_>, row: &Row<'_>) -> f32 {
    if type_change(before, row) == 0.0 && !row.numbered { 2.0 } else { 0.0 }
}

/// Whether a heading that ends a column goes on at the head of the next: it looks the same and the first row was full, or its wording
/// wants more.
pub(super) fn heading_runs_on(before: &Row<'_>, row: &Row<'_>, measure: &Measure) -> bool {
    let unfinished = row.begins == Begins::Lower || matches!(before.ends, Ends::FunctionWord | Ends::Hyphen);
    let full = filling(before, row, measure) <= 0.0;
    !row.numbered && type_change(before, row) == 0.0 && (unfinished || full)
}

/// How far the last row of a column, and the first of the next, read as one text rather than two: the cost of two less that of one.
pub(super) fn across(before: &Row<'_>, row: &Row<'_>, measures: (&Measure, &Measure), in_list: bool) -> f32 {
    let (above, below) = measures;
    let size = row.size;
    let indent = row.left - below.left;
    let indented = below.indents && (0.5 * size..4.5 * size).contains(&indent);
    let hangs = !row.has_marker() && !below.indents && indent > 0.4 * size;
    // Where items have markers, what has none goes on with one.
    let unmarked = in_list && !row.has_marker();
    let place = if indented {
        -1.5
    } else if hangs || unmarked {
        2.0
    } else {
        0.0
    };
    let one = flow(before, row, above) + type_change(before, row) + 1.0;
    let two =
        ending(before, Lane::Body, 0) + beginning(row, Lane::Body) + full_by_chance(before, row, above) + 0.3;
    two - one + place
}

/// Whether a row fills its column so far that it may have been cut there.
pub(super) fn is_full(row: &Row<'_>, measure: &Measure) -> bool {
    row.right - measure.left > 0.8 * measure.width() && edges::ends(&row.text) != Ends::Sentence
}
