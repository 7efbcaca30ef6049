//! The texts that a taxonomy's patterns are tried on: statements of a corpus, and those of gold files.

use std::collections::BTreeMap;
use std::path::PathBuf;

use bloemlezer::analysis::scores::GoldStatement;
use bloemlezer::ingest::IngestError;
use bloemlezer::model::{Kind, Section, Severity};
use bloemlezer::pipeline::{Recovered, RunError, recover};

use super::super::config::Config;
use super::super::evaluate::read_gold_file;
use super::super::settings;

/// A statement of a corpus or gold file.
pub(super) struct Text {
    pub(super) text: String,
    pub(super) section: Option<Section>,
    pub(super) question: Option<String>,
    /// The codes that a person gave it.
    pub(super) judged: Option<Judged>,
}

/// What a person made of a text.
pub(super) struct Judged {
    pub(super) kind: Kind,
    pub(super) themes: Vec<String>,
}

/// The texts of a corpus and of gold files, each once; none where there is neither.
pub(super) fn texts(
    named: &[PathBuf],
    gold: &[PathBuf],
    config: &Config,
    note: &dyn Fn(&str),
) -> anyhow::Result<Option<Vec<Text>>> {
    let corpus = statements(named, config)?;
    if corpus.is_none() && gold.is_empty() {
        return Ok(None);
    }
    let Recovered { statements, problems } = corpus.unwrap_or_default();
    match problems.iter().filter(|problem| problem.severity == Severity::Error).count() {
        0 => {}
        count => note(&format!("part of the corpus could not be read ({count} errors): `run` lists them")),
    }
    let own = statements.into_iter();
    let mut texts: Vec<Text> = own
        .map(|own| Text { text: own.text, section: own.section, question: own.question, judged: None })
        .collect();
    for file in gold {
        texts.extend(read_gold_file(file)?.into_iter().map(of_gold));
    }
    if texts.is_empty() {
        note("the corpus holds no statement: nothing was counted");
    }
    Ok(Some(once(texts)))
}

pub(super) fn of_gold(own: GoldStatement) -> Text {
    let judged = Some(Judged { kind: own.kind, themes: own.themes });
    Text { text: own.text, section: own.section, question: None, judged }
}

/// Each text once, where it stands first, with the first judgement of it.
fn once(texts: Vec<Text>) -> Vec<Text> {
    let (mut met, mut kept) = (BTreeMap::new(), Vec::<Text>::new());
    for own in texts {
        let place = *met.entry(own.text.clone()).or_insert(kept.len());
        match kept.get_mut(place) {
            Some(first) => first.judged = first.judged.take().or(own.judged),
            None => kept.push(own),
        }
    }
    kept
}

/// A corpus that is named must be there; the usual one need not be.
fn statements(named: &[PathBuf], config: &Config) -> Result<Option<Recovered>, RunError> {
    let mut roots = settings::corpus(named, config);
    if named.is_empty() {
        roots.retain(|root| root.exists());
    }
    if roots.is_empty() {
        return Ok(None);
    }
    let threads = config.threads.unwrap_or_else(settings::available_threads);
    match recover(&roots, settings::responses(false, config), threads) {
        Err(RunError::Ingest(IngestError::NothingToRead { .. })) if named.is_empty() => Ok(None),
        recovered => recovered.map(Some),
    }
}
