//! Fields of the index and how a statement fills them.

use tantivy::schema::{Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions};
use tantivy::{TantivyDocument, Term};

use super::tokens::TOKENIZER;
use crate::model::{Section, Statement, UNCODED};
use crate::text::Analyser;

pub(super) const THEME: &str = "theme";
pub(super) const KIND: &str = "kind";
pub(super) const SECTION: &str = "section";
pub(super) const DOCUMENT: &str = "document";
pub(super) const DATE: &str = "date";
pub(super) const ORDER: &str = "order";

/// Stands before an exact form, where no word can have it.
pub(super) const FORM_MARK: char = '=';

/// Between the number and the title of a section.
const SECTION_MARK: char = '\u{1f}';

/// The fields by name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// Marked forms, stems and stems of parts, with positions.
    pub(super) text: Field,
    /// Codes; `overig` when there is none.
    pub(super) theme: Field,
    /// Code.
    pub(super) kind: Field,
    /// Number and title.
    pub(super) section: Field,
    /// Path.
    pub(super) document: Field,
    /// Physical page.
    pub(super) page: Field,
    /// As the statement has it.
    pub(super) date: Field,
    /// Place among all statements, from 0.
    pub(super) order: Field,
    /// The statement itself, as JSON.
    pub(super) statement: Field,
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let words = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let value = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::Basic);
    let value = TextOptions::default().set_indexing_options(value).set_fast("raw");
    let mut builder = Schema::builder();
    let fields = Fields {
        text: builder.add_text_field("text", TextOptions::default().set_indexing_options(words)),
        theme: builder.add_text_field(THEME, value.clone()),
        kind: builder.add_text_field(KIND, value.clone()),
        section: builder.add_text_field(SECTION, value.clone()),
        document: builder.add_text_field(DOCUMENT, value),
        page: builder.add_u64_field("page", NumericOptions::default().set_fast()),
        date: builder.add_text_field(DATE, TextOptions::default().set_fast("raw")),
        order: builder.add_u64_field(ORDER, NumericOptions::default().set_fast()),
        // As text: tantivy reads stored bytes back one at a time.
        statement: builder.add_text_field("statement", TextOptions::default().set_stored()),
    };
    (builder.build(), fields)
}

/// The entry of one statement, `json` being what is stored of it; its place is added when it gets one.
pub(super) fn entry(
    statement: &Statement,
    json: &[u8],
    fields: &Fields,
    analyser: &mut Analyser,
) -> TantivyDocument {
    let mut entry = TantivyDocument::new();
    entry.add_text(fields.text, words(&statement.text, analyser));
    for theme in &statement.themes {
        entry.add_text(fields.theme, &theme.code);
    }
    if statement.themes.is_empty() {
        entry.add_text(fields.theme, UNCODED);
    }
    entry.add_text(fields.kind, statement.kind.code());
    if let Some(section) = &statement.section {
        entry.add_text(fields.section, section_text(section));
    }
    entry.add_text(fields.document, &statement.document);
    if let Some(page) = statement.page {
        entry.add_u64(fields.page, page.into());
    }
    if let Some(date) = &statement.date {
        entry.add_text(fields.date, date);
    }
    // It is UTF-8, as JSON is.
    entry.add_text(fields.statement, String::from_utf8_lossy(json));
    entry
}

/// Every word as its marked form, its stem and its parts' stems, on a line each, for [`super::tokens`] to take apart again: tantivy
/// would write ready-made tokens out as JSON and read them back, which takes longer than all the rest.
fn words(text: &str, analyser: &mut Analyser) -> String {
    let mut lines = String::with_capacity(text.len() * 2);
    for token in analyser.analyse(text).tokens {
        let word = analyser.word(token.word);
        lines.push(FORM_MARK);
        lines.push_str(word.form());
        lines.push('\n');
        let whole = token.whole.map(|whole| analyser.word(whole).stem()).filter(|whole| !word.holds(whole));
        for stem in std::iter::once(word.stem()).chain(word.parts()).chain(whole) {
            lines.push_str(stem);
            lines.push('\n');
        }
    }
    lines
}

/// A form as it stands in the index.
pub(super) fn form_text(form: &str) -> String {
    format!("{FORM_MARK}{form}")
}

pub(super) fn form_term(text: Field, form: &str) -> Term {
    Term::from_field_text(text, &form_text(form))
}

pub(super) fn stem_term(text: Field, stem: &str) -> Term {
    Term::from_field_text(text, stem)
}

/// A section as one value.
fn section_text(section: &Section) -> String {
    let number = section.number.as_deref().unwrap_or_default();
    format!("{number}{SECTION_MARK}{}", section.title)
}

/// The section of a value.
pub(super) fn section_of(text: &str) -> Section {
    let (number, title) = text.split_once(SECTION_MARK).unwrap_or(("", text));
    Section { number: Some(number.to_owned()).filter(|number| !number.is_empty()), title: title.to_owned() }
}
