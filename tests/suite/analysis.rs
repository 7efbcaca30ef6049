//! Tests of analysis: counts and measures, against cases worked out by hand and against another implementation.

use bloemlezer::analysis::scores::{
    Coded, CodedTheme, Difference, GoldPlace, GoldStatement, Reliability, coding_differences, end_to_end,
    match_statements, parse_gold, places_without_statements, score_coding, score_statements,
    statement_differences, unknown_codes,
};
use bloemlezer::analysis::summarise;
use bloemlezer::model::{
    Codebook, Coder, Kind, KindSource, Localised, Section, Statement, Subtheme, Theme, ThemeCoding, Truncated,
};
use bloemlezer::text::ratio;
use insta::assert_snapshot;

fn statement(id: &str, document: &str, text: &str, themes: &[&str]) -> Statement {
    Statement {
        id: id.to_owned(),
        page: Some(1),
        column: Some(1),
        language: "nl".to_owned(),
        kind_score: 1.0,
        kind_source: KindSource::Rule,
        themes: themes.iter().map(|code| theme(code)).collect(),
        ..Statement::uncoded(document, text.to_owned())
    }
}

fn theme(code: &str) -> ThemeCoding {
    ThemeCoding {
        code: code.to_owned(),
        subtheme: None,
        score: 0.9,
        source: Coder::Rule,
        coder: None,
        evidence: Vec::new(),
    }
}

fn codebook() -> Codebook {
    let theme = |code: &str, subthemes: &[&str]| Theme {
        code: code.to_owned(),
        subthemes: subthemes
            .iter()
            .map(|code| Subtheme { code: (*code).to_owned(), label: Localised::default() })
            .collect(),
        ..Theme::default()
    };
    Codebook { themes: vec![theme("vervoer", &["bus", "trein"]), theme("groen", &[])], ..Codebook::default() }
}

fn section(number: &str, title: &str) -> Section {
    Section { number: Some(number.to_owned()), title: title.to_owned() }
}

#[test]
fn the_summary_counts_statements_records_respondents_and_groups() {
    let mut rows = vec![
        statement("st-1", "a.csv", "De bus rijdt niet.", &["vervoer"]),
        statement("st-2", "a.csv", "De bus rijdt niet!", &["vervoer"]),
        statement("st-3", "a.csv", "Meer bomen en treinen.", &["groen", "vervoer"]),
        statement("st-4", "b.csv", "Geen mening.", &[]),
        statement("st-5", "b.csv", "Niet voor publicatie.", &["groen"]),
    ];
    for (row, (record, respondent)) in rows.iter_mut().zip([
        ("1", "Jansen"),
        ("2", "jansen "),
        ("2", ""),
        ("1", "Bewoners"),
        ("9", "Geheim"),
    ]) {
        row.record = Some(record.to_owned());
        row.respondent = Some(respondent.to_owned());
    }
    rows[0].group = Some("st-1".to_owned());
    rows[1].group = Some("st-1".to_owned());
    rows[0].themes[0].subtheme = Some("bus".to_owned());
    rows[2].kind = Kind::Wens;
    rows[2].section = Some(section("4.1", "Wensen"));
    rows[3].reviewed = true;
    rows[4].public = false;

    let summary = summarise(&rows, &codebook());

    assert_snapshot!(serde_json::to_string_pretty(&summary).unwrap(), @r#"
    {
      "statements": 4,
      "records": 3,
      "respondents": 2,
      "groups_collapsed": 3,
      "uncoded": 1,
      "reviewed": 1,
      "conflicts": 0,
      "themes": [
        {
          "code": "vervoer",
          "statements": 3,
          "records": 2,
          "respondents": 1,
          "collapsed": 2,
          "by_kind": {
            "context": 0,
            "knelpunt": 2,
            "wens": 1
          },
          "by_subtheme": {
            "bus": 1,
            "trein": 0
          },
          "quotes": [
            "st-1",
            "st-2",
            "st-3"
          ]
        },
        {
          "code": "groen",
          "statements": 1,
          "records": 1,
          "respondents": 0,
          "collapsed": 1,
          "by_kind": {
            "context": 0,
            "knelpunt": 0,
            "wens": 1
          },
          "by_subtheme": {},
          "quotes": [
            "st-3"
          ]
        },
        {
          "code": "overig",
          "statements": 1,
          "records": 1,
          "respondents": 1,
          "collapsed": 1,
          "by_kind": {
            "context": 0,
            "knelpunt": 1,
            "wens": 0
          },
          "by_subtheme": {},
          "quotes": [
            "st-4"
          ]
        }
      ],
      "kinds": {
        "context": 0,
        "knelpunt": 3,
        "wens": 1
      },
      "sections": [
        {
          "number": null,
          "title": null,
          "statements": 3,
          "by_theme": {
            "groen": 0,
            "overig": 1,
            "vervoer": 2
          }
        },
        {
          "number": "4.1",
          "title": "Wensen",
          "statements": 1,
          "by_theme": {
            "groen": 1,
            "overig": 0,
            "vervoer": 1
          }
        }
      ],
      "documents": [
        {
          "document": "a.csv",
          "statements": 3,
          "by_theme": {
            "groen": 1,
            "overig": 0,
            "vervoer": 3
          }
        },
        {
          "document": "b.csv",
          "statements": 1,
          "by_theme": {
            "groen": 0,
            "overig": 1,
            "vervoer": 0
          }
        }
      ],
      "cooccurrence": [
        {
          "themes": [
            "vervoer",
            "groen"
          ],
          "statements": 1
        }
      ]
    }
    "#);
}

#[test]
fn a_code_the_codebook_lost_is_still_counted() {
    let rows = [statement("st-1", "a.txt", "Oud.", &["oud"])];
    let summary = summarise(&rows, &codebook());
    let counted: Vec<_> =
        summary.themes.iter().map(|theme| (theme.code.as_str(), theme.statements)).collect();
    assert_eq!(counted, [("vervoer", 0), ("groen", 0), ("oud", 1), ("overig", 0)]);
    assert_eq!(summary.uncoded, 0);
}

#[test]
fn likeness_agrees_with_another_implementation() {
    // Values of Python 3's difflib.SequenceMatcher(None, a, b, autojunk=False).ratio().
    for line in include_str!("../fixtures/analysis/difflib.jsonl").lines() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let (a, b) = (case["a"].as_str().unwrap(), case["b"].as_str().unwrap());
        let expected = case["ratio"].as_f64().unwrap();
        assert!((ratio(a, b) - expected).abs() < 1e-12, "{a} / {b}: {} for {expected}", ratio(a, b));
    }
}

