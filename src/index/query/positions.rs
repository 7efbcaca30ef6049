//! What tantivy has no query for: prefixes within phrases, and words near each other, read from the position lists.

use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, InvertedIndexReader, SegmentReader, TERMINATED};

use super::{Pattern, Phrase};
use crate::index::schema::{form_term, form_text, stem_term};

/// A statement and the position of a word in it, sorted wherever there are many.
type Place = (DocId, u32);

/// The statements that hold the phrase, sorted.
pub(super) fn phrase_statements(
    phrase: &Phrase,
    segment: &SegmentReader,
    text: Field,
) -> tantivy::Result<Vec<DocId>> {
    let mut statements: Vec<DocId> = match phrase.words.as_slice() {
        // Most prefixes stand alone, and then positions need not be read.
        [Pattern::Prefix(prefix)] => {
            let index = segment.inverted_index(text)?;
            let mut places = Vec::new();
            prefix_places(prefix, &index, IndexRecordOption::Basic, &mut places)?;
            places.into_iter().map(|(statement, _)| statement).collect()
        }
        _ => phrase_places(phrase, segment, text)?.into_iter().map(|(statement, _)| statement).collect(),
    };
    statements.sort_unstable();
    statements.dedup();
    Ok(statements)
}

/// The statements in which at most `distance` words stand between the two phrases, in either order, sorted.
pub(super) fn near_statements(
    left: &Phrase,
    right: &Phrase,
    distance: u32,
    segment: &SegmentReader,
    text: Field,
) -> tantivy::Result<Vec<DocId>> {
    let lefts = phrase_places(left, segment, text)?;
    let rights = phrase_places(right, segment, text)?;
    let reach = |phrase: &Phrase| phrase.words.len() as u32 + distance;
    let mut statements = followed_by(&lefts, left.words.len() as u32, reach(left), &rights);
    statements.extend(followed_by(&rights, right.words.len() as u32, reach(right), &lefts));
    statements.sort_unstable();
    statements.dedup();
    Ok(statements)
}

/// Statements where some `after` begins `from` to `to` words past the beginning of some `before`.
fn followed_by(before: &[Place], from: u32, to: u32, after: &[Place]) -> Vec<DocId> {
    before
        .iter()
        .filter(|(statement, position)| {
            let earliest = (*statement, position + from);
            let next = after.partition_point(|place| *place < earliest);
            after.get(next).is_some_and(|(other, at)| other == statement && *at <= position + to)
        })
        .map(|(statement, _)| *statement)
        .collect()
}

/// Where the phrase begins, sorted.
fn phrase_places(phrase: &Phrase, segment: &SegmentReader, text: Field) -> tantivy::Result<Vec<Place>> {
    let index = segment.inverted_index(text)?;
    let mut found: Option<Vec<Place>> = None;
    for (offset, pattern) in phrase.words.iter().enumerate() {
        let places = pattern_places(pattern, &index, text)?;
        let offset = offset as u32;
        found = Some(match found {
            None => places,
            Some(found) => found
                .into_iter()
                .filter(|(statement, start)| places.binary_search(&(*statement, start + offset)).is_ok())
                .collect(),
        });
    }
    Ok(found.unwrap_or_default())
}

fn pattern_places(
    pattern: &Pattern,
    index: &InvertedIndexReader,
    text: Field,
) -> tantivy::Result<Vec<Place>> {
    let term = match pattern {
        Pattern::Stem(stem) => stem_term(text, stem),
        Pattern::Form(form) => form_term(text, form),
        Pattern::Prefix(prefix) => {
            let mut places = Vec::new();
            prefix_places(prefix, index, IndexRecordOption::WithFreqsAndPositions, &mut places)?;
            places.sort_unstable();
            return Ok(places);
        }
    };
    let mut places = Vec::new();
    if let Some(postings) = index.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)? {
        read_places(postings, &mut places);
    }
    Ok(places)
}

/// Places of all forms that begin so, form by form.
fn prefix_places(
    prefix: &str,
    index: &InvertedIndexReader,
    option: IndexRecordOption,
    places: &mut Vec<Place>,
) -> tantivy::Result<()> {
    let first = form_text(prefix);
    let mut terms = index.terms().range().ge(first.as_bytes()).into_stream()?;
    while terms.advance() && terms.key().starts_with(first.as_bytes()) {
        read_places(index.read_postings_from_terminfo(terms.value(), option)?, places);
    }
    Ok(())
}

/// Without positions every statement counts as one place.
fn read_places(mut postings: impl Postings, places: &mut Vec<Place>) {
    let mut positions = Vec::new();
    while postings.doc() != TERMINATED {
        positions.clear();
        postings.positions(&mut positions);
        if positions.is_empty() {
            places.push((postings.doc(), 0));
        }
        places.extend(positions.iter().map(|position| (postings.doc(), *position)));
        postings.advance();
    }
}
