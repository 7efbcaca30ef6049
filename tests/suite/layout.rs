//! Reading order and statement recovery, from lines to statements with their exact source.

use std::collections::BTreeMap;
use std::sync::Arc;

use bloemlezer::layout::layout;
use bloemlezer::model::{
    Cell, Consultation, Content, Document, Line, Page, Record, SourcePiece, Span, StructureKind, Truncated,
    problem_codes,
};
use bloemlezer::segment::{SegmentInput, Segmented, segment};
use bloemlezer::text::{TextBuilder, WordList, is_blank};
use proptest::prelude::*;

/// A document of pages, parted by form feeds.
fn document(path: &str, text: &str) -> Document {
    let mut number = 0;
    let pages = text.split('\u{c}').enumerate().map(|(index, page)| {
        let lines = page.split('\n').map(|line| {
            number += 1;
            Line::plain(number, line.to_owned())
        });
        Page { number: index as u32 + 1, label: None, lines: lines.collect(), part: None }
    });
    Document {
        path: path.to_owned(),
        sha256: String::new(),
        encoding: "UTF-8".to_owned(),
        consultation: Arc::new(Consultation::default()),
        content: Content::Pages(pages.collect()),
        respondent: None,
        date: None,
        headers: Vec::new(),
    }
}

fn read(text: &str) -> Segmented {
    read_group(&[document("a.txt", text)])
}

fn read_group(documents: &[Document]) -> Segmented {
    let group: Vec<SegmentInput<'_>> =
        documents.iter().map(|document| SegmentInput { document, blocks: layout(document) }).collect();
    segment(&group)
}

fn texts(found: &Segmented) -> Vec<&str> {
    found.statements.iter().map(|statement| statement.text.as_str()).collect()
}

/// Every line by file, page and number.
type Lines<'t> = BTreeMap<(&'t str, u32, u32), &'t str>;

fn lines_of(documents: &[Document]) -> Lines<'_> {
    let mut lines = Lines::new();
    for document in documents {
        let Content::Pages(pages) = &document.content else { continue };
        for (page, line) in pages.iter().flat_map(|page| page.lines.iter().map(move |line| (page, line))) {
            lines.insert((&document.path, page.number, line.number), &line.text);
        }
    }
    lines
}

/// The line that a piece of a statement or structure element of the document `own` lies in, and the part of it.
fn place<'p>(own: &'p str, piece: &'p SourcePiece) -> ((&'p str, u32, u32), Span) {
    let SourcePiece::Line { document, page, line, start, end, .. } = piece else { panic!("text has lines") };
    assert_ne!(document.as_deref(), Some(own), "a file is named only where it is another");
    ((piece.document(own), *page, *line), Span::new(*start, *end))
}

/// Every non-blank character of every file is in exactly one statement or structure element, and every text is its source under
/// the transform.
fn assert_nothing_lost(documents: &[Document], found: &Segmented) {
    let lines = lines_of(documents);
    let mut covered: BTreeMap<_, Vec<u8>> =
        lines.iter().map(|(place, text)| (*place, vec![0; text.chars().count()])).collect();
    let statements = found.statements.iter().map(|statement| (&statement.document, &statement.source));
    let structure = found.structure.iter().map(|element| (&element.document, &element.source));
    for (own, pieces) in statements.chain(structure) {
        for (line, span) in pieces.iter().map(|piece| place(own, piece)) {
            let counts = covered.get_mut(&line).unwrap_or_else(|| panic!("{line:?} is no line"));
            for count in &mut counts[span.start as usize..span.end as usize] {
                *count += 1;
            }
        }
    }
    for (line, counts) in &covered {
        for (character, count) in lines[line].chars().zip(counts) {
            let blank = is_blank(character.encode_utf8(&mut [0; 4]));
            assert!(blank || *count == 1, "{character:?} in {line:?}: {count}");
        }
    }
    for statement in &found.statements {
        let mut text = TextBuilder::new(WordList::shipped());
        for (line, span) in statement.source.iter().map(|piece| place(&statement.document, piece)) {
            text.push(span.cut(lines[&line]));
        }
        assert_eq!(text.finish(), statement.text);
    }
}

