//! Coding the gold's own texts, so that a taxonomy is measured apart from the recovery of statements.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use bloemlezer::analysis::scores::{Coded, GoldStatement};
use bloemlezer::codebook::{EMBEDDED, Taxonomy};
use bloemlezer::coding::{CodingInput, code};
use bloemlezer::pipeline::TaxonomySource;
use bloemlezer::text::Analyser;

use super::super::failure::Failure;
use super::super::settings;

/// What a taxonomy makes of texts.
pub(super) struct GoldCoding {
    /// The codebook's theme codes in its order, without `overig`.
    pub(super) themes: Vec<String>,
    /// The codes of every text, in the order of the gold.
    pub(super) coded: Vec<Coded>,
}

/// Codes the texts under the headings that gold gives them; none stands for the default taxonomy.
pub(super) fn code_gold(taxonomy: Option<&Path>, gold: &[GoldStatement]) -> anyhow::Result<GoldCoding> {
    let taxonomy = read(&settings::taxonomy(taxonomy))?;
    let inputs: Vec<_> = gold
        .iter()
        .map(|gold| CodingInput {
            text: &gold.text,
            section: gold.section.as_ref(),
            chapter_kind: None,
            question: None,
        })
        .collect();
    let codings = code(&taxonomy, &mut Analyser::new(), &inputs).into_iter();
    let coded = codings.map(|coding| Coded {
        kind: Some(coding.kind.kind),
        themes: coding.themes.into_iter().map(|theme| theme.code).collect(),
    });
    Ok(GoldCoding {
        coded: coded.collect(),
        themes: taxonomy.codebook.themes.into_iter().map(|theme| theme.code).collect(),
    })
}

fn read(source: &TaxonomySource) -> anyhow::Result<Taxonomy> {
    let TaxonomySource::File(path) = source else {
        return Ok(Taxonomy::parse("knelpunten.toml", EMBEDDED)?);
    };
    let name = path.display().to_string();
    let text = fs::read_to_string(path).with_context(|| {
        Failure::new(
            format!("the taxonomy {name} can't be read"),
            "name a taxonomy with --taxonomy, or leave it out for the one that ships with the program",
        )
    })?;
    Ok(Taxonomy::parse(&name, &text)?)
}
