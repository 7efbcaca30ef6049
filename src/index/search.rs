//! Searches an open index: query and filters to matches in order, matches to hits.

use std::cmp::Reverse;

use tantivy::query::{BooleanQuery, Occur, Query};
use tantivy::schema::Value;
use tantivy::{DocAddress, DocId, Score, SegmentReader, TantivyDocument};

use super::collect::{AllMatches, Match};
use super::facets::count;
use super::filter::{Filtered, check_kinds, filter};
use super::query::{Node, TextWords, compile, occurrences, parse, unscored};
use super::request::{Facets, Hit, SearchRequest, SearchResults, Sort};
use super::schema::DATE;
use super::{Index, IndexError, QueryError};
use crate::model::{Span, Statement};
use crate::text::Analyser;

/// What a request found, before any statement is read.
pub(super) struct Found {
    pub(super) node: Option<Node>,
    /// In the order asked for.
    pub(super) matches: Vec<Match>,
    pub(super) facets: Facets,
    pub(super) notes: Vec<String>,
}

impl Index {
    /// The statements that match, counted by field, and one page of them.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchResults, IndexError> {
        let found = self.find(request)?;
        let mut analyser = Analyser::new();
        let mut hits = Vec::new();
        for (place, (id, score)) in found
            .matches
            .iter()
            .enumerate()
            .skip(request.offset)
            .take(request.limit)
        {
            let statement = self.statement(*id)?;
            hits.push(Hit {
                rank: place + 1,
                score: rounded(*score) as f64 / ROUNDING,
                highlights: highlights(found.node.as_ref(), &statement.text, &mut analyser),
                statement,
            });
        }
        Ok(SearchResults {
            total: found.matches.len(),
            hits,
            facets: found.facets,
            notes: found.notes,
        })
    }

    /// All matches in order, with their counts.
    pub(super) fn find(&self, request: &SearchRequest) -> Result<Found, IndexError> {
        let node = parse(&request.query)?;
        if node.is_none() && request.filters.is_empty() {
            return Err(asks_nothing(&request.query).into());
        }
        let Some(segment) = self.searcher.segment_readers().first() else {
            // Even an index without statements knows what can't be meant.
            check_kinds(&request.filters.kind)?;
            return Ok(Found {
                node,
                matches: Vec::new(),
                facets: Facets::default(),
                notes: Vec::new(),
            });
        };
        let filtered =
            filter(&request.filters, segment, &self.fields).map_err(|error| self.damaged(&error))??;
        self.collect(node, filtered, request.sort, segment)
            .map_err(|error| self.damaged(&error))
    }

    fn collect(
        &self,
        node: Option<Node>,
        filtered: Filtered,
        sort: Sort,
        segment: &SegmentReader,
    ) -> tantivy::Result<Found> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        if let Some(node) = &node {
            clauses.push((Occur::Must, compile(node, &self.searcher, self.fields.text)?));
        }
        for query in filtered.queries {
            clauses.push((Occur::Must, unscored(query)));
        }
        let mut matches = self.searcher.search(&BooleanQuery::new(clauses), &AllMatches)?;
        order(&mut matches, sort, segment)?;
        Ok(Found {
            node,
            facets: count(&matches, segment)?,
            matches,
            notes: filtered.notes,
        })
    }

    /// The statement as it was stored.
    pub(super) fn statement(&self, id: DocId) -> Result<Statement, IndexError> {
        let entry: TantivyDocument = self
            .searcher
            .doc(DocAddress::new(0, id))
            .map_err(|error| self.damaged(&error))?;
        let json = entry
            .get_first(self.fields.statement)
            .and_then(|value| value.as_bytes())
            .unwrap_or_default();
        serde_json::from_slice(json).map_err(|error| self.damaged(&error))
    }
}

fn asks_nothing(query: &str) -> QueryError {
    let message = if query.trim().is_empty() {
        "the query is empty"
    } else {
        "there is no word in the query"
    };
    QueryError {
        message: message.to_owned(),
        column: 1,
        query: query.to_owned(),
        advice: Some("give a word to search for, or a filter such as `--theme overig`".to_owned()),
    }
}

/// Scores are compared and shown in units of this part of 1, so that noise in the last digits orders nothing.
const ROUNDING: f64 = 10_000.0;

fn rounded(score: Score) -> i64 {
    (f64::from(score) * ROUNDING).round() as i64
}

/// Ids count statements in source order, which decides between equals.
fn order(matches: &mut [Match], sort: Sort, segment: &SegmentReader) -> tantivy::Result<()> {
    match sort {
        Sort::Score => matches.sort_unstable_by_key(|(id, score)| (Reverse(rounded(*score)), *id)),
        Sort::Source => matches.sort_unstable_by_key(|(id, _)| *id),
        Sort::Date => {
            let dates = segment.fast_fields().str(DATE)?;
            let date = |id| {
                let ordinal = dates.as_ref().and_then(|dates| dates.term_ords(id).next());
                ordinal.unwrap_or(u64::MAX)
            };
            matches.sort_by_cached_key(|(id, _)| (date(*id), *id));
        }
    }
    Ok(())
}

/// The words of `text` that satisfied the query.
fn highlights(node: Option<&Node>, text: &str, analyser: &mut Analyser) -> Vec<Span> {
    let Some(node) = node else {
        return Vec::new();
    };
    let words = TextWords::of(text, analyser);
    let mut places: Vec<usize> = occurrences(node, &words).into_iter().flatten().collect();
    places.sort_unstable();
    places.dedup();
    places
        .into_iter()
        .filter_map(|place| words.analysis.tokens.get(place))
        .map(|token| token.span)
        .collect()
}
