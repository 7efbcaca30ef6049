//! Groups found and families made, compared pair by pair.

use std::collections::BTreeMap;

use bloemlezer::analysis::groups::Repetition;
use bloemlezer::synthesis::{Related, Relation};

/// Precision and recall that are asked for, of all pairs and of each relation.
pub(super) const BAR: f64 = 0.97;

/// How the pairs of some texts were grouped.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Pairs {
    pub(super) texts: u64,
    /// Pairs of a family, whether it repeats or not.
    pub(super) pairs: u64,
    /// Grouped, and in a family that repeats.
    pub(super) right: u64,
    /// Grouped, and not.
    pub(super) wrong: u64,
    /// Not grouped, and in a family that repeats.
    pub(super) missed: u64,
}

impl Pairs {
    /// Of the pairs that were grouped, the share that should be; none where none were.
    pub(super) fn precision(&self) -> Option<f64> {
        (self.right + self.wrong > 0).then(|| self.right as f64 / (self.right + self.wrong) as f64)
    }

    /// Of the pairs that should be grouped, the share that were; none where none should.
    pub(super) fn recall(&self) -> Option<f64> {
        (self.right + self.missed > 0).then(|| self.right as f64 / (self.right + self.missed) as f64)
    }

    /// Of the pairs of families that don't repeat, the share that was kept apart.
    pub(super) fn apart(&self) -> Option<f64> {
        (self.right + self.missed == 0 && self.pairs > 0)
            .then(|| 1.0 - self.wrong.min(self.pairs) as f64 / self.pairs as f64)
    }
}

/// What came of the comparison.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Quality {
    pub(super) all: Pairs,
    pub(super) short: Pairs,
    pub(super) letters: Pairs,
    pub(super) by_relation: BTreeMap<Relation, Pairs>,
    /// Positions of pairs that were grouped wrongly, and that were missed.
    pub(super) wrong: Vec<(usize, usize)>,
    pub(super) missed: Vec<(usize, usize)>,
}

/// Compares all pairs that were made or found; there are few, since families and groups are small.
pub(super) fn compare(made: &[Related], found: &Repetition) -> Quality {
    let group_of = |text: usize| found.members.get(text)?.as_ref().map(|member| member.representative);
    let mut quality = Quality::default();
    for text in made {
        quality.count(text, text, |pairs| pairs.texts += 1);
    }
    for (one, other) in pairs_of(made.iter().map(|text| Some(text.family))) {
        let (first, second) = (&made[one], &made[other]);
        let grouped = group_of(one).is_some() && group_of(one) == group_of(other);
        quality.count(first, second, |pairs| pairs.pairs += 1);
        match (first.relation.repeats(), grouped) {
            (true, true) => quality.count(first, second, |pairs| pairs.right += 1),
            (true, false) => {
                quality.count(first, second, |pairs| pairs.missed += 1);
                quality.missed.push((one, other));
            }
            (false, _) => {}
        }
    }
    for (one, other) in pairs_of((0..made.len()).map(group_of)) {
        let (first, second) = (&made[one], &made[other]);
        if first.family != second.family || !first.relation.repeats() {
            quality.count(first, second, |pairs| pairs.wrong += 1);
            quality.wrong.push((one, other));
        }
    }
    quality
}

impl Quality {
    /// Counts a pair under all it belongs to.
    fn count(&mut self, one: &Related, other: &Related, count: impl Fn(&mut Pairs)) {
        count(&mut self.all);
        count(if one.short { &mut self.short } else { &mut self.letters });
        count(self.by_relation.entry(one.relation).or_default());
        if other.relation != one.relation {
            count(self.by_relation.entry(other.relation).or_default());
        }
    }
}

/// All pairs of positions with the same key.
fn pairs_of(keys: impl Iterator<Item = Option<usize>>) -> Vec<(usize, usize)> {
    let mut by_key: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, key) in keys.enumerate() {
        if let Some(key) = key {
            by_key.entry(key).or_default().push(place);
        }
    }
    let mut pairs = Vec::new();
    for places in by_key.values() {
        for (nth, one) in places.iter().enumerate() {
            pairs.extend(places.iter().skip(nth + 1).map(|other| (*one, *other)));
        }
    }
    pairs
}
