//! Sentences of a workbook in both languages: why a row is there, and how the workbook is filled in.

use super::choose::{Chosen, Why};
use super::words::SheetLanguage;

/// Why a row is there, a reason per line.
pub(super) fn why(reasons: &[Why], language: SheetLanguage) -> String {
    reasons.iter().map(|why| reason(why, language)).collect::<Vec<_>>().join("\n")
}

/// How many rows of which part a workbook has.
#[must_use]
pub fn told(chosen: &[Chosen<'_>], language: SheetLanguage) -> String {
    let of = |is: fn(&Why) -> bool| chosen.iter().filter(|own| own.why.first().is_some_and(is)).count();
    let drawn = of(|why| matches!(why, Why::Random { .. }));
    let uncoded = of(|why| matches!(why, Why::Uncoded));
    let doubtful = chosen.len() - drawn - uncoded;
    match language {
        SheetLanguage::Nl => format!("{doubtful} twijfelachtig, {drawn} getrokken, {uncoded} zonder thema"),
        SheetLanguage::En => format!("{doubtful} doubtful, {drawn} drawn, {uncoded} uncoded"),
    }
}

fn reason(why: &Why, language: SheetLanguage) -> String {
    let number = |value: &f64| {
        let number = format!("{value:.2}");
        if language == SheetLanguage::Nl { number.replace('.', ",") } else { number }
    };
    match (why, language) {
        (Why::NearThreshold { theme, score }, SheetLanguage::Nl) => {
            format!("twijfel over {theme} ({})", number(score))
        }
        (Why::NearThreshold { theme, score }, SheetLanguage::En) => {
            format!("{theme} is doubtful ({})", number(score))
        }
        (Why::ModelAgainst { theme, score }, SheetLanguage::Nl) => {
            format!("{theme}: patronen zeggen ja, model twijfelt ({})", number(score))
        }
        (Why::ModelAgainst { theme, score }, SheetLanguage::En) => {
            format!("{theme}: patterns say yes, the model doubts it ({})", number(score))
        }
        (Why::ModelAlone { theme, score }, SheetLanguage::Nl) => {
            format!("{theme}: alleen het model zegt ja ({})", number(score))
        }
        (Why::ModelAlone { theme, score }, SheetLanguage::En) => {
            format!("{theme}: only the model says yes ({})", number(score))
        }
        (Why::Kind { score }, SheetLanguage::Nl) => format!("twijfel over de soort ({})", number(score)),
        (Why::Kind { score }, SheetLanguage::En) => format!("its kind is doubtful ({})", number(score)),
        (Why::Boundaries { doubt }, SheetLanguage::Nl) => {
            format!("twijfel over begin of eind ({})", number(doubt))
        }
        (Why::Boundaries { doubt }, SheetLanguage::En) => {
            format!("its beginning or end is doubtful ({})", number(doubt))
        }
        (Why::Random { theme }, SheetLanguage::Nl) => format!("steekproef van {theme}"),
        (Why::Random { theme }, SheetLanguage::En) => format!("random one of {theme}"),
        (Why::Uncoded, SheetLanguage::Nl) => "zonder thema".to_owned(),
        (Why::Uncoded, SheetLanguage::En) => "without a theme".to_owned(),
    }
}

/// How the workbook is filled in: subject and sentence, line by line.
pub(super) fn instructions(blind: bool, language: SheetLanguage) -> &'static [(&'static str, &'static str)] {
    match (blind, language) {
        (false, SheetLanguage::Nl) => &REVIEW_NL,
        (false, SheetLanguage::En) => &REVIEW_EN,
        (true, SheetLanguage::Nl) => &BLIND_NL,
        (true, SheetLanguage::En) => &BLIND_EN,
    }
}

