//! Searches an open index: query and filters to matches in order, matches to hits.

use std::cmp::Reverse;

use tantivy::query::{BooleanQuery, Occur, Query};
use tantivy::schema::Value;
use tantivy::{DocAddress, DocId, Score, TantivyDocument};

use super::collect::{AllMatches, Match};
use super::facets::count;
use super::filter::filter;
use super::query::{Node, TextWords, compile, occurrences, parse, unscored};
use super::request::{Facets, Hit, SearchRequest, SearchResults, Sort};
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
        for (place, (id, score)) in found.matches.iter().enumerate().skip(request.offset).take(request.limit)
        {
            let statement = self.statement(*id)?;
            hits.push(Hit {
                rank: place + 1,
                score: rounded(*score) as f64 / ROUNDING,
                highlights: highlights(found.node.as_ref(), &statement.text, &mut analyser),
                statement,
            });
        }
        Ok(SearchResults { total: found.matches.len(), hits, facets: found.facets, notes: found.notes })
    }

    /// All matches in order, with their counts.
    pub(super) fn find(&self, request: &SearchRequest) -> Result<Found, IndexError> {
        let node = parse(&request.query)?;
        if node.is_none() && request.filters.is_empty() {
            return Err(asks_nothing(&request.query).into());
        }
        let filtered = filter(&request.filters, &self.columns, &self.fields)?;
        let mut matches =
            self.matches(node.as_ref(), filtered.queries).map_err(|error| self.damaged(&error))?;
        self.order(&mut matches, request.sort);
        Ok(Found { node, facets: count(&matches, &self.columns), matches, notes: filtered.notes })
    }

    fn matches(&self, node: Option<&Node>, filters: Vec<Box<dyn Query>>) -> tantivy::Result<Vec<Match>> {
        // Without statements there is no segment to search.
        if self.statements() == 0 {
            return Ok(Vec::new());
        }
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        if let Some(node) = node {
            clauses.push((Occur::Must, compile(node, &self.searcher, self.fields.text)?));
        }
        clauses.extend(filters.into_iter().map(|query| (Occur::Must, unscored(query))));
        self.searcher.search(&BooleanQuery::new(clauses), &AllMatches)
    }

    /// Ids count statements in source order, which decides between equals.
    fn order(&self, matches: &mut [Match], sort: Sort) {
        match sort {
            Sort::Score => matches.sort_unstable_by_key(|(id, score)| (Reverse(rounded(*score)), *id)),
            Sort::Source => matches.sort_unstable_by_key(|(id, _)| *id),
            Sort::Date => {
                let date = |id| self.columns.date.of(id).next().unwrap_or(usize::MAX);
                matches.sort_by_cached_key(|(id, _)| (date(*id), *id));
            }
        }
    }

    /// The statement as it was stored.
    pub(super) fn statement(&self, id: DocId) -> Result<Statement, IndexError> {
        let entry: TantivyDocument =
            self.searcher.doc(DocAddress::new(0, id)).map_err(|error| self.damaged(&error))?;
        let json =
            entry.get_first(self.fields.statement).and_then(|value| value.as_bytes()).unwrap_or_default();
        serde_json::from_slice(json).map_err(|error| self.damaged(&error))
    }
}

fn asks_nothing(query: &str) -> QueryError {
    let message =
        if query.trim().is_empty() { "the query is empty" } else { "there is no word in the query" };
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

/// The words of `text` that satisfied the query.
fn highlights(node: Option<&Node>, text: &str, analyser: &mut Analyser) -> Vec<Span> {
    let Some(node) = node else {
        return Vec::new();
    };
    let words = TextWords::of(text, analyser);
    let mut places: Vec<usize> = occurrences(node, &words).into_iter().flatten().collect();
    places.sort_unstable();
    places.dedup();
    places.into_iter().filter_map(|place| words.analysis.tokens.get(place)).map(|token| token.span).collect()
}
