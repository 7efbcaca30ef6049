//! What it costs, in nats, to let a line go on with a paragraph or begin one. The rows show, so blank rows, indents and list markers speak
//! as well as filling and wording do; how much each of them says is what the document's own style says of it.

use super::line::{Line, Seam};
use super::room::{filling, part_of_width, slack, width};
use super::style::{Setting, Style, Wrap, reach};
use crate::text::{Begins, Ends, WordPairs};

/// Indents this much apart are meant to be.
const INDENTED: u32 = 2;

/// What a pull quote costs in nats: they are few.
const PULL_QUOTE: f32 = 3.5;

/// What a row that is left free within a heading costs at most.
const LOOSE: f32 = 2.5;

/// What a title costs in nats, the words that it may have on a line, and the share of texts that must end like sentences.
const TITLE: f32 = 2.2;
const TITLE_WORDS: usize = 12;
const TITLE_STOPS: f32 = 0.8;

/// Its lines reach less far than this share of the column's width.
const NARROW: f32 = 0.92;

/// A line ends a paragraph, or a heading.
pub(super) fn ending(line: &Line<'_>, heading: bool, style: &Style) -> f32 {
    let shares = &style.shares;
    if line.bare {
        return 0.0;
    }
    if heading {
        return match line.ends {
            // Its title is still to come.
            _ if line.is_lone_number() => 5.5,
            Ends::Word | Ends::Closing | Ends::AbbreviationStop => 0.2,
            Ends::Sentence => 2.0,
            Ends::Clause => 4.0,
            Ends::FunctionWord if line.particle => 2.5,
            Ends::FunctionWord | Ends::Hyphen => 5.5,
        };
    }
    let open = -(1.0 - shares.stops).ln();
    match line.ends {
        Ends::Sentence => -shares.stops.ln(),
        Ends::Word => open,
        Ends::Closing | Ends::AbbreviationStop => open.min(1.5) + 0.5,
        Ends::Clause => open + 2.5,
        Ends::FunctionWord if line.particle => open + 2.0,
        Ends::FunctionWord => open + 3.5,
        Ends::Hyphen => open + 5.0,
    }
}

/// A line begins a paragraph of text, whatever stands above it.
pub(super) fn beginning(line: &Line<'_>, style: &Style) -> f32 {
    let shares = &style.shares;
    if line.bare {
        return 0.0;
    }
    let by_marker = if line.marker.is_some() { -shares.marked.ln() } else { -(1.0 - shares.marked).ln() };
    let by_form = match line.begins {
        _ if line.marker.is_some() => 0.0,
        Begins::Capital => 0.1,
        Begins::Abbreviation => 0.6,
        Begins::Bullet => 0.5,
        Begins::Digit | Begins::Opening => 1.2,
        Begins::Lower => -shares.lower.ln(),
        Begins::Other => 4.0,
    };
    let points_back = if line.anaphoric { 1.2 } else { 0.0 };
    let by_number = if line.numbered { 4.0 } else { 0.0 };
    by_marker + by_form + points_back + by_number + indent_of_first(line, style)
}

/// A line begins a heading.
pub(super) fn heading(line: &Line<'_>) -> f32 {
    if line.ends == Ends::Sentence { 0.6 } else { 0.2 }
}

/// A title without a number begins with a line, which costs this much beside what any beginning does; `None` where it can't. Only where texts end
/// like sentences is it another kind of text by its form.
pub(super) fn title(line: &Line<'_>, style: &Style) -> Option<f32> {
    let plain = line.marker.is_none() && !line.numbered && !line.bare && !line.stops_within;
    let named = matches!(line.begins, Begins::Capital | Begins::Abbreviation);
    let open = line.ends != Ends::Sentence && line.words <= TITLE_WORDS;
    (plain && named && open && style.shares.stops > TITLE_STOPS).then_some(TITLE)
}

/// A pull quote begins with a line, which costs this much beside what any beginning does; `None` where it can't.
pub(super) fn quote(line: &Line<'_>, style: &Style) -> Option<f32> {
    let plain = line.marker.is_none() && !line.numbered && !line.bare;
    (plain && !matches!(style.wrap, Wrap::Never(_))).then_some(PULL_QUOTE)
}

/// A pull quote goes on at this seam. It is set larger, so that its lines are shorter and stand further apart than those of the text.
pub(super) fn going_on_in_quote(before: &Line<'_>, line: &Line<'_>, style: &Style) -> Option<f32> {
    let Seam::Below(rows) = line.seam else { return None };
    if line.bare || line.numbered || line.marker.is_some() || rows > style.spacing + 2 {
        return None;
    }
    let (measure, width) = width(style);
    let narrow = reach(before, measure) < NARROW * width;
    let by_rows = if rows == style.spacing + 2 { 1.5 } else { 0.2 };
    let by_width = if narrow { 0.3 } else { 3.0 };
    Some(
        -(1.0 - style.shares.begins).ln()
            + form(before, line, style)
            + wording(before, line)
            + by_rows
            + by_width,
    )
}

/// Where a first line stands, if indents part the paragraphs.
fn indent_of_first(line: &Line<'_>, style: &Style) -> f32 {
    let indented = line.indent >= INDENTED;
    match style.set {
        _ if line.marker.is_some() => 0.0,
        Setting::Flush => 0.2,
        Setting::FirstLine => {
            if indented {
                0.1
            } else {
                2.5
            }
        }
        Setting::Hanging => {
            if indented {
                3.0
            } else {
                0.1
            }
        }
    }
}

