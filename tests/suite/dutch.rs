//! The Dutch analysis on word pairs of many policy fields: which must be one for a search, and which must not.

#![expect(clippy::unwrap_used, reason = "helpers of tests may unwrap as tests do")]

use std::fs;
use std::path::Path;

use bloemlezer::text::Analyser;

/// Whether a search for one of the words finds the other.
fn meet(one: &str, other: &str) -> bool {
    let mut analyser = Analyser::new();
    let (one, other) = (analyser.intern(one), analyser.intern(other));
    let (one, other) = (analyser.word(one), analyser.word(other));
    one.holds(other.stem()) || other.holds(one.stem())
}

/// Recall and precision over the pairs of one half, and the counts behind them: `tune` was looked at while the rules were made, `check`
/// once, afterwards.
fn scores(half: &str) -> (f64, f64, String) {
    let table =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/words.tsv")).unwrap();
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split('\t').collect()).collect();
    let met = |expected: &str| {
        let wanted: Vec<_> = rows.iter().filter(|row| row[0] == expected && row[1] == half).collect();
        (wanted.iter().filter(|row| meet(row[3], row[4])).count() as f64, wanted.len() as f64)
    };
    let ((right, joins), (wrong, apart)) = (met("join"), met("apart"));
    assert!(joins >= 100.0 && apart >= 100.0);
    let told = format!("{half}: {right} of {joins} joined, {wrong} of {apart} joined that are none");
    (right / joins, right / (right + wrong), told)
}

#[test]
fn words_meet_that_mean_the_same_and_no_others() {
    for (half, least_recall, least_precision) in [("tune", 0.98, 0.98), ("check", 0.92, 0.97)] {
        let (recall, precision, told) = scores(half);
        assert!(recall >= least_recall && precision >= least_precision, "{told}");
    }
}

#[test]
fn typing_with_or_without_diacritics_gives_the_same_word() {
    for (one, other) in
        [("geïnformeerd", "geinformeerd"), ("cliënten", "client"), ("ideeën", "idee"), ("foto’s", "foto")]
    {
        assert!(meet(one, other), "{one}, {other}");
    }
}

#[test]
fn any_form_has_a_stem() {
    for odd in [
        "",
        "'s",
        "ge",
        "gegege",
        "ontontont",
        "ĳ",
        "x's",
        &"zorg".repeat(60),
        "1e",
        "123",
        "éééé",
        "jes",
        "ere",
    ] {
        let mut analyser = Analyser::new();
        let id = analyser.intern(odd);
        assert_eq!(analyser.word(id).stem().is_empty(), odd.is_empty(), "{odd}");
    }
}
