//! Tests of taxonomies: reading, errors with places, the pattern language, checks, and the shipped taxonomy itself.

#![expect(clippy::unwrap_used, reason = "helpers of tests may unwrap as tests do")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use bloemlezer::codebook::{EMBEDDED, Taxonomy, TaxonomyError, check, contrast_on_white};
use bloemlezer::coding::{self, CodingInput};
use bloemlezer::model::Span;
use bloemlezer::text::{Analyser, fold};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A taxonomy of one theme after these lines of TOML.
fn small(lists: &str) -> String {
    format!(
        "name = \"small\"\nversion = \"1\"\n{lists}\n[[themes]]\ncode = \"thema\"\nlabel = {{ nl = \"Thema\", en = \"Theme\" }}\n\
         definition = {{ nl = \"Iets.\", en = \"Something.\" }}\ncolour = \"#333333\"\npatterns = [\"xyz\"]\n"
    )
}

/// The words that one pattern matches in a text; none where it does not match.
fn matched(pattern: &str, text: &str) -> Vec<String> {
    let sets = "[sets]\nte_weinig = [\"te weinig\", \"tekort aan\"]\nmensen = [\"personeel\", \"{zorgers}\"]\n\
                zorgers = [\"*arts\", \"verpleegkundige\"]\n";
    let toml = small(sets).replace("\"xyz\"", &format!("'{pattern}'"));
    let taxonomy = Taxonomy::parse("small.toml", &toml).unwrap();
    words_of_first_theme(&taxonomy, text)
}

fn words_of_first_theme(taxonomy: &Taxonomy, text: &str) -> Vec<String> {
    let input = CodingInput { text, section: None, chapter_kind: None, question: None };
    let codings = coding::code(taxonomy, &mut Analyser::new(), &[input]);
    let themes = codings.into_iter().flat_map(|coding| coding.themes);
    let evidence = themes.flat_map(|theme| theme.evidence);
    evidence.map(|found| Span::new(found.start, found.end).cut(text).to_owned()).collect()
}

fn findings_of(toml: &str) -> String {
    listing(&Taxonomy::parse("eigen.toml", toml).unwrap_err())
}

fn listing(error: &TaxonomyError) -> String {
    let lines = error.findings.iter().map(|finding| match &finding.hint {
        Some(hint) => format!("{}:{finding}\n  hint: {hint}", error.file),
        None => format!("{}:{finding}", error.file),
    });
    lines.collect::<Vec<_>>().join("\n")
}

const NOTHING: [&str; 0] = [];

#[test]
fn a_word_matches_by_stem_and_an_exact_form_alone() {
    assert_eq!(matched("gemeente", "De Gemeenten en de gemeente."), ["Gemeenten", "gemeente"]);
    assert_eq!(matched("=gemeente", "De Gemeenten en de gemeente."), ["gemeente"]);
    assert_eq!(matched("coördinator", "Twee coordinatoren"), ["coordinatoren"]);
    assert_eq!(matched("gemeente", "De provincie."), NOTHING);
}

#[test]
fn a_part_matches_the_word_and_its_compounds() {
    assert_eq!(
        matched("+opvang", "De nachtopvang vangt op, noodopvangplekken niet."),
        ["nachtopvang", "vangt", "noodopvangplekken"]
    );
    assert_eq!(matched("opvang", "De nachtopvang is vol."), NOTHING);
    assert_eq!(matched("+opvang", "Een overvang."), NOTHING);
    assert_eq!(matched("terugvallen", "Zij vallen na een jaar weer terug."), ["vallen"]);
    assert_eq!(matched("melden", "Er is gemeld, na een melding."), ["gemeld", "melding"]);
}

#[test]
fn wildcards_match_parts_of_compounds() {
    assert_eq!(matched("*lijst", "Lange wachtlijsten."), ["wachtlijsten"]);
    assert_eq!(matched("financiering*", "De financieringsstroom"), ["financieringsstroom"]);
    assert_eq!(matched("*woning*", "Een huurwoningtekort"), ["huurwoningtekort"]);
    assert_eq!(matched("over*last", "Wij zijn overbelast"), ["overbelast"]);
    assert_eq!(matched("*lijst", "Een lijsttrekker"), NOTHING);
}

