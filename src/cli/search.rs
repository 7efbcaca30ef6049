//! `search`: the statements that match a query, with highlights and counts.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use bloemlezer::index::{Filters, Index, SearchRequest, SearchResults, Sort};
use bloemlezer::model::Statement;
use serde::Serialize;

use super::listing::{
    Format, Paint, Summary, Wrapped, csv_cells, csv_columns, place, quiet_pipe, wrap, write_csv, write_json,
    write_summary,
};

/// Searches the statements of a run
///
/// All words must match, in any inflection: `gemeente` also finds `gemeenten`, `zorgcoordinator` also `zorgcoördinator`.
/// Without a query it lists what the filters leave.
#[derive(Debug, clap::Args)]
#[command(after_help = QUERY_HELP)]
pub(crate) struct SearchArgs {
    #[command(flatten)]
    pub(crate) query: QueryArgs,
    /// Order of the hits; equals stand in source order
    #[arg(long, value_enum, value_name = "ORDER", default_value = "score")]
    pub(crate) sort: SortArg,
}

/// What `search` and `kwic` have in common.
#[derive(Debug, clap::Args)]
pub(crate) struct QueryArgs {
    /// What to search for; see below
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// Only statements with this theme, `overig` for none [repeatable: any of them]
    #[arg(long, value_name = "CODE")]
    theme: Vec<String>,
    /// Only statements of this kind: knelpunt, wens or context [repeatable]
    #[arg(long, value_name = "KIND")]
    kind: Vec<String>,
    /// Only statements under this heading: its number (`2.17`; `2` is the whole chapter) or title [repeatable]
    #[arg(long, value_name = "HEADING")]
    section: Vec<String>,
    /// Only statements of this document: its path, the end of it, or a folder [repeatable]
    #[arg(long, value_name = "PATH")]
    document: Vec<String>,
    /// At most so many results, or `all`
    #[arg(long, value_name = "N", default_value = "20", value_parser = limit)]
    limit: usize,
    /// Passes over so many results first
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// How to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub(crate) format: Format,
    /// The run to search
    #[arg(long, value_name = "DIR", default_value = "reports/latest")]
    out: PathBuf,
}

/// Below the options.
pub(crate) const QUERY_HELP: &str = "\
Queries (the quotes keep the shell from reading signs itself):
  geen plek              both words, in any inflection
  '\"lange wachttijd\"'    the words next to each other
  '=gemeente'            exactly this form
  'wacht*'               forms that begin so
  a OR b, a OF b         either
  NOT a, NIET a          not this; also '-a' after another word in the same quotes
  a NEAR/5 b             at most five words between them
  '(a OR b) c'           brackets group; NOT binds before NEAR, AND and OR

Different filters must all hold; the same filter given twice means either.";

/// Order of results.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(crate) enum SortArg {
    /// Best first
    Score,
    /// As in the sources
    Source,
    /// Oldest first, undated last
    Date,
}

impl QueryArgs {
    /// The request these arguments make.
    pub(crate) fn request(&self, sort: SortArg) -> SearchRequest {
        SearchRequest {
            query: self.query.join(" "),
            filters: Filters {
                theme: self.theme.clone(),
                kind: self.kind.clone(),
                section: self.section.clone(),
                document: self.document.clone(),
            },
            sort: match sort {
                SortArg::Score => Sort::Score,
                SortArg::Source => Sort::Source,
                SortArg::Date => Sort::Date,
            },
            limit: self.limit,
            offset: self.offset,
        }
    }

    /// The index of the run.
    pub(crate) fn open(&self) -> Result<Index> {
        Ok(Index::open(&self.out.join("index"))?)
    }
}

fn limit(value: &str) -> Result<usize, String> {
    match value {
        "all" => Ok(usize::MAX),
        _ => value.parse().map_err(|_| "expected a number or `all`".to_owned()),
    }
}

/// Searches and prints: 0 when something was found, 1 when nothing was.
pub(crate) fn run(args: &SearchArgs, out: &mut dyn Write, colour: bool) -> Result<u8> {
    let results = args.query.open()?.search(&args.query.request(args.sort))?;
    quiet_pipe(match args.query.format {
        Format::Text => text(&results, out, Paint::new(colour)),
        Format::Json => json(&results, out),
        Format::Csv => csv(&results, out),
    })?;
    Ok(u8::from(results.total == 0))
}

