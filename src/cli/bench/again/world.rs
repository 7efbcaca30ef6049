//! A folder with a corpus, what may change in it, and runs over it.

use std::env;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;
use bloemlezer::codebook::{EMBEDDED, EMBEDDED_MODEL};
use bloemlezer::model::{DecisionField, Kind, Statement};
use bloemlezer::pipeline::append_decisions;
use bloemlezer::review::sheet;
use bloemlezer::synthesis::{self, Amount, Consultation, Text, profiles};

use super::super::folders::put;
use super::super::generate::write_table;
use super::super::whole::process::{self, Cost};
use super::Change;

/// How the pages are set: two columns that an extractor printed row by row.
const PROFILE: &str = "interleaved";

/// Statements to set on so many pages: about as many as a page holds, so that few are set twice.
const STATEMENTS_PER_PAGE: u64 = 30;

/// What the corpus is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Material {
    /// So many files of one page.
    Pages(usize),
    /// A table of so many statements.
    Table(u64),
}

/// A corpus with a taxonomy, and what runs over it left.
pub(super) struct World {
    folder: PathBuf,
    threads: NonZeroUsize,
    /// The file that is not there at first.
    more: (String, Vec<u8>),
}

impl World {
    /// Writes the corpus below a new folder.
    pub(super) fn new(
        folder: &Path,
        texts: &[Text],
        (material, seed): (Material, u64),
        threads: NonZeroUsize,
    ) -> anyhow::Result<Self> {
        let folder = folder.canonicalize().context("the folder for temporary files can't be found")?;
        let corpus = folder.join("corpus");
        fs::create_dir(&corpus).context("the folder for the corpus can't be made")?;
        let more = match material {
            Material::Table(rows) => {
                write_table(&corpus.join("tabel.csv"), texts, rows, seed)?;
                ("tabel.txt".to_owned(), b"Er zijn te weinig mensen aan het loket.\n".to_vec())
            }
            Material::Pages(files) => {
                let mut made = pages(texts, files + 1, seed)?;
                let more = made.pop().context("no page was made")?;
                for (name, bytes) in made {
                    put(&corpus.join(name), &bytes)?;
                }
                more
            }
        };
        put(&folder.join("taxonomie.toml"), EMBEDDED.as_bytes())?;
        put(&folder.join("taxonomie.model.tsv"), EMBEDDED_MODEL.as_bytes())?;
        Ok(Self { folder, threads, more })
    }

    /// Makes the change and runs; tells what that took, and how many results were reused and made.
    pub(super) fn measure(&self, change: Change) -> anyhow::Result<(Cost, (u64, u64))> {
        match change {
            Change::Clean | Change::First | Change::Nothing => (),
            Change::File => put(&self.folder.join("corpus").join(&self.more.0), &self.more.1)?,
            Change::Taxonomy => {
                put(&self.folder.join("taxonomie.toml"), format!("{EMBEDDED}\n# aangepast\n").as_bytes())?;
            }
            Change::Decision => self.decide()?,
        }
        let mut command = self.command(change)?;
        let told = self.folder.join("told.txt");
        let cost = process::run(&mut command, &told)?;
        let told = fs::read_to_string(&told).context("what the run told can't be read")?;
        Ok((cost, counts(&told).context("the run told nothing of its cache")?))
    }

    /// Decides that the first statement is a wish.
    fn decide(&self) -> anyhow::Result<()> {
        let found =
            fs::File::open(self.folder.join("out/statements.jsonl")).context("the last run left nothing")?;
        let line = BufReader::new(found).lines().next().context("the last run found nothing")??;
        let statement: Statement = serde_json::from_str(&line)?;
        let wish = sheet::Change::new(DecisionField::Kind, statement.kind.code(), Kind::Wens.code());
        let draft = wish.about(&statement, "bench");
        append_decisions(&self.log(), "", "bench", "2026-01-01", &[draft])?;
        Ok(())
    }

    fn log(&self) -> PathBuf {
        self.folder.join("besluiten.csv")
    }

    fn command(&self, change: Change) -> anyhow::Result<Command> {
        let program = env::current_exe().context("the program can't find itself")?;
        let mut command = Command::new(program);
        command.current_dir(&self.folder);
        command.args(["run", "--quiet", "--timings", "--corpus", "corpus", "--out", "out"]);
        command.args(["--taxonomy", "taxonomie.toml"]);
        command.args(["--threads", &self.threads.to_string()]);
        if change == Change::Clean {
            command.arg("--no-cache");
        } else {
            command.args(["--cache", "cache"]);
        }
        if self.log().exists() {
            command.arg("--decisions").arg(self.log());
        }
        Ok(command)
    }
}

/// The numbers of `cache: 12 results reused, 3 made`.
fn counts(told: &str) -> Option<(u64, u64)> {
    let line = told.lines().find_map(|line| line.strip_prefix("cache: "))?;
    let mut numbers = line.split(' ').filter_map(|word| word.parse().ok());
    Some((numbers.next()?, numbers.next()?))
}

/// Files of one page, by name, of statements that nobody wrote. What belongs to all of them stands first.
fn pages(texts: &[Text], files: usize, seed: u64) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let profile =
        profiles().into_iter().find(|profile| profile.name == PROFILE).context("no such profile")?;
    let statements = files as u64 * STATEMENTS_PER_PAGE;
    let consultation = Consultation::new(texts, seed);
    let text = |text: String| Text {
        text: text.split_whitespace().collect::<Vec<_>>().join(" "),
        kind: "context".to_owned(),
        themes: Vec::new(),
    };
    let own: Vec<Text> = consultation.rows(statements).map(|row| text(row.tekst)).collect();
    let amount = Amount { documents: files, pages: Some(1), seed };
    let made = synthesis::synthesise(&profile, &own, amount);
    let mut files: Vec<_> = made.files.into_iter().map(|file| (file.name, file.bytes)).collect();
    files.sort_by_key(|(name, _)| name.starts_with(PROFILE));
    Ok(files)
}
