//! Fragments of one column → its rows, with what the costs look at worked out once.

use super::item::Item;
use crate::text::{Begins, Ends, WordClass, edges};

/// Baselines this close, in type sizes, are one.
const SAME_BASELINE: f32 = 0.25;

/// A row of a column.
#[derive(Debug, Clone)]
pub(super) struct Row<'p> {
    /// Its fragments from left to right.
    pub(super) items: Vec<Item<'p>>,
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
    /// Where its text begins, a list marker aside.
    pub(super) text_left: f32,
    pub(super) baseline: f32,
    pub(super) size: f32,
    pub(super) first_word: f32,
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// Whether something that does not belong to the column's flow lies between it and the row above.
    pub(super) interrupted: bool,
    pub(super) begins: Begins,
    pub(super) ends: Ends,
    /// Brackets and quotation marks left open by it, and those closed that an earlier row opened.
    pub(super) opened: u8,
    pub(super) closed: u8,
    pub(super) points_back: bool,
    pub(super) words: usize,
    /// Whether a sentence ends within it and another one follows.
    pub(super) sentences: bool,
    pub(super) first: WordClass,
    pub(super) last: WordClass,
    /// The number of a heading, `2.17`.
    pub(super) numbered: bool,
    /// The number of a chapter, `2 Knelpunten`.
    pub(super) chapter: bool,
    /// A number and nothing else, `2.3`: that of a heading whose title stands below.
    pub(super) bare_number: bool,
    pub(super) capitals: bool,
    /// Whether its first fragment is the number of a row of a table.
    pub(super) cell_number: bool,
}

/// The rows from top to bottom.
pub(super) fn of(mut items: Vec<Item<'_>>) -> Vec<Row<'_>> {
    items.sort_by(|one, other| one.baseline.total_cmp(&other.baseline).then(one.left.total_cmp(&other.left)));
    let mut groups: Vec<Vec<Item<'_>>> = Vec::new();
    for item in items {
        let fits = |group: &&mut Vec<Item<'_>>| {
            group.iter().all(|other| {
                let near = SAME_BASELINE * other.size.min(item.size);
                (item.baseline - other.baseline).abs() <= near
                    && (item.left >= other.right - 0.5 || item.right <= other.left + 0.5)
            })
        };
        match groups.last_mut().filter(fits) {
            Some(group) => group.push(item),
            None => groups.push(vec![item]),
        }
    }
    groups.into_iter().filter_map(Row::new).collect()
}

impl<'p> Row<'p> {
    fn new(mut items: Vec<Item<'p>>) -> Option<Self> {
        items.sort_by(|one, other| one.left.total_cmp(&other.left));
        let (first, last) = (*items.first()?, *items.last()?);
        let main = items.iter().copied().max_by_key(Item::letters)?;
        let parts: Vec<&str> = items.iter().map(|item| item.text).collect();
        let text = parts.join(" ");
        let (opened, closed) = edges::brackets(&text);
        let all = |is: fn(&Item<'_>) -> bool| items.iter().filter(|item| item.letters() > 0).all(is);
        Some(Self {
            left: first.left,
            right: last.right,
            text_left: text_left(&items, &text),
            baseline: main.baseline,
            size: main.size,
            first_word: first.first_word,
            bold: all(|item| item.bold),
            italic: all(|item| item.italic),
            interrupted: false,
            begins: edges::begins(&text),
            ends: edges::ends(&text),
            opened,
            closed,
            points_back: edges::points_back(&text),
            words: text.split_whitespace().count(),
            sentences: has_sentences(unmarked(&text)),
            first: WordClass::beginning(&text),
            last: WordClass::ending(&text),
            numbered: edges::heading_number(&text).is_some(),
            chapter: edges::chapter_number(&text).is_some(),
            bare_number: is_bare_number(&text),
            capitals: edges::in_capitals(&text),
            cell_number: false,
            items,
            text,
        })
    }

    pub(super) fn top(&self) -> f32 {
        self.items.iter().map(Item::top).fold(f32::INFINITY, f32::min)
    }

    pub(super) fn bottom(&self) -> f32 {
        self.items.iter().map(Item::bottom).fold(f32::NEG_INFINITY, f32::max)
    }

    /// Whether a list marker opens it.
    pub(super) fn has_marker(&self) -> bool {
        self.cell_number || edges::bullet(&self.text).is_some()
    }
}

/// Rows that must be numbered one after the other.
const NUMBERED: usize = 3;

/// Marks the rows of a table that a number opens, in a cell of its own: it does what the marker of a list does.
pub(super) fn mark_numbers(rows: &mut [Row<'_>]) {
    let numbered: Vec<(usize, u32)> =
        rows.iter().enumerate().filter_map(|(at, row)| Some((at, cell_number(row)?))).collect();
    let in_order = numbered.windows(2).filter(|pair| pair[1].1 == pair[0].1 + 1).count();
    if in_order + 1 < NUMBERED || in_order * 4 < numbered.len() * 3 {
        return;
    }
    for (at, _) in numbered {
        if let Some(row) = rows.get_mut(at) {
            let (first, second) = (row.items.first().copied(), row.items.get(1).copied());
            if let (Some(_), Some(text)) = (first, second) {
                row.cell_number = true;
                row.begins = Begins::Bullet;
                row.text_left = text.left;
                row.chapter = false;
            }
        }
    }
}

/// The number in the first of several cells.
fn cell_number(row: &Row<'_>) -> Option<u32> {
    let [first, second, ..] = row.items.as_slice() else { return None };
    let text = first.text.trim().trim_end_matches('.');
    let short = (1..=3).contains(&text.len()) && text.bytes().all(|digit| digit.is_ascii_digit());
    let apart = second.left - first.right > 0.5 * row.size;
    if short && apart { text.parse().ok() } else { None }
}

/// `2.3`, `4`, `12.`.
fn is_bare_number(text: &str) -> bool {
    let number = text.trim().trim_end_matches('.');
    let levels = || number.split('.');
    (1..=4).contains(&levels().count())
        && levels()
            .all(|level| (1..=2).contains(&level.len()) && level.bytes().all(|digit| digit.is_ascii_digit()))
}

/// The text behind its list marker.
fn unmarked(text: &str) -> &str {
    let marked = edges::bullet(text).and_then(|marker| text.trim_start().strip_prefix(marker));
    marked.unwrap_or(text)
}

/// Whether a sentence ends within the text and another one follows.
fn has_sentences(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).any(|pair| {
        let [word, next] = pair else { return false };
        edges::ends(word) == Ends::Sentence && next.starts_with(char::is_uppercase)
    })
}

/// Whether a fragment is a list marker and nothing else.
pub(super) fn is_marker(text: &str) -> bool {
    edges::bullet(&format!("{} x", text.trim())).is_some_and(|marker| marker == text.trim())
}

/// Behind a marker that stands apart the second fragment tells; within a fragment the marker's own width does.
fn text_left(items: &[Item<'_>], text: &str) -> f32 {
    let left = items.first().map_or(0.0, |item| item.left);
    match items {
        [marker, next, ..] if is_marker(marker.text) => next.left,
        [first, ..] if edges::bullet(text).is_some() => left + first.first_word + 0.28 * first.size,
        _ => left,
    }
}
