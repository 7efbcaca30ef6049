//! Tests of coding: evidence is verbatim, kinds follow words and headings, and the quality on coded sentences keeps its floors.

#![expect(clippy::unwrap_used, reason = "helpers of tests may unwrap as tests do")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use bloemlezer::codebook::{Taxonomy, WordClasses};
use bloemlezer::coding::{self, Coding, CodingInput};
use bloemlezer::model::{Coder, Kind, KindSource, Section, Span};
use bloemlezer::text::Analyser;
use proptest::prelude::*;
use serde_json::Value;

use super::cli::Sandbox;

const THEMES: [&str; 5] = ["versnippering", "capaciteit", "financiering", "herkenning", "communicatie"];

/// Read once for all tests of a process.
static SHIPPED: LazyLock<Taxonomy> = LazyLock::new(Taxonomy::embedded);

fn input(text: &str) -> CodingInput<'_> {
    CodingInput { text, section: None, chapter_kind: None, question: None }
}

fn code(text: &str) -> Coding {
    coding::code(&SHIPPED, &mut Analyser::new(), &[input(text)]).remove(0)
}

fn codes(text: &str) -> Vec<String> {
    code(text).themes.into_iter().map(|theme| theme.code).collect()
}

fn section(title: &str) -> Section {
    Section { number: None, title: title.to_owned() }
}

const UNCODED: [&str; 0] = [];

