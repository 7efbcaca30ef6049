//! Word files and OpenDocument texts.

use super::{docx, docx_with, fixture, odt, p, read, read_bytes};
use bloemlezer::model::StructureKind;

/// What `bekend.html` holds, which LibreOffice turned into the others.
const KNOWN: [(&str, &str); 11] = [
    ("Reactie van de regio", "Deze reactie is opgesteld namens zes gemeenten."),
    (
        "2.1 Samenwerking in de keten",
        "De organisaties werken langs elkaar heen & niemand heeft het overzicht: «wie doet wat?»",
    ),
    ("2.1 Samenwerking in de keten", "Er is te weinig tijd voor goede gesprekken."),
    ("2.1 Samenwerking in de keten", "Gemeenten vinden elkaar niet; coördinatie ontbreekt."),
    ("2.1 Samenwerking in de keten", "Een regionaal loket kan helpen."),
    ("2.1 Samenwerking in de keten", "Eén aanspreekpunt per casus."),
    ("2.1 Samenwerking in de keten", "Afspraken over gegevensdeling (AVG)."),
    (
        "2.2 Opvang – en nazorg",
        "De wachttijden voor opvang zijn te lang. Slachtoffers wachten maanden op een plek, ook als de nood hoog is.",
    ),
    ("2.2 Opvang – en nazorg", "Financiering loopt via te veel potjes; € 1.000 hier, € 500 daar."),
    ("2.2 Opvang – en nazorg", "Er is geen geld voor nazorg."),
    ("2.2 Opvang – en nazorg", "Het ontbreekt aan tolken."),
];

#[test]
fn what_libreoffice_wrote_is_read_back_exactly() {
    for name in ["bekend.docx", "bekend.odt", "bekend.html"] {
        let read = read(&fixture(name));
        let found: Vec<(String, &str)> = read
            .found
            .statements
            .iter()
            .map(|own| (own.section.as_ref().unwrap().label(), own.text.as_str()))
            .collect();
        let known: Vec<(String, &str)> =
            KNOWN.iter().map(|(section, text)| ((*section).to_owned(), *text)).collect();
        assert_eq!(found, known, "{name}");
        let respondents: Vec<Option<&str>> =
            read.found.statements.iter().map(|own| own.respondent.as_deref()).collect();
        assert_eq!(respondents[8..], [None, Some("Stichting A"), Some("Gemeente B")], "{name}");
        assert_eq!(read.structure(StructureKind::ColumnName), ["Nr", "Organisatie", "Reactie"], "{name}");
        assert_eq!(read.structure(StructureKind::Signature), ["Met vriendelijke groet, namens de regio"]);
        assert_eq!(read.ingested.problems, [], "{name}");
    }
}

#[test]
fn notes_comments_changes_boxes_and_nested_tables_find_their_place() {
    for (name, footnotes) in [("oneven.docx", "footnotes"), ("oneven.odt", "footnotes")] {
        let read = read(&fixture(name));
        assert_eq!(
            read.statements(),
            [
                "Wij zijn zeer bezorgd over de wachttijden.",
                "Kinderen wachten te lang op hulp.",
                "De teams zijn onderbezet.",
                "Eerste regel, tweede regel met ruimte.",
                "Korte lijnen met scholen.",
                "Eén plan per gezin.",
                "Geen tijd voor overleg.",
                "Binnen in de tabel staat ook iets.",
                "Geen geld voor vervoer.",
            ],
            "{name}"
        );
        assert_eq!(read.structure(StructureKind::Title), ["Reactie jeugdzorg"], "{name}");
        assert_eq!(read.structure(StructureKind::Footnote), ["Zie de cijfers van 2025."], "{name}");
        assert_eq!(read.structure(StructureKind::Comment), ["Klopt dit?"], "{name}");
        assert_eq!(read.structure(StructureKind::Header), ["Consultatie Jeugdzorg"], "{name}");
        assert_eq!(read.structure(StructureKind::Footer), ["Vertrouwelijk"], "{name}");
        let section = |text: &str| read.statement(text).section.as_ref().unwrap().label();
        assert_eq!(section("Wij zijn"), "1 Inleiding", "{name}: the program draws the number");
        assert_eq!(section("Kinderen"), "2.1 Wachttijden", "{name}");
        assert_eq!(section("Korte lijnen"), "Wat moet er beter?", "{name}: bold type makes a heading");
        let note = read.found.structure.iter().find(|own| own.kind == StructureKind::Footnote).unwrap();
        let piece = serde_json::to_string(&note.source[0]).unwrap();
        assert!(piece.starts_with(&format!("{{\"part\":\"{footnotes}\",\"paragraph\":")), "{piece}");
    }
}

