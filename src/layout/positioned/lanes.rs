//! What it costs, in nats, that a row is text or a heading, by its own looks: type, number, form and length. Rounded log-odds like those of
//! what stands around it.

use super::costs::Lane;
use super::looks::Looks;
use super::rows::Row;
use super::style::{Measure, Style};
use crate::text::{Begins, edges};

/// A row as a line of that lane, by its own looks. `begins` tells whether it opens its block.
pub(super) fn cost(row: &Row<'_>, lane: Lane, style: &Style, measure: &Measure, begins: bool) -> f32 {
    match lane {
        Lane::Body => as_text(row, style, begins),
        Lane::Heading if begins => {
            as_heading(row, style, measure.looks) + unlike_headings(row, style, measure.looks)
        }
        Lane::Heading => as_more_of_heading(row, style, measure.looks),
    }
}

fn as_text(row: &Row<'_>, style: &Style, begins: bool) -> f32 {
    if !begins {
        return 0.0;
    }
    let ratio = style.ratio(row.size);
    let larger = match ratio {
        _ if ratio >= LARGE => 3.0,
        _ if ratio >= LARGER => 2.0,
        _ => 0.0,
    };
    let bold = if row.bold && !style.bold { 2.0 } else { 0.0 };
    let numbered = if row.numbered { 4.0 } else { 0.0 };
    larger + bold + numbered
}

/// Type so much larger than running text is meant to be, and is hardly anything else.
const LARGER: f32 = 1.045;
const LARGE: f32 = 1.1;

/// How much a row stands out by type.
fn by_type(row: &Row<'_>, style: &Style, looks: Looks) -> f32 {
    let ratio = style.ratio(row.size);
    let larger = match ratio {
        _ if ratio >= LARGE => -4.5,
        _ if ratio >= LARGER => -3.5,
        _ if ratio < 0.94 => 2.0,
        _ => 0.0,
    };
    let bold = if row.bold && !style.bold { -4.0 } else { 0.0 };
    let capitals = if row.capitals { -3.5 } else { 0.0 };
    let italic = match row.italic && !style.italic {
        true if looks.italic => -4.0,
        true => -0.5,
        false => 0.0,
    };
    larger + bold + capitals + italic
}

fn as_heading(row: &Row<'_>, style: &Style, looks: Looks) -> f32 {
    let stands_out = looks.stands_out(row, style);
    let number = match (row.numbered, row.chapter) {
        (true, _) => -6.0,
        _ if row.bare_number && stands_out => -6.0,
        (false, true) => -1.5,
        _ => 0.0,
    };
    let lower = if row.begins == Begins::Lower { 2.0 } else { 0.0 };
    let marked = match row.begins == Begins::Bullet && !row.bare_number {
        // `3. Regie` in bold type over text is a chapter, not an item.
        true if stands_out && is_chapter(row) => -1.5,
        true => 2.5,
        false => 0.0,
    };
    4.2 + by_type(row, style, looks)
        + number
        + lower
        + marked
        + as_long(row, if stands_out { 1.0 } else { 2.0 })
}

/// `3. Regie`, or a question.
fn is_chapter(row: &Row<'_>) -> bool {
    edges::chapter_title(&row.text).is_some() && !row.text.trim_end().ends_with('.')
}

/// The next line of a heading; most that fill a line have one.
fn as_more_of_heading(row: &Row<'_>, style: &Style, looks: Looks) -> f32 {
    let base = if looks.stands_out(row, style) { 4.2 } else { 2.0 };
    base + by_type(row, style, looks) + as_long(row, 1.0)
}

/// Names are short; `many` is what many words in a row cost.
fn as_long(row: &Row<'_>, many: f32) -> f32 {
    let long = if row.words > 14 { many } else { 0.0 };
    let sentences = if row.sentences { 2.5 } else { 0.0 };
    long + sentences
}

/// Where headings are told by a look or by numbers, what has neither is hardly ever one; where nothing tells them, there are few.
fn unlike_headings(row: &Row<'_>, style: &Style, looks: Looks) -> f32 {
    match (row.numbered, looks.stands_out(row, style)) {
        (true, false) if looks.numbered_stand_out => 4.0,
        (false, false) if looks.told => 5.0,
        (false, false) => 3.0,
        _ => 0.0,
    }
}
