//! Tests of index and search: what a query finds, in which order, and what is said when it can't be read.

#![expect(clippy::unwrap_used, reason = "helpers of tests, where a failure is the answer")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use bloemlezer::index::{self, Filters, Index, IndexError, SearchRequest, SearchResults, Sort};
use bloemlezer::model::{Coder, Kind, Section, SourcePiece, Span, Statement, ThemeCoding, ThemeEvidence};
use bloemlezer::text::Analyser;
use proptest::prelude::*;
use tempfile::TempDir;

fn statement(id: &str, text: &str) -> Statement {
    let end = text.chars().count() as u32;
    Statement {
        id: id.to_owned(),
        page: Some(1),
        column: Some(1),
        source: vec![SourcePiece::Line {
            document: None,
            page: 1,
            line: 1,
            start: 0,
            end,
            area: None,
            part: None,
        }],
        language: "nl".to_owned(),
        kind_score: 0.9,
        ..Statement::uncoded("ronde/een.txt", text.to_owned())
    }
}

fn theme(code: &str) -> ThemeCoding {
    ThemeCoding {
        code: code.to_owned(),
        subtheme: None,
        score: 0.8,
        source: Coder::Rule,
        coder: None,
        evidence: vec![ThemeEvidence { start: 0, end: 2, rule: "proef".to_owned() }],
    }
}

fn section(number: &str, title: &str) -> Option<Section> {
    Some(Section {
        number: Some(number.to_owned()).filter(|number| !number.is_empty()),
        title: title.to_owned(),
    })
}

/// A small consultation about a bus line, with every field in use.
fn bus_lines() -> Vec<Statement> {
    let mut all = [
        ("a", "De bus rijdt te weinig; gemeenten wijzen naar elkaar."),
        ("b", "Lange wachttijden bij de halte, en geen zorgcoördinator die belt."),
        ("c", "De gemeente betaalt de bus niet meer."),
        ("d", "Wachttijden zijn lang. Het wachthok is stuk/kapot."),
        ("e", "Niemand weet van de belbus, ook de zorg-coordinator niet."),
        ("f", "Bus, bus, bus!"),
    ]
    .map(|(id, text)| statement(id, text));
    all[0].themes = vec![theme("versnippering"), theme("capaciteit")];
    all[1].themes = vec![theme("capaciteit")];
    all[2].themes = vec![theme("financiering")];
    all[4].themes = vec![theme("communicatie"), theme("versnippering")];
    all[3].kind = Kind::Context;
    all[5].kind = Kind::Wens;
    all[0].section = section("2.1", "De dienstregeling");
    all[1].section = section("2.17", "Wachten bij de halte");
    all[2].section = section("2", "Geld");
    all[3].section = section("3.2", "Wachten");
    all[4].section = section("", "Één meldpunt");
    all[0].date = Some("2024-05-01".to_owned());
    all[2].date = Some("2023-01-31".to_owned());
    all[3].date = Some("2024-05-01".to_owned());
    all[3].document = "ronde/twee.txt".to_owned();
    all[4].document = "tabel.csv".to_owned();
    all[5].document = "ronde/twee.txt".to_owned();
    all.to_vec()
}

fn index_of(statements: &[Statement]) -> (TempDir, Index) {
    let folder = tempfile::tempdir().unwrap();
    index::write(&folder.path().join("index"), statements).unwrap();
    let index = Index::open(&folder.path().join("index")).unwrap();
    (folder, index)
}

fn ask(query: &str) -> SearchRequest {
    SearchRequest { query: query.to_owned(), sort: Sort::Source, ..SearchRequest::default() }
}

fn ids(results: &SearchResults) -> String {
    let ids: Vec<_> = results.hits.iter().map(|hit| hit.statement.id.as_str()).collect();
    ids.join(" ")
}

fn found(index: &Index, query: &str) -> String {
    ids(&index.search(&ask(query)).unwrap())
}

fn filtered(index: &Index, query: &str, set: impl FnOnce(&mut Filters)) -> String {
    let mut request = ask(query);
    set(&mut request.filters);
    ids(&index.search(&request).unwrap())
}

