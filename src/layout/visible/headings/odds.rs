//! How likely a short line without a number is a heading: log-odds of its form and of what stands around it.

use super::MOST_WORDS;
use crate::layout::visible::line::Line;
use crate::layout::visible::paragraphs::{Paragraph, ParagraphKind};
use crate::text::{Begins, Ends};

/// Log-odds of what is no heading whatever stands around it.
const NEVER: f32 = -99.0;

/// Texts with more words than this are seldom titles.
const LONG: usize = 8;

/// Fewer texts than this tell nothing.
const FEW: usize = 5;

/// What the document's texts are like.
pub(super) struct Habits {
    /// Share that ends like a sentence.
    stops: f32,
    /// Share that begins in lower case.
    lower: f32,
    /// How many are labels with a colon.
    labelled: usize,
    /// Share with a list marker.
    marked: f32,
    /// Share that is as short as a heading.
    short: f32,
    /// Share in capitals.
    capitals: f32,
    /// 1 where the headings have numbers, so that one without is odd.
    numbered: f32,
    /// Rows from one text to the next, the most frequent distance.
    gap: u32,
    /// Share of the texts at that distance.
    gap_share: f32,
    /// Whether no row is left free anywhere, as where an extractor prints none: then distances tell nothing.
    solid: bool,
}

/// Whether the groups that rows left free make of the texts each begin with a title: one title begets others.
pub(super) struct GroupHeads {
    /// Groups that begin with what may be a title, and all.
    titled: usize,
    all: usize,
    gap: u32,
    steady: bool,
}

impl GroupHeads {
    pub(super) fn of(paragraphs: &[Paragraph<'_>], odds: &[f32], habits: &Habits) -> Self {
        let opens = |index: usize| {
            let own = &paragraphs[index];
            let headed = index > 0 && paragraphs[index - 1].kind == ParagraphKind::Heading;
            own.gaps.0.is_some_and(|rows| rows > habits.gap) && own.kind != ParagraphKind::Sign && !headed
        };
        let groups = (0..paragraphs.len()).filter(|index| opens(*index));
        let (mut titled, mut all) = (0, 0);
        for index in groups {
            all += 1;
            titled += usize::from(paragraphs[index].kind == ParagraphKind::Heading || odds[index] > 0.0);
        }
        Self { titled, all, gap: habits.gap, steady: habits.gap_share > 0.6 }
    }

    pub(super) fn odds(&self, own: &Paragraph<'_>, index: usize) -> f32 {
        if self.all == 0 || !self.steady {
            return 0.0;
        }
        let mostly = self.titled * 10 >= self.all * 7;
        match own.gaps.0 {
            Some(rows) if rows > self.gap => {
                if mostly {
                    1.0
                } else {
                    -1.5
                }
            }
            // The first of all opens a group too.
            None if index == 0 && mostly && self.titled > 0 => 3.0,
            _ => 0.0,
        }
    }
}

pub(super) fn habits(paragraphs: &[Paragraph<'_>], lines: &[Line<'_>]) -> Habits {
    let numbered = paragraphs
        .iter()
        .filter(|own| own.kind == ParagraphKind::Heading && lines[own.lines.0].numbered)
        .count();

    let texts: Vec<&Paragraph<'_>> =
        paragraphs.iter().filter(|own| own.kind == ParagraphKind::Text).collect();
    let share = |is_so: &dyn Fn(&Paragraph<'_>) -> bool| {
        texts.iter().filter(|own| is_so(own)).count() as f32 / texts.len().max(1) as f32
    };
    let inner: Vec<u32> = paragraphs
        .windows(2)
        .filter(|pair| pair.iter().all(|own| own.kind == ParagraphKind::Text && !may_be_title(own)))
        .filter_map(|pair| pair[1].gaps.0)
        .collect();
    let gaps = if inner.is_empty() { texts.iter().filter_map(|own| own.gaps.0).collect() } else { inner };
    let count = |gap: u32| gaps.iter().filter(|other| **other == gap).count();
    let gap = (1..=6).rev().max_by_key(|gap| count(*gap)).unwrap_or(1);
    // Whether a text may be a heading is the question, so those that are too long for one tell how texts end.
    let long: Vec<&&Paragraph<'_>> = texts.iter().filter(|own| own.words > LONG).collect();
    let telling: Vec<&&Paragraph<'_>> = if long.len() < FEW { texts.iter().collect() } else { long };
    let stopped = telling.iter().filter(|own| own.ends == Ends::Sentence).count();
    Habits {
        stops: (stopped as f32 + 0.5) / (telling.len() as f32 + 1.0),
        lower: share(&|own| own.begins == Begins::Lower && own.marker.is_none()),
        labelled: texts.iter().filter(|own| is_label(own, lines)).count(),
        marked: share(&|own| own.marker.is_some()),
        short: share(&may_be_title),
        capitals: share(&|own| own.capitals),
        numbered: if numbered > 0 { 1.0 } else { 0.0 },
        gap,
        gap_share: count(gap) as f32 / gaps.len().max(1) as f32,
        solid: paragraphs.iter().all(|own| own.gaps.0.is_none_or(|rows| rows <= 1)),
    }
}

/// Whether its form leaves it open whether it is a title.
fn may_be_title(own: &Paragraph<'_>) -> bool {
    own.words <= MOST_WORDS
        && own.marker.is_none()
        && (own.particle || matches!(own.ends, Ends::Word | Ends::Closing | Ends::AbbreviationStop))
        && !matches!(own.begins, Begins::Lower | Begins::Other)
}

/// A line that ends in a colon and has no verb: `Rol van de gemeente:`. With one it leads in what follows.
fn is_label(own: &Paragraph<'_>, lines: &[Line<'_>]) -> bool {
    let text = lines[own.lines.0].text();
    own.lines.1 - own.lines.0 == 1 && own.words <= 6 && text.ends_with(':') && !has_finite_verb(text)
}

