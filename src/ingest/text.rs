//! The text of a table: held, or, of a big file, left there and read piece by piece. Pieces are read, not mapped: what is mapped counts as
//! memory of the run.

use std::borrow::Cow;
use std::fs::{File, Metadata};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, UNIX_EPOCH};

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use super::IngestError;
use super::decode::{Characters, binary_format};

/// A smaller file is read as a whole.
const BIG: u64 = 8_000_000;

/// Bytes that are read at a time where all are read.
pub(super) const PIECE: usize = 1 << 20;

/// The mark that UTF-8 may begin with.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// A text of which pieces can be read. Places count bytes from its beginning.
#[derive(Debug)]
pub(super) enum Text {
    /// In memory.
    Held(String),
    /// In its file.
    InFile(TextFile),
}

/// A piece of a text.
pub(super) struct Piece<'t> {
    pub(super) text: Cow<'t, str>,
    /// Whether the text ends with it.
    pub(super) is_last: bool,
}

impl Text {
    /// What stands at a place, of some `most` bytes; more of what costs nothing. Where a file can't be read any more, the text ends,
    /// which [`Text::check`] tells.
    pub(super) fn piece(&self, from: u64, most: usize) -> Piece<'_> {
        match self {
            Self::Held(text) => {
                let from = usize::try_from(from).unwrap_or(usize::MAX);
                Piece { text: Cow::Borrowed(text.get(from..).unwrap_or_default()), is_last: true }
            }
            Self::InFile(file) => {
                let (text, is_last) = file.read(from, most).unwrap_or_else(|_| {
                    file.failed.store(true, Ordering::Relaxed);
                    (String::new(), true)
                });
                Piece { text: Cow::Owned(text), is_last }
            }
        }
    }

    /// Whether all that was read of it was of the same text.
    pub(super) fn check(&self) -> Result<(), IngestError> {
        match self {
            Self::InFile(file) if !file.is_unchanged() => {
                Err(IngestError::Changed { path: file.path.clone() })
            }
            _ => Ok(()),
        }
    }
}

/// A file of UTF-8.
#[derive(Debug)]
pub(super) struct TextFile {
    path: PathBuf,
    file: Mutex<File>,
    /// Bytes before the text.
    mark: u64,
    /// Bytes of the text.
    length: u64,
    /// When it was changed last, from 1970.
    changed: Option<Duration>,
    /// Whether a piece could not be read.
    failed: AtomicBool,
}

impl TextFile {
    fn new(path: &Path, file: File, mark: u64) -> io::Result<Self> {
        let facts = file.metadata()?;
        Ok(Self {
            path: path.to_owned(),
            file: Mutex::new(file),
            mark,
            length: facts.len().saturating_sub(mark),
            changed: changed(&facts),
            failed: AtomicBool::new(false),
        })
    }

    /// A file of any size.
    #[cfg(test)]
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        Self::new(path, File::open(path)?, 0)
    }

    fn read(&self, from: u64, most: usize) -> io::Result<(String, bool)> {
        let left = self.length.saturating_sub(from);
        let count = left.min(most.max(4) as u64);
        let mut bytes = vec![0; usize::try_from(count).map_err(io::Error::other)?];
        {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(self.mark + from))?;
            file.read_exact(&mut bytes)?;
        }
        let text = String::from_utf8(bytes).or_else(|error| {
            // The last character goes on in the next piece.
            let whole = error.utf8_error();
            let is_cut = whole.error_len().is_none() && count < left;
            let mut bytes = error.into_bytes();
            bytes.truncate(if is_cut { whole.valid_up_to() } else { bytes.len() });
            String::from_utf8(bytes)
        });
        Ok((text.map_err(io::Error::other)?, count == left))
    }

    fn is_unchanged(&self) -> bool {
        let file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let facts = file.metadata().map(|now| (now.len(), changed(&now)));
        let same = facts.is_ok_and(|facts| facts == (self.mark + self.length, self.changed));
        same && !self.failed.load(Ordering::Relaxed)
    }
}

fn changed(facts: &Metadata) -> Option<Duration> {
    facts.modified().ok()?.duration_since(UNIX_EPOCH).ok()
}

/// The text of a big file that is UTF-8 without doubt, and its hash; nothing of any other file, which is to be read as a whole.
pub(super) fn big_text(path: &Path) -> io::Result<Option<(Text, String)>> {
    let mut file = File::open(path)?;
    if file.metadata()?.len() < BIG {
        return Ok(None);
    }
    let mut text = TextFile::new(path, file.try_clone()?, 0)?;
    let Some((mark, sha256)) = look_over(&mut file, text.length)? else { return Ok(None) };
    (text.mark, text.length) = (mark, text.length - mark);
    Ok(Some((Text::InFile(text), sha256)))
}

