//! A stretch of text, counted in Unicode code points.

use serde::{Deserialize, Serialize};

/// A half-open range of Unicode code points (not bytes) within a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

impl Span {
    /// A span from `start` up to, not including, `end`.
    #[must_use]
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The words this span cuts out of `text`; shorter where the text ends earlier.
    #[must_use]
    pub fn cut(self, text: &str) -> &str {
        let from = byte_at(text, self.start);
        let to = byte_at(text, self.end).max(from);
        text.get(from..to).unwrap_or_default()
    }

    /// Whether the two share a code point.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

fn byte_at(text: &str, code_point: u32) -> usize {
    text.char_indices().nth(code_point as usize).map_or(text.len(), |(byte, _)| byte)
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn cuts_by_code_points() {
        assert_eq!(Span::new(1, 3).cut("één"), "én");
        assert_eq!(Span::new(2, 9).cut("één"), "n");
        assert_eq!(Span::new(5, 2).cut("één"), "");
    }
}
