//! One file's bytes → its document and those attached to it, by the reader of its format.

use std::fs;
use std::sync::Arc;

use data_encoding::HEXLOWER;
use encoding_rs::UTF_8;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::decode::{Decoded, Doubt, NoText, decode};
use super::formats::{Format, READ_TODAY, format_of};
use super::long::LongTable;
use super::notes::Notes;
use super::table::Table;
use super::text::{Text, big_text};
use super::walk::Found;
use super::{TableUse, delimited, docx, html, jsonl, mail, markdown, odt, pages, pdf, reason, tables, xlsx};
use crate::cache::{Cache, Key};
use crate::model::{Consultation, Content, Document, Header, Page, Problem, problem_codes};

/// Mails attached to mails.
const NESTED: usize = 5;

/// What reading gives beside documents.
pub(super) struct Gathered<'g> {
    pub(super) problems: &'g mut Vec<Problem>,
    pub(super) tables: &'g mut Vec<TableUse>,
    /// A table of which more texts may be published is not held.
    pub(super) held: usize,
    /// What was read before.
    pub(super) cache: &'g Cache,
    /// The table whose records are read later, of a file that is nothing else.
    pub(super) long: Option<LongTable>,
}

/// Reads a file: its document, and after a mail's own the documents that are attached to it; none where it can't be used, which is noted.
pub(super) fn read_file(
    file: &Found,
    format: Format,
    consultation: &Arc<Consultation>,
    gathered: &mut Gathered<'_>,
) -> Vec<Document> {
    let big = if format == Format::Delimited { big_text(&file.file) } else { Ok(None) };
    let read = big.and_then(|big| match big {
        Some((text, sha256)) => Ok(read_big(&file.path, text, sha256, consultation, gathered)),
        None => {
            let bytes = fs::read(&file.file)?;
            Ok(read_bytes(&file.path, format, bytes, consultation, gathered, NESTED))
        }
    });
    read.unwrap_or_else(|error| {
        Notes::new(&file.path, gathered.problems).error(
            problem_codes::UNREADABLE,
            format!("cannot be read: {}", reason(&error)),
            "check that it exists and who may read it",
        );
        Vec::new()
    })
}

/// Reads a delimited text that stays in its file.
fn read_big(
    path: &str,
    text: Text,
    sha256: String,
    consultation: &Arc<Consultation>,
    gathered: &mut Gathered<'_>,
) -> Vec<Document> {
    let mut notes = Notes::new(path, gathered.problems);
    let held = gathered.held;
    let Some(mut read) = read_delimited(UTF_8.name(), text, consultation, held, &mut notes) else {
        return Vec::new();
    };
    vec![document(path, sha256, &mut read, consultation, gathered)]
}

fn read_bytes(
    path: &str,
    format: Format,
    bytes: Vec<u8>,
    consultation: &Arc<Consultation>,
    gathered: &mut Gathered<'_>,
    nested: usize,
) -> Vec<Document> {
    let sha256 = sha256(&bytes);
    // What is attached to a mail is no file of its own.
    let held = if nested == NESTED { gathered.held } else { usize::MAX };
    let recall = Recall { cache: gathered.cache, path, sha256: &sha256, consultation };
    let mut notes = Notes::new(path, gathered.problems);
    let Some(mut read) = read_content(format, bytes, &recall, held, &mut notes) else {
        return Vec::new();
    };
    let mut documents = vec![document(path, sha256, &mut read, consultation, gathered)];
    for attachment in read.attachments {
        let path = format!("{path}/{}", attachment.name);
        let mut notes = Notes::new(&path, gathered.problems);
        let Some(format) = format_of(&path, &mut notes) else { continue };
        if nested == 0 {
            notes.error(
                problem_codes::TOO_LARGE,
                "a mail in a mail in a mail, and so on: deeper than is read",
                "save the attachment beside the mail",
            );
            continue;
        }
        let mut attached = read_bytes(&path, format, attachment.bytes, consultation, gathered, nested - 1);
        for document in &mut attached {
            // Who sends a letter along has sent it.
            document.respondent = document.respondent.take().or_else(|| read.respondent.clone());
            document.date = document.date.take().or_else(|| read.date.clone());
        }
        documents.extend(attached);
    }
    documents
}