#[test]
fn evidence_cuts_exactly_the_words_that_a_pattern_asked_for() {
    let text = "Vroeger ging het wél; nu is er te weinig (ervaren) personeel én een lange wachtlijst.";
    let coding = code(text);
    assert_eq!(coding.themes.len(), 1);
    let theme = &coding.themes[0];
    assert_eq!(theme.code, "capaciteit");
    assert_eq!(theme.source, Coder::Rule);
    let words: Vec<&str> =
        theme.evidence.iter().map(|found| Span::new(found.start, found.end).cut(text)).collect();
    assert!(words.iter().any(|word| word.contains("wachtlijst")), "{words:?}");
    let ends: Vec<(u32, u32)> = theme.evidence.iter().map(|found| (found.start, found.end)).collect();
    assert!(ends.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{ends:?}");
}

#[test]
fn a_theme_carries_the_subtheme_its_evidence_speaks_for() {
    let themes = code("Wachtlijsten van een jaar.").themes;
    assert_eq!(themes[0].subtheme.as_deref(), Some("wachttijden"));
}

#[test]
fn patterns_that_find_the_same_words_speak_for_a_subtheme_once() {
    let subtheme = |code: &str, patterns: &str| {
        format!(
            "[[themes.subthemes]]\ncode = \"{code}\"\nlabel = {{ nl = \"Een\", en = \"One\" }}\npatterns = [{patterns}]\n"
        )
    };
    let plekken = subtheme("plekken", "\"opvang\", \"opvang*\", \"*opvang\"");
    let toml = format!(
        "name = \"een\"\nversion = \"1\"\n[[themes]]\ncode = \"ruimte\"\nlabel = {{ nl = \"Een\", en = \"One\" }}\n\
         definition = {{ nl = \"Iets.\", en = \"Some.\" }}\ncolour = \"#333333\"\n{plekken}{}",
        subtheme("inrichting", "\"bed\", \"kamer\"")
    );
    let taxonomy = Taxonomy::parse("een.toml", &toml).unwrap();
    let subtheme = |text| {
        let codings = coding::code(&taxonomy, &mut Analyser::new(), &[input(text)]);
        codings[0].themes[0].subtheme.clone().unwrap()
    };
    assert_eq!(subtheme("De opvang heeft te weinig bedden en kamers."), "inrichting");
    assert_eq!(subtheme("De opvang is vol, en andere opvang met bedden is er niet."), "plekken");
}

#[test]
fn the_theme_that_comes_first_is_primary() {
    assert_eq!(codes("Te weinig personeel, doordat de subsidie is gestopt."), ["capaciteit", "financiering"]);
    assert_eq!(
        codes("De subsidie is gestopt, dus er is te weinig personeel."),
        ["financiering", "capaciteit"]
    );
}

#[test]
fn false_friends_and_denials_stay_uncoded() {
    assert_eq!(codes("De heide is door wegen versnipperd en de natuur lijdt."), UNCODED);
    assert_eq!(codes("De capaciteit van de batterij neemt af."), UNCODED);
    assert_eq!(codes("Ik herken mezelf niet in dit verhaal."), UNCODED);
    assert_eq!(codes("Zij vallen tussen wal en schip."), UNCODED);
    assert_eq!(codes("Het beleid is niet langer versnipperd."), UNCODED);
    assert_eq!(codes("Er is geen personeelstekort."), UNCODED);
    assert_eq!(codes("De gemeenten werken goed samen."), UNCODED);
    assert_eq!(codes("Er ligt een stapel hout bij de poort."), UNCODED);
}

#[test]
fn the_same_meaning_in_other_fields_gets_the_same_code() {
    let cases = [
        ("Boeren krijgen van elk waterschap andere regels.", "versnippering"),
        (
            "De brandweer zoekt tevergeefs naar nieuwe vrijwilligers, de post staat vaak leeg door personeelstekort.",
            "capaciteit",
        ),
        ("Voor het isoleren van oude huizen is te weinig subsidie.", "financiering"),
        (
            "Keurmeesters merken verwaarloosde dieren niet op; zij missen de kennis om signalen te herkennen.",
            "herkenning",
        ),
        ("Niemand heeft de bewoners verteld dat de dijk verzwaard wordt.", "communicatie"),
    ];
    for (text, theme) in cases {
        assert_eq!(codes(text).first().map(String::as_str), Some(theme), "{text}");
    }
}

#[test]
fn the_words_decide_the_kind_and_the_heading_where_they_do_not() {
    let wishes = section("Gewenste situatie");
    let complaints = section("Knelpunten in de keten");
    let kind = |text: &str, section: Option<&Section>, chapter_kind: Option<Kind>, question: Option<&str>| {
        let input = CodingInput { text, section, chapter_kind, question };
        let coding = coding::code(&SHIPPED, &mut Analyser::new(), &[input]).remove(0);
        (coding.kind.kind, coding.kind.source)
    };
    let nouns = "Scholing van portiers.";
    assert_eq!(kind("De hal is rood.", None, None, None), (Kind::Knelpunt, KindSource::Prior));
    assert_eq!(kind("De hal is rood.", Some(&wishes), None, None), (Kind::Wens, KindSource::Heading));
    assert_eq!(kind("De hal is rood.", Some(&complaints), None, None), (Kind::Knelpunt, KindSource::Heading));
    assert_eq!(kind("De hal is rood.", None, Some(Kind::Wens), None), (Kind::Wens, KindSource::Heading));
    assert_eq!(
        kind("De hal is rood.", None, None, Some("Wat zijn uw wensen?")),
        (Kind::Wens, KindSource::Heading)
    );
    assert_eq!(kind(nouns, Some(&wishes), None, None).0, Kind::Wens);
    assert_eq!(
        kind("Er is een groot tekort aan rechters.", Some(&wishes), None, None),
        (Kind::Knelpunt, KindSource::Rule)
    );
    assert_eq!(kind("Graag meer rechters.", Some(&complaints), Some(Kind::Knelpunt), None).0, Kind::Wens);
}

#[test]
fn kind_evidence_is_cut_from_the_text() {
    let text = "Helaas – de brug is dicht.";
    let kind = code(text).kind;
    let words: Vec<&str> = kind.evidence.iter().map(|span| span.cut(text)).collect();
    assert_eq!(words, ["Helaas"]);
}

#[test]
fn a_batch_is_coded_like_its_statements_one_by_one() {
    let rows = rows("open.jsonl");
    let inputs: Vec<CodingInput<'_>> = rows.iter().take(60).map(|row| input(&row.text)).collect();
    let batch = coding::code(&SHIPPED, &mut Analyser::new(), &inputs);
    let mut analyser = Analyser::new();
    let mut known = WordClasses::default();
    for (input, expected) in inputs.iter().zip(&batch).rev() {
        let single = coding::code_with(&SHIPPED, &mut analyser, &mut known, std::slice::from_ref(input));
        assert_eq!(&single[0], expected);
    }
}

/// Statements of more than 63 words are matched without the shortcuts that short ones allow.
#[test]
fn words_without_meaning_after_a_statement_change_no_code() {
    let filler = "zzq ".repeat(80);
    for row in open(true).iter().step_by(3) {
        let full_stop = if row.text.ends_with(['.', '?', '!']) { "" } else { "." };
        let [short, long] = [row.text.clone(), format!("{}{full_stop} Zzq {filler}", row.text)].map(|text| {
            let mut coding = code(&text);
            // Which comes first depends on how late in the text the others are.
            coding.themes.sort_by(|one, other| one.code.cmp(&other.code));
            coding
        });
        assert_eq!(short, long, "{}", row.text);
    }
}

#[test]
fn an_empty_text_and_a_very_long_one_are_coded() {
    assert_eq!(codes(""), UNCODED);
    let long = "te weinig personeel, te veel te te te ".repeat(2_000);
    assert_eq!(code(&long).themes[0].code, "capaciteit");
}

#[test]
fn speed_is_measured_beside_a_bare_loop_and_twice_the_patterns() {
    let texts = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/gold/open.jsonl");
    let args = ["bench", "coding", "--statements", "2000", "--rounds", "1", "--format", "json", "--texts"];
    let answer = Sandbox::new().run(&[&args[..], &[texts.to_str().unwrap()]].concat()).expect_status(0);
    let rows: Vec<Value> = answer.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let [bare, coding, rare, common, summary] = rows.as_slice() else { panic!("{rows:?}") };
    for row in [bare, coding, rare, common] {
        assert!(
            row["per_second"].as_f64().unwrap() > 0.0 && row["results"].as_u64().unwrap() >= 2_000,
            "{row}"
        );
    }
    for doubled in [rare, common] {
        assert_eq!(doubled["patterns"].as_u64(), coding["patterns"].as_u64().map(|patterns| 2 * patterns));
    }
    // What the clock says differs from day to day; the patterns tried don't: those without their words cost nothing.
    let tried = |row: &Value| row["tried"].as_f64().unwrap();
    assert!(tried(coding) * 100.0 < coding["patterns"].as_f64().unwrap(), "{coding}");
    assert!(tried(rare) < 1.1 * tried(coding) && tried(common) < 2.5 * tried(coding), "{rows:?}");
    assert!((150.0..210.0).contains(&summary["characters"].as_f64().unwrap()), "{summary}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_coded_with_spans_of_its_own(text in any_text()) {
        let length = text.chars().count() as u32;
        let coding = code(&text);
        for theme in &coding.themes {
            prop_assert!(!theme.evidence.is_empty());
            prop_assert!(theme.score > 0.0 && theme.score <= 1.0);
            for found in &theme.evidence {
                prop_assert!(found.start < found.end && found.end <= length);
                let words = Span::new(found.start, found.end).cut(&text);
                prop_assert!(words.starts_with(|letter: char| !letter.is_whitespace()));
                prop_assert!(words.ends_with(|letter: char| !letter.is_whitespace()));
            }
        }
        for span in &coding.kind.evidence {
            prop_assert!(span.start < span.end && span.end <= length);
        }
    }
}

/// Words that patterns know among characters that they don't.
fn any_text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => prop::sample::select(vec![
            "te", "weinig", "geen", "samenwerking", "budget", "Één", "loket", "signalen", "niet", "herkend",
            "wachtlijst", "?", ". ", ", ", "moet", "voorlichting", "é\u{301}", "gemeente", "per",
        ]).prop_map(str::to_owned),
        1 => ".{0,6}",
    ];
    prop::collection::vec(word, 0..30).prop_map(|words| words.join(" "))
}

