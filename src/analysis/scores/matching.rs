//! Pairing gold statements with found ones, each used once.

use std::collections::BTreeMap;

use super::exact;
use super::gold::{GoldPlace, GoldStatement};
use crate::model::Statement;
use crate::text::fold_letters;
use crate::text::{likeness, matching, matching_at_most};

/// Which gold statement is which found one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matching {
    /// Pairs in the order of the gold.
    pub pairs: Vec<Pair>,
    /// Gold that was not found, by place in the gold.
    pub missed: Vec<usize>,
    /// Found in the documents or records that the gold speaks of, but not in gold; by place among the statements.
    pub extra: Vec<usize>,
}

/// A gold statement and its found one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// Place in the gold.
    pub gold: usize,
    /// Place among the statements.
    pub found: usize,
    /// How alike their letters are: 1 for the same, at least 0.95 for near.
    pub ratio: f64,
    /// Whether their letters and digits are the same.
    pub exact: bool,
}

impl Matching {
    /// The found statement of every gold one.
    #[must_use]
    pub fn found_of(&self, gold: usize) -> Option<usize> {
        let pair = self.pairs.binary_search_by_key(&gold, |pair| pair.gold).ok()?;
        self.pairs.get(pair).map(|pair| pair.found)
    }
}

/// Texts that may be paired: those of one document or of one record.
#[derive(Debug, Default)]
pub(super) struct Scope {
    pub(super) gold: Vec<usize>,
    pub(super) found: Vec<usize>,
}

/// Pairs statements of the same document (by file name) or record (by id): first those with the same letters and digits, in the same
/// order and near to where the others stand, then near ones, the most alike first.
///
/// Found statements of documents and records that the gold does not speak of play no part.
#[must_use]
pub fn match_statements(gold: &[GoldStatement], statements: &[Statement]) -> Matching {
    let mut result = Matching::default();
    for scope in scopes(gold, statements).values() {
        let texts = Texts::of(scope, gold, statements);
        let exact = exact::pairs(&texts);
        let open = texts.without(&exact);
        let near = near_pairs(&open);
        let rest = open.without(&near);
        result.missed.extend(rest.gold.iter().map(|text| text.place));
        result.extra.extend(rest.found.iter().map(|text| text.place));
        result.pairs.extend(exact);
        result.pairs.extend(near);
    }
    result.pairs.sort_by_key(|pair| pair.gold);
    result.missed.sort_unstable();
    result.extra.sort_unstable();
    result
}

/// Documents and records that the gold speaks of and that no found statement belongs to: all of their gold is missed.
#[must_use]
pub fn places_without_statements(gold: &[GoldStatement], statements: &[Statement]) -> Vec<GoldPlace> {
    let scopes = scopes(gold, statements).into_iter();
    scopes.filter(|(_, scope)| scope.found.is_empty()).map(|(place, _)| place.clone()).collect()
}

/// Gold and found by what they belong to.
pub(super) fn scopes<'g>(
    gold: &'g [GoldStatement],
    statements: &[Statement],
) -> BTreeMap<&'g GoldPlace, Scope> {
    let mut scopes: BTreeMap<&GoldPlace, Scope> = BTreeMap::new();
    for (statement, place) in gold.iter().zip(0..) {
        scopes.entry(&statement.place).or_default().gold.push(place);
    }
    for (statement, place) in statements.iter().zip(0..) {
        for belongs in places_of(statement) {
            if let Some(scope) = scopes.get_mut::<GoldPlace>(&belongs) {
                scope.found.push(place);
                break;
            }
        }
    }
    scopes
}

/// What gold may call the place of a found statement: its record, or its document by any end of the path.
fn places_of(statement: &Statement) -> Vec<GoldPlace> {
    let mut places: Vec<GoldPlace> = statement.record.iter().cloned().map(GoldPlace::Record).collect();
    let mut path = statement.document.as_str();
    places.push(GoldPlace::Document(path.to_owned()));
    while let Some((_, below)) = path.split_once('/') {
        path = below;
        places.push(GoldPlace::Document(path.to_owned()));
    }
    places
}

/// One folded text.
#[derive(Debug, Clone)]
pub(super) struct Text {
    pub(super) place: usize,
    pub(super) letters: Vec<char>,
}

/// The texts of one scope.
#[derive(Debug, Clone)]
pub(super) struct Texts {
    pub(super) gold: Vec<Text>,
    pub(super) found: Vec<Text>,
}

impl Texts {
    fn of(scope: &Scope, gold: &[GoldStatement], statements: &[Statement]) -> Self {
        let gold = scope.gold.iter().filter_map(|place| Some((*place, &gold.get(*place)?.text)));
        let found = scope.found.iter().filter_map(|place| Some((*place, &statements.get(*place)?.text)));
        let folded = |(place, text): (usize, &String)| Text { place, letters: letters(text) };
        Self { gold: gold.map(folded).collect(), found: found.map(folded).collect() }
    }

    fn without(&self, pairs: &[Pair]) -> Self {
        let mut rest = self.clone();
        rest.gold.retain(|text| pairs.iter().all(|pair| pair.gold != text.place));
        rest.found.retain(|text| pairs.iter().all(|pair| pair.found != text.place));
        rest
    }
}

pub(super) fn letters(text: &str) -> Vec<char> {
    fold_letters(text).chars().collect()
}

fn near_pairs(texts: &Texts) -> Vec<Pair> {
    let mut candidates = Vec::new();
    for gold in &texts.gold {
        let near = texts.found.iter().filter_map(|found| near_pair(gold, found));
        candidates.extend(near);
    }
    candidates.sort_by(|one, other| {
        let by_place = || (one.gold, one.found).cmp(&(other.gold, other.found));
        other.ratio.total_cmp(&one.ratio).then_with(by_place)
    });
    let mut pairs: Vec<Pair> = Vec::new();
    for candidate in candidates {
        let free = |pair: &Pair| pair.gold != candidate.gold && pair.found != candidate.found;
        if pairs.iter().all(free) {
            pairs.push(candidate);
        }
    }
    pairs
}

/// The pair when 2·matching/total is at least 0.95; lengths and letter counts rule most out before the costly comparison.
fn near_pair(gold: &Text, found: &Text) -> Option<Pair> {
    let (left, right) = (&gold.letters, &found.letters);
    let total = left.len() + right.len();
    let enough = |matching: usize| 40 * matching >= 19 * total;
    if !enough(left.len().min(right.len())) || !enough(matching_at_most(left, right)) {
        return None;
    }
    let matching = matching(left, right);
    enough(matching).then(|| Pair {
        gold: gold.place,
        found: found.place,
        ratio: likeness(matching, total),
        exact: false,
    })
}
