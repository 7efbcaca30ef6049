//! `review undo`: takes decisions back. The log only grows, so that what was decided when can always be told.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Context as _;
use bloemlezer::model::{Decision, DecisionField, Draft};
use bloemlezer::review::parse;

use super::super::GOOD;
use super::super::failure::Failure;
use super::super::listing::Format;
use super::log;
use super::shared::WriterArgs;

/// Takes decisions back by adding to the log that they don't count; undoing that restores them
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 undone, 2 trouble and nothing was undone.")]
pub(crate) struct UndoArgs {
    /// Numbers of the decisions
    #[arg(value_name = "N", required = true)]
    numbers: Vec<u64>,
    /// Why
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
    #[command(flatten)]
    writer: WriterArgs,
    /// Tells what would be undone, and undoes nothing
    #[arg(long)]
    dry_run: bool,
    /// What to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// Undoes, and tells what was undone.
pub(crate) fn run(args: &UndoArgs, out: &mut dyn Write) -> anyhow::Result<u8> {
    let path: &PathBuf = &args.writer.decisions;
    let bytes = fs::read(path).with_context(|| {
        Failure::new(
            format!("the log of decisions {} can't be read", path.display()),
            "name the log with --decisions",
        )
    })?;
    let decisions = parse(&bytes).decisions;
    let drafts: Result<Vec<Draft>, Failure> =
        args.numbers.iter().map(|number| undone(&decisions, *number, &args.reason)).collect();
    log::write(&drafts?, (&args.writer, "", args.dry_run), args.format, out)?;
    Ok(GOOD)
}

fn undone(decisions: &[Decision], number: u64, reason: &str) -> Result<Draft, Failure> {
    let mut found = decisions.iter().filter(|decision| decision.sequence == number);
    let (Some(decision), None) = (found.next(), found.next()) else {
        let known = decisions.iter().any(|decision| decision.sequence == number);
        let message = match known {
            true => format!("number {number} stands in the log more than once"),
            false => format!("the log has no decision {number}"),
        };
        return Err(Failure::new(message, "`bloemlezer review status --list` shows all decisions"));
    };
    Ok(Draft {
        field: DecisionField::Undo,
        old: String::new(),
        new: number.to_string(),
        reason: reason.to_owned(),
        ..decision.draft.clone()
    })
}
