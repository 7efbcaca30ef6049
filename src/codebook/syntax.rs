//! The pattern language: text → syntax tree. `docs/taxonomy.md` has the grammar.

use super::lexemes::{Lexeme, Placed, lex};
use crate::text::{fold, split_words};

/// A whole pattern: one sequence and what else the statement must or must not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    pub(super) first: Sequence,
    pub(super) conditions: Vec<(Condition, Sequence)>,
}

/// Whether another sequence must be found in the statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Condition {
    And,
    Not,
}

/// Phrases with the distances between them, from left to right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sequence {
    pub(super) first: Phrase,
    pub(super) rest: Vec<(Link, Phrase)>,
}

impl Sequence {
    /// The words it stands for, where it is but one word or a set of single words; `set` gives those of a named set.
    pub(super) fn single_words(
        &self,
        set: &mut dyn FnMut(&str) -> Option<Vec<WordTest>>,
    ) -> Option<Vec<WordTest>> {
        let Phrase { at_start: false, items, at_end: None } = &self.first else {
            return None;
        };
        let ([Item { test, optional: false }], []) = (items.as_slice(), self.rest.as_slice()) else {
            return None;
        };
        match test {
            Test::Word(test) => Some(vec![test.clone()]),
            Test::Set { name, .. } => set(name),
            Test::Choice(sequences) => all_single(sequences, set),
            Test::Any => None,
        }
    }

    /// Calls `see` with every test that is no choice, in order; those within choices too.
    pub(super) fn each_test<'s>(&'s self, see: &mut dyn FnMut(&'s Test)) {
        let phrases = std::iter::once(&self.first).chain(self.rest.iter().map(|(_, phrase)| phrase));
        for item in phrases.flat_map(|phrase| &phrase.items) {
            match &item.test {
                Test::Choice(inner) => inner.iter().for_each(|sequence| sequence.each_test(see)),
                test => see(test),
            }
        }
    }
}

/// The words that sequences stand for, where each is but one word or a set of single words.
pub(super) fn all_single(
    sequences: &[Sequence],
    set: &mut dyn FnMut(&str) -> Option<Vec<WordTest>>,
) -> Option<Vec<WordTest>> {
    let words: Option<Vec<_>> = sequences.iter().map(|sequence| sequence.single_words(set)).collect();
    Some(words?.concat())
}

/// How far the next phrase may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    /// At most so many other words between.
    pub(super) reach: u32,
    /// Whether it must come after.
    pub(super) ordered: bool,
    /// What may not stand between.
    pub(super) within: Within,
}

/// What a distance may not cross.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// No comma, bracket or colon either.
    Clause,
    /// No end of a sentence.
    Sentence,
}

/// Adjacent items of one clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) at_start: bool,
    pub(super) items: Vec<Item>,
    pub(super) at_end: Option<SentenceEnd>,
}

/// The end a phrase must stand at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SentenceEnd {
    Any,
    Question,
}

/// One place in a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) test: Test,
    pub(super) optional: bool,
}

/// What may stand in that place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Test {
    Word(WordTest),
    Any,
    Set { name: String, offset: usize },
    Choice(Vec<Sequence>),
}

/// A test on one word.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum WordTest {
    /// A word whose inflections match too.
    Stem(String),
    /// A word with its inflections, and compounds that have it as a part.
    Part(String),
    /// This form alone.
    Exact(String),
    /// Literal parts with anything between; an empty part at an end leaves that end open.
    Parts(Vec<String>),
}

/// What is wrong in a pattern, at a byte offset within it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SyntaxError {
    pub(super) offset: usize,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

impl SyntaxError {
    pub(super) fn new(offset: usize, message: impl Into<String>, hint: Option<&str>) -> Self {
        Self { offset, message: message.into(), hint: hint.map(str::to_owned) }
    }
}

/// Parses a pattern.
pub(super) fn parse(text: &str) -> Result<Pattern, SyntaxError> {
    let mut parser = Parser { lexemes: lex(text)?, next: 0, end: text.len() };
    let pattern = parser.pattern()?;
    match parser.peek() {
        None => Ok(pattern),
        Some(lexeme) => Err(unexpected(lexeme)),
    }
}

struct Parser {
    lexemes: Vec<Placed>,
    next: usize,
    end: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Placed> {
        self.lexemes.get(self.next)
    }

    fn take_if(&mut self, wanted: &Lexeme) -> bool {
        let found = self.peek().is_some_and(|placed| placed.lexeme == *wanted);
        self.next += usize::from(found);
        found
    }

    fn offset(&self) -> usize {
        self.peek().map_or(self.end, |placed| placed.offset)
    }

    fn pattern(&mut self) -> Result<Pattern, SyntaxError> {
        let first = self.sequence()?;
        let mut conditions = Vec::new();
        loop {
            let condition = if self.take_if(&Lexeme::And) {
                Condition::And
            } else if self.take_if(&Lexeme::Not) {
                Condition::Not
            } else {
                return Ok(Pattern { first, conditions });
            };
            conditions.push((condition, self.sequence()?));
        }
    }

    fn sequence(&mut self) -> Result<Sequence, SyntaxError> {
        let first = self.phrase()?;
        let mut rest = Vec::new();
        while let Some(Placed { lexeme: Lexeme::Link(link), .. }) = self.peek() {
            let link = *link;
            self.next += 1;
            rest.push((link, self.phrase()?));
        }
        Ok(Sequence { first, rest })
    }

