//! Damaged files of every format: bits turned, ends cut off, bytes swapped and copied over, all by a seed. Nothing may panic or hang, and the good file
//! beside them must come through unharmed.
//!
//! `BLOEMLEZER_MUTATIONS=20000` makes that many cases rather than a thousand.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use bloemlezer::ingest::ingest;
use bloemlezer::layout::layout;
use bloemlezer::model::Document;
use bloemlezer::segment::{SegmentInput, segment};

use super::pdf::fixtures;
use super::workbook::{container, parts};

/// What is damaged.
const FORMATS: [&str; 10] = ["pdf", "txt", "md", "csv", "jsonl", "xlsx", "docx", "odt", "html", "eml"];

/// Cases in a folder.
const BATCH: u64 = 50;

/// A batch takes a second or so; one that takes this long hangs.
const HANGS: Duration = Duration::from_secs(120);

/// A small generator of numbers (xorshift), so that a seed means the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }
}

/// Damages `bytes` in one to a dozen places.
fn damage(bytes: &mut Vec<u8>, numbers: &mut Numbers) {
    for _ in 0..1 + numbers.below(12) {
        let (at, other) = (numbers.below(bytes.len()), numbers.below(bytes.len()));
        if bytes.is_empty() {
            return;
        }
        match numbers.below(8) {
            0..=2 => bytes[at] ^= 1 << numbers.below(8),
            3 => bytes.swap(at, other),
            4 => bytes[at] = b"0123456789<>[]()/ \n"[numbers.below(19)],
            5 => {
                let length = 1 + numbers.below(40);
                let part: Vec<u8> = bytes.iter().skip(other).take(length).copied().collect();
                bytes.splice(at..at, part);
            }
            6 => {
                let end = (at + 1 + numbers.below(40)).min(bytes.len());
                bytes.drain(at..end);
            }
            // Cutting off the end is rare, or little else would be tried on what comes after.
            _ if numbers.below(4) == 0 => bytes.truncate(at),
            _ => bytes[at] = 0xff,
        }
    }
}

/// The container with one of its parts damaged: damage to the packed bytes themselves hardly gets past their check sums. Half the times
/// that is the running text, which matters most.
fn damaged_inside(bytes: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut parts = parts(bytes);
    let text =
        parts.iter().position(|(name, _)| ["word/document.xml", "content.xml"].contains(&name.as_str()));
    let at = match text {
        Some(text) if numbers.below(2) == 0 => text,
        _ => numbers.below(parts.len()),
    };
    damage(&mut parts[at].1, numbers);
    container(&parts)
}

/// Files that are damaged: every PDF of the fixtures, texts, tables, office files, web pages and mails.
fn sources() -> Vec<PathBuf> {
    let below = |folder: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    let folders =
        [fixtures(), below("ingest/pages"), below("ingest/tables"), below("tables"), below("documents")];
    let mut sources: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| FORMATS.contains(&end.to_str().unwrap())))
        .collect();
    sources.sort();
    assert!(sources.len() > 20, "{sources:?}");
    sources
}

/// Fills `folder` with the cases from seed `first` on and a good file, and reads it all.
fn read_batch(folder: &Path, first: u64, count: u64, sources: &[PathBuf]) {
    for seed in first..first + count {
        let mut numbers = Numbers::new(seed);
        let source = &sources[numbers.below(sources.len())];
        let mut bytes = fs::read(source).unwrap();
        let extension = source.extension().unwrap().to_str().unwrap();
        if ["docx", "odt", "xlsx"].contains(&extension) && numbers.below(8) > 0 {
            bytes = damaged_inside(&bytes, &mut numbers);
        } else {
            damage(&mut bytes, &mut numbers);
        }
        fs::write(folder.join(format!("{seed:08}.{extension}")), bytes).unwrap();
    }
    fs::copy(fixtures().join("columns-by-row.pdf"), folder.join("good.pdf")).unwrap();
    let ingested = ingest(&[folder.to_path_buf()]).unwrap();
    for document in &ingested.documents {
        let found = statements(document);
        if document.path == "good.pdf" {
            assert_eq!(found.len(), 8, "the good file beside seeds from {first}");
        }
    }
    let read = ingested.documents.iter().any(|document| document.path == "good.pdf");
    assert!(read, "the good file beside seeds from {first}");
    // A file that gave nothing is told of.
    for seed in first..first + count {
        let name = format!("{seed:08}.");
        let told = ingested.documents.iter().any(|document| document.path.starts_with(&name))
            || ingested.problems.iter().any(|problem| problem.file.starts_with(&name));
        assert!(told, "seed {seed} went without a word");
    }
}

fn statements(document: &Document) -> Vec<String> {
    let found = segment(&[SegmentInput { document, blocks: layout(document) }]);
    found.statements.into_iter().map(|statement| statement.text).collect()
}

#[test]
fn damaged_files_neither_panic_nor_hang_nor_harm_the_good_ones() {
    let cases = std::env::var("BLOEMLEZER_MUTATIONS").map_or(1_000, |count| count.parse().unwrap());
    let sources = sources();
    for first in (0..cases).step_by(BATCH as usize) {
        let folder = tempfile::tempdir().unwrap();
        let (path, sources) = (folder.path().to_path_buf(), sources.clone());
        let (done, wait) = mpsc::channel();
        let count = BATCH.min(cases - first);
        let worker = thread::spawn(move || {
            read_batch(&path, first, count, &sources);
            done.send(()).unwrap();
        });
        match wait.recv_timeout(HANGS) {
            Err(mpsc::RecvTimeoutError::Timeout) => {
                panic!("hangs on one of seeds {first} to {}", first + count - 1)
            }
            _ => worker.join().unwrap(),
        }
    }
}
