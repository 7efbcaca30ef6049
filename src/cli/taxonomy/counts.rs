//! What a taxonomy does to texts: the statements of each pattern, and those that two themes share. By rules alone.

use std::collections::BTreeSet;

use bloemlezer::analysis::{Overlaps, overlaps};
use bloemlezer::codebook::{Owner, Passage, PatternUse, Taxonomy, Usage, usage};

use super::corpus::{Judged, Text};
use super::themes_by_rules;

pub(super) struct Counts {
    pub(super) usage: Usage,
    pub(super) overlaps: Overlaps,
    /// What people say of the statements that each pattern speaks in, in the order of the patterns.
    pub(super) precision: Vec<Option<Precision>>,
    /// Statements that people judged.
    pub(super) judged: usize,
}

/// How often people agree with a pattern.
#[derive(Clone, Copy)]
pub(super) struct Precision {
    /// Judged statements in which its evidence is left.
    pub(super) judged: u64,
    /// Those that people gave its theme or kind.
    pub(super) right: u64,
}

impl Precision {
    /// The share of right ones; none where none was judged.
    pub(super) fn share(self) -> Option<f64> {
        (self.judged > 0).then(|| self.right as f64 / self.judged as f64)
    }
}

impl Counts {
    /// Counts over the texts, with a taxonomy that has no learned model.
    pub(super) fn of(taxonomy: &Taxonomy, texts: &[Text]) -> Self {
        let passages: Vec<Passage<'_>> = texts.iter().map(passage).collect();
        let usage = usage(taxonomy, &passages);
        Self {
            precision: usage.patterns.iter().map(|pattern| precision(pattern, texts)).collect(),
            judged: texts.iter().filter(|text| text.judged.is_some()).count(),
            overlaps: overlaps_of(taxonomy, texts),
            usage,
        }
    }
}

/// None for a pattern that speaks for neither a theme nor a kind of statements.
fn precision(pattern: &PatternUse, texts: &[Text]) -> Option<Precision> {
    let agrees = |judged: &Judged| match &pattern.owner {
        Owner::Theme(code, _) => Some(judged.themes.contains(code)),
        Owner::Kind(kind) => Some(judged.kind == *kind),
        _ => None,
    };
    pattern.alone?;
    let mut precision = Precision { judged: 0, right: 0 };
    let judged = pattern.speaks.iter().filter_map(|place| texts.get(*place as usize)?.judged.as_ref());
    for right in judged.filter_map(agrees) {
        precision.judged += 1;
        precision.right += u64::from(right);
    }
    Some(precision)
}

fn passage(own: &Text) -> Passage<'_> {
    let title = own.section.as_ref().map(|section| section.title.as_str());
    Passage { text: &own.text, titles: title.into_iter().chain(own.question.as_deref()).collect() }
}

fn overlaps_of(taxonomy: &Taxonomy, texts: &[Text]) -> Overlaps {
    let places = texts.iter().map(|own| (own.text.as_str(), own.section.as_ref(), own.question.as_deref()));
    let owned = themes_by_rules(taxonomy, places);
    let statements: Vec<BTreeSet<&str>> =
        owned.iter().map(|own| own.iter().map(String::as_str).collect()).collect();
    let themes: Vec<&str> = taxonomy.codebook.themes.iter().map(|theme| theme.code.as_str()).collect();
    overlaps(&themes, &statements)
}
