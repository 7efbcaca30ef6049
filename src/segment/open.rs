//! A statement that may still go on, and whether it was cut off when it does not.

use super::habits::Habits;
use super::runner_up::Rival;
use crate::model::{Piece, Section, SourcePiece, Truncated};
use crate::text::{Begins, Ends, LanguageContext, edges};

/// A statement that may still go on.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) document: String,
    pub(super) respondent: Option<String>,
    pub(super) date: Option<String>,
    pub(super) question: Option<String>,
    pub(super) public: bool,
    pub(super) page: Option<u32>,
    pub(super) page_label: Option<String>,
    pub(super) column: Option<u32>,
    pub(super) pieces: Vec<Piece>,
    /// The same pieces as places.
    pub(super) source: Vec<SourcePiece>,
    pub(super) section: Option<Section>,
    pub(super) doubt: f64,
    pub(super) rival: Option<Rival>,
    pub(super) ends_full: bool,
    pub(super) opens_document: bool,
    pub(super) habits: Habits,
    pub(super) language: LanguageContext,
}

/// A statement is cut off where the source begins in the middle of a sentence, or ends in one. A statement without a full stop ends like
/// that too; the line that it fills and the document's other statements tell.
pub(super) fn truncated(open: &Open, source_ends: bool) -> Truncated {
    let first = open.pieces.first().map(|piece| edges::begins(&piece.text));
    let last = open.pieces.last().map(|piece| edges::ends(&piece.text));
    let habits = open.habits;
    let start = open.opens_document && first == Some(Begins::Lower) && !habits.lower_case;
    let unfinished = match last {
        Some(Ends::Clause | Ends::FunctionWord | Ends::Hyphen) => true,
        Some(Ends::Word) if open.ends_full => habits.stops > 0.5,
        Some(Ends::Word) => habits.stops > 0.8 && words(&open.pieces) >= LONG,
        _ => false,
    };
    match (start, unfinished && source_ends) {
        (false, false) => Truncated::No,
        (true, false) => Truncated::Start,
        (false, true) => Truncated::End,
        (true, true) => Truncated::Both,
    }
}

/// Words that are more than a catchword or a heading has.
const LONG: usize = 8;

fn words(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| piece.text.split_whitespace().count()).sum()
}
