//! What is measured, and how each is started.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;
use walkdir::WalkDir;

use super::super::super::failure::Failure;
use super::process::{self, Cost};

/// What every variant works with.
#[derive(Debug)]
pub(in crate::cli::bench) struct Setting {
    /// All files lie below it; an absolute path.
    pub(in crate::cli::bench) folder: PathBuf,
    pub(in crate::cli::bench) threads: NonZeroUsize,
}

impl Setting {
    pub(in crate::cli::bench) fn corpus(&self) -> PathBuf {
        self.folder.join("corpus")
    }

    /// What a run keeps for the next one.
    fn cache(&self) -> PathBuf {
        self.folder.join("cache")
    }

    pub(in crate::cli::bench) fn table(&self) -> PathBuf {
        self.corpus().join("reacties.csv")
    }
}

/// Something that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli::bench) enum Variant {
    /// The bare index that the others are compared with.
    Baseline,
    /// A whole run that looks for no repeated words.
    NoGroups,
    /// A whole run.
    Groups,
}

/// What came of a variant in one round.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::cli::bench) struct Round {
    pub(super) cost: Cost,
    pub(super) sizes: Sizes,
}

/// Bytes that were written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sizes {
    pub(super) index: u64,
    pub(super) html: u64,
    pub(super) all: u64,
}

impl Variant {
    /// All in the order of a round, the baseline first.
    pub(super) fn all(groups: bool) -> Vec<Self> {
        let all = [Self::Baseline, Self::NoGroups, Self::Groups];
        all.into_iter().filter(|variant| groups || *variant != Self::Groups).collect()
    }

    pub(in crate::cli::bench) fn name(self) -> &'static str {
        match self {
            Self::Baseline => "baseline",
            Self::NoGroups => "no-groups",
            Self::Groups => "groups",
        }
    }

    /// Runs it once. All begin from nothing: what the last round left is taken away first.
    pub(in crate::cli::bench) fn measure(self, setting: &Setting) -> anyhow::Result<Round> {
        let out = setting.folder.join(self.name());
        remove(&out)?;
        remove(&setting.cache())?;
        let mut command = self.command(setting, &out)?;
        let cost = process::run(&mut command, &setting.folder.join("complaints.txt"))?;
        let sizes = self.sizes(&out)?;
        Ok(Round { cost, sizes })
    }

    /// The working folder holds no settings, no taxonomy and no decisions, so that all is as it ships.
    fn command(self, setting: &Setting, out: &Path) -> anyhow::Result<Command> {
        let program = env::current_exe().context("the program can't find itself")?;
        let mut command = Command::new(program);
        command.current_dir(&setting.folder);
        let threads = setting.threads.to_string();
        match self {
            Self::Baseline => {
                command.args(["bench", "baseline", "--threads", &threads]);
                command.arg("--table").arg(setting.table()).arg("--to").arg(out);
            }
            Self::NoGroups | Self::Groups => {
                command.args(["run", "--quiet", "--threads", &threads]);
                command.args((self == Self::NoGroups).then_some("--no-groups"));
                command.arg("--corpus").arg(setting.corpus()).arg("--out").arg(out);
                command.arg("--cache").arg(setting.cache());
            }
        }
        Ok(command)
    }

    fn sizes(self, out: &Path) -> anyhow::Result<Sizes> {
        let index = if self == Self::Baseline { out.to_path_buf() } else { out.join("index") };
        let mut sizes = Sizes::default();
        for entry in WalkDir::new(out) {
            let entry = entry.context("the output can't be read")?;
            if !entry.file_type().is_file() {
                continue;
            }
            let bytes = entry.metadata().context("the output can't be read")?.len();
            sizes.all += bytes;
            sizes.index += if entry.path().starts_with(&index) { bytes } else { 0 };
            sizes.html += if entry.path().extension() == Some(OsStr::new("html")) { bytes } else { 0 };
        }
        Ok(sizes)
    }
}

fn remove(out: &Path) -> anyhow::Result<()> {
    match fs::remove_dir_all(out) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error).with_context(|| {
            Failure::new(format!("{} can't be removed", out.display()), "check who may write there")
        }),
        _ => Ok(()),
    }
}
