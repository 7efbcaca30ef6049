//! MASI: how alike two sets of codes are.

use std::collections::BTreeSet;

/// The likeness of two sets, 0 to 1: MASI, "measuring agreement on set-valued items" (Passonneau, LREC 2006).
///
/// Jaccard's share of common members, times how the sets contain each other: 1 for equal sets, 2/3 where one contains the other, 1/3
/// where they overlap, 0 where they share nothing. Two empty sets are equal.
#[must_use]
pub fn masi<T: Ord>(one: &BTreeSet<T>, other: &BTreeSet<T>) -> f64 {
    if one == other {
        return 1.0;
    }
    let common = one.intersection(other).count();
    let all = one.len() + other.len() - common;
    let monotonicity = match common {
        0 => return 0.0,
        common if common == one.len() || common == other.len() => 2.0 / 3.0,
        _ => 1.0 / 3.0,
    };
    monotonicity * common as f64 / all as f64
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::masi;

    fn of(one: &str, other: &str) -> f64 {
        let set = |codes: &str| -> BTreeSet<char> { codes.chars().collect() };
        assert_eq!(masi(&set(one), &set(other)).to_bits(), masi(&set(other), &set(one)).to_bits());
        masi(&set(one), &set(other))
    }

    #[test]
    fn likeness_is_jaccard_times_monotonicity() {
        let near = |one: f64, other: f64| assert!((one - other).abs() < 1e-15, "{one} {other}");
        near(of("", ""), 1.0);
        near(of("", "a"), 0.0);
        near(of("ab", "ab"), 1.0);
        near(of("a", "ab"), 2.0 / 3.0 / 2.0);
        near(of("ab", "bc"), 1.0 / 3.0 / 3.0);
        near(of("ab", "cd"), 0.0);
    }
}
