//! Findings made by hand: two texts whose names differ by case alone, a table, and everything that is hard to print.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "what fails here fails the test that called it"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bloemlezer::model::{
    Cell, Codebook, Coder, Consultation, Content, Cooccurrence, Document, DocumentCount, Findings, Kind,
    KindSource, Line, Localised, Manifest, ManifestInput, Page, Problem, Record, Section, SectionCount,
    Severity, SourcePiece, Span, StageCounts, Statement, Structure, StructureKind, Subtheme, Summary,
    TaxonomyChange, Theme, ThemeCoding, ThemeCount, ThemeEvidence, ThemeNotes, Truncated, UNCODED, Unheld,
    Versions, problem_codes,
};

/// A text of two columns on two pages.
pub(crate) const TALK: &str = "gesprekken/Tafel één & <twee>.txt";
/// Its twin, but for a capital.
pub(crate) const TWIN: &str = "gesprekken/tafel één & <twee>.txt";
/// A table.
pub(crate) const TABLE: &str = "../reacties.csv";
/// What a respondent wrote who does not want to be published.
pub(crate) const SECRET: &str = "geheimhouding";

const TALK_LINES: [(u32, u32, &str); 9] = [
    (1, 1, "2.1 Samenwerking"),
    (1, 2, "Er zijn te veel loketten, waar-  De wachtlijst is lang en "),
    (1, 3, "door niemand het overzicht heeft. de beurs is leeg."),
    (1, 4, "<script>alert(\"mis\")</script> & 'zo' werkt het niet."),
    (1, 5, ""),
    (1, 6, "Verslag van de gesprekken 27"),
    (2, 8, "2.2 Zichtbaarheid"),
    (2, 9, "Een zorgcoördinator 👩‍⚕️ zag é\u{301}én signaal niet en"),
    (2, 10, "daarna"),
];

/// The whole set.
pub(crate) fn findings() -> Findings {
    let documents = vec![
        text_document(TALK, &TALK_LINES),
        text_document(
            TWIN,
            &[(1, 1, "Wij willen één plek voor alle vragen."), (1, 2, "Nobody knows where to go.")],
        ),
        table(),
    ];
    let statements = statements();
    Findings {
        summary: summarise(&statements, &documents),
        statements,
        unheld: Unheld::default(),
        structure: structure(),
        problems: problems(),
        codebook: codebook(),
        groups: Vec::new(),
        decisions: Vec::new(),
        reviewed: Vec::new(),
        blind: Vec::new(),
        agreements: Vec::new(),
        manifest: manifest(&documents),
        documents,
    }
}

/// Many statements of one table: more than one page of a list holds.
pub(crate) fn many(count: u32) -> Findings {
    let mut findings = findings();
    let record = |row: u32| Record {
        id: format!("n{row}"),
        row,
        sheet: None,
        texts: vec![cell(None, &format!("Loket {row} is dicht."))],
        respondent: None,
        date: None,
        public: true,
        metadata: BTreeMap::new(),
        others: Vec::new(),
    };
    let records: Vec<Record> = (2..count + 2).map(record).collect();
    findings.statements = records
        .iter()
        .map(|record| {
            let text = record.texts[0].text.clone();
            let end = text.chars().count() as u32;
            let piece = SourcePiece::Cell {
                sheet: None,
                row: record.row,
                field: "tekst".into(),
                comment: None,
                start: 0,
                end,
            };
            let mut statement = Statement {
                record: Some(record.id.clone()),
                ..statement(&format!("st-many{:09}", record.row), TABLE, vec![piece], &text)
            };
            statement.kind = if record.row % 3 == 0 { Kind::Wens } else { Kind::Knelpunt };
            statement.themes = vec![theme(&text, "versnippering", None, 0.5, &["Loket"])];
            statement
        })
        .collect();
    findings.documents = vec![Document { content: Content::Records(records), ..table() }];
    findings.structure.clear();
    findings.problems.clear();
    findings.summary = summarise(&findings.statements, &findings.documents);
    findings
}

