//! Tests of the invariants on the output of real runs: the built program over the corpus of this repository and over generated ones
//! of pages and tables. What the sources hold is read here anew, so that no mistake of the program's own readers can hide.

#![expect(clippy::unwrap_used, reason = "a test that can not go on should panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use bloemlezer::ingest::ingest;
use bloemlezer::layout::layout;
use bloemlezer::model::{
    Coder, Content, Document, KindSource, Problem, Severity, SourcePiece, Span, Statement, Structure,
    StructureKind, Summary,
};
use bloemlezer::segment::{SegmentInput, Segmented, segment};
use bloemlezer::synthesis::{Amount, parse_texts, profiles, synthesise};
use bloemlezer::text::{TextBuilder, WordList, is_blank};
use data_encoding::BASE32_NOPAD;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

use super::cli::{Sandbox, tree};
use super::formats::folder_complaints;
use super::workbook::{Sheet, workbook};

const OUT: &str = "reports/latest";

/// Where a stretch of source text stands: page and line of a text, or row and column of a table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Line { page: u32, line: u32 },
    Cell { sheet: Option<String>, row: u32, field: String, comment: Option<u32> },
}

/// What a source file holds, as this test reads it.
type Places = BTreeMap<Place, String>;

/// A source file of a generated corpus.
#[derive(Debug, Clone)]
struct Source {
    path: String,
    bytes: Vec<u8>,
    places: Places,
    /// Ids of a table's rows.
    records: BTreeMap<u32, String>,
}

/// Everything that a run wrote and a test looks at.
#[derive(Clone)]
struct Output {
    statements: Vec<Statement>,
    structure: Vec<Structure>,
    problems: Vec<Problem>,
    summary: Summary,
}

fn run(sandbox: &Sandbox) -> Output {
    run_with(sandbox, &[])
}

/// The same without looking for the same words in other documents, the one thing for which a statement depends on them.
fn run_ungrouped(sandbox: &Sandbox) {
    run_with(sandbox, &["--no-groups"]);
}

fn run_with(sandbox: &Sandbox, options: &[&str]) -> Output {
    let answer = sandbox.run(&[&["run", "-q"], options].concat());
    assert!(matches!(answer.status, Some(0 | 1)), "{answer:#?}");
    Output {
        statements: lines(sandbox, "statements.jsonl"),
        structure: lines(sandbox, "structure.jsonl"),
        problems: lines(sandbox, "problems.jsonl"),
        summary: serde_json::from_str(&sandbox.read(&format!("{OUT}/summary.json"))).unwrap(),
    }
}

fn lines<T: DeserializeOwned>(sandbox: &Sandbox, file: &str) -> Vec<T> {
    let text = sandbox.read(&format!("{OUT}/{file}"));
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// All invariants of one run over these sources.
fn check(sandbox: &Sandbox, sources: &BTreeMap<String, Places>, output: &Output) {
    texts_are_their_sources(sources, output);
    nothing_is_lost(sources, output);
    evidence_cuts_words(&output.statements);
    ids_are_those_documented(&output.statements);
    counts_are_those_of_the_statements(&output.statements, &output.summary);
    assert_eq!(folder_complaints(&sandbox.path(OUT)), [""; 0]);
}

// ---------------------------------------------------------------------------------------------------------------------
// Text and its source
// ---------------------------------------------------------------------------------------------------------------------

/// The file, the place in it and the part of that place of a piece of the document `own`.
fn place<'p>(own: &'p str, piece: &'p SourcePiece) -> (&'p str, Place, Span) {
    match piece {
        SourcePiece::Line { document, page, line, start, end, .. } => {
            assert_ne!(document.as_deref(), Some(own), "a file is named only where it is another");
            let file = document.as_deref().unwrap_or(own);
            (file, Place::Line { page: *page, line: *line }, Span::new(*start, *end))
        }
        SourcePiece::Paragraph { .. } => panic!("no format with paragraphs is read here"),
        SourcePiece::Cell { sheet, row, field, comment, start, end } => {
            let place =
                Place::Cell { sheet: sheet.clone(), row: *row, field: field.clone(), comment: *comment };
            (own, place, Span::new(*start, *end))
        }
    }
}

/// The source text that pieces of the document `own` speak of, under the transform.
fn transformed(sources: &BTreeMap<String, Places>, own: &str, pieces: &[SourcePiece]) -> String {
    let mut text = TextBuilder::new(WordList::shipped());
    for piece in pieces {
        let (file, place, span) = place(own, piece);
        let source = sources[file].get(&place).unwrap_or_else(|| panic!("{file} has no {place:?}"));
        text.push(span.cut(source));
    }
    text.finish()
}

