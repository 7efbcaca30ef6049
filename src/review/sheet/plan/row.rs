//! One row → its decisions.

use std::collections::BTreeMap;

use super::super::actions::Action;
use super::super::columns::Column;
use super::super::differences::{Change, applied, changes, confirmed, for_member};
use super::super::filled::{Filled, FilledRow};
use super::super::words::yes_or_no;
use super::RowPlan;
use super::cells::Cells;
use super::splitting::{Comparison, compare};
use crate::model::WholeCoding;
use crate::model::{Codebook, DecisionField, Draft, Statement};

/// What stands for the statement in a decision on what it is, and for one that is left out.
const STATEMENT: &str = "statement";
const EXCLUDED: &str = "excluded";

/// What rows are worked out with.
pub(super) struct Planner<'p> {
    filled: &'p Filled<'p>,
    statements: &'p [Statement],
    codebook: &'p Codebook,
    places: BTreeMap<&'p str, usize>,
    groups: BTreeMap<&'p str, Vec<&'p Statement>>,
}

/// What a row says beside its codes.
struct Said<'p> {
    action: Option<Action>,
    /// The text with marks.
    split: Option<String>,
    /// The two that are one, the earlier one first.
    merge: Option<(&'p Statement, &'p Statement)>,
    whole_group: bool,
}

impl<'p> Planner<'p> {
    pub(super) fn new(filled: &'p Filled<'p>, statements: &'p [Statement], codebook: &'p Codebook) -> Self {
        let places = statements.iter().enumerate().map(|(at, own)| (own.id.as_str(), at)).collect();
        let mut groups: BTreeMap<&str, Vec<&Statement>> = BTreeMap::new();
        for statement in statements {
            if let Some(group) = &statement.group {
                groups.entry(group).or_default().push(statement);
            }
        }
        Self { filled, statements, codebook, places, groups }
    }

    /// What a row decides; nothing of it where something is wrong.
    pub(super) fn row(&self, row: &'p FilledRow) -> RowPlan {
        let mut cells = Cells::new(self.filled, row);
        let drafts = match self.statement(&mut cells) {
            Some(statement) if self.filled.info.blind => self.blind(statement, &mut cells),
            Some(statement) => self.reviewed(statement, &mut cells),
            None => Vec::new(),
        };
        let drafts = if cells.findings.is_empty() { drafts } else { Vec::new() };
        RowPlan { row: row.number, id: row.id().to_owned(), drafts, findings: cells.findings }
    }

