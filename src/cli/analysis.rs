//! `analysis`: what the words of a finished run tell.

mod keyness;
mod selection;
mod uncoded;

use std::io::Write;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum AnalysisCommand {
    Keyness(keyness::KeynessArgs),
    Uncoded(uncoded::UncodedArgs),
}

/// Analyses and prints; what the user should know beside the result goes to `note`.
pub(crate) fn run(
    command: &AnalysisCommand,
    note: &dyn Fn(&str),
    out: &mut dyn Write,
    colour: bool,
) -> anyhow::Result<u8> {
    match command {
        AnalysisCommand::Keyness(args) => keyness::run(args, note, out, colour),
        AnalysisCommand::Uncoded(args) => uncoded::run(args, note, out, colour),
    }
}
