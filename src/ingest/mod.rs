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
mod formats;
mod free_text;
mod header;
mod html;
mod ids;
mod jsonl;
mod long;
mod mail;
mod markdown;
mod notes;
mod numerals;
mod odt;
mod pages;
mod parts;
mod pdf;
mod plain;
mod read;
mod records;
mod rows;
mod scan;
mod shelter;
mod table;
mod tables;
mod text;
mod uses;
mod values;
mod walk;
mod wanted;
mod xlsx;
mod xml;

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use crate::cache::Cache;
use crate::model::{Content, Document, ManifestInput, Problem};

pub use error::IngestError;
pub use long::LongTable;
pub use plain::read_cells;
pub use uses::{ColumnUse, TableUse};
pub use wanted::ingest_file;

use consultations::{Consultations, FILE_NAME};
use formats::{Format, format_of};
use notes::Notes;
use read::{Gathered, read_file};
use walk::{Found, find_files};

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

/// What ingest hands on where long tables need not be held.
#[derive(Debug, Default)]
pub struct LongIngested {
    /// All but the records of long tables, whose documents hold none.
    pub held: Ingested,
    /// The long tables, by the place of their document, ascending.
    pub long: Vec<(usize, LongTable)>,
}

impl LongIngested {
    /// All of it, long tables too.
    ///
    /// # Errors
    /// When the file of one has changed since.
    pub fn hold(mut self) -> Result<Ingested, IngestError> {
        for (place, table) in self.long {
            if let Some(document) = self.held.documents.get_mut(place) {
                document.content = Content::Records(table.records(0..table.rows()));
            }
            table.check()?;
        }
        Ok(self.held)
    }
}

/// Reads everything below `roots`, files or folders; one bad file becomes a problem and the others are read.
///
/// # Errors
/// When a root is missing or cannot be opened, or when no file could be read at all.
pub fn ingest(roots: &[PathBuf]) -> Result<Ingested, IngestError> {
    Ok(ingest_long(roots, usize::MAX, &Cache::none())?.held)
}

/// The same, but that the records of a table of which more than `held` texts may be published are left where they are, and that what is
/// dear to read is taken from `cache` where it was read before.
///
/// # Errors
/// As [`ingest`].
pub fn ingest_long(roots: &[PathBuf], held: usize, cache: &Cache) -> Result<LongIngested, IngestError> {
    let (files, problems) = find_files(roots)?;
    let ingested = read(&files, &mut files.iter(), (held, cache), problems);
    if ingested.held.documents.is_empty() {
        return Err(IngestError::NothingToRead { roots: roots.to_vec(), problems: ingested.held.problems });
    }
    Ok(ingested)
}

/// Reads those of `files` that are `chosen`; `problems` is what is known to be wrong already.
fn read(
    files: &[Found],
    chosen: &mut dyn Iterator<Item = &Found>,
    (held, cache): (usize, &Cache),
    mut problems: Vec<Problem>,
) -> LongIngested {
    let mut consultations = Consultations::new(files);
    let mut documents = Vec::new();
    let mut file_problems = Vec::new();
    let mut originals = BTreeMap::new();
    let (mut tables, mut long) = (Vec::new(), Vec::new());
    for file in chosen.filter(|file| !is_consultation(file)) {
        let mut own = Vec::new();
        let mut notes = Notes::new(&file.path, &mut own);
        if let Some(format) = format_of(&file.path, &mut notes) {
            let consultation = consultations.of(file);
            let mut gathered = Gathered { problems: &mut own, tables: &mut tables, held, cache, long: None };
            let read = read_file(file, format, &consultation, &mut gathered);
            // It is the only document of its file: tables attached to a mail are held.
            long.extend(gathered.long.map(|table| (documents.len(), table)));
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
    LongIngested { held: Ingested { documents, problems, consultations: inputs, tables, originals }, long }
}

fn is_consultation(file: &Found) -> bool {
    file.file.file_name().is_some_and(|name| name == FILE_NAME)
}

/// What the system says, without the system's own numbering, which differs between systems.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is not there, or a link leads nowhere".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        kind => kind.to_string(),
    }
}
