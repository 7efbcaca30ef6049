//! Statements as analysts decided they are: divided, joined, taken for a heading, left out, or found among the structure.

use std::collections::BTreeMap;

use super::cut::{Documents, Part, cut, joined, text_of};
use super::matching::{Found, Register, Shelf};
use super::replay::Replay;
use crate::model::{
    Decision, DecisionField, Document, Draft, MatchedBy, Outcome, SourcePiece, Statement, Structure,
    StructureKind, Truncated,
};
use crate::text::{LanguageContext, content_id, fold_words};

/// What mending gives.
#[derive(Debug, Default)]
pub struct Mended {
    /// The statements, in source order.
    pub statements: Vec<Statement>,
    /// Positions of those that were made here and have no codes yet.
    pub fresh: Vec<usize>,
    /// The structure, in source order.
    pub structure: Vec<Structure>,
    /// Statements that are no more, as they were recovered.
    pub gone: Vec<Statement>,
    pub(super) register: Register,
}

/// Carries out what the decisions say about the boundaries of statements, in their order.
#[must_use]
pub fn mend(
    statements: Vec<Statement>,
    structure: Vec<Structure>,
    documents: &[Document],
    replay: &mut Replay,
) -> Mended {
    let register = Register::of(&replay.decisions);
    let boundary: Vec<usize> = (0..replay.decisions.len())
        .filter(|index| replay.stands(*index))
        .filter(|index| replay.decisions.get(*index).is_some_and(|own| own.draft.field.is_boundary()))
        .collect();
    if boundary.is_empty() {
        return Mended { statements, structure, register, ..Mended::default() };
    }
    let mut workshop = Workshop {
        base: statements.len(),
        shelf: Shelf::of(statements),
        added: Vec::new(),
        structure,
        documents: documents.iter().map(|document| (document.path.as_str(), document)).collect(),
        order: documents.iter().zip(0..).map(|(document, place)| (document.path.as_str(), place)).collect(),
        register,
    };
    for index in boundary {
        let Some(decision) = replay.decisions.get(index).cloned() else { continue };
        workshop.carry_out(&decision, index, replay);
    }
    workshop.finish()
}

/// Statements and structure while decisions are carried out.
struct Workshop<'d> {
    /// As many statements were recovered; what decisions made comes behind them.
    base: usize,
    shelf: Shelf,
    /// Where each made statement stands: the place of what it came from, and below that its own.
    added: Vec<Vec<usize>>,
    structure: Vec<Structure>,
    documents: Documents<'d>,
    order: BTreeMap<&'d str, usize>,
    register: Register,
}

/// Behind all that stands at a place.
const BEHIND: usize = usize::MAX / 2;