/// Many documents with a statement each, under headings of their own: longer tables than the overview holds.
pub(crate) fn crowd(count: u32) -> Findings {
    let mut findings = findings();
    let path = |number: u32| format!("brief {number}.txt");
    let text = "Loket is dicht.";
    findings.documents = (0..count).map(|number| text_document(&path(number), &[(1, 1, text)])).collect();
    findings.statements = (0..count)
        .map(|number| Statement {
            section: section(&format!("1.{number}"), "Loketten"),
            themes: vec![theme(text, "versnippering", None, 0.5, &["dicht"])],
            ..placed(
                statement(&format!("st-crowd{number:08}"), &path(number), vec![whole_line(1, 1, text)], text),
                1,
                1,
            )
        })
        .collect();
    findings.structure.clear();
    findings.problems.clear();
    findings.summary = summarise(&findings.statements, &findings.documents);
    findings
}

/// One text of many pages, a line and a statement on each; each statement takes the first word of the next page too.
pub(crate) fn tome(pages: u32) -> Findings {
    let mut findings = findings();
    let text = "Loket is dicht.";
    let lines: Vec<(u32, u32, &str)> = (1..=pages).map(|page| (page, page, text)).collect();
    findings.documents = vec![text_document(TALK, &lines)];
    findings.statements = (1..=pages)
        .map(|page| {
            let line = |page: u32, start: u32, end: u32| SourcePiece::Line {
                document: None,
                page,
                line: page,
                start,
                end,
                area: None,
                part: None,
            };
            let mut source = vec![line(page, if page == 1 { 0 } else { 5 }, 15)];
            if page < pages {
                source.push(line(page + 1, 0, 5));
            }
            placed(statement(&format!("st-tome{page:08}"), TALK, source, text), page, 1)
        })
        .collect();
    findings.structure.clear();
    findings.problems.clear();
    findings.summary = summarise(&findings.statements, &findings.documents);
    findings
}

fn statements() -> Vec<Statement> {
    let joint = "Er zijn te veel loketten, waardoor niemand het overzicht heeft.";
    let first = Statement {
        section: section("2.1", "Samenwerking"),
        kind_evidence: vec![Span::new(8, 15)],
        themes: vec![theme(
            joint,
            "versnippering",
            Some("loketten"),
            0.934_56,
            &["te veel loketten", "loketten, waardoor niemand"],
        )],
        group: Some("st-secret0000001".into()),
        ..placed(
            statement(
                "st-loketten00000",
                TALK,
                vec![
                    piece(2, "Er zijn te veel loketten, waar-"),
                    piece(3, "door niemand het overzicht heeft."),
                ],
                joint,
            ),
            1,
            1,
        )
    };
    let both = "De wachtlijst is lang en de beurs is leeg.";
    let second = Statement {
        section: section("2.1", "Samenwerking"),
        doubt: 0.723_449,
        themes: vec![
            theme(both, "capaciteit", None, 0.9, &["wachtlijst is lang en de beurs"]),
            theme(both, "financiering", Some("budget"), 0.7, &["de beurs is leeg"]),
        ],
        ..placed(
            statement(
                "st-wachtlijst000",
                TALK,
                vec![piece(2, "De wachtlijst is lang en "), piece(3, "de beurs is leeg.")],
                both,
            ),
            1,
            2,
        )
    };
    let hostile = TALK_LINES[3].2;
    let third = Statement {
        section: section("2.1", "Samenwerking"),
        kind_source: KindSource::Human,
        themes: vec![ThemeCoding {
            evidence: Vec::new(),
            source: Coder::Human,
            coder: Some("M. \"Meelezer\" <b>".into()),
            ..theme(hostile, "financiering", None, 1.0, &[])
        }],
        reviewed: true,
        ..placed(statement("st-hostile000000", TALK, vec![piece(4, hostile)], hostile), 1, 1)
    };
    let marks = "Een zorgcoördinator 👩‍⚕️ zag ééén signaal niet en daarna";
    let fourth = Statement {
        section: section("2.2", "Zichtbaarheid"),
        truncated: Truncated::End,
        themes: vec![theme(marks, "versnippering", None, 0.4, &["👩‍⚕️ zag ééén"])],
        ..placed(
            statement("st-zichtbaar0000", TALK, vec![piece(8, TALK_LINES[7].2), piece(9, "daarna")], marks),
            2,
            1,
        )
    };
    let mut all = vec![first, second, third, fourth];
    all.extend(twin_statements());
    all.extend(table_statements());
    all
}

