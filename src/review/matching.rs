//! Finds the statement of a decision again: by its id, else by its words, else by its place and words that are nearly the same. One
//! statement of now stands for one of then: what another decision names by its id is never taken.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::model::{Decision, Draft, MatchedBy, NearStatement, Statement, StatementId};
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

/// As many are looked at when the whole corpus is searched.
const LOOKED_AT: usize = 200_000;

/// What stays known from one decision to the next.
#[derive(Debug, Default)]
pub(super) struct Register {
    /// Ids that decisions name.
    named: HashSet<StatementId>,
    /// Statements that stand for one of another id.
    taken: HashMap<StatementId, Identity>,
    /// What was found for whom.
    known: HashMap<Identity, (StatementId, MatchedBy, Option<f64>)>,
    /// Statements that a decision replaced by others, and its number.
    pub(super) retired: HashMap<StatementId, u64>,
}

/// What tells the statements that decisions name apart: the id; without one document, place and text.
type Identity = String;

fn identity(draft: &Draft) -> Identity {
    if draft.statement.is_empty() {
        [draft.document.as_str(), &draft.place, &draft.text].join("\0")
    } else {
        draft.statement.clone()
    }
}

impl Register {
    pub(super) fn of(decisions: &[Decision]) -> Self {
        let named = decisions.iter().map(|decision| decision.draft.statement.clone());
        Self { named: named.filter(|id| !id.is_empty()).collect(), ..Self::default() }
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

    pub(super) fn in_document(&self, document: &str) -> impl Iterator<Item = usize> + '_ {
        let own = self.by_document.get(document).map(Vec::as_slice).unwrap_or_default();
        own.iter().copied().filter(|index| self.is_live(*index))
    }

    /// The statement that a decision is about.
    pub(super) fn find(&mut self, draft: &Draft, register: &mut Register) -> Found {
        let identity = identity(draft);
        if let Some((id, matched, similarity)) = register.known.get(&identity) {
            return match self.by_id.get(id).filter(|index| self.is_live(**index)) {
                Some(index) => Found::Here { index: *index, matched: *matched, similarity: *similarity },
                None => self.lost(draft, register.retired.get(id)),
            };
        }
        let found = self.look(draft, register);
        if let Some((index, matched, similarity)) = found
            && let Some(statement) = self.statements.get(index)
        {
            register.taken.insert(statement.id.clone(), identity.clone());
            register.known.insert(identity, (statement.id.clone(), matched, similarity));
            return Found::Here { index, matched, similarity };
        }
        self.lost(draft, register.retired.get(&draft.statement))
    }

    fn lost(&self, draft: &Draft, replaced: Option<&u64>) -> Found {
        match replaced {
            Some(by) => Found::Replaced(*by),
            None => Found::Nowhere(self.nearest(draft)),
        }
    }

    fn look(&mut self, draft: &Draft, register: &Register) -> Option<(usize, MatchedBy, Option<f64>)> {
        if let Some(index) = self.by_id.get(&draft.statement).copied().filter(|index| self.is_live(*index)) {
            let text = fold_words(&self.statements.get(index)?.text);
            // A row of a table may hold other words under the same number.
            if draft.text.is_empty() || text == draft.text {
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
    fn is_free(&self, index: usize, register: &Register) -> bool {
        let id = self.statements.get(index).map(|statement| &statement.id);
        self.is_live(index)
            && id.is_some_and(|id| !register.named.contains(id) && !register.taken.contains_key(id))
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
        let free: Vec<usize> = all.into_iter().filter(|index| self.is_free(*index, register)).collect();
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
            .filter(|index| self.is_free(*index, register))
            .filter(|index| self.distance(*index, draft) <= NEAR);
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
        let now = self.statements.get(index).and_then(|statement| position(&statement.place_label()));
        match (now, position(&draft.place)) {
            (Some(now), Some(then)) => now.abs_diff(then),
            _ => u64::MAX,
        }
    }

    /// The statements most like one that is gone, most alike first.
    fn nearest(&self, draft: &Draft) -> Vec<NearStatement> {
        let words: BTreeSet<&str> = draft.text.split(' ').collect();
        let all: Box<dyn Iterator<Item = usize>> = if self.by_document.contains_key(&draft.document) {
            Box::new(self.in_document(&draft.document))
        } else {
            Box::new((0..self.statements.len()).filter(|index| self.is_live(*index)))
        };
        let shared = all.take(LOOKED_AT).filter_map(|index| {
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

/// The line, paragraph or row of a place as [`Statement::place_label`] tells it.
fn position(place: &str) -> Option<u64> {
    let place = place.rsplit_once('!').map_or(place, |(_, place)| place);
    let mut numbers = place.split(':').take(2).map(|part| part.parse::<u64>().ok());
    let (first, second) = (numbers.next()?, numbers.next()?);
    second.or(first)
}

#[cfg(test)]
mod tests {
    use super::{Found, Register, Shelf, position};
    use crate::model::{DecisionField, Draft, MatchedBy, SourcePiece, Statement};
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
        let named = |drafts: &[&Draft]| Register {
            named: drafts.iter().map(|draft| draft.statement.clone()).collect(),
            ..Register::default()
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
    fn places_of_all_kinds_have_a_position() {
        let places = ["1:12:0-9", "b.txt!3:14:0-9", "body:15:0-1", "Blad!16:Reactie: a:0-1", "", "x"];
        let positions = places.map(position);
        assert_eq!(positions, [Some(12), Some(14), Some(15), Some(16), None, None]);
    }
}
