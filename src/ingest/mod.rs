//! bytes → pages of lines, or records: files and folders in, documents with their exact characters and a list of problems out.
//! It interprets nothing: lines are not trimmed, columns not parted, responses not split.

mod cells;
mod columns;
mod consultation;
mod consultations;
mod container;
mod decode;
mod delimited;
mod docx;
mod error;
mod free_text;
mod header;
mod html;
mod jsonl;
mod mail;
mod markdown;
mod notes;
mod odt;
mod pages;
mod parts;
mod pdf;
mod records;
mod shelter;
mod table;
mod tables;
mod values;
mod walk;
mod wanted;
mod xlsx;
mod xml;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::model::{Consultation, Content, Document, ManifestInput, Problem, problem_codes};

pub use error::IngestError;
pub use wanted::ingest_file;

use consultations::{Consultations, FILE_NAME};
use decode::{Decoded, Doubt, NoText, decode};
use notes::Notes;
use table::Table;
use walk::{Found, find_files};

/// What is read today, for messages.
const READ_TODAY: &str = ".txt, .md, .pdf, .docx, .odt, .html, .eml, .csv, .tsv, .xlsx and .jsonl";

/// Mails attached to mails.
const NESTED: usize = 5;

/// What ingest hands on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ingested {
    /// The sources that could be read: by root as given, within a root in byte order of their paths.
    pub documents: Vec<Document>,
    /// What went wrong or is doubtful: folders first, then `consultation.toml`, then file by file.
    pub problems: Vec<Problem>,
    /// Every `consultation.toml` that was used, with its hash.
    pub consultations: Vec<ManifestInput>,
    /// Where each PDF lies, by the path of its document.
    pub originals: BTreeMap<String, PathBuf>,
}

/// Reads everything below `roots`, files or folders; one bad file becomes a problem and the others are read.
///
/// # Errors
/// When a root is missing or cannot be opened, or when no file could be read at all.
pub fn ingest(roots: &[PathBuf]) -> Result<Ingested, IngestError> {
    let (files, problems) = find_files(roots)?;
    let ingested = read(&files, &mut files.iter(), problems);
    if ingested.documents.is_empty() {
        return Err(IngestError::NothingToRead { roots: roots.to_vec(), problems: ingested.problems });
    }
    Ok(ingested)
}

/// Reads those of `files` that are `chosen`; `problems` is what is known to be wrong already.
fn read(files: &[Found], chosen: &mut dyn Iterator<Item = &Found>, mut problems: Vec<Problem>) -> Ingested {
    let mut consultations = Consultations::new(files);
    let mut documents = Vec::new();
    let mut file_problems = Vec::new();
    let mut originals = BTreeMap::new();
    for file in chosen.filter(|file| !is_consultation(file)) {
        let mut own = Vec::new();
        let mut notes = Notes::new(&file.path, &mut own);
        if let Some(format) = format_of(&file.path, &mut notes) {
            let consultation = consultations.of(file);
            let read = read_file(file, format, consultation, &mut own);
            if format == Format::Pdf && !read.is_empty() {
                originals.insert(file.path.clone(), file.file.clone());
            }
            documents.extend(read);
        }
        own.sort_by(|one, other| {
            let place = |problem: &Problem| (problem.file != file.path, problem.page, problem.line);
            place(one).cmp(&place(other))
        });
        file_problems.extend(own);
    }
    let (inputs, own_problems) = consultations.finish();
    problems.extend(own_problems);
    problems.extend(file_problems);
    Ingested { documents, problems, consultations: inputs, originals }
}

fn is_consultation(file: &Found) -> bool {
    file.file.file_name().is_some_and(|name| name == FILE_NAME)
}

/// How a file's text is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    Markdown,
    Pdf,
    Word,
    OpenText,
    Html,
    Mail,
    Delimited,
    JsonLines,
    Workbook,
}

/// The format by the file's extension; a file that is not read becomes a problem.
fn format_of(path: &str, notes: &mut Notes<'_>) -> Option<Format> {
    let name = path.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_lowercase().as_str() {
        "txt" => return Some(Format::Text),
        "md" | "markdown" => return Some(Format::Markdown),
        "pdf" => return Some(Format::Pdf),
        "docx" | "docm" | "dotx" => return Some(Format::Word),
        "odt" | "ott" => return Some(Format::OpenText),
        "html" | "htm" | "xhtml" => return Some(Format::Html),
        "eml" => return Some(Format::Mail),
        "csv" | "tsv" => return Some(Format::Delimited),
        "jsonl" => return Some(Format::JsonLines),
        "xlsx" | "xlsm" => return Some(Format::Workbook),
        known @ ("doc" | "rtf" | "xls" | "xlsb" | "ods" | "msg" | "pst" | "mbox" | "ppt" | "pptx" | "odp"
        | "pages" | "numbers" | "epub" | "mht" | "mhtml" | "xml" | "json" | "zip" | "rar" | "7z") => notes
            .warning(
                problem_codes::UNSUPPORTED,
                format!(".{known} files are not read, and this one may hold responses"),
                format!("save or export it as one of {READ_TODAY}, or unpack it"),
            ),
        _ => notes.info(
            problem_codes::UNSUPPORTED,
            "the file is of a kind that is not read and was left out",
            format!("nothing, unless it holds responses: then save it as one of {READ_TODAY}"),
        ),
    }
    None
}