fn twin_statements() -> Vec<Statement> {
    let wish = "Wij willen één plek voor alle vragen.";
    let english = "Nobody knows where to go.";
    vec![
        Statement {
            kind: Kind::Wens,
            themes: vec![theme(wish, "versnippering", Some("loketten"), 0.8, &["één plek"])],
            ..placed(statement("st-wens000000000", TWIN, vec![whole_line(1, 1, wish)], wish), 1, 1)
        },
        Statement {
            language: "en".into(),
            kind: Kind::Context,
            kind_source: KindSource::Prior,
            ..placed(statement("st-english000000", TWIN, vec![whole_line(1, 2, english)], english), 1, 1)
        },
    ]
}

fn table_statements() -> Vec<Statement> {
    let row = |row: u32, text: &str| {
        let end = text.chars().count() as u32;
        vec![SourcePiece::Cell { sheet: None, row, field: "tekst".into(), comment: None, start: 0, end }]
    };
    let formula = "=HYPERLINK(\"x\") te weinig mensen";
    let repeat = "Er is geen geld.";
    vec![
        Statement {
            record: Some("h1".into()),
            question: Some("Wat gaat er mis & <waarom>?".into()),
            respondent: Some("Stichting <Zorg> & \"Zn\"".into()),
            date: Some("2024-03-01".into()),
            themes: vec![theme(formula, "capaciteit", None, 0.8, &["te weinig mensen"])],
            ..statement("st-formule000000", TABLE, row(2, formula), formula)
        },
        Statement {
            record: Some("h2".into()),
            public: false,
            respondent: Some(SECRET.into()),
            metadata: [("plaats".to_owned(), SECRET.to_owned())].into(),
            ..statement(
                "st-secret0000001",
                TABLE,
                row(3, "Mijn geheimhouding geldt."),
                "Mijn geheimhouding geldt.",
            )
        },
        Statement {
            record: Some("h3".into()),
            kind: Kind::Wens,
            kind_source: KindSource::Heading,
            themes: vec![theme(repeat, "financiering", None, 0.75, &["geen geld"])],
            duplicate_of: Some("st-secret0000001".into()),
            ..statement("st-geengeld00000", TABLE, row(4, repeat), repeat)
        },
    ]
}

fn statement(id: &str, document: &str, source: Vec<SourcePiece>, text: &str) -> Statement {
    Statement {
        id: id.to_owned(),
        source,
        language: "nl".to_owned(),
        kind_score: 0.970_049,
        kind_source: KindSource::Rule,
        ..Statement::uncoded(document, text.to_owned())
    }
}

fn placed(statement: Statement, page: u32, column: u32) -> Statement {
    let label = (statement.document == TALK).then(|| (26 + page).to_string());
    Statement { page: Some(page), page_label: label, column: Some(column), ..statement }
}

fn section(number: &str, title: &str) -> Option<Section> {
    Some(Section { number: Some(number.to_owned()), title: title.to_owned() })
}

/// The code points of `part` in `text`.
fn span(text: &str, part: &str) -> Span {
    let byte = text.find(part).unwrap();
    let start = text[..byte].chars().count() as u32;
    Span::new(start, start + part.chars().count() as u32)
}

