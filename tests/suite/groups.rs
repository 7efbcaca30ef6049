//! Tests of grouping: what is the same words twice, what is not, and what a run makes of it.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use bloemlezer::analysis::groups::{Repetition, repetition};
use bloemlezer::model::Statement;
use bloemlezer::synthesis::{parse_texts, related};
use proptest::prelude::*;
use rayon::ThreadPoolBuilder;
use serde::Deserialize;
use serde_json::Value;

use crate::cli::Sandbox;

fn fixture_file(below: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(below)).unwrap()
}

/// Pairs written by hand: `tests/fixtures/analysis/groups.toml`.
#[derive(Deserialize)]
struct Pairs {
    letters: BTreeMap<String, String>,
    pair: Vec<Pair>,
}

#[derive(Deserialize)]
struct Pair {
    kind: String,
    same: bool,
    one: String,
    other: String,
    #[serde(default)]
    own: Option<Vec<String>>,
}

fn pairs() -> Pairs {
    let mut pairs: Pairs = toml::from_str(&fixture_file("tests/fixtures/analysis/groups.toml")).unwrap();
    for pair in &mut pairs.pair {
        for (name, letter) in &pairs.letters {
            let mark = format!("@{name}");
            pair.one = pair.one.replace(&mark, letter);
            pair.other = pair.other.replace(&mark, letter);
        }
    }
    pairs
}

fn letter(name: &str) -> String {
    pairs().letters.remove(name).unwrap()
}

fn grouped(texts: &[&str]) -> Repetition {
    let found = repetition(texts);
    assert_eq!(found.members.len(), texts.len());
    found
}

/// The texts of each group, as sets of texts.
fn partition<'t>(texts: &[&'t str]) -> BTreeSet<BTreeSet<&'t str>> {
    let mut groups: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for (text, member) in texts.iter().zip(grouped(texts).members) {
        if let Some(member) = member {
            groups.entry(member.representative).or_default().insert(text);
        }
    }
    groups.into_values().collect()
}

fn cut(text: &str, found: &Repetition, index: usize) -> Vec<String> {
    let own = &found.members[index].as_ref().unwrap().own;
    own.iter().map(|span| span.cut(text).to_owned()).collect()
}

#[test]
fn pairs_written_by_hand_are_told_apart() {
    let pairs = pairs().pair;
    assert!(pairs.len() >= 30);
    for pair in pairs {
        let found = grouped(&[&pair.one, &pair.other]);
        let same = found.members.iter().all(Option::is_some);
        assert_eq!(same, pair.same, "{}: {} | {}", pair.kind, pair.one, pair.other);
        if let Some(own) = &pair.own {
            assert_eq!(&cut(&pair.other, &found, 1), own, "{}", pair.other);
            assert_eq!(cut(&pair.one, &found, 0), [""; 0], "{}", pair.one);
        }
    }
}

#[test]
fn the_first_with_the_same_letters_is_found_however_short() {
    let texts = [
        "Ja.",
        "Te druk op de weg!",
        "ja",
        "Eén",
        "n.v.t.",
        "te drúk: op de weg",
        "een",
        "JA?",
        "…",
        "!",
        "",
    ];
    let found = grouped(&texts);
    let exact: Vec<Option<usize>> =
        found.members.iter().map(|member| member.as_ref().and_then(|member| member.exact)).collect();
    assert_eq!(exact[2], Some(0));
    assert_eq!(exact[5], Some(1));
    assert_eq!(exact[6], Some(3));
    assert_eq!(exact[7], Some(0));
    assert_eq!(found.members[0].as_ref().unwrap().similarity, 1.0);
    for alone in [4, 8, 9, 10] {
        assert_eq!(found.members[alone], None, "{:?}", texts[alone]);
    }
}