#[test]
fn a_phrase_is_adjacent_words_of_one_clause() {
    assert_eq!(matched("hoge werkdruk", "Een hoge werkdruk."), ["hoge werkdruk"]);
    assert_eq!(matched("hoge werkdruk", "Hoge eisen, werkdruk"), NOTHING);
    assert_eq!(matched("hoge werkdruk", "De eisen zijn hoge, werkdruk"), NOTHING);
    assert_eq!(matched("lvb-jongeren", "Zorg voor lvb-jongeren"), ["lvb-jongeren"]);
}

#[test]
fn optional_words_and_alternatives() {
    assert_eq!(matched("op [de] hoogte", "Houd ons op hoogte"), ["op hoogte"]);
    assert_eq!(matched("op [de] hoogte", "Houd ons op de hoogte"), ["op de hoogte"]);
    assert_eq!(matched("(tekort | gebrek) aan", "Een gebrek aan bedden"), ["gebrek aan"]);
    assert_eq!(matched("[heel] (te kort | krap)", "Dat is heel krap"), ["heel krap"]);
    assert_eq!(matched("wie * betaalt", "Wie dat betaalt"), ["Wie dat betaalt"]);
}

#[test]
fn distances_count_the_words_between_and_respect_breaks() {
    let text = "Tekort bij de politie: agenten vertrekken. Het personeel blijft.";
    assert_eq!(matched("tekort >2 politie", text), ["Tekort", "politie"]);
    assert_eq!(matched("tekort >1 politie", text), NOTHING);
    assert_eq!(matched("politie >2 tekort", text), NOTHING);
    assert_eq!(matched("politie ~2 tekort", text), ["Tekort", "politie"]);
    assert_eq!(matched("tekort >9 agenten", text), NOTHING);
    assert_eq!(matched("tekort >>9 agenten", text), ["Tekort", "agenten"]);
    assert_eq!(matched("tekort ~~9 personeel", text), NOTHING);
}

#[test]
fn and_or_not_look_at_the_whole_statement() {
    let text = "Scholen werken samen. De gemeente kijkt toe.";
    assert_eq!(matched("school AND gemeente", text), ["Scholen", "gemeente"]);
    assert_eq!(matched("school AND provincie", text), NOTHING);
    assert_eq!(matched("school NOT gemeente", text), NOTHING);
    assert_eq!(matched("school NOT provincie", text), ["Scholen"]);
}

#[test]
fn sets_nest() {
    assert_eq!(matched("{te_weinig} {mensen}", "Te weinig tandartsen"), ["Te weinig tandartsen"]);
    assert_eq!(
        matched("{te_weinig} >1 {mensen}", "Een tekort aan goed personeel"),
        ["tekort aan", "personeel"]
    );
    assert_eq!(matched("{te_weinig} {mensen}", "Te weinig bomen"), NOTHING);
}

#[test]
fn anchors_hold_a_phrase_to_a_sentence() {
    assert_eq!(matched("^ maak", "Graag. Maak tempo."), ["Maak"]);
    assert_eq!(matched("^ maak", "Ik maak tempo."), NOTHING);
    assert_eq!(matched("wegwerken $", "De rij wegwerken."), ["wegwerken"]);
    assert_eq!(matched("wegwerken $", "Wegwerken kost tijd."), NOTHING);
    assert_eq!(matched("wie >9 * ?", "Wie helpt hen dan? Niemand."), ["Wie", "dan"]);
    assert_eq!(matched("wie >9 * ?", "Wie helpt hen."), NOTHING);
}

#[test]
fn a_denied_problem_is_none_unless_it_is_wished_away() {
    let lists = "[negation]\nreach = 1\nbefore = [\"=geen\", \"niet langer\"]\nafter = [\"is verleden tijd\"]\nunless = [\"moet\"]\n";
    let toml = small(lists).replace("patterns = [\"xyz\"]", "problems = [\"tekort\", \"versnipper*\"]");
    let taxonomy = Taxonomy::parse("small.toml", &toml).unwrap();
    let words = |text: &str| words_of_first_theme(&taxonomy, text);
    assert_eq!(words("Er is een tekort."), ["tekort"]);
    assert_eq!(words("Er is geen tekort."), NOTHING);
    assert_eq!(words("Het beleid is niet langer versnipperd."), NOTHING);
    assert_eq!(words("Het tekort is verleden tijd."), NOTHING);
    assert_eq!(words("Er moet geen tekort zijn."), ["tekort"]);
    assert_eq!(words("Geen geld, tekort."), ["tekort"]);
}

