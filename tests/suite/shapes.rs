//! The shapes of text that show their rows: one column in every way that people set it, columns with a gutter, mails, tables of contents.

use std::sync::Arc;

use bloemlezer::layout::layout;
use bloemlezer::model::{Consultation, Content, Document, Line, Page, StructureKind, Truncated};
use bloemlezer::segment::{SegmentInput, Segmented, segment};

fn read(text: &str) -> Segmented {
    read_of(text, Consultation::default())
}

fn read_of(text: &str, consultation: Consultation) -> Segmented {
    let mut number = 0;
    let pages = text.split('\u{c}').enumerate().map(|(index, page)| {
        let lines = page.split('\n').map(|line| {
            number += 1;
            Line::plain(number, line.to_owned())
        });
        Page { number: index as u32 + 1, label: None, lines: lines.collect(), part: None }
    });
    let document = Document {
        path: "a.txt".to_owned(),
        sha256: String::new(),
        encoding: "UTF-8".to_owned(),
        consultation: Arc::new(consultation),
        content: Content::Pages(pages.collect()),
        respondent: None,
        date: None,
        headers: Vec::new(),
    };
    segment(&[SegmentInput { document: &document, blocks: layout(&document) }])
}

fn texts(found: &Segmented) -> Vec<&str> {
    found.statements.iter().map(|own| own.text.as_str()).collect()
}

/// The section of each statement, by its label.
fn sections(found: &Segmented) -> Vec<String> {
    let label = |section: &Option<bloemlezer::model::Section>| section.as_ref().map(|own| own.label());
    found.statements.iter().map(|own| label(&own.section).unwrap_or_default()).collect()
}

fn structure(found: &Segmented, kind: StructureKind) -> Vec<&str> {
    found.structure.iter().filter(|own| own.kind == kind).map(|own| own.text.as_str()).collect()
}

/// Statements as respondents write them, long enough to be wrapped.
const STATEMENTS: [&str; 6] = [
    "De bus naar het ziekenhuis rijdt nog maar twee keer per dag en in het weekend helemaal niet meer.",
    "Er is te weinig plek.",
    "Wie zijn huur niet kan betalen, hoort pas na maanden bij welk loket hij terechtkan, terwijl de schuld intussen verder oploopt.",
    "Zorg dat de formulieren in gewone taal zijn geschreven.",
    "Vrijwilligers krijgen geen antwoord van de gemeente. Dat is jammer, want zij kennen de buurt en de mensen die er wonen het best.",
    "Het buurthuis is dicht.",
];

