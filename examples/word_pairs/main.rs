//! Makes the tables of `data/word-pairs` from the counts that the Dutch tagger Frog ships with (Debian's `frogdata`).
//! `cargo run --release --example word_pairs -- FOLDER`, where FOLDER holds the unpacked package (data/README.md tells where it comes from).

mod classes;
mod corpus;
mod endings;
mod instances;
mod lexicon;
mod scores;

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use classes::Classes;
use corpus::Corpus;
use lexicon::Lexicon;
use scores::{Entry, Scores};

const TARGET: &str = "data/word-pairs";

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("name the folder with the unpacked package frogdata")?;
    let nld = Path::new(&folder).join("usr/share/frog/nld");
    let pairs = instances::word_pairs(&std::fs::read(nld.join("nergen.data.known.ddwdwfWawaa"))?)?;
    let lexicon = std::fs::read_to_string(nld.join("Frog.mbt.1.0.lex"))?;
    let tags = corpus::tags(&pairs, &lexicon);
    let lexicon = Lexicon::read(&lexicon, &tags);
    let corpus = Corpus::count(&pairs, &tags, &lexicon);
    let classes = Classes::of(&lexicon);
    let entries = scores::entries(&corpus, &lexicon, &tags, &classes);
    let first_class = entries.len() - classes.count();
    let own: Vec<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
    let forms = endings::forms(&lexicon, &classes, &own);
    std::fs::write(Path::new(TARGET).join("scores.tsv"), table(&entries, &Scores::of(&corpus, &entries)))?;
    let mut text = String::new();
    for (form, class) in &forms {
        writeln!(text, "{form}\t{}", first_class + class)?;
    }
    std::fs::write(Path::new(TARGET).join("forms.tsv"), text)?;
    Ok(())
}

/// A line for every left-hand side: its name, its sort, and a character for every right-hand side: `O` says nothing, every character
/// behind it a tenth of a nat more.
fn table(entries: &[Entry], scores: &Scores) -> String {
    let mut text = String::new();
    for (left, entry) in entries.iter().enumerate() {
        text += &format!("{}\t{}\t", entry.name, entry.sort);
        text.extend((0..entries.len()).map(|right| letter(scores.score(left, right))));
        text.push('\n');
    }
    text
}

fn letter(score: f64) -> char {
    let steps = (score * 10.0).round().clamp(-43.0, 43.0);
    char::from((f64::from(b'O') + steps) as u8)
}
