//! Why the Dutch analysis uses what it uses: stemmers and language detectors side by side on the gold statements, figures printed.
//! `cargo bench --bench choices`

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::io::Write;
use std::time::Instant;

use bloemlezer::text::{LanguageContext, fold, split_words};
use serde_json::Value;

/// Each measurement is repeated this often and the median taken.
const REPEATS: usize = 9;

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    let statements = statements()?;
    stemmers(&statements, &mut out)?;
    languages(&statements, &mut out)
}

/// The texts of all gold files.
fn statements() -> Result<Vec<String>, Box<dyn Error>> {
    let mut paths: Vec<_> =
        fs::read_dir("tests/gold")?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let mut texts = Vec::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "jsonl")) {
        for line in fs::read_to_string(path)?.lines() {
            let row: Value = serde_json::from_str(line)?;
            texts.extend(row["text"].as_str().map(str::to_owned));
        }
    }
    Ok(texts)
}

fn stemmers(statements: &[String], out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let words: Vec<String> =
        statements.iter().flat_map(|text| split_words(text).map(|token| fold(token.text))).collect();
    let pinned = frostem::Stemmer::new(frostem::Algorithm::DutchPorter);
    let older = rust_stemmers::Stemmer::create(rust_stemmers::Algorithm::Dutch);
    let equal = words.iter().filter(|word| pinned.stem(word) == older.stem(word)).count();
    writeln!(out, "stemmers, {} words of {} gold statements", words.len(), statements.len())?;
    writeln!(out, "  the same stem from both: {equal} of {}", words.len())?;
    let older_cost = median_ns(words.len(), || words.iter().map(|word| older.stem(word).len()).sum());
    let pinned_cost = median_ns(words.len(), || words.iter().map(|word| pinned.stem(word).len()).sum());
    writeln!(out, "  rust-stemmers Dutch    {older_cost:7.0} ns a word")?;
    writeln!(
        out,
        "  frostem dutch_porter   {pinned_cost:7.0} ns a word, {:.2} of it",
        pinned_cost / older_cost
    )?;
    Ok(())
}

/// A way to tell the language of a text, by its ISO 639-1 code.
type Detector<'d> = (&'d str, &'d dyn Fn(&str) -> bool, &'d dyn Fn(&str, &str) -> bool);

fn languages(statements: &[String], out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let context = LanguageContext::of(statements.iter().map(String::as_str));
    let foreign = fs::read_to_string("tests/fixtures/languages.tsv")?;
    let foreign: Vec<(&str, &str)> = foreign.lines().filter_map(|line| line.split_once('\t')).collect();
    let ours = |text: &str, code: &str| context.detect(text) == code;
    let whichlang = |text: &str, code: &str| which(whichlang::detect_language(text)) == code;
    let whatlang = |text: &str, code: &str| whatlang::detect_lang(text).map(what) == Some(code);
    let allowed = whatlang::Detector::with_allowlist(vec![
        whatlang::Lang::Nld,
        whatlang::Lang::Eng,
        whatlang::Lang::Deu,
        whatlang::Lang::Fra,
    ]);
    let whatlang_four = |text: &str, code: &str| allowed.detect_lang(text).map(what) == Some(code);
    let detectors: [Detector<'_>; 4] = [
        ("words + document + whichlang", &|text| ours(text, "nl"), &ours),
        ("whichlang alone", &|text| whichlang(text, "nl"), &whichlang),
        ("whatlang, 4 languages", &|text| whatlang_four(text, "nl"), &whatlang_four),
        ("whatlang, all", &|text| whatlang(text, "nl"), &whatlang),
    ];
    let pieces = [3, 6, usize::MAX]
        .map(|most| statements.iter().map(|text| first_words(text, most)).collect::<Vec<_>>());
    writeln!(
        out,
        "language: share right of the first 3 words, the first 6, the whole of {} Dutch statements;",
        statements.len()
    )?;
    writeln!(
        out,
        "          of {} English, German and French sentences; cost of a whole statement",
        foreign.len()
    )?;
    for (name, dutch, any) in detectors {
        let shares = pieces
            .each_ref()
            .map(|texts| share(texts.iter().filter(|text| dutch(text)).count(), texts.len()));
        let others = share(foreign.iter().filter(|(code, text)| any(text, code)).count(), foreign.len());
        let cost =
            median_ns(statements.len(), || statements.iter().filter(|text| dutch(text)).count()) / 1000.0;
        let [three, six, whole] = shares;
        writeln!(
            out,
            "  {name:30} {three:5.1} % {six:5.1} % {whole:5.1} %   {others:5.1} %   {cost:6.1} µs"
        )?;
    }
    Ok(())
}

fn first_words(text: &str, most: usize) -> String {
    text.split_whitespace().take(most).collect::<Vec<_>>().join(" ")
}

fn share(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole as f64
}

fn median_ns(items: usize, mut work: impl FnMut() -> usize) -> f64 {
    let mut costs: Vec<f64> = (0..REPEATS)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed().as_nanos() as f64 / items as f64
        })
        .collect();
    costs.sort_by(f64::total_cmp);
    costs[REPEATS / 2]
}

fn which(language: whichlang::Lang) -> &'static str {
    match language {
        whichlang::Lang::Nld => "nl",
        whichlang::Lang::Eng => "en",
        whichlang::Lang::Deu => "de",
        whichlang::Lang::Fra => "fr",
        _ => "other",
    }
}

fn what(language: whatlang::Lang) -> &'static str {
    match language {
        whatlang::Lang::Nld => "nl",
        whatlang::Lang::Eng => "en",
        whatlang::Lang::Deu => "de",
        whatlang::Lang::Fra => "fr",
        _ => "other",
    }
}
