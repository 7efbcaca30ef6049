//! Coding the gold's own texts, so that a taxonomy is measured apart from the recovery of statements.

use std::path::Path;

use bloemlezer::analysis::scores::{Coded, GoldStatement};
use bloemlezer::pipeline::load_taxonomy;

use super::super::settings;
use super::code_texts;

/// What a taxonomy makes of texts.
pub(super) struct GoldCoding {
    /// The codebook's theme codes in its order, without `overig`.
    pub(super) themes: Vec<String>,
    /// The codes of every text, in the order of the gold.
    pub(super) coded: Vec<Coded>,
}

/// Codes the texts under the headings that gold gives them; none stands for the default taxonomy.
pub(super) fn code_gold(
    taxonomy: Option<&Path>,
    rules_alone: bool,
    gold: &[GoldStatement],
) -> anyhow::Result<GoldCoding> {
    let taxonomy = load_taxonomy(&settings::taxonomy(taxonomy), rules_alone)?;
    let codings = code_texts(&taxonomy, gold);
    let pairs = gold.iter().zip(&codings);
    let coded = pairs.map(|(gold, coding)| Coded::from_codings(&gold.text, &coding.kind, &coding.themes));
    Ok(GoldCoding {
        coded: coded.collect(),
        themes: taxonomy.codebook.themes.into_iter().map(|theme| theme.code).collect(),
    })
}