#[test]
fn what_nobody_sees_is_no_statement() {
    let found =
        read("Het loket is dicht.\n\n\u{200b}\n\nDe hulp is ver weg.\n\n\u{200d} \u{ad}\n\n\u{feff}\n");
    assert_eq!(texts(&found), ["Het loket is dicht.", "De hulp is ver weg."]);
}

/// Rows of two columns, each with its number, the way a position-sorting extractor prints them: one line per row, the columns joined by a space.
fn printed(left: &[(u32, &str)], right: &[(u32, &str)]) -> String {
    let mut rows: BTreeMap<u32, String> = BTreeMap::new();
    for (row, text) in left.iter().chain(right) {
        let line = rows.entry(*row).or_default();
        if !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
        line.push_str(text);
    }
    rows.into_values().map(|line| line + "\n").collect()
}

/// Two columns, each row with its number.
const LEFT: [(u32, &str); 6] = [
    (0, "De wachttijd voor jongeren met een beperking is zo lang dat "),
    (1, "ouders de moed opgeven en elders hulp zoeken."),
    (4, "Elke wijk heeft een eigen loket en niemand kent de weg."),
    (7, "Er is geen geld voor begeleiding na afloop van de opname, "),
    (8, "waardoor mensen snel terugvallen."),
    (11, "Te veel papierwerk."),
];
const RIGHT: [(u32, &str); 5] = [
    (0, "Scholen herkennen de signalen van verwaarlozing niet omdat "),
    (1, "leraren daar nooit in zijn geschoold."),
    (4, "De gemeente legt niet uit waarom een aanvraag is afgewezen "),
    (5, "en geeft geen antwoord op vragen."),
    (8, "Het budget is op voordat het jaar om is."),
];

#[test]
fn two_interleaved_columns_come_apart() {
    let page = printed(&LEFT, &RIGHT);
    let found = read(&page);
    let mut expected = [
        "De wachttijd voor jongeren met een beperking is zo lang dat ouders de moed opgeven en elders hulp zoeken.",
        "Elke wijk heeft een eigen loket en niemand kent de weg.",
        "Er is geen geld voor begeleiding na afloop van de opname, waardoor mensen snel terugvallen.",
        "Te veel papierwerk.",
        "Scholen herkennen de signalen van verwaarlozing niet omdat leraren daar nooit in zijn geschoold.",
        "De gemeente legt niet uit waarom een aanvraag is afgewezen en geeft geen antwoord op vragen.",
        "Het budget is op voordat het jaar om is.",
    ];
    let mut recovered = texts(&found);
    // Where a line stands alone the geometry does not always tell its column, so the order is left open here.
    expected.sort_unstable();
    recovered.sort_unstable();
    assert_eq!(recovered, expected);
    assert!(found.statements.iter().any(|statement| statement.column == Some(2)));
    assert_nothing_lost(&[document("a.txt", &page)], &found);
}

