//! Pull quotes: sentences in larger type that stand beside the text and interrupt it.

use super::item::Item;
use super::style::Style;
use crate::text::{Ends, edges};

/// How much larger than running text they are.
const LARGER: f32 = 1.12;

/// Fewer words are a heading, whatever they end in.
const FEWEST_WORDS: usize = 2;

/// Groups begun last, to which a line may belong.
const NEAREST: usize = 60;

/// Takes the pull quotes out of the pages: of each page the lines of every quote.
pub(super) fn take<'p>(pages: &mut [Vec<Item<'p>>], styles: &[Style]) -> Vec<Vec<Vec<Item<'p>>>> {
    let large: Vec<Vec<Vec<Item<'p>>>> = pages
        .iter_mut()
        .zip(styles)
        .map(|(page, style)| {
            let (large, rest) =
                std::mem::take(page).into_iter().partition(|item| style.ratio(item.size) >= LARGER);
            *page = rest;
            groups(large)
        })
        .collect();
    let names: Vec<Item<'p>> = large
        .iter()
        .flatten()
        .filter(|group| is_name(group))
        .filter_map(|group| group.first().copied())
        .collect();
    let sayings: Vec<Item<'p>> = large
        .iter()
        .flatten()
        .filter(|group| is_quote(group, &names, &[]))
        .filter_map(|group| group.first().copied())
        .collect();
    large
        .into_iter()
        .zip(pages)
        .map(|(groups, page)| {
            let (quotes, others): (Vec<_>, Vec<_>) =
                groups.into_iter().partition(|group| is_quote(group, &names, &sayings));
            page.extend(others.into_iter().flatten());
            page.sort_by_key(|item| item.index);
            quotes
        })
        .collect()
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

/// Whether a group is the name of a section: numbered, or without a stop.
fn is_name(group: &[Item<'_>]) -> bool {
    let (Some(first), Some(last)) = (group.first(), group.last()) else { return false };
    let numbered = edges::heading_number(first.text).is_some() || edges::chapter_number(first.text).is_some();
    numbered || (edges::ends(last.text) != Ends::Sentence && !is_quoted(first))
}

fn is_quoted(first: &Item<'_>) -> bool {
    first.text.starts_with(['“', '‘', '"', '„', '«'])
}

/// A sentence or a saying, not the name of a section. What looks like the names elsewhere may be one that ends in a stop; what looks like
/// the sayings elsewhere is none.
fn is_quote(group: &[Item<'_>], names: &[Item<'_>], sayings: &[Item<'_>]) -> bool {
    let (Some(first), Some(last)) = (group.first(), group.last()) else { return false };
    if is_name(group) {
        return false;
    }
    let alike = |other: &Item<'_>| {
        (other.size / first.size - 1.0).abs() < 0.03
            && other.bold == first.bold
            && other.italic == first.italic
    };
    let words: usize = group.iter().map(|item| item.text.split_whitespace().count()).sum();
    let asks = last.text.trim_end().ends_with(['?', '!']) && !first.italic;
    let looks_like_name = names.iter().any(alike);
    let unlike_names = !names.is_empty() && !looks_like_name;
    let like_sayings = !looks_like_name && sayings.iter().any(alike);
    is_quoted(first) || unlike_names || like_sayings || (!asks && words >= FEWEST_WORDS)
}
