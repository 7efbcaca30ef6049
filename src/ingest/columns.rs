//! Which column of a table plays which part.

use std::collections::BTreeMap;

use super::free_text;
use super::notes::Notes;
use super::table::{Column, Table};
use crate::model::{Consultation, problem_codes};
use crate::text::fold;

/// What a column can be; anything else is metadata.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnRole {
    Text,
    Id,
    Respondent,
    Date,
    Public,
    Question,
}

impl ColumnRole {
    pub(super) const ALL: [Self; 6] =
        [Self::Text, Self::Id, Self::Respondent, Self::Date, Self::Public, Self::Question];

    /// The key in `[columns]`.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Id => "id",
            Self::Respondent => "respondent",
            Self::Date => "date",
            Self::Public => "public",
            Self::Question => "question",
        }
    }

    /// Names that a column of this role usually has, the surest first.
    fn usual_names(self) -> &'static [&'static str] {
        match self {
            Self::Text => {
                &["text", "tekst", "reactie", "antwoord", "response", "statement", "opmerking", "toelichting"]
            }
            Self::Id => &["id", "nr", "nummer", "record"],
            Self::Respondent => &["respondent", "organisatie"],
            Self::Date => &["datum", "date"],
            Self::Public => &["openbaar", "public"],
            Self::Question => &["vraag", "question"],
        }
    }
}

/// The columns of one table by the part they play, each at most once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) text: Vec<usize>,
    pub(super) id: Option<usize>,
    pub(super) respondent: Option<usize>,
    pub(super) date: Option<usize>,
    pub(super) public: Option<usize>,
    pub(super) question: Option<usize>,
    pub(super) metadata: Vec<usize>,
    /// Why a column plays its part, by its place; metadata need no reason.
    pub(super) reasons: BTreeMap<usize, String>,
}

impl Columns {
    /// The part that a column plays: a key of `[columns]`, or `metadata`.
    pub(super) fn role(&self, place: usize) -> &'static str {
        if self.text.contains(&place) {
            return ColumnRole::Text.key();
        }
        let single = [
            (ColumnRole::Id, self.id),
            (ColumnRole::Respondent, self.respondent),
            (ColumnRole::Date, self.date),
            (ColumnRole::Public, self.public),
            (ColumnRole::Question, self.question),
        ];
        single.iter().find(|(_, own)| *own == Some(place)).map_or("metadata", |(role, _)| role.key())
    }
}

/// Two names are the same when their letters and digits are, case and diacritics aside; a number that tells double columns
/// apart (`tekst (2)`) does not count.
fn same_name(left: &str, right: &str) -> bool {
    bare(left) == bare(right)
}