#[test]
fn the_next_page_tells_what_goes_on_at_the_foot() {
    // At the foot lines of both columns take turns, so that they could as well all stand in the left one.
    let below_left =
        [(14, "De regio stopt bij de rivier."), (17, "Een gedeeld dossier voor ziekenhuis en apotheek.")];
    let below_right = [
        (12, "Maak de procedure eenvoudiger."),
        (15, "Er is geen tolk aanwezig bij het gesprek."),
        (18, "Iedere organisatie kijkt met een eigen blik en daardoor langs "),
    ];
    let left = [&LEFT[..], &below_left].concat();
    let right = [&RIGHT[..], &below_right].concat();
    let next_left = [
        (0, "de vraag van het gezin heen."),
        (3, "Er zijn te weinig rechercheurs om alle zaken op te pakken."),
        (6, "Niemand legt uit waarom een hulpvraag is afgewezen en waar "),
        (7, "je dan wel terechtkunt."),
        (10, "Meer opvang."),
        (13, "Het overleg is er alleen voor de vorm."),
    ];
    let next_right = [
        (0, "De bus rijdt niet meer en de buurt is niet bereikbaar voor "),
        (1, "mensen zonder auto."),
        (4, "Leraren weten niet bij wie zij met een vermoeden moeten "),
        (5, "aankloppen."),
        (8, "Te weinig plekken."),
        (11, "Geld voor een jaar lost niets op."),
        (14, "Zorg voor een vast gezicht."),
    ];
    let text = [printed(&left, &right), printed(&next_left, &next_right)].join("\u{c}");
    let found = read(&text);
    assert_eq!(
        texts(&found),
        [
            "De wachttijd voor jongeren met een beperking is zo lang dat ouders de moed opgeven en elders hulp zoeken.",
            "Elke wijk heeft een eigen loket en niemand kent de weg.",
            "Er is geen geld voor begeleiding na afloop van de opname, waardoor mensen snel terugvallen.",
            "Te veel papierwerk.",
            "De regio stopt bij de rivier.",
            "Een gedeeld dossier voor ziekenhuis en apotheek.",
            "Scholen herkennen de signalen van verwaarlozing niet omdat leraren daar nooit in zijn geschoold.",
            "De gemeente legt niet uit waarom een aanvraag is afgewezen en geeft geen antwoord op vragen.",
            "Het budget is op voordat het jaar om is.",
            "Maak de procedure eenvoudiger.",
            "Er is geen tolk aanwezig bij het gesprek.",
            "Iedere organisatie kijkt met een eigen blik en daardoor langs de vraag van het gezin heen.",
            "Er zijn te weinig rechercheurs om alle zaken op te pakken.",
            "Niemand legt uit waarom een hulpvraag is afgewezen en waar je dan wel terechtkunt.",
            "Meer opvang.",
            "Het overleg is er alleen voor de vorm.",
            "De bus rijdt niet meer en de buurt is niet bereikbaar voor mensen zonder auto.",
            "Leraren weten niet bij wie zij met een vermoeden moeten aankloppen.",
            "Te weinig plekken.",
            "Geld voor een jaar lost niets op.",
            "Zorg voor een vast gezicht.",
        ]
    );
    assert_nothing_lost(&[document("a.txt", &text)], &found);
}

#[test]
fn visible_gutters_part_columns() {
    let found = read(
        "De wachttijd is lang       Er is te weinig geld\n\
         en de hulp ver weg.        voor opvang.\n\
         \n\
         Geen regie.                Ieder voor zich.\n",
    );
    assert_eq!(
        texts(&found),
        [
            "De wachttijd is lang en de hulp ver weg.",
            "Geen regie.",
            "Er is te weinig geld voor opvang.",
            "Ieder voor zich."
        ]
    );
}

#[test]
fn paragraphs_lists_and_headings_of_one_column() {
    let text = "1 Knelpunten\n\n1.1 Wachttijden\n\nDe wachttijden zijn te lang en niemand weet wanneer er plek is. Ouders\n\
        bellen elke week, maar krijgen geen antwoord van de gemeente.\n\nEr is geen regie.\n\n- Te weinig geld voor opvang\n\
        - Geen plek voor jongeren die\n  niet thuis kunnen wonen\n\n1.2 Samenwerking\nGemeente en politie werken langs elkaar \
        heen. Er is geen hulpver-\nlener die het overzicht heeft.\n";
    let found = read(text);
    assert_eq!(
        texts(&found),
        [
            "De wachttijden zijn te lang en niemand weet wanneer er plek is. Ouders bellen elke week, maar krijgen geen antwoord \
             van de gemeente.",
            "Er is geen regie.",
            "Te weinig geld voor opvang",
            "Geen plek voor jongeren die niet thuis kunnen wonen",
            "Gemeente en politie werken langs elkaar heen. Er is geen hulpverlener die het overzicht heeft.",
        ]
    );
    let sections: Vec<String> =
        found.statements.iter().map(|statement| statement.section.as_ref().unwrap().label()).collect();
    assert_eq!(sections[0], "1.1 Wachttijden");
    assert_eq!(sections[4], "1.2 Samenwerking");
    let headings: Vec<(Option<&str>, &str)> = found
        .structure
        .iter()
        .filter(|element| element.kind == StructureKind::Heading)
        .map(|element| (element.number.as_deref(), element.text.as_str()))
        .collect();
    assert_eq!(
        headings,
        [(Some("1"), "Knelpunten"), (Some("1.1"), "Wachttijden"), (Some("1.2"), "Samenwerking")]
    );
    let markers = found.structure.iter().filter(|element| element.kind == StructureKind::ListMarker).count();
    assert_eq!(markers, 2);
    assert_nothing_lost(&[document("a.txt", text)], &found);
}

