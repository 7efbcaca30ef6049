//! `review decide`: a decision about a statement, from the command line.

use std::io::Write;
use std::path::PathBuf;

use bloemlezer::model::{DecisionField, Draft, Kind, SPLIT_MARK, Statement, Structure, WholeCoding};
use bloemlezer::review::sheet::{Change, changes};
use bloemlezer::review::{structure_kind, theme_parts};

use super::super::GOOD;
use super::super::evaluate::finished::{Run, read_lines};
use super::super::failure::Failure;
use super::super::listing::Format;
use super::log;
use super::shared::{Codes, WriterArgs, consultation};

/// Decides about a statement: its codes, or where it begins and ends
///
/// The decision is added to the log and counts from the next run on. It moves the statement that it names and nothing else. Every
/// coder's decisions are kept; where they differ, the machine's code stands until someone settles it with --adjudicate.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 decided, 2 trouble and nothing was decided.")]
pub(crate) struct DecideArgs {
    /// The statement's id; for an element of structure that is a statement, its document and place, `p27.txt:1:12:0-36`
    #[arg(value_name = "STATEMENT")]
    statement: String,
    /// Its kind
    #[arg(long, value_name = "KIND", value_parser = kind)]
    kind: Option<Kind>,
    /// A theme that it has, `code` or `code/subtheme`; may be given more than once
    #[arg(long, value_name = "THEME")]
    add: Vec<String>,
    /// A theme that it does not have; may be given more than once
    #[arg(long, value_name = "THEME")]
    remove: Vec<String>,
    /// Its whole coding, `kind; theme; theme`, the first theme first
    #[arg(long, value_name = "CODING", conflicts_with_all = ["kind", "add", "remove"])]
    coding: Option<String>,
    /// Judges all of its coding, with the changes given: what is not named is not there
    #[arg(long)]
    confirm: bool,
    /// The same, over what the coders decided
    #[arg(long, conflicts_with = "confirm")]
    adjudicate: bool,
    /// Divides it before these words; may be given more than once
    #[arg(long, value_name = "WORDS", conflicts_with_all = BOUNDARY_APART)]
    split_before: Vec<String>,
    /// Makes it one with this statement, which follows it
    #[arg(long, value_name = "STATEMENT", conflicts_with_all = ["kind", "add", "remove", "coding", "confirm", "adjudicate"])]
    merge_with: Option<String>,
    /// What it is instead of a statement (`heading`, `footer`, `footnote` …), or `statement` for an element of structure
    #[arg(long, value_name = "KIND", conflicts_with_all = ["kind", "add", "remove", "coding", "confirm", "adjudicate", "merge_with"])]
    r#type: Option<String>,
    /// Leaves it out of the report; needs a reason
    #[arg(long, requires = "reason", conflicts_with_all = BOUNDARY_APART, conflicts_with = "split_before")]
    exclude: bool,
    /// Why
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
    /// Decides the same about every statement of its group of the same words
    #[arg(long, conflicts_with_all = ["split_before", "merge_with", "type"])]
    group: bool,
    #[command(flatten)]
    writer: WriterArgs,
    /// The finished run that was looked at
    #[arg(long, value_name = "DIR", default_value = "reports/latest")]
    out: PathBuf,
    /// Tells what would be decided, and decides nothing
    #[arg(long)]
    dry_run: bool,
    /// What to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// What can't be decided together with a boundary.
const BOUNDARY_APART: [&str; 8] =
    ["kind", "add", "remove", "coding", "confirm", "adjudicate", "merge_with", "type"];

/// Decides, and tells what was decided.
pub(crate) fn run(args: &DecideArgs, out: &mut dyn Write) -> anyhow::Result<u8> {
    let run = Run::read(&args.out)?;
    let drafts = if args.r#type.as_deref() == Some("statement") {
        vec![element(args)?]
    } else {
        let statement = find(&run, &args.statement)?;
        let members: Vec<&Statement> = match &statement.group {
            Some(group) if args.group => {
                run.statements.iter().filter(|other| other.group.as_ref() == Some(group)).collect()
            }
            _ => vec![statement],
        };
        let codes = Codes::read(&args.out)?;
        let drafts: Result<Vec<Vec<Draft>>, Failure> =
            members.into_iter().map(|member| drafts(args, &run, member, &codes)).collect();
        drafts?.concat()
    };
    if drafts.is_empty() {
        let hint = "change its codes, or use --confirm to say that they are right";
        return Err(Failure::new("there is nothing to decide: it is coded so already", hint).into());
    }
    log::write(&drafts, (&args.writer, &consultation(&run.manifest), args.dry_run), args.format, out)?;
    Ok(GOOD)
}

fn kind(code: &str) -> Result<Kind, String> {
    Kind::from_code(code).ok_or_else(|| "the kinds are knelpunt, wens and context".into())
}

fn find<'r>(run: &'r Run, id: &str) -> Result<&'r Statement, Failure> {
    let found = run.statements.iter().find(|statement| statement.id == id);
    found.ok_or_else(|| {
        Failure::new(
            format!("there is no statement {id} in this run"),
            "find it with `bloemlezer search`, which prints ids with --format json, or in the report",
        )
    })
}

