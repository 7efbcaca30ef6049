//! Tests of agreement between coders: published examples, other packages' values, and the command.

#![expect(clippy::unwrap_used, reason = "a test that can not go on should panic")]

use std::collections::{BTreeMap, BTreeSet};

use bloemlezer::analysis::agreement::{Agreement, CodedUnit, Undefined, UnitCoding, agreement};
use serde::Deserialize;

/// Units from rows of kinds, a coder per column; `-` is a missing value.
fn kinds(coders: &[&str]) -> Vec<CodedUnit> {
    let columns: Vec<Vec<&str>> = coders.iter().map(|coder| coder.split(' ').collect()).collect();
    let unit = |place: usize| CodedUnit {
        id: format!("u{place}"),
        codings: columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column[place] != "-")
            .map(|(coder, column)| {
                let kind = Some(column[place].to_owned());
                (format!("c{coder}"), UnitCoding { kind, themes: None })
            })
            .collect(),
        ..CodedUnit::default()
    };
    (0..columns[0].len()).map(unit).collect()
}

#[track_caller]
fn printed(value: Option<f64>, expected: f64, places: i32) {
    let value = value.expect("defined");
    let scale = 10_f64.powi(places);
    assert_eq!((value * scale).round() / scale, expected, "{value}");
}

#[test]
fn krippendorffs_four_observers_and_missing_data() {
    // Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", C: nominal data, any number of observers, missing data.
    let units = kinds(&[
        "1 2 3 3 2 1 4 1 2 - - -",
        "1 2 3 3 2 2 4 1 2 5 - 3",
        "- 3 3 3 2 3 4 2 2 5 1 -",
        "1 2 3 3 2 4 4 1 2 5 1 -",
    ]);
    let found = agreement(&units, &[]);
    printed(found.kind.alpha.value, 0.743, 3);
    // The last unit was coded once and pairs with nothing.
    assert_eq!((found.units, found.compared, found.kind.units), (12, 11, 11));
    assert_eq!(found.kind.kappas.len(), 6);
}

#[test]
fn krippendorffs_two_observers_of_binary_data() {
    // The same paper, A: fourteen of the twenty values are zeroes.
    let found = agreement(&kinds(&["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"]), &[]);
    printed(found.kind.alpha.value, 0.095, 3);
    printed(found.kind.percent.value, 0.6, 6);
}

#[test]
fn cohens_two_judges_of_two_hundred_people() {
    // Cohen 1960, table 2: rows of one judge, columns of the other.
    let table = [("1", [88, 14, 18]), ("2", [10, 40, 10]), ("3", [2, 6, 12])];
    let (mut one, mut other) = (Vec::new(), Vec::new());
    for (row, counts) in table {
        for (column, count) in ["1", "2", "3"].into_iter().zip(counts) {
            one.extend(std::iter::repeat_n(row, count));
            other.extend(std::iter::repeat_n(column, count));
        }
    }
    let found = agreement(&kinds(&[&one.join(" "), &other.join(" ")]), &[]);
    let [pair] = found.kind.kappas.as_slice() else { panic!("{:?}", found.kind) };
    assert_eq!((pair.units, &pair.coders), (200, &["c0".to_owned(), "c1".to_owned()]));
    printed(pair.kappa.value, 0.492, 3);
    printed(found.kind.percent.value, 0.70, 2);
    // Cohen gives a standard error of .054: his 95 % limits are .386 and .597.
    let interval = pair.kappa.interval.expect("drawn");
    assert!((interval.low - 0.386).abs() < 0.02 && (interval.high - 0.597).abs() < 0.02, "{interval:?}");
}

#[derive(Deserialize)]
struct Vectors {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    rows: Vec<Vec<Option<Own>>>,
    kind: Values,
    themes: BTreeMap<String, Values>,
    set_alpha: f64,
}