fn gold(document: &str, text: &str, section: Option<Section>) -> GoldStatement {
    GoldStatement {
        file: "gold.jsonl".to_owned(),
        line: 1,
        place: GoldPlace::Document(document.to_owned()),
        text: text.to_owned(),
        section,
        column: None,
        kind: Kind::Knelpunt,
        themes: Vec::new(),
        primary: "overig".to_owned(),
        truncated: Truncated::No,
    }
}

const LONG: &str = "De bus rijdt op zondag niet meer naar de dorpen buiten de ring van de stad.";

#[test]
fn statements_are_paired_exactly_then_nearly_and_once() {
    let gold = [
        gold("p1.txt", "De bus rijdt niet.", None),
        gold("p1.txt", "De bus rijdt niet.", None),
        gold("p1.txt", LONG, Some(section("2.1", "Vervoer en meer"))),
        gold("p1.txt", "Nergens te vinden, deze zin.", None),
        gold("p2.txt", "Alleen op de andere pagina.", None),
    ];
    let near = LONG.replace("ring", "rand");
    let mut found = [
        statement("st-a", "map/p1.txt", &near, &[]),
        statement("st-b", "map/p1.txt", "de Bus, rijdt NIET", &[]),
        statement("st-c", "map/p1.txt", "Alleen op de andere pagina.", &[]),
        statement("st-d", "map/p3.txt", "Van een pagina zonder gold.", &[]),
    ];
    found[0].section = Some(section("2.1", "vervoer en meer."));

    let matching = match_statements(&gold, &found);
    let pairs: Vec<_> = matching.pairs.iter().map(|pair| (pair.gold, pair.found, pair.exact)).collect();
    assert_eq!(pairs, [(0, 1, true), (2, 0, false)]);
    assert_eq!((matching.missed.as_slice(), matching.extra.as_slice()), (&[1, 3, 4][..], &[2][..]));

    let absent = places_without_statements(&gold, &found);
    assert_eq!(absent, [GoldPlace::Document("p2.txt".to_owned())]);

    let scores = score_statements(&gold, &found, &matching);
    assert_eq!((scores.gold, scores.found), (5, 3));
    // Exact: one of 3 found and of 5 gold is right. Near: two are.
    assert_eq!((scores.exact.precision, scores.exact.recall), (1.0 / 3.0, 0.2));
    assert_eq!((scores.exact.f1, scores.near.f1), (0.25, 0.5));
    assert_eq!((scores.sections.right, scores.sections.of), (2, 2));
    assert!(scores.near.interval.low < 0.5 && scores.near.interval.high > 0.5);

    let differences = statement_differences(&gold, &found, &matching);
    let missed: Vec<_> = differences
        .iter()
        .filter_map(|difference| match difference {
            Difference::Missed { text, nearest, .. } => {
                Some((text.as_str(), nearest.as_ref().map(|nearest| nearest.id.as_str())))
            }
            _ => None,
        })
        .collect();
    assert_eq!(
        missed,
        [
            ("De bus rijdt niet.", Some("st-b")),
            ("Nergens te vinden, deze zin.", Some("st-c")),
            ("Alleen op de andere pagina.", None),
        ]
    );
    assert_eq!(differences.len(), 5, "{differences:?}");
}

