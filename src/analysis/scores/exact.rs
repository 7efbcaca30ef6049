//! Pairing texts with the same letters. People write the same thing more than once, so that where one of them was missed, its place in the
//! document tells which: the found one that stands among the neighbours of the gold one is it.

use std::collections::BTreeMap;

use super::matching::{Pair, Text, Texts};

/// More ways to skip texts than this are not weighed: they are paired in order.
const MOST_WAYS: usize = 4_000_000;

/// Pairs with the same letters, as many as there are.
pub(super) fn pairs(texts: &Texts) -> Vec<Pair> {
    let mut alike: BTreeMap<&[char], (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (index, text) in texts.gold.iter().enumerate() {
        alike.entry(&text.letters).or_default().0.push(index);
    }
    for (index, text) in texts.found.iter().enumerate() {
        alike.entry(&text.letters).or_default().1.push(index);
    }
    let in_order = |(gold, found): &(Vec<usize>, Vec<usize>)| -> Vec<(usize, usize)> {
        gold.iter().copied().zip(found.iter().copied()).collect()
    };
    let (even, uneven): (Vec<_>, Vec<_>) =
        alike.values().partition(|(gold, found)| gold.len() == found.len());
    let mut pairs: Vec<(usize, usize)> = even.into_iter().flat_map(in_order).collect();
    pairs.sort_unstable();
    let anchors = Anchors(pairs.clone());
    for group in uneven {
        pairs.extend(nearest(&group.0, &group.1, &anchors).unwrap_or_else(|| in_order(group)));
    }
    let place = |texts: &[Text], index: usize| texts.get(index).map(|text| text.place);
    let pair = |(gold, found): (usize, usize)| {
        let (gold, found) = (place(&texts.gold, gold)?, place(&texts.found, found)?);
        Some(Pair { gold, found, ratio: 1.0, exact: true })
    };
    pairs.into_iter().filter_map(pair).collect()
}

/// Pairs that leave no choice, in the order of the gold.
struct Anchors(Vec<(usize, usize)>);

impl Anchors {
    /// Where the gold text at `gold` would be among the found ones: as far from the nearest pair as it is in the gold.
    fn expected(&self, gold: usize) -> Option<usize> {
        let after = self.0.partition_point(|(own, _)| *own < gold);
        let beside = [after.checked_sub(1), Some(after)].into_iter().flatten();
        let nearest = beside.filter_map(|at| self.0.get(at)).min_by_key(|(own, _)| own.abs_diff(gold));
        nearest.map(|(own, found)| (found + gold).saturating_sub(*own))
    }
}

/// Pairs all of the fewer with some of the more, in order and as near to where they are expected as can be.
fn nearest(gold: &[usize], found: &[usize], anchors: &Anchors) -> Option<Vec<(usize, usize)>> {
    let expected: Vec<usize> = gold.iter().map(|index| anchors.expected(*index)).collect::<Option<_>>()?;
    if gold.len() <= found.len() {
        let chosen = chosen(&expected, found)?;
        return Some(gold.iter().zip(chosen).map(|(gold, at)| (*gold, found[at])).collect());
    }
    let chosen = chosen(found, &expected)?;
    Some(found.iter().zip(chosen).map(|(found, at)| (gold[at], *found)).collect())
}

/// For each of `few` its partner among `many`, in order and with the least sum of distances; none where that is too much work.
fn chosen(few: &[usize], many: &[usize]) -> Option<Vec<usize>> {
    let ways = many.len().checked_sub(few.len())? + 1;
    if few.len().checked_mul(ways)? > MOST_WAYS {
        return None;
    }
    // Least sum for the first of `few`, so many of `many` having been skipped, and whether the last one skipped stood right before.
    let mut sums = vec![0; ways];
    let mut skips: Vec<Vec<bool>> = Vec::with_capacity(few.len());
    for (at, own) in few.iter().enumerate() {
        let mut skipped = vec![false; ways];
        for way in 0..ways {
            sums[way] += own.abs_diff(many[at + way]);
            if way > 0 && sums[way - 1] <= sums[way] {
                sums[way] = sums[way - 1];
                skipped[way] = true;
            }
        }
        skips.push(skipped);
    }
    let mut way = ways - 1;
    let mut partners: Vec<usize> = Vec::with_capacity(few.len());
    for (at, skipped) in skips.iter().enumerate().rev() {
        while way > 0 && skipped[way] {
            way -= 1;
        }
        partners.push(at + way);
    }
    partners.reverse();
    Some(partners)
}

#[cfg(test)]
mod tests {
    use super::chosen;

    #[test]
    fn the_nearest_in_order_are_chosen() {
        assert_eq!(chosen(&[5, 9], &[1, 5, 8, 20]), Some(vec![1, 2]));
        assert_eq!(chosen(&[5, 6], &[5, 7]), Some(vec![0, 1]));
        assert_eq!(chosen(&[30], &[1, 5, 8, 20]), Some(vec![3]));
        assert_eq!(chosen(&[], &[1]), Some(vec![]));
        assert_eq!(chosen(&[1, 2], &[1]), None);
    }
}