fn texts_are_their_sources(sources: &BTreeMap<String, Places>, output: &Output) {
    for statement in &output.statements {
        assert!(!statement.text.is_empty(), "an empty statement: {statement:?}");
        assert_eq!(
            statement.text,
            transformed(sources, &statement.document, &statement.source),
            "{statement:?}"
        );
    }
    for element in &output.structure {
        let text = transformed(sources, &element.document, &element.source);
        match (&element.kind, &element.number) {
            (StructureKind::Heading, Some(number)) => {
                assert!(
                    text.starts_with(number.as_str()) && text.ends_with(&element.text),
                    "{element:?}: {text}"
                );
            }
            _ => assert_eq!(element.text, text, "{element:?}"),
        }
    }
}

/// Every character that is not blank stands in exactly one statement or structure element, or a problem tells of its place.
fn nothing_is_lost(sources: &BTreeMap<String, Places>, output: &Output) {
    let mut covered: BTreeMap<(&str, Place), Vec<u8>> = BTreeMap::new();
    for (document, places) in sources {
        for (place, text) in places {
            covered.insert((document, place.clone()), vec![0; text.chars().count()]);
        }
    }
    let statements = output.statements.iter().map(|statement| (&statement.document, &statement.source));
    let structure = output.structure.iter().map(|element| (&element.document, &element.source));
    for (document, pieces) in statements.chain(structure) {
        for piece in pieces {
            let (file, place, span) = place(document, piece);
            let counts = covered.get_mut(&(file, place.clone()));
            let counts = counts.unwrap_or_else(|| panic!("{file} has no {place:?}"));
            let cut = counts.get_mut(span.start as usize..span.end as usize);
            let cut = cut.unwrap_or_else(|| panic!("{file}: {span:?} is beyond {place:?}"));
            cut.iter_mut().for_each(|count| *count += 1);
        }
    }
    for ((document, place), counts) in &covered {
        let text = &sources[*document][place];
        let missed =
            text.chars().zip(counts).filter(|(_, count)| **count == 0).map(|(character, _)| character);
        let lost: String = missed.filter(|character| !is_blank(character.encode_utf8(&mut [0; 4]))).collect();
        let doubled = counts.iter().any(|count| *count > 1);
        assert!(!doubled, "{document} {place:?} is in two statements or structure elements: {text:?}");
        assert!(
            lost.is_empty() || tells_of(&output.problems, document, place),
            "{document} {place:?} lost {lost:?} of {text:?}"
        );
    }
}

/// Whether an error says that this place, or all of its file, could not be used.
fn tells_of(problems: &[Problem], document: &str, place: &Place) -> bool {
    let number = match place {
        Place::Line { line, .. } => *line,
        Place::Cell { row, .. } => *row,
    };
    problems.iter().any(|problem| {
        problem.severity == Severity::Error
            && problem.file == document
            && problem.line.is_none_or(|line| line == number)
    })
}

// ---------------------------------------------------------------------------------------------------------------------
// Evidence, ids and counts
// ---------------------------------------------------------------------------------------------------------------------

fn evidence_cuts_words(statements: &[Statement]) {
    for statement in statements {
        for theme in &statement.themes {
            assert!(theme.source == Coder::Human || !theme.evidence.is_empty(), "{statement:?}");
            for found in &theme.evidence {
                assert_cuts_words(statement, Span::new(found.start, found.end));
                assert!(!found.rule.is_empty(), "{statement:?}");
            }
        }
        assert!(
            statement.kind_source != KindSource::Rule || !statement.kind_evidence.is_empty(),
            "{statement:?}"
        );
        assert!(
            statement.kind_source != KindSource::Prior || statement.kind_evidence.is_empty(),
            "{statement:?}"
        );
        for span in &statement.kind_evidence {
            assert_cuts_words(statement, *span);
        }
    }
}

/// A span lies within the text, begins and ends in a word and cuts none in two.
fn assert_cuts_words(statement: &Statement, span: Span) {
    let characters: Vec<char> = statement.text.chars().collect();
    let (start, end) = (span.start as usize, span.end as usize);
    let words = characters.get(start..end).unwrap_or_else(|| panic!("{span:?} is beyond {statement:?}"));
    let (first, last) = (words.first(), words.last());
    assert!(words.iter().any(|character| character.is_alphanumeric()), "{words:?} in {statement:?}");
    assert!(!first.is_some_and(|first| first.is_whitespace()), "{words:?} in {statement:?}");
    assert!(!last.is_some_and(|last| last.is_whitespace()), "{words:?} in {statement:?}");
    let before = start.checked_sub(1).and_then(|before| characters.get(before));
    for (left, right) in [(before, first), (last, characters.get(end))] {
        let inside = |side: Option<&char>| side.is_some_and(char::is_ascii_alphanumeric);
        assert!(!(inside(left) && inside(right)), "{words:?} cuts a word of {statement:?}");
    }
}

