//! What patterns do in a corpus: how many statements each matches, and in how many it alone speaks for its theme or kind.

use std::collections::{BTreeMap, BTreeSet};

use super::super::classes::WordClasses;
use super::super::evidence::{Denials, Fate, Reading, judged, kind_matches};
use super::super::rules::{Role, RuleId};
use super::super::{Finding, Taxonomy};
use crate::model::Kind;
use crate::text::Analyser;

/// A pattern that matches more than this share of the statements tells hardly anything.
const TOO_BROAD: f64 = 0.3;

/// Of fewer statements no share is worth a finding.
const ENOUGH: u64 = 50;

/// A statement as patterns see it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passage<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its heading and the question that it answers, where it has them.
    pub titles: Vec<&'a str>,
}

/// What a taxonomy's patterns do in a corpus, by rules alone.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Usage {
    /// Statements counted.
    pub statements: u64,
    /// Every pattern, in file order.
    pub patterns: Vec<PatternUse>,
}

/// What a pattern speaks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// A theme, perhaps by a subtheme; their codes.
    Theme(String, Option<String>),
    /// Takes evidence from one theme, or from all.
    Exclusion(Option<String>),
    /// A kind, in statements.
    Kind(Kind),
    /// A kind, in headings and questions.
    Heading(Kind),
    /// Takes evidence from a kind.
    KindExclusion(Kind),
    /// Denies a problem, or says that a denial is none.
    Negation,
}

/// What one pattern does in a corpus.
#[derive(Debug, Clone, PartialEq)]
pub struct PatternUse {
    /// As the taxonomy writes it.
    pub pattern: String,
    /// Line in the file, from 1.
    pub line: u32,
    /// Column, from 1, in characters.
    pub column: u32,
    /// What it speaks for.
    pub owner: Owner,
    /// How much one match says, 0 to 1.
    pub weight: f64,
    /// Statements in which it matches, whatever becomes of that.
    pub statements: u64,
    /// Statements in which no other pattern's evidence for the theme or kind is left; none for what speaks for neither.
    pub alone: Option<u64>,
    /// The passages, by position, in which some of its evidence for its theme or kind is left; empty for what speaks for neither.
    pub speaks: Vec<u32>,
}

/// Reads the passages with all patterns. A learned model plays no part.
#[must_use]
pub fn usage(taxonomy: &Taxonomy, passages: &[Passage<'_>]) -> Usage {
    let mut counter = Counter::new(taxonomy);
    for passage in passages {
        counter.add(passage);
    }
    Usage { statements: passages.len() as u64, patterns: counter.patterns() }
}

impl Usage {
    /// The patterns that match nothing.
    pub fn silent(&self) -> impl Iterator<Item = &PatternUse> {
        self.patterns.iter().filter(|pattern| pattern.statements == 0)
    }

    /// Patterns that match so many of the statements that they tell nothing. Headings recur and denials are common words, so theirs
    /// may.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let telling = |pattern: &&PatternUse| !matches!(pattern.owner, Owner::Heading(_) | Owner::Negation);
        let broad = self.patterns.iter().filter(telling).filter(|pattern| {
            self.statements >= ENOUGH && pattern.statements as f64 > TOO_BROAD * self.statements as f64
        });
        broad.map(|pattern| self.too_broad(pattern)).collect()
    }

    fn too_broad(&self, pattern: &PatternUse) -> Finding {
        let PatternUse { pattern: written, line, column, statements, .. } = pattern;
        Finding {
            line: *line,
            column: *column,
            message: format!(
                "pattern `{written}` matches {statements} of the {} statements",
                self.statements
            ),
            hint: Some(format!(
                "what more than {:.0} % of all statements say tells little: narrow it",
                100.0 * TOO_BROAD
            )),
        }
    }
}

/// Counts per pattern.
struct Counter<'t> {
    taxonomy: &'t Taxonomy,
    analyser: Analyser,
    known: WordClasses,
    matched: Vec<u64>,
    alone: Vec<u64>,
    speaks: Vec<Vec<u32>>,
    passages: u32,
    /// The patterns for headings that match a title: many statements share one.
    titles: BTreeMap<String, BTreeSet<RuleId>>,
}

impl<'t> Counter<'t> {
    fn new(taxonomy: &'t Taxonomy) -> Self {
        let none = vec![0; taxonomy.rules.all.len()];
        Self {
            taxonomy,
            analyser: Analyser::new(),
            known: WordClasses::default(),
            matched: none.clone(),
            speaks: vec![Vec::new(); none.len()],
            alone: none,
            passages: 0,
            titles: BTreeMap::new(),
        }
    }

