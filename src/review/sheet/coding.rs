//! A statement's coding as one line: `kind; theme; theme/subtheme`.

use std::fmt;

use crate::model::{Kind, Statement, UNCODED};

/// Kind and themes of a statement, the primary theme first; no themes is `overig`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeCoding {
    /// The kind.
    pub kind: Kind,
    /// Themes as `code` or `code/subtheme`, each code once.
    pub themes: Vec<String>,
}

impl WholeCoding {
    /// That of a statement of a run.
    #[must_use]
    pub fn of(statement: &Statement) -> Self {
        let themes = statement.themes.iter().filter(|theme| theme.code != UNCODED);
        let themes = themes.map(|theme| match &theme.subtheme {
            Some(subtheme) => format!("{}/{subtheme}", theme.code),
            None => theme.code.clone(),
        });
        Self { kind: statement.kind, themes: themes.collect() }
    }

    /// The coding that a line tells; `None` where it tells none.
    #[must_use]
    pub fn parse(line: &str) -> Option<Self> {
        let mut parts = line.split(';').map(str::trim);
        let kind = Kind::from_code(parts.next()?)?;
        let themes = parts.filter(|theme| !theme.is_empty() && *theme != UNCODED).map(str::to_owned);
        Some(Self { kind, themes: themes.collect() })
    }

    /// Its theme of that code, with the subtheme.
    pub(super) fn theme(&self, code: &str) -> Option<&str> {
        self.themes.iter().map(String::as_str).find(|theme| theme_code(theme) == code)
    }
}

impl fmt::Display for WholeCoding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.kind.code())?;
        self.themes.iter().try_for_each(|theme| write!(out, "; {theme}"))
    }
}

/// The code of `code/subtheme`.
pub(super) fn theme_code(theme: &str) -> &str {
    theme.split_once('/').map_or(theme, |(code, _)| code)
}

#[cfg(test)]
mod tests {
    use super::WholeCoding;

    #[test]
    fn a_coding_is_one_line_and_back() {
        for line in ["wens", "knelpunt; capaciteit/werkdruk; herkenning"] {
            assert_eq!(WholeCoding::parse(line).unwrap().to_string(), line);
        }
        assert_eq!(WholeCoding::parse(" wens ;overig; ").unwrap().to_string(), "wens");
        for line in ["", "capaciteit", "klacht; capaciteit"] {
            assert_eq!(WholeCoding::parse(line), None, "{line}");
        }
    }
}
