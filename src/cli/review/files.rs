//! What the subcommands share: the run with its codebook, and writing a workbook that nobody loses work by.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use bloemlezer::model::{Codebook, UNCODED};
use bloemlezer::pipeline::load_taxonomy;
use bloemlezer::review::sheet::{SheetInfo, SheetLanguage, Workbook, to_csv, to_xlsx};

use super::shared::consultation;
use crate::cli::config::Config;
use crate::cli::evaluate::finished::Run;
use crate::cli::failure::Failure;
use crate::cli::settings::{self, LanguageArg};

/// The workbook to write, and the run that it is made from.
#[derive(Debug, clap::Args)]
pub(super) struct WorkbookArgs {
    /// The workbook to write: .xlsx with drop-downs, or .csv
    #[arg(long, value_name = "FILE")]
    pub(super) to: PathBuf,
    /// Decides which ones are drawn; the same number draws the same ones
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(super) seed: u64,
    /// The run whose statements they are
    #[arg(long, value_name = "DIR", default_value = "reports/latest")]
    out: PathBuf,
    /// Taxonomy with the codes to choose from [default: taxonomy/knelpunten.toml, else the one that ships with the program]
    #[arg(long, value_name = "FILE")]
    taxonomy: Option<PathBuf>,
    /// Language of headers, drop-downs and instructions [default: nl]
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    lang: Option<LanguageArg>,
    /// Writes over a file that is there
    #[arg(long)]
    force: bool,
}

/// What a workbook is made of.
pub(super) struct Material {
    pub(super) run: Run,
    pub(super) codebook: Codebook,
    pub(super) info: SheetInfo,
    pub(super) language: SheetLanguage,
}

impl WorkbookArgs {
    /// Whether the workbook could be written, before any work is done.
    pub(super) fn check(&self) -> anyhow::Result<()> {
        format_of(&self.to)?;
        check_free(&self.to, self.force)
    }

    /// Reads what it is made of; a theme that is named must be there.
    pub(super) fn read(
        &self,
        theme: Option<&str>,
        config: &Config,
        note: &dyn Fn(&str),
    ) -> anyhow::Result<Material> {
        let (run, codebook) = read(&self.out, self.taxonomy.as_deref(), note)?;
        if let Some(theme) = theme {
            check_theme(theme, &codebook)?;
        }
        let info = SheetInfo {
            consultation: consultation(&run.manifest),
            taxonomy: named(&codebook),
            ..SheetInfo::default()
        };
        Ok(Material { run, codebook, info, language: language(self.lang, config) })
    }
}

/// Which kind of file a workbook is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SheetFormat {
    Xlsx,
    Csv,
}

/// The run and the codes that its statements can get.
pub(super) fn read(
    out: &Path,
    taxonomy: Option<&Path>,
    note: &dyn Fn(&str),
) -> anyhow::Result<(Run, Codebook)> {
    let run = Run::read(out)?;
    let codebook = load_taxonomy(&settings::taxonomy(taxonomy), true)?.codebook;
    if named(&codebook) != run.manifest.versions.taxonomy {
        note(&format!(
            "the run was made with the taxonomy {}, and codes are now those of {}",
            run.manifest.versions.taxonomy,
            named(&codebook)
        ));
    }
    Ok((run, codebook))
}

/// Name and version of a codebook.
pub(super) fn named(codebook: &Codebook) -> String {
    format!("{} {}", codebook.name, codebook.version)
}

/// The language of a workbook.
fn language(flag: Option<LanguageArg>, config: &Config) -> SheetLanguage {
    use bloemlezer::report::Language;
    match flag.map(Language::from).or(config.language).unwrap_or_default() {
        Language::Nl => SheetLanguage::Nl,
        Language::En => SheetLanguage::En,
    }
}

/// The format that a file's name says.
fn format_of(to: &Path) -> anyhow::Result<SheetFormat> {
    let extension = to.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("xlsx") => Ok(SheetFormat::Xlsx),
        Some("csv") => Ok(SheetFormat::Csv),
        _ => Err(Failure::new(
            format!("{} is neither .xlsx nor .csv", to.display()),
            "give the file one of these extensions: it says what is written",
        )
        .into()),
    }
}

/// Someone may have filled in the file that is there.
fn check_free(to: &Path, force: bool) -> anyhow::Result<()> {
    if force || !to.exists() {
        return Ok(());
    }
    let hint = "name another file, or say --force if nothing was filled in there that is still needed";
    Err(Failure::new(format!("{} is there already", to.display()), hint).into())
}

/// Writes beside and renames, so that no half workbook is found.
pub(super) fn write(workbook: &Workbook<'_>, to: &Path) -> anyhow::Result<()> {
    let bytes = match format_of(to)? {
        SheetFormat::Xlsx => to_xlsx(workbook)?,
        SheetFormat::Csv => to_csv(workbook)?,
    };
    let half = half(to);
    let written: io::Result<()> = fs::write(&half, bytes).and_then(|()| fs::rename(&half, to));
    written.with_context(|| {
        Failure::new(
            format!("{} can't be written", to.display()),
            "name a file in a folder that you may write to",
        )
    })
}

fn half(to: &Path) -> PathBuf {
    let mut name = to.as_os_str().to_owned();
    name.push(".half");
    name.into()
}

/// A theme that is named must be there.
fn check_theme(theme: &str, codebook: &Codebook) -> anyhow::Result<()> {
    if theme == UNCODED || codebook.theme(theme).is_some() {
        return Ok(());
    }
    let codes: Vec<&str> = codebook.themes.iter().map(|theme| theme.code.as_str()).collect();
    let message = format!("the taxonomy {} has no theme `{theme}`", named(codebook));
    Err(Failure::new(message, format!("its themes are {}, {UNCODED}", codes.join(", "))).into())
}
