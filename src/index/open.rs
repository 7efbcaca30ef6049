//! Opens an index and searches it.

use std::cmp::Reverse;
use std::fs;
use std::path::{Path, PathBuf};

use tantivy::directory::MmapDirectory;
use tantivy::query::{BooleanQuery, Occur, Query};
use tantivy::schema::Value;
use tantivy::{
    DocAddress, DocId, IndexReader, ReloadPolicy, Score, Searcher, SegmentReader, TantivyDocument,
};

use super::collect::{AllMatches, Match};
use super::directory::ReadOnlyDirectory;
use super::facets::count;
use super::filter::{Filtered, filter};
use super::query::{Node, TextWords, compile, occurrences, parse, unscored};
use super::request::{Facets, Hit, SearchRequest, SearchResults, Sort};
use super::schema::{DATE, Fields, schema};
use super::write::{LABEL_FILE, Label, contents_hash};
use super::{INDEX_FORMAT, IndexError, QueryError};
use crate::model::{Span, Statement};
use crate::text::{ANALYSER, Analyser};

/// An index open for searching; any number of threads may share it.
pub struct Index {
    pub(super) folder: PathBuf,
    fields: Fields,
    searcher: Searcher,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Index")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

/// What a request found, before any statement is read.
pub(super) struct Found {
    pub(super) node: Option<Node>,
    /// In the order asked for.
    pub(super) matches: Vec<Match>,
    pub(super) facets: Facets,
    pub(super) notes: Vec<String>,
}

impl Index {
    /// Opens the index in `folder`, after checking its version and that every file is whole.
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        let label = read_label(folder)?;
        let damaged = |detail: String| IndexError::Damaged {
            folder: folder.to_path_buf(),
            detail,
        };
        if contents_hash(folder).map_err(damaged)? != label.contents {
            return Err(damaged("meta.json has changed".to_owned()));
        }
        let (searcher, fields) = open_searcher(folder).map_err(damaged)?;
        if searcher.num_docs() != label.statements || searcher.segment_readers().len() > 1 {
            return Err(damaged(format!("it should hold {} statements", label.statements)));
        }
        Ok(Self {
            folder: folder.to_path_buf(),
            fields,
            searcher,
        })
    }

    /// How many statements it holds.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// The statements that match, counted by field, and one page of them.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchResults, IndexError> {
        let found = self.find(request)?;
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
                highlights: highlights(found.node.as_ref(), &statement.text),
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
            super::filter::check_kinds(&request.filters.kind)?;
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

    fn damaged(&self, error: &dyn std::fmt::Display) -> IndexError {
        IndexError::Damaged {
            folder: self.folder.clone(),
            detail: error.to_string(),
        }
    }
}

fn read_label(folder: &Path) -> Result<Label, IndexError> {
    let damaged = |detail: String| IndexError::Damaged {
        folder: folder.to_path_buf(),
        detail,
    };
    let path = folder.join(LABEL_FILE);
    if !path.exists() {
        let folder = folder.to_path_buf();
        return Err(if folder.join("meta.json").exists() {
            damaged(format!("{LABEL_FILE} is missing"))
        } else {
            IndexError::Missing { folder }
        });
    }
    let json = fs::read(&path).map_err(|error| damaged(format!("{LABEL_FILE}: {error}")))?;
    // The version is read by itself: the rest of the label may differ between versions.
    let value: serde_json::Value =
        serde_json::from_slice(&json).map_err(|error| damaged(format!("{LABEL_FILE}: {error}")))?;
    let format = value.get("format").and_then(serde_json::Value::as_u64);
    if let Some(found) = format
        .and_then(|found| u32::try_from(found).ok())
        .filter(|found| *found != INDEX_FORMAT)
    {
        return Err(IndexError::OtherFormat {
            folder: folder.to_path_buf(),
            found,
        });
    }
    let label: Label =
        serde_json::from_value(value).map_err(|error| damaged(format!("{LABEL_FILE}: {error}")))?;
    if label.analyser != ANALYSER {
        return Err(IndexError::OtherAnalyser {
            folder: folder.to_path_buf(),
            found: label.analyser,
        });
    }
    Ok(label)
}

/// Opens what tantivy wrote. Checksums are compared first, since a damaged file may otherwise be met in the midst of a search.
fn open_searcher(folder: &Path) -> Result<(Searcher, Fields), String> {
    let text = |error: tantivy::TantivyError| error.to_string();
    if !folder.join(".managed.json").is_file() {
        return Err(".managed.json is missing".to_owned());
    }
    let directory = MmapDirectory::open(folder).map_err(|error| error.to_string())?;
    let index = tantivy::Index::open(ReadOnlyDirectory(directory)).map_err(text)?;
    let (schema, fields) = schema();
    if index.schema() != schema {
        return Err("its fields are other ones".to_owned());
    }
    let mut broken: Vec<PathBuf> = index.validate_checksum().map_err(text)?.into_iter().collect();
    broken.sort_unstable();
    if let Some(file) = broken.first() {
        return Err(format!("{} has changed", file.display()));
    }
    let reader: IndexReader = index
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .try_into()
        .map_err(text)?;
    Ok((reader.searcher(), fields))
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
fn highlights(node: Option<&Node>, text: &str) -> Vec<Span> {
    let Some(node) = node else {
        return Vec::new();
    };
    let mut analyser = Analyser::new();
    let words = TextWords::of(text, &mut analyser);
    let mut places: Vec<usize> = occurrences(node, &words).into_iter().flatten().collect();
    places.sort_unstable();
    places.dedup();
    places
        .into_iter()
        .filter_map(|place| words.analysis.tokens.get(place))
        .map(|token| token.span)
        .collect()
}