/// Part of a line of the first text; lines are given by their position there.
fn piece(position: usize, part: &str) -> SourcePiece {
    let (page, line, text) = TALK_LINES[position - 1];
    let Span { start, end } = span(text, part);
    SourcePiece::Line { document: None, page, line, start, end, area: None, part: None }
}

fn whole_line(page: u32, line: u32, text: &str) -> SourcePiece {
    SourcePiece::Line {
        document: None,
        page,
        line,
        start: 0,
        end: text.chars().count() as u32,
        area: None,
        part: None,
    }
}

fn theme(text: &str, code: &str, subtheme: Option<&str>, score: f64, evidence: &[&str]) -> ThemeCoding {
    let evidence = evidence.iter().map(|part| {
        let Span { start, end } = span(text, part);
        ThemeEvidence { start, end, rule: format!("<{}>", part.split(' ').next().unwrap()) }
    });
    ThemeCoding {
        code: code.to_owned(),
        subtheme: subtheme.map(str::to_owned),
        score,
        source: Coder::Rule,
        coder: None,
        evidence: evidence.collect(),
    }
}

fn consultation() -> Arc<Consultation> {
    Arc::new(Consultation {
        path: "consultation.toml".into(),
        title: Some("Loketten & <meldpunten>".into()),
        publisher: Some("Ministerie \"van\" Voorbeelden".into()),
        date: Some("2024-02-29".into()),
        source: Some("https://voorbeeld.example/consultatie?a=1&b=2".into()),
        licence: Some("CC0".into()),
        language: Some("nl".into()),
        ..Consultation::default()
    })
}

fn text_document(path: &str, lines: &[(u32, u32, &str)]) -> Document {
    let mut pages: BTreeMap<u32, Vec<Line>> = BTreeMap::new();
    for (page, number, text) in lines {
        pages.entry(*page).or_default().push(Line::plain(*number, (*text).to_owned()));
    }
    Document {
        path: path.to_owned(),
        sha256: "0f".repeat(32),
        encoding: "UTF-8".into(),
        consultation: consultation(),
        content: Content::Pages(
            pages
                .into_iter()
                .map(|(number, lines)| Page { number, label: None, lines, part: None })
                .collect(),
        ),
        respondent: None,
        date: None,
        headers: Vec::new(),
    }
}

fn cell(question: Option<&str>, text: &str) -> Cell {
    Cell { field: "tekst".into(), question: question.map(str::to_owned), text: text.to_owned() }
}

fn table() -> Document {
    let record = |id: &str, row, text: &str, public, respondent: Option<&str>, place: &str| Record {
        id: id.to_owned(),
        row,
        sheet: None,
        texts: vec![cell((row == 2).then_some("Wat gaat er mis & <waarom>?"), text)],
        respondent: respondent.map(str::to_owned),
        date: (row == 2).then(|| "2024-03-01".to_owned()),
        public,
        metadata: [("plaats".to_owned(), place.to_owned())].into(),
        others: Vec::new(),
    };
    let organisation = Some("Stichting <Zorg> & \"Zn\"");
    Document {
        content: Content::Records(vec![
            record("h1", 2, "=HYPERLINK(\"x\") te weinig mensen", true, organisation, "Delft"),
            record("h2", 3, "Mijn geheimhouding geldt.", false, Some(SECRET), SECRET),
            record("h3", 4, "Er is geen geld.", true, None, "Gouda"),
        ]),
        ..text_document(TABLE, &[])
    }
}

