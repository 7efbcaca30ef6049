//! Which paragraphs are headings. A number of two levels says so at once, and so do the marks of Markdown and a rule below. A short line without
//! a full stop may as well be somebody's whole statement: what stands around it decides, by log-odds. A heading is set apart otherwise than the
//! statements are, or ends otherwise, and text follows it.

mod odds;
mod series;

use super::line::Line;
use super::paragraphs::{Paragraph, ParagraphKind};
use crate::text::{Ends, Marker, MarkerForm, edges};

use self::odds::{GroupHeads, habits, odds};

/// More words than this make no heading without a number.
const MOST_WORDS: usize = 14;

/// What speaks against a title right under another one.
const UNDER_TITLE: f32 = 2.0;

/// The share of headings among paragraphs that is supposed before any is seen, as firmly as if so many paragraphs had been; and the most that
/// there may be.
const USUAL_SHARE: f32 = 0.12;
const SUPPOSED: f32 = 8.0;
const MOST_SHARE: f32 = 0.25;

/// Times that their share is counted anew.
const ROUNDS: usize = 4;

/// Makes headings of the paragraphs that are.
pub(super) fn mark(paragraphs: &mut [Paragraph<'_>], lines: &[Line<'_>]) {
    demote_sentences(paragraphs);
    mark_underlined(paragraphs, lines);
    mark_emphasised(paragraphs, lines);
    series::mark(paragraphs, lines);
    mark_numbered(paragraphs, lines);
    // Twice: what is no text is no habit of the texts.
    for _ in 0..2 {
        let habits = habits(paragraphs, lines);
        let mut odds: Vec<f32> =
            (0..paragraphs.len()).map(|index| odds(paragraphs, lines, index, &habits)).collect();
        let usual = frequency(&odds);
        odds.iter_mut().for_each(|own| *own += usual);
        let groups = GroupHeads::of(paragraphs, &odds, &habits);
        // What stands right under a title is set apart from it anyway.
        let mut headed = false;
        for (index, own) in paragraphs.iter_mut().enumerate() {
            let by_place = if headed { -UNDER_TITLE } else { groups.odds(own, index) };
            if odds[index] + by_place > 0.0 {
                own.kind = ParagraphKind::Heading;
            }
            headed = own.kind == ParagraphKind::Heading;
        }
    }
    demote_idle(paragraphs, lines);
}

/// How usual headings without a number are in the document, as log-odds: one line that looks like a title among many texts is a text that
/// somebody ended without a full stop; several of them are titles.
fn frequency(odds: &[f32]) -> f32 {
    let mut share = USUAL_SHARE;
    for _ in 0..ROUNDS {
        let usual = (share / (1.0 - share)).ln();
        let sum: f32 = odds.iter().map(|own| 1.0 / (1.0 + (-own - usual).exp())).sum();
        share = ((sum + USUAL_SHARE * SUPPOSED) / (odds.len() as f32 + SUPPOSED)).min(MOST_SHARE);
    }
    (share / (1.0 - share)).ln()
}

/// Numbered paragraphs that end like sentences, one behind the other, are numbered statements.
fn demote_sentences(paragraphs: &mut [Paragraph<'_>]) {
    let sentence = |own: &Paragraph<'_>| {
        own.kind == ParagraphKind::Heading && own.ends == Ends::Sentence && own.words > 4
    };
    let numbered = paragraphs.iter().filter(|own| own.kind == ParagraphKind::Heading).count();
    let sentences = paragraphs.iter().filter(|own| sentence(own)).count();
    if sentences * 2 > numbered {
        for own in paragraphs.iter_mut().filter(|own| sentence(own)) {
            own.kind = ParagraphKind::Text;
        }
    }
}

/// A line right above a rule of its own length.
fn mark_underlined(paragraphs: &mut [Paragraph<'_>], lines: &[Line<'_>]) {
    for index in 1..paragraphs.len() {
        let (title, rule) = (&paragraphs[index - 1], &paragraphs[index]);
        let rule_line = &lines[rule.lines.0];
        let text = rule_line.text();
        let drawn = text.chars().all(|sign| "-=_~─═".contains(sign)) && text.chars().count() >= 3;
        let above = &lines[title.lines.1 - 1];
        let fits = (rule_line.extent[0] - above.extent[0]).abs() <= 3.0 + 0.2 * above.extent[0];
        let is_title = title.kind == ParagraphKind::Text
            && title.lines.1 - title.lines.0 <= 2
            && title.marker.is_none()
            && title.words <= MOST_WORDS;
        if drawn && fits && is_title && rule.gaps.0 == Some(1) {
            paragraphs[index - 1].kind = ParagraphKind::Heading;
        }
    }
}

