//! Queries: text in, a tree of conditions out, which is then asked of the index and of single texts alike.

mod adjacent;
mod compile;
mod lexer;
mod matching;
mod parser;
mod positions;

pub(super) use compile::{compile, unscored};
pub(super) use matching::{Occurrence, TextWords, occurrences};
pub(super) use parser::parse;

/// What a statement must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// These words next to each other; one word or more.
    Phrase(Phrase),
    /// Two phrases not far from each other.
    Near(Phrase, Phrase, u32),
    /// All of these; two or more.
    And(Vec<Node>),
    /// Any of these; two or more.
    Or(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
}

impl Node {
    /// Whether some word outside any `NOT` can satisfy it; depth is bounded by the parser.
    pub(super) fn asks_for_words(&self) -> bool {
        match self {
            Self::Phrase(_) | Self::Near(..) => true,
            Self::And(nodes) | Self::Or(nodes) => nodes.iter().any(Self::asks_for_words),
            Self::Not(_) => false,
        }
    }
}

/// Words that stand next to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// At least one.
    pub(super) words: Vec<Pattern>,
    /// Where it stands in the query, in code points from 1.
    pub(super) column: usize,
}

/// What a word must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Pattern {
    /// Any inflection.
    Stem(String),
    /// This form.
    Form(String),
    /// A form that begins so.
    Prefix(String),
}
