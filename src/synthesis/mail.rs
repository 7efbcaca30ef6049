//! E-mails that were printed or saved as text: statements are the paragraphs of the newest message; address lines, salutation,
//! signature and quoted history are not.

use super::Text;
use super::items::{Deck, Titles};
use super::lists::wrap;
use super::random::Random;
use super::sheet::Truth;

const NAMES: [&str; 8] = [
    "A. de Boer",
    "Jos Willemsen",
    "M. Yilmaz",
    "Karin van Dam",
    "P.J. Hendriks",
    "Fatima el Amrani",
    "Bas Kuiper",
    "L. Smit",
];
const GREETINGS: [&str; 5] =
    ["Geachte heer, mevrouw,", "Beste allemaal,", "Geachte commissie,", "L.S.,", "Beste mensen,"];
const CLOSINGS: [&str; 5] = [
    "Met vriendelijke groet,",
    "Hoogachtend,",
    "Vriendelijke groeten,",
    "Met vriendelijke groeten,",
    "Groet,",
];
const MONTHS: [&str; 6] = ["januari", "maart", "april", "mei", "september", "november"];

/// A document of so many messages.
pub(super) fn write<'t>(
    texts: &'t [Text],
    title: &str,
    messages: usize,
    random: &mut Random,
) -> (String, Vec<Truth<'t>>) {
    let (mut deck, titles) = (Deck::new(texts, random), Titles::new(texts));
    let width = random.whole(66, 78);
    let mut truths = Vec::new();
    let mut parts = Vec::new();
    for _ in 0..messages {
        let mut lines = address(&titles, title, random);
        lines.extend(paragraphs(&[pick(&GREETINGS, random).to_owned()], width));
        let texts: Vec<&Text> = (0..random.whole(3, 10)).filter_map(|_| deck.draw()).collect();
        lines.extend(paragraphs(&texts.iter().map(|text| text.text.clone()).collect::<Vec<_>>(), width));
        truths.extend(texts.into_iter().map(truth));
        let name = pick(&NAMES, random);
        lines.push(pick(&CLOSINGS, random).to_owned());
        lines.extend(signature(name, &titles, random));
        if random.chance(0.5) {
            lines.extend(history(&mut deck, width, random));
        }
        parts.push(lines.join("\n") + "\n");
    }
    (parts.join("\u{c}"), truths)
}

fn truth(text: &Text) -> Truth<'_> {
    Truth { text: text.text.clone(), origin: Some(text), section: None, column: 1, truncated: "no" }
}

fn pick<'p>(of: &[&'p str], random: &mut Random) -> &'p str {
    random.pick(of).copied().unwrap_or_default()
}

fn date(random: &mut Random) -> String {
    format!("{} {} {}", random.whole(1, 28), pick(&MONTHS, random), random.whole(2018, 2026))
}

fn address_of(name: &str) -> String {
    let letters: String = name.chars().filter(char::is_ascii_alphabetic).collect();
    format!("{}@voorbeeld.nl", letters.to_lowercase())
}

/// The lines that say who wrote to whom, and an empty one.
fn address(titles: &Titles<'_>, title: &str, random: &mut Random) -> Vec<String> {
    let name = pick(&NAMES, random);
    let [from, to, sent, about] = random.choose(
        ["Van", "Aan", "Datum", "Onderwerp"],
        &[(0.3, ["Van", "Aan", "Verzonden", "Onderwerp"]), (0.3, ["From", "To", "Date", "Subject"])],
    );
    let subject = format!("{}{}", random.choose("", &[(0.3, "RE: "), (0.2, "FW: ")]), titles.heading(random));
    vec![
        format!("{from}: {name} <{}>", address_of(name)),
        format!("{to}: {title} <reacties@voorbeeld.nl>"),
        format!("{sent}: {}", date(random)),
        format!("{about}: {subject}"),
        String::new(),
    ]
}

/// Paragraphs with an empty line after each.
fn paragraphs(texts: &[String], width: usize) -> Vec<String> {
    texts.iter().flat_map(|text| wrap(text, Some(width)).into_iter().chain([String::new()])).collect()
}

fn signature(name: &str, titles: &Titles<'_>, random: &mut Random) -> Vec<String> {
    let mut lines = if random.chance(0.5) { vec![String::new()] } else { Vec::new() };
    if random.chance(0.3) {
        lines.push("-- ".to_owned());
    }
    lines.push(name.to_owned());
    if random.chance(0.6) {
        lines.push(format!("adviseur {}", titles.heading(random).to_lowercase()));
    }
    if random.chance(0.5) {
        lines.push(format!("T 0{} {}", random.whole(10, 88), random.whole(100_0000, 999_9999)));
    }
    if random.chance(0.4) {
        lines.push(format!("E {}", address_of(name)));
    }
    lines
}

/// What an earlier message said, quoted below.
fn history(deck: &mut Deck<'_>, width: usize, random: &mut Random) -> Vec<String> {
    let name = pick(&NAMES, random);
    let mut lines =
        vec![String::new(), format!("Op {} schreef {name} <{}>:", date(random), address_of(name))];
    for _ in 0..random.whole(1, 4) {
        let quoted = deck.draw().map(|text| wrap(&text.text, Some(width - 2))).unwrap_or_default();
        lines.extend(quoted.into_iter().map(|line| format!("> {line}")));
        lines.push(">".to_owned());
    }
    lines
}
