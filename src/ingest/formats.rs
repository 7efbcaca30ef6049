//! Which files are read, and as what: by their extension.

use super::notes::Notes;
use crate::model::problem_codes;

/// What is read today, for messages.
pub(super) const READ_TODAY: &str = ".txt, .md, .pdf, .docx, .odt, .html, .eml, .csv, .tsv, .xlsx and .jsonl";

/// How a file's text is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
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
pub(super) fn format_of(path: &str, notes: &mut Notes<'_>) -> Option<Format> {
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
