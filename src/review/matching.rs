//! Finds the statement of a decision again: by its id, else by its words, else by its place and words that are nearly the same. One
//! statement of now stands for one of then: what another decision names by its id is never taken.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::{Decision, Draft, MatchedBy, NearStatement, SourcePiece, Statement, StatementId};
use crate::text::{fold_words, ratio};

/// From this likeness on (Ratcliff-Obershelp, over letters and digits) words are nearly the same.
pub const SIMILAR: f64 = 0.85;

/// Texts of fewer characters are only the same when they are equal: a word of such a text is much of it.
const SHORT: usize = 20;

/// Lines, paragraphs or rows that a statement may have moved and still be in its place.
const NEAR: u64 = 50;

/// As many statements are named as candidates for one that is gone.
const CANDIDATES: usize = 3;

/// Candidates are less alike than the same, and more than strangers.
const ALIKE: f64 = 0.5;

/// As many are compared letter by letter: those that share most words.
const COMPARED: usize = 10;

/// As many are looked at in a run to name candidates: naming them is a help, and must not take longer than the run.
const LOOKED_AT: usize = 2_000_000;

/// What stays known from one decision to the next.
#[derive(Debug, Default)]
pub(super) struct Register {
    /// Ids that decisions name, with the words that they name them with.
    named: HashMap<StatementId, BTreeSet<String>>,
    /// Statements that stand for one of another id, and that id.
    taken: HashMap<StatementId, StatementId>,
    /// What was found for whom.
    known: HashMap<Identity, (StatementId, MatchedBy, Option<f64>)>,
    /// Who was looked for in vain, with the statements most like them.
    unknown: HashMap<Identity, Vec<NearStatement>>,
    /// Statements that a decision replaced by others, and its number.
    pub(super) retired: HashMap<StatementId, u64>,
}

/// What tells the statements that decisions name apart: id and text, since the row of a table may come to hold other words.
type Identity = (StatementId, String);

fn identity(draft: &Draft) -> Identity {
    (draft.statement.clone(), draft.text.clone())
}

impl Register {
    /// That of the decisions that stand.
    pub(super) fn of<'d>(decisions: impl Iterator<Item = &'d Decision>) -> Self {
        let mut register = Self::default();
        for draft in decisions.map(|decision| &decision.draft) {
            register.named.entry(draft.statement.clone()).or_default().insert(draft.text.clone());
        }
        register
    }
}

/// Where a statement is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Found {
    Here {
        index: usize,
        matched: MatchedBy,
        similarity: Option<f64>,
    },
    /// A decision replaced it by others.
    Replaced(u64),
    Nowhere(Vec<NearStatement>),
}

/// The statements of now, as they can be found.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    pub(super) statements: Vec<Statement>,
    /// Those that are still there.
    pub(super) live: Vec<bool>,
    by_id: HashMap<StatementId, usize>,
    /// By folded text; made when it is first needed.
    by_text: Option<HashMap<String, Vec<usize>>>,
    by_document: BTreeMap<String, Vec<usize>>,
    /// Statements that were looked at to name candidates.
    looked_at: usize,
}

impl Shelf {
    pub(super) fn of(statements: Vec<Statement>) -> Self {
        let mut shelf = Self::default();
        for statement in statements {
            shelf.add(statement);
        }
        shelf
    }

    pub(super) fn add(&mut self, statement: Statement) -> usize {
        let index = self.statements.len();
        self.by_id.insert(statement.id.clone(), index);
        if let Some(by_text) = &mut self.by_text {
            by_text.entry(fold_words(&statement.text)).or_default().push(index);
        }
        match self.by_document.get_mut(&statement.document) {
            Some(own) => own.push(index),
            None => drop(self.by_document.insert(statement.document.clone(), vec![index])),
        }
        self.statements.push(statement);
        self.live.push(true);
        index
    }

    /// Where a statement of that id is that is still there.
    pub(super) fn index_of(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied().filter(|index| self.is_live(*index))
    }

    pub(super) fn get(&self, index: usize) -> Option<&Statement> {
        self.statements.get(index)
    }

    pub(super) fn retire(&mut self, index: usize, by: u64, register: &mut Register) {
        if let (Some(statement), Some(live)) = (self.statements.get(index), self.live.get_mut(index)) {
            *live = false;
            register.retired.insert(statement.id.clone(), by);
        }
    }

    fn is_live(&self, index: usize) -> bool {
        self.live.get(index).copied().unwrap_or_default()
    }

