//! What is asked of an index and what it answers: plain data.

use serde::Serialize;

use crate::model::{Span, Statement};

/// One search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchRequest {
    /// The query; may be empty when a filter is set.
    pub query: String,
    /// What the statements must also be.
    pub filters: Filters,
    /// Order of the hits.
    pub sort: Sort,
    /// At most so many hits.
    pub limit: usize,
    /// After passing over so many.
    pub offset: usize,
}

impl Default for SearchRequest {
    fn default() -> Self {
        Self {
            query: String::new(),
            filters: Filters::default(),
            sort: Sort::default(),
            limit: 20,
            offset: 0,
        }
    }
}

/// Filters: the values of one field are alternatives, the fields must all hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Theme codes; `overig` stands for statements without a theme.
    pub theme: Vec<String>,
    /// Kind codes.
    pub kind: Vec<String>,
    /// Section numbers (`2.17`, or `2` with all below it) or titles.
    pub section: Vec<String>,
    /// Paths of documents, ends of paths (`p27.txt`) or folders.
    pub document: Vec<String>,
}

impl Filters {
    /// Whether nothing is filtered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [&self.theme, &self.kind, &self.section, &self.document].iter().all(|values| values.is_empty())
    }
}

/// Order of hits; equals always stand in source order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first.
    #[default]
    Score,
    /// As in the sources.
    Source,
    /// Oldest first, undated last.
    Date,
}

/// The answer to a search.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchResults {
    /// All statements that match, on this page or not.
    pub total: usize,
    /// This page.
    pub hits: Vec<Hit>,
    /// Counts over all statements that match.
    pub facets: Facets,
    /// Why there may be fewer hits than expected, such as a theme that no statement has.
    pub notes: Vec<String>,
}

/// One statement found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Place in the whole result, from 1.
    pub rank: usize,
    /// How well it fits (BM25), rounded to 4 places; 0 without a query.
    pub score: f64,
    /// The words that satisfied the query, in order and apart.
    pub highlights: Vec<Span>,
    /// The statement as the run wrote it.
    pub statement: Statement,
}

/// Statements per value of each field, most first, over all hits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Facets {
    /// Per theme, `overig` included; a statement counts for each of its themes.
    pub theme: Vec<FacetCount>,
    /// Per kind.
    pub kind: Vec<FacetCount>,
    /// Per section.
    pub section: Vec<SectionFacet>,
    /// Per document.
    pub document: Vec<FacetCount>,
}

/// Statements with one value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetCount {
    /// The value, as a filter takes it.
    pub value: String,
    /// Statements with it.
    pub count: u64,
}

/// Statements under one heading; both null for those under none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionFacet {
    /// Heading number.
    pub number: Option<String>,
    /// Heading.
    pub title: Option<String>,
    /// Statements under it.
    pub count: u64,
}

/// Occurrences in their context.
#[derive(Debug, Clone, PartialEq)]
pub struct Concordance {
    /// All statements that match.
    pub statements: usize,
    /// All occurrences in them; unknown where there are too many statements to read for a count.
    pub total: Option<usize>,
    /// This page: `limit` and `offset` count lines.
    pub lines: Vec<KwicLine>,
    /// Counts over all statements that match.
    pub facets: Facets,
    /// Why there may be fewer lines than expected.
    pub notes: Vec<String>,
}

/// One occurrence of the query's words with what stands around it, verbatim.
#[derive(Debug, Clone, PartialEq)]
pub struct KwicLine {
    /// The words before.
    pub left: String,
    /// The words that satisfied the query; a phrase is one occurrence.
    pub keyword: String,
    /// The words after.
    pub right: String,
    /// Where the keyword stands in the statement's text.
    pub span: Span,
    /// The statement it stands in.
    pub statement: Statement,
}