/// A paragraph begins at this seam: how far below, and whether the line above had room left.
pub(super) fn apart(before: &Line<'_>, line: &Line<'_>, style: &Style) -> f32 {
    if line.seam == Seam::Break {
        return 0.0;
    }
    let shares = &style.shares;
    let by_rows = match line.seam {
        Seam::Below(rows) if rows <= style.spacing => -(1.0 - shares.apart).ln(),
        Seam::Below(_) => -shares.apart.ln(),
        Seam::Turn | Seam::Break => 0.0,
    };
    // A last line ends anywhere: it had no room for the next word as often as that word is a part of the width.
    let full = part_of_width(line, style).clamp(0.05, 0.5);
    let by_room = if slack(before, line, style) <= 0.0 { -full.ln() } else { -(1.0 - full).ln() };
    -shares.begins.ln() + by_rows + by_room
}

/// A paragraph goes on at this seam.
pub(super) fn going_on(before: &Line<'_>, line: &Line<'_>, second: bool, style: &Style) -> f32 {
    if line.bare || before.bare {
        return 12.0;
    }
    let marked = match line.marker {
        Some(_) => 7.0,
        None if line.numbered => 6.0,
        None => 0.0,
    };
    let shouting = if before.capitals == line.capitals { 0.0 } else { 4.0 };
    going_on_below(line, style)
        + form(before, line, style)
        + wording(before, line)
        + marked
        + shouting
        + indent_of_next(before, line, second, style)
        + filling(before, line, style)
}

/// A heading goes on at this seam.
pub(super) fn going_on_in_heading(before: &Line<'_>, line: &Line<'_>, style: &Style) -> f32 {
    if line.bare || line.numbered || line.marker.is_some() {
        return 12.0;
    }
    let by_form = match line.begins {
        _ if before.is_lone_number() => 0.0,
        Begins::Lower => 0.1,
        Begins::Capital | Begins::Abbreviation => 3.0,
        _ => 2.5,
    };
    let ended = if before.ends == Ends::Sentence { 3.0 } else { 0.0 };
    let short = if slack(before, line, style) > 0.5 && !before.is_lone_number() { 2.0 } else { 0.3 };
    // Larger type stands further apart.
    let loose = line.begins == Begins::Lower && line.seam == Seam::Below(style.spacing + 1);
    let below = going_on_below(line, style).min(if loose { LOOSE } else { f32::INFINITY });
    below + by_form + ended + short
}

/// How ill the words on either side of a seam go together; less than nothing where they go well.
pub(super) fn wording(before: &Line<'_>, line: &Line<'_>) -> f32 {
    if before.ends == Ends::Hyphen || before.ends == Ends::Sentence {
        return 0.0;
    }
    -0.8 * WordPairs::shipped().score(before.last, line.first).clamp(-2.5, 2.5)
}

fn going_on_below(line: &Line<'_>, style: &Style) -> f32 {
    let shares = &style.shares;
    let by_rows = match line.seam {
        Seam::Below(rows) if rows <= style.spacing => -(1.0 - shares.torn).ln(),
        Seam::Below(_) => -shares.torn.ln(),
        Seam::Turn | Seam::Break => 0.0,
    };
    -(1.0 - shares.begins).ln() + by_rows
}

fn form(before: &Line<'_>, line: &Line<'_>, style: &Style) -> f32 {
    use Begins as B;
    match before.ends {
        Ends::Sentence => {
            let stops = -style.shares.inner_stops.ln();
            match line.begins {
                _ if line.anaphoric => stops - 0.8,
                B::Capital | B::Abbreviation | B::Digit | B::Opening => stops,
                B::Lower | B::Bullet | B::Other => stops + 3.0,
            }
        }
        Ends::Hyphen => match line.begins {
            B::Lower => -0.7,
            B::Capital | B::Abbreviation => 1.0,
            _ => 2.5,
        },
        Ends::Clause | Ends::Closing | Ends::Word | Ends::AbbreviationStop | Ends::FunctionWord => {
            match line.begins {
                B::Lower => 0.1,
                B::Abbreviation => 1.5,
                B::Capital if line.first.is_function_word() => 4.5,
                B::Capital => 2.6,
                B::Digit | B::Opening => 1.2,
                B::Bullet | B::Other => 1.5,
            }
        }
    }
}

/// A later line lies under the one before it; a second line as the document sets them, or under the text of its item.
fn indent_of_next(before: &Line<'_>, line: &Line<'_>, second: bool, style: &Style) -> f32 {
    if line.seam == Seam::Turn {
        let indented = line.indent >= INDENTED;
        return match style.set {
            Setting::FirstLine if indented => 3.0,
            Setting::Hanging if !indented && before.marker.is_none() => 2.5,
            _ => 0.1,
        };
    }
    let (own, above) = (line.indent, before.indent);
    let deeper = own >= above + INDENTED;
    let shallower = above >= own + INDENTED;
    if !second {
        return if deeper || shallower { 4.0 } else { 0.0 };
    }
    if before.marker.is_some() {
        return if shallower { 3.0 } else { 0.2 };
    }
    match (style.set, deeper, shallower) {
        (Setting::Flush, false, false) | (Setting::FirstLine, _, true) | (Setting::Hanging, true, _) => 0.1,
        (Setting::FirstLine | Setting::Hanging, false, false) => 2.5,
        _ => 4.0,
    }
}