    fn statement(&self, cells: &mut Cells<'_>) -> Option<&'p Statement> {
        let column = if self.filled.info.blind { Column::BlindId } else { Column::Id };
        let id = cells.row.id();
        if id.is_empty() {
            cells.find(column, "the row has no id", "copy the id from the workbook as it was made");
            return None;
        }
        let found = self.places.get(id).and_then(|at| self.statements.get(*at));
        if found.is_none() {
            let hint = "name the run that the workbook was made from with --out; if the sources changed since, make the workbook anew";
            cells.find(column, format!("the run has no statement {id}"), hint);
        }
        found
    }

    /// A blind coder's whole coding.
    fn blind(&self, statement: &Statement, cells: &mut Cells<'_>) -> Vec<Draft> {
        let split = self.split(statement, cells);
        if split.is_some() {
            cells.find(
                Column::Text,
                "a blind workbook codes statements as they are, and can't split them",
                "take the mark out; write what is wrong with the statement in the column of reasons",
            );
        }
        let is_empty = cells.row.cell(Column::Kind).is_empty() && cells.row.themes().next().is_none();
        if is_empty {
            if !cells.row.cell(Column::Reason).is_empty() {
                cells.find(
                    Column::Reason,
                    "a reason stands here, but no code",
                    "fill in kind and themes, or empty the cell",
                );
            }
            return Vec::new();
        }
        let (kind, themes) = (cells.kind(None), cells.themes(self.codebook, None));
        let Some((kind, themes)) = kind.zip(themes) else { return Vec::new() };
        let coding = WholeCoding { kind, themes };
        vec![draft(statement, Change::new(DecisionField::Confirm, "", coding.to_string()), cells.row)]
    }

    fn reviewed(&self, statement: &'p Statement, cells: &mut Cells<'_>) -> Vec<Draft> {
        let Some(before) = before(statement, cells) else { return Vec::new() };
        let (kind, themes) = (cells.kind(Some(before.kind)), cells.themes(self.codebook, Some(&before)));
        let said = self.said(statement, cells);
        let Some((kind, themes)) = kind.zip(themes) else { return Vec::new() };
        let after = WholeCoding { kind, themes };
        contradictions(&said, before != after, cells);
        let drafts = match (&said.action, &said.split, &said.merge) {
            (_, Some(text), _) => {
                vec![draft(statement, Change::new(DecisionField::Split, "", text), cells.row)]
            }
            (_, _, Some((first, second))) => {
                let other = format!("{} {}", second.id, second.text);
                vec![draft(first, Change::new(DecisionField::Merge, "", other), cells.row)]
            }
            (Some(Action::Exclude), ..) => {
                self.for_group(statement, &said, Change::new(DecisionField::Exclude, "", EXCLUDED), cells.row)
            }
            (Some(Action::Structure(code)), ..) => self.for_group(
                statement,
                &said,
                Change::new(DecisionField::Type, STATEMENT, *code),
                cells.row,
            ),
            (Some(Action::Agree), ..) => self.confirmed(statement, &said, (&before, &after), cells.row),
            (None, None, None) => self.changed(statement, &said, (&before, &after), cells.row),
        };
        if drafts.is_empty() && !cells.row.cell(Column::Reason).is_empty() {
            cells.find(
                Column::Reason,
                "a reason stands here, but the row decides nothing",
                "choose an action, change a code, or empty the cell",
            );
        }
        drafts
    }

    fn said(&self, statement: &'p Statement, cells: &mut Cells<'_>) -> Said<'p> {
        let cell = cells.row.cell(Column::Action);
        let action = Action::from_cell(cell);
        if action.is_none() && !cell.is_empty() {
            cells.find(
                Column::Action,
                format!("there is no action `{cell}`"),
                "choose one from the list of the cell",
            );
        }
        let answer = cells.row.cell(Column::WholeGroup);
        let whole_group = yes_or_no(answer);
        if whole_group.is_none() {
            cells.find(Column::WholeGroup, format!("`{answer}` says neither yes nor no"), "write ja or nee");
        }
        let split = self.split(statement, cells);
        let merge = self.merge(statement, cells);
        Said { action, split, merge, whole_group: whole_group.unwrap_or_default() }
    }

    fn split(&self, statement: &Statement, cells: &mut Cells<'_>) -> Option<String> {
        if !self.filled.columns.contains_key(&Column::Text) {
            return None;
        }
        let (message, hint) = match compare(cells.row.cell(Column::Text), &statement.text) {
            Comparison::Same => return None,
            Comparison::Split(text) => return Some(text),
            Comparison::Changed(from) => (
                format!("the text was changed, from “{from}” on"),
                "put it back as it was: respondents' words are never changed, only ‖ may be typed between parts",
            ),
            Comparison::EmptyPart => {
                ("a part without words stands beside ‖".to_owned(), "put one ‖ between two parts")
            }
            Comparison::TooLong => (
                "the text is longer than a cell can hold, so that it can't be split here".to_owned(),
                "split it with `review decide`",
            ),
        };
        cells.find(Column::Text, message, hint);
        None
    }

    /// The statement and the one that it is one with, the earlier one first.
    fn merge(
        &self,
        statement: &'p Statement,
        cells: &mut Cells<'_>,
    ) -> Option<(&'p Statement, &'p Statement)> {
        let cell = cells.row.cell(Column::MergeWith);
        if cell.is_empty() {
            return None;
        }
        let own = self.places.get(statement.id.as_str()).copied().unwrap_or_default();
        let (at, place) = match cell.to_lowercase().as_str() {
            "volgende" | "next" => (own.checked_add(1), "next"),
            "vorige" | "previous" => (own.checked_sub(1), "previous"),
            _ => (self.places.get(cell).copied(), "other"),
        };
        let other = at.and_then(|at| self.statements.get(at));
        let other = other.filter(|other| other.document == statement.document && other.id != statement.id);
        if other.is_none() {
            let message = match place {
                "other" => format!("`{cell}` is no other statement of this document"),
                place => format!("the document has no {place} statement"),
            };
            let hint =
                "write volgende (next), vorige (previous) or the id of a statement of the same document";
            cells.find(Column::MergeWith, message, hint);
        }
        let is_before = at.is_some_and(|at| at < own);
        other.map(|other| if is_before { (other, statement) } else { (statement, other) })
    }

