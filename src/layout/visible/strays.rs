//! Pieces of text that an extractor printed out of order, on pages of one column. Where wide spaces stand in a justified line some take the end of
//! the line for a column of its own and print it below the paragraph, or print its words one below the other; and what a column's foot leaves open
//! they print far from the top of the next one. Such a piece begins in lower case below a sentence that has ended, and elsewhere a line is
//! left unfilled, or a paragraph open, that it fits.

use super::costs::wording;
use super::line::{Line, Seam};
use crate::layout::metrics::Face;
use crate::text::{Begins, Ends};

/// Lines that a document must have for its width to be known.
const FEW: usize = 20;

/// Share of the width that a line that goes on must leave free for its end to be missed.
const MISSED: f32 = 0.12;

/// Share of the width that a line may reach too far, being measured in another face.
const TOO_FAR: f32 = 1.04;

/// Lines above a piece that are searched for the one that misses it.
const NEAR: usize = 24;

/// Lines of the rest of a text that is open elsewhere.
const MOST_LINES: usize = 8;

/// Texts of a page that are closed at most, and pairs of a text and a piece that are weighed: where there are more the page is no page.
const MOST_CLOSED: usize = 12;
const MOST_PAIRS: usize = 10_000;

/// Nats of wording that a piece must not be worse off by where it is put.
const UNLIKELY: f32 = 1.5;