impl Workshop<'_> {
    fn carry_out(&mut self, decision: &Decision, index: usize, replay: &mut Replay) {
        let draft = &decision.draft;
        if draft.field == DecisionField::Type && !draft.old.is_empty() && draft.old != STATEMENT {
            let found = self.element_to_statement(draft);
            return settle(replay, index, found);
        }
        let (at, matched, similarity) = match self.shelf.find(draft, &mut self.register) {
            Found::Here { index, matched, similarity } => (index, matched, similarity),
            Found::Replaced(by) => return replay.set(index, Outcome::Replaced, Some(by), None),
            Found::Nowhere(nearest) => {
                replay.set(index, Outcome::Orphan, None, None);
                if let Some(fate) = replay.fates.get_mut(index) {
                    fate.nearest = nearest;
                }
                return;
            }
        };
        if let Some(fate) = replay.fates.get_mut(index) {
            (fate.matched, fate.similarity) = (Some(matched), similarity);
        }
        let done = match draft.field {
            DecisionField::Split => self.split(at, decision),
            DecisionField::Merge => self.merge(at, decision),
            DecisionField::Exclude if draft.reason.is_empty() => Err("it gives no reason".into()),
            DecisionField::Exclude => self.to_structure(at, StructureKind::Excluded, decision),
            _ => match structure_kind(&draft.new) {
                Some(kind) => self.to_structure(at, kind, decision),
                None => Err(format!("`{}` is nothing that a statement can be instead", draft.new)),
            },
        };
        settle(replay, index, done.map(|now| (now, None)));
    }

    fn split(&mut self, at: usize, decision: &Decision) -> Result<Option<String>, String> {
        let whole = self.shelf.get(at).cloned().ok_or("it is not there")?;
        let parts = cut(&whole, &decision.draft.new, &self.documents)?;
        self.shelf.retire(at, decision.sequence, &mut self.register);
        let last = parts.len() - 1;
        let mut first = None;
        for (nth, part) in parts.into_iter().enumerate() {
            let id = content_id("st", &["split", &whole.id, &(nth + 1).to_string()]);
            first.get_or_insert_with(|| id.clone());
            let truncated = match whole.truncated {
                Truncated::Both if nth == 0 => Truncated::Start,
                Truncated::Both if nth == last => Truncated::End,
                Truncated::Start if nth == 0 => Truncated::Start,
                Truncated::End if nth == last => Truncated::End,
                _ => Truncated::No,
            };
            let place = self.place(at, nth);
            self.make(remade(&whole, id, part, truncated), place);
        }
        Ok(first)
    }

    fn merge(&mut self, at: usize, decision: &Decision) -> Result<Option<String>, String> {
        let first = self.shelf.get(at).cloned().ok_or("it is not there")?;
        let (id, text) = decision.draft.new.split_once(' ').unwrap_or((&decision.draft.new, ""));
        let other = Draft {
            statement: id.to_owned(),
            document: first.document.clone(),
            text: fold_words(text),
            ..decision.draft.clone()
        };
        let Found::Here { index: with, .. } = self.shelf.find(&other, &mut self.register) else {
            return Err(format!("the statement {id} that it belongs with is not there"));
        };
        let second =
            self.shelf.get(with).cloned().filter(|_| with != at).ok_or("it is the same statement")?;
        if second.document != first.document {
            return Err("the two stand in different documents".into());
        }
        let part = joined(&first, &second, &self.documents).ok_or("its source can't be found")?;
        let id = content_id("st", &["merge", &first.id, &second.id]);
        let truncated = match (cut_at_start(&first), cut_at_end(&second)) {
            (true, true) => Truncated::Both,
            (true, false) => Truncated::Start,
            (false, true) => Truncated::End,
            (false, false) => Truncated::No,
        };
        let public = first.public && second.public;
        let whole = Statement { public, ..remade(&first, id.clone(), part, truncated) };
        let place = self.place(at, 0);
        for gone in [at, with] {
            self.shelf.retire(gone, decision.sequence, &mut self.register);
        }
        self.make(whole, place);
        Ok(Some(id))
    }

    fn to_structure(
        &mut self,
        at: usize,
        kind: StructureKind,
        decision: &Decision,
    ) -> Result<Option<String>, String> {
        let statement = self.shelf.get(at).cloned().ok_or("it is not there")?;
        self.shelf.retire(at, decision.sequence, &mut self.register);
        let element = Structure {
            document: statement.document,
            kind,
            page: statement.page,
            column: statement.column,
            source: statement.source,
            number: None,
            text: statement.text,
        };
        let rank =
            |own: &Structure| (self.order.get(own.document.as_str()).copied(), own.source.first().cloned());
        let place = self.structure.iter().position(|own| rank(own) > rank(&element));
        self.structure.insert(place.unwrap_or(self.structure.len()), element);
        Ok(None)
    }

    /// Makes a statement of what was taken for structure.
    fn element_to_statement(&mut self, draft: &Draft) -> Result<(Option<String>, Option<MatchedBy>), String> {
        if draft.new != STATEMENT {
            return Err(format!("structure can only become a `{STATEMENT}`, not `{}`", draft.new));
        }
        let kind = structure_kind(&draft.old).ok_or_else(|| format!("`{}` is no structure", draft.old))?;
        let is_it = |own: &&Structure| {
            own.kind == kind && own.document == draft.document && fold_words(&own.text) == draft.text
        };
        let place_of = |own: &Structure| own.source.first().map(ToString::to_string).unwrap_or_default();
        let candidates: Vec<usize> = (0..self.structure.len())
            .filter(|index| self.structure.get(*index).as_ref().is_some_and(is_it))
            .collect();
        let there = |index: &&usize| self.structure.get(**index).map(place_of).as_ref() == Some(&draft.place);
        let exact = candidates.iter().find(there);
        let nth = exact.or(candidates.first()).copied().ok_or("no such element is there any more")?;
        let copies = candidates.iter().position(|index| *index == nth).unwrap_or_default();
        let element = self.structure.get(nth).cloned().ok_or("it is not there")?;
        // A heading's own text lacks its number, and a statement is all of its source.
        let text = text_of(&element.source, &element.document, &self.documents);
        let text = text.ok_or("its source can't be found")?;
        self.structure.remove(nth);
        let id = content_id("st", &["type", &element.document, &draft.text, &copies.to_string()]);
        let (neighbour, place) = self.neighbour(&element);
        let language = LanguageContext::of([text.as_str()].into_iter());
        let statement = Statement {
            id: id.clone(),
            section: neighbour.as_ref().and_then(|own| own.section.clone()),
            page_label: neighbour.as_ref().and_then(|own| own.page_label.clone()),
            public: neighbour.as_ref().is_none_or(|own| own.public),
            page: element.page,
            column: element.column,
            language: language.detect(&text).to_owned(),
            source: element.source,
            ..Statement::uncoded(&element.document, text)
        };
        self.make(statement, place);
        let matched = if exact.is_some() { MatchedBy::Id } else { MatchedBy::Text };
        Ok((Some(id), Some(matched)))
    }

    /// The statement before an element in its document (else the one behind it), and a place between the two.
    fn neighbour(&self, element: &Structure) -> (Option<Statement>, Vec<usize>) {
        let key = |source: &[SourcePiece]| source.first().cloned();
        let own: Vec<usize> = self.shelf.in_document(&element.document).collect();
        let before = own.iter().copied().filter(|index| {
            self.shelf.get(*index).is_some_and(|statement| key(&statement.source) < key(&element.source))
        });
        if let Some(before) = before.max_by_key(|index| self.path(*index)) {
            return (self.shelf.get(before).cloned(), self.place(before, BEHIND + self.added.len()));
        }
        let behind = own.into_iter().min_by_key(|index| self.path(*index));
        let later = || {
            let place = self.order.get(element.document.as_str())?;
            let first = (0..self.base).find(|index| {
                let document = self.shelf.get(*index).map(|statement| statement.document.as_str());
                document.and_then(|document| self.order.get(document)).is_some_and(|other| other > place)
            });
            Some(first.unwrap_or(self.base))
        };
        let at = behind.map(|index| self.path(index)).unwrap_or_else(|| vec![later().unwrap_or(self.base)]);
        let first = at.first().copied().unwrap_or_default();
        // Behind everything of the statement before; nothing stands before the first one.
        let place =
            first.checked_sub(1).map_or_else(Vec::new, |before| vec![before, BEHIND, self.added.len()]);
        (behind.and_then(|index| self.shelf.get(index).cloned()), place)
    }

    fn make(&mut self, statement: Statement, place: Vec<usize>) {
        self.shelf.add(statement);
        self.added.push(place);
    }

    /// Where a statement stands among the others.
    fn path(&self, index: usize) -> Vec<usize> {
        match index.checked_sub(self.base) {
            None => vec![index],
            Some(added) => self.added.get(added).cloned().unwrap_or_default(),
        }
    }

    fn place(&self, at: usize, nth: usize) -> Vec<usize> {
        let mut path = self.path(at);
        path.push(nth);
        path
    }

    fn finish(mut self) -> Mended {
        let mut order: Vec<usize> = (0..self.shelf.statements.len()).collect();
        order.sort_by_cached_key(|index| self.path(*index));
        let mut taken: Vec<Option<Statement>> =
            std::mem::take(&mut self.shelf.statements).into_iter().map(Some).collect();
        let mut mended = Mended { structure: self.structure, register: self.register, ..Mended::default() };
        for index in order {
            let Some(statement) = taken.get_mut(index).and_then(Option::take) else { continue };
            if self.shelf.live.get(index) == Some(&true) {
                mended.fresh.extend((index >= self.base).then_some(mended.statements.len()));
                mended.statements.push(statement);
            } else if index < self.base {
                mended.gone.push(statement);
            }
        }
        mended
    }
}

