//! The tree to a tantivy query. Words and phrases score by BM25; prefixes count 1 each; what only excludes or selects counts nothing.

use tantivy::query::{AllQuery, BooleanQuery, ConstScoreQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{SegmentReader, Term};

use super::adjacent::Adjacent;
use super::positions::{near_statements, phrase_statements};
use super::{Node, Pattern, Phrase};
use crate::index::collect::Selected;
use crate::index::parts::Parts;
use crate::index::schema::{form_term, stem_term};

/// Makes the query for the parts of an index; depth is bounded by the parser.
pub(in crate::index) fn compile(node: &Node, parts: &Parts, text: Field) -> tantivy::Result<Box<dyn Query>> {
    Ok(match node {
        Node::Phrase(phrase) => self::phrase(phrase, parts, text)?,
        Node::Near(left, right, distance) => {
            let near = |part: &SegmentReader| near_statements(left, right, *distance, part, text);
            let close = Selected::find(parts, near)?;
            Box::new(BooleanQuery::new(vec![
                (Occur::Must, self::phrase(left, parts, text)?),
                (Occur::Must, self::phrase(right, parts, text)?),
                (Occur::Must, unscored(Box::new(close))),
            ]))
        }
        Node::And(nodes) => Box::new(BooleanQuery::new(all(nodes, parts, text)?)),
        Node::Or(nodes) => {
            let any: tantivy::Result<Vec<_>> =
                nodes.iter().map(|node| Ok((Occur::Should, compile(node, parts, text)?))).collect();
            Box::new(BooleanQuery::new(any?))
        }
        Node::Not(_) => Box::new(BooleanQuery::new(all(std::slice::from_ref(node), parts, text)?)),
    })
}

/// A query that selects but adds nothing to the score.
pub(in crate::index) fn unscored(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

/// The clauses of a conjunction; where all of them exclude, they exclude from everything.
fn all(nodes: &[Node], parts: &Parts, text: Field) -> tantivy::Result<Vec<(Occur, Box<dyn Query>)>> {
    let mut clauses = Vec::with_capacity(nodes.len() + 1);
    for node in nodes {
        clauses.push(match node {
            Node::Not(inner) => (Occur::MustNot, statements(inner, parts, text)?),
            node => (Occur::Must, compile(node, parts, text)?),
        });
    }
    if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
        clauses.push((Occur::Must, unscored(Box::new(AllQuery))));
    }
    Ok(clauses)
}

/// The statements that match, looked up beforehand: what is excluded needs no score, and tantivy 0.27 runs into an
/// assertion of its own when it seeks in a phrase query that is exhausted.
fn statements(node: &Node, parts: &Parts, text: Field) -> tantivy::Result<Box<dyn Query>> {
    Ok(Box::new(Selected::matching(&*compile(node, parts, text)?, parts)?))
}

fn phrase(phrase: &Phrase, parts: &Parts, text: Field) -> tantivy::Result<Box<dyn Query>> {
    let terms: Option<Vec<Term>> = phrase.words.iter().map(|pattern| term(pattern, text)).collect();
    Ok(match terms.as_deref() {
        Some([term]) => Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs)),
        Some(terms) => Box::new(Adjacent::new(terms.to_vec())),
        None => {
            let found = Selected::find(parts, |part| phrase_statements(phrase, part, text))?;
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
