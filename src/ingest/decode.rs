//! bytes → text: UTF-8, else what a byte order mark or the bytes themselves tell; binary data is refused.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A text and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The characters, without byte order mark.
    pub(super) text: String,
    /// The encoding's name in the WHATWG standard.
    pub(super) encoding: &'static str,
    /// Whether the encoding had to be guessed, or bytes fell outside it.
    pub(super) doubt: Option<Doubt>,
    /// NUL characters that were taken out: they are no text, and a few of them don't make a file binary.
    pub(super) nulls: usize,
}

/// What is doubtful about a decoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Not UTF-8, but all of it could be read.
    OtherEncoding,
    /// This many places could not be read and show as U+FFFD, the first in this line.
    Unreadable {
        /// Places.
        places: usize,
        /// Line in the file, from 1.
        line: u32,
    },
}

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoText {
    /// Nothing, or blank characters only.
    Empty,
    /// Binary data; the format where its first bytes name it.
    Binary(Option<&'static str>),
}

/// One control character in this many characters is still text.
const CHARACTERS_PER_CONTROL: usize = 20;

/// Decodes `bytes` as what they are; what the file itself has `declared` counts, unless a mark or the bytes say that it is UTF-8.
pub(super) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<Decoded, NoText> {
    if let Some(format) = binary_format(bytes) {
        return Err(NoText::Binary(Some(format)));
    }
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    let mut decoded = match (Encoding::for_bom(bytes), declared) {
        (Some((encoding, mark)), _) => decode_as(encoding, bytes.get(mark..).unwrap_or_default()),
        (None, Some(declared)) if !is_utf8 && declared != UTF_8 => {
            let decoded = decode_as(declared, bytes);
            // What the file declares is no guess.
            let doubt = decoded.doubt.filter(|doubt| *doubt != Doubt::OtherEncoding);
            Decoded { doubt, ..decoded }
        }
        (None, _) => decode_unmarked(bytes),
    };
    let mut characters = Characters::default();
    characters.add(&decoded.text);
    if let Some(refusal) = characters.refusal() {
        return Err(refusal);
    }
    if decoded.text.contains('\0') {
        decoded.nulls = decoded.text.matches('\0').count();
        decoded.text.retain(|character| character != '\0');
    }
    Ok(decoded)
}

fn decode_unmarked(bytes: &[u8]) -> Decoded {
    if std::str::from_utf8(bytes).is_ok() && !bytes.contains(&0) {
        return decode_as(UTF_8, bytes);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return decode_as(encoding, bytes);
    }
    if std::str::from_utf8(bytes).is_ok() || mostly_utf8(bytes) {
        return decode_as(UTF_8, bytes);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    decode_as(detector.guess(Some(b"nl"), Utf8Detection::Deny), bytes)
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, unreadable) = encoding.decode_without_bom_handling(bytes);
    let doubt = if unreadable {
        let before = text.split('\u{fffd}').next().unwrap_or_default();
        Some(Doubt::Unreadable {
            places: text.matches('\u{fffd}').count(),
            line: before.matches('\n').count() as u32 + 1,
        })
    } else {
        (encoding != UTF_8).then_some(Doubt::OtherEncoding)
    };
    Decoded { text: text.into_owned(), encoding: encoding.name(), doubt, nulls: 0 }
}

/// UTF-16 without a mark: Latin text has a zero in nearly every second byte and none in the others.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |offset: usize| {
        let half = bytes.iter().skip(offset).step_by(2);
        half.filter(|byte| **byte == 0).count()
    };
    let (even, odd, half) = (zeros(0), zeros(1), bytes.len() / 2);
    if half == 0 || !bytes.len().is_multiple_of(2) {
        None
    } else if even == 0 && odd * 10 > half * 7 {
        Some(UTF_16LE)
    } else if odd == 0 && even * 10 > half * 7 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether UTF-8 with damage is likelier than another encoding: far more whole multi-byte characters than stray bytes.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut stray) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        stray += usize::from(!chunk.invalid().is_empty());
    }
    whole > 4 * stray
}

