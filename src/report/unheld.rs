//! What pages must know of statements that are not held: enough to count them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::publication::passage;
use crate::model::{Statement, ThemeCoding, Unheld, UnheldGroup};
use crate::text::{Fingerprint, fingerprint, name_key};

/// Counts statements of long tables as they come, in source order, behind those of the same table that are held.
#[derive(Debug, Default)]
pub struct Counting {
    unheld: Unheld,
    /// Document and record of the last statement that may be shown.
    last: Option<(String, Option<String>)>,
    sorts: FxHashMap<Vec<u8>, usize>,
    /// Respondents who sent none that is held.
    others: FxHashSet<Fingerprint>,
    key: Vec<u8>,
}

impl Counting {
    /// Nothing counted yet, beside the statements that are held.
    #[must_use]
    pub fn beside(held: &[Statement]) -> Self {
        let public = held.iter().filter(|statement| statement.public);
        let names = public.filter_map(|statement| name_key(statement.respondent.as_deref()?));
        let respondents = names.map(|name| (name, 0)).collect();
        Self { unheld: Unheld { respondents, ..Unheld::default() }, ..Self::default() }
    }

    /// Counts the next statement.
    pub fn add(&mut self, statement: Statement) {
        let counts = &mut self.unheld.counts;
        counts.statements += 1;
        counts.coded += u64::from(!statement.themes.is_empty());
        if statement.public {
            self.count(statement);
        }
    }

    /// What was counted.
    #[must_use]
    pub fn finish(self) -> Unheld {
        Unheld { other_respondents: self.others.len() as u64, ..self.unheld }
    }

    fn count(&mut self, statement: Statement) {
        let is_last = |(document, record): &(String, Option<String>)| {
            *document == statement.document && *record == statement.record
        };
        if statement.record.is_some() && !self.last.as_ref().is_some_and(is_last) {
            self.unheld.records += 1;
            self.last = Some((statement.document.clone(), statement.record.clone()));
        }
        if let Some(name) = statement.respondent.as_deref().and_then(name_key) {
            match self.unheld.respondents.get_mut(&name) {
                Some(count) => *count += 1,
                None => drop(self.others.insert(fingerprint(&name))),
            }
        }
        if let Some(group) = &statement.group {
            match self.unheld.groups.get_mut(group) {
                Some(known) => known.statements += 1,
                None => {
                    let passage = passage(&statement);
                    drop(self.unheld.groups.insert(group.clone(), UnheldGroup { statements: 1, passage }));
                }
            }
        }
        self.key.clear();
        write_key(&statement, &mut self.key);
        if let Some(place) = self.sorts.get(&self.key) {
            if let Some((_, count)) = self.unheld.sorts.get_mut(*place) {
                *count += 1;
            }
            return;
        }
        self.sorts.insert(self.key.clone(), self.unheld.sorts.len());
        self.unheld.sorts.push((bare(statement), 1));
    }
}

/// What pages count a statement by.
fn write_key(statement: &Statement, key: &mut Vec<u8>) {
    let mut add = |part: &str| {
        key.extend(part.as_bytes());
        key.push(0);
    };
    add(&statement.document);
    if let Some(section) = &statement.section {
        add(section.number.as_deref().unwrap_or_default());
        add(&section.title);
    }
    add(statement.kind.code());
    add(&statement.language);
    for theme in &statement.themes {
        add(&theme.code);
        add(theme.subtheme.as_deref().unwrap_or_default());
    }
    add("");
    statement.conflicts.iter().for_each(|conflict| add(conflict));
    let marks = [statement.is_doubtful(), statement.reviewed];
    key.extend(marks.map(u8::from));
    key.push(statement.truncated as u8);
}

/// The statement without what tells it from others of its sort.
fn bare(statement: Statement) -> Statement {
    let themes = statement.themes.into_iter();
    Statement {
        section: statement.section,
        truncated: statement.truncated,
        doubt: statement.doubt,
        language: statement.language,
        kind: statement.kind,
        themes: themes.map(|theme| ThemeCoding { score: 0.0, evidence: Vec::new(), ..theme }).collect(),
        reviewed: statement.reviewed,
        conflicts: statement.conflicts,
        ..Statement::uncoded(&statement.document, String::new())
    }
}
