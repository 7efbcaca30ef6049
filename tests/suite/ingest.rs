//! Tests of ingest: files and folders in, documents and problems out.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::{Path, PathBuf};

use bloemlezer::ingest::{IngestError, Ingested, ingest};
use bloemlezer::model::{Content, Document, Kind, Line, Problem, Record, Severity, StructureKind};
use bloemlezer::segment::{SegmentInput, segment};
use insta::assert_snapshot;
use proptest::prelude::{Just, Strategy, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::test_runner::Config;
use tempfile::TempDir;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ingest").join(name)
}

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn read(root: impl AsRef<Path>) -> Ingested {
    ingest(&[root.as_ref().to_path_buf()]).unwrap()
}

fn paths(ingested: &Ingested) -> Vec<&str> {
    ingested.documents.iter().map(|document| document.path.as_str()).collect()
}

fn document<'i>(ingested: &'i Ingested, path: &str) -> &'i Document {
    ingested.documents.iter().find(|document| document.path == path).unwrap()
}

fn lines(document: &Document) -> Vec<(u32, Line)> {
    match &document.content {
        Content::Pages(pages) => {
            pages.iter().flat_map(|page| page.lines.iter().map(|line| (page.number, line.clone()))).collect()
        }
        Content::Records(_) => panic!("{} is a table", document.path),
    }
}

fn records(document: &Document) -> &[Record] {
    match &document.content {
        Content::Records(records) => records,
        Content::Pages(_) => panic!("{} is no table", document.path),
    }
}

/// One line per problem.
fn shown(problems: &[Problem]) -> String {
    let lines = problems.iter().map(|problem| {
        let severity = format!("{:?}", problem.severity).to_lowercase();
        let line = problem.line.map_or_else(String::new, |line| format!(":{line}"));
        let hint = problem.hint.as_deref().unwrap_or("NO HINT");
        format!("{severity} {}{line} [{}] {} | {hint}\n", problem.file, problem.code, problem.message)
    });
    lines.collect()
}

fn codes(ingested: &Ingested) -> Vec<(Severity, &str)> {
    ingested.problems.iter().map(|problem| (problem.severity, problem.code.as_str())).collect()
}

#[test]
fn pages_keep_every_character_and_the_files_line_numbers() {
    let ingested = read(fixture("pages"));
    assert_eq!(paths(&ingested), ["deel2/p2.txt", "deel2/p3.txt", "latin.md", "p1.txt"]);
    let line = |page, number, text: &str| {
        let text = text.to_owned();
        (page, Line::plain(number, text))
    };
    assert_eq!(
        lines(document(&ingested, "p1.txt")),
        [
            line(1, 1, "Te weinig bomen "),
            line(1, 2, ""),
            line(1, 3, "  en banken."),
            line(2, 4, "Tweede bladzij"),
            line(2, 5, "midden"),
            line(3, 5, "derde bladzij"),
        ]
    );
    assert_eq!(
        lines(document(&ingested, "deel2/p2.txt")),
        [line(1, 1, "Vervolg van de tekst"), line(1, 2, "die doorloopt ")]
    );
    assert_eq!(lines(document(&ingested, "deel2/p3.txt")), [line(1, 1, "en hier eindigt.")]);
    let latin = document(&ingested, "latin.md");
    assert_eq!(latin.encoding, "windows-1252");
    assert_eq!(lines(latin), [line(1, 1, "Coördinatie ontbreekt op één plek.")]);
    assert_snapshot!(shown(&ingested.problems), @"warning latin.md [decoded] the text is not UTF-8 and was read as windows-1252 | look whether letters such as é and ö came out right; save it as UTF-8 to be sure");
}