/// Ids as docs/formats.md describes them.
fn ids_are_those_documented(statements: &[Statement]) {
    let mut seen: BTreeMap<(String, String), u32> = BTreeMap::new();
    let mut ids = BTreeSet::new();
    for statement in statements {
        let words = match &statement.record {
            Some(record) => record.clone(),
            None => {
                let letters = statement.text.nfc().filter(|character| character.is_alphanumeric());
                letters.flat_map(char::to_lowercase).collect()
            }
        };
        let nth = seen.entry((statement.document.clone(), words.clone())).or_default();
        *nth += 1;
        let hash = Sha256::digest(format!("{}\0{words}\0{nth}", statement.document));
        let code = BASE32_NOPAD.encode(&hash[..10]).to_lowercase();
        assert_eq!(statement.id, format!("st-{code}"), "{statement:?}");
        assert!(ids.insert(&statement.id), "two statements have the id {}", statement.id);
    }
}

fn codes(statement: &Statement) -> BTreeSet<&str> {
    let codes: BTreeSet<&str> = statement.themes.iter().map(|theme| theme.code.as_str()).collect();
    if codes.is_empty() { BTreeSet::from(["overig"]) } else { codes }
}

/// How often each value occurs.
fn tally<T: Ord>(values: impl IntoIterator<Item = T>) -> BTreeMap<T, u64> {
    let mut counts = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts
}

/// The counts that are not zero.
fn filled(counts: &BTreeMap<String, u64>) -> BTreeMap<&str, u64> {
    counts.iter().filter(|(_, count)| **count > 0).map(|(code, count)| (code.as_str(), *count)).collect()
}

fn distinct<T: Ord>(values: impl Iterator<Item = T>) -> u64 {
    values.collect::<BTreeSet<T>>().len() as u64
}

fn counts_are_those_of_the_statements(statements: &[Statement], summary: &Summary) {
    let shown: Vec<&Statement> = statements.iter().filter(|statement| statement.public).collect();
    let with = |code: &str| -> Vec<&Statement> {
        shown.iter().copied().filter(|statement| codes(statement).contains(code)).collect()
    };
    let whole = [summary.statements, summary.records, summary.respondents, summary.groups_collapsed];
    assert_eq!(whole, totals(&shown, None));
    assert_eq!(summary.uncoded, with("overig").len() as u64);
    assert_eq!(summary.reviewed, shown.iter().filter(|statement| statement.reviewed).count() as u64);
    assert_eq!(filled(&summary.kinds), tally(shown.iter().map(|statement| statement.kind.code())));
    let listed: Vec<&str> = summary.themes.iter().map(|theme| theme.code.as_str()).collect();
    let themes = ["versnippering", "capaciteit", "financiering", "herkenning", "communicatie", "overig"];
    assert_eq!(listed, themes);
    for theme in &summary.themes {
        let under = with(&theme.code);
        let counted = [theme.statements, theme.records, theme.respondents, theme.collapsed];
        assert_eq!(counted, totals(&under, Some(&theme.code)), "{}", theme.code);
        assert_eq!(filled(&theme.by_kind), tally(under.iter().map(|statement| statement.kind.code())));
        let codings = under.iter().flat_map(|statement| &statement.themes);
        let subthemes = codings
            .filter(|coding| coding.code == theme.code)
            .filter_map(|coding| coding.subtheme.as_deref());
        assert_eq!(filled(&theme.by_subtheme), tally(subthemes), "{}", theme.code);
        let ids: Vec<&String> = under.iter().map(|statement| &statement.id).collect();
        assert_eq!(theme.quotes.iter().collect::<Vec<_>>(), ids, "{}", theme.code);
    }
    parts_are_those_of_the_statements(&shown, summary);
}

/// Statements, distinct records, distinct respondents, and statements when groups count once.
fn totals(statements: &[&Statement], code: Option<&str>) -> [u64; 4] {
    let records =
        statements.iter().filter_map(|statement| Some((&statement.document, statement.record.as_ref()?)));
    let respondents = statements.iter().filter_map(|statement| statement.respondent.as_deref());
    let names = respondents.map(|name| name.trim().to_lowercase()).filter(|name| !name.is_empty());
    [statements.len() as u64, distinct(records), distinct(names), once(statements, code)]
}

