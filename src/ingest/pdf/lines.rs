//! Glyphs of one direction → fragments of lines: by their baselines, cut at wide gaps, with the spaces that gaps stand for.

use std::collections::BTreeMap;

use super::frame::Framed;
use super::glyph::{Letters, Look};
use super::initials;

/// Baselines this close, in type sizes, are one.
const SAME_BASELINE: f64 = 0.2;

/// A gap from which a line is cut, in type sizes: columns are further apart, and words of one line seldom.
const CUT: f64 = 0.75;

/// The same between letters whose sizes differ by more than this share, in sizes of the smaller.
const CUT_OF_SIZES: f64 = 0.5;
const OTHER_SIZE: f64 = 0.08;

/// A gap that stands for a space, in type sizes, where the file has no spaces of its own.
const SPACE: f64 = 0.16;

/// The same where it has.
const SPACE_BESIDE_SPACES: f64 = 0.2;

/// How far apart, in type sizes, glyphs may lie that are one and the same, printed twice to look bold.
const OVERPRINT: f64 = 0.1;

/// Type this much smaller than that beside it is set above or below the line.
const SMALL: f64 = 0.8;

/// A fragment of a line.
#[derive(Debug)]
pub(super) struct Fragment<'g> {
    pub(super) glyphs: Vec<Framed<'g>>,
    pub(super) baseline: f64,
    pub(super) size: f64,
    pub(super) start: f64,
    pub(super) end: f64,
    /// Whether glyphs of it were printed twice to look bold.
    pub(super) overprinted: bool,
}

/// Fragments from top to bottom and from left to right.
pub(super) fn fragments(mut glyphs: Vec<Framed<'_>>) -> Vec<Fragment<'_>> {
    glyphs.sort_by(|one, other| one.baseline.total_cmp(&other.baseline).then(one.order.cmp(&other.order)));
    let mut fragments = Vec::new();
    let mut row: Vec<Framed<'_>> = Vec::new();
    for glyph in glyphs {
        let apart = row.first().is_some_and(|first| {
            glyph.baseline - first.baseline > SAME_BASELINE * glyph.glyph.size.min(first.glyph.size)
        });
        if apart {
            cut_row(std::mem::take(&mut row), &mut fragments);
        }
        row.push(glyph);
    }
    cut_row(row, &mut fragments);
    let mut fragments = initials::join(with_raised(fragments));
    fragments.sort_by(|one, other| {
        one.baseline.total_cmp(&other.baseline).then(one.start.total_cmp(&other.start))
    });
    fragments
}

/// Cuts a row at its wide gaps.
fn cut_row<'g>(mut row: Vec<Framed<'g>>, fragments: &mut Vec<Fragment<'g>>) {
    row.sort_by(|one, other| one.start.total_cmp(&other.start).then(one.order.cmp(&other.order)));
    let overprinted = drop_overprints(&mut row);
    let spacing = letter_spacing(&row);
    let mut part: Vec<Framed<'g>> = Vec::new();
    let mut end = f64::NEG_INFINITY;
    let mut size = 0.0_f64;
    for glyph in row {
        if !glyph.glyph.letters.is_blank() {
            let gap = glyph.start - end;
            let initial = initials::is_one(&part) && size >= initials::LARGER * glyph.glyph.size;
            if initial || gap > least_cut(size, glyph.glyph.size) + spacing {
                fragments.extend(Fragment::of(std::mem::take(&mut part), overprinted));
            }
            end = end.max(glyph.end);
            size = glyph.glyph.size;
        }
        part.push(glyph);
    }
    fragments.extend(Fragment::of(part, overprinted));
}

/// The gap from which a line is cut between letters of two sizes: what is set in another size is seldom part of the same sentence.
fn least_cut(size: f64, next: f64) -> f64 {
    let other = (size - next).abs() > OTHER_SIZE * size.min(next);
    if other && size > 0.0 { CUT_OF_SIZES * size.min(next) } else { CUT * size.max(next) }
}

/// Leaves of glyphs printed over each other the first; whether there were any.
fn drop_overprints(row: &mut Vec<Framed<'_>>) -> bool {
    const BACK: usize = 4;
    let before = row.len();
    let mut kept: Vec<Framed<'_>> = Vec::with_capacity(before);
    for glyph in row.drain(..) {
        let is_twin = |other: &Framed<'_>| {
            let near = (OVERPRINT * glyph.glyph.size).min(0.5 * (glyph.end - glyph.start));
            other.glyph.letters == glyph.glyph.letters
                && glyph.glyph.letters != Letters::Unknown
                && (other.start - glyph.start).abs() <= near
                && (other.glyph.size - glyph.glyph.size).abs() < 0.05 * glyph.glyph.size
        };
        if glyph.glyph.letters.is_blank() || !kept.iter().rev().take(BACK).any(is_twin) {
            kept.push(glyph);
        }
    }
    *row = kept;
    row.len() * 4 < before * 3
}

