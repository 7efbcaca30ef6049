//! Tests of `taxonomy check` on small taxonomies: what collides, can't match or adds nothing, and what patterns do in a corpus.

#![expect(clippy::unwrap_used, reason = "helpers of tests may unwrap as tests do")]

use std::time::Instant;

use bloemlezer::codebook::{Owner, Passage, PatternUse, Taxonomy, Usage, check, shared_patterns, usage};
use bloemlezer::coding::{self, CodingInput};
use bloemlezer::model::Kind;
use bloemlezer::text::Analyser;

use super::cli::Sandbox;

/// A theme with these lists, as TOML.
fn theme(code: &str, lists: &str) -> String {
    format!(
        "[[themes]]\ncode = \"{code}\"\nlabel = {{ nl = \"Een\", en = \"One\" }}\ndefinition = {{ nl = \"Iets.\", en = \"Some.\" }}\n\
         colour = \"#333333\"\n{lists}\n"
    )
}

/// Line 8 has the lists of the first theme; those of the second and what comes after follow.
fn two_themes(first: &str, second: &str, after: &str) -> String {
    format!("name = \"twee\"\nversion = \"1\"\n{}{}{after}", theme("geld", first), theme("tijd", second))
}

fn taxonomy(toml: &str) -> Taxonomy {
    Taxonomy::parse("twee.toml", toml).unwrap()
}

fn found(toml: &str) -> String {
    check(&taxonomy(toml)).iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn used(toml: &str, texts: &[&str]) -> Usage {
    let passages: Vec<Passage<'_>> = texts.iter().map(|text| Passage { text, titles: Vec::new() }).collect();
    usage(&taxonomy(toml), &passages)
}

fn of<'u>(usage: &'u Usage, pattern: &str) -> &'u PatternUse {
    usage.patterns.iter().find(|used| used.pattern == pattern).unwrap()
}

