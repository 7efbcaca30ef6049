//! A whole coding in a cell: `kind; code/subtheme; code`, the first theme first.

use crate::model::{Kind, Statement, ThemeCoding, WholeCoding};

/// The coding that a statement has.
#[must_use]
pub fn whole_coding(statement: &Statement) -> WholeCoding {
    WholeCoding {
        kind: statement.kind.code().to_owned(),
        themes: statement.themes.iter().map(theme_text).collect(),
    }
}

fn theme_text(theme: &ThemeCoding) -> String {
    match &theme.subtheme {
        Some(subtheme) => format!("{}/{subtheme}", theme.code),
        None => theme.code.clone(),
    }
}

/// Reads a whole coding; none where it does not begin with a kind, or names a theme twice.
#[must_use]
pub fn parse_whole(cell: &str) -> Option<WholeCoding> {
    let mut parts = cell.split(';').map(str::trim).filter(|part| !part.is_empty());
    let kind = Kind::from_code(parts.next()?)?;
    let mut themes: Vec<String> = Vec::new();
    for theme in parts {
        if themes.iter().any(|known| theme_parts(known).0 == theme_parts(theme).0) {
            return None;
        }
        themes.push(theme.to_owned());
    }
    Some(WholeCoding { kind: kind.code().to_owned(), themes })
}

/// Code and subtheme of `code/subtheme` or `code`.
#[must_use]
pub fn theme_parts(theme: &str) -> (&str, Option<&str>) {
    match theme.split_once('/') {
        Some((code, subtheme)) => {
            (code.trim(), Some(subtheme.trim()).filter(|subtheme| !subtheme.is_empty()))
        }
        None => (theme.trim(), None),
    }
}

impl std::fmt::Display for WholeCoding {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.kind)?;
        self.themes.iter().try_for_each(|theme| write!(out, "; {theme}"))
    }
}

#[cfg(test)]
mod tests {
    use super::{parse_whole, theme_parts};

    #[test]
    fn a_coding_reads_back() {
        for text in ["wens", "knelpunt; capaciteit", "context; capaciteit/wachttijd; schotten"] {
            assert_eq!(parse_whole(text).unwrap().to_string(), text);
        }
        assert_eq!(parse_whole("capaciteit"), None);
        assert_eq!(parse_whole("wens; a/b; a"), None);
        assert_eq!(theme_parts(" a / b "), ("a", Some("b")));
    }
}