#[derive(Deserialize)]
struct Own {
    kind: String,
    themes: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Values {
    alpha: f64,
    kappas: Vec<f64>,
}

fn unit(row: &[Option<Own>]) -> CodedUnit {
    let codings = row.iter().enumerate().filter_map(|(coder, own)| {
        let own = own.as_ref()?;
        let coding = UnitCoding { kind: Some(own.kind.clone()), themes: Some(own.themes.clone()) };
        Some((format!("c{coder}"), coding))
    });
    CodedUnit { codings: codings.collect(), ..CodedUnit::default() }
}

#[track_caller]
fn near(found: Option<f64>, expected: f64, what: &str) {
    let found = found.unwrap_or_else(|| panic!("{what} is undefined"));
    assert!((found - expected).abs() < 1e-9, "{what}: {found}, expected {expected}");
}

#[test]
fn the_values_are_those_of_other_packages() {
    let vectors: Vectors = serde_json::from_str(include_str!("../fixtures/agreement/vectors.json")).unwrap();
    assert!(vectors.cases.len() >= 5);
    for case in vectors.cases {
        let units: Vec<CodedUnit> = case.rows.iter().map(|row| unit(row)).collect();
        let themes: Vec<String> = case.themes.keys().cloned().collect();
        let found = agreement(&units, &themes);
        let own = std::iter::once(("kind", &found.kind, &case.kind));
        let of_themes =
            found.themes.iter().map(|own| (own.code.as_str(), &own.measures, &case.themes[&own.code]));
        for (what, measures, expected) in own.chain(of_themes) {
            let what = format!("{}: {what}", case.name);
            near(measures.alpha.value, expected.alpha, &what);
            assert_eq!(measures.kappas.len(), expected.kappas.len(), "{what}");
            for (pair, kappa) in measures.kappas.iter().zip(&expected.kappas) {
                near(pair.kappa.value, *kappa, &what);
            }
            let interval = measures.alpha.interval.expect("drawn");
            assert!(
                interval.low <= expected.alpha && expected.alpha <= interval.high,
                "{what}: {interval:?}"
            );
        }
        near(found.theme_sets.alpha_masi.value, case.set_alpha, &format!("{}: sets", case.name));
    }
}

/// Units from rows of sets, a coder per column: letters are themes, `0` is none, `-` a missing value.
fn sets(coders: &[&str]) -> Vec<CodedUnit> {
    let mut units = kinds(coders);
    for coding in units.iter_mut().flat_map(|unit| unit.codings.values_mut()) {
        let codes = coding.kind.take().unwrap_or_default();
        coding.themes = Some(codes.chars().filter(|code| *code != '0').map(String::from).collect());
    }
    units
}

#[test]
fn what_is_undefined_is_told_and_never_a_number() {
    let alone = agreement(&kinds(&["a b -", "- - a"]), &["x".to_owned()]);
    assert_eq!(alone.kind.alpha.undefined, Some(Undefined::NoPair));
    assert_eq!(alone.kind.kappas[0].kappa.undefined, Some(Undefined::NoPair));
    assert_eq!((alone.kind.percent.value, alone.compared), (None, 0));
    assert_eq!(alone.themes[0].measures.alpha.undefined, Some(Undefined::NoPair));

    let same = agreement(&kinds(&["a a a", "a a a"]), &[]);
    assert_eq!(same.kind.percent.value, Some(1.0));
    for estimate in [same.kind.alpha, same.kind.kappas[0].kappa] {
        assert_eq!((estimate.value, estimate.interval), (None, None));
        assert_eq!(estimate.undefined, Some(Undefined::NoVariation));
    }
    let nothing = agreement(&[], &["x".to_owned()]);
    assert_eq!((nothing.coders.len(), nothing.kind.alpha.value), (0, None));
    let text = serde_json::to_string(&[alone, same, nothing]).unwrap();
    assert!(!text.contains("NaN"), "{text}");
}

#[test]
fn two_empty_sets_agree_and_overig_is_an_empty_set() {
    let units = sets(&["0 a ab", "0 a ab"]);
    let found = agreement(&units, &["a".to_owned()]);
    assert_eq!(found.theme_sets.alpha_masi.value, Some(1.0));
    let mut other = units;
    let themes = Some(BTreeSet::from(["overig".to_owned()]));
    other[0].codings.insert("c1".to_owned(), UnitCoding { kind: None, themes });
    assert_eq!(agreement(&other, &["a".to_owned()]), found);
}

#[test]
fn more_than_a_thousand_different_sets_have_an_alpha_without_interval() {
    // Two codes of a hundred for each unit, and every tenth coded otherwise by the second.
    let unit = |number: usize| {
        let set = |shift: usize| {
            let codes = [number % 50, 50 + number / 50 + shift];
            Some(codes.iter().map(usize::to_string).collect())
        };
        let coding = |shift: usize| UnitCoding { kind: None, themes: set(shift) };
        let codings =
            [("a".to_owned(), coding(0)), ("b".to_owned(), coding(usize::from(number.is_multiple_of(10))))];
        CodedUnit { id: number.to_string(), codings: codings.into(), ..CodedUnit::default() }
    };
    let found = agreement(&(0..1_200).map(unit).collect::<Vec<_>>(), &[]).theme_sets;
    assert!(found.percent.value == Some(0.9) && found.percent.interval.is_some(), "{found:?}");
    assert!(found.alpha_masi.value.is_some() && found.alpha_masi.interval.is_none(), "{found:?}");
}

#[test]
fn disagreements_stand_side_by_side() {
    let mut units = sets(&["ab a b -", "a a b c", "ab a - c"]);
    units[1].codings.get_mut("c0").unwrap().kind = Some("wens".to_owned());
    units[1].codings.get_mut("c1").unwrap().kind = Some("context".to_owned());
    let Agreement { disagreements, .. } = agreement(&units, &["a".to_owned()]);
    let told: Vec<_> =
        disagreements.iter().map(|own| (own.id.as_str(), own.kind, own.themes.join(""))).collect();
    assert_eq!(told, [("u0", false, "b".to_owned()), ("u1", true, String::new())]);
    let values: Vec<_> =
        disagreements[1].values.iter().map(|own| (own.coder.as_str(), own.kind.as_deref())).collect();
    assert_eq!(values, [("c0", Some("wens")), ("c1", Some("context")), ("c2", None)]);
}

mod command {
    use serde_json::Value;

