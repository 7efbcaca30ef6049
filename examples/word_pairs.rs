//! Counts the word pairs of `data/word-pairs/nl.tsv` from the HTML pages of `LibreOffice`'s Dutch help.
//! `cargo run --release --example word_pairs -- FOLDER > data/word-pairs/nl.tsv`, where FOLDER holds the unpacked pages
//! (data/README.md tells where they come from).

use std::collections::BTreeSet;
use std::error::Error;
use std::io::Write;

use bloemlezer::text::{count_pairs, normalise_spaces};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("name the folder with the help pages")?;
    let mut paragraphs = BTreeSet::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.path().extension().is_some_and(|extension| extension == "html") {
            paragraphs.extend(running_text(&std::fs::read_to_string(entry.path())?));
        }
    }
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "# Word-class pairs of LibreOffice's Dutch help (MPL-2.0); see data/README.md. left, right, count"
    )?;
    for (left, right, count) in count_pairs(paragraphs.iter().map(String::as_str)) {
        writeln!(out, "{left}\t{right}\t{count}")?;
    }
    Ok(())
}

/// The paragraphs of running text of one page, without tags, each of at least twenty characters.
fn running_text(page: &str) -> Vec<String> {
    page.split("<p ")
        .skip(1)
        .filter_map(|rest| rest.split_once('>'))
        .filter(|(attributes, _)| {
            ["paragraph", "tip", "note", "warning"]
                .iter()
                .any(|class| attributes.contains(&format!("class=\"{class}")))
        })
        .filter_map(|(_, rest)| rest.split_once("</p>"))
        .map(|(inner, _)| normalise_spaces(&decode(&without_tags(inner))))
        .filter(|text| text.len() >= 20)
        .collect()
}

fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for character in html.chars() {
        match character {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(character),
            _ => {}
        }
    }
    text
}

fn decode(text: &str) -> String {
    text.replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}
