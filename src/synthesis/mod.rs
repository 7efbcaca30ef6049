//! Statements → typeset pages → what an extractor prints, with the truth. In: texts, a profile, how much and a seed. Out: the files of
//! a small corpus and its gold. It measures how well pages are read, and therefore shares no constant and no table with what reads
//! them: typefaces, widths, distances and habits are drawn afresh for every document.

mod compose;
mod consultation;
mod contents;
mod frames;
mod furniture;
mod items;
mod lists;
mod mail;
mod printers;
mod profiles;
mod random;
mod repeated;
mod setting;
mod sheet;
mod style;
mod texts;
mod typeface;
mod words;

use serde::Serialize;

use self::items::Titles;
use self::profiles::Printed;
use self::sheet::Truth;

pub use self::consultation::{Consultation, ConsultationRow, Origin};
pub use self::profiles::{Profile, profiles};
pub use self::random::Random;
pub use self::repeated::{Related, Relation, related};
pub use self::texts::{Text, TextsError, parse_texts};
pub use self::words::Vocabulary;

/// How much to generate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// Documents per profile.
    pub documents: usize,
    /// Pages per document; the profile's own number when none is given.
    pub pages: Option<usize>,
    /// The same seed makes the same pages.
    pub seed: u64,
}

/// The generated corpus of a profile.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Synthesised {
    /// Documents, and the `consultation.toml` that names their publication.
    pub files: Vec<GeneratedFile>,
    /// The statements of all documents.
    pub gold: Vec<GoldLine>,
}

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GeneratedFile {
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A statement of a generated document, with the keys of a gold file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GoldLine {
    /// File name of its document.
    pub doc: String,
    /// Place in the document, from 1.
    pub n: usize,
    /// Its text.
    pub text: String,
    /// Number and title of its heading.
    pub section: Option<String>,
    /// The column it begins in, from 1.
    pub column: Option<usize>,
    /// Whether it is cut off.
    pub truncated: &'static str,
    /// Its kind, `context` where the texts tell none.
    pub kind: String,
    /// Its themes, where the texts tell them.
    pub themes: Vec<String>,
}

/// Generates the documents of a profile and their truth.
#[must_use]
pub fn synthesise(profile: &Profile, texts: &[Text], amount: Amount) -> Synthesised {
    let title = Titles::new(texts).publication(&mut Random::new(amount.seed, &[profile.name, "title"]));
    let texts = profile.texts(texts, &mut Random::new(amount.seed, &[profile.name, "texts"]));
    let mut all = Synthesised::default();
    for document in 0..amount.documents {
        let name = format!("{}-{:03}.{}", profile.name, document + 1, profile.extension());
        let mut random = Random::new(amount.seed, &[&name]);
        let pages = amount.pages.unwrap_or(profile.pages).max(1);
        let Printed { bytes, truths } = profile.print(&texts, &title, pages, &mut random);
        all.gold.extend(truths.iter().zip(1..).map(|(truth, n)| gold_line(&name, n, truth)));
        all.files.push(GeneratedFile { name, bytes });
    }
    // The title stands on the pages too, and people who know it would say so.
    let toml = format!("title = {}\nlanguage = \"nl\"\n", toml::Value::String(title));
    all.files.push(GeneratedFile { name: "consultation.toml".into(), bytes: toml.into_bytes() });
    all
}

fn gold_line(name: &str, n: usize, truth: &Truth<'_>) -> GoldLine {
    GoldLine {
        doc: name.to_owned(),
        n,
        text: truth.text.clone(),
        section: truth.section.clone(),
        column: Some(truth.column),
        truncated: truth.truncated,
        kind: truth.origin.map_or_else(|| "context".to_owned(), |text| text.kind.clone()),
        themes: truth.origin.map_or_else(Vec::new, |text| text.themes.clone()),
    }
}
