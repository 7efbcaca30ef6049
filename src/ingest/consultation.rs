//! `consultation.toml` → [`Consultation`]: what can be used is used, what cannot is named with its line and column.

use std::borrow::Cow;
use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::columns::{ColumnRole, closest, quoted_list};
use super::notes::Notes;
use super::values::iso_date;
use crate::model::{Consultation, Kind, problem_codes};

/// All keys, in the order of the documentation.
const KEYS: [&str; 10] = [
    "title",
    "publisher",
    "date",
    "source",
    "licence",
    "language",
    "consecutive",
    "chapters",
    "columns",
    "public-default",
];

/// Added to a hint where a fault may concern what is published.
const NOT_PUBLIC: &str = " Until then responses are treated as not public.";

type Entry<'t> = (&'t Spanned<Cow<'t, str>>, &'t Spanned<DeValue<'t>>);

/// What holds where there is no file: nothing known, and responses may be published.
pub(super) fn none() -> Consultation {
    Consultation { public_default: true, ..Consultation::default() }
}

/// Reads one file; `resolve` turns a file name of `consecutive` into a document path, or gives names that come near.
pub(super) fn parse(
    text: &str,
    resolve: &dyn Fn(&str) -> Result<String, Option<String>>,
    notes: &mut Notes<'_>,
) -> Consultation {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { text, resolve, notes, consultation: none() };
    for error in &errors {
        let offset = error.span().map_or(0, |span| span.start);
        reader.complain(offset, error.message(), "see docs/formats.md for the keys and how they are written");
    }
    let mut entries: Vec<_> = table.get_ref().iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    for entry in entries {
        reader.read(entry);
    }
    reader.guard_privacy(!errors.is_empty());
    reader.consultation
}

struct Reader<'r, 'n> {
    text: &'r str,
    resolve: &'r dyn Fn(&str) -> Result<String, Option<String>>,
    notes: &'r mut Notes<'n>,
    consultation: Consultation,
}

impl Reader<'_, '_> {
    fn read(&mut self, (key, value): Entry<'_>) {
        let fields = &mut self.consultation;
        let field = match key.get_ref().as_ref() {
            "title" => &mut fields.title,
            "publisher" => &mut fields.publisher,
            "date" => &mut fields.date,
            "source" => &mut fields.source,
            "licence" => &mut fields.licence,
            "language" => &mut fields.language,
            "consecutive" => return self.consecutive(value),
            "chapters" => return self.chapters(value),
            "columns" => return self.columns(value),
            "public-default" => return self.public_default(value),
            _ => return self.unknown(key, KEYS.as_slice()),
        };
        match value.get_ref() {
            DeValue::String(text) if key.get_ref() == "date" => {
                *field = Some(iso_date(text).unwrap_or_else(|| text.trim().to_owned()));
            }
            DeValue::String(text) => *field = Some(text.trim().to_owned()),
            DeValue::Datetime(date) if key.get_ref() == "date" => *field = Some(date.to_string()),
            _ => self.wrong_type(key.get_ref(), value, "a text in quotation marks"),
        }
    }

    fn public_default(&mut self, value: &Spanned<DeValue<'_>>) {
        match value.get_ref().as_bool() {
            Some(public) => self.consultation.public_default = public,
            None => {
                self.consultation.public_default = false;
                self.wrong_type("public-default", value, "true or false");
            }
        }
    }

    fn consecutive(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(names) = self.strings("consecutive", value) else {
            return;
        };
        let mut met = BTreeSet::new();
        for (name, offset) in names {
            match (self.resolve)(&name) {
                Ok(path) if !met.insert(path.clone()) => {
                    let message = format!("`consecutive` lists `{name}` twice");
                    self.complain(offset, &message, "keep the first");
                }
                Ok(path) => self.consultation.consecutive.push(path),
                Err(like) => {
                    let message = format!("`consecutive` lists `{name}`, and no such file is read");
                    self.complain(
                        offset,
                        &message,
                        &did_you_mean(like.as_deref(), "name files below this folder"),
                    );
                }
            }
        }
    }

