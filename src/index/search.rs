//! Searches an open index: query and filters to matches in order, matches to hits.

use std::cmp::Reverse;
use std::sync::PoisonError;

use tantivy::query::{BooleanQuery, Occur, Query};
use tantivy::schema::Value;
use tantivy::{DocId, TantivyDocument};

use super::collect::{Match, ROUNDING, all, best, each_block};
use super::facets::Tally;
use super::filter::filter;
use super::query::{Node, TextWords, compile, occurrences, parse, unscored};
use super::request::{Facets, Hit, SearchRequest, SearchResults, Sort};
use super::{Index, IndexError, QueryError};
use crate::model::{Span, Statement};
use crate::text::Analyser;

/// With more hits than this to sort, all matches are looked at: passing over statements gains nothing any more.
const BEST_AT_MOST: usize = 10_000;

/// An analyser that has met more words than this is not kept.
const VOCABULARY_AT_MOST: usize = 100_000;

/// What a request asks of the index.
pub(super) struct Asked {
    pub(super) node: Option<Node>,
    /// Nothing where the index holds no statement.
    query: Option<Box<dyn Query>>,
    pub(super) notes: Vec<String>,
}

/// What all matches together come to.
pub(super) struct Counted {
    pub(super) total: usize,
    pub(super) facets: Facets,
}

impl Index {
    /// The statements that match, counted by field, and one page of them.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchResults, IndexError> {
        let asked = self.ask(request)?;
        let Counted { total, facets } = self.count(&asked)?;
        Ok(SearchResults { total, hits: self.page(&asked, request)?, facets, notes: asked.notes })
    }

    /// The page that [`Index::search`] gives, alone. Nothing is counted, so that most statements need not be looked at.
    pub fn hits(&self, request: &SearchRequest) -> Result<Vec<Hit>, IndexError> {
        self.page(&self.ask(request)?, request)
    }

    /// Reads the request.
    pub(super) fn ask(&self, request: &SearchRequest) -> Result<Asked, IndexError> {
        let node = parse(&request.query)?;
        if node.is_none() && request.filters.is_empty() {
            return Err(asks_nothing(&request.query).into());
        }
        let filtered = filter(&request.filters, &self.columns, &self.fields)?;
        let query = self.query(node.as_ref(), filtered.queries).map_err(|error| self.damaged(&error))?;
        Ok(Asked { node, query, notes: filtered.notes })
    }

    fn query(
        &self,
        node: Option<&Node>,
        filters: Vec<Box<dyn Query>>,
    ) -> tantivy::Result<Option<Box<dyn Query>>> {
        // Without statements there is no segment to search.
        if self.statements() == 0 {
            return Ok(None);
        }
        let node = node.map(|node| compile(node, &self.parts, self.fields.text)).transpose()?;
        if filters.is_empty() {
            return Ok(node);
        }
        let filters = filters.into_iter().map(unscored);
        let clauses = node.into_iter().chain(filters).map(|query| (Occur::Must, query)).collect();
        Ok(Some(Box::new(BooleanQuery::new(clauses))))
    }

    /// Counts all matches.
    pub(super) fn count(&self, asked: &Asked) -> Result<Counted, IndexError> {
        let mut tally = Tally::new(&self.columns);
        if let Some(query) = asked.query.as_deref() {
            each_block(query, &self.parts, &mut |part, statements| tally.add(part, statements))
                .map_err(|error| self.damaged(&error))?;
        }
        Ok(Counted { total: tally.statements(), facets: tally.facets() })
    }

    /// The hits that are shown.
    fn page(&self, asked: &Asked, request: &SearchRequest) -> Result<Vec<Hit>, IndexError> {
        let end = request.offset.saturating_add(request.limit);
        let matches = self.matches(asked, request.sort, end)?;
        let page = matches.iter().enumerate().skip(request.offset).take(request.limit);
        self.with_analyser(|analyser| {
            page.map(|(place, (id, score))| {
                let statement = self.statement(*id)?;
                Ok(Hit {
                    rank: place + 1,
                    score: *score as f64 / ROUNDING,
                    highlights: highlights(asked.node.as_ref(), &statement.text, analyser),
                    statement,
                })
            })
            .collect()
        })
    }

    /// At least the first `most` matches in the order asked for.
    pub(super) fn matches(&self, asked: &Asked, sort: Sort, most: usize) -> Result<Vec<Match>, IndexError> {
        let Some(query) = asked.query.as_deref() else {
            return Ok(Vec::new());
        };
        let few = sort == Sort::Score && most <= BEST_AT_MOST;
        let matches = if few { best(query, &self.parts, most) } else { all(query, &self.parts) };
        let mut matches = matches.map_err(|error| self.damaged(&error))?;
        self.order(&mut matches, sort);
        Ok(matches)
    }

    /// Ids count statements in source order, which decides between equals.
    fn order(&self, matches: &mut [Match], sort: Sort) {
        match sort {
            Sort::Score => matches.sort_unstable_by_key(|(id, score)| (Reverse(*score), *id)),
            Sort::Source => matches.sort_unstable_by_key(|(id, _)| *id),
            Sort::Date => {
                let date = |id| self.columns.date.of(id).unwrap_or(usize::MAX);
                matches.sort_by_cached_key(|(id, _)| (date(*id), *id));
            }
        }
    }

    /// Lends an analyser that has met the words of former searches.
    pub(super) fn with_analyser<T>(&self, work: impl FnOnce(&mut Analyser) -> T) -> T {
        let idle = || self.analysers.lock().unwrap_or_else(PoisonError::into_inner);
        let mut analyser = idle().pop().unwrap_or_default();
        let done = work(&mut analyser);
        if analyser.vocabulary_len() <= VOCABULARY_AT_MOST {
            idle().push(analyser);
        }
        done
    }

    /// The statement as it was stored.
    pub(super) fn statement(&self, id: DocId) -> Result<Statement, IndexError> {
        let Some(address) = self.parts.address(id) else {
            return Err(self.damaged(&format!("there is no statement {id}")));
        };
        let entry: TantivyDocument =
            self.parts.searcher.doc(address).map_err(|error| self.damaged(&error))?;
        let json =
            entry.get_first(self.fields.statement).and_then(|value| value.as_str()).unwrap_or_default();
        serde_json::from_str(json).map_err(|error| self.damaged(&error))
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
