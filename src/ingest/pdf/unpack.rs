//! Packed parts of a file, and its strings.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use hayro_syntax::Filter;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Object, Stream};

use super::limits;

/// The instructions in a stream; `None` where they can't be unpacked, or would be more than any page needs.
pub(super) fn instructions<'a>(stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
    let packings = stream.filters().iter().filter(|filter| is_packing(**filter)).count() as u32;
    let most = (stream.raw_data().len() as u64).saturating_mul(limits::RATIO.saturating_pow(packings));
    if packings > 1 && most > limits::UNPACKED_PART {
        return None;
    }
    stream.decoded_data().ok()
}

fn is_packing(filter: Filter) -> bool {
    matches!(filter, Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode)
}

/// All instructions of a page, its parts put together; and whether each could be unpacked.
pub(super) fn page(page: &Dict<'_>) -> (Vec<u8>, bool) {
    let streams: Vec<Stream<'_>> = match page.get::<Object<'_>>(keys::CONTENTS) {
        Some(Object::Stream(stream)) => vec![stream],
        Some(Object::Array(parts)) => parts.iter::<Stream<'_>>().collect(),
        _ => page
            .get::<Array<'_>>(keys::CONTENTS)
            .into_iter()
            .flat_map(|parts| parts.iter::<Stream<'_>>().collect::<Vec<_>>())
            .collect(),
    };
    let (mut all, mut whole) = (Vec::new(), true);
    for stream in &streams {
        match instructions(stream) {
            Some(part) if (all.len() + part.len()) as u64 <= limits::UNPACKED_PART => {
                all.extend_from_slice(&part);
                all.push(b' ');
            }
            _ => whole = false,
        }
    }
    (all, whole)
}

/// A text string: UTF-16 or UTF-8 by its mark, else what PDF takes for Latin.
pub(super) fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xff, 0xfe, rest @ ..] => UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}
