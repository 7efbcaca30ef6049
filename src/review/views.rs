//! What each coder says of a statement, all their decisions together; later ones replace earlier ones on the same thing.

use std::collections::BTreeMap;

use super::replay::Replay;
use super::whole::theme_parts;
use crate::model::{CoderCoding, Decision, DecisionField, Kind, Outcome, WholeCoding};

/// One coder's view of a statement. With each part stands the position of the decision that says so.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct View {
    pub(super) coder: String,
    pub(super) adjudicated: bool,
    /// The decision that judged kind and themes as a whole.
    pub(super) whole: Option<usize>,
    pub(super) kind: Option<(Kind, usize)>,
    /// By code, in the order in which they were named: `None` says that the theme is not there, else it may name a subtheme.
    pub(super) themes: Vec<(String, Option<Option<String>>, usize)>,
}

/// What a view says of a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Says {
    Nothing,
    Absent,
    Present(Option<String>),
}

impl View {
    pub(super) fn of_theme(&self, code: &str) -> Says {
        match self.themes.iter().find(|(known, ..)| known == code) {
            Some((_, Some(subtheme), _)) => Says::Present(subtheme.clone()),
            Some((_, None, _)) => Says::Absent,
            None if self.whole.is_some() => Says::Absent,
            None => Says::Nothing,
        }
    }

    /// The decision that says so of a theme.
    pub(super) fn decision_of_theme(&self, code: &str) -> Option<usize> {
        let own = self.themes.iter().find(|(known, ..)| known == code).map(|(.., index)| *index);
        own.or(self.whole)
    }

    fn set_theme(&mut self, code: &str, says: Option<Option<String>>, index: usize) -> Option<usize> {
        match self.themes.iter_mut().find(|(known, ..)| known == code) {
            Some(known) => {
                let before = std::mem::replace(known, (code.to_owned(), says, index)).2;
                Some(before)
            }
            None => {
                self.themes.push((code.to_owned(), says, index));
                None
            }
        }
    }

    /// As files tell it.
    pub(super) fn told(&self) -> CoderCoding {
        let present = self.themes.iter().filter_map(|(code, says, _)| {
            let subtheme = says.as_ref()?;
            Some(subtheme.as_ref().map_or_else(|| code.clone(), |subtheme| format!("{code}/{subtheme}")))
        });
        let absent = self.themes.iter().filter(|(_, says, _)| says.is_none());
        CoderCoding {
            coder: self.coder.clone(),
            adjudicated: self.adjudicated,
            whole: self.whole.is_some(),
            kind: self.kind.map(|(kind, _)| kind),
            themes: present.collect(),
            without: absent.map(|(code, ..)| code.clone()).collect(),
        }
    }
}

/// The views of the coders of a statement, by name, and its last adjudication.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Views {
    pub(super) coders: Vec<View>,
    pub(super) adjudication: Option<View>,
}

/// Puts the decisions about one statement together, given by position and in order. What can't be read is refused.
pub(super) fn views(about: &[usize], replay: &mut Replay) -> Views {
    let mut coders: BTreeMap<String, View> = BTreeMap::new();
    let mut adjudication: Option<View> = None;
    for index in about.iter().copied() {
        let Some(decision) = replay.decisions.get(index).cloned() else { continue };
        let said = if decision.draft.field == DecisionField::Adjudicate {
            adjudicate(&mut adjudication, &decision, index)
        } else {
            let view = coders
                .entry(decision.coder.clone())
                .or_insert_with(|| View { coder: decision.coder.clone(), ..View::default() });
            say(view, &decision, index)
        };
        match said {
            Ok(before) => replaced(before, index, decision.sequence, replay),
            Err(why) => replay.refuse(index, why),
        }
    }
    let coders = coders.into_values().filter(|view| !decisions_of(view).is_empty());
    Views { coders: coders.collect(), adjudication }
}

/// Adds a decision to the view of its coder, and gives those that it replaces; else why it can't be read.
fn say(view: &mut View, decision: &Decision, index: usize) -> Result<Vec<usize>, String> {
    let draft = &decision.draft;
    let mut before = match draft.field {
        DecisionField::Confirm => {
            let whole = whole_view(&decision.coder, &draft.new, index).ok_or(UNREADABLE)?;
            decisions_of(&std::mem::replace(view, whole))
        }
        DecisionField::Kind => {
            let kind = Kind::from_code(&draft.new).ok_or_else(|| format!("`{}` is no kind", draft.new))?;
            view.kind.replace((kind, index)).map(|(_, before)| before).into_iter().collect()
        }
        _ => change_theme(view, &draft.old, &draft.new, index).ok_or("it names no theme")?,
    };
    // A whole judgement stands as long as anything of it does.
    before.retain(|before| Some(*before) != view.whole);
    Ok(before)
}

/// The same over all coders.
fn adjudicate(last: &mut Option<View>, decision: &Decision, index: usize) -> Result<Vec<usize>, String> {
    let view = whole_view(&decision.coder, &decision.draft.new, index).ok_or(UNREADABLE)?;
    let before = last.replace(View { adjudicated: true, ..view });
    Ok(before.iter().flat_map(decisions_of).collect())
}

const UNREADABLE: &str = "it is no whole coding: `kind; theme; theme`, each theme once";

fn replaced(before: impl IntoIterator<Item = usize>, by: usize, sequence: u64, replay: &mut Replay) {
    for index in before.into_iter().filter(|index| *index != by) {
        replay.set(index, Outcome::Replaced, Some(sequence), None);
    }
}

/// All decisions that a view rests on.
pub(super) fn decisions_of(view: &View) -> Vec<usize> {
    let mut all: Vec<usize> = view.whole.into_iter().collect();
    all.extend(view.kind.map(|(_, index)| index));
    all.extend(view.themes.iter().map(|(.., index)| *index));
    all.sort_unstable();
    all.dedup();
    all
}

fn whole_view(coder: &str, cell: &str, index: usize) -> Option<View> {
    let coding = WholeCoding::parse(cell)?;
    let themes = coding.themes.iter().map(|theme| {
        let (code, subtheme) = theme_parts(theme);
        (code.to_owned(), Some(subtheme.map(str::to_owned)), index)
    });
    Some(View {
        coder: coder.to_owned(),
        adjudicated: false,
        whole: Some(index),
        kind: Some((coding.kind, index)),
        themes: themes.collect(),
    })
}

/// Adds the theme `new`, takes away the theme `old`, or both; gives the decisions that this replaces.
fn change_theme(view: &mut View, old: &str, new: &str, index: usize) -> Option<Vec<usize>> {
    let ((old, _), (new, subtheme)) = (theme_parts(old), theme_parts(new));
    if old.is_empty() && new.is_empty() {
        return None;
    }
    let mut before = Vec::new();
    if !old.is_empty() && old != new {
        before.extend(view.set_theme(old, None, index));
    }
    if !new.is_empty() {
        before.extend(view.set_theme(new, Some(subtheme.map(str::to_owned)), index));
    }
    Some(before)
}
