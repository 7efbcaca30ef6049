//! Web pages (.html) → paragraphs of their main text; what frames it is kept apart.

mod looks;
mod walk;

use scraper::Html;

use super::cells;
use super::notes::Notes;
use super::parts::{Paragraph, Parts};
use super::shelter;
use crate::model::{Consultation, Page, problem_codes};

/// Bytes of a page.
const PAGE: usize = 256 << 20;

/// Elements within elements: the standard's way of reading takes time by the square of it.
const DEPTH: usize = 3_000;

/// Reads the text of a file; none where it can't be used, which is then noted.
pub(super) fn read(text: &str, consultation: &Consultation, notes: &mut Notes<'_>) -> Option<Vec<Page>> {
    if !has_elements(text) {
        notes.error(
            problem_codes::MALFORMED,
            "the file is plain text, not a web page, whatever its extension says",
            "name it .txt, or .csv if it is a table",
        );
        return None;
    }
    let mut parts = Parts::default();
    parts.add("body", paragraphs(text, consultation, notes)?);
    let pages = parts.finish();
    if pages.is_empty() {
        notes.error(
            problem_codes::EMPTY,
            "the page holds no text",
            "save it from the browser once it has loaded whole; some pages fetch their text later",
        );
        return None;
    }
    Some(pages)
}

/// The paragraphs of a page, or of the HTML part of a mail.
pub(super) fn paragraphs(
    text: &str,
    consultation: &Consultation,
    notes: &mut Notes<'_>,
) -> Option<Vec<Paragraph>> {
    if text.len() > PAGE || depth(text) > DEPTH {
        notes.error(
            problem_codes::TOO_LARGE,
            "the page was not read, since it asks for more work than any document needs",
            "save its text as .txt or .docx",
        );
        return None;
    }
    let Some(mut found) = shelter::run(|| walk::walk(&Html::parse_document(text))) else {
        notes.error(
            problem_codes::DAMAGED,
            "the page can't be read",
            "open it in a browser and save it anew, or save its text as .txt",
        );
        return None;
    };
    if found.hidden > 0 {
        notes.info(
            problem_codes::LEFT_OUT,
            format!("{} characters are hidden on the page and were left out", found.hidden),
            "nothing, unless they should be read",
        );
    }
    cells::assign(&mut found.paragraphs, consultation);
    Some(found.paragraphs)
}

/// Whether it has the tags of a page: without any it is a text.
fn has_elements(text: &str) -> bool {
    let mut tags = text.match_indices('<');
    tags.any(|(at, _)| {
        let rest = text.get(at + 1..).unwrap_or_default();
        rest.starts_with(|first: char| first.is_ascii_alphabetic() || first == '!' || first == '/')
    })
}

/// How deep elements lie within each other at most, by their tags; those that need no end tag don't count.
fn depth(text: &str) -> usize {
    const OPEN_ENDED: [&str; 32] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
        "track", "wbr", "p", "li", "td", "th", "tr", "dt", "dd", "option", "optgroup", "tbody", "thead",
        "tfoot", "colgroup", "rp", "rt", "html", "head", "body",
    ];
    let (mut depth, mut deepest) = (0_usize, 0);
    for (at, _) in text.match_indices('<') {
        let rest = text.get(at + 1..).unwrap_or_default();
        let (rest, ends) = rest.strip_prefix('/').map_or((rest, false), |rest| (rest, true));
        let length = rest.bytes().take(16).take_while(u8::is_ascii_alphanumeric).count();
        let name = rest.get(..length).unwrap_or_default();
        if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
            continue;
        }
        if OPEN_ENDED.iter().any(|open| open.eq_ignore_ascii_case(name)) {
            continue;
        }
        depth = if ends { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    deepest
}

/// The encoding that a page says it is in.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    const LOOKED_AT: usize = 4_096;
    let head = bytes.get(..LOOKED_AT.min(bytes.len())).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_lowercase();
    let (_, rest) = head.split_once("charset=")?;
    let label: String = rest
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|letter| letter.is_ascii_alphanumeric() || "-_:".contains(*letter))
        .collect();
    encoding_rs::Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{declared_encoding, depth};

    #[test]
    fn unclosed_elements_are_deep_and_those_without_end_tags_are_not() {
        assert_eq!(depth("<html><body><p>a<p>b<br><ul><li>c<li>d</ul></body>"), 1);
        assert_eq!(depth(&"<div>".repeat(500)), 500);
    }

    #[test]
    fn the_encoding_is_read_from_the_page() {
        let page = b"<html><head><meta http-equiv=Content-Type content=\"text/html; charset=windows-1252\">";
        assert_eq!(declared_encoding(page).map(|encoding| encoding.name()), Some("windows-1252"));
        assert_eq!(
            declared_encoding(b"<meta charset='utf-8'>").map(|encoding| encoding.name()),
            Some("UTF-8")
        );
        assert!(declared_encoding(b"<p>charset</p>").is_none());
    }
}
