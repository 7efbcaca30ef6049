//! Searching the bare index as tantivy's own guide does: the best by BM25, with their stored texts.

use std::path::Path;

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::tokenizer::{TextAnalyzer, TokenStream};
use tantivy::{Searcher, TantivyDocument, Term};

use super::super::IndexError;
use super::{TOKENIZER, analyzer};

/// A bare index open for searching.
pub struct Baseline {
    searcher: Searcher,
    text: Field,
    words: TextAnalyzer,
}

/// What the words of a query must do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// All stand in the statement.
    All,
    /// They follow each other.
    Phrase,
}

impl Baseline {
    /// Opens the index in `folder`.
    ///
    /// # Errors
    /// When it is no such index.
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        let damaged = |error: tantivy::TantivyError| IndexError::Damaged {
            folder: folder.to_path_buf(),
            detail: error.to_string(),
        };
        let index = tantivy::Index::open_in_dir(folder).map_err(damaged)?;
        index.tokenizers().register(TOKENIZER, analyzer());
        let text = index.schema().get_field("text").map_err(damaged)?;
        let searcher = index.reader().map_err(damaged)?.searcher();
        Ok(Self { searcher, text, words: analyzer() })
    }

    /// The texts of the `most` best statements; at least one is asked for.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn search(&mut self, query: &str, how: How, most: usize) -> Result<Vec<String>, IndexError> {
        let found = match self.query(query, how) {
            Some(query) => self.best(query.as_ref(), most),
            None => Ok(Vec::new()),
        };
        found.map_err(|error| IndexError::Damaged { folder: "baseline".into(), detail: error.to_string() })
    }

    fn query(&mut self, query: &str, how: How) -> Option<Box<dyn Query>> {
        let mut terms = Vec::new();
        let mut tokens = self.words.token_stream(query);
        while tokens.advance() {
            terms.push(Term::from_field_text(self.text, &tokens.token().text));
        }
        let term =
            |term: Term| -> Box<dyn Query> { Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) };
        match (terms.len(), how) {
            (0 | 1, _) => terms.pop().map(term),
            (_, How::Phrase) => Some(Box::new(PhraseQuery::new(terms))),
            (_, How::All) => {
                let clauses = terms.into_iter().map(|own| (Occur::Must, term(own))).collect();
                Some(Box::new(BooleanQuery::new(clauses)))
            }
        }
    }

    fn best(&self, query: &dyn Query, most: usize) -> tantivy::Result<Vec<String>> {
        let best = self.searcher.search(query, &TopDocs::with_limit(most.max(1)).order_by_score())?;
        let text = |entry: TantivyDocument| {
            entry.get_first(self.text).and_then(|value| value.as_str()).unwrap_or_default().to_owned()
        };
        best.into_iter().map(|(_, address)| self.searcher.doc(address).map(text)).collect()
    }
}
