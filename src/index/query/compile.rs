//! The tree to a tantivy query. Words and phrases score by BM25; prefixes count 1 each; what only excludes or selects counts nothing.

use tantivy::query::{AllQuery, BooleanQuery, ConstScoreQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::adjacent::Adjacent;
use super::positions::{near_statements, phrase_statements};
use super::{Node, Pattern, Phrase};
use crate::index::collect::{Selected, each_block};
use crate::index::schema::{form_term, stem_term};

/// Makes the query for an index of one segment; depth is bounded by the parser.
pub(in crate::index) fn compile(
    node: &Node,
    searcher: &Searcher,
    text: Field,
) -> tantivy::Result<Box<dyn Query>> {
    Ok(match node {
        Node::Phrase(phrase) => self::phrase(phrase, searcher, text)?,
        Node::Near(left, right, distance) => {
            let close =
                Selected::new(near_statements(left, right, *distance, searcher.segment_reader(0), text)?);
            Box::new(BooleanQuery::new(vec![
                (Occur::Must, self::phrase(left, searcher, text)?),
                (Occur::Must, self::phrase(right, searcher, text)?),
                (Occur::Must, unscored(Box::new(close))),
            ]))
        }
        Node::And(nodes) => Box::new(BooleanQuery::new(all(nodes, searcher, text)?)),
        Node::Or(nodes) => {
            let any: tantivy::Result<Vec<_>> =
                nodes.iter().map(|node| Ok((Occur::Should, compile(node, searcher, text)?))).collect();
            Box::new(BooleanQuery::new(any?))
        }
        Node::Not(_) => Box::new(BooleanQuery::new(all(std::slice::from_ref(node), searcher, text)?)),
    })
}

/// A query that selects but adds nothing to the score.
pub(in crate::index) fn unscored(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

/// The clauses of a conjunction; where all of them exclude, they exclude from everything.
fn all(nodes: &[Node], searcher: &Searcher, text: Field) -> tantivy::Result<Vec<(Occur, Box<dyn Query>)>> {
    let mut clauses = Vec::with_capacity(nodes.len() + 1);
    for node in nodes {
        clauses.push(match node {
            Node::Not(inner) => (Occur::MustNot, statements(inner, searcher, text)?),
            node => (Occur::Must, compile(node, searcher, text)?),
        });
    }
    if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
        clauses.push((Occur::Must, unscored(Box::new(AllQuery))));
    }
    Ok(clauses)
}

/// The statements that match, looked up beforehand: what is excluded needs no score, and tantivy 0.27 runs into an
/// assertion of its own when it seeks in a phrase query that is exhausted.
fn statements(node: &Node, searcher: &Searcher, text: Field) -> tantivy::Result<Box<dyn Query>> {
    let mut statements = Vec::new();
    each_block(&*compile(node, searcher, text)?, searcher, &mut |block| statements.extend_from_slice(block))?;
    Ok(Box::new(Selected::new(statements)))
}

fn phrase(phrase: &Phrase, searcher: &Searcher, text: Field) -> tantivy::Result<Box<dyn Query>> {
    let terms: Option<Vec<Term>> = phrase.words.iter().map(|pattern| term(pattern, text)).collect();
    Ok(match terms.as_deref() {
        Some([term]) => Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs)),
        Some(terms) => Box::new(Adjacent::new(terms.to_vec())),
        None => {
            let found = Selected::new(phrase_statements(phrase, searcher.segment_reader(0), text)?);
            Box::new(ConstScoreQuery::new(Box::new(found), 1.0))
        }
    })
}

/// The index term of a pattern that is one term.
fn term(pattern: &Pattern, text: Field) -> Option<Term> {
    match pattern {
        Pattern::Stem(stem) => Some(stem_term(text, stem)),
        Pattern::Form(form) => Some(form_term(text, form)),
        Pattern::Prefix(_) => None,
    }
}
