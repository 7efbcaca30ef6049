//! An index of several parts answers as one part would.

#![expect(clippy::unwrap_used, reason = "a test that can not go on should panic")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use bloemlezer::index::{
    self, Concordance, Filters, Index, IndexError, SearchRequest, SearchResults, Sort, Writer,
};
use bloemlezer::model::{Coder, Kind, Section, Statement, ThemeCoding};
use bloemlezer::text::Analyser;

const STATEMENTS: usize = 1_200;

/// Memory for words: as little as an index takes.
const LITTLE: usize = 15_000_000;

/// Numbers that nobody else writes, in every statement: what they take makes parts of an index, and they are quick to analyse.
const OWN_WORDS: usize = 150;

const WORDS: [&str; 8] = ["gemeente", "gemeenten", "de", "bus", "rijdt", "wachttijden", "jeugdzorg", "lange"];

/// Statements in which common words stand more or less often, and the values of every field differ.
fn statement(number: usize) -> Statement {
    let mut text = String::new();
    for place in 0..3 + number % 11 {
        let word = (number * 7 + place * place * 3 + number / 13) % (WORDS.len() + number % 3);
        write!(text, "{} ", WORDS.get(word).unwrap_or(&"fiets")).unwrap();
    }
    for own in 0..OWN_WORDS {
        write!(text, "{:07} ", number * OWN_WORDS + own).unwrap();
    }
    let themes = ["capaciteit", "versnippering", "financiering"];
    let theme = |code: &str| ThemeCoding {
        code: code.to_owned(),
        subtheme: None,
        score: 0.5,
        source: Coder::Rule,
        coder: None,
        evidence: Vec::new(),
    };
    Statement {
        id: format!("st-{number}"),
        kind: if number.is_multiple_of(5) { Kind::Wens } else { Kind::Knelpunt },
        // Some values stand in the first part alone, some in the last.
        section: (!number.is_multiple_of(4)).then(|| Section {
            number: Some(format!("{}.{}", 1 + number / 500, number % 7)),
            title: "Over de bus".to_owned(),
        }),
        date: (!number.is_multiple_of(3))
            .then(|| format!("2024-{:02}-{:02}", 12 - number * 12 / STATEMENTS, 1 + number % 28)),
        themes: themes.iter().take((number / 2) % 3).map(|code| theme(code)).collect(),
        ..Statement::uncoded(&format!("map/deel-{}.txt", number / 200), text)
    }
}

fn write_with(folder: &Path, statements: &[Statement], budget: usize) -> Index {
    let mut writer = Writer::new(folder, budget).unwrap();
    let mut analyser = Analyser::new();
    for statement in statements {
        let json = serde_json::to_vec(statement).unwrap();
        writer.add(writer.entries().entry(statement, &json, &mut analyser)).unwrap();
    }
    writer.finish().unwrap();
    Index::open(folder).unwrap()
}

/// How many parts the index names.
fn parts(folder: &Path) -> usize {
    let meta: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.join("meta.json")).unwrap()).unwrap();
    meta["segments"].as_array().unwrap().len()
}

fn answers(index: &Index, query: &str, filters: &Filters) -> Vec<(SearchResults, Option<Concordance>)> {
    let pages = [
        (Sort::Score, 10, 0),
        (Sort::Score, 7, 20),
        (Sort::Score, STATEMENTS, 0),
        (Sort::Source, 30, 200),
        (Sort::Date, 40, 100),
    ];
    let requests = pages.into_iter().map(|(sort, limit, offset)| SearchRequest {
        query: query.to_owned(),
        filters: filters.clone(),
        sort,
        limit,
        offset,
    });
    // Lines of a concordance are taken from the same matches in the same order: one page of them serves.
    let lines = |request: &SearchRequest| (request.offset == 20).then(|| index.concordance(request, 3).ok());
    requests.map(|request| (index.search(&request).unwrap(), lines(&request).flatten())).collect()
}

#[test]
fn several_parts_answer_as_one() {
    let statements: Vec<Statement> = (0..STATEMENTS).map(statement).collect();
    let folder = tempfile::tempdir().unwrap();
    let (one, several) = (folder.path().join("one"), folder.path().join("several"));
    index::write(&one, &statements).unwrap();
    let whole = Index::open(&one).unwrap();
    let index = write_with(&several, &statements, LITTLE);
    assert_eq!((parts(&one), parts(&several) > 2), (1, true), "parts: {}", parts(&several));
    assert_eq!(index.statements(), STATEMENTS as u64);

    let none = Filters::default();
    let some = Filters {
        theme: vec!["capaciteit".to_owned(), "overig".to_owned()],
        section: vec!["1".to_owned(), "3.2".to_owned()],
        ..Filters::default()
    };
    let asked = [
        ("bus", &none),
        ("gemeenten jeugdzorg", &none),
        ("bus OR fiets", &none),
        ("\"de bus\"", &none),
        ("\"lange wacht*\" OR fiets", &none),
        ("wacht* -bus", &none),
        ("jeugdzorg NEAR/3 fiets", &none),
        ("NOT gemeente", &none),
        ("0000007 OR 0179999", &none),
        ("nergens", &none),
        ("bus", &some),
        ("", &some),
    ];
    for (query, filters) in asked {
        let expected = answers(&whole, query, filters);
        let found = answers(&index, query, filters);
        for (number, (found, expected)) in found.iter().zip(&expected).enumerate() {
            assert_eq!(found.0.total, expected.0.total, "`{query}`, {number}");
            assert_eq!(found, expected, "`{query}`, {number}");
        }
        let total = expected[0].0.total;
        assert_eq!(total == 0, query == "nergens", "`{query}` finds {total}");
    }
}

#[test]
fn an_index_that_lacks_a_part_is_told() {
    let statements: Vec<Statement> = (0..STATEMENTS).map(statement).collect();
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("index");
    drop(write_with(&folder, &statements, LITTLE));
    let meta: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.join("meta.json")).unwrap()).unwrap();
    let part = meta["segments"][0]["segment_id"].as_str().unwrap().replace('-', "");
    for file in fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()) {
        if file.file_name().unwrap().to_str().unwrap().starts_with(&part) {
            fs::remove_file(file).unwrap();
        }
    }
    assert!(matches!(Index::open(&folder), Err(IndexError::Damaged { .. })));
}
