//! Marked spans of a page: those of hidden layers, and those that tell which text their glyphs stand for (`ActualText`).

use super::glyph::{Glyph, Letters};

/// More glyphs than this are no ligature or hyphen; of a whole line or paragraph the glyphs themselves know better where words stand.
const FEW: usize = 4;

/// The spans that are open.
#[derive(Debug, Default)]
pub(super) struct Spans {
    open: Vec<Span>,
    /// Spans opened beyond what is kept count.
    uncounted: usize,
}

#[derive(Debug)]
struct Span {
    text: Option<String>,
    shown: bool,
    /// Glyphs on the page when it began.
    from: usize,
}

/// Spans within spans that are kept.
const DEEPEST: usize = 1_000;

impl Spans {
    pub(super) fn begin(&mut self, text: Option<String>, shown: bool, from: usize) {
        if self.open.len() >= DEEPEST {
            self.uncounted += 1;
            return;
        }
        let shown = shown && self.are_shown();
        self.open.push(Span { text, shown, from });
    }

    /// Whether what is drawn now can be seen.
    pub(super) fn are_shown(&self) -> bool {
        self.open.last().is_none_or(|span| span.shown)
    }

    pub(super) fn end(&mut self, glyphs: &mut [Glyph]) {
        if self.uncounted > 0 {
            self.uncounted -= 1;
            return;
        }
        let Some(span) = self.open.pop() else { return };
        if let (Some(text), Some(own)) = (span.text, glyphs.get_mut(span.from..)) {
            stand_for(&text, own);
        }
    }

    pub(super) fn end_all(&mut self, glyphs: &mut [Glyph]) {
        while !self.open.is_empty() {
            self.end(glyphs);
        }
    }
}

/// Gives `glyphs` the meaning `text`, where they have none or are few enough to be one sign or one ligature.
fn stand_for(text: &str, glyphs: &mut [Glyph]) {
    let unknown = glyphs.iter().all(|glyph| glyph.letters == Letters::Unknown || glyph.guessed);
    if glyphs.is_empty() || (glyphs.len() > FEW && !unknown) {
        return;
    }
    // A hyphen that stands for nothing is one that the line break made.
    let hyphen = glyphs.len() == 1 && glyphs.iter().all(|glyph| is_hyphen(&glyph.letters));
    let text = if text.is_empty() && hyphen { "\u{ad}" } else { text };
    let Some(letters) = Letters::of(text) else { return };
    if letters.is_blank() {
        return;
    }
    let mut letters = Some(letters);
    for glyph in glyphs {
        glyph.letters = letters.take().unwrap_or_else(|| Letters::More("".into()));
        glyph.guessed = false;
    }
}

fn is_hyphen(letters: &Letters) -> bool {
    matches!(letters, Letters::One('-' | '\u{2010}' | '\u{ad}'))
}
