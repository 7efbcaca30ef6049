//! Statements and a codebook → the counts of `summary.json`.

use std::collections::{BTreeMap, BTreeSet};

use super::collapsed::collapsed;
use crate::model::{
    Codebook, Cooccurrence, DocumentCount, Kind, SectionCount, Statement, Summary, ThemeCount, UNCODED,
};

/// Counts the statements that pages may show; those marked not public are left out.
///
/// A record is a row of one document; a respondent is a name, whatever its case; in the collapsed counts what a `group` shares counts
/// once (see `collapsed`). Every theme of the codebook and every kind is there, also with nothing under it; codes that the codebook
/// does not know (of an analyst, after a theme was renamed) stand before `overig`.
#[must_use]
pub fn summarise(statements: &[Statement], codebook: &Codebook) -> Summary {
    let shown: Vec<&Statement> = statements.iter().filter(|statement| statement.public).collect();
    let codes = codes(&shown, codebook);
    let whole = Tally::of(&shown);
    let themes = codes.iter().map(|code| theme_count(code, &shown, codebook));
    Summary {
        statements: shown.len() as u64,
        records: whole.records,
        respondents: whole.respondents,
        groups_collapsed: collapsed(&shown, None),
        uncoded: count(&shown, is_uncoded),
        reviewed: count(&shown, |statement| statement.reviewed),
        conflicts: count(&shown, |statement| !statement.conflicts.is_empty()),
        themes: themes.collect(),
        kinds: by_kind(&shown),
        sections: sections(&shown, &codes),
        documents: documents(&shown, &codes),
        cooccurrence: cooccurrence(&shown, &codes),
    }
}

/// Codes in codebook order, then unknown ones by name, then `overig`.
fn codes(shown: &[&Statement], codebook: &Codebook) -> Vec<String> {
    let mut codes: Vec<String> = codebook.themes.iter().map(|theme| theme.code.clone()).collect();
    let used: BTreeSet<&str> = shown.iter().flat_map(|statement| codes_of(statement)).collect();
    let unknown = used.into_iter().filter(|code| *code != UNCODED && codebook.theme(code).is_none());
    codes.extend(unknown.map(str::to_owned));
    codes.push(UNCODED.to_owned());
    codes
}

/// The codes on a statement, each once, `overig` when there is none.
fn codes_of(statement: &Statement) -> BTreeSet<&str> {
    if is_uncoded(statement) {
        return BTreeSet::from([UNCODED]);
    }
    let codes = statement.themes.iter().map(|theme| theme.code.as_str());
    codes.filter(|code| *code != UNCODED).collect()
}

fn is_uncoded(statement: &Statement) -> bool {
    statement.themes.iter().all(|theme| theme.code == UNCODED)
}

fn count(statements: &[&Statement], holds: impl Fn(&Statement) -> bool) -> u64 {
    statements.iter().filter(|statement| holds(statement)).count() as u64
}

/// Distinct things among some statements.
struct Tally {
    records: u64,
    respondents: u64,
}

impl Tally {
    fn of(statements: &[&Statement]) -> Self {
        let (mut records, mut respondents) = (BTreeSet::new(), BTreeSet::new());
        for statement in statements {
            records.extend(statement.record.as_ref().map(|record| (&statement.document, record)));
            let name = statement.respondent.as_deref().map_or("", str::trim);
            if !name.is_empty() {
                respondents.insert(name.to_lowercase());
            }
        }
        Self { records: records.len() as u64, respondents: respondents.len() as u64 }
    }
}

fn theme_count(code: &str, shown: &[&Statement], codebook: &Codebook) -> ThemeCount {
    let under: Vec<&Statement> =
        shown.iter().copied().filter(|statement| codes_of(statement).contains(code)).collect();
    let tally = Tally::of(&under);
    ThemeCount {
        code: code.to_owned(),
        statements: under.len() as u64,
        records: tally.records,
        respondents: tally.respondents,
        collapsed: collapsed(&under, Some(code)),
        by_kind: by_kind(&under),
        by_subtheme: by_subtheme(code, &under, codebook),
        quotes: under.iter().map(|statement| statement.id.clone()).collect(),
    }
}

fn by_kind(statements: &[&Statement]) -> BTreeMap<String, u64> {
    let kinds = Kind::ALL.into_iter();
    kinds
        .map(|kind| (kind.code().to_owned(), count(statements, |statement| statement.kind == kind)))
        .collect()
}

fn by_subtheme(code: &str, statements: &[&Statement], codebook: &Codebook) -> BTreeMap<String, u64> {
    let known = codebook.theme(code).map_or(&[][..], |theme| &theme.subthemes);
    let mut counts: BTreeMap<String, u64> = known.iter().map(|subtheme| (subtheme.code.clone(), 0)).collect();
    for statement in statements {
        let themes = statement.themes.iter().filter(|theme| theme.code == code);
        let met: BTreeSet<&String> = themes.filter_map(|theme| theme.subtheme.as_ref()).collect();
        for subtheme in met {
            *counts.entry(subtheme.clone()).or_default() += 1;
        }
    }
    counts
}

fn by_theme(codes: &[String]) -> BTreeMap<String, u64> {
    codes.iter().map(|code| (code.clone(), 0)).collect()
}

fn add_themes(counts: &mut BTreeMap<String, u64>, statement: &Statement) {
    for code in codes_of(statement) {
        *counts.entry(code.to_owned()).or_default() += 1;
    }
}

/// Sections with the same number and title are one, also over documents.
fn sections(shown: &[&Statement], codes: &[String]) -> Vec<SectionCount> {
    let mut places = BTreeMap::new();
    let mut counts: Vec<SectionCount> = Vec::new();
    for statement in shown {
        let place = *places.entry(statement.section.as_ref()).or_insert_with(|| {
            let section = statement.section.clone();
            counts.push(SectionCount {
                number: section.as_ref().and_then(|section| section.number.clone()),
                title: section.map(|section| section.title),
                statements: 0,
                by_theme: by_theme(codes),
            });
            counts.len() - 1
        });
        if let Some(section) = counts.get_mut(place) {
            section.statements += 1;
            add_themes(&mut section.by_theme, statement);
        }
    }
    counts
}

fn documents(shown: &[&Statement], codes: &[String]) -> Vec<DocumentCount> {
    let mut places = BTreeMap::new();
    let mut counts: Vec<DocumentCount> = Vec::new();
    for statement in shown {
        let place = *places.entry(&statement.document).or_insert_with(|| {
            counts.push(DocumentCount {
                document: statement.document.clone(),
                statements: 0,
                by_theme: by_theme(codes),
            });
            counts.len() - 1
        });
        if let Some(document) = counts.get_mut(place) {
            document.statements += 1;
            add_themes(&mut document.by_theme, statement);
        }
    }
    counts
}

fn cooccurrence(shown: &[&Statement], codes: &[String]) -> Vec<Cooccurrence> {
    let place = |code: &str| codes.iter().position(|known| known == code);
    let mut counts: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    for statement in shown {
        let places: BTreeSet<usize> = codes_of(statement).into_iter().filter_map(place).collect();
        for (nth, first) in places.iter().enumerate() {
            for second in places.iter().skip(nth + 1) {
                *counts.entry((*first, *second)).or_default() += 1;
            }
        }
    }
    let pairs = counts.into_iter().filter_map(|((first, second), statements)| {
        let themes = [codes.get(first)?.clone(), codes.get(second)?.clone()];
        Some(Cooccurrence { themes, statements })
    });
    pairs.collect()
}