    /// All of a document, those that are no more included.
    pub(super) fn all_in_document(&self, document: &str) -> impl Iterator<Item = usize> + '_ {
        let own = self.by_document.get(document).map(Vec::as_slice).unwrap_or_default();
        own.iter().copied()
    }

    pub(super) fn in_document(&self, document: &str) -> impl Iterator<Item = usize> + '_ {
        self.all_in_document(document).filter(|index| self.is_live(*index))
    }

    /// The statement that a decision is about.
    pub(super) fn find(&mut self, draft: &Draft, register: &mut Register) -> Found {
        let identity = identity(draft);
        if let Some((id, matched, similarity)) = register.known.get(&identity).cloned() {
            return match self.index_of(&id) {
                Some(index) => Found::Here { index, matched, similarity },
                None => self.lost(draft, &id, register),
            };
        }
        let found = self.look(draft, register);
        if let Some((index, matched, similarity)) = found
            && let Some(statement) = self.statements.get(index)
        {
            register.taken.insert(statement.id.clone(), draft.statement.clone());
            register.known.insert(identity, (statement.id.clone(), matched, similarity));
            return Found::Here { index, matched, similarity };
        }
        self.lost(draft, &draft.statement, register)
    }

    fn lost(&mut self, draft: &Draft, id: &str, register: &mut Register) -> Found {
        if let Some(by) = register.retired.get(id) {
            return Found::Replaced(*by);
        }
        let near = register.unknown.entry(identity(draft)).or_insert_with(|| self.nearest(draft));
        Found::Nowhere(near.clone())
    }

    fn look(&mut self, draft: &Draft, register: &Register) -> Option<(usize, MatchedBy, Option<f64>)> {
        if let Some(index) = self.index_of(&draft.statement) {
            let text = fold_words(&self.statements.get(index)?.text);
            // A row of a table may hold other words under the same number.
            if text == draft.text {
                return Some((index, MatchedBy::Id, None));
            }
            let similarity = ratio(&text, &draft.text);
            if similarity >= SIMILAR {
                return Some((index, MatchedBy::Id, Some(similarity)));
            }
        }
        if draft.text.is_empty() || register.retired.contains_key(&draft.statement) {
            return None;
        }
        let by_text = self.same_words(draft, register).map(|index| (index, MatchedBy::Text, None));
        by_text.or_else(|| self.nearly_there(draft, register))
    }

    /// Whether a statement may stand for another than itself.
    fn is_free(&self, index: usize, draft: &Draft, register: &Register) -> bool {
        let Some(statement) = self.statements.get(index).filter(|_| self.is_live(index)) else {
            return false;
        };
        let for_another = register.taken.get(&statement.id).is_some_and(|id| *id != draft.statement);
        let names = register.named.get(&statement.id);
        // Only the statement that they were about stands for itself: a row may have come to hold other words.
        let is_itself = names.is_some_and(|texts| {
            let text = fold_words(&statement.text);
            texts.contains(&text) || texts.iter().any(|named| ratio(named, &text) >= SIMILAR)
        });
        !for_another && !is_itself
    }

    /// A statement of the same words: the nearest in its document; where the document is gone, the only one of the corpus.
    fn same_words(&mut self, draft: &Draft, register: &Register) -> Option<usize> {
        let statements = &self.statements;
        let by_text = self.by_text.get_or_insert_with(|| {
            let mut by_text: HashMap<String, Vec<usize>> = HashMap::new();
            for (index, statement) in statements.iter().enumerate() {
                by_text.entry(fold_words(&statement.text)).or_default().push(index);
            }
            by_text
        });
        let all = by_text.get(&draft.text)?.clone();
        let free: Vec<usize> =
            all.into_iter().filter(|index| self.is_free(*index, draft, register)).collect();
        let in_document = free.iter().copied().filter(|index| {
            self.statements.get(*index).is_some_and(|statement| statement.document == draft.document)
        });
        let nearest = in_document.min_by_key(|index| (self.distance(*index, draft), *index));
        nearest.or_else(|| match free.as_slice() {
            [only] if !self.by_document.contains_key(&draft.document) => Some(*only),
            _ => None,
        })
    }

    fn nearly_there(&self, draft: &Draft, register: &Register) -> Option<(usize, MatchedBy, Option<f64>)> {
        if draft.text.chars().count() < SHORT {
            return None;
        }
        let near = self
            .in_document(&draft.document)
            .filter(|index| self.distance(*index, draft) <= NEAR)
            .filter(|index| self.is_free(*index, draft, register));
        let alike = near.filter_map(|index| {
            let similarity = ratio(&fold_words(&self.statements.get(index)?.text), &draft.text);
            (similarity >= SIMILAR).then_some((index, similarity))
        });
        let best = alike.max_by(|one, other| {
            let nearer = self.distance(other.0, draft).cmp(&self.distance(one.0, draft));
            one.1.total_cmp(&other.1).then(nearer).then(other.0.cmp(&one.0))
        });
        best.map(|(index, similarity)| (index, MatchedBy::Similar, Some(similarity)))
    }

    /// Lines, paragraphs or rows between where a statement was and where one is.
    fn distance(&self, index: usize, draft: &Draft) -> u64 {
        let now = self.statements.get(index).and_then(|statement| line_of(statement.source.first()?));
        match (now, position(&draft.place)) {
            (Some(now), Some(then)) => now.abs_diff(then),
            _ => u64::MAX,
        }
    }

    /// The statements most like one that is gone, most alike first.
    fn nearest(&mut self, draft: &Draft) -> Vec<NearStatement> {
        let words: BTreeSet<&str> = draft.text.split(' ').collect();
        let room = LOOKED_AT.saturating_sub(self.looked_at);
        let all: Vec<usize> = if self.by_document.contains_key(&draft.document) {
            self.in_document(&draft.document).take(room).collect()
        } else {
            (0..self.statements.len()).filter(|index| self.is_live(*index)).take(room).collect()
        };
        self.looked_at += all.len();
        let shared = all.into_iter().filter_map(|index| {
            let text = fold_words(&self.statements.get(index)?.text);
            let own: BTreeSet<&str> = text.split(' ').collect();
            let shared = own.intersection(&words).count();
            (shared > 0).then_some((shared as f64 / own.len().max(words.len()) as f64, index))
        });
        let mut shared: Vec<(f64, usize)> = shared.collect();
        shared.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        shared.truncate(COMPARED);
        let mut near: Vec<NearStatement> = shared
            .into_iter()
            .filter_map(|(_, index)| {
                let statement = self.statements.get(index)?;
                let similarity = ratio(&fold_words(&statement.text), &draft.text);
                Some(NearStatement { statement: statement.id.clone(), similarity })
            })
            .filter(|near| near.similarity >= ALIKE)
            .collect();
        near.sort_by(|one, other| other.similarity.total_cmp(&one.similarity));
        near.truncate(CANDIDATES);
        near
    }
}

