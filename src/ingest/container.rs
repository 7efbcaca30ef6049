//! A zip container's bytes → its entries, unpacked within limits: what .xlsx, .docx and .odt files are packed in.
//!
//! Opening unpacks every entry once and counts, since what a container says of its sizes need not be true. After that the entries are
//! safe to unpack, by [`Container::read`] or by a library that opens the same bytes.

mod foreign;
mod refusal;

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;

pub(super) use self::foreign::{Foreign, Package};
pub(super) use self::refusal::{Expected, refused};

/// Entries in one container.
const ENTRIES: usize = 20_000;

/// Bytes that all entries together may unpack to.
const UNPACKED: u64 = 1 << 30;

/// How many times its packed size an entry may unpack to; sheets of like rows come to some 30 times.
const RATIO: u64 = 200;

/// Entries that unpack to less may do so by any ratio.
const SMALL: u64 = 16 << 20;

/// Bytes unpacked at once.
const CHUNK: usize = 64 << 10;

/// One packed file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its path in the container.
    pub(super) name: String,
    /// Bytes that it unpacks to, counted.
    pub(super) size: u64,
    /// Whether all of it could be unpacked and its check sum is right.
    pub(super) is_sound: bool,
}

/// Why a container, or an entry, can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The bytes are no zip container but something else.
    Foreign(Foreign),
    /// It begins as a zip container, and the list of contents that must end it is missing or wrong.
    CutOff,
    /// Entries are there that can't be unpacked.
    Damaged {
        /// The first of them.
        entry: String,
    },
    /// Entries are locked with a password.
    Locked,
    /// It holds more than any document needs; what exceeds which limit.
    TooLarge(String),
}

/// A container whose entries have been counted.
#[derive(Debug)]
pub(super) struct Container<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    entries: Vec<Entry>,
}

impl<'b> Container<'b> {
    /// Opens a container and counts what its entries unpack to.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        Self::open_within(bytes, Limits::DEFAULT)
    }

    fn open_within(bytes: &'b [u8], limits: Limits) -> Result<Self, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| unopened(bytes))?;
        if archive.len() > limits.entries {
            let count = archive.len();
            return Err(Refusal::TooLarge(format!("{count} files in it, of at most {}", limits.entries)));
        }
        let mut container = Self { archive, entries: Vec::new() };
        let mut left = limits.unpacked;
        for number in 0..container.archive.len() {
            let entry = container.measure(number, left, limits)?;
            left = left.saturating_sub(entry.size);
            container.entries.push(entry);
        }
        Ok(container)
    }

    /// All entries, in the order of the container's list.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of that path; programs differ in case and in the slash, so that an equal path but for these serves.
    pub(super) fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.get(self.place(name)?)
    }

    /// Unpacks the entry of that path, which must hold at most `limit` bytes; `None` where there is none.
    pub(super) fn read(&mut self, name: &str, limit: u64) -> Option<Result<Vec<u8>, Refusal>> {
        let place = self.place(name)?;
        let entry = self.entries.get(place)?;
        if entry.size > limit {
            let message =
                format!("`{name}` in it is of {}, of at most {}", megabytes(entry.size), megabytes(limit));
            return Some(Err(Refusal::TooLarge(message)));
        }
        let damaged = || Refusal::Damaged { entry: name.to_owned() };
        let mut bytes = Vec::new();
        let read = self
            .archive
            .by_index(place)
            .ok()
            .and_then(|entry| entry.take(limit).read_to_end(&mut bytes).ok());
        Some(read.map(|_| bytes).ok_or_else(damaged))
    }

    /// What the container is, by the names of its entries.
    pub(super) fn package(&mut self) -> Package {
        const MEDIA_TYPE: u64 = 1_000;
        let media_type = self.read("mimetype", MEDIA_TYPE).and_then(Result::ok).unwrap_or_default();
        let media_type = String::from_utf8_lossy(&media_type).trim().to_owned();
        Package::of(&media_type, &|name| self.entry(name).is_some())
    }

    fn place(&self, name: &str) -> Option<usize> {
        let exact = self.entries.iter().position(|entry| entry.name == name);
        exact.or_else(|| self.entries.iter().position(|entry| same_path(&entry.name, name)))
    }

    /// Unpacks one entry into nothing; `left` is what the whole container may still unpack to.
    fn measure(&mut self, number: usize, left: u64, limits: Limits) -> Result<Entry, Refusal> {
        let Ok(mut file) = self.archive.by_index(number) else {
            let raw = self.archive.by_index_raw(number);
            if raw.as_ref().is_ok_and(ZipFile::encrypted) {
                return Err(Refusal::Locked);
            }
            let name = raw.map_or_else(|_| format!("file {}", number + 1), |file| name_of(&file));
            return Ok(Entry { name, size: 0, is_sound: false });
        };
        let (name, packed) = (name_of(&file), file.compressed_size());
        let mut chunk = vec![0; CHUNK];
        let mut size = 0_u64;
        let is_sound = loop {
            match file.read(&mut chunk) {
                Ok(0) => break true,
                Ok(read) => size += read as u64,
                Err(_) => break false,
            }
            if size > left {
                let limit = megabytes(limits.unpacked);
                return Err(Refusal::TooLarge(format!("it unpacks to more than {limit}")));
            }
            if size > limits.small && size / limits.ratio > packed {
                let ratio = limits.ratio;
                return Err(Refusal::TooLarge(format!(
                    "`{name}` in it unpacks to more than {ratio} times its size"
                )));
            }
        };
        Ok(Entry { name, size, is_sound })
    }
}

