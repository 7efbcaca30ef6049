//! `taxonomy suggest`: new patterns for a theme, from statements that have it and that no pattern finds.

mod print;
mod statements;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::PathBuf;

use bloemlezer::analysis::phrases::{Phrase, PhraseOptions, PhraseText, phrases};
use bloemlezer::analysis::suggestions::{Candidate, Suggestion, Verdict, rank};
use bloemlezer::codebook::{Taxonomy, try_patterns};
use bloemlezer::pipeline::load_taxonomy;

use self::statements::{Judge, Statements};
use super::super::failure::Failure;
use super::super::listing::{Format, Paint, quiet_pipe};
use super::super::{FINDINGS, GOOD, settings};

/// So many phrases of a theme are tried as patterns.
const TRIED: usize = 300;

/// Suggests new patterns for each theme, with the statements that they would move
///
/// Looks at statements that have a theme without any pattern finding it: by people's judgement where the run has human codes or gold is
/// given, else by the learned model. Words and phrases that recur in them are tried as patterns and ranked by expected gain: right minus
/// wrong statements, those that nobody judged counted at the pattern's precision (docs/taxonomy.md). Nothing is written: what you like, you put
/// into the taxonomy.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 patterns are suggested, 1 none, 2 trouble.")]
pub(crate) struct SuggestArgs {
    /// The run whose statements are looked at
    #[arg(long, value_name = "DIR", default_value = "reports/latest")]
    out: PathBuf,
    /// Gold files with further statements that people judged
    #[arg(long, value_name = "FILE", num_args = 1..)]
    gold: Vec<PathBuf>,
    /// Taxonomy whose patterns are added to [default: taxonomy/knelpunten.toml, else the one that ships with the program]
    #[arg(long, value_name = "FILE")]
    taxonomy: Option<PathBuf>,
    /// Only patterns for this theme [repeatable]
    #[arg(long, value_name = "CODE")]
    theme: Vec<String>,
    /// Words of the longest pattern
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=4))]
    words: u8,
    /// Statements of the theme that a pattern finds, at least
    #[arg(long, value_name = "N", default_value_t = 2)]
    min_statements: usize,
    /// At most so many patterns for each theme
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
    /// Shows at most so many of the statements that a pattern would move; with `--format json` all are named
    #[arg(long, value_name = "N", default_value_t = 2)]
    samples: usize,
    /// What to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// Everything there is to print.
struct Suggested {
    statements: Statements,
    themes: Vec<ThemeSuggestions>,
    samples: usize,
}

struct ThemeSuggestions {
    code: String,
    /// Of each statement.
    verdicts: Vec<Option<Verdict>>,
    suggestions: Vec<Suggestion>,
}

impl ThemeSuggestions {
    fn verdict(&self, place: usize) -> Option<Verdict> {
        self.verdicts.get(place).copied().flatten()
    }

    /// Statements that have the theme and that no pattern finds.
    fn missed(&self) -> usize {
        self.verdicts.iter().filter(|verdict| **verdict == Some(Verdict::Right)).count()
    }
}

pub(super) fn run(
    args: &SuggestArgs,
    note: &dyn Fn(&str),
    out: &mut dyn Write,
    colour: bool,
) -> anyhow::Result<u8> {
    let taxonomy = load_taxonomy(&settings::taxonomy(args.taxonomy.as_deref()), true)?;
    let codes = codes(args, &taxonomy)?;
    let statements = Statements::read(&args.out, &args.gold, &taxonomy)?;
    if statements.judge == Judge::Model {
        note(
            "nobody judged a statement: what the learned model gave stands in for judgement, so look at each \
             suggestion twice",
        );
    }
    let themes = suggest(args, codes, &statements);
    let any = themes.iter().any(|theme| !theme.suggestions.is_empty());
    let suggested = Suggested { statements, themes, samples: args.samples };
    quiet_pipe(match args.format {
        Format::Text => print::text(&suggested, Paint::new(colour), out),
        Format::Json => print::json(&suggested, out),
        Format::Csv => print::csv(&suggested, out),
    })?;
    Ok(if any { GOOD } else { FINDINGS })
}

fn codes(args: &SuggestArgs, taxonomy: &Taxonomy) -> Result<Vec<String>, Failure> {
    let all: Vec<String> = taxonomy.codebook.themes.iter().map(|theme| theme.code.clone()).collect();
    if let Some(unknown) = args.theme.iter().find(|code| !all.contains(code)) {
        let hint = format!("the themes are {}", all.join(", "));
        return Err(Failure::new(format!("the taxonomy has no theme `{unknown}`"), hint));
    }
    Ok(all.into_iter().filter(|code| args.theme.is_empty() || args.theme.contains(code)).collect())
}

fn suggest(args: &SuggestArgs, codes: Vec<String>, statements: &Statements) -> Vec<ThemeSuggestions> {
    let verdicts: Vec<Vec<Option<Verdict>>> = codes.iter().map(|code| statements.verdicts(code)).collect();
    let candidates: Vec<Vec<String>> = verdicts.iter().map(|own| candidates(args, own, statements)).collect();
    let matches = matches(&candidates, statements);
    let themes = codes.into_iter().zip(verdicts).zip(candidates);
    themes
        .map(|((code, verdicts), patterns)| {
            let tried = patterns.into_iter().filter_map(|pattern| {
                let statements = matches.get(&pattern)?.clone();
                Some(Candidate { pattern, statements })
            });
            let mut suggestions = rank(tried.collect(), &verdicts);
            suggestions.retain(|own| own.right >= args.min_statements as u64);
            suggestions.truncate(args.limit);
            ThemeSuggestions { code, verdicts, suggestions }
        })
        .collect()
}

/// Phrases that recur in the statements which have the theme unfound, those that tell most first.
fn candidates(args: &SuggestArgs, verdicts: &[Option<Verdict>], statements: &Statements) -> Vec<String> {
    let texts: Vec<PhraseText<'_>> = statements
        .all
        .iter()
        .zip(verdicts)
        .filter(|(_, verdict)| matches!(verdict, Some(Verdict::Right | Verdict::Wrong)))
        .map(|(own, verdict)| PhraseText { text: &own.text, wanted: *verdict == Some(Verdict::Right) })
        .collect();
    let options =
        PhraseOptions { words: usize::from(args.words), texts: args.min_statements, collapse: false };
    let mut found = phrases(&texts, options).phrases;
    // Stable: the more frequent before the rarer, as they come.
    let balance = |phrase: &Phrase| phrase.others as i64 - phrase.texts.len() as i64;
    found.sort_by_key(balance);
    found.truncate(TRIED);
    found.into_iter().map(|phrase| phrase.phrase).collect()
}

/// The statements in which each candidate matches as a pattern; one that does not compile is missing.
fn matches(candidates: &[Vec<String>], statements: &Statements) -> BTreeMap<String, Vec<usize>> {
    let patterns: BTreeSet<String> = candidates.iter().flatten().cloned().collect();
    let patterns: Vec<String> = patterns.into_iter().collect();
    let texts: Vec<&str> = statements.all.iter().map(|own| own.text.as_str()).collect();
    let found = try_patterns(&patterns, &texts);
    patterns.into_iter().zip(found).filter_map(|(pattern, found)| Some((pattern, found?))).collect()
}