    fn add(&mut self, passage: &Passage<'_>) {
        let reading = self.taxonomy.read(&mut self.analyser, &mut self.known, passage.text);
        let mut matched: BTreeSet<RuleId> = reading.found.hits.iter().map(|hit| hit.rule).collect();
        for title in &passage.titles {
            matched.extend(self.headings(title));
        }
        matched.into_iter().for_each(|rule| increment(&mut self.matched, rule));
        for speaking in speaking(self.taxonomy, &reading) {
            if let (1, Some(only)) = (speaking.len(), speaking.first()) {
                increment(&mut self.alone, *only);
            }
            for rule in speaking {
                if let Some(speaks) = self.speaks.get_mut(rule) {
                    speaks.push(self.passages);
                }
            }
        }
        self.passages += 1;
    }

    fn headings(&mut self, title: &str) -> BTreeSet<RuleId> {
        if let Some(known) = self.titles.get(title) {
            return known.clone();
        }
        let reading = self.taxonomy.read_heading(&mut self.analyser, &mut self.known, title);
        let found = reading.found.of_role(|role| matches!(role, Role::Heading(_)));
        let rules: BTreeSet<RuleId> = found.map(|(hit, _)| hit.rule).collect();
        self.titles.insert(title.to_owned(), rules.clone());
        rules
    }

    fn patterns(self) -> Vec<PatternUse> {
        let places = Places::of(&self.taxonomy.marked.text);
        let counts = self.matched.iter().zip(&self.alone).zip(self.speaks);
        let rules = self.taxonomy.rules.all.iter().zip(counts);
        let mut patterns: Vec<PatternUse> = rules
            .map(|(rule, ((matched, alone), speaks))| {
                let (line, column) = places.of_offset(rule.offset);
                PatternUse {
                    pattern: rule.pattern.clone(),
                    line,
                    column,
                    owner: owner(self.taxonomy, rule.role),
                    weight: rule.weight,
                    statements: *matched,
                    alone: matches!(rule.role, Role::Theme { .. } | Role::Kind(_)).then_some(*alone),
                    speaks,
                }
            })
            .collect();
        patterns.sort_by_key(|pattern| (pattern.line, pattern.column));
        patterns
    }
}

fn increment(counts: &mut [u64], rule: RuleId) {
    if let Some(count) = counts.get_mut(rule) {
        *count += 1;
    }
}

/// For each theme and kind, the patterns whose evidence is left when exclusions and denials have taken theirs.
fn speaking(taxonomy: &Taxonomy, reading: &Reading) -> Vec<BTreeSet<RuleId>> {
    let denials = Denials::of(taxonomy, reading);
    let themes = (0..taxonomy.codebook.themes.len()).map(|theme| {
        let left = judged(taxonomy, reading, &denials, theme).into_iter();
        left.filter(|(_, fate)| *fate == Fate::Counts).map(|(piece, _)| piece.rule).collect()
    });
    let kinds = Kind::ALL.into_iter().map(|kind| {
        let left = kind_matches(taxonomy, reading, Role::Kind(kind), kind);
        left.iter().map(|piece| piece.rule).collect()
    });
    themes.chain(kinds).collect()
}

fn owner(taxonomy: &Taxonomy, role: Role) -> Owner {
    let theme = |place: usize| taxonomy.codebook.themes.get(place);
    match role {
        Role::Theme { theme: of, subtheme, .. } => {
            let inner = subtheme.and_then(|place| theme(of)?.subthemes.get(place));
            let code = theme(of).map(|theme| theme.code.clone()).unwrap_or_default();
            Owner::Theme(code, inner.map(|inner| inner.code.clone()))
        }
        Role::Exclusion { theme: of } => Owner::Exclusion(of.and_then(theme).map(|theme| theme.code.clone())),
        Role::Kind(kind) => Owner::Kind(kind),
        Role::Heading(kind) => Owner::Heading(kind),
        Role::KindExclusion(kind) => Owner::KindExclusion(kind),
        Role::NegationBefore | Role::NegationAfter | Role::NegationUnless => Owner::Negation,
    }
}

/// Where lines begin, so that thousands of places are told without reading the file as often.
struct Places<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Places<'t> {
    fn of(text: &'t str) -> Self {
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(newlines).collect() }
    }

    /// Line and column, both from 1.
    fn of_offset(&self, offset: usize) -> (u32, u32) {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = line.checked_sub(1).and_then(|place| self.starts.get(place)).copied().unwrap_or(0);
        let column = self.text.get(start..offset).unwrap_or_default().chars().count() + 1;
        (line as u32, column as u32)
    }
}
