//! Text that nobody typeset: statements as people type, export or paste them, below each other.

use super::Text;
use super::items::{Deck, Heading, Titles};
use super::random::Random;
use super::sheet::Truth;

/// How such a document is written.
#[derive(Debug, Clone)]
pub(super) struct ListStyle {
    pub(super) marker: Marker,
    /// Characters after which lines are broken; none are when there is no number.
    pub(super) wrap: Option<usize>,
    /// Whether the further lines of an item stand below its first word.
    pub(super) hanging: bool,
    /// Spaces before every item.
    pub(super) indent: usize,
    /// Empty lines between statements.
    pub(super) empty: usize,
    /// Share of the statements that have a heading above.
    pub(super) headings: f64,
    /// Whether headings have numbers.
    pub(super) numbered: bool,
    /// Whether a form feed stands between pages.
    pub(super) form_feeds: bool,
}

/// What stands in front of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    Nothing,
    /// The same sign for all.
    Sign(&'static str),
    /// A number and what follows it.
    Number(&'static str),
    /// A letter and what follows it.
    Letter(&'static str),
}

/// Statements on a page.
const A_PAGE: usize = 14;

impl Marker {
    pub(super) fn sign(random: &mut Random) -> Self {
        Self::Sign(random.pick(&["-", "•", "*", "–", "-", "•"]).copied().unwrap_or("-"))
    }

    pub(super) fn counted(random: &mut Random) -> Self {
        random.choose(
            Self::Number("."),
            &[(0.25, Self::Number(")")), (0.3, Self::Letter(")")), (0.1, Self::Letter("."))],
        )
    }

    /// What stands before the n-th item, from 0.
    fn before(self, n: usize) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::Sign(sign) => Some(sign.to_owned()),
            Self::Number(after) => Some(format!("{}{after}", n + 1)),
            Self::Letter(after) => Some(format!("{}{after}", letter(n)?)),
        }
    }
}

/// a to z, and nothing after that: a list of so many begins again.
fn letter(n: usize) -> Option<char> {
    char::from_u32('a' as u32 + (n % 26) as u32)
}

/// A document of so many pages.
pub(super) fn write<'t>(
    texts: &'t [Text],
    style: &ListStyle,
    pages: usize,
    random: &mut Random,
) -> (String, Vec<Truth<'t>>) {
    let (mut deck, titles) = (Deck::new(texts, random), Titles::new(texts));
    let (chapter, mut number) = (random.whole(1, 6), random.whole(0, 9));
    let (mut lines, mut truths): (Vec<String>, Vec<Truth<'t>>) = (Vec::new(), Vec::new());
    let (mut section, mut item) = (None, 0);
    for page in 0..pages {
        if page > 0 && style.form_feeds {
            lines.push("\u{c}".to_owned());
        }
        for _ in 0..random.whole(A_PAGE / 2, A_PAGE * 3 / 2) {
            if random.chance(style.headings) {
                number += 1;
                let heading = heading(style, &titles, chapter, number, random);
                lines.extend(heading_lines(&heading, style, lines.is_empty()));
                section = Some(heading.label());
                item = 0;
            }
            let Some(text) = deck.draw() else {
                continue;
            };
            lines.extend(item_lines(text, style, item));
            lines.extend(vec![String::new(); style.empty]);
            item += 1;
            let section = section.clone();
            truths.push(Truth {
                text: text.text.clone(),
                origin: Some(text),
                section,
                column: 1,
                truncated: "no",
            });
        }
    }
    // A form feed stands before its page, not on a line of its own.
    ((lines.join("\n") + "\n").replace("\u{c}\n", "\u{c}"), truths)
}

fn heading(
    style: &ListStyle,
    titles: &Titles<'_>,
    chapter: usize,
    number: usize,
    random: &mut Random,
) -> Heading {
    let number = style.numbered.then(|| format!("{chapter}.{number}"));
    Heading { number, title: titles.heading(random) }
}

/// A heading with an empty line before and after it.
fn heading_lines(heading: &Heading, style: &ListStyle, first: bool) -> Vec<String> {
    let mut lines = Vec::new();
    if !first && style.empty == 0 {
        lines.push(String::new());
    }
    lines.push(heading.label());
    lines.push(String::new());
    lines
}

/// The lines of a statement.
fn item_lines(text: &Text, style: &ListStyle, item: usize) -> Vec<String> {
    let indent = " ".repeat(style.indent);
    let marker = style.marker.before(item).map_or_else(String::new, |marker| marker + " ");
    let hanging = if style.hanging { " ".repeat(marker.chars().count()) } else { String::new() };
    let wrapped =
        wrap(&text.text, style.wrap.map(|width| width.saturating_sub(style.indent + marker.chars().count())));
    let lines = wrapped.into_iter().zip(0..);
    lines
        .map(
            |(line, n)| {
                if n == 0 { format!("{indent}{marker}{line}") } else { format!("{indent}{hanging}{line}") }
            },
        )
        .collect()
}

/// Breaks a text after so many characters, at spaces.
pub(super) fn wrap(text: &str, width: Option<usize>) -> Vec<String> {
    let Some(width) = width else {
        return vec![text.to_owned()];
    };
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{ListStyle, Marker, Text, item_lines};

    #[test]
    fn items_have_their_marker_and_hang_below_their_first_word() {
        let text =
            Text { text: "Te weinig tijd voor overleg.".into(), kind: "knelpunt".into(), themes: Vec::new() };
        let style = ListStyle {
            marker: Marker::Letter(")"),
            wrap: Some(16),
            hanging: true,
            indent: 1,
            empty: 0,
            headings: 0.0,
            numbered: false,
            form_feeds: false,
        };
        assert_eq!(item_lines(&text, &style, 1), [" b) Te weinig", "    tijd voor", "    overleg."]);
    }
}
