//! `man`: manual pages.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::CommandFactory as _;
use clap_mangen::Man;

use super::failure::Failure;
use super::ui::Ui;
use super::{Cli, GOOD};

/// Prints the manual page, or writes all of them
///
/// To read it at once: `bloemlezer man | man -l -`
#[derive(Debug, clap::Args)]
pub(crate) struct ManArgs {
    /// Writes the page of every subcommand into DIR
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

pub(crate) fn run(args: &ManArgs, ui: &Ui) -> anyhow::Result<u8> {
    let command = Cli::command();
    match &args.dir {
        Some(dir) => write_pages(command, dir, ui)?,
        None => {
            let mut out = ui.results();
            Man::new(command).render(&mut out)?;
            out.flush()?;
        }
    }
    Ok(GOOD)
}

fn write_pages(mut command: clap::Command, dir: &Path, ui: &Ui) -> anyhow::Result<()> {
    let hint = "name a folder that you may write with --dir";
    let failure = || Failure::new(format!("the manual pages can't be written to {}", dir.display()), hint);
    command.build();
    fs::create_dir_all(dir).with_context(failure)?;
    clap_mangen::generate_to(command, dir).with_context(failure)?;
    ui.status(&format!("Wrote the manual pages to {}.", dir.display()));
    Ok(())
}