/// Statements when what a group shares counts once and each own addition apart, as docs/formats.md tells.
fn once(statements: &[&Statement], code: Option<&str>) -> u64 {
    let mut groups: BTreeMap<&str, Vec<&Statement>> = BTreeMap::new();
    for statement in statements {
        groups.entry(statement.group.as_ref().unwrap_or(&statement.id)).or_default().push(statement);
    }
    let voices = |members: Vec<&Statement>| {
        let mut voices: BTreeSet<&str> = BTreeSet::new();
        for member in &members {
            let first = member.duplicate_of.as_ref().unwrap_or(&member.id);
            let themes = member.themes.iter().filter(|theme| Some(theme.code.as_str()) == code);
            let evidence: Vec<_> = themes.flat_map(|theme| &theme.evidence).collect();
            let is_own =
                |start: u32, end: u32| member.own.iter().any(|own| own.start < end && start < own.end);
            if evidence.is_empty() {
                voices.insert("shared");
                voices.extend((!member.own.is_empty()).then_some(first.as_str()));
            }
            for piece in evidence {
                voices.insert(if is_own(piece.start, piece.end) { first } else { "shared" });
            }
        }
        voices.len().min(members.len()) as u64
    };
    groups.into_values().map(voices).sum()
}

fn parts_are_those_of_the_statements(shown: &[&Statement], summary: &Summary) {
    let mut sections: Vec<(Option<&str>, Option<&str>)> = Vec::new();
    let mut documents: Vec<&str> = Vec::new();
    let section = |statement: &Statement| {
        let section = statement.section.clone();
        (section.as_ref().and_then(|section| section.number.clone()), section.map(|section| section.title))
    };
    let of_sections = tally(shown.iter().map(|statement| section(statement)));
    let mut by_section: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    let mut by_document: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for statement in shown {
        by_section.entry(section(statement)).or_default().extend(codes(statement));
        by_document.entry(&statement.document).or_default().extend(codes(statement));
    }
    for count in &summary.sections {
        let key = (count.number.clone(), count.title.clone());
        sections.push((count.number.as_deref(), count.title.as_deref()));
        assert_eq!(Some(&count.statements), of_sections.get(&key), "{count:?}");
        assert_eq!(filled(&count.by_theme), tally(by_section[&key].iter().copied()), "{count:?}");
    }
    assert_eq!(distinct(sections.iter()), of_sections.len() as u64, "a section is missing or counted twice");
    assert_eq!(sections.len(), of_sections.len());
    let of_documents = tally(shown.iter().map(|statement| statement.document.as_str()));
    for count in &summary.documents {
        documents.push(&count.document);
        assert_eq!(Some(&count.statements), of_documents.get(count.document.as_str()), "{count:?}");
        assert_eq!(filled(&count.by_theme), tally(by_document[count.document.as_str()].iter().copied()));
    }
    let mut order: Vec<&str> = shown.iter().map(|statement| statement.document.as_str()).collect();
    order.dedup();
    assert_eq!(documents, order, "documents are not in source order");
    let place = |code: &str| summary.themes.iter().position(|theme| theme.code == code);
    let pairs = shown.iter().flat_map(|statement| {
        let codes = codes(statement);
        let both = codes
            .iter()
            .flat_map(|one| codes.iter().map(move |other| [(*one).to_owned(), (*other).to_owned()]));
        both.filter(|[one, other]| place(one) < place(other)).collect::<Vec<_>>()
    });
    let together = summary.cooccurrence.iter().map(|pair| (pair.themes.clone(), pair.statements));
    assert_eq!(together.collect::<BTreeMap<_, _>>(), tally(pairs));
}

// ---------------------------------------------------------------------------------------------------------------------
// Sources
// ---------------------------------------------------------------------------------------------------------------------

/// The physical lines of a text file, by what docs/formats.md says of lines and pages.
fn physical_lines(text: &str) -> Places {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let end = if text.contains('\n') { '\n' } else { '\r' };
    let mut page = 1;
    let mut places = Places::new();
    for (line, number) in text.split(end).zip(1..) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        for (nth, part) in line.split('\u{c}').enumerate() {
            page += u32::from(nth > 0);
            places.insert(Place::Line { page, line: number }, part.to_owned());
        }
    }
    places
}

fn text_source(path: &str, text: String) -> Source {
    Source {
        path: path.to_owned(),
        places: physical_lines(&text),
        bytes: text.into_bytes(),
        records: BTreeMap::new(),
    }
}

const COLUMNS: [&str; 7] = ["nummer", "organisatie", "datum", "openbaar", "reactie", "toelichting", "wijk"];