#[test]
fn a_pattern_stands_in_one_place_alone() {
    let kinds = "[kinds.knelpunt]\npatterns = [\"ontbreekt\", \"lastig\"]\nexclusions = [\"lastig\"]\n[kinds.wens]\npatterns = [\"ontbreekt\"]\n";
    let toml = two_themes(
        "patterns = [\"budget\", \"tekort  aan\", \"rekening\"]\nproblems = [\"budget\"]",
        "patterns = [\"Tekort aan\", \"wachttijd\"]\nhints = [\"rekening\"]\nexclusions = [\"wachttijd\", \"budget\"]",
        kinds,
    );
    insta::assert_snapshot!(found(&toml), @r##"
    9:13: pattern `budget` already stands on line 8
    15:27: pattern `wachttijd` can never count: it is excluded on line 17
    20:15: this excludes the pattern `lastig` on line 19, which can never count
    22:13: pattern `ontbreekt` speaks for `knelpunt` on line 19 and for `wens` here
    "##);
}

#[test]
fn a_pattern_under_two_themes_is_no_mistake_but_listed() {
    let toml = two_themes(
        "patterns = [\"budget\", \"tekort  aan\"]\nhints = [\"rekening\"]",
        "patterns = [\"Tekort aan\", \"uren\"]\nhints = [\"rekening\", \"budget >3 uren\"]",
        "",
    );
    assert_eq!(found(&toml), "");
    let shared = shared_patterns(&taxonomy(&toml)).into_iter();
    let listed: Vec<_> = shared.map(|shared| (shared.pattern, shared.themes)).collect();
    let both = |one, other| vec![("geld".to_owned(), one), ("tijd".to_owned(), other)];
    assert_eq!(listed, [("tekort  aan".to_owned(), both(8, 15)), ("rekening".to_owned(), both(9, 16))]);
}

#[test]
fn what_is_denied_may_still_say_a_little() {
    let found = |first: &str| found(&two_themes(first, "patterns = [\"uren\"]", ""));
    assert_eq!(found("problems = [\"tekort\"]\nhints = [\"tekort\"]"), "");
    insta::assert_snapshot!(found("patterns = [\"tekort\"]\nhints = [\"tekort\"]"), @"9:10: pattern `tekort` already stands on line 8");
}

#[test]
fn an_exclusion_for_all_themes_voids_a_pattern_and_one_of_another_theme_does_not() {
    let toml = two_themes("patterns = [\"budget\"]", "patterns = [\"uren\"]\nexclusions = [\"budget\"]", "");
    assert_eq!(found(&toml), "");
    let toml = toml.replace("version = \"1\"\n", "version = \"1\"\nexclusions = [\"budget\"]\n");
    insta::assert_snapshot!(found(&toml), @r##"
    9:13: pattern `budget` can never count: it is excluded on line 3
    16:15: pattern `budget` already stands on line 3
    "##);
}

#[test]
fn nothing_stands_before_the_beginning_of_a_sentence_or_after_its_end() {
    let patterns =
        |patterns: &str| found(&two_themes(&format!("patterns = [{patterns}]"), "hints = [\"uren\"]", ""));
    assert_eq!(patterns("\"^ geld >3 tijd $\"").lines().count(), 0);
    assert_eq!(patterns("\"geld ~3 ^ tijd\", \"(^ geld | potje) >2 tijd\", \"[heel] (^ veel) geld\""), "");
    insta::assert_snapshot!(patterns("\"geld >3 ^ tijd\", \"geld $ >>3 tijd\", \"veel (^ geld | ^ tijd)\", \"^ geld ~3 ^ tijd\", \"potje AND geld >3 ^ uren\""), @r##"
    8:13: pattern `geld >3 ^ tijd` can match nothing
    8:31: pattern `geld $ >>3 tijd` can match nothing
    8:50: pattern `veel (^ geld | ^ tijd)` can match nothing
    8:76: pattern `^ geld ~3 ^ tijd` can match nothing
    8:96: pattern `potje AND geld >3 ^ uren` can match nothing
    "##);
}

#[test]
fn words_that_no_text_has_are_told() {
    let toml = two_themes(
        "patterns = [\"'s avonds\", \"auto's\", \"{nachten}\"]",
        "hints = [\"*tafel'\", \"=Één\"]",
        "",
    );
    let toml = toml.replace("version = \"1\"\n", "version = \"1\"\n[sets]\nnachten = [\"'s nachts\"]\n");
    let told: Vec<String> =
        found(&toml).lines().filter(|line| line.contains("no text")).map(str::to_owned).collect();
    insta::assert_snapshot!(told.join("\n"), @r##"
    4:12: in pattern `'s nachts`: no text has the word `'s`
    10:13: in pattern `'s avonds`: no text has the word `'s`
    16:10: in pattern `*tafel'`: no text has the word `*tafel'`
    "##);
}

#[test]
fn a_single_word_that_a_broader_pattern_of_the_same_list_covers_adds_nothing() {
    let found = |first: &str| found(&two_themes(first, "patterns = [\"tijd*\"]", ""));
    insta::assert_snapshot!(
        found("patterns = [\"financ*\", \"financieel\", \"(=financiering | financiën)\", \"*kosten*\", \"zorgkosten*\", \"gemeente\", \"=gemeenten\", \"gemeentes\"]"),
        @r##"
    8:24: pattern `financieel` adds nothing to `financ*` on line 8
    8:38: pattern `(=financiering | financiën)` adds nothing to `financ*` on line 8
    8:81: pattern `zorgkosten*` adds nothing to `*kosten*` on line 8
    8:108: pattern `=gemeenten` adds nothing to `gemeente` on line 8
    8:122: pattern `gemeentes` adds nothing to `gemeente` on line 8
    "##
    );
    insta::assert_snapshot!(found("patterns = [\"+opvang\", \"opvang\", \"=nachtopvang\", \"opvang*\"]"), @r##"
    8:24: pattern `opvang` adds nothing to `+opvang` on line 8
    8:34: pattern `=nachtopvang` adds nothing to `+opvang` on line 8
    "##);
    // What takes evidence away does so in any order.
    insta::assert_snapshot!(
        found("patterns = [\"budget\"]\nexclusions = [\"financieel\", \"financ*\"]"),
        @"9:15: pattern `financieel` adds nothing to `financ*` on line 9"
    );
    // Another list, more weight, more words, or a word that the broader one lacks.
    assert_eq!(found("patterns = [\"financ*\", \"tijdig\"]\nproblems = [\"financieel\"]"), "");
    assert_eq!(found("patterns = [{ pattern = \"financ*\", weight = 0.5 }, \"financieel\"]"), "");
    assert_eq!(
        found(
            "patterns = [\"financ*\", \"financieel gezien\", \"(financieel | geld)\", \"financieel NOT geld\"]"
        ),
        ""
    );
    assert_eq!(found("patterns = [\"*kosten\", \"kostenpost\", \"*schot\", \"schot*\"]"), "");
}

#[test]
fn whoever_removes_what_adds_nothing_changes_no_score() {
    let scores = |patterns: &str, text: &str| {
        let taxonomy = taxonomy(&two_themes(&format!("hints = [{patterns}]"), "patterns = [\"uren\"]", ""));
        let input = CodingInput { text, section: None, chapter_kind: None, question: None };
        coding::code(&taxonomy, &mut Analyser::new(), &[input])
    };
    let text = "Financieel gezien is de financiering te krap.";
    assert_eq!(scores("\"financ*\", \"financieel\"", text)[0].themes, scores("\"financ*\"", text)[0].themes);
    // Before its equal a narrow pattern counts by itself, and two hints are enough.
    let earlier = "\"financieel\", \"financ*\"";
    assert_ne!(scores(earlier, text)[0].themes, scores("\"financ*\"", text)[0].themes);
    assert_eq!(found(&two_themes(&format!("hints = [{earlier}]"), "patterns = [\"uren\"]", "")), "");
}

#[test]
fn patterns_are_counted_with_what_they_alone_say() {
    let rest = "[kinds.wens]\npatterns = [\"moet\"]\nheadings = [\"wensen\"]\n";
    let toml = two_themes(
        "patterns = [\"budget\", \"geld\", \"potje\"]\nexclusions = [\"tijd is geld\"]",
        "patterns = [\"wachten\"]",
        rest,
    );
    let texts = [
        "Er is geen budget en geen geld.",
        "Geld, geld, geld.",
        "Tijd is geld.",
        "Wij moeten wachten op geld.",
    ];
    let usage = used(&toml, &texts);
    assert_eq!(usage.statements, 4);
    let counts = |pattern: &str| (of(&usage, pattern).statements, of(&usage, pattern).alone);
    assert_eq!(counts("budget"), (1, Some(0)));
    // Once in each statement; what an exclusion takes away is matched, but speaks for nothing.
    assert_eq!(counts("geld"), (4, Some(2)));
    assert_eq!(counts("wachten"), (1, Some(1)));
    assert_eq!(counts("tijd is geld"), (1, None));
    assert_eq!(counts("moet"), (1, Some(1)));
    assert_eq!(counts("wensen"), (0, None));
    let silent: Vec<&str> = usage.silent().map(|used| used.pattern.as_str()).collect();
    assert_eq!(silent, ["potje", "wensen"]);
    assert_eq!(of(&usage, "moet").owner, Owner::Kind(Kind::Wens));
    let lines: Vec<u32> = usage.patterns.iter().map(|used| used.line).collect();
    assert!(lines.is_sorted(), "{lines:?}");
}

#[test]
fn patterns_for_headings_are_tried_on_headings_and_questions() {
    let toml = two_themes(
        "patterns = [\"geld\"]",
        "patterns = [\"uren\"]",
        "[kinds.wens]\nheadings = [\"wensen\"]\n",
    );
    let passage = |titles: &[&'static str]| Passage { text: "Wensen genoeg.", titles: titles.to_vec() };
    let passages = [passage(&["Wensen"]), passage(&["Geld", "Wat zijn uw wensen?"]), passage(&[])];
    let usage = usage(&taxonomy(&toml), &passages);
    assert_eq!(of(&usage, "wensen").statements, 2);
    assert_eq!(of(&usage, "geld").statements, 0);
}

#[test]
fn a_pattern_that_nearly_all_say_is_a_finding_from_fifty_statements_on() {
    let toml =
        two_themes("patterns = [\"geld\"]", "patterns = [\"uren\"]", "[negation]\nbefore = [\"=geen\"]\n");
    let mut texts = vec!["Er is geen plan."; 33];
    texts.extend(["Meer geld."; 16]);
    assert!(used(&toml, &texts).findings().is_empty());
    texts.push("Het geld is op.");
    let findings = used(&toml, &texts).findings();
    let told: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["8:13: pattern `geld` matches 17 of the 50 statements"]);
    texts.extend(["Niets."; 10]);
    assert!(used(&toml, &texts).findings().is_empty(), "17 of 60 is less than three in ten");
}

#[test]
fn a_thousand_statements_are_quickly_tried() {
    let taxonomy = Taxonomy::embedded();
    let texts: Vec<String> = (0..1_000)
        .map(|number| format!("Er is te weinig personeel voor plan {number}, en de wachtlijst groeit."))
        .collect();
    let passages: Vec<Passage<'_>> = texts.iter().map(|text| Passage { text, titles: Vec::new() }).collect();
    let start = Instant::now();
    let counted = usage(&taxonomy, &passages);
    assert!(check(&taxonomy).len() < taxonomy.pattern_count());
    assert_eq!(counted.statements, 1_000);
    // Takes a quarter of a second; the rest is for busy machines and builds without optimisation.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

/// A sandbox with a small taxonomy and a table of responses.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    let toml = two_themes(
        "patterns = [\"geld\", \"subsidie\"]",
        "patterns = [\"wacht*\"]",
        "[kinds.wens]\npatterns = [\"moet\"]\n",
    );
    sandbox.write("taxonomy/knelpunten.toml", toml);
    sandbox.write(
        "corpus/reacties.csv",
        "id,reactie\n1,Wij wachten op geld.\n2,Er moet geld bij.\n3,Het wachten duurt lang.\n4,Niets.\n",
    );
    sandbox
}

#[test]
fn the_corpus_is_looked_at_where_there_is_one() {
    let sandbox = sandbox();
    let answer = sandbox.run(&["taxonomy", "check"]).expect_status(0);
    assert_eq!(answer.stderr, "");
    insta::assert_snapshot!(answer.stdout, @r##"
    1 of 4 patterns match none of 4 statements; --unused lists them
    taxonomy/knelpunten.toml: no findings
    "##);
    let answer = sandbox.run(&["taxonomy", "check", "--patterns", "--overlap"]).expect_status(0);
    insta::assert_snapshot!(answer.stdout, @r##"
    statements  alone   line  for   pattern
             2      2      8  geld  geld
             2      2     14  tijd  wacht*
             1      1     16  wens  moet
             0      0      8  geld  subsidie

    Statements with both themes, and their share of those with either
          geld         tijd
    geld  2
    tijd  1 (0.33)     2

    1 of 4 patterns match none of 4 statements
    taxonomy/knelpunten.toml: no findings
    "##);
}

#[test]
fn patterns_under_two_themes_are_counted_and_listed() {
    let sandbox = sandbox();
    sandbox.write(
        "taxonomy/knelpunten.toml",
        two_themes("patterns = [\"geld\"]", "hints = [\"geld\", \"wacht*\"]", ""),
    );
    let run = |args: &[&str]| sandbox.run(&[&["taxonomy", "check"], args].concat()).expect_status(0).stdout;
    let counted = "1 pattern stands under more than one theme; --overlap shows it\n";
    assert!(run(&[]).contains(counted));
    let listed = run(&["--overlap"]);
    assert!(!listed.contains(counted));
    let (_, listed) = listed.split_once("Patterns that stand under more than one theme\n").unwrap();
    assert!(listed.starts_with("geld: geld (line 8), tijd (line 14)\n"), "{listed}");
    let json = run(&["--overlap", "--format", "json"]);
    let shared = r#"{"type":"shared","pattern":"geld","themes":["geld","tijd"],"lines":[8,14]}"#;
    assert!(json.lines().any(|line| line == shared), "{json}");
}

#[test]
fn counts_come_as_json_lines_and_as_tables() {
    let sandbox = sandbox();
    let run = |args: &[&str]| sandbox.run(&[&["taxonomy", "check"], args].concat()).expect_status(0).stdout;
    insta::assert_snapshot!(run(&["--patterns", "--overlap", "--format", "json"]), @r##"
    {"type":"pattern","line":8,"column":13,"role":"theme","code":"geld","subtheme":null,"pattern":"geld","weight":0.85,"statements":2,"alone":2,"judged":0,"right":0,"precision":null}
    {"type":"pattern","line":8,"column":21,"role":"theme","code":"geld","subtheme":null,"pattern":"subsidie","weight":0.85,"statements":0,"alone":0,"judged":0,"right":0,"precision":null}
    {"type":"pattern","line":14,"column":13,"role":"theme","code":"tijd","subtheme":null,"pattern":"wacht*","weight":0.85,"statements":2,"alone":2,"judged":0,"right":0,"precision":null}
    {"type":"pattern","line":16,"column":13,"role":"kind","code":"wens","subtheme":null,"pattern":"moet","weight":0.85,"statements":1,"alone":1,"judged":0,"right":0,"precision":null}
    {"type":"overlap","themes":["geld","tijd"],"both":1,"either":3,"jaccard":0.3333}
    {"type":"summary","total":0,"statements":4,"patterns":4,"silent":1,"judged":0}
    "##);
    insta::assert_snapshot!(run(&["--patterns", "--format", "csv"]), @r##"
    line,column,role,code,subtheme,pattern,weight,statements,alone,judged,right,precision
    8,13,theme,geld,,geld,0.85,2,2,0,0,
    8,21,theme,geld,,subsidie,0.85,0,0,0,0,
    14,13,theme,tijd,,wacht*,0.85,2,2,0,0,
    16,13,kind,wens,,moet,0.85,1,1,0,0,
    "##);
    insta::assert_snapshot!(run(&["--overlap", "--format", "csv"]), @r##"
    theme,other,both,either,jaccard
    geld,tijd,1,3,0.3333
    "##);
    let answer =
        sandbox.run(&["taxonomy", "check", "--patterns", "--overlap", "--format", "csv"]).expect_status(2);
    assert!(answer.stderr.contains("hint: leave out --patterns, --unused or --overlap"), "{}", answer.stderr);
}

#[test]
fn corpora_and_gold_are_named_or_found() {
    let sandbox = sandbox();
    let gold = "{\"id\": \"a1\", \"text\": \"Subsidie ontbreekt.\", \"kind\": \"knelpunt\", \"themes\": [\"geld\"]}\n\
                {\"id\": \"a2\", \"text\": \"Niets.\", \"kind\": \"context\", \"themes\": []}\n";
    sandbox.write("gold.jsonl", gold);
    sandbox.write("elders/een.csv", "reactie\nGeld.\n");
    sandbox.write("leeg/x.bin", "");
    let told = |args: &[&str]| sandbox.run(&[&["taxonomy", "check"], args].concat());
    let line = |args: &[&str]| told(args).expect_status(0).stdout.lines().next().unwrap().to_owned();
    assert_eq!(line(&["--gold", "gold.jsonl"]), "0 of 4 patterns match none of 5 statements");
    assert_eq!(
        line(&["--corpus", "elders"]),
        "3 of 4 patterns match none of 1 statement; --unused lists them"
    );
    assert!(told(&["--corpus", "weg"]).expect_status(2).stderr.contains("weg"));
    assert!(told(&["--gold", "weg.jsonl"]).expect_status(2).stderr.contains("weg.jsonl"));
    sandbox.write("bloemlezer.toml", "corpus = [\"elders\"]\n");
    assert_eq!(line(&[]), "3 of 4 patterns match none of 1 statement; --unused lists them");
    sandbox.write("bloemlezer.toml", "corpus = [\"er-is-er-geen\"]\n");
    assert_eq!(line(&[]), "taxonomy/knelpunten.toml: no findings");
    let refused = told(&["--patterns"]).expect_status(2).stderr;
    assert!(refused.contains("hint: name a corpus with --corpus"), "{refused}");
    sandbox.write("bloemlezer.toml", "corpus = [\"leeg\"]\n");
    assert_eq!(line(&[]), "taxonomy/knelpunten.toml: no findings");
}

#[test]
fn what_nearly_all_say_makes_the_check_fail() {
    let sandbox = sandbox();
    let rows: String = (0..60).map(|number| format!("Reactie {number} gaat over geld.\n")).collect();
    sandbox.write("corpus/reacties.csv", format!("reactie\n{rows}"));
    let answer = sandbox.run(&["taxonomy", "check"]).expect_status(1);
    insta::assert_snapshot!(answer.stdout, @r##"
    taxonomy/knelpunten.toml:8:13: pattern `geld` matches 60 of the 60 statements
      hint: what more than 30 % of all statements say tells little: narrow it
    3 of 4 patterns match none of 60 statements; --unused lists them
    1 finding
    "##);
}

#[test]
fn a_version_that_the_changelog_does_not_tell_of() {
    let lists = "patterns = [\"geld\"]";
    let told = |version: &str| {
        let entry = "[[changelog]]\nversion = \"1\"\ndate = \"2026-03-01\"\nchanges = [\"Eerste.\"]\n";
        let taxonomy = two_themes(lists, "patterns = [\"wacht*\"]", "");
        let (top, rest) = taxonomy.split_once("version = \"1\"\n").unwrap();
        found(&format!("{top}version = \"{version}\"\n{entry}{rest}"))
    };
    assert_eq!(told("1"), "");
    assert!(told("2").contains("2:11: the changelog has no entry for version 2"), "{}", told("2"));
}

#[test]
fn gold_tells_how_often_a_pattern_is_right() {
    let sandbox = sandbox();
    // The first stands in the corpus too and counts once; what nobody judged counts for nothing.
    let gold = [
        ("Wij wachten op geld.", "knelpunt", "\"geld\""),
        ("Het geld is op.", "knelpunt", ""),
        ("Dat moet sneller.", "wens", ""),
    ];
    let lines = gold.iter().enumerate().map(|(id, (text, kind, themes))| {
        format!("{{\"id\": \"{id}\", \"text\": \"{text}\", \"kind\": \"{kind}\", \"themes\": [{themes}]}}\n")
    });
    sandbox.write("gold.jsonl", lines.collect::<String>());
    let run = |args: &[&str]| {
        sandbox.run(&[&["taxonomy", "check", "--gold", "gold.jsonl"], args].concat()).expect_status(0).stdout
    };
    insta::assert_snapshot!(run(&["--patterns"]), @r##"
    statements  alone  right of judged   line  for   pattern
             3      3    0.50    1/2        8  geld  geld
             2      2    0.00    0/1       14  tijd  wacht*
             2      2    1.00    1/1       16  wens  moet
             0      0                -      8  geld  subsidie

    1 of 4 patterns match none of 6 statements
    taxonomy/knelpunten.toml: no findings
    "##);
    let json = run(&["--patterns", "--format", "json"]);
    let geld = json.lines().next().unwrap();
    assert!(geld.ends_with(r#""statements":3,"alone":3,"judged":2,"right":1,"precision":0.5}"#), "{geld}");
    let unused = run(&["--unused", "--format", "csv"]);
    assert_eq!(unused.lines().count(), 2, "{unused}");
    assert!(unused.ends_with("8,21,theme,geld,,subsidie,0.85,0,0,0,0,\n"), "{unused}");
}

mod suggest {
    use serde_json::Value;

    use super::sandbox;
    use crate::cli::Sandbox;

    /// A run without a learned model, and gold in which people coded what the patterns miss.
    fn judged() -> Sandbox {
        let sandbox = sandbox();
        let reactions = "id,reactie\n1,De begroting is krap.\n2,Een begroting ontbreekt.\n3,Het duurt een eeuwigheid.\n4,Niets.\n";
        sandbox.write("corpus/reacties.csv", reactions);
        let gold = [
            ("De begroting is rond noch sluitend.", "geld"),
            ("Geen begroting, geen plan.", "geld"),
            ("Er is geen geld en geen begroting.", "geld"),
            ("De planning is geen plan.", ""),
            ("Een plan kost niets.", ""),
        ];
        let lines = gold.iter().enumerate().map(|(id, (text, code))| {
            let themes: Vec<&str> = Some(*code).filter(|code| !code.is_empty()).into_iter().collect();
            let line = serde_json::json!({ "id": id.to_string(), "text": text, "kind": "knelpunt", "themes": themes });
            format!("{line}\n")
        });
        sandbox.write("gold.jsonl", lines.collect::<String>());
        sandbox.run(&["run", "-q"]).expect_status(0);
        sandbox
    }

    fn lines(text: &str) -> Vec<Value> {
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn what_recurs_where_no_pattern_finds_the_theme_is_suggested_with_what_it_would_move() {
        let sandbox = judged();
        let args = ["taxonomy", "suggest", "--gold", "gold.jsonl", "--format", "json"];
        let answer = sandbox.run(&args).expect_status(0);
        assert_eq!(answer.stderr, "");
        let lines = lines(&answer.stdout);
        let suggestions: Vec<&Value> = lines.iter().filter(|line| line["type"] == "suggestion").collect();
        let [own] = suggestions.as_slice() else { panic!("{suggestions:?}") };
        assert_eq!((&own["theme"], &own["pattern"]), (&"geld".into(), &"begroting".into()));
        // The third of the gold is found by `geld` already, so that it would not move.
        assert_eq!((&own["right"], &own["wrong"], &own["unjudged"]), (&2.into(), &0.into(), &2.into()));
        // p = (2 + 2 · 2/4) / 4, gain = 2 + 2 (2p − 1).
        assert_eq!((&own["precision"], &own["gain"]), (&0.75.into(), &3.0.into()));
        assert_eq!(own["statements"].as_array().unwrap().len(), 4);
        let summary = lines.last().unwrap();
        assert_eq!((&summary["judge"], &summary["judged"]), (&"people".into(), &5.into()));
        let text = sandbox.run(&["taxonomy", "suggest", "--gold", "gold.jsonl"]).expect_status(0).stdout;
        assert!(text.contains("geld: 2 statements that no pattern finds"), "{text}");
        assert!(text.contains("tijd: 0 statements that no pattern finds\n  nothing to suggest"), "{text}");
        assert!(text.contains("unjudged  st-"), "{text}");

        // What is suggested works: put into the taxonomy, it gives the theme to just those statements.
        let toml = sandbox.read("taxonomy/knelpunten.toml").replace("\"subsidie\"", "\"begroting\"");
        sandbox.write("taxonomy/knelpunten.toml", toml);
        sandbox.run(&["run", "-q"]).expect_status(0);
        let statements = self::lines(&sandbox.read("reports/latest/statements.jsonl"));
        let coded = statements.iter().filter(|own| own["themes"][0]["code"] == "geld");
        let mut coded: Vec<&Value> = coded.map(|own| &own["id"]).collect();
        let ids = own["statements"].as_array().unwrap().iter().filter(|moved| moved["verdict"] == "unjudged");
        let mut expected: Vec<&Value> = ids.map(|moved| &moved["id"]).collect();
        coded.sort_by_key(|id| id.as_str());
        expected.sort_by_key(|id| id.as_str());
        assert_eq!(coded, expected);
    }

    #[test]
    fn without_a_judge_it_says_so() {
        let sandbox = judged();
        let answer = sandbox.run(&["taxonomy", "suggest"]).expect_status(1);
        assert!(answer.stderr.contains("nobody judged a statement"), "{answer:#?}");
        sandbox.run(&["taxonomy", "suggest", "--theme", "gled"]).expect_error(&["no theme `gled`"]);
        sandbox.run(&["taxonomy", "suggest", "--out", "elders"]).expect_error(&["can't be read"]);
    }
}
