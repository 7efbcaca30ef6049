//! `kwic`: every occurrence of a word in its context, lined up.

use std::io::Write;

use anyhow::Result;
use bloemlezer::index::{Concordance, KwicLine};
use bloemlezer::model::Section;
use serde::Serialize;

use super::listing::{
    Format, Paint, Summary, clean, csv_cells, csv_columns, place_in_source, quiet_pipe, width, write_csv,
    write_json, write_summary,
};
use super::search::{QUERY_HELP, QueryArgs, SortArg};

/// Shows every occurrence of a word in its context
///
/// One line per occurrence, lined up at the word (a concordance); a phrase is one occurrence. `--limit` and `--offset`
/// count lines.
#[derive(Debug, clap::Args)]
#[command(after_help = QUERY_HELP)]
pub(crate) struct KwicArgs {
    #[command(flatten)]
    query: QueryArgs,
    /// Order of the statements; equals stand in source order
    #[arg(long, value_enum, value_name = "ORDER", default_value = "source")]
    sort: SortArg,
    /// Words on either side
    #[arg(long, value_name = "WORDS", default_value_t = 6)]
    context: usize,
}

/// Searches and prints: 0 when something was found, 1 when nothing was.
pub(crate) fn run(args: &KwicArgs, out: &mut dyn Write, colour: bool) -> Result<u8> {
    let index = args.query.open()?;
    let found = index.concordance(&args.query.request(args.sort), args.context)?;
    quiet_pipe(match args.query.format {
        Format::Text => text(&found, out, Paint::new(colour)),
        Format::Json => json(&found, out),
        Format::Csv => csv(&found, out),
    })?;
    Ok(u8::from(found.total == Some(0)))
}

fn text(found: &Concordance, out: &mut dyn Write, paint: Paint) -> Result<()> {
    let rows: Vec<Row> = found.lines.iter().map(|line| Row::new(line, paint)).collect();
    let widest = |part: fn(&Row) -> &str| rows.iter().map(|row| width(part(row))).max().unwrap_or(0);
    let (left, rest) = (widest(|row| &row.left), widest(|row| &row.plain_rest));
    for row in &rows {
        let before = left - width(&row.left);
        let after = rest - width(&row.plain_rest);
        writeln!(out, "{:before$}{}{}{:after$}  {}", "", row.left, row.rest, "", row.place)?;
    }
    if !rows.is_empty() {
        writeln!(out)?;
    }
    let summary = Summary { heading: heading(found), facets: &found.facets, notes: &found.notes };
    write_summary(&summary, out, paint)
}

fn heading(found: &Concordance) -> String {
    let occurrences = match found.total {
        Some(0) => return "No occurrence.".to_owned(),
        Some(1) => "1 occurrence".to_owned(),
        Some(total) => format!("{total} occurrences"),
        None => "Occurrences".to_owned(),
    };
    let statements = match found.statements {
        1 => "1 statement".to_owned(),
        statements => format!("{statements} statements"),
    };
    let shown = match found.lines.len() {
        shown if found.total == Some(shown) => String::new(),
        shown => format!(", {shown} shown"),
    };
    format!("{occurrences} in {statements}{shown}")
}

/// One line of text output.
struct Row {
    left: String,
    /// Keyword and what follows, with the keyword marked.
    rest: String,
    /// The same without what takes no room.
    plain_rest: String,
    place: String,
}

impl Row {
    fn new(line: &KwicLine, paint: Paint) -> Self {
        let keyword = clean(&line.keyword);
        let right = clean(&line.right);
        Self {
            left: clean(&line.left),
            rest: format!("{}{right}", paint.marked(&keyword)),
            plain_rest: format!("{}{right}", paint.room(&keyword)),
            place: place_in_source(&line.statement) + "  " + &clean(&line.statement.id),
        }
    }
}

#[derive(Serialize)]
struct LineLine<'a> {
    r#type: &'static str,
    id: &'a str,
    document: &'a str,
    page: Option<u32>,
    left: &'a str,
    keyword: &'a str,
    right: &'a str,
    start: u32,
    end: u32,
    record: Option<&'a str>,
    page_label: Option<&'a str>,
    section: Option<&'a Section>,
    kind: &'static str,
    themes: Vec<&'a str>,
    respondent: Option<&'a str>,
    date: Option<&'a str>,
}

#[derive(Serialize)]
struct SummaryLine<'a> {
    r#type: &'static str,
    /// Occurrences; null where there are too many to count.
    total: Option<usize>,
    statements: usize,
    facets: &'a bloemlezer::index::Facets,
    notes: &'a [String],
}