/// The line, paragraph or row of a piece.
pub(super) fn line_of(piece: &SourcePiece) -> Option<u64> {
    match piece {
        SourcePiece::Line { line, .. } => Some(u64::from(*line)),
        SourcePiece::Paragraph { paragraph, .. } => Some(u64::from(*paragraph)),
        SourcePiece::Cell { row, .. } => Some(u64::from(*row)),
    }
}

/// The same of a place as [`Statement::place_label`] tells it.
pub(super) fn position(place: &str) -> Option<u64> {
    let place = place.rsplit_once('!').map_or(place, |(_, place)| place);
    let mut numbers = place.split(':').take(2).map(|part| part.parse::<u64>().ok());
    let (first, second) = (numbers.next()?, numbers.next()?);
    second.or(first)
}

#[cfg(test)]
mod tests {
    use super::{Found, Register, Shelf, position};
    use crate::model::{Decision, DecisionField, Draft, MatchedBy, SourcePiece, Statement};
    use crate::text::fold_words;

    fn statement(id: &str, document: &str, line: u32, text: &str) -> Statement {
        let piece =
            SourcePiece::Line { document: None, page: 1, line, start: 0, end: 9, area: None, part: None };
        Statement { id: id.into(), source: vec![piece], ..Statement::uncoded(document, text.into()) }
    }

    fn draft(id: &str, document: &str, line: u32, text: &str) -> Draft {
        Draft {
            statement: id.into(),
            document: document.into(),
            place: format!("1:{line}:0-9"),
            text: fold_words(text),
            field: DecisionField::Kind,
            old: String::new(),
            new: "wens".into(),
            reason: String::new(),
        }
    }

    const LONG: &str = "De wachtlijsten bij de jeugdzorg zijn te lang geworden.";
    const EDITED: &str = "De wachtlijsten in de jeugdzorg zijn te lang geworden!";

