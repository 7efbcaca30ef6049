//! Running headers and footers and page numbers: by repetition at one height over the pages, and by standing apart at a page's edge.

use std::collections::{BTreeMap, BTreeSet};

use super::item::Item;
use super::style::Style;
use crate::layout::furniture as lines;
use crate::model::{Consultation, Role};
use crate::text::{Ends, edges};

/// Rows at either edge of a page that may be furniture.
const EDGE: usize = 4;

/// Share of the pages on which a running line repeats (odd and even pages may have their own).
const REPEATS: f64 = 0.3;

/// Share of the pages that have a line apart at one height, whatever it says.
const SLOT: f64 = 0.6;

/// Heights this far apart, in points, are one.
const SAME_HEIGHT: f32 = 2.5;

/// White beyond this, in type sizes from baseline to baseline, sets a line apart.
const APART: f32 = 2.0;

/// The same for a number alone, which is seldom anything but a page's.
const APART_NUMBER: f32 = 1.45;

/// What is furniture on a page: by index into its items, with the page number it carries.
pub(super) type Found = BTreeMap<usize, (Role, Option<String>)>;

/// A line at the edge of a page.
struct Candidate<'i, 'p> {
    page: usize,
    /// Index into the page's items.
    index: usize,
    item: &'i Item<'p>,
    at_top: bool,
    /// Whether it is in the outermost row, and white lies between that row and the next.
    outermost: bool,
    apart: bool,
    number_apart: bool,
    /// Whether its row holds the publication's title and a number, and nothing else.
    titled: bool,
    shape: String,
}

/// The furniture of each page.
pub(super) fn find(pages: &[Vec<Item<'_>>], style: &Style, consultation: &Consultation) -> Vec<Found> {
    let title = lines::Title::of(consultation);
    let candidates: Vec<Candidate<'_, '_>> =
        pages.iter().enumerate().flat_map(|(page, items)| candidates(page, items, (style, &title))).collect();
    let mut found: Vec<Found> = pages.iter().map(|_| Found::new()).collect();
    let occurrences = Occurrences::of(&candidates, pages.len());
    for candidate in &candidates {
        let repeats = occurrences.repeats(candidate);
        let role = role(candidate, repeats, style, &title);
        if let (Some(role), Some(page)) = (role, found.get_mut(candidate.page)) {
            let label = lines::label(candidate.item.text, candidate.at_top);
            let label = label.filter(|_| role == Role::PageNumber || occurrences.counts_on(candidate));
            page.insert(candidate.index, (role, label));
        }
    }
    for (items, found) in pages.iter().zip(&mut found) {
        keep_outer(items, found);
    }
    found
}

fn candidates<'i, 'p>(
    page: usize,
    items: &'i [Item<'p>],
    (style, title): (&Style, &lines::Title),
) -> Vec<Candidate<'i, 'p>> {
    let rows = rows(items);
    let most = EDGE.min(rows.len() / 2 + 1);
    let mut candidates = Vec::new();
    for at_top in [true, false] {
        let edge: Vec<&Vec<usize>> =
            if at_top { rows.iter().take(most).collect() } else { rows.iter().rev().take(most).collect() };
        for (depth, row) in edge.iter().enumerate() {
            let inner = if at_top {
                rows.get(depth + 1)
            } else {
                rows.len().checked_sub(depth + 2).and_then(|at| rows.get(at))
            };
            let height = |row: &[usize]| row.first().and_then(|at| items.get(*at)).map(|item| item.baseline);
            let white = height(row).zip(inner.and_then(|inner| height(inner)));
            let wide =
                |sizes: f32| white.is_some_and(|(one, other)| (one - other).abs() > sizes * style.size);
            let (apart, number_apart) = (wide(APART), wide(APART_NUMBER) && row.len() == 1);
            let texts = || row.iter().filter_map(|index| items.get(*index)).map(|item| item.text.trim());
            let titled =
                row.len() == 2 && texts().any(lines::is_page_number) && texts().any(|text| title.names(text));
            candidates.extend(row.iter().filter_map(|index| {
                let item = items.get(*index)?;
                let shape = lines::shape_of(item.text.trim());
                Some(Candidate {
                    page,
                    index: *index,
                    item,
                    at_top,
                    outermost: depth == 0,
                    apart,
                    number_apart,
                    titled,
                    shape,
                })
            }));
        }
    }
    candidates
}

/// Indexes of upright items by row, from top to bottom.
fn rows(items: &[Item<'_>]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> =
        (0..items.len()).filter(|index| items.get(*index).is_some_and(|item| !item.turned)).collect();
    let baseline = |index: usize| items.get(index).map_or(0.0, |item| item.baseline);
    order.sort_by(|one, other| baseline(*one).total_cmp(&baseline(*other)).then(one.cmp(other)));
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for index in order {
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(|first| baseline(index) - baseline(*first) <= 2.0) => {
                row.push(index);
            }
            _ => rows.push(vec![index]),
        }
    }
    rows
}

