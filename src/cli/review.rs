//! `review`: what analysts decide about statements, on the command line and in workbooks, and how far they have come.

mod decide;
mod export;
mod files;
mod import;
mod log;
mod sample;
mod shared;
mod status;
mod undo;

use std::io::Write;

use super::config::Config;
use super::listing::quiet_pipe;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum ReviewCommand {
    Decide(decide::DecideArgs),
    Undo(undo::UndoArgs),
    Status(status::StatusArgs),
    Export(export::ExportArgs),
    Import(import::ImportArgs),
    Sample(sample::SampleArgs),
}

/// Does what was asked; what the user should know beside the result goes to `note`.
pub(crate) fn run(
    command: &ReviewCommand,
    config: &Config,
    note: &dyn Fn(&str),
    out: &mut dyn Write,
    colour: bool,
) -> anyhow::Result<u8> {
    match command {
        ReviewCommand::Decide(args) => decide::run(args, out),
        ReviewCommand::Undo(args) => undo::run(args, out),
        ReviewCommand::Status(args) => {
            let mut code = super::GOOD;
            quiet_pipe(status::run(args, note, out, colour).map(|own| code = own))?;
            Ok(code)
        }
        ReviewCommand::Export(args) => export::run(args, config, note, out),
        ReviewCommand::Import(args) => import::run(args, note, out, colour),
        ReviewCommand::Sample(args) => sample::run(args, config, note, out),
    }
}