fn values(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

#[test]
fn statements_come_back_as_they_went_in() {
    let statements = bus_lines();
    let (_folder, index) = index_of(&statements);
    let results = index.search(&ask("NOT giraf")).unwrap();
    let back: Vec<_> = results.hits.into_iter().map(|hit| hit.statement).collect();
    assert_eq!(back, statements);
    assert_eq!(index.statements(), 6);
}

#[test]
fn words_are_found_in_any_inflection_and_spelling() {
    let (_folder, index) = index_of(&bus_lines());
    assert_eq!(found(&index, "gemeente"), "a c");
    assert_eq!(found(&index, "Gemeenten"), "a c");
    assert_eq!(found(&index, "zorgcoordinator"), "b");
    assert_eq!(found(&index, "zorgcoördinatoren"), "b");
    assert_eq!(found(&index, "bus"), "a c f");
    assert_eq!(found(&index, "giraf"), "");
}

#[test]
fn exact_forms_and_prefixes() {
    let (_folder, index) = index_of(&bus_lines());
    assert_eq!(found(&index, "=gemeente"), "c");
    assert_eq!(found(&index, "=WACHTTIJDEN"), "b d");
    assert_eq!(found(&index, "=wachttijd"), "");
    assert_eq!(found(&index, "=\"de gemeente\""), "c");
    assert_eq!(found(&index, "wacht*"), "b d");
    assert_eq!(found(&index, "bus*"), "a c f");
    assert_eq!(found(&index, "zorgcoör*"), "b");
    assert_eq!(found(&index, "\"lang* wacht*\""), "b");
    assert_eq!(found(&index, "\"de b*\""), "a c e");
}

#[test]
fn phrases_want_their_words_next_to_each_other() {
    let (_folder, index) = index_of(&bus_lines());
    assert_eq!(found(&index, "\"lange wachttijd\""), "b");
    assert_eq!(found(&index, "lange wachttijd"), "b d");
    assert_eq!(found(&index, "„de bus”"), "a c");
    assert_eq!(found(&index, "\"bus bus bus\""), "f");
    assert_eq!(found(&index, "\"=de gemeente*\""), "c");
    // What analysis splits is a phrase.
    assert_eq!(found(&index, "zorg-coördinator"), "e");
    assert_eq!(found(&index, "stuk/kapot"), "d");
    assert_eq!(found(&index, "kapot/stuk"), "");
}

#[test]
fn operators_bind_not_then_near_then_and_then_or() {
    let (_folder, index) = index_of(&bus_lines());
    assert_eq!(found(&index, "bus gemeente"), "a c");
    assert_eq!(found(&index, "bus AND gemeente"), "a c");
    assert_eq!(found(&index, "bus EN gemeente"), "a c");
    assert_eq!(found(&index, "belbus OR lange wachttijden"), "b d e");
    assert_eq!(found(&index, "lange wachttijden OF belbus"), "b d e");
    assert_eq!(found(&index, "(belbus OR lange) halte"), "b");
    assert_eq!(found(&index, "bus -gemeente"), "f");
    assert_eq!(found(&index, "bus NOT gemeente OR belbus"), "e f");
    assert_eq!(found(&index, "NOT (bus OR halte)"), "d e");
    assert_eq!(found(&index, "-\"de bus\""), "b d e f");
    assert_eq!(found(&index, "NIET bus NIET belbus"), "b d");
    assert_eq!(found(&index, "halte OR NOT bus"), "b d e");
    assert_eq!(found(&index, "NOT NOT halte"), "b");
    assert_eq!(found(&index, "bus NEAR/4 gemeente"), "a c");
    assert_eq!(found(&index, "gemeente NEAR/2 bus"), "c");
    assert_eq!(found(&index, "gemeente NEAR/0 betaalt"), "c");
    assert_eq!(found(&index, "bus NEAR/0 bus"), "f");
    assert_eq!(found(&index, "halte NEAR/0 halte"), "");
    assert_eq!(found(&index, "bus NEAR/2 gemeente OR stuk"), "c d");
    // In lower case, and in quotes, they are words.
    assert_eq!(found(&index, "de en halte"), "b");
    assert_eq!(found(&index, "niet"), "c e");
    assert_eq!(found(&index, "\"EN\" halte"), "b");
    // Punctuation that stands alone is passed over.
    assert_eq!(found(&index, "bus & gemeente - !"), "a c");
}

#[test]
fn filters_are_alternatives_within_a_field_and_conditions_across() {
    let (_folder, index) = index_of(&bus_lines());
    let theme = |codes: &[&str]| filtered(&index, "", |filters| filters.theme = values(codes));
    assert_eq!(theme(&["versnippering"]), "a e");
    assert_eq!(theme(&["versnippering", "Financiering"]), "a c e");
    assert_eq!(theme(&["overig"]), "d f");
    assert_eq!(theme(&["klimaat"]), "");
    let both = filtered(&index, "", |filters| {
        filters.theme = values(&["overig", "capaciteit"]);
        filters.kind = values(&["context", "knelpunt"]);
    });
    assert_eq!(both, "a b d");
    let with_query = filtered(&index, "wachttijden", |filters| filters.kind = values(&["context"]));
    assert_eq!(with_query, "d");
}

#[test]
fn sections_are_picked_by_number_chapter_or_title() {
    let (_folder, index) = index_of(&bus_lines());
    let by = |section: &str| filtered(&index, "", |filters| filters.section = values(&[section]));
    assert_eq!(by("2.1"), "a");
    assert_eq!(by("2.17"), "b");
    assert_eq!(by("2"), "a b c");
    assert_eq!(by("3."), "d");
    assert_eq!(by("wachten"), "d");
    assert_eq!(by("bij de halte"), "b");
    assert_eq!(by("2.17 Wachten bij de halte"), "b");
    assert_eq!(by("een meldpunt"), "e");
    assert_eq!(by("!"), "");
}

#[test]
fn documents_are_picked_by_path_its_end_or_a_folder() {
    let (_folder, index) = index_of(&bus_lines());
    let by = |document: &str| filtered(&index, "", |filters| filters.document = values(&[document]));
    assert_eq!(by("ronde/twee.txt"), "d f");
    assert_eq!(by("twee.txt"), "d f");
    assert_eq!(by("ronde"), "a b c d f");
    assert_eq!(by("./ronde/"), "a b c d f");
    assert_eq!(by("wee.txt"), "");
    assert_eq!(by("/"), "");
}

#[test]
fn a_filter_that_nothing_has_is_said() {
    let (_folder, index) = index_of(&bus_lines());
    let mut request = ask("bus");
    request.filters.theme = values(&["capaciteitt"]);
    request.filters.section = values(&["9.9"]);
    let results = index.search(&request).unwrap();
    assert_eq!(results.total, 0);
    insta::assert_snapshot!(results.notes.join("\n"), @r"
    no statement has the theme `capaciteitt`; did you mean `capaciteit`?
    no statement has the section `9.9`
    ");
    request.filters.kind = values(&["wensen"]);
    let error = index.search(&request).unwrap_err();
    insta::assert_snapshot!(said(&error), @r"
    `wensen` is not a kind
    hint: the kinds are knelpunt, wens, context
    ");
}

#[test]
fn facets_count_all_hits_whatever_the_page() {
    let (_folder, index) = index_of(&bus_lines());
    let mut request = ask("NOT giraf");
    request.limit = 1;
    let results = index.search(&request).unwrap();
    assert_eq!((results.total, results.hits.len()), (6, 1));
    insta::assert_snapshot!(serde_json::to_string_pretty(&results.facets).unwrap(), @r#"
    {
      "theme": [
        {
          "value": "capaciteit",
          "count": 2
        },
        {
          "value": "overig",
          "count": 2
        },
        {
          "value": "versnippering",
          "count": 2
        },
        {
          "value": "communicatie",
          "count": 1
        },
        {
          "value": "financiering",
          "count": 1
        }
      ],
      "kind": [
        {
          "value": "knelpunt",
          "count": 4
        },
        {
          "value": "context",
          "count": 1
        },
        {
          "value": "wens",
          "count": 1
        }
      ],
      "section": [
        {
          "number": "2",
          "title": "Geld",
          "count": 1
        },
        {
          "number": "2.1",
          "title": "De dienstregeling",
          "count": 1
        },
        {
          "number": "2.17",
          "title": "Wachten bij de halte",
          "count": 1
        },
        {
          "number": "3.2",
          "title": "Wachten",
          "count": 1
        },
        {
          "number": null,
          "title": "Één meldpunt",
          "count": 1
        },
        {
          "number": null,
          "title": null,
          "count": 1
        }
      ],
      "document": [
        {
          "value": "ronde/een.txt",
          "count": 3
        },
        {
          "value": "ronde/twee.txt",
          "count": 2
        },
        {
          "value": "tabel.csv",
          "count": 1
        }
      ]
    }
    "#);
}

#[test]
fn hits_stand_in_the_order_asked_for() {
    let (_folder, index) = index_of(&bus_lines());
    let sorted = |query: &str, sort| {
        let results = index.search(&SearchRequest { sort, ..ask(query) }).unwrap();
        ids(&results)
    };
    assert_eq!(sorted("bus", Sort::Source), "a c f");
    assert_eq!(sorted("bus", Sort::Score), "f c a");
    assert_eq!(sorted("NOT giraf", Sort::Date), "c a d b e f");
    // Equals stand in source order.
    assert_eq!(sorted("NOT giraf", Sort::Score), "a b c d e f");
}

#[test]
fn scores_fall_and_ranks_rise() {
    let (_folder, index) = index_of(&bus_lines());
    let results = index.search(&SearchRequest { sort: Sort::Score, ..ask("bus OR gemeente") }).unwrap();
    let ranks: Vec<_> = results.hits.iter().map(|hit| hit.rank).collect();
    assert_eq!(ranks, [1, 2, 3]);
    assert!(results.hits.is_sorted_by(|one, next| one.score >= next.score));
    for hit in &results.hits {
        assert!(hit.score > 0.0);
        assert_eq!(hit.score, (hit.score * 10_000.0).round() / 10_000.0);
    }
}

#[test]
fn pages_make_up_the_whole_result() {
    let (_folder, index) = index_of(&bus_lines());
    let whole = index.search(&ask("NOT giraf")).unwrap().hits;
    let mut paged = Vec::new();
    for offset in [0, 2, 4, 6] {
        let page = SearchRequest { limit: 2, offset, ..ask("NOT giraf") };
        paged.extend(index.search(&page).unwrap().hits);
    }
    assert_eq!(paged, whole);
    let most = SearchRequest { limit: usize::MAX, offset: 5, ..ask("NOT giraf") };
    assert_eq!(ids(&index.search(&most).unwrap()), "f");
    let beyond = SearchRequest { offset: usize::MAX, limit: usize::MAX, ..ask("NOT giraf") };
    assert_eq!(ids(&index.search(&beyond).unwrap()), "");
}

/// The text with its highlights in brackets.
fn marked(index: &Index, query: &str, id: &str) -> String {
    let results = index.search(&ask(query)).unwrap();
    let hit = results.hits.iter().find(|hit| hit.statement.id == id).unwrap();
    let mut text: Vec<String> = hit.statement.text.chars().map(String::from).collect();
    for span in &hit.highlights {
        text[span.start as usize].insert(0, '[');
        text[span.end as usize - 1].push(']');
    }
    text.concat()
}

#[test]
fn highlights_mark_what_satisfied_the_query() {
    let (_folder, index) = index_of(&bus_lines());
    insta::assert_snapshot!(marked(&index, "gemeente", "a"), @"De bus rijdt te weinig; [gemeenten] wijzen naar elkaar.");
    insta::assert_snapshot!(marked(&index, "\"de gemeente\"", "c"), @"[De] [gemeente] betaalt de bus niet meer.");
    insta::assert_snapshot!(marked(&index, "zorgcoordinator -giraf", "b"), @"Lange wachttijden bij de halte, en geen [zorgcoördinator] die belt.");
    insta::assert_snapshot!(marked(&index, "stuk/kapot OR (wachttijd giraf)", "d"), @"Wachttijden zijn lang. Het wachthok is [stuk]/[kapot].");
    insta::assert_snapshot!(marked(&index, "wacht* lang", "d"), @"[Wachttijden] zijn [lang]. Het [wachthok] is stuk/kapot.");
    insta::assert_snapshot!(marked(&index, "bus NEAR/0 bus", "f"), @"[Bus], [bus], [bus]!");
    insta::assert_snapshot!(marked(&index, "NOT halte", "f"), @"Bus, bus, bus!");
}

#[test]
fn an_open_index_serves_several_threads() {
    let (_folder, index) = index_of(&bus_lines());
    std::thread::scope(|scope| {
        let searches: Vec<_> = (0..4).map(|_| scope.spawn(|| found(&index, "de bus"))).collect();
        for search in searches {
            assert_eq!(search.join().unwrap(), "a c");
        }
    });
}

/// An error as the command line prints it.
fn said(error: &IndexError) -> String {
    match error.hint() {
        Some(hint) => format!("{error}\nhint: {hint}"),
        None => error.to_string(),
    }
}

#[test]
fn malformed_queries_get_the_place() {
    let (_folder, index) = index_of(&bus_lines());
    let complaint = |query: &str| said(&index.search(&ask(query)).unwrap_err());
    let queries = [
        "",
        "…",
        "(bus",
        "bus)",
        "()",
        "bus OR",
        "OR bus",
        "bus AND AND halte",
        "NOT",
        "bus -()",
        "\"bus",
        "\"\"",
        "b*s",
        "*",
        "bus NEAR/x halte",
        "bus NEAR",
        "(a OR b) NEAR/3 c",
        "a NEAR/1 b NEAR/2 c",
        "één (halte",
    ];
    let all: Vec<_> = queries.iter().map(|query| complaint(query)).collect();
    insta::assert_snapshot!(all.join("\n\n"), @r#"
    the query is empty (column 1 of the query)
    hint: give a word to search for, or a filter such as `--theme overig`

    there is no word in the query (column 1 of the query)
      …
      ^
    hint: give a word to search for, or a filter such as `--theme overig`

    this bracket is not closed (column 1 of the query)
      (bus
      ^
    hint: put a `)` where the group ends

    this bracket closes nothing (column 4 of the query)
      bus)
         ^
    hint: leave it out, or put a `(` where the group begins

    the bracket is followed by no word (column 2 of the query)
      ()
       ^
    hint: write a word between the brackets, or leave them out

    `OR` is followed by no word (column 5 of the query)
      bus OR
          ^
    hint: to search for the word itself, write it in lower case or in quotes

    there is no word before `OR` (column 1 of the query)
      OR bus
      ^
    hint: to search for the word itself, write it in lower case or in quotes

    `AND` is followed by no word (column 5 of the query)
      bus AND AND halte
          ^
    hint: to search for the word itself, write it in lower case or in quotes

    `NOT` is followed by no word (column 1 of the query)
      NOT
      ^
    hint: to search for the word itself, write it in lower case or in quotes

    the bracket is followed by no word (column 7 of the query)
      bus -()
            ^
    hint: write a word between the brackets, or leave them out

    the phrase that begins here has no end (column 1 of the query)
      "bus
      ^
    hint: put a `"` where the phrase ends

    there is no word in this phrase (column 1 of the query)
      ""
      ^
    hint: write a word between the quotes

    `*` can only stand at the end of a word (column 2 of the query)
      b*s
       ^
    hint: such as `wacht*`; it stands for any letters, or none

    `*` needs letters before it (column 1 of the query)
      *
      ^
    hint: such as `wacht*`; to list everything, filter on a kind or a document instead

    `NEAR/` wants a number of words up to 100 (column 5 of the query)
      bus NEAR/x halte
          ^
    hint: such as `wachttijd NEAR/5 jeugdzorg`

    `NEAR` is followed by no word (column 5 of the query)
      bus NEAR
          ^
    hint: to search for the word itself, write it in lower case or in quotes

    `NEAR` wants a word or a phrase on either side (column 10 of the query)
      (a OR b) NEAR/3 c
               ^
    hint: write a group out: `(a NEAR c) OR (b NEAR c)`

    `NEAR` can't be chained (column 12 of the query)
      a NEAR/1 b NEAR/2 c
                 ^
    hint: write `(a NEAR b) (b NEAR c)`

    this bracket is not closed (column 5 of the query)
      één (halte
          ^
    hint: put a `)` where the group ends
    "#);
}

#[test]
fn work_on_a_query_is_bounded() {
    let (_folder, index) = index_of(&bus_lines());
    let complaint = |query: String| said(&index.search(&ask(&query)).unwrap_err());
    insta::assert_snapshot!(complaint("(".repeat(10_000)), @r"
    the query has 10000 characters; at most 2000 are read (column 2001 of the query)
      …((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((…
                                               ^
    hint: ask a shorter question, or several
    ");
    insta::assert_snapshot!(complaint("(".repeat(1_900) + "bus"), @r"
    brackets and NOTs stand more than 50 deep (column 51 of the query)
      …((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((…
                                               ^
    hint: take the query apart
    ");
    insta::assert_snapshot!(complaint("-".repeat(1_000) + "bus"), @r"
    brackets and NOTs stand more than 50 deep (column 51 of the query)
      …--------------------------------------------------------------------------------…
                                               ^
    hint: take the query apart
    ");
    insta::assert_snapshot!(complaint("NOT ".repeat(100) + "bus"), @r"
    brackets and NOTs stand more than 50 deep (column 201 of the query)
      …NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT …
                                               ^
    hint: take the query apart
    ");
    insta::assert_snapshot!(complaint("bus ".repeat(300)), @r"
    the query has more than 200 words (column 801 of the query)
      …bus bus bus bus bus bus bus bus bus bus bus bus bus bus bus bus bus bus bus bus …
                                               ^
    hint: ask a shorter question, or several
    ");
    let deep = format!("{}bus{}", "(".repeat(50), ")".repeat(50));
    assert_eq!(found(&index, &deep), "a c f");
    let mixed = format!("{}bus{}", "(giraf OR (NOT halte ".repeat(16), "))".repeat(16));
    assert_eq!(found(&index, &mixed), "a c f");
}

#[test]
fn a_concordance_lines_up_every_occurrence() {
    let (_folder, index) = index_of(&bus_lines());
    let found = index.concordance(&ask("bus OR \"lange wachttijd\""), 2).unwrap();
    let lines: Vec<_> = found
        .lines
        .iter()
        .map(|line| format!("{}: {}|{}|{}", line.statement.id, line.left, line.keyword, line.right))
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    a: De |bus| rijdt te
    b: |Lange wachttijden| bij de
    c: betaalt de |bus| niet meer.
    f: |Bus|, bus, bus!
    f: Bus, |bus|, bus!
    f: Bus, bus, |bus|!
    ");
    assert_eq!((found.statements, found.total), (4, Some(6)));
    let page = SearchRequest { limit: 2, offset: 3, ..ask("bus OR \"lange wachttijd\"") };
    let page = index.concordance(&page, 2).unwrap();
    assert_eq!(page.lines, found.lines[3..5]);
    assert_eq!(page.total, Some(6));
}

#[test]
fn concordance_pieces_are_verbatim() {
    let (_folder, index) = index_of(&bus_lines());
    for context in [0, 1, 3, usize::MAX] {
        for line in index.concordance(&ask("bus* OR de OR kapot"), context).unwrap().lines {
            assert_eq!(line.span.cut(&line.statement.text), line.keyword);
            let piece = format!("{}{}{}", line.left, line.keyword, line.right);
            assert!(line.statement.text.contains(&piece), "{piece}");
            if context == usize::MAX {
                assert_eq!(piece, line.statement.text);
            }
        }
    }
    let error = index.concordance(&ask(" "), 3).unwrap_err();
    assert!(matches!(error, IndexError::Query(_)));
}

#[test]
fn two_builds_give_the_same_answers() {
    let statements = bus_lines();
    let (_one_folder, one) = index_of(&statements);
    let (_other_folder, other) = index_of(&statements);
    for query in ["bus", "bus OR gemeente OR wacht*", "NOT zorg", "\"de bus\" OR lange"] {
        for sort in [Sort::Score, Sort::Source, Sort::Date] {
            let request = SearchRequest { sort, ..ask(query) };
            assert_eq!(one.search(&request).unwrap(), other.search(&request).unwrap(), "{query}");
        }
    }
}

#[test]
fn an_index_of_nothing_answers_too() {
    let (_folder, index) = index_of(&[]);
    let results = index.search(&ask("bus")).unwrap();
    assert_eq!((results.total, results.hits.len()), (0, 0));
    assert!(index.concordance(&ask("bus"), 3).unwrap().lines.is_empty());
    assert!(index.search(&ask("(")).is_err());
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

/// What opening says, with the folder's name left out.
fn refusal(folder: &Path) -> String {
    let error = Index::open(folder).unwrap_err();
    said(&error).replace(&folder.display().to_string(), "FOLDER")
}

#[test]
fn another_version_is_refused_with_a_hint() {
    let (folder, _index) = index_of(&bus_lines());
    let folder = folder.path().join("index");
    let label = folder.join("bloemlezer-index.json");
    let json = fs::read_to_string(&label).unwrap();
    fs::write(&label, json.replace("\"format\":3", "\"format\":7")).unwrap();
    insta::assert_snapshot!(refusal(&folder), @r"
    the search index in FOLDER has format 7; this program reads format 3
    hint: run `bloemlezer run` again: the index is made anew from the sources
    ");
    fs::write(&label, "{\"format\":8,\"something\":\"else\"}").unwrap();
    assert!(refusal(&folder).contains("has format 8"));
    let mut value: serde_json::Value = serde_json::from_str(&json).unwrap();
    value["analyser"] = "nl-old/0".into();
    fs::write(&label, value.to_string()).unwrap();
    let said = refusal(&folder);
    assert!(said.contains("`nl-old/0`") && said.contains("run `bloemlezer run` again"), "{said}");
}

#[test]
fn a_missing_index_is_said() {
    let folder = tempfile::tempdir().unwrap();
    insta::assert_snapshot!(refusal(folder.path()), @r"
    there is no search index in FOLDER
    hint: `bloemlezer run` makes it; `--out` names the folder of another run
    ");
    assert!(matches!(Index::open(&folder.path().join("nowhere")).unwrap_err(), IndexError::Missing { .. }));
}

/// Every file of an index in turn: missing, empty, cut short, and with single bits turned. What can't be noticed must not matter.
#[test]
fn a_damaged_index_is_refused() {
    let (source, index) = index_of(&bus_lines());
    let expected = index.search(&ask("bus OR NOT \"de gemeente\"")).unwrap();
    let source = source.path().join("index");
    let names: BTreeSet<_> = fs::read_dir(&source).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(names.len() > 5);
    for name in &names {
        let whole = fs::read(source.join(name)).unwrap();
        let mut damages = vec![None, Some(Vec::new()), Some(whole[..whole.len() / 2].to_vec())];
        for part in 0..8 {
            let mut turned = whole.clone();
            turned[whole.len() * part / 8] ^= 1 << part;
            damages.push(Some(turned));
        }
        for (at, damage) in damages.into_iter().enumerate() {
            let folder = tempfile::tempdir().unwrap();
            copy(&source, folder.path());
            match damage {
                None => fs::remove_file(folder.path().join(name)).unwrap(),
                Some(bytes) => fs::write(folder.path().join(name), bytes).unwrap(),
            }
            match Index::open(folder.path()) {
                Err(error) => assert!(error.hint().unwrap().contains("bloemlezer run"), "{error}"),
                Ok(index) => {
                    assert!(at > 2, "{name:?}");
                    assert_eq!(
                        index.search(&ask("bus OR NOT \"de gemeente\"")).unwrap(),
                        expected,
                        "{name:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn writing_replaces_an_index_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("index");
    index::write(&path, &bus_lines()).unwrap();
    index::write(&path, &bus_lines()[..2]).unwrap();
    assert_eq!(Index::open(&path).unwrap().statements(), 2);
    let foreign = folder.path().join("foreign");
    fs::create_dir(&foreign).unwrap();
    fs::write(foreign.join("thesis.txt"), "years of work").unwrap();
    let error = index::write(&foreign, &bus_lines()).unwrap_err();
    assert!(error.to_string().contains("can't be written"), "{error}");
    assert_eq!(fs::read_dir(&foreign).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn a_read_only_index_can_be_searched_and_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, index) = index_of(&bus_lines());
    drop(index);
    let path = folder.path().join("index");
    let listing =
        || -> BTreeSet<_> { fs::read_dir(&path).unwrap().map(|file| file.unwrap().file_name()).collect() };
    let before = listing();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o555)).unwrap();
    let index = Index::open(&path).unwrap();
    assert_eq!(found(&index, "halte"), "b");
    assert_eq!(listing(), before);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// A question with its own, naive way to be answered: by looking through the words of a text.
#[derive(Debug, Clone)]
enum Question {
    Word(String),
    Exact(String),
    Prefix(String),
    Phrase(Vec<String>),
    Near(String, String, usize),
    And(Vec<Question>),
    Or(Vec<Question>),
    Not(Box<Question>),
}

impl Question {
    fn written(&self) -> String {
        let join = |all: &[Question], by: &str| {
            let all: Vec<_> = all.iter().map(Question::written).collect();
            format!("({})", all.join(by))
        };
        match self {
            Self::Word(word) => word.clone(),
            Self::Exact(word) => format!("={word}"),
            Self::Prefix(word) => format!("{word}*"),
            Self::Phrase(words) => format!("\"{}\"", words.join(" ")),
            Self::Near(one, other, distance) => format!("{one} NEAR/{distance} {other}"),
            Self::And(all) => join(all, " "),
            Self::Or(all) => join(all, " OR "),
            Self::Not(question) => format!("NOT {}", question.written()),
        }
    }

    fn holds(&self, text: &[(String, Vec<String>)]) -> bool {
        let stem =
            |at: usize, word: &String| text.get(at).is_some_and(|(_, stems)| stems.contains(&stem_of(word)));
        match self {
            Self::Word(word) => (0..text.len()).any(|at| stem(at, word)),
            Self::Exact(word) => text.iter().any(|(form, _)| form == word),
            Self::Prefix(word) => text.iter().any(|(form, _)| form.starts_with(word)),
            Self::Phrase(words) => (0..text.len())
                .any(|start| words.iter().enumerate().all(|(offset, word)| stem(start + offset, word))),
            Self::Near(one, other, distance) => (0..text.len()).any(|at| {
                (0..text.len())
                    .any(|to| stem(at, one) && stem(to, other) && at != to && at.abs_diff(to) <= distance + 1)
            }),
            Self::And(all) => all.iter().all(|question| question.holds(text)),
            Self::Or(all) => all.iter().any(|question| question.holds(text)),
            Self::Not(question) => !question.holds(text),
        }
    }

    /// The stems and prefixes that a highlighted word may have been asked by.
    fn asked(&self, all: &mut Vec<Question>) {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|part| part.asked(all)),
            Self::Not(_) => {}
            Self::Phrase(words) => all.extend(words.iter().cloned().map(Self::Word)),
            Self::Near(one, other, _) => all.extend([Self::Word(one.clone()), Self::Word(other.clone())]),
            leaf => all.push(leaf.clone()),
        }
    }
}

/// Every word's form with its stem, those of its parts, and that of the whole verb whose particle stands apart.
fn analysed(text: &str) -> Vec<(String, Vec<String>)> {
    let mut analyser = Analyser::new();
    let analysis = analyser.analyse(text);
    let word = |token: &bloemlezer::text::Token| {
        let word = analyser.word(token.word);
        let whole = token.whole.map(|whole| analyser.word(whole).stem());
        let stems = std::iter::once(word.stem()).chain(word.parts()).chain(whole);
        (word.form().to_owned(), stems.map(str::to_owned).collect())
    };
    analysis.tokens.iter().map(word).collect()
}

fn stem_of(word: &str) -> String {
    analysed(word).remove(0).1.remove(0)
}

#[test]
fn a_word_finds_its_forms_and_the_compounds_it_is_part_of() {
    let texts =
        ["De ketensamenwerking hapert.", "Scholen werken niet samen.", "Er is samengewerkt.", "Samen."];
    let statements: Vec<_> =
        ["a", "b", "c", "d"].iter().zip(texts).map(|(id, text)| statement(id, text)).collect();
    let (_folder, index) = index_of(&statements);
    let found = |query: &str| {
        let request = SearchRequest { sort: Sort::Source, ..ask(query) };
        ids(&index.search(&request).unwrap())
    };
    assert_eq!(found("samenwerking"), found("samenwerken"));
    assert_eq!(found("samenwerking").replace(' ', ""), "abc");
    assert_eq!(found("\"de samenwerken hapert\""), "a");
    assert_eq!(found("ketensamenwerking"), "a");
    assert_eq!(found("=samenwerking"), "");
    assert_eq!(marked(&index, "samenwerken", "b"), "Scholen [werken] niet samen.");
}

const WORDS: [&str; 12] = [
    "wachttijd",
    "wachttijden",
    "wacht",
    "bus",
    "bussen",
    "de",
    "gemeente",
    "gemeenten",
    "niet",
    "zorg",
    "zorgen",
    "halte",
];

fn word() -> impl Strategy<Value = String> {
    prop::sample::select(WORDS.to_vec()).prop_map(str::to_owned)
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 0..9).prop_map(|words| words.join(" "))
}

fn question() -> impl Strategy<Value = Question> {
    let leaf = prop_oneof![
        4 => word().prop_map(Question::Word),
        1 => word().prop_map(Question::Exact),
        1 => prop::sample::select(vec!["wacht", "b", "zorg", "gemeenten"])
            .prop_map(|prefix| Question::Prefix(prefix.to_owned())),
        2 => prop::collection::vec(word(), 2..4).prop_map(Question::Phrase),
        1 => (word(), word(), 0_usize..3).prop_map(|(one, other, far)| Question::Near(one, other, far)),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Question::And),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Question::Or),
            inner.prop_map(|question| Question::Not(Box::new(question))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// The index finds exactly what looking through all texts finds, and marks only words that were asked for.
    #[test]
    fn the_index_agrees_with_reading_everything(
        texts in prop::collection::vec(text(), 1..12),
        questions in prop::collection::vec(question(), 12),
    ) {
        let mut statements: Vec<_> = texts.iter().map(|text| statement(text, text)).collect();
        statements.iter_mut().step_by(2).for_each(|statement| statement.kind = Kind::Wens);
        let (_folder, index) = index_of(&statements);
        for (turn, question) in questions.into_iter().enumerate() {
            let mut request = SearchRequest { limit: 100, ..ask(&question.written()) };
            if turn % 3 == 0 {
                request.filters.kind = values(&["wens"]);
            }
            let results = index.search(&request).unwrap();
            let found: Vec<_> = results.hits.iter().map(|hit| hit.statement.text.clone()).collect();
            let expected: Vec<_> = statements
                .iter()
                .filter(|statement| turn % 3 > 0 || statement.kind == Kind::Wens)
                .map(|statement| statement.text.clone())
                .filter(|text| question.holds(&analysed(text)))
                .collect();
            prop_assert_eq!(found, expected, "{}", question.written());
            let mut asked = Vec::new();
            question.asked(&mut asked);
            for hit in results.hits {
                check_highlights(&hit.highlights, &hit.statement.text, &asked)?;
            }
        }
    }

    /// Whatever is typed, the answer is a result or an error with a place in the query.
    #[test]
    fn no_query_makes_it_panic(queries in prop::collection::vec("[\"()=*\\-–&/ abNOTEARDîé\u{301}\u{1b}12'.:]{0,24}|\\PC{0,16}", 40)) {
        let (_folder, index) = index_of(&bus_lines());
        for query in queries {
            for result in [index.search(&ask(&query)).map(|_| ()), index.concordance(&ask(&query), 2).map(|_| ())] {
                if let Err(error) = result {
                    let IndexError::Query(error) = error else { panic!("{error}") };
                    prop_assert!((1..=query.chars().count() + 1).contains(&error.column));
                    prop_assert!(error.hint().is_some());
                }
            }
        }
    }
}

fn check_highlights(spans: &[Span], text: &str, asked: &[Question]) -> Result<(), TestCaseError> {
    prop_assert!(spans.iter().all(|span| span.start < span.end));
    prop_assert!(spans.last().is_none_or(|span| span.end as usize <= text.chars().count()));
    prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
    for span in spans {
        let word = analysed(span.cut(text));
        prop_assert_eq!(word.len(), 1);
        prop_assert!(asked.iter().any(|question| question.holds(&word)), "{}", span.cut(text));
    }
    Ok(())
}

/// Statements of few words and many lengths, so that many score alike and words follow each other often.
fn repetitive(count: usize) -> Vec<Statement> {
    let words = ["de", "bus", "halte", "wacht", "reiziger", "zorg", "buurt"];
    let mut state = 7_u64;
    let mut draw = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut all = Vec::with_capacity(count);
    for number in 0..count {
        let text: Vec<&str> =
            (0..1 + draw(12)).map(|_| words[draw(words.len()).min(draw(words.len()))]).collect();
        let mut own = statement(&format!("st-{number}"), &text.join(" "));
        own.kind = Kind::ALL[draw(3)];
        own.themes = ["wachten", "rijden", "betalen"][draw(3)..]
            .iter()
            .map(|code| theme(code))
            .skip(draw(2))
            .collect();
        own.section = section("2.17", "Halte").filter(|_| draw(3) > 0);
        own.document = format!("ronde/{}.txt", draw(4));
        all.push(own);
    }
    all
}

/// A search that passes over statements finds what one finds that looks at all of them.
#[test]
fn the_best_hits_are_the_first_of_all() {
    let (_folder, index) = index_of(&repetitive(3_000));
    let queries = [
        "bus",
        "de bus",
        "bus OR halte",
        "\"de bus\"",
        "\"de de\"",
        "\"bus de bus\"",
        "\"buurt zorg\"",
        "\"de bus\" OR halte",
        "\"de bus\" zorg",
        "NOT de",
        "bus NOT \"de bus\"",
        "wa*",
        "\"de wa*\"",
        "de NEAR/2 zorg",
        "=bus",
        "\"buurt buurt buurt\"",
        "fiets",
        "\"de fiets\"",
    ];
    for query in queries {
        let request = |limit, offset| SearchRequest {
            query: query.to_owned(),
            limit,
            offset,
            ..SearchRequest::default()
        };
        let all = index.search(&request(usize::MAX, 0)).unwrap();
        assert_eq!(all.hits.len(), all.total, "{query}");
        for (limit, offset) in [(0, 0), (1, 0), (10, 0), (7, 300), (2_000, 0)] {
            let page: Vec<_> = all.hits.iter().skip(offset).take(limit).cloned().collect();
            assert!(index.hits(&request(limit, offset)).unwrap() == page, "{query} {limit} {offset}");
            assert!(index.search(&request(limit, offset)).unwrap().hits == page, "{query} {limit} {offset}");
        }
    }
}

/// However many statements are counted, each value counts once in each.
#[test]
fn facets_count_every_hit() {
    let (_folder, index) = index_of(&repetitive(30_000));
    for query in ["de OR bus OR halte OR wacht OR reiziger", "buurt", "NOT fiets"] {
        let request =
            SearchRequest { query: query.to_owned(), limit: usize::MAX, ..SearchRequest::default() };
        let results = index.search(&request).unwrap();
        let with = |has: &dyn Fn(&Statement) -> bool| {
            results.hits.iter().filter(|hit| has(&hit.statement)).count() as u64
        };
        for facet in &results.facets.theme {
            let has = |own: &Statement| match facet.value.as_str() {
                "overig" => own.themes.is_empty(),
                code => own.themes.iter().any(|theme| theme.code == code),
            };
            assert_eq!(facet.count, with(&has), "{query} {facet:?}");
        }
        for facet in &results.facets.kind {
            assert_eq!(facet.count, with(&|own| own.kind.code() == facet.value), "{query} {facet:?}");
        }
        for facet in &results.facets.document {
            assert_eq!(facet.count, with(&|own| own.document == facet.value), "{query} {facet:?}");
        }
        for facet in &results.facets.section {
            assert_eq!(
                facet.count,
                with(&|own| own.section.is_some() == facet.title.is_some()),
                "{query} {facet:?}"
            );
        }
        assert_eq!((results.facets.section.len(), results.facets.document.len()), (2, 4), "{query}");
    }
}
