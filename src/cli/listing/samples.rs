//! A small run to print from.

use std::io::{self, ErrorKind, Write};

use bloemlezer::index;
use bloemlezer::model::{Coder, Kind, Section, SourcePiece, Statement, ThemeCoding, ThemeEvidence};
use tempfile::TempDir;

/// A reader that is gone.
pub(crate) struct BrokenPipe;

impl Write for BrokenPipe {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(ErrorKind::BrokenPipe.into())
    }
}

/// The folder of a run that has an index.
pub(crate) fn write_run() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    index::write(&folder.path().join("index"), &statements()).unwrap();
    folder
}

fn statements() -> Vec<Statement> {
    let long = "Lange wachttijden bij de halte, ook 's avonds en in het weekend, en dan staat er alleen dat de \
                bus niet komt; reizigers bellen elkaar maar.";
    let mut all = [
        statement("st-aaaaaaaaaaaaaaaa", long),
        statement("st-bbbbbbbbbbbbbbbb", "東京 is verder dan de bus, zegt een re\u{301}izigster."),
        statement("st-cccccccccccccccc", "=HYPERLINK is een formule"),
        statement("st-dddddddddddddddd", "Geen stuurcodes\u{1b}[31m\u{7}\u{9b}2J\u{202e} a.u.b."),
    ];
    all[0].themes = vec![theme("capaciteit"), theme("communicatie")];
    all[0].section =
        Some(Section { number: Some("2.17".to_owned()), title: "Wachten bij de halte".to_owned() });
    all[0].page_label = Some("27".to_owned());
    all[2].kind = Kind::Context;
    all[2].respondent = Some("+31 20".to_owned());
    all[2].record = Some("h001".to_owned());
    all[2].source = vec![SourcePiece::Cell {
        sheet: None,
        row: 5,
        field: "tekst".to_owned(),
        comment: None,
        start: 0,
        end: 25,
    }];
    all.to_vec()
}

fn statement(id: &str, text: &str) -> Statement {
    let end = text.chars().count() as u32;
    Statement {
        id: id.to_owned(),
        page: Some(3),
        column: Some(1),
        source: vec![SourcePiece::Line {
            document: None,
            page: 3,
            line: 12,
            start: 0,
            end,
            area: None,
            part: None,
        }],
        language: "nl".to_owned(),
        kind_score: 0.9,
        ..Statement::uncoded("ronde/een.txt", text.to_owned())
    }
}

fn theme(code: &str) -> ThemeCoding {
    ThemeCoding {
        code: code.to_owned(),
        subtheme: None,
        score: 0.8,
        source: Coder::Rule,
        coder: None,
        evidence: vec![ThemeEvidence { start: 0, end: 5, rule: "lange".to_owned() }],
    }
}
