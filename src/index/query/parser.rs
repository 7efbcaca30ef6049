//! Tokens to a tree, by recursive descent of bounded depth.

use super::Node;
use super::lexer::{Token, TokenKind, error, tokenise};
use crate::index::QueryError;

/// Brackets and `NOT`s within each other.
const MAX_DEPTH: usize = 50;

/// Reads a query; nothing when it holds no word.
pub(in crate::index) fn parse(query: &str) -> Result<Option<Node>, QueryError> {
    let tokens = tokenise(query)?;
    if tokens.is_empty() {
        return Ok(None);
    }
    let mut parser = Parser { query, tokens, at: 0, depth: 0 };
    let node = parser.alternatives()?;
    match parser.peek() {
        None => Ok(Some(node)),
        // Only a closing bracket ends a group early.
        Some(token) => Err(error(
            query,
            token.column,
            "this bracket closes nothing",
            "leave it out, or put a `(` where the group begins",
        )),
    }
}

struct Parser<'q> {
    query: &'q str,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn next_is(&self, kind: &TokenKind) -> bool {
        self.peek().is_some_and(|token| token.kind == *kind)
    }

    fn alternatives(&mut self) -> Result<Node, QueryError> {
        let mut nodes = vec![self.all()?];
        while self.next_is(&TokenKind::Or) {
            self.at += 1;
            nodes.push(self.all()?);
        }
        Ok(single_or(nodes, Node::Or))
    }

    fn all(&mut self) -> Result<Node, QueryError> {
        let mut nodes = vec![self.negated()?];
        loop {
            if self.next_is(&TokenKind::And) {
                self.at += 1;
            } else if self.peek().is_none() || self.next_is(&TokenKind::Or) || self.next_is(&TokenKind::Close)
            {
                return Ok(single_or(nodes, Node::And));
            }
            nodes.push(self.negated()?);
        }
    }

    fn negated(&mut self) -> Result<Node, QueryError> {
        if !self.next_is(&TokenKind::Not) {
            return self.near();
        }
        self.at += 1;
        self.descend()?;
        let node = Node::Not(Box::new(self.negated()?));
        self.depth -= 1;
        Ok(node)
    }

    fn near(&mut self) -> Result<Node, QueryError> {
        let left = self.group()?;
        let Some(&Token { kind: TokenKind::Near(distance), column, .. }) = self.peek() else {
            return Ok(left);
        };
        self.at += 1;
        let right = self.group()?;
        if let Some(&Token { kind: TokenKind::Near(_), column, .. }) = self.peek() {
            let advice = "write `(a NEAR b) (b NEAR c)`";
            return Err(error(self.query, column, "`NEAR` can't be chained", advice));
        }
        match (left, right) {
            (Node::Phrase(left), Node::Phrase(right)) => Ok(Node::Near(left, right, distance)),
            _ => Err(error(
                self.query,
                column,
                "`NEAR` wants a word or a phrase on either side",
                "write a group out: `(a NEAR c) OR (b NEAR c)`",
            )),
        }
    }

    fn group(&mut self) -> Result<Node, QueryError> {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).cloned();
        let Some(token) = self.tokens.get(self.at).cloned() else {
            return Err(self.wants_word(before.as_ref(), self.query.chars().count() + 1));
        };
        match token.kind {
            TokenKind::Phrase(phrase) => {
                self.at += 1;
                Ok(Node::Phrase(phrase))
            }
            TokenKind::Open => {
                self.at += 1;
                self.descend()?;
                let node = self.alternatives()?;
                if !self.next_is(&TokenKind::Close) {
                    let advice = "put a `)` where the group ends";
                    return Err(error(self.query, token.column, "this bracket is not closed", advice));
                }
                self.at += 1;
                self.depth -= 1;
                Ok(node)
            }
            _ => Err(self.wants_word(before.as_ref(), token.column)),
        }
    }

    /// What to say where a word was expected: the operator before it wants one, or else the one that stands here.
    fn wants_word(&self, before: Option<&Token>, column: usize) -> QueryError {
        let advice = "to search for the word itself, write it in lower case or in quotes";
        match before.filter(|token| !matches!(token.kind, TokenKind::Phrase(_) | TokenKind::Close)) {
            Some(token) if token.kind == TokenKind::Open => {
                let advice = "write a word between the brackets, or leave them out";
                error(self.query, column, "the bracket is followed by no word", advice)
            }
            Some(token) => {
                let message = format!("`{}` is followed by no word", token.written);
                error(self.query, token.column, message, advice)
            }
            None => match self.tokens.get(self.at) {
                Some(token) if token.kind == TokenKind::Close => error(
                    self.query,
                    token.column,
                    "this bracket closes nothing",
                    "leave it out, or put a `(` where the group begins",
                ),
                Some(token) => {
                    let message = format!("there is no word before `{}`", token.written);
                    error(self.query, token.column, message, advice)
                }
                None => error(self.query, column, "a word is missing here", advice),
            },
        }
    }

    fn descend(&mut self) -> Result<(), QueryError> {
        self.depth += 1;
        if self.depth <= MAX_DEPTH {
            return Ok(());
        }
        let column =
            self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(1, |token| token.column);
        let message = format!("brackets and NOTs stand more than {MAX_DEPTH} deep");
        Err(error(self.query, column, message, "take the query apart"))
    }
}

fn single_or(mut nodes: Vec<Node>, many: fn(Vec<Node>) -> Node) -> Node {
    match nodes.len() {
        1 => nodes.remove(0),
        _ => many(nodes),
    }
}