    fn found(statements: &[Statement], draft: &Draft) -> Option<(usize, MatchedBy)> {
        match Shelf::of(statements.to_vec()).find(draft, &mut Register::default()) {
            Found::Here { index, matched, .. } => Some((index, matched)),
            _ => None,
        }
    }

    #[test]
    fn by_id_else_by_words_else_by_place() {
        let was = draft("st-a", "a.txt", 5, LONG);
        let id = statement("st-a", "a.txt", 90, LONG);
        assert_eq!(found(&[id], &was), Some((0, MatchedBy::Id)));
        let two = [statement("st-b", "a.txt", 90, LONG), statement("st-c", "a.txt", 7, LONG)];
        assert_eq!(found(&two, &was), Some((1, MatchedBy::Text)));
        assert_eq!(found(&[statement("st-b", "a.txt", 9, EDITED)], &was), Some((0, MatchedBy::Similar)));
        assert_eq!(found(&[statement("st-b", "a.txt", 99, EDITED)], &was), None, "too far away");
        assert_eq!(found(&[statement("st-b", "b.txt", 5, EDITED)], &was), None, "another document");
        let other = statement("st-a", "a.txt", 5, "Heel iets anders.");
        assert_eq!(found(&[other], &was), None, "the row holds other words now");
    }

    #[test]
    fn a_renamed_document_is_found_by_words_that_stand_once() {
        let was = draft("st-a", "oud.txt", 5, LONG);
        let once =
            [statement("st-b", "nieuw.txt", 5, LONG), statement("st-c", "nieuw.txt", 6, "Iets anders")];
        assert_eq!(found(&once, &was), Some((0, MatchedBy::Text)));
        let twice = [once[0].clone(), statement("st-c", "b.txt", 5, LONG)];
        assert_eq!(found(&twice, &was), None);
        let still_there = [once[0].clone(), statement("st-c", "oud.txt", 5, "Iets anders")];
        assert_eq!(found(&still_there, &was), None, "the document is there, the statement is not");
    }

    #[test]
    fn a_statement_that_is_named_itself_stands_for_no_other() {
        let (first, second) = (draft("st-a", "a.txt", 5, LONG), draft("st-b", "a.txt", 6, LONG));
        let named = |drafts: &[&Draft]| {
            let decisions = drafts.iter().map(|draft| Decision {
                line: 1,
                sequence: 1,
                date: String::new(),
                coder: "An".into(),
                draft: (*draft).clone(),
            });
            Register::of(decisions.collect::<Vec<_>>().iter())
        };
        let mut register = named(&[&first, &second]);
        let mut shelf = Shelf::of(vec![statement("st-a", "a.txt", 5, LONG)]);
        assert!(matches!(shelf.find(&second, &mut register), Found::Nowhere(near) if near.len() == 1));
        assert!(matches!(shelf.find(&first, &mut register), Found::Here { index: 0, .. }));
        let mut shelf = Shelf::of(vec![statement("st-c", "a.txt", 5, LONG)]);
        let mut register = named(&[&first, &second]);
        assert!(matches!(shelf.find(&first, &mut register), Found::Here { .. }));
        assert!(matches!(shelf.find(&second, &mut register), Found::Nowhere(_)), "it stands for the first");
    }

    #[test]
    fn words_that_moved_to_another_row_keep_their_decisions() {
        let (first, other) =
            ("Te weinig plek in de opvang van jongeren.", "De regels zijn voor niemand te volgen.");
        // Row 5 held the first; now it holds another response, and the first stands in row 6.
        let rows = [statement("st-5", "a.csv", 5, other), statement("st-6", "a.csv", 6, first)];
        let (was, is) = (draft("st-5", "a.csv", 5, first), draft("st-5", "a.csv", 5, other));
        let mut shelf = Shelf::of(rows.to_vec());
        let mut register = Register::default();
        for (draft, index) in [(&was, 1), (&is, 0), (&was, 1)] {
            assert!(matches!(shelf.find(draft, &mut register), Found::Here { index: at, .. } if at == index));
        }
    }

    #[test]
    fn places_of_all_kinds_have_a_position() {
        let places = ["1:12:0-9", "b.txt!3:14:0-9", "body:15:0-1", "Blad!16:Reactie: a:0-1", "", "x"];
        let positions = places.map(position);
        assert_eq!(positions, [Some(12), Some(14), Some(15), Some(16), None, None]);
    }
}