/// Log-odds that a paragraph without a number is a heading.
pub(super) fn odds(paragraphs: &[Paragraph<'_>], lines: &[Line<'_>], index: usize, habits: &Habits) -> f32 {
    let own = &paragraphs[index];
    let own_lines = &lines[own.lines.0..own.lines.1];
    let question = own_lines.last().is_some_and(|line| line.text().ends_with('?')) && own.words <= 10;
    let label = is_label(own, lines) && (own.words <= 3 || habits.labelled > 1);
    let titled =
        may_be_title(own) || ((question || label) && own.marker.is_none() && own.begins == Begins::Capital);
    let titled = titled && own_lines.iter().any(|line| line.text().contains(char::is_alphabetic));
    let followed = paragraphs[index + 1..].iter().take(2).any(|next| next.kind == ParagraphKind::Text);
    if own.kind != ParagraphKind::Text || !titled || !followed || own_lines.len() > 3 {
        return NEVER;
    }
    let mut odds = 0.5;
    odds += by_form(own, own_lines, habits, question);
    let headed = index
        .checked_sub(1)
        .and_then(|before| paragraphs.get(before))
        .filter(|before| before.kind == ParagraphKind::Heading);
    odds += match headed {
        // What stands under a heading is set apart from it anyway.
        Some(_) => -1.0 - habits.numbered * 4.0,
        None => by_gaps(own, habits) - habits.numbered * 3.0,
    };
    odds += by_neighbours(paragraphs, index, habits);
    if question {
        odds -= 1.5;
    }
    odds
}

fn by_form(own: &Paragraph<'_>, lines: &[Line<'_>], habits: &Habits, question: bool) -> f32 {
    let mut odds = 0.0;
    // Where texts end in full stops, one without is odd.
    odds += match habits.stops {
        _ if question => 0.5,
        stops if stops > 0.95 => 3.5,
        stops if stops > 0.9 => 2.5,
        stops if stops > 0.7 => 1.5,
        stops if stops > 0.4 => 0.3,
        _ => -1.2,
    };
    if own.particle {
        odds -= 1.0;
    }
    if habits.marked > 0.6 {
        odds += 3.0;
    }
    if own.capitals {
        odds += if habits.capitals < 0.3 { 3.5 } else { -1.0 };
    }
    odds += match own.words {
        0..=5 => 0.5,
        6..=8 => 0.0,
        _ => -1.0,
    };
    if lines.iter().any(|line| has_finite_verb(line.text())) {
        // Titles have seldom a verb, but more often than texts lack a full stop that all others have.
        odds -= if habits.stops > 0.95 { 0.7 } else { 1.5 };
    }
    odds
}

fn by_gaps(own: &Paragraph<'_>, habits: &Habits) -> f32 {
    if habits.solid {
        return 0.0;
    }
    let steady = habits.gap_share > 0.6;
    let above = match own.gaps.0 {
        None => 0.4,
        Some(rows) if rows > habits.gap => {
            if steady {
                3.0
            } else {
                2.0
            }
        }
        Some(rows) if rows < habits.gap => -1.5,
        Some(1) => -1.5,
        Some(_) => 0.0,
    };
    let below = match own.gaps.1 {
        None => -1.5,
        Some(rows) if rows < habits.gap && steady => 2.5,
        // A title at the top of a column that nothing sets apart.
        Some(rows) if rows == habits.gap && steady && own.gaps.0.is_none() => -1.5,
        Some(rows) if rows > habits.gap => 0.8,
        Some(_) => 0.0,
    };
    above + below
}

/// Titles stand alone among texts; a title among titles is an item of a list.
fn by_neighbours(paragraphs: &[Paragraph<'_>], index: usize, habits: &Habits) -> f32 {
    let alike = |other: Option<&Paragraph<'_>>| {
        other.is_some_and(|other| other.kind == ParagraphKind::Text && may_be_title(other))
    };
    let before = index.checked_sub(1).and_then(|before| paragraphs.get(before));
    let mut odds = 0.0;
    let goes_on = |next: &Paragraph<'_>| next.begins == Begins::Lower && next.marker.is_none();
    if paragraphs.get(index + 1).is_some_and(goes_on) && habits.lower < 0.2 {
        odds -= 3.0;
    }
    // Where all texts are short it says nothing that its neighbours are.
    if alike(paragraphs.get(index + 1)) && habits.short < 0.5 {
        odds -= 1.5;
    }
    if alike(before) && habits.short < 0.5 {
        odds -= 0.8;
    }
    let next_indent = paragraphs.get(index + 1).map_or(0, |next| next.indent);
    if own_indent_differs(paragraphs[index].indent, next_indent) {
        odds += 0.7;
    }
    odds
}

fn own_indent_differs(own: u32, next: u32) -> bool {
    own.abs_diff(next) >= 2
}

/// Verbs that make a sentence of a line; a title has seldom one.
fn has_finite_verb(text: &str) -> bool {
    const VERBS: [&str; 26] = [
        "ben", "bestaat", "blijft", "blijven", "doet", "gaat", "heb", "hebben", "heeft", "hoeft", "is",
        "kan", "komt", "krijgen", "krijgt", "kunnen", "maakt", "moet", "moeten", "weet", "werkt", "wil",
        "willen", "word", "worden", "wordt",
    ];
    text.split_whitespace().any(|word| VERBS.binary_search(&word.to_lowercase().as_str()).is_ok())
}
