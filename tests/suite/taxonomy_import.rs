//! Tests of codebooks that others made: what becomes of them as a taxonomy, and what has no place in one.

use bloemlezer::codebook::{ImportError, Taxonomy, import_dictionary, import_table};
use bloemlezer::coding::{self, CodingInput};
use bloemlezer::ingest::read_cells;
use bloemlezer::text::Analyser;

use super::cli::Sandbox;

const TABLE: &str = "\u{feff}Code;Naam;Definitie;Woorden;Kleur
capaciteit;Capaciteit;\"Te weinig mensen
of plekken.\";\"te weinig; wachtlijst*, personeel?\";rood
capaciteit/plekken;Plekken & bedden;;bed|opvangplek;
geld;\"Geld \"\"en\"\" kosten\";Wat het kost.;;
;;niemand;;
";

const DICTIONARY: &str = "# as quanteda has them
Zorg:
  wachten:
    - wachtlijst*
    - te lang wachten
    - \"gel?\"
  Zware zorg:
    diep: [ic-bed, '{x}']
Geld:
  - budget
  - kosten:
      - duur
  - budget
overig: ['*weet']
";

fn themes(taxonomy: &Taxonomy, text: &str) -> Vec<String> {
    let input = CodingInput { text, section: None, chapter_kind: None, question: None };
    let coded = coding::code(taxonomy, &mut Analyser::new(), &[input]);
    let themes = coded.into_iter().flat_map(|coding| coding.themes);
    themes
        .map(|theme| [Some(theme.code), theme.subtheme].into_iter().flatten().collect::<Vec<_>>().join("/"))
        .collect()
}

#[test]
fn a_table_becomes_a_taxonomy() {
    let imported = import_table("Mijn boek", &read_cells("boek.csv", TABLE.as_bytes()).unwrap()).unwrap();
    assert_eq!((imported.themes, imported.subthemes, imported.patterns), (2, 1, 4));
    let unmapped: Vec<String> =
        imported.unmapped.iter().map(|own| format!("{} {}: {}", own.line, own.what, own.why)).collect();
    insta::assert_snapshot!(unmapped.join("\n"), @r"
    1 Kleur: the column is none of code, label, definition, words and parent
    2 personeel?: `?` for one character has no counterpart: write the words out, or use `*`
    5 niemand: the row has neither code nor label
    ");
    insta::assert_snapshot!(imported.missing.join("\n"), @r"
    patterns of `geld`: it will be given to no statement
    labels and definitions in the other language: they were written in both alike
    ");
    let taxonomy = Taxonomy::parse("boek.toml", &imported.text).unwrap();
    assert_eq!(taxonomy.codebook.name, "mijn-boek");
    assert_eq!(taxonomy.codebook.themes[0].definition.nl, "Te weinig mensen of plekken.");
    assert_eq!(taxonomy.codebook.themes[1].label.en, "Geld \"en\" kosten");
    // Words of a table stand for all their inflections.
    assert_eq!(themes(&taxonomy, "De bedden zijn op."), ["capaciteit/plekken"]);
    assert_eq!(themes(&taxonomy, "De wachtlijsten groeien."), ["capaciteit"]);
}

#[test]
fn a_dictionary_becomes_a_taxonomy() {
    let imported = import_dictionary("woorden", DICTIONARY).unwrap();
    insta::assert_snapshot!(imported.text, @r##"
    name = "woorden"
    version = "0.1.0"

    [[themes]]
    code = "zorg"
    label = { nl = "Zorg", en = "Zorg" }
    definition = { nl = "(nog te schrijven)", en = "(to be written)" }
    colour = "#1f5fa8"

    [[themes.subthemes]]
    code = "wachten"
    label = { nl = "wachten", en = "wachten" }
    patterns = [
      "wachtlijst*",
      "=te =lang =wachten",
    ]

    [[themes.subthemes]]
    code = "zware-zorg"
    label = { nl = "Zware zorg", en = "Zware zorg" }
    patterns = [
      "=ic =bed",
    ]

    [[themes]]
    code = "geld"
    label = { nl = "Geld", en = "Geld" }
    definition = { nl = "(nog te schrijven)", en = "(to be written)" }
    colour = "#a8431f"
    patterns = [
      "=budget",
    ]

    [[themes.subthemes]]
    code = "kosten"
    label = { nl = "kosten", en = "kosten" }
    patterns = [
      "=duur",
    ]

    [[themes]]
    code = "overig-2"
    label = { nl = "overig", en = "overig" }
    definition = { nl = "(nog te schrijven)", en = "(to be written)" }
    colour = "#2e7031"
    patterns = [
      "*weet",
    ]
    "##);
    let unmapped: Vec<String> =
        imported.unmapped.iter().map(|own| format!("{} {}: {}", own.line, own.what, own.why)).collect();
    insta::assert_snapshot!(unmapped.join("\n"), @r"
    6 gel?: `?` for one character has no counterpart: write the words out, or use `*`
    8 diep: themes have two levels: its words were put under `zware-zorg`
    8 {x}: `{` can't stand in a word of a pattern
    ");
    let taxonomy = Taxonomy::parse("woorden.toml", &imported.text).unwrap();
    // Words of a dictionary stand for themselves alone.
    assert_eq!(themes(&taxonomy, "Het budget is op."), ["geld"]);
    assert!(themes(&taxonomy, "Alle budgetten zijn op.").is_empty());
    assert_eq!(themes(&taxonomy, "Wij moeten te lang wachten."), ["zorg/wachten"]);
}

#[test]
fn what_is_no_codebook_is_refused() {
    // In YAML a bare star refers to another place.
    for text in ["a: [*weet]", "", "- a\n- b\n", "woord", "a: [b"] {
        assert!(import_dictionary("x", text).is_err(), "{text}");
    }
    let deep = format!("a: {}", "[".repeat(5_000));
    assert!(matches!(import_dictionary("x", &deep), Err(ImportError::Yaml { line: 1, .. })));
    let table = read_cells("x.csv", b"naam;waarde\n").unwrap();
    assert!(matches!(import_table("x", &table), Err(ImportError::NoCodes)));
}

#[test]
fn the_command_writes_a_taxonomy_that_a_run_takes_and_never_over_another() {
    let sandbox = Sandbox::new();
    sandbox.write("boek.yml", "geld:\n  - kost*\nloket:\n  - loket\n");
    let import = ["taxonomy", "import", "boek.yml", "--to", "nieuw.toml"];
    let answer = sandbox.run(&import).expect_status(1);
    assert!(answer.stdout.contains("to fill in: the definition of `geld`"), "{answer:#?}");
    assert!(answer.stdout.contains("nieuw.toml: 2 themes, 0 subthemes, 2 patterns"), "{answer:#?}");
    sandbox.run(&import).expect_error(&["nieuw.toml is there already"]);
    sandbox.write("corpus/a.txt", "Het loket kost te veel geld voor wat het ons oplevert.\n");
    sandbox.run(&["run", "-q", "--taxonomy", "nieuw.toml"]).expect_status(0);
    let statements = sandbox.read("reports/latest/statements.jsonl");
    assert!(
        statements.contains("\"code\":\"geld\"") && statements.contains("\"code\":\"loket\""),
        "{statements}"
    );
    sandbox.write("boek.doc", "x");
    let other = ["taxonomy", "import", "boek.doc", "--to", "x.toml"];
    sandbox.run(&other).expect_error(&["neither .csv, .xlsx, .yml nor .yaml"]);
}