/// Breaks a text into lines of at most `width` characters, the first and the later ones behind so many spaces.
fn wrap(text: &str, width: usize, first: usize, later: usize) -> Vec<String> {
    let mut lines = vec![" ".repeat(first)];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is always a line");
        let empty = line.trim().is_empty();
        if !empty && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(format!("{}{word}", " ".repeat(later)));
        } else {
            if !empty {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

fn page(paragraphs: &[Vec<String>], between: &str) -> String {
    let paragraphs: Vec<String> = paragraphs.iter().map(|lines| lines.join("\n")).collect();
    paragraphs.join(between) + "\n"
}

fn all(width: usize, first: usize, later: usize) -> Vec<Vec<String>> {
    STATEMENTS.iter().map(|text| wrap(text, width, first, later)).collect()
}

#[test]
fn paragraphs_are_parted_by_blank_lines_indents_or_filling_alone() {
    for width in [44, 60, 72] {
        for (first, later, between) in [(0, 0, "\n\n"), (0, 0, "\n\n\n"), (4, 0, "\n"), (0, 3, "\n")] {
            let found = read(&page(&all(width, first, later), between));
            assert_eq!(texts(&found), STATEMENTS, "{width} {first} {later} {between:?}");
        }
    }
    assert_eq!(texts(&read(&page(&all(51, 0, 0), "\n"))), STATEMENTS);
    assert_eq!(texts(&read(&page(&all(100_000, 0, 0), "\n"))), STATEMENTS);
    // Every other row is left free, within paragraphs too.
    assert_eq!(texts(&read(&page(&all(50, 0, 4), "\n").replace('\n', "\n\n"))), STATEMENTS);
}

#[test]
fn items_have_markers_of_many_kinds() {
    let signs = ["-", "–", "•", "*", "o", "▪", "\u{f0b7}"];
    let kinds: Vec<Vec<String>> = signs
        .iter()
        .map(|sign| vec![(*sign).to_owned(); 6])
        .chain([
            (1..7).map(|nth| format!("{nth}.")).collect(),
            (8..14).map(|nth| format!("{nth})")).collect(),
            (1..7).map(|nth| format!("({nth})")).collect(),
            ["a)", "b)", "c)", "d)", "e)", "f)"].map(str::to_owned).to_vec(),
            ["i.", "ii.", "iii.", "iv.", "v.", "vi."].map(str::to_owned).to_vec(),
        ])
        .collect();
    for markers in kinds {
        for hanging in [true, false] {
            let items = STATEMENTS.iter().zip(&markers).map(|(text, marker)| {
                let width = marker.chars().count() + 1;
                wrap(&format!("{marker} {text}"), 56, 0, if hanging { width } else { 0 })
            });
            let found = read(&page(&items.collect::<Vec<_>>(), "\n"));
            assert_eq!(texts(&found), STATEMENTS, "{markers:?} {hanging}");
            assert_eq!(structure(&found, StructureKind::ListMarker), markers);
        }
    }
}

#[test]
fn a_lead_in_and_the_items_under_it_are_statements_of_their_own() {
    let found = read(
        "Voor de wijk vragen wij:\n- meer groen\n  - bomen langs de Dorpsstraat\n  - een park\n- minder verkeer\n",
    );
    let expected = [
        "Voor de wijk vragen wij:",
        "meer groen",
        "bomen langs de Dorpsstraat",
        "een park",
        "minder verkeer",
    ];
    assert_eq!(texts(&found), expected);
}

#[test]
fn a_line_may_be_a_statement_without_a_full_stop() {
    let lines = [
        "Te weinig handen aan het bed",
        "Geen plek in de opvang voor gezinnen",
        "Wachten op een gesprek duurt te lang",
        "Onduidelijk wie waarover gaat",
        "Meer geld naar de wijkverpleging",
        "Minder papierwerk",
    ];
    let found = read(&(lines.join("\n") + "\n"));
    assert_eq!(texts(&found), lines);
    assert!(found.statements.iter().all(|own| own.truncated == Truncated::No));
}

#[test]
fn headings_are_told_by_number_mark_rule_capitals_and_place() {
    let body = |range: std::ops::Range<usize>| -> String {
        STATEMENTS[range].iter().map(|text| wrap(text, 60, 0, 0).join("\n") + "\n\n").collect()
    };
    let forms: [(&str, &str, &str, &str); 9] = [
        ("2.1 Wonen en vervoer\n\n", "2.2 Zorg\n\n", "2.1 Wonen en vervoer", "2.2 Zorg"),
        ("1 Wonen\n\n", "2 Zorg\n\n", "1 Wonen", "2 Zorg"),
        ("1. Wonen\n\n", "2. Zorg\n\n", "1 Wonen", "2 Zorg"),
        ("Hoofdstuk 3 Wonen\n\n", "Hoofdstuk 4: Zorg\n\n", "3 Wonen", "4 Zorg"),
        ("# Wonen\n\n", "## Zorg\n\n", "Wonen", "Zorg"),
        ("Wonen\n=====\n\n", "Zorg\n----\n\n", "Wonen", "Zorg"),
        ("WONEN EN VERVOER\n", "ZORG VOOR OUDEREN\n", "WONEN EN VERVOER", "ZORG VOOR OUDEREN"),
        ("Wonen en vervoer\n", "\nZorg in de buurt\n", "Wonen en vervoer", "Zorg in de buurt"),
        (
            "2.1 Wonen en vervoer in de kernen en\nhet buitengebied\n\n",
            "2.2 Zorg\n\n",
            "2.1 Wonen en vervoer in de kernen en het buitengebied",
            "2.2 Zorg",
        ),
    ];
    for (first, second, first_label, second_label) in forms {
        let found = read(&format!("{first}{}{second}{}", body(0..3), body(3..6)));
        assert_eq!(texts(&found), STATEMENTS, "{first:?}");
        assert_eq!(sections(&found)[..3], [first_label; 3], "{first:?}");
        assert_eq!(sections(&found)[3..], [second_label; 3], "{first:?}");
    }
}

#[test]
fn running_lines_are_told_by_repetition_and_body_lines_are_not() {
    let running = |nth: usize| {
        let (own, last) = (&all(60, 0, 0)[nth % 6], &all(60, 0, 0)[(nth + 2) % 6]);
        let header = if nth.is_multiple_of(2) {
            format!("{nth}  Bundel inspraak")
        } else {
            format!("Bundel inspraak  {nth}")
        };
        format!("{header}\n\n{}\n\nGeen.\n\n{}\n", own.join("\n"), last.join("\n"))
    };
    let found = read(&(4..9).map(running).collect::<Vec<_>>().join("\u{c}"));
    assert_eq!(structure(&found, StructureKind::Header).len(), 5);
    assert_eq!(texts(&found).iter().filter(|text| **text == "Geen.").count(), 5);
    assert_eq!(found.statements[0].page_label.as_deref(), Some("4"));
    // A body line at the edge of two pages of three is no footer.
    let found = read(
        "Er is te weinig plek.\nGeen.\u{c}Het loket is dicht.\nGeen.\u{c}De bus rijdt niet.\nMeer groen.",
    );
    assert_eq!(texts(&found).len(), 6);
}

#[test]
fn page_numbers_alone_are_no_statements_and_have_many_forms() {
    let found = read("1\n\n2\n\n3\n");
    assert_eq!(texts(&found), Vec::<&str>::new());
    for form in ["7", "- 7 -", "– 7 –", "Pagina 7", "pagina 7 van 31", "7/31", "blz. 7", "p. 7", "[7]"] {
        let found = read(&format!("Er is te weinig plek.\n\nHet loket is dicht.\n\n{form}\n"));
        assert_eq!(texts(&found).len(), 2, "{form}");
        assert_eq!(found.statements[0].page_label.as_deref(), Some("7"), "{form}");
    }
}

#[test]
fn a_statement_goes_on_over_a_form_feed_between_running_lines() {
    let lines = wrap(STATEMENTS[2], 50, 0, 0);
    let (first, second) = (page(&all(50, 0, 0)[..2], "\n\n"), page(&all(50, 0, 0)[3..], "\n\n"));
    let text = format!(
        "Bundel inspraak\n\n{first}\n{}\n\n- 4 -\u{c}Bundel inspraak\n\n{}\n\n{second}\n- 5 -\n",
        lines[0],
        lines[1..].join("\n")
    );
    let found = read(&text);
    assert_eq!(texts(&found), STATEMENTS);
    assert_eq!(found.statements[2].source.len(), lines.len());
    // A word that the page breaks is put together again.
    let found = read("Er is te weinig begeleiding voor slacht-\u{c}offers van huiselijk geweld.\n");
    assert_eq!(texts(&found), ["Er is te weinig begeleiding voor slachtoffers van huiselijk geweld."]);
}

/// Sets columns beside each other, each as wide, `gap` spaces between.
fn beside(columns: &[Vec<String>], width: usize, gap: usize) -> String {
    let rows = columns.iter().map(Vec::len).max().unwrap_or(0);
    let mut text = String::new();
    for row in 0..rows {
        let mut line = String::new();
        for (index, column) in columns.iter().enumerate() {
            let start = index * (width + gap);
            let filled = line.chars().count();
            line.push_str(&" ".repeat(start.saturating_sub(filled)));
            line.push_str(column.get(row).map_or("", String::as_str));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn column(statements: &[&str], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for text in statements {
        lines.extend(wrap(text, width, 0, 0));
        lines.push(String::new());
    }
    lines
}

#[test]
fn bands_have_columns_of_their_own() {
    let (two, three) = (38, 28);
    let wide = wrap(
        "Dit is wat inwoners ons schreven over de plannen voor de kern en over de wegen daaromheen.",
        80,
        0,
        0,
    );
    let text = format!(
        "3.1 Wonen en vervoer\n\n{}\n\n{}\n3.2 Zorg\n\n{}",
        wide.join("\n"),
        beside(&[column(&STATEMENTS[..2], two), column(&STATEMENTS[2..4], two)], two, 4),
        beside(
            &[
                column(&STATEMENTS[..1], three),
                column(&STATEMENTS[2..3], three),
                column(&STATEMENTS[4..], three)
            ],
            three,
            3
        ),
    );
    let found = read(&text);
    let expected: Vec<String> = [wide.join(" ")]
        .into_iter()
        .chain([0, 1, 2, 3, 0, 2, 4, 5].map(|nth| STATEMENTS[nth].to_owned()))
        .collect();
    assert_eq!(texts(&found), expected);
    assert_eq!(sections(&found)[..5], ["3.1 Wonen en vervoer"; 5]);
    assert_eq!(sections(&found)[5..], ["3.2 Zorg"; 4]);
    let columns: Vec<Option<u32>> = found.statements.iter().map(|own| own.column).collect();
    assert_eq!(columns, [1, 1, 1, 2, 2, 1, 2, 3, 3].map(Some));
}

#[test]
fn justified_spaces_are_no_gutter() {
    let text = "De bus  naar het ziekenhuis  rijdt nog maar  twee keer\nper dag  en in  het   weekend  helemaal niet  meer  naar\n\
        het  dorp  toe,  terwijl  juist   dan  veel  mensen   op\nbezoek willen   bij hun   familie en   geen auto  hebben.\n";
    assert_eq!(texts(&read(text)).len(), 1);
}

#[test]
fn a_pull_quote_in_a_column_is_one_statement() {
    // Larger type takes fewer letters a line, and more than a row for each.
    let quote = "Wie hulp zoekt, hoort\n\nvan ieder loket een\n\nander antwoord.";
    let body: Vec<String> = (0..3).flat_map(|_| all(50, 0, 0)).map(|lines| lines.join("\n")).collect();
    let text = format!("{}\n\n{quote}\n\n{}\n", body[..8].join("\n\n"), body[8..].join("\n\n"));
    let found = read(&text);
    assert_eq!(found.statements.len(), 19);
    assert_eq!(texts(&found)[8], "Wie hulp zoekt, hoort van ieder loket een ander antwoord.");
}

#[test]
fn dots_may_be_printed_below_the_line_that_they_stand_before() {
    let mut text = String::new();
    for lines in all(34, 0, 0) {
        let (first, rest) = lines.split_first().expect("no statement is empty");
        text.push_str(&format!("{first}\n•\n"));
        rest.iter().for_each(|line| text.push_str(&format!("{line}\n")));
    }
    let found = read(&text);
    assert_eq!(texts(&found), STATEMENTS);
    assert_eq!(structure(&found, StructureKind::ListMarker), ["•"; 6]);
}

#[test]
fn the_end_of_a_line_that_reaches_into_the_next_column_stays_with_it() {
    let left = column(&STATEMENTS, 40);
    let mut right = column(&STATEMENTS, 40);
    let row = left.iter().position(|line| line == STATEMENTS[1]).expect("it is not wrapped");
    right.insert(row, String::new());
    let rows: Vec<String> = beside(&[left, right], 40, 2)
        .lines()
        .enumerate()
        .map(|(at, line)| {
            if at == row {
                "Er is hier in de buurt veel te weinig plek nu.".to_owned()
            } else {
                line.to_owned()
            }
        })
        .collect();
    let found = read(&rows.join("\n"));
    assert!(texts(&found).contains(&"Er is hier in de buurt veel te weinig plek nu."), "{:?}", texts(&found));
}

#[test]
fn a_heading_that_the_contents_announce_is_no_running_line() {
    let found = read(
        "Inhoud\n\n3.1 Wonen en zorg ........ 2\n3.2 Vervoer .............. 4\n\u{c}3.1 Wonen en zorg\n\nEr is te weinig plek.\n\n\
         Het buurthuis is dicht.\n\u{c}3.2 Vervoer\n\nDe bus rijdt niet meer.\n",
    );
    assert_eq!(sections(&found), ["3.1 Wonen en zorg", "3.1 Wonen en zorg", "3.2 Vervoer"]);
}

#[test]
fn a_mail_is_its_message() {
    let message = all(72, 0, 0)[..3].iter().map(|lines| lines.join("\n")).collect::<Vec<_>>().join("\n\n");
    let head = "Van: A. Bewoner <a.bewoner@voorbeeld.nl>\nVerzonden: maandag 3 mei 2021 10:12\nAan: Gemeente\nOnderwerp: RE: Het plan\n\n\
        Geachte heer/mevrouw,\n\n";
    let close = "\n\nMet vriendelijke groet,\n\nA. Bewoner\nDorpsstraat 3\n";
    let quoted = "\nVan: Gemeente\nVerzonden: zondag 2 mei 2021 09:00\nAan: A. Bewoner\nOnderwerp: Het plan\n\nWij horen graag uw mening.\n";
    let histories = [
        "",
        "\n-- \nVerzonden vanaf mijn telefoon\n",
        quoted,
        &format!("\n-----Oorspronkelijk bericht-----{quoted}"),
        "\nOp 2 mei 2021 om 09:00 schreef Gemeente <post@voorbeeld.nl>:\n\n> Wij horen graag uw mening.\n> Dat kan tot en met vrijdag.\n",
    ];
    for history in histories {
        let found = read(&format!("{head}{message}{close}{history}"));
        assert_eq!(texts(&found), STATEMENTS[..3], "{history:?}");
        assert_eq!(structure(&found, StructureKind::MailHeader).len(), 4, "{history:?}");
        assert_eq!(structure(&found, StructureKind::Salutation), ["Geachte heer/mevrouw,"]);
        let quotes = structure(&found, StructureKind::QuotedMail);
        assert_eq!(quotes.is_empty(), !history.contains("mening"), "{history:?}");
    }
    // What is forwarded is a response; a second mail in the file too.
    let other = head.replace("RE: Het plan", "Parkeren").replace("Bewoner", "Buur");
    let found = read(&format!("{head}{message}{close}\u{c}{other}Er is te weinig plek.{close}"));
    assert_eq!(texts(&found).len(), 4);
    let found = read(&format!("-------- Doorgestuurd bericht --------\n{head}{message}{close}"));
    assert_eq!(texts(&found), STATEMENTS[..3]);
}

#[test]
fn words_of_a_mail_alone_make_none() {
    let lines = [
        "Van: wie is dit plan eigenlijk?",
        "Beste zorg is zorg op tijd.",
        "Met de groeten van de buurt kregen wij een brief.",
    ];
    assert_eq!(texts(&read(&(lines.join("\n\n") + "\n"))), lines);
}

#[test]
fn a_table_of_contents_is_structure() {
    let entries = ["1 Inleiding", "2 Wonen en vervoer in de kernen", "2.1 Wonen", "2.2 Vervoer", "3 Zorg"];
    let forms: [fn(&str, usize) -> String; 3] = [
        |title, page| format!("{title} {} {page}", ".".repeat(60 - title.len())),
        |title, page| format!("{title:<60}{page}"),
        |title, page| format!("{title} {page}"),
    ];
    for form in forms {
        let table: Vec<String> =
            entries.iter().zip([3, 5, 5, 8, 12]).map(|(title, page)| form(title, page)).collect();
        let body = page(&all(60, 0, 0), "\n\n");
        let found = read(&format!("Inhoudsopgave\n\n{}\n\u{c}2.1 Wonen\n\n{body}", table.join("\n")));
        assert_eq!(structure(&found, StructureKind::Contents).len(), 6, "{table:?}");
        assert_eq!(texts(&found), STATEMENTS);
        assert_eq!(structure(&found, StructureKind::Heading), ["Wonen"]);
    }
}

#[test]
fn what_is_cut_off_is_told_by_what_the_others_do() {
    let cut = |text: &str| read(text).statements.iter().map(|own| own.truncated).collect::<Vec<_>>();
    let body = page(&all(60, 0, 0), "\n\n");
    let all_whole = vec![Truncated::No; 6];
    assert_eq!(cut(&body), all_whole);
    let last = cut(&format!("{body}\nWie hulp zoekt, weet niet waar hij moet beginnen en dus doet\n"));
    assert_eq!(last.last(), Some(&Truncated::End));
    assert_eq!(cut(&format!("{body}\nMeer groen in de wijk\n")).last(), Some(&Truncated::No));
    assert_eq!(cut(&format!("hun recht haalden bij de gemeente.\n\n{body}"))[0], Truncated::Start);
    let telegrams = "Te weinig geld\nTe weinig tijd\nMeer groen\nGeen plek in de opvang voor gezinnen met jonge kinderen erbij\n";
    assert_eq!(cut(telegrams), vec![Truncated::No; 4]);
}

#[test]
fn odd_characters_and_great_sizes_are_read() {
    let found = read("-\tTe weinig tijd.\r\n-\u{a0}Geen geld.\r\n\u{200b}- Meer\tgroen.  \r\n");
    assert_eq!(texts(&found), ["Te weinig tijd.", "Geen geld.", "Meer groen."]);
    let long = "woord ".repeat(200_000);
    assert_eq!(read(&long).statements.len(), 1);
    let many = (STATEMENTS.join("\n") + "\n").repeat(16_000);
    assert_eq!(read(&many).statements.len(), 96_000);
}

#[test]
fn texts_of_a_line_each_are_no_columns_however_long() {
    let lines: Vec<String> = (0..12)
        .map(|nth| {
            let own = |at: usize| STATEMENTS[(nth + at) % 6];
            if nth % 3 == 0 { own(0).to_owned() } else { format!("{} {} {}", own(0), own(2), own(4)) }
        })
        .collect();
    let found = read(&(lines.join("\n") + "\n"));
    assert_eq!(texts(&found), lines);
}

#[test]
fn long_documents_count_beyond_the_hundreds() {
    let items: Vec<String> = (995..1005).map(|n| format!("{n}. {}", STATEMENTS[n % 6])).collect();
    let found = read(&(items.join("\n") + "\n"));
    assert_eq!(texts(&found), (995..1005).map(|n| STATEMENTS[n % 6]).collect::<Vec<_>>());
    let numbers = [298, 299, 300, 301, 998, 999, 1000, 1001, 1002];
    let sections_of: Vec<String> =
        numbers.iter().map(|n| format!("2.{n} Regie\n\n{}\n", STATEMENTS[n % 6])).collect();
    let found = read(&sections_of.join("\n"));
    assert_eq!(sections(&found), numbers.map(|n| format!("2.{n} Regie")));
    let amounts = read("Dat kost veel.\n\n2.1000 Mensen zijn dat.\n\nTe veel.\n");
    assert_eq!(amounts.statements.len(), 3);
}

#[test]
fn headings_count_on_from_one_another() {
    let body = |range: std::ops::Range<usize>| -> String {
        STATEMENTS[range].iter().map(|text| format!("{text}\n")).collect()
    };
    let forms = [
        ("Vraag 1: Wat gaat er goed in de wijk?\n", "Vraag 2: Wat kan beter?\n"),
        ("Tafel 1 - Wonen\n", "Tafel 2 - Zorg\n"),
        ("I. Wonen en vervoer\n", "II. Zorg in de buurt\n"),
        ("**Wonen en vervoer**\n", "**Zorg in de buurt**\n"),
        ("4.15\nWonen en vervoer\n", "4.16\nZorg in de buurt\n"),
    ];
    for (first, second) in forms {
        let found = read(&format!("{first}{}\n{second}{}", body(0..3), body(3..6)));
        assert_eq!(texts(&found), STATEMENTS, "{first:?}");
        let labels = [first, second].map(|label| label.trim().replace('\n', " "));
        assert_eq!(sections(&found)[..3], [labels[0].as_str(); 3], "{first:?}");
        assert_eq!(sections(&found)[3..], [labels[1].as_str(); 3], "{first:?}");
    }
    // One alone begins a sentence, and so do initials.
    for line in ["Vraag 1 is niet duidelijk geformuleerd.", "V. Jansen zegt dat het loket te ver weg is."] {
        let found = read(&format!("{line}\n{}", body(0..6)));
        assert_eq!(found.statements.len(), 7, "{line}");
    }
}

#[test]
fn short_lines_without_a_full_stop_are_headings_where_several_are() {
    let tight = |range: std::ops::Range<usize>| -> String {
        STATEMENTS[range].iter().map(|text| wrap(text, 50, 0, 0).join("\n") + "\n").collect()
    };
    let parts = [tight(0..3), tight(3..6), tight(1..4), tight(2..6)];
    let titles = ["Het loket is onbekend", "Wonen en vervoer", "Zorg in de buurt", "Regels en toezicht"];
    let text: String = titles.iter().zip(&parts).map(|(title, part)| format!("{title}\n{part}")).collect();
    let found = read(&text);
    assert_eq!(structure(&found, StructureKind::Heading), titles);
    // A question is a question.
    let found = read(&format!("{}{}Wie betaalt dat?\n{}{}", parts[0], parts[1], parts[2], parts[3]));
    assert_eq!(structure(&found, StructureKind::Heading).len(), 0);
}

#[test]
fn sections_with_the_same_title_at_the_top_of_pages_are_no_running_lines() {
    let page = |nth: usize| {
        format!("{nth}.1 Knelpunten\n\n{}\n\n{}\n", all(60, 0, 0)[nth % 6].join("\n"), STATEMENTS[3])
    };
    let found = read(&(1..6).map(page).collect::<Vec<_>>().join("\u{c}"));
    assert_eq!(structure(&found, StructureKind::Header).len(), 0);
    assert_eq!(structure(&found, StructureKind::Heading).len(), 5);
}

#[test]
fn a_last_page_with_few_rows_has_the_columns_of_the_others() {
    let full = beside(&[column(&STATEMENTS, 40), column(&STATEMENTS, 40)], 40, 5);
    let last = beside(&[column(&STATEMENTS[1..2], 40), column(&STATEMENTS[3..4], 40)], 40, 5);
    let found = read(&format!("{full}\n{full}\u{c}{last}"));
    let expected: Vec<&str> = STATEMENTS[1..2].iter().chain(&STATEMENTS[3..4]).copied().collect();
    let on_last: Vec<&str> =
        found.statements.iter().filter(|own| own.page == Some(2)).map(|own| own.text.as_str()).collect();
    assert_eq!(on_last, expected);
}

/// Texts parted by empty rows, with one among them as an extractor tore it.
fn with_torn(torn: &[&str]) -> String {
    let body = |range: std::ops::Range<usize>| -> String {
        STATEMENTS[range].iter().map(|text| wrap(text, 44, 0, 0).join("\n") + "\n\n").collect()
    };
    format!("{}{}{}{}\n\n{}", body(0..6), body(0..3), body(3..6), torn.join("\n"), body(0..6))
}

#[test]
fn pieces_that_were_printed_elsewhere_come_back() {
    let whole = "De wijkagent kent de mensen in de buurt en weet wat er speelt.";
    let forms: [&[&str]; 3] = [
        // The end of a justified line below its paragraph, whole and word by word; words one below the other.
        &["De wijkagent kent de", "en weet wat er speelt.", "", "mensen in de buurt"],
        &["De wijkagent kent de mensen", "buurt en weet wat er speelt.", "", "in", "", "de"],
        &["De wijkagent kent", "de", "mensen", "in", "de buurt", "en weet wat er speelt."],
    ];
    for torn in forms {
        let found = read(&with_torn(torn));
        assert!(texts(&found).contains(&whole), "{torn:?}: {:#?}", texts(&found));
        assert_eq!(found.statements.len(), 19, "{torn:?}");
    }
    // What goes on at the top of a column that was printed before.
    let rest = "toeslag van de gemeente krijgen.";
    let (open, whole) = ("Niemand weet waar wij het formulier voor een", with_torn(&[whole]));
    let found = read(&format!("{whole}{rest}\n\n{whole}{open}\n\n{whole}"));
    let joined = format!("Niemand weet waar wij het formulier voor een {rest}");
    assert!(texts(&found).contains(&joined.as_str()), "{:#?}", texts(&found));
}

#[test]
fn a_running_title_between_the_texts_is_no_text() {
    let consultation =
        Consultation { title: Some("Verslag ronde wijken".to_owned()), ..Consultation::default() };
    let body: String = STATEMENTS.iter().map(|text| wrap(text, 50, 0, 0).join("\n") + "\n\n").collect();
    let found = read_of(&format!("{body}Verslag ronde wijken\n\n{body}"), consultation);
    assert_eq!(found.statements.len(), 12);
    assert_eq!(structure(&found, StructureKind::Heading).len(), 0);
}
