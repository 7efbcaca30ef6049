//! Whether a file unpacks to far more than a document needs. Told before it is opened, since whoever unpacks it keeps no count.

use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush};

use super::limits;

/// Packed parts up to this size can't grow beyond the limit of a part.
const SMALL: usize = 128 << 10;

/// Bytes before a packed part in which it is described.
const DESCRIPTION: usize = 1_024;

/// Whether the packed parts of a file, pictures aside, grow beyond their limits.
pub(super) fn swells(file: &[u8]) -> bool {
    let mut left = limits::UNPACKED_FILE;
    let mut from = 0;
    while let Some(at) = find(file, b"stream", from) {
        let start = at + b"stream".len();
        let end = find(file, b"endstream", start).unwrap_or(file.len());
        let description = file.get(at.saturating_sub(DESCRIPTION)..at).unwrap_or_default();
        let packed = file.get(start..end).unwrap_or_default();
        let unpacked = unpacked_size(own_dictionary(description), packed);
        if unpacked > limits::UNPACKED_PART || unpacked > left {
            return true;
        }
        left -= unpacked;
        from = (end + b"endstream".len()).min(file.len());
    }
    false
}

/// What stands behind the last `obj` before the part.
fn own_dictionary(description: &[u8]) -> &[u8] {
    let at = description.windows(4).rposition(|bytes| bytes == b" obj").unwrap_or(0);
    description.get(at..).unwrap_or_default()
}

/// How large a part is unpacked, as far as it matters; pictures are never unpacked.
fn unpacked_size(dictionary: &[u8], packed: &[u8]) -> u64 {
    let times = |name: &[u8]| dictionary.windows(name.len()).filter(|bytes| *bytes == name).count() as u32;
    let flate = times(b"/FlateDecode") + times(b"/Fl ") + times(b"/Fl]") + times(b"/Fl/");
    let other = times(b"/LZW") + times(b"/RunLength");
    if times(b"/Image") > 0 || flate + other == 0 {
        return 0;
    }
    let raw = packed.len() as u64;
    if flate + other > 1 {
        // Packed twice, which no program does for use: only what is harmless in any case.
        return raw.saturating_mul(limits::RATIO.saturating_pow(flate + other));
    }
    if other == 1 {
        return raw.saturating_mul(limits::RATIO);
    }
    if packed.len() <= SMALL { raw } else { inflated(packed) }
}

/// How many bytes come out, counted up to the limit.
fn inflated(packed: &[u8]) -> u64 {
    let line_end = packed.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let mut input = packed.get(line_end..).unwrap_or_default();
    let mut state = InflateState::new_boxed(DataFormat::Zlib);
    let mut buffer = vec![0; 64 << 10];
    let mut size = 0;
    while size <= limits::UNPACKED_PART {
        let step = inflate(&mut state, input, &mut buffer, MZFlush::None);
        size += step.bytes_written as u64;
        input = input.get(step.bytes_consumed..).unwrap_or_default();
        if step.status.is_err() || step.bytes_written + step.bytes_consumed == 0 {
            break;
        }
    }
    size
}

fn find(file: &[u8], word: &[u8], from: usize) -> Option<usize> {
    let rest = file.get(from..)?;
    rest.windows(word.len()).position(|bytes| bytes == word).map(|at| from + at)
}
