//! What differs between gold and found, statement by statement, for whoever wants to repair it.

use serde::Serialize;

use super::coding::{Coded, CodedTheme};
use super::gold::GoldStatement;
use super::matching::{Matching, Pair, letters, scopes};
use super::statements::right_section;
use crate::model::{Kind, Section, Statement};
use crate::text::{likeness, matching, matching_at_most};

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "difference", rename_all = "kebab-case")]
pub enum Difference {
    /// A gold statement that was not found.
    Missed {
        /// Document or record.
        place: String,
        /// Its text.
        text: String,
        /// The found statement that is most like it.
        nearest: Option<Nearest>,
    },
    /// A found statement that is not in gold.
    Extra {
        /// Document or record.
        place: String,
        /// Its id.
        id: String,
        /// Its text.
        text: String,
    },
    /// A found statement whose text is not quite that of gold.
    Near {
        /// Document or record.
        place: String,
        /// The gold text.
        text: String,
        /// What was found for it.
        found: Nearest,
    },
    /// A statement under another heading than in gold.
    Section {
        /// Document or record.
        place: String,
        /// Its text.
        text: String,
        /// The heading in gold.
        gold: Option<Section>,
        /// The heading found.
        found: Option<Section>,
    },
    /// A statement with other themes than in gold, or with another first one.
    Themes {
        /// Document or record.
        place: String,
        /// Its text.
        text: String,
        /// Themes in gold, the primary one first.
        gold: Vec<String>,
        /// Themes found, best first, each with its score and the words that speak for it.
        found: Vec<CodedTheme>,
    },
    /// A statement of another kind than in gold.
    Kind {
        /// Document or record.
        place: String,
        /// Its text.
        text: String,
        /// The kind in gold.
        gold: Kind,
        /// The kind found.
        found: Option<Kind>,
        /// The words that decided it; none where the heading or what is usual did.
        words: Vec<String>,
    },
}

/// A found statement and how alike it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Nearest {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Ratcliff-Obershelp likeness of the letters and digits, 0 to 1.
    pub ratio: f64,
}

/// Missed gold with the nearest found statement, extra statements, near pairs and wrong headings.
#[must_use]
pub fn statement_differences(
    gold: &[GoldStatement],
    statements: &[Statement],
    matching: &Matching,
) -> Vec<Difference> {
    let scopes = scopes(gold, statements);
    let missed = matching.missed.iter().filter_map(|place| {
        let gold = gold.get(*place)?;
        let candidates = scopes.get(&gold.place).map_or(&[][..], |scope| &scope.found);
        Some(Difference::Missed {
            place: gold.place.name().to_owned(),
            text: gold.text.clone(),
            nearest: nearest(&gold.text, candidates, statements),
        })
    });
    let extra = matching.extra.iter().filter_map(|place| {
        let found = statements.get(*place)?;
        Some(Difference::Extra {
            place: found.record.clone().unwrap_or_else(|| found.document.clone()),
            id: found.id.clone(),
            text: found.text.clone(),
        })
    });
    let near = matching.pairs.iter().filter_map(|pair| near(gold, statements, *pair));
    let sections = matching.pairs.iter().filter_map(|pair| wrong_section(gold, statements, *pair));
    missed.chain(extra).chain(near).chain(sections).collect()
}

/// Wrong themes and wrong kinds of the gold statements that were coded; missed ones (no kind) are left out.
#[must_use]
pub fn coding_differences(gold: &[GoldStatement], coded: &[Coded]) -> Vec<Difference> {
    let pairs = || gold.iter().zip(coded).filter(|(_, coded)| coded.kind.is_some());
    let themes = pairs().filter_map(|(gold, coded)| wrong_themes(gold, coded));
    let kinds = pairs().filter(|(gold, coded)| coded.kind != Some(gold.kind));
    let kinds = kinds.map(|(gold, coded)| Difference::Kind {
        place: gold.place.name().to_owned(),
        text: gold.text.clone(),
        gold: gold.kind,
        found: coded.kind,
        words: coded.kind_words.clone(),
    });
    themes.chain(kinds).collect()
}

fn near(gold: &[GoldStatement], statements: &[Statement], pair: Pair) -> Option<Difference> {
    let (gold, found) = (gold.get(pair.gold)?, statements.get(pair.found)?);
    (!pair.exact).then(|| Difference::Near {
        place: gold.place.name().to_owned(),
        text: gold.text.clone(),
        found: Nearest { id: found.id.clone(), text: found.text.clone(), ratio: pair.ratio },
    })
}

fn wrong_section(gold: &[GoldStatement], statements: &[Statement], pair: Pair) -> Option<Difference> {
    let right = right_section(gold, statements, pair)?;
    let (gold, found) = (gold.get(pair.gold)?, statements.get(pair.found)?);
    (!right).then(|| Difference::Section {
        place: gold.place.name().to_owned(),
        text: gold.text.clone(),
        gold: gold.section.clone(),
        found: found.section.clone(),
    })
}

fn wrong_themes(gold: &GoldStatement, coded: &Coded) -> Option<Difference> {
    let mut wanted = gold.themes.clone();
    wanted.sort_by_key(|code| *code != gold.primary);
    let found = coded.themes.iter().map(|theme| theme.code.clone());
    let (mut one, mut other) = (wanted.clone(), found.collect::<Vec<String>>());
    one.sort();
    other.sort();
    let same = one == other && gold.primary == coded.primary();
    (!same).then(|| Difference::Themes {
        place: gold.place.name().to_owned(),
        text: gold.text.clone(),
        gold: wanted,
        found: coded.themes.clone(),
    })
}

/// The candidate most like `text`; those whose letter counts can't beat the best so far are not compared in full.
fn nearest(text: &str, candidates: &[usize], statements: &[Statement]) -> Option<Nearest> {
    let wanted = letters(text);
    let mut bounded: Vec<_> = candidates
        .iter()
        .filter_map(|place| {
            let found = statements.get(*place)?;
            let letters = letters(&found.text);
            let bound = likeness(matching_at_most(&wanted, &letters), wanted.len() + letters.len());
            Some((bound, found, letters))
        })
        .collect();
    bounded.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut best: Option<(f64, &Statement)> = None;
    for (bound, found, letters) in &bounded {
        if best.is_some_and(|(ratio, _)| ratio >= *bound) {
            break;
        }
        let ratio = likeness(matching(&wanted, letters), wanted.len() + letters.len());
        if best.is_none_or(|(so_far, _)| ratio > so_far) {
            best = Some((ratio, found));
        }
    }
    best.map(|(ratio, found)| Nearest { id: found.id.clone(), text: found.text.clone(), ratio })
}
