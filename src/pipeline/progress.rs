//! What a run is doing, for whoever watches, and how whoever watches stops it. Plain data: the pipeline asks no clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::RunError;

/// A part of a run that takes time. They follow each other in this order; a run may leave some out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Reading the sources.
    Reading,
    /// Recovering and coding statements.
    Coding,
    /// Looking for the same words twice.
    Grouping,
    /// Writing the search index.
    Indexing,
    /// Writing report and data files.
    Writing,
}

impl Stage {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [Self::Reading, Self::Coding, Self::Grouping, Self::Indexing, Self::Writing];

    /// Its name, as people and programs read it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Coding => "coding",
            Self::Grouping => "grouping",
            Self::Indexing => "indexing",
            Self::Writing => "writing",
        }
    }

    /// What its progress is counted in.
    #[must_use]
    pub fn unit(self) -> Unit {
        match self {
            Self::Reading => Unit::Bytes,
            Self::Coding => Unit::Parts,
            Self::Grouping | Self::Indexing => Unit::Statements,
            Self::Writing => Unit::Files,
        }
    }
}

/// What progress is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of the sources.
    Bytes,
    /// Pages of documents and records of tables: known before any statement is.
    Parts,
    /// Statements.
    Statements,
    /// Files of the output folder.
    Files,
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What it is doing.
    pub stage: Stage,
    /// How much of the stage is done, in the stage's unit.
    pub done: u64,
    /// How much there is to do, where that is known.
    pub total: Option<u64>,
}

impl Progress {
    /// A stage of which nothing is done yet.
    #[must_use]
    pub fn begin(stage: Stage, total: Option<usize>) -> Self {
        Self { stage, done: 0, total: total.map(|total| total as u64) }
    }

    /// A stage that has so much of its work behind it.
    #[must_use]
    pub fn at(stage: Stage, done: usize, total: Option<usize>) -> Self {
        Self { done: done as u64, ..Self::begin(stage, total) }
    }
}

/// Asks a run to stop. Copies share one state: any thread, a signal handler too, may ask.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks the run to stop as soon as it can, undoing what it began.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Ends the run where somebody asked.
    pub(super) fn check(&self) -> Result<(), RunError> {
        if self.is_asked() { Err(RunError::Stopped) } else { Ok(()) }
    }
}

/// Two are equal when asking one asks the other.
impl PartialEq for Stop {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Stop {}

/// Tells `watcher` how far the run is, and ends the run where somebody asked it to stop.
pub(super) fn tell(
    watcher: &mut dyn FnMut(Progress),
    stop: &Stop,
    progress: Progress,
) -> Result<(), RunError> {
    watcher(progress);
    stop.check()
}