/// A table of rows of [`COLUMNS`]; ids are the row numbers' own, so that each is there once.
fn delimited_source(path: &str, delimiter: u8, rows: &[Row]) -> Source {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(COLUMNS).unwrap();
    let mut source =
        Source { path: path.to_owned(), bytes: Vec::new(), places: Places::new(), records: BTreeMap::new() };
    let mut keep = |row: u32, cells: &[String]| {
        for (field, cell) in COLUMNS.iter().zip(cells) {
            source.places.insert(cell_place(None, row, field), cell.clone());
        }
    };
    keep(1, &COLUMNS.map(str::to_owned));
    for (cells, row) in rows.iter().zip(2..) {
        let cells = cells.cells(row);
        writer.write_record(&cells).unwrap();
        keep(row, &cells);
        source.records.insert(row, cells[0].clone());
    }
    source.bytes = writer.into_inner().unwrap();
    source
}

/// The same as JSON Lines; names of keys are no text of the source there.
fn json_source(path: &str, rows: &[Row]) -> Source {
    let mut source =
        Source { path: path.to_owned(), bytes: Vec::new(), places: Places::new(), records: BTreeMap::new() };
    for (cells, row) in rows.iter().zip(1..) {
        let cells = cells.cells(row);
        let object: serde_json::Map<String, Value> = COLUMNS
            .iter()
            .zip(&cells)
            .map(|(field, cell)| ((*field).to_owned(), Value::from(cell.as_str())))
            .collect();
        source.bytes.extend(serde_json::to_vec(&object).unwrap());
        source.bytes.push(b'\n');
        for (field, cell) in COLUMNS.iter().zip(&cells) {
            source.places.insert(cell_place(None, row, field), cell.clone());
        }
        source.records.insert(row, cells[0].clone());
    }
    source
}

/// A cell of a table.
fn cell_place(sheet: Option<&str>, row: u32, field: &str) -> Place {
    Place::Cell { sheet: sheet.map(str::to_owned), row, field: field.to_owned(), comment: None }
}

/// A workbook of two sheets with a title above the first one's names, a merged cell in it, and a comment.
fn workbook_source(path: &str, first: &[Row], second: &[Row]) -> Source {
    let mut source =
        Source { path: path.to_owned(), bytes: Vec::new(), places: Places::new(), records: BTreeMap::new() };
    let mut sheets = Vec::new();
    for (name, rows, top) in [("Noord & Oost", first, 2), ("Zuid", second, 1)] {
        let mut sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
        if top > 1 {
            sheet.rows.push(vec!["Reacties op de dorpsvisie".to_owned()]);
            source
                .places
                .insert(cell_place(Some(name), 1, COLUMNS[0]), "Reacties op de dorpsvisie".to_owned());
            sheet.merged.push("A1:G1".to_owned());
            let comment = "Aangevuld & nagekeken".to_owned();
            sheet.comments.push(("E2".to_owned(), comment.clone()));
            let mut place = cell_place(Some(name), 2, COLUMNS[4]);
            if let Place::Cell { comment, .. } = &mut place {
                *comment = Some(1);
            }
            source.places.insert(place, comment);
        }
        let numbered = rows.iter().zip(top + 1..).map(|(row, number)| {
            let mut cells = row.cells(number);
            cells[0] = format!("{name}-{number}");
            cells
        });
        let all = std::iter::once(COLUMNS.map(str::to_owned).to_vec()).chain(numbered);
        for (cells, row) in all.zip(top..) {
            for (field, cell) in COLUMNS.iter().zip(&cells) {
                source.places.insert(cell_place(Some(name), row, field), cell.clone());
            }
            sheet.rows.push(cells);
        }
        sheets.push(sheet);
    }
    source.bytes = workbook(&sheets);
    source
}

#[derive(Debug, Clone)]
struct Row {
    respondent: String,
    date: &'static str,
    public: &'static str,
    text: String,
    more: String,
    district: &'static str,
}

impl Row {
    fn cells(&self, row: u32) -> Vec<String> {
        let number = format!("r-{row}");
        let (date, public, district) =
            (self.date.to_owned(), self.public.to_owned(), self.district.to_owned());
        vec![number, self.respondent.clone(), date, public, self.text.clone(), self.more.clone(), district]
    }
}

const WORDS: &[&str] = &[
    "te",
    "weinig",
    "geen",
    "samenwerking",
    "budget",
    "Één",
    "loket",
    "signalen",
    "niet",
    "herkend",
    "wachtlijst",
    "moet",
    "voorlichting",
    "co\u{308}ordinatie",
    "gemeente",
    "18-",
    "zorg-",
    "en",
    "(de",
    "het)",
    "„Aanpak”",
    "Er",
    "is",
    "capaciteit.",
    "subsidie;",
    "slacht-",
    "offers",
    "meer/",
    "minder",
    "ﬁnanciering",
    "samen\u{ad}",
    "werken",
    "👨\u{200d}👩\u{200d}👧",
    "IJsland",
    "نقص",
    "2.3",
    "Wie?",
    "schotten,",
    "NL",
    "&amp;",
    "<b>",
    "=1+1",
];