fn json(found: &Concordance, out: &mut dyn Write) -> Result<()> {
    for line in &found.lines {
        let statement = &line.statement;
        let line = LineLine {
            r#type: "line",
            id: &statement.id,
            document: &statement.document,
            page: statement.page,
            left: &line.left,
            keyword: &line.keyword,
            right: &line.right,
            start: line.span.start,
            end: line.span.end,
            record: statement.record.as_deref(),
            page_label: statement.page_label.as_deref(),
            section: statement.section.as_ref(),
            kind: statement.kind.code(),
            themes: statement.themes.iter().map(|theme| theme.code.as_str()).collect(),
            respondent: statement.respondent.as_deref(),
            date: statement.date.as_deref(),
        };
        write_json(&line, out)?;
    }
    let summary = SummaryLine {
        r#type: "summary",
        total: found.total,
        statements: found.statements,
        facets: &found.facets,
        notes: &found.notes,
    };
    write_json(&summary, out)
}

fn csv(found: &Concordance, out: &mut dyn Write) -> Result<()> {
    let mut rows = vec![csv_columns(&[], &["left", "keyword", "right", "start", "end"])];
    for line in &found.lines {
        let last = vec![
            line.left.clone(),
            line.keyword.clone(),
            line.right.clone(),
            line.span.start.to_string(),
            line.span.end.to_string(),
        ];
        rows.push(csv_cells(Vec::new(), &line.statement, last));
    }
    write_csv(&rows, out)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use clap::Parser;

    use super::{KwicArgs, run};
    use crate::cli::listing::samples::{BrokenPipe, write_run};

    #[derive(Debug, Parser)]
    struct Cli {
        #[command(flatten)]
        args: KwicArgs,
    }

    fn kwic(folder: &Path, arguments: &[&str]) -> (u8, String) {
        let out_folder = folder.display().to_string();
        let all = ["kwic", "--out", &out_folder];
        let cli = Cli::try_parse_from(all.iter().chain(arguments)).unwrap();
        let mut out = Vec::new();
        let code = run(&cli.args, &mut out, false).unwrap();
        (code, String::from_utf8(out).unwrap())
    }

    #[test]
    fn text_lines_up_at_the_keyword() {
        let folder = write_run();
        let (code, text) = kwic(folder.path(), &["bus OR wachttijd OR reis*", "--context", "3"]);
        assert_eq!(code, 0);
        insta::assert_snapshot!(text, @r"
                Lange «wachttijden» bij de halte   ronde/een.txt p. 3 (printed 27), line 12  st-aaaaaaaaaaaaaaaa
        alleen dat de «bus» niet komt; reizigers   ronde/een.txt p. 3 (printed 27), line 12  st-aaaaaaaaaaaaaaaa
        verder dan de «bus», zegt een réizigster.  ronde/een.txt p. 3, line 12  st-bbbbbbbbbbbbbbbb

        3 occurrences in 2 statements
          theme     capaciteit (1) · communicatie (1) · overig (1)
          kind      knelpunt (2)
          section   2.17 Wachten bij de halte (1) · no heading (1)
          document  ronde/een.txt (2)
        ");
        let (code, text) = kwic(folder.path(), &["giraf"]);
        assert_eq!(code, 1);
        let (code, page) = kwic(folder.path(), &["bus", "--limit", "1"]);
        assert!(code == 0 && page.contains("2 occurrences in 2 statements, 1 shown"), "{page}");
        let (code, none) = kwic(folder.path(), &["NOT", "bus"]);
        assert!(code == 1 && none.starts_with("No occurrence.\n"), "{none}");
        insta::assert_snapshot!(text, @"No occurrence.");
    }

    #[test]
    fn json_has_a_line_per_occurrence_and_a_summary() {
        let folder = write_run();
        let (_, text) = kwic(folder.path(), &["formule", "--format", "json"]);
        insta::assert_snapshot!(text, @r#"
        {"type":"line","id":"st-cccccccccccccccc","document":"ronde/een.txt","page":3,"left":"=HYPERLINK is een ","keyword":"formule","right":"","start":18,"end":25,"record":"h001","page_label":null,"section":null,"kind":"context","themes":[],"respondent":"+31 20","date":null}
        {"type":"summary","total":1,"statements":1,"facets":{"theme":[{"value":"overig","count":1}],"kind":[{"value":"context","count":1}],"section":[{"number":null,"title":null,"count":1}],"document":[{"value":"ronde/een.txt","count":1}]},"notes":[]}
        "#);
    }

    #[test]
    fn csv_cells_are_no_formulas() {
        let folder = write_run();
        let (_, text) = kwic(folder.path(), &["formule", "--format", "csv"]);
        insta::assert_snapshot!(text, @r"
        id,document,record,page,page_label,section_number,section_title,kind,themes,respondent,date,left,keyword,right,start,end
        st-cccccccccccccccc,ronde/een.txt,h001,3,,,,context,overig,'+31 20,,'=HYPERLINK is een ,formule,,18,25
        ");
    }

    #[test]
    fn a_reader_that_stops_reading_is_no_failure() {
        let folder = write_run();
        let out_folder = folder.path().display().to_string();
        for format in ["text", "json", "csv"] {
            let cli = Cli::try_parse_from(["kwic", "bus", "--out", &out_folder, "--format", format]).unwrap();
            assert_eq!(run(&cli.args, &mut BrokenPipe, false).unwrap(), 0);
        }
    }
}
