//! Two texts → the words that stand in both in the same order, and the passages that these make.

use rustc_hash::FxHashMap;

use super::words::{Word, is_slip, letters, spread};

/// A word of the one text and its counterpart in the other.
pub(super) type Pair = (usize, usize);

/// Two stretches of up to this many words times words are compared word by word; longer ones by their runs of words first.
const CELLS: usize = 4_096;

/// Words in a run that anchors a comparison.
const RUN: usize = 4;

/// Pairs of equal words, or of a word and a slip of it, ascending in both texts; of words written apart in one text, several have
/// the same counterpart. The work grows with the length of the texts alone.
pub(super) fn align(one: &[Word<'_>], other: &[Word<'_>]) -> Vec<Pair> {
    let mut pairs = Vec::with_capacity(one.len().min(other.len()));
    middle(one, other, ((0, 0), (one.len(), other.len())), &mut pairs);
    mended(one, other, &pairs)
}

/// Two places, in either text.
type Place = (usize, usize);

fn middle(one: &[Word<'_>], other: &[Word<'_>], (from, to): (Place, Place), pairs: &mut Vec<Pair>) {
    if (to.0 - from.0) * (to.1 - from.1) <= CELLS {
        common(one, other, (from, to), pairs);
        return;
    }
    let mut at = from;
    for anchor in anchors(one, other, (from, to)) {
        // What an anchor before it covered goes on here.
        if anchor.0 < at.0 || anchor.1 < at.1 {
            continue;
        }
        let (start, end) = extended(one, other, anchor, (at, to));
        gap(one, other, (at, start), pairs);
        pairs.extend((start.0..end.0).zip(start.1..end.1));
        at = end;
    }
    gap(one, other, (at, to), pairs);
}

/// What stands between two anchors: compared where it is short, else taken for different.
fn gap(one: &[Word<'_>], other: &[Word<'_>], (from, to): (Place, Place), pairs: &mut Vec<Pair>) {
    if (to.0 - from.0).saturating_mul(to.1 - from.1) <= CELLS {
        common(one, other, (from, to), pairs);
    }
}