fn words() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS), 1..11).prop_map(|words| words.join(" "))
}

/// One physical line of a page: text of one column or two, a heading, an item, furniture, or anything at all.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => words(),
        3 => words().prop_map(|words| format!("{words} ")),
        2 => (words(), words()).prop_map(|(left, right)| format!("{left}      {right}")),
        2 => words().prop_map(|words| format!("- {words}")),
        1 => words().prop_map(|words| format!("\u{a0}\u{2022}\t{words}")),
        1 => (1..5_u32, 1..30_u32, words()).prop_map(|(chapter, part, words)| format!("{chapter}.{part} {words}")),
        1 => (1..99_u32).prop_map(|page| page.to_string()),
        1 => (1..99_u32).prop_map(|page| format!("Verslag inspraak | {page}")),
        1 => words().prop_map(|words| format!("{words} ....... 12")),
        5 => prop::sample::select(&["", " ", "\u{c}", "\t", "\r", "\u{200b}", "-", "a\u{c}b", "\u{feff}x", "\u{2028}"][..])
            .prop_map(str::to_owned),
        1 => "\\PC{0,30}",
    ]
}

fn page_text() -> impl Strategy<Value = String> {
    let end = prop::sample::select(&["\n", "\r\n"][..]);
    (prop::collection::vec(line(), 0..40), end).prop_map(|(lines, end)| lines.join(end))
}

fn row() -> impl Strategy<Value = Row> {
    let cell = prop_oneof![
        6 => words(),
        2 => (words(), words()).prop_map(|(one, other)| format!("{one}\n\n- \"{other}\"; {one}, ")),
        1 => Just(String::new()),
        1 => "\\PC{0,30}",
    ];
    let more = prop_oneof![3 => Just(String::new()), 1 => words()];
    let names =
        prop::sample::select(&["", "Bewoners", "bewoners ", "Stichting Zó"][..]).prop_map(str::to_owned);
    (
        (names, prop::sample::select(&["", "1-3-2024", "voorjaar"][..])),
        prop::sample::select(&["ja", "nee", ""][..]),
        (cell, more, prop::sample::select(&["", "Noord"][..])),
    )
        .prop_map(|((respondent, date), public, (text, more, district))| Row {
            respondent,
            date,
            public,
            text,
            more,
            district,
        })
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec(row(), 1..8)
}

/// A corpus of pages and tables; two files continue each other, and a last page always says something, so that there is a run.
fn corpus() -> impl Strategy<Value = Vec<Source>> {
    let pages = prop::collection::vec(page_text(), 5);
    (pages, rows(), rows(), rows()).prop_map(|(pages, comma, semicolon, json)| {
        vec![
            text_source("a b#%.txt", pages[0].clone()),
            text_source("map/één.txt", pages[1].clone()),
            text_source("map/p 2.txt", pages[2].clone()),
            delimited_source("tabel.csv", b',', &comma),
            delimited_source("tabel;.csv", b';', &semicolon),
            json_source("tabel.jsonl", &json),
            workbook_source("tabel.xlsx", &comma, &semicolon),
            text_source("ketting/een.txt", format!("{}\nDe hulp is te ver weg voor", pages[3])),
            text_source("ketting/twee.txt", format!("wie geen auto heeft.\n{}", pages[4])),
            text_source("z.txt", "Er is te weinig geld voor het buurthuis.\n".to_owned()),
        ]
    })
}

/// Checks a few cases from a fixed seed: the same on every machine and day.
fn for_cases<S: Strategy>(cases: u32, seed: u8, strategy: &S, check: impl Fn(S::Value)) {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 40, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]));
    runner
        .run(strategy, |value| {
            check(value);
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}

fn sandbox_of(sources: &[Source]) -> Sandbox {
    let sandbox = Sandbox::new();
    for source in sources {
        sandbox.write(&format!("corpus/{}", source.path), &source.bytes);
    }
    let chain = sources.iter().filter_map(|source| source.path.strip_prefix("ketting/"));
    let chain: Vec<&str> = chain.collect();
    if !chain.is_empty() {
        sandbox.write("corpus/ketting/consultation.toml", format!("consecutive = {chain:?}\n"));
    }
    sandbox
}

fn places_of(sources: &[Source]) -> BTreeMap<String, Places> {
    sources.iter().map(|source| (source.path.clone(), source.places.clone())).collect()
}

// ---------------------------------------------------------------------------------------------------------------------
// Tests
// ---------------------------------------------------------------------------------------------------------------------

#[test]
fn the_real_pages_hold_every_invariant() {
    let sandbox = Sandbox::new();
    let mut sources = BTreeMap::new();
    for (path, bytes) in tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")) {
        sandbox.write(&format!("corpus/{path}"), &bytes);
        if path.ends_with(".txt") {
            sources.insert(path, physical_lines(&String::from_utf8(bytes).unwrap()));
        }
    }
    assert!(sources.len() >= 3);
    let output = run(&sandbox);
    check(&sandbox, &sources, &output);
    every_output_holds_every_statement(&sandbox, &output);
}