#[test]
fn running_footers_and_page_numbers_are_structure() {
    let text = "Er is te weinig tijd.\nGeen geld.\nEen verslag | gemeente 3\u{c}Er is te weinig plek.\nGeen mensen.\nEen verslag | gemeente 4";
    let found = read(text);
    assert_eq!(texts(&found).len(), 4);
    let footers: Vec<(&str, Option<&str>)> = found
        .structure
        .iter()
        .filter(|element| element.kind == StructureKind::Footer)
        .map(|element| (element.text.as_str(), element.number.as_deref()))
        .collect();
    assert_eq!(footers, [("Een verslag | gemeente 3", Some("3")), ("Een verslag | gemeente 4", Some("4"))]);
    assert_eq!(found.statements[2].page, Some(2));
    assert_eq!(found.statements[2].page_label.as_deref(), Some("4"));
}

#[test]
fn a_statement_goes_on_over_a_page_and_over_consecutive_documents_only() {
    let page = "Geen geld.\nDe hulp die er is wordt vooral gegeven aan mensen die de weg al";
    let next = "kennen en niet aan anderen.\nGeen tijd.";
    let whole = "De hulp die er is wordt vooral gegeven aan mensen die de weg al kennen en niet aan anderen.";
    let over_page = read(&format!("{page}\u{c}{next}"));
    assert_eq!(texts(&over_page), ["Geen geld.", whole, "Geen tijd."]);

    let (first, second) = (document("p1.txt", page), document("p2.txt", next));
    let both = [first.clone(), second.clone()];
    let consecutive = read_group(&both);
    assert_eq!(texts(&consecutive), ["Geen geld.", whole, "Geen tijd."]);
    assert_nothing_lost(&both, &consecutive);

    let alone = read_group(&[first]);
    assert_eq!(alone.statements[1].truncated, Truncated::End);
    let rest = read_group(&[second]);
    assert_eq!(rest.statements[0].truncated, Truncated::Start);
    assert_eq!(rest.problems.len(), 1);
}

#[test]
fn nothing_runs_on_through_a_table() {
    let cell = Cell { field: "tekst".to_owned(), question: None, text: "Te weinig plek.".to_owned() };
    let record = Record {
        id: "1".to_owned(),
        row: 2,
        sheet: None,
        texts: vec![cell],
        respondent: None,
        date: None,
        public: true,
        metadata: BTreeMap::new(),
        others: Vec::new(),
    };
    let table = Document { content: Content::Records(vec![record]), ..document("p2.csv", "") };
    let first = document("p1.txt", "Geen geld.\nDe hulp die er is wordt vooral gegeven aan mensen die");
    let found = read_group(&[first, table, document("p3.txt", "de weg al kennen.")]);
    let documents: Vec<&str> = found.statements.iter().map(|own| own.document.as_str()).collect();
    assert_eq!(documents, ["p1.txt", "p1.txt", "p2.csv", "p3.txt"]);
    assert_eq!(found.statements[1].truncated, Truncated::End);
}

#[test]
fn a_missing_end_is_reported_in_the_file_that_it_is_missing_from() {
    let first = "Geen geld.\nDe hulp die er is wordt vooral gegeven aan mensen die de weg al";
    let next = "kennen en die zelf kunnen bellen met de gemeente of met iemand die de";
    let found = read_group(&[document("p1.txt", first), document("p2.txt", next)]);
    let last = found.statements.last().unwrap();
    assert_eq!((last.document.as_str(), last.truncated), ("p1.txt", Truncated::End));
    let problem = found.problems.iter().find(|own| own.code == problem_codes::TRUNCATED).unwrap();
    assert_eq!((problem.file.as_str(), problem.page, problem.line), ("p2.txt", Some(1), Some(1)));
}

#[test]
fn equal_statements_keep_ids_of_their_own() {
    let found = read("Te weinig tijd.\n\nTe weinig tijd.\n");
    assert_eq!(texts(&found), ["Te weinig tijd.", "Te weinig tijd."]);
    assert_ne!(found.statements[0].id, found.statements[1].id);
}

