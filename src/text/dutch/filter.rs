//! A filter before the table of forms: tells nearly all words that aren't in it by a look at one number. `build.rs` makes it and the
//! library reads it, both by this file.

/// Numbers of the filter, 64 bits each: some ten bits per form, of which each sets three, so that of the words that the table lacks
/// one in forty is looked up in vain (Putze, Sanders and Singler 2009, a blocked Bloom filter).
const NUMBERS: usize = 1 << 16;

/// Bytes of a number.
const BYTES: usize = 8;

/// Where a form stands in the filter.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place(u64);

impl Place {
    /// By the FNV-1a hash (Fowler, Noll and Vo; RFC 9923) of its bytes from the last to the first.
    pub(crate) fn of(form: &str) -> Self {
        Self(form.bytes().rev().fold(START, step))
    }

    /// Whether the form may be among those that the filter was made of.
    pub(crate) fn is_set(self, filter: &[u8]) -> bool {
        let (number, bits) = self.bits();
        let (numbers, _) = filter.as_chunks::<BYTES>();
        numbers.get(number).is_some_and(|bytes| u64::from_le_bytes(*bytes) & bits == bits)
    }

    /// One of so many groups, by other bits than the filter goes by.
    pub(crate) fn among(self, groups: usize) -> usize {
        (self.mixed() >> 8) as usize % groups
    }

    /// The number and its bits.
    fn bits(self) -> (usize, u64) {
        let mixed = self.mixed();
        let bit = |at: u32| 1 << (mixed >> at & 63);
        ((mixed >> 48) as usize % NUMBERS, bit(42) | bit(36) | bit(30))
    }

    /// All bits moved by all letters: the first ones of a word have moved the lower bits alone.
    fn mixed(self) -> u64 {
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ (mixed >> 32)
    }
}

/// The endings of a word of ASCII letters with their places, from the shortest, each letter looked at once.
pub(crate) fn endings(word: &str) -> impl Iterator<Item = (&str, Place)> {
    let letters = word.bytes().enumerate().rev();
    letters.scan(START, move |hash, (at, byte)| {
        *hash = step(*hash, byte);
        Some((word.get(at..)?, Place(*hash)))
    })
}

const START: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// The filter of some forms.
pub(crate) fn make<'f>(forms: impl Iterator<Item = &'f str>) -> Vec<u8> {
    let mut filter = vec![0; NUMBERS];
    for form in forms {
        let (number, bits) = Place::of(form).bits();
        if let Some(own) = filter.get_mut(number) {
            *own |= bits;
        }
    }
    filter.into_iter().flat_map(u64::to_le_bytes).collect()
}