/// How many documents of each profile are generated: so many as the environment says, else one.
fn generated_documents() -> usize {
    let asked = std::env::var("BLOEMLEZER_GENERATED").ok();
    asked.map_or(1, |count| count.parse().expect("BLOEMLEZER_GENERATED is a number of documents"))
}

/// A document as ingest read it: its lines by place. Of text the lines are read here anew; of PDF nobody but ingest knows them.
fn lines_of(document: &Document, folder: &Path) -> Places {
    if document.path.ends_with(".pdf") {
        let Content::Pages(pages) = &document.content else { panic!("{} has no pages", document.path) };
        let lines = pages.iter().flat_map(|page| page.lines.iter().map(|line| (page.number, line)));
        return lines
            .map(|(page, line)| (Place::Line { page, line: line.number }, line.text.clone()))
            .collect();
    }
    physical_lines(&fs::read_to_string(folder.join(&document.path)).unwrap())
}

#[test]
fn generated_documents_of_every_profile_are_read_whole() {
    let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/open.jsonl");
    let texts = parse_texts(&fs::read_to_string(texts).unwrap()).unwrap();
    let amount = Amount { documents: generated_documents(), pages: Some(2), seed: 20_261 };
    let (mut text_files, mut pdf_files) = (0, 0);
    for profile in profiles() {
        let sandbox = Sandbox::new();
        for file in synthesise(&profile, &texts, amount).files {
            sandbox.write(&file.name, &file.bytes);
        }
        let ingested = ingest(&[sandbox.path("")]).unwrap();
        assert_eq!(ingested.documents.len(), amount.documents, "{}", profile.name);
        for document in &ingested.documents {
            let found = segment(&[SegmentInput { document, blocks: layout(document) }]);
            assert!(!found.statements.is_empty(), "{}", document.path);
            let sources = BTreeMap::from([(document.path.clone(), lines_of(document, &sandbox.path("")))]);
            let Segmented { statements, structure, problems, .. } = found;
            let output = Output { statements, structure, problems, summary: Summary::default() };
            texts_are_their_sources(&sources, &output);
            nothing_is_lost(&sources, &output);
            ids_are_those_documented(&output.statements);
            *(if document.path.ends_with(".pdf") { &mut pdf_files } else { &mut text_files }) += 1;
        }
    }
    assert!(text_files >= 10 && pdf_files >= 3, "{text_files} texts and {pdf_files} PDFs");
}

#[test]
fn any_corpus_holds_every_invariant() {
    for_cases(8, 1, &corpus(), |sources| {
        let sandbox = sandbox_of(&sources);
        let output = run(&sandbox);
        check(&sandbox, &places_of(&sources), &output);
        every_output_holds_every_statement(&sandbox, &output);
        for statement in &output.statements {
            let Some(SourcePiece::Cell { row, .. }) = statement.source.first() else { continue };
            let source = sources.iter().find(|source| source.path == statement.document).unwrap();
            if !source.records.is_empty() {
                assert_eq!(statement.record.as_ref(), source.records.get(row), "{statement:?}");
            }
        }
    });
}

#[test]
fn split_responses_hold_every_invariant() {
    let split = std::cell::Cell::new(0);
    for_cases(6, 3, &corpus(), |sources| {
        let sandbox = sandbox_of(&sources);
        let whole = run(&sandbox);
        sandbox.write("bloemlezer.toml", "split = true\n");
        let output = run(&sandbox);
        check(&sandbox, &places_of(&sources), &output);
        split.set(split.get() + output.statements.len() - whole.statements.len());
    });
    assert!(split.get() > 20, "{} statements more", split.get());
}

/// The sheet and the index hold as many statements as the JSON.
fn every_output_holds_every_statement(sandbox: &Sandbox, output: &Output) {
    let sheet = sandbox.read(&format!("{OUT}/statements.csv"));
    let mut reader = csv::Reader::from_reader(sheet.as_bytes());
    let ids: Vec<String> = reader.records().map(|row| row.unwrap()[0].to_owned()).collect();
    let written: Vec<&String> = output.statements.iter().map(|statement| &statement.id).collect();
    assert_eq!(ids.iter().collect::<Vec<_>>(), written);
    let all = [
        "search", "--kind", "knelpunt", "--kind", "wens", "--kind", "context", "--limit", "0", "--format",
        "json",
    ];
    let answer = sandbox.run(&all).expect_status(0);
    let summary: Value = serde_json::from_str(&answer.stdout).unwrap();
    assert_eq!(summary["total"], written.len());
}

