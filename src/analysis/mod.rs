//! counts and measures over coded statements.

use crate::model::{Codebook, Statement, Summary, ThemeCount, UNCODED};

/// Counts statements.
#[must_use]
pub fn summarise(statements: &[Statement], codebook: &Codebook) -> Summary {
    let codes = codebook
        .themes
        .iter()
        .map(|theme| theme.code.as_str())
        .chain([UNCODED]);
    let themes: Vec<_> = codes.map(|code| count(statements, code)).collect();
    let mut kinds = std::collections::BTreeMap::new();
    for statement in statements {
        *kinds.entry(statement.kind.code().to_owned()).or_default() += 1;
    }
    Summary {
        statements: statements.len() as u64,
        uncoded: themes.last().map_or(0, |theme| theme.statements),
        themes,
        kinds,
        ..Summary::default()
    }
}

fn count(statements: &[Statement], code: &str) -> ThemeCount {
    let quotes: Vec<_> = statements
        .iter()
        .filter(|statement| statement.primary() == code)
        .map(|statement| statement.id.clone())
        .collect();
    ThemeCount {
        code: code.into(),
        statements: quotes.len() as u64,
        quotes,
        ..ThemeCount::default()
    }
}
