//! A whole coding in a cell: `kind; code/subtheme; code`, the first theme first.

use std::fmt;

use crate::model::{Kind, Statement, UNCODED, WholeCoding};

impl WholeCoding {
    /// The coding that a statement has.
    #[must_use]
    pub fn of(statement: &Statement) -> Self {
        let themes = statement.themes.iter().filter(|theme| theme.code != UNCODED);
        let themes = themes.map(|theme| match &theme.subtheme {
            Some(subtheme) => format!("{}/{subtheme}", theme.code),
            None => theme.code.clone(),
        });
        Self { kind: statement.kind, themes: themes.collect() }
    }

    /// Reads a whole coding; none where it does not begin with a kind, or names a theme twice.
    #[must_use]
    pub fn parse(cell: &str) -> Option<Self> {
        let mut parts = cell.split(';').map(str::trim);
        let mut coding = Self { kind: Kind::from_code(parts.next()?)?, themes: Vec::new() };
        for theme in parts.filter(|theme| !theme.is_empty() && *theme != UNCODED) {
            if coding.theme(theme_parts(theme).0).is_some() {
                return None;
            }
            coding.themes.push(theme.to_owned());
        }
        Some(coding)
    }

    /// Its theme of that code, with the subtheme.
    #[must_use]
    pub fn theme(&self, code: &str) -> Option<&str> {
        self.themes.iter().map(String::as_str).find(|theme| theme_parts(theme).0 == code)
    }
}

impl fmt::Display for WholeCoding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.kind.code())?;
        self.themes.iter().try_for_each(|theme| write!(out, "; {theme}"))
    }
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

#[cfg(test)]
mod tests {
    use super::theme_parts;
    use crate::model::WholeCoding;

    #[test]
    fn a_coding_is_one_line_and_back() {
        for text in ["wens", "knelpunt; capaciteit", "context; capaciteit/wachttijd; schotten"] {
            assert_eq!(WholeCoding::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(WholeCoding::parse(" wens ;overig; ").unwrap().to_string(), "wens");
        for text in ["", "capaciteit", "klacht; capaciteit", "wens; a/b; a"] {
            assert_eq!(WholeCoding::parse(text), None, "{text}");
        }
        assert_eq!(theme_parts(" a / b "), ("a", Some("b")));
    }
}
