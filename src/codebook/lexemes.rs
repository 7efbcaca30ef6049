//! A pattern's text → its words and signs, with their offsets.

use super::syntax::{Link, SentenceEnd, SyntaxError, Within};

/// The words of a pattern without wildcards, in lower case, with their byte offsets; none where it can't be read.
pub(super) fn plain_words(text: &str) -> Vec<(usize, String)> {
    let mut words = Vec::new();
    for placed in lex(text).unwrap_or_default() {
        if let Lexeme::Word(written) = placed.lexeme {
            let parts = written.trim_start_matches(['=', '+']).split('-');
            let plain = parts.filter(|part| !part.contains('*') && !part.is_empty());
            words.extend(plain.map(|part| (placed.offset, part.to_lowercase().replace('’', "'"))));
        }
    }
    words
}

/// A sign or word of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lexeme {
    Word(String),
    Set(String),
    Link(Link),
    And,
    Not,
    Open,
    Close,
    OpenOptional,
    CloseOptional,
    Or,
    Start,
    End(SentenceEnd),
}

/// A lexeme with its byte offset, as written.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) lexeme: Lexeme,
    pub(super) offset: usize,
    pub(super) written: String,
}

/// Splits a pattern into lexemes.
pub(super) fn lex(text: &str) -> Result<Vec<Placed>, SyntaxError> {
    let mut lexemes = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let offset = text.len() - rest.len();
        let Some(first) = rest.chars().next() else {
            return Ok(lexemes);
        };
        let written: String = match first {
            '(' | ')' | '[' | ']' | '|' | '^' | '$' | '?' => first.to_string(),
            '{' => braced(rest, offset)?,
            '>' | '~' => leading(rest, |character| character == first || character.is_ascii_digit()),
            _ => leading(rest, |character| character.is_alphanumeric() || "*=+'’-".contains(character)),
        };
        let lexeme = lexeme(&written, first, offset)?;
        rest = rest.get(written.len()..).unwrap_or_default();
        lexemes.push(Placed { lexeme, offset, written });
    }
}

fn leading(text: &str, belongs: impl Fn(char) -> bool) -> String {
    text.chars().take_while(|character| belongs(*character)).collect()
}

fn braced(rest: &str, offset: usize) -> Result<String, SyntaxError> {
    match rest.find('}') {
        Some(end) => Ok(rest.get(..=end).unwrap_or_default().to_owned()),
        None => Err(SyntaxError::new(
            offset,
            "`{` is never closed",
            Some("write the name of a word set between braces: {te_weinig}"),
        )),
    }
}

fn lexeme(written: &str, first: char, offset: usize) -> Result<Lexeme, SyntaxError> {
    Ok(match first {
        '(' => Lexeme::Open,
        ')' => Lexeme::Close,
        '[' => Lexeme::OpenOptional,
        ']' => Lexeme::CloseOptional,
        '|' => Lexeme::Or,
        '^' => Lexeme::Start,
        '$' => Lexeme::End(SentenceEnd::Any),
        '?' => Lexeme::End(SentenceEnd::Question),
        '{' => Lexeme::Set(written.trim_matches(['{', '}', ' ']).to_owned()),
        '>' | '~' => Lexeme::Link(link(written, first, offset)?),
        _ => match written {
            "AND" => Lexeme::And,
            "NOT" => Lexeme::Not,
            "" => {
                return Err(SyntaxError::new(
                    offset,
                    format!("`{first}` has no meaning in a pattern"),
                    Some("patterns hold words, (a | b), [optional], {set}, >3, ~3, AND, NOT, ^, $ and ?"),
                ));
            }
            "OR" => {
                return Err(SyntaxError::new(
                    offset,
                    "`OR` has no meaning in a pattern",
                    Some("write alternatives as (a | b)"),
                ));
            }
            word => Lexeme::Word(word.to_owned()),
        },
    })
}

fn link(written: &str, sign: char, offset: usize) -> Result<Link, SyntaxError> {
    let number = written.trim_start_matches(sign);
    let signs = written.len() - number.len();
    let reach = number.parse().ok().filter(|reach| *reach <= MAX_REACH);
    match (signs, reach) {
        (1 | 2, Some(reach)) => Ok(Link {
            reach,
            ordered: sign == '>',
            within: if signs == 1 { Within::Clause } else { Within::Sentence },
        }),
        _ => Err(SyntaxError::new(
            offset,
            format!("`{written}` is no distance"),
            Some(
                "write >3 (after, within three words), ~3 (either side); >>3 and ~~3 also cross commas; at most 99",
            ),
        )),
    }
}

/// The longest distance between two phrases of a pattern.
const MAX_REACH: u32 = 99;
