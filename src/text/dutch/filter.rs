//! A filter before the table of forms: tells most words that aren't in it by one look at one bit. `build.rs` makes it and the library
//! reads it, both by this file.

/// Bits of the filter: some ten per form, so that one word in ten that the table lacks is looked up in vain.
const BITS: u64 = 1 << 22;

/// The filter of some forms.
pub(crate) fn make<'f>(forms: impl Iterator<Item = &'f str>) -> Vec<u8> {
    let mut bits = vec![0; (BITS / 8) as usize];
    for form in forms {
        let (byte, bit) = place(form);
        if let Some(byte) = bits.get_mut(byte) {
            *byte |= bit;
        }
    }
    bits
}

/// Whether a form may be among those that the filter was made of.
pub(crate) fn may_have(filter: &[u8], form: &str) -> bool {
    let (byte, bit) = place(form);
    filter.get(byte).is_some_and(|bits| bits & bit != 0)
}

/// Byte and bit of a form, by its FNV-1a hash (Fowler, Noll and Vo; RFC 9923), whose upper bits are the better mixed ones.
fn place(form: &str) -> (usize, u8) {
    let hash = form.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let bit = (hash ^ (hash >> 32)) % BITS;
    ((bit / 8) as usize, 1 << (bit % 8))
}
