//! Tests of Word files, OpenDocument texts, web pages and mails: what comes out of files that LibreOffice made, of the oddities that
//! people send, and of broken files.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod folder;
mod generated;
mod hostile;
mod mail;
mod markdown;
mod office;
mod web;

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use bloemlezer::ingest::{IngestError, Ingested, ingest};
use bloemlezer::layout::layout;
use bloemlezer::model::{Document, Problem, Severity, SourcePiece, Statement, Structure, StructureKind};
use bloemlezer::segment::{SegmentInput, Segmented, segment};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What one file gives.
struct Read {
    ingested: Ingested,
    found: Segmented,
}

impl Read {
    fn statements(&self) -> Vec<&str> {
        self.found.statements.iter().map(|statement| statement.text.as_str()).collect()
    }

    fn statement(&self, start: &str) -> &Statement {
        let found = self.found.statements.iter().find(|statement| statement.text.starts_with(start));
        found.unwrap_or_else(|| panic!("no {start}: {:?}", self.statements()))
    }

    /// The texts of a kind of structure.
    fn structure(&self, kind: StructureKind) -> Vec<&str> {
        let own = self.found.structure.iter().filter(|element| element.kind == kind);
        own.map(|element| element.text.as_str()).collect()
    }

    fn errors(&self) -> Vec<&str> {
        errors(&self.ingested.problems)
    }
}

fn errors(problems: &[Problem]) -> Vec<&str> {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(|problem| problem.message.as_str()).collect()
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/documents").join(name)
}

/// Reads a file of that name with these bytes; what it holds is checked against the paragraphs it came from.
fn read_bytes(name: &str, bytes: &[u8]) -> Read {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    read(&folder.path().join(name))
}

fn read(path: &Path) -> Read {
    let ingested = ingest(&[path.to_path_buf()]).unwrap();
    let mut found = Segmented::default();
    for document in &ingested.documents {
        let own = segment(&[SegmentInput { document, blocks: layout(document) }]);
        check_sources(document, &own);
        found.statements.extend(own.statements);
        found.structure.extend(own.structure);
    }
    Read { ingested, found }
}

/// The problems of a file that can't be read.
fn refused(name: &str, bytes: &[u8]) -> Vec<Problem> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    match ingest(&[folder.path().to_path_buf()]) {
        Err(IngestError::NothingToRead { problems, .. }) => problems,
        other => panic!("{name} was read: {other:?}"),
    }
}

/// Invariants 1 and 2: every piece lies in its paragraph, pieces don't overlap, and together they hold every letter.
fn check_sources(document: &Document, found: &Segmented) {
    use std::collections::BTreeMap;
    let bloemlezer::model::Content::Pages(pages) = &document.content else { panic!("paragraphs expected") };
    let mut left: BTreeMap<(u32, u32), Vec<char>> = BTreeMap::new();
    for page in pages {
        for line in &page.lines {
            left.insert((page.key(), line.number), line.text.chars().collect());
        }
    }
    let letters = |text: &str| {
        let opened = text.replace('ﬁ', "fi");
        opened.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>()
    };
    let mut take = |source: &[SourcePiece], text: Option<&str>| {
        let mut taken = String::new();
        for piece in source {
            let (key, line, span) = piece.line().unwrap();
            let own = left.get_mut(&(key, line)).unwrap();
            for letter in &mut own[span.start as usize..span.end as usize] {
                assert_ne!(*letter, '\0', "taken twice: {piece:?}");
                taken.push(std::mem::replace(letter, '\0'));
            }
        }
        if let Some(text) = text {
            assert_eq!(letters(&taken), letters(text), "a text is its source");
        }
    };
    for Statement { source, text, .. } in &found.statements {
        take(source, Some(text));
    }
    for Structure { source, text, number, .. } in &found.structure {
        // A heading's number stands apart from its title.
        take(source, Some(text.as_str()).filter(|_| number.is_none()));
    }
    for (place, text) in left {
        let lost: String = text.iter().filter(|letter| **letter != '\0').collect();
        assert_eq!(lost.trim(), "", "lost at {place:?} of {}", document.path);
    }
}

/// A container with these entries.
fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";

/// A Word file with that body.
fn docx(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}

/// The same with further parts.
fn docx_with(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<w:document {WORD}><w:body>{body}</w:body></w:document>");
    let mut entries: Vec<(&str, &[u8])> = vec![("word/document.xml", document.as_bytes())];
    entries.extend(parts.iter().map(|(name, text)| (*name, text.as_bytes())));
    packed(&entries)
}

/// A paragraph of a Word file in one run.
fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// An OpenDocument text with that text.
fn odt(text: &str) -> Vec<u8> {
    let names = ["office", "text", "table", "style"]
        .map(|name| format!("xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""));
    let draw = "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\"";
    let content = format!(
        "<office:document-content {} {draw}><office:body><office:text>{text}</office:text></office:body>\
         </office:document-content>",
        names.join(" ")
    );
    packed(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())])
}