fn structure() -> Vec<Structure> {
    let heading = |position: usize, number: &str| {
        let (page, _, text) = TALK_LINES[position - 1];
        Structure {
            document: TALK.into(),
            kind: StructureKind::Heading,
            page: Some(page),
            column: Some(1),
            source: vec![piece(position, text)],
            number: Some(number.into()),
            text: text.into(),
        }
    };
    let place = |row| Structure {
        document: TABLE.into(),
        kind: StructureKind::Cell,
        page: None,
        column: None,
        source: vec![SourcePiece::Cell {
            sheet: None,
            row,
            field: "plaats".into(),
            comment: None,
            start: 0,
            end: 5,
        }],
        number: None,
        text: if row == 3 { SECRET.into() } else { "Delft".into() },
    };
    let column = Structure { kind: StructureKind::ColumnName, text: "tekst <kolom>".into(), ..place(1) };
    vec![
        column,
        heading(1, "2.1"),
        Structure { kind: StructureKind::Footer, number: Some("27".into()), ..heading(6, "27") },
        heading(7, "2.2"),
        place(2),
        place(3),
    ]
}

fn problems() -> Vec<Problem> {
    let problem = |severity, file: &str, line, code: &str, message: &str| Problem {
        severity,
        file: file.to_owned(),
        page: None,
        line: Some(line),
        code: code.to_owned(),
        message: message.to_owned(),
        hint: Some("Look at it & decide <yourself>.".into()),
    };
    vec![
        problem(Severity::Warning, TALK, 2, problem_codes::DOUBTFUL, "The boundaries are in doubt."),
        problem(Severity::Warning, TABLE, 3, problem_codes::BAD_VALUE, "\"geheimhouding\" is not a date."),
        problem(Severity::Error, "kapot.txt", 1, problem_codes::BINARY, "The file holds binary data."),
    ]
}

fn codebook() -> Codebook {
    let both = |nl: &str, en: &str| Localised { nl: nl.into(), en: en.into() };
    let theme = |code: &str, nl: &str, en: &str, colour: &str, subthemes: &[(&str, &str, &str)]| Theme {
        code: code.into(),
        label: both(nl, en),
        definition: both(&format!("Gaat over {nl} & zo."), &format!("Is about {en} & such.")),
        notes: ThemeNotes {
            include: vec!["Te veel <loketten>.".into()],
            exclude: vec!["Alleen geld: financiering.".into()],
            examples: vec!["Iedereen werkt langs elkaar heen.".into()],
            counter_examples: vec!["Wij werken goed samen.".into()],
        },
        colour: colour.into(),
        subthemes: subthemes
            .iter()
            .map(|(code, nl, en)| Subtheme { code: (*code).into(), label: both(nl, en) })
            .collect(),
    };
    Codebook {
        changelog: vec![TaxonomyChange {
            version: "1.2.0".into(),
            date: "2026-03-01".into(),
            changes: vec!["Het thema bereikbaarheid is nieuw.".into()],
        }],
        name: "Proefcodeboek".into(),
        version: "1.2.0".into(),
        themes: vec![
            theme(
                "versnippering",
                "Versnippering",
                "Fragmentation",
                "#154273",
                &[
                    ("loketten", "Te veel loketten", "Too many counters"),
                    ("regie", "Geen regie", "No direction"),
                ],
            ),
            theme("capaciteit", "Capaciteit", "Capacity", "#8a3b00", &[]),
            theme(
                "financiering",
                "Financiering en schotten",
                "Funding",
                "#1d6b3a",
                &[("budget", "Budget", "Budget")],
            ),
            theme("herkenning", "Herkenning", "Recognition", "#7a1f5c", &[]),
        ],
    }
}

fn manifest(documents: &[Document]) -> Manifest {
    Manifest {
        format: 1,
        versions: Versions {
            program: "bloemlezer 0.1.0".into(),
            analyser: "nl-fold-porter/1".into(),
            taxonomy: "Proefcodeboek 1.2.0".into(),
            model: None,
        },
        inputs: documents
            .iter()
            .map(|document| ManifestInput {
                role: "corpus".into(),
                path: document.path.clone(),
                sha256: document.sha256.clone(),
            })
            .collect(),
        settings: [("split".to_owned(), "false".to_owned())].into(),
        measured: BTreeMap::new(),
        counts: StageCounts::default(),
    }
}

