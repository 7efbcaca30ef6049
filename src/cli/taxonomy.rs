//! `taxonomy`: verifies a taxonomy, by itself and on a corpus; suggests patterns; makes a taxonomy of someone's codebook.

mod corpus;
mod counts;
mod import;
mod print;
mod suggest;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use bloemlezer::codebook::{self, Finding, PatternUse, SharedPattern, Taxonomy};
use bloemlezer::coding::{CodingInput, code};
use bloemlezer::model::{Section, ThemeCoding};
use bloemlezer::pipeline::TaxonomySource;
use bloemlezer::text::Analyser;

use self::counts::Counts;
use super::config::Config;
use super::failure::Failure;
use super::listing::{Format, Paint, quiet_pipe};
use super::{FINDINGS, GOOD, settings};

#[derive(Debug, clap::Subcommand)]
pub(crate) enum TaxonomyCommand {
    Check(CheckArgs),
    Suggest(suggest::SuggestArgs),
    Import(import::ImportArgs),
}

/// Verifies a taxonomy, and tells what is wrong with line numbers and suggestions
///
/// Looks at the file itself (mistakes, examples that miss their code, patterns that collide, add nothing or can't match) and, where
/// there is a corpus, at what the patterns do in its statements: by rules alone, without a learned model.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 nothing found, 1 findings, 2 trouble.")]
pub(crate) struct CheckArgs {
    /// Taxonomy to verify [default: taxonomy/knelpunten.toml, else the one that ships with the program]
    #[arg(long, value_name = "FILE")]
    taxonomy: Option<PathBuf>,
    /// File or folder whose statements the patterns are tried on; may be given more than once [default: corpus, where there is
    /// one]
    #[arg(long, value_name = "PATH")]
    corpus: Vec<PathBuf>,
    /// Gold files whose texts the patterns are tried on as well; with `--patterns` they also tell how often each pattern is right
    #[arg(long, value_name = "FILE", num_args = 1..)]
    gold: Vec<PathBuf>,
    /// Lists every pattern with the statements that it matches; with `--format csv` instead of the findings
    #[arg(long)]
    patterns: bool,
    /// Lists the patterns that match no statement; otherwise as `--patterns`
    #[arg(long, conflicts_with = "patterns")]
    unused: bool,
    /// Shows how many statements each two themes share, and which patterns; with `--format csv` instead of the findings
    #[arg(long)]
    overlap: bool,
    /// What to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// Everything there is to print.
struct Checked {
    name: String,
    findings: Vec<Finding>,
    /// What the patterns do in the corpus, where there is one.
    counts: Option<Counts>,
    /// Patterns under more than one theme.
    shared: Vec<SharedPattern>,
    /// Which of the counts are listed.
    patterns: Patterns,
    overlap: bool,
}

/// The patterns to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Patterns {
    None,
    Unused,
    All,
}

impl Patterns {
    fn any(self) -> bool {
        self != Self::None
    }

    fn lists(self, pattern: &PatternUse) -> bool {
        match self {
            Self::None => false,
            Self::Unused => pattern.statements == 0,
            Self::All => true,
        }
    }
}

/// Works on the taxonomy and prints; what the user should know beside the result goes to `note`.
pub(crate) fn run(
    command: &TaxonomyCommand,
    config: &Config,
    note: &dyn Fn(&str),
    out: &mut dyn Write,
    colour: bool,
) -> anyhow::Result<u8> {
    match command {
        TaxonomyCommand::Check(args) => run_check(args, config, note, out, colour),
        TaxonomyCommand::Suggest(args) => suggest::run(args, note, out, colour),
        TaxonomyCommand::Import(args) => import::run(args, out),
    }
}