/// What repeats of a line over the pages.
#[derive(Debug, Clone, Copy, Default)]
struct Repeats {
    /// The same words, numbers aside.
    words: bool,
    /// Something apart at that height.
    slot: bool,
}

/// Where lines stand at the edges of pages, with what they say: on which pages each is found.
#[derive(Debug, Default)]
struct Occurrences<'c> {
    words: BTreeMap<(bool, i32, &'c str), BTreeSet<usize>>,
    slots: BTreeMap<(bool, i32), BTreeSet<usize>>,
    texts: BTreeMap<(bool, &'c str), BTreeSet<&'c str>>,
    pages: usize,
}

impl<'c> Occurrences<'c> {
    fn of(candidates: &'c [Candidate<'_, '_>], pages: usize) -> Self {
        let mut found = Self { pages, ..Self::default() };
        for candidate in candidates {
            let (at_top, height) = (candidate.at_top, height(candidate));
            found.words.entry((at_top, height, &candidate.shape)).or_default().insert(candidate.page);
            found.texts.entry((at_top, &candidate.shape)).or_default().insert(candidate.item.text);
            if candidate.outermost && candidate.apart {
                found.slots.entry((at_top, height)).or_default().insert(candidate.page);
            }
        }
        found
    }

    /// Whether the numbers in a running line differ from page to page, as those of pages do and a year does not.
    fn counts_on(&self, candidate: &Candidate<'_, '_>) -> bool {
        let alike = self.texts.get(&(candidate.at_top, candidate.shape.as_str()));
        alike.map_or(0, BTreeSet::len) > 1 || (self.pages == 1 && !candidate.at_top)
    }

    fn repeats(&self, candidate: &Candidate<'_, '_>) -> Repeats {
        let near = height(candidate) - 1..=height(candidate) + 1;
        let at_top = candidate.at_top;
        let words =
            near.clone().filter_map(|height| self.words.get(&(at_top, height, candidate.shape.as_str())));
        let slots = near.filter_map(|height| self.slots.get(&(at_top, height)));
        let enough = ((self.pages as f64 * REPEATS).ceil() as usize).max(2);
        let most = ((self.pages as f64 * SLOT).ceil() as usize).max(3);
        let alone = candidate.outermost && candidate.apart;
        Repeats { words: together(words) >= enough, slot: alone && together(slots) >= most }
    }
}

fn together<'s>(sets: impl Iterator<Item = &'s BTreeSet<usize>>) -> usize {
    sets.map(BTreeSet::len).sum()
}

/// The height of a line, in steps within which heights are one.
fn height(candidate: &Candidate<'_, '_>) -> i32 {
    (candidate.item.baseline / SAME_HEIGHT).round() as i32
}

fn role(
    candidate: &Candidate<'_, '_>,
    repeats: Repeats,
    style: &Style,
    title: &lines::Title,
) -> Option<Role> {
    let text = candidate.item.text.trim();
    let alone = candidate.outermost && candidate.apart;
    if lines::is_page_number(text) {
        return (repeats.words
            || repeats.slot
            || (candidate.outermost && (candidate.number_apart || candidate.titled))
            || candidate.outermost && candidate.item.size < 0.95 * style.size)
            .then_some(Role::PageNumber);
    }
    let small = style.ratio(candidate.item.size) < 0.95;
    let plain = edges::ends(text) != Ends::Sentence && style.ratio(candidate.item.size) < 1.1;
    let names = title.names(text) && candidate.outermost;
    let numbered = lines::label(text, candidate.at_top).is_some();
    // Where pages begin with sections, each has a heading of its own at that height.
    let ratio = style.ratio(candidate.item.size);
    let bold = candidate.item.bold && !style.bold && ratio >= 0.97;
    let stands_out = bold || ratio >= 1.03 || edges::heading_number(text).is_some();
    let heads = candidate.at_top && stands_out;
    let reads_so = plain && alone && (names || (!heads && (small || (numbered && !candidate.at_top))));
    let runs = candidate.outermost && candidate.titled
        || repeats.words
        || (repeats.slot && plain && !heads)
        || reads_so;
    runs.then_some(if candidate.at_top { Role::Header } else { Role::Footer })
}

/// Furniture stands outside the text: what has text beyond it on its side is text itself.
fn keep_outer(items: &[Item<'_>], found: &mut Found) {
    let rows = rows(items);
    let is_around = |row: &Vec<usize>, found: &Found| row.iter().all(|index| found.contains_key(index));
    let top = rows.iter().take_while(|row| is_around(row, found)).count();
    let bottom = rows.iter().rev().take_while(|row| is_around(row, found)).count();
    let inner = rows.get(top..rows.len().saturating_sub(bottom)).unwrap_or_default();
    for index in inner.iter().flatten() {
        found.remove(index);
    }
}