fn drafts(args: &DecideArgs, run: &Run, statement: &Statement, codes: &Codes) -> Result<Vec<Draft>, Failure> {
    let one =
        |field, old: &str, new: String| Ok(vec![Change::new(field, old, new).about(statement, &args.reason)]);
    if !args.split_before.is_empty() {
        return one(DecisionField::Split, "", divided(&statement.text, &args.split_before)?);
    }
    if let Some(other) = &args.merge_with {
        let other = find(run, other)?;
        if other.id == statement.id || other.document != statement.document {
            let hint = "two statements of one document can be one";
            return Err(Failure::new(format!("{} can't be one with {}", statement.id, other.id), hint));
        }
        return one(DecisionField::Merge, "", format!("{} {}", other.id, other.text));
    }
    if let Some(kind) = &args.r#type {
        if structure_kind(kind).is_none() {
            let hint =
                "it can be heading, header, footer, page-number, contents, footnote, margin, title, note …";
            return Err(Failure::new(format!("`{kind}` is nothing that a statement can be instead"), hint));
        }
        return one(DecisionField::Type, "statement", kind.clone());
    }
    if args.exclude {
        if args.reason.trim().is_empty() {
            return Err(Failure::new("what is left out needs a reason", "tell it with --reason"));
        }
        return one(DecisionField::Exclude, "", "excluded".into());
    }
    coding_drafts(args, statement, codes)
}

fn coding_drafts(args: &DecideArgs, statement: &Statement, codes: &Codes) -> Result<Vec<Draft>, Failure> {
    let old = WholeCoding::of(statement);
    let new = changed(args, &old, codes)?;
    let whole = match (args.adjudicate, args.confirm || args.coding.is_some()) {
        (true, _) => Some(DecisionField::Adjudicate),
        (false, true) => Some(DecisionField::Confirm),
        (false, false) => None,
    };
    if let Some(field) = whole {
        let change = Change::new(field, old.to_string(), new.to_string());
        return Ok(vec![change.about(statement, &args.reason)]);
    }
    let changes = changes(&old, &new).into_iter();
    Ok(changes.map(|change| change.about(statement, &args.reason)).collect())
}

fn changed(args: &DecideArgs, old: &WholeCoding, codes: &Codes) -> Result<WholeCoding, Failure> {
    if let Some(written) = &args.coding {
        let coding = WholeCoding::parse(written).ok_or_else(|| {
            Failure::new(
                format!("`{written}` is no coding"),
                "write a kind and the themes, as in `knelpunt; capaciteit/wachttijd; schotten`",
            )
        })?;
        coding.themes.iter().try_for_each(|theme| codes.check(theme))?;
        return Ok(coding);
    }
    let mut new = old.clone();
    if let Some(kind) = &args.kind {
        new.kind = *kind;
    }
    for theme in &args.remove {
        let code = theme_parts(theme).0;
        let before = new.themes.len();
        new.themes.retain(|own| theme_parts(own).0 != code);
        if new.themes.len() == before && !args.group {
            let themes = if old.themes.is_empty() { "none".to_owned() } else { old.themes.join(", ") };
            let message = format!("the statement does not have the theme `{code}`");
            return Err(Failure::new(message, format!("its themes are: {themes}")));
        }
    }
    for theme in &args.add {
        codes.check(theme)?;
        let code = theme_parts(theme).0;
        match new.themes.iter_mut().find(|own| theme_parts(own).0 == code) {
            Some(own) => own.clone_from(theme),
            None => new.themes.push(theme.clone()),
        }
    }
    Ok(new)
}

/// The text with a mark before each of the words given.
fn divided(text: &str, before: &[String]) -> Result<String, Failure> {
    if text.contains(SPLIT_MARK) {
        let hint = "mend the source, or leave it whole";
        return Err(Failure::new(format!("the statement's own text has a {SPLIT_MARK}"), hint));
    }
    let mut places = Vec::new();
    for words in before {
        let found: Vec<usize> = text.match_indices(words.trim()).map(|(place, _)| place).collect();
        match found.as_slice() {
            [place] if *place > 0 => places.push(*place),
            [] => {
                let hint = format!("the statement is: {text}");
                return Err(Failure::new(format!("“{words}” does not stand in the statement"), hint));
            }
            [_] => {
                return Err(Failure::new(format!("the statement begins with “{words}”"), "name later words"));
            }
            _ => {
                let hint = "name more words, so that they stand there once";
                return Err(Failure::new(format!("“{words}” stands in the statement more than once"), hint));
            }
        }
    }
    places.sort_unstable();
    places.dedup();
    let mut marked = text.to_owned();
    for place in places.into_iter().rev() {
        marked.insert(place, SPLIT_MARK);
    }
    Ok(marked)
}

/// An element of structure that is a statement.
fn element(args: &DecideArgs) -> anyhow::Result<Draft> {
    let all: Vec<Structure> = read_lines(&args.out.join("structure.jsonl"))?;
    let name = |own: &Structure| format!("{}:{}", own.document, own.place_label());
    let found = all.iter().find(|own| name(own) == args.statement).ok_or_else(|| {
        Failure::new(
            format!("there is no element of structure at {}", args.statement),
            "name its document and first place, as structure.jsonl has them: `p27.txt:1:12:0-36`",
        )
    })?;
    let kind = serde_json::to_value(found.kind)?;
    Ok(Draft {
        statement: String::new(),
        document: found.document.clone(),
        place: found.place_label(),
        text: found.text.clone(),
        field: DecisionField::Type,
        old: kind.as_str().unwrap_or_default().to_owned(),
        new: "statement".to_owned(),
        reason: args.reason.clone(),
    })
}
