//! `analysis uncoded`: what recurs in the statements that no theme caught.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use bloemlezer::analysis::phrases::{Phrase, PhraseOptions, PhraseText, phrases};
use bloemlezer::model::Statement;
use serde_json::json;

use super::super::evaluate::finished::Run;
use super::super::listing::{
    Format, Paint, clean, counted, guarded, quiet_pipe, round, width, write_csv, write_json,
};
use super::super::{FINDINGS, GOOD};

/// Lists the words and phrases that recur in statements which no theme caught
///
/// One to four words, joined over their inflections, with how many uncoded statements hold them, how many coded ones, and how far the two
/// differ (G² over statements, docs/keyness.md). What is said often and only there may be a theme, or words that a theme's patterns lack.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 phrases were found, 1 none, 2 trouble.")]
pub(crate) struct UncodedArgs {
    /// Words of the longest phrase
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=4))]
    words: u8,
    /// Uncoded statements that hold a phrase, at least
    #[arg(long, value_name = "N", default_value_t = 3)]
    min_statements: usize,
    /// Order of the phrases
    #[arg(long, value_enum, value_name = "ORDER", default_value = "count")]
    sort: Order,
    /// At most so many phrases
    #[arg(long, value_name = "N", default_value_t = 30)]
    limit: usize,
    /// At most so many ids of statements with each
    #[arg(long, value_name = "N", default_value_t = 3)]
    samples: usize,
    /// What to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
    /// The run to read
    #[arg(long, value_name = "DIR", default_value = "reports/latest")]
    out: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Order {
    /// By how many uncoded statements hold them
    Count,
    /// By how much more uncoded statements hold them than coded ones
    Keyness,
}

/// Everything there is to print.
struct Listing<'s> {
    statements: &'s [Statement],
    uncoded: u64,
    phrases: Vec<Phrase>,
    found: usize,
    samples: usize,
}

pub(super) fn run(args: &UncodedArgs, note: &dyn Fn(&str), out: &mut dyn Write, colour: bool) -> Result<u8> {
    let Run { statements, .. } = Run::read(&args.out)?;
    let listing = listing(args, &statements, note);
    quiet_pipe(match args.format {
        Format::Text => text(&listing, Paint::new(colour), out),
        Format::Json => json_lines(&listing, out),
        Format::Csv => csv(&listing, out),
    })?;
    Ok(if listing.phrases.is_empty() { FINDINGS } else { GOOD })
}

fn listing<'s>(args: &UncodedArgs, statements: &'s [Statement], note: &dyn Fn(&str)) -> Listing<'s> {
    let texts: Vec<PhraseText<'_>> =
        statements.iter().map(|own| PhraseText { text: &own.text, wanted: own.themes.is_empty() }).collect();
    let options =
        PhraseOptions { words: usize::from(args.words), texts: args.min_statements, collapse: true };
    let mut found = phrases(&texts, options);
    if found.capped {
        note("there are more different phrases than are counted; those first met late are missing");
    }
    if args.sort == Order::Keyness {
        let g2 = |phrase: &Phrase| phrase.keyness.map_or(0.0, |own| own.g2);
        found.phrases.sort_by(|one, other| g2(other).total_cmp(&g2(one)));
    }
    let all = found.phrases.len();
    found.phrases.truncate(args.limit);
    let uncoded = texts.iter().filter(|text| text.wanted).count() as u64;
    Listing { statements, uncoded, phrases: found.phrases, found: all, samples: args.samples }
}

impl Listing<'_> {
    fn ids(&self, phrase: &Phrase) -> Vec<&str> {
        let own = phrase.texts.iter().filter_map(|place| self.statements.get(*place));
        own.take(self.samples).map(|statement| statement.id.as_str()).collect()
    }

    fn coded(&self) -> u64 {
        self.statements.len() as u64 - self.uncoded
    }
}

fn text(listing: &Listing<'_>, paint: Paint, out: &mut dyn Write) -> Result<()> {
    let uncoded = counted(listing.uncoded, "uncoded statement");
    writeln!(out, "{uncoded}, {} coded; {}", listing.coded(), counted(listing.found as u64, "phrase"))?;
    if listing.phrases.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = listing.phrases.iter().map(|own| clean(&own.phrase)).collect();
    let room = names.iter().map(|name| width(name)).max().unwrap_or(0).max("phrase".len());
    let gap = " ".repeat(room - "phrase".len());
    writeln!(out, "{}", paint.heading(&format!("uncoded  coded       G²         q  phrase{gap}  such as")))?;
    for (own, name) in listing.phrases.iter().zip(&names) {
        let (g2, q) = own.keyness.map_or_else(
            || ("-".to_owned(), "-".to_owned()),
            |keyness| (format!("{:+.2}", keyness.g2), format!("{:.4}", keyness.q)),
        );
        let gap = " ".repeat(room - width(name));
        let ids = clean(&listing.ids(own).join(" "));
        let (uncoded, coded) = (own.texts.len(), own.others);
        writeln!(out, "{uncoded:>7}  {coded:>5}  {g2:>7}  {q:>8}  {name}{gap}  {ids}")?;
    }
    Ok(())
}

fn json_lines(listing: &Listing<'_>, out: &mut dyn Write) -> Result<()> {
    for own in &listing.phrases {
        let line = json!({
            "type": "phrase",
            "phrase": own.phrase,
            "words": own.words,
            "uncoded": own.texts.len(),
            "coded": own.others,
            "g2": own.keyness.map(|keyness| round(keyness.g2)),
            "p": own.keyness.map(|keyness| keyness.p),
            "q": own.keyness.map(|keyness| keyness.q),
            "log_ratio": own.keyness.map(|keyness| round(keyness.log_ratio)),
            "statements": listing.ids(own),
        });
        write_json(&line, out)?;
    }
    let summary = json!({
        "type": "summary",
        "uncoded": listing.uncoded,
        "coded": listing.coded(),
        "found": listing.found,
        "listed": listing.phrases.len(),
    });
    write_json(&summary, out)
}

fn csv(listing: &Listing<'_>, out: &mut dyn Write) -> Result<()> {
    let header = ["phrase", "words", "uncoded", "coded", "g2", "p", "q", "log_ratio", "statements"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    rows.extend(listing.phrases.iter().map(|own| {
        let keyness = own.keyness.map(|own| [round(own.g2), own.p, own.q, round(own.log_ratio)]);
        let numbers = keyness.map_or_else(Default::default, |own| own.map(|number| number.to_string()));
        let counts = [own.words.to_string(), own.texts.len().to_string(), own.others.to_string()];
        let ids = listing.ids(own).join(" ");
        std::iter::once(guarded(&own.phrase)).chain(counts).chain(numbers).chain([ids]).collect()
    }));
    write_csv(&rows, out)
}
