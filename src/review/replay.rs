//! Which decisions of a log still stand, given those that undo others.

use std::collections::BTreeMap;

use super::matching::Found;
use crate::model::{Decision, DecisionField, DecisionRecord, MatchedBy, NearStatement, Outcome};

/// Decisions in the order in which they count, each with what became of it so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Replay {
    /// The decisions.
    pub decisions: Vec<Decision>,
    /// What became of each; they stand until something says otherwise.
    pub(super) fates: Vec<Fate>,
}

/// What became of a decision.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fate {
    pub(super) outcome: Outcome,
    pub(super) by: Option<u64>,
    pub(super) matched: Option<MatchedBy>,
    pub(super) similarity: Option<f64>,
    pub(super) now: Option<String>,
    pub(super) nearest: Vec<NearStatement>,
    pub(super) message: Option<String>,
}

impl Default for Fate {
    fn default() -> Self {
        Self {
            outcome: Outcome::Applied,
            by: None,
            matched: None,
            similarity: None,
            now: None,
            nearest: Vec::new(),
            message: None,
        }
    }
}

impl Replay {
    /// Whether nothing was ever decided.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.decisions.is_empty()
    }

    /// Whether a decision has not been set aside.
    pub(super) fn stands(&self, index: usize) -> bool {
        self.fates.get(index).is_some_and(|fate| fate.outcome == Outcome::Applied)
    }

    /// The decisions that have not been set aside.
    pub(super) fn standing(&self) -> impl Iterator<Item = &Decision> {
        let numbered = self.decisions.iter().enumerate();
        numbered.filter(|(index, _)| self.stands(*index)).map(|(_, decision)| decision)
    }

    /// Sets a decision aside.
    pub(super) fn set(&mut self, index: usize, outcome: Outcome, by: Option<u64>, message: Option<String>) {
        if let Some(fate) = self.fates.get_mut(index) {
            (fate.outcome, fate.by, fate.message) = (outcome, by, message);
        }
    }

    /// Notes how the statement of a decision was found, and gives where it is; sets the decision aside where it is not there.
    pub(super) fn place(&mut self, index: usize, found: Found) -> Option<usize> {
        match found {
            Found::Here { index: at, matched, similarity } => {
                if let Some(fate) = self.fates.get_mut(index) {
                    (fate.matched, fate.similarity) = (Some(matched), similarity);
                }
                return Some(at);
            }
            Found::Replaced(by) => self.set(index, Outcome::Replaced, Some(by), None),
            Found::Nowhere(nearest) => {
                self.set(index, Outcome::Orphan, None, None);
                if let Some(fate) = self.fates.get_mut(index) {
                    fate.nearest = nearest;
                }
            }
        }
        None
    }

    pub(super) fn refuse(&mut self, index: usize, why: impl Into<String>) {
        self.set(index, Outcome::Refused, None, Some(why.into()));
    }

    /// What became of each decision, in their order.
    #[must_use]
    pub fn records(&self) -> Vec<DecisionRecord> {
        let pairs = self.decisions.iter().zip(&self.fates);
        pairs.map(|(decision, fate)| record(decision, fate)).collect()
    }
}

fn record(decision: &Decision, fate: &Fate) -> DecisionRecord {
    let draft = decision.draft.clone();
    let fate = fate.clone();
    DecisionRecord {
        sequence: decision.sequence,
        line: decision.line,
        date: decision.date.clone(),
        coder: decision.coder.clone(),
        statement: draft.statement,
        document: draft.document,
        place: draft.place,
        text: draft.text,
        field: draft.field,
        old: draft.old,
        new: draft.new,
        reason: draft.reason,
        outcome: fate.outcome,
        by: fate.by,
        matched: fate.matched,
        similarity: fate.similarity,
        now: fate.now,
        nearest: fate.nearest,
        message: fate.message,
    }
}

/// Works out what was undone. An undone `undo` restores what it undid.
#[must_use]
pub fn replay(decisions: Vec<Decision>) -> Replay {
    let fates = vec![Fate::default(); decisions.len()];
    let mut replay = Replay { decisions, fates };
    let mut places: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (index, decision) in replay.decisions.iter().enumerate() {
        places.entry(decision.sequence).or_default().push(index);
    }
    // From the last: whether an undo stands is known before what it undoes.
    for index in (0..replay.decisions.len()).rev() {
        let Some(decision) = replay.decisions.get(index) else { continue };
        if decision.draft.field != DecisionField::Undo || !replay.stands(index) {
            continue;
        }
        let (sequence, written) = (decision.sequence, decision.draft.new.clone());
        let targets = written.parse().ok().filter(|number: &u64| *number < sequence);
        match targets.and_then(|number| places.get(&number)).map(Vec::as_slice) {
            Some([target]) => replay.set(*target, Outcome::Undone, Some(sequence), None),
            Some(_) => replay.refuse(index, format!("number {written} stands more than once")),
            None => replay.refuse(index, format!("there is no decision {written} before it")),
        }
    }
    replay
}

#[cfg(test)]
mod tests {
    use super::replay;
    use crate::model::{Decision, DecisionField, Draft, Outcome};

    fn decision(sequence: u64, field: DecisionField, new: &str) -> Decision {
        let draft = Draft {
            statement: "st-a".into(),
            document: "a.txt".into(),
            place: String::new(),
            text: "tekst".into(),
            field,
            old: String::new(),
            new: new.into(),
            reason: String::new(),
        };
        Decision { line: sequence as u32, sequence, date: String::new(), coder: "An".into(), draft }
    }

    #[test]
    fn an_undone_undo_restores() {
        use DecisionField::{Kind, Undo};
        let outcomes = |decisions: &[(u64, DecisionField, &str)]| -> Vec<Outcome> {
            let decisions = decisions.iter().map(|(sequence, field, new)| decision(*sequence, *field, new));
            replay(decisions.collect()).records().into_iter().map(|record| record.outcome).collect()
        };
        let one = [(1, Kind, "wens"), (2, Undo, "1")];
        assert_eq!(outcomes(&one), [Outcome::Undone, Outcome::Applied]);
        let two = [(1, Kind, "wens"), (2, Undo, "1"), (3, Undo, "2")];
        assert_eq!(outcomes(&two), [Outcome::Applied, Outcome::Undone, Outcome::Applied]);
        let wrong = [(1, Kind, "wens"), (1, Kind, "context"), (2, Undo, "1"), (3, Undo, "9"), (4, Undo, "x")];
        assert_eq!(
            outcomes(&wrong),
            [Outcome::Applied, Outcome::Applied, Outcome::Refused, Outcome::Refused, Outcome::Refused]
        );
    }
}