#[test]
fn word_changes_are_taken_as_accepted() {
    let body = concat!(
        "<w:p><w:r><w:t xml:space=\"preserve\">Er is </w:t></w:r>",
        "<w:del w:id=\"1\"><w:r><w:delText>veel</w:delText></w:r></w:del>",
        "<w:ins w:id=\"2\"><w:r><w:t>weinig</w:t></w:r></w:ins>",
        "<w:moveFrom w:id=\"3\"><w:r><w:t> elders</w:t></w:r></w:moveFrom>",
        "<w:moveTo w:id=\"4\"><w:r><w:t xml:space=\"preserve\"> hier</w:t></w:r></w:moveTo></w:p>",
        // The mark between these two was deleted.
        "<w:p><w:pPr><w:rPr><w:del w:id=\"5\"/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">Eén zin </w:t></w:r></w:p>",
        "<w:p><w:r><w:t>in twee alinea’s.</w:t></w:r></w:p>",
        "<w:tbl><w:tr><w:trPr><w:del w:id=\"6\"/></w:trPr><w:tc><w:p><w:r><w:t>Weg.</w:t></w:r></w:p></w:tc></w:tr>",
        "<w:tr><w:tc><w:p><w:r><w:t>Gebleven.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    );
    let read = read_bytes("a.docx", &docx(body));
    assert_eq!(read.statements(), ["Er is weinig hier", "Eén zin in twee alinea’s.", "Gebleven."]);
}

#[test]
fn word_text_boxes_are_read_once_and_after_their_paragraph() {
    let inner = "<w:txbxContent><w:p><w:r><w:t>In het vak.</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p><w:r><w:t xml:space=\"preserve\">Voor </w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">\
         <w:drawing>{inner}</w:drawing></mc:Choice><mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback>\
         </mc:AlternateContent></w:r><w:r><w:t>en na.</w:t></w:r></w:p>"
    );
    let read = read_bytes("a.docx", &docx(&body));
    assert_eq!(read.statements(), ["Voor en na.", "In het vak."]);
}

#[test]
fn word_signs_breaks_and_fields_read_as_on_paper() {
    let body = concat!(
        "<w:p><w:r><w:t>samen</w:t><w:softHyphen/><w:t>werking</w:t><w:tab/><w:t>en</w:t><w:noBreakHyphen/><w:t>toch</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>- Te duur.</w:t><w:br/><w:t>- Te traag,</w:t><w:br/><w:t>ook in het weekend.</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>Boven.</w:t><w:br/><w:br/><w:t>Onder.</w:t></w:r></w:p>",
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>HYPERLINK \"x\"</w:instrText></w:r>",
        "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>Zie de bijlage.</w:t></w:r></w:p>",
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Niet te zien. </w:t></w:r><w:r><w:t>Wel te zien.</w:t></w:r></w:p>"
    );
    let read = read_bytes("a.docx", &docx(body));
    assert_eq!(
        read.statements(),
        [
            "samenwerking en\u{2011}toch",
            "Te duur.",
            "Te traag, ook in het weekend.",
            "Boven.",
            "Onder.",
            "Zie de bijlage.",
            "Wel te zien.",
        ]
    );
    assert_eq!(read.structure(StructureKind::ListMarker), ["-", "-"]);
    assert!(
        read.ingested.problems.iter().any(|problem| problem.code == "left-out"),
        "hidden text is told of"
    );
}

