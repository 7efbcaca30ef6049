//! What the commands on decisions share: the log and who writes in it, and the run that it is about.

use std::fs;
use std::path::{Path, PathBuf};

use bloemlezer::model::{Manifest, Summary, UNCODED};
use bloemlezer::review::theme_parts;

use super::super::evaluate::finished::read_json;
use super::super::failure::Failure;

/// Whose decisions they are, and where they go.
#[derive(Debug, clap::Args)]
pub(crate) struct WriterArgs {
    /// Who decides
    #[arg(long, value_name = "NAME")]
    pub(crate) coder: String,
    /// The day of the decision, `2026-01-31` [default: today, by universal time]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) date: Option<String>,
    /// The log of decisions; it is made where it is missing
    #[arg(long, value_name = "FILE", default_value = "taxonomy/decisions.csv")]
    pub(crate) decisions: PathBuf,
}

impl WriterArgs {
    /// The day that decisions are dated.
    pub(crate) fn day(&self) -> String {
        self.date.clone().unwrap_or_else(today)
    }

    /// The coder's name, or that there is none.
    pub(crate) fn name(&self) -> Result<&str, Failure> {
        let name = self.coder.trim();
        if name.is_empty() {
            return Err(Failure::new(
                "a decision needs the name of who decides",
                "name yourself with --coder",
            ));
        }
        Ok(name)
    }
}

/// A day as it is written, checked.
pub(crate) fn day(text: &str) -> Result<String, String> {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |place: usize, digits: usize, highest: u16| {
        let part: Option<u16> = parts.get(place).filter(|part| part.len() == digits)?.parse().ok();
        part.filter(|number| (1..=highest).contains(number))
    };
    let valid = parts.len() == 3
        && number(0, 4, 9999).is_some()
        && number(1, 2, 12).is_some()
        && number(2, 2, 31).is_some();
    if valid { Ok(text.to_owned()) } else { Err("write the day as 2026-01-31".into()) }
}

/// The day by universal time: days since 1970 as year, month and day, with years that begin in March so that the leap day is the last.
pub(crate) fn today() -> String {
    let seconds =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    date_of(seconds / 86_400)
}

fn date_of(days_since_1970: u64) -> String {
    // 1 March of the year 0 is 719,468 days before 1970; 146,097 days make 400 years.
    let days = days_since_1970 + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year_of_era = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (year, month) = if month < 10 { (0, month + 3) } else { (1, month - 9) };
    format!("{:04}-{month:02}-{day:02}", year + era * 400 + year_of_era)
}

/// The consultation that a run was about, as its `consultation.toml` names it; empty where that can't be told.
pub(crate) fn consultation(manifest: &Manifest) -> String {
    let roots = manifest.settings.get("corpus").map(String::as_str).unwrap_or_default();
    let files = manifest.inputs.iter().filter(|input| input.role == "consultation");
    let texts = files.flat_map(|file| {
        roots.lines().filter_map(|root| {
            let root = Path::new(root);
            let folder = if root.is_file() { root.parent().unwrap_or(root) } else { root };
            fs::read_to_string(folder.join(&file.path)).ok()
        })
    });
    let titles = texts.filter_map(|text| {
        let table: toml::Table = text.parse().ok()?;
        Some(table.get("title")?.as_str()?.to_owned())
    });
    titles.into_iter().next().unwrap_or_default()
}

/// The codes that a run knows.
pub(crate) struct Codes {
    themes: Vec<(String, Vec<String>)>,
}

impl Codes {
    /// Those of a finished run.
    pub(crate) fn read(out: &Path) -> anyhow::Result<Self> {
        let summary: Summary = read_json(&out.join("summary.json"))?;
        let themes = summary.themes.into_iter().filter(|theme| theme.code != UNCODED);
        let themes = themes.map(|theme| (theme.code, theme.by_subtheme.into_keys().collect()));
        Ok(Self { themes: themes.collect() })
    }

    /// Whether the run knows a theme `code` or `code/subtheme`.
    pub(crate) fn check(&self, theme: &str) -> Result<(), Failure> {
        let (code, subtheme) = theme_parts(theme);
        let Some((_, subthemes)) = self.themes.iter().find(|(known, _)| known == code) else {
            let known = self.themes.iter().map(|(code, _)| code.as_str());
            return Err(Failure::new(format!("there is no theme `{code}`"), closest(code, known)));
        };
        match subtheme {
            Some(subtheme) if !subthemes.iter().any(|known| known == subtheme) => {
                let known = subthemes.iter().map(String::as_str);
                let message = format!("the theme `{code}` has no subtheme `{subtheme}`");
                Err(Failure::new(message, closest(subtheme, known)))
            }
            _ => Ok(()),
        }
    }
}

/// The code that was probably meant, or all of them.
fn closest<'c>(typed: &str, known: impl Iterator<Item = &'c str>) -> String {
    let mut known: Vec<&str> = known.collect();
    let typed = typed.to_lowercase();
    known.sort_by_key(|code| strsim::damerau_levenshtein(&typed, code));
    match known.first() {
        None => "there are none; leave it out".into(),
        Some(first) if strsim::damerau_levenshtein(&typed, first) <= 2 => format!("did you mean `{first}`?"),
        Some(_) => {
            known.sort_unstable();
            format!("there are: {}", known.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{date_of, day};

    #[test]
    fn days_are_counted_as_calendars_do() {
        // By Python: date(1970, 1, 1) + timedelta(days).
        for (days, date) in [
            (0, "1970-01-01"),
            (58, "1970-02-28"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (20_784, "2026-11-27"),
            (47_541, "2100-03-01"),
        ] {
            assert_eq!(date_of(days), date);
        }
        assert!(day("2026-01-31").is_ok() && day("31-01-2026").is_err() && day("2026-13-01").is_err());
    }
}
