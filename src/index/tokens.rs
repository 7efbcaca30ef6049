//! Takes apart the lines that `schema` makes of a text: stem and form of each word, both at its position.

use std::str::SplitTerminator;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Its name in the schema.
pub(super) const TOKENIZER: &str = "bloemlezer-words";

/// One token per line, two lines per position; no word holds a line end.
#[derive(Debug, Clone)]
pub(super) struct WordLines;

impl Tokenizer for WordLines {
    type TokenStream<'a> = WordLineStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordLineStream<'a> {
        WordLineStream { lines: text.split_terminator('\n').enumerate(), token: Token::default() }
    }
}

/// The tokens of one text.
pub(super) struct WordLineStream<'a> {
    lines: std::iter::Enumerate<SplitTerminator<'a, char>>,
    token: Token,
}

impl TokenStream for WordLineStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((number, line)) = self.lines.next() else {
            return false;
        };
        self.token.position = number / 2;
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