    use crate::cli::Sandbox;

    const ANNA: &str = "id;text;kind;themes\n\
        1;Te weinig plekken.;knelpunt;capaciteit\n\
        2;Meer plekken graag.;wens;capaciteit\n\
        3;Wij zijn een huis.;context;\n\
        4;Niemand belt terug.;knelpunt;communicatie\n\
        5;Nog leeg.;;\n";

    fn lines(text: &str) -> Vec<Value> {
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// One measure of the JSON Lines.
    fn measure<'l>(lines: &'l [Value], subject: &str, code: Option<&str>, measure: &str) -> &'l Value {
        let own = |line: &&Value| {
            line["type"] == "measure"
                && line["subject"] == subject
                && line["code"].as_str() == code
                && line["measure"] == measure
        };
        lines.iter().find(own).unwrap_or_else(|| panic!("no {subject} {code:?} {measure} in {lines:?}"))
    }

    #[test]
    fn a_table_per_coder_is_compared_with_the_file_names_as_coders() {
        let sandbox = Sandbox::new();
        sandbox.write("anna.csv", format!("\u{feff}sep=;\n{ANNA}"));
        // Another delimiter, the themes as columns of 0 and 1, a unit that Anna lacks, and none of 4.
        let bert = "id\tkind\ttheme_capaciteit\ttheme_communicatie\ttheme_overig\n\
            1\tknelpunt\t1\t0\t0\n2\tknelpunt\t1\t0\t0\n3\tcontext\t0\t0\t1\n6\twens\t0\t1\t0\n";
        sandbox.write("bert.tsv", bert);
        let args = ["agreement", "anna.csv", "bert.tsv", "--format", "json", "--list-disagreements"];
        let answer = sandbox.run(&args).expect_status(0);
        assert_eq!(answer.stderr, "");
        let lines = lines(&answer.stdout);
        let summary = lines.last().unwrap();
        assert_eq!((&summary["units"], &summary["compared"]), (&6.into(), &3.into()));
        let kind = measure(&lines, "kind", None, "agreement");
        assert_eq!((&kind["units"], &kind["value"]), (&3.into(), &0.6667.into()));
        let kappa = measure(&lines, "theme", Some("capaciteit"), "kappa");
        assert_eq!((&kappa["value"], &kappa["coders"][1]), (&1.0.into(), &"bert".into()));
        let nobody = measure(&lines, "theme", Some("communicatie"), "alpha");
        assert_eq!((&nobody["value"], &nobody["undefined"]), (&Value::Null, &"no-variation".into()));
        let differs: Vec<&Value> = lines.iter().filter(|line| line["type"] == "disagreement").collect();
        assert_eq!(differs.len(), 1);
        assert_eq!((&differs[0]["id"], &differs[0]["text"]), (&"2".into(), &"Meer plekken graag.".into()));
        let side =
            sandbox.run(&["agreement", "anna.csv", "bert.tsv", "--format", "csv", "--list-disagreements"]);
        let expected = "id,text,disputed,kind anna,themes anna,kind bert,themes bert\n\
            2,Meer plekken graag.,kind,wens,capaciteit,knelpunt,capaciteit\n";
        assert_eq!(side.expect_status(0).stdout, expected);
    }