#[test]
fn exclusions_take_evidence_away_where_they_stand() {
    let toml = small("exclusions = [\"capaciteit ~2 accu\"]").replace("xyz", "capaciteit");
    let taxonomy = Taxonomy::parse("small.toml", &toml).unwrap();
    let words = |text: &str| words_of_first_theme(&taxonomy, text);
    assert_eq!(words("De capaciteit van de accu."), NOTHING);
    assert_eq!(words("De capaciteit van de accu. Onze capaciteit."), ["capaciteit"]);
}

#[test]
fn mistakes_in_the_file_are_told_with_their_place_and_a_suggestion() {
    let toml = small("").replace("patterns", "paterns");
    insta::assert_snapshot!(findings_of(&toml), @r##"
    eigen.toml:9:1: unknown key `paterns` in a theme
      hint: did you mean `patterns`?
    "##);
    let twice = small("") + small("").replace("name = \"small\"\nversion = \"1\"\n", "").as_str();
    insta::assert_snapshot!(findings_of(&twice), @r##"
    eigen.toml:12:8: theme code `thema` is already used on line 5
      hint: give each its own code
    "##);
    insta::assert_snapshot!(findings_of("name = 'x\n"), @"eigen.toml:1:10: this is not valid TOML: invalid literal string, expected `'`");
    insta::assert_snapshot!(findings_of(&small("kleur = 1\n[kinds.wensen]\n").replace("#333333", "rood")), @r##"
    eigen.toml:3:1: unknown key `kleur` in the taxonomy
      hint: known keys: name, version, changelog, names, scoring, sets, negation, exclusions, themes, kinds
    eigen.toml:4:8: unknown key `wensen` in `kinds`
      hint: did you mean `wens`?
    eigen.toml:10:10: `rood` is no colour
      hint: write # and six hexadecimal digits: "#1d5fa8"
    "##);
}

#[test]
fn mistakes_in_patterns_are_told_at_the_very_word() {
    let with = |pattern: &str| {
        findings_of(
            &small("[sets]\nte_weinig = [\"te weinig\"]\nrond = [\"{rond}\"]\n").replace("\"xyz\"", pattern),
        )
    };
    insta::assert_snapshot!(with("\"{te_wenig} geld\""), @r##"
    eigen.toml:5:10: in pattern `{rond}`: the word set `{rond}` can't be used: it has an error, or names itself
    eigen.toml:12:14: in pattern `{te_wenig} geld`: there is no word set `{te_wenig}`
      hint: did you mean `te_weinig`?
    "##);
    insta::assert_snapshot!(with("\"één geld >x tijd\", 'te (kort | lang', \"*\", 'a OR b'"), @r##"
    eigen.toml:5:10: in pattern `{rond}`: the word set `{rond}` can't be used: it has an error, or names itself
    eigen.toml:12:23: in pattern `één geld >x tijd`: `>` is no distance
      hint: write >3 (after, within three words), ~3 (either side); >>3 and ~~3 also cross commas; at most 99
    eigen.toml:12:37: in pattern `te (kort | lang`: `(` is never closed
    eigen.toml:12:53: in pattern `*`: this pattern asks for no particular word
      hint: a lone * matches everywhere; add a word that must be there
    eigen.toml:12:60: in pattern `a OR b`: `OR` has no meaning in a pattern
      hint: write alternatives as (a | b)
    "##);
}

#[test]
fn everything_wrong_is_told_at_once() {
    let error = Taxonomy::parse("leeg.toml", "").unwrap_err();
    assert_eq!(error.findings.len(), 3, "{error}");
    assert!(error.hint().is_some());
    assert!(error.to_string().starts_with("leeg.toml:1:1: "));
}

#[test]
fn check_finds_what_was_surely_not_meant() {
    let toml = small("[sets]\nongebruikt = [\"iets\"]\n").replace(
        "patterns = [\"xyz\"]",
        "examples = [\"Niets ervan.\"]\ncounter-examples = [\"Een schot.\"]\npatterns = [\"schot\", \"schot\", \"huis NOT huis\", \"wachtlisjt\"]",
    );
    let toml = toml.replace("#333333", "#ffee00");
    let taxonomy = Taxonomy::parse("small.toml", &toml).unwrap();
    let listing: Vec<String> = check(&taxonomy).iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(listing.join("\n"), @r##"
    4:1: no pattern uses the word set `{ongebruikt}`
    10:10: `#ffee00` has a contrast of 1.2 on white; at least 4.5 is needed
    11:13: this example does not get its code `thema`
    12:21: this counter-example gets the code `thema`
    13:22: pattern `schot` already stands on line 13
    13:31: pattern `huis NOT huis` can match nothing
    13:49: `wachtlisjt` is in no word list
    "##);
}

#[test]
fn the_shipped_taxonomy_is_the_file_and_passes_its_own_check() {
    let file = fs::read_to_string(root().join("taxonomy/knelpunten.toml")).unwrap();
    assert_eq!(file, EMBEDDED);
    let taxonomy = Taxonomy::parse("knelpunten.toml", &file).unwrap();
    let findings: Vec<String> = check(&taxonomy).iter().map(ToString::to_string).collect();
    assert_eq!(findings, Vec::<String>::new());
    let codes: Vec<&str> = taxonomy.codebook.themes.iter().map(|theme| theme.code.as_str()).collect();
    assert_eq!(codes, ["versnippering", "capaciteit", "financiering", "herkenning", "communicatie"]);
}

#[test]
fn theme_colours_can_be_read_on_white() {
    assert!((contrast_on_white("#000000") - 21.0).abs() < 0.01);
    assert!((contrast_on_white("#767676") - 4.54).abs() < 0.01);
    for theme in Taxonomy::embedded().codebook.themes {
        let contrast = contrast_on_white(&theme.colour);
        assert!(contrast >= 4.5, "{}: {contrast}", theme.code);
    }
}

#[test]
fn threads_may_share_a_taxonomy() {
    fn shareable<T: Send + Sync>() {}
    shareable::<Taxonomy>();
}

#[test]
fn doubling_the_patterns_hardly_adds_work() {
    let file = fs::read_to_string(root().join("taxonomy/knelpunten.toml")).unwrap();
    let words = fs::read_to_string(root().join("data/opentaal/words.txt")).unwrap();
    let base = Taxonomy::parse("base", &file).unwrap();
    let more: Vec<String> = words
        .lines()
        .filter(|word| word.len() > 9 && word.chars().all(|letter| letter.is_ascii_lowercase()))
        .step_by(40)
        .take(base.pattern_count())
        .map(|word| format!("\"{{te_weinig}} ~5 {word}\""))
        .collect();
    let extra = "\n[[themes]]\ncode = \"extra\"\ncolour = \"#333333\"\nlabel = { nl = \"Extra\", en = \"Extra\" }\n\
                 definition = { nl = \"Meer.\", en = \"More.\" }\n";
    let doubled = format!("{file}{extra}hints = [{}]\n", more.join(", "));
    let doubled = Taxonomy::parse("doubled", &doubled).unwrap();
    assert_eq!(doubled.pattern_count(), 2 * base.pattern_count());
    let tried = |taxonomy: &Taxonomy| {
        let mut analyser = Analyser::new();
        texts().iter().map(|text| taxonomy.patterns_tried(&mut analyser, text)).sum::<usize>()
    };
    let (before, after) = (tried(&base), tried(&doubled));
    assert!(before / texts().len() < base.pattern_count() / 30, "{before}");
    assert!(after < before + before / 20, "{before} → {after}");
}

fn texts() -> Vec<String> {
    let gold = fs::read_to_string(root().join("tests/gold/open.jsonl")).unwrap();
    let rows = gold.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    rows.filter_map(|row| row["text"].as_str().map(str::to_owned)).collect()
}

#[test]
fn examples_and_patterns_share_no_four_words_with_the_sample_pages() {
    let pages: BTreeSet<Vec<String>> = fs::read_dir(root().join("corpus"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .flat_map(|path| four_grams(&page(&path)))
        .collect();
    assert!(pages.len() > 500);
    let strings: Vec<&str> = EMBEDDED.split(['"', '\'', '\n']).collect();
    for text in strings {
        for words in four_grams(text) {
            assert!(!pages.contains(&words), "{words:?} stand in the sample pages");
        }
    }
}

/// The page's words, with line-end hyphens undone so that a split word counts.
fn page(path: &Path) -> String {
    fs::read_to_string(path).unwrap().replace("-\n", "")
}

fn four_grams(text: &str) -> Vec<Vec<String>> {
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(fold)
        .collect();
    words.windows(4).map(<[String]>::to_vec).collect()
}
