//! `run`: the whole pipeline.

use std::io::Write as _;

use bloemlezer::pipeline::{self, RunOutcome, RunSettings};

use super::config::Config;
use super::interrupt::Interrupts;
use super::progress::Watch;
use super::settings::{self, SettingsArgs};
use super::ui::{Ui, Verbosity};
use super::{FINDINGS, GOOD, summary};

/// Reads the corpus, codes it and writes the report
///
/// The output folder is replaced as a whole once everything is ready: a run that fails, or that Ctrl-C stops, leaves the last one as it
/// was.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit codes: 0 done, 1 done but an input had an error, 2 nothing done (stopped by Ctrl-C too; a second one ends at once: 130)."
)]
pub(crate) struct RunArgs {
    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
    /// Prints how long every stage took, the processor time and the memory, at the end on stderr
    #[arg(long)]
    timings: bool,
}

pub(crate) fn run(args: &RunArgs, config: &Config, ui: &Ui) -> anyhow::Result<u8> {
    let interrupts = Interrupts::heard(ui);
    let settings = RunSettings { stop: interrupts.stop(), ..settings::effective(&args.settings, config) };
    let mut watch = Watch::new(ui);
    let outcome = pipeline::run(&settings, &mut |progress| watch.see(progress));
    let timings = watch.end();
    drop(interrupts);
    let outcome = outcome?;
    tell(&outcome, &settings, ui)?;
    if args.timings {
        ui.aside(&format!("{timings}cache: {}\n", outcome.cache));
    }
    if let Some(failure) = &outcome.cache.failure {
        ui.warning(&format!("the next run can reuse less of this one: {failure}"));
        ui.hint("name a folder that can be written with --cache, or keep nothing with --no-cache");
    }
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
