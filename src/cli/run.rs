//! `run`: the whole pipeline.

use std::io::Write as _;

use bloemlezer::pipeline::{self, RunOutcome, RunSettings};

use super::config::Config;
use super::settings::{self, SettingsArgs};
use super::ui::{Ui, Verbosity};
use super::{FINDINGS, GOOD, summary};

/// Reads the corpus, codes it and writes the report
///
/// The output folder is replaced as a whole once everything is ready: a run that fails leaves the last one as it was.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 done, 1 done but an input had an error, 2 nothing done.")]
pub(crate) struct RunArgs {
    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
}

pub(crate) fn run(args: &RunArgs, config: &Config, ui: &Ui) -> anyhow::Result<u8> {
    let settings = settings::effective(&args.settings, config);
    let outcome = pipeline::run(&settings, &mut |progress| ui.progress(progress));
    ui.end_progress();
    let outcome = outcome?;
    tell(&outcome, &settings, ui)?;
    Ok(if outcome.has_errors() { FINDINGS } else { GOOD })
}

fn tell(outcome: &RunOutcome, settings: &RunSettings, ui: &Ui) -> anyhow::Result<()> {
    if ui.verbosity() == Verbosity::Quiet {
        summary::show_problems(&outcome.problems, ui);
        return Ok(());
    }
    let mut out = ui.results();
    let view = summary::View { colour: ui.colours_results(), all: ui.verbosity() == Verbosity::Verbose };
    summary::write(&mut out, outcome, &settings.out, view)?;
    Ok(out.flush()?)
}
