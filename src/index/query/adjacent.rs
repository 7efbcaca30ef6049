//! Words next to each other, as a query that finds the best statements first: it reads positions only where a statement's score could
//! still put it among the best. A phrase stands in a statement at most as often as the rarest of its words does, so that frequency,
//! length and, for a whole block of a word's statements, the index's own maximum bound the score from above (as in block-max WAND: Ding
//! and Suel, Faster top-k document retrieval using block-max indexes, SIGIR 2011).

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{BlockSegmentPostings, Postings, SegmentPostings};
use tantivy::query::{Bm25Weight, EnableScoring, Explanation, PhraseQuery, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, Term};

/// Matches where the terms of one field follow each other.
#[derive(Debug, Clone)]
pub(super) struct Adjacent {
    terms: Vec<Term>,
}

impl Adjacent {
    /// Of two terms or more.
    pub(super) fn new(terms: Vec<Term>) -> Self {
        Self { terms }
    }
}

impl Query for Adjacent {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let whole = PhraseQuery::new(self.terms.clone()).weight(scoring)?;
        let EnableScoring::Enabled { statistics_provider, .. } = scoring else {
            return Ok(whole);
        };
        let bm25 = Bm25Weight::for_terms(statistics_provider, &self.terms)?;
        Ok(Box::new(AdjacentWeight { terms: self.terms.clone(), bm25, whole }))
    }
}

struct AdjacentWeight {
    terms: Vec<Term>,
    bm25: Bm25Weight,
    /// Finds all matches.
    whole: Box<dyn Weight>,
}

impl Weight for AdjacentWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        self.whole.scorer(segment, boost)
    }

    fn explain(&self, segment: &SegmentReader, statement: DocId) -> tantivy::Result<Explanation> {
        self.whole.explain(segment, statement)
    }

    fn for_each_pruning(
        &self,
        threshold: Score,
        segment: &SegmentReader,
        callback: &mut dyn FnMut(DocId, Score) -> Score,
    ) -> tantivy::Result<()> {
        if let Some(mut lists) = Lists::read(&self.terms, segment)? {
            lists.prune(&self.bm25, threshold, callback);
        }
        Ok(())
    }
}

/// Where the words of the phrase stand.
struct Lists {
    /// The statements of the rarest word, block by block.
    rarest: BlockSegmentPostings,
    /// All words, rarest first, each with its place in the phrase.
    words: Vec<(u32, SegmentPostings)>,
    norms: FieldNormReader,
    /// Where the phrase may begin, and where the word at hand stands.
    begins: Vec<u32>,
    stands: Vec<u32>,
}

impl Lists {
    /// Nothing where a word is nowhere.
    fn read(terms: &[Term], segment: &SegmentReader) -> tantivy::Result<Option<Self>> {
        let Some(field) = terms.first().map(Term::field) else {
            return Ok(None);
        };
        let index = segment.inverted_index(field)?;
        let mut words = Vec::with_capacity(terms.len());
        let mut rarest = None;
        for (place, term) in (0..).zip(terms) {
            let Some(info) = index.get_term_info(term)? else {
                return Ok(None);
            };
            if rarest.as_ref().is_none_or(|(count, _)| info.doc_freq < *count) {
                rarest = Some((info.doc_freq, info.clone()));
            }
            let option = IndexRecordOption::WithFreqsAndPositions;
            words.push((info.doc_freq, place, index.read_postings_from_terminfo(&info, option)?));
        }
        let Some((_, rarest)) = rarest else {
            return Ok(None);
        };
        words.sort_by_key(|(count, place, _)| (*count, *place));
        Ok(Some(Self {
            rarest: index.read_block_postings_from_terminfo(&rarest, IndexRecordOption::WithFreqs)?,
            words: words.into_iter().map(|(_, place, postings)| (place, postings)).collect(),
            norms: segment.get_fieldnorms_reader(field)?,
            begins: Vec::new(),
            stands: Vec::new(),
        }))
    }

    /// Tells the callback of statements that score above the threshold, which it raises.
    fn prune(
        &mut self,
        bm25: &Bm25Weight,
        mut threshold: Score,
        callback: &mut dyn FnMut(DocId, Score) -> Score,
    ) {
        while self.rarest.block_len() > 0 {
            let block = if self.rarest.block_max_score(&self.norms, bm25) > threshold {
                0..self.rarest.block_len()
            } else {
                0..0
            };
            for at in block {
                let (statement, often) = (self.rarest.doc(at), self.rarest.freq(at));
                let norm = self.norms.fieldnorm_id(statement);
                if bm25.score(norm, often) <= threshold {
                    continue;
                }
                let Some(often) = self.least_often(statement) else { continue };
                if bm25.score(norm, often) <= threshold {
                    continue;
                }
                let times = self.times();
                let score = bm25.score(norm, times);
                if times > 0 && score > threshold {
                    threshold = callback(statement, score);
                }
            }
            self.rarest.advance();
        }
    }

    /// How often the word that the statement has least often stands there; nothing where it lacks one.
    fn least_often(&mut self, statement: DocId) -> Option<u32> {
        let mut least = u32::MAX;
        for (_, word) in &mut self.words {
            if word.doc() < statement {
                word.seek(statement);
            }
            if word.doc() != statement {
                return None;
            }
            least = least.min(word.term_freq());
        }
        Some(least)
    }

    /// How often the phrase stands in the statement that all words are at.
    fn times(&mut self) -> u32 {
        self.begins.clear();
        for (number, (place, word)) in self.words.iter_mut().enumerate() {
            self.stands.clear();
            word.append_positions_with_offset(0, &mut self.stands);
            let begins = self.stands.iter().filter_map(|stands| stands.checked_sub(*place));
            if number == 0 {
                self.begins.extend(begins);
            } else {
                keep_common(&mut self.begins, begins);
            }
            if self.begins.is_empty() {
                return 0;
            }
        }
        self.begins.len() as u32
    }
}

/// Keeps those of a sorted list that a sorted sequence holds too.
fn keep_common(kept: &mut Vec<u32>, others: impl Iterator<Item = u32>) {
    let mut others = others.peekable();
    kept.retain(|own| {
        while others.next_if(|other| other < own).is_some() {}
        others.peek() == Some(own)
    });
}
