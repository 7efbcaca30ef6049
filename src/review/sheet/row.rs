//! What a row tells of its statement: where it stands, what it says, and the words that justify its codes.

use super::choose::MODEL;
use super::words::SheetLanguage;
use crate::model::{SourcePiece, Span, Statement, ThemeCoding};

/// UTF-16 units that a cell shows; Excel takes 32,767.
const CELL: usize = 32_000;
/// What a text ends in that a cell could not hold.
pub(super) const CUT: &str = " […]";
/// So many words are shown for a code.
const WORDS: usize = 6;

/// A text as a cell shows it: what no cell can hold is left out, and is no part of what import compares.
pub(super) fn shown(text: &str) -> String {
    let mut room = CELL;
    let mut shown = String::new();
    for character in text.chars() {
        let Some(rest) = room.checked_sub(character.len_utf16()) else {
            shown.push_str(CUT);
            break;
        };
        room = rest;
        shown.push(if is_unfit(character) { '\u{fffd}' } else { character });
    }
    shown
}

/// What XML cannot hold.
fn is_unfit(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\t')
        || matches!(character, '\u{fffe}' | '\u{ffff}')
}

/// Page and line, paragraph, or row.
pub(super) fn place(statement: &Statement, language: SheetLanguage) -> String {
    let mut parts = Vec::new();
    if let Some(page) = statement.page {
        parts.push(format!("p. {page}"));
    }
    match statement.source.first() {
        Some(SourcePiece::Line { line, .. }) => {
            parts.push(format!("{} {line}", language.of("regel", "line")))
        }
        Some(SourcePiece::Paragraph { paragraph, .. }) => {
            parts.push(format!("{} {paragraph}", language.of("alinea", "paragraph")));
        }
        Some(SourcePiece::Cell { sheet, row, .. }) => {
            parts.extend(sheet.as_deref().map(shown));
            parts.push(format!("{} {row}", language.of("rij", "row")));
        }
        None => {}
    }
    parts.join(", ")
}

/// The heading it stands under.
pub(super) fn section(statement: &Statement) -> String {
    statement.section.as_ref().map(|section| shown(&section.label())).unwrap_or_default()
}

/// `code: words, words`, a line per theme and one for the kind.
pub(super) fn words(statement: &Statement) -> String {
    let text = &statement.text;
    let of_theme = |theme: &ThemeCoding| {
        // Words of patterns say why; those of the model only where there are none.
        let by_model = theme.evidence.iter().all(|evidence| evidence.rule == MODEL);
        let telling = theme.evidence.iter().filter(|evidence| by_model || evidence.rule != MODEL);
        let spans: Vec<Span> = telling.map(|evidence| Span::new(evidence.start, evidence.end)).collect();
        line(&theme.code, &spans, text)
    };
    let themes = statement.themes.iter().filter_map(of_theme);
    let kind = line(statement.kind.code(), &statement.kind_evidence, text);
    shown(&themes.chain(kind).collect::<Vec<_>>().join("\n"))
}

fn line(code: &str, spans: &[Span], text: &str) -> Option<String> {
    let mut words: Vec<&str> = Vec::new();
    for word in spans.iter().map(|span| span.cut(text)) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let more = if words.len() > WORDS { ", …" } else { "" };
    words.truncate(WORDS);
    (!words.is_empty()).then(|| format!("{code}: {}{more}", words.join(", ")))
}
