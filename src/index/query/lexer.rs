//! Query text to tokens with their columns.

use super::{Pattern, Phrase};
use crate::index::QueryError;
use crate::text::{Analyser, split_words};

/// More than this is no question but an accident.
const MAX_LENGTH: usize = 2_000;
/// Words in one query.
const MAX_WORDS: usize = 200;
/// Words that may stand between the two sides of `NEAR` when no number is given, and at most.
const NEAR_DEFAULT: u32 = 5;
const NEAR_MOST: u32 = 100;

/// A token and its column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) column: usize,
    /// As it was written.
    pub(super) written: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind {
    Open,
    Close,
    And,
    Or,
    Not,
    Near(u32),
    Phrase(Phrase),
}

/// Splits a query into tokens; punctuation that stands alone is passed over.
pub(super) fn tokenise(query: &str) -> Result<Vec<Token>, QueryError> {
    let mut lexer = Lexer {
        query,
        characters: query.chars().collect(),
        at: 0,
        words: 0,
        analyser: Analyser::new(),
        tokens: Vec::new(),
    };
    if lexer.characters.len() > MAX_LENGTH {
        let message =
            format!("the query has {} characters; at most {MAX_LENGTH} are read", lexer.characters.len());
        return Err(lexer.error(MAX_LENGTH, message, "ask a shorter question, or several"));
    }
    while let Some(character) = lexer.peek(0) {
        lexer.token(character)?;
    }
    Ok(lexer.tokens)
}

struct Lexer<'q> {
    query: &'q str,
    characters: Vec<char>,
    at: usize,
    words: usize,
    analyser: Analyser,
    tokens: Vec<Token>,
}

