//! What a change of the taxonomy moves: the same statements coded before and after.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::{Statement, StatementId, ThemeCoding};

/// A statement whose codes change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Move {
    /// The statement.
    pub statement: StatementId,
    /// Its text.
    pub text: String,
    /// Its kind before and after, where it changes.
    pub kind: Option<[String; 2]>,
    /// Themes that it gets.
    pub gained: Vec<MovedTheme>,
    /// Themes that it loses.
    pub lost: Vec<MovedTheme>,
    /// Its first theme before and after (`overig` without any), where that changes.
    pub primary: Option<[String; 2]>,
    /// Subthemes of themes that stay, before and after as `code/subtheme`, where they change.
    pub subthemes: Vec<[String; 2]>,
}

/// A theme that comes or goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MovedTheme {
    /// Its code.
    pub code: String,
    /// The patterns that bring it, or brought it: those that the other taxonomy does not match there, else all. `model` is the
    /// learned layer.
    pub patterns: Vec<String>,
}

/// How many statements a pattern brings to a theme, or takes from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PatternMoves {
    /// The theme.
    pub code: String,
    /// The pattern.
    pub pattern: String,
    /// Statements that get the theme with it.
    pub gained: Vec<StatementId>,
    /// Statements that lose the theme with it.
    pub lost: Vec<StatementId>,
}

/// The statements whose kind, themes, first theme or subthemes differ, in their order. Both lists hold the same statements.
#[must_use]
pub fn moves(before: &[Statement], after: &[Statement]) -> Vec<Move> {
    let pairs = before.iter().zip(after).filter(|(before, after)| before.id == after.id);
    pairs.filter_map(|(before, after)| moved(before, after)).collect()
}

fn moved(before: &Statement, after: &Statement) -> Option<Move> {
    let kind =
        (before.kind != after.kind).then(|| [before.kind.code().to_owned(), after.kind.code().to_owned()]);
    let gained = without(&after.themes, &before.themes);
    let lost = without(&before.themes, &after.themes);
    let primary = (before.primary() != after.primary())
        .then(|| [before.primary().to_owned(), after.primary().to_owned()]);
    let subthemes = subthemes(&before.themes, &after.themes);
    if kind.is_none() && gained.is_empty() && lost.is_empty() && primary.is_none() && subthemes.is_empty() {
        return None;
    }
    let (statement, text) = (before.id.clone(), before.text.clone());
    Some(Move { statement, text, kind, gained, lost, primary, subthemes })
}

fn subthemes(before: &[ThemeCoding], after: &[ThemeCoding]) -> Vec<[String; 2]> {
    let shown = |theme: &ThemeCoding| match &theme.subtheme {
        Some(subtheme) => format!("{}/{subtheme}", theme.code),
        None => theme.code.clone(),
    };
    let pairs = before.iter().filter_map(|theme| {
        let now = after.iter().find(|other| other.code == theme.code && other.subtheme != theme.subtheme)?;
        Some([shown(theme), shown(now)])
    });
    pairs.collect()
}

/// The themes that the others lack, each with the patterns that the others lack too.
fn without(themes: &[ThemeCoding], others: &[ThemeCoding]) -> Vec<MovedTheme> {
    let known: BTreeSet<&str> = others.iter().flat_map(rules).collect();
    let new = themes.iter().filter(|theme| !others.iter().any(|other| other.code == theme.code));
    new.map(|theme| {
        let all: BTreeSet<&str> = rules(theme).collect();
        let own: Vec<String> = all.difference(&known).map(|rule| (*rule).to_owned()).collect();
        let patterns = if own.is_empty() { all.into_iter().map(str::to_owned).collect() } else { own };
        MovedTheme { code: theme.code.clone(), patterns }
    })
    .collect()
}

fn rules(theme: &ThemeCoding) -> impl Iterator<Item = &str> {
    theme.evidence.iter().map(|piece| piece.rule.as_str())
}

/// The same by pattern, those that move most first.
#[must_use]
pub fn by_pattern(moves: &[Move]) -> Vec<PatternMoves> {
    let mut patterns: BTreeMap<(&str, &str), PatternMoves> = BTreeMap::new();
    for own in moves {
        let gained = own.gained.iter().map(|theme| (theme, true));
        for (theme, gains) in gained.chain(own.lost.iter().map(|theme| (theme, false))) {
            for pattern in &theme.patterns {
                let row = patterns.entry((&theme.code, pattern)).or_insert_with(|| PatternMoves {
                    code: theme.code.clone(),
                    pattern: pattern.clone(),
                    gained: Vec::new(),
                    lost: Vec::new(),
                });
                if gains { &mut row.gained } else { &mut row.lost }.push(own.statement.clone());
            }
        }
    }
    let mut rows: Vec<PatternMoves> = patterns.into_values().collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.gained.len() + row.lost.len()));
    rows
}

#[cfg(test)]
mod tests {
    use super::{by_pattern, moves};
    use crate::model::{Coder, Kind, Statement, ThemeCoding, ThemeEvidence};

    fn statement(id: &str, themes: &[(&str, &[&str])]) -> Statement {
        let theme = |(code, rules): &(&str, &[&str])| ThemeCoding {
            code: (*code).to_owned(),
            subtheme: None,
            score: 0.9,
            source: Coder::Rule,
            coder: None,
            evidence: rules
                .iter()
                .map(|rule| ThemeEvidence { start: 0, end: 1, rule: (*rule).to_owned() })
                .collect(),
        };
        let themes = themes.iter().map(theme).collect();
        Statement { id: id.into(), themes, ..Statement::uncoded("a.txt", "Tekst".into()) }
    }

    #[test]
    fn what_comes_and_goes_is_told_with_its_patterns() {
        let before =
            [statement("a", &[("tijd", &["druk", "haast"])]), statement("b", &[]), statement("c", &[])];
        let mut after =
            [statement("a", &[("geld", &["druk", "duur"])]), before[1].clone(), before[2].clone()];
        after[1].kind = Kind::Wens;
        let found = moves(&before, &after);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].gained[0].patterns, ["duur"]);
        assert_eq!(found[0].lost[0].patterns, ["haast"]);
        assert_eq!(found[0].primary.as_ref().unwrap(), &["tijd", "geld"]);
        assert_eq!(found[1].kind.as_ref().unwrap(), &["knelpunt", "wens"]);
        let patterns = by_pattern(&found);
        assert_eq!((patterns[0].pattern.as_str(), patterns[0].gained.len()), ("duur", 1));
        assert_eq!((patterns[1].pattern.as_str(), patterns[1].lost.len()), ("haast", 1));
    }
}
