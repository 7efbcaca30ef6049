//! Divides a statement where an analyst says, and joins two: the text of each part is again its own pieces of the source.

use std::collections::BTreeMap;

use crate::model::{Document, SPLIT_MARK, SourcePiece, Statement};
use crate::text::{TextBuilder, WordList, fold_letters, normalise_spaces};

/// The documents of a run by path.
pub(super) type Documents<'d> = BTreeMap<&'d str, &'d Document>;

/// A part of a statement.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    pub(super) text: String,
    pub(super) source: Vec<SourcePiece>,
}

/// The parts of a statement, given its text with marks between them; else why it can't be divided so.
pub(super) fn cut(
    statement: &Statement,
    marked: &str,
    documents: &Documents<'_>,
) -> Result<Vec<Part>, String> {
    if statement.text.contains(SPLIT_MARK) {
        return Err(format!("its own text has a {SPLIT_MARK}"));
    }
    let marked = with_marks(marked, &statement.text);
    let wanted: Vec<&str> = marked.split(SPLIT_MARK).collect();
    if wanted.len() < 2 {
        return Err(format!("there is no {SPLIT_MARK} where it is to be divided"));
    }
    if wanted.iter().any(|part| fold_letters(part).is_empty()) {
        return Err("one of the parts says nothing".into());
    }
    if fold_letters(&marked) != fold_letters(&statement.text) {
        return Err("the words of the statement are not those that were divided".into());
    }
    let mut reader = Reader { letters: Vec::new() };
    for piece in &statement.source {
        let document = documents.get(piece.document(&statement.document));
        let words = document.and_then(|document| document.words_of(piece));
        reader.read(piece, words.ok_or("its source can't be found")?);
    }
    let mut parts = Vec::new();
    let mut from = 0;
    for (nth, part) in wanted.iter().enumerate() {
        let last = nth + 1 == wanted.len();
        let to = if last { reader.letters.len() } else { reader.end_of(from, letters(part)) };
        parts.push(reader.part(from, to, &statement.source));
        from = to;
    }
    let same = |(part, wanted): (&Part, &&str)| fold_letters(&part.text) == fold_letters(wanted);
    if !parts.iter().zip(&wanted).all(same) {
        return Err("it is divided within a word".into());
    }
    Ok(parts)
}

/// The marked text with the marks that a program could not save, and wrote a question mark for.
fn with_marks(marked: &str, text: &str) -> String {
    if marked.contains(SPLIT_MARK) {
        return marked.to_owned();
    }
    let visible = |text: &str| text.chars().filter(|own| !own.is_whitespace()).collect::<Vec<_>>();
    let own = visible(text);
    let found = visible(marked);
    let (mut at, mut nth) = (0, 0);
    let mut with = String::with_capacity(marked.len() + 4);
    for character in marked.chars() {
        if character.is_whitespace() {
            with.push(character);
            continue;
        }
        nth += 1;
        let is_mark = character == '?' && own.get(at) != Some(&'?') && own.get(at) == found.get(nth);
        with.push(if is_mark { SPLIT_MARK } else { character });
        at += usize::from(!is_mark);
    }
    with
}

/// The pieces of both, the second as seen from the document of the first.
pub(super) fn joined(first: &Statement, second: &Statement, documents: &Documents<'_>) -> Option<Part> {
    let mut source = first.source.clone();
    source.extend(second.source.iter().cloned());
    Some(Part { text: text_of(&source, &first.document, documents)?, source })
}

/// The text of pieces of a document; none where a place is not there.
pub(super) fn text_of(source: &[SourcePiece], own: &str, documents: &Documents<'_>) -> Option<String> {
    let mut text = TextBuilder::new(WordList::shipped());
    for piece in source {
        text.push(documents.get(piece.document(own))?.words_of(piece)?);
    }
    Some(text.finish())
}

/// The letters and digits of a text.
fn letters(text: &str) -> usize {
    normalise_spaces(text).chars().filter(|character| character.is_alphanumeric()).count()
}

/// The characters of a source, piece by piece.
struct Reader {
    letters: Vec<Letter>,
}

struct Letter {
    /// Which piece it is of.
    piece: usize,
    /// Its place in the piece's line, paragraph or cell.
    place: u32,
    character: char,
    /// How many letters and digits a text has of it: a ligature has two.
    count: usize,
}

impl Reader {
    fn read(&mut self, piece: &SourcePiece, words: &str) {
        let next = self.letters.last().map_or(0, |letter| letter.piece + 1);
        // A piece without a character would not count as one.
        let piece_number = if words.is_empty() { return } else { next };
        let (start, _) = extent(piece);
        for (character, place) in words.chars().zip(start..) {
            let count = match character {
                plain if plain.is_ascii() => usize::from(plain.is_ascii_alphanumeric()),
                other => letters(other.encode_utf8(&mut [0; 4])),
            };
            self.letters.push(Letter { piece: piece_number, place, character, count });
        }
    }

    /// Where a part ends that begins at `from` and has so many letters: behind the signs that cling to its last word.
    fn end_of(&self, from: usize, letters: usize) -> usize {
        let mut count = 0;
        let mut end = from;
        for letter in self.letters.iter().skip(from) {
            let clings = !letter.character.is_whitespace() && letter.count == 0;
            if count >= letters && !clings {
                break;
            }
            count += letter.count;
            end += 1;
        }
        end
    }