/// A short paragraph all of which the marks of bold type enclose.
fn mark_emphasised(paragraphs: &mut [Paragraph<'_>], lines: &[Line<'_>]) {
    let found: Vec<usize> = (0..paragraphs.len())
        .filter(|index| {
            let own = &paragraphs[*index];
            let first = lines[own.lines.0].text();
            let marked = ["**", "__"].iter().any(|mark| {
                first.starts_with(mark) && lines[own.lines.1 - 1].text().trim_end_matches(':').ends_with(mark)
            });
            marked && own.kind == ParagraphKind::Text && own.words <= MOST_WORDS
        })
        .collect();
    // Where most is bold nothing is.
    if found.len() * 2 <= paragraphs.len() {
        for index in found {
            paragraphs[index].kind = ParagraphKind::Heading;
        }
    }
}

/// Chapters: `2 Knelpunten`, `2. Knelpunten`, `Hoofdstuk 2`. A number of one level may as well be an item's, so what is numbered must be
/// parted by text without such a number.
fn mark_numbered(paragraphs: &mut [Paragraph<'_>], lines: &[Line<'_>]) {
    let found: Vec<usize> =
        (0..paragraphs.len()).filter(|index| reads_as_chapter(paragraphs, lines, *index)).collect();
    for index in found {
        paragraphs[index].kind = ParagraphKind::Heading;
    }
}

fn reads_as_chapter(paragraphs: &[Paragraph<'_>], lines: &[Line<'_>], index: usize) -> bool {
    let own = &paragraphs[index];
    let text = lines[own.lines.0].text();
    let untitled = matches!(own.ends, Ends::Sentence | Ends::Clause | Ends::FunctionWord | Ends::Hyphen);
    if own.kind != ParagraphKind::Text || own.words > MOST_WORDS || (untitled && !text.ends_with('?')) {
        return false;
    }
    let Some(next) = paragraphs.get(index + 1) else { return false };
    let before = index.checked_sub(1).and_then(|before| paragraphs.get(before));
    if edges::named_chapter(text).is_some() {
        return true;
    }
    let Some(number) = chapter(text) else { return false };
    let like_item = |other: Option<&Paragraph<'_>>| {
        other.is_some_and(|other| {
            other.kind == ParagraphKind::Text
                && chapter(lines[other.lines.0].text())
                    .or_else(|| item_number(other))
                    .is_some_and(|other| other.abs_diff(number) == 1)
        })
    };
    if like_item(before) || like_item(Some(next)) {
        return false;
    }
    // `V. Jansen` is no chapter, unless there is a fourth.
    let apart = !has_roman_number(text)
        && (own.gaps.0.is_none_or(|rows| rows > 1) || own.gaps.1.is_none_or(|rows| rows > 1));
    // Sections below it, or chapters like it.
    let relatives = paragraphs.iter().enumerate().filter(|(at, other)| {
        let text = lines[other.lines.0].text();
        let section = edges::heading_number(text).and_then(|number| number.split('.').next());
        let below = section.is_some_and(|first| first.parse() == Ok(number));
        let like = *at != index && chapter(text).is_some_and(|other| other.abs_diff(number) == 1);
        below || like
    });
    apart || relatives.take(1).count() > 0
}

fn item_number(own: &Paragraph<'_>) -> Option<u32> {
    own.marker.filter(|marker| marker.form == MarkerForm::Number).map(|marker| marker.value)
}

/// The number of a chapter's heading: `2 Knelpunten`, `2. Knelpunten`, `II. Knelpunten`.
fn chapter(text: &str) -> Option<u32> {
    edges::chapter_title(text).and_then(|(number, _)| number.parse().ok()).or_else(|| roman_chapter(text))
}

fn has_roman_number(text: &str) -> bool {
    text.starts_with(['I', 'V', 'X'])
}

/// The number in Roman capitals before a capital.
fn roman_chapter(text: &str) -> Option<u32> {
    let (number, title) = text.split_once(char::is_whitespace)?;
    let number = number.trim_end_matches(['.', ':', ')']);
    let capitals = !number.is_empty() && number.bytes().all(|letter| b"IVX".contains(&letter));
    let named = title.trim_start().starts_with(char::is_uppercase);
    if !capitals || !named {
        return None;
    }
    Marker::of(&format!("{number}.")).map(|marker| marker.roman).filter(|value| *value > 0)
}

/// A heading without a number that nothing stands under is a statement after all.
fn demote_idle(paragraphs: &mut [Paragraph<'_>], lines: &[Line<'_>]) {
    for index in (0..paragraphs.len()).rev() {
        let last = paragraphs[index + 1..].iter().all(|next| next.kind == ParagraphKind::Sign);
        let own = &paragraphs[index];
        let text = lines[own.lines.0].text();
        let told = lines[own.lines.0].numbered || edges::named_chapter(text).is_some();
        if own.kind == ParagraphKind::Heading && last && !told {
            paragraphs[index].kind = ParagraphKind::Text;
        }
    }
}
