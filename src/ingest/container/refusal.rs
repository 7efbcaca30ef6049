//! A refused container, told: one error that says what the file is and what to do.

use super::{Foreign, Package, Refusal};
use crate::ingest::notes::Notes;
use crate::model::problem_codes;

/// What a file should have been.
#[derive(Debug, Clone, Copy)]
pub(in crate::ingest) struct Expected {
    /// With its article: `an Excel workbook`.
    pub(in crate::ingest) what: &'static str,
    /// With its point: `.xlsx`.
    pub(in crate::ingest) extension: &'static str,
}

impl Expected {
    fn save_as(self) -> String {
        format!("open it in the program that made it and save it as {}", self.extension)
    }

    /// Notes that the container is a package of another kind.
    pub(in crate::ingest) fn differs(self, package: Package, notes: &mut Notes<'_>) {
        let what = self.what;
        let hint = match package {
            Package::Archive => "unpack it and put the files in the folder themselves".to_owned(),
            Package::Word => "name it .docx".to_owned(),
            Package::OpenText => "name it .odt".to_owned(),
            Package::Workbook => "name it .xlsx".to_owned(),
            _ => self.save_as(),
        };
        notes.error(
            problem_codes::MALFORMED,
            format!("the file is {}, not {what}, whatever its extension says", package.name()),
            hint,
        );
    }
}

/// Notes why a container can't be used.
pub(in crate::ingest) fn refused(refusal: &Refusal, expected: Expected, notes: &mut Notes<'_>) {
    let (code, message, hint) = match refusal {
        Refusal::Foreign(foreign) => return note_foreign(*foreign, expected, notes),
        Refusal::CutOff => (
            problem_codes::DAMAGED,
            "the file is cut off or damaged: the list of its contents, with which it must end, is missing"
                .to_owned(),
            "copy or download it again".to_owned(),
        ),
        Refusal::Damaged { entry } => (
            problem_codes::DAMAGED,
            format!("the file is damaged: `{entry}` in it can't be unpacked"),
            "copy or download it again; else let the program that made it repair it and save it anew"
                .to_owned(),
        ),
        Refusal::Locked => locked(expected),
        Refusal::TooLarge(why) => (
            problem_codes::TOO_LARGE,
            format!("the file was not read, since it asks for more work than any document needs: {why}"),
            "look whether it is what it says; if it is, save it in parts".to_owned(),
        ),
    };
    notes.error(code, message, hint);
}

fn locked(expected: Expected) -> (&'static str, String, String) {
    (
        problem_codes::ENCRYPTED,
        "the file can't be opened without its password".to_owned(),
        format!("open it with its password and save it without one, as {}", expected.extension),
    )
}

fn note_foreign(foreign: Foreign, expected: Expected, notes: &mut Notes<'_>) {
    let is = |what: &str| format!("the file is {what}, not {}, whatever its extension says", expected.what);
    let (code, message, hint) = match foreign {
        Foreign::Empty => (
            problem_codes::EMPTY,
            "the file is empty or holds blank characters only".to_owned(),
            "replace or remove it".to_owned(),
        ),
        Foreign::Locked => locked(expected),
        Foreign::Html => (
            problem_codes::MALFORMED,
            is("a web page (HTML)"),
            format!("name it .html, or open it and save it as {}", expected.extension),
        ),
        Foreign::Text => (
            problem_codes::MALFORMED,
            is("plain text"),
            format!(
                "name it .txt, or .csv if it is a table; or open it and save it as {}",
                expected.extension
            ),
        ),
        Foreign::OldOffice => (
            problem_codes::MALFORMED,
            is("a document of an Office program of before 2007 (.xls, .doc)"),
            expected.save_as(),
        ),
        Foreign::Format(name) => (problem_codes::MALFORMED, is(name), expected.save_as()),
        Foreign::Unknown => (problem_codes::MALFORMED, is("of an unknown kind"), expected.save_as()),
    };
    notes.error(code, message, hint);
}
