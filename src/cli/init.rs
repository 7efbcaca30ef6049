//! `init`: a project to start from, with texts of its own to try the program on.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use bloemlezer::codebook;

use super::GOOD;
use super::failure::Failure;
use super::ui::{Ui, Verbosity, plain};

/// Makes a project folder with an example, ready for `bloemlezer run`
#[derive(Debug, clap::Args)]
pub(crate) struct InitArgs {
    /// Folder to make; it may exist when it is empty
    dir: PathBuf,
}

/// The files of a project, but for its taxonomy.
const FILES: [(&str, &str); 6] = [
    ("README.md", include_str!("starter/README.md")),
    ("bloemlezer.toml", include_str!("starter/bloemlezer.toml")),
    (".gitignore", include_str!("starter/gitignore")),
    ("corpus/consultation.toml", include_str!("starter/consultation.toml")),
    ("corpus/inspraakavond.txt", include_str!("starter/inspraakavond.txt")),
    ("corpus/reacties.csv", include_str!("starter/reacties.csv")),
];

pub(crate) fn run(args: &InitArgs, ui: &Ui) -> anyhow::Result<u8> {
    let dir = &args.dir;
    refuse_taken(dir)?;
    let taxonomy = [
        ("taxonomy/knelpunten.toml", codebook::EMBEDDED),
        ("taxonomy/knelpunten.model.tsv", codebook::EMBEDDED_MODEL),
    ];
    for (path, text) in FILES.into_iter().chain(taxonomy) {
        write(&dir.join(path), text).with_context(|| {
            let message = format!("the project can't be written to {}", dir.display());
            Failure::new(message, "name a folder that you may write")
        })?;
    }
    if ui.verbosity() > Verbosity::Quiet {
        tell(dir, ui)?;
    }
    Ok(GOOD)
}

fn tell(dir: &Path, ui: &Ui) -> io::Result<()> {
    let mut out = ui.results();
    let shown = dir.display().to_string();
    writeln!(out, "Made a project in {}. Next:", plain(&shown))?;
    if dir.file_name().is_some() {
        writeln!(out, "  cd {}", plain(&shown))?;
    }
    writeln!(out, "  bloemlezer run")?;
    out.flush()
}

fn refuse_taken(dir: &Path) -> Result<(), Failure> {
    let taken = match fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    };
    if taken {
        let message = format!("{} exists and is not an empty folder", dir.display());
        return Err(Failure::new(message, "name a new folder; nothing is ever overwritten"));
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}