#[test]
fn word_headings_are_known_by_style_and_numbered_as_word_counts() {
    let w = super::WORD;
    let styles = format!(
        "<w:styles {w}><w:style w:type=\"paragraph\" w:styleId=\"Kop1\"><w:name w:val=\"heading 1\"/><w:pPr>\
         <w:numPr><w:numId w:val=\"7\"/></w:numPr></w:pPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"Kop2\">\
         <w:name w:val=\"heading 2\"/><w:basedOn w:val=\"Kop1\"/><w:pPr><w:numPr><w:ilvl w:val=\"1\"/></w:numPr></w:pPr>\
         </w:style><w:style w:type=\"paragraph\" w:styleId=\"Inhopg1\"><w:name w:val=\"toc 1\"/></w:style></w:styles>"
    );
    let numbering = format!(
        "<w:numbering {w}><w:abstractNum w:abstractNumId=\"3\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"2\"/>\
         <w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/>\
         <w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%1.%2\"/></w:lvl></w:abstractNum>\
         <w:num w:numId=\"7\"><w:abstractNumId w:val=\"3\"/></w:num></w:numbering>"
    );
    let styled = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let body = [
        styled("Inhopg1", "Zorg 3"),
        styled("Kop1", "Zorg"),
        p("Te weinig bedden."),
        styled("Kop2", "Jeugd"),
        p("Te weinig plekken."),
        styled("Kop2", "Ouderen"),
        p("Te weinig handen."),
        styled("Kop1", "Wonen"),
        p("Te weinig huizen."),
    ];
    let parts = [("word/styles.xml", styles.as_str()), ("word/numbering.xml", numbering.as_str())];
    let read = read_bytes("a.docx", &docx_with(&body.concat(), &parts));
    let sections: Vec<String> =
        read.found.statements.iter().map(|own| own.section.as_ref().unwrap().label()).collect();
    assert_eq!(sections, ["2 Zorg", "2.a Jeugd", "2.b Ouderen", "3 Wonen"]);
    assert_eq!(read.structure(StructureKind::Contents), ["Zorg 3"]);
}

#[test]
fn a_table_in_running_text_gives_who_wrote_when_and_what_may_not_be_shown() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(text));
    let row = |cells: [&str; 4]| format!("<w:tr>{}</w:tr>", cells.map(cell).concat());
    let body = [
        p("Inleiding op de tabel."),
        "<w:tbl>".to_owned(),
        row(["Organisatie", "Datum", "Reactie", "Openbaar"]),
        row(["Stichting A", "3-2-2026", "Te weinig geld.", "ja"]),
        row(["Piet", "2026-02-04", "Te weinig tijd.", "nee"]),
        "</w:tbl>".to_owned(),
    ];
    let read = read_bytes("a.docx", &docx(&body.concat()));
    assert_eq!(read.statements(), ["Inleiding op de tabel.", "Te weinig geld.", "Te weinig tijd."]);
    let first = read.statement("Te weinig geld.");
    assert_eq!(
        (first.respondent.as_deref(), first.date.as_deref(), first.public),
        (Some("Stichting A"), Some("2026-02-03"), true)
    );
    assert!(!read.statement("Te weinig tijd.").public);
    assert!(read.statement("Inleiding").public);
}

#[test]
fn opendocument_spaces_sections_and_lists_read_as_on_paper() {
    let text = concat!(
        "<text:p>Te  weinig\n   tijd<text:s text:c=\"4\"/>en geld.</text:p>",
        "<text:section text:name=\"s\" text:display=\"none\"><text:p>Verborgen.</text:p></text:section>",
        "<text:list><text:list-item><text:p>Eerste.</text:p></text:list-item>",
        "<text:list-item><text:p>Tweede<text:line-break/>op twee regels.</text:p></text:list-item></text:list>",
        "<text:table-of-content><text:index-body><text:p>Zorg 3</text:p></text:index-body></text:table-of-content>",
        "<text:p><text:span>sa</text:span><text:span>men</text:span><text:bookmark text:name=\"b\"/>werking</text:p>",
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Vraag</text:p></table:table-cell>",
        "<table:table-cell><text:p>Antwoord</text:p></table:table-cell></table:table-row></table:table-header-rows>",
        "<table:table-row><table:table-cell><text:p>Wat gaat er mis?</text:p></table:table-cell>",
        "<table:table-cell><text:p>Te veel loketten.</text:p></table:table-cell></table:table-row></table:table>"
    );
    let read = read_bytes("a.odt", &odt(text));
    assert_eq!(
        read.statements(),
        ["Te weinig tijd en geld.", "Eerste.", "Tweede op twee regels.", "samenwerking", "Te veel loketten."]
    );
    assert_eq!(read.statement("Te veel").question.as_deref(), Some("Wat gaat er mis?"));
    assert_eq!(read.structure(StructureKind::Contents), ["Zorg 3"]);
}
