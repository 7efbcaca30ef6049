//! The statements that suggestions are made from: those of a run and of gold, with what the rules and people say of them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use bloemlezer::analysis::suggestions::Verdict;
use bloemlezer::codebook::Taxonomy;
use bloemlezer::model::{Coder, Section, Statement};

use super::super::super::evaluate::finished::Run;
use super::super::super::evaluate::read_gold_file;
use super::super::{theme_codes, themes_by_rules};

/// Who says what is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Judge {
    People,
    Model,
}

pub(super) struct Statements {
    pub(super) all: Vec<Own>,
    pub(super) judge: Judge,
}

/// A statement with its themes by different hands.
pub(super) struct Own {
    pub(super) id: String,
    pub(super) text: String,
    section: Option<Section>,
    question: Option<String>,
    /// Whether a person looked at it.
    pub(super) judged: bool,
    /// Those that it has now.
    themes: BTreeSet<String>,
    /// Those that the taxonomy's patterns give it.
    by_rules: BTreeSet<String>,
}

impl Statements {
    /// Reads a run and gold, and codes both by rules alone.
    pub(super) fn read(run: &Path, gold: &[PathBuf], taxonomy: &Taxonomy) -> anyhow::Result<Self> {
        let mut all: Vec<Own> = Run::read(run)?.statements.into_iter().map(of_run).collect();
        for file in gold {
            let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let own = read_gold_file(file)?.into_iter();
            all.extend(own.map(|own| Own {
                id: format!("{name}:{}", own.line),
                text: own.text,
                section: own.section,
                question: None,
                judged: true,
                themes: own.themes.into_iter().collect(),
                by_rules: BTreeSet::new(),
            }));
        }
        let places = all.iter().map(|own| (own.text.as_str(), own.section.as_ref(), own.question.as_deref()));
        let by_rules = themes_by_rules(taxonomy, places);
        all.iter_mut().zip(by_rules).for_each(|(own, themes)| own.by_rules = themes);
        let judge = if all.iter().any(|own| own.judged) { Judge::People } else { Judge::Model };
        Ok(Self { all, judge })
    }

    /// What is known of each statement for a theme; none where its patterns give it already, or where adding one changes nothing.
    pub(super) fn verdicts(&self, code: &str) -> Vec<Option<Verdict>> {
        self.all.iter().map(|own| self.verdict(own, code)).collect()
    }

    fn verdict(&self, own: &Own, code: &str) -> Option<Verdict> {
        let has = own.themes.contains(code);
        let judged = own.judged || self.judge == Judge::Model;
        match (own.by_rules.contains(code), judged, has) {
            (true, ..) | (false, false, true) => None,
            (false, true, true) => Some(Verdict::Right),
            (false, true, false) => Some(Verdict::Wrong),
            (false, false, false) => Some(Verdict::Unjudged),
        }
    }
}

fn of_run(own: Statement) -> Own {
    let human = own.themes.iter().any(|theme| theme.source == Coder::Human);
    Own {
        judged: human || own.reviewed,
        themes: theme_codes(&own.themes),
        id: own.id,
        text: own.text,
        section: own.section,
        question: own.question,
        by_rules: BTreeSet::new(),
    }
}
