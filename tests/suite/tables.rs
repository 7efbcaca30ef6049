//! Tests of tables: workbooks and separated text as people really send them, and as nobody should.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::{Path, PathBuf};

use bloemlezer::ingest::{IngestError, Ingested, ingest};
use bloemlezer::model::{Content, Document, Problem, Record, Severity, SourcePiece, StructureKind};
use bloemlezer::segment::{Responses, SegmentInput, Segmented, segment_responses};
use insta::assert_snapshot;
use tempfile::TempDir;

use super::cli::Sandbox;
use super::workbook::{Sheet, container, parts, workbook, workbook_parts};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tables").join(name)
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn read(root: impl AsRef<Path>) -> Ingested {
    ingest(&[root.as_ref().to_path_buf()]).unwrap()
}

/// One file of these bytes, read.
fn read_bytes(name: &str, bytes: &[u8]) -> Ingested {
    read(folder(&[(name, bytes)]).path())
}

/// What is wrong with a file of which nothing can be read.
fn refused(name: &str, bytes: &[u8]) -> Vec<Problem> {
    let folder = folder(&[(name, bytes)]);
    match ingest(&[folder.path().to_path_buf()]) {
        Err(IngestError::NothingToRead { problems, .. }) => problems,
        other => panic!("{name} was read: {other:?}"),
    }
}

fn records(document: &Document) -> &[Record] {
    match &document.content {
        Content::Records(records) => records,
        Content::Pages(_) => panic!("{} is no table", document.path),
    }
}

fn texts(ingested: &Ingested) -> Vec<(String, Vec<String>)> {
    let all = records(&ingested.documents[0]).iter();
    all.map(|record| (record.id.clone(), record.texts.iter().map(|cell| cell.text.clone()).collect()))
        .collect()
}

fn segmented(ingested: &Ingested, responses: Responses) -> Segmented {
    let document = &ingested.documents[0];
    segment_responses(&[SegmentInput { document, blocks: Vec::new() }], responses)
}

fn structure(found: &Segmented, kind: StructureKind) -> Vec<String> {
    let own = found.structure.iter().filter(|element| element.kind == kind);
    own.map(|element| element.text.clone()).collect()
}

/// One line per problem, without hints.
fn shown(problems: &[Problem]) -> String {
    let lines = problems.iter().map(|problem| {
        let severity = format!("{:?}", problem.severity).to_lowercase();
        let line = problem.line.map_or_else(String::new, |line| format!(":{line}"));
        assert!(problem.hint.is_some(), "{problem:?}");
        format!("{severity} {}{line} [{}] {}\n", problem.file, problem.code, problem.message)
    });
    lines.collect()
}

/// The rows of a table as they were read: id, respondent, date, public, texts, metadata.
fn rows(ingested: &Ingested) -> String {
    let rows = records(&ingested.documents[0]).iter().map(|record| {
        let texts: Vec<_> = record.texts.iter().map(|cell| cell.text.as_str()).collect();
        format!(
            "{} row {} {:?} {:?} {} {:?} {:?}\n",
            record.id, record.row, record.respondent, record.date, record.public, texts, record.metadata
        )
    });
    rows.collect()
}

// ---------------------------------------------------------------------------------------------------------------------
// Files that LibreOffice made
// ---------------------------------------------------------------------------------------------------------------------

