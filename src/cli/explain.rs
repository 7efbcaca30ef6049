//! `explain`: why a statement got its codes, and which it narrowly missed.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use bloemlezer::coding::{CodingInput, Effect, Explanation, ModelWord, Piece, ThemeCase, explain};
use bloemlezer::model::{Kind, KindSource, Section, Span, Statement};
use bloemlezer::pipeline::{chapter_kind_below, load_taxonomy};

use super::evaluate::finished::Run;
use super::failure::Failure;
use super::listing::{
    Format, Paint, Typed, clean, guarded, place_in_source, quiet_pipe, quoted, write_csv, write_json,
};
use super::{GOOD, settings};

/// Characters of a pattern that are shown for reading.
const SHOWN_PATTERN: usize = 48;

/// Every statement's id begins so.
const ID: &str = "st-";

/// Tells why a statement got its codes, and which it narrowly missed
///
/// Shows each pattern that matched with its words, weight and line in the taxonomy file, what exclusions and denials took away, what
/// the heading and the learned model add, and the score from which a theme counts. Give the id of a statement of a run, or any text.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 explained, 2 trouble.")]
pub(crate) struct ExplainArgs {
    /// A statement's id (`st-…`), or a text
    #[arg(value_name = "ID|TEXT")]
    what: String,
    /// The run that has the statement
    #[arg(long, value_name = "DIR", default_value = "reports/latest")]
    out: PathBuf,
    /// The heading that a text stands under
    #[arg(long, value_name = "TITLE")]
    heading: Option<String>,
    /// The question that a text answers
    #[arg(long, value_name = "QUESTION")]
    question: Option<String>,
    /// Taxonomy to code with [default: taxonomy/knelpunten.toml, else the one that ships with the program]
    #[arg(long, value_name = "FILE")]
    taxonomy: Option<PathBuf>,
    /// Codes by the taxonomy's rules alone, without the learned model that stands beside it
    #[arg(long)]
    rules_alone: bool,
    /// What to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// What is explained.
struct Subject {
    text: String,
    section: Option<Section>,
    question: Option<String>,
    chapter_kind: Option<Kind>,
    /// Id and place in the source, for a statement of a run.
    place: Option<(String, String)>,
}

/// Explains and prints; what the user should know beside the result goes to `note`.
pub(crate) fn run(args: &ExplainArgs, note: &dyn Fn(&str), out: &mut dyn Write, colour: bool) -> Result<u8> {
    let subject = if args.what.starts_with(ID) { of_run(args, note)? } else { of_text(args) };
    let taxonomy = load_taxonomy(&settings::taxonomy(args.taxonomy.as_deref()), args.rules_alone)?;
    let input = CodingInput {
        text: &subject.text,
        section: subject.section.as_ref(),
        chapter_kind: subject.chapter_kind,
        question: subject.question.as_deref(),
    };
    let told = explain(&taxonomy, &input);
    quiet_pipe(match args.format {
        Format::Text => text(&subject, &told, Paint::new(colour), out),
        Format::Json => json(&subject, &told, out),
        Format::Csv => csv(&subject, &told, out),
    })?;
    Ok(GOOD)
}

fn of_text(args: &ExplainArgs) -> Subject {
    Subject {
        text: args.what.clone(),
        section: args.heading.clone().map(|title| Section { number: None, title }),
        question: args.question.clone(),
        chapter_kind: None,
        place: None,
    }
}

fn of_run(args: &ExplainArgs, note: &dyn Fn(&str)) -> Result<Subject> {
    let run = Run::read(&args.out)?;
    let found: Option<&Statement> = run.statements.iter().find(|statement| statement.id == args.what);
    let Some(statement) = found else {
        let message = format!("the run in {} has no statement {}", args.out.display(), args.what);
        return Err(Failure::new(message, "`search` and `statements.csv` show the ids").into());
    };
    let roots = run.manifest.settings.get("corpus").map(String::as_str).unwrap_or_default();
    let roots: Vec<PathBuf> = roots.lines().map(PathBuf::from).collect();
    let chapter = chapter_kind_below(&roots, &statement.document, statement.section.as_ref());
    if chapter.is_none() {
        note(
            "the sources are not where the run found them: whether its chapter is of a kind was not looked up",
        );
    }
    Ok(Subject {
        text: statement.text.clone(),
        section: statement.section.clone(),
        question: statement.question.clone(),
        chapter_kind: chapter.flatten(),
        place: Some((statement.id.clone(), place_in_source(statement))),
    })
}

fn text(subject: &Subject, told: &Explanation, paint: Paint, out: &mut dyn Write) -> Result<()> {
    if let Some((id, place)) = &subject.place {
        writeln!(out, "{}  {place}", clean(id))?;
    }
    if let Some(section) = &subject.section {
        writeln!(out, "under {}", clean(&section.label()))?;
    }
    writeln!(out, "{}\n", clean(&subject.text))?;
    let kind = &told.coding.kind;
    let by = match kind.source {
        KindSource::Rule => "by its words",
        KindSource::Heading => "by its heading",
        KindSource::Model => "by the learned model",
        KindSource::Prior => "as most statements",
        KindSource::Human => "by an analyst",
    };
    writeln!(out, "{}", paint.heading(&format!("Kind: {} {:.2}, {by}", kind.kind.code(), kind.score)))?;
    for case in &told.kinds {
        let heading =
            if case.heading > 0.0 { format!(", heading {:.2}", case.heading) } else { String::new() };
        let support = format!("words {:.2}{heading}, usual {:.2}", case.words, case.prior);
        writeln!(out, "  {:<14}{:.2}   {support}", case.kind.code(), case.score)?;
        pieces(&subject.text, &case.evidence, &case.model, out)?;
    }
    writeln!(out, "\n{}", paint.heading(&format!("Themes, from {:.2}", told.threshold)))?;
    if told.themes.is_empty() {
        writeln!(out, "  nothing speaks for any")?;
    }
    for case in &told.themes {
        let given = if case.given { "given" } else { "not given" };
        let heading = if case.heading > 0.0 { ", and the heading names it" } else { "" };
        writeln!(
            out,
            "  {:<14}{:.2}   {given}; rules say {:.2}{heading}",
            clean(&case.code),
            case.score,
            case.rules
        )?;
        pieces(&subject.text, &case.evidence, &case.model, out)?;
    }
    Ok(())
}

fn pieces(text: &str, evidence: &[Piece], model: &[ModelWord], out: &mut dyn Write) -> Result<()> {
    let (repeats, telling): (Vec<&Piece>, Vec<&Piece>) =
        evidence.iter().partition(|piece| piece.effect == Effect::Repeats);
    for piece in telling {
        let effect = match &piece.effect {
            Effect::Counts | Effect::Repeats => String::new(),
            Effect::Excluded(by) => format!(", taken away by the exclusion {}", shortened(by)),
            Effect::Denied(by) => format!(", denied by {}", shortened(by)),
        };
        let words = clean(&cut(text, &piece.words));
        let rule = format!("line {}: {}", piece.line, shortened(&piece.rule));
        writeln!(out, "      {:.2}  {words}  ({rule}{effect})", piece.weight)?;
    }
    match repeats.len() {
        0 => {}
        1 => writeln!(out, "      and 1 pattern that adds nothing new")?,
        count => writeln!(out, "      and {count} patterns that add nothing new")?,
    }
    if !model.is_empty() {
        let words = model.iter().map(|word| format!("{} {:+.2}", clean(&cut(text, &[word.span])), word.says));
        writeln!(out, "      model {}", words.collect::<Vec<_>>().join(", "))?;
    }
    Ok(())
}

/// The beginning of a long pattern: its line tells the rest.
fn shortened(rule: &str) -> String {
    let rule = clean(rule);
    match rule.char_indices().nth(SHOWN_PATTERN) {
        Some((end, _)) => format!("{}…", rule.get(..end).unwrap_or_default().trim_end()),
        None => rule,
    }
}

fn cut(text: &str, words: &[Span]) -> String {
    quoted(words.iter().map(|span| span.cut(text)))
}

fn json(subject: &Subject, told: &Explanation, out: &mut dyn Write) -> Result<()> {
    for content in &told.kinds {
        write_json(&Typed { r#type: "kind", content }, out)?;
    }
    for content in &told.themes {
        write_json(&Typed { r#type: "theme", content }, out)?;
    }
    let given: Vec<&str> = told.coding.themes.iter().map(|theme| theme.code.as_str()).collect();
    let summary = serde_json::json!({
        "type": "summary",
        "id": subject.place.as_ref().map(|(id, _)| id),
        "text": subject.text,
        "section": subject.section,
        "kind": told.coding.kind.kind,
        "kind_score": told.coding.kind.score,
        "kind_source": told.coding.kind.source,
        "heading_kind": told.heading,
        "themes": given,
        "threshold": told.threshold,
    });
    write_json(&summary, out)
}

/// A row for each pattern that matched and each word of the model.
fn csv(subject: &Subject, told: &Explanation, out: &mut dyn Write) -> Result<()> {
    let header = ["sort", "code", "score", "given", "words", "rule", "line", "weight", "effect", "by"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    let chosen = told.coding.kind.kind;
    for case in &told.kinds {
        let code = ["kind".to_owned(), case.kind.code().to_owned(), case.score.to_string()];
        rows.extend(csv_rows(subject, (code, case.kind == chosen), &case.evidence, &case.model));
    }
    for ThemeCase { code, score, given, evidence, model, .. } in &told.themes {
        let code = ["theme".to_owned(), guarded(code), score.to_string()];
        rows.extend(csv_rows(subject, (code, *given), evidence, model));
    }
    write_csv(&rows, out)
}

fn csv_rows(
    subject: &Subject,
    (code, given): ([String; 3], bool),
    evidence: &[Piece],
    model: &[ModelWord],
) -> Vec<Vec<String>> {
    let row = |words: String, rule: &str, line: String, weight: f64, effect: &str, by: &str| {
        let cells = [words, guarded(rule), line, weight.to_string(), effect.to_owned(), guarded(by)];
        code.iter().cloned().chain([given.to_string()]).chain(cells).collect()
    };
    let words = |spans: &[Span]| guarded(&cut(&subject.text, spans));
    let by_rules = evidence.iter().map(|piece| {
        let (effect, by) = match &piece.effect {
            Effect::Counts => ("counts", ""),
            Effect::Repeats => ("repeats", ""),
            Effect::Excluded(by) => ("excluded", by.as_str()),
            Effect::Denied(by) => ("denied", by.as_str()),
        };
        row(words(&piece.words), &piece.rule, piece.line.to_string(), piece.weight, effect, by)
    });
    let by_model =
        model.iter().map(|word| row(words(&[word.span]), "model", String::new(), word.says, "counts", ""));
    by_rules.chain(by_model).collect()
}