/// Puts pieces back; `bounds` are the ends of the parts of the lines, over which nothing moves.
pub(super) fn restore(lines: &mut [Line<'_>], bounds: &[usize]) {
    let Some(width) = width(lines) else { return };
    let mut from = 0;
    for to in bounds.iter().copied() {
        if let Some(part) = lines.get_mut(from..to)
            && part.iter().all(|line| line.columns == 1)
        {
            return_ends(part, width);
            close_open(part, width);
            join_words(part, width);
        }
        from = to;
    }
}

/// How far the lines reach; none where texts begin in lower case anyway, so that nothing tells pieces from them, and where no rows are left
/// free: who moves pieces sets them apart.
fn width(lines: &[Line<'_>]) -> Option<f32> {
    let single: Vec<&Line<'_>> = lines.iter().filter(|line| line.columns == 1 && !line.bare).collect();
    let begins = |pair: &&[&Line<'_>]| pair[0].ends == Ends::Sentence;
    let all = single.windows(2).filter(begins).count();
    let lower = single.windows(2).filter(begins).filter(|pair| pair[1].begins == Begins::Lower).count();
    let apart = single.iter().filter(|line| matches!(line.seam, Seam::Below(rows) if rows > 1)).count();
    if single.len() < FEW || lower * 4 > all || apart * 8 < single.len() {
        return None;
    }
    let mut reaches: Vec<f32> = single.iter().map(|line| reach(line)).collect();
    reaches.sort_by(f32::total_cmp);
    reaches.get(reaches.len() * 19 / 20).copied()
}

fn reach(line: &Line<'_>) -> f32 {
    line.extent[1]
}

fn space() -> f32 {
    Face::Grotesque.advance(' ')
}

/// Whether `line` goes on with `before` though its first word would have fitted there.
fn misses(before: &Line<'_>, line: &Line<'_>, width: f32) -> bool {
    let free = width - reach(before) - space() - line.first_word[1];
    line.seam == Seam::Below(1)
        && !before.bare
        && before.ends != Ends::Sentence
        && line.begins == Begins::Lower
        && free > MISSED * width
}

/// Whether a piece begins with the line: in lower case, below a sentence that has ended. What a page opens with goes on from the one before.
fn begins_amiss(lines: &[Line<'_>], index: usize) -> bool {
    let own = &lines[index];
    let ended = index.checked_sub(1).is_some_and(|above| lines[above].ends == Ends::Sentence);
    ended && own.begins == Begins::Lower && own.marker.is_none() && !own.bare
}

/// Line ends that were printed below their paragraph, whole or word by word.
fn return_ends(lines: &mut [Line<'_>], width: f32) {
    let mut index = 2;
    while index < lines.len() {
        let most = pieces(lines, index);
        let found = host(lines, (index, index + most), width);
        if let Some((host, count)) = found {
            move_lines(lines, (index, index + count), host + 1);
            for at in host..host + count {
                append(lines, at);
            }
            index += count;
        } else {
            index += 1;
        }
    }
}

/// Lines from `index` on that may be the end of a line elsewhere.
fn pieces(lines: &[Line<'_>], index: usize) -> usize {
    let piece = |at: usize| lines[at].begins == Begins::Lower && lines[at].ends != Ends::Sentence;
    if !begins_amiss(lines, index) {
        return 0;
    }
    (index..lines.len().min(index + MOST_LINES)).take_while(|at| piece(*at)).count()
}

/// The line above that misses an end most, and how many of the pieces are that end.
fn host(lines: &[Line<'_>], pieces: (usize, usize), width: f32) -> Option<(usize, usize)> {
    let (from, to) = pieces;
    let mut best: Option<(f32, usize, usize)> = None;
    for at in from.saturating_sub(NEAR)..from.saturating_sub(1) {
        let (before, next) = (&lines[at], &lines[at + 1]);
        if !misses(before, next, width) || is_appended(before, next) {
            continue;
        }
        let mut filled = reach(before);
        for last in from..to {
            let own = &lines[last];
            filled += space() + reach(own);
            if filled > TOO_FAR * width {
                break;
            }
            let left = (width - filled - space() - next.first_word[1]).max(0.0) / width;
            let worse = wording(before, &lines[from]) + wording(own, next) - wording(before, next);
            let cost = worse + 20.0 * left + 0.1 * (from - at) as f32;
            if worse < UNLIKELY && best.is_none_or(|(least, ..)| cost < least) {
                best = Some((cost, at, last + 1 - from));
            }
        }
    }
    best.map(|(_, at, count)| (at, count))
}

/// Whether the second line was made the end of the first.
fn is_appended(before: &Line<'_>, line: &Line<'_>) -> bool {
    reach(before).to_bits() == reach(line).to_bits()
}

/// What texts that were left open at the foot of a column go on with, where that was printed elsewhere: the likeliest pair first.
fn close_open(lines: &mut [Line<'_>], width: f32) {
    for _ in 0..MOST_CLOSED {
        let opens: Vec<usize> = (0..lines.len()).filter(|index| is_open(lines, *index, width)).collect();
        let pieces: Vec<usize> = (0..lines.len()).filter(|index| begins_amiss(lines, *index)).collect();
        if opens.len() * pieces.len() > MOST_PAIRS {
            return;
        }
        let mut best: Option<(f32, usize, (usize, usize))> = None;
        for index in pieces {
            for open in opens.iter().copied() {
                let Some(end) = rest(lines, open, index, width) else { continue };
                let cost = wording(&lines[open], &lines[index]) + unlike_open(&lines[open]);
                if best.is_none_or(|(least, ..)| cost < least) {
                    best = Some((cost, open, (index, end)));
                }
            }
        }
        let Some((_, open, range)) = best else { return };
        move_lines(lines, range, open + 1);
    }
}

/// How little a line looks as if it were to go on: titles end in any word as well.
fn unlike_open(line: &Line<'_>) -> f32 {
    match line.ends {
        Ends::FunctionWord | Ends::Clause | Ends::Hyphen => 0.0,
        _ if line.begins == Begins::Lower => 1.5,
        _ => 3.0,
    }
}

/// A full line in mid-sentence below which another text begins. What a page ends in goes on with the next.
fn is_open(lines: &[Line<'_>], index: usize, width: f32) -> bool {
    let own = &lines[index];
    let other = lines.get(index + 1).is_some_and(|next| {
        next.seam != Seam::Below(1) && !matches!(next.begins, Begins::Lower | Begins::Other)
    });
    other && !own.bare && !own.numbered && own.ends != Ends::Sentence && reach(own) > 0.7 * width
}

/// One past the last line of a text's rest that begins with the line at `index`, if it may go on with the line at `open`.
fn rest(lines: &[Line<'_>], open: usize, index: usize, width: f32) -> Option<usize> {
    let first = &lines[index];
    let full = width - reach(&lines[open]) - space() - first.first_word[1] < 0.05 * width;
    if index == open + 1 || !begins_amiss(lines, index) || !full || first.seam == Seam::Below(1) {
        return None;
    }
    let within = |at: &usize| *at == index || lines[*at].seam == Seam::Below(1);
    let mut own = (index..lines.len().min(index + MOST_LINES)).take_while(within);
    own.find(|at| lines[*at].ends == Ends::Sentence).map(|last| last + 1)
}

/// Words of a line that were printed one below the other.
fn join_words(lines: &mut [Line<'_>], width: f32) {
    for index in 1..lines.len() {
        let (before, own) = (&lines[index - 1], &lines[index]);
        let fits = reach(before) + space() + reach(own) <= TOO_FAR * width;
        if fits && misses(before, own, width) && !is_appended(before, own) {
            append(lines, index - 1);
        }
    }
}

/// Makes the line below `index` the end of it: both, and what was joined to it before, reach as far as they do together.
fn append(lines: &mut [Line<'_>], index: usize) {
    let joined = (1..=index).rev().take_while(|at| is_appended(&lines[at - 1], &lines[*at])).count();
    let spaces = [1.0, space()];
    let whole: [f32; 2] = std::array::from_fn(|measure| {
        lines[index].extent[measure] + spaces[measure] + lines[index + 1].extent[measure]
    });
    for line in &mut lines[index - joined..=index + 1] {
        line.extent = whole;
    }
}

/// Moves the lines of `range` to where the line at `to` stands, as going on there; what stood below them begins anew.
fn move_lines(lines: &mut [Line<'_>], range: (usize, usize), to: usize) {
    let (from, end) = range;
    if let Some(below) = lines.get_mut(end)
        && below.seam == Seam::Below(1)
    {
        below.seam = Seam::Below(2);
    }
    lines[from].seam = Seam::Below(1);
    lines[from].moved = true;
    if to <= from {
        lines[to..end].rotate_right(end - from);
    } else {
        lines[from..to].rotate_left(end - from);
    }
}
