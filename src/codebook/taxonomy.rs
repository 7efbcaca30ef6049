//! A taxonomy ready for use: the codebook that readers see, and its patterns compiled.

use super::classes::WordClasses;
use super::compile::Compiler;
use super::error::TaxonomyError;
use super::evidence::Reading;
use super::file::{
    self, ChangeFile, KindFile, NegationFile, PatternLists, ScoringFile, TaxonomyFile, ThemeFile,
};
use super::fitted::Fitted;
use super::matching;
use super::reader::{Reader, Text, WrittenPattern};
use super::rules::{Negation, Role, Rule, RuleId, Rules};
use super::sets;
use super::source::Source;
use crate::model::{Codebook, Kind, Subtheme, TaxonomyChange, Theme, ThemeNotes};
use crate::text::Analyser;

/// A taxonomy: what its codes mean, and the patterns that find them. Threads may share one; each needs its own [`WordClasses`].
#[derive(Debug)]
pub struct Taxonomy {
    /// Names, definitions and notes.
    pub codebook: Codebook,
    /// Name of the file it was read from.
    pub file: String,
    pub(crate) rules: Rules,
    pub(crate) scoring: Scoring,
    /// The learned model beside the rules, where there is one.
    pub(crate) fitted: Option<Fitted>,
    pub(super) marked: Marked,
}

/// The numbers that turn matches into scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scoring {
    /// Score from which a theme counts.
    pub(crate) threshold: f64,
    /// What a heading adds to its kind, as the weight of a pattern.
    pub(crate) heading: f64,
    /// What a heading adds to a theme that it names and for which the statement has some evidence of its own.
    pub(crate) theme_heading: f64,
    /// What each kind has without any evidence.
    pub(crate) priors: [f64; Kind::ALL.len()],
    /// How many words a negation may stand from what it denies.
    pub(crate) negation_reach: u32,
}

/// What `check` looks at besides the patterns, with places; lists stand in the order of the themes.
#[derive(Debug, Default)]
pub(super) struct Marked {
    pub(super) version: Text,
    pub(super) codes: Vec<Text>,
    pub(super) colours: Vec<Text>,
    pub(super) examples: Vec<Vec<Text>>,
    pub(super) counter_examples: Vec<Vec<Text>>,
    /// Sets that no pattern uses.
    pub(super) unused_sets: Vec<Text>,
    /// The whole file.
    pub(super) text: String,
}

impl Taxonomy {
    /// Reads and compiles a taxonomy; `file_name` is for messages.
    ///
    /// # Errors
    /// Everything that is wrong with the file, at once.
    pub fn parse(file_name: &str, text: &str) -> Result<Self, TaxonomyError> {
        let (file, mut findings) = file::read(text);
        if let Some(file) = file {
            let mut reader = Reader { source: Source { text }, findings };
            let taxonomy = build(&mut reader, file_name, file);
            findings = reader.findings;
            if findings.is_empty() {
                return Ok(taxonomy);
            }
        }
        findings.sort();
        findings.dedup();
        Err(TaxonomyError { file: file_name.to_owned(), findings })
    }

    /// The taxonomy that ships with the program.
    ///
    /// # Panics
    /// Never: a test parses it.
    #[must_use]
    pub fn embedded() -> Self {
        Self::parse(super::EMBEDDED_NAME, super::EMBEDDED).expect("a test parses the embedded taxonomy")
    }

    /// How many patterns it holds.
    #[must_use]
    pub fn pattern_count(&self) -> usize {
        self.rules.all.len()
    }

    /// The line of the file, from 1, that a pattern stands on.
    pub(crate) fn line_of(&self, rule: RuleId) -> usize {
        let offset = self.rules.all.get(rule).map_or(0, |rule| rule.offset);
        self.source().place(offset).0 as usize
    }

    /// The file's text.
    pub(super) fn source(&self) -> Source<'_> {
        Source { text: &self.marked.text }
    }

    /// How many patterns are tried on a statement: only those whose rarest word occurs in it.
    #[must_use]
    pub fn patterns_tried(&self, analyser: &mut Analyser, text: &str) -> usize {
        self.read(analyser, &mut WordClasses::default(), text).found.tried
    }

    /// A statement with its words and every pattern that matches it, but for those of headings.
    pub(crate) fn read(&self, analyser: &mut Analyser, known: &mut WordClasses, text: &str) -> Reading {
        let analysis = analyser.analyse(text);
        let found = matching::find(&self.rules, &[], (analyser, known), text, &analysis);
        Reading { analysis, found }
    }

    /// A heading or question with its words and every pattern that matches it.
    pub(crate) fn read_heading(
        &self,
        analyser: &mut Analyser,
        known: &mut WordClasses,
        text: &str,
    ) -> Reading {
        let analysis = analyser.analyse(text);
        let found = matching::find(&self.rules, &self.rules.of_headings, (analyser, known), text, &analysis);
        Reading { analysis, found }
    }
}

