//! The table of forms as bytes: forms with the same few bits of their hash stand together, so that a look is one jump and a dozen
//! bytes read. `build.rs` makes it and the library reads it, both by this file.

use super::filter::Place;

/// Groups of forms, of three or four each.
const GROUPS: usize = 1 << 17;

/// Bytes of an entry and of a place in the table.
const BYTES: usize = 4;

/// The table of forms with their entries: where each group begins, and where the last ends; then group after group, of each form its
/// length, its bytes and its entry. A form longer than 255 bytes is left out.
pub(crate) fn make<'f>(entries: impl Iterator<Item = (&'f str, u32)>) -> Vec<u8> {
    let mut groups = vec![Vec::new(); GROUPS];
    for (form, entry) in entries {
        let group = groups.get_mut(Place::of(form).among(GROUPS));
        if let Some((group, length)) = group.zip(u8::try_from(form.len()).ok()) {
            group.push(length);
            group.extend(form.bytes());
            group.extend(entry.to_le_bytes());
        }
    }
    let mut place = (GROUPS + 1) * BYTES;
    let mut table = Vec::with_capacity(place);
    for group in &groups {
        table.extend((place as u32).to_le_bytes());
        place += group.len();
    }
    table.extend((place as u32).to_le_bytes());
    table.extend(groups.into_iter().flatten());
    table
}

/// The entry of a form.
pub(crate) fn get(table: &[u8], form: &str, place: Place) -> Option<u32> {
    let group = place.among(GROUPS);
    let (places, _) = table.as_chunks::<BYTES>();
    let [from, to] =
        [group, group + 1].map(|group| places.get(group).map(|place| u32::from_le_bytes(*place)));
    let mut rest = table.get(from? as usize..to? as usize)?;
    while let Some((length, after)) = rest.split_first() {
        let (own, after) = after.split_at_checked(usize::from(*length))?;
        let (entry, after) = after.split_first_chunk::<BYTES>()?;
        if own == form.as_bytes() {
            return Some(u32::from_le_bytes(*entry));
        }
        rest = after;
    }
    None
}