#[test]
fn what_was_said_twice_is_paired_by_its_place() {
    let texts = ["Eerste.", "Geen mening.", "Tweede.", "Derde.", "Geen mening.", "Vierde.", "Geen mening."];
    let gold = texts.map(|text| gold("p.txt", text, None));
    let found: Vec<Statement> =
        [0, 2, 3, 4, 5, 6].map(|place| statement("st", "p.txt", texts[place], &[])).into();
    let matching = match_statements(&gold, &found);
    assert_eq!(matching.missed, [1]);
    assert_eq!((matching.found_of(4), matching.found_of(6)), (Some(3), Some(5)));
    let more = ["Geen mening.", "Eerste.", "Tweede.", "Geen mening.", "Derde."];
    let found = more.map(|text| statement("st", "p.txt", text, &[]));
    let gold = ["Eerste.", "Tweede.", "Geen mening.", "Derde."].map(|text| self::gold("p.txt", text, None));
    assert_eq!(match_statements(&gold, &found).extra, [0]);
}

#[test]
fn near_means_95_in_100() {
    let gold = [gold("p.txt", &"a".repeat(95), None)];
    let just = format!("{}{}", "a".repeat(95), "b".repeat(10));
    let too_far = format!("{}{}", "a".repeat(95), "b".repeat(11));
    assert_eq!(match_statements(&gold, &[statement("st-1", "p.txt", &just, &[])]).pairs.len(), 1);
    assert_eq!(match_statements(&gold, &[statement("st-1", "p.txt", &too_far, &[])]).pairs.len(), 0);
}

