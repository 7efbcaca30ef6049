//! A corpus coded with the taxonomy of now and with another one: what a run would find once the other stands in its place.

use super::progress::tell;
use super::taxonomies::{self, LoadedTaxonomy};
use super::{Progress, RunError, RunSettings, Stage, TaxonomySource, Tools, decisions, work};
use crate::codebook::Taxonomy;
use crate::ingest;
use crate::model::{Problem, Reviewed, Statement};

/// The same corpus under two taxonomies. Both hold the same statements in the same order.
pub struct WhatIf {
    /// As a run finds it now.
    pub before: Side,
    /// As it would find it.
    pub after: Side,
    /// What went wrong with the sources.
    pub problems: Vec<Problem>,
}

/// A corpus under one taxonomy.
pub struct Side {
    /// The taxonomy, with the learned layer that goes with it.
    pub taxonomy: Taxonomy,
    /// The statements, with the decisions of analysts.
    pub statements: Vec<Statement>,
    /// Those that analysts coded.
    pub reviewed: Vec<Reviewed>,
}

/// Codes the corpus of `settings` with its taxonomy and with `other`. Beside `other` counts its own learned layer, where it has one, else
/// that of the taxonomy of now, since it would stand there. Nothing is written.
///
/// # Errors
/// When an input can't be read, or a taxonomy has a mistake.
pub fn what_if(
    settings: &RunSettings,
    other: &TaxonomySource,
    progress: &mut dyn FnMut(Progress),
) -> Result<WhatIf, RunError> {
    let now = taxonomies::load(&settings.taxonomy, settings.rules_alone)?;
    let then = taxonomies::load_in_place_of(other, &settings.taxonomy, settings.rules_alone)?;
    let log = decisions::read(settings.decisions.as_deref())?;
    tell(progress, &settings.stop, Progress::begin(Stage::Reading, None))?;
    let cache = settings.cache();
    let ingested = ingest::ingest_long(&settings.corpus, usize::MAX, &cache)?.hold()?;
    let mut side = |loaded: LoadedTaxonomy| -> Result<Side, RunError> {
        let mut replay = log.replay.clone();
        let tools = Tools::new(&loaded, &cache, settings)?;
        let coded = work::code_all(&ingested.documents, &[], &tools, settings, &mut replay, progress)?;
        Ok(Side { taxonomy: loaded.taxonomy, statements: coded.statements, reviewed: coded.reviewed })
    };
    let (before, after) = (side(now)?, side(then)?);
    cache.finish();
    Ok(WhatIf { before, after, problems: ingested.problems })
}
