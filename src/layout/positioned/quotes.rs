//! Pull quotes: sentences in larger type that stand beside the text and interrupt it.

use super::item::Item;
use super::style::Style;
use crate::text::{Ends, edges};

/// How much larger than running text they are.
const LARGER: f32 = 1.12;

/// Fewer words are a heading, whatever they end in.
const FEWEST_WORDS: usize = 3;

/// Groups begun last, to which a line may belong.
const NEAREST: usize = 60;

/// Takes the pull quotes out of a page: lines of each, and what is left.
pub(super) fn take<'p>(items: Vec<Item<'p>>, style: &Style) -> (Vec<Vec<Item<'p>>>, Vec<Item<'p>>) {
    let (large, mut rest): (Vec<_>, Vec<_>) =
        items.into_iter().partition(|item| style.ratio(item.size) >= LARGER);
    let mut quotes = Vec::new();
    for group in groups(large) {
        if is_quote(&group) {
            quotes.push(group);
        } else {
            rest.extend(group);
        }
    }
    rest.sort_by_key(|item| item.index);
    (quotes, rest)
}

/// Lines of one type that stand below each other, or pieces of one line.
fn groups(items: Vec<Item<'_>>) -> Vec<Vec<Item<'_>>> {
    let mut groups: Vec<Vec<Item<'_>>> = Vec::new();
    for item in items {
        let belongs = |group: &&mut Vec<Item<'_>>| {
            group.iter().any(|other| {
                let step = item.baseline - other.baseline;
                let same_type = (item.size / other.size - 1.0).abs() < 0.05 && item.bold == other.bold;
                let below = step < 1.75 * other.size && item.left < other.right && item.right > other.left;
                let beside =
                    step.abs() < 0.2 * other.size && (item.left - other.right).abs() < 2.0 * other.size;
                same_type && (below || beside)
            })
        };
        match groups.iter_mut().rev().take(NEAREST).find(belongs) {
            Some(group) => group.push(item),
            None => groups.push(vec![item]),
        }
    }
    groups
}

/// A sentence or a saying, not the name of a section.
fn is_quote(group: &[Item<'_>]) -> bool {
    let (Some(first), Some(last)) = (group.first(), group.last()) else { return false };
    let words: usize = group.iter().map(|item| item.text.split_whitespace().count()).sum();
    let quoted = first.text.starts_with(['“', '‘', '"', '„', '«']);
    let numbered = edges::heading_number(first.text).is_some() || edges::chapter_number(first.text).is_some();
    let ends = last.text.trim_end();
    let stops = edges::ends(ends) == Ends::Sentence && (!ends.ends_with(['?', '!']) || first.italic);
    !numbered && words >= FEWEST_WORDS && (quoted || stops)
}