    /// The statements that a row decides about.
    fn members(&self, statement: &'p Statement, said: &Said<'p>) -> Vec<&'p Statement> {
        let group = statement.group.as_deref().filter(|_| said.whole_group);
        group.and_then(|group| self.groups.get(group)).cloned().unwrap_or_else(|| vec![statement])
    }

    fn for_group(
        &self,
        statement: &'p Statement,
        said: &Said<'p>,
        change: Change,
        row: &FilledRow,
    ) -> Vec<Draft> {
        let members = self.members(statement, said).into_iter();
        members.map(|member| draft(member, change.clone(), row)).collect()
    }

    fn confirmed(
        &self,
        statement: &'p Statement,
        said: &Said<'p>,
        (before, after): (&WholeCoding, &WholeCoding),
        row: &FilledRow,
    ) -> Vec<Draft> {
        let of_member = |member: &Statement| {
            if member.id == statement.id {
                return draft(member, confirmed(before, after), row);
            }
            let own = WholeCoding::of(member);
            draft(member, confirmed(&own, &applied(before, after, &own)), row)
        };
        self.members(statement, said).into_iter().map(of_member).collect()
    }

    fn changed(
        &self,
        statement: &'p Statement,
        said: &Said<'p>,
        (before, after): (&WholeCoding, &WholeCoding),
        row: &FilledRow,
    ) -> Vec<Draft> {
        let changes = changes(before, after);
        if changes.iter().any(|change| change.field == DecisionField::Confirm) {
            return self.confirmed(statement, said, (before, after), row);
        }
        let of_member = |member: &Statement| -> Vec<Draft> {
            let own = if member.id == statement.id {
                changes.clone()
            } else {
                for_member(&changes, &WholeCoding::of(member))
            };
            own.into_iter().map(|change| draft(member, change, row)).collect()
        };
        self.members(statement, said).into_iter().flat_map(of_member).collect()
    }
}

/// The coding when the workbook was made; that of the run where the file doesn't tell.
fn before(statement: &Statement, cells: &mut Cells<'_>) -> Option<WholeCoding> {
    let cell = cells.row.cell(Column::Coding);
    if cell.is_empty() {
        return Some(WholeCoding::of(statement));
    }
    let before = WholeCoding::parse(cell);
    if before.is_none() {
        let hint =
            "put back what stood there when the workbook was made; codes are changed in the coloured columns";
        cells.find(Column::Coding, format!("`{cell}` is no coding"), hint);
    }
    before
}

/// What can't be decided together.
fn contradictions(said: &Said<'_>, codes_changed: bool, cells: &mut Cells<'_>) {
    let agrees = said.action == Some(Action::Agree);
    if said.split.is_some() && said.merge.is_some() {
        cells.find(Column::MergeWith, "the statement is split and merged at once", "do one of them");
    }
    let parts =
        [(said.split.is_some(), Column::Text, "split"), (said.merge.is_some(), Column::MergeWith, "merged")];
    for (_, column, what) in parts.into_iter().filter(|(is_so, ..)| *is_so) {
        if codes_changed || said.action.is_some() {
            let message =
                format!("the statement is {what}, and its codes or what it is are decided in the same row");
            cells.find(column, message, "do this first, and code what comes out of it after the next run");
        }
        if said.whole_group {
            let message = format!("the whole group can't be {what} by one row");
            cells.find(column, message, "write nee in the column of the group");
        }
    }
    if said.action.is_some() && !agrees && codes_changed {
        let message = "the codes are changed of what is to be no statement any more";
        cells.find(Column::Action, message, "put the codes back as they were, or empty the action");
    }
    if said.action == Some(Action::Exclude) && cells.row.cell(Column::Reason).is_empty() {
        cells.find(
            Column::Action,
            "a statement is left out without a reason",
            "give one in the column of reasons",
        );
    }
}

fn draft(statement: &Statement, change: Change, row: &FilledRow) -> Draft {
    change.about(statement, row.cell(Column::Reason))
}
