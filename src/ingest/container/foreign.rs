//! What a file is when it is not what its extension says.

/// What bytes are that are no zip container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Foreign {
    /// Nothing, or blanks.
    Empty,
    /// A web page.
    Html,
    /// Any other text, such as a table with separators.
    Text,
    /// An Office document that is locked with a password.
    Locked,
    /// A document of an Office program of before 2007.
    OldOffice,
    /// Another format, by its name.
    Format(&'static str),
    /// Nothing known.
    Unknown,
}

/// So much of a file tells what it is.
const LOOKED_AT: usize = 4_096;

impl Foreign {
    /// By the first bytes; of old Office files by the names of their parts.
    pub(in crate::ingest) fn of(bytes: &[u8]) -> Self {
        const FORMATS: [(&[u8], &str); 8] = [
            (b"%PDF-", "a PDF"),
            (b"{\\rtf", "an RTF document"),
            (b"\x89PNG", "a PNG picture"),
            (b"\xff\xd8\xff", "a JPEG picture"),
            (b"\x1f\x8b", "a gzip file"),
            (b"Rar!", "a RAR archive"),
            (b"7z\xbc\xaf", "a 7-Zip archive"),
            (b"SQLite format 3\0", "an SQLite database"),
        ];
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            return if has_part(bytes, "EncryptedPackage") { Self::Locked } else { Self::OldOffice };
        }
        let named = FORMATS.iter().find(|(start, _)| bytes.starts_with(start));
        named.map_or_else(|| Self::text_or_unknown(bytes), |(_, name)| Self::Format(name))
    }

    fn text_or_unknown(bytes: &[u8]) -> Self {
        let head = bytes.get(..LOOKED_AT.min(bytes.len())).unwrap_or_default();
        let is_wide = matches!(head, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
        let text: Vec<u8> = head.iter().copied().filter(|byte| !is_wide || *byte != 0).collect();
        let control = |byte: &u8| *byte < 0x20 && !matches!(*byte, b'\t' | b'\n' | b'\r' | 0x0c);
        let lower = String::from_utf8_lossy(&text).to_lowercase();
        if text.iter().all(u8::is_ascii_whitespace) {
            Self::Empty
        } else if text.iter().any(control) {
            Self::Unknown
        } else if ["<html", "<!doctype html", "<table", "<body"].iter().any(|mark| lower.contains(mark)) {
            Self::Html
        } else {
            Self::Text
        }
    }
}

/// Whether a compound file has a part of that name; names stand in it in UTF-16.
fn has_part(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(wide.len()).any(|part| part == wide)
}

/// What a zip container is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Package {
    /// Excel, as XML.
    Workbook,
    /// Excel, in its binary form.
    BinaryWorkbook,
    /// Word.
    Word,
    /// `PowerPoint`.
    Slides,
    /// `OpenDocument` text.
    OpenText,
    /// `OpenDocument` spreadsheet.
    OpenSpreadsheet,
    /// `OpenDocument` slides and drawings, e-books and others that name their type.
    OtherDocument,
    /// Packed files.
    Archive,
}

impl Package {
    /// By the type that the container names, or the parts that it `has`.
    pub(super) fn of(media_type: &str, has: &dyn Fn(&str) -> bool) -> Self {
        const OPEN: &str = "application/vnd.oasis.opendocument.";
        match media_type.strip_prefix(OPEN).map(|kind| kind.trim_end_matches("-template")) {
            Some("text" | "text-master" | "text-web") => return Self::OpenText,
            Some("spreadsheet") => return Self::OpenSpreadsheet,
            _ if !media_type.is_empty() => return Self::OtherDocument,
            _ => {}
        }
        let parts = [
            ("xl/workbook.xml", Self::Workbook),
            ("xl/workbook.bin", Self::BinaryWorkbook),
            ("word/document.xml", Self::Word),
            ("ppt/presentation.xml", Self::Slides),
        ];
        parts.into_iter().find(|(name, _)| has(name)).map_or(Self::Archive, |(_, package)| package)
    }

    /// For a message.
    pub(in crate::ingest) fn name(self) -> &'static str {
        match self {
            Self::Workbook => "an Excel workbook (.xlsx)",
            Self::BinaryWorkbook => "a binary Excel workbook (.xlsb)",
            Self::Word => "a Word document (.docx)",
            Self::Slides => "a PowerPoint presentation (.pptx)",
            Self::OpenText => "an OpenDocument text (.odt)",
            Self::OpenSpreadsheet => "an OpenDocument spreadsheet (.ods)",
            Self::OtherDocument => "another kind of document",
            Self::Archive => "a zip archive of other files",
        }
    }
}
