//! `bloemlezer.toml`: settings between the defaults and the flags.

use std::fs;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use bloemlezer::report::Language;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::memory;

/// Read from the current folder when no other is named.
const DEFAULT_FILE: &str = "bloemlezer.toml";

/// All keys, in the order in which they are documented.
const KEYS: [&str; 12] = [
    "corpus",
    "split",
    "taxonomy",
    "rules-alone",
    "groups",
    "decisions",
    "out",
    "lang",
    "public",
    "threads",
    "memory",
    "cache",
];

/// What the configuration file says; nothing where it is silent. Relative paths start at the file's own folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Config {
    pub(crate) corpus: Option<Vec<PathBuf>>,
    pub(crate) split: Option<bool>,
    pub(crate) taxonomy: Option<PathBuf>,
    pub(crate) rules_alone: Option<bool>,
    pub(crate) groups: Option<bool>,
    pub(crate) decisions: Option<PathBuf>,
    pub(crate) out: Option<PathBuf>,
    pub(crate) language: Option<Language>,
    pub(crate) public: Option<bool>,
    pub(crate) threads: Option<NonZeroUsize>,
    /// In bytes.
    pub(crate) memory: Option<u64>,
    pub(crate) cache: Option<PathBuf>,
}

/// A configuration file that can't be used.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct ConfigError {
    message: String,
    pub(crate) hint: Option<String>,
}

impl Config {
    /// Reads the file named, or `bloemlezer.toml` where there is one.
    pub(crate) fn load(named: Option<&Path>) -> Result<Self, ConfigError> {
        let path = named.unwrap_or(Path::new(DEFAULT_FILE));
        match fs::read(path) {
            Ok(bytes) => Self::parse(path, &decode(path, bytes)?),
            Err(error) if named.is_none() && error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(ConfigError {
                message: format!("the configuration file {} can't be read: {error}", path.display()),
                hint: Some(match named {
                    Some(_) => "check the path given with --config".into(),
                    None => "check that it is a file that you may read, or move it away".into(),
                }),
            }),
        }
    }

    fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        let file = File { path, text };
        let table = DeTable::parse(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            file.error(start, error.message(), None)
        })?;
        let mut config = Self::default();
        for (key, value) in table.get_ref() {
            config.set(&file, key.get_ref(), key.span().start, value)?;
        }
        Ok(config)
    }

    fn set(
        &mut self,
        file: &File<'_>,
        key: &str,
        at: usize,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<(), ConfigError> {
        match key {
            "corpus" => self.corpus = Some(file.paths(key, value)?),
            "split" => self.split = Some(file.truth(key, value)?),
            "taxonomy" => self.taxonomy = Some(file.path(key, value)?),
            "rules-alone" => self.rules_alone = Some(file.truth(key, value)?),
            "groups" => self.groups = Some(file.truth(key, value)?),
            "decisions" => self.decisions = Some(file.path(key, value)?),
            "out" => self.out = Some(file.path(key, value)?),
            "lang" => self.language = Some(file.language(value)?),
            "public" => self.public = Some(file.truth(key, value)?),
            "threads" => self.threads = Some(file.threads(value)?),
            "memory" => self.memory = Some(file.memory(value)?),
            "cache" => self.cache = Some(file.path(key, value)?),
            _ => return Err(file.error(at, &format!("unknown key `{key}`"), Some(suggestion(key)))),
        }
        Ok(())
    }
}

/// TOML is UTF-8; an editor that saves otherwise is told where it shows. A byte order mark is no part of the text.
fn decode(path: &Path, bytes: Vec<u8>) -> Result<String, ConfigError> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(error.as_bytes().get(..good).unwrap_or_default()).into_owned();
        let hint = Some("save the file as UTF-8".to_owned());
        File { path, text: &before }.error(before.len(), "this is not UTF-8", hint)
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The key that was probably meant, or all of them.
fn suggestion(key: &str) -> String {
    let scored = KEYS.iter().map(|known| (strsim::jaro_winkler(&key.to_lowercase(), known), known));
    match scored.max_by(|one, other| one.0.total_cmp(&other.0)) {
        Some((score, known)) if score > 0.7 => format!("did you mean `{known}`?"),
        _ => format!("the keys are {}", KEYS.join(", ")),
    }
}

/// The file being read, for the place of a mistake.
struct File<'f> {
    path: &'f Path,
    text: &'f str,
}