fn read_file(
    file: &Found,
    format: Format,
    consultation: Arc<Consultation>,
    problems: &mut Vec<Problem>,
) -> Vec<Document> {
    match fs::read(&file.file) {
        Ok(bytes) => read_bytes(&file.path, format, bytes, &consultation, problems, NESTED),
        Err(error) => {
            Notes::new(&file.path, problems).error(
                problem_codes::UNREADABLE,
                format!("cannot be read: {}", reason(&error)),
                "check that it exists and who may read it",
            );
            Vec::new()
        }
    }
}

/// The document, and after a mail's own the documents that are attached to it.
fn read_bytes(
    path: &str,
    format: Format,
    bytes: Vec<u8>,
    consultation: &Arc<Consultation>,
    problems: &mut Vec<Problem>,
    nested: usize,
) -> Vec<Document> {
    let sha256 = sha256(&bytes);
    let mut notes = Notes::new(path, problems);
    let Some(mut read) = read_content(format, bytes, consultation, &mut notes) else { return Vec::new() };
    let attachments = std::mem::take(&mut read.attachments);
    let mut documents = vec![Document {
        path: path.to_owned(),
        sha256,
        encoding: read.encoding,
        consultation: Arc::clone(consultation),
        respondent: read.respondent.clone(),
        date: read.date.clone(),
        content: read.content,
        headers: read.headers,
    }];
    for attachment in attachments {
        let path = format!("{path}/{}", attachment.name);
        let mut notes = Notes::new(&path, problems);
        let Some(format) = format_of(&path, &mut notes) else { continue };
        if nested == 0 {
            notes.error(
                problem_codes::TOO_LARGE,
                "a mail in a mail in a mail, and so on: deeper than is read",
                "save the attachment beside the mail",
            );
            continue;
        }
        let mut attached = read_bytes(&path, format, attachment.bytes, consultation, problems, nested - 1);
        for document in &mut attached {
            // Who sends a letter along has sent it.
            document.respondent = document.respondent.take().or_else(|| read.respondent.clone());
            document.date = document.date.take().or_else(|| read.date.clone());
        }
        documents.extend(attached);
    }
    documents
}

/// What a file was read as.
struct Read {
    encoding: String,
    content: Content,
    headers: Vec<crate::model::Header>,
    respondent: Option<String>,
    date: Option<String>,
    attachments: Vec<mail::Attachment>,
}

impl Read {
    fn pages(encoding: &str, pages: Vec<crate::model::Page>) -> Self {
        Self {
            encoding: encoding.to_owned(),
            content: Content::Pages(pages),
            headers: Vec::new(),
            respondent: None,
            date: None,
            attachments: Vec::new(),
        }
    }

    /// One table for each sheet.
    fn records(
        encoding: &str,
        sheets: Vec<Table>,
        consultation: &Consultation,
        notes: &mut Notes<'_>,
    ) -> Option<Self> {
        let (records, headers) = tables::read(sheets, consultation, notes)?;
        let content = Content::Records(records);
        Some(Self { content, headers, ..Self::pages(encoding, Vec::new()) })
    }
}

fn read_content(
    format: Format,
    bytes: Vec<u8>,
    consultation: &Consultation,
    notes: &mut Notes<'_>,
) -> Option<Read> {
    match format {
        Format::Pdf => return Some(Read::pages("PDF", pdf::read(bytes, notes)?)),
        Format::Word => return Some(Read::pages("DOCX", docx::read(&bytes, consultation, notes)?)),
        Format::OpenText => return Some(Read::pages("ODT", odt::read(&bytes, consultation, notes)?)),
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
            return Read::records("XLSX", xlsx::read(&bytes, consultation, notes)?, consultation, notes);
        }
        Format::Text | Format::Markdown | Format::Html | Format::Delimited | Format::JsonLines => {}
    }
    let declared = if format == Format::Html { html::declared_encoding(&bytes) } else { None };
    let decoded = decode(&bytes, declared).map_err(|refusal| note_no_text(refusal, notes)).ok()?;
    note_doubt(&decoded, notes);
    let text = decoded.text.as_str();
    let table = match format {
        Format::Delimited => delimited::read(text, consultation, notes)?,
        Format::JsonLines => jsonl::read(text, notes)?,
        Format::Html => return Some(Read::pages(decoded.encoding, html::read(text, consultation, notes)?)),
        Format::Markdown => {
            let marked_up = markdown::read(text, consultation, notes);
            return Some(Read::pages(decoded.encoding, marked_up.unwrap_or_else(|| pages::pages(text))));
        }
        _ => return Some(Read::pages(decoded.encoding, pages::pages(text))),
    };
    Read::records(decoded.encoding, vec![table], consultation, notes)
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
fn sha256(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// What the system says, without the system's own numbering, which differs between systems.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is not there, or a link leads nowhere".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        kind => kind.to_string(),
    }
}