/// What a statement is called where it is retyped.
const STATEMENT: &str = "statement";

fn settle(replay: &mut Replay, index: usize, done: Result<(Option<String>, Option<MatchedBy>), String>) {
    match done {
        Ok((now, matched)) => {
            if let Some(fate) = replay.fates.get_mut(index) {
                fate.now = now;
                fate.matched = fate.matched.or(matched);
            }
        }
        Err(why) => replay.refuse(index, why),
    }
}

/// What a statement may turn out to be.
fn structure_kind(code: &str) -> Option<StructureKind> {
    let kind = serde_json::from_value(serde_json::Value::String(code.to_owned())).ok()?;
    let of_tables = [StructureKind::Cell, StructureKind::ColumnName, StructureKind::Excluded];
    (!of_tables.contains(&kind)).then_some(kind)
}

/// A statement made of another: an analyst drew its boundaries, so that they are in no doubt.
fn remade(like: &Statement, id: String, part: Part, truncated: Truncated) -> Statement {
    Statement { id, text: part.text, source: part.source, truncated, doubt: 0.0, ..like.clone() }
}

fn cut_at_start(statement: &Statement) -> bool {
    matches!(statement.truncated, Truncated::Start | Truncated::Both)
}

fn cut_at_end(statement: &Statement) -> bool {
    matches!(statement.truncated, Truncated::End | Truncated::Both)
}