    fn chapters(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.wrong_type("chapters", value, "a table such as `2 = \"knelpunt\"`");
        };
        self.chapters_below("", table);
    }

    /// Unquoted, `2.3 = "wens"` is a table in a table; it means the same as `"2.3" = "wens"`.
    fn chapters_below(&mut self, above: &str, table: &DeTable<'_>) {
        for (chapter, kind) in in_file_order(table) {
            let chapter = format!("{above}{}", chapter.get_ref().trim());
            match kind.get_ref() {
                DeValue::Table(below) => self.chapters_below(&format!("{chapter}."), below),
                value => self.chapter(chapter, value.as_str().unwrap_or_default(), kind.span().start),
            }
        }
    }

    fn chapter(&mut self, chapter: String, kind: &str, offset: usize) {
        match Kind::from_code(kind) {
            Some(kind) => {
                self.consultation.chapters.insert(chapter, kind);
            }
            None => {
                let message = format!("chapter {chapter} is of no known kind");
                let kinds = Kind::ALL.map(|kind| kind.code().to_owned());
                let hint = did_you_mean(
                    closest(kind, kinds.iter().map(String::as_str)),
                    &format!("write one of {}", quoted_list(&kinds)),
                );
                self.complain(offset, &message, &hint);
            }
        }
    }

    fn columns(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.wrong_type("columns", value, "a table such as `text = [\"Uw reactie\"]`");
        };
        let roles = ColumnRole::ALL.map(ColumnRole::key);
        for (role, names) in in_file_order(table) {
            if !roles.contains(&role.get_ref().as_ref()) {
                self.unknown(role, &roles);
            } else if let Some(names) = self.strings(role.get_ref(), names) {
                let names = names.into_iter().map(|(name, _)| name).collect();
                self.consultation.columns.insert(role.get_ref().to_string(), names);
            }
        }
    }

    /// One string or a list of them, each with its place.
    fn strings(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Vec<(String, usize)>> {
        if let Some(text) = value.get_ref().as_str() {
            return Some(vec![(text.to_owned(), value.span().start)]);
        }
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type(key, value, "a text or a list of texts");
            return None;
        };
        let mut strings = Vec::new();
        for item in items.iter() {
            match item.get_ref().as_str() {
                Some(text) => strings.push((text.to_owned(), item.span().start)),
                None => self.wrong_type(key, item, "a text in quotation marks"),
            }
        }
        Some(strings)
    }

    fn unknown(&mut self, key: &Spanned<Cow<'_, str>>, known: &[&str]) {
        let name = key.get_ref().as_ref();
        let like = closest(name, known.iter().copied());
        let names: Vec<_> = known.iter().map(|name| (*name).to_owned()).collect();
        let mut hint = did_you_mean(like, &format!("the keys are {}", quoted_list(&names)));
        if like == Some("public-default") {
            self.consultation.public_default = false;
            hint.push_str(NOT_PUBLIC);
        }
        self.complain(key.span().start, &format!("unknown key `{name}`"), &hint);
    }

    fn wrong_type(&mut self, key: &str, value: &Spanned<DeValue<'_>>, expected: &str) {
        let message = format!("`{key}` holds {} where {expected} is expected", type_name(value.get_ref()));
        self.complain(value.span().start, &message, "correct the value; the rest of the file was used");
    }

    /// A file that is broken where it speaks of publishing must not publish what it meant to keep back.
    fn guard_privacy(&mut self, broken: bool) {
        if broken && self.text.contains("public") {
            self.consultation.public_default = false;
        }
    }

    fn complain(&mut self, offset: usize, message: &str, hint: &str) {
        let (line, column) = place(self.text, offset);
        let message = format!("{message} (line {line}, column {column})");
        self.notes.at(line).error(problem_codes::CONSULTATION, message, hint);
    }
}

fn in_file_order<'t>(table: &'t DeTable<'t>) -> Vec<Entry<'t>> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

fn did_you_mean(like: Option<&str>, otherwise: &str) -> String {
    match like {
        Some(like) => format!("did you mean `{like}`?"),
        None => otherwise.to_owned(),
    }
}

fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// Line and column, both from 1, of a byte offset; columns count code points.
fn place(text: &str, offset: usize) -> (u32, u32) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() as u32 + 1;
    let last = before.rsplit('\n').next().unwrap_or_default();
    (line, last.chars().count() as u32 + 1)
}
