//! Counts in which the same words count once.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Span, Statement, UNCODED};

/// How many voices there are among statements; with a code, among those that are coded with it.
///
/// A statement in no group is one. Of a group the shared passage is one, and so is every own addition of a member: additions of
/// statements with the same letters and digits are one together. With a code, the shared passage counts where some evidence of a member
/// lies outside its own additions (or where there is no evidence, as of a code that an analyst gave), an addition where some lies
/// in it. `overig` has no evidence: every addition counts. A group never counts for more than its statements.
pub(super) fn collapsed(statements: &[&Statement], code: Option<&str>) -> u64 {
    let mut alone = 0;
    let mut groups: BTreeMap<&str, Voices<'_>> = BTreeMap::new();
    for statement in statements {
        match statement.group.as_deref() {
            Some(group) => groups.entry(group).or_default().add(statement, code),
            None => alone += 1,
        }
    }
    alone + groups.values().map(Voices::count).sum::<u64>()
}

/// The voices of a group.
#[derive(Default)]
struct Voices<'s> {
    statements: u64,
    shared: bool,
    /// Statements with an addition; of those with the same letters and digits the first.
    own: BTreeSet<&'s str>,
}

impl<'s> Voices<'s> {
    fn add(&mut self, statement: &'s Statement, code: Option<&str>) {
        self.statements += 1;
        let (shared, own) = places(statement, code);
        self.shared |= shared;
        if own {
            self.own.insert(statement.duplicate_of.as_deref().unwrap_or(&statement.id));
        }
    }

    fn count(&self) -> u64 {
        (u64::from(self.shared) + self.own.len() as u64).min(self.statements)
    }
}

/// Whether a code lies in the shared passage, and whether in an own addition.
fn places(statement: &Statement, code: Option<&str>) -> (bool, bool) {
    let has_own = !statement.own.is_empty();
    let Some(code) = code.filter(|code| *code != UNCODED) else {
        return (true, has_own);
    };
    let evidence: Vec<Span> = statement
        .themes
        .iter()
        .filter(|theme| theme.code == code)
        .flat_map(|theme| &theme.evidence)
        .map(|piece| Span::new(piece.start, piece.end))
        .collect();
    let in_own = |piece: &Span| statement.own.iter().any(|own| own.overlaps(*piece));
    (evidence.is_empty() || evidence.iter().any(|piece| !in_own(piece)), evidence.iter().any(in_own))
}
