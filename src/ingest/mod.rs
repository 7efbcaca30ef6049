//! bytes → pages of lines, or records: files and folders in, documents with their exact characters and a list of problems out.
//! It interprets nothing: lines are not trimmed, columns not parted, responses not split.

mod columns;
mod consultation;
mod consultations;
mod container;
mod decode;
mod delimited;
mod error;
mod free_text;
mod header;
mod jsonl;
mod notes;
mod pages;
mod pdf;
mod records;
mod shelter;
mod table;
mod tables;
mod uses;
mod values;
mod walk;
mod wanted;
mod xlsx;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::model::{Consultation, Content, Document, ManifestInput, Problem, problem_codes};

pub use error::IngestError;
pub use uses::{ColumnUse, TableUse};
pub use wanted::ingest_file;

use consultations::{Consultations, FILE_NAME};
use decode::{Decoded, Doubt, NoText, decode};
use notes::Notes;
use walk::{Found, find_files};

/// What is read today, for messages.
const READ_TODAY: &str = ".txt, .md, .pdf, .csv, .tsv, .xlsx and .jsonl";

/// What ingest hands on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ingested {
    /// The sources that could be read: by root as given, within a root in byte order of their paths.
    pub documents: Vec<Document>,
    /// What went wrong or is doubtful: folders first, then `consultation.toml`, then file by file.
    pub problems: Vec<Problem>,
    /// Every `consultation.toml` that was used, with its hash.
    pub consultations: Vec<ManifestInput>,
    /// How the columns of tables were taken, in the order of the documents.
    pub tables: Vec<TableUse>,
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
    let mut tables = Vec::new();
    for file in chosen.filter(|file| !is_consultation(file)) {
        let mut own = Vec::new();
        let mut notes = Notes::new(&file.path, &mut own);
        if let Some(format) = format_of(file, &mut notes) {
            let consultation = consultations.of(file);
            let document = read_document(file, format, consultation, &mut notes, &mut tables);
            if format == Format::Pdf && document.is_some() {
                originals.insert(file.path.clone(), file.file.clone());
            }
            documents.extend(document);
        }
        own.sort_by_key(|problem| (problem.page, problem.line));
        file_problems.extend(own);
    }
    let (inputs, own_problems) = consultations.finish();
    problems.extend(own_problems);
    problems.extend(file_problems);
    Ingested { documents, problems, consultations: inputs, tables, originals }
}

fn is_consultation(file: &Found) -> bool {
    file.file.file_name().is_some_and(|name| name == FILE_NAME)
}

/// How a file's text is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    Pdf,
    Delimited,
    JsonLines,
    Workbook,
}

/// The format by the file's extension; a file that is not read becomes a problem.
fn format_of(file: &Found, notes: &mut Notes<'_>) -> Option<Format> {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_lowercase().as_str() {
        "txt" | "md" => return Some(Format::Text),
        "pdf" => return Some(Format::Pdf),
        "csv" | "tsv" => return Some(Format::Delimited),
        "jsonl" => return Some(Format::JsonLines),
        "xlsx" | "xlsm" => return Some(Format::Workbook),
        known @ ("docx" | "odt" | "html" | "htm" | "eml") => notes.error(
            problem_codes::UNSUPPORTED,
            format!(".{known} files are not read yet; this version reads {READ_TODAY}"),
            format!("save or export it as one of {READ_TODAY}"),
        ),
        _ => notes.info(
            problem_codes::UNSUPPORTED,
            "the file is of a kind that is not read and was left out",
            format!("nothing, unless it holds responses: then save it as one of {READ_TODAY}"),
        ),
    }
    None
}

fn read_document(
    file: &Found,
    format: Format,
    consultation: Arc<Consultation>,
    notes: &mut Notes<'_>,
    uses: &mut Vec<TableUse>,
) -> Option<Document> {
    let bytes = match fs::read(&file.file) {
        Ok(bytes) => bytes,
        Err(error) => {
            notes.error(
                problem_codes::UNREADABLE,
                format!("cannot be read: {}", reason(&error)),
                "check that it exists and who may read it",
            );
            return None;
        }
    };
    if format == Format::Pdf {
        return read_pdf(file, bytes, consultation, notes);
    }
    if format == Format::Workbook {
        return read_workbook(file, &bytes, consultation, notes, uses);
    }
    let decoded = decode(&bytes).map_err(|refusal| note_no_text(refusal, notes)).ok()?;
    note_doubt(&decoded, notes);
    let table = match format {
        Format::Text | Format::Pdf | Format::Workbook => None,
        Format::Delimited => Some(delimited::read(&decoded.text, &consultation, notes)?),
        Format::JsonLines => Some(jsonl::read(&decoded.text, notes)?),
    };
    let (content, headers) = match table {
        None => (Content::Pages(pages::pages(&decoded.text)), Vec::new()),
        Some(table) => {
            let read = tables::read(vec![table], &consultation, notes)?;
            keep_uses(read.uses, file, uses);
            (Content::Records(read.records), read.headers)
        }
    };
    Some(Document {
        path: file.path.clone(),
        sha256: sha256(&bytes),
        encoding: decoded.encoding.to_owned(),
        consultation,
        content,
        headers,
    })
}

fn read_pdf(
    file: &Found,
    bytes: Vec<u8>,
    consultation: Arc<Consultation>,
    notes: &mut Notes<'_>,
) -> Option<Document> {
    let sha256 = sha256(&bytes);
    Some(Document {
        path: file.path.clone(),
        sha256,
        encoding: "PDF".to_owned(),
        consultation,
        content: Content::Pages(pdf::read(bytes, notes)?),
        headers: Vec::new(),
    })
}

fn read_workbook(
    file: &Found,
    bytes: &[u8],
    consultation: Arc<Consultation>,
    notes: &mut Notes<'_>,
    uses: &mut Vec<TableUse>,
) -> Option<Document> {
    let sheets = xlsx::read(bytes, &consultation, notes)?;
    let read = tables::read(sheets, &consultation, notes)?;
    keep_uses(read.uses, file, uses);
    Some(Document {
        path: file.path.clone(),
        sha256: sha256(bytes),
        encoding: "XLSX".to_owned(),
        consultation,
        content: Content::Records(read.records),
        headers: read.headers,
    })
}

fn keep_uses(found: Vec<TableUse>, file: &Found, uses: &mut Vec<TableUse>) {
    uses.extend(found.into_iter().map(|own| TableUse { document: file.path.clone(), ..own }));
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
