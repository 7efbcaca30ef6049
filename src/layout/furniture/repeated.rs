//! Lines that repeat at the edges of pages.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::edge;
use super::forms::{has_dashes, is_numbered};
use crate::layout::contents;
use crate::model::Page;
use crate::text::{Ends, edges, fold, is_blank};

/// Share of the pages on which a running line repeats (odd and even pages may have their own).
pub(super) const REPEATS: f64 = 0.3;

/// The same of one that ends like a sentence.
pub(super) const REPEATS_AS_SENTENCE: f64 = 0.6;

/// Lines at page edges, numbers aside, that stand on enough pages. A respondent's line may come twice as well: one that ends like a sentence
/// must come more often, and one that also stands within pages is no running line.
pub(super) fn repeated(pages: &[Page]) -> BTreeSet<(bool, String)> {
    let mut counts: HashMap<(bool, String), (usize, Form)> = HashMap::new();
    let mut within: HashSet<String> = HashSet::new();
    for page in pages {
        let mut seen = BTreeSet::new();
        let edges = [true, false].map(|at_top| (at_top, edge(page, at_top)));
        for (at_top, index) in
            edges.iter().flat_map(|(at_top, own)| own.iter().map(|index| (*at_top, *index)))
        {
            let text = page.lines[index].text.trim();
            // The heading that a table of contents announces is no running line.
            if contents::is_entry(text) {
                continue;
            }
            seen.insert(((at_top, shape_of(text)), Form::of(text)));
        }
        let inner = page.lines.iter().enumerate().filter(|(index, line)| {
            !is_blank(&line.text) && !edges.iter().any(|(_, own)| own.contains(index))
        });
        within.extend(inner.map(|(_, line)| shape_of(line.text.trim())));
        for (line, form) in seen {
            let count = counts.entry(line).or_insert((0, form));
            count.0 += 1;
        }
    }
    let part = |share: f64| (pages.len() as f64 * share).ceil() as usize;
    counts
        .into_iter()
        .filter(|((_, line), (count, form))| {
            let enough = match form {
                Form::Sentence => part(REPEATS_AS_SENTENCE).max(3),
                Form::Line => part(REPEATS).max(2),
                Form::Parts => 2,
            };
            *count >= enough && !line.is_empty() && !within.contains(line)
        })
        .map(|(line, _)| line)
        .collect()
}

/// What a line at a page's edge looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    /// A sentence or an item.
    Sentence,
    /// Neither.
    Line,
    /// Parts with a page number before or behind them.
    Parts,
}

impl Form {
    fn of(text: &str) -> Self {
        if edges::ends(text) == Ends::Sentence || edges::bullet(text).is_some() {
            Self::Sentence
        } else if (has_dashes(text) || text.contains(" | ")) && is_numbered(text) {
            Self::Parts
        } else {
            Self::Line
        }
    }
}

/// A line without what differs from page to page: numbers, and those at its ends altogether, since odd and even pages have theirs on
/// different sides. The number of a section is no page's: headings that differ in it alone are different ones.
pub(in crate::layout) fn shape_of(text: &str) -> String {
    let is_number = |word: &&str| word.chars().all(|character| !character.is_alphabetic());
    let words: Vec<&str> = text.split_whitespace().collect();
    let from = words.iter().take_while(|word| is_number(word)).count();
    let to = words.len() - words.iter().rev().take_while(|word| is_number(word)).count();
    let inner = words.get(from..to).unwrap_or_default();
    let folded: Vec<String> =
        inner.iter().map(|word| if is_number(word) { "#".to_owned() } else { fold(word) }).collect();
    let section = edges::heading_number(text).map(|number| format!("{number} ")).unwrap_or_default();
    format!("{section}{}", folded.join(" "))
}

#[cfg(test)]
mod tests {
    use super::shape_of;

    #[test]
    fn odd_and_even_pages_have_their_number_on_either_side() {
        assert_eq!(shape_of("14  Verslag 2023"), shape_of("Verslag 15"));
        assert_ne!(shape_of("Verslag van deel 2 over zorg"), shape_of("Verslag over zorg"));
        assert_eq!(shape_of("12 | 13"), "");
        assert_ne!(shape_of("1.2 Knelpunten"), shape_of("2.2 Knelpunten"));
    }
}
