//! The settings in force: defaults, then the configuration file, then flags.

use std::fmt::Write as _;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;

use bloemlezer::cache::CachePlace;
use bloemlezer::pipeline::{RunSettings, Stop, TaxonomySource, blind_log};
use bloemlezer::report::Language;
use bloemlezer::segment::Responses;

use super::config::Config;
use super::{machine, memory};

const DEFAULT_CORPUS: &str = "corpus";
pub(crate) const DEFAULT_TAXONOMY: &str = "taxonomy/knelpunten.toml";
const DEFAULT_DECISIONS: &str = "taxonomy/decisions.csv";
const DEFAULT_OUT: &str = "reports/latest";
/// Beside the output folder.
const DEFAULT_CACHE: &str = ".cache";
/// Bytes of memory that a run aims to stay within.
pub(crate) const DEFAULT_MEMORY: u64 = 600_000_000;

/// Flags that are settings.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct SettingsArgs {
    /// File or folder to read; may be given more than once [default: corpus]
    #[arg(long, value_name = "PATH")]
    pub(crate) corpus: Vec<PathBuf>,
    /// Makes each bullet of a table's response a statement of its own; where it has none, each sentence
    #[arg(long)]
    pub(crate) split: bool,
    /// Taxonomy to code with [default: taxonomy/knelpunten.toml, else the one that ships with the program]
    #[arg(long, value_name = "FILE")]
    pub(crate) taxonomy: Option<PathBuf>,
    /// Codes by the taxonomy's rules alone, without the learned model that stands beside it
    #[arg(long)]
    pub(crate) rules_alone: bool,
    /// Leaves statements that are the same words twice ungrouped
    #[arg(long)]
    pub(crate) no_groups: bool,
    /// The analysts' decisions [default: taxonomy/decisions.csv, where there is one]
    #[arg(long, value_name = "FILE")]
    pub(crate) decisions: Option<PathBuf>,
    /// Output folder, replaced as a whole [default: reports/latest]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Language of the report [default: nl]
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    pub(crate) lang: Option<LanguageArg>,
    /// Leaves responses marked not public out of the data files too; pages never show them
    #[arg(long)]
    pub(crate) public: bool,
    /// Threads to work with; changes nothing in the output [default: as many as there are]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// Memory to stay within where it can, such as 600MB or 2GB; changes nothing in the output [default: 600MB]
    #[arg(long, value_name = "SIZE", value_parser = memory::parse)]
    pub(crate) memory: Option<u64>,
    /// Where results are kept so that the next run makes only what changed; may be deleted at any time [default: .cache beside the output
    /// folder]
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache")]
    pub(crate) cache: Option<PathBuf>,
    /// Makes everything anew, and keeps nothing for the next run
    #[arg(long)]
    pub(crate) no_cache: bool,
}

/// Language of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum LanguageArg {
    /// Dutch
    Nl,
    /// English
    En,
}

impl From<LanguageArg> for Language {
    fn from(language: LanguageArg) -> Self {
        match language {
            LanguageArg::Nl => Self::Nl,
            LanguageArg::En => Self::En,
        }
    }
}

/// The settings of a run.
pub(crate) fn effective(flags: &SettingsArgs, config: &Config) -> RunSettings {
    let out = flags.out.clone().or_else(|| config.out.clone()).unwrap_or_else(|| DEFAULT_OUT.into());
    RunSettings {
        cache: cache(flags, config, &out),
        corpus: corpus(&flags.corpus, config),
        responses: responses(flags.split, config),
        taxonomy: taxonomy(flags.taxonomy.as_deref().or(config.taxonomy.as_deref())),
        rules_alone: flags.rules_alone || config.rules_alone.unwrap_or_default(),
        groups: !flags.no_groups && config.groups.unwrap_or(true),
        decisions: decisions(flags.decisions.as_deref(), config),
        out,
        language: flags.lang.map(Language::from).or(config.language).unwrap_or_default(),
        public_only: flags.public || config.public.unwrap_or_default(),
        threads: flags.threads.or(config.threads).unwrap_or_else(available_threads),
        memory: flags.memory.or(config.memory).unwrap_or(DEFAULT_MEMORY),
        stop: Stop::default(),
    }
}

/// Where results are kept: where a flag or the file says so, else beside the output folder.
fn cache(flags: &SettingsArgs, config: &Config, out: &Path) -> Option<CachePlace> {
    let beside = || out.parent().unwrap_or(Path::new("")).join(DEFAULT_CACHE);
    let own = flags.cache.clone().or_else(|| config.cache.clone());
    let place = |program| CachePlace { folder: own.unwrap_or_else(beside), program };
    if flags.no_cache { None } else { machine::program().map(place) }
}