/// What tells whether characters are a text.
#[derive(Debug, Default)]
pub(super) struct Characters {
    all: usize,
    controls: usize,
    /// Whether one is not blank.
    filled: bool,
}

impl Characters {
    pub(super) fn add(&mut self, text: &str) {
        for character in text.chars() {
            self.all += 1;
            let is_usual = matches!(character, '\t' | '\n' | '\r' | '\u{c}');
            self.controls += usize::from(character.is_control() && !is_usual);
            self.filled = self.filled || !character.is_whitespace();
        }
    }

    /// Why they are none.
    pub(super) fn refusal(&self) -> Option<NoText> {
        if !self.filled {
            return Some(NoText::Empty);
        }
        (self.controls * CHARACTERS_PER_CONTROL > self.all).then_some(NoText::Binary(None))
    }
}

/// The format that the first bytes name, where it is no text.
pub(super) fn binary_format(bytes: &[u8]) -> Option<&'static str> {
    const FORMATS: [(&[u8], &str); 8] = [
        (b"%PDF-", "PDF"),
        (b"PK\x03\x04", "a zip file, as Word, Excel and OpenDocument write them"),
        (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
        (b"{\\rtf", "RTF"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"\x1f\x8b", "a gzip file"),
        (b"SQLite format 3\0", "an SQLite database"),
    ];
    FORMATS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::{Decoded, Doubt, NoText};

    fn decode(bytes: &[u8]) -> Result<Decoded, NoText> {
        super::decode(bytes, None)
    }

    #[test]
    fn reads_utf8_with_and_without_mark() {
        let decoded = decode("één".as_bytes()).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.doubt), ("één", "UTF-8", None));
        let marked = decode(b"\xef\xbb\xbf\xc3\xa9").unwrap();
        assert_eq!((marked.text.as_str(), marked.doubt), ("é", None));
    }

    #[test]
    fn reads_other_encodings_as_what_they_are() {
        let latin = decode(b"co\xf6rdinatie op \xe9\xe9n plek \x96 nu").unwrap();
        assert_eq!((latin.text.as_str(), latin.encoding), ("coördinatie op één plek – nu", "windows-1252"));
        assert_eq!(latin.doubt, Some(Doubt::OtherEncoding));
        let utf16: Vec<u8> = "één loket".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&utf16).unwrap().text, "één loket");
        let marked: Vec<u8> = "\u{feff}één loket".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = decode(&marked).unwrap();
        assert_eq!((marked.text.as_str(), marked.encoding), ("één loket", "UTF-16BE"));
    }

    #[test]
    fn short_dutch_texts_from_old_windows_programs_come_out_right() {
        for text in [
            "cliënt",
            "Eén loket",
            "‘van het kastje naar de muur’",
            "kosten: € 20 per uur – te hoog",
            "reünie, ruïne, zoölogie, façade, crème",
            "“Wie pakt dit op?” vraagt iedereen…",
        ] {
            let (bytes, encoding, _) = encoding_rs::WINDOWS_1252.encode(text);
            let decoded = decode(&bytes).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding.name()));
        }
    }

    #[test]
    fn a_stray_byte_does_not_turn_the_whole_text() {
        let mut bytes = "één, twéé, coördinatie\nén cliënt".as_bytes().to_vec();
        bytes.push(0xff);
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.text, "één, twéé, coördinatie\nén cliënt\u{fffd}");
        assert_eq!(decoded.doubt, Some(Doubt::Unreadable { places: 1, line: 2 }));
    }

    #[test]
    fn refuses_what_is_no_text() {
        assert_eq!(decode(b""), Err(NoText::Empty));
        assert_eq!(decode(b"\xef\xbb\xbf \n\x0c"), Err(NoText::Empty));
        assert_eq!(decode(b"%PDF-1.7\n"), Err(NoText::Binary(Some("PDF"))));
        assert_eq!(decode(b"ab\0cd\0\0ef"), Err(NoText::Binary(None)));
        assert_eq!(decode(b"\x01\x02\x03\x04\x05abc"), Err(NoText::Binary(None)));
    }
}
