//! Text on a terminal: what takes how much room, what stands out, and what must not get through.

use bloemlezer::model::Span;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::cli::ui::steers;

/// How words are made to stand out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paint {
    /// By the terminal's bold type.
    Bold,
    /// By guillemets.
    Quotes,
}

impl Paint {
    /// Bold where colour is wanted.
    pub(crate) fn new(colour: bool) -> Self {
        if colour { Self::Bold } else { Self::Quotes }
    }

    /// Clean text that stands out.
    pub(crate) fn marked(self, text: &str) -> String {
        match self {
            Self::Bold => format!("\u{1b}[1m{text}\u{1b}[0m"),
            Self::Quotes => format!("«{text}»"),
        }
    }

    /// What takes as much room as the marked text.
    pub(crate) fn room(self, text: &str) -> String {
        match self {
            Self::Bold => text.to_owned(),
            Self::Quotes => self.marked(text),
        }
    }

    /// A heading: bold, or as it is.
    pub(crate) fn heading(self, text: &str) -> String {
        match self {
            Self::Bold => self.marked(text),
            Self::Quotes => text.to_owned(),
        }
    }
}

/// Text that can't steer a terminal: control codes and changes of writing direction are taken out, line ends become spaces.
pub(crate) fn clean(text: &str) -> String {
    text.chars()
        .filter_map(|character| match character {
            '\n' | '\t' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
            character if steers(character) => None,
            character => Some(character),
        })
        .collect()
}

/// Columns that a text takes on a terminal.
pub(crate) fn width(text: &str) -> usize {
    text.graphemes(true).map(grapheme_width).sum()
}

/// A letter with its marks, or an emoji with its modifiers, is as wide as its widest part.
fn grapheme_width(grapheme: &str) -> usize {
    grapheme.chars().map(character_width).max().unwrap_or(0)
}

fn character_width(character: char) -> usize {
    match character {
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => 0,
        _ if is_combining_mark(character) || character.is_control() => 0,
        // East Asian wide and full-width blocks, and emoji.
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{303e}'
        | '\u{3041}'..='\u{a4cf}'
        | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f1e6}'..='\u{1f1ff}'
        | '\u{1f300}'..='\u{1f64f}'
        | '\u{1f680}'..='\u{1f6ff}'
        | '\u{1f900}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

/// The measure of wrapped text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wrapped {
    /// Columns, the indent included.
    pub(crate) width: usize,
    /// Spaces before each line.
    pub(crate) indent: usize,
}

/// A text in lines, with its highlights standing out; a word wider than a line stays whole.
pub(crate) fn wrap(text: &str, highlights: &[Span], paint: Paint, measure: Wrapped) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in painted_words(text, highlights, paint) {
        if used > 0 && measure.indent + used + 1 + word.width > measure.width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        } else {
            line.push_str(&" ".repeat(measure.indent));
        }
        line.push_str(&word.painted);
        used += word.width;
    }
    if used > 0 {
        lines.push(line);
    }
    lines
}

/// What stands between two spaces.
struct PaintedWord {
    painted: String,
    width: usize,
}

/// Guillemets go round a run of highlighted words, bold type on and off in each word.
fn painted_words(text: &str, highlights: &[Span], paint: Paint) -> Vec<PaintedWord> {
    let joined = joined(text, highlights);
    let mut spans = joined.iter().peekable();
    let mut words = Vec::new();
    let (mut plain, mut painted) = (String::new(), String::new());
    let mut inside = false;
    let bold = paint == Paint::Bold;
    let mut end_word = |plain: &mut String, painted: &mut String| {
        if !plain.is_empty() {
            let width = width(plain);
            plain.clear();
            let painted = std::mem::take(painted);
            words.push(PaintedWord { painted, width });
        }
    };
    for (at, character) in text.chars().enumerate() {
        let starts = spans.peek().is_some_and(|span| span.start as usize == at);
        if starts {
            inside = true;
            if !bold {
                plain.push('«');
                painted.push('«');
            }
        }
        if matches!(character, ' ' | '\n' | '\t' | '\r') {
            end_word(&mut plain, &mut painted);
        } else if !steers(character) {
            plain.push(character);
            if inside && bold {
                push_bold(&mut painted, character);
            } else {
                painted.push(character);
            }
        }
        if inside && spans.peek().is_some_and(|span| span.end as usize == at + 1) {
            spans.next();
            inside = false;
            if !bold {
                plain.push('»');
                painted.push('»');
            }
        }
    }
    end_word(&mut plain, &mut painted);
    words
}

const BOLD: &str = "\u{1b}[1m";
const PLAIN: &str = "\u{1b}[0m";

/// Goes on in bold where the text ends in bold.
fn push_bold(painted: &mut String, character: char) {
    if painted.ends_with(PLAIN) {
        painted.truncate(painted.len() - PLAIN.len());
    } else {
        painted.push_str(BOLD);
    }
    painted.push(character);
    painted.push_str(PLAIN);
}

/// Highlights with nothing but spaces and hyphens between them as one.
fn joined(text: &str, highlights: &[Span]) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for span in highlights {
        match joined.last_mut() {
            Some(last) if Span::new(last.end, span.start).cut(text).chars().all(joins) => last.end = span.end,
            _ => joined.push(*span),
        }
    }
    joined
}

fn joins(character: char) -> bool {
    matches!(character, ' ' | '-' | '/' | '\u{2010}' | '\u{a0}')
}

#[cfg(test)]
mod tests {
    use bloemlezer::model::Span;

    use super::{Paint, Wrapped, width, wrap};

    #[test]
    fn width_counts_columns() {
        assert_eq!(width("één"), 3);
        assert_eq!(width("e\u{301}e\u{301}n"), 3);
        assert_eq!(width("東京"), 4);
        assert_eq!(width("👩‍👩‍👧 🇳🇱"), 5);
        assert_eq!(width("a\u{200b}b"), 2);
    }

    #[test]
    fn lines_break_between_words_and_highlights_go_on() {
        let spans = [Span::new(3, 6), Span::new(7, 12), Span::new(14, 17)];
        let text = "de één grote, bus rijdt";
        let measure = Wrapped { width: 11, indent: 1 };
        assert_eq!(wrap(text, &spans, Paint::Quotes, measure), [" de «één", " grote»,", " «bus»", " rijdt"]);
        let bold = wrap(text, &spans, Paint::Bold, measure);
        assert_eq!(bold[0], " de \u{1b}[1méén\u{1b}[0m");
        assert_eq!(bold[1], " \u{1b}[1mgrote\u{1b}[0m, \u{1b}[1mbus\u{1b}[0m");
        assert!(wrap("", &[], Paint::Bold, measure).is_empty());
    }
}
