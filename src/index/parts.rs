//! The parts of an index (tantivy's segments) in source order, as one row of statements: a run writes as many as its memory asks for, and a
//! search tells no difference. A statement's number counts over all parts.

use tantivy::{DocAddress, DocId, Searcher, SegmentOrdinal, SegmentReader};

use super::schema::ORDER;

/// One part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    /// Its place in the searcher, which is by no order.
    ordinal: SegmentOrdinal,
    /// The number of its first statement.
    first: DocId,
}

/// All parts.
pub(super) struct Parts {
    pub(super) searcher: Searcher,
    in_order: Vec<Part>,
}

impl Parts {
    /// Puts the parts in order; nothing where together they are not all statements of a run from the first on.
    pub(super) fn of(searcher: Searcher) -> tantivy::Result<Option<Self>> {
        let mut in_order = Vec::new();
        let mut sizes = Vec::new();
        for (ordinal, segment) in (0..).zip(searcher.segment_readers()) {
            let order = segment.fast_fields().u64(ORDER)?;
            let ends = order.first(0).zip(order.first(segment.max_doc().saturating_sub(1)));
            let Some((first, last)) = ends else { return Ok(None) };
            let Ok(first) = DocId::try_from(first) else { return Ok(None) };
            in_order.push(Part { ordinal, first });
            sizes.push((u64::from(first), last + 1));
        }
        in_order.sort_unstable_by_key(|part| part.first);
        sizes.sort_unstable();
        let mut next = 0;
        for (first, end) in sizes {
            if first != next {
                return Ok(None);
            }
            next = end;
        }
        Ok((next == searcher.num_docs()).then_some(Self { searcher, in_order }))
    }

    /// Each part with the number of its first statement, in source order.
    pub(super) fn each(&self) -> impl Iterator<Item = (DocId, &SegmentReader)> {
        let part = |part: &Part| (part.first, self.searcher.segment_reader(part.ordinal));
        self.in_order.iter().map(part)
    }

    /// Where the statement of a number stands; nothing where there is none.
    pub(super) fn address(&self, statement: DocId) -> Option<DocAddress> {
        let behind = self.in_order.partition_point(|part| part.first <= statement);
        let part = self.in_order.get(behind.checked_sub(1)?)?;
        Some(DocAddress::new(part.ordinal, statement - part.first))
    }
}
