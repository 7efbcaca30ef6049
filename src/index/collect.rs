//! Between queries and statements: the matches of a query, all or the best, and statements picked beforehand as a query.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use tantivy::index::SegmentId;
use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{BitSet, DocId, Score, SegmentReader};

use super::parts::Parts;

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

/// All matches of a query in source order.
pub(super) fn all(query: &dyn Query, parts: &Parts) -> tantivy::Result<Vec<Match>> {
    let mut matches = Vec::new();
    let weight = query.weight(EnableScoring::enabled_from_searcher(&parts.searcher))?;
    for (first, segment) in parts.each() {
        weight.for_each(segment, &mut |own, score| matches.push((first + own, rounded(score))))?;
    }
    Ok(matches)
}

/// The statements that match, in source order and in blocks, without their scores: the place of their part, and their numbers from its
/// first one.
pub(super) fn each_block(
    query: &dyn Query,
    parts: &Parts,
    take: &mut dyn FnMut(usize, &[DocId]),
) -> tantivy::Result<()> {
    let weight = query.weight(EnableScoring::disabled_from_searcher(&parts.searcher))?;
    for (part, (_, segment)) in parts.each().enumerate() {
        weight.for_each_no_score(segment, &mut |statements| take(part, statements))?;
    }
    Ok(())
}

/// The so many best matches, best first and equals in source order. Statements that can't be among them are passed over, most of them
/// without a look.
pub(super) fn best(query: &dyn Query, parts: &Parts, most: usize) -> tantivy::Result<Vec<Match>> {
    if most == 0 {
        return Ok(Vec::new());
    }
    let weight = query.weight(EnableScoring::enabled_from_searcher(&parts.searcher))?;
    // The worst of them on top: the lowest score, of equals the last.
    let mut best: BinaryHeap<Reverse<(i64, Reverse<DocId>)>> = BinaryHeap::with_capacity(most + 1);
    // Statements come in source order, also from part to part: an equal one that comes later stands behind.
    let mut threshold = Score::MIN;
    for (first, segment) in parts.each() {
        weight.for_each_pruning(threshold, segment, &mut |own, score| {
            best.push(Reverse((rounded(score), Reverse(first + own))));
            if best.len() > most {
                best.pop();
            }
            threshold = match best.peek() {
                Some(Reverse((least, _))) if best.len() == most => beyond(*least),
                _ => Score::MIN,
            };
            threshold
        })?;
    }
    let sorted = best.into_sorted_vec();
    Ok(sorted.into_iter().map(|Reverse((score, Reverse(statement)))| (statement, score)).collect())
}

/// A query for statements that are known already.
#[derive(Debug, Clone)]
pub(super) struct Selected {
    /// Per part, the numbers of statements from its first one.
    parts: Arc<[(SegmentId, Vec<DocId>)]>,
}

impl Selected {
    /// Matches the statements that are found in each part; they count from its first one.
    pub(super) fn find(
        parts: &Parts,
        find: impl Fn(&SegmentReader) -> tantivy::Result<Vec<DocId>>,
    ) -> tantivy::Result<Self> {
        let found = parts.each().map(|(_, segment)| Ok((segment.segment_id(), find(segment)?)));
        Ok(Self { parts: found.collect::<tantivy::Result<_>>()? })
    }

    /// Matches what the query matches.
    pub(super) fn matching(query: &dyn Query, parts: &Parts) -> tantivy::Result<Self> {
        let mut found: Vec<_> = parts.each().map(|(_, part)| (part.segment_id(), Vec::new())).collect();
        each_block(query, parts, &mut |part, block| {
            if let Some((_, statements)) = found.get_mut(part) {
                statements.extend_from_slice(block);
            }
        })?;
        Ok(Self { parts: found.into() })
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
        let own = self.parts.iter().filter(|(part, _)| *part == segment.segment_id());
        for statement in own.flat_map(|(_, statements)| statements) {
            bits.insert(*statement);
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(bits), boost)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("selected", 1.0))
    }
}
