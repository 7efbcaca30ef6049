//! How often themes stand on the same statement: two that nearly always do may be one.

use std::collections::BTreeSet;

/// How far the themes of a codebook overlap in coded statements.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overlaps {
    /// Each theme's code with the number of its statements, in the order of the codebook.
    pub themes: Vec<(String, u64)>,
    /// Every pair of themes, each once, in that order; zeroes included.
    pub pairs: Vec<Overlap>,
}

/// Two themes and the statements that have them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// Their codes.
    pub themes: [String; 2],
    /// Statements with both.
    pub both: u64,
    /// Statements with at least one of them.
    pub either: u64,
}

impl Overlap {
    /// Jaccard index: the share of the statements with either theme that have both, 0 to 1; 0 where there are none.
    #[must_use]
    pub fn jaccard(&self) -> f64 {
        if self.either == 0 { 0.0 } else { self.both as f64 / self.either as f64 }
    }
}

/// Counts the themes of `codes` and their pairs over the codes of each statement.
#[must_use]
pub fn overlaps(codes: &[&str], statements: &[BTreeSet<&str>]) -> Overlaps {
    let count = |fits: &dyn Fn(&BTreeSet<&str>) -> bool| {
        statements.iter().filter(|statement| fits(statement)).count() as u64
    };
    let themes: Vec<(String, u64)> =
        codes.iter().map(|code| ((*code).to_owned(), count(&|own| own.contains(code)))).collect();
    let pairs = themes.iter().enumerate().flat_map(|(place, (one, of_one))| {
        themes.iter().skip(place + 1).map(move |(other, of_other)| {
            let both = count(&|own| own.contains(one.as_str()) && own.contains(other.as_str()));
            Overlap { themes: [one.clone(), other.clone()], both, either: of_one + of_other - both }
        })
    });
    Overlaps { pairs: pairs.collect(), themes }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::overlaps;

    #[test]
    fn pairs_are_counted_once_and_over_either() {
        let statements = [&["a", "b"][..], &["a"], &["b", "a"], &["c"], &[]];
        let statements = statements.map(|codes| BTreeSet::from_iter(codes.iter().copied()));
        let found = overlaps(&["a", "b", "c"], &statements);
        let counts: Vec<u64> = found.themes.iter().map(|(_, count)| *count).collect();
        assert_eq!(counts, [3, 2, 1]);
        let pairs: Vec<(u64, u64)> = found.pairs.iter().map(|pair| (pair.both, pair.either)).collect();
        assert_eq!(pairs, [(2, 3), (0, 4), (0, 3)]);
        assert!((found.pairs[0].jaccard() - 2.0 / 3.0).abs() < 1e-12);
        assert!(overlaps(&["a", "b"], &[]).pairs[0].jaccard() == 0.0);
    }
}
