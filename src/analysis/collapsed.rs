//! Counts in which the same words count once.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::model::{Span, Statement, StatementId, UNCODED};

/// How many voices there are among statements; with a code, among those that are coded with it.
///
/// A statement in no group is one. Of a group the shared passage is one, and so is every own addition of a member: additions of
/// statements with the same letters and digits are one together. With a code, the shared passage counts where some evidence of a member
/// lies outside its own additions (or where there is no evidence, as of a code that an analyst gave), an addition where some lies
/// in it. `overig` has no evidence: every addition counts. A group never counts for more than its statements.
#[derive(Debug, Default)]
pub(super) struct Collapsed {
    alone: u64,
    groups: FxHashMap<String, Voices>,
}

impl Collapsed {
    pub(super) fn add(&mut self, statement: &Statement, code: Option<&str>) {
        let Some(group) = statement.group.as_deref() else {
            self.alone += 1;
            return;
        };
        if let Some(voices) = self.groups.get_mut(group) {
            return voices.add(statement, code);
        }
        self.groups.entry(group.to_owned()).or_default().add(statement, code);
    }

    pub(super) fn count(&self) -> u64 {
        self.alone + self.groups.values().map(Voices::count).sum::<u64>()
    }
}

/// The voices of a group.
#[derive(Debug, Default)]
struct Voices {
    statements: u64,
    shared: bool,
    /// Statements with an addition; of those with the same letters and digits the first.
    own: BTreeSet<StatementId>,
}

impl Voices {
    fn add(&mut self, statement: &Statement, code: Option<&str>) {
        self.statements += 1;
        let (shared, own) = places(statement, code);
        self.shared |= shared;
        if own {
            self.own.insert(statement.duplicate_of.as_ref().unwrap_or(&statement.id).clone());
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
