//! Matches weighed together: what counts as evidence for a theme, less what an exclusion or a denial takes away, and how much it says.

use super::matches::{Match, WordRange};
use super::matching::Found;
use super::rules::{Negation, Role, RuleId};
use super::taxonomy::Taxonomy;
use crate::model::Kind;
use crate::text::{Analysis, Break};

/// One match of one pattern, with what it says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Evidence<'f> {
    pub(crate) rule: RuleId,
    pub(crate) weight: f64,
    pub(crate) found: &'f Match,
    /// Whether it added to the score: it says something that no heavier piece said before.
    pub(crate) adds: bool,
}

/// What becomes of evidence for a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Counts,
    /// An exclusion matched some of its words.
    Excluded(RuleId),
    /// Its problem is denied.
    Denied(RuleId),
}

/// Evidence sorted from the heaviest, and how strong it is together.
#[derive(Debug)]
pub(crate) struct Weighed<'f> {
    pub(crate) all: Vec<Evidence<'f>>,
    /// The probability that at least one of the independent pieces is right (noisy-or).
    pub(crate) score: f64,
}

/// A text with its words and all that the patterns found in it.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) analysis: Analysis,
    pub(crate) found: Found,
}

/// Weighs evidence: heaviest first; a piece whose words were all counted before, or a pattern met before, adds nothing.
pub(crate) fn weigh(mut all: Vec<Evidence<'_>>) -> Weighed<'_> {
    all.sort_by(|one, other| {
        other
            .weight
            .total_cmp(&one.weight)
            .then_with(|| one.found.cmp(other.found))
            .then_with(|| one.rule.cmp(&other.rule))
    });
    let mut counted = WordSet::default();
    let mut doubt = 1.0;
    for place in 0..all.len() {
        let (before, rest) = all.split_at_mut(place);
        let Some(piece) = rest.first_mut() else {
            break;
        };
        let adds_words = counted.add(&piece.found.words);
        piece.adds = adds_words && !before.iter().any(|other| other.adds && other.rule == piece.rule);
        if piece.adds {
            doubt *= 1.0 - piece.weight;
        }
    }
    Weighed { all, score: 1.0 - doubt }
}

/// What speaks for each theme of the codebook, in its order.
pub(crate) fn weighed_themes<'r>(taxonomy: &Taxonomy, reading: &'r Reading) -> Vec<Weighed<'r>> {
    let denials = Denials::of(taxonomy, reading);
    let themes = 0..taxonomy.codebook.themes.len();
    themes.map(|theme| weigh(theme_matches(taxonomy, reading, &denials, theme))).collect()
}

/// The themes, by position in the codebook, whose evidence reaches the threshold.
pub(crate) fn found_themes<'r>(taxonomy: &Taxonomy, reading: &'r Reading) -> Vec<(usize, Weighed<'r>)> {
    let weighed = weighed_themes(taxonomy, reading).into_iter().enumerate();
    weighed.filter(|(_, weighed)| weighed.score >= taxonomy.scoring.threshold).collect()
}

/// What speaks for a kind by patterns of that role, less what the kind's exclusions take away.
pub(crate) fn kind_matches<'r>(
    taxonomy: &Taxonomy,
    reading: &'r Reading,
    wanted: Role,
    kind: Kind,
) -> Vec<Evidence<'r>> {
    let taken = words_of(taxonomy, reading, |role| role == Role::KindExclusion(kind));
    matches_of(taxonomy, reading, |role| role == wanted, &taken)
}

/// The matches of all patterns with that role, less those that touch a word of `taken`.
fn matches_of<'r>(
    taxonomy: &Taxonomy,
    reading: &'r Reading,
    applies: impl Fn(Role) -> bool,
    taken: &WordSet,
) -> Vec<Evidence<'r>> {
    let mut evidence = Vec::new();
    for (hit, matches) in reading.found.of_role(applies) {
        let weight = taxonomy.rules.all.get(hit.rule).map_or(0.0, |rule| rule.weight);
        let free = matches.iter().filter(|found| !taken.touches(&found.words));
        evidence.extend(free.map(|found| Evidence { rule: hit.rule, weight, found, adds: false }));
    }
    evidence
}

/// The words that patterns with that role matched.
fn words_of(taxonomy: &Taxonomy, reading: &Reading, applies: impl Fn(Role) -> bool) -> WordSet {
    let mut words = WordSet::default();
    for piece in matches_of(taxonomy, reading, applies, &WordSet::default()) {
        words.add(&piece.found.words);
    }
    words
}

/// Some of a text's words, by position.
#[derive(Debug, Default)]
struct WordSet {
    /// A bit for each of the first 64, which are all of most statements.
    first: u64,
    others: Vec<bool>,
}

impl WordSet {
    /// Adds words and tells whether any was new.
    fn add(&mut self, words: &[WordRange]) -> bool {
        let mut any_new = false;
        for position in words.iter().flat_map(|range| range.start..range.end) {
            any_new |= !self.has(position);
            match position.checked_sub(u64::BITS) {
                None => self.first |= 1 << position,
                Some(place) => {
                    let place = place as usize;
                    self.others.resize(self.others.len().max(place + 1), false);
                    self.others.iter_mut().skip(place).take(1).for_each(|has| *has = true);
                }
            }
        }
        any_new
    }