    fn phrase(&mut self) -> Result<Phrase, SyntaxError> {
        let offset = self.offset();
        let at_start = self.take_if(&Lexeme::Start);
        let mut items = Vec::new();
        while self.item(&mut items)? {}
        let at_end = self.sentence_end();
        if items.iter().all(|item: &Item| item.optional) {
            let hint = "a phrase needs at least one word that is not [optional]";
            return Err(match self.peek() {
                Some(placed) if items.is_empty() && !closes(&placed.lexeme) => unexpected(placed),
                _ => SyntaxError::new(offset, "a word is missing here", Some(hint)),
            });
        }
        Ok(Phrase { at_start, items, at_end })
    }

    fn sentence_end(&mut self) -> Option<SentenceEnd> {
        [SentenceEnd::Any, SentenceEnd::Question].into_iter().find(|end| self.take_if(&Lexeme::End(*end)))
    }

    /// Reads one item, if one follows.
    fn item(&mut self, items: &mut Vec<Item>) -> Result<bool, SyntaxError> {
        let Some(placed) = self.peek().cloned() else {
            return Ok(false);
        };
        let test = match placed.lexeme {
            Lexeme::Word(word) => {
                self.next += 1;
                items.extend(word_tests(&word, placed.offset)?.into_iter().map(required));
                return Ok(true);
            }
            Lexeme::Set(name) => {
                self.next += 1;
                Test::Set { name, offset: placed.offset }
            }
            Lexeme::Open => {
                Test::Choice(self.choice(placed.offset, &Lexeme::Close, "`(` is never closed")?)
            }
            Lexeme::OpenOptional => {
                let choice = self.choice(placed.offset, &Lexeme::CloseOptional, "`[` is never closed")?;
                items.push(Item { test: Test::Choice(choice), optional: true });
                return Ok(true);
            }
            _ => return Ok(false),
        };
        items.push(required(test));
        Ok(true)
    }

    fn choice(
        &mut self,
        offset: usize,
        close: &Lexeme,
        unclosed: &str,
    ) -> Result<Vec<Sequence>, SyntaxError> {
        self.next += 1;
        let mut sequences = vec![self.sequence()?];
        while self.take_if(&Lexeme::Or) {
            sequences.push(self.sequence()?);
        }
        if self.take_if(close) {
            Ok(sequences)
        } else if let Some(placed) = self.peek() {
            Err(unexpected(placed))
        } else {
            Err(SyntaxError::new(offset, unclosed, None))
        }
    }
}

/// What ends a phrase, so that a word is missing before it.
fn closes(lexeme: &Lexeme) -> bool {
    matches!(
        lexeme,
        Lexeme::Close | Lexeme::CloseOptional | Lexeme::Or | Lexeme::And | Lexeme::Not | Lexeme::Link(_)
    )
}

fn required(test: Test) -> Item {
    Item { test, optional: false }
}

fn unexpected(placed: &Placed) -> SyntaxError {
    let hint = match placed.lexeme {
        Lexeme::Or => "alternatives stand in brackets: (a | b)",
        Lexeme::Link(_) => "a distance stands between two words: tekort >3 personeel",
        Lexeme::And | Lexeme::Not => "AND and NOT stand between two parts of a pattern, not in brackets",
        Lexeme::Close | Lexeme::CloseOptional => "nothing was opened that this could close",
        Lexeme::Start => "^ stands before the first word of a phrase",
        Lexeme::End(_) => "$ and ? stand after the last word of a phrase",
        _ => "a word stands here, or the pattern ends",
    };
    SyntaxError::new(placed.offset, format!("`{}` can't stand here", placed.written), Some(hint))
}

/// The tests for one written word; a hyphen makes it several adjacent words, as in texts.
fn word_tests(written: &str, offset: usize) -> Result<Vec<Test>, SyntaxError> {
    let (kind, word): (Kind, _) = match (written.strip_prefix('='), written.strip_prefix('+')) {
        (Some(word), _) => (WordTest::Exact, word),
        (_, Some(word)) => (WordTest::Part, word),
        _ => (WordTest::Stem, written),
    };
    word.split('-').map(|part| word_test(part, kind, offset)).collect()
}

/// What is asked of a word without a star.
type Kind = fn(String) -> WordTest;

fn word_test(part: &str, kind: Kind, offset: usize) -> Result<Test, SyntaxError> {
    let folded = fold(part);
    if part == "*" {
        return Ok(Test::Any);
    }
    if folded.contains(['=', '+']) || split_words(&folded.replace('*', "x")).count() != 1 {
        return Err(SyntaxError::new(
            offset,
            format!("`{part}` is no word"),
            Some("write a word, =exact, +part, or a word with * for any letters"),
        ));
    }
    if !folded.contains('*') {
        return Ok(Test::Word(kind(folded)));
    }
    let sign = match kind(String::new()) {
        WordTest::Exact(_) => Some(('=', "exact", "an exact form has no *; leave out the =")),
        WordTest::Part(_) => Some(('+', "a part", "a part is a whole word; leave out the + or the *")),
        WordTest::Stem(_) | WordTest::Parts(_) => None,
    };
    if let Some((sign, what, hint)) = sign {
        return Err(SyntaxError::new(offset, format!("`{sign}{part}` is both {what} and open"), Some(hint)));
    }
    Ok(Test::Word(WordTest::Parts(folded.split('*').map(str::to_owned).collect())))
}
