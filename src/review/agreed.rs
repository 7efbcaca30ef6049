//! What coders agree on about a statement: the last adjudication, else what all who decided it say, else a conflict.

use std::collections::{BTreeMap, BTreeSet};

use super::matching::{Register, Shelf};
use super::replay::Replay;
use super::views::{Says, View, Views, decisions_of, views};
use crate::model::{DecisionField, Kind, Outcome, Reviewed, Statement, WholeCoding};

/// The codes that people put on a statement; what they leave open is the machine's.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Agreed {
    pub(super) kind: Option<Kind>,
    pub(super) themes: Vec<AgreedTheme>,
    /// All codes that anyone speaks of, in the order in which a statement has them.
    pub(super) order: Vec<String>,
    pub(super) conflicts: Vec<String>,
}

/// A theme that people agree on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct AgreedTheme {
    pub(super) code: String,
    /// Whether it is there.
    pub(super) present: bool,
    /// The subtheme that they name; of a part of them that names none the others count.
    pub(super) subtheme: Option<String>,
    /// Who says so.
    pub(super) coders: Vec<String>,
}

/// Weighs the views on a statement that has `machine` for codes, and sets aside the decisions that do not count.
pub(super) fn agree(machine: &Statement, views: &Views, replay: &mut Replay) -> Agreed {
    if let Some(adjudication) = &views.adjudication {
        let agreed = agree_of(machine, std::slice::from_ref(adjudication));
        overrule(machine, views, adjudication, replay);
        return agreed;
    }
    let agreed = agree_of(machine, &views.coders);
    for conflict in &agreed.conflicts {
        for view in &views.coders {
            let index = match conflict.as_str() {
                KIND => view.kind.map(|(_, index)| index),
                code => view.decision_of_theme(code),
            };
            if let Some(index) = index {
                replay.set(index, Outcome::Conflict, None, Some(format!("coders disagree about {conflict}")));
            }
        }
    }
    agreed
}

/// What a conflict about the kind is called.
const KIND: &str = "kind";

fn agree_of(machine: &Statement, views: &[View]) -> Agreed {
    let mut agreed = Agreed::default();
    let kinds: BTreeSet<Kind> = views.iter().filter_map(|view| Some(view.kind?.0)).collect();
    match kinds.len() {
        0 => {}
        1 => agreed.kind = kinds.into_iter().next(),
        _ => agreed.conflicts.push(KIND.to_owned()),
    }
    agreed.order = codes(machine, views);
    for code in agreed.order.clone() {
        let says: Vec<(&View, Says)> = views
            .iter()
            .map(|view| (view, view.of_theme(&code)))
            .filter(|(_, says)| *says != Says::Nothing)
            .collect();
        let present = says.iter().filter(|(_, says)| matches!(says, Says::Present(_))).count();
        let subthemes = subthemes(&says);
        if subthemes.len() > 1 && present == says.len() {
            // That it is there they agree on; which part of it is meant is left open.
            agreed.conflicts.push(code.clone());
        }
        if present > 0 && present < says.len() {
            agreed.conflicts.push(code);
        } else if !says.is_empty() {
            agreed.themes.push(AgreedTheme {
                present: present > 0,
                subtheme: subthemes.first().filter(|_| subthemes.len() == 1).cloned(),
                coders: says.iter().map(|(view, _)| view.coder.clone()).collect(),
                code,
            });
        }
    }
    agreed
}

/// The subthemes that are named.
fn subthemes(says: &[(&View, Says)]) -> BTreeSet<String> {
    let named = says.iter().filter_map(|(_, says)| match says {
        Says::Present(subtheme) => subtheme.clone(),
        _ => None,
    });
    named.collect()
}

/// The codes that there is something to say about: in the order of whoever judged the whole first, then of the machine, then of others.
fn codes(machine: &Statement, views: &[View]) -> Vec<String> {
    let named = |view: &View| view.themes.iter().map(|(code, ..)| code.clone()).collect::<Vec<_>>();
    let whole = views.iter().filter(|view| view.whole.is_some()).flat_map(named);
    let own = machine.themes.iter().map(|theme| theme.code.clone());
    let others = views.iter().filter(|view| view.whole.is_none()).flat_map(named);
    let mut seen = BTreeSet::new();
    whole.chain(own).chain(others).filter(|code| seen.insert(code.clone())).collect()
}

/// Sets aside what coders decided otherwise than the adjudication.
fn overrule(machine: &Statement, views: &Views, adjudication: &View, replay: &mut Replay) {
    let by = adjudication.whole.and_then(|index| replay.decisions.get(index)).map(|own| own.sequence);
    for view in &views.coders {
        let mut other: BTreeSet<usize> = BTreeSet::new();
        if let (Some((kind, index)), Some((last, _))) = (view.kind, adjudication.kind) {
            other.extend((kind != last).then_some(index));
        }
        for code in codes(machine, &[view.clone(), adjudication.clone()]) {
            let differs = !matches!(
                (view.of_theme(&code), adjudication.of_theme(&code)),
                (Says::Nothing, _) | (Says::Absent, Says::Absent) | (Says::Present(None), Says::Present(_))
            ) && view.of_theme(&code) != adjudication.of_theme(&code);
            other.extend(view.decision_of_theme(&code).filter(|_| differs));
        }
        for index in other {
            replay.set(index, Outcome::Overruled, by, None);
        }
    }
}

/// The decisions about each statement's codes, by its position, with what they are matched by told.
pub(super) fn sorted(
    shelf: &mut Shelf,
    register: &mut Register,
    replay: &mut Replay,
) -> BTreeMap<usize, Vec<usize>> {
    let mut about: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in 0..replay.decisions.len() {
        let Some(draft) = replay.decisions.get(index).map(|decision| decision.draft.clone()) else {
            continue;
        };
        if draft.field.is_boundary() || draft.field == DecisionField::Undo || !replay.stands(index) {
            continue;
        }
        if let Some(at) = replay.place(index, shelf.find(&draft, register)) {
            about.entry(at).or_default().push(index);
            if let (Some(fate), Some(now)) = (replay.fates.get_mut(index), shelf.get(at)) {
                fate.now = Some(now.id.clone());
            }
        }
    }
    about
}

/// Who coded a statement how; none where nothing could be read.
pub(super) fn reviewed(
    machine: &Statement,
    views: &Views,
    agreed: &WholeCoding,
    conflicts: &[String],
) -> Option<Reviewed> {
    let coders = views.coders.iter().chain(&views.adjudication).filter(|view| !decisions_of(view).is_empty());
    let coders: Vec<_> = coders.map(View::told).collect();
    (!coders.is_empty()).then(|| Reviewed {
        statement: machine.id.clone(),
        machine: WholeCoding::of(machine),
        coders,
        agreed: agreed.clone(),
        conflicts: conflicts.to_vec(),
    })
}

/// Codings that were made without sight of the machine's or each other's: who coded what, in source order. They change nothing.
#[must_use]
pub fn blind_codings(statements: Vec<Statement>, replay: &mut Replay) -> (Vec<Statement>, Vec<Reviewed>) {
    if replay.decisions.is_empty() {
        return (statements, Vec::new());
    }
    let mut register = Register::of(replay.standing());
    let mut shelf = Shelf::of(statements);
    let about = sorted(&mut shelf, &mut register, replay);
    let mut all = Vec::new();
    for (at, decisions) in about {
        let views = views(&decisions, replay);
        let Some(machine) = shelf.get(at) else { continue };
        all.extend(reviewed(machine, &views, &WholeCoding::of(machine), &[]));
    }
    (shelf.statements, all)
}