impl Lexer<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.characters.get(self.at + ahead).copied()
    }

    fn error(&self, at: usize, message: impl Into<String>, advice: &str) -> QueryError {
        error(self.query, at + 1, message, advice)
    }

    fn push(&mut self, kind: TokenKind, from: usize) {
        let written = self.characters.get(from..self.at).unwrap_or_default().iter().collect();
        self.tokens.push(Token { kind, column: from + 1, written });
    }

    /// Reads one token; always moves on.
    fn token(&mut self, character: char) -> Result<(), QueryError> {
        let from = self.at;
        match character {
            '(' | ')' => {
                self.at += 1;
                let kind = if character == '(' { TokenKind::Open } else { TokenKind::Close };
                self.push(kind, from);
            }
            _ if is_quote(character) => self.quoted(from, false)?,
            '=' if self.peek(1).is_some_and(is_quote) => {
                self.at += 1;
                self.quoted(from, true)?;
            }
            '-' if self.negates() => {
                self.at += 1;
                self.push(TokenKind::Not, from);
            }
            _ if character.is_whitespace() => self.at += 1,
            _ => self.chunk(from)?,
        }
        Ok(())
    }

    /// Whether the hyphen here stands before a word, phrase or bracket, and not among punctuation.
    fn negates(&self) -> bool {
        let rest = self.characters.get(self.at + 1..).unwrap_or_default();
        let next = rest.iter().copied().take_while(|next| !next.is_whitespace());
        for character in next {
            if character.is_alphanumeric() || character == '(' || is_quote(character) {
                return true;
            }
            if character == ')' {
                return false;
            }
        }
        false
    }

    /// A phrase in quotes, whose opening quote is next.
    fn quoted(&mut self, from: usize, exact: bool) -> Result<(), QueryError> {
        self.at += 1;
        let inner = self.at;
        while !self.peek(0).is_some_and(is_quote) {
            if self.peek(0).is_none() {
                let advice = "put a `\"` where the phrase ends";
                return Err(self.error(from, "the phrase that begins here has no end", advice));
            }
            self.at += 1;
        }
        let end = self.at;
        self.at += 1;
        let mut words = Vec::new();
        let mut start = inner;
        while start < end {
            let stop = (start..end)
                .find(|at| self.characters.get(*at).is_some_and(|next| next.is_whitespace()))
                .unwrap_or(end);
            words.extend(self.patterns(start, stop, exact)?);
            start = stop + 1;
        }
        if words.is_empty() {
            return Err(self.error(
                from,
                "there is no word in this phrase",
                "write a word between the quotes",
            ));
        }
        self.push_phrase(words, from)
    }

    /// Everything up to white space, a bracket or a quote.
    fn chunk(&mut self, from: usize) -> Result<(), QueryError> {
        while self
            .peek(0)
            .is_some_and(|next| !next.is_whitespace() && !matches!(next, '(' | ')') && !is_quote(next))
        {
            self.at += 1;
        }
        let chunk: String = self.characters.get(from..self.at).unwrap_or_default().iter().collect();
        if let Some(kind) = self.operator(&chunk, from)? {
            self.push(kind, from);
            return Ok(());
        }
        let words = self.patterns(from, self.at, false)?;
        if words.is_empty() {
            return Ok(());
        }
        self.push_phrase(words, from)
    }

    fn operator(&self, chunk: &str, from: usize) -> Result<Option<TokenKind>, QueryError> {
        let kind = match chunk {
            "AND" | "EN" => TokenKind::And,
            "OR" | "OF" => TokenKind::Or,
            "NOT" | "NIET" => TokenKind::Not,
            "NEAR" => TokenKind::Near(NEAR_DEFAULT),
            _ => match chunk.strip_prefix("NEAR/") {
                None => return Ok(None),
                Some(number) => TokenKind::Near(self.distance(number, from)?),
            },
        };
        Ok(Some(kind))
    }

    fn distance(&self, number: &str, from: usize) -> Result<u32, QueryError> {
        number.parse().ok().filter(|distance| *distance <= NEAR_MOST).ok_or_else(|| {
            let message = format!("`NEAR/` wants a number of words up to {NEAR_MOST}");
            self.error(from, message, "such as `wachttijd NEAR/5 jeugdzorg`")
        })
    }

    /// What the words between two places must be: none where there are only signs.
    fn patterns(&mut self, from: usize, to: usize, exact: bool) -> Result<Vec<Pattern>, QueryError> {
        let written = self.characters.get(from..to).unwrap_or_default();
        let (written, exact) = match written {
            ['=', rest @ ..] => (rest, true),
            _ => (written, exact),
        };
        let text: String = written.iter().collect();
        let text = text.trim_end_matches([',', '.', ';', ':', '!', '?']);
        let (text, is_prefix) = match text.strip_suffix('*') {
            Some(text) => (text, true),
            None => (text, false),
        };
        if let Some(star) = text.chars().position(|character| character == '*') {
            let at = to - written.len() + star;
            let advice = "such as `wacht*`; it stands for any letters, or none";
            return Err(self.error(at, "`*` can only stand at the end of a word", advice));
        }
        let mut words: Vec<Pattern> = split_words(text)
            .map(|token| self.analyser.intern(token.text))
            .collect::<Vec<_>>()
            .into_iter()
            .map(|id| {
                let word = self.analyser.word(id);
                if exact {
                    Pattern::Form(word.form().to_owned())
                } else {
                    Pattern::Stem(word.stem().to_owned())
                }
            })
            .collect();
        if is_prefix {
            let form = split_words(text).last().map(|token| crate::text::fold(token.text));
            match (words.last_mut(), form) {
                (Some(last), Some(form)) => *last = Pattern::Prefix(form),
                _ => {
                    let advice =
                        "such as `wacht*`; to list everything, filter on a kind or a document instead";
                    return Err(self.error(from, "`*` needs letters before it", advice));
                }
            }
        }
        Ok(words)
    }

    fn push_phrase(&mut self, words: Vec<Pattern>, from: usize) -> Result<(), QueryError> {
        self.words += words.len();
        if self.words > MAX_WORDS {
            let message = format!("the query has more than {MAX_WORDS} words");
            return Err(self.error(from, message, "ask a shorter question, or several"));
        }
        let column = from + 1;
        self.push(TokenKind::Phrase(Phrase { words, column }), from);
        Ok(())
    }
}

/// Straight, curly and low quotes alike: they come from word processors.
fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„' | '«' | '»')
}

/// An error at a column counted from 1.
pub(super) fn error(query: &str, column: usize, message: impl Into<String>, advice: &str) -> QueryError {
    QueryError { message: message.into(), column, query: query.into(), advice: Some(advice.into()) }
}
