//! Between queries and statements: all matches of a query with their scores, and statements picked beforehand as a query.

use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{BitSet, DocId, Score, SegmentOrdinal, SegmentReader};

/// A statement of the index and its score.
pub(super) type Match = (DocId, Score);

/// Collects every match: facets count them all, so nothing is gained by stopping early.
pub(super) struct AllMatches;

impl Collector for AllMatches {
    type Fruit = Vec<Match>;
    type Child = SegmentMatches;

    fn for_segment(&self, _: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<SegmentMatches> {
        Ok(SegmentMatches(Vec::new()))
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<Vec<Match>>) -> tantivy::Result<Vec<Match>> {
        Ok(segments.into_iter().flatten().collect())
    }
}

/// The matches of one segment.
pub(super) struct SegmentMatches(Vec<Match>);

impl SegmentCollector for SegmentMatches {
    type Fruit = Vec<Match>;

    fn collect(&mut self, statement: DocId, score: Score) {
        self.0.push((statement, score));
    }

    fn harvest(self) -> Vec<Match> {
        self.0
    }
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
