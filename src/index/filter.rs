//! Filters to queries: each value is looked up among the values that the index has.

use tantivy::Term;
use tantivy::query::{EmptyQuery, Query, TermSetQuery};
use tantivy::schema::Field;

use super::IndexError;
use super::columns::{Columns, Values};
use super::request::Filters;
use super::schema::{DOCUMENT, Fields, KIND, SECTION, THEME, section_of};
use crate::model::{Kind, Section};
use crate::text::{fold, names, names_document, names_number, title_words};

/// What the filters come to.
#[derive(Default)]
pub(super) struct Filtered {
    /// One query per field that is filtered; all must hold.
    pub(super) queries: Vec<Box<dyn Query>>,
    /// A sentence for every value that nothing has.
    pub(super) notes: Vec<String>,
}

/// How a value of a filter picks values of the field.
type Pick = fn(&str, &[String]) -> Vec<usize>;

/// Makes queries of filters.
pub(super) fn filter(filters: &Filters, columns: &Columns, fields: &Fields) -> Result<Filtered, IndexError> {
    check_kinds(&filters.kind)?;
    let mut filtered = Filtered::default();
    filtered.add(THEME, fields.theme, &filters.theme, (&columns.theme, same));
    filtered.add(KIND, fields.kind, &filters.kind, (&columns.kind, same));
    filtered.add(SECTION, fields.section, &filters.section, (&columns.section, sections));
    filtered.add(DOCUMENT, fields.document, &filters.document, (&columns.document, documents));
    Ok(filtered)
}

impl Filtered {
    /// Adds the filter of one field, if it is set.
    fn add(&mut self, name: &str, field: Field, wanted: &[String], (values, pick): (&Values, Pick)) {
        if wanted.is_empty() {
            return;
        }
        let mut picked: Vec<usize> = Vec::new();
        for value in wanted {
            let found = pick(value, &values.known);
            if found.is_empty() && name != KIND {
                self.notes.push(nothing_has(name, value, &values.known));
            }
            picked.extend(found);
        }
        let terms: Vec<Term> = picked
            .into_iter()
            .filter_map(|at| values.known.get(at))
            .map(|value| Term::from_field_text(field, value))
            .collect();
        self.queries.push(if terms.is_empty() {
            Box::new(EmptyQuery)
        } else {
            Box::new(TermSetQuery::new(terms))
        });
    }
}

/// Kinds are a closed list, so another one is a mistake whatever the index holds.
fn check_kinds(kinds: &[String]) -> Result<(), IndexError> {
    match kinds.iter().find(|kind| Kind::from_code(&fold(kind.trim())).is_none()) {
        None => Ok(()),
        Some(value) => Err(IndexError::Filter {
            field: KIND,
            value: value.clone(),
            known: format!("the kinds are {}", Kind::ALL.map(Kind::code).join(", ")),
        }),
    }
}

fn same(wanted: &str, known: &[String]) -> Vec<usize> {
    positions(known, |value| names(wanted, value))
}

/// By number with all below it, or by title; by words of a title where no title is the same.
fn sections(wanted: &str, known: &[String]) -> Vec<usize> {
    let words = title_words(wanted);
    let exact = positions(known, |value| {
        let section = section_of(value);
        let is_title = || title_words(&section.title) == words || title_words(&section.label()) == words;
        names_number(wanted, section.number.as_deref()) || (!words.is_empty() && is_title())
    });
    if !exact.is_empty() || words.is_empty() {
        return exact;
    }
    positions(known, |value| {
        let Section { title, .. } = section_of(value);
        title_words(&title).windows(words.len()).any(|window| window == words)
    })
}

/// By path, by the end of a path from a `/` on, or by folder.
fn documents(wanted: &str, known: &[String]) -> Vec<usize> {
    positions(known, |path| names_document(wanted, path))
}

fn positions(known: &[String], fits: impl Fn(&str) -> bool) -> Vec<usize> {
    known.iter().enumerate().filter(|(_, value)| fits(value)).map(|(at, _)| at).collect()
}

fn nothing_has(name: &str, wanted: &str, known: &[String]) -> String {
    let wanted = wanted.trim();
    let label = |value: &String| match name {
        SECTION => section_of(value).label(),
        _ => value.clone(),
    };
    let nearest = known
        .iter()
        .map(label)
        .map(|value| (strsim::jaro_winkler(&fold(&value), &fold(wanted)), value))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|one, other| one.0.total_cmp(&other.0).then_with(|| other.1.cmp(&one.1)));
    match nearest {
        Some((_, value)) => format!("no statement has the {name} `{wanted}`; did you mean `{value}`?"),
        None => format!("no statement has the {name} `{wanted}`"),
    }
}