// ---------------------------------------------------------------------------------------------------------------------
// Quality
// ---------------------------------------------------------------------------------------------------------------------

/// A statement as people coded it.
struct Row {
    id: String,
    text: String,
    section: Option<Section>,
    kind: String,
    themes: BTreeSet<String>,
    primary: String,
}

fn rows(file: &str) -> Vec<Row> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/gold").join(file);
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| row(&serde_json::from_str(line).unwrap())).collect()
}

fn row(value: &Value) -> Row {
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let themes = value["themes"].as_array().unwrap().iter();
    Row {
        id: text("id"),
        text: text("text"),
        section: value["section"].as_str().map(section),
        kind: text("kind"),
        themes: themes.map(|theme| theme.as_str().unwrap().to_owned()).collect(),
        primary: text("primary"),
    }
}

/// Right, wrongly given and missed, of one code.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Tally {
    fn f1(self) -> f64 {
        let all = 2 * self.right + self.wrong + self.missed;
        if all == 0 { 0.0 } else { 2.0 * self.right as f64 / all as f64 }
    }

    fn count(&mut self, given: bool, wanted: bool) {
        self.right += usize::from(given && wanted);
        self.wrong += usize::from(given && !wanted);
        self.missed += usize::from(!given && wanted);
    }
}

#[derive(Debug)]
struct Quality {
    micro: f64,
    macro_f1: f64,
    primary: f64,
    /// Share of the statements without a theme that stayed uncoded.
    uncoded: f64,
    kinds: BTreeMap<String, f64>,
    kind_accuracy: f64,
}