#[test]
fn one_table_reads_alike_from_a_workbook_and_in_three_encodings() {
    let all: Vec<String> = ["reacties.xlsx", "utf-8.csv", "windows-1252.csv", "utf-16.csv"]
        .into_iter()
        .map(|name| rows(&read(fixture(name))))
        .collect();
    assert_snapshot!(all[0], @r#"
    r1 row 2 Some("Bewonersgroep Zuid") Some("2024-03-01") true ["Er is te weinig groen in de wijk; en te veel steen."] {"wijk": "Zuid"}
    r2 row 3 Some("Café „De Zwaan”") Some("2024-03-02") false ["Het plan kost € 1.250,50 per jaar – dat is te veel."] {"wijk": "Noord"}
    r3 row 4 Some("Stichting Zó") Some("2024-03-03") true ["Eén loket ontbreekt.\nCliënten worden van het kastje naar de muur gestuurd."] {"wijk": "West"}
    r4 row 5 None Some("2024-03-04") true ["Zij zeiden: \"wacht maar af\". Dat helpt niet."] {}
    "#);
    for other in &all[1..] {
        assert_eq!(*other, all[0]);
    }
}

#[test]
fn values_of_a_workbook_are_what_its_reader_sees() {
    let ingested = read(fixture("waarden.xlsx"));
    assert_snapshot!(rows(&ingested), @r##"
    12 row 2 None Some("2024-03-01") true ["Er is veel te weinig plek."] {"duur": "26:30:00", "moment": "2024-03-01T09:30", "score": "7.5", "som": "0.3", "tijd": "09:30"}
    13 row 3 None Some("2024-02-29") false ["De bus rijdt niet meer."] {"duur": "0:00:05", "moment": "2024-03-01T23:59", "score": "1234567.25", "som": "#N/A", "tijd": "00:05"}
    14 row 4 None Some("onbekend") true [] {"score": "-3", "som": "#DIV/0!"}
    "##);
    assert_snapshot!(shown(&ingested.problems), @r"
    warning waarden.xlsx:4 [bad-value] `#N/A` in column `reactie` is a spreadsheet's error, not a text; it gives no statement
    warning waarden.xlsx:4 [empty-row] row 4 (id `14`) has no text
    warning waarden.xlsx:4 [bad-value] `onbekend` cannot be read as a date and is kept as it is
    ");
}

#[test]
fn titles_merged_names_merged_cells_and_comments_are_told_apart() {
    let ingested = read(fixture("samengevoegd.xlsx"));
    assert_snapshot!(rows(&ingested), @r#"
    1 row 6 Some("Dorpsraad") None true ["De school is te klein.", "Bouw een nieuwe school."] {"Reactie – wijk": "Oost"}
    2 row 7 Some("Dorpsraad") None true ["Er rijdt geen bus.", "Laat de bus weer rijden."] {"Reactie – wijk": "Oost"}
    3 row 8 Some("Sportclub") None true ["Het veld is te nat.", "Leg drainage aan."] {"Reactie – wijk": "Oost"}
    4 row 9 Some("Sportclub") None true ["Geef de club meer geld."] {"Reactie – wijk": "West"}
    "#);
    let found = segmented(&ingested, Responses::Whole);
    let notes = ["Reacties inloopavond dorpsvisie", "Opgesteld door het projectteam"];
    assert_eq!(structure(&found, StructureKind::Note), notes);
    assert_eq!(structure(&found, StructureKind::ColumnName).len(), 7);
    assert_eq!(
        structure(&found, StructureKind::Comment),
        ["Nagebeld op maandag", "Twee keer genoemd & bevestigd"]
    );
    let comment = found.structure.iter().find(|element| element.kind == StructureKind::Comment).unwrap();
    let expected = SourcePiece::Cell {
        sheet: Some("Samengevoegd".into()),
        row: 8,
        field: "Inzender – nr".into(),
        comment: Some(1),
        start: 0,
        end: 19,
    };
    assert_eq!(comment.source, [expected]);
    let questions: Vec<_> =
        found.statements.iter().filter_map(|statement| statement.question.as_deref()).collect();
    assert_eq!(questions[..2], ["Reactie – Wat gaat er mis?", "Reactie – Wat moet er anders?"]);
}

#[test]
fn every_sheet_is_read_and_ids_stay_apart() {
    let ingested = read(fixture("bladen.xlsx"));
    let told: Vec<_> = records(&ingested.documents[0])
        .iter()
        .map(|record| (record.sheet.as_deref().unwrap(), record.id.as_str(), record.row))
        .collect();
    assert_eq!(
        told,
        [
            ("Noord", "1", 2),
            ("Noord", "2", 3),
            ("Zuid", "Zuid/1", 2),
            ("Zuid", "Zuid/3", 3),
            ("Verborgen", "9", 2)
        ]
    );
    assert_eq!(
        structure(&segmented(&ingested, Responses::Whole), StructureKind::Cell)[..2],
        ["Dit bestand is gemaakt op 1 maart.", "De reacties staan op de andere bladen."]
    );
    let hidden = ingested.problems.iter().find(|problem| problem.code == "hidden").unwrap();
    assert_eq!((hidden.severity, hidden.message.contains("Verborgen")), (Severity::Info, true));
}

#[test]
fn codes_questions_and_import_ids_of_a_survey_are_one_header() {
    let ingested = read(fixture("enquete.xlsx"));
    let first = &records(&ingested.documents[0])[0];
    let fields: Vec<_> = first.texts.iter().map(|cell| cell.field.as_str()).collect();
    assert_eq!(fields, ["Wat vindt u van het plan?", "Wat wilt u verder kwijt?"]);
    assert_eq!(first.metadata["Bent u het eens met het plan?"], "Oneens");
    assert_eq!((first.row, records(&ingested.documents[0]).len()), (4, 3));
    assert!(ingested.problems.iter().any(|problem| problem.message.contains("Wat wilt u verder kwijt?")));
}

// ---------------------------------------------------------------------------------------------------------------------
// Oddities
// ---------------------------------------------------------------------------------------------------------------------

#[test]
fn oddities_of_separated_text_change_no_word() {
    let expected = vec![
        ("1".to_owned(), vec!["Eén loket; nu".to_owned()]),
        ("2".to_owned(), vec!["Te\nduur".to_owned()]),
    ];
    let latin = |text: &str| -> Vec<u8> { text.chars().map(|letter| u32::from(letter) as u8).collect() };
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_be_bytes).collect() };
    let cases: [(&str, Vec<u8>); 10] = [
        ("sep", b"sep=;\r\nid;tekst\r\n1;\"E\xc3\xa9n loket; nu\"\r\n2;\"Te\nduur\"\r\n".to_vec()),
        ("mark", "\u{feff}id,tekst\n1,Eén loket; nu\n2,\"Te\nduur\"\n".into()),
        ("latin", latin("id;tekst\n1;\"Eén loket; nu\"\n2;\"Te\nduur\"\n")),
        ("wide", wide("\u{feff}id\ttekst\n1\tEén loket; nu\n2\t\"Te\nduur\"\n")),
        ("null", b"id;tekst\n1;\"E\xc3\xa9n lo\0ket; nu\"\n2;\"Te\nduur\"\n\0".to_vec()),
        ("mixed", "id|tekst\r1|Eén loket; nu\r\n\n2|\"Te\nduur\"\r".into()),
        ("blank", "id;tekst;;\n1;\"Eén loket; nu\";;\n2;\"Te\nduur\"\n".into()),
        ("title", "Reacties op het plan;\n;\nid;tekst\n1;\"Eén loket; nu\"\n2;\"Te\nduur\"\n".into()),
        ("twice", "id;tekst\n1;\"Eén loket; nu\"\nid;tekst\n2;\"Te\nduur\"\n".into()),
        ("unnamed", "1;2024-03-01;\"Eén loket; nu\"\n2;2024-03-02;\"Te\nduur\"\n".into()),
    ];
    for (name, bytes) in cases {
        let name = format!("{name}.csv");
        if name == "unnamed.csv" {
            let mapped = b"[columns]\ntext = 'column 3'\nid = 'column 1'\n";
            let folder = folder(&[(name.as_str(), &bytes), ("consultation.toml", mapped)]);
            let ingested = read(folder.path());
            assert_eq!(texts(&ingested), expected);
            assert!(shown(&ingested.problems).contains("no row names the columns"));
            continue;
        }
        let ingested = read_bytes(&name, &bytes);
        assert_eq!(texts(&ingested), expected, "{name}");
        let errors = ingested.problems.iter().filter(|problem| problem.severity == Severity::Error);
        assert_eq!(errors.count(), 0, "{name}: {}", shown(&ingested.problems));
        let warned = shown(&ingested.problems).contains("NUL");
        assert_eq!(warned, name == "null.csv", "{name}");
    }
}

#[test]
fn a_cell_without_end_costs_its_row_and_no_other() {
    let huge = "a".repeat(1_000_001);
    let ingested = read_bytes("t.csv", format!("id,tekst\n1,{huge}\n2,Te duur\n").as_bytes());
    assert_eq!(texts(&ingested), [("2".to_owned(), vec!["Te duur".to_owned()])]);
    assert_eq!(ingested.problems[0].code, "too-large");
    assert_eq!(ingested.problems.len(), 1);
}

#[test]
fn columns_of_free_text_are_found_and_closed_questions_are_not() {
    let mut table =
        "Nummer,Bent u voor?,Wat is uw leeftijd?,Thema's,Wat vindt u ervan?,Uw tips,E-mail\n".to_owned();
    for row in 1..=20 {
        let (voor, themes) = if row % 2 == 0 {
            ("Ja", "Groen; Verkeer en parkeren")
        } else {
            ("Nee", "Verkeer en parkeren; Groen")
        };
        table += &format!(
            "{row},{voor},{},{themes},Het plan is in straat {row} te duur voor ons,wij willen graag {row} nieuwe bankjes erbij,a{row}@b.nl\n",
            20 + row
        );
    }
    let ingested = read_bytes("t.csv", table.as_bytes());
    let first = &records(&ingested.documents[0])[0];
    let fields: Vec<_> = first.texts.iter().map(|cell| cell.field.as_str()).collect();
    assert_eq!(fields, ["Wat vindt u ervan?", "Uw tips"]);
    assert_eq!(first.texts[0].question.as_deref(), Some("Wat vindt u ervan?"));
    // With a usual name there, a column that is no question is left to the user, and told of.
    let ingested = read_bytes("t.csv", table.replace("Wat vindt u ervan?", "Reactie").as_bytes());
    assert_eq!(records(&ingested.documents[0])[0].texts.len(), 1);
    assert_snapshot!(shown(&ingested.problems), @"warning t.csv [columns] free text that was not read as responses but kept as metadata: `Uw tips`");
}

#[test]
fn oddities_of_workbooks_are_read() {
    let mut sheet = Sheet::new(
        "Blad 1",
        &[
            &["Inzender", "", "Reactie", ""],
            &["nr", "naam", "Vraag 1", "Vraag 2"],
            &["1", "Jan", "Te weinig groen in de wijk.", "Meer bomen graag."],
            &["2", "Piet", "", "Te veel auto's & lawaai."],
        ],
    );
    sheet.merged = ["A1:B1", "C1:D1", "C3:C4"].map(str::to_owned).to_vec();
    sheet.comments = vec![("C4".to_owned(), "a < b".to_owned()), ("C4".to_owned(), "nog een".to_owned())];
    let ingested = read_bytes("t.xlsx", &workbook(&[sheet]));
    assert_eq!(
        texts(&ingested),
        [
            ("1".to_owned(), vec!["Te weinig groen in de wijk.".to_owned(), "Meer bomen graag.".to_owned()]),
            ("2".to_owned(), vec!["Te veel auto's & lawaai.".to_owned()])
        ]
    );
    assert_eq!(
        structure(&segmented(&ingested, Responses::Whole), StructureKind::Comment),
        ["a < b", "nog een"]
    );
}

#[test]
fn a_far_corner_and_a_formula_without_result_cost_nothing() {
    let sheet = Sheet::new("Blad", &[&["id", "tekst"], &["1", "Te duur."]]);
    let far = r#"<c r="C2"><f>SUM(A1:A9)</f></c><c r="XFD1048576" t="inlineStr"><is><t>ver</t></is></c></row></sheetData>"#;
    let bytes = changed(&sheet, "<sheetData>", r#"<dimension ref="A1:XFD1048576"/><sheetData>"#);
    let bytes = changed_bytes(&bytes, "</row></sheetData>", far);
    let ingested = read_bytes("t.xlsx", &bytes);
    assert_eq!(texts(&ingested)[0], ("1".to_owned(), vec!["Te duur.".to_owned()]));
    assert!(
        shown(&ingested.problems)
            .contains("formulas whose result is not kept in the workbook: 1, the first in C2")
    );
    let found = segmented(&ingested, Responses::Whole);
    assert!(structure(&found, StructureKind::Cell).contains(&"ver".to_owned()));
}

/// A workbook of one sheet whose XML is changed in one place.
fn changed(sheet: &Sheet, from: &str, to: &str) -> Vec<u8> {
    changed_bytes(&workbook(std::slice::from_ref(sheet)), from, to)
}

fn changed_bytes(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut parts = parts(bytes);
    let sheet = parts.iter_mut().find(|(name, _)| name.ends_with("sheet1.xml")).unwrap();
    let xml = String::from_utf8(sheet.1.clone()).unwrap();
    assert!(xml.contains(from), "{xml}");
    sheet.1 = xml.replacen(from, to, 1).into_bytes();
    container(&parts)
}

// ---------------------------------------------------------------------------------------------------------------------
// Broken files
// ---------------------------------------------------------------------------------------------------------------------

#[test]
fn a_broken_file_is_one_error_that_says_what_it_is() {
    let good = fs::read(fixture("reacties.xlsx")).unwrap();
    let sheet = Sheet::new("Blad", &[&["id", "tekst"], &["1", "Te duur."]]);
    let word = container(&[("word/document.xml".to_owned(), b"<w/>".to_vec())]);
    let plain = container(&[("a.txt".to_owned(), b"a".to_vec())]);
    let bomb = container(&[
        ("xl/workbook.xml".to_owned(), Vec::new()),
        ("xl/worksheets/sheet1.xml".to_owned(), vec![b' '; 40 << 20]),
    ]);
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let locked = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 600], &name].concat();
    let mut promising = workbook_parts(&[sheet]);
    promising.push(("xl/sharedStrings.xml".to_owned(), b"<sst uniqueCount=\"99999999999\"></sst>".to_vec()));
    let cases: [(&str, Vec<u8>); 12] = [
        ("a-cut.xlsx", good[..good.len() * 2 / 3].to_vec()),
        ("b-web.xlsx", b"<html><body><table><tr><td>id</td></tr></table></body></html>".to_vec()),
        ("c-text.xlsx", b"id;tekst\n1;een\n".to_vec()),
        ("d-word.xlsx", word),
        ("e-zip.xlsx", plain),
        ("f-bomb.xlsx", bomb),
        ("g-locked.xlsx", locked),
        ("h-old.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest".to_vec()),
        ("i-empty.xlsx", Vec::new()),
        ("j-promising.xlsx", container(&promising)),
        (
            "k-list.jsonl",
            b"[\n{\"id\": 1, \"tekst\": \"een\"},\n{\"id\": 2, \"tekst\": \"twee\"}\n]\n".to_vec(),
        ),
        ("l-binary.csv", vec![0; 300]),
    ];
    let mut problems = Vec::new();
    for (name, bytes) in cases {
        let own = refused(name, &bytes);
        assert_eq!(own.len(), 1, "{name}: {}", shown(&own));
        assert_eq!(own[0].severity, Severity::Error);
        problems.extend(own);
    }
    assert_snapshot!(shown(&problems), @r"
    error a-cut.xlsx [damaged] the file is cut off or damaged: the list of its contents, with which it must end, is missing
    error b-web.xlsx [malformed] the file is a web page (HTML), not an Excel workbook, whatever its extension says
    error c-text.xlsx [malformed] the file is plain text, not an Excel workbook, whatever its extension says
    error d-word.xlsx [malformed] the file is a Word document (.docx), not an Excel workbook, whatever its extension says
    error e-zip.xlsx [malformed] the file is a zip archive of other files, not an Excel workbook, whatever its extension says
    error f-bomb.xlsx [too-large] the file was not read, since it asks for more work than any document needs: `xl/worksheets/sheet1.xml` in it unpacks to more than 200 times its size
    error g-locked.xlsx [encrypted] the file can't be opened without its password
    error h-old.xlsx [malformed] the file is a document of an Office program of before 2007 (.xls, .doc), not an Excel workbook, whatever its extension says
    error i-empty.xlsx [empty] the file is empty or holds blank characters only
    error j-promising.xlsx [damaged] the file is damaged: `xl/sharedStrings.xml` in it can't be unpacked
    error k-list.jsonl [malformed] it is no JSON Lines: its lines hold no JSON objects of their own
    error l-binary.csv [binary] the file holds binary data, not text
    ");
}

#[test]
fn a_sheet_that_breaks_off_keeps_what_stands_before() {
    let sheet = Sheet::new("Blad", &[&["id", "tekst"], &["1", "Te duur."], &["2", "Te laat."]]);
    let mut parts = workbook_parts(&[sheet]);
    let (_, xml) = parts.iter_mut().find(|(name, _)| name.ends_with("sheet1.xml")).unwrap();
    let cut = xml.windows(12).position(|part| part == br#"<row r="3"><"#).unwrap();
    xml.truncate(cut + 6);
    let ingested = read_bytes("t.xlsx", &container(&parts));
    assert_eq!(texts(&ingested), [("1".to_owned(), vec!["Te duur.".to_owned()])]);
    let errors: Vec<_> =
        ingested.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert_eq!(errors.len(), 1, "{}", shown(&ingested.problems));
    assert!(errors[0].message.contains("behind cell B2"), "{}", errors[0].message);
}

// ---------------------------------------------------------------------------------------------------------------------
// Split responses, and what is told before a run
// ---------------------------------------------------------------------------------------------------------------------

#[test]
fn a_response_can_be_split_into_its_points() {
    let ingested = read_bytes(
        "t.csv",
        b"id,tekst,toelichting\n1,\"Wij missen:\n- groen\n- een bus\",Kort. Maar krachtig.\n2,E\xc3\xa9n punt,\n",
    );
    let found = segmented(&ingested, Responses::Split);
    let told: Vec<_> = found
        .statements
        .iter()
        .map(|statement| {
            let Some(SourcePiece::Cell { start, end, .. }) = statement.source.first() else {
                panic!("{statement:?}")
            };
            (statement.record.as_deref().unwrap(), statement.text.as_str(), *start, *end)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("1", "Wij missen:", 0, 11),
            ("1", "groen", 14, 19),
            ("1", "een bus", 22, 29),
            ("1", "Kort.", 0, 5),
            ("1", "Maar krachtig.", 6, 20),
            ("2", "Eén punt", 0, 8),
        ]
    );
    assert_eq!(structure(&found, StructureKind::ListMarker), ["-", "-"]);
    let whole = segmented(&ingested, Responses::Whole);
    assert_eq!((whole.statements.len(), whole.statements[0].id == found.statements[0].id), (3, true));
}

#[test]
fn run_splits_on_request_and_says_so() {
    let sandbox = Sandbox::new();
    sandbox.write("corpus/t.csv", "id,reactie\n1,Te weinig geld. De wachtlijst is te lang.\n");
    sandbox.run(&["run", "--split"]).expect_status(0);
    assert_eq!(sandbox.read("reports/latest/statements.jsonl").lines().count(), 2);
    assert!(sandbox.read("reports/latest/manifest.json").contains(r#""split": "true""#));
    sandbox.run(&["run"]).expect_status(0);
    assert_eq!(sandbox.read("reports/latest/statements.jsonl").lines().count(), 1);
    sandbox.write("bloemlezer.toml", "split = true\n");
    sandbox.run(&["run"]).expect_status(0);
    assert_eq!(sandbox.read("reports/latest/statements.jsonl").lines().count(), 2);
    let answer = sandbox.run(&["inspect", "corpus/t.csv"]).expect_status(0);
    assert!(answer.stdout.contains("2 statements"), "{}", answer.stdout);
}

#[test]
fn corpus_check_tells_what_would_be_read_and_writes_nothing() {
    let sandbox = Sandbox::new();
    let table = "nr,Datum,Wat vindt u van het plan?,wijk\n1,2024-03-01,Het plan is veel te duur voor ons,Noord\n2,2024-03-09,Wij willen liever meer groen in de wijk,Zuid\n";
    sandbox.write("corpus/t.csv", table);
    sandbox.write("corpus/p.txt", "Te weinig tijd.\n");
    let answer = sandbox.run(&["corpus", "check"]).expect_status(0);
    assert_snapshot!(answer.stdout, @r#"
    p.txt: UTF-8, 1 page, 1 statement

    t.csv: UTF-8, 2 records, 2 statements
      column names in row 1, 2 rows below.
        id        nr: 2 of 2 filled; a usual name
        date      Datum: 2 of 2 filled; a usual name
        text      Wat vindt u van het plan?: 2 of 2 filled; named as a question, 2 cells filled, 2
                  different, some 8 words each
        metadata  wijk
      To have it otherwise, change this and put it in consultation.toml:
          [columns]
          text = ["Wat vindt u van het plan?"]
          id = "nr"
          date = "Datum"
      Dates from 2024-03-01 to 2024-03-09.
      Every record has an id that no other has.

    2 documents, 3 statements; 0 errors, 0 warnings
    "#);
    assert!(!sandbox.path("reports").exists());
    sandbox.write("corpus/broken.xlsx", "geen");
    let answer = sandbox.run(&["corpus", "check"]).expect_status(1);
    assert!(answer.stdout.contains("error: broken.xlsx: the file is plain text"), "{}", answer.stdout);
    sandbox.run(&["corpus", "check", "corpus/broken.xlsx"]).expect_status(2);
    sandbox.run(&["corpus", "check", "is-er-niet"]).expect_status(2);
    let json = sandbox.run(&["corpus", "check", "corpus/t.csv", "--format", "json"]).expect_status(0).stdout;
    let lines: Vec<serde_json::Value> =
        json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["tables"][0]["columns"][2]["role"], "text");
    assert_eq!(lines.last().unwrap()["statements"], 2);
    let csv = sandbox.run(&["corpus", "check", "corpus/t.csv", "--format", "csv"]).expect_status(0).stdout;
    assert_eq!(csv.lines().count(), 5, "{csv}");
}
