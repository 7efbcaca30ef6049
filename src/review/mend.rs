//! Statements as analysts decided they are: divided, joined, taken for a heading, left out, or found among the structure.

use std::collections::BTreeMap;

use super::cut::{Documents, Part, cut, joined, text_of};
use super::matching::{Found, Register, Shelf, line_of, position};
use super::replay::Replay;
use crate::model::{
    Decision, DecisionField, Document, Draft, MatchedBy, SourcePiece, Statement, Structure, StructureKind,
    Truncated,
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
    let register = Register::of(replay.standing());
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
        used: vec![false; structure.len()],
        structure,
        made: Vec::new(),
        joined: BTreeMap::new(),
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
    /// As it was recovered.
    structure: Vec<Structure>,
    /// Which elements became statements.
    used: Vec<bool>,
    /// Elements that were statements.
    made: Vec<Structure>,
    /// What a statement is part of since it was joined with another.
    joined: BTreeMap<String, String>,
    documents: Documents<'d>,
    order: BTreeMap<&'d str, usize>,
    register: Register,
}

impl Workshop<'_> {
    fn carry_out(&mut self, decision: &Decision, index: usize, replay: &mut Replay) {
        let draft = &decision.draft;
        if draft.field == DecisionField::Type && !draft.old.is_empty() && draft.old != STATEMENT {
            let found = self.element_to_statement(draft);
            return settle(replay, index, found);
        }
        let found = match self.shelf.find(draft, &mut self.register) {
            Found::Replaced(by) => self.whole_of(draft).unwrap_or(Found::Replaced(by)),
            found => found,
        };
        let Some(at) = replay.place(index, found) else { return };
        let done = match draft.field {
            DecisionField::Split => self.split(at, decision),
            DecisionField::Merge => self.merge(at, decision),
            DecisionField::Exclude if draft.reason.is_empty() => Err("it gives no reason".into()),
            DecisionField::Exclude => self.take_out(at, StructureKind::Excluded, decision),
            _ => match structure_kind(&draft.new) {
                Some(kind) => self.take_out(at, kind, decision),
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
            self.make(located(remade(&whole, id, part, truncated)), place);
        }
        Ok(first)
    }

    fn merge(&mut self, at: usize, decision: &Decision) -> Result<Option<String>, String> {
        let named = self.shelf.get(at).cloned().ok_or("it is not there")?;
        let (id, text) = decision.draft.new.split_once(' ').unwrap_or((&decision.draft.new, ""));
        let other = Draft {
            statement: id.to_owned(),
            text: fold_words(text),
            // Its document is that of the log: only there may nearly the same words be it.
            ..decision.draft.clone()
        };
        let with = match self.shelf.find(&other, &mut self.register) {
            Found::Replaced(_) => self.whole_of(&other),
            found => Some(found),
        };
        let Some(Found::Here { index: with, matched: MatchedBy::Id | MatchedBy::Text, .. }) = with else {
            return Err(format!("the statement {id} that it belongs with is not there"));
        };
        if with == at {
            // Another coder, or the other way round, said the same before.
            let is_done = decision.draft.statement != id;
            return if is_done { Ok(Some(named.id)) } else { Err("it is the same statement".into()) };
        }
        // In the order of the source, whichever was named first.
        let (at, with) = if self.path(with) < self.path(at) { (with, at) } else { (at, with) };
        let (first, second) = match (self.shelf.get(at), self.shelf.get(with)) {
            (Some(first), Some(second)) => (first.clone(), second.clone()),
            _ => return Err("it is not there".into()),
        };
        if second.document != first.document {
            return Err("the two stand in different documents".into());
        }
        let named = first.respondent.as_ref().zip(second.respondent.as_ref());
        if named.is_some_and(|(one, other)| one != other) {
            return Err("the two are of different respondents".into());
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
        self.joined.extend([first.id, second.id].map(|part| (part, id.clone())));
        self.make(whole, place);
        Ok(Some(id))
    }

    /// Of three that are one, the second is part of a whole already when it is joined with the third.
    fn whole_of(&self, draft: &Draft) -> Option<Found> {
        let mut whole = self.joined.get(&draft.statement).filter(|_| draft.field == DecisionField::Merge)?;
        while let Some(larger) = self.joined.get(whole) {
            whole = larger;
        }
        let index = self.shelf.index_of(whole)?;
        Some(Found::Here { index, matched: MatchedBy::Id, similarity: None })
    }

    fn take_out(
        &mut self,
        at: usize,
        kind: StructureKind,
        decision: &Decision,
    ) -> Result<Option<String>, String> {
        let statement = self.shelf.get(at).cloned().ok_or("it is not there")?;
        self.shelf.retire(at, decision.sequence, &mut self.register);
        let kept = Structure {
            document: String::new(),
            kind,
            page: statement.page,
            column: statement.column,
            source: Vec::new(),
            number: None,
            text: String::new(),
        };
        // Structure never runs on into another file.
        let own = statement.document.as_str();
        for pieces in statement.source.chunk_by(|one, next| one.document(own) == next.document(own)) {
            let document = pieces.first().map_or(own, |piece| piece.document(own)).to_owned();
            let text = text_of(pieces, own, &self.documents).unwrap_or_else(|| statement.text.clone());
            let source = pieces.iter().map(|piece| relative(piece.clone(), own, &document)).collect();
            self.made.push(Structure { document, source, text, ..kept.clone() });
        }
        Ok(None)
    }

    /// Makes a statement of what was taken for structure: of several with the same words the nearest to its place.
    fn element_to_statement(&mut self, draft: &Draft) -> Result<(Option<String>, Option<MatchedBy>), String> {
        if draft.new != STATEMENT {
            return Err(format!("structure can only become a `{STATEMENT}`, not `{}`", draft.new));
        }
        let kind = structure_kind(&draft.old).ok_or_else(|| format!("`{}` is no structure", draft.old))?;
        let alike: Vec<usize> = (0..self.structure.len())
            .filter(|index| {
                let own = self.structure.get(*index);
                own.is_some_and(|own| own.document == draft.document && fold_words(&own.text) == draft.text)
            })
            .collect();
        let line = |index: usize| self.structure.get(index).and_then(|own| line_of(own.source.first()?));
        let distance = |index: &usize| match (line(*index), position(&draft.place)) {
            (Some(now), Some(then)) => now.abs_diff(then),
            _ => u64::MAX,
        };
        let is_free = |index: &&usize| {
            self.structure.get(**index).is_some_and(|own| own.kind == kind)
                && self.used.get(**index) == Some(&false)
        };
        let nth = alike.iter().filter(is_free).min_by_key(|index| distance(index)).copied();
        let nth = nth.ok_or("no such element is there any more")?;
        let copies = alike.iter().position(|index| *index == nth).unwrap_or_default();
        let element = self.structure.get(nth).cloned().ok_or("it is not there")?;
        if element.source.iter().any(|piece| matches!(piece, SourcePiece::Cell { .. })) {
            return Err("a cell that is no text of a response can't be a statement".into());
        }
        // A heading's own text lacks its number, and a statement is all of its source.
        let text = text_of(&element.source, &element.document, &self.documents);
        let text = text.ok_or("its source can't be found")?;
        let there = element.place_label() == draft.place;
        if let Some(used) = self.used.get_mut(nth) {
            *used = true;
        }
        let id = content_id("st", &["type", &element.document, &draft.text, &copies.to_string()]);
        let (neighbour, place) = self.neighbour(&element, nth);
        let language = LanguageContext::of([text.as_str()]);
        let document = self.documents.get(element.document.as_str());
        let may_show =
            document.is_none_or(|document| element.source.iter().all(|piece| document.may_show(piece)));
        let statement = Statement {
            id: id.clone(),
            section: neighbour.as_ref().and_then(|own| own.section.clone()),
            page_label: neighbour
                .as_ref()
                .filter(|own| own.page == element.page)
                .and_then(|own| own.page_label.clone()),
            public: neighbour.as_ref().is_none_or(|own| own.public) && may_show,
            page: element.page,
            column: element.column,
            language: language.detect(&text).to_owned(),
            source: element.source,
            ..Statement::uncoded(&element.document, text)
        };
        self.make(statement, place);
        Ok((Some(id), Some(if there { MatchedBy::Id } else { MatchedBy::Text })))
    }

    /// The recovered statement before an element in its document (else the one behind it), and the element's place: in the gap between two
    /// recovered statements, by document and there in the order of the structure.
    fn neighbour(&self, element: &Structure, nth: usize) -> (Option<Statement>, Vec<usize>) {
        let document = self.order.get(element.document.as_str()).copied().unwrap_or(usize::MAX);
        let own: Vec<usize> =
            self.shelf.all_in_document(&element.document).filter(|index| *index < self.base).collect();
        let is_before = |index: &&usize| {
            let statement = self.shelf.get(**index);
            statement.is_some_and(|statement| statement.source.first() < element.source.first())
        };
        let last_before = own.iter().filter(is_before).max();
        let gap = match (last_before, own.first()) {
            (Some(before), _) => before + 1,
            (None, Some(first)) => *first,
            (None, None) => self.first_behind(document),
        };
        let neighbour = last_before.or(own.first()).and_then(|index| self.shelf.get(*index)).cloned();
        (neighbour, vec![2 * gap, document, nth])
    }

    /// The first recovered statement of a later document.
    fn first_behind(&self, document: usize) -> usize {
        let is_later = |index: &usize| {
            let own = self.shelf.get(*index).map(|statement| statement.document.as_str());
            own.and_then(|own| self.order.get(own)).is_some_and(|other| *other > document)
        };
        (0..self.base).find(is_later).unwrap_or(self.base)
    }

    fn make(&mut self, statement: Statement, place: Vec<usize>) {
        self.shelf.add(statement);
        self.added.push(place);
    }

    /// Where a statement stands among the others: recovered ones have the odd numbers, and the gaps between them the even ones.
    fn path(&self, index: usize) -> Vec<usize> {
        match index.checked_sub(self.base) {
            None => vec![2 * index + 1],
            Some(added) => self.added.get(added).cloned().unwrap_or_default(),
        }
    }

    fn place(&self, at: usize, nth: usize) -> Vec<usize> {
        let mut path = self.path(at);
        path.push(nth);
        path
    }

    /// The elements that are left and those that were made, in source order.
    fn structure_now(&mut self) -> Vec<Structure> {
        let used = std::mem::take(&mut self.used);
        let old = std::mem::take(&mut self.structure).into_iter().zip(used);
        let mut made = std::mem::take(&mut self.made);
        let rank = |own: &Structure| self.order.get(own.document.as_str()).copied();
        made.sort_by(|one, other| {
            rank(one).cmp(&rank(other)).then(one.source.first().cmp(&other.source.first()))
        });
        let mut made = made.into_iter().peekable();
        let mut all = Vec::with_capacity(old.len() + made.len());
        for (element, _) in old.filter(|(_, used)| !used) {
            let is_before =
                |own: &Structure| (rank(own), own.source.first()) < (rank(&element), element.source.first());
            while let Some(own) = made.next_if(is_before) {
                all.push(own);
            }
            all.push(element);
        }
        all.extend(made);
        all
    }

    fn finish(mut self) -> Mended {
        let mut order: Vec<usize> = (0..self.shelf.statements.len()).collect();
        order.sort_by_cached_key(|index| self.path(*index));
        let mut taken: Vec<Option<Statement>> =
            std::mem::take(&mut self.shelf.statements).into_iter().map(Some).collect();
        let structure = self.structure_now();
        let mut mended = Mended { structure, register: self.register, ..Mended::default() };
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

/// What a statement may turn out to be, by its code; none for what is made of tables alone.
#[must_use]
pub fn structure_kind(code: &str) -> Option<StructureKind> {
    let kind = serde_json::from_value(serde_json::Value::String(code.to_owned())).ok()?;
    let of_tables = [StructureKind::Cell, StructureKind::ColumnName, StructureKind::Excluded];
    (!of_tables.contains(&kind)).then_some(kind)
}

/// A statement made of another: an analyst drew its boundaries, so that they are in no doubt.
fn remade(like: &Statement, id: String, part: Part, truncated: Truncated) -> Statement {
    Statement { id, text: part.text, source: part.source, truncated, doubt: 0.0, ..like.clone() }
}

/// A part in the document, page and column that it begins in: of a statement over two pages or files that need not be the whole's.
fn located(mut part: Statement) -> Statement {
    let own = part.document.clone();
    let document = part.source.first().map_or(own.as_str(), |piece| piece.document(&own)).to_owned();
    if let Some(SourcePiece::Line { page, .. }) = part.source.first()
        && part.page.is_some_and(|known| known != *page || document != own)
    {
        (part.page, part.page_label, part.column) = (Some(*page), None, None);
    }
    part.source = part.source.into_iter().map(|piece| relative(piece, &own, &document)).collect();
    part.document = document;
    part
}

/// A piece of `own` as a statement or element of `document` tells it.
fn relative(mut piece: SourcePiece, own: &str, document: &str) -> SourcePiece {
    let file = piece.document(own).to_owned();
    if let SourcePiece::Line { document: other, .. } | SourcePiece::Paragraph { document: other, .. } =
        &mut piece
    {
        *other = (file != document).then_some(file);
    }
    piece
}

fn cut_at_start(statement: &Statement) -> bool {
    matches!(statement.truncated, Truncated::Start | Truncated::Both)
}

fn cut_at_end(statement: &Statement) -> bool {
    matches!(statement.truncated, Truncated::End | Truncated::Both)
}