fn build(reader: &mut Reader<'_>, file_name: &str, file: TaxonomyFile) -> Taxonomy {
    let mut compiler = Compiler::default();
    sets::compile_sets(reader, &mut compiler, &file.sets);
    let scoring = scoring(&file.scoring, &file.negation, &file.kinds);
    let written = roles(&file);
    let mut filed = Vec::new();
    for (role, pattern, weight) in &written {
        let Some(parsed) = sets::parse(reader, &pattern.text) else {
            continue;
        };
        match compiler.compile(&parsed) {
            Ok(compiled) => {
                let required = compiler.required(&compiled);
                let rule = Rule {
                    pattern: pattern.text.value.clone(),
                    weight: pattern.weight.unwrap_or(*weight),
                    role: *role,
                    offset: pattern.text.span.start,
                    compiled,
                };
                filed.push((rule, required));
            }
            Err(error) => sets::report(reader, &pattern.text, error),
        }
    }
    let unused =
        file.sets.iter().map(|(name, _)| name).filter(|name| !compiler.used_sets.contains(&name.value));
    let marked = marked(reader.source, &file, unused.cloned().collect());
    Taxonomy {
        codebook: codebook(&file),
        file: file_name.to_owned(),
        rules: Rules::new(compiler.classes, compiler.set_nodes, filed),
        scoring,
        fitted: None,
        marked,
    }
}

fn scoring(file: &ScoringFile, negation: &NegationFile, kinds: &[(Kind, KindFile)]) -> Scoring {
    Scoring {
        threshold: file.threshold.unwrap_or(0.5),
        heading: file.heading.unwrap_or(0.7),
        theme_heading: file.theme_heading.unwrap_or(0.3),
        priors: Kind::ALL.map(|kind| {
            kinds.iter().find(|(of, _)| *of == kind).and_then(|(_, kind)| kind.prior).unwrap_or(0.0)
        }),
        negation_reach: negation.reach.unwrap_or(1.0) as u32,
    }
}

fn marked(source: Source<'_>, file: &TaxonomyFile, unused_sets: Vec<Text>) -> Marked {
    let each = |of: fn(&ThemeFile) -> &Vec<Text>| file.themes.iter().map(|theme| of(theme).clone()).collect();
    Marked {
        version: file.version.clone(),
        codes: file.themes.iter().map(|theme| theme.code.clone()).collect(),
        colours: file.themes.iter().map(|theme| theme.colour.clone()).collect(),
        examples: each(|theme| &theme.examples),
        counter_examples: each(|theme| &theme.counter_examples),
        unused_sets,
        text: source.text.to_owned(),
    }
}

/// Every pattern of the file with what it speaks for and its weight where it states none.
pub(super) fn roles(file: &TaxonomyFile) -> Vec<(Role, &WrittenPattern, f64)> {
    let pattern = file.scoring.pattern.unwrap_or(0.85);
    let hint = file.scoring.hint.unwrap_or(0.4);
    let mut roles = Vec::new();
    extend(&mut roles, Role::Exclusion { theme: None }, &file.exclusions, 1.0);
    extend(&mut roles, Role::NegationBefore, &file.negation.before, 1.0);
    extend(&mut roles, Role::NegationAfter, &file.negation.after, 1.0);
    extend(&mut roles, Role::NegationUnless, &file.negation.unless, 1.0);
    for (theme, written) in file.themes.iter().enumerate() {
        let exclusion = Role::Exclusion { theme: Some(theme) };
        extend(&mut roles, exclusion, &written.exclusions, 1.0);
        theme_roles(&mut roles, (theme, None), &written.patterns, (pattern, hint));
        for (subtheme, inner) in written.subthemes.iter().enumerate() {
            theme_roles(&mut roles, (theme, Some(subtheme)), &inner.patterns, (pattern, hint));
        }
    }
    for (kind, written) in &file.kinds {
        extend(&mut roles, Role::Kind(*kind), &written.patterns, pattern);
        extend(&mut roles, Role::Kind(*kind), &written.hints, hint);
        extend(&mut roles, Role::Heading(*kind), &written.headings, pattern);
        extend(&mut roles, Role::KindExclusion(*kind), &written.exclusions, 1.0);
    }
    roles
}

type Roles<'f> = Vec<(Role, &'f WrittenPattern, f64)>;

fn extend<'f>(roles: &mut Roles<'f>, role: Role, patterns: &'f [WrittenPattern], weight: f64) {
    roles.extend(patterns.iter().map(|pattern| (role, pattern, weight)));
}

fn theme_roles<'f>(
    roles: &mut Roles<'f>,
    (theme, subtheme): (usize, Option<usize>),
    lists: &'f PatternLists,
    (pattern, hint): (f64, f64),
) {
    let role = |cancelled_by| Role::Theme { theme, subtheme, cancelled_by };
    extend(roles, role(Negation::Ignored), &lists.patterns, pattern);
    extend(roles, role(Negation::Cancels), &lists.problems, pattern);
    extend(roles, role(Negation::Ignored), &lists.hints, hint);
}

fn codebook(file: &TaxonomyFile) -> Codebook {
    Codebook {
        name: file.name.value.clone(),
        version: file.version.value.clone(),
        themes: file.themes.iter().map(theme).collect(),
        changelog: file.changelog.iter().map(change).collect(),
    }
}

fn change(file: &ChangeFile) -> TaxonomyChange {
    TaxonomyChange {
        version: file.version.value.clone(),
        date: file.date.value.clone(),
        changes: file.changes.iter().map(|change| change.value.clone()).collect(),
    }
}

fn theme(file: &ThemeFile) -> Theme {
    Theme {
        code: file.code.value.clone(),
        label: file.label.clone(),
        definition: file.definition.clone(),
        notes: ThemeNotes {
            include: values(&file.include),
            exclude: values(&file.exclude),
            examples: values(&file.examples),
            counter_examples: values(&file.counter_examples),
        },
        colour: file.colour.value.clone(),
        subthemes: file
            .subthemes
            .iter()
            .map(|subtheme| Subtheme { code: subtheme.code.value.clone(), label: subtheme.label.clone() })
            .collect(),
    }
}

fn values(texts: &[Text]) -> Vec<String> {
    texts.iter().map(|text| text.value.clone()).collect()
}