    /// The part between two places: no white space at its ends.
    fn part(&self, from: usize, to: usize, source: &[SourcePiece]) -> Part {
        let stretch = self.letters.get(from..to).unwrap_or_default();
        let visible = |letter: &Letter| !letter.character.is_whitespace();
        let skipped = stretch.iter().take_while(|letter| !visible(letter)).count();
        let kept = stretch.iter().rposition(visible).map_or(0, |last| last + 1);
        let mut text = TextBuilder::new(WordList::shipped());
        let mut pieces = Vec::new();
        let filled: Vec<&SourcePiece> =
            source.iter().filter(|piece| extent(piece).0 < extent(piece).1).collect();
        for run in
            stretch.get(skipped..kept).unwrap_or_default().chunk_by(|one, next| one.piece == next.piece)
        {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            text.push(&run.iter().map(|letter| letter.character).collect::<String>());
            let whole = filled.get(first.piece).copied().cloned();
            pieces.extend(whole.map(|whole| shortened(whole, first.place, last.place + 1)));
        }
        Part { text: text.finish(), source: pieces }
    }
}

fn extent(piece: &SourcePiece) -> (u32, u32) {
    match piece {
        SourcePiece::Line { start, end, .. }
        | SourcePiece::Paragraph { start, end, .. }
        | SourcePiece::Cell { start, end, .. } => (*start, *end),
    }
}

fn shortened(mut piece: SourcePiece, from: u32, to: u32) -> SourcePiece {
    match &mut piece {
        SourcePiece::Line { start, end, .. }
        | SourcePiece::Paragraph { start, end, .. }
        | SourcePiece::Cell { start, end, .. } => (*start, *end) = (from, to),
    }
    piece
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::{Documents, cut, joined};
    use crate::model::{Content, Document, Line, Page, SourcePiece, Statement};
    use crate::text::{TextBuilder, WordList};

    fn document(lines: &[&str]) -> Document {
        let lines = lines.iter().zip(1..).map(|(text, number)| Line::plain(number, (*text).to_owned()));
        Document {
            path: "a.txt".into(),
            sha256: String::new(),
            encoding: "UTF-8".into(),
            consultation: Arc::default(),
            respondent: None,
            date: None,
            content: Content::Pages(vec![Page {
                number: 1,
                label: None,
                lines: lines.collect(),
                part: None,
            }]),
            headers: Vec::new(),
        }
    }

    fn statement(document: &Document) -> Statement {
        let Content::Pages(pages) = &document.content else { panic!("pages") };
        let mut text = TextBuilder::new(WordList::shipped());
        let mut source = Vec::new();
        for line in &pages[0].lines {
            text.push(&line.text);
            source.push(SourcePiece::Line {
                document: None,
                page: 1,
                line: line.number,
                start: 0,
                end: line.text.chars().count() as u32,
                area: None,
                part: None,
            });
        }
        Statement { source, ..Statement::uncoded("a.txt", text.finish()) }
    }

    fn cut_into(lines: &[&str], marked: &str) -> Result<Vec<(String, String)>, String> {
        let document = document(lines);
        let documents: Documents<'_> = BTreeMap::from([("a.txt", &document)]);
        let parts = cut(&statement(&document), marked, &documents)?;
        let words = |piece: &SourcePiece| document.words_of(piece).unwrap().to_owned();
        let told = parts
            .into_iter()
            .map(|part| (part.text, part.source.iter().map(words).collect::<Vec<_>>().join("|")));
        Ok(told.collect())
    }

    #[test]
    fn parts_are_pieces_of_the_source() {
        let lines = ["Te weinig tijd. (Geen", "", "ﬁnan-", "ciering voor", "e\u{301}e\u{301}n.)  En nu? "];
        let parts = cut_into(&lines, "Te weinig tijd. ‖(Geen financiering voor één.)‖ En nu?").unwrap();
        let shown: Vec<(&str, &str)> =
            parts.iter().map(|(text, source)| (text.as_str(), source.as_str())).collect();
        assert_eq!(
            shown,
            [
                ("Te weinig tijd.", "Te weinig tijd."),
                ("(Geen financiering voor één.)", "(Geen|ﬁnan-|ciering voor|e\u{301}e\u{301}n.)"),
                ("En nu?", "En nu?"),
            ]
        );
    }

    #[test]
    fn what_can_not_be_divided_so_is_refused() {
        let lines = ["Te weinig tijd."];
        for marked in ["Te weinig tijd.", "Te weinig ‖geld.", "‖Te weinig tijd.", "Te wei‖nig tijd."] {
            let parts = cut_into(&lines, marked);
            // Within a word each half is still what was asked for: an analyst may mend a glued word.
            assert_eq!(parts.is_ok(), marked == "Te wei‖nig tijd.", "{parts:?}");
        }
    }

    #[test]
    fn a_mark_that_was_saved_as_a_question_mark_is_one() {
        let parts = cut_into(&["Te weinig tijd? Geen geld."], "Te weinig tijd? ?Geen geld.").unwrap();
        assert_eq!(
            parts.into_iter().map(|(text, _)| text).collect::<Vec<_>>(),
            ["Te weinig tijd?", "Geen geld."]
        );
    }

    #[test]
    fn joining_undoes_a_hyphen() {
        let document = document(&["Samen-", "werking ontbreekt."]);
        let documents: Documents<'_> = BTreeMap::from([("a.txt", &document)]);
        let whole = statement(&document);
        let half = |nth: usize| Statement { source: vec![whole.source[nth].clone()], ..whole.clone() };
        let part = joined(&half(0), &half(1), &documents).unwrap();
        assert_eq!((part.text.as_str(), part.source), ("Samenwerking ontbreekt.", whole.source));
    }
}