fn text(results: &SearchResults, out: &mut dyn Write, paint: Paint) -> Result<()> {
    for hit in &results.hits {
        writeln!(out, "{}", place(&hit.statement, paint))?;
        for line in wrap(&hit.statement.text, &hit.highlights, paint, Wrapped { width: 96, indent: 2 }) {
            writeln!(out, "{line}")?;
        }
        writeln!(out)?;
    }
    let total = match results.total {
        0 => "No statement matches.".to_owned(),
        1 => "1 statement".to_owned(),
        total => format!("{total} statements"),
    };
    let shown = match (results.hits.first(), results.hits.last()) {
        (Some(first), Some(last)) if results.hits.len() < results.total => {
            format!(", numbers {} to {} shown", first.rank, last.rank)
        }
        (None, _) if results.total > 0 => ", none shown".to_owned(),
        _ => String::new(),
    };
    let summary = Summary { heading: total + &shown, facets: &results.facets, notes: &results.notes };
    write_summary(&summary, out, paint)
}

#[derive(Serialize)]
struct HitLine<'a> {
    r#type: &'static str,
    rank: usize,
    score: f64,
    highlights: &'a [bloemlezer::model::Span],
    #[serde(flatten)]
    statement: &'a Statement,
}

#[derive(Serialize)]
struct SummaryLine<'a> {
    r#type: &'static str,
    total: usize,
    facets: &'a bloemlezer::index::Facets,
    notes: &'a [String],
}

fn json(results: &SearchResults, out: &mut dyn Write) -> Result<()> {
    for hit in &results.hits {
        let line = HitLine {
            r#type: "hit",
            rank: hit.rank,
            score: hit.score,
            highlights: &hit.highlights,
            statement: &hit.statement,
        };
        write_json(&line, out)?;
    }
    let summary = SummaryLine {
        r#type: "summary",
        total: results.total,
        facets: &results.facets,
        notes: &results.notes,
    };
    write_json(&summary, out)
}

