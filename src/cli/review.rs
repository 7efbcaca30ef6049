//! `review`: workbooks in which analysts decide.

mod append;
mod export;
mod files;
mod import;
mod sample;
mod today;

use std::io::Write;

use super::config::Config;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum ReviewCommand {
    Export(export::ExportArgs),
    Import(import::ImportArgs),
    Sample(sample::SampleArgs),
}

/// Does it and prints; what the user should know beside the result goes to `note`.
pub(crate) fn run(
    command: &ReviewCommand,
    config: &Config,
    note: &dyn Fn(&str),
    out: &mut dyn Write,
    colour: bool,
) -> anyhow::Result<u8> {
    match command {
        ReviewCommand::Export(args) => export::run(args, config, note, out),
        ReviewCommand::Import(args) => import::run(args, note, out, colour),
        ReviewCommand::Sample(args) => sample::run(args, config, note, out),
    }
}
