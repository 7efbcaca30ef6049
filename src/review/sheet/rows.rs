//! Statements → the rows of a workbook.

use std::collections::BTreeMap;

use super::choose::Chosen;
use super::row::{place, section, shown, words};
use super::texts::{told, why};
use super::words::SheetLanguage;
use crate::model::WholeCoding;
use crate::model::{Codebook, Statement};

/// What a workbook says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetInfo {
    /// Whether its coders don't see what the machine made of the statements.
    pub blind: bool,
    /// Who fills it in; empty until someone does.
    pub coder: String,
    /// The consultation.
    pub consultation: String,
    /// Name and version of the taxonomy.
    pub taxonomy: String,
    /// How its statements were chosen.
    pub choice: String,
}

/// A workbook as plain data.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook<'c> {
    /// What it says of itself.
    pub info: SheetInfo,
    /// Language of everything but respondents' words and codes.
    pub language: SheetLanguage,
    /// Codes to choose from.
    pub codebook: &'c Codebook,
    /// A row per statement.
    pub rows: Vec<SheetRow>,
}

/// One statement.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetRow {
    pub(super) id: String,
    pub(super) document: String,
    pub(super) place: String,
    pub(super) why: String,
    pub(super) section: String,
    pub(super) text: String,
    /// Words that justify the codes, a code per line.
    pub(super) words: String,
    /// Its coding as it is; none in a blind workbook.
    pub(super) coding: Option<WholeCoding>,
    /// How many statements are nearly identical, itself among them.
    pub(super) group: Option<usize>,
    /// Whether the whole group is coded by this row.
    pub(super) whole_group: bool,
}

/// The workbook of statements to look at, with their coding filled in. `statements` are all of the run: groups are counted over them.
#[must_use]
pub fn workbook<'c>(
    info: SheetInfo,
    language: SheetLanguage,
    codebook: &'c Codebook,
    (chosen, one_per_group): (&[Chosen<'_>], bool),
    statements: &[Statement],
) -> Workbook<'c> {
    let sizes = group_sizes(statements);
    let row = |chosen: &Chosen<'_>| {
        let group = chosen.statement.group.as_deref().and_then(|group| sizes.get(group).copied());
        SheetRow {
            why: why(&chosen.why, language),
            words: words(chosen.statement),
            coding: Some(WholeCoding::of(chosen.statement)),
            whole_group: one_per_group && group.is_some(),
            group,
            ..blind_row(chosen.statement, language)
        }
    };
    let info = SheetInfo { blind: false, choice: told(chosen, language), ..info };
    Workbook { info, language, codebook, rows: chosen.iter().map(row).collect() }
}

/// The workbook of a blind double coding: nothing in it tells what the machine made of the statements.
#[must_use]
pub fn blind_workbook<'c>(
    info: SheetInfo,
    language: SheetLanguage,
    codebook: &'c Codebook,
    statements: &[&Statement],
) -> Workbook<'c> {
    let rows = statements.iter().map(|statement| blind_row(statement, language)).collect();
    // What they were drawn from would tell the machine's code of a theme's sample.
    let choice = language.of("steekproef", "random sample").to_owned();
    Workbook { info: SheetInfo { blind: true, choice, ..info }, language, codebook, rows }
}

fn blind_row(statement: &Statement, language: SheetLanguage) -> SheetRow {
    SheetRow {
        id: statement.id.clone(),
        document: shown(&statement.document),
        place: place(statement, language),
        why: String::new(),
        section: section(statement),
        text: shown(&statement.text),
        words: String::new(),
        coding: None,
        group: None,
        whole_group: false,
    }
}

fn group_sizes(statements: &[Statement]) -> BTreeMap<&str, usize> {
    let mut sizes = BTreeMap::new();
    for group in statements.iter().filter_map(|statement| statement.group.as_deref()) {
        *sizes.entry(group).or_default() += 1;
    }
    sizes
}