#[test]
fn the_consultation_file_upwards_holds_for_all_files_below() {
    let ingested = read(fixture("pages"));
    let consultation = &document(&ingested, "deel2/p3.txt").consultation;
    assert_eq!(consultation.path, "consultation.toml");
    assert_eq!(consultation.title.as_deref(), Some("Inspraak dorpsvisie"));
    assert_eq!(consultation.publisher.as_deref(), Some("Gemeente Voorbeeld"));
    assert_eq!(consultation.date.as_deref(), Some("2024-05-01"));
    assert_eq!(consultation.source.as_deref(), Some("https://example.nl/dorpsvisie"));
    assert_eq!(consultation.licence.as_deref(), Some("CC0-1.0"));
    assert_eq!(consultation.language.as_deref(), Some("nl"));
    assert_eq!(consultation.consecutive, ["deel2/p2.txt", "deel2/p3.txt"]);
    assert_eq!(consultation.chapters.get("2"), Some(&Kind::Knelpunt));
    assert_eq!(consultation.chapters.get("4"), Some(&Kind::Wens));
    assert_eq!(consultation.columns["text"], ["Uw reactie"]);
    assert_eq!(consultation.columns["id"], ["Volgnummer"]);
    assert!(!consultation.public_default);
    let [input] = ingested.consultations.as_slice() else { panic!("{:?}", ingested.consultations) };
    assert_eq!((input.role.as_str(), input.path.as_str()), ("consultation", "consultation.toml"));
    assert_eq!(input.sha256.len(), 64);
}

#[test]
fn the_nearest_consultation_file_wins_and_a_root_file_looks_beside_itself() {
    let folder = folder(&[
        ("consultation.toml", b"title = 'boven'\n"),
        ("a.txt", b"a"),
        ("sub/consultation.toml", b"title = 'sub'\nconsecutive = ['b.txt', 'diep/c.txt']\n"),
        ("sub/b.txt", b"b"),
        ("sub/diep/c.txt", b"c"),
    ]);
    let ingested = read(folder.path());
    let titles: Vec<_> = ingested
        .documents
        .iter()
        .map(|document| (document.path.as_str(), document.consultation.title.as_deref().unwrap()))
        .collect();
    assert_eq!(titles, [("a.txt", "boven"), ("sub/b.txt", "sub"), ("sub/diep/c.txt", "sub")]);
    let sub = &document(&ingested, "sub/b.txt").consultation;
    assert_eq!(
        (sub.path.as_str(), sub.consecutive.as_slice()),
        ("sub/consultation.toml", &["sub/b.txt".to_owned(), "sub/diep/c.txt".to_owned()][..])
    );
    let alone = read(folder.path().join("a.txt"));
    assert_eq!(paths(&alone), ["a.txt"]);
    assert_eq!(alone.documents[0].consultation.title.as_deref(), Some("boven"));
    // A root inside ends the search: what stands above it is not the run's business.
    let below = read(folder.path().join("sub/diep"));
    assert_eq!(below.documents[0].consultation.title, None);
    assert!(below.documents[0].consultation.public_default);
}

