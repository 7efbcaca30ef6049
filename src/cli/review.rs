//! `review`: what analysts decide about statements, and how far they have come.

mod decide;
mod log;
mod shared;
mod status;
mod undo;

use std::io::Write;

use super::listing::quiet_pipe;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum ReviewCommand {
    Decide(decide::DecideArgs),
    Undo(undo::UndoArgs),
    Status(status::StatusArgs),
}

/// Does what was asked; what the user should know beside the result goes to `note`.
pub(crate) fn run(
    command: &ReviewCommand,
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
    }
}
