//! `analysis keyness`: the words that some statements use more, or less, than the rest.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use bloemlezer::analysis::keyness::{
    Correction, Keyness, KeynessOptions, KeynessText, Keyword, Measure, Unit, keyness,
};
use bloemlezer::model::Statement;
use bloemlezer::text::fold_letters;
use serde::Serialize;
use serde_json::json;

use super::super::evaluate::finished::Run;
use super::super::failure::Failure;
use super::super::listing::{
    Format, Paint, Typed, clean, counted, guarded, quiet_pipe, round, width, write_csv, write_json,
};
use super::super::{FINDINGS, GOOD};
use super::selection::SelectionArgs;

/// Shows the words that some statements of a run use more, or less, than the rest
///
/// Each word with how often it stands in both parts, in how many statements, a test (log-likelihood G² or chi²) with its p value and the
/// share of false discoveries q, and how many times as frequent it is (docs/keyness.md). Believe what stands in several
/// statements, has a low q and a large log ratio.
#[derive(Debug, clap::Args)]
#[command(after_help = "Different selections must all hold; the same one given twice means either.\n\n\
                        Exit codes: 0 words were found, 1 none, 2 trouble.")]
pub(crate) struct KeynessArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    /// The test
    #[arg(long, value_enum, value_name = "TEST", default_value = "g2")]
    measure: MeasureArg,
    /// Correction of the test for counts being whole numbers
    #[arg(long, value_enum, value_name = "NAME", default_value = "none")]
    correction: CorrectionArg,
    /// What is counted
    #[arg(long, value_enum, value_name = "UNIT", default_value = "lemma")]
    by: UnitArg,
    /// Which words are listed
    #[arg(long, value_enum, value_name = "DIRECTION", default_value = "more")]
    direction: Direction,
    /// At most so many words
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Words that stand fewer times than this in both parts together are not tested
    #[arg(long, value_name = "N", default_value_t = 3)]
    min_count: u64,
    /// Words of fewer statements than this are not tested
    #[arg(long, value_name = "N", default_value_t = 2)]
    min_statements: u64,
    /// Tests function words (`voor`, `is`) and numbers too
    #[arg(long)]
    function_words: bool,
    /// Counts statements with the same words once in each part
    #[arg(long)]
    once: bool,
    /// What to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
    /// The run to read
    #[arg(long, value_name = "DIR", default_value = "reports/latest")]
    out: PathBuf,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum MeasureArg {
    /// Log-likelihood ratio
    G2,
    /// Pearson's chi²
    Chi2,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum CorrectionArg {
    None,
    Yates,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum UnitArg {
    /// Words as written, but for capitals and accents
    Word,
    /// Words with all their inflections
    Lemma,
    /// Two adjacent words
    Bigram,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Direction {
    /// Those that the statements asked for use more
    More,
    /// Those that they use less
    Less,
    /// Both, the strongest first
    Both,
}

pub(super) fn run(args: &KeynessArgs, note: &dyn Fn(&str), out: &mut dyn Write, colour: bool) -> Result<u8> {
    args.selection.check()?;
    let Run { statements, .. } = Run::read(&args.out)?;
    let texts = texts(args, &statements);
    let asked = texts.iter().filter(|text| text.target).count();
    if asked == 0 || asked == texts.len() {
        let (message, hint) = match asked {
            0 => ("no statement is selected", "look at the run's themes, headings and columns with `search`"),
            _ => ("every statement is selected, so that there is no rest", "select fewer"),
        };
        return Err(Failure::new(message, hint).into());
    }
    if asked < 5 {
        note(&format!(
            "only {} selected: words of one speaker weigh much",
            counted(asked as u64, "statement")
        ));
    }
    let found = keyness(&texts, options(args));
    let listed = listed(args, &found);
    quiet_pipe(match args.format {
        Format::Text => text(&found, &listed, Paint::new(colour), out),
        Format::Json => json_lines(&found, &listed, out),
        Format::Csv => csv(&listed, out),
    })?;
    Ok(if listed.is_empty() { FINDINGS } else { GOOD })
}

fn options(args: &KeynessArgs) -> KeynessOptions {
    KeynessOptions {
        unit: match args.by {
            UnitArg::Word => Unit::Word,
            UnitArg::Lemma => Unit::Lemma,
            UnitArg::Bigram => Unit::Bigram,
        },
        measure: match args.measure {
            MeasureArg::G2 => Measure::G2,
            MeasureArg::Chi2 => Measure::Chi2,
        },
        correction: match args.correction {
            CorrectionArg::None => Correction::None,
            CorrectionArg::Yates => Correction::Yates,
        },
        min_count: args.min_count,
        min_texts: args.min_statements,
        function_words: args.function_words,
    }
}

fn texts<'s>(args: &KeynessArgs, statements: &'s [Statement]) -> Vec<KeynessText<'s>> {
    let mut met = BTreeSet::new();
    let all = statements.iter().map(|own| KeynessText { text: &own.text, target: args.selection.holds(own) });
    all.filter(|own| !args.once || met.insert((own.target, fold_letters(own.text)))).collect()
}

fn listed<'f>(args: &KeynessArgs, found: &'f Keyness) -> Vec<&'f Keyword> {
    let more = found.keywords.iter().filter(|own| own.statistic > 0.0);
    let less = found.keywords.iter().rev().filter(|own| own.statistic < 0.0);
    let mut listed: Vec<&Keyword> = match args.direction {
        Direction::More => more.collect(),
        Direction::Less => less.collect(),
        Direction::Both => more.chain(less).collect(),
    };
    // Stable: more before less between equals.
    listed.sort_by(|one, other| other.statistic.abs().total_cmp(&one.statistic.abs()));
    listed.truncate(args.limit);
    listed
}

