//! Ratcliff-Obershelp likeness of two texts: twice the characters in matching blocks, divided by all characters.
//!
//! J. W. Ratcliff and D. Metzener, "Pattern Matching: The Gestalt Approach", Dr. Dobb's Journal, July 1988: take the longest
//! common block, then the same left and right of it. Between equally long blocks the earliest in the first text counts, then
//! the earliest in the second, as in Python's difflib without its junk heuristic.

use std::collections::HashMap;

/// The likeness, 0 to 1; 1 for two empty texts.
#[must_use]
pub fn ratio(left: &str, right: &str) -> f64 {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    likeness(matching(&left, &right), left.len() + right.len())
}

/// 2·matching/total.
#[must_use]
pub fn likeness(matching: usize, total: usize) -> f64 {
    if total == 0 { 1.0 } else { 2.0 * matching as f64 / total as f64 }
}

/// Characters in matching blocks.
#[must_use]
pub fn matching(left: &[char], right: &[char]) -> usize {
    let mut total = 0;
    let mut stretches = vec![(left, right)];
    let mut row = Vec::new();
    while let Some((left, right)) = stretches.pop() {
        let Some(block) = longest_block(left, right, &mut row) else {
            continue;
        };
        total += block.size;
        let before = (left.get(..block.left), right.get(..block.right));
        let after = (left.get(block.left + block.size..), right.get(block.right + block.size..));
        for (left, right) in [before, after] {
            let (left, right) = (left.unwrap_or_default(), right.unwrap_or_default());
            if !left.is_empty() && !right.is_empty() {
                stretches.push((left, right));
            }
        }
    }
    total
}

/// No more than this can match: each character as often as both texts have it.
#[must_use]
pub fn matching_at_most(left: &[char], right: &[char]) -> usize {
    let mut available: HashMap<char, usize> = HashMap::new();
    for character in right {
        *available.entry(*character).or_default() += 1;
    }
    let mut shared = 0;
    for character in left {
        if let Some(count) = available.get_mut(character).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    shared
}

struct Block {
    left: usize,
    right: usize,
    size: usize,
}

/// The longest common block; `row` is working space, kept between calls.
fn longest_block(left: &[char], right: &[char], row: &mut Vec<usize>) -> Option<Block> {
    // row[j + 1]: length of the common block that ends at the present character of `left` and at right[j].
    row.clear();
    row.resize(right.len() + 1, 0);
    let (mut best, mut best_end) = (0, (0, 0));
    for (place, character) in left.iter().enumerate() {
        let mut diagonal = 0;
        for (other, (cell, candidate)) in row.iter_mut().skip(1).zip(right).enumerate() {
            let above = *cell;
            *cell = if candidate == character { diagonal + 1 } else { 0 };
            diagonal = above;
            if *cell > best {
                (best, best_end) = (*cell, (place, other));
            }
        }
    }
    (best > 0).then(|| Block { left: best_end.0 + 1 - best, right: best_end.1 + 1 - best, size: best })
}