/// Points between letters that were set wide, `L I K E  T H I S`; 0 for others.
fn letter_spacing(row: &[Framed<'_>]) -> f64 {
    let inked: Vec<&Framed<'_>> = row.iter().filter(|glyph| !glyph.glyph.letters.is_blank()).collect();
    let mut gaps: Vec<f64> = inked
        .windows(2)
        .map(|pair| (pair[1].start - pair[0].end) / pair[1].glyph.size)
        .filter(|gap| *gap < 1.0)
        .collect();
    if gaps.len() < 4 {
        return 0.0;
    }
    gaps.sort_by(f64::total_cmp);
    let usual = gaps.get(gaps.len() / 3).copied().unwrap_or(0.0);
    let size = inked.first().map_or(0.0, |first| first.glyph.size);
    if usual > 0.08 { usual * size } else { 0.0 }
}

impl<'g> Fragment<'g> {
    /// A fragment without blanks around it; `None` of blanks alone.
    fn of(mut glyphs: Vec<Framed<'g>>, overprinted: bool) -> Option<Self> {
        let inked = |glyph: &Framed<'_>| !glyph.glyph.letters.is_blank();
        let last = glyphs.iter().rposition(inked)?;
        glyphs.truncate(last + 1);
        let first = glyphs.iter().position(inked)?;
        glyphs.drain(..first);
        let ink = || glyphs.iter().filter(|glyph| inked(glyph));
        let size = usual(ink().map(|glyph| glyph.glyph.size));
        let largest = |glyph: &&Framed<'_>| (glyph.glyph.size - size).abs() < 0.1 * size;
        let baseline = ink().find(largest).map_or(0.0, |glyph| glyph.baseline);
        let start = ink().map(|glyph| glyph.start).fold(f64::INFINITY, f64::min);
        let end = ink().map(|glyph| glyph.end).fold(f64::NEG_INFINITY, f64::max);
        Some(Self { glyphs, baseline, size, start, end, overprinted })
    }

    /// The text, and the width of its first word.
    pub(super) fn text(&self) -> (String, f64) {
        let spacing = letter_spacing(&self.glyphs);
        let has_spaces = self.glyphs.iter().any(|glyph| glyph.glyph.letters.is_blank());
        let space = if has_spaces { SPACE_BESIDE_SPACES } else { SPACE };
        let mut text = String::new();
        let mut first_word = None;
        let mut end = self.start;
        let mut blank = false;
        let mut initial: Option<f64> = None;
        for glyph in &self.glyphs {
            if glyph.glyph.letters.is_blank() {
                blank = true;
                continue;
            }
            let gap = glyph.start - end;
            let in_word = initial.is_some_and(|size| size >= initials::LARGER * glyph.glyph.size);
            if !in_word && (blank || gap > space * glyph.glyph.size + spacing) {
                if !text.is_empty() && !text.ends_with(' ') {
                    first_word.get_or_insert(end - self.start);
                    text.push(' ');
                }
                blank = false;
            }
            // What follows a large initial goes on with its word.
            initial = text.is_empty().then_some(glyph.glyph.size);
            glyph.glyph.letters.write(&mut text);
            end = end.max(glyph.end);
        }
        (text, first_word.unwrap_or(end - self.start))
    }

    /// The look that most of its letters have.
    pub(super) fn look(&self) -> Look {
        let mut looks: BTreeMap<Look, usize> = BTreeMap::new();
        for glyph in self.glyphs.iter().filter(|glyph| !glyph.glyph.letters.is_blank()) {
            *looks.entry(glyph.glyph.look).or_default() += 1;
        }
        looks.into_iter().max_by_key(|(_, letters)| *letters).map(|(look, _)| look).unwrap_or_default()
    }

    /// Whether most of its letters are so.
    pub(super) fn most(&self, is: impl Fn(&Framed<'_>) -> bool) -> bool {
        let inked = self.glyphs.iter().filter(|glyph| !glyph.glyph.letters.is_blank());
        let (mut so, mut all) = (0, 0);
        for glyph in inked {
            all += 1;
            so += usize::from(is(glyph));
        }
        so * 10 > all * 7
    }
}

/// The number that most of `numbers` are close to.
fn usual(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(0.0)
}

/// Puts what is set above or below a line (the mark of a note, m²) into that line.
fn with_raised(fragments: Vec<Fragment<'_>>) -> Vec<Fragment<'_>> {
    let hosts: Vec<Option<usize>> = (0..fragments.len()).map(|index| host(&fragments, index)).collect();
    let mut slots: Vec<Option<Fragment<'_>>> = fragments.into_iter().map(Some).collect();
    for (index, host) in hosts.iter().enumerate() {
        let Some(host) = host.filter(|host| hosts.get(*host).is_some_and(Option::is_none)) else { continue };
        let raised = slots.get_mut(index).and_then(Option::take);
        if let (Some(raised), Some(Some(line))) = (raised, slots.get_mut(host)) {
            line.glyphs.extend(raised.glyphs);
            line.glyphs
                .sort_by(|one, other| one.start.total_cmp(&other.start).then(one.order.cmp(&other.order)));
            line.start = line.start.min(raised.start);
            line.end = line.end.max(raised.end);
        }
    }
    slots.into_iter().flatten().collect()
}

/// The line that fragment `index` is raised or lowered beside. Fragments stand in order of their rows.
fn host(fragments: &[Fragment<'_>], index: usize) -> Option<usize> {
    /// Longer text in small type is a line of its own.
    const MOST: usize = 6;
    /// Rows to look through on either side.
    const AROUND: usize = 24;
    let raised = fragments.get(index)?;
    if raised.glyphs.len() > MOST {
        return None;
    }
    let touches = |line: &Fragment<'_>| {
        let drop = raised.baseline - line.baseline;
        raised.size < SMALL * line.size
            && (-0.7 * line.size..=0.35 * line.size).contains(&drop)
            && raised.start > line.start - 0.3 * line.size
            && raised.start < line.end + 0.3 * line.size
    };
    let from = index.saturating_sub(AROUND);
    let near = fragments.iter().enumerate().skip(from).take(2 * AROUND);
    let mut hosts: Vec<(usize, f64)> = near
        .filter(|(other, line)| *other != index && touches(line))
        .map(|(other, line)| {
            (other, (raised.start - line.end).abs().min((raised.baseline - line.baseline).abs()))
        })
        .collect();
    hosts.sort_by(|one, other| one.1.total_cmp(&other.1).then(one.0.cmp(&other.0)));
    hosts.first().map(|(host, _)| *host)
}
