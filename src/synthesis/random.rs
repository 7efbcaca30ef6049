//! Chance that can be repeated: the same seed draws the same numbers everywhere.

/// A small generator of well-spread numbers (`SplitMix64`: Steele, Lea and Flood, 2014).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// A generator of its own for every combination of seed and labels.
    pub(super) fn new(seed: u64, labels: &[&str]) -> Self {
        let bytes = labels.iter().flat_map(|label| label.bytes().chain([0]));
        // FNV-1a: spreads the labels over all bits, and never changes between versions of the compiler.
        let state = bytes.fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        });
        let mut random = Self(state);
        random.next();
        random
    }

    /// A generator of its own for every number: cheaper than by labels, for what is made by the million.
    #[must_use]
    pub fn numbered(seed: u64, number: u64) -> Self {
        Self(seed.wrapping_mul(0xd6e8_feb8_6659_fd93) ^ number.wrapping_mul(0xa076_1d64_78bd_642f))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, not including, 1.
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From `low` to `high`, all as likely.
    pub fn real(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Around zero, with this standard deviation: the sum of uniform numbers is close enough.
    pub(super) fn spread(&mut self, deviation: f64) -> f64 {
        let sum: f64 = (0..6).map(|_| self.unit()).sum();
        (sum - 3.0) * deviation / 0.5_f64.sqrt()
    }

    /// A whole number from `low` to `high`, both included.
    pub(super) fn whole(&mut self, low: usize, high: usize) -> usize {
        let count = high.saturating_sub(low) as u64 + 1;
        low + (self.next() % count) as usize
    }

    /// Whether something happens that does so this often.
    pub(super) fn chance(&mut self, share: f64) -> bool {
        self.unit() < share
    }

    /// One of them; none of none.
    pub(super) fn pick<'t, T>(&mut self, of: &'t [T]) -> Option<&'t T> {
        of.get(self.whole(0, of.len().saturating_sub(1)))
    }

    /// One of the others with its share, else the usual.
    pub(super) fn choose<T: Copy>(&mut self, usual: T, others: &[(f64, T)]) -> T {
        let mut left = self.unit();
        for (share, other) in others {
            if left < *share {
                return *other;
            }
            left -= share;
        }
        usual
    }

    /// Puts them in an order of chance.
    pub(super) fn shuffle<T>(&mut self, all: &mut [T]) {
        for place in (1..all.len()).rev() {
            all.swap(place, self.whole(0, place));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn numbers_repeat_by_seed_and_labels() {
        let draw = |seed, labels: &[&str]| Random::new(seed, labels).next();
        assert_eq!(draw(1, &["a", "b"]), draw(1, &["a", "b"]));
        assert_ne!(draw(1, &["a", "b"]), draw(1, &["ab", ""]));
        assert_ne!(draw(1, &["a"]), draw(2, &["a"]));
    }

    #[test]
    fn draws_stay_in_their_range() {
        let mut random = Random::new(7, &[]);
        let mut mean = 0.0;
        for _ in 0..2000 {
            assert!((3..=5).contains(&random.whole(3, 5)));
            assert!((0.5..1.5).contains(&random.real(0.5, 1.5)));
            mean += random.spread(1.0) / 2000.0;
        }
        assert!(mean.abs() < 0.1, "{mean}");
        assert_eq!(random.pick::<u8>(&[]), None);
    }
}