impl File<'_> {
    fn error(&self, byte: usize, message: &str, hint: Option<String>) -> ConfigError {
        let before = self.text.get(..byte).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|character| *character != '\n').count() + 1;
        ConfigError { message: format!("{}:{line}:{column}: {message}", self.path.display()), hint }
    }

    fn expected(&self, key: &str, value: &Spanned<DeValue<'_>>, what: &str) -> ConfigError {
        self.error(value.span().start, &format!("`{key}` must be {what}"), None)
    }

    fn path(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Result<PathBuf, ConfigError> {
        match value.get_ref() {
            DeValue::String(path) if !path.is_empty() => Ok(self.below(path)),
            _ => Err(self.expected(key, value, "a path between quotes")),
        }
    }

    fn paths(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Result<Vec<PathBuf>, ConfigError> {
        match value.get_ref() {
            DeValue::Array(values) if !values.is_empty() => {
                values.iter().map(|value| self.path(key, value)).collect()
            }
            DeValue::String(_) => Ok(vec![self.path(key, value)?]),
            _ => Err(self.expected(key, value, "a path between quotes, or a list of them")),
        }
    }

    fn language(&self, value: &Spanned<DeValue<'_>>) -> Result<Language, ConfigError> {
        match value.get_ref() {
            DeValue::String(code) if code == "nl" => Ok(Language::Nl),
            DeValue::String(code) if code == "en" => Ok(Language::En),
            _ => Err(self.expected("lang", value, "\"nl\" or \"en\"")),
        }
    }

    fn truth(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Result<bool, ConfigError> {
        value.get_ref().as_bool().ok_or_else(|| self.expected(key, value, "true or false"))
    }

    fn threads(&self, value: &Spanned<DeValue<'_>>) -> Result<NonZeroUsize, ConfigError> {
        let number = match value.get_ref() {
            DeValue::Integer(number) => usize::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        number
            .and_then(NonZeroUsize::new)
            .ok_or_else(|| self.expected("threads", value, "a whole number from 1"))
    }

    fn memory(&self, value: &Spanned<DeValue<'_>>) -> Result<u64, ConfigError> {
        let bytes = value.get_ref().as_str().and_then(|text| memory::parse(text).ok());
        bytes.ok_or_else(|| self.expected("memory", value, &format!("{} between quotes", memory::EXPECTED)))
    }

    fn below(&self, path: &str) -> PathBuf {
        self.path.parent().unwrap_or(Path::new("")).join(path)
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::Config;

    fn parse(text: &str) -> Result<Config, String> {
        Config::parse(Path::new("werk/bloemlezer.toml"), text)
            .map_err(|error| format!("{error} | {}", error.hint.as_deref().unwrap_or_default()))
    }

    #[test]
    fn paths_start_at_the_files_folder() {
        let config = parse("corpus = \"corpus\"\nout = \"uit\"\nthreads = 2").unwrap();
        assert_eq!(config.corpus, Some(vec![PathBuf::from("werk/corpus")]));
        assert_eq!(config.out, Some(PathBuf::from("werk/uit")));
        assert_eq!(config.threads.map(usize::from), Some(2));
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        let message = |text: &str| parse(text).unwrap_err();
        insta::assert_snapshot!(message("out = \"x\"\n\ntaxonmy = 1"), @"werk/bloemlezer.toml:3:1: unknown key `taxonmy` | did you mean `taxonomy`?");
        insta::assert_snapshot!(message("[pagina]\nx = 1"), @"werk/bloemlezer.toml:1:2: unknown key `pagina` | the keys are corpus, split, taxonomy, rules-alone, groups, decisions, out, lang, public, threads, memory, cache");
        insta::assert_snapshot!(message("lang = \"fr\""), @r#"werk/bloemlezer.toml:1:8: `lang` must be "nl" or "en" |"#);
        insta::assert_snapshot!(message("corpus = [\"a\", 2]"), @"werk/bloemlezer.toml:1:16: `corpus` must be a path between quotes |");
        insta::assert_snapshot!(message("threads = 0"), @"werk/bloemlezer.toml:1:11: `threads` must be a whole number from 1 |");
        insta::assert_snapshot!(message("memory = \"veel\""), @"werk/bloemlezer.toml:1:10: `memory` must be a size from 100MB, such as 600MB or 1.5GB between quotes |");
        insta::assert_snapshot!(message("public = \"ja\""), @"werk/bloemlezer.toml:1:10: `public` must be true or false |");
        insta::assert_snapshot!(message("out = "), @"werk/bloemlezer.toml:1:7: string values must be quoted, expected literal string |");
    }
}