fn quality(rows: &[Row]) -> Quality {
    let inputs: Vec<CodingInput<'_>> =
        rows.iter().map(|row| CodingInput { section: row.section.as_ref(), ..input(&row.text) }).collect();
    let codings = coding::code(&SHIPPED, &mut Analyser::new(), &inputs);
    let mut themes = [Tally::default(); THEMES.len()];
    let mut kinds: BTreeMap<String, Tally> = BTreeMap::new();
    let (mut primary, mut right_kind, mut uncoded, mut without) = (0, 0, 0, 0);
    for (row, coding) in rows.iter().zip(&codings) {
        let given: Vec<&str> = coding.themes.iter().map(|theme| theme.code.as_str()).collect();
        for (theme, tally) in THEMES.iter().zip(&mut themes) {
            tally.count(given.contains(theme), row.themes.contains(*theme));
        }
        primary += usize::from(given.first().copied().unwrap_or("overig") == row.primary);
        without += usize::from(row.themes.is_empty());
        uncoded += usize::from(row.themes.is_empty() && given.is_empty());
        for kind in Kind::ALL {
            let tally = kinds.entry(kind.code().to_owned()).or_default();
            tally.count(coding.kind.kind == kind, row.kind == kind.code());
        }
        right_kind += usize::from(coding.kind.kind.code() == row.kind);
    }
    let sum = themes.iter().fold(Tally::default(), |sum, tally| Tally {
        right: sum.right + tally.right,
        wrong: sum.wrong + tally.wrong,
        missed: sum.missed + tally.missed,
    });
    Quality {
        micro: sum.f1(),
        macro_f1: themes.iter().map(|tally| tally.f1()).sum::<f64>() / THEMES.len() as f64,
        primary: primary as f64 / rows.len() as f64,
        uncoded: uncoded as f64 / f64::max(without as f64, 1.0),
        kinds: kinds.into_iter().map(|(kind, tally)| (kind, tally.f1())).collect(),
        kind_accuracy: right_kind as f64 / rows.len() as f64,
    }
}