    fn has(&self, position: u32) -> bool {
        match position.checked_sub(u64::BITS) {
            None => self.first >> position & 1 != 0,
            Some(place) => self.others.get(place as usize).copied().unwrap_or_default(),
        }
    }

    fn touches(&self, words: &[WordRange]) -> bool {
        words.iter().any(|range| (range.start..range.end).any(|position| self.has(position)))
    }
}

/// Everything that patterns found for a theme, with what becomes of it.
pub(crate) fn judged<'r>(
    taxonomy: &Taxonomy,
    reading: &'r Reading,
    denials: &Denials<'_>,
    theme: usize,
) -> Vec<(Evidence<'r>, Fate)> {
    let exclusions = exclusions(taxonomy, reading, theme);
    let found = found_for(taxonomy, reading, theme).into_iter();
    found.map(|piece| (piece, fate(taxonomy, reading, &exclusions, denials, &piece))).collect()
}

/// Everything that patterns found for a theme.
fn found_for<'r>(taxonomy: &Taxonomy, reading: &'r Reading, theme: usize) -> Vec<Evidence<'r>> {
    let speaks = |role: Role| matches!(role, Role::Theme { theme: of, .. } if of == theme);
    matches_of(taxonomy, reading, speaks, &WordSet::default())
}

fn exclusions<'r>(taxonomy: &Taxonomy, reading: &'r Reading, theme: usize) -> Vec<Evidence<'r>> {
    let excludes =
        |role: Role| matches!(role, Role::Exclusion { theme: of } if of.is_none_or(|of| of == theme));
    matches_of(taxonomy, reading, excludes, &WordSet::default())
}

fn fate(
    taxonomy: &Taxonomy,
    reading: &Reading,
    exclusions: &[Evidence<'_>],
    denials: &Denials<'_>,
    piece: &Evidence<'_>,
) -> Fate {
    let overlaps = |other: &&Evidence<'_>| overlap(&other.found.words, &piece.found.words);
    if let Some(exclusion) = exclusions.iter().find(overlaps) {
        return Fate::Excluded(exclusion.rule);
    }
    let denied = is_deniable(taxonomy, piece.rule).then(|| denials.of_match(reading, piece.found)).flatten();
    denied.map_or(Fate::Counts, Fate::Denied)
}

fn overlap(one: &[WordRange], other: &[WordRange]) -> bool {
    one.iter().any(|a| other.iter().any(|b| a.start < b.end && b.start < a.end))
}

fn theme_matches<'r>(
    taxonomy: &Taxonomy,
    reading: &'r Reading,
    denials: &Denials<'_>,
    theme: usize,
) -> Vec<Evidence<'r>> {
    let mut found = found_for(taxonomy, reading, theme);
    if !found.is_empty() {
        let exclusions = exclusions(taxonomy, reading, theme);
        found.retain(|piece| fate(taxonomy, reading, &exclusions, denials, piece) == Fate::Counts);
    }
    found
}

fn is_deniable(taxonomy: &Taxonomy, rule: RuleId) -> bool {
    let role = taxonomy.rules.all.get(rule).map(|rule| rule.role);
    matches!(role, Some(Role::Theme { cancelled_by: Negation::Cancels, .. }))
}

/// Where a statement denies something; nowhere, when it wishes or deplores.
pub(crate) struct Denials<'r> {
    before: Vec<Evidence<'r>>,
    after: Vec<Evidence<'r>>,
    reach: u32,
}

impl<'r> Denials<'r> {
    pub(crate) fn of(taxonomy: &Taxonomy, reading: &'r Reading) -> Self {
        let find = |wanted: Role| matches_of(taxonomy, reading, |role| role == wanted, &WordSet::default());
        let wishes = !find(Role::NegationUnless).is_empty();
        let unless_wished = |role| if wishes { Vec::new() } else { find(role) };
        Self {
            before: unless_wished(Role::NegationBefore),
            after: unless_wished(Role::NegationAfter),
            reach: taxonomy.scoring.negation_reach,
        }
    }

    /// The pattern that denies what was found.
    fn of_match(&self, reading: &Reading, found: &Match) -> Option<RuleId> {
        let tokens = &reading.analysis.tokens;
        let near = |first: WordRange, second: WordRange| {
            let gap = second.start.checked_sub(first.end);
            let between = tokens.iter().take(second.start as usize + 1).skip(first.end as usize);
            gap.is_some_and(|gap| gap <= self.reach)
                && between.into_iter().all(|token| token.break_before == Break::None)
        };
        let before = self.before.iter().find(|denial| near(denial.found.extent, found.extent));
        let after = || self.after.iter().find(|denial| near(found.extent, denial.found.extent));
        before.or_else(after).map(|denial| denial.rule)
    }
}
