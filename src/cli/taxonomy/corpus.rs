//! The texts that a taxonomy's patterns are tried on: statements of a corpus, and those of gold files.

use std::collections::BTreeSet;
use std::path::PathBuf;

use bloemlezer::ingest::IngestError;
use bloemlezer::model::{Section, Severity};
use bloemlezer::pipeline::{Recovered, RunError, recover};

use super::super::config::Config;
use super::super::evaluate::read_gold_file;
use super::super::settings;

/// A statement of a corpus or gold file.
pub(super) struct Text {
    pub(super) text: String,
    pub(super) section: Option<Section>,
    pub(super) question: Option<String>,
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
    let mut texts: Vec<Text> =
        own.map(|own| Text { text: own.text, section: own.section, question: own.question }).collect();
    for file in gold {
        let own = read_gold_file(file)?.into_iter();
        texts.extend(own.map(|own| Text { text: own.text, section: own.section, question: None }));
    }
    if texts.is_empty() {
        note("the corpus holds no statement: nothing was counted");
    }
    let mut met = BTreeSet::new();
    texts.retain(|own| met.insert(own.text.clone()));
    Ok(Some(texts))
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