#[test]
fn a_faulty_consultation_file_is_named_by_place_and_used_where_it_can_be() {
    let toml = "titel = 'x'\npublisher = 3\nlanguage = 'nl'\nconsecutive = ['p1.tx', 7]\npublic_default = false\n\n[chapters]\n2 = 'knelpnt'\n4 = 'wens'\n\n[columns]\ntekst = 'Reactie'\nid = true\n";
    let folder = folder(&[("consultation.toml", toml.as_bytes()), ("p1.txt", b"a")]);
    let ingested = read(folder.path());
    let consultation = &ingested.documents[0].consultation;
    assert_eq!(consultation.language.as_deref(), Some("nl"));
    assert_eq!(consultation.chapters.len(), 1);
    assert!(!consultation.public_default, "a slip in this key must not publish");
    assert_snapshot!(shown(&ingested.problems), @"
    error consultation.toml:1 [consultation] unknown key `titel` (line 1, column 1) | did you mean `title`?
    error consultation.toml:2 [consultation] `publisher` holds a number where a text in quotation marks is expected (line 2, column 13) | correct the value; the rest of the file was used
    error consultation.toml:4 [consultation] `consecutive` holds a number where a text in quotation marks is expected (line 4, column 25) | correct the value; the rest of the file was used
    error consultation.toml:4 [consultation] `consecutive` lists `p1.tx`, and no such file is read (line 4, column 16) | did you mean `p1.txt`?
    error consultation.toml:5 [consultation] unknown key `public_default` (line 5, column 1) | did you mean `public-default`? Until then responses are treated as not public.
    error consultation.toml:8 [consultation] chapter 2 is of no known kind (line 8, column 5) | did you mean `knelpunt`?
    error consultation.toml:12 [consultation] unknown key `tekst` (line 12, column 1) | did you mean `text`?
    error consultation.toml:13 [consultation] `id` holds true or false where a text or a list of texts is expected (line 13, column 6) | correct the value; the rest of the file was used
    ");
}

#[test]
fn a_broken_consultation_file_gives_its_place_and_its_readable_half() {
    let folder =
        folder(&[("consultation.toml", b"title = 'Goed'\nsource = \nlanguage = 'nl'\n"), ("p1.txt", b"a")]);
    let ingested = read(folder.path());
    assert_eq!(ingested.documents[0].consultation.title.as_deref(), Some("Goed"));
    assert!(ingested.documents[0].consultation.public_default);
    assert_snapshot!(shown(&ingested.problems), @"error consultation.toml:2 [consultation] string values must be quoted, expected literal string (line 2, column 10) | see docs/formats.md for the keys and how they are written");
}

#[test]
fn tables_become_records_with_their_cells_and_every_doubt_is_named() {
    let ingested = read(fixture("tables/reacties.csv"));
    let document = &ingested.documents[0];
    let table: Vec<_> = records(document)
        .iter()
        .map(|record| {
            let texts: Vec<_> = record.texts.iter().map(|cell| cell.text.as_str()).collect();
            format!(
                "{} row {} {:?} {:?} {:?} {} {:?}",
                record.id, record.row, texts, record.respondent, record.date, record.public, record.metadata
            )
        })
        .collect();
    assert_snapshot!(table.join("\n"), @r#"
    h001 row 2 ["Te weinig bomen; te veel \"steen\".\nEn geen banken."] Some("Bewonersgroep") Some("2024-03-01") true {"Wijk": "Noord"}
    h002 row 3 ["De \"groene\" rand verdwijnt"] None Some("2024-03-02") false {"Wijk": "Zuid"}
    5 row 5 ["Meer fietspaden"] Some("Fietsersbond") Some("morgen") false {}
    6 row 6 ["\"Geen sluitend aanhalingsteken"] None None true {"Wijk": "West"}
    h005 row 7 [] Some("Buurtwacht") Some("2024-03-03") false {"Wijk": "West"}
    h007 row 9 ["Alles goed"] Some("Kort") None false {}
    "#);
    assert_snapshot!(shown(&ingested.problems), @"
    warning reacties.csv:5 [record-id] row 5 has the id `h002` of a row above it; it is read as `5` | give every row an id of its own
    warning reacties.csv:5 [bad-value] `morgen` cannot be read as a date and is kept as it is | write dates as 2024-03-01 or 01-03-2024
    warning reacties.csv:5 [bad-value] `misschien` in column `Openbaar` is neither yes nor no; the response is treated as not public | write ja or nee, true or false, 1 or 0
    warning reacties.csv:6 [bad-row] a quotation mark opens the cell in column 4 (`Tekst`) and nothing closes it | the mark was read as part of the text; close it, or double it if it belongs there
    warning reacties.csv:6 [record-id] row 6 has no id; it is read as `6` | give every row an id of its own
    warning reacties.csv:7 [empty-row] row 7 (id `h005`) has no text | fill in the text, or leave it: the row gives no statement
    warning reacties.csv:7 [bad-value] the cell in column `Openbaar` is empty; the response is treated as not public | write ja or nee, true or false, 1 or 0
    error reacties.csv:8 [bad-row] the row has 7 cells where the header has 6; it was not read | put quotation marks around cells that hold `;` themselves
    warning reacties.csv:9 [bad-row] the row has 4 of the header's 6 cells; the missing ones were read as empty | put quotation marks around cells that hold a line break, and fill up the row
    warning reacties.csv:9 [bad-value] the cell in column `Openbaar` is empty; the response is treated as not public | write ja or nee, true or false, 1 or 0
    ");
}

#[test]
fn json_lines_become_records_and_bad_lines_problems() {
    let ingested = read(fixture("tables/reacties.jsonl"));
    let records = records(&ingested.documents[0]);
    let told: Vec<_> = records.iter().map(|record| (record.id.as_str(), record.row, record.public)).collect();
    assert_eq!(told, [("1", 1, true), ("3", 5, false)]);
    assert_eq!(records[0].metadata["bron"], r#"{"kanaal":"web","pagina":[1,2]}"#);
    assert_eq!(records[1].texts[0].field, "toelichting");
    assert_snapshot!(shown(&ingested.problems), @r#"
    info reacties.jsonl [empty] column `leeg` is empty in every row | nothing needs to be done
    error reacties.jsonl:2 [bad-row] no valid JSON at column 26; the line was not read | JSON Lines holds one whole object per line, such as {"id": "1", "tekst": "…"}
    error reacties.jsonl:3 [bad-row] an array where an object is expected; the line was not read | JSON Lines holds one whole object per line, such as {"id": "1", "tekst": "…"}
    "#);
}

#[test]
fn several_text_columns_each_answer_their_own_question() {
    let folder = folder(&[
        ("consultation.toml", "[columns]\ntext = ['Wat gaat er mis?', 'toelichting']\n".as_bytes()),
        (
            "t.csv",
            "ID,Vraag,Wat gáát er mis?,Toelichting,Reactie\n1,Over het OV,De bus,Rijdt niet,overig\n2,,,Alleen dit,\n".as_bytes(),
        ),
    ]);
    let ingested = read(folder.path());
    let cells: Vec<Vec<_>> = records(&ingested.documents[0])
        .iter()
        .map(|record| {
            let cells = record.texts.iter();
            cells.map(|cell| (cell.field.as_str(), cell.question.as_deref(), cell.text.as_str())).collect()
        })
        .collect();
    assert_eq!(
        cells,
        [
            vec![
                ("Wat gáát er mis?", Some("Wat gáát er mis?"), "De bus"),
                ("Toelichting", Some("Over het OV"), "Rijdt niet"),
            ],
            vec![("Toelichting", None, "Alleen dit")],
        ]
    );
    let first = &records(&ingested.documents[0])[0];
    assert_eq!(first.metadata.get("Reactie").map(String::as_str), Some("overig"));
    assert!(ingested.problems.is_empty(), "{}", shown(&ingested.problems));
}

#[test]
fn double_columns_and_keys_keep_all_their_cells() {
    let folder = folder(&[
        ("a.csv", b"id,Tekst,tekst,\n1,een,twee,drie\n"),
        ("b.jsonl", b"{\"id\": 1, \"tekst\": \"een\", \"tekst\": \"twee\", \"\": \"drie\"}\n"),
    ]);
    let ingested = read(folder.path());
    for document in &ingested.documents {
        let record = &records(document)[0];
        let texts: Vec<_> = record.texts.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(texts, ["een", "twee"], "{}", document.path);
        assert_eq!(record.metadata["column 4"], "drie", "{}", document.path);
    }
    assert_snapshot!(shown(&ingested.problems), @"warning a.csv:1 [malformed] a column without a name of its own is read as `column 4` | give every column a name that no other column has");
}

#[test]
fn chapters_may_be_numbered_in_depth() {
    let folder = folder(&[
        ("consultation.toml", b"[chapters]\n2 = 'knelpunt'\n'2.7' = 'wens'\n3.1 = 'context'\n"),
        ("t.txt", b"a"),
    ]);
    let ingested = read(folder.path());
    let chapters = &ingested.documents[0].consultation.chapters;
    let told: Vec<_> = chapters.iter().map(|(chapter, kind)| (chapter.as_str(), *kind)).collect();
    assert_eq!(told, [("2", Kind::Knelpunt), ("2.7", Kind::Wens), ("3.1", Kind::Context)]);
    assert!(ingested.problems.is_empty(), "{}", shown(&ingested.problems));
}

#[test]
fn a_mapped_column_that_is_not_there_is_named() {
    let folder = folder(&[
        ("consultation.toml", b"[columns]\ntext = 'Uw reactie'\ndate = 'Ontvangen'\n"),
        ("t.csv", b"id,Uw reacties,tekst\n1,een,twee\n"),
    ]);
    let ingested = read(folder.path());
    assert_eq!(records(&ingested.documents[0])[0].texts[0].field, "tekst", "the usual name serves");
    assert_snapshot!(shown(&ingested.problems), @"
    warning t.csv [consultation] `[columns] text` names `Uw reactie`, and there is no such column | did you mean `Uw reacties`?
    info t.csv [consultation] `[columns] date` names `Ontvangen`, and there is no such column | nothing, unless it should be one of `id`, `Uw reacties`, `tekst`
    ");
}

#[test]
fn a_table_without_text_column_says_what_to_do() {
    let folder = folder(&[("t.csv", b"Nr,Eens?\n1,Ja\n2,Nee\n"), ("p.txt", b"a")]);
    let ingested = read(folder.path());
    assert_eq!(paths(&ingested), ["p.txt"]);
    assert_snapshot!(shown(&ingested.problems), @r#"error t.csv [no-text-column] no column holds the responses' text; the columns are `Nr`, `Eens?` | name it in consultation.toml: `[columns]` and below it `text = ["Eens?"]`"#);
}

#[test]
fn the_delimiter_is_found_or_declared() {
    for (name, text) in [
        ("a.csv", "id;tekst\n1;Tijd, geld, mensen\n2;Ja\n"),
        ("b.tsv", "id\ttekst\n1\tTijd, geld, mensen\n2\tJa\n"),
        ("c.csv", "sep=|\nid|tekst\n1|Tijd, geld, mensen\n2|Ja\n"),
        ("d.csv", "\u{feff}id,tekst\r\n1,\"Tijd, geld, mensen\"\r\n2,Ja\r\n"),
        ("e.csv", "id;tekst\r1;Tijd, geld, mensen\r2;Ja\r"),
    ] {
        let folder = folder(&[(name, text.as_bytes())]);
        let ingested = read(folder.path());
        let told: Vec<_> = records(&ingested.documents[0])
            .iter()
            .map(|record| (record.id.as_str(), record.row, record.texts[0].text.as_str()))
            .collect();
        assert_eq!(told, [("1", 2, "Tijd, geld, mensen"), ("2", 3, "Ja")], "{name}");
        assert!(ingested.problems.is_empty(), "{name}: {}", shown(&ingested.problems));
    }
}

#[test]
fn row_numbers_that_serve_as_ids_never_clash_with_real_ids() {
    let folder = folder(&[("t.csv", b"id,tekst\n3,a\n,b\n3,c\n4,d\n")]);
    let ingested = read(folder.path());
    let ids: Vec<_> = records(&ingested.documents[0]).iter().map(|record| record.id.as_str()).collect();
    assert_eq!(ids, ["3", "row-3", "row-4", "4"]);
}

#[test]
fn one_bad_file_never_stops_the_others() {
    let folder = folder(&[
        ("a.txt", b"goed"),
        ("b.txt", b""),
        ("c.txt", b" \n\t\n"),
        ("d.txt", b"a\0b\0\0c"),
        ("e.csv", b"%PDF-1.4 \n"),
        ("f.pdf", b"%PDF-1.4 \n"),
        ("g.docx", b"PK"),
        ("h.png", b"\x89PNG"),
        ("i.jsonl", b"[1]\n"),
        (".verborgen.txt", b"niet"),
        (".map/ook.txt", b"niet"),
        ("j.csv", b"id,tekst\n"),
        ("k.csv", b"id;tekst;;\n1;Tijd;;\n"),
    ]);
    let ingested = read(folder.path());
    assert_eq!(paths(&ingested), ["a.txt", "j.csv", "k.csv"]);
    assert_snapshot!(shown(&ingested.problems), @r#"
    error b.txt [empty] the file is empty or holds blank characters only | replace or remove it
    error c.txt [empty] the file is empty or holds blank characters only | replace or remove it
    error d.txt [binary] the file holds binary data, not text | save or export it as one of .txt, .md, .pdf, .docx, .odt, .html, .eml, .csv, .tsv, .xlsx and .jsonl
    error e.csv [binary] the content is no text but PDF, whatever the extension says | save or export it as one of .txt, .md, .pdf, .docx, .odt, .html, .eml, .csv, .tsv, .xlsx and .jsonl
    error f.pdf [damaged] the PDF is damaged, or is none: no page of it can be read | get it anew from where it came; a file that was cut off while copying can't be repaired
    error g.docx [malformed] the file is plain text, not a Word document, whatever its extension says | name it .txt, or .csv if it is a table; or open it and save it as .docx
    info h.png [unsupported] the file is of a kind that is not read and was left out | nothing, unless it holds responses: then save it as one of .txt, .md, .pdf, .docx, .odt, .html, .eml, .csv, .tsv, .xlsx and .jsonl
    error i.jsonl [malformed] it is no JSON Lines: its lines hold no JSON objects of their own | it is one JSON list: write each of its objects on a line of its own
    warning j.csv [empty] the table has column names and no row that can be read | check that the export is complete
    "#);
}

#[cfg(unix)]
#[test]
fn links_that_lead_round_or_nowhere_are_named() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("a/p.txt", b"p"), ("b/q.txt", b"q")]);
    symlink("..", folder.path().join("a/rond")).unwrap();
    symlink("nergens.txt", folder.path().join("a/kwijt.txt")).unwrap();
    symlink("../a/p.txt", folder.path().join("b/weer.txt")).unwrap();
    let ingested = read(folder.path());
    assert_eq!(paths(&ingested), ["a/p.txt", "b/q.txt"]);
    assert_snapshot!(shown(&ingested.problems), @"
    info a/rond [unreadable] a link to a folder above itself was not followed | remove the link; what belongs to the corpus is read already
    error a/kwijt.txt [unreadable] cannot be opened: it is not there, or a link leads nowhere | check that it exists and who may read it
    ");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_an_error() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("a.txt", b"a"), ("b.txt", b"b")]);
    let locked = folder.path().join("b.txt");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o0)).unwrap();
    if fs::read(&locked).is_ok() {
        return; // The superuser may read everything.
    }
    let ingested = read(folder.path());
    assert_eq!(codes(&ingested), [(Severity::Error, "unreadable")]);
}

#[test]
fn clashing_paths_of_two_roots_are_told_apart_the_same_way_each_time() {
    let folder = folder(&[
        ("een/p.txt", b"1"),
        ("twee/p.txt", b"2"),
        ("twee/r.txt", b"3"),
        ("diep/twee/p.txt", b"4"),
        ("los/q.txt", b"5"),
    ]);
    let root = |name: &str| folder.path().join(name);
    let roots = [root("een"), root("twee"), root("diep/twee"), root("los/q.txt"), root("een/p.txt")];
    let ingested = ingest(&roots).unwrap();
    assert_eq!(paths(&ingested), ["p.txt", "twee/p.txt", "twee/r.txt", "twee (2)/p.txt", "q.txt"]);
    assert_eq!(ingested, ingest(&roots).unwrap());
}

#[test]
fn files_come_in_byte_order_of_their_paths() {
    let folder = folder(&[
        ("a/b.txt", b"1"),
        ("a.txt", b"2"),
        ("B.txt", b"3"),
        ("a-c.txt", b"4"),
        ("\u{e9}.txt", b"5"),
    ]);
    assert_eq!(paths(&read(folder.path())), ["B.txt", "a-c.txt", "a.txt", "a/b.txt", "\u{e9}.txt"]);
}

#[test]
fn hashes_are_those_of_the_bytes() {
    let folder = folder(&[("a.txt", b"abc")]);
    assert_eq!(
        read(folder.path()).documents[0].sha256,
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
}

#[test]
fn nothing_to_read_is_an_error_with_a_hint() {
    let empty = tempfile::tempdir().unwrap();
    let error = ingest(&[empty.path().to_path_buf()]).unwrap_err();
    assert!(matches!(&error, IngestError::NothingToRead { problems, .. } if problems.is_empty()));
    assert!(error.hint().is_some());

    let error = ingest(&[empty.path().join("weg")]).unwrap_err();
    assert!(matches!(error, IngestError::Missing { .. }));
    assert!(error.to_string().contains("weg") && error.hint().is_some());

    let broken = folder(&[("a.txt", b"\0\0")]);
    let error = ingest(&[broken.path().to_path_buf()]).unwrap_err();
    assert_eq!(error.problems().len(), 1);
    assert!(matches!(ingest(&[]).unwrap_err(), IngestError::NoRoots));
}

#[test]
fn the_sample_corpus_is_read_without_problems() {
    let ingested = read(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"));
    assert_eq!(ingested.documents.len(), 3);
    assert!(ingested.problems.is_empty(), "{}", shown(&ingested.problems));
    for document in &ingested.documents {
        assert_eq!(document.consultation.chapters.get("2"), Some(&Kind::Knelpunt));
        assert_eq!(document.consultation.chapters.get("4"), Some(&Kind::Wens));
        assert!(document.consultation.title.is_some());
    }
}

/// Text with everything that makes lines and pages.
fn page_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zé .,-]{0,12}",
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\u{c}".to_owned()),
        Just("\r".to_owned()),
        Just("\t\u{a0}\u{ad}".to_owned()),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| format!("x{}", pieces.concat()))
}

/// Cells that need quoting, and cells that look as if they did.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zé ]{1,12}",
        "[a-z]{1,3}[,;\"\n]{1,3}[a-zé]{1,5}",
        "\"[a-z]{1,4}\"",
        "\"[a-z]{1,4}\" [a-z]{1,4}"
    ]
}

proptest! {
    #![proptest_config(Config { cases: 128, failure_persistence: None, ..Config::default() })]

    #[test]
    fn no_character_of_a_text_is_lost_or_moved(text in page_text()) {
        let folder = folder(&[("p.txt", text.as_bytes())]);
        let ingested = read(folder.path());
        let kept: String = lines(&ingested.documents[0]).into_iter().map(|(_, line)| line.text).collect();
        let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(solid(&kept), solid(&text));
        // Blanks within lines stay too: nothing but line ends and form feeds goes.
        let blanks = |text: &str| text.chars().filter(|c| matches!(c, ' ' | '\t' | '\u{a0}')).count();
        prop_assert_eq!(blanks(&kept), blanks(&text));
    }

    #[test]
    fn a_well_formed_table_gives_back_every_cell(
        rows in proptest::collection::vec((cell(), cell(), cell()), 1..12),
        delimiter in prop_oneof![Just(b','), Just(b';'), Just(b'\t'), Just(b'|')],
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        writer.write_record(["tekst", "wijk", "toelichting"]).unwrap();
        for (text, place, more) in &rows {
            writer.write_record([text, place, more]).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let folder = folder(&[("t.csv", &bytes)]);
        let ingested = read(folder.path());
        let records = records(&ingested.documents[0]);
        prop_assert_eq!(records.len(), rows.len());
        for ((text, place, more), record) in rows.iter().zip(records) {
            let read: Vec<_> = record.texts.iter().chain(&record.others).map(|cell| &cell.text).collect();
            let wanted: Vec<_> = [text, more, place].into_iter().filter(|cell| !cell.trim().is_empty()).collect();
            prop_assert_eq!(read, wanted);
        }
    }

    #[test]
    fn whatever_a_table_looks_like_its_words_are_in_a_record_or_its_row_in_a_problem(
        pieces in proptest::collection::vec(
            prop_oneof![
                4 => Just("w"), 3 => Just(";"), 2 => Just("\n"), 1 => Just("\""), 1 => Just("\r\n"), 1 => Just("\"\"")
            ],
            0..60,
        ),
    ) {
        let mut words = Vec::new();
        let mut text = "id;tekst;wijk\n".to_owned();
        for (piece, number) in pieces.into_iter().zip(100..) {
            if piece == "w" {
                words.push(format!("w{number}"));
                text.push_str(&format!("w{number}"));
            } else {
                text.push_str(piece);
            }
        }
        text.push_str("\nlaatste;rij;noord\n");
        let folder = folder(&[("t.csv", text.as_bytes())]);
        let ingested = read(folder.path());
        let kept: String = records(&ingested.documents[0])
            .iter()
            .flat_map(|record| record.texts.iter().chain(&record.others))
            .map(|cell| format!("{} ", cell.text))
            .collect();
        let errors = ingested.problems.iter().filter(|problem| problem.severity == Severity::Error);
        let refused = errors.filter(|problem| problem.line.is_some() && problem.code == "bad-row").count();
        let lost = words.iter().filter(|word| !kept.contains(word.as_str())).count();
        prop_assert!(lost == 0 || refused > 0, "{lost} words lost from {text:?}");
    }

    #[test]
    fn any_bytes_are_read_or_refused_without_a_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
        let folder = folder(&[("a.txt", &bytes), ("b.csv", &bytes), ("c.jsonl", &bytes), ("consultation.toml", &bytes), ("z.txt", b"z")]);
        let ingested = read(folder.path());
        for name in ["a.txt", "b.csv", "c.jsonl"] {
            let is_document = ingested.documents.iter().any(|document| document.path == name);
            let is_problem = ingested.problems.iter().any(|problem| problem.file == name);
            prop_assert!(is_document || is_problem, "{name}");
        }
    }
}

#[test]
fn cells_that_are_no_answer_and_the_column_names_become_structure() {
    let folder = folder(&[("a.csv", b"id;reactie;plaats\n7; Te weinig tijd. ;Delft\n8;Geen geld.;\n")]);
    let ingested = read(folder.path());
    let document = &ingested.documents[0];
    let found = segment(&[SegmentInput { document, blocks: Vec::new() }]);
    let statements: Vec<&str> = found.statements.iter().map(|statement| statement.text.as_str()).collect();
    assert_eq!(statements, ["Te weinig tijd.", "Geen geld."]);
    let structure: Vec<(StructureKind, &str)> =
        found.structure.iter().map(|element| (element.kind, element.text.as_str())).collect();
    assert_eq!(
        structure,
        [
            (StructureKind::ColumnName, "id"),
            (StructureKind::ColumnName, "reactie"),
            (StructureKind::ColumnName, "plaats"),
            (StructureKind::Cell, "7"),
            (StructureKind::Cell, "Delft"),
            (StructureKind::Cell, "8"),
        ]
    );
}

#[test]
fn a_quote_left_open_spoils_one_row_and_not_the_rest_of_the_table() {
    let rows = (1..=1000).map(|row| match row {
        3 => format!("{row},\"Er is te weinig tijd\n"),
        _ => format!("{row},Reactie {row} zonder plek.\n"),
    });
    let table = format!("id,reactie\n{}", rows.collect::<String>());
    let folder = folder(&[("a.csv", table.as_bytes())]);
    let ingested = read(folder.path());
    let right = |text: &str, row: usize| text == format!("Reactie {row} zonder plek.");
    let kept = records(&ingested.documents[0])
        .iter()
        .filter(|record| record.id.parse().is_ok_and(|row| right(&record.texts[0].text, row)))
        .count();
    assert_eq!(kept, 999);
    // What the csv crate makes of it is why the reading is ours (ARCHITECTURE.md names the figure).
    let strict = csv::ReaderBuilder::new().flexible(true).from_reader(table.as_bytes()).into_records();
    let strict = strict
        .flatten()
        .filter(|row| row[0].parse().is_ok_and(|number| row.get(1).is_some_and(|text| right(text, number))));
    assert_eq!(strict.count(), 2);
}

#[cfg(unix)]
#[test]
fn links_that_lead_above_the_corpus_are_not_followed() {
    let project = folder(&[("geheim.txt", b"Dit is geen reactie.\n")]);
    let corpus = project.path().join("corpus");
    fs::create_dir(&corpus).unwrap();
    fs::write(corpus.join("a.txt"), "Te weinig tijd.\n").unwrap();
    std::os::unix::fs::symlink("..", corpus.join("lus")).unwrap();
    let ingested = read(&corpus);
    assert_eq!(paths(&ingested), ["a.txt"]);
    assert_snapshot!(shown(&ingested.problems), @"info lus [unreadable] a link to a folder above itself was not followed | remove the link; what belongs to the corpus is read already");
}