fn text(found: &Keyness, listed: &[&Keyword], paint: Paint, out: &mut dyn Write) -> Result<()> {
    let (target, reference) = (found.target, found.reference);
    writeln!(
        out,
        "{} with {} against {} with {}; {} tested",
        counted(target.texts, "statement"),
        counted(target.terms, "word"),
        reference.texts,
        reference.terms,
        found.keywords.len()
    )?;
    let terms: Vec<String> = listed.iter().map(|own| clean(&own.term)).collect();
    let room = terms.iter().map(|term| width(term)).max().unwrap_or(0).max("word".len());
    let gap = " ".repeat(room - "word".len());
    let header =
        format!("word{gap}  count  rest  statements  rest  statistic         p         q  log ratio");
    writeln!(out, "{}", paint.heading(&header))?;
    for (own, term) in listed.iter().zip(&terms) {
        let gap = " ".repeat(room - width(term));
        writeln!(
            out,
            "{term}{gap}  {:>5}  {:>4}  {:>10}  {:>4}  {:>+9.2}  {:>8}  {:>8}  {:>+9.2}",
            own.target,
            own.reference,
            own.target_texts,
            own.reference_texts,
            own.statistic,
            probability(own.p),
            probability(own.q),
            own.log_ratio,
        )?;
    }
    Ok(())
}

fn probability(value: f64) -> String {
    if value < 0.0001 { format!("{value:.1e}") } else { format!("{value:.4}") }
}

/// A keyword as data files have it; probabilities keep their digits, since small ones are all that they are for.
#[derive(Serialize)]
struct Line<'k> {
    term: &'k str,
    target: u64,
    reference: u64,
    target_statements: u64,
    reference_statements: u64,
    statistic: f64,
    p: f64,
    q: f64,
    log_ratio: f64,
    percent_difference: Option<f64>,
}

impl<'k> Line<'k> {
    fn of(own: &'k Keyword) -> Self {
        Self {
            term: &own.term,
            target: own.target,
            reference: own.reference,
            target_statements: own.target_texts,
            reference_statements: own.reference_texts,
            statistic: round(own.statistic),
            p: own.p,
            q: own.q,
            log_ratio: round(own.log_ratio),
            percent_difference: own.percent_difference.map(round),
        }
    }
}

fn json_lines(found: &Keyness, listed: &[&Keyword], out: &mut dyn Write) -> Result<()> {
    for own in listed {
        write_json(&Typed { r#type: "keyword", content: &Line::of(own) }, out)?;
    }
    let size = |texts: u64, terms: u64| json!({"statements": texts, "terms": terms});
    let summary = json!({
        "type": "summary",
        "target": size(found.target.texts, found.target.terms),
        "reference": size(found.reference.texts, found.reference.terms),
        "tested": found.keywords.len(),
        "listed": listed.len(),
    });
    write_json(&summary, out)
}

fn csv(listed: &[&Keyword], out: &mut dyn Write) -> Result<()> {
    let header = [
        "term",
        "target",
        "reference",
        "target_statements",
        "reference_statements",
        "statistic",
        "p",
        "q",
        "log_ratio",
        "percent_difference",
    ];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    rows.extend(listed.iter().map(|own| {
        let line = Line::of(own);
        let counts = [line.target, line.reference, line.target_statements, line.reference_statements];
        let numbers = [line.statistic, line.p, line.q, line.log_ratio].map(|number| number.to_string());
        let difference = line.percent_difference.map(|number| number.to_string()).unwrap_or_default();
        let cells = std::iter::once(guarded(line.term)).chain(counts.map(|count| count.to_string()));
        cells.chain(numbers).chain([difference]).collect()
    }));
    write_csv(&rows, out)
}