#[test]
fn a_letter_is_shared_and_additions_are_own() {
    let bus = letter("bus");
    let opening = format!("Mijn vrouw moet elke week naar de dialyse in de stad. {bus}");
    let both = format!(
        "Wij wonen met vier mensen in Maurik. {bus} Kom eens een dag meerijden, dan ziet u het zelf."
    );
    let texts = [both.as_str(), opening.as_str(), bus.as_str(), bus.as_str()];
    let found = grouped(&texts);
    let representative = found.members[0].as_ref().unwrap().representative;
    let shared: Vec<&str> =
        found.shared[&representative].iter().map(|span| span.cut(texts[representative])).collect();
    assert_eq!(shared, [bus.trim()]);
    assert_eq!(
        cut(texts[0], &found, 0),
        ["Wij wonen met vier mensen in Maurik.", "Kom eens een dag meerijden, dan ziet u het zelf."]
    );
    assert_eq!(cut(texts[1], &found, 1), ["Mijn vrouw moet elke week naar de dialyse in de stad."]);
    assert_eq!(cut(texts[3], &found, 3), [""; 0]);
}

fn generated(seed: u64, count: usize) -> Vec<bloemlezer::synthesis::Related> {
    let files =
        ["tests/gold/open.jsonl", "taxonomy/training/gewoon.jsonl", "taxonomy/training/breed-1.jsonl"];
    let texts: Vec<_> = files.iter().flat_map(|file| parse_texts(&fixture_file(file)).unwrap()).collect();
    related(&texts, count, seed)
}

#[test]
fn generated_families_are_found_and_kept_apart() {
    let made = generated(101, 1_500);
    let texts: Vec<&str> = made.iter().map(|text| text.text.as_str()).collect();
    let group: Vec<Option<usize>> =
        grouped(&texts).members.iter().map(|member| Some(member.as_ref()?.representative)).collect();
    let (mut right, mut wrong, mut missed) = (0.0, 0.0, 0.0);
    for one in 0..made.len() {
        for other in one + 1..made.len() {
            let same = made[one].family == made[other].family && made[one].relation.repeats();
            match (same, group[one].is_some() && group[one] == group[other]) {
                (true, true) => right += 1.0,
                (true, false) => missed += 1.0,
                (false, true) => wrong += 1.0,
                (false, false) => {}
            }
        }
    }
    assert!(right > 1_000.0);
    let (precision, recall) = (right / (right + wrong), right / (right + missed));
    assert!(precision >= 0.97 && recall >= 0.95, "precision {precision:.4}, recall {recall:.4}");
}

#[test]
fn groups_depend_on_no_thread_and_hardly_on_order() {
    let made = generated(5, 400);
    let texts: Vec<&str> = made.iter().map(|text| text.text.as_str()).collect();
    let on = |threads: usize| {
        ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| repetition(&texts))
    };
    assert_eq!(on(1), on(4));
    let (bus, bomen) = (letter("bus"), letter("bomen"));
    let with_ending = format!("{bomen} Denk aan de kinderen die daar elke dag spelen.");
    let mut clear =
        vec![bus.as_str(), bomen.as_str(), with_ending.as_str(), "Er is te weinig groen.", bus.as_str()];
    let forth = partition(&clear);
    clear.reverse();
    assert_eq!(partition(&clear), forth);
    assert_eq!(forth.len(), 2);
}

