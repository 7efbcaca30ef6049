//! Markdown.

use super::{fixture, read, read_bytes};
use bloemlezer::model::{SourcePiece, StructureKind};

#[test]
fn the_signs_go_and_the_structure_stays() {
    let read = read(&fixture("reactie.md"));
    assert_eq!(
        read.statements(),
        [
            "Deze reactie is opgesteld namens zes gemeenten en loopt over twee regels.",
            "Er is te weinig tijd voor gesprekken.",
            "Gemeenten vinden elkaar niet; zie het rapport. Dat is al jaren zo.",
            "Een regionaal loket kan helpen.",
            "Eén aanspreekpunt.",
            "Afspraken over gegevensdeling.",
            "Geciteerde tekst van een cliënt.",
            "Er is geen geld.",
            "Het ontbreekt aan tolken.",
            "De wachttijd is te lang. Slachtoffers wachten maanden.",
            "code",
        ]
    );
    let section = |text: &str| read.statement(text).section.as_ref().unwrap().label();
    assert_eq!(section("Er is te weinig"), "2.1 Samenwerking");
    assert_eq!(section("De wachttijd"), "Opvang");
    assert_eq!(read.statement("Het ontbreekt").respondent.as_deref(), Some("Gemeente B"));
    assert_eq!(read.structure(StructureKind::Navigation).len(), 1, "the block of metadata");
    assert!(matches!(read.found.statements[0].source[0], SourcePiece::Paragraph { .. }));
}

#[test]
fn lines_that_are_each_a_sentence_are_each_a_statement() {
    let text = "# Kop\n\nTe weinig tijd.\nTe weinig geld.\nTe weinig mensen.\n\nEen alinea die over\ntwee regels loopt.\n";
    let read = read_bytes("a.md", text.as_bytes());
    assert_eq!(
        read.statements(),
        ["Te weinig tijd.", "Te weinig geld.", "Te weinig mensen.", "Een alinea die over twee regels loopt."]
    );
}

#[test]
fn a_text_without_signs_keeps_its_lines() {
    let read = read_bytes("a.md", "Te weinig tijd.\n\n- Geen geld.\n- Geen mensen.\n".as_bytes());
    assert_eq!(read.statements(), ["Te weinig tijd.", "Geen geld.", "Geen mensen."]);
    assert!(matches!(read.found.statements[0].source[0], SourcePiece::Line { .. }));
}