fn csv(results: &SearchResults, out: &mut dyn Write) -> Result<()> {
    let mut rows = vec![csv_columns(&["rank", "score"], &["text"])];
    for hit in &results.hits {
        let first = vec![hit.rank.to_string(), hit.score.to_string()];
        rows.push(csv_cells(first, &hit.statement, vec![hit.statement.text.clone()]));
    }
    write_csv(&rows, out)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use clap::Parser;

    use super::{SearchArgs, run};
    use crate::cli::listing::samples::{BrokenPipe, write_run};

    #[derive(Debug, Parser)]
    struct Cli {
        #[command(flatten)]
        args: SearchArgs,
    }

    fn search(folder: &Path, arguments: &[&str], colour: bool) -> (u8, String) {
        let all = ["search"].iter().chain(arguments);
        let mut cli = Cli::try_parse_from(all).unwrap();
        cli.args.query.out = folder.to_path_buf();
        let mut out = Vec::new();
        let code = run(&cli.args, &mut out, colour).unwrap();
        (code, String::from_utf8(out).unwrap())
    }

    #[test]
    fn text_shows_place_words_and_counts() {
        let folder = write_run();
        let (code, text) = search(folder.path(), &["lange", "wachttijd"], false);
        assert_eq!(code, 0);
        insta::assert_snapshot!(text, @r"
        st-aaaaaaaaaaaaaaaa  ronde/een.txt p. 3 (printed 27), line 12
          2.17 Wachten bij de halte · knelpunt · capaciteit, communicatie
          «Lange wachttijden» bij de halte, ook 's avonds en in het weekend, en dan staat er alleen dat
          de bus niet komt; reizigers bellen elkaar maar.

        1 statement
          theme     capaciteit (1) · communicatie (1)
          kind      knelpunt (1)
          section   2.17 Wachten bij de halte (1)
          document  ronde/een.txt (1)
        ");
        let (_, bold) = search(folder.path(), &["\"lange wachttijd\""], true);
        assert!(bold.contains("\x1b[1mLange\x1b[0m \x1b[1mwachttijden\x1b[0m bij"), "{bold}");
    }

    #[test]
    fn nothing_found_is_1_and_says_why() {
        let folder = write_run();
        let (code, text) = search(folder.path(), &["bus", "--theme", "capaciteitt"], false);
        assert_eq!(code, 1);
        insta::assert_snapshot!(text, @r"
        No statement matches.
        note: no statement has the theme `capaciteitt`; did you mean `capaciteit`?
        ");
    }

    #[test]
    fn a_page_says_which_part_it_is() {
        let folder = write_run();
        let (_, text) = search(folder.path(), &["--kind=knelpunt", "--limit=1", "--offset=1"], false);
        assert!(text.contains("3 statements, numbers 2 to 2 shown"), "{text}");
        let (code, text) = search(folder.path(), &["--kind=knelpunt", "--limit=0"], false);
        assert!(code == 0 && text.contains("3 statements, none shown"), "{text}");
        let (_, text) = search(folder.path(), &["--kind=knelpunt", "--limit=all"], false);
        assert!(text.contains("3 statements\n"), "{text}");
    }

    #[test]
    fn json_has_a_line_per_hit_and_a_summary() {
        let folder = write_run();
        let (_, text) = search(folder.path(), &["formule", "--format", "json"], false);
        insta::assert_snapshot!(text, @r#"
        {"type":"hit","rank":1,"score":1.6489,"highlights":[{"start":18,"end":25}],"id":"st-cccccccccccccccc","document":"ronde/een.txt","record":"h001","question":null,"page":3,"page_label":null,"column":1,"source":[{"sheet":null,"row":5,"field":"tekst","start":0,"end":25}],"section":null,"text":"=HYPERLINK is een formule","truncated":"no","doubt":0.0,"language":"nl","respondent":"+31 20","date":null,"public":true,"metadata":{},"kind":"context","kind_score":0.9,"kind_source":"prior","kind_evidence":[],"themes":[],"reviewed":false,"duplicate_of":null,"group":null,"own":[],"conflicts":[]}
        {"type":"summary","total":1,"facets":{"theme":[{"value":"overig","count":1}],"kind":[{"value":"context","count":1}],"section":[{"number":null,"title":null,"count":1}],"document":[{"value":"ronde/een.txt","count":1}]},"notes":[]}
        "#);
    }

    #[test]
    fn csv_cells_are_no_formulas() {
        let folder = write_run();
        let (_, text) = search(folder.path(), &["formule", "--format", "csv"], false);
        insta::assert_snapshot!(text, @r"
        rank,score,id,document,record,page,page_label,section_number,section_title,kind,themes,respondent,date,text
        1,1.6489,st-cccccccccccccccc,ronde/een.txt,h001,3,,,,context,overig,'+31 20,,'=HYPERLINK is een formule
        ");
    }

    #[test]
    fn respondents_cannot_steer_the_terminal() {
        let folder = write_run();
        for format in ["text", "json", "csv"] {
            let (_, text) = search(folder.path(), &["stuurcodes", "--format", format], false);
            assert!(text.contains("stuurcodes"), "{text}");
            let steering: Vec<char> =
                text.chars().filter(|character| character.is_control() && *character != '\n').collect();
            assert!(steering.is_empty(), "{format} {steering:?}");
            assert!(!text.contains('\u{202e}'), "{format}");
        }
    }

    #[test]
    fn a_reader_that_stops_reading_is_no_failure() {
        let folder = write_run();
        for format in ["text", "json", "csv"] {
            let mut cli = Cli::try_parse_from(["search", "bus", "--format", format]).unwrap();
            cli.args.query.out = folder.path().to_path_buf();
            assert_eq!(run(&cli.args, &mut BrokenPipe, false).unwrap(), 0);
        }
    }

    #[test]
    fn a_missing_run_is_an_error_that_keeps_its_hint() {
        let folder = tempfile::tempdir().unwrap();
        let mut cli = Cli::try_parse_from(["search", "bus"]).unwrap();
        cli.args.query.out = folder.path().to_path_buf();
        let error = run(&cli.args, &mut Vec::new(), false).unwrap_err();
        let error: &bloemlezer::index::IndexError = error.downcast_ref().unwrap();
        assert!(error.hint().unwrap().contains("bloemlezer run"));
    }
}