impl Quality {
    fn kind_macro(&self) -> f64 {
        self.kinds.values().sum::<f64>() / self.kinds.len() as f64
    }
}

/// The statements of `open.jsonl` that patterns were tuned on, or those that they never were.
fn open(tuned: bool) -> Vec<Row> {
    let number = |row: &Row| -> u32 {
        let digits: String = row.id.chars().filter(char::is_ascii_digit).collect();
        digits.parse().unwrap()
    };
    let all = rows("open.jsonl").into_iter();
    all.filter(|row| (number(row) % 3 != 0) == tuned).collect()
}

#[test]
fn the_sample_pages_keep_their_floor() {
    let files = ["000_4f822fb1c3a73464", "002_46c8edd235df9d87", "004_ee23d4598aa3b7da"];
    let gold: Vec<Row> = files.iter().flat_map(|file| rows(&format!("{file}.jsonl"))).collect();
    let quality = quality(&gold);
    assert!(quality.micro >= 0.93, "{quality:?}");
    assert!(quality.primary >= 0.93, "{quality:?}");
    assert!(quality.kind_accuracy >= 0.95, "{quality:?}");
}

#[test]
fn open_statements_that_were_tuned_on_keep_their_floor() {
    let quality = quality(&open(true));
    assert!(quality.macro_f1 >= 0.93, "{quality:?}");
    assert!(quality.uncoded >= 0.9, "{quality:?}");
    assert!(quality.kind_macro() >= 0.85, "{quality:?}");
}

#[test]
fn open_statements_held_out_keep_their_floor() {
    let quality = quality(&open(false));
    assert!(quality.macro_f1 >= 0.75, "{quality:?}");
    assert!(quality.uncoded >= 0.8, "{quality:?}");
    assert!(quality.kind_macro() >= 0.75, "{quality:?}");
}

#[test]
fn each_kind_keeps_its_floor() {
    let quality = quality(&rows("kinds.jsonl"));
    for (kind, f1) in &quality.kinds {
        assert!(*f1 >= 0.9, "{kind}: {quality:?}");
    }
}

/// A pattern of a theme, by its line and text.
type Pattern = (usize, String);

/// How many of the statements each pattern of a theme matches.
fn statements_by_pattern(rows: &[Row]) -> BTreeMap<Pattern, usize> {
    let mut counts = BTreeMap::new();
    for row in rows {
        let told =
            coding::explain(&SHIPPED, &CodingInput { section: row.section.as_ref(), ..input(&row.text) });
        let matched: BTreeSet<Pattern> = told
            .themes
            .into_iter()
            .flat_map(|theme| theme.evidence)
            .map(|piece| (piece.line, piece.rule))
            .collect();
        matched.into_iter().for_each(|pattern| *counts.entry(pattern).or_default() += 1);
    }
    counts
}

/// A pattern that one sentence of the sample bore and nothing else was written for that sentence.
#[test]
fn hardly_a_pattern_serves_one_statement_of_the_sample_alone() {
    let files = ["000_4f822fb1c3a73464", "002_46c8edd235df9d87", "004_ee23d4598aa3b7da"];
    let sample: Vec<Row> = files.iter().flat_map(|file| rows(&format!("{file}.jsonl"))).collect();
    let elsewhere = statements_by_pattern(&open(true));
    let alone: Vec<Pattern> = statements_by_pattern(&sample)
        .into_iter()
        .filter(|(pattern, count)| *count == 1 && !elsewhere.contains_key(pattern))
        .map(|(pattern, _)| pattern)
        .collect();
    let patterns = SHIPPED.pattern_count();
    assert!(alone.len() * 20 < patterns, "{} of {patterns} patterns: {alone:#?}", alone.len());
}
