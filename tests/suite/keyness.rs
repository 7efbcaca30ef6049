//! Tests of keyness: scipy's values on stored tables, counting by hand, and the command.

#![expect(clippy::unwrap_used, reason = "a test that can not go on should panic")]

use bloemlezer::analysis::keyness::{
    Correction, KeynessOptions, KeynessText, Measure, Table, Unit, chi_square_p, false_discovery, keyness,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Vectors {
    tables: Vec<Expected>,
    adjusted: Vec<Adjusted>,
}

/// Statistic and p value of each test.
#[derive(Deserialize)]
struct Expected {
    table: [u64; 4],
    g2: [f64; 2],
    g2_yates: [f64; 2],
    chi2: [f64; 2],
    chi2_yates: [f64; 2],
}

#[derive(Deserialize)]
struct Adjusted {
    p: Vec<f64>,
    q: Vec<f64>,
}

#[track_caller]
fn near(found: f64, expected: f64, what: &str) {
    let apart = (found - expected).abs();
    // Counts of millions cancel in a sum that comes to nothing: there no program has more digits.
    assert!(apart <= 1e-9 * expected.abs() || apart < 1e-12, "{what}: {found}, expected {expected}");
}

#[test]
fn statistics_p_and_q_are_those_of_scipy() {
    let vectors: Vectors = serde_json::from_str(include_str!("../fixtures/keyness/vectors.json")).unwrap();
    assert!(vectors.tables.len() >= 50 && vectors.adjusted.len() >= 5);
    for own in vectors.tables {
        let [target, target_total, reference, reference_total] = own.table;
        let table = Table { target, target_total, reference, reference_total };
        for (measure, correction, [statistic, p]) in [
            (Measure::G2, Correction::None, own.g2),
            (Measure::G2, Correction::Yates, own.g2_yates),
            (Measure::Chi2, Correction::None, own.chi2),
            (Measure::Chi2, Correction::Yates, own.chi2_yates),
        ] {
            let what = format!("{:?} {measure:?} {correction:?}", own.table);
            let found = table.statistic(measure, correction).expect("no empty row or column");
            near(found, statistic, &what);
            near(chi_square_p(statistic), p, &format!("p of {what}"));
        }
    }
    for own in vectors.adjusted {
        for (found, expected) in false_discovery(&own.p).into_iter().zip(own.q) {
            near(found, expected, "q");
        }
    }
}

#[test]
fn tables_with_an_empty_row_or_column_have_no_statistic() {
    for (target, target_total, reference, reference_total) in
        [(0, 5, 0, 5), (5, 5, 3, 3), (1, 5, 0, 0), (0, 0, 1, 5), (6, 5, 1, 5)]
    {
        let table = Table { target, target_total, reference, reference_total };
        assert_eq!(table.statistic(Measure::G2, Correction::None), None, "{table:?}");
    }
    assert!(false_discovery(&[]).is_empty());
    assert_eq!(chi_square_p(f64::NAN), 1.0);
}

#[test]
fn effect_sizes_are_those_of_their_authors() {
    // Four times as frequent: two doublings, 300 % more.
    let table = Table { target: 8, target_total: 100, reference: 4, reference_total: 200 };
    assert_eq!((table.log_ratio(), table.percent_difference()), (2.0, Some(300.0)));
    assert!(!table.is_less());
    let absent = Table { target: 4, target_total: 100, reference: 0, reference_total: 100 };
    assert_eq!((absent.log_ratio(), absent.percent_difference()), (3.0, None));
    let less = Table { target: 0, target_total: 100, reference: 1, reference_total: 100 };
    assert_eq!((less.log_ratio(), less.percent_difference()), (-1.0, Some(-100.0)));
    assert!(less.is_less());
}

const TEXTS: [(&str, bool); 4] = [
    ("Lange wachttijden; de wachttijd is lang, en wachttijden groeien.", true),
    ("De wachttijden zijn te lang.", true),
    ("De gemeente belt terug.", false),
    ("Gemeenten bellen ons niet terug, de school wel.", false),
];

fn options(unit: Unit) -> KeynessOptions {
    let (measure, correction) = (Measure::G2, Correction::None);
    KeynessOptions { unit, measure, correction, min_count: 1, min_texts: 1, function_words: true }
}

fn found(unit: Unit) -> bloemlezer::analysis::keyness::Keyness {
    let texts: Vec<KeynessText<'_>> =
        TEXTS.iter().map(|(text, target)| KeynessText { text, target: *target }).collect();
    keyness(&texts, options(unit))
}

#[test]
fn occurrences_and_texts_are_counted_apart() {
    let by_word = found(Unit::Word);
    assert_eq!((by_word.target.texts, by_word.target.terms, by_word.reference.terms), (2, 14, 12));
    let wait = &by_word.keywords[0];
    assert_eq!(
        (wait.term.as_str(), wait.target, wait.target_texts, wait.reference),
        ("wachttijden", 3, 2, 0)
    );
    let by_lemma = found(Unit::Lemma);
    let wait = &by_lemma.keywords[0];
    assert_eq!((wait.term.as_str(), wait.target, wait.target_texts), ("wachttijden", 4, 2));
    let last = by_lemma.keywords.last().unwrap();
    assert!(last.statistic < 0.0 && last.target == 0, "{last:?}");
    assert!(by_lemma.keywords.iter().all(|own| own.p <= own.q && own.q <= 1.0));
    // The verb and its particle are one lemma, wherever the particle stands.
    let back = by_lemma
        .keywords
        .iter()
        .find(|own| own.reference == 2 && own.reference_texts == 2 && own.term.starts_with("terug"));
    assert!(back.is_some(), "{by_lemma:?}");
    let pairs = found(Unit::Bigram);
    let names: Vec<&str> = pairs.keywords.iter().map(|own| own.term.as_str()).collect();
    assert!(names.contains(&"lange wachttijden") && !names.contains(&"wachttijden de"), "{names:?}");
}

#[test]
fn rare_terms_are_not_tested_and_one_part_alone_is_nothing() {
    let texts = TEXTS.map(|(text, target)| KeynessText { text, target });
    let seldom = KeynessOptions { min_count: 3, min_texts: 2, ..options(Unit::Word) };
    let terms: Vec<String> = keyness(&texts, seldom).keywords.into_iter().map(|own| own.term).collect();
    assert_eq!(terms, ["wachttijden", "de"]);
    let telling = KeynessOptions { function_words: false, ..seldom };
    let found = keyness(&texts, telling);
    let terms: Vec<&str> = found.keywords.iter().map(|own| own.term.as_str()).collect();
    // What is not tested is counted among the terms all the same.
    assert_eq!((terms, found.target.terms), (vec!["wachttijden"], 14));
    assert!(keyness(&texts[..2], options(Unit::Word)).keywords.is_empty());
    assert!(keyness(&[], options(Unit::Bigram)).keywords.is_empty());
}

mod command {
    use serde_json::Value;

    use crate::cli::Sandbox;

    const TABLE: &str = "id;tekst;regio\n\
        1;De wachtlijsten in de jeugdzorg zijn veel te lang.;noord\n\
        2;Wachtlijsten van een jaar, dat is te lang.;noord\n\
        3;Een wachtlijst helpt niemand.;noord\n\
        4;De fietsenstalling bij het station is vol.;zuid\n\
        5;Bij het station is geen fietsenstalling.;zuid\n\
        6;De fietsenstalling bij het station is gesloten.;zuid\n\
        7;De fietsenstalling kost geld.;zuid\n";

    const TAXONOMY: &str = "name = \"proef\"\nversion = \"1\"\n[[themes]]\ncode = \"wachten\"\n\
        label = { nl = \"Wachten\", en = \"Waiting\" }\ndefinition = { nl = \"Wachten\", en = \"Waiting\" }\n\
        colour = \"#000000\"\npatterns = [\"wachtlijst\"]\n";

    fn run() -> Sandbox {
        let sandbox = Sandbox::new();
        sandbox.write("taxonomy/knelpunten.toml", TAXONOMY);
        sandbox.write("corpus/reacties.csv", TABLE);
        sandbox.run(&["run", "-q"]).expect_status(0);
        sandbox
    }

    fn lines(text: &str) -> Vec<Value> {
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn the_words_of_some_statements_are_compared_with_the_rest() {
        let sandbox = run();
        let asked = ["analysis", "keyness", "--metadata", "regio=noord", "--format", "json"];
        let lines = lines(&sandbox.run(&asked).expect_status(0).stdout);
        let first = &lines[0];
        assert_eq!((&first["type"], &first["term"]), (&"keyword".into(), &"wachtlijsten".into()));
        assert_eq!((&first["target"], &first["target_statements"]), (&3.into(), &3.into()));
        assert!(first["statistic"].as_f64().unwrap() > 0.0 && first["p"].as_f64() <= first["q"].as_f64());
        let summary = lines.last().unwrap();
        assert_eq!(
            (&summary["target"]["statements"], &summary["reference"]["statements"]),
            (&3.into(), &4.into())
        );
        let less = sandbox
            .run(&[&asked[..], &["--direction", "less", "--by", "bigram", "--function-words"]].concat())
            .expect_status(0);
        assert!(less.stdout.contains("\"het station\""), "{}", less.stdout);
        let csv = sandbox.run(&["analysis", "keyness", "--metadata", "regio=noord", "--format", "csv"]);
        assert!(csv.expect_status(0).stdout.starts_with("term,target,reference,"));
        let text = sandbox.run(&["analysis", "keyness", "--metadata", "regio=noord"]).expect_status(0);
        assert!(text.stdout.contains("\nwachtlijsten "), "{}", text.stdout);
    }

    #[test]
    fn a_selection_that_compares_nothing_is_refused() {
        let sandbox = run();
        let refused = |args: &[&str], words: &[&str]| {
            sandbox.run(&[&["analysis", "keyness"], args].concat()).expect_error(words);
        };
        refused(&[], &["no statements", "were named"]);
        refused(&["--metadata", "regio=oost"], &["no statement is selected"]);
        refused(&["--document", "reacties.csv"], &["every statement is selected"]);
        refused(&["--kind", "klacht"], &["`klacht` is no kind"]);
        refused(&["--theme", "x", "--out", "elders"], &["can't be read"]);
    }

    #[test]
    fn phrases_of_uncoded_statements_are_listed_with_their_statements() {
        let sandbox = run();
        let statements = lines(&sandbox.read("reports/latest/statements.jsonl"));
        let uncoded: Vec<&Value> =
            statements.iter().filter(|own| own["themes"].as_array().unwrap().is_empty()).collect();
        assert_eq!((uncoded.len(), statements.len()), (4, 7));
        let args = ["analysis", "uncoded", "--format", "json", "--samples", "9"];
        let lines = lines(&sandbox.run(&args).expect_status(0).stdout);
        let phrases: Vec<&Value> = lines.iter().filter(|line| line["type"] == "phrase").collect();
        assert_eq!(phrases[0]["phrase"], "fietsenstalling");
        let ids = phrases[0]["statements"].as_array().unwrap();
        assert_eq!((ids.len(), &phrases[0]["uncoded"]), (4, &4.into()));
        assert!(ids.iter().all(|id| uncoded.iter().any(|own| own["id"] == *id)));
        // "station" stands alone too; nothing begins or ends with "bij het".
        let names: Vec<&str> = phrases.iter().map(|line| line["phrase"].as_str().unwrap()).collect();
        assert!(names.contains(&"station") && !names.iter().any(|name| name.starts_with("bij")), "{names:?}");
        assert!(
            sandbox
                .run(&["analysis", "uncoded", "--min-statements", "99"])
                .expect_status(1)
                .stderr
                .is_empty()
        );
    }
}

mod phrases {
    use bloemlezer::analysis::phrases::{PhraseOptions, PhraseText, phrases};

    const TEXTS: [(&str, bool); 6] = [
        ("De kans op werk is klein.", true),
        ("Kansen op werk ontbreken, werk is er niet.", true),
        ("Geef ons een kans op werk!", true),
        ("Geen kans, op werk zit niemand.", true),
        ("Werk genoeg.", false),
        ("De kans op werk groeit.", false),
    ];

    fn found(words: usize, collapse: bool) -> Vec<(String, usize, u64)> {
        let texts = TEXTS.map(|(text, wanted)| PhraseText { text, wanted });
        let found = phrases(&texts, PhraseOptions { words, texts: 3, collapse });
        found.phrases.into_iter().map(|own| (own.phrase, own.texts.len(), own.others)).collect()
    }

    #[test]
    fn phrases_join_inflections_and_stop_at_punctuation_and_function_words() {
        let own = |phrase: &str, texts, others| (phrase.to_owned(), texts, others);
        assert_eq!(found(4, false), [own("kans", 4, 1), own("werk", 4, 2), own("kans op werk", 3, 1)]);
        assert_eq!(found(2, false), [own("kans", 4, 1), own("werk", 4, 2)]);
    }

    #[test]
    fn a_phrase_that_hardly_stands_outside_a_longer_one_is_left_out() {
        // Three of four is less than 80 %: both stay.
        assert_eq!(found(4, true), found(4, false));
        let texts = TEXTS.map(|(text, wanted)| PhraseText { text, wanted: wanted && text != TEXTS[3].0 });
        let found = phrases(&texts, PhraseOptions { words: 4, texts: 3, collapse: true });
        let names: Vec<&str> = found.phrases.iter().map(|own| own.phrase.as_str()).collect();
        assert_eq!(names, ["kans op werk"]);
        let keyness = found.phrases[0].keyness.unwrap();
        assert!(keyness.g2 > 0.0 && keyness.log_ratio > 0.0 && keyness.q <= 1.0, "{keyness:?}");
    }

    #[test]
    fn nothing_recurs_in_nothing() {
        let options = PhraseOptions { words: 4, texts: 1, collapse: true };
        assert!(phrases(&[], options).phrases.is_empty());
        let lone = phrases(&[PhraseText { text: "Meer bomen.", wanted: true }], options);
        assert_eq!(lone.phrases[0].keyness, None);
    }
}
