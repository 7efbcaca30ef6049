//! Places in the taxonomy file: byte offsets as TOML gives them, lines and columns as people read them.

use std::ops::Range;

use super::Finding;

/// The text of a taxonomy file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'t> {
    pub(super) text: &'t str,
}

impl Source<'_> {
    /// Line and column of a byte offset, both from 1; columns count characters.
    pub(super) fn place(self, offset: usize) -> (u32, u32) {
        let before = self.text.get(..offset).unwrap_or(self.text);
        let line = before.matches('\n').count() as u32 + 1;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before.get(start..).unwrap_or_default().chars().count() as u32 + 1;
        (line, column)
    }

    /// A finding at a byte offset.
    pub(super) fn finding(self, offset: usize, message: impl Into<String>, hint: Option<String>) -> Finding {
        let (line, column) = self.place(offset);
        Finding { line, column, message: message.into(), hint }
    }

    /// The byte offset in the file of byte `inside` of the string that stands at `span`, escapes counted.
    pub(super) fn inside_string(self, span: &Range<usize>, inside: usize) -> usize {
        let raw = self.text.get(span.clone()).unwrap_or_default();
        let quotes = if raw.starts_with("'''") || raw.starts_with("\"\"\"") { 3 } else { 1 };
        let content = raw.get(quotes..).unwrap_or_default();
        let literal = raw.starts_with('\'');
        let shift = if literal { inside } else { escaped_length(content, inside) };
        span.start + quotes + shift
    }
}

/// How many bytes of a basic string's raw text spell its first `decoded` bytes.
fn escaped_length(raw: &str, decoded: usize) -> usize {
    let mut seen = 0;
    let mut characters = raw.char_indices();
    while let Some((at, character)) = characters.next() {
        if seen >= decoded {
            return at;
        }
        if character != '\\' {
            seen += character.len_utf8();
            continue;
        }
        let digits = match characters.next().map(|(_, escape)| escape) {
            Some('u') => 4,
            Some('U') => 8,
            Some('x') => 2,
            _ => 0,
        };
        let code: String = characters.by_ref().take(digits).map(|(_, digit)| digit).collect();
        let escaped = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
        seen += escaped.map_or(1, char::len_utf8);
    }
    raw.len()
}

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn places_count_characters_not_bytes() {
        let source = Source { text: "a = 1\né = 'ë x'\n" };
        assert_eq!(source.place(0), (1, 1));
        assert_eq!(source.place("a = 1\né = ".len()), (2, 5));
    }

    #[test]
    fn offsets_inside_strings_count_escapes() {
        let text = r#"k = "a\u00e9 b" "#;
        let source = Source { text };
        let offset = source.inside_string(&(4..15), "aé ".len());
        assert_eq!(text.get(offset..), Some("b\" "));
        let literal = Source { text: "'ab c'" };
        assert_eq!(literal.inside_string(&(0..6), 3), 4);
    }
}