    #[test]
    fn doubtful_rows_are_told_with_file_and_line() {
        let sandbox = Sandbox::new();
        sandbox.write(
            "all.csv",
            "id,coder,kind,themes,remark\n\
             1,anna,knelpunt,a,\n1,bert,knelpunt,a;b,x\n1,anna,wens,b,\n2,anna,knelpnt,a,\n2,bert,wens,,\n3,anna,wens\n,bert,wens,,\n",
        );
        let answer = sandbox.run(&["agreement", "all.csv"]).expect_status(0);
        for told in [
            "all.csv:1: the column `remark` is not known",
            "all.csv:4: `1` was coded by anna before, at all.csv:2",
            "all.csv:5: `knelpnt` is no kind",
            "all.csv:7: 3 cells where the header has 5",
            "all.csv:8: no id",
        ] {
            assert!(answer.stderr.contains(told), "no {told:?} in {}", answer.stderr);
        }
        assert_eq!(answer.stderr.lines().count(), 5, "{}", answer.stderr);
        let json = sandbox.run(&["agreement", "all.csv", "--format", "json"]).expect_status(0).stdout;
        assert_eq!(json.matches(r#"{"type":"finding","message":"all.csv:"#).count(), 5, "{json}");
        assert!(answer.stdout.contains("2 units, 2 coded by two coders or more"), "{}", answer.stdout);
    }

    #[test]
    fn a_run_is_a_coder_too() {
        let sandbox = Sandbox::project();
        sandbox.run(&["run", "--out", "uit", "-q"]).expect_status(0);
        std::fs::copy(sandbox.path("uit/statements.csv"), sandbox.path("person.csv")).unwrap();
        let answer = sandbox.run(&["agreement", "uit/statements.csv", "person.csv", "--format", "json"]);
        let answer = answer.expect_status(0);
        assert_eq!(answer.stderr, "");
        let lines = lines(&answer.stdout);
        assert_eq!(lines[0]["coder"], "person");
        assert_eq!(lines[1]["coder"], "statements");
        assert_eq!(measure(&lines, "theme-sets", None, "alpha-masi")["value"], 1.0);
    }

    #[test]
    fn what_can_not_be_compared_is_refused_or_said() {
        let sandbox = Sandbox::new();
        sandbox.write("a.csv", "id,kind\n1,wens\n");
        sandbox.write("b.csv", "id,kind\n2,wens\n");
        let answer = sandbox.run(&["agreement", "a.csv", "b.csv"]).expect_status(1);
        assert!(answer.stdout.contains("nothing to compare"), "{answer:#?}");
        sandbox.write("c.csv", "nr,kind\n2,wens\n");
        sandbox.run(&["agreement", "a.csv", "c.csv"]).expect_error(&["c.csv", "no column `id`"]);
        sandbox.write("d.csv", "id,text\n2,wens\n");
        sandbox.run(&["agreement", "d.csv"]).expect_error(&["d.csv", "no column with codes"]);
        sandbox.run(&["agreement", "e.csv"]).expect_error(&["e.csv can't be read"]);
        sandbox.run(&["agreement", "a.csv", "a.csv"]).expect_error(&["a.csv is named twice"]);
        sandbox.run(&["agreement"]).expect_status(2);
    }
}
