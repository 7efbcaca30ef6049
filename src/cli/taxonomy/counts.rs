//! What a taxonomy does to texts: the statements of each pattern, and those that two themes share. By rules alone.

use std::collections::BTreeSet;

use bloemlezer::analysis::{Overlaps, overlaps};
use bloemlezer::codebook::{Passage, Taxonomy, Usage, usage};
use bloemlezer::coding::{CodingInput, code};
use bloemlezer::text::Analyser;

use super::corpus::Text;

pub(super) struct Counts {
    pub(super) usage: Usage,
    pub(super) overlaps: Overlaps,
}

impl Counts {
    /// Counts over the texts, with a taxonomy that has no learned model.
    pub(super) fn of(taxonomy: &Taxonomy, texts: &[Text]) -> Self {
        let passages: Vec<Passage<'_>> = texts.iter().map(passage).collect();
        Self { usage: usage(taxonomy, &passages), overlaps: overlaps_of(taxonomy, texts) }
    }
}

fn passage(own: &Text) -> Passage<'_> {
    let title = own.section.as_ref().map(|section| section.title.as_str());
    Passage { text: &own.text, titles: title.into_iter().chain(own.question.as_deref()).collect() }
}

fn overlaps_of(taxonomy: &Taxonomy, texts: &[Text]) -> Overlaps {
    let inputs: Vec<CodingInput<'_>> = texts
        .iter()
        .map(|own| CodingInput {
            text: &own.text,
            section: own.section.as_ref(),
            chapter_kind: None,
            question: own.question.as_deref(),
        })
        .collect();
    let codings = code(taxonomy, &mut Analyser::new(), &inputs);
    let codes = |themes: &[bloemlezer::model::ThemeCoding]| -> BTreeSet<String> {
        themes.iter().map(|theme| theme.code.clone()).collect()
    };
    let owned: Vec<BTreeSet<String>> = codings.iter().map(|coding| codes(&coding.themes)).collect();
    let statements: Vec<BTreeSet<&str>> =
        owned.iter().map(|own| own.iter().map(String::as_str).collect()).collect();
    let themes: Vec<&str> = taxonomy.codebook.themes.iter().map(|theme| theme.code.as_str()).collect();
    overlaps(&themes, &statements)
}