/// Lines as a page may hold them, and rubbish.
fn any_line() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "([A-Z][a-z]{1,8} )?([a-z]{1,12}[ ,]{1,2}){1,14}[a-z]{1,9}[.?! -]{0,2}",
        1 => "2\\.[0-9]{1,2} {1,2}[A-Z][a-z]{2,9}( [a-z]{2,9}){0,6}",
        1 => "[-•] [A-Z][a-z ]{2,40}",
        1 => "\\PC{0,80}",
        1 => Just(String::new()),
    ]
}

/// Lines of mails, of tables of contents, of columns with a gutter, and of lists whose dots stand below.
fn any_shape() -> impl Strategy<Value = String> {
    let column = "[A-Z]?[a-z]{1,9}( [a-z]{1,9}){0,4}[.,]?";
    prop_oneof![
        2 => "(Van|Aan|Onderwerp|Verzonden|Datum): [A-Za-z0-9 :@.]{0,30}",
        1 => "(Geachte raad|Beste gemeente|Met vriendelijke groet|Hoogachtend|-- ?|PS)[,!]?",
        1 => "(> ?){1,2}[A-Za-z ,.]{0,40}",
        1 => Just("-----Oorspronkelijk bericht-----".to_owned()),
        1 => Just("Op 3 mei 2021 om 10:12 schreef Jan <jan@voorbeeld.nl>:".to_owned()),
        2 => "([0-9]\\.[0-9]{1,2} )?[A-Z][a-z ]{3,30}[ .]{1,20}[0-9ivx]{1,3}",
        1 => Just("Inhoud".to_owned()),
        4 => (column, 0_usize..9, column).prop_map(|(left, more, right)| format!("{left:<36}{}{right}", " ".repeat(more))),
        1 => (Just(" ".repeat(38)), column).prop_map(|(blank, right): (String, String)| blank + right.as_str()),
        2 => column,
        1 => Just("•".to_owned()),
        2 => Just(String::new()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, rng_algorithm: prop::test_runner::RngAlgorithm::ChaCha, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_and_every_text_is_its_source(lines in prop::collection::vec(any_line(), 0..28), feed in 0_usize..28) {
        let mut text = String::new();
        for (index, line) in lines.iter().enumerate() {
            text.push_str(&line.replace('\u{c}', ""));
            text.push(if index == feed { '\u{c}' } else { '\n' });
        }
        let documents = [document("a.txt", &text)];
        assert_nothing_lost(&documents, &read_group(&documents));
    }

    #[test]
    fn mails_contents_and_columns_lose_nothing(lines in prop::collection::vec(any_shape(), 0..32), feed in 0_usize..32) {
        let mut text = String::new();
        for (index, line) in lines.iter().enumerate() {
            text.push_str(line);
            text.push(if index == feed { '\u{c}' } else { '\n' });
        }
        let documents = [document("a.txt", &text)];
        assert_nothing_lost(&documents, &read_group(&documents));
    }

    #[test]
    fn consecutive_files_lose_nothing(files in prop::collection::vec(prop::collection::vec(any_line(), 0..8), 1..5)) {
        let documents: Vec<Document> = files
            .iter()
            .enumerate()
            .map(|(index, lines)| document(&format!("p{index}.txt"), &lines.join("\n").replace('\u{c}', "")))
            .collect();
        assert_nothing_lost(&documents, &read_group(&documents));
    }
}

#[test]
fn the_sample_pages_lose_nothing() {
    for entry in std::fs::read_dir("corpus").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let documents = [document("a.txt", &std::fs::read_to_string(&path).unwrap())];
            let found = read_group(&documents);
            assert!(found.statements.len() > 20);
            assert_nothing_lost(&documents, &found);
        }
    }
}

#[test]
fn signs_alone_are_no_statement() {
    let text = "Er is te weinig tijd.\n\n.....\n\n*\n\nGeen geld.\n";
    let found = read(text);
    assert_eq!(texts(&found), ["Er is te weinig tijd.", "Geen geld."]);
    assert_eq!(found.structure.len(), 2);
    assert_nothing_lost(&[document("a.txt", text)], &found);
}
