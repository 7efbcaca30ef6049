//! `completions`: what a shell needs to complete commands and options.

use std::io::Write as _;

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::ui::Ui;
use super::{Cli, GOOD};

/// Prints completions for a shell
///
/// For bash: `bloemlezer completions bash > ~/.local/share/bash-completion/completions/bloemlezer`
#[derive(Debug, clap::Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

pub(crate) fn run(args: &CompletionsArgs, ui: &Ui) -> anyhow::Result<u8> {
    // Into memory first: the generator panics when its reader goes away.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "bloemlezer", &mut script);
    let mut out = ui.results();
    out.write_all(&script)?;
    out.flush()?;
    Ok(GOOD)
}