/// The document that a file was read as.
fn document(
    path: &str,
    sha256: String,
    read: &mut Read,
    consultation: &Arc<Consultation>,
    gathered: &mut Gathered<'_>,
) -> Document {
    let uses = std::mem::take(&mut read.uses);
    gathered.tables.extend(uses.into_iter().map(|own| TableUse { document: path.to_owned(), ..own }));
    gathered.long = gathered.long.take().or(read.long.take());
    Document {
        path: path.to_owned(),
        sha256,
        encoding: std::mem::take(&mut read.encoding),
        consultation: Arc::clone(consultation),
        respondent: read.respondent.clone(),
        date: read.date.clone(),
        content: std::mem::replace(&mut read.content, Content::Records(Vec::new())),
        headers: std::mem::take(&mut read.headers),
    }
}

/// What a file was read as.
struct Read {
    encoding: String,
    content: Content,
    headers: Vec<Header>,
    respondent: Option<String>,
    date: Option<String>,
    attachments: Vec<mail::Attachment>,
    /// How the columns of its tables were taken.
    uses: Vec<TableUse>,
    /// What is read later, in place of records.
    long: Option<LongTable>,
}

impl Read {
    fn pages(encoding: &str, pages: Vec<Page>) -> Self {
        Self {
            encoding: encoding.to_owned(),
            content: Content::Pages(pages),
            headers: Vec::new(),
            respondent: None,
            date: None,
            attachments: Vec::new(),
            uses: Vec::new(),
            long: None,
        }
    }

    /// One table for each sheet.
    fn records(
        encoding: &str,
        sheets: Vec<Table>,
        consultation: &Arc<Consultation>,
        held: usize,
        notes: &mut Notes<'_>,
    ) -> Option<Self> {
        let read = tables::read(sheets, consultation, held, notes)?;
        let content = Content::Records(read.records);
        let (headers, uses, long) = (read.headers, read.uses, read.long);
        Some(Self { content, headers, uses, long, ..Self::pages(encoding, Vec::new()) })
    }
}

/// All that the content of a file is read from, beside its format, and what was read before.
struct Recall<'f> {
    cache: &'f Cache,
    path: &'f str,
    sha256: &'f str,
    consultation: &'f Arc<Consultation>,
}

/// What a file was read as, and what is wrong with it.
#[derive(Serialize, Deserialize)]
struct Paged {
    pages: Option<Vec<Page>>,
    problems: Vec<Problem>,
}

impl Recall<'_> {
    /// The pages of a file of a format that is dear to read, as it was read before if it was.
    fn pages(
        &self,
        encoding: &str,
        notes: &mut Notes<'_>,
        read: impl FnOnce(&mut Notes<'_>) -> Option<Vec<Page>>,
    ) -> Option<Read> {
        let key = |key: Key| {
            let consultation = serde_json::to_vec(&**self.consultation).ok();
            key.part(encoding).part(self.path).part(self.sha256).option(consultation)
        };
        let Paged { pages, problems } = self.cache.recall("pages", key, || {
            let mut problems = Vec::new();
            let pages = read(&mut Notes::new(self.path, &mut problems));
            Paged { pages, problems }
        });
        notes.add(problems);
        Some(Read::pages(encoding, pages?))
    }
}