const REVIEW_NL: [(&str, &str); 11] = [
    (
        "Wat u doet",
        "Lees elke uitspraak op het blad Coderen en verander in de gekleurde kolommen wat niet klopt. Een rij die u laat zoals hij is, levert geen besluit op.",
    ),
    (
        "Akkoord",
        "Klopt de rij zoals hij er nu staat, kies dan bij actie: akkoord. Dan geldt de codering als nagekeken.",
    ),
    ("soort", "Elke uitspraak heeft precies één soort."),
    (
        "thema 1, 2, …",
        "Het eerste thema is het belangrijkste. Maak een cel leeg om een thema weg te halen; vul een lege cel om er een toe te voegen. Een subthema schrijft u als code/subthema. Past er geen thema, kies dan overig.",
    ),
    (
        "Splitsen",
        "Zijn het meer uitspraken, typ dan ‖ of || tussen de delen in de kolom tekst. Verander verder niets aan de tekst. De delen codeert u na de volgende verwerking.",
    ),
    (
        "samenvoegen met",
        "Hoort de uitspraak bij de volgende of de vorige, schrijf dan volgende of vorige, of het id van de andere.",
    ),
    (
        "actie",
        "Is het geen uitspraak maar bijvoorbeeld een kop, kies dan wat het is. Met uitsluiten blijft de uitspraak buiten het rapport; geef dan een reden.",
    ),
    (
        "hele groep",
        "Staat er bij in groep een getal, dan zijn er zoveel bijna gelijke uitspraken. Met ja geldt uw besluit voor allemaal.",
    ),
    ("reden", "Vrij in te vullen; verplicht bij uitsluiten."),
    ("Wie u bent", "Vul uw naam in op het blad Over."),
    (
        "Terugsturen",
        "Bewaar het bestand als .xlsx. Rijen mag u sorteren of verwijderen; de kolom id moet blijven staan.",
    ),
];

const REVIEW_EN: [(&str, &str); 11] = [
    (
        "What you do",
        "Read each statement on the sheet Coding and change what is wrong in the coloured columns. A row that you leave as it is decides nothing.",
    ),
    (
        "Agree",
        "If the row is right as it stands, choose agree as the action. Its coding then counts as reviewed.",
    ),
    ("kind", "Every statement has exactly one kind."),
    (
        "theme 1, 2, …",
        "The first theme is the primary one. Empty a cell to take a theme away; fill an empty cell to add one. A subtheme is written as code/subtheme. If no theme fits, choose overig.",
    ),
    (
        "Splitting",
        "If it is several statements, type ‖ or || between the parts in the column text. Change nothing else in the text. The parts are coded after the next run.",
    ),
    (
        "merge with",
        "If the statement is one with the next or the previous one, write next or previous, or the id of the other.",
    ),
    (
        "action",
        "If it is no statement but a heading, say, choose what it is. With exclude the statement is left out of the report; give a reason then.",
    ),
    (
        "whole group",
        "A number under in group says how many statements are nearly identical. With yes your decision counts for all of them.",
    ),
    ("reason", "As you like; required with exclude."),
    ("Who you are", "Fill in your name on the sheet About."),
    ("Sending it back", "Save the file as .xlsx. Rows may be sorted or deleted; the column id must stay."),
];

const BLIND_NL: [(&str, &str); 6] = [
    (
        "Wat u doet",
        "Codeer elke uitspraak op het blad Coderen zelf, zonder te overleggen en zonder in het rapport te kijken. Zo is te meten hoe goed codeurs het eens zijn.",
    ),
    ("soort", "Kies precies één soort."),
    (
        "thema 1, 2, …",
        "Kies eerst het belangrijkste thema, dan de andere. Een subthema schrijft u als code/subthema. Past er geen thema, kies dan overig.",
    ),
    ("reden", "Wat u erbij kwijt wilt; vrij in te vullen."),
    ("Wie u bent", "Vul uw naam in op het blad Over."),
    (
        "Terugsturen",
        "Bewaar het bestand als .xlsx. De kolom id moet blijven staan. Rijen die u leeg laat, tellen niet mee.",
    ),
];

const BLIND_EN: [(&str, &str); 6] = [
    (
        "What you do",
        "Code each statement on the sheet Coding by yourself, without consulting others or looking at the report. So it can be measured how well coders agree.",
    ),
    ("kind", "Choose exactly one kind."),
    (
        "theme 1, 2, …",
        "Choose the primary theme first, then the others. A subtheme is written as code/subtheme. If no theme fits, choose overig.",
    ),
    ("reason", "Whatever you want to say about it."),
    ("Who you are", "Fill in your name on the sheet About."),
    (
        "Sending it back",
        "Save the file as .xlsx. The column id must stay. Rows that you leave empty don't count.",
    ),
];
