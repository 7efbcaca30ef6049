//! Lines that stand out from the text of their page by the family of their font or by colour. To a reader they do what bold type does, so
//! they count as bold.

use std::collections::BTreeMap;

use super::glyph::Look;
use crate::model::Page;

/// What stands out is no more than this share of a document's letters.
const SELDOM: f64 = 0.25;

/// Colours this far apart, of 255, are seen to differ.
const DIFFERS: u8 = 56;

/// Letters by what they have in common.
type Letters<K> = BTreeMap<K, usize>;

/// Counts lines as bold that stand out; `looks` are those of each page's lines.
pub(super) fn count(pages: &mut [Page], looks: &[Vec<Look>]) {
    mark(pages, looks, |look| look.family, |one, other| one != other);
    mark(
        pages,
        looks,
        |look| look.colour,
        |one, other| one.iter().zip(other).any(|(one, other)| one.abs_diff(*other) > DIFFERS),
    );
}

fn mark<K: Ord + Copy>(
    pages: &mut [Page],
    looks: &[Vec<Look>],
    key: fn(&Look) -> K,
    differ: impl Fn(&K, &K) -> bool,
) {
    let counts: Vec<Letters<K>> =
        pages.iter().zip(looks).map(|(page, looks)| letters(page, looks, key)).collect();
    let mut whole: Letters<K> = BTreeMap::new();
    for (key, letters) in counts.iter().flatten() {
        *whole.entry(*key).or_default() += letters;
    }
    let all: usize = whole.values().sum();
    let seldom = |key: &K| whole.get(key).is_some_and(|letters| *letters as f64 <= SELDOM * all as f64);
    for ((page, looks), counts) in pages.iter_mut().zip(looks).zip(&counts) {
        let Some((usual, _)) = counts.iter().max_by_key(|(_, letters)| **letters) else { continue };
        for (line, look) in page.lines.iter_mut().zip(looks) {
            let own = key(look);
            if let Some(place) = line.place.as_mut().filter(|_| differ(&own, usual) && seldom(&own)) {
                place.bold = true;
            }
        }
    }
}

/// Letters of a page by what `key` tells.
fn letters<K: Ord>(page: &Page, looks: &[Look], key: fn(&Look) -> K) -> Letters<K> {
    let mut counts = BTreeMap::new();
    for (line, look) in page.lines.iter().zip(looks) {
        let letters = line.text.chars().filter(|letter| letter.is_alphanumeric()).count();
        *counts.entry(key(look)).or_default() += letters;
    }
    counts
}
