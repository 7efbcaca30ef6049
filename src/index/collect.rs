//! Between queries and statements: the matches of a query, all or the best, and statements picked beforehand as a query.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{BitSet, DocId, Score, Searcher, SegmentReader};

/// A statement of the index and its score, in units of [`ROUNDING`].
pub(super) type Match = (DocId, i64);

/// Scores are compared and shown in units of this part of 1, so that noise in the last digits orders nothing.
pub(super) const ROUNDING: f64 = 10_000.0;

/// A score in units of [`ROUNDING`].
fn rounded(score: Score) -> i64 {
    (f64::from(score) * ROUNDING).round() as i64
}

/// No score below this is more than `least` once it is rounded.
fn beyond(least: i64) -> Score {
    // Somewhat less than where rounding turns, since scores have no more than seven digits.
    ((least as f64 + 0.2) / ROUNDING) as Score
}

/// All matches of a query in source order. No segment, no match.
pub(super) fn all(query: &dyn Query, searcher: &Searcher) -> tantivy::Result<Vec<Match>> {
    let mut matches = Vec::new();
    if let Some(segment) = searcher.segment_readers().first() {
        let weight = query.weight(EnableScoring::enabled_from_searcher(searcher))?;
        weight.for_each(segment, &mut |statement, score| matches.push((statement, rounded(score))))?;
    }
    Ok(matches)
}

/// The statements that match, in source order and in blocks, without their scores.
pub(super) fn each_block(
    query: &dyn Query,
    searcher: &Searcher,
    take: &mut dyn FnMut(&[DocId]),
) -> tantivy::Result<()> {
    let Some(segment) = searcher.segment_readers().first() else {
        return Ok(());
    };
    query.weight(EnableScoring::disabled_from_searcher(searcher))?.for_each_no_score(segment, take)
}

/// The so many best matches, best first and equals in source order. Statements that can't be among them are passed over, most of them
/// without a look.
pub(super) fn best(query: &dyn Query, searcher: &Searcher, most: usize) -> tantivy::Result<Vec<Match>> {
    let Some(segment) = searcher.segment_readers().first().filter(|_| most > 0) else {
        return Ok(Vec::new());
    };
    let weight = query.weight(EnableScoring::enabled_from_searcher(searcher))?;
    // The worst of them on top: the lowest score, of equals the last.
    let mut best: BinaryHeap<Reverse<(i64, Reverse<DocId>)>> = BinaryHeap::with_capacity(most + 1);
    weight.for_each_pruning(Score::MIN, segment, &mut |statement, score| {
        best.push(Reverse((rounded(score), Reverse(statement))));
        if best.len() > most {
            best.pop();
        }
        // Statements come in source order: an equal one that comes later stands behind.
        match best.peek() {
            Some(Reverse((least, _))) if best.len() == most => beyond(*least),
            _ => Score::MIN,
        }
    })?;
    let sorted = best.into_sorted_vec();
    Ok(sorted.into_iter().map(|Reverse((score, Reverse(statement)))| (statement, score)).collect())
}

/// A query for statements that are known already.
#[derive(Debug, Clone)]
pub(super) struct Selected {
    statements: Arc<[DocId]>,
}

impl Selected {
    /// Matches these statements of the only segment, which are sorted.
    pub(super) fn new(statements: Vec<DocId>) -> Self {
        Self { statements: statements.into() }
    }
}

impl Query for Selected {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Selected {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut bits = BitSet::with_max_value(segment.max_doc());
        for statement in self.statements.iter() {
            bits.insert(*statement);
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(bits), boost)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("selected", 1.0))
    }
}
