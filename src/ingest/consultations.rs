//! Which `consultation.toml` holds for which file: the nearest one upwards, not above the root.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::columns::closest;
use super::notes::Notes;
use super::read::sha256;
use super::walk::{Found, slashed};
use super::{consultation, reason};
use crate::model::{Consultation, ManifestInput, Problem, problem_codes};

/// The name of the file.
pub(super) const FILE_NAME: &str = "consultation.toml";

/// All consultation files met so far, read once each.
#[derive(Debug)]
pub(super) struct Consultations<'f> {
    files: &'f [Found],
    none: Arc<Consultation>,
    by_folder: BTreeMap<(PathBuf, String), Arc<Consultation>>,
    inputs: Vec<ManifestInput>,
    problems: Vec<Problem>,
}

impl<'f> Consultations<'f> {
    /// Ready to look; `files` are what `consecutive` may name.
    pub(super) fn new(files: &'f [Found]) -> Self {
        Self {
            files,
            none: Arc::new(consultation::none()),
            by_folder: BTreeMap::new(),
            inputs: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// The consultation of `file`.
    pub(super) fn of(&mut self, file: &Found) -> Arc<Consultation> {
        let folder = file.file.parent().unwrap_or(&file.base);
        let nearest = folder
            .ancestors()
            .take_while(|folder| folder.starts_with(&file.base))
            .find(|folder| folder.join(FILE_NAME).is_file());
        match nearest {
            Some(folder) => self.load(folder, file),
            None => Arc::clone(&self.none),
        }
    }

    /// The inputs that were used, by path, and what was wrong with them.
    pub(super) fn finish(mut self) -> (Vec<ManifestInput>, Vec<Problem>) {
        self.inputs.sort();
        (self.inputs, self.problems)
    }

    fn load(&mut self, folder: &Path, file: &Found) -> Arc<Consultation> {
        let key = (folder.to_path_buf(), file.prefix.clone());
        if let Some(known) = self.by_folder.get(&key) {
            return Arc::clone(known);
        }
        let below = slashed(&folder.join(FILE_NAME), &file.base);
        let path = format!("{}{below}", file.prefix);
        let consultation = Arc::new(self.read(folder, path));
        self.by_folder.insert(key, Arc::clone(&consultation));
        consultation
    }

    fn read(&mut self, folder: &Path, path: String) -> Consultation {
        let mut notes = Notes::new(&path, &mut self.problems);
        let bytes = match fs::read(folder.join(FILE_NAME)) {
            Ok(bytes) => bytes,
            Err(error) => {
                notes.error(
                    problem_codes::UNREADABLE,
                    format!("cannot be read: {}", reason(&error)),
                    "check who may read it; until then its responses are treated as not public",
                );
                return Consultation::default();
            }
        };
        let text = String::from_utf8_lossy(&bytes);
        if text.contains(char::REPLACEMENT_CHARACTER) {
            notes.error(
                problem_codes::CONSULTATION,
                "is not UTF-8; what could not be read shows as \u{fffd}",
                "save it as UTF-8",
            );
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let resolve = |name: &str| resolve(self.files, folder, name);
        let mut consultation = consultation::parse(text, &resolve, &mut notes);
        consultation.path.clone_from(&path);
        self.inputs.push(ManifestInput { role: "consultation".to_owned(), path, sha256: sha256(&bytes) });
        consultation
    }
}

/// The document path of the file called `name`, counted from `folder`; else the nearest name that there is.
fn resolve(files: &[Found], folder: &Path, name: &str) -> Result<String, Option<String>> {
    let wanted = tidy(&name.replace('\\', "/"));
    let below_folder = |found: &Found| {
        let below = found.file.strip_prefix(folder).ok()?;
        Some(slashed(below, Path::new("")))
    };
    let names: Vec<(String, &Found)> =
        files.iter().filter_map(|found| Some((below_folder(found)?, found))).collect();
    match names.iter().find(|(below, _)| *below == wanted) {
        Some((_, found)) => Ok(found.path.clone()),
        None => Err(closest(&wanted, names.iter().map(|(below, _)| below.as_str())).map(str::to_owned)),
    }
}

/// `./a//b` as `a/b`.
fn tidy(name: &str) -> String {
    let parts: Vec<_> = name.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    parts.join("/")
}