/// Counts as `summary.json` defines them, the plain way.
pub(crate) fn summarise(statements: &[Statement], documents: &[Document]) -> Summary {
    let public: Vec<&Statement> = statements.iter().filter(|statement| statement.public).collect();
    let count = |holds: &dyn Fn(&Statement) -> bool| {
        public.iter().filter(|statement| holds(statement)).count() as u64
    };
    let mut sections: Vec<Option<Section>> = Vec::new();
    for statement in &public {
        if !sections.contains(&statement.section) {
            sections.push(statement.section.clone());
        }
    }
    let codes: Vec<String> =
        codebook().themes.into_iter().map(|theme| theme.code).chain([UNCODED.to_owned()]).collect();
    let distinct = |part: &dyn Fn(&Statement) -> Option<String>| {
        public.iter().filter_map(|statement| part(statement)).collect::<BTreeSet<_>>().len() as u64
    };
    let by_theme = |holds: &dyn Fn(&Statement) -> bool| {
        codes
            .iter()
            .map(|code| (code.clone(), count(&|statement| holds(statement) && has(statement, code))))
            .collect()
    };
    Summary {
        statements: public.len() as u64,
        records: distinct(&|statement| statement.record.clone()),
        respondents: distinct(&|statement| statement.respondent.clone()),
        groups_collapsed: public.len() as u64,
        uncoded: count(&|statement| statement.themes.is_empty()),
        reviewed: count(&|statement| statement.reviewed),
        conflicts: count(&|statement| !statement.conflicts.is_empty()),
        themes: codes.iter().map(|code| theme_count(&public, code)).collect(),
        kinds: Kind::ALL
            .map(|kind| (kind.code().to_owned(), count(&|statement| statement.kind == kind)))
            .into(),
        sections: sections
            .into_iter()
            .map(|section| SectionCount {
                statements: count(&|statement| statement.section == section),
                by_theme: by_theme(&|statement| statement.section == section),
                number: section.as_ref().and_then(|section| section.number.clone()),
                title: section.map(|section| section.title),
            })
            .collect(),
        documents: documents
            .iter()
            .map(|document| DocumentCount {
                document: document.path.clone(),
                statements: count(&|statement| statement.document == document.path),
                by_theme: by_theme(&|statement| statement.document == document.path),
            })
            .collect(),
        cooccurrence: pairs(&public, &codes),
    }
}

fn has(statement: &Statement, code: &str) -> bool {
    statement.themes.iter().any(|theme| theme.code == code)
        || (code == UNCODED && statement.themes.is_empty())
}

fn theme_count(public: &[&Statement], code: &str) -> ThemeCount {
    let own: Vec<&&Statement> = public.iter().filter(|statement| has(statement, code)).collect();
    let mut by_subtheme = BTreeMap::new();
    for coding in own.iter().flat_map(|statement| &statement.themes).filter(|coding| coding.code == code) {
        if let Some(subtheme) = &coding.subtheme {
            *by_subtheme.entry(subtheme.clone()).or_insert(0) += 1;
        }
    }
    let kinds = Kind::ALL.map(|kind| {
        (kind.code().to_owned(), own.iter().filter(|statement| statement.kind == kind).count() as u64)
    });
    ThemeCount {
        code: code.to_owned(),
        statements: own.len() as u64,
        records: 0,
        respondents: 0,
        collapsed: own.len() as u64,
        by_kind: kinds.into(),
        by_subtheme,
        quotes: own.iter().map(|statement| statement.id.clone()).collect(),
    }
}

fn pairs(public: &[&Statement], codes: &[String]) -> Vec<Cooccurrence> {
    let mut pairs = Vec::new();
    for (at, one) in codes.iter().enumerate() {
        for other in &codes[at + 1..] {
            let statements =
                public.iter().filter(|statement| has(statement, one) && has(statement, other)).count();
            if statements > 0 {
                pairs.push(Cooccurrence {
                    themes: [one.clone(), other.clone()],
                    statements: statements as u64,
                });
            }
        }
    }
    pairs
}
