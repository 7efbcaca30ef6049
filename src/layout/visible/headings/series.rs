//! Headings that a word and a number count: `Vraag 3: Wat gaat er goed?`, `Tafel 2`. One may as well begin a sentence; those that count on from
//! one another, with text under each, are a series.

use std::collections::BTreeMap;

use crate::layout::visible::line::Line;
use crate::layout::visible::paragraphs::{Paragraph, ParagraphKind};
use crate::text::fold;

/// More words than this are no heading: a question may be long.
const MOST_WORDS: usize = 25;

/// Lines of one.
const MOST_LINES: usize = 3;

/// Members that make a series.
const MEMBERS: usize = 2;

/// Makes headings of the members of series.
pub(super) fn mark(paragraphs: &mut [Paragraph<'_>], lines: &[Line<'_>]) {
    let found: Vec<(usize, String, u32)> = (0..paragraphs.len())
        .filter_map(|index| counted(&paragraphs[index], lines).map(|(word, number)| (index, word, number)))
        .filter(|(index, ..)| is_text(paragraphs.get(index + 1)))
        .collect();
    let mut members: Vec<usize> = Vec::new();
    let mut last: BTreeMap<String, (usize, u32)> = BTreeMap::new();
    for (index, word, number) in found {
        if let Some((other, before)) = last.insert(word, (index, number))
            && number == before + 1
            && index > other + 1
        {
            members.extend([other, index]);
        }
    }
    members.sort_unstable();
    members.dedup();
    if members.len() >= MEMBERS {
        for index in members {
            paragraphs[index].kind = ParagraphKind::Heading;
        }
    }
}

fn is_text(paragraph: Option<&Paragraph<'_>>) -> bool {
    paragraph.is_some_and(|own| own.kind != ParagraphKind::Heading)
}

/// The word that a paragraph opens with and its number: a title or a question, not a sentence.
fn counted(own: &Paragraph<'_>, lines: &[Line<'_>]) -> Option<(String, u32)> {
    let own_lines = lines.get(own.lines.0..own.lines.1)?;
    let first = own_lines.first()?.text();
    let stops = own_lines.last()?.text().ends_with(['.', ',', ';']);
    let short = own.words <= MOST_WORDS && own_lines.len() <= MOST_LINES;
    if own.kind != ParagraphKind::Text || own.marker.is_some() || stops || !short {
        return None;
    }
    let (word, rest) = first.split_once(char::is_whitespace)?;
    let number = rest.split_whitespace().next()?.trim_end_matches([':', '.', ')', '-', '–']);
    let named = word.chars().all(char::is_alphabetic) && word.starts_with(char::is_uppercase);
    let counts = (1..=2).contains(&number.len()) && number.bytes().all(|digit| digit.is_ascii_digit());
    if named && counts { Some((fold(word), number.parse().ok()?)) } else { None }
}