fn run_check(
    args: &CheckArgs,
    config: &Config,
    note: &dyn Fn(&str),
    out: &mut dyn Write,
    colour: bool,
) -> anyhow::Result<u8> {
    one_table(args)?;
    let (name, text) = read(&settings::taxonomy(args.taxonomy.as_deref()))?;
    let mut checked = Checked {
        name,
        findings: Vec::new(),
        counts: None,
        shared: Vec::new(),
        patterns: args.listed(),
        overlap: args.overlap,
    };
    match Taxonomy::parse(&checked.name, &text) {
        Ok(taxonomy) => {
            (checked.findings, checked.counts) = check(&taxonomy, args, config, note)?;
            checked.shared = codebook::shared_patterns(&taxonomy);
        }
        Err(error) => checked.findings = error.findings,
    }
    quiet_pipe(match args.format {
        Format::Text => print::text(&checked, Paint::new(colour), out),
        Format::Json => print::json(&checked, out),
        Format::Csv => print::csv(&checked, out),
    })?;
    Ok(if checked.findings.is_empty() { GOOD } else { FINDINGS })
}

impl CheckArgs {
    fn listed(&self) -> Patterns {
        match (self.patterns, self.unused) {
            (true, _) => Patterns::All,
            (_, true) => Patterns::Unused,
            _ => Patterns::None,
        }
    }
}

fn one_table(args: &CheckArgs) -> Result<(), Failure> {
    if matches!(args.format, Format::Csv) && args.listed().any() && args.overlap {
        let hint = "leave out --patterns, --unused or --overlap, or use --format json";
        return Err(Failure::new("CSV holds one table, and two were asked for", hint));
    }
    Ok(())
}

fn check(
    taxonomy: &Taxonomy,
    args: &CheckArgs,
    config: &Config,
    note: &dyn Fn(&str),
) -> anyhow::Result<(Vec<Finding>, Option<Counts>)> {
    let mut findings = codebook::check(taxonomy);
    let texts = corpus::texts(&args.corpus, &args.gold, config, note)?;
    if texts.is_none() && (args.listed().any() || args.overlap) {
        let hint = "name a corpus with --corpus, or gold files with --gold";
        return Err(Failure::new("there are no statements to try the patterns on", hint).into());
    }
    let counts = texts.map(|texts| Counts::of(taxonomy, &texts));
    findings.extend(counts.iter().flat_map(|counts| counts.usage.findings()));
    findings.sort();
    Ok((findings, counts))
}

fn read(source: &TaxonomySource) -> anyhow::Result<(String, String)> {
    match source {
        TaxonomySource::Embedded => Ok(("knelpunten.toml (shipped)".into(), codebook::EMBEDDED.into())),
        TaxonomySource::File(path) => Ok((path.display().to_string(), read_file(path)?)),
    }
}

fn read_file(path: &Path) -> anyhow::Result<String> {
    let bytes = fs::read(path).with_context(|| {
        let message = format!("the taxonomy {} can't be read", path.display());
        Failure::new(
            message,
            "name a taxonomy with --taxonomy, or leave it out for the one that ships with the program",
        )
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().iter().take(error.utf8_error().valid_up_to());
        let line = good.filter(|byte| **byte == b'\n').count() + 1;
        let message = format!("the taxonomy {}, line {line}: this is not UTF-8", path.display());
        Failure::new(message, "save the file as UTF-8").into()
    })
}

/// The themes that a taxonomy without a learned model gives texts, each with its heading and question.
fn themes_by_rules<'t>(
    taxonomy: &Taxonomy,
    texts: impl Iterator<Item = (&'t str, Option<&'t Section>, Option<&'t str>)>,
) -> Vec<BTreeSet<String>> {
    let inputs: Vec<CodingInput<'_>> = texts
        .map(|(text, section, question)| CodingInput { text, section, chapter_kind: None, question })
        .collect();
    code(taxonomy, &mut Analyser::new(), &inputs).iter().map(|coding| theme_codes(&coding.themes)).collect()
}

fn theme_codes(themes: &[ThemeCoding]) -> BTreeSet<String> {
    themes.iter().map(|theme| theme.code.clone()).collect()
}