#[test]
fn table_gold_is_paired_by_record() {
    let gold =
        parse_gold("g.jsonl", r#"{"id": "7", "text": "De bus.", "kind": "wens", "themes": ["vervoer"]}"#)
            .unwrap();
    let mut found =
        [statement("st-1", "a.csv", "De bus.", &[]), statement("st-2", "a.csv", "De bus.", &["vervoer"])];
    found[0].record = Some("6".to_owned());
    found[1].record = Some("7".to_owned());
    let matching = match_statements(&gold, &found);
    assert_eq!(matching.found_of(0), Some(1));
    assert_eq!(matching.extra, [0_usize; 0]);
    let scores = score_statements(&gold, &found, &matching);
    assert_eq!(scores.sections.of, 0, "tables have no headings");
}

/// Four statements: gold vervoer / vervoer+groen / groen / none against found vervoer / vervoer / vervoer+groen / groen.
fn coded_case() -> (Vec<GoldStatement>, Vec<Coded>) {
    let gold = [
        (&["vervoer"][..], Kind::Knelpunt),
        (&["vervoer", "groen"], Kind::Knelpunt),
        (&["groen"], Kind::Wens),
        (&[], Kind::Context),
    ];
    let gold = gold.map(|(themes, kind)| GoldStatement {
        themes: themes.iter().map(|code| (*code).to_owned()).collect(),
        primary: themes.first().copied().unwrap_or("overig").to_owned(),
        kind,
        ..gold_text()
    });
    let coded = [
        (&["vervoer"][..], Some(Kind::Knelpunt)),
        (&["vervoer"], Some(Kind::Wens)),
        (&["vervoer", "groen"], Some(Kind::Wens)),
        (&["groen"], None),
    ];
    let coded = coded.map(|(themes, kind)| coded_as(kind, themes));
    (gold.to_vec(), coded.to_vec())
}

fn coded_as(kind: Option<Kind>, themes: &[impl AsRef<str>]) -> Coded {
    let theme =
        |code| CodedTheme { code: AsRef::<str>::as_ref(code).to_owned(), score: 0.9, words: Vec::new() };
    Coded { kind, kind_score: 0.9, kind_words: Vec::new(), themes: themes.iter().map(theme).collect() }
}

fn gold_text() -> GoldStatement {
    gold("p.txt", "Tekst.", None)
}

fn themes() -> Vec<String> {
    ["vervoer", "groen", "lucht"].map(str::to_owned).to_vec()
}

#[test]
fn coding_scores_are_those_worked_out_by_hand() {
    let (gold, coded) = coded_case();
    let scores = score_coding(&gold, &coded, &themes());
    // vervoer: 2 right, 1 wrong, 0 missed. groen: 1 right, 1 wrong, 1 missed. lucht: 0/0.
    let f1: Vec<_> = scores.themes.iter().map(|theme| theme.score.f1).collect();
    assert_eq!(f1, [0.8, 0.5, 0.0]);
    assert_eq!(
        (scores.micro.true_positives, scores.micro.false_positives, scores.micro.false_negatives),
        (3, 2, 1)
    );
    assert!((scores.micro.f1 - 6.0 / 9.0).abs() < 1e-12);
    assert!((scores.macro_f1.value - 1.3 / 3.0).abs() < 1e-12);
    // Primary right: the first two. Kind right: the first and the third.
    assert_eq!((scores.primary.right, scores.kind.right, scores.kind.of), (2, 2, 4));
    // knelpunt: 1 right, 1 missed. wens: 1 right, 1 wrong. context: 1 missed.
    let kinds: Vec<_> = scores.kinds.iter().map(|kind| kind.score.f1).collect();
    assert_eq!(kinds, [2.0 / 3.0, 2.0 / 3.0, 0.0]);
    let confusion: Vec<_> =
        scores.confusion.iter().map(|cell| (cell.gold, cell.found, cell.statements)).collect();
    assert_eq!(
        confusion,
        [
            (Kind::Knelpunt, Some(Kind::Knelpunt), 1),
            (Kind::Knelpunt, Some(Kind::Wens), 1),
            (Kind::Wens, Some(Kind::Wens), 1),
            (Kind::Context, None, 1),
        ]
    );
    let primary: Vec<_> = scores.theme_confusion.iter().map(|cell| (&*cell.gold, &*cell.found)).collect();
    let expected = [("vervoer", "vervoer"), ("groen", "vervoer"), ("overig", "groen")];
    assert_eq!(primary, expected);
    // Themes found: 3 of 5 right, each scored 0.9. Kinds: 2 of 3, the missed statement has none.
    let error =
        |reliability: &Reliability| (reliability.codes, (reliability.calibration_error * 1e6).round());
    assert_eq!(error(&scores.theme_reliability), (5, 300_000.0));
    assert_eq!(error(&scores.kind_reliability), (3, 233_333.0));
    for interval in [scores.micro.interval, scores.macro_f1.interval, scores.kind.interval] {
        assert!(interval.low < interval.high, "{interval:?}");
    }
    assert!(scores.micro.interval.low <= scores.micro.f1 && scores.micro.f1 <= scores.micro.interval.high);
    assert_eq!(scores, score_coding(&gold, &coded, &themes()), "the same data, the same intervals");
}

#[test]
fn coding_differences_name_themes_and_kinds() {
    let (gold, coded) = coded_case();
    let differences = coding_differences(&gold, &coded);
    let kinds = differences.iter().filter(|difference| matches!(difference, Difference::Kind { .. }));
    let themes = differences.iter().filter(|difference| matches!(difference, Difference::Themes { .. }));
    assert_eq!((themes.count(), kinds.count()), (2, 1), "{differences:?}");
}

#[test]
fn a_perfect_coder_scores_one_with_no_spread() {
    let (gold, _) = coded_case();
    let coded: Vec<_> = gold.iter().map(|gold| coded_as(Some(gold.kind), &gold.themes)).collect();
    let scores = score_coding(&gold, &coded, &themes()[..2]);
    assert_eq!((scores.micro.f1, scores.micro.interval.low), (1.0, 1.0));
    assert!(coding_differences(&gold, &coded).is_empty());
}

#[test]
fn missed_gold_counts_as_uncoded_and_of_no_kind() {
    let gold = [
        GoldStatement {
            themes: vec!["vervoer".to_owned()],
            primary: "vervoer".to_owned(),
            ..gold("p.txt", "De bus rijdt niet.", None)
        },
        gold("p.txt", "Dit staat er niet.", None),
    ];
    let found = [statement("st-1", "p.txt", "De bus rijdt niet.", &["vervoer"])];
    let matching = match_statements(&gold, &found);
    let coded = end_to_end(&gold, &found, &matching);
    assert_eq!(coded, [Coded::of(&found[0]), Coded::default()]);
    let scores = score_coding(&gold, &coded, &themes());
    assert_eq!((scores.kind.right, scores.primary.right, scores.statements), (1, 2, 2));
}

#[test]
fn gold_is_read_with_sections_columns_and_defaults() {
    let text = concat!(
        r#"{"doc": "p.txt", "n": 1, "text": "Eén.", "section": "2.23 Te weinig bussen", "column": "R", "#,
        r#""truncated": "end", "kind": "wens", "themes": ["groen", "vervoer"], "primary": "vervoer"}"#,
        "\n\n",
        r#"{"id": 12, "text": "Twee.", "column": 3, "kind": "context", "themes": [], "noot": "twijfel"}"#,
    );
    let gold = parse_gold("g.jsonl", text).unwrap();
    assert_eq!(gold[0].section, Some(section("2.23", "Te weinig bussen")));
    assert_eq!(
        (gold[0].column, gold[0].truncated, gold[0].primary.as_str()),
        (Some(2), Truncated::End, "vervoer")
    );
    assert_eq!((gold[1].line, gold[1].primary.as_str()), (3, "overig"));
    assert_eq!(gold[1].place, GoldPlace::Record("12".to_owned()));
}

#[test]
fn bad_gold_is_refused_with_file_line_and_hint() {
    let text = concat!(
        "{\"id\": \"1\", \"text\": \"x\", \"kind\": \"knelpnt\", \"themes\": []}\n",
        "{\"id\": \"2\", \"kind\": \"wens\", \"themes\": []}\n",
        "{\"text\": \"x\", \"kind\": \"wens\", \"themes\": []}\n",
        "{\"id\": \"4\", \"text\": \"x\", \"kind\": \"wens\", \"themes\": [\"groen\"], \"primary\": \"vervoer\"}\n",
        "{\"id\": \"5\"\n",
    );
    let error = parse_gold("g.jsonl", text).unwrap_err();
    assert_snapshot!(error, @"
    g.jsonl, line 1: `knelpnt` is no kind
    g.jsonl, line 2: not a gold statement: missing field `text` (column 41)
    g.jsonl, line 3: neither `doc` nor `id`
    g.jsonl, line 4: the primary theme `vervoer` is not among the themes
    g.jsonl, line 5: not a gold statement: EOF while parsing an object (column 10)
    ");
    assert_eq!(error.faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    assert!(error.hint().is_some());
    assert!(parse_gold("g.jsonl", "\n").is_err());

    let gold =
        parse_gold("g.jsonl", r#"{"id": "1", "text": "x", "kind": "wens", "themes": ["groem"]}"#).unwrap();
    assert_eq!(
        unknown_codes(&gold, &themes())[0].to_string(),
        "g.jsonl, line 1: no theme of the codebook: groem"
    );
}

#[test]
fn the_gold_of_the_sample_can_be_read() {
    let files = [
        ("000", include_str!("../gold/000_4f822fb1c3a73464.jsonl"), 24),
        ("002", include_str!("../gold/002_46c8edd235df9d87.jsonl"), 26),
        ("004", include_str!("../gold/004_ee23d4598aa3b7da.jsonl"), 23),
    ];
    for (name, text, statements) in files {
        assert_eq!(parse_gold(name, text).unwrap().len(), statements, "{name}");
    }
    assert!(parse_gold("open.jsonl", include_str!("../gold/open.jsonl")).unwrap().len() > 500);
}
