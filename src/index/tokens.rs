//! Takes apart the lines that `schema` makes of a text: form, stem and parts of each word, all at its position.

use std::str::SplitTerminator;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::schema::FORM_MARK;

/// Its name in the schema.
pub(super) const TOKENIZER: &str = "bloemlezer-words";

/// One token per line; each marked form begins a position. No word holds a line end.
#[derive(Debug, Clone)]
pub(super) struct WordLines;

impl Tokenizer for WordLines {
    type TokenStream<'a> = WordLineStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordLineStream<'a> {
        WordLineStream { lines: text.split_terminator('\n'), words: 0, token: Token::default() }
    }
}

/// The tokens of one text.
pub(super) struct WordLineStream<'a> {
    lines: SplitTerminator<'a, char>,
    /// How many words were begun.
    words: usize,
    token: Token,
}

impl TokenStream for WordLineStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(line) = self.lines.next() else {
            return false;
        };
        self.words += usize::from(line.starts_with(FORM_MARK));
        self.token.position = self.words.saturating_sub(1);
        self.token.text.clear();
        self.token.text.push_str(line);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