fn read_content(
    format: Format,
    bytes: Vec<u8>,
    recall: &Recall<'_>,
    held: usize,
    notes: &mut Notes<'_>,
) -> Option<Read> {
    let consultation = recall.consultation;
    match format {
        Format::Pdf => return recall.pages("PDF", notes, |notes| pdf::read(bytes, notes)),
        Format::Word => return recall.pages("DOCX", notes, |notes| docx::read(&bytes, consultation, notes)),
        Format::OpenText => {
            return recall.pages("ODT", notes, |notes| odt::read(&bytes, consultation, notes));
        }
        Format::Mail => {
            let mail = mail::read(&bytes, consultation, notes)?;
            return Some(Read {
                respondent: mail.respondent,
                date: mail.date,
                attachments: mail.attachments,
                ..Read::pages("MIME", mail.pages)
            });
        }
        Format::Workbook => {
            return Read::records(
                "XLSX",
                xlsx::read(&bytes, consultation, notes)?,
                consultation,
                held,
                notes,
            );
        }
        Format::Text | Format::Markdown | Format::Html | Format::Delimited | Format::JsonLines => {}
    }
    let declared = if format == Format::Html { html::declared_encoding(&bytes) } else { None };
    let decoded = decode(&bytes, declared).map_err(|refusal| note_no_text(refusal, notes)).ok()?;
    note_doubt(&decoded, notes);
    // Of a long table there should not be two copies.
    drop(bytes);
    let text = decoded.text.as_str();
    let table = match format {
        Format::Delimited => {
            let text = Text::Held(decoded.text);
            return read_delimited(decoded.encoding, text, consultation, held, notes);
        }
        Format::JsonLines => jsonl::read(text, notes)?,
        Format::Html => return Some(Read::pages(decoded.encoding, html::read(text, consultation, notes)?)),
        Format::Markdown => {
            let marked_up = markdown::read(text, consultation, notes);
            return Some(Read::pages(decoded.encoding, marked_up.unwrap_or_else(|| pages::pages(text))));
        }
        _ => return Some(Read::pages(decoded.encoding, pages::pages(text))),
    };
    Read::records(decoded.encoding, vec![table], consultation, held, notes)
}

fn read_delimited(
    encoding: &str,
    text: Text,
    consultation: &Arc<Consultation>,
    held: usize,
    notes: &mut Notes<'_>,
) -> Option<Read> {
    let text = Arc::new(text);
    let table = delimited::read(&text, consultation, notes)?;
    let read = Read::records(encoding, vec![table], consultation, held, notes);
    if let Err(error) = text.check() {
        notes.error(problem_codes::UNREADABLE, error.to_string(), error.hint().unwrap_or_default());
        return None;
    }
    read
}

fn note_no_text(refusal: NoText, notes: &mut Notes<'_>) {
    match refusal {
        NoText::Empty => notes.error(
            problem_codes::EMPTY,
            "the file is empty or holds blank characters only",
            "replace or remove it",
        ),
        NoText::Binary(Some(format)) => notes.error(
            problem_codes::BINARY,
            format!("the content is no text but {format}, whatever the extension says"),
            format!("save or export it as one of {READ_TODAY}"),
        ),
        NoText::Binary(None) => notes.error(
            problem_codes::BINARY,
            "the file holds binary data, not text",
            format!("save or export it as one of {READ_TODAY}"),
        ),
    }
}

fn note_doubt(decoded: &Decoded, notes: &mut Notes<'_>) {
    let encoding = decoded.encoding;
    if decoded.nulls > 0 {
        notes.warning(
            problem_codes::DECODED,
            format!("characters that are no text (NUL) were left out: {}", decoded.nulls),
            "look whether words are whole; export the file anew if not",
        );
    }
    match decoded.doubt {
        None => {}
        Some(Doubt::OtherEncoding) => notes.warning(
            problem_codes::DECODED,
            format!("the text is not UTF-8 and was read as {encoding}"),
            "look whether letters such as é and ö came out right; save it as UTF-8 to be sure",
        ),
        Some(Doubt::Unreadable { places, line }) => notes.at(line).warning(
            problem_codes::DECODED,
            format!("characters that could not be read as {encoding}: {places}, the first in line {line}; they show as \u{fffd}"),
            "save the file as UTF-8 from the program that made it",
        ),
    }
}

/// SHA-256 in lower-case hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}