/// The roots of the corpus.
pub(crate) fn corpus(flags: &[PathBuf], config: &Config) -> Vec<PathBuf> {
    let named = Some(flags.to_vec()).filter(|paths| !paths.is_empty());
    named.or_else(|| config.corpus.clone()).unwrap_or_else(|| vec![DEFAULT_CORPUS.into()])
}

/// How the responses of tables become statements.
pub(crate) fn responses(split: bool, config: &Config) -> Responses {
    if split || config.split.unwrap_or_default() { Responses::Split } else { Responses::Whole }
}

/// A taxonomy that is named must be there; the default one need not be.
pub(crate) fn taxonomy(named: Option<&Path>) -> TaxonomySource {
    let default = Path::new(DEFAULT_TAXONOMY);
    match named.or(Some(default).filter(|path| path.exists())) {
        Some(path) => TaxonomySource::File(path.to_owned()),
        None => TaxonomySource::Embedded,
    }
}

/// Decisions that a flag names must be there; a project may name the file before there are any.
fn decisions(flag: Option<&Path>, config: &Config) -> Option<PathBuf> {
    let usual = config.decisions.as_deref().unwrap_or(Path::new(DEFAULT_DECISIONS));
    // Blind codings may come before the first decision.
    let is_there = |path: &&Path| path.exists() || blind_log(path).exists();
    flag.or(Some(usual).filter(is_there)).map(Path::to_owned)
}

/// As many threads as there are.
pub(crate) fn available_threads() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// The settings as a configuration file that says the same.
pub(crate) fn dump(settings: &RunSettings) -> String {
    let corpus: Vec<_> = settings.corpus.iter().map(|path| quoted(path)).collect();
    let mut text = format!("corpus = [{}]\n", corpus.join(", "));
    line(&mut text, "split", &(settings.responses == Responses::Split).to_string());
    match &settings.taxonomy {
        TaxonomySource::File(path) => line(&mut text, "taxonomy", &quoted(path)),
        TaxonomySource::Embedded => text.push_str("# taxonomy: the one that ships with the program\n"),
    }
    line(&mut text, "rules-alone", &settings.rules_alone.to_string());
    line(&mut text, "groups", &settings.groups.to_string());
    match &settings.decisions {
        Some(path) => line(&mut text, "decisions", &quoted(path)),
        None => text.push_str("# decisions: none\n"),
    }
    line(&mut text, "out", &quoted(&settings.out));
    line(&mut text, "lang", &format!("\"{}\"", settings.language.code()));
    line(&mut text, "public", &settings.public_only.to_string());
    line(&mut text, "threads", &settings.threads.to_string());
    line(&mut text, "memory", &format!("\"{}\"", memory::written(settings.memory)));
    match &settings.cache {
        Some(place) => line(&mut text, "cache", &quoted(&place.folder)),
        None => text.push_str("# cache: none\n"),
    }
    text
}

fn line(text: &mut String, key: &str, value: &str) {
    // Writing to a string can't fail.
    let _ = writeln!(text, "{key} = {value}");
}

fn quoted(path: &Path) -> String {
    toml::Value::String(path.to_string_lossy().into_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{LanguageArg, SettingsArgs, dump, effective};
    use crate::cli::config::Config;

    #[test]
    fn flags_win_over_the_file_and_the_file_over_defaults() {
        let config = Config {
            out: Some("uit".into()),
            decisions: Some("besluiten-die-er-niet-zijn.csv".into()),
            language: Some(bloemlezer::report::Language::Nl),
            threads: std::num::NonZeroUsize::new(3),
            ..Config::default()
        };
        let flags = SettingsArgs {
            lang: Some(LanguageArg::En),
            taxonomy: Some(PathBuf::from("mijn \"lijst\".toml")),
            memory: Some(1_500_000_000),
            ..SettingsArgs::default()
        };
        insta::assert_snapshot!(dump(&effective(&flags, &config)), @r#"
        corpus = ["corpus"]
        split = false
        taxonomy = 'mijn "lijst".toml'
        rules-alone = false
        groups = true
        # decisions: none
        out = "uit"
        lang = "en"
        public = false
        threads = 3
        memory = "1500MB"
        cache = ".cache"
        "#);
    }
}