/// A way to spoil a run, with its name.
type Break = (&'static str, fn(&mut Output));

/// A check that can't fail proves nothing: each is shown a run that breaks its invariant.
#[test]
fn every_check_sees_what_it_is_there_for() {
    let text = "2.1 Loketten\n\nEr is te weinig geld voor het buurthuis.\n\nDe wachtlijst is lang.\n";
    let rows = vec![Row {
        respondent: "Bewoners".to_owned(),
        date: "",
        public: "ja",
        text: "Te weinig geld.".to_owned(),
        more: String::new(),
        district: "Noord",
    }];
    let sources = [text_source("a.txt", text.to_owned()), delimited_source("t.csv", b',', &rows)];
    let sandbox = sandbox_of(&sources);
    let places = places_of(&sources);
    let sound = run(&sandbox);
    assert!(sound.statements.len() == 3 && sound.structure.len() > 8);
    check(&sandbox, &places, &sound);
    let breaks: [Break; 10] = [
        ("another text", |output| output.statements[0].text.push('!')),
        ("a lost statement", |output| drop(output.statements.remove(1))),
        ("a lost cell", |output| drop(output.structure.pop())),
        ("a statement twice", |output| output.statements.push(output.statements[0].clone())),
        ("evidence beyond the text", |output| output.statements[0].themes[0].evidence[0].end += 500),
        ("evidence that cuts a word", |output| output.statements[0].themes[0].evidence[0].start += 1),
        ("a theme without evidence", |output| output.statements[0].themes[0].evidence.clear()),
        ("another id", |output| output.statements[2].id = output.statements[1].id.clone()),
        ("another count", |output| output.summary.themes[2].statements += 1),
        ("a quote too few", |output| {
            let quotes = &mut output.summary.themes[2].quotes;
            *quotes = quotes.iter().skip(1).map(str::to_owned).collect();
        }),
    ];
    for (what, spoil) in breaks {
        let mut output = sound.clone();
        spoil(&mut output);
        let outcome = std::panic::catch_unwind(|| check(&sandbox, &places, &output));
        assert!(outcome.is_err(), "{what} was not seen");
    }
}

#[test]
fn a_changed_document_leaves_all_others_as_they_were() {
    for_cases(4, 2, &(corpus(), corpus(), 0..6_usize), |(sources, others, changed)| {
        let sandbox = sandbox_of(&sources);
        run_ungrouped(&sandbox);
        let before = by_document(&sandbox);
        let path = &sources[changed].path;
        sandbox.write(&format!("corpus/{path}"), &others[changed].bytes);
        run_ungrouped(&sandbox);
        assert_others_unchanged(&before, &by_document(&sandbox), path);
        fs::remove_file(sandbox.path(&format!("corpus/{path}"))).unwrap();
        run_ungrouped(&sandbox);
        assert_others_unchanged(&before, &by_document(&sandbox), path);
    });
}

#[test]
fn a_changed_real_page_leaves_the_others_as_they_were() {
    let sandbox = Sandbox::new();
    let corpus = tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"));
    for (path, bytes) in &corpus {
        sandbox.write(&format!("corpus/{path}"), bytes);
    }
    run_ungrouped(&sandbox);
    let before = by_document(&sandbox);
    let path = corpus.keys().find(|path| path.ends_with(".txt")).unwrap();
    sandbox
        .write(&format!("corpus/{path}"), "2.99 Iets anders\n\nEr is te weinig geld voor het buurthuis.\n");
    run_ungrouped(&sandbox);
    assert_others_unchanged(&before, &by_document(&sandbox), path);
}

/// The lines that a run wrote on each document, byte for byte.
fn by_document(sandbox: &Sandbox) -> BTreeMap<String, Vec<String>> {
    let mut documents: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in ["statements.jsonl", "structure.jsonl"] {
        for line in sandbox.read(&format!("{OUT}/{file}")).lines() {
            let value: Value = serde_json::from_str(line).unwrap();
            documents
                .entry(value["document"].as_str().unwrap().to_owned())
                .or_default()
                .push(line.to_owned());
        }
    }
    documents
}

fn assert_others_unchanged(
    before: &BTreeMap<String, Vec<String>>,
    after: &BTreeMap<String, Vec<String>>,
    changed: &str,
) {
    let others = |documents: &BTreeMap<String, Vec<String>>| -> BTreeMap<String, Vec<String>> {
        documents.clone().into_iter().filter(|(document, _)| document != changed).collect()
    };
    assert!(!others(before).is_empty());
    assert_eq!(others(before), others(after), "{changed} changed, and so did another");
}