#[test]
fn members_resemble_their_representative_and_do_not_chain() {
    // Every text has half of the one before it: neighbours are alike, the ends share nothing.
    let sentence = |number: usize| {
        format!(
            "Punt{number} gaat over onderwerp{number}, waarvan plek{number} en straat{number} al jaren hinder{number} hebben."
        )
    };
    let texts: Vec<String> =
        (0..12).map(|start| (start..start + 8).map(sentence).collect::<Vec<_>>().join(" ")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let found = grouped(&texts);
    for (index, member) in found.members.iter().enumerate() {
        let Some(member) = member else { continue };
        assert!(
            index.abs_diff(member.representative) <= 4,
            "{index} in the group of {}",
            member.representative
        );
        assert!(member.similarity >= 0.45);
    }
    assert_ne!(
        found.members[0].as_ref().map(|member| member.representative),
        found.members[11].as_ref().map(|member| member.representative)
    );
}

#[test]
fn what_everybody_sends_is_no_more_work_than_what_one_sends() {
    // Were these compared in pairs, it would take days.
    let (bus, greeting) =
        (letter("bus"), "Geachte leden van de raad, hierbij reageer ik op uw voorstel over het verkeer.");
    let mut texts: Vec<String> = vec![bus.clone(); 40_000];
    texts.extend((0..1_500).map(|number| format!("Ik ben bewoner{number} van straat{number}. {bus}")));
    texts.extend((0..3_000).map(|number| {
        let own: Vec<String> = (0..30).map(|word| format!("woord{word}van{number}")).collect();
        format!("{greeting} Dat zit zo: {}.", own.join(" "))
    }));
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let found = grouped(&texts);
    let members = found.members.iter().enumerate();
    let of_letter =
        members.filter(|(_, member)| member.as_ref().is_some_and(|member| member.representative == 0));
    assert_eq!(of_letter.count(), 41_500);
    assert!(found.members[41_500..].iter().all(Option::is_none), "a greeting makes no group");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_text_is_grouped_without_panic_and_spans_lie_within_it(
        parts in prop::collection::vec("[\\PC\n]{0,30}", 1..12),
        picks in prop::collection::vec((0_usize..12, 0_usize..12, 0_usize..12), 2..8),
    ) {
        let part = |place: usize| parts[place % parts.len()].as_str();
        let texts: Vec<String> =
            picks.iter().map(|(one, two, three)| [part(*one), part(*two), part(*three)].join(" ")).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let found = repetition(&texts);
        for (text, member) in texts.iter().zip(&found.members) {
            let length = text.chars().count() as u32;
            let mut at = 0;
            for span in member.iter().flat_map(|member| &member.own) {
                prop_assert!(at <= span.start && span.start < span.end && span.end <= length);
                at = span.end;
            }
        }
    }
}

const HEADER: &str = "id,tekst,openbaar\n";

fn row(id: &str, text: &str, public: &str) -> String {
    format!("{id},\"{}\",{public}\n", text.replace('"', "\"\""))
}

/// A campaign: the bare letter twice, with additions, not for publication; and short answers.
fn campaign() -> Sandbox {
    let sandbox = Sandbox::new();
    let bomen = letter("bomen");
    let addition = "Voor het groen is er al jaren geen geld meer, de subsidie is geschrapt.";
    let rows = [
        row("r1", &bomen, "ja"),
        row("r2", &bomen.to_uppercase(), "ja"),
        row("r3", &format!("{bomen} {addition}"), "ja"),
        row("r4", &format!("Ik woon al twaalf jaar op de hoek. {bomen}"), "ja"),
        row("r5", &format!("{bomen} Mijn naam mag hier niet bij."), "nee"),
        row("r6", "Geen mening", "ja"),
        row("r7", "geen mening!", "ja"),
        row("r8", "Er is te weinig geld voor de bibliotheek.", "ja"),
    ];
    sandbox.write("corpus/reacties.csv", format!("{HEADER}{}", rows.concat()));
    sandbox
}

fn statements(sandbox: &Sandbox) -> Vec<Statement> {
    sandbox
        .read("reports/latest/statements.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn json_lines(sandbox: &Sandbox, file: &str) -> Vec<Value> {
    sandbox.read(file).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn own_additions_are_coded_by_themselves_and_counted_apart() {
    let sandbox = campaign();
    sandbox.run(&["run"]).expect_status(0);
    let statements = statements(&sandbox);
    let [first, second, third, fourth, fifth, sixth, seventh, eighth] = statements.as_slice() else {
        panic!("{statements:#?}");
    };
    assert_eq!(second.duplicate_of.as_ref(), Some(&first.id));
    assert!(first.group.is_some());
    for member in [second, third, fourth, fifth] {
        assert_eq!(member.group, first.group, "{}", member.text);
    }
    assert_eq!((seventh.duplicate_of.as_ref(), &seventh.group), (Some(&sixth.id), &sixth.group));
    assert_eq!((&eighth.duplicate_of, &eighth.group), (&None, &None));
    let cut = |statement: &Statement| -> Vec<String> {
        statement.own.iter().map(|own| own.cut(&statement.text).to_owned()).collect()
    };
    assert_eq!(cut(third), ["Voor het groen is er al jaren geen geld meer, de subsidie is geschrapt."]);
    assert_eq!(cut(fourth), ["Ik woon al twaalf jaar op de hoek."]);
    let money = third.themes.iter().find(|theme| theme.code == "financiering").expect("the addition's theme");
    let own = third.own[0];
    assert!(money.evidence.iter().any(|piece| own.start <= piece.start && piece.end <= own.end), "{money:?}");

    let summary: Value = serde_json::from_str(&sandbox.read("reports/latest/summary.json")).unwrap();
    assert_eq!(summary["statements"], 7);
    // The letter, two additions, the short answer and the library.
    assert_eq!(summary["groups_collapsed"], 5);
    let theme = |code: &str| {
        let themes = summary["themes"].as_array().unwrap();
        themes.iter().find(|theme| theme["code"] == code).unwrap().clone()
    };
    let money = theme("financiering");
    let in_letter = first.themes.iter().any(|theme| theme.code == "financiering");
    assert!(!in_letter, "the letter itself is not about money");
    assert_eq!((&money["statements"], &money["collapsed"]), (&2.into(), &2.into()));
}

#[test]
fn groups_are_listed_and_what_is_not_public_stays_out() {
    let sandbox = campaign();
    sandbox.run(&["run"]).expect_status(0);
    let groups = json_lines(&sandbox, "reports/latest/groups.jsonl");
    let sizes: Vec<usize> = groups.iter().map(|group| group["members"].as_array().unwrap().len()).collect();
    assert_eq!(sizes, [5, 2]);
    assert_eq!(groups[0]["shared"][0], letter("bomen").trim());
    assert_eq!(crate::formats::folder_complaints(&sandbox.path("reports/latest")), [""; 0]);
    let page = sandbox.read("reports/latest/lists/repeated.html");
    assert!(page.contains("aria-label=\"Eigen toevoeging\"") && page.contains("4 keer ingestuurd"));
    assert!(!page.contains("Mijn naam mag hier niet bij"));
    assert!(
        sandbox
            .read("reports/latest/index.html")
            .contains("7 uitspraken · 5 als herhalingen één keer tellen")
    );

    sandbox.run(&["run", "--public"]).expect_status(0);
    let text = sandbox.read("reports/latest/groups.jsonl");
    assert!(text.contains("\"r4\"") && !text.contains("\"r5\""), "{text}");
}

#[test]
fn whole_responses_are_grouped_too() {
    let sandbox = Sandbox::new();
    let answers = |name: &str, last: &str| {
        let rows = [
            "Wat gaat er mis?,Wat moet er gebeuren?,id".to_owned(),
            format!(
                "De bus rijdt sinds vorig jaar niet meer door ons dorp.,\"Laat hem weer rijden, ook in het weekend.\",{name}"
            ),
            format!("De bus rijdt sinds vorig jaar niet meer door ons dorp.,\"{last}\",{name}-2"),
        ];
        rows.join("\n")
    };
    let table = answers("r1", "Laat hem weer rijden, ook in het weekend.");
    sandbox.write("corpus/reacties.csv", table);
    sandbox.write(
        "corpus/consultation.toml",
        "[columns]\ntext = [\"Wat gaat er mis?\", \"Wat moet er gebeuren?\"]\nid = \"id\"\n",
    );
    sandbox.run(&["run"]).expect_status(0);
    let groups = json_lines(&sandbox, "reports/latest/groups.jsonl");
    let responses: Vec<&Value> = groups.iter().filter(|group| group["level"] == "response").collect();
    assert_eq!(responses.len(), 1, "{groups:?}");
    assert_eq!(responses[0]["members"][0]["statements"].as_array().unwrap().len(), 2);
    assert_eq!(responses[0]["members"][1]["record"], "r1-2");
}

#[test]
fn grouping_can_be_left_out() {
    let sandbox = campaign();
    let none = |sandbox: &Sandbox| {
        let statements = statements(sandbox);
        statements.iter().all(|own| own.group.is_none() && own.duplicate_of.is_none() && own.own.is_empty())
            && sandbox.read("reports/latest/groups.jsonl").is_empty()
    };
    sandbox.run(&["run", "--no-groups"]).expect_status(0);
    assert!(none(&sandbox));
    let manifest: Value = serde_json::from_str(&sandbox.read("reports/latest/manifest.json")).unwrap();
    assert_eq!(manifest["settings"]["groups"], "false");
    assert!(!sandbox.path("reports/latest/lists/repeated.html").exists());
    let before = statements(&sandbox).len();
    sandbox.run(&["run"]).expect_status(0);
    assert!(!none(&sandbox));
    assert_eq!(statements(&sandbox).len(), before);
    sandbox.write("bloemlezer.toml", "groups = false\n");
    sandbox.run(&["run"]).expect_status(0);
    assert!(none(&sandbox));
}