/// Reads all of a file: the bytes of its mark and its hash, where it is such a text.
fn look_over(file: &mut File, length: u64) -> io::Result<Option<(u64, String)>> {
    let (mut hash, mut characters) = (Sha256::new(), Characters::default());
    let (mut piece, mut kept, mut mark, mut seen) = (vec![0; PIECE], 0, 0, 0);
    loop {
        let count = file.read(piece.get_mut(kept..).unwrap_or_default())?;
        let (before, bytes) = (kept, piece.get(..kept + count).unwrap_or_default());
        hash.update(bytes.get(before..).unwrap_or_default());
        if seen == 0 && binary_format(bytes).is_some() {
            return Ok(None);
        }
        let bytes = match bytes.strip_prefix(MARK) {
            Some(text) if seen == 0 => {
                mark = MARK.len() as u64;
                text
            }
            _ => bytes,
        };
        let skipped = kept + count - bytes.len();
        seen += count as u64;
        let whole = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) if error.error_len().is_none() && count > 0 => {
                let whole = bytes.get(..error.valid_up_to()).unwrap_or_default();
                std::str::from_utf8(whole).unwrap_or_default()
            }
            Err(_) => return Ok(None),
        };
        characters.add(whole);
        if whole.contains('\0') {
            return Ok(None);
        }
        if count == 0 {
            break;
        }
        let rest = skipped + whole.len()..kept + count;
        kept = rest.len();
        piece.copy_within(rest, 0);
    }
    let is_text = characters.refusal().is_none() && seen == length;
    Ok(is_text.then(|| (mark, HEXLOWER.encode(&hash.finalize()))))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{BIG, Text, big_text};
    use crate::ingest::IngestError;

    /// A text of more than [`BIG`] bytes whose characters have one to four of them.
    fn text() -> String {
        let line = "a é € 🚌 wachttijd;";
        line.repeat(usize::try_from(BIG).unwrap() / line.len() + 2)
    }

    fn big(bytes: &[u8]) -> (tempfile::TempDir, Option<(Text, String)>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.csv");
        fs::write(&path, bytes).unwrap();
        let read = big_text(&path).unwrap();
        (folder, read)
    }

    fn all(text: &Text, most: usize) -> String {
        let (mut all, mut ended) = (String::new(), false);
        while !ended {
            let piece = text.piece(all.len() as u64, most);
            all.push_str(&piece.text);
            ended = piece.is_last;
        }
        all
    }

    #[test]
    fn pieces_make_up_the_text_and_the_hash_is_of_the_bytes() {
        let whole = text();
        for bytes in [whole.clone().into_bytes(), ["\u{feff}", &whole].concat().into_bytes()] {
            let (_folder, read) = big(&bytes);
            let (text, sha256) = read.expect("it is big");
            assert_eq!(sha256, crate::ingest::read::sha256(&bytes));
            assert!(all(&text, 1_000_003) == whole);
            assert_eq!(text.piece(2, 3).text, "é ");
            assert_eq!(text.piece(5, 4).text, "€ ");
            text.check().unwrap();
        }
    }

    #[test]
    fn what_is_small_or_doubtful_is_read_as_a_whole() {
        let whole = text();
        let broken = [whole.as_bytes(), b"\xff"].concat();
        let nul = [whole.as_bytes(), b"\0"].concat();
        let cut = [whole.as_bytes(), b"\xe2\x82"].concat();
        let blank = vec![b' '; whole.len()];
        for bytes in [b"id;tekst\n1;a\n".as_slice(), &broken, &nul, &cut, &blank] {
            assert!(big(bytes).1.is_none());
        }
    }

    #[test]
    fn a_file_that_changes_meanwhile_is_told() {
        for shorter in [true, false] {
            let whole = text();
            let (folder, read) = big(whole.as_bytes());
            let (text, _) = read.expect("it is big");
            let file = fs::File::options().write(true).open(folder.path().join("t.csv")).unwrap();
            file.set_len(if shorter { BIG - 5 } else { whole.len() as u64 + 5 }).unwrap();
            let read = all(&text, 1 << 20);
            assert_eq!(read.len() < whole.len(), shorter);
            assert!(matches!(text.check(), Err(IngestError::Changed { .. })));
        }
    }
}
