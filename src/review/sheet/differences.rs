//! Two codings of a statement → what to decide to get from the one to the other.

use crate::model::WholeCoding;
use crate::model::{DecisionField, Draft, Statement};
use crate::review::theme_parts;

/// A decision to be, of whatever statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What is decided.
    pub field: DecisionField,
    /// What stands there.
    pub old: String,
    /// What is to stand there.
    pub new: String,
}

impl Change {
    /// The decision about a statement.
    #[must_use]
    pub fn about(self, statement: &Statement, reason: &str) -> Draft {
        Draft {
            statement: statement.id.clone(),
            document: statement.document.clone(),
            place: statement.place_label(),
            text: statement.text.clone(),
            field: self.field,
            old: self.old,
            new: self.new,
            reason: reason.to_owned(),
        }
    }

    /// A change of that field.
    #[must_use]
    pub fn new(field: DecisionField, old: impl Into<String>, new: impl Into<String>) -> Self {
        Self { field, old: old.into(), new: new.into() }
    }

    fn theme(&self) -> &str {
        theme_parts(if self.new.is_empty() { &self.old } else { &self.new }).0
    }
}

/// The changes that make `filled` of `before`: of the kind and of single themes. Where these leave another theme first than was filled
/// in, the whole coding is confirmed instead, since only that says which theme is primary.
#[must_use]
pub fn changes(before: &WholeCoding, filled: &WholeCoding) -> Vec<Change> {
    let mut changes = Vec::new();
    if before.kind != filled.kind {
        changes.push(Change::new(DecisionField::Kind, before.kind.code(), filled.kind.code()));
    }
    for old in &before.themes {
        match filled.theme(theme_parts(old).0) {
            Some(new) if new == old => {}
            Some(new) => changes.push(Change::new(DecisionField::Theme, old, new)),
            None => changes.push(Change::new(DecisionField::Theme, old, "")),
        }
    }
    let added = filled.themes.iter().filter(|theme| before.theme(theme_parts(theme).0).is_none());
    changes.extend(added.map(|theme| Change::new(DecisionField::Theme, "", theme)));
    let first = filled.themes.first().map(|theme| theme_parts(theme).0);
    if first_after(before, filled) == first { changes } else { vec![confirmed(before, filled)] }
}

/// The theme that is first when themes go out of `before` and the new ones come behind.
fn first_after<'c>(before: &'c WholeCoding, filled: &'c WholeCoding) -> Option<&'c str> {
    let stays = |theme: &&String| filled.theme(theme_parts(theme).0).is_some();
    let staying = before.themes.iter().find(stays);
    staying.or(filled.themes.first()).map(|theme| theme_parts(theme).0)
}

/// The whole coding, by a coder.
pub(super) fn confirmed(before: &WholeCoding, filled: &WholeCoding) -> Change {
    Change::new(DecisionField::Confirm, before.to_string(), filled.to_string())
}

/// What the coding of a member of the group becomes when the same is changed in it. What is its own, such as the theme of a sentence that
/// only this writer added, stays.
pub(super) fn applied(before: &WholeCoding, filled: &WholeCoding, member: &WholeCoding) -> WholeCoding {
    let own = |theme: &&String| {
        let code = theme_parts(theme).0;
        before.theme(code).is_none() && filled.theme(code).is_none()
    };
    let own = member.themes.iter().filter(own);
    WholeCoding { kind: filled.kind, themes: filled.themes.iter().chain(own).cloned().collect() }
}

/// The changes of a row that a member of its group does not have yet.
pub(super) fn for_member(changes: &[Change], member: &WholeCoding) -> Vec<Change> {
    let of_member = |change: &Change| {
        let old = match change.field {
            DecisionField::Kind => member.kind.code().to_owned(),
            DecisionField::Theme => member.theme(change.theme()).unwrap_or_default().to_owned(),
            _ => return Some(change.clone()),
        };
        (old != change.new).then(|| Change { old, ..change.clone() })
    };
    changes.iter().filter_map(of_member).collect()
}

#[cfg(test)]
mod tests {
    use super::{WholeCoding, applied, changes, for_member};

    fn coding(line: &str) -> WholeCoding {
        WholeCoding::parse(line).unwrap()
    }

    fn told(before: &str, filled: &str) -> Vec<String> {
        let changes = changes(&coding(before), &coding(filled));
        changes.iter().map(|own| format!("{} {} > {}", own.field.code(), own.old, own.new)).collect()
    }

    #[test]
    fn only_what_differs_is_changed() {
        assert!(told("wens; a/x; b", "wens; a/x; b").is_empty());
        assert_eq!(told("wens; a", "knelpunt; a; b"), ["kind wens > knelpunt", "theme  > b"]);
        assert_eq!(told("wens; a/x; b", "wens; a/y"), ["theme a/x > a/y", "theme b > "]);
        assert_eq!(told("wens; a", "wens; c"), ["theme a > ", "theme  > c"]);
        assert_eq!(told("wens; a", "wens"), ["theme a > "]);
    }

    #[test]
    fn another_primary_theme_is_told_by_the_whole_coding() {
        assert_eq!(told("wens; a; b", "wens; b; a"), ["confirm wens; a; b > wens; b; a"]);
        assert_eq!(told("wens; a", "wens; c; a"), ["confirm wens; a > wens; c; a"]);
    }

    #[test]
    fn members_of_a_group_keep_what_is_their_own() {
        let (before, filled) = (coding("wens; a"), coding("knelpunt; b"));
        assert_eq!(applied(&before, &filled, &coding("wens; a; own")).to_string(), "knelpunt; b; own");
        let changes = changes(&before, &filled);
        let member = for_member(&changes, &coding("knelpunt; own; a/x"));
        let told: Vec<String> = member.iter().map(|own| format!("{} > {}", own.old, own.new)).collect();
        assert_eq!(told, ["a/x > ", " > b"]);
    }
}