/// The run of equal words around an anchor.
fn extended(
    one: &[Word<'_>],
    other: &[Word<'_>],
    anchor: Place,
    (from, to): (Place, Place),
) -> (Place, Place) {
    let equal = |(place, counterpart): Place| {
        one.get(place).zip(other.get(counterpart)).is_some_and(|(one, other)| one.hash == other.hash)
    };
    let (mut start, mut end) = (anchor, anchor);
    while start.0 > from.0 && start.1 > from.1 && equal((start.0 - 1, start.1 - 1)) {
        start = (start.0 - 1, start.1 - 1);
    }
    while end.0 < to.0 && end.1 < to.1 && equal(end) {
        end = (end.0 + 1, end.1 + 1);
    }
    (start, end)
}

/// Runs of words that each text has once, in the longest order that both share.
fn anchors(one: &[Word<'_>], other: &[Word<'_>], (from, to): (Place, Place)) -> Vec<Place> {
    let counterparts = runs(other, from.1, to.1);
    let own = runs(one, from.0, to.0);
    let mut both: Vec<Place> = Vec::new();
    for place in from.0..(to.0 + 1).saturating_sub(RUN).max(from.0) {
        let hash = run_at(one, place);
        if own.get(&hash).is_some_and(Option::is_some)
            && let Some(Some(counterpart)) = counterparts.get(&hash)
        {
            both.push((place, *counterpart));
        }
    }
    ascending(&both)
}

/// Where each run of words stands; none where it stands more than once.
fn runs(words: &[Word<'_>], from: usize, to: usize) -> FxHashMap<u64, Option<usize>> {
    let mut places: FxHashMap<u64, Option<usize>> = FxHashMap::default();
    for place in from..(to + 1).saturating_sub(RUN).max(from) {
        places.entry(run_at(words, place)).and_modify(|known| *known = None).or_insert(Some(place));
    }
    places
}

fn run_at(words: &[Word<'_>], place: usize) -> u64 {
    let run = words.get(place..place + RUN).unwrap_or_default();
    run.iter().fold(0, |hash, word| spread(hash ^ word.hash))
}

/// The longest ascending part, by patience sorting.
fn ascending(pairs: &[Place]) -> Vec<Place> {
    // Of each length: the pair that ends the best such part, and what stood before each pair.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let counterpart = |index: usize| pairs.get(index).map_or(usize::MAX, |pair| pair.1);
    for (index, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| counterpart(*end) < pair.1);
        before.push(length.checked_sub(1).and_then(|length| ends.get(length).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut part = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(index) = next {
        part.extend(pairs.get(index));
        next = before.get(index).copied().flatten();
    }
    part.reverse();
    part
}

/// The best row of equal words in two short stretches: each counts two, and one more where it follows the one before in both, so that
/// a word that stands twice is taken where the sentence is.
fn common(one: &[Word<'_>], other: &[Word<'_>], (from, to): (Place, Place), pairs: &mut Vec<Pair>) {
    let (Some(one), Some(other)) = (one.get(from.0..to.0), other.get(from.1..to.1)) else {
        return;
    };
    let width = other.len() + 1;
    // From a row and a column on: the best sum, and the best that begins with their words as a pair (0 where they differ).
    let mut best = vec![[0_u16; 2]; (one.len() + 1) * width];
    for row in (0..one.len()).rev() {
        for column in (0..other.len()).rev() {
            let at = row * width + column;
            let pair = if one[row].hash == other[column].hash {
                let [any, begun] = best[at + width + 1];
                2 + any.max(begun + u16::from(begun > 0))
            } else {
                0
            };
            best[at] = [pair.max(best[at + width][0]).max(best[at + 1][0]), pair];
        }
    }
    let (mut row, mut column, mut follows) = (0, 0, false);
    while row < one.len() && column < other.len() {
        let at = row * width + column;
        let [any, begun] = best[at];
        // Where the word before was paired, a pair here has the bonus of following it.
        if begun > 0 && begun + u16::from(follows) >= any {
            pairs.push((from.0 + row, from.1 + column));
            (row, column, follows) = (row + 1, column + 1, true);
        } else {
            follows = false;
            if best[at + width][0] >= best[at + 1][0] { row += 1 } else { column += 1 }
        }
    }
}

/// Between the pairs: slips of the pen, and words written apart in one of the texts.
fn mended(one: &[Word<'_>], other: &[Word<'_>], pairs: &[Pair]) -> Vec<Pair> {
    let mut all = Vec::with_capacity(pairs.len() + 4);
    let mut at = (0, 0);
    for end in pairs.iter().copied().chain([(one.len(), other.len())]) {
        mend(one, other, (at, end), &mut all);
        if end.0 < one.len() && end.1 < other.len() {
            all.push(end);
        }
        at = (end.0 + 1, end.1 + 1);
    }
    all
}

/// Longer stretches than this are other words, not slips.
const MENDED: usize = 8;

fn mend(one: &[Word<'_>], other: &[Word<'_>], (from, to): (Place, Place), all: &mut Vec<Pair>) {
    let (Some(own), Some(others)) = (one.get(from.0..to.0), other.get(from.1..to.1)) else {
        return;
    };
    if own.is_empty() || others.is_empty() || own.len() > MENDED || others.len() > MENDED {
        return;
    }
    if own.len() != others.len() && joined(own) == joined(others) {
        // The last word of the shorter stretch is the counterpart of all that are left.
        let last = (own.len() - 1, others.len() - 1);
        let longest = own.len().max(others.len());
        all.extend((0..longest).map(|place| (from.0 + place.min(last.0), from.1 + place.min(last.1))));
        return;
    }
    let mut next = 0;
    for (place, word) in own.iter().enumerate() {
        let found = others.iter().skip(next).position(|counterpart| is_slip(word.text, counterpart.text));
        if let Some(found) = found {
            all.push((from.0 + place, from.1 + next + found));
            next += found + 1;
        }
    }
}

fn joined(words: &[Word<'_>]) -> String {
    words.iter().map(|word| letters(word.text)).collect()
}

/// A passage ends where its score has fallen so far: that many words stand between two pairs, and more.
const FALL: i32 = 4;

/// The passages that a row of pairs makes: words of the one text that stand in the other too, with little between them. A pair counts one, a word in between (on the side with more of them) costs one; a passage is
/// where the sum is highest, and counts when it has `least` or more. So words that two texts share by chance make none.
pub(super) fn passages(pairs: &[Pair], least: i32) -> Vec<&[Pair]> {
    let mut found = Vec::new();
    let mut rest = pairs;
    while !rest.is_empty() {
        let (length, score) = best_start(rest);
        let (passage, others) = rest.split_at(length.clamp(1, rest.len()));
        if score >= least {
            found.push(passage);
        }
        rest = others;
    }
    found
}

/// How many of the first pairs make the best passage, and its score. The first pair is given up as soon as the sum is no gain.
fn best_start(pairs: &[Pair]) -> (usize, i32) {
    let (mut score, mut best) = (1, (1, 1));
    for (length, pair) in pairs.windows(2).zip(2..).map(|(pair, length)| (length, pair)) {
        let [before, after] = pair else { break };
        let between = (after.0 - before.0).max(after.1 - before.1) - 1;
        score += 1 - i32::try_from(between).unwrap_or(i32::MAX - 1);
        if score > best.1 {
            best = (length, score);
        }
        if score <= 0 || best.1 - score >= FALL {
            break;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::{align, passages};

    fn shared(one: &str, other: &str) -> usize {
        align(&words(one), &words(other)).len()
    }

    #[test]
    fn aligns_moved_ends_slips_and_split_words() {
        assert_eq!(shared("a b c d", "a b x c d"), 4);
        assert_eq!(shared("meldt de gemeente dit", "meld de gemeetne dit"), 4);
        assert_eq!(shared("waar je terecht kunt", "waar je terechtkunt"), 4);
        assert_eq!(shared("", "a"), 0);
    }

    #[test]
    fn long_texts_are_aligned_around_what_they_share() {
        let numbered =
            |from: usize, to: usize| (from..to).map(|n| format!("woord{n}")).collect::<Vec<_>>().join(" ");
        let (one, other) = (numbered(0, 300), format!("{} {}", numbered(900, 1200), numbered(100, 300)));
        let pairs = align(&words(&one), &words(&other));
        assert_eq!(pairs.len(), 200);
        assert!(pairs.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1));
        assert_eq!(pairs[0], (100, 300));
    }

    #[test]
    fn chance_makes_no_passage() {
        let sparse: Vec<_> = (0..10).map(|n| (3 * n, 4 * n)).collect();
        assert!(passages(&sparse, 3).is_empty());
        let dense: Vec<_> = (0..9).map(|n| (n, n + 5)).chain([(12, 40)]).collect();
        let found = passages(&dense, 3);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].len(), 9);
    }
}