fn bare(name: &str) -> String {
    let name = name.trim();
    let unnumbered = name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
    let name = match unnumbered {
        Some((name, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => name,
    };
    let folded = fold(name);
    folded.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// How many of `names` are usual or mapped ones.
pub(super) fn known_names(names: &[String], consultation: &Consultation) -> usize {
    let usual = ColumnRole::ALL.into_iter().flat_map(ColumnRole::usual_names);
    let mut known: Vec<String> = usual.map(|name| bare(name)).collect();
    known.extend(consultation.columns.values().flatten().map(|name| bare(name)));
    names.iter().filter(|name| known.contains(&bare(name))).count()
}

/// The part that a column of that name plays, by `[columns]` or by usual names.
pub(super) fn role_of(name: &str, consultation: &Consultation) -> Option<ColumnRole> {
    let is_usual = |role: &ColumnRole| role.usual_names().iter().any(|usual| same_name(usual, name));
    let is_mapped = |role: &ColumnRole| {
        let mapped = consultation.columns.get(role.key()).into_iter().flatten();
        mapped.into_iter().any(|mapped| same_name(mapped, name))
    };
    ColumnRole::ALL.into_iter().find(is_mapped).or_else(|| ColumnRole::ALL.into_iter().find(is_usual))
}

/// Whether a text column's name says nothing of what was asked.
pub(super) fn is_generic(name: &str) -> bool {
    let usual = ColumnRole::Text.usual_names();
    usual.iter().any(|usual| same_name(usual, name)) || (name.starts_with("column ") && name.len() < 12)
}

/// Gives the columns of `table` their parts: by `[columns]` where it names one that is there, else by usual names; texts also by what
/// their cells look like.
pub(super) fn assign(table: &Table, consultation: &Consultation, notes: &mut Notes<'_>) -> Columns {
    let mut free = vec![true; table.columns.len()];
    let mapped = ColumnRole::ALL.map(|role| {
        let places = mapped_places(role, table, consultation, notes);
        claim(role, places, &mut free)
    });
    let [mapped_text, ..] = &mapped;
    let is_mapped = !mapped_text.is_empty();
    let mut reasons: BTreeMap<usize, String> =
        mapped.iter().flatten().map(|place| (*place, "named in consultation.toml".to_owned())).collect();
    let mut by_role = mapped.into_iter();
    let mut place = |role: ColumnRole| {
        let places = by_role.next().unwrap_or_default();
        if places.is_empty() { claim(role, usual_places(role, table), &mut free) } else { places }
    };
    let [mut text, id, respondent, date, public, question] = ColumnRole::ALL.map(&mut place);
    if !is_mapped {
        let found = free_text::columns(table, &free, text.is_empty());
        found.note(table, &text, notes);
        reasons.extend(found.reasons());
        text.extend(claim(ColumnRole::Text, found.taken, &mut free));
        text.sort_unstable();
    }
    let metadata = (0..free.len()).filter(|place| free.get(*place) == Some(&true));
    for (place, is_free) in free.iter().enumerate() {
        if !is_free {
            reasons.entry(place).or_insert_with(|| "a usual name".to_owned());
        }
    }
    Columns {
        text,
        id: id.first().copied(),
        respondent: respondent.first().copied(),
        date: date.first().copied(),
        public: public.first().copied(),
        question: question.first().copied(),
        metadata: metadata.collect(),
        reasons,
    }
}

/// Takes the places that no other role has: all for text, in column order; the first for any other role.
fn claim(role: ColumnRole, mut places: Vec<usize>, free: &mut [bool]) -> Vec<usize> {
    places.retain(|place| free.get(*place) == Some(&true));
    if role == ColumnRole::Text {
        places.sort_unstable();
        places.dedup();
    } else {
        places.truncate(1);
    }
    for place in &places {
        if let Some(is_free) = free.get_mut(*place) {
            *is_free = false;
        }
    }
    places
}

fn usual_places(role: ColumnRole, table: &Table) -> Vec<usize> {
    role.usual_names().iter().flat_map(|usual| places_named(table, usual)).collect()
}

/// The columns of that name; where none has it, those that are called so by one of the rows that name them.
fn places_named(table: &Table, wanted: &str) -> Vec<usize> {
    let named = |is: &dyn Fn(&Column) -> bool| -> Vec<usize> {
        let columns = table.columns.iter().enumerate().filter(|(_, column)| is(column));
        columns.map(|(place, _)| place).collect()
    };
    let places = named(&|column| same_name(&column.name, wanted));
    if places.is_empty() {
        named(&|column| column.aliases.iter().any(|alias| same_name(alias, wanted)))
    } else {
        places
    }
}

fn mapped_places(
    role: ColumnRole,
    table: &Table,
    consultation: &Consultation,
    notes: &mut Notes<'_>,
) -> Vec<usize> {
    let names = consultation.columns.get(role.key()).map_or(&[][..], Vec::as_slice);
    let place_of = |wanted: &String| places_named(table, wanted).first().copied();
    let places: Vec<usize> = names.iter().filter_map(place_of).collect();
    if let (Some(wanted), true) = (names.first(), places.is_empty()) {
        note_unmapped(role, wanted, table, notes);
    }
    places
}

/// A name near the mapped one is a slip (a warning); none at all is usual where one file serves several tables.
fn note_unmapped(role: ColumnRole, wanted: &str, table: &Table, notes: &mut Notes<'_>) {
    let message = format!("`[columns] {}` names `{wanted}`, and there is no such column", role.key());
    match closest(wanted, table.columns.iter().map(|column| column.name.as_str())) {
        Some(like) => notes.warning(problem_codes::CONSULTATION, message, format!("did you mean `{like}`?")),
        None => notes.info(
            problem_codes::CONSULTATION,
            message,
            format!("nothing, unless it should be one of {}", quoted_list(&table.names())),
        ),
    }
}

/// The candidate that `wanted` is most likely a slip of, where one is near enough.
pub(super) fn closest<'c>(wanted: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    const NEAR: f64 = 0.8;
    let mut best = (NEAR, None);
    for candidate in candidates {
        let likeness = strsim::jaro_winkler(&wanted.to_lowercase(), &candidate.to_lowercase());
        if likeness > best.0 {
            best = (likeness, Some(candidate));
        }
    }
    best.1
}

/// `a`, `b` and so on, for a message; of very many the first.
pub(super) fn quoted_list(names: &[String]) -> String {
    const SHOWN: usize = 40;
    let mut quoted: Vec<_> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    if names.len() > SHOWN {
        quoted.push(format!("and {} more", names.len() - SHOWN));
    }
    quoted.join(", ")
}