/// What a container may hold.
#[derive(Debug, Clone, Copy)]
struct Limits {
    entries: usize,
    unpacked: u64,
    ratio: u64,
    small: u64,
}

impl Limits {
    const DEFAULT: Self = Self { entries: ENTRIES, unpacked: UNPACKED, ratio: RATIO, small: SMALL };
}

/// Why bytes could not be opened as a zip container.
fn unopened(bytes: &[u8]) -> Refusal {
    if bytes.starts_with(b"PK\x03\x04") { Refusal::CutOff } else { Refusal::Foreign(Foreign::of(bytes)) }
}

fn name_of<R: Read>(file: &ZipFile<'_, R>) -> String {
    match file.name() {
        Ok(name) => name.into_owned(),
        Err(_) => String::from_utf8_lossy(file.name_raw()).into_owned(),
    }
}

fn same_path(one: &str, other: &str) -> bool {
    let bare = |path: &str| path.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase();
    bare(one) == bare(other)
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes >> 20)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::{Container, Foreign, Limits, Package, Refusal};

    fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn refusal(bytes: &[u8], limits: Limits) -> Refusal {
        Container::open_within(bytes, limits).unwrap_err()
    }

    #[test]
    fn entries_are_counted_and_read_within_their_limit() {
        let bytes = packed(&[("word/document.xml", b"<w/>"), ("Leeg.txt", b"")]);
        let mut container = Container::open(&bytes).unwrap();
        let sizes: Vec<_> = container
            .entries()
            .iter()
            .map(|entry| (entry.name.as_str(), entry.size, entry.is_sound))
            .collect();
        assert_eq!(sizes, [("word/document.xml", 4, true), ("Leeg.txt", 0, true)]);
        assert_eq!(container.package(), Package::Word);
        assert_eq!(container.read("Word\\Document.xml", 4), Some(Ok(b"<w/>".to_vec())));
        assert!(matches!(container.read("word/document.xml", 3), Some(Err(Refusal::TooLarge(_)))));
        assert_eq!(container.read("word/styles.xml", 10), None);
    }

    #[test]
    fn a_container_that_swells_is_refused_before_it_is_used() {
        let bytes = packed(&[("a.xml", &[b'a'; 300_000]), ("b.xml", &[b'b'; 300_000])]);
        let limits = Limits { small: 100_000, ..Limits::DEFAULT };
        assert!(matches!(refusal(&bytes, limits), Refusal::TooLarge(why) if why.contains("`a.xml`")));
        let limits = Limits { unpacked: 500_000, ..Limits::DEFAULT };
        assert!(matches!(refusal(&bytes, limits), Refusal::TooLarge(why) if why.contains("unpacks")));
        let limits = Limits { entries: 1, ..Limits::DEFAULT };
        assert!(matches!(refusal(&bytes, limits), Refusal::TooLarge(why) if why.contains("2 files")));
        assert!(Container::open(&bytes).is_ok());
    }

    #[test]
    fn what_is_cut_off_or_no_container_is_told_apart() {
        let bytes = packed(&[("a.xml", b"tekst")]);
        assert_eq!(refusal(&bytes[..bytes.len() / 2], Limits::DEFAULT), Refusal::CutOff);
        assert_eq!(refusal(b"id;tekst\n1;een\n", Limits::DEFAULT), Refusal::Foreign(Foreign::Text));
        assert_eq!(refusal(b"", Limits::DEFAULT), Refusal::Foreign(Foreign::Empty));
    }

    #[test]
    fn an_entry_with_a_wrong_check_sum_is_unsound_and_the_others_are_not() {
        let mut bytes = packed(&[("a.xml", b"eenlettergrepig"), ("b.xml", b"twee")]);
        let place = bytes.windows(5).position(|part| part == b"a.xml").unwrap() + 5;
        bytes[place + 3] ^= 0x55;
        let mut container = Container::open(&bytes).unwrap();
        let sound: Vec<_> = container.entries().iter().map(|entry| entry.is_sound).collect();
        assert_eq!(sound, [false, true]);
        assert_eq!(container.read("a.xml", 100), Some(Err(Refusal::Damaged { entry: "a.xml".into() })));
    }
}
